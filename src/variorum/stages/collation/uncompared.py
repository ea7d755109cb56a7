"""What of a story could not be compared, and why.

The list is short on purpose: it is there so that silence is not taken for agreement."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import combinations
from typing import NamedTuple, Protocol, get_args

from variorum.model import (
    Article,
    Line,
    Place,
    Reading,
    Span,
    Statement,
    Story,
    TimeWindow,
    Uncompared,
    UncomparedKind,
    Value,
    make_id,
)
from variorum.stages.collation.gather import BETWEEN, Aligned, floor
from variorum.stages.collation.pairs import Pair
from variorum.stages.collation.speakers import PRONOUNS
from variorum.stages.collation.told import Difference, Open, Told
from variorum.stages.collation.unit import Unit
from variorum.stages.collation.values import compare_values, published_order, quantity
from variorum.stages.collation.words import STOP, fold

NEAR, SHARED, NEAREST = 0.25, 2, 3
"""From here on two clauses of which one stands alone are listed as perhaps one thing, if they share so many
telling words, and no more of a story than so many: about one in two is (docs/collation.md)."""
MOST = 5
"""So many entries of any other kind, and so many times of an undated report, at most."""
READ = (None, "en", "eng")
SAMPLE, LEAST_LETTERS, LEAST = 600, 80, 0.2
"""The characters of a report by which its language is judged, the letters they must have, and the share of
common English words from which on it is English."""
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_KINDS: tuple[UncomparedKind, ...] = get_args(UncomparedKind)
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
_DAYS = ("2000-01-01", "2000-01-02")
REACH = 40
"""So many characters on either side of a figure tell whether it is one that moves on, as a toll does."""
_SEVERAL = "several figures of one kind: which answers to which is not known"
_FROM = re.compile(
    r"\s*(?:\([^)]*\)\s*)?(?:away\s+)?(?:from\b|off\b|[a-z-]*(?:north|south|east|west)[a-z]*\s+of\b)", re.I
)
_PART = {"stub": "a stub", "wall": "behind a wall", "live": "a part of a live page"}


class Near(NamedTuple):
    """Two clauses of two reports that are alike, but not enough for one line."""

    left: Unit
    right: Unit
    score: float
    why: str


class _Figure(Protocol):
    """A figure and whether it is the whole that another is a share of (``numbers.Measured``)."""

    @property
    def value(self) -> Value: ...
    @property
    def whole(self) -> bool: ...


def uncompared(
    story: Story,
    witnesses: Mapping[str, Article],
    lines: Sequence[Line],
    found: Sequence[tuple[str, Open]],
    near: Sequence[Near],
    statements: Sequence[Statement],
    windows: Mapping[str, Sequence[TimeWindow]],
) -> Iterator[Uncompared]:
    """The entries of one story by kind: its witnesses, then what was ``found`` on ``lines`` (in their order),
    then passages. A story of one witness has none: nothing was to be compared."""
    if len(witnesses) < 2:
        return
    on = {i: line for line in reversed(lines) for i in line.member_ids}
    place = {line.id: i for i, line in enumerate(lines)}
    made: list[tuple[Open, tuple[str, ...]]] = [(o, ()) for o in _witnesses(witnesses, lines, windows)]
    made += [(o, (line_id,)) for line_id, o in found]
    made += [(o, _line_ids([statement_id], on)) for statement_id, o in _nobody(statements, on)]
    made += [(_nearly(n), _line_ids((n.left.record.id, n.right.record.id), on)) for n in near]
    kept: dict[UncomparedKind, int] = {}
    made.sort(key=lambda m: (_KINDS.index(m[0].kind), [place[i] for i in m[1]], m[0].spans))
    for what, line_ids in made:
        kept[what.kind] = kept.get(what.kind, 0) + 1
        if kept[what.kind] <= MOST or not line_ids:
            yield _record(story.id, what, line_ids, witnesses)


def _record(
    story_id: str, what: Open, line_ids: tuple[str, ...], witnesses: Mapping[str, Article]
) -> Uncompared:
    by: dict[str, list[Span]] = {}
    for span in sorted(what.spans):
        by.setdefault(span.article_id, []).append(span)
    return Uncompared(
        id=make_id("unc", story_id, what.kind, *what.article_ids, *what.spans, *line_ids),
        made_by="collation/4",
        score=what.score,
        why=(what.why,),
        story_id=story_id,
        kind=what.kind,
        article_ids=what.article_ids,
        line_ids=line_ids,
        readings=tuple(
            Reading(
                value=" […] ".join(span.of(witnesses[article_id]) for span in spans),
                article_ids=(article_id,),
                spans=tuple(spans),
            )
            for article_id, spans in by.items()
        ),
    )


def _line_ids(record_ids: Iterable[str], on: Mapping[str, Line]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(on[i].id for i in record_ids if i in on))


# --- witnesses ---------------------------------------------------------------------------------------------


def _witnesses(
    witnesses: Mapping[str, Article], lines: Sequence[Line], windows: Mapping[str, Sequence[TimeWindow]]
) -> Iterator[Open]:
    """What holds of a whole report: it is not read, is a part, tells nothing, or has no date."""
    telling = {i for line in lines for i in line.article_ids}
    for article_id, article in sorted(witnesses.items()):
        if why := _foreign(article):
            yield Open("language", (), f"{why}; what reports tell is read in English only", (article_id,))
        elif article.kind in _PART:
            yield Open("part", (), f"{_PART[article.kind]}: what it lacks cannot be told", (article_id,))
        elif article_id not in telling:
            yield Open("empty", (), "nothing that it states, tells or quotes was found", (article_id,))
    undated = [a for a in sorted(witnesses) if witnesses[a].published is None]
    times = [span for a in undated for span in _unplaced(windows.get(a, ()))]
    if times:
        why = "no date of publication: these times cannot be placed in the calendar"
        yield Open("date", tuple(times), why)


def _foreign(article: Article) -> str:
    """Why a report is taken to be in another language than English; empty where it is not. Of the words of
    English news a third and more are common ones, of other languages hardly an eighth look like one."""
    if article.language not in READ:
        return f"it says that its language is {article.language}"
    words = _WORD.findall(article.text, 0, SAMPLE)
    if sum(map(len, words)) < LEAST_LETTERS:
        return ""
    common = sum(fold(w) in STOP for w in words)
    return (
        f"{common} of its first {len(words)} words are common in English"
        if common < LEAST * len(words)
        else ""
    )


def _unplaced(windows: Sequence[TimeWindow]) -> list[Span]:
    """The first few times of a report that name a part of the calendar, but not which ("Sunday", "earlier
    this month"), each once."""
    first: dict[str, Span] = {}
    for w in sorted(windows, key=lambda w: w.span):
        if w.start is None and w.type in ("DATE", "TIME") and not w.value.endswith("_REF"):
            first.setdefault(w.text.casefold(), w.span)
    return list(first.values())[:MOST]


# --- figures, places, times --------------------------------------------------------------------------------


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
            pairs = [p for p in combinations(difference.readings, 2) if _no_order(*p, articles)]
            if pairs:
                yield Open("order", _spans(told for pair in pairs for told in pair), _NO_ORDER)


def _spans(readings: Iterable[Told]) -> tuple[Span, ...]:
    return tuple(sorted({s for told in readings for s in told.spans}))


def _no_order(a: Told, b: Told, articles: Mapping[str, Article]) -> bool:
    """Whether two reports have two figures, and it is not known which is the later report, where that would
    tell an update from a conflict."""
    if a.article_id == b.article_id or a.value.casefold() == b.value.casefold():
        return False
    if published_order(articles[a.article_id].published, articles[b.article_id].published):
        return False
    around = [_around(told, articles[told.article_id]) for told in (a, b)]
    return any(
        compare_values("count", a.value, b.value, day_a=x, day_b=y, context_a=around[0], context_b=around[1])[
            0
        ]
        == "UPDATE"
        for x, y in (_DAYS, _DAYS[::-1])
    )


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


# --- passages ----------------------------------------------------------------------------------------------


def _nobody(statements: Sequence[Statement], on: Mapping[str, Line]) -> list[tuple[str, Open]]:
    """Quoted words that stand alone and of which it is not known who says them, the longest first, where
    another report quotes somebody."""
    quoting = {s.article_id for s in statements if s.quoted}
    found = []
    for s in statements:
        named = s.speaker is not None and s.speaker.name.casefold() not in PRONOUNS
        line = on.get(s.id)
        if not s.quoted or named or line is None or line.coverage != "one" or len(quoting) < 2:
            continue
        who = f" ({s.speaker.name})" if s.speaker else ""
        why = f"who says it is left open{who}: not compared with what others are quoted with"
        found.append((sum(q.end - q.start for q in s.quoted), s.id, Open("speaker", tuple(s.quoted), why)))
    return [(i, what) for _, i, what in sorted(found, key=lambda f: (-f[0], f[1]))[:MOST]]


def near_misses(units: Sequence[Unit], pairs: Sequence[Pair], groups: Sequence[Aligned]) -> list[Near]:
    """The pairs of lines that perhaps tell one thing, each by its most probable clauses, best first: one of
    the two has a single witness, and no record stands on both."""
    home = {id(unit): i for i, line in enumerate(groups) for unit in (*line.units, *line.alone)}
    records = [(*line.records, *line.beside) for line in groups]
    alone = [len({r.article_id for r in told}) == 1 for told in records]
    best: dict[tuple[int, int], Pair] = {}
    for pair in pairs:
        if pair.apart or pair.score < NEAR or len(pair.shared) < SHARED:
            continue
        one, other = sorted((home[id(units[pair.left])], home[id(units[pair.right])]))
        if one == other or not (alone[one] or alone[other]):
            continue
        if not {r.id for r in records[one]}.isdisjoint(r.id for r in records[other]):
            continue
        held = best.setdefault((one, other), pair)
        best[one, other] = max(held, pair, key=lambda p: (p.score, -p.left, -p.right))
    order = sorted(best.values(), key=lambda p: (-p.score, p.left, p.right))
    made = []
    for pair in order[:NEAREST]:
        left, right = units[pair.left], units[pair.right]
        made.append(Near(left, right, int(100 * pair.score) / 100, _why(pair, floor(left, right))))
    return made


def _why(pair: Pair, least: float) -> str:
    shared = f"perhaps one thing: {len(pair.shared)} telling words in common"
    if pair.score < least:
        return f"{shared}; a line needs {least:.2f}"
    return f"{shared}; one of the two goes better with other passages"


def _nearly(near: Near) -> Open:
    spans = (*_stretches(near.left), *_stretches(near.right))
    return Open("near", spans, near.why, score=near.score)


def _stretches(unit: Unit) -> list[Span]:
    """Where the words of a clause stand; words no further apart than a few characters are one stretch."""
    spans: list[Span] = []
    article_id = unit.record.article_id
    for word in unit.words:
        if spans and word.start - spans[-1].end <= BETWEEN:
            spans[-1] = Span(article_id, spans[-1].start, word.end)
        else:
            spans.append(Span(article_id, word.start, word.end))
    return spans
