"""Figures, places and times of a line that cannot be set beside one another."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import combinations
from typing import Protocol

from variorum.model import Article, Place, Relationship, Span, UncomparedKind, Value
from variorum.stages.collation.reading import quantity
from variorum.stages.collation.told import Difference, Open, Told
from variorum.stages.collation.values import compare_values, published_order
from variorum.stages.collation.words import fold

_REASONS: tuple[tuple[str, UncomparedKind], ...] = (
    ("two currencies", "unit"),
    ("different measures", "unit"),
    ("others may be meant", "unit"),
    ("unknown zones", "zone"),
    ("times of two zones", "zone"),
    ("not in the gazetteer", "place"),
)
"""What the reason of a verdict says where the verdict is that two readings cannot be compared."""
_NO_ORDER = "which report is later is not known: a figure that moved on cannot be told from a conflict"
_CAME_TRUE = "which report is later is not known: whether a plan came true cannot be told"
_DAYS = ("2000-01-01", "2000-01-02")
REACH = 40
"""So many characters on either side of a figure tell whether it is one that moves on, as a toll does."""
_SEVERAL = "several figures of one kind: which answers to which is not known"
_FROM = re.compile(
    r"\s*(?:\([^)]*\)\s*)?(?:away\s+)?(?:from\b|off\b|[a-z-]*(?:north|south|east|west)[a-z]*\s+of\b)", re.I
)


class _Figure(Protocol):
    """A figure and whether it is the whole that another is a share of (``measured.Measured``)."""

    @property
    def value(self) -> Value: ...
    @property
    def whole(self) -> bool: ...


def unsettled(why: str) -> UncomparedKind | None:
    """What kept two readings from being compared, by the reason of the verdict; None where they were."""
    return next((kind for words, kind in _REASONS if words in why), None)


def opened(found: Iterable[Difference], articles: Mapping[str, Article]) -> Iterator[Open]:
    """What the differences of a line leave open: what they say cannot be compared, and figures that exclude
    each other in reports of which it is not known which is later."""
    for difference in found:
        if kind := unsettled(difference.why):
            yield Open(kind, _spans(difference.readings), difference.why)
        elif difference.kind == "number" and difference.relation == "DIFFERS":
            pairs = [p for p in combinations(difference.readings, 2) if _moving(*p, articles)]
            if pairs:
                yield Open("order", _spans(told for pair in pairs for told in pair), _NO_ORDER)
        elif difference.kind == "status" and difference.relation == "COMPATIBLE":
            pairs = [p for p in combinations(difference.readings, 2) if _planned(*p, articles)]
            if pairs:
                yield Open("order", _spans(told for pair in pairs for told in pair), _CAME_TRUE)


def _spans(readings: Iterable[Told]) -> tuple[Span, ...]:
    return tuple(sorted({s for told in readings for s in told.spans}))


def _no_order(a: Told, b: Told, articles: Mapping[str, Article]) -> bool:
    """Whether it is not known which of two reports is later."""
    one, other = articles[a.article_id], articles[b.article_id]
    return one is not other and not published_order(one.published, other.published)


def _planned(a: Told, b: Told, articles: Mapping[str, Article]) -> bool:
    """Whether one report tells as done what another tells as planned, in no known order."""
    told = {a.value, b.value}
    return "planned" in told and bool(told & {"actual", "past"}) and _no_order(a, b, articles)


def _moving(a: Told, b: Told, articles: Mapping[str, Article]) -> bool:
    """Whether two reports in no known order have two figures, and the order would tell an update from a
    conflict."""
    if a.value.casefold() == b.value.casefold() or not _no_order(a, b, articles):
        return False
    left, right = (_around(told, articles[told.article_id]) for told in (a, b))

    def judged(day_a: str, day_b: str) -> Relationship:
        days = {"day_a": day_a, "day_b": day_b}
        return compare_values("count", a.value, b.value, **days, context_a=left, context_b=right)[0]

    return "UPDATE" in (judged(*_DAYS), judged(*_DAYS[::-1]))


def _around(told: Told, article: Article) -> str:
    start, end = told.spans[0].start, told.spans[-1].end
    return article.text[max(0, start - REACH) : end + REACH]


def unpaired(
    measured: Mapping[str, Mapping[str, Sequence[_Figure]]],
    same: Callable[[Value, Value], bool],
    articles: Mapping[str, Article],
) -> Iterator[Open]:
    """Figures by what is measured and article: of several of one kind it is not known which answers to
    which; distances are from two points."""
    points: list[set[Span]] = []
    for key, by in sorted(measured.items()):
        spans: set[Span] = set()
        for a, b in combinations(sorted(by), 2):
            mine, theirs = _left(by[a], by[b], same), _left(by[b], by[a], same)
            if mine and theirs and len(mine) + len(theirs) > 2:
                spans.update((*mine, *theirs))
        if spans:
            yield Open("several", tuple(sorted(spans)), _SEVERAL)
        if key.startswith("distance from "):
            points.append(
                {f.value.span for figures in by.values() for f in figures if _far(f.value, articles)}
            )
    for one, other in combinations(points, 2):
        reports = {s.article_id for s in one}, {s.article_id for s in other}
        if all(reports) and reports[0].isdisjoint(reports[1]):
            yield Open("point", tuple(sorted(one | other)), "distances from two points")


def _far(value: Value, articles: Mapping[str, Article]) -> bool:
    """Whether a figure is how far something is from a point, and not how much there is of it."""
    text = articles[value.span.article_id].text
    return quantity(value.unit) == "length" and _FROM.match(text, value.span.end) is not None


def _left(
    mine: Sequence[_Figure], theirs: Sequence[_Figure], same: Callable[[Value, Value], bool]
) -> list[Span]:
    """The figures that the other report does not give."""
    return [x.value.span for x in mine if not x.whole and not any(same(x.value, y.value) for y in theirs)]


def nowhere(unknown: Mapping[str, Sequence[Place]], known: Mapping[str, Sequence[Place]]) -> Iterator[Open]:
    """Places of a line, by article, that the gazetteer does not have, where another report names another
    place and the two have none in common."""
    names = {
        a: {fold(p.name) for p in (*unknown.get(a, ()), *known.get(a, ()))}
        for a in sorted({*unknown, *known})
    }
    spans: set[Span] = set()
    lost: dict[str, None] = {}
    for a, places in sorted(unknown.items()):
        for b, theirs in names.items():
            if a == b or _meet(names[a], theirs):
                continue
            spans.update(p.span for p in (*places, *unknown.get(b, ()), *known.get(b, ())))
            lost.update(dict.fromkeys(p.name for p in places))
    if spans:
        why = f"{', '.join(lost)}: not in the gazetteer, so whether it lies in the other is not known"
        yield Open("place", tuple(sorted(spans)), why)


def _meet(mine: Iterable[str], theirs: Iterable[str]) -> bool:
    """Whether two sets of names have a word of one in common."""
    return not {w for name in mine for w in name.split()}.isdisjoint(
        w for name in theirs for w in name.split()
    )
