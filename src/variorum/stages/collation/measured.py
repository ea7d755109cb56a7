"""What a figure of a clause measures: the fate of people, a dimension, what and who is told beside it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from variorum.model import Article, Span, Value
from variorum.stages.collation.amounts import Amount, Role, years
from variorum.stages.collation.fates import fates
from variorum.stages.collation.moments import DAYS, MONTHS
from variorum.stages.collation.reading import quantity
from variorum.stages.collation.unit import Unit
from variorum.stages.collation.units import PEOPLE, unit
from variorum.stages.collation.words import NUMBER, fold, sense

Near = frozenset[str]
AROUND, NEAR, PLURAL = 24, 7, 3
"""How many characters before a measure, and how many words around a figure, tell what it is of; how
much longer than its lemma a noun may be."""
_DIMENSION = (
    ("depth", re.compile(r"\b(?:depth|deep|underground|below)\b", re.I)),
    ("change", re.compile(r"\b(?:lower|higher|taller|shorter|longer|wider|more than before)\b", re.I)),
    ("height", re.compile(r"\b(?:high|height|tall|peak|summit)\b", re.I)),
    ("length", re.compile(r"\b(?:long|length|wide|width)\b", re.I)),
)
_PERIOD = re.compile(r"\b(?:jail\w*|sentence\w*|prison\w*|terms?)\b", re.I)
_COUNTED = re.compile(
    r" of (?:the |all )?(?:precincts|polling \w+|branches|districts|constituencies|ballots|boxes|votes)"
    r" (?:reporting|counted|in\b|declared|tallied)",
    re.I,
)
_POINT = re.compile(
    r"\s*(?:\([^)]*\)\s*)?(?:away )?(?:(?:[a-z-]+ )?(?:from|off)"
    r"|(?:(?:north|south|east|west)[a-z-]*|away|outside|inland) of)"
    r"\s+(?:the )?([\w-]+)",
    re.I,
)
_WAY = re.compile(
    r"\b(for|after|within|in|lasted|lasting|took|by)"
    r"(?: (?:about|around|some|nearly|almost|at least|more than))?\s*$",
    re.I,
)


class Measured(NamedTuple):
    """A figure with what it measures: its base (what two figures must share to be compared at all), its
    dimension, the fate of the people it counts, what is told near it, who is named beside it, the years
    it is about, and the words of its clause, all, telling, and the first telling one."""

    value: Value
    said: str
    role: Role
    base: str
    dimension: str
    fate: str
    near: Near
    names: Near
    back: Near
    clause: str
    told: Near
    lead: str

    @property
    def whole(self) -> bool:
        """Whether it is the whole that another figure is a share of."""
        return self.role == "whole"


def base(value: Value) -> str:
    """What figures must have in common to be compared at all."""
    if value.kind == "count":
        noun = unit(value)
        return noun if noun == PEOPLE else f"count {noun}"
    if value.kind == "magnitude":
        return f"magnitude {quantity(value.unit) or value.unit}"
    return value.kind


def measured(
    amount: Amount, key: str, told: Unit, spans: Sequence[Span], article: Article, others: Sequence[Span] = ()
) -> Measured:
    """A figure with all that tells what it measures."""
    value = amount.value
    figure_end = value.span.end - (0 if value.kind == "percent" else len(value.unit) + PLURAL)
    fate, clause = "", " ".join(s.of(article) for s in spans)
    if key == PEOPLE:
        fate = fates([value.span, *others], article, spans).get(value.span, "")
        if not fate and told.words:
            whole = Span(article.id, told.words[0].start, told.words[-1].end)
            every = [value.span, *(v.span for v in told.record.values if v.span != value.span)]
            fate = fates(every, article, [whole]).get(value.span, "")
            clause = whole.of(article) if fate else clause
    beside = [
        w
        for w in told.senses
        if w.key in told.content
        and w.key != NUMBER
        and _inside(w.start, spans)
        and not value.span.start <= w.start < figure_end
    ]
    return Measured(
        value,
        amount.said,
        amount.role,
        key,
        _dimension(value, clause, article),
        fate,
        _near(value, told, spans),
        _named(told, spans),
        years(value, article),
        clause,
        frozenset(w.key for w in beside),
        next((w.key for w in beside), ""),
    )


def _named(told: Unit, spans: Sequence[Span]) -> Near:
    """Who and what a clause names, but for days and months."""
    here = {w.key for w in told.senses if w.key in told.names and _inside(w.start, spans)}
    return frozenset(k for k in here & told.content if k[:3] not in MONTHS + DAYS)


def _inside(at: int, spans: Sequence[Span]) -> bool:
    return any(s.start <= at < s.end for s in spans)


def _dimension(value: Value, clause: str, article: Article) -> str:
    """What a measure is of: a distance from a point, a depth, a height, how long something took; of a share
    whether it is of what is counted already."""
    text = article.text
    before = text[max(0, value.span.start - AROUND) : value.span.start]
    after = text[value.span.end : value.span.end + 2 * AROUND]
    if value.kind == "percent":
        return "counted" if _COUNTED.match(after) else ""
    if value.kind != "magnitude":
        return ""
    kind = quantity(value.unit)
    if kind == "duration":
        if _PERIOD.search(clause):
            return "term"
        if re.match(r" later\b", after):
            return "after"
        way = _WAY.search(before)
        return fold(way[1]) if way else "?"
    point = _POINT.match(after) if kind == "length" else None
    if point:
        return f"from {fold(point[1])}"
    return next((name for name, said in _DIMENSION if said.search(before + " | " + after[:AROUND])), "")


def _near(value: Value, told: Unit, spans: Sequence[Span]) -> Near:
    """What is told within a few words of a figure, but for what it counts."""
    senses = [w for w in told.senses if _inside(w.start, spans)]
    at = [i for i, w in enumerate(senses) if value.span.start <= w.start < value.span.end]
    if not at:
        return frozenset()
    around = {*range(max(0, at[0] - NEAR), at[0]), *range(at[-1] + 1, at[-1] + NEAR + 1)}
    counted = sense(fold(value.unit)) if fold(value.unit) else ""
    return frozenset(
        w.key for i, w in enumerate(senses) if i in around and w.key in told.content and w.key != counted
    )
