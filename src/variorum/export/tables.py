"""The ledger as flat tables, one a kind: CSV here, Parquet through DuckDB."""

from __future__ import annotations

import csv
import tempfile
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, TextIO

import msgspec

from variorum.backends.schema import TABLES
from variorum.errors import MissingExtraError
from variorum.export import flat
from variorum.export.lines import exported, rows
from variorum.ledger import Ledger
from variorum.model import Article, Document, Statement

DOCUMENTS = (*(name for name in Document.__struct_fields__ if name != "body"), "row", "newer")


def cell(value: Any) -> Any:
    """A value as one cell: lists and objects as JSON, None as empty."""
    if value is None or isinstance(value, (str, int, float)):
        return "" if value is None else value
    return msgspec.json.encode(value).decode()


def write_csv(
    rows: Iterable[dict[str, Any]],
    columns: Sequence[str],
    out: TextIO,
    delimiter: str = ",",
    *,
    head: bool = True,
) -> None:
    """Rows as CSV (or TSV), under a line with the columns when it has a ``head``."""
    writer = csv.writer(out, delimiter=delimiter, lineterminator="\n")
    if head:
        writer.writerow(columns)
    for row in rows:
        writer.writerow([cell(row.get(column)) for column in columns])


def columns(kind: type, *, with_text: bool = False) -> list[str]:
    """The columns of the table of a kind: its id, what can be read without other tables, the other fields of
    its records, what is known, words of statements, the newer version of articles."""
    plain = flat.names(kind)
    fields = [field.name for field in msgspec.structs.fields(kind)]
    fields = [f"{name}_record" if name in flat.OWN.get(kind, ()) else name for name in fields]
    fields = ["id", *plain, *(name for name in fields if name != "id" and name not in plain)]
    if kind is Article and not with_text:
        fields.remove("text")
    own: dict[type, list[str]] = {Statement: ["words"], Article: ["newer"]}
    return [*fields, "knowledge", *own.get(kind, [])]


def csv_folder(ledger: Ledger, folder: Path, *, with_text: bool = False) -> list[Path]:
    """One CSV file a kind in a folder, and one of the documents; the files written."""
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    with ledger.store.steady():
        for kind in exported():
            path = folder / f"{TABLES[kind][0]}.csv"
            with path.open("w", encoding="utf-8", newline="") as out:
                made = flat.flattened(ledger, kind, rows(ledger, kind, with_text=with_text))
                write_csv(made, columns(kind, with_text=with_text), out)
            written.append(path)
        with (folder / "documents.csv").open("w", encoding="utf-8", newline="") as out:
            write_csv(flat.documents(ledger), DOCUMENTS, out)
    return sorted([*written, folder / "documents.csv"])


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
