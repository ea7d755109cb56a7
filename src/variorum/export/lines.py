"""The whole ledger as JSON lines: the manifest first, then every record by kind and id.

Article texts are left out unless asked for; statements and events carry the words they rest on."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import msgspec

from variorum.backends.schema import INTERNAL, KINDS
from variorum.ledger import Ledger
from variorum.model import Article, Record, Statement

_encode = msgspec.json.Encoder(order="sorted").encode


def rows(ledger: Ledger, *, with_text: bool = False) -> Iterator[dict[str, Any]]:
    """Every exported record as plain data with its ``kind``, by kind and id."""
    for name in sorted(KINDS):
        kind = KINDS[name]
        if kind in INTERNAL:
            continue
        words = dict(ledger.store.words()) if kind is Statement else {}
        for record in ledger.store.read(kind):
            yield plain(record, words.get(record.id), with_text=with_text)


def plain(record: Record, words: str | None = None, *, with_text: bool = False) -> dict[str, Any]:
    """A record as plain data: its fields, ``kind`` and ``knowledge``, for a statement its ``words``."""
    data: dict[str, Any] = {"kind": type(record).__name__, **msgspec.to_builtins(record)}
    data["knowledge"] = record.knowledge
    if isinstance(record, Article) and not with_text:
        del data["text"]
    if words is not None:
        data["words"] = words
    return data


def jsonl(ledger: Ledger, *, with_text: bool = False) -> Iterator[bytes]:
    """The export, line by line: the same ledger gives the same bytes."""
    yield _encode({"kind": "Manifest", **(ledger.manifest() or {})}) + b"\n"
    for row in rows(ledger, with_text=with_text):
        yield _encode(row) + b"\n"
