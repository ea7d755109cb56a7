"""Who holds an office on a day, and what offices a person holds; not known near handovers and after as_of."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from functools import cache, lru_cache
from typing import NamedTuple

from variorum import resources
from variorum.stages.actors.names import fold_name, name_keys

# Reports of the days around a handover mean either holder.
HANDOVER = timedelta(7)
GOVERNING = frozenset(("HOS", "HOG", "FM", "DM", "VP", "NSA", "LEADER"))


class Term(NamedTuple):
    """A term of office: ISO dates or their prefixes; ``end`` "" while it lasts, as was true on ``as_of``."""

    person: str
    office: str
    state: str
    start: str
    end: str
    as_of: str

    @property
    def post(self) -> str:
        """The office with its state: ``CHN:FM``."""
        return f"{self.state}:{self.office}"


class Answer(NamedTuple):
    """Who or what was found, what it could be instead, why, and how far the table reaches."""

    found: str | None
    candidates: tuple[str, ...]
    why: str
    as_of: str | None


def first_day(stated: str) -> date:
    """The earliest day that an ISO date or its prefix can mean."""
    year, month, day = (*(int(n) for n in stated.split("-")), 1, 1)[:3]
    return date(year, month, day)


def last_day(stated: str) -> date:
    """The latest day that an ISO date or its prefix can mean."""
    first = first_day(stated)
    if len(stated) == 10:
        return first
    year, month = (
        (first.year + 1, 1) if len(stated) == 4 or first.month == 12 else (first.year, first.month + 1)
    )
    return date(year, month, 1) - timedelta(1)


class Table:
    """The table of office-holders, indexed; made once for each table a process reads."""

    def __init__(self, rows: tuple[dict[str, str], ...]) -> None:
        self.terms = tuple(
            Term(r["person"], r["office"], r["state"], r["start"], r["end"], r["as_of"]) for r in rows
        )
        self.by_post = _group((term.post, term) for term in self.terms)
        self.by_person = _group((term.person, term) for term in self.terms)
        self.by_id = {person_id(person): person for person in self.by_person}
        names: dict[tuple[str, ...], set[str]] = {}
        first: set[str] = set()
        for row in rows:
            for name in (row["person"], *filter(None, row["aliases"].split("|"))):
                first.add(fold_name(name).split()[0])
                for key in name_keys(name) or {("word", fold_name(name))}:
                    names.setdefault(key, set()).add(row["person"])
        self.first_words = frozenset(first)
        self.names = {key: tuple(sorted(held)) for key, held in names.items()}

    def find(self, name: str) -> str | None:
        """The one person whose whole name this is, however written; None for none or several."""
        keys = name_keys(name) or {("word", fold_name(name))}
        held = {person for key in keys for person in self.names.get(key, ())}
        if len(held) > 1:
            plain = ("name", *sorted(fold_name(name).split()))
            held = set(self.names.get(plain, ()))
        return next(iter(held)) if len(held) == 1 else None


@lru_cache(maxsize=2)
def _table(laid: str) -> Table:
    return Table(resources.rows("holders/holders.tsv"))


def table() -> Table:
    """The table in force: the package's, or what a user's own data make of it."""
    return _table(resources.laid())


def terms() -> tuple[Term, ...]:
    """All terms of office of the table."""
    return table().terms


def _group(pairs: Iterable[tuple[str, Term]]) -> dict[str, tuple[Term, ...]]:
    made: dict[str, list[Term]] = {}
    for key, term in pairs:
        made.setdefault(key, []).append(term)
    return {key: tuple(sorted(held, key=lambda t: (t.start, t.person))) for key, held in made.items()}


@cache
def _titles() -> dict[tuple[str, str], str]:
    return {(r["state"], r["title"]): r["office"] for r in resources.rows("holders/titles.tsv")}


@cache
def common() -> frozenset[str]:
    """Names of office-holders that many other people bear, folded."""
    return frozenset(fold_name(row["name"]) for row in resources.rows("holders/common.tsv"))


def known_words() -> frozenset[str]:
    """The folded words that names of office-holders begin with."""
    return table().first_words


@lru_cache(maxsize=8192)
def _find(laid: str, name: str) -> str | None:
    return _table(laid).find(name)


def find(name: str) -> str | None:
    """The one office-holder whose whole name this is, however written; None for none or several."""
    return _find(resources.laid(), name)


def listed() -> dict[str, str]:
    """The persons of the table by the id of their actor."""
    return table().by_id


def person_id(name: str) -> str:
    """The id of a person's actor."""
    return "person:" + fold_name(name)


