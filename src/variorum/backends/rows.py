"""Records as rows: what a worker hands back, and what a store keeps."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from typing import Any

import msgspec

from variorum.backends.schema import TABLES
from variorum.model import Article, Failure, Statement

_encode = msgspec.json.Encoder().encode


class Row(msgspec.Struct, array_like=True):
    """One record ready to be stored: its kind, its columns in the order of the schema, its JSON."""

    kind: str
    id: str
    digest: str
    columns: list[Any]
    body: str
    words: str | None = None


class Output(msgspec.Struct, array_like=True):
    """What came of one document or group (``home``)."""

    home: str
    rows: list[Row]
    failures: list[Failure]

    @property
    def made(self) -> str:
        """One digest of everything that came of this home."""
        return combined(f"{row.kind} {row.id} {row.digest}" for row in self.rows)[:16]


class Batch(msgspec.Struct, array_like=True):
    """What one unit of work wrote; ``stamp`` tells which program, model and resources made it, ``schema``
    which columns its rows have."""

    stamp: str
    schema: int
    outputs: list[Output]


def digest(body: bytes) -> str:
    return hashlib.blake2b(body, digest_size=8).hexdigest()


def combined(parts: Iterable[str]) -> str:
    """One digest of many strings, in the order given."""
    whole = hashlib.sha256()
    for part in parts:
        whole.update(part.encode("utf-8", "surrogatepass"))
        whole.update(b"\n")
    return whole.hexdigest()


def words_of(statement: Statement, article: Article) -> str:
    """The reported words, pieces joined by an ellipsis in brackets where the text has others between."""
    return " […] ".join(span.of(article).strip() for span in statement.content)


def to_rows(records: Sequence[Any]) -> list[Row]:
    """Rows of the records of one home, in their order; a statement's words come from its article there."""
    articles = {r.id: r for r in records if type(r) is Article}
    rows = []
    for record in records:
        body = _encode(record)
        columns = [get(record) for get in TABLES[type(record)][1].values()]
        words = None
        if type(record) is Statement and record.article_id in articles:
            words = words_of(record, articles[record.article_id])
        rows.append(Row(type(record).__name__, record.id, digest(body), columns, body.decode("utf-8"), words))
    return rows
