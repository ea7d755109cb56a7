"""The whole ledger as JSON lines: the manifest first, then every record by kind and id.

Article texts are left out unless asked for; statements carry the words they rest on."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import Any

import msgspec

from variorum.backends.schema import INTERNAL, KINDS
from variorum.entries import titled
from variorum.ledger import Ledger
from variorum.model import Article, Document, Statement, Story

AT_ONCE = 500
_encode = msgspec.json.Encoder(order="sorted").encode


def rows(ledger: Ledger, kind: type, *, with_text: bool = False) -> Iterator[dict[str, Any]]:
    """Every record of a kind as plain data, by id; an article with the next ``newer`` version of its page."""
    newer = ledger.store.newer() if kind is Article else {}
    words = ledger.store.words() if kind is Statement else iter(())
    said: tuple[str, str] | None = next(words, None)
    for record in _records(ledger, kind):
        while said is not None and said[0] < record.id:
            said = next(words, None)
        own = said[1] if said is not None and said[0] == record.id else None
        row = plain(record, own, with_text=with_text)
        if kind is Article:
            row["newer"] = newer.get(record.id)
        yield row


def _records(ledger: Ledger, kind: type) -> Iterator[Any]:
    coming = ledger.store.read(kind)
    if kind is not Story:
        yield from coming
    while kind is Story and (batch := list(islice(coming, AT_ONCE))):
        yield from titled(batch, ledger.store.records)


def exported() -> list[type]:
    """The kinds that are exported, by name."""
    return [KINDS[name] for name in sorted(KINDS) if KINDS[name] not in INTERNAL]


def plain(record: Any, words: str | None = None, *, with_text: bool = False) -> dict[str, Any]:
    """A record as plain data: what it is (``record``), its fields and ``knowledge``, for a statement its
    ``words``. The text of an article is left out unless asked for, the bytes of a document always."""
    if isinstance(record, Document):
        record = msgspec.structs.replace(record, body=b"")
    data: dict[str, Any] = {"record": type(record).__name__, **msgspec.to_builtins(record)}
    if hasattr(record, "knowledge"):
        data["knowledge"] = record.knowledge
    if isinstance(record, Document):
        del data["body"]
    if isinstance(record, Article) and not with_text:
        del data["text"]
    if words is not None:
        data["words"] = words
    return data


def jsonl(ledger: Ledger, *, with_text: bool = False) -> Iterator[bytes]:
    """The export, line by line: the same ledger gives the same bytes."""
    with ledger.store.steady():
        yield _encode({"record": "Manifest", **(ledger.manifest() or {})}) + b"\n"
        for kind in exported():
            for row in rows(ledger, kind, with_text=with_text):
                yield _encode(row) + b"\n"
