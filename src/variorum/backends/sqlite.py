"""The embedded store: SQLite in WAL mode, exactly one writer, readers that never wait.

SQLite 3.7.0 to 3.51.2 can corrupt a WAL when two connections checkpoint at the same instant (fixed in
3.51.3, https://sqlite.org/wal.html). So there is one writer, held by a lock file, readers open the file
read-only, and the newer SQLite of the ``pysqlite3`` wheel is taken where it is installed.
"""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any
from urllib.parse import quote

from filelock import FileLock, Timeout
from sqlalchemy import Engine, create_engine, event
from sqlalchemy.exc import DatabaseError
from sqlalchemy.pool import NullPool, StaticPool

from variorum.backends.sql import SqlStore
from variorum.errors import StoreError


def driver() -> Any:
    """The DB-API module: ``pysqlite3`` where installed, else the interpreter's own ``sqlite3``."""
    try:
        from pysqlite3 import dbapi2
    except ImportError:
        import sqlite3 as dbapi2
    return dbapi2


class SqliteStore(SqlStore):
    """A ledger in one file, or (``path`` None) in a temporary one that goes with the store. Opened to write,
    it holds the lock beside the file until it is closed; StoreError when another process holds it."""

    def __init__(self, path: Path | None, *, writable: bool = True) -> None:
        self._temporary = tempfile.TemporaryDirectory(prefix="variorum-") if path is None else None
        self.path = path or Path(self._temporary.name, "ledger.db")  # type: ignore[union-attr]
        self._lock: FileLock | None = _lock(self.path) if writable else None
        if not writable and not self.path.exists():
            raise StoreError(f"there is no ledger at {path}; start one with: variorum add")
        reader = _engine(self.path, "ro")
        super().__init__(_engine(self.path, "rwc") if writable else reader, reader)
        try:
            if writable:
                self.prepare()
            else:
                self.check_version()
        except DatabaseError as error:
            self.close()
            raise StoreError(
                f"{self.path} is not a ledger or is damaged ({error.orig}); name another with --db"
            ) from error
        except StoreError:
            self.close()
            raise

    def close(self) -> None:
        super().close()
        if self._lock is not None:
            self._lock.release()
            self._lock = None
        if self._temporary is not None:
            self._temporary.cleanup()


def _lock(path: Path) -> FileLock:
    if not path.parent.is_dir():
        raise StoreError(f"the folder {path.parent} does not exist; create it first")
    lock = FileLock(f"{path}.lock")
    try:
        lock.acquire(timeout=0)
    except Timeout as error:
        raise StoreError(
            f"another process is writing to {path}; wait for it to end (readers are not affected)"
        ) from error
    return lock


def _engine(path: Path, mode: str) -> Engine:
    module = driver()
    uri = f"file:{quote(str(path.resolve()))}?mode={mode}"

    def connect() -> Any:
        return module.connect(uri, uri=True, timeout=30, check_same_thread=False)

    if mode == "ro":
        return create_engine("sqlite://", module=module, creator=connect, poolclass=NullPool)
    engine = create_engine("sqlite://", module=module, creator=connect, poolclass=StaticPool)

    @event.listens_for(engine, "connect")
    def _pragmas(connection: Any, _record: Any) -> None:
        cursor = connection.cursor()
        cursor.execute("PRAGMA journal_mode=WAL")
        cursor.execute("PRAGMA synchronous=NORMAL")
        cursor.close()

    return engine
