"""A user's own terms of office, in the plainest YAML, checked line by line; they always win."""

from __future__ import annotations

import re

from variorum.errors import InputError
from variorum.stages.actors.update import OFFICES, Row, is_date, precision_of

NEEDED = ("person", "office", "state", "start", "source")
KEYS = frozenset((*NEEDED, "aliases", "end", "as_of"))
LINE = re.compile(r"(- |  )\s*([a-z_]+):(?:\s+(.*))?")
REMEDY = "every entry says who, which office, where, since when and how that is known"


def read_overrides(text: str, name: str = "overrides.yaml") -> tuple[Row, ...]:
    """The rows of a user's YAML: a list of entries of plain ``key: value`` lines.

    InputError names the line of whatever is wrong. Only this much of YAML is read."""
    entries: list[tuple[int, dict[str, str]]] = []
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
            entries.append((number, {}))
        if not entries:
            raise _wrong(name, number, "a key stands before the first entry", "begin each entry with `- `")
        _put(entries[-1][1], entry[2], (entry[3] or "").strip().strip("\"'"), name, number)
    return tuple(_own(entry, name, number) for number, entry in entries)


def _put(entry: dict[str, str], key: str, value: str, name: str, number: int) -> None:
    if key not in KEYS:
        raise _wrong(name, number, f"there is no key {key!r}", f"the keys are {', '.join(sorted(KEYS))}")
    if key in entry:
        raise _wrong(name, number, f"{key!r} stands twice in one entry", "begin a new entry with `- `")
    if "\t" in value or (value and value[0] in "[{&*|>!"):
        raise _wrong(
            name, number, f"{value[:40]!r} is not a plain value", "write it on one line, without brackets"
        )
    if key in ("start", "end", "as_of") and value and not is_date(value):
        raise _wrong(name, number, f"{key} is {value!r}", "write YYYY, YYYY-MM or YYYY-MM-DD")
    if key == "office" and value not in OFFICES:
        raise _wrong(
            name, number, f"there is no office {value!r}", f"the offices are {', '.join(sorted(OFFICES))}"
        )
    entry[key] = value


def _own(entry: dict[str, str], name: str, number: int) -> Row:
    missing = [key for key in NEEDED if not entry.get(key)]
    if missing:
        raise _wrong(
            name,
            number,
            f"the entry has no {' and no '.join(missing)}",
            REMEDY,
        )
    start, end = entry["start"], entry.get("end", "")
    if end and end < start:
        raise _wrong(name, number, f"the term ends ({end}) before it starts ({start})", "check the two dates")
    as_of = entry.get("as_of") or end or start
    aliases = "|".join(a.strip() for a in entry.get("aliases", "").split(",") if a.strip())
    return Row(
        entry["person"],
        aliases,
        entry["office"],
        entry["state"],
        start,
        end,
        precision_of(start, end),
        as_of,
        entry["source"],
    )


def _wrong(name: str, number: int, reason: str, remedy: str) -> InputError:
    return InputError(f"{name}, line {number}: {reason}", remedy)
