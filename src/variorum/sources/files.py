"""Paths, folders and globs to files, in an order that depends on names alone."""

from __future__ import annotations

import contextlib
import glob
import io
import os
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path
from typing import BinaryIO

import msgspec

from variorum.errors import InputError
from variorum.model import Failure
from variorum.sources.document import failure, storable

MB = 1_000_000


class Input(msgspec.Struct, frozen=True):
    """A file to read, or a stream that is open already. ``size`` in bytes, None when it is not known."""

    name: str
    path: Path | None = None
    stream: BinaryIO | None = None
    size: int | None = None

    def open(self) -> AbstractContextManager[BinaryIO]:
        """The bytes; a stream that was given is not closed."""
        if self.path is None:
            return contextlib.nullcontext(self.stream or io.BytesIO())
        return self.path.open("rb")


def find(path: str, stdin: BinaryIO | None = None) -> Iterator[Input | Failure]:
    """The files a path stands for; a failure when there are none."""
    if path == "-":
        yield Input("stdin", stream=stdin)
        return
    try:
        yield from _find(path)
    except (OSError, ValueError) as error:
        yield failure(_name(path), InputError(f"it is not a usable path: {error}", "check its name"))


def _find(path: str) -> Iterator[Input | Failure]:
    if os.path.isdir(path):
        found = [Path(path, f) for f in _below(path)]
        if not found:
            yield failure(_name(path), InputError("the folder has no files", "hidden files are not read"))
    elif os.path.exists(path):
        found = [Path(path)]
    elif glob.has_magic(path):
        found = sorted(
            (Path(f) for f in glob.glob(path, recursive=True) if not os.path.isdir(f)), key=lambda p: p.parts
        )
        if not found:
            yield failure(path, InputError("no file matches", "check the pattern, and quote it"))
    else:
        yield failure(_name(path), InputError("there is no such file", f"check the path: {storable(path)}"))
        return
    for file in found:
        yield _input(file, named=os.fspath(file) == os.fspath(Path(path)))


def _input(file: Path, *, named: bool) -> Input | Failure:
    name = _name(os.fspath(file))
    regular = file.is_file()
    if not regular and not named:
        return failure(name, InputError("it is not a regular file", "add files, folders or a stream"))
    return Input(name, path=file, size=file.stat().st_size if regular else None)


def _below(folder: str) -> list[str]:
    """The files of a folder and all below it, relative, sorted part by part; nothing hidden."""
    found = []
    for where, folders, files in os.walk(folder):
        folders[:] = [f for f in folders if not f.startswith(".")]
        found += [os.path.relpath(os.path.join(where, f), folder) for f in files if not f.startswith(".")]
    return sorted(found, key=lambda f: Path(f).parts)


def _name(path: str) -> str:
    """The last part of a path, so that the same input on another machine has the same address."""
    return storable(Path(path).name or "folder")


class Counted(io.BufferedReader):
    """A file that tells how much of it was read, about once a megabyte and when it is closed."""

    def __init__(self, file: BinaryIO, found: Input, progress: Callable[[str, int, int], None]) -> None:
        super().__init__(file)  # type: ignore[arg-type]
        self._name, self._size, self._progress = found.name, found.size or 0, progress
        self._count = self._told = 0

    def read(self, size: int | None = -1, /) -> bytes:
        return self._tell(super().read(size))

    def readline(self, size: int | None = -1, /) -> bytes:
        return self._tell(super().readline(size))

    def close(self) -> None:
        if not self.closed:
            self._progress(self._name, self._size, self._size)
        super().close()

    def _tell(self, part: bytes) -> bytes:
        self._count += len(part)
        if self._count - self._told >= MB and self._count < self._size:
            self._told = self._count
            self._progress(self._name, self._count, self._size)
        return part
