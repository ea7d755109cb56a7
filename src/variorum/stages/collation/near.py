"""Passages that perhaps tell one thing, but are not alike enough for one line."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from variorum.model import Span
from variorum.stages.collation.gather import BETWEEN, Aligned, floor
from variorum.stages.collation.pairs import Pair
from variorum.stages.collation.told import Open
from variorum.stages.collation.unit import Unit

NEAR, SHARED, NEAREST = 0.25, 2, 3
"""From here on two clauses of which one stands alone are listed as perhaps one thing, if they share so many
telling words, and no more of a story than so many: about one in two is (docs/collation.md)."""


class Near(NamedTuple):
    """Two clauses of two reports that are alike, but not enough for one line."""

    left: Unit
    right: Unit
    score: float
    why: str


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


def nearly(near: Near) -> Open:
    """The pair as an entry of what could not be compared."""
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