def terms_of(person: str) -> tuple[Term, ...]:
    """The terms of one person, the earliest first."""
    return table().by_person.get(person, ())


def office_of(state: str, title: str, office: str) -> str | None:
    """The office that a title means in a state; None where it says too little to look anybody up."""
    meant = _titles().get((state, title), _titles().get(("*", title), office))
    return meant if meant != "-" else None


def holder(state: str, office: str, day: date | None) -> Answer | None:
    """Who held an office on a day: the one, else those who may have; None when nothing is recorded."""
    held = table().by_post.get(f"{state}:{office}")
    if held is None:
        return None
    as_of = max(term.as_of for term in held)
    if day is None:
        return Answer(None, (), f"{state}:{office}: no date to look the holder up", as_of)
    sure = sorted({term.person for term in held if _surely(term, day)})
    if len(sure) == 1:
        return Answer(sure[0], (), f"{state}:{office} on {day}, table as of {as_of}", as_of)
    may = tuple(dict.fromkeys(term.person for term in held if _perhaps(term, day)))
    if not may:
        return Answer(None, (), f"{state}:{office}: no holder recorded for {day}", as_of)
    late = all(not term.end for term in held if term.person in may and _perhaps(term, day))
    if late and day > first_day(as_of):
        return Answer(None, may, f"{state}:{office} as of {as_of}, not verified for {day}", as_of)
    return Answer(None, may, f"{state}:{office}: near a handover on {day}", as_of)


def _surely(term: Term, day: date) -> bool:
    """Whether a term covers a day, clear of its ends and of what the table no longer knows."""
    if day < last_day(term.start) + HANDOVER:
        return False
    return day <= first_day(term.end) - HANDOVER if term.end else day <= first_day(term.as_of)


def _perhaps(term: Term, day: date) -> bool:
    if day < first_day(term.start) - HANDOVER:
        return False
    return not term.end or day <= last_day(term.end) + HANDOVER


class Standing(NamedTuple):
    """What the table says of a person on a day: state, whether in office, the posts, reasons, as_of."""

    state: str | None
    governs: bool
    posts: tuple[str, ...]
    why: str
    as_of: str


def standing(person: str, day: date | None) -> Standing:
    """The state a person belongs to by the offices held, and the posts held on a day as far as is known."""
    held = terms_of(person)
    as_of = max(term.as_of for term in held)
    states = list(dict.fromkeys(t.state for t in held if ":" not in t.state))
    lone = states[0] if len(states) == 1 else None
    if day is None:
        return Standing(lone, False, (), f"held {held[-1].post} from {held[-1].start}", as_of)
    sure = [t for t in held if _surely(t, day)]
    if sure:
        nation = next((t.state for t in sure if ":" not in t.state), None)
        posts = tuple(t.post for t in sure)
        return Standing(nation, nation is not None, posts, f"{posts[0]} on {day}", as_of)
    may = [t for t in held if _perhaps(t, day)]
    nations = {t.state for t in may if ":" not in t.state} or set(states)
    state = lone or (next(iter(nations)) if len(nations) == 1 else None)
    if may:
        posts = tuple(t.post for t in may)
        open_end = any(not t.end and day > first_day(t.as_of) for t in may)
        word = f"as of {as_of}, not verified for {day}" if open_end else f"near a handover on {day}"
        return Standing(state, False, posts, f"{posts[-1]} {word}", as_of)
    past = [t for t in held if t.end and last_day(t.end) < day]
    why = (
        f"held {past[-1].post} until {past[-1].end}" if past else f"{held[0].post} only from {held[0].start}"
    )
    return Standing(state, False, (), why, as_of)


def titled(part: str, office: str, day: date | None) -> tuple[str, ...]:
    """The holders of an office of any state on a day one of whose names begins or ends with ``part``."""
    if day is None:
        return ()
    wanted = fold_name(part)
    hits = set()
    for term in terms():
        if term.office == office and _perhaps(term, day):
            words = fold_name(term.person).split()
            if wanted in (words[0], words[-1]):
                hits.add(term.person)
    return tuple(sorted(hits))
