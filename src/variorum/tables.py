"""A user's own data: tables that stand for resource files of the package, kept in a folder of the user's.

    variorum-data/holders/0001.tsv    what `variorum actors update` read, a version a file; the last is used
    variorum-data/holders/own.yaml    the user's own terms of office (or own.toml); they win over all others

A version is never changed once it is written.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from variorum import resources
from variorum.errors import InputError, SettingsError
from variorum.stages.actors.link import organisations, states
from variorum.stages.actors.overrides import read_overrides, read_toml
from variorum.stages.actors.update import COLUMNS, Row, lay_over, read_wikidata, table, unified

HOLDERS = "holders/holders.tsv"
QUERY = "holders/queries/office_holders.rq"
VERSION = re.compile(r"\d{4,}\.tsv")
OWN = {"own.yaml": read_overrides, "own.toml": read_toml}
DEFAULT = "variorum-data"


class Data(NamedTuple):
    """``texts`` stand for resource files, by path; ``made_of`` holds the SHA-256 of each file they were made
    of, by its path in the folder. Both are empty where the user has no data."""

    texts: Mapping[str, str]
    made_of: Mapping[str, str]


NONE = Data({}, {})


class Updated(NamedTuple):
    """``version`` is the file that is used from now on (None: still the package's table), ``new`` whether it
    was made now; ``read`` rows of a result, of which ``left_out`` could not be used."""

    version: str | None
    new: bool
    read: int
    left_out: int


def read_data(folder: str | Path) -> Data:
    """What a user's folder lays over the resources. No folder, no data: but SettingsError when it was named.

    InputError names the file and line of whatever is wrong in it."""
    home = Path(folder)
    if not home.is_dir() and str(folder) != DEFAULT:
        raise SettingsError(f"there is no folder {folder}; the setting data names it (docs/actors.md)")
    used = [path for path in (last_version(home), own_file(home)) if path is not None]
    if not used:
        return NONE
    made_of = {f"holders/{path.name}": hashlib.sha256(path.read_bytes()).hexdigest() for path in used}
    return Data({HOLDERS: table(in_force(home))}, made_of)


def in_force(folder: str | Path) -> tuple[Row, ...]:
    """The rows that a run uses: the package's, under the last version, under the user's own."""
    return lay_own(with_version(last_version(Path(folder))), own_rows(folder))


def lay_own(rows: tuple[Row, ...], own: tuple[Row, ...]) -> tuple[Row, ...]:
    """Rows with the user's own laid over them, persons named as the rows name them."""
    return lay_over(rows, unified(own, rows)) if own else rows


def shipped() -> tuple[Row, ...]:
    """The rows that come with the package, whatever is laid over them."""
    return parsed(resources.packaged(HOLDERS), "the package's table")


def with_version(path: Path | None) -> tuple[Row, ...]:
    """The package's rows with those of a version laid over them."""
    if path is None:
        return shipped()
    return lay_over(shipped(), parsed(_text(path), str(path)))


def versions(folder: str | Path) -> tuple[Path, ...]:
    """The versions in a folder, the oldest first."""
    home = Path(folder) / "holders"
    found = [path for path in home.iterdir() if VERSION.fullmatch(path.name)] if home.is_dir() else []
    return tuple(sorted(found, key=lambda path: (int(path.stem), path.name)))


def last_version(folder: Path) -> Path | None:
    """The version that is used; None when there is none."""
    return (versions(folder) or (None,))[-1]


def own_file(folder: Path) -> Path | None:
    """The user's own table; None when there is none, InputError when there are two."""
    found = [path for name in OWN if (path := folder / "holders" / name).is_file()]
    if len(found) > 1:
        raise InputError(f"{found[0]} and {found[1]} both stand there", "keep one of the two")
    return found[0] if found else None


def own_rows(folder: str | Path) -> tuple[Row, ...]:
    """The user's own terms; none when there is no file of them."""
    path = own_file(Path(folder))
    return OWN[path.name](_text(path), str(path)) if path is not None else ()


def update(folder: str | Path, results: Sequence[Path], as_of: str) -> Updated:
    """Lay the results of the query, fetched on the day ``as_of``, over the last version, as a new version.

    Nothing is written when they change nothing or one of them is wrong (InputError names it)."""
    home = Path(folder)
    read: list[Row] = []
    left_out = 0
    for path in results:
        rows, unused = _result(path, as_of)
        read += rows
        left_out += unused
    before = last_version(home)
    old = parsed(_text(before), str(before)) if before is not None else ()
    named = unified(tuple(dict.fromkeys(read)), lay_over(shipped(), old))
    new = lay_over(old, named)
    if new == old:
        return Updated(before.name if before else None, False, len(read), left_out)
    number = int(before.stem) + 1 if before is not None else 1
    target = home / "holders" / f"{number:04}.tsv"
    target.parent.mkdir(parents=True, exist_ok=True)
    head = _head(target.name, before, results, as_of)
    with target.open("x", encoding="utf-8", newline="\n") as file:
        file.write(head + table(new))
    return Updated(target.name, True, len(read), left_out)


def _head(name: str, before: Path | None, results: Sequence[Path], as_of: str) -> str:
    """What a version is made of, as comments; no day but the one it was fetched on."""
    lines = [f"version {name}" + (f", over {before.name}" if before else "")]
    lines += [f"fetched {as_of}: {path.name} sha256 {_sha(path.read_bytes())}" for path in results]
    lines.append(f"query: office_holders.rq sha256 {_sha(resources.text(QUERY).encode())}")
    return "".join(f"# {line}\n" for line in lines)


def _sha(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def _result(path: Path, as_of: str) -> tuple[tuple[Row, ...], int]:
    try:
        found = read_wikidata(path.read_bytes(), as_of, {*states(), *organisations()})
    except InputError as error:
        raise InputError(f"{path}: {error.reason}", error.remedy) from error
    return found.rows, found.left_out


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise InputError(f"{path} is not UTF-8: {error.reason}", "save it as UTF-8") from error


def parsed(text: str, name: str) -> tuple[Row, ...]:
    """The rows of a table as it is written; InputError names the line that is wrong."""
    lines = [(n, line) for n, line in enumerate(text.split("\n"), 1) if line and not line.startswith("#")]
    remedy = "versions are not edited: put what you know better into own.yaml, or delete this file"
    if not lines or tuple(lines[0][1].split("\t")) != COLUMNS:
        raise InputError(f"{name} has not the columns {', '.join(COLUMNS)}", remedy)
    rows = []
    for number, line in lines[1:]:
        cells = line.split("\t")
        if len(cells) != len(COLUMNS):
            raise InputError(f"{name}, line {number}: {len(cells)} cells, not {len(COLUMNS)}", remedy)
        rows.append(Row(*cells))
    return tuple(rows)
