"""Brings the table of office-holders up to date: reads a Wikidata result, compares tables, lays rows over."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any, NamedTuple

from variorum import resources
from variorum.errors import InputError

COLUMNS = ("person", "aliases", "office", "state", "start", "end", "precision", "as_of", "source")
OFFICES = frozenset(("HOS", "HOG", "FM", "DM", "VP", "NSA", "SG", "LEADER"))
# Wikidata's precisions: 9 a year, 10 a month, 11 a day.
LENGTH = {9: 4, 10: 7, 11: 10}
DATE = re.compile(r"\d{4}(?:-\d\d(?:-\d\d)?)?")


class Row(NamedTuple):
    """A term of office as the table holds it; ``aliases`` joined by ``|``, ``end`` "" while it lasts."""

    person: str
    aliases: str
    office: str
    state: str
    start: str
    end: str
    precision: str
    as_of: str
    source: str


class Change(NamedTuple):
    """A difference between two tables: ``kind`` is added, removed or changed."""

    kind: str
    before: Row | None
    after: Row | None


def shipped() -> tuple[Row, ...]:
    """The rows that come with the package."""
    return tuple(Row(**row) for row in resources.rows("holders/holders.tsv"))


def read_wikidata(result: bytes, as_of: str) -> tuple[Row, ...]:
    """The rows of a result of ``queries/office_holders.rq``, sorted; ``as_of`` is the day it was fetched.

    InputError when it is no such result; a row without a label in English is left out."""
    _checked_date(as_of, "as_of")
    try:
        made = json.loads(result)
        found = made["results"]["bindings"] if isinstance(made, dict) else made
        cells = [{k: v["value"] if isinstance(v, dict) else v for k, v in row.items()} for row in found]
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise InputError(
            "this is no result of a Wikidata query", "save the result of queries/office_holders.rq as JSON"
        ) from error
    rows = {row for cell in cells if (row := _from_wikidata(cell, as_of)) is not None}
    return tuple(sorted(rows, key=lambda r: (r.state, r.office, r.start, r.person)))


def _from_wikidata(cell: dict[str, Any], as_of: str) -> Row | None:
    try:
        person, office, state = cell["personLabel"], cell["class"], cell["iso3"]
        start = _cut(cell["start"], cell["startPrecision"])
        end = _cut(cell["end"], cell["endPrecision"]) if cell.get("end") else ""
    except (KeyError, ValueError) as error:
        raise InputError(
            f"a row of the result lacks {error}", "run the query as it stands in queries/office_holders.rq"
        ) from error
    if re.fullmatch(r"Q\d+", person) or office not in OFFICES or not start:
        return None
    others = [a.strip() for a in re.split(r", ", cell.get("personAltLabel", "")) if len(a.split()) > 1]
    aliases = "|".join(dict.fromkeys(a for a in others if "|" not in a and "\t" not in a))
    source = f"Wikidata {cell['person'].rsplit('/', 1)[-1]}, fetched {as_of}"
    return Row(person, aliases, office, state, start, end, precision_of(start, end), as_of, source)


def _cut(stated: str, precision: str | int) -> str:
    """A date no longer than it is precise; "" when it is vaguer than a year."""
    return stated.lstrip("+")[: LENGTH.get(int(precision), 0)]


def precision_of(start: str, end: str) -> str:
    """The coarser precision of two dates: year, month or day."""
    return {4: "year", 7: "month", 10: "day"}[min(len(d) for d in (start, end) if d)]


def diff(before: Iterable[Row], after: Iterable[Row]) -> tuple[Change, ...]:
    """What changed from one table to another, by state and office; sources and as_of alone are no change."""
    old, new = _numbered(before), _numbered(after)
    changes = []
    for key in sorted(old.keys() | new.keys()):
        was, now = old.get(key), new.get(key)
        if was is None or now is None:
            changes.append(Change("added" if was is None else "removed", was, now))
        elif (was.start, was.end) != (now.start, now.end):
            changes.append(Change("changed", was, now))
    return tuple(changes)


def _numbered(rows: Iterable[Row]) -> dict[tuple[str, str, str, int], Row]:
    """The rows by post, person and which of the person's terms in that post it is."""
    made: dict[tuple[str, str, str, int], Row] = {}
    times: Counter[tuple[str, str, str]] = Counter()
    for row in sorted(rows, key=lambda r: r.start):
        post = (row.state, row.office, row.person)
        made[(*post, times[post])] = row
        times[post] += 1
    return made


def lay_over(rows: Iterable[Row], mine: Sequence[Row]) -> tuple[Row, ...]:
    """A table with a user's rows laid over it: what they overlap in the same post gives way."""
    kept = [row for row in rows if not any(_overlap(row, own) for own in mine)]
    return tuple(sorted((*kept, *mine), key=lambda r: (r.state, r.office, r.start, r.person)))


def _overlap(row: Row, own: Row) -> bool:
    same = (row.state, row.office) == (own.state, own.office)
    return same and row.start < (own.end or "9999") and own.start < (row.end or "9999")


def table(rows: Iterable[Row]) -> str:
    """A table as the text of a TSV file."""
    return "\n".join("\t".join(line) for line in (COLUMNS, *rows)) + "\n"


def is_date(stated: str) -> bool:
    """Whether this is an ISO date or its prefix."""
    if not DATE.fullmatch(stated):
        return False
    try:
        date.fromisoformat(f"{stated}-01-01"[:10])
    except ValueError:
        return False
    return True


def _checked_date(stated: str, what: str) -> None:
    if not is_date(stated):
        raise InputError(f"{what} is {stated!r}", "write YYYY-MM-DD")
