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

from variorum.model import Article, EventMention, Relationship, Span, Value
from variorum.resources import rows
from variorum.stages.collation.amounts import Amount, amounts
from variorum.stages.collation.assemble import Member, reported
from variorum.stages.collation.elsewhere import told_elsewhere
from variorum.stages.collation.fates import moves
from variorum.stages.collation.incomparable import unpaired
from variorum.stages.collation.measured import Measured, base, measured
from variorum.stages.collation.running import REVISED, running
from variorum.stages.collation.told import Difference, Open, Told
from variorum.stages.collation.unit import Unit, unit_of
from variorum.stages.collation.units import PEOPLE, unit
from variorum.stages.collation.values import compare_values, published_order
from variorum.stages.collation.words import STATE, fold, sense

Judged = tuple[Relationship, str]

UNLIKE, COUNTING, PAIRED = 20, 200, 8
"""How many times another a figure is no reading of it; how many characters around one are looked at for what
is counted; and how far apart a sum and its conversion stand."""
LARGE, CLOSE, BRIEF = 1000, 1.25, 3
STRENGTH = "magnitude magnitude"
LEAST_SHARED, ALIKE, NAMED = 2, 0.55, 0.45
"""How many telling words two clauses have in common at least, and what share of those of the shorter (the
second where they share a name), before figures other than of one fate are said to differ."""
FLAGS = frozenset(("DIFFERS", "UPDATE"))
APART = frozenset(("hurt", "missing", "hospital", "detain", "trapped", "ill"))
"""Of *another 30 hurt* the thirty are all the hurt, of *another three died* not all the dead."""
GENERAL = frozenset(
    "people person man men victim casualty body other civilian citizen death soul life".split()
)
_COUNT_GOES_ON = re.compile(
    r"\b(?:of (?:the )?(?:votes?|ballots)|(?:votes?|ballots|branches|polling stations|precincts|districts)"
    r" (?:were |had been |have been )?counted)\b",
    re.I,
)
_DOLLAR = re.compile(r"\b([A-Za-z]{1,3})\$")
_VOTES = re.compile(r"\b(?:vot\w+|ballots?|poll\w*|counted|elect\w*|lead\w*)\b", re.I)


def numbers(
    members: Sequence[Member], articles: Mapping[str, Article], parts: Mapping[str, tuple[Span, ...]]
) -> Iterator[Difference | Open]:
    """The differences of figures among the members of one line, one for each way they stand to each other,
    and what could not be compared."""
    found = _measured(members, articles, parts)
    yield from unpaired(_kinds_of(found), _equal, articles)
    for _, values in sorted(found.items()):
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


def _kinds_of(
    found: Mapping[str, Mapping[str, Sequence[Measured]]],
) -> dict[str, dict[str, list[Measured]]]:
    """Figures by what exactly they measure (*distance from orun*, *people die*), then by article."""
    made: dict[str, dict[str, list[Measured]]] = {}
    for key, by in found.items():
        for article_id, figures in by.items():
            for m in figures:
                point = m.dimension.startswith("from ")
                kind = f"distance {m.dimension}" if point else f"{key} {m.fate}{m.dimension}"
                made.setdefault(kind, {}).setdefault(article_id, []).append(m)
    return made


def _equal(x: Value, y: Value) -> bool:
    return x.number == y.number and x.unit == y.unit


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
                judged = compare(x, y, articles)
                if judged[0] in FLAGS and not _sure(judged, x, y, articles):
                    continue
                made.append((judged, (x, y)))
    dated = {
        frozenset((x.value.number, y.value.number)): judged
        for judged, (x, y) in made
        if all(articles[m.value.span.article_id].published for m in (x, y))
    }
    for judged, (x, y) in made:
        if judged[0] == "DIFFERS" and not all(articles[m.value.span.article_id].published for m in (x, y)):
            judged = dated.get(frozenset((x.value.number, y.value.number)), judged)
        yield judged, (x, y)


def _sure(judged: Judged, x: Measured, y: Measured, articles: Mapping[str, Article]) -> bool:
    """Whether what two figures measure is sure enough to say that they differ: the dead are the dead, of
    anything else the clauses must be alike; and neither report has the other's figure too."""
    if not (x.fate and x.fate == y.fate) and not alike(x, y) and not _seldom(x.value, y.value):
        return False
    if judged[0] != "DIFFERS":
        return True
    both = ((x, articles[y.value.span.article_id]), (y, articles[x.value.span.article_id]))
    return not any(told_elsewhere(m.value, m.said, m.fate, other) for m, other in both)


