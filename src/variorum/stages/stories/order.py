"""The order of the facts: how much of what a brief tells another report tells in the same order."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Container, Sequence

import msgspec

from variorum.stages.stories.prose import Words, plain

STEM = 6
LEAST, LONGER = 25, 2.5


class Course(msgspec.Struct, frozen=True):
    """``facts``: how many words the shorter of two texts tells (names and figures too); ``forward``: the part
    of them that the other has in one order, in [0, 1]; ``backward``: the same with the other read from its
    end, which is what sharing a subject gives by itself."""

    facts: int = 0
    forward: float = 0.0
    backward: float = 0.0


def course(left: Sequence[str], right: Sequence[str]) -> Course:
    """How the facts of two texts run; nothing for one of under 25, or beside one two and a half times as
    long, where chance finds an order."""
    shorter, longer = sorted((left, right), key=len)
    if len(shorter) < LEAST or len(longer) > LONGER * len(shorter):
        return Course()
    told = len(shorter)
    forward, backward = (in_one_order(shorter, side) for side in (longer, longer[::-1]))
    return Course(told, round(forward / told, 4), round(backward / told, 4))


def facts(own: Words, spoken: Container[int]) -> list[str]:
    """The words of own prose that tell, names and figures too, by their first six letters, but for those in
    these lines."""
    kept = (word for word, line in zip(own.words, own.lines, strict=True) if line not in spoken)
    return [word[:STEM] for word in kept if word[0].isdigit() or (len(word) > 3 and word not in plain())]


def in_one_order(one: Sequence[str], other: Sequence[str]) -> int:
    """How many words two texts share in one order: the length of their longest common subsequence."""
    places: dict[str, list[int]] = {}
    for place, word in enumerate(other):
        places.setdefault(word, []).append(place)
    tails: list[int] = []
    for word in one:
        for place in reversed(places.get(word, ())):
            at = bisect_left(tails, place)
            tails[at : at + 1] = [place]
    return len(tails)
