"""Brings the table of office-holders up to date: reads a Wikidata result, compares tables, lays rows over."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Collection, Iterable
from datetime import date
from functools import lru_cache
from typing import Any, NamedTuple

from variorum import resources
from variorum.errors import InputError
from variorum.stages.actors.names import fold_name, name_keys

COLUMNS = ("person", "aliases", "office", "state", "start", "end", "precision", "as_of", "source")
OFFICES = frozenset(("HOS", "HOG", "FM", "DM", "VP", "NSA", "SG", "LEADER"))
# Wikidata's precisions: 9 a year, 10 a month, 11 a day.
LENGTH = {9: 4, 10: 7, 11: 10}
# Codes that Wikidata has and the table of states writes otherwise.
SAME_STATE = {"XKX": "KOS", "XKS": "KOS"}
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


class Result(NamedTuple):
    """The rows of a query's result, sorted, and how many of its rows could not be used."""

    rows: tuple[Row, ...]
    left_out: int


def shipped() -> tuple[Row, ...]:
    """The rows of the table in force: those that come with the package, where the user has no others."""
    return tuple(Row(**row) for row in resources.rows("holders/holders.tsv"))


def read_wikidata(result: bytes, as_of: str, states: Collection[str] = ()) -> Result:
    """The rows of a result of ``queries/office_holders.rq``; ``as_of`` is the day it was fetched.

    Left out is a row without a label in English, of a state not among ``states`` (where any are given), or
    that ends before it starts. InputError when it is no such result."""
    if len(as_of) < 10 or not is_date(as_of):
        raise InputError(f"the day it was fetched is {as_of!r}", "write YYYY-MM-DD")
    try:
        made = json.loads(result)
        found = made["results"]["bindings"] if isinstance(made, dict) else made
        cells = [{k: v["value"] if isinstance(v, dict) else v for k, v in row.items()} for row in found]
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise InputError(
            "this is no result of a Wikidata query", "save the result of queries/office_holders.rq as JSON"
        ) from error
    read = [_from_wikidata(cell, as_of, number) for number, cell in enumerate(cells, 1)]
    rows = [row for row in read if row is not None and (not states or row.state in states)]
    return Result(
        tuple(sorted(set(rows), key=_order)),
        len(read) - len(rows),
    )


def _from_wikidata(cell: dict[str, Any], as_of: str, number: int) -> Row | None:
    try:
        person, office, state = cell["personLabel"].strip(), cell["class"], cell["iso3"]
        start = _cut(cell["start"], cell["startPrecision"])
        end = _cut(cell["end"], cell["endPrecision"]) if cell.get("end") else ""
        others = cell.get("personAltLabel", "").split(", ")
        entity = cell["person"].rsplit("/", 1)[-1]
    except (KeyError, ValueError, TypeError, AttributeError) as error:
        raise InputError(
            f"row {number} of the result is not as it should be ({error!r})",
            "run the query as it stands in queries/office_holders.rq",
        ) from error
    if re.fullmatch(r"Q\d+", person) or office not in OFFICES or not start:
        return None
    if end and end < start[: len(end)]:
        return None
    if not fold_name(person) or not all(is_date(stated) for stated in (start, end) if stated):
        return None
    person, *others = [" ".join(re.sub(r"[|\t\r\n]", " ", name).split()) for name in (person, *others)]
    aliases = "|".join(dict.fromkeys(a for a in others if len(fold_name(a).split()) > 1))
    source = f"Wikidata {entity}, fetched {as_of}"
    state = SAME_STATE.get(state, state)
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


def lay_over(rows: Iterable[Row], mine: Iterable[Row]) -> tuple[Row, ...]:
    """A table with other rows laid over it: in the same post, what they overlap gives way.

    Of another person's term what lies before and after them stays; a term of the same person goes whole."""
    by_post: dict[tuple[str, str], list[Row]] = {}
    for own in dict.fromkeys(mine):
        by_post.setdefault((own.state, own.office), []).append(own)
    laid = [own for held in by_post.values() for own in held]
    kept = [part for row in rows for part in _left_of(row, by_post.get((row.state, row.office), ()))]
    return tuple(sorted(dict.fromkeys((*kept, *laid)), key=_order))


def _order(row: Row) -> tuple[str, str, str, str, Row]:
    return row.state, row.office, row.start, row.person, row


def _left_of(row: Row, laid: Iterable[Row]) -> list[Row]:
    """What is left of a term under the terms laid over its post."""
    over = [own for own in laid if _overlap(row, own)]
    if any(own.person == row.person for own in over):
        return []
    left = [row]
    for own in over:
        left = [part for term in left for part in _cut_out(term, own)]
    return left


def _cut_out(row: Row, own: Row) -> list[Row]:
    """The parts of a term before and after another's."""
    if not _overlap(row, own):
        return [row]
    parts = []
    if _before(row.start, own.start):
        parts.append(row._replace(end=own.start, precision=precision_of(row.start, own.start)))
    if own.end and _before(own.end, row.end):
        parts.append(row._replace(start=own.end, precision=precision_of(own.end, row.end)))
    return parts


def unified(rows: Iterable[Row], base: Iterable[Row]) -> tuple[Row, ...]:
    """Rows whose persons are named as ``base`` names them, where it knows exactly one such person of that
    state; all spellings of both are kept as aliases."""
    by_state: dict[str, dict[str, tuple[str, ...]]] = {}
    for row in base:
        held = by_state.setdefault(row.state, {})
        held[row.person] = tuple(dict.fromkeys((*held.get(row.person, ()), *_aliases(row))))
    return tuple(_named(row, by_state.get(row.state, {})) for row in rows)


def _named(row: Row, known: dict[str, tuple[str, ...]]) -> Row:
    keys = _keys(row.person)
    same = [person for person, others in known.items() if any(keys & _keys(n) for n in (person, *others))]
    if len(same) > 1 and row.person in same:
        same = [row.person]
    if len(same) != 1:
        return row
    person = same[0]
    names = dict.fromkeys((*known[person], row.person, *_aliases(row)))
    return row._replace(person=person, aliases="|".join(name for name in names if name != person))


@lru_cache(maxsize=16384)
def _keys(name: str) -> frozenset[tuple[str, ...]]:
    return frozenset(name_keys(name) or {("word", fold_name(name))})


def _aliases(row: Row) -> tuple[str, ...]:
    return tuple(filter(None, row.aliases.split("|")))


def _overlap(row: Row, own: Row) -> bool:
    """Whether two terms have time in common, as far as both dates tell; a handover is no overlap."""
    return _before(row.start, own.end) and _before(own.start, row.end)


def _before(start: str, end: str) -> bool:
    shared = min(len(start), len(end))
    return not end or start[:shared] < end[:shared]


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
