"""From a stream of bytes to documents: what it is, its reader, and one layer of packing at most."""

from __future__ import annotations

import contextlib
import io
from collections.abc import Iterator, Mapping
from typing import Any, BinaryIO

import msgspec

from variorum.errors import InputError
from variorum.model import Document, Failure
from variorum.sources import feed, html, jsonfile, jsonl, sitemap, warc, zipped
from variorum.sources.document import document, failure
from variorum.sources.packed import Inflated
from variorum.sources.sniff import HEAD, LIMITS, WARC, sniff, too_large

BUFFER = 256 * 1024


class Reading(msgspec.Struct, frozen=True):
    """How to read: which field of a row stands for which of ours, and what is known of a page that is
    read alone (url, title, outlet, published, fetched, encoding)."""

    fields: Mapping[str, str] = {}
    said: Mapping[str, Any] = {}


def read(
    file: BinaryIO, name: str, size: int | None, how: Reading, *, layer: bool = False
) -> Iterator[Document | Failure]:
    """The documents of a stream; ``layer`` when it came out of an archive, which may hold no other.

    Raise InputError when it cannot be read as what it is."""
    head = exactly(file, HEAD)
    format = sniff(head, name.lower().removesuffix(".gz"))
    if format in ("gzip", "zip") and layer:
        raise InputError("it is packed twice", "unpack it once yourself")
    whole = io.BufferedReader(Again(head, file), BUFFER)
    if format == "gzip":
        yield from _gzip(whole, head, name, how)
    elif format == "zip":
        yield from _zip(file, whole, size, name, how)
    elif format == "jsonl":
        yield from jsonl.stream(whole, name, how.fields)
    elif format == "warc":
        yield from warc.stream(whole, name, packed=False)
    else:
        body = head + exactly(file, LIMITS[format] + 1 - len(head))
        if len(body) > LIMITS[format]:
            raise too_large(format, size)
        if format == "html":
            yield from html.read(body, name, **how.said)
        elif format == "text":
            yield document(body, name, "text", **how.said)
        elif format == "json":
            yield from jsonfile.read(body, name, how.fields)
        else:
            yield from feed.read(body, name) if format == "feed" else sitemap.read(body, name)


def _gzip(whole: BinaryIO, head: bytes, name: str, how: Reading) -> Iterator[Document | Failure]:
    begin = b""
    with contextlib.suppress(InputError):  # it is met again below
        begin = Inflated(io.BytesIO(head)).read(64)
    if WARC.match(begin):  # so that a broken member does not end the archive
        yield from warc.stream(whole, name, packed=True)
        return
    yield from read(io.BufferedReader(Inflated(whole), BUFFER), name, None, how, layer=True)


def _zip(
    file: BinaryIO, whole: BinaryIO, size: int | None, name: str, how: Reading
) -> Iterator[Document | Failure]:
    if file.seekable():
        archive = file
    else:
        body = exactly(whole, LIMITS["zip"] + 1)
        if len(body) > LIMITS["zip"]:
            raise too_large("zip", None)
        archive = io.BytesIO(body)
    for member, opened in zipped.members(archive):
        where = f"{name}#{member}"
        try:
            if isinstance(opened, InputError):
                raise opened
            yield from read(opened, where, None, Reading(how.fields), layer=True)
        except InputError as error:
            yield failure(where, error)


def exactly(file: BinaryIO, count: int) -> bytes:
    """Up to ``count`` bytes, however few a pipe gives at a time."""
    parts = []
    while count > 0 and (part := file.read(count)):
        parts.append(part)
        count -= len(part)
    return b"".join(parts)


class Again(io.RawIOBase):
    """A stream that gives bytes already taken from a file again, then the rest of it."""

    def __init__(self, head: bytes, file: BinaryIO) -> None:
        self._head, self._file = head, file

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        part = self._head[: len(buffer)] or self._file.read(len(buffer))
        self._head = self._head[len(part) :] if self._head else b""
        buffer[: len(part)] = part
        return len(part)
