"""Mentions in the making: words and what they denote, before the names of their document are settled."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple


class Draft(NamedTuple):
    """A mention before the names of its document are settled: words ``[start, end)`` and what they denote."""

    start: int
    end: int
    id: str | None
    score: float
    why: tuple[str, ...]
    candidates: tuple[str, ...] = ()
    pronoun: bool = False


def apart(drafts: Iterable[Draft]) -> list[Draft]:
    """The drafts in the order of the text without those that overlap one before them, the longer first."""
    kept: list[Draft] = []
    for draft in sorted(drafts, key=lambda d: (d.start, -d.end)):
        if not kept or draft.start >= kept[-1].end:
            kept.append(draft)
    return kept
