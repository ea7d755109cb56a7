"""What a scorer returns, and the few ratios all of them share."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

Row = dict[str, Any]

SHOWN = 10
"""How many worst cases a score keeps."""

LOWER_IS_BETTER = frozenset(
    {
        "abstained",
        "empty",
        "false_alarm_on_same",
        "fired_on_statements",
        "junk_docs",
        "junk_words_per_doc",
        "missing",
        "overmerged",
        "split",
        "wrong",
    }
)
"""The figures of which less is better; of every other figure more is better."""


@dataclass(frozen=True, slots=True)
class Worst:
    """One of the worst rows: its id, its own figure in [0, 1], and what was expected and found.

    ``note`` holds labels, counts and offsets only; ``words`` quotes the text and never leaves the terminal,
    because the gold texts may not be published."""

    id: str
    figure: float
    note: str
    words: str = ""


@dataclass(frozen=True, slots=True)
class Score:
    """The figures of one layer on one gold set, in display order, and its worst rows, worst first.

    Counts are whole numbers. A figure that nothing in the set measures is left out. ``sha`` tells which rows
    were used; ``failed`` counts the rows that could not be annotated, which count as nothing found."""

    layer: str
    set: str
    rows: int
    figures: dict[str, float]
    worst: tuple[Worst, ...] = ()
    sha: str = ""
    failed: int = 0


def ratio(part: float, whole: float) -> float:
    """``part / whole``, 0 when there is nothing to divide by."""
    return part / whole if whole else 0.0


def f1(precision: float, recall: float) -> float:
    """The harmonic mean, 0 when both are 0."""
    both = precision + recall
    return 2 * precision * recall / both if both else 0.0


def known(figures: dict[str, float | None]) -> dict[str, float]:
    """The figures that something measures, in the same order."""
    return {name: figure for name, figure in figures.items() if figure is not None}


def worst_of(cases: Iterable[Worst], shown: int = SHOWN) -> tuple[Worst, ...]:
    """The worst imperfect cases, worst first, ties by id and note."""
    ranked = sorted((c for c in cases if c.figure < 1.0), key=lambda c: (c.figure, c.id, c.note))
    return tuple(ranked[:shown])


def shorten(words: str, width: int = 70) -> str:
    """Words on one line, cut to ``width`` characters."""
    line = " ".join(words.split())
    return line if len(line) <= width else line[: width - 1] + "…"


def by_id(found: Sequence[Row]) -> dict[str, Row]:
    """OUT rows by their id; the last one wins, rows without an id are left out."""
    return {row["id"]: row for row in found if "id" in row}
