"""JSON lines: an object a line with ``text`` or ``html``, and if known id, url, title, outlet, published."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from typing import Any, BinaryIO

from variorum.errors import InputError
from variorum.model import Document, Failure
from variorum.sources import dates
from variorum.sources.document import document, failure, line, storable
from variorum.sources.sniff import LIMITS, MB

NAMES = ("url", "title", "outlet", "published")
SHAPE = 'write one object a line, such as {"text": "...", "title": "...", "published": "2026-11-21"}'


def read(body: bytes, address: str) -> Iterator[Document | Failure]:
    """A document for every good line and a failure for every bad one."""
    yield from stream(io.BytesIO(body), address)


def stream(file: BinaryIO, address: str) -> Iterator[Document | Failure]:
    """The same, from a file that is read line by line, so that its size does not matter."""
    number, empty = 0, True
    while raw := file.readline(LIMITS["jsonl"] + 1):
        number += 1
        where = f"{address}#{number}"
        try:
            if len(raw) > LIMITS["jsonl"]:
                _skip(file, raw)
                raise InputError(f"line {number} is longer than {LIMITS['jsonl'] // MB} MB", SHAPE)
            row = _row(raw, number)
            if row is None:
                continue
            empty = False
            yield from _documents(row, address, where, number)
        except InputError as error:
            empty = False
            yield failure(where, error)
            if _spread(raw, number):
                return
    if empty:
        yield failure(address, InputError("it has no rows", SHAPE))


def _skip(file: BinaryIO, raw: bytes) -> None:
    while raw and not raw.endswith(b"\n"):
        raw = file.readline(LIMITS["jsonl"])


def _spread(raw: bytes, number: int) -> bool:
    """Whether the file is one JSON value over several lines, so that every further line would fail too."""
    return number == 1 and raw.strip() in (b"{", b"[")


def _row(raw: bytes, number: int) -> dict[str, Any] | None:
    """The object of one line; None for a blank line."""
    text = raw.decode("utf-8-sig" if number == 1 else "utf-8", "replace").strip(" \t\r\n\x00\ufeff")
    if not text:
        return None
    if _spread(raw, number):
        raise InputError("it is one JSON value over several lines", "put it on lines: jq -c '.[]? // .'")
    try:
        row = json.loads(text)
    except RecursionError:
        raise InputError(f"line {number} is nested too deeply", SHAPE) from None
    except ValueError as error:
        raise InputError(f"line {number} is not JSON: {str(error)[:100]}", SHAPE) from None
    if not isinstance(row, dict):
        raise InputError(f"line {number} is not an object but {_kind(row)}", SHAPE)
    return row


def _documents(row: dict[str, Any], address: str, where: str, number: int) -> Iterator[Document | Failure]:
    for name in ("text", "html", *NAMES):
        if not isinstance(row.get(name), str | None):
            raise InputError(f"line {number}: {name} is not text but {_kind(row[name])}", SHAPE)
    body = row.get("html") or row.get("text") or ""
    if not body.strip():
        raise InputError(f"line {number} has neither text nor html", SHAPE)
    key = row.get("id")
    if isinstance(key, str | int) and str(key).strip():
        where = f"{address}#{line(str(key)[:200])}"
    published = row.get("published")
    known = dates.stated(published) if published else None
    if published and known is None:
        yield failure(
            where,
            InputError(
                f"line {number}: published is {published[:40]!r}, not a date; read without it",
                "write it as 2026-11-21 or 2026-11-21T09:30+02:00",
            ),
        )
    yield document(
        storable(body).encode("utf-8"),
        where,
        "html" if row.get("html") else "text",
        url=line(row.get("url")),
        title=line(row.get("title")),
        outlet=line(row.get("outlet")),
        published=known,
    )


def _kind(value: object) -> str:
    return {
        dict: "an object",
        list: "an array",
        str: "a text",
        bool: "a truth value",
        type(None): "null",
    }.get(type(value), "a number")
