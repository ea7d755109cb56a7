"""Average-link agglomerative clustering that honours what people have decided."""

from __future__ import annotations

import heapq
from collections.abc import Mapping, Sequence

Pair = tuple[str, str]
UNIT = 1_000_000


def cluster(
    items: Sequence[str],
    scores: Mapping[Pair, float],
    together: set[Pair],
    apart: set[Pair],
    threshold: float,
) -> list[tuple[str, ...]]:
    """Join the two clusters of highest mean pair score until none reaches ``threshold``; sorted, members too.

    A pair without a score counts 0. Pairs kept ``apart`` are never in one cluster, even where a chain of
    ``together`` would lead there. Sums are whole numbers, so the order of input cannot show."""
    state = _Clusters(sorted(set(items)), scores, apart)
    for left, right in sorted(tuple(sorted(pair)) for pair in together):
        state.join(left, right)
    state.agglomerate(threshold)
    return sorted(tuple(sorted(members)) for members in state.members.values())


class _Clusters:
    """Clusters under way, each named by its smallest member; ``sums`` holds the pair scores between two."""

    def __init__(self, items: Sequence[str], scores: Mapping[Pair, float], apart: set[Pair]) -> None:
        self.members: dict[str, list[str]] = {item: [item] for item in items}
        self.home = {item: item for item in items}
        self.sums: dict[str, dict[str, int]] = {item: {} for item in items}
        self.barred: dict[str, set[str]] = {item: set() for item in items}
        for (left, right), score in scores.items():
            if left in self.home and right in self.home and left != right:
                self.sums[left][right] = self.sums[right][left] = round(score * UNIT)
        for left, right in apart:
            if left in self.home and right in self.home and left != right:
                self.barred[left].add(right)
                self.barred[right].add(left)

    def join(self, left: str, right: str) -> None:
        """Put the clusters of two items together, unless they are one already or kept apart."""
        if left in self.home and right in self.home:
            one, other = sorted((self.home[left], self.home[right]))
            if one != other and other not in self.barred[one]:
                self._merge(one, other)

    def agglomerate(self, threshold: float) -> None:
        """Join best pairs first; a tie falls to the smaller names."""
        heap = [self._entry(one, other) for one, row in self.sums.items() for other in row if one < other]
        heapq.heapify(heap)
        while heap:
            mean, one, other, size = heapq.heappop(heap)
            if -mean < threshold * UNIT:
                break
            if one not in self.members or other not in self.members:
                continue
            if size != self._size(one, other) or other in self.barred[one]:
                continue
            self._merge(one, other)
            for third in self.sums[one]:
                heapq.heappush(heap, self._entry(*sorted((one, third))))

    def _size(self, one: str, other: str) -> int:
        return len(self.members[one]) * len(self.members[other])

    def _entry(self, one: str, other: str) -> tuple[float, str, str, int]:
        size = self._size(one, other)
        return -self.sums[one][other] / size, one, other, size

    def _merge(self, one: str, other: str) -> None:
        """Take ``other`` (the greater name) into ``one``."""
        for item in self.members[other]:
            self.home[item] = one
        self.members[one] += self.members.pop(other)
        row = self.sums.pop(other)
        row.pop(one, None)
        self.sums[one].pop(other, None)
        for third, total in row.items():
            both = self.sums[one].get(third, 0) + total
            self.sums[one][third] = self.sums[third][one] = both
            del self.sums[third][other]
        for third in self.barred.pop(other):
            self.barred[third].discard(other)
            self.barred[third].add(one)
            self.barred[one].add(third)
