"""The same words in two texts: maximal common runs, found exactly, with their places."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

import msgspec

from variorum.stages.stories.prose import Words

LEAST = 6
COMMON = 8

Index = dict[tuple[str, ...], list[int]]


class Run(msgspec.Struct, frozen=True, order=True):
    """``words`` words from word ``left`` of one text and word ``right`` of another."""

    left: int
    right: int
    words: int


def index(text: Words) -> Index:
    """Where each run of six words begins; runs that come more than eight times are template and left out."""
    found: defaultdict[tuple[str, ...], list[int]] = defaultdict(list)
    for i, gram in grams(text):
        found[gram].append(i)
    return {gram: places for gram, places in found.items() if len(places) <= COMMON}


def grams(text: Words) -> Iterator[tuple[int, tuple[str, ...]]]:
    """Every run of six words that no quotation mark interrupts, and where it begins."""
    words, stretch = text.words, text.stretch
    for i in range(len(words) - LEAST + 1):
        if stretch[i] == stretch[i + LEAST - 1]:
            yield i, words[i : i + LEAST]


def common(left: Words, right: Words, places: Index) -> list[Run]:
    """The maximal runs of at least six words that two texts share, in the order of the left text.

    ``places`` is the index of ``left``. Of runs that overlap in the right text all are given."""
    runs = []
    reached: dict[int, int] = {}
    for j, gram in grams(right):
        for i in places.get(gram, ()):
            if reached.get(i - j, -1) > j:
                continue
            size = LEAST
            while _agree(left, right, i + size, j + size):
                size += 1
            reached[i - j] = j + size - LEAST + 1
            runs.append(Run(i, j, size))
    return sorted(runs)


def _agree(left: Words, right: Words, i: int, j: int) -> bool:
    return (
        i < len(left.words)
        and j < len(right.words)
        and left.words[i] == right.words[j]
        and left.stretch[i] == left.stretch[i - 1]
        and right.stretch[j] == right.stretch[j - 1]
    )


def covered(runs: list[Run]) -> tuple[int, int]:
    """How many words of the left and of the right text lie in a run, each counted once."""
    left = {i for run in runs for i in range(run.left, run.left + run.words)}
    right = {j for run in runs for j in range(run.right, run.right + run.words)}
    return len(left), len(right)