def _seldom(x: Value, y: Value) -> bool:
    """Whether two large figures of one unit lie so close together that they hardly measure two things."""
    low, high = sorted((x.number, y.number))
    return x.unit == y.unit and bool(x.unit) and low >= LARGE and high <= CLOSE * low


def alike(x: Measured, y: Measured) -> bool:
    """Whether two clauses tell one thing by their words: most of the telling words of the shorter, or about
    half where both name somebody or some place, or the first of a brief one (*turnout was 68 per cent*); a
    quake has one strength."""
    shared = x.told & y.told
    if x.base == STRENGTH or (x.lead == y.lead != "" and min(len(x.told), len(y.told)) <= BRIEF):
        return True
    if x.told == y.told or (x.dimension and x.dimension == y.dimension and shared):
        return bool(shared)
    share = len(shared) / max(1, min(len(x.told), len(y.told)))
    return len(shared) >= LEAST_SHARED and share >= (NAMED if x.names & y.names else ALIKE)


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
        if not _one_kind(x.value, y.value) or _some_of(x, y) or _some_of(y, x):
            return False
        return x.fate == y.fate if x.fate and y.fate else shared or (alone and not (x.fate or y.fate))
    if x.base == "percent":
        return _one_share(x, y, shared)
    if x.base == "money" and x.value.unit == y.value.unit and _dollar(x.said) != _dollar(y.said):
        return False
    if x.dimension != y.dimension:
        if x.base == "magnitude duration" or (x.dimension and y.dimension):
            return False
        return shared
    return shared or (alone and x.dimension not in ("?", "after", "in", "by"))


def _one_share(x: Measured, y: Measured, shared: bool) -> bool:
    """Whether two shares can be of one thing: of votes only those of one party."""
    if x.dimension != y.dimension:
        return False
    if (x.names or y.names) and not x.names & y.names and _VOTES.search(f"{x.clause} {y.clause}"):
        return False
    return shared or bool(x.names & y.names)


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


def _some_of(few: Measured, many: Measured) -> bool:
    """Whether the smaller of two counts of people may be of some of the others only: *five pupils*, or
    *eight Chadians*, among *ten people*."""
    if few.value.number >= many.value.number:
        return False
    of_state = any(sense(fold(w)).startswith(STATE) for w in few.said.split())
    if of_state and not any(sense(fold(w)).startswith(STATE) for w in many.said.split()):
        return True
    kind = _kind(few.value)
    return bool(kind) and _kind(many.value) == ""


def _one_kind(x: Value, y: Value) -> bool:
    """Whether both count people of one kind, as far as they say."""
    one, other = fold(x.unit), fold(y.unit)
    if sense(one) == sense(other):
        return True
    kinds = [_kind(v) for v in (x, y)]
    return not all(kinds) or kinds[0] == kinds[1]


def _kind(value: Value) -> str:
    return _kinds().get(fold(value.unit), "")


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
    named = x.base == "percent" and bool(x.names & y.names)
    counted = named and all(_COUNT_GOES_ON.search(article.text) for article in (a, b))
    judged = compare_values(
        x.value.kind,
        x.said,
        y.said,
        day_a=a.published,
        day_b=b.published,
        context_a=_context(x, a, counted),
        context_b=_context(y, b, counted),
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
    if REVISED.search(line_around(later.value.span, articles[later.value.span.article_id])):
        return "UPDATE", "the later report revises the figure"
    if x.base == PEOPLE and "any" in (moves(x.fate), moves(y.fate)):
        return "UPDATE", "a count that moves: the later report has another"
    return judged


def _context(m: Measured, article: Article, counted: bool) -> str:
    """The words of its clause; of a share more around it, which may be of votes still counted (``counted``:
    both reports tell of such a count, and both shares are one party's); "" where nothing goes on moving."""
    if m.dimension == "term":
        return ""
    if counted:
        return "votes counted"
    told = line_around(m.value.span, article) if m.base == "percent" else m.clause
    return told if m.base == PEOPLE or running(told, people=False) else ""


def line_around(span: Span, article: Article) -> str:
    """The words around a figure, no further than its line."""
    start = max(article.text.rfind("\n", 0, span.start) + 1, span.start - COUNTING)
    end = article.text.find("\n", span.end)
    return article.text[start : min(span.end + COUNTING, end if end >= 0 else len(article.text))]


def _others(x: Measured, y: Measured) -> bool:
    """Whether two nouns that are not one, neither of them general, may count others."""
    one, other = fold(x.value.unit), fold(y.value.unit)
    if x.value.kind != "count" or not one or not other or GENERAL & {one, other}:
        return False
    kinds = {_kind(x.value), _kind(y.value)}
    return sense(one) != sense(other) and (len(kinds) > 1 or kinds == {""})
