"""Which pairs of articles may tell one happening, and how probably."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from datetime import date
from functools import lru_cache
from heapq import nsmallest
from itertools import islice

import msgspec

from variorum.model import Link, Signature, make_id
from variorum.pipeline import GroupKey, stage
from variorum.resources import table
from variorum.stages.stories.blocks import blocks
from variorum.stages.stories.terms import idf

LEAST = 0.35
BUSY = 200
FULL = 300
NEXT = 100
WINDOW = 10


class Features(msgspec.Struct, frozen=True):
    """What is measured of a pair, each in [0, 1]; ``gap`` in days, None when a date is unknown."""

    terms: float
    prints: float
    titles: float
    gap: int | None


@stage(by=blocks, version=4)
def links(key: GroupKey, signatures: list[Signature]) -> Iterator[Link]:
    """Pairs of articles that may tell one happening, scored.

    A pair is scored only in the smallest block its two share, the rarest, so it is made once. Reports more
    than ten days apart are not compared. In a block of more than 200, whose key many reports have, a pair
    must share another key too; in one of more than 300 an article is compared with the 100 that follow it by
    day and id only."""
    if len(signatures) < 2:
        return
    ordered = sorted(map(ready, signatures), key=lambda r: (r.signature.day or "", r.signature.article_id))
    least = 2 if len(ordered) > BUSY else 1
    reach = NEXT if len(ordered) > FULL else len(ordered)
    for i, one in enumerate(ordered):
        mine, day = one.keys, one.day
        for other in islice(ordered, i + 1, i + 1 + reach):
            if day is not None and other.day is not None and other.day - day > WINDOW:
                break
            shared = mine & other.keys
            if min(shared) == key.id and len(shared) >= least and (made := _link(one, other)):
                yield made


class Ready(msgspec.Struct, frozen=True, gc=False):
    """A signature with what a comparison asks of it many times: its keys, its prints, the terms of its title,
    its day as a number."""

    signature: Signature
    keys: frozenset[str]
    prints: frozenset[int]
    title: frozenset[str]
    day: int | None


def ready(signature: Signature) -> Ready:
    return Ready(
        signature,
        frozenset(signature.blocks),
        frozenset(signature.prints),
        frozenset(signature.title_terms),
        number(signature.day),
    )


def near(one: Signature, others: Iterable[Signature]) -> list[tuple[str, float]]:
    """The articles that share a key with this one, each with the probability that the two tell one
    happening, the likeliest first; below :data:`LEAST` there would be no link."""
    mine = ready(one)
    found = [
        (other.article_id, round(probability(features(mine, ready(other))), 4))
        for other in others
        if other.article_id != one.article_id and not mine.keys.isdisjoint(other.blocks)
    ]
    return sorted(found, key=lambda f: (-f[1], f[0]))


def link(one: Signature, other: Signature) -> Link | None:
    """The link of a pair, or None below a probability of .35: weak links only make components grow."""
    return _link(ready(one), ready(other))


def _link(one: Ready, other: Ready) -> Link | None:
    left, right = one.signature, other.signature
    found = features(one, other)
    score = round(probability(found), 4)
    if score < LEAST or left.article_id == right.article_id:
        return None
    if right.article_id < left.article_id:
        left, right = right, left
    return Link(
        id=make_id("lnk", left.article_id, right.article_id),
        made_by="links/4",
        left=left.article_id,
        right=right.article_id,
        score=score,
        why=reasons(left, right, found),
    )


def features(one: Ready, other: Ready) -> Features:
    """What two signatures have in common. The sum is exact, so that no order of terms can show."""
    mine, theirs = one.signature.terms, other.signature.terms
    return Features(
        terms=min(1.0, math.fsum([mine[term] * theirs[term] for term in mine.keys() & theirs.keys()])),
        prints=containment(one.prints, other.prints),
        titles=titles(one.title, other.title),
        gap=gap(one.day, other.day),
    )


def containment(one: frozenset[int], other: frozenset[int]) -> float:
    """The share of the shorter's prints that the other has; 0 where fewer than four are known."""
    least = min(len(one), len(other))
    return len(one & other) / least if least >= 4 else 0.0


def titles(one: frozenset[str], other: frozenset[str]) -> float:
    """The cosine of two titles, each term weighing its idf; 0 where none is shared or a title is unknown. The
    sums are exact, so that no order of terms can show."""
    shared = one & other
    if not shared:
        return 0.0
    both, left, right = (math.fsum([idf(term) ** 2 for term in terms]) for terms in (shared, one, other))
    return both / math.sqrt(left * right)


def gap(one: int | None, other: int | None) -> int | None:
    """Days between two days of publication; None when either is unknown."""
    return None if one is None or other is None else abs(one - other)


@lru_cache(maxsize=4096)
def number(day: str | None) -> int | None:
    """A day as a number; None when it is unknown or no full date."""
    try:
        return date.fromisoformat(day).toordinal() if day else None
    except ValueError:
        return None


def probability(found: Features) -> float:
    """The probability that a pair tells one happening, from weights that a person can read."""
    weights = table("terms/weights.toml")
    if found.gap is None:
        near = weights["unknown"]
    else:
        near = weights["near"] * math.exp(-0.5 * (found.gap / weights["days"]) ** 2)
    alike = weights["terms"] * math.sqrt(found.terms) + weights["titles"] * found.titles
    return 1 / (1 + math.exp(-(weights["base"] + near + alike + weights["prints"] * found.prints)))


def reasons(one: Signature, other: Signature, found: Features) -> tuple[str, ...]:
    """Why two reports may tell one happening, in words: what they share and how far apart they are."""
    shared = one.terms.keys() & other.terms.keys()
    terms = nsmallest(6, [(-one.terms[term] * other.terms[term], term) for term in shared])
    said = []
    if terms:
        said.append("terms: " + ", ".join(term for _, term in terms))
    names = [name for name in one.names if name in other.names]
    if names:
        said.append("names: " + ", ".join(names[:6]))
    title = [term for term in one.title_terms if term in other.title_terms]
    if title:
        said.append("titles: " + ", ".join(title))
    if found.prints >= 0.01:
        said.append(f"words in common: {found.prints:.0%} of the shorter")
    said.append("date unknown" if found.gap is None else f"days apart: {found.gap}")
    return tuple(said)
