"""What gzip and HTTP compression hold, with limits: a small file must not become a large one."""

from __future__ import annotations

import io
import zlib
from collections.abc import Generator, Iterator
from importlib import import_module
from typing import Any, BinaryIO

from variorum.errors import InputError

MB = 1_000_000
CHUNK = 64 * 1024
PIECE = 256 * 1024
FREE = 50 * MB  # unpacked bytes before the ratio counts
RATIO = 200
HELD = 8 * MB
BREAKS = 10_000
MAGIC = b"\x1f\x8b\x08"
AGAIN = "fetch it again, or unpack it with gunzip"


def swollen() -> InputError:
    """The error for a file that unpacks to what no text does."""
    return InputError(
        f"unpacked it is more than {RATIO} times as large, as only a trap or an empty file is",
        "unpack it yourself and look at it",
    )


class Inflated(io.RawIOBase):
    """The bytes all members of a gzip file hold, as a stream of any length.

    Reading raises InputError when the data are broken, cut off or swollen beyond reason. What follows the
    last member and is no member is padding.
    """

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self._member = zlib.decompressobj(wbits=31)
        self._input = b""
        self._taken = self._given = 0
        self._begun = self._done = False

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        part = b""
        while not part and not self._done:
            part = self._part(len(buffer))
        buffer[: len(part)] = part
        return len(part)

    def _part(self, size: int) -> bytes:
        if not self._input:
            self._input = self._file.read(CHUNK)
            self._taken += len(self._input)
        if not self._input:
            self._done = True
            if self._begun:
                raise InputError("its gzip data is cut off", "fetch it again")
            return b""
        try:
            part = self._member.decompress(self._input, size)
        except zlib.error as error:
            self._done = True
            if self._given and not self._begun:  # padding after good members
                return b""
            raise InputError(f"its gzip data is broken: {error}", AGAIN) from None
        self._begun = True
        self._input = self._member.unconsumed_tail
        if self._member.eof:
            self._input = self._member.unused_data.lstrip(b"\0")
            self._member, self._begun = zlib.decompressobj(wbits=31), False
        self._given += len(part)
        if self._given > FREE and self._given > RATIO * self._taken:
            raise swollen()
        return part


def members(file: BinaryIO) -> Iterator[tuple[bytes, bool]]:
    """What the members of a gzip file hold, piece by piece; True comes before each member's first piece.

    A member that is broken, cut off or swollen ends there, and reading goes on with the next that can be
    found, at most 10,000 times a file.
    """
    held = bytearray()
    ended = False
    for _ in range(BREAKS):
        unbroken = True
        while unbroken:
            while (start := held.find(MAGIC)) < 0 and not ended:
                del held[:-2]
                held += (more := file.read(CHUNK))
                ended = not more
            if start < 0:
                return
            del held[:start]
            yield b"", True
            unbroken, ended = yield from _member(file, held, ended)


def _member(
    file: BinaryIO, held: bytearray, ended: bool
) -> Generator[tuple[bytes, bool], None, tuple[bool, bool]]:
    """One member, which begins where ``held`` does; whether it was whole and whether the file ended."""
    member = zlib.decompressobj(wbits=31)
    fed = taken = given = 0
    first = 1  # where the next member may begin when this one is broken
    while not member.eof:
        if fed == len(held) and not ended:
            held += (more := file.read(CHUNK))
            ended = not more
        given_input = bytes(held[fed : fed + CHUNK])
        try:
            piece = member.decompress(given_input, PIECE)
        except zlib.error:
            break
        used = len(given_input) - len(member.unconsumed_tail) - len(member.unused_data)
        if not piece and not used and ended:
            break
        fed, taken, given = fed + used, taken + used, given + len(piece)
        if given > FREE and given > RATIO * taken:
            break
        if piece:
            yield piece, False
        if fed > HELD:
            del held[:fed]
            fed = first = 0
    del held[: fed if member.eof else first]
    return member.eof, ended


def decoded(body: bytes, encodings: str, limit: int) -> bytes:
    """A body without its HTTP content encodings; as it is where it does not begin as they say.

    Raise InputError when it holds more than ``limit`` bytes, is broken or needs what is not installed.
    """
    for name in reversed([e.strip().lower() for e in encodings.split(",") if e.strip()]):
        if name in ("gzip", "x-gzip"):
            body = _inflate(body, 31, limit) if body.startswith(b"\x1f\x8b") else body
        elif name == "deflate":
            zlib_head = len(body) > 1 and body[0] & 15 == 8 and (body[0] * 256 + body[1]) % 31 == 0
            body = body if body.lstrip()[:1] == b"<" else _inflate(body, 15 if zlib_head else -15, limit)
        elif name == "br":
            body = body if body.lstrip()[:1] == b"<" else _brotli(body, limit)
        elif name not in ("identity", "none", "utf-8"):
            raise InputError(f"it is packed as {name[:20]!r}, which is not read", "save the page as HTML")
    return body


def _inflate(body: bytes, wbits: int, limit: int) -> bytes:
    member = zlib.decompressobj(wbits=wbits)
    try:
        plain = member.decompress(body, limit + 1)
    except zlib.error as error:
        raise InputError(f"its compressed data are broken: {error}", "fetch it again") from None
    if len(plain) > limit:
        raise InputError(f"unpacked it is larger than {limit // MB} MB", "save the article alone")
    return plain


def _brotli(body: bytes, limit: int) -> bytes:
    try:
        brotli: Any = import_module("brotli")
    except ImportError:
        raise InputError(
            "it is packed with Brotli", "install variorum[brotli], or save the page as HTML"
        ) from None
    member = brotli.Decompressor()
    try:
        plain: bytes = member.process(body, output_buffer_limit=limit + 1)
        while not member.is_finished() and len(plain) <= limit:
            if not (more := member.process(b"", output_buffer_limit=limit + 1)):
                break
            plain += more
    except (brotli.error, TypeError) as error:
        raise InputError(f"its compressed data are broken: {error}", "fetch it again") from None
    if len(plain) > limit:
        raise InputError(f"unpacked it is larger than {limit // MB} MB", "save the article alone")
    return plain
