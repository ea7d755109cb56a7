"""One report that gives two values for one thing: where it gives one up for the other, and where all that one
clause tells stands in another that has a different figure.

Two claims of two people, figures of two days, and several figures of one kind in a clause are no tension.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations
from typing import NamedTuple

from variorum.model import Article, Assertion, Relationship, Span, Statement
from variorum.stages.collation.amounts import Amount, amounts, given_up
from variorum.stages.collation.assemble import Member, reported
from variorum.stages.collation.clauses import clauses, participle, verbal
from variorum.stages.collation.measured import Measured, base, measured
from variorum.stages.collation.numbers import comparable, compare
from variorum.stages.collation.speakers import same_speaker
from variorum.stages.collation.told import Difference, Told
from variorum.stages.collation.unit import unit_of
from variorum.stages.collation.units import PEOPLE
from variorum.stages.collation.words import content, sense, words

Said = Statement | Assertion
TO = frozenset("to will would may must should can could shall might".split())
TWO_VALUES = "one report has two values for one thing"
GIVES_UP = "the report gives up an earlier figure"
LEAST, TIMES, BEFORE = 2, 3, 500
"""So many telling words both clauses share; a figure is at most so many times the other; a figure that is
given up stands no further than so many characters from the one that holds."""
_GOES_ON = re.compile(
    r"\b(?:later|then|another|other|also|more|second|third|earlier|initially|first|previous\w*|since|now|rose"
    r"|risen|climbed|year|years|month|week|so far|by (?:evening|night|noon|midday|morning)"
    r"|(?:mon|tues|wednes|thurs|fri|satur|sun)day)\b",
    re.I,
)
_AGO = re.compile(r"[^.]{0,12}\b(?:last|ago|year|years|month|week|in (?:19|20)\d\d)\b", re.I)


class Tension(NamedTuple):
    """Two values of one report, and the record by whose line they are shown: of a figure given up that of the
    one that holds, else that of the first."""

    record_id: str
    difference: Difference


def tensions(records: Sequence[Member], articles: Mapping[str, Article]) -> Iterator[Tension]:
    """The tensions inside each report, in the order of the texts."""
    by_article: dict[str, list[Said]] = {}
    for record in records:
        if isinstance(record, (Statement, Assertion)):
            by_article.setdefault(record.article_id, []).append(record)
    for article_id in sorted(by_article):
        told = sorted(by_article[article_id], key=lambda r: (reported(r), r.id))
        worth = _worth(told, articles[article_id])
        for found in _figures(worth, articles[article_id]).values():
            yield from _given_up(found, articles)
            yield from _two_values(found, articles)


def _worth(records: Sequence[Said], article: Article) -> list[Said]:
    """The records that share words and a kind of figure with another and have other numbers, and all with
    figures of people where one is given up."""
    having: dict[str, list[tuple[float, Said]]] = {}
    for record in records:
        for value in record.values:
            having.setdefault(base(value), []).append((value.number, record))
    kept: dict[str, Said] = {}
    for key, told in having.items():
        if key == PEOPLE and any(
            v.kind == "count" and given_up(v, article) for _, r in told for v in r.values
        ):
            kept |= {r.id: r for _, r in told}
        for (x, one), (y, other) in combinations(told, 2):
            if one is not other and _near_in_size(x, y) and _may_be(one, other, article):
                kept |= {one.id: one, other.id: other}
    return [r for r in records if r.id in kept]


def _figures(records: Sequence[Said], article: Article) -> dict[str, list[tuple[Amount, Said]]]:
    """By what is measured the figures of a report, each once, with the first record that has it; only where
    there are several numbers."""
    found: dict[str, list[tuple[Amount, Said]]] = {}
    seen: set[Span] = set()
    for record in records:
        for amount in amounts(record.values, article, reported(record)):
            if amount.value.span not in seen:
                seen.add(amount.value.span)
                found.setdefault(base(amount.value), []).append((amount, record))
    several = {k: v for k, v in found.items() if len({a.value.number for a, _ in v}) > 1}
    return {k: several[k] for k in sorted(several) if k != "magnitude duration"}


def _given_up(found: Sequence[tuple[Amount, Said]], articles: Mapping[str, Article]) -> Iterator[Tension]:
    """A figure that the report itself gives up for the one figure of people beside it."""
    for amount, record in found:
        span, article = amount.value.span, articles[record.article_id]
        if base(amount.value) != PEOPLE or not given_up(amount.value, article):
            continue
        if _AGO.match(article.text, span.end):
            continue
        near = [
            (a, r)
            for a, r in found
            if not a.role and a.value.number != amount.value.number and _apart(a.value.span, span) <= BEFORE
        ]
        if len(near) == 1:
            yield _tension(near[0][1], "UPDATE", (amount, near[0][0]), GIVES_UP)


def _two_values(found: Sequence[tuple[Amount, Said]], articles: Mapping[str, Article]) -> Iterator[Tension]:
    """Two clauses of which one tells all that the other does, its verb too, with another figure."""
    plain = [(a, r) for a, r in found if not a.role and a.value.number > 1]
    for (x, one), (y, other) in combinations(plain, 2):
        article = articles[one.article_id]
        if (
            one is other
            or not _near_in_size(x.value.number, y.value.number)
            or not _may_be(one, other, article)
        ):
            continue
        here, there = _clause(x, one, article), _clause(y, other, article)
        if here is None or there is None or here == there:
            continue
        if any(a is not x and a is not y and _holds((here, there), a) for a, _ in found):
            continue
        if _GOES_ON.search(f"{here.of(article)} {there.of(article)}") or _two_claims(one, other):
            continue
        units = unit_of(one, article), unit_of(other, article)
        left, right = (
            measured(a, base(a.value), u, [s], article)
            for a, u, s in zip((x, y), units, (here, there), strict=True)
        )
        done = left.told & right.told & _verbs(article, here) & _verbs(article, there)
        if done and _one_thing(left, right) and compare(left, right, articles)[0] == "DIFFERS":
            yield _tension(one, "DIFFERS", (x, y), TWO_VALUES)


def _verbs(article: Article, clause: Span) -> frozenset[str]:
    """The senses of what may be the verbs of a clause, as far as the spelling shows, and its base forms."""
    told = words(article, (clause,))
    shown = [
        w for i, w in enumerate(told) if verbal(w.key) or participle(w.key) or (i and told[i - 1].key in TO)
    ]
    return frozenset(sense(w.key) for w in shown)


def _may_be(one: Said, other: Said, article: Article) -> bool:
    """Whether two records share words enough to be worth cutting into clauses."""
    shared = content(words(article, reported(one))) & content(words(article, reported(other)))
    return len(shared) >= LEAST


def _apart(one: Span, other: Span) -> int:
    first, second = sorted((one, other))
    return second.start - first.end


def _clause(amount: Amount, record: Said, article: Article) -> Span | None:
    """The clause of its record that has a figure."""
    at = amount.value.span
    for told in clauses(record, article):
        if any(at.start <= w.start < at.end for w in told):
            return Span(article.id, told[0].start, told[-1].end)
    return None


def _near_in_size(x: float, y: float) -> bool:
    return x != y and max(x, y) <= TIMES * min(x, y)


def _holds(spans: Sequence[Span], amount: Amount) -> bool:
    return any(s.start <= amount.value.span.start < s.end for s in spans)


def _one_thing(x: Measured, y: Measured) -> bool:
    """Whether all that the shorter of two clauses tells and names stands in the other, more than a fate."""
    if not comparable(x, y, False) or (x.base == PEOPLE and not (x.fate and x.fate == y.fate)):
        return False
    shorter, longer = sorted((x.told, y.told), key=len)
    return len(shorter) >= LEAST and shorter <= longer


def _two_claims(one: Said, other: Said) -> bool:
    """Whether two people may say it, each something else."""
    both = isinstance(one, Statement) and isinstance(other, Statement)
    return both and same_speaker(one.speaker, other.speaker) is not True  # type: ignore[union-attr]


def _tension(record: Said, relation: Relationship, figures: Sequence[Amount], why: str) -> Tension:
    told = [Told(a.said, a.value.span.article_id, (a.value.span,)) for a in figures]
    return Tension(record.id, Difference("number", relation, told, why))
