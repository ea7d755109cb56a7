"""A statement or assertion as it is compared: its words, what is telling among them, tolls, polarity."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cached_property, lru_cache

import msgspec

from variorum.model import Article, Assertion, Party, Span, Statement, Value
from variorum.stages.collation.clauses import TOLLS, clauses, verbal
from variorum.stages.collation.units import PEOPLE, factor, unit
from variorum.stages.collation.words import CLASS, NUMBER, STOP, Word, content, senses, telling, words

NEAR = 5
REACH = 12
LEAST_TELLING = 13
JOINS = frozenset("and but while with or".split())
OTHER_CLAUSE = 12
NOT = frozenset("not no never nobody none nothing neither nor without cannot".split())
NOBODY = frozenset("no nobody none nothing neither".split())
AHEAD = 4
_BACK = re.compile(
    r"\b(?:in|of|from|during) (?:\w+ )?(?P<year>(?:19|20)\d\d)\b"
    r"|\b(?:years|decades?) (?:ago|earlier|before)\b"
    r"|\b(?:last|past) (?:\w+ )?(?:years|decades?)\b",
    re.I,
)

Telling = Statement | Assertion


class Unit(msgspec.Struct, frozen=True, dict=True):
    """A clause of a statement or assertion, or all of it, with its words and figures, those inside quotation
    marks, and its content; ``keys`` and ``told`` are what all its words, and those that are no function
    words, are compared by. ``place`` is how far into its report it begins, ``text`` that report's."""

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
    values: tuple[Value, ...]
    act: frozenset[str] = frozenset()

    @property
    def speaker(self) -> Party | None:
        return self.record.speaker if isinstance(self.record, Statement) else None

    def around(self, kind: tuple[str, str]) -> frozenset[str]:
        """The senses that are told within a few words of its figures of a kind."""
        spans = [v.span for v in self.values if (v.kind, unit(v)) == kind]
        found: set[str] = set()
        for span in spans:
            at = [i for i, w in enumerate(self.senses) if span.start <= w.start < span.end]
            if at:
                found.update(w.key for w in self.senses[max(0, at[0] - NEAR) : at[-1] + NEAR + 1])
        return frozenset(found & self.content)

    @cached_property
    def verbs(self) -> frozenset[str]:
        """The senses of what may be its verbs, as far as the spelling shows."""
        return frozenset(
            s.key
            for w, s in zip(self.words, self.senses, strict=True)
            if s.key in self.content and (s.key == self.predicate or verbal(w.key))
        )

    @cached_property
    def subject(self) -> frozenset[str]:
        """The senses before its first verb."""
        found: set[str] = set()
        for w, s in zip(self.words, self.senses, strict=True):
            if verbal(w.key):
                break
            found.add(s.key)
        return frozenset(found & self.content)

    @cached_property
    def names(self) -> frozenset[str]:
        """The senses that are written with a capital."""
        return frozenset(w.key for w in self.senses if self.text[w.start].isupper() and w.key != NUMBER)

    @cached_property
    def kinds(self) -> frozenset[tuple[str, str]]:
        """The kinds of figures it has."""
        return frozenset((v.kind, unit(v)) for v in self.values)

    def numbers(self, kind: tuple[str, str]) -> frozenset[float]:
        """Its figures of a kind, measures in the first unit of what they measure."""
        return frozenset(v.number * factor(v) for v in self.values if (v.kind, unit(v)) == kind)

    @cached_property
    def when(self) -> tuple[str, str] | None:
        """The window in which the outlet says that it happened; None where the clause does not say."""
        record = self.record
        if isinstance(record, Statement) or record.when is None or not self.words:
            return None
        when = record.when
        if when.start is None or when.end is None or when.type not in ("DATE", "TIME"):
            return None
        return (when.start, when.end) if self.holds(when.span) else None

    @cached_property
    def hour(self) -> tuple[str, str] | None:
        """The part of a day in which the outlet says that it happened; None where the clause does not say."""
        told = self.when is not None and self.record.when is not None and self.record.when.type == "TIME"
        return self.when if told else None

    def holds(self, span: Span) -> bool:
        """Whether words of the clause stand in the span."""
        return any(span.start <= w.start < span.end for w in self.words)

    @cached_property
    def figures(self) -> frozenset[tuple[str, str, float]]:
        """Its figures but for small numbers of people: two reports seldom have one of these by chance."""
        return frozenset(
            (v.kind, unit(v), v.number)
            for v in self.values
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
        for value in self.values:
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
    def negated(self) -> frozenset[str]:
        """The senses of what it says is not so: what follows a "not" within a few words, the verb of what
        nobody does, and every verb of what somebody denies."""
        found: set[str] = set()
        if isinstance(self.record, Statement) and self.record.cue_class == "denied":
            found |= self.verbs or self.content
        for i, word in enumerate(self.words):
            if word.key in NOBODY:
                ahead = self.senses[i + 1 :]
                found.update([w.key for w in ahead if w.key in self.verbs][:1])
            elif word.key in NOT or word.key.endswith("n't"):
                ahead = self.senses[i + 1 : i + 1 + AHEAD]
                found.update([w.key for w in ahead if w.key in self.content][:1])
        return frozenset(found)

    @cached_property
    def denies(self) -> bool:
        """Whether a word of it, or its cue, says that something is not so."""
        told = isinstance(self.record, Statement) and self.record.cue_class == "denied"
        return told != any(w.key in NOT or w.key.endswith("n't") for w in self.words)

    def shares(self, senses: Iterable[str]) -> frozenset[int]:
        """The places of its words that have one of these senses."""
        wanted = set(senses)
        return frozenset(i for i, w in enumerate(self.senses) if w.key in wanted)


def unit_of(record: Telling, article: Article) -> Unit:
    """What a whole record is compared by."""
    spans = record.content if isinstance(record, Statement) else (record.span,)
    return _unit(record, article, words(article, spans), record.values)


def units_of(record: Telling, article: Article) -> list[Unit]:
    """What each clause of a record is compared by, in order."""
    parts = clauses(record, article)
    if len(parts) == 1:
        return [_unit(record, article, parts[0], record.values)]
    place = {word.start: i for i, part in enumerate(parts) for word in part}
    found: list[list[Value]] = [[] for _ in parts]
    for value in record.values:
        here = (i for start, i in place.items() if value.span.start <= start < value.span.end)
        found[next(here, 0)].append(value)
    return [_unit(record, article, part, tuple(found[i])) for i, part in enumerate(parts)]


def _unit(record: Telling, article: Article, every: list[Word], values: tuple[Value, ...]) -> Unit:
    quoted: list[Word] = []
    if isinstance(record, Statement) and record.quoted:
        quoted = [w for w in every if any(q.start <= w.start < q.end for q in record.quoted)]
    sensed, act = senses(every), _act(record, article)
    return Unit(
        record,
        every,
        sensed,
        quoted,
        telling(every, sensed) | act,
        frozenset(w.key for w in sensed),
        tuple(s.key for w, s in zip(every, sensed, strict=True) if w.key not in STOP),
        frozenset(w.key for w in quoted),
        every[0].start / max(1, len(article.text)) if every else 1.0,
        article.text,
        _back(every, article),
        values,
        act,
    )


def _act(record: Telling, article: Article) -> frozenset[str]:
    """What is done by saying it, where that is more than saying: who blames the rain says what another report
    quotes as *the rain is to blame*."""
    if not isinstance(record, Statement) or record.cue is None or record.cue_class in ("said", "echoed"):
        return frozenset()
    return frozenset(s for s in content(words(article, (record.cue,))) if s.startswith(CLASS))


def _back(every: list[Word], article: Article) -> frozenset[str]:
    """The years (or "before", where no number names one) of long ago that words look back on."""
    told = _looks_back(article.text)
    if not told or not every:
        return frozenset()
    now = article.published[:4] if article.published else "2999"
    here = [year for at, year in told if every[0].start <= at < every[-1].end + 1]
    return frozenset(year for year in here if year == "before" or year < now)


@lru_cache(maxsize=256)
def _looks_back(text: str) -> tuple[tuple[int, str], ...]:
    """Where a report looks back, and on which year."""
    return tuple((m.start(), m["year"] or "before") for m in _BACK.finditer(text))
