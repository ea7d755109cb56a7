"""The same words in two texts: maximal common runs, found exactly, with their places."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence

import msgspec

from variorum.stages.stories.prose import Words

LEAST = 4
COMMON = 8

Index = dict[tuple[str, str, str, str], list[int]]


class Run(msgspec.Struct, frozen=True, order=True):
    """``words`` words from word ``left`` of one text and word ``right`` of another."""

    left: int
    right: int
    words: int

    @property
    def lefts(self) -> range:
        return range(self.left, self.left + self.words)

    @property
    def rights(self) -> range:
        return range(self.right, self.right + self.words)


def index(text: Words) -> Index:
    """Where each run of four words begins that no quotation mark interrupts."""
    words, stretch = text.words, text.stretch
    found: Index = {}
    last = stretch[LEAST - 1 :]
    for i, gram in enumerate(zip(words, words[1:], words[2:], words[3:], strict=False)):
        if stretch[i] == last[i]:
            found.setdefault(gram, []).append(i)
    return found


def common(left: Words, right: Words, places: tuple[Index, Index], least: int = LEAST) -> list[Run]:
    """The maximal runs of at least ``least`` words (four or more) that two texts share, in the order of the
    left text; a word of either stands in one run only, the longest.

    ``places``: the index of either; runs that come more than eight times in ``left`` are template."""
    if places[0].keys().isdisjoint(places[1]):
        return []
    found = [run for run in _maximal(left, right, *places) if run.words >= least]
    found.sort(key=lambda run: (-run.words, run.left, run.right))
    taken_left: set[int] = set()
    taken_right: set[int] = set()
    kept = []
    for run in found:
        if taken_left.isdisjoint(run.lefts) and taken_right.isdisjoint(run.rights):
            taken_left.update(run.lefts)
            taken_right.update(run.rights)
            kept.append(run)
    return sorted(kept)


def _maximal(left: Words, right: Words, lefts: Index, rights: Index) -> Iterator[Run]:
    shared = [known for known in lefts.keys() & rights.keys() if len(lefts[known]) <= COMMON]
    reached: dict[int, int] = {}
    for j, gram in sorted((j, known) for known in shared for j in rights[known]):
        for i in lefts[gram]:
            if reached.get(i - j, -1) > j:
                continue
            size = LEAST
            while _agree(left, right, i + size, j + size):
                size += 1
            reached[i - j] = j + size - LEAST + 1
            yield Run(i, j, size)


def _agree(left: Words, right: Words, i: int, j: int) -> bool:
    return (
        i < len(left.words)
        and j < len(right.words)
        and left.words[i] == right.words[j]
        and left.stretch[i] == left.stretch[i - 1]
        and right.stretch[j] == right.stretch[j - 1]
    )


def in_order(runs: Sequence[Run]) -> int:
    """How many of these runs, sorted by the left text, stand in one order in the right text too."""
    tails: list[int] = []
    for run in runs:
        at = bisect_left(tails, run.right)
        tails[at : at + 1] = [run.right]
    return len(tails)
