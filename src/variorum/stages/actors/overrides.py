"""A user's own terms of office, in the plainest YAML or in TOML, checked line by line; they always win."""

from __future__ import annotations

import re
import tomllib
from typing import NamedTuple

from variorum.errors import InputError
from variorum.stages.actors.link import organisations, states
from variorum.stages.actors.names import fold_name
from variorum.stages.actors.update import OFFICES, Row, is_date, precision_of

NEEDED = ("person", "office", "state", "start", "source")
KEYS = frozenset((*NEEDED, "aliases", "end", "as_of"))
DATES = ("start", "end", "as_of")
LINE = re.compile(r"(- |  )\s*([a-z_]+):(?:\s+(.*))?")
TERM = re.compile(r"\s*\[\[\s*term\s*\]\]")
KEY = re.compile(r"\s*[\"']?([A-Za-z_]+)[\"']?\s*=")
REMEDY = "every entry says who, which office, where, since when and how that is known"


class _Entry(NamedTuple):
    """An entry as it was written: its line, its values, and the line of each."""

    line: int
    values: dict[str, str]
    lines: dict[str, int]


def read_overrides(text: str, name: str = "own.yaml") -> tuple[Row, ...]:
    """The rows of a user's YAML: a list of entries of plain ``key: value`` lines.

    InputError names the line of whatever is wrong. Only this much of YAML is read."""
    entries: list[_Entry] = []
    for number, line in enumerate(text.splitlines(), 1):
        bare = re.sub(r"(?:^|\s)#.*", "", line).rstrip()
        if not bare or bare == "---":
            continue
        entry = LINE.fullmatch(bare)
        if entry is None:
            raise _wrong(
                name,
                number,
                f"{bare.strip()[:60]!r} is no `key: value`",
                "write `- person: ...`, then `  office: ...`",
            )
        if entry[1] == "- ":
            entries.append(_Entry(number, {}, {}))
        if not entries:
            raise _wrong(name, number, "a key stands before the first entry", "begin each entry with `- `")
        value = (entry[3] or "").strip().strip("\"'")
        if value and value[0] in "[{&*|>!":
            raise _wrong(
                name, number, f"{value[:40]!r} is not a plain value", "write it on one line, without brackets"
            )
        _put(entries[-1], entry[2], value, name, number)
    return tuple(_own(entry, name) for entry in entries)


def read_toml(text: str, name: str = "own.toml") -> tuple[Row, ...]:
    """The rows of a user's TOML: a ``[[term]]`` an entry, values as texts or dates, aliases as a list too.

    InputError names the line of whatever is wrong."""
    try:
        made = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise InputError(f"{name}: {error}", "see https://toml.io for how it is written") from error
    places = _places(text)
    terms = made.pop("term", [])
    if made or not isinstance(terms, list) or len(terms) != len(places):
        number = next((n for n, line in enumerate(text.splitlines(), 1) if KEY.match(line)), 1)
        raise _wrong(name, number, "this is not a list of terms", "begin each entry with [[term]]")
    return tuple(_own(_from_toml(place, term, name), name) for place, term in zip(places, terms, strict=True))


def _places(text: str) -> list[_Entry]:
    """Where the entries of a TOML file begin, and their keys."""
    places: list[_Entry] = []
    for number, line in enumerate(text.splitlines(), 1):
        if TERM.match(line):
            places.append(_Entry(number, {}, {}))
        elif places and (key := KEY.match(line)):
            places[-1].lines.setdefault(key[1], number)
    return places


def _from_toml(place: _Entry, term: dict[str, object], name: str) -> _Entry:
    for key, value in term.items():
        number = place.lines.get(key, place.line)
        if key == "aliases" and isinstance(value, list) and all(isinstance(v, str) for v in value):
            value = ", ".join(value)
        if isinstance(value, (list, dict, bool)):
            raise _wrong(name, number, f"{key} is a {type(value).__name__}", "write it as a text")
        _put(place, key, str(value).strip(), name, number)
    return place


def _put(entry: _Entry, key: str, value: str, name: str, number: int) -> None:
    if key not in KEYS:
        raise _wrong(name, number, f"there is no key {key!r}", f"the keys are {', '.join(sorted(KEYS))}")
    if key in entry.values:
        raise _wrong(name, number, f"{key!r} stands twice in one entry", "begin a new entry for each term")
    if any(character in value for character in "\t\r\n|"):
        raise _wrong(name, number, f"{value[:40]!r} is not a plain value", "leave out tabs, lines and |")
    if key in DATES and value and not is_date(value):
        raise _wrong(name, number, f"{key} is {value!r}", "write YYYY, YYYY-MM or YYYY-MM-DD")
    if key == "office" and value not in OFFICES:
        raise _wrong(
            name, number, f"there is no office {value!r}", f"the offices are {', '.join(sorted(OFFICES))}"
        )
    if key == "state" and value and value not in states() and value not in organisations():
        raise _wrong(name, number, f"there is no state {value!r}", _meant(value))
    if key == "person" and value and not fold_name(value):
        raise _wrong(name, number, f"{value!r} is no name", "write the name as English-language reports do")
    entry.values[key] = value
    entry.lines[key] = number


def _meant(value: str) -> str:
    code = next((code for code, known in states().items() if known.casefold() == value.casefold()), "CHN")
    return f"write its code ({code}), or the id of an organisation as in resources/organisations"


def _own(entry: _Entry, name: str) -> Row:
    given = entry.values
    missing = [key for key in NEEDED if not given.get(key)]
    if missing:
        raise _wrong(name, entry.line, f"the entry has no {' and no '.join(missing)}", REMEDY)
    start, end = given["start"], given.get("end", "")
    if end and end < start[: len(end)]:
        raise _wrong(
            name,
            entry.lines["end"],
            f"the term ends ({end}) before it starts ({start})",
            "check the two dates",
        )
    return Row(
        given["person"],
        "|".join(a.strip() for a in given.get("aliases", "").split(",") if fold_name(a)),
        given["office"],
        given["state"],
        start,
        end,
        precision_of(start, end),
        given.get("as_of") or end or start,
        given["source"],
    )


def _wrong(name: str, number: int, reason: str, remedy: str) -> InputError:
    return InputError(f"{name}, line {number}: {reason}", remedy)
