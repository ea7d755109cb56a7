"""JSON lines: an object a line with ``text`` or ``html``, and if known id, url, title, outlet, published.

A line may also be a ninjs item. A corpus with other names is read by a mapping (see :mod:`rows`)."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator, Mapping
from typing import Any, BinaryIO

from variorum.errors import InputError
from variorum.model import Document, Failure
from variorum.sources.document import failure
from variorum.sources.rows import SHAPE, documents, kind_of, prepare
from variorum.sources.sniff import LIMITS, MB


def read(body: bytes, address: str, fields: Mapping[str, str] | None = None) -> Iterator[Document | Failure]:
    """A document for every good line and a failure for every bad one."""
    yield from stream(io.BytesIO(body), address, fields)


def stream(
    file: BinaryIO, address: str, fields: Mapping[str, str] | None = None
) -> Iterator[Document | Failure]:
    """The same, from a file that is read line by line, so that its size does not matter."""
    number, empty = 0, True
    while raw := file.readline(LIMITS["jsonl"] + 1):
        number += 1
        where, label = f"{address}#{number}", f"line {number}"
        try:
            if len(raw) > LIMITS["jsonl"]:
                _skip(file, raw)
                raise InputError(f"{label} is longer than {LIMITS['jsonl'] // MB} MB", SHAPE)
            row = _row(raw, number)
            if row is None:
                continue
            empty = False
            yield from documents(prepare(row, label, fields or {}), address, where, label)
        except InputError as error:
            empty = False
            yield failure(where, error)
    if empty:
        yield failure(address, InputError("it has no rows", SHAPE))


def _skip(file: BinaryIO, raw: bytes) -> None:
    while raw and not raw.endswith(b"\n"):
        raw = file.readline(LIMITS["jsonl"])


def _row(raw: bytes, number: int) -> dict[str, Any] | None:
    """The object of one line; None for a blank line."""
    text = raw.decode("utf-8-sig" if number == 1 else "utf-8", "replace").strip(" \t\r\n\x00\ufeff")
    if not text:
        return None
    try:
        row = json.loads(text)
    except RecursionError:
        raise InputError(f"line {number} is nested too deeply", SHAPE) from None
    except ValueError as error:
        raise InputError(f"line {number} is not JSON: {str(error)[:100]}", SHAPE) from None
    if not isinstance(row, dict):
        raise InputError(f"line {number} is not an object but {kind_of(row)}", SHAPE)
    return row
