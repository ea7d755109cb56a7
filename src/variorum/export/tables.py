"""The ledger as flat tables, one a kind: CSV here, Parquet through DuckDB."""

from __future__ import annotations

import csv
import tempfile
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, TextIO

import msgspec

from variorum.backends.schema import INTERNAL, TABLES
from variorum.errors import MissingExtraError
from variorum.export.lines import rows
from variorum.ledger import Ledger


def cell(value: Any) -> Any:
    """A value as one cell: lists and objects as JSON, None as empty."""
    if value is None or isinstance(value, (str, int, float)):
        return "" if value is None else value
    return msgspec.json.encode(value).decode()


def write_csv(
    rows: Iterable[dict[str, Any]], columns: Sequence[str], out: TextIO, delimiter: str = ","
) -> None:
    """Rows as CSV (or TSV) with a header line."""
    writer = csv.writer(out, delimiter=delimiter, lineterminator="\n")
    writer.writerow(columns)
    for row in rows:
        writer.writerow([cell(row.get(column)) for column in columns])


def csv_folder(ledger: Ledger, folder: Path, *, with_text: bool = False) -> list[Path]:
    """One CSV file a kind in a folder; the files written."""
    folder.mkdir(parents=True, exist_ok=True)
    by_kind: dict[str, list[dict[str, Any]]] = {}
    for row in rows(ledger, with_text=with_text):
        by_kind.setdefault(row["kind"], []).append(row)
    written = []
    for kind, (name, _) in sorted(TABLES.items(), key=lambda item: item[1][0]):
        if kind in INTERNAL:
            continue
        extra = ["words"] if name == "statements" else []
        fields = [f.name for f in msgspec.structs.fields(kind)]
        columns = [c for c in fields if c != "text" or kind.__name__ != "Article" or with_text]
        path = folder / f"{name}.csv"
        with path.open("w", encoding="utf-8", newline="") as out:
            write_csv(by_kind.get(kind.__name__, []), [*columns, "knowledge", *extra], out)
        written.append(path)
    return written


def parquet_folder(ledger: Ledger, folder: Path, *, with_text: bool = False) -> list[Path]:
    """One Parquet file a kind in a folder, every column as text; the files written. MissingExtraError
    without DuckDB."""
    try:
        import duckdb
    except ImportError as error:
        raise MissingExtraError("Parquet export", "parquet") from error
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    with tempfile.TemporaryDirectory(prefix="variorum-") as temporary, duckdb.connect() as connection:
        for source in csv_folder(ledger, Path(temporary), with_text=with_text):
            target = folder / f"{source.stem}.parquet"
            read = f"read_csv({_quoted(source)}, header=true, all_varchar=true, max_line_size=20000000)"
            connection.execute(f"COPY (SELECT * FROM {read}) TO {_quoted(target)} (FORMAT parquet)")
            written.append(target)
    return written


def _quoted(path: Path) -> str:
    return "'" + str(path).replace("'", "''") + "'"
