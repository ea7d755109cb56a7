"""A statement or assertion as it is compared: its words, what is telling among them, tolls, polarity."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cached_property, lru_cache

import msgspec

from variorum.model import Article, Assertion, Party, Statement
from variorum.stages.collation.units import PEOPLE, unit
from variorum.stages.collation.words import CLASS, NUMBER, STOP, Word, content, senses, words

NEAR = 5
REACH = 12
LEAST_TELLING = 13
TOLLS = frozenset(f"{CLASS}{act}" for act in "die hurt missing detain hostage flee free rescue".split())
JOINS = frozenset("and but while with or".split())
OTHER_CLAUSE = 12
NOT = frozenset("not no never nobody none nothing neither nor without cannot".split())
_BACK = re.compile(
    r"\b(?:in|of|from|during) (?:\w+ )?(?P<year>(?:19|20)\d\d)\b"
    r"|\b(?:years|decades?) (?:ago|earlier|before)\b"
    r"|\b(?:last|past) (?:\w+ )?(?:years|decades?)\b",
    re.I,
)

Telling = Statement | Assertion


class Unit(msgspec.Struct, frozen=True, dict=True):
    """A statement or assertion with its words, those inside quotation marks, and its content; ``keys`` and
    ``told`` are what all its words, and those that are no function words, are compared by. ``place`` is how
    far into its report it begins, ``text`` that report's."""

    record: Telling
    words: list[Word]
    senses: list[Word]
    quoted: list[Word]
    content: frozenset[str]
    keys: frozenset[str]
    told: tuple[str, ...]
    quoted_keys: frozenset[str]
    place: float
    text: str
    back: frozenset[str]
    act: frozenset[str] = frozenset()

    @property
    def speaker(self) -> Party | None:
        return self.record.speaker if isinstance(self.record, Statement) else None

    def near(self, kind: tuple[str, str]) -> frozenset[str]:
        """The acts that are told within a few words of its figure of a kind, where it has a single one."""
        figures = [v.span for v in self.record.values if (v.kind, unit(v)) == kind]
        if len(figures) != 1:
            return frozenset()
        at = [i for i, w in enumerate(self.senses) if figures[0].start <= w.start < figures[0].end]
        around = self.senses[max(0, at[0] - NEAR) : at[-1] + NEAR + 1] if at else []
        return frozenset(w.key for w in around if w.key.startswith(CLASS))

    @cached_property
    def names(self) -> frozenset[str]:
        """The senses that are written with a capital."""
        return frozenset(w.key for w in self.senses if self.text[w.start].isupper() and w.key != NUMBER)

    @cached_property
    def kinds(self) -> frozenset[tuple[str, str]]:
        """The kinds of figures it has."""
        return frozenset((v.kind, unit(v)) for v in self.record.values)

    @cached_property
    def figures(self) -> frozenset[tuple[str, str, float]]:
        """Its figures but for small numbers of people: two reports seldom have one of these by chance."""
        return frozenset(
            (v.kind, unit(v), v.number)
            for v in self.record.values
            if v.kind != "count" or v.number >= LEAST_TELLING or unit(v) != PEOPLE
        )

    @cached_property
    def tolls(self) -> Mapping[str, frozenset[int]]:
        """By act the places of the words that tell how many people it struck: each figure for people goes to
        the nearest act, and each act has one figure."""
        acts = [(i, w.key) for i, w in enumerate(self.senses) if w.key in TOLLS]
        if not acts:
            return {}
        pairs = []
        for value in self.record.values:
            if value.kind != "count" or unit(value) != PEOPLE:
                continue
            at = [i for i, w in enumerate(self.senses) if value.span.start <= w.start < value.span.end]
            pairs += [(self._apart(at[0], at[-1], k), at[-1], k, act) for k, act in acts if at]
        found: dict[str, frozenset[int]] = {}
        used: set[int] = set()
        only = len({pair[1] for pair in pairs}) == 1 == len({pair[3] for pair in pairs})
        for far, i, k, act in sorted(pairs):
            if (only or far <= REACH) and i not in used and act not in found:
                found[act] = frozenset((i, k))
                used.add(i)
        return found

    def _apart(self, first: int, last: int, act: int) -> int:
        """How many words lie between a figure and an act; the start of another clause counts for many."""
        low, high = (last, act) if act > last else (act, first)
        between = self.words[low + 1 : high]
        return len(between) + OTHER_CLAUSE * sum(w.key in JOINS for w in between)

    @cached_property
    def predicate(self) -> str | None:
        """The sense of what a clause of the outlet predicates, or of what is done by a statement; None where
        that is only saying."""
        if isinstance(self.record, Statement):
            return min(self.act, default=None)
        return next((w.key for w in self.senses if w.start == self.record.predicate.start), None)

    @cached_property
    def direction(self) -> tuple[str, str] | None:
        """The state before what a clause predicates and the one after it; None where there are not two, or
        where the clause is passive or joins them."""
        record = self.record
        if isinstance(record, Statement) or any(w.key == "by" for w in self.words):
            return None
        sides: tuple[list[str], list[str]] = ([], [])
        for party in record.participants:
            if party.span and party.actor and party.actor.state:
                sides[party.span.start > record.predicate.start].append(party.actor.state)
        before, after = sides
        if len(set(before)) != 1 or not after or after[0] == before[0]:
            return None
        return before[0], after[0]

    @cached_property
    def denies(self) -> bool:
        """Whether it says that something is not so."""
        told = isinstance(self.record, Statement) and self.record.cue_class == "denied"
        return told != any(w.key in NOT or w.key.endswith("n't") for w in self.words)

    def shares(self, senses: Iterable[str]) -> frozenset[int]:
        """The places of its words that have one of these senses."""
        wanted = set(senses)
        return frozenset(i for i, w in enumerate(self.senses) if w.key in wanted)


def unit_of(record: Telling, article: Article) -> Unit:
    """What a record is compared by."""
    if isinstance(record, Statement):
        every, quoted = words(article, record.content), words(article, record.quoted)
    else:
        every, quoted = words(article, (record.span,)), []
    sensed, act = senses(every), _act(record, article)
    return Unit(
        record,
        every,
        sensed,
        quoted,
        content(every) | act,
        frozenset(w.key for w in sensed),
        tuple(s.key for w, s in zip(every, sensed, strict=True) if w.key not in STOP),
        frozenset(w.key for w in quoted),
        every[0].start / max(1, len(article.text)) if every else 1.0,
        article.text,
        _back(record, article),
        act,
    )


def _act(record: Telling, article: Article) -> frozenset[str]:
    """What is done by saying it, where that is more than saying: who blames the rain says what another report
    quotes as *the rain is to blame*."""
    if not isinstance(record, Statement) or record.cue is None or record.cue_class in ("said", "echoed"):
        return frozenset()
    return frozenset(s for s in content(words(article, (record.cue,))) if s.startswith(CLASS))


def _back(record: Telling, article: Article) -> frozenset[str]:
    """The years (or "before", where no number names one) of long ago that a record looks back on."""
    told = _looks_back(article.text)
    if not told:
        return frozenset()
    spans = record.content if isinstance(record, Statement) else (record.span,)
    now = article.published[:4] if article.published else "2999"
    here = [year for at, year in told if any(s.start <= at < s.end for s in spans)]
    return frozenset(year for year in here if year == "before" or year < now)


@lru_cache(maxsize=256)
def _looks_back(text: str) -> tuple[tuple[int, str], ...]:
    """Where a report looks back, and on which year."""
    return tuple((m.start(), m["year"] or "before") for m in _BACK.finditer(text))
