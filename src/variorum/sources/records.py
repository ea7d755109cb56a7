"""The records of a WARC stream, one at a time, and the way back to the next good one after a bad one."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterator
from typing import BinaryIO

import msgspec

from variorum.sources.message import fields

CHUNK = 256 * 1024
HEAD = 64 * 1024
BEGIN = re.compile(rb"WARC/[01]\.\d{1,2}\r?\n")
NEXT = re.compile(rb"(?<![^\n])WARC/[01]\.\d{1,2}\r?\n")
END = re.compile(rb"\r?\n\r?\n")
START = 16 * 1024
MARK = 12  # bytes that show whether a record begins
Pieces = Iterator[tuple[bytes, bool]]


class Record(msgspec.Struct, frozen=True, kw_only=True):
    """One record: ``content`` is only its beginning when ``length`` is over the limit; ``problem`` says
    what is wrong with it, when something is, and then the rest of it means nothing."""

    number: int
    kind: str = "unreadable"
    fields: dict[str, str] = {}
    length: int = 0
    content: bytes = b""
    problem: str | None = None


def pieces(file: BinaryIO) -> Pieces:
    """An uncompressed file in pieces, as :func:`variorum.sources.packed.members` gives a packed one."""
    while part := file.read(CHUNK):
        yield part, False


def records(parts: Pieces, limit: int) -> Iterator[Record]:
    """Every record, with the content of those up to ``limit`` bytes and the beginning of the others."""
    window = _Window(parts)
    number, broken = 0, False
    while (lost := window.seek()) is not None:
        number += 1
        if lost and not broken:
            yield Record(number=number, problem=f"{lost} bytes before record {number} belong to no record")
        record = _record(window, number, limit)
        broken = record.problem is not None
        yield record


def _record(window: _Window, number: int, limit: int) -> Record:
    head = window.head()
    if head is None:
        return Record(number=number, problem=f"the header of record {number} is cut off or too long")
    found = fields(head)
    kind = found.get("warc-type", "unknown").lower()[:20]
    size = found.get("content-length", "")
    if not (size.isascii() and size.isdigit() and len(size) < 16):
        problem = f"record {number} does not say how long it is"
        return Record(number=number, kind=kind, fields=found, problem=problem)
    whole, content = window.take(int(size), limit)
    problem = "" if whole else f"record {number} is not as long as it says"
    return Record(
        number=number, kind=kind, fields=found, length=int(size), content=content, problem=problem or None
    )


class _Window:
    """The part of the stream that is held, and where members of a packed file begin in it."""

    def __init__(self, parts: Pieces) -> None:
        self._parts = parts
        self._data = bytearray()
        self._passed = 0
        self._edges: deque[int] = deque()  # counted from the beginning of the stream

    def seek(self) -> int | None:
        """Go to where the next record begins; how many bytes but blanks were passed, None at the end."""
        lost = 0
        while True:
            found = NEXT.search(self._data)
            edge = self._edge(found.start() if found else len(self._data))
            if found or edge is not None:
                return lost + self._drop(edge if edge is not None else found.start() if found else 0)
            lost += self._drop(len(self._data) - 2 * MARK)
            if not self._more():
                self._drop(len(self._data))
                return None

    def head(self) -> bytes | None:
        """The header of the record that begins here; None (and past its first line) when it has no end."""
        while not (end := END.search(self._data, 0, HEAD)):
            if len(self._data) >= HEAD or not self._more():
                self._drop(MARK)
                return None
        head = bytes(self._data[: end.start()])
        self._drop(end.end())
        return head

    def take(self, length: int, limit: int) -> tuple[bool, bytes]:
        """Pass the content of a record: whether it ends where it should, and the content, or its beginning
        when it is over the limit. Of a content that does not, only what surely belongs to it is passed."""
        if length > limit:
            while len(self._data) < START and self._more():
                pass
            begin = bytes(self._data[:START])
            return self._skip(length), begin
        edge = self._edge(length)
        while edge is None and len(self._data) < length:
            if not self._more():
                return False, b""
            edge = self._edge(length)
        if edge is not None:
            self._drop(edge)
            return False, b""
        if not self._ends_at(length):
            return False, b""
        content = bytes(memoryview(self._data)[:length])
        self._drop(length)
        return True, content

    def _skip(self, length: int) -> bool:
        """Pass a content too long to hold, unless another record begins in it or the file ends."""
        while True:
            if (edge := self._edge(min(length, len(self._data)))) is not None:
                self._drop(edge)
                return False
            # A record inside is the next one when a length lies; pages of over 5 MB that hold one are not.
            inside = self._data.find(b"\r\n\r\nWARC/1.", 0, length)
            if inside >= 0:
                self._drop(inside)
                return False
            if length <= len(self._data):
                self._drop(length)
                return self._ends_at(0)
            passed = max(len(self._data) - 2 * MARK, 0)
            length -= passed
            self._drop(passed)
            if not self._more():
                return False

    def _ends_at(self, at: int) -> bool:
        """Whether a record ends here: two line ends, or one and then another record, a member, or nothing."""
        while len(self._data) < at + 4 + MARK and self._more():
            pass
        rest = bytes(self._data[at : at + 4 + MARK])
        blanks = len(rest) - len(rest.lstrip(b"\r\n"))
        if blanks == len(rest) or any(at <= e - self._passed <= at + blanks for e in self._edges):
            return True
        return rest.startswith(b"\r\n\r\n") or (blanks > 0 and bool(BEGIN.match(rest, blanks)))

    def _edge(self, before: int) -> int | None:
        """Where, before ``before``, a member begins with a record: what goes on until there is cut there."""
        while self._edges and (edge := self._edges[0] - self._passed) < before:
            while len(self._data) < edge + MARK and self._more():
                pass
            if BEGIN.match(self._data, edge):
                return edge
            self._edges.popleft()
        return None

    def _more(self) -> bool:
        """Read the next piece; False at the end of the stream."""
        part = next(self._parts, None)
        if part is None:
            return False
        here = self._passed + len(self._data)
        if part[1] and (not self._edges or self._edges[-1] != here):
            self._edges.append(here)
        self._data += part[0]
        return True

    def _drop(self, count: int) -> int:
        """Let go of the first bytes; how many of them were no line ends."""
        count = max(0, min(count, len(self._data)))
        gone = bytes(self._data[:count])
        del self._data[:count]
        self._passed += count
        while self._edges and self._edges[0] < self._passed:
            self._edges.popleft()
        return count - gone.count(b"\r") - gone.count(b"\n") - gone.count(b"\0")
