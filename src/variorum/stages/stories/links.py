"""Which pairs of articles may tell one happening, and how probably."""

from __future__ import annotations

import heapq
import math
from collections.abc import Iterable, Iterator
from datetime import date
from functools import lru_cache

import msgspec

from variorum.model import Link, Signature, make_id
from variorum.pipeline import GroupKey, stage
from variorum.resources import table
from variorum.stages.stories.signature import background, idf

LEAST = 0.2
BLOCK_TERMS = 10
BLOCK_NAMES = 5
FULL = 300
WINDOW = 100


class Features(msgspec.Struct, frozen=True):
    """What is measured of a pair, each in [0, 1]; ``gap`` in days, None when a date is unknown."""

    terms: float
    names: float
    title: float
    prints: float
    gap: int | None


def blocks(signature: Signature) -> Iterable[str]:
    """The keys under which an article meets others: its heaviest terms, foremost names, a pair of states and
    its most telling title term, each led by two digits that are smaller the rarer the key."""
    heaviest = heapq.nsmallest(BLOCK_TERMS, signature.terms.items(), key=lambda item: (-item[1], item[0]))
    keys = {_key(idf(term), term) for term, _ in heaviest}
    if signature.title_terms:
        title = max(signature.title_terms, key=lambda term: (idf(term), term))
        keys.add(_key(idf(title), title))
    states = [name for name in signature.names if _is_state(name)][:2]
    if len(states) == 2:
        keys.add(_key(0, "+".join(sorted(states))))
    others = [name for name in signature.names if not _is_state(name)][:BLOCK_NAMES]
    keys.update(_key(max(map(idf, name.split(":")[-1].split()), default=0.0), name) for name in others)
    return sorted(keys)


def _key(rarity: float, what: str) -> str:
    return f"{99 - min(99, round(rarity * 10)):02d} {what}"


def _is_state(name: str) -> bool:
    return len(name) == 3 and name.isupper()


@stage(by=blocks)
def links(key: GroupKey, signatures: list[Signature]) -> Iterator[Link]:
    """Pairs of articles that may tell one happening, scored.

    A pair is scored only in the smallest block its two share, the rarest, so it is made once. In a block of
    more than 300 an article is compared with the 100 that follow it by day and id only."""
    keys = {s.article_id: frozenset(blocks(s)) for s in signatures}
    ordered = sorted(signatures, key=lambda s: (s.day or "", s.article_id))
    reach = WINDOW if len(ordered) > FULL else len(ordered)
    for i, one in enumerate(ordered):
        for other in ordered[i + 1 : i + 1 + reach]:
            both = keys[one.article_id] & keys[other.article_id]
            if both and min(both) == key.id and one.article_id != other.article_id:
                made = link(one, other)
                if made:
                    yield made


def link(one: Signature, other: Signature) -> Link | None:
    """The link of a pair, or None below a probability of .2."""
    if other.article_id < one.article_id:
        one, other = other, one
    found = features(one, other)
    score = round(probability(found), 4)
    if score < LEAST:
        return None
    return Link(
        id=make_id("lnk", one.article_id, other.article_id),
        made_by="links/1",
        left=one.article_id,
        right=other.article_id,
        score=score,
        why=reasons(one, other, found),
    )


def features(one: Signature, other: Signature) -> Features:
    """What two signatures have in common."""
    return Features(
        terms=min(1.0, sum(weight * other.terms.get(term, 0.0) for term, weight in one.terms.items())),
        names=overlap(one.names, other.names),
        title=overlap(one.title_terms, other.title_terms),
        prints=containment(one.prints, other.prints),
        gap=gap(one.day, other.day),
    )


def overlap(one: tuple[str, ...], other: tuple[str, ...]) -> float:
    """The cosine of two sets, each member by its rarity; 0 where either is empty."""
    (left, left_length), (right, right_length) = _weights(one), _weights(other)
    shared = sum(weight for name, weight in left.items() if name in right)
    return shared / (left_length * right_length) if shared else 0.0


@lru_cache(maxsize=4096)
def _weights(names: tuple[str, ...]) -> tuple[dict[str, float], float]:
    """The squared rarity of each name and the length of them all; a state counts as a common word."""
    common = background()[1] / 2
    rarity = {
        name: common if _is_state(name) else max(map(idf, name.split(":")[-1].split()), default=common)
        for name in names
    }
    squares = {name: weight * weight for name, weight in rarity.items()}
    return squares, math.sqrt(sum(squares.values()))


def containment(one: tuple[int, ...], other: tuple[int, ...]) -> float:
    """The share of the shorter's prints that the other has; 0 where fewer than four are known."""
    least = min(len(one), len(other))
    return len(set(one).intersection(other)) / least if least >= 4 else 0.0


def gap(one: str | None, other: str | None) -> int | None:
    """Days between two days of publication; None when either is unknown or no full date."""
    try:
        return abs((date.fromisoformat(one) - date.fromisoformat(other)).days) if one and other else None
    except ValueError:
        return None


def probability(found: Features) -> float:
    """The probability that a pair tells one happening, from weights that a person can read."""
    weights = table("terms/weights.toml")
    if found.gap is None:
        near = weights["unknown"]
    else:
        near = weights["near"] * math.exp(-0.5 * (found.gap / weights["days"]) ** 2)
    total = (
        weights["base"]
        + near
        + weights["terms"] * math.sqrt(found.terms)
        + weights["names"] * found.names
        + weights["title"] * found.title
        + weights["prints"] * found.prints
    )
    return 1 / (1 + math.exp(-total))


def reasons(one: Signature, other: Signature, found: Features) -> tuple[str, ...]:
    """Why two reports may tell one happening, in words: what they share and how far apart they are."""
    terms = sorted(
        (-weight * other.terms[term], term) for term, weight in one.terms.items() if term in other.terms
    )
    said = []
    if terms:
        said.append("terms: " + ", ".join(term for _, term in terms[:6]))
    names = [name for name in one.names if name in other.names]
    if names:
        said.append("names: " + ", ".join(names[:6]))
    title = [term for term in one.title_terms if term in other.title_terms]
    if title:
        said.append("titles: " + ", ".join(title))
    if found.prints >= 0.01:
        said.append(f"own prose in common: {found.prints:.0%} of the shorter")
    said.append("date unknown" if found.gap is None else f"days apart: {found.gap}")
    return tuple(said)
