"""Figures that differ, compared only where they measure one thing.

Of people the same fate, of measures the same dimension from the same point, of anything else the same noun:
the dead are not compared with the hurt, nor a depth with a distance. What two reports have in common is set
aside first; what is left is compared where each has a single one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations, zip_longest
from typing import Literal, NamedTuple

import msgspec

from variorum.model import Article, Assertion, EventMention, Relationship, Span, Statement, Value
from variorum.stages.collation.assemble import Member
from variorum.stages.collation.clauses import TOLLS
from variorum.stages.collation.incomparable import unpaired
from variorum.stages.collation.told import Difference, Open, Told
from variorum.stages.collation.unit import Unit, unit_of
from variorum.stages.collation.units import PEOPLE, unit
from variorum.stages.collation.values import compare_values, published_order, quantity
from variorum.stages.collation.words import CLASS, fold, sense

Judged = tuple[Relationship, str]
Near = frozenset[str]
Role = Literal["", "share", "whole"]


class Measured(NamedTuple):
    """A figure, what is told around it, and whether it is the whole that another is a share of."""

    value: Value
    near: Near
    whole: bool


Found = dict[str, dict[str, list[Measured]]]
"""Figures by what is measured, then by article."""

REACH = 80
AROUND = 24
NEAR = 7
COUNTING = 200
FALLS = frozenset(("=missing",))
"""Fates of which the count may fall as well as rise."""
GENERAL = frozenset("people person man men victim casualty body other civilian citizen death".split()) | {""}
ALL_BUT = "all but "
LENGTHS = "magnitude duration"
"""Lengths of time are compared only where something else is told beside both: one story has many."""
_OF_ALL = re.compile(r"\s*of (?:(?:the|its|their|his|her|a|some|all) )?(?:[\w-]+[’']s? )?$", re.I)
_DIMENSION = (
    ("depth", re.compile(r"\b(?:depth|deep|underground|below)\b", re.I)),
    ("change", re.compile(r"\b(?:lower|higher|taller|shorter|longer|wider|more than before)\b", re.I)),
    ("height", re.compile(r"\b(?:high|height|tall)\b", re.I)),
    ("length", re.compile(r"\b(?:long|length|wide|width)\b", re.I)),
)
_POINT = re.compile(r"\s*(?:\([^)]*\)\s*)?(?:away )?(?:[a-z-]+ )?(?:of|from|off)\s+(?:the )?([\w-]+)", re.I)
_PART_AFTER = re.compile(r"\s*(?:more )?of (?:the|them|these|those|her|his|their|its|whom)\b", re.I)
_SHARE_BEFORE = re.compile(r"\b\d[\d,.]* of (?:the |its |their )?$", re.I)
_PART_BEFORE = re.compile(
    r"\b(?:among (?:them|whom)|including|of (?:them|whom),?)\s*(?:at least |about )?$", re.I
)
_IF = re.compile(r"\b(?:if|unless|should the|in case)\b", re.I)
_REVISED = re.compile(
    r"\b(?:revis|correct|updat|amend|earlier figure|had spoken|had said|first put)\w*"
    r"|, not (?:\d[\d,.]*|[a-z]+(?:-[a-z]+)?),",
    re.I,
)
_COUNTED = re.compile(r"\b(?:votes?|ballots?|count(?:ed|ing)?|poll(?:s|ed)?)\b", re.I)


def numbers(
    members: Sequence[Member], articles: Mapping[str, Article], parts: Mapping[str, tuple[Span, ...]]
) -> Iterator[Difference | Open]:
    """The differences of figures among the members of one line, one for each way they stand to each other,
    and what could not be compared."""
    measured = _measured(members, articles, parts)
    yield from unpaired(measured, _same, articles)
    for key, values in sorted(measured.items()):
        told: dict[Relationship, tuple[str, dict[Span, Value]]] = {}
        for judged, pair in _judged(key, values, articles):
            if judged[0] != "SAME":
                why, left = told.setdefault(judged[0], (judged[1], {}))
                left.update({v.span: v for v in pair})
        for relation, (why, left) in sorted(told.items()):
            readings = [
                Told(v.span.of(articles[v.span.article_id]), v.span.article_id, (v.span,))
                for _, v in sorted(left.items())
            ]
            if len({t.value.casefold() for t in readings}) > 1:
                yield Difference("number", relation, readings, why)


def _measured(
    members: Sequence[Member], articles: Mapping[str, Article], parts: Mapping[str, tuple[Span, ...]]
) -> Found:
    found: Found = {}
    alike: dict[tuple[str, str], list[tuple[Value, Statement | Assertion, Role]]] = {}
    for member in members:
        if isinstance(member, EventMention):
            continue
        for value, role in _of_wholes(member.values, articles[member.article_id]):
            told_here = parts.get(member.id)
            if told_here and not any(s.start <= value.span.start < s.end for s in told_here):
                continue
            alike.setdefault((value.kind, _base(value)), []).append((value, member, role))
    units: dict[str, Unit] = {}
    for values in alike.values():
        if (
            len({m.article_id for _, m, _ in values}) < 2
            or len({(v.number, v.bound) for v, _, _ in values}) < 2
        ):
            continue
        for value, member, role in values:
            article = articles[member.article_id]
            if not role and part_or_if(value, article):
                continue
            told = units.get(member.id) or units.setdefault(member.id, unit_of(member, article))
            here = found.setdefault(_measure(value, told, article), {}).setdefault(member.article_id, [])
            if all(m.value.span != value.span for m in here):
                here.append(Measured(value, _near(value, told), role == "whole"))
    return found


def _of_wholes(values: Sequence[Value], article: Article) -> list[tuple[Value, Role]]:
    """The figures with their role: in *nine of the 28 districts* the nine are a share that counts what the
    whole does. What all but a few is told of stands without these few."""
    order = sorted(values, key=lambda v: v.span)
    wholes: set[Span] = set()
    made: list[tuple[Value, Role]] = []
    for value, following in zip_longest(order, order[1:]):
        between = article.text[value.span.end : following.span.start] if following else ""
        whole = following is not None and bool(_OF_ALL.fullmatch(between))
        if whole and article.text.endswith(ALL_BUT, 0, value.span.start):
            continue
        role: Role = "whole" if value.span in wholes or _share_before(value, article) else ""
        if not role and whole and following is not None and value.kind == following.kind:
            wholes.add(following.span)
            value, role = msgspec.structs.replace(value, unit=following.unit), "share"
        made.append((value, role))
    return made


def _share_before(value: Value, article: Article) -> bool:
    start = value.span.start
    return _SHARE_BEFORE.search(article.text, max(0, start - AROUND), start) is not None


def _base(value: Value) -> str:
    """What figures of one kind must have in common to be compared at all."""
    if value.kind == "count":
        return unit(value)
    return quantity(value.unit) or value.unit if value.kind == "magnitude" else ""


def part_or_if(value: Value, article: Article) -> bool:
    """Whether a figure counts a part of others (*two of the dead*, *among them three children*) or what is
    only supposed (*should it rise above ten*)."""
    text, start, end = article.text, value.span.start, value.span.end
    return bool(
        _PART_AFTER.match(text, end) or _PART_BEFORE.search(text, max(0, start - AROUND), start)
    ) or bool(_IF.search(text, max(text.rfind(".", 0, start), start - REACH, 0), start))


def _measure(value: Value, told: Unit, article: Article) -> str:
    """What a figure measures, in one word."""
    if value.kind == "count":
        if unit(value) != PEOPLE:
            return f"count {unit(value)}"
        at = next((i for i, w in enumerate(told.senses) if value.span.start <= w.start < value.span.end), -1)
        spans = {i: act for act, places in told.tolls.items() for i in places}
        inside = (i for i in range(at, len(told.senses)) if told.senses[i].start < value.span.end)
        act = next((spans[i] for i in inside if i in spans), None)
        noun = fold(value.unit)
        struck = sense(noun) if sense(noun) in TOLLS else None
        return f"people {act or struck or ''}"
    if value.kind == "magnitude":
        before = article.text[max(0, value.span.start - AROUND) : value.span.start]
        after = article.text[value.span.end : value.span.end + AROUND]
        point = _POINT.match(after)
        if point:
            return f"distance from {fold(point[1])}"
        found = next((name for name, said in _DIMENSION if said.search(before + " | " + after)), "")
        return f"magnitude {quantity(value.unit) or value.unit} {found}"
    return value.kind


def _near(value: Value, told: Unit) -> Near:
    """What is told within a few words of a figure, but for what it counts."""
    at = [i for i, w in enumerate(told.senses) if value.span.start <= w.start < value.span.end]
    if not at:
        return frozenset()
    around = {*range(max(0, at[0] - NEAR), at[0]), *range(at[-1] + 1, at[-1] + NEAR + 1)}
    counted = sense(fold(value.unit)) if fold(value.unit) else ""
    return frozenset(
        w.key for i, w in enumerate(told.senses) if i in around and w.key in told.content and w.key != counted
    )


def _judged(
    key: str, values: Mapping[str, Sequence[Measured]], articles: Mapping[str, Article]
) -> Iterator[tuple[Judged, tuple[Value, Value]]]:
    """Pairs of what is left over, each with its verdict. What an undated report says cannot be put in order;
    where a dated one says the same, that decides."""
    made = []
    for a, b in combinations(sorted(values), 2):
        mine = [x for x in values[a] if not any(_same(x.value, y.value) for y in values[b]) and not x.whole]
        theirs = [y for y in values[b] if not any(_same(x.value, y.value) for x in values[a]) and not y.whole]
        if len(mine) == len(theirs) == 1:
            (x, near, _), (y, around, _) = mine[0], theirs[0]
            if key.startswith("people ") and not _one_kind(x, y):
                continue
            single = len(values[a]) == len(values[b]) == 1 and not key.startswith(LENGTHS)
            if single or key.startswith(f"people {CLASS}") or near & around:
                made.append((_compare(key, x, y, articles), (x, y)))
    dated = {
        frozenset((x.number, y.number)): judged
        for judged, (x, y) in made
        if articles[x.span.article_id].published and articles[y.span.article_id].published
    }
    for judged, (x, y) in made:
        both = articles[x.span.article_id].published and articles[y.span.article_id].published
        if judged[0] == "DIFFERS" and not both:
            judged = dated.get(frozenset((x.number, y.number)), judged)
        yield judged, (x, y)


def _one_kind(x: Value, y: Value) -> bool:
    """Whether both count people of one kind, as far as they say."""
    one, other = fold(x.unit), fold(y.unit)
    return (
        one in GENERAL
        or other in GENERAL
        or bool({sense(one), sense(other)} & TOLLS)
        or sense(one) == sense(other)
    )


def _same(x: Value, y: Value) -> bool:
    if x.number == y.number and x.bound == y.bound and unit(x) == unit(y):
        return True
    if x.kind != "magnitude" or x.unit == y.unit or quantity(x.unit) != quantity(y.unit):
        return False
    return compare_values("magnitude", f"{x.number:g} {x.unit}", f"{y.number:g} {y.unit}")[0] == "SAME"


def _compare(key: str, x: Value, y: Value, articles: Mapping[str, Article]) -> Judged:
    a, b = articles[x.span.article_id], articles[y.span.article_id]
    around = (_around(x.span, a), _around(y.span, b))
    judged = compare_values(
        x.kind,
        _figure(x, a),
        _figure(y, b),
        day_a=a.published,
        day_b=b.published,
        context_a=around[0],
        context_b=around[1],
    )
    if judged[0] != "DIFFERS":
        return judged
    if x.kind == "count" and not {fold(x.unit), fold(y.unit)} & GENERAL and sense(x.unit) != sense(y.unit):
        return "COMPATIBLE", f"{x.unit} and {y.unit}: others may be meant"
    order = published_order(a.published, b.published)
    later = around[1] if order < 0 else around[0]
    if order and _REVISED.search(later):
        return "UPDATE", "the later report revises the figure"
    if order and key.removeprefix("people ") in FALLS:
        return "UPDATE", "a count that moves: the later report has another"
    if (
        order
        and x.kind == "percent"
        and any(_COUNTED.search(_around(v.span, articles[v.span.article_id], COUNTING)) for v in (x, y))
    ):
        return "UPDATE", "a share of a count that goes on"
    return judged


def _figure(value: Value, article: Article) -> str:
    """The figure with its bound in words, which may stand outside its span."""
    said = value.span.of(article)
    return said if value.bound == "exactly" or value.bound in said else f"{value.bound} {said}"


def _around(span: Span, article: Article, reach: int = REACH) -> str:
    """The words around a figure, no further than its line."""
    start = max(article.text.rfind("\n", 0, span.start) + 1, span.start - reach)
    end = article.text.find("\n", span.end)
    return article.text[start : min(span.end + reach, end if end >= 0 else len(article.text))]
