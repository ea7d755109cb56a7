"""Data by subject, one folder each, with a SOURCE.toml that says where it comes from and how to rebuild it.

Files are TSV with a header line (``#`` starts a comment line) or TOML. Nothing is read at import.
"""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any

_LAID: dict[str, str] = {}
"""The texts that stand for files of the package in this process, by path (see :func:`lay`)."""


def lay(texts: Mapping[str, str]) -> None:
    """Let texts of the user's stand for resource files, by path, from here on; ``{}`` takes them away.

    What was read before is forgotten; results made with other texts have another :func:`fingerprint`."""
    if dict(texts) != _LAID:
        _LAID.clear()
        _LAID.update(texts)
        for cached in (rows, table, laid, fingerprint):
            cached.cache_clear()


@cache
def laid() -> str:
    """A hash of the texts that stand for resource files; "" when there are none."""
    if not _LAID:
        return ""
    whole = hashlib.sha256()
    for path, body in sorted(_LAID.items()):
        whole.update(f"{path}\n{len(body)}\n{body}".encode())
    return whole.hexdigest()


def text(path: str) -> str:
    """The whole of a resource file, by its path below this folder (``states/states.tsv``)."""
    return _LAID[path] if path in _LAID else packaged(path)


def packaged(path: str) -> str:
    """The whole of a resource file as the package has it."""
    return files(__name__).joinpath(path).read_text(encoding="utf-8")


@cache
def rows(path: str) -> tuple[dict[str, str], ...]:
    """The rows of a TSV resource as dictionaries by column; an empty cell is ``""``."""
    lines = [line for line in text(path).split("\n") if line.strip() and not line.startswith("#")]
    header = lines[0].split("\t")
    return tuple(dict(zip(header, line.split("\t"), strict=True)) for line in lines[1:])


@cache
def table(path: str) -> dict[str, Any]:
    """A TOML resource."""
    return tomllib.loads(text(path))


def subjects() -> tuple[str, ...]:
    """The folders of data, sorted."""
    return tuple(sorted(f.name for f in files(__name__).iterdir() if f.joinpath("SOURCE.toml").is_file()))


@cache
def fingerprint() -> str:
    """One hash of every resource file that shapes results (the demo stories do not), and of what is laid
    over them."""
    whole = hashlib.sha256(laid().encode())
    for subject in subjects():
        if subject == "demo":
            continue
        for file in sorted(files(__name__).joinpath(subject).iterdir(), key=lambda f: f.name):
            if file.is_file():
                whole.update(f"{subject}/{file.name}\n".encode())
                whole.update(file.read_bytes())
    return whole.hexdigest()
