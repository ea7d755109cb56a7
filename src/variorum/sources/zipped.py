"""ZIP archives: each member as a file of its own. Nothing is written, so a name can do no harm."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO, BinaryIO

from variorum.errors import InputError
from variorum.sources.document import line
from variorum.sources.packed import FREE, MB, RATIO

MEMBERS = 10_000
DIRECTORY = 5 * MB
TOTAL = 1_000 * MB
TAIL = 65_557
BUFFER = 256 * 1024
OFFICE = ("[content_types].xml", "mimetype", "meta-inf/manifest.mf", "androidmanifest.xml")
METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
ERRORS = (
    zipfile.BadZipFile, zlib.error, struct.error, NotImplementedError, RuntimeError, EOFError, ValueError,
    OverflowError, OSError, IndexError,
)  # fmt: skip
BROKEN = "unpack it and add what was in it"


def members(file: BinaryIO) -> Iterator[tuple[str, BinaryIO | InputError]]:
    """The files in an archive by name, sorted, each open or with what is wrong with it.

    Folders and hidden files are left out. Raise InputError when the archive is broken, a document of an
    office program, or larger than a person's archive is."""
    _directory(file)
    with _broken():
        archive = zipfile.ZipFile(file)
    found = archive.infolist()
    if any(entry.filename.lower() in OFFICE for entry in found[:20]):
        raise InputError("it is an office document or a program, not text", "save it as plain text or HTML")
    if len(found) > MEMBERS:
        raise InputError(f"it holds {len(found)} files, more than {MEMBERS}", "unpack it and add the folder")
    wanted = [e for e in found if e.filename[-1:] not in ("", "/") and not _hidden(e.filename)]
    if not wanted:
        raise InputError("it is an empty ZIP archive", BROKEN)
    budget = _Budget()
    for entry in sorted(wanted, key=lambda e: (e.filename, e.header_offset)):
        name = line(entry.filename)[-200:] if line(entry.filename) else "member"  # type: ignore[index]
        try:
            yield name, _open(archive, entry, budget)
        except InputError as error:
            yield name, error


def _directory(file: BinaryIO) -> None:
    """Look at the end of the archive before zipfile reads all of its directory into memory."""
    with _broken():
        size = file.seek(0, io.SEEK_END)
        file.seek(max(0, size - TAIL))
        tail = file.read(TAIL)
        file.seek(0)
        at = tail.rfind(b"PK\x05\x06")
        if at < 0 or len(tail) < at + 22:
            raise InputError("its ZIP directory is missing: it is cut off", "fetch it again")
        length = struct.unpack_from("<L", tail, at + 12)[0]
        wide = tail.rfind(b"PK\x06\x06", 0, at)
        if wide >= 0 and len(tail) >= wide + 48:
            length = max(length if length != 0xFFFFFFFF else 0, struct.unpack_from("<Q", tail, wide + 40)[0])
    if length > DIRECTORY:
        raise InputError("it holds more files than can be listed", "unpack it and add the folder")


def _open(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, budget: _Budget) -> BinaryIO:
    if entry.flag_bits & 1:
        raise InputError("it is encrypted", "unpack it with its password")
    if entry.compress_type not in METHODS:
        raise InputError("it is packed in a way that is not read", BROKEN)
    with _broken():
        member = _Member(archive.open(entry), max(entry.compress_size, 1), budget)
    return io.BufferedReader(member, BUFFER)


@contextmanager
def _broken() -> Iterator[None]:
    try:
        yield
    except ERRORS as error:
        raise InputError(f"its ZIP data are broken: {str(error)[:100]}", "fetch it again") from None


def _hidden(name: str) -> bool:
    return any((p.startswith(".") and p not in (".", "..")) or p == "__MACOSX" for p in name.split("/"))


class _Budget:
    """How much one archive may still unpack to."""

    left = TOTAL


class _Member(io.RawIOBase):
    """One member as a stream that stops at a bomb."""

    def __init__(self, member: IO[bytes], packed: int, budget: _Budget) -> None:
        self._member, self._packed, self._budget = member, packed, budget
        self._given = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        with _broken():
            part: bytes = self._member.read(len(buffer))
        self._given += len(part)
        self._budget.left -= len(part)
        if self._given > FREE and self._given > RATIO * self._packed:
            raise InputError(f"unpacked it is more than {RATIO} times as large", BROKEN)
        if self._budget.left < 0:
            raise InputError(
                f"unpacked the archive is larger than {TOTAL // MB} MB", "unpack it and add the folder"
            )
        buffer[: len(part)] = part
        return len(part)
