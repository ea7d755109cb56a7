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
from sqlalchemy import Connection, Engine, ExceptionContext, create_engine, event
from sqlalchemy.pool import QueuePool, StaticPool

from variorum.backends.search import SQLITE_FULL_TEXT, Hit, search
from variorum.backends.sql import SqlStore
from variorum.errors import StoreError

CACHE_KB = 32_768
"""How much of the ledger the writer keeps in memory: ids come in no order, so every page may be touched."""

REMEDIES = (
    ("disk is full", "there is no room left to write {path}: free some and do it again; nothing is lost"),
    ("readonly database", "{path} may not be written to: check its permissions and those of its folder"),
    ("unable to open", "{path} cannot be opened: check that its folder exists and its permissions"),
    ("is locked", "{path} is in use by another program: close it and do it again"),
    ("not a database", "{path} is not a ledger; name another with --db"),
    ("malformed", "{path} is damaged; take it from a backup, or add its documents to a new ledger"),
    ("I/O error", "{path} cannot be read or written ({error}): check the disk"),
)


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
        if self.path.is_dir():
            raise StoreError(f"{path} is a folder; name a file with --db")
        if not writable and not self.path.exists():
            database = "" if str(path) == "variorum.db" else f" --db {path}"
            raise StoreError(f"there is no ledger at {path}; start one with: variorum{database} add")
        self._lock: FileLock | None = _lock(self.path) if writable else None
        reader = _engine(self.path, "ro")
        super().__init__(_engine(self.path, "rwc") if writable else reader, reader)
        try:
            if writable:
                self.prepare()
                self._write_ahead()
            else:
                self.check_version()
        except BaseException:
            self.close()
            raise

    def _write_ahead(self) -> None:
        """Let readers read while something is written; a power cut can cost the last commits, no more."""
        connection = self.engine.raw_connection()
        cursor = connection.cursor()
        cursor.execute("PRAGMA journal_mode=WAL")
        cursor.execute("PRAGMA synchronous=NORMAL")
        cursor.execute(f"PRAGMA cache_size=-{CACHE_KB}")
        cursor.close()
        connection.close()

    def add_full_text(self, c: Connection) -> None:
        for statement in SQLITE_FULL_TEXT:
            c.execute(statement)

    def search(self, wanted: str, limit: int = 20) -> list[Hit]:
        """Statements and articles with these words; a quote may be given by fragments with ellipses."""
        with self.reading() as c:
            return search(c, wanted, limit)

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
    lock = FileLock(f"{path.resolve()}.lock")
    try:
        lock.acquire(timeout=0)
    except Timeout as error:
        raise StoreError(
            f"another process is writing to {path}; wait for it to end (readers are not affected)"
        ) from error
    except OSError as error:
        raise StoreError(f"{path} may not be written to: {error.strerror} ({error.filename})") from error
    return lock


def _engine(path: Path, mode: str) -> Engine:
    module = driver()
    uri = f"file:{quote(str(path.resolve()))}?mode={mode}"

    def connect() -> Any:
        # No transactions of the driver's own: they would leave out statements that change the schema.
        return module.connect(uri, uri=True, timeout=30, check_same_thread=False, isolation_level=None)

    pool = QueuePool if mode == "ro" else StaticPool
    engine = create_engine("sqlite://", module=module, creator=connect, poolclass=pool)
    begin = "BEGIN" if mode == "ro" else "BEGIN IMMEDIATE"

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        connection.exec_driver_sql(begin)

    @event.listens_for(engine, "handle_error")
    def _explain(context: ExceptionContext) -> None:
        error = context.original_exception
        if not isinstance(error, module.DatabaseError) or isinstance(error, module.IntegrityError):
            return
        said = str(error)
        remedy = next((r for sign, r in REMEDIES if sign in said), "{path}: {error}")
        raise StoreError(remedy.format(path=path, error=said))

    return engine
