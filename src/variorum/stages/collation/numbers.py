"""Figures that differ, compared only where they measure one thing.

Of people the same fate, of measures the same dimension from the same point, of anything else the same noun:
the dead are not compared with the hurt, nor a depth with a distance. What two reports have in common is set
aside first; what is left is compared where each has a single one that can be meant.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from itertools import combinations
from typing import NamedTuple

from variorum.model import Article, EventMention, Relationship, Span, Value
from variorum.resources import rows
from variorum.stages.collation.amounts import Amount, Role, amounts, years
from variorum.stages.collation.assemble import Member, reported
from variorum.stages.collation.fates import fates, moves
from variorum.stages.collation.moments import DAYS, MONTHS
from variorum.stages.collation.reading import quantity
from variorum.stages.collation.running import REVISED, running
from variorum.stages.collation.told import Difference, Told
from variorum.stages.collation.unit import Unit, unit_of
from variorum.stages.collation.units import PEOPLE, unit
from variorum.stages.collation.values import compare_values, published_order
from variorum.stages.collation.words import fold, sense

Judged = tuple[Relationship, str]
Near = frozenset[str]


class Measured(NamedTuple):
    """A figure with what it measures: its base (what two figures must share to be compared at all), its
    dimension, the fate of the people it counts, what is told near it, who is named beside it, the years
    it is about, and the words of its clause."""

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


AROUND, NEAR = 24, 7
UNLIKE, COUNTING, PAIRED = 20, 200, 8
APART = frozenset(("hurt", "missing", "hospital", "detain", "trapped", "ill"))
"""Of *another 30 hurt* the thirty are all the hurt, of *another three died* not all the dead."""
GENERAL = frozenset(
    "people person man men victim casualty body other civilian citizen death soul life".split()
)
PERIODS = ("jailed", "sentence", "sentenced", "prison", "jail", "term")
_DIMENSION = (
    ("depth", re.compile(r"\b(?:depth|deep|underground|below)\b", re.I)),
    ("change", re.compile(r"\b(?:lower|higher|taller|shorter|longer|wider|more than before)\b", re.I)),
    ("height", re.compile(r"\b(?:high|height|tall|peak|summit)\b", re.I)),
    ("length", re.compile(r"\b(?:long|length|wide|width)\b", re.I)),
)
_DOLLAR = re.compile(r"\b([A-Za-z]{1,3})\$")
_VOTES = re.compile(r"\b(?:vot\w+|ballots?|poll\w*|counted|elect\w*|lead\w*)\b", re.I)
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


def numbers(
    members: Sequence[Member], articles: Mapping[str, Article], parts: Mapping[str, tuple[Span, ...]]
) -> Iterator[Difference]:
    """The differences of figures among the members of one line, one for each way they stand to each other."""
    for _, values in sorted(_measured(members, articles, parts).items()):
        told: dict[Relationship, tuple[str, dict[Span, Value]]] = {}
        for judged, pair in _judged(values, articles):
            if judged[0] != "SAME":
                why, left = told.setdefault(judged[0], (judged[1], {}))
                left.update({m.value.span: m.value for m in pair})
        for relation, (why, left) in sorted(told.items()):
            readings = [
                Told(v.span.of(articles[v.span.article_id]), v.span.article_id, (v.span,))
                for _, v in sorted(left.items())
            ]
            if len({t.value.casefold() for t in readings}) > 1:
                yield Difference("number", relation, readings, why)


def _measured(
    members: Sequence[Member], articles: Mapping[str, Article], parts: Mapping[str, tuple[Span, ...]]
) -> dict[str, dict[str, list[Measured]]]:
    """Figures by their base, then by article; only bases of which two articles have different figures."""
    alike: dict[str, list[tuple[Amount, Member, tuple[Span, ...]]]] = {}
    for member in members:
        if isinstance(member, EventMention):
            continue
        spans = parts.get(member.id) or reported(member)
        for amount in amounts(member.values, articles[member.article_id], spans):
            if amount.role != "aside":
                alike.setdefault(base(amount.value), []).append((amount, member, spans))
    found: dict[str, dict[str, list[Measured]]] = {}
    units: dict[str, Unit] = {}
    for key, told in alike.items():
        values = {(a.value.number, a.value.bound, a.value.unit) for a, _, _ in told}
        if len({m.article_id for _, m, _ in told}) < 2 or len(values) < 2:
            continue
        for amount, member, spans in told:
            article = articles[member.article_id]
            unit = units.get(member.id) or units.setdefault(member.id, unit_of(member, article))  # type: ignore[arg-type]
            here = found.setdefault(key, {}).setdefault(member.article_id, [])
            if all(m.value.span != amount.value.span for m in here):
                others = [a.value.span for a, m, _ in told if m is member and a is not amount]
                here.append(measured(amount, key, unit, spans, article, others))
    return found


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
    fate, clause = "", " ".join(s.of(article) for s in spans)
    if key == PEOPLE:
        fate = fates([value.span, *others], article, spans).get(value.span, "")
        if not fate and told.words:
            whole = Span(article.id, told.words[0].start, told.words[-1].end)
            every = [value.span, *(v.span for v in told.record.values if v.span != value.span)]
            fate = fates(every, article, [whole]).get(value.span, "")
            clause = whole.of(article) if fate else clause
    return Measured(
        value,
        amount.said,
        amount.role,
        key,
        _dimension(value, clause, article) if value.kind == "magnitude" else "",
        fate,
        _near(value, told, spans),
        _named(told, spans),
        years(value, article),
        clause,
    )


def _named(told: Unit, spans: Sequence[Span]) -> Near:
    """Who and what a clause names, but for days and months."""
    here = {w.key for w in told.senses if w.key in told.names and _inside(w.start, spans)}
    return frozenset(k for k in here & told.content if k[:3] not in MONTHS + DAYS)


def _inside(at: int, spans: Sequence[Span]) -> bool:
    return any(s.start <= at < s.end for s in spans)


def _dimension(value: Value, clause: str, article: Article) -> str:
    """What a measure is of: a distance from a point, a depth, a height, how long something took."""
    text = article.text
    before = text[max(0, value.span.start - AROUND) : value.span.start]
    after = text[value.span.end : value.span.end + 2 * AROUND]
    kind = quantity(value.unit)
    if kind == "duration":
        if any(word in clause.casefold() for word in PERIODS):
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


# --- which are compared -------------------------------------------------------------------------------------


def _judged(
    values: Mapping[str, Sequence[Measured]], articles: Mapping[str, Article]
) -> Iterator[tuple[Judged, tuple[Measured, Measured]]]:
    """Pairs of what is left over, each with its verdict. What an undated report says cannot be put in order;
    where a dated one says the same, that decides."""
    made = []
    for a, b in combinations(sorted(values), 2):
        mine, theirs = _left(values[a], values[b]), _left(values[b], values[a])
        alone = all(sum(m.role != "whole" for m in values[w]) == 1 for w in (a, b))
        pairs = [(x, y) for x in mine for y in theirs if comparable(x, y, alone)]
        for x, y in pairs:
            if sum(x is p for p, _ in pairs) == 1 == sum(y is q for _, q in pairs):
                made.append((compare(x, y, articles), (x, y)))
    dated = {
        frozenset((x.value.number, y.value.number)): judged
        for judged, (x, y) in made
        if all(articles[m.value.span.article_id].published for m in (x, y))
    }
    for judged, (x, y) in made:
        if judged[0] == "DIFFERS" and not all(articles[m.value.span.article_id].published for m in (x, y)):
            judged = dated.get(frozenset((x.value.number, y.value.number)), judged)
        yield judged, (x, y)


def _left(these: Sequence[Measured], those: Sequence[Measured]) -> list[Measured]:
    """What one report has and the other has not, neither in that currency nor in the one beside it."""
    held = [x.value.span for x in these if any(_same(x, y) for y in those)]
    return [
        x
        for x in these
        if x.role != "whole"
        and not any(x.value.span == s or (x.base == "money" and _beside(x.value.span, s)) for s in held)
    ]


def _beside(one: Span, other: Span) -> bool:
    first, second = sorted((one, other))
    return second.start - first.end <= PAIRED


def comparable(x: Measured, y: Measured, alone: bool) -> bool:
    """Whether two figures of one base can be of one thing; ``alone``: neither clause has another of it."""
    if x.back != y.back:
        return False
    shared = bool(x.near & y.near)
    if any(m.role == "another" and m.fate not in APART for m in (x, y)):
        return False
    if _far(x, y) and len(x.near & y.near) < 2:
        return False
    if "addend" in (x.role, y.role) and not _one_noun(x.value, y.value):
        return False
    if x.base == PEOPLE:
        if not _one_kind(x.value, y.value) or _some_of(x.value, y.value) or _some_of(y.value, x.value):
            return False
        return x.fate == y.fate if x.fate and y.fate else shared or (alone and not (x.fate or y.fate))
    if x.base == "percent":
        if (x.names or y.names) and not x.names & y.names and _VOTES.search(f"{x.clause} {y.clause}"):
            return False
        return shared or bool(x.names & y.names)
    if x.base == "money" and (x.value.unit != y.value.unit or _dollar(x.said) != _dollar(y.said)):
        return False
    if x.dimension != y.dimension:
        if x.base == "magnitude duration" or (x.dimension and y.dimension):
            return False
        return shared
    return shared or (alone and x.dimension not in ("?", "after", "in", "by"))


def _dollar(said: str) -> str:
    """Whose dollar a sum is in (*A$*, *TT$*); "" for the American and for other currencies."""
    found = _DOLLAR.search(said)
    return found[1].casefold().removeprefix("us") if found else ""


def _far(x: Measured, y: Measured) -> bool:
    """Whether one is so many times the other that they are hardly two readings of one thing."""
    low, high = sorted((x.value.number, y.value.number))
    return high >= UNLIKE * low


def _one_noun(x: Value, y: Value) -> bool:
    return bool(x.unit) and fold(x.unit) not in GENERAL and sense(fold(x.unit)) == sense(fold(y.unit))


def _some_of(few: Value, many: Value) -> bool:
    """Whether the smaller of two counts of people may be of some of the others only: *five pupils* among
    *six people*."""
    kind = _kinds().get(fold(few.unit), "")
    return few.number < many.number and bool(kind) and _kinds().get(fold(many.unit), "") == ""


def _one_kind(x: Value, y: Value) -> bool:
    """Whether both count people of one kind, as far as they say."""
    one, other = fold(x.unit), fold(y.unit)
    if sense(one) == sense(other):
        return True
    kinds = [_kinds().get(noun, "") for noun in (one, other)]
    return not all(kinds) or kinds[0] == kinds[1]


@cache
def _kinds() -> Mapping[str, str]:
    return {fold(row["noun"]): row["kind"] for row in rows("quantities/people.tsv")}


def _same(x: Measured, y: Measured) -> bool:
    one, other = x.value, y.value
    if one.number == other.number and one.unit == other.unit and one.bound == other.bound:
        return True
    if one.kind == "count":
        return one.number == other.number and one.bound == other.bound and unit(one) == unit(other)
    if one.unit == other.unit and one.number != other.number:
        return False
    judged = compare_values(one.kind, x.said, y.said)
    return judged[0] == "SAME" or judged[1] == "the same after conversion"


# --- the verdict --------------------------------------------------------------------------------------------


def compare(x: Measured, y: Measured, articles: Mapping[str, Article]) -> Judged:
    """How two figures of one thing stand to each other."""
    a, b = (articles[m.value.span.article_id] for m in (x, y))
    judged = compare_values(
        x.value.kind,
        x.said,
        y.said,
        day_a=a.published,
        day_b=b.published,
        context_a=_context(x, a),
        context_b=_context(y, b),
    )
    if judged[1].startswith("the same after conversion"):
        return "SAME", judged[1]
    if judged[0] not in ("DIFFERS", "UPDATE"):
        return judged
    if _others(x, y):
        return "COMPATIBLE", f"{x.value.unit} and {y.value.unit}: others may be meant"
    order = published_order(a.published, b.published)
    if judged[0] == "UPDATE" and (x.back or moves(x.fate or y.fate) == "no"):
        judged = ("DIFFERS", f"{x.value.number:g} against {y.value.number:g}")
    if judged[0] == "UPDATE" or not order:
        return judged
    later = y if order < 0 else x
    if REVISED.search(_around(later.value.span, articles[later.value.span.article_id])):
        return "UPDATE", "the later report revises the figure"
    if x.base == PEOPLE and "any" in (moves(x.fate), moves(y.fate)):
        return "UPDATE", "a count that moves: the later report has another"
    return judged


def _context(m: Measured, article: Article) -> str:
    """The words of its clause; of a share, which may be one of votes still counted, more around it; "" where
    they tell of nothing that goes on moving."""
    if m.dimension == "term":
        return ""
    told = _around(m.value.span, article) if m.base == "percent" else m.clause
    return told if m.base == PEOPLE or running(told, people=False) else ""


def _around(span: Span, article: Article) -> str:
    """The words around a figure, no further than its line."""
    start = max(article.text.rfind("\n", 0, span.start) + 1, span.start - COUNTING)
    end = article.text.find("\n", span.end)
    return article.text[start : min(span.end + COUNTING, end if end >= 0 else len(article.text))]


def _others(x: Measured, y: Measured) -> bool:
    """Whether two nouns that are not one, neither of them general, may count others."""
    one, other = fold(x.value.unit), fold(y.value.unit)
    if x.value.kind != "count" or not one or not other or GENERAL & {one, other}:
        return False
    kinds = {_kinds().get(one), _kinds().get(other)}
    return sense(one) != sense(other) and (len(kinds) > 1 or kinds in ({""}, {None}))
