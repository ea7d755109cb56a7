"""Files, feeds and JSON lines to documents; what cannot be read is a failure with a reason."""

from __future__ import annotations

import io
import zlib
from collections.abc import Iterable, Iterator
from typing import BinaryIO

import msgspec

from variorum.errors import InputError
from variorum.model import Document, Failure
from variorum.sources import dates, feed, html, jsonl, text
from variorum.sources.document import failure, line
from variorum.sources.files import Input, find
from variorum.sources.sniff import HEAD, LIMITS, sniff, too_large

READERS = {"html": html.read, "text": text.read, "feed": feed.read}


def open_sources(
    paths: Iterable[str],
    *,
    stdin: BinaryIO | None = None,
    published: str | None = None,
    outlet: str | None = None,
) -> Iterator[Document | Failure]:
    """Every document in files, directories, globs and standard input (``-``), in the order named.

    Directories are read whole, sorted, without hidden files. ``published`` and ``outlet`` are the user's
    word and win over what a container says. Raise SettingsError when ``published`` is not a date.
    """
    day, name = dates.given(published), line(outlet)
    return _all(paths, stdin, day, name)


def _all(
    paths: Iterable[str], stdin: BinaryIO | None, published: str | None, outlet: str | None
) -> Iterator[Document | Failure]:
    for path in paths:
        for found in find(path, stdin):
            if isinstance(found, Failure):
                yield found
                continue
            for record in read_input(found):
                if isinstance(record, Document) and (published or outlet):
                    record = msgspec.structs.replace(
                        record, published=published or record.published, outlet=outlet or record.outlet
                    )
                yield record


def read_input(found: Input) -> Iterator[Document | Failure]:
    """The documents of one file or stream."""
    try:
        with found.open() as file:
            yield from _read(file, found.name, found.size)
    except InputError as error:
        yield failure(found.name, error)
    except OSError as error:
        remedy = "check that it exists and that you may read it"
        yield failure(found.name, InputError(f"it cannot be opened: {error.strerror or error}", remedy))


def read_bytes(body: bytes, name: str) -> Iterator[Document | Failure]:
    """The documents in bytes already in memory, under the name of the file they came from."""
    try:
        yield from _read(io.BytesIO(body), name, len(body))
    except InputError as error:
        yield failure(name, error)


def _read(
    file: BinaryIO, name: str, size: int | None, *, unpacked: bool = False
) -> Iterator[Document | Failure]:
    head = _exactly(file, HEAD)
    format = sniff(head, name)
    if format == "jsonl":
        # A reader that gives the head back first, so that lines are still read one by one.
        yield from jsonl.stream(io.BufferedReader(_Again(head, file)), name)
        return
    if format == "gzip" and unpacked:
        raise InputError("it is packed twice", "unpack it with gunzip")
    body = head + _exactly(file, LIMITS[format] + 1 - len(head))
    if len(body) > LIMITS[format]:
        raise too_large(format, size)
    if format == "gzip":
        plain = _unpack(body)
        yield from _read(io.BytesIO(plain), name.removesuffix(".gz"), len(plain), unpacked=True)
        return
    yield from READERS[format](body, name)


def _exactly(file: BinaryIO, count: int) -> bytes:
    """Up to ``count`` bytes, however few a pipe gives at a time."""
    parts = []
    while count > 0 and (part := file.read(count)):
        parts.append(part)
        count -= len(part)
    return b"".join(parts)


def _unpack(body: bytes) -> bytes:
    """What a gzip file holds, all members; raise InputError when it is broken or more than 50 MB."""
    parts: list[bytes] = []
    size, limit = 0, LIMITS["gzip"]
    while body:
        member = zlib.decompressobj(wbits=31)
        try:
            part = member.decompress(body, limit + 1 - size)
        except zlib.error as error:
            if parts:  # trailing padding after good members
                break
            raise InputError(
                f"its gzip data is broken: {error}", "fetch it again, or unpack it with gunzip"
            ) from None
        parts.append(part)
        size += len(part)
        if size > limit or member.unconsumed_tail:
            raise InputError(f"unpacked it is larger than {limit // 1_000_000} MB", "unpack it and split it")
        if not member.eof:
            raise InputError("its gzip data is cut off", "fetch it again")
        body = member.unused_data
    return b"".join(parts)


class _Again(io.RawIOBase):
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
