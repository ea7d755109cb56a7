"""Matches of two put together to lines of many."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from variorum.model import Statement
from variorum.stages.collation.speakers import same_speaker
from variorum.stages.collation.unit import Telling, Unit

LONG, OTHER_PART = 8, 0.25
"""A unit of so many words has parts; of the words that hold one part at most this share hold the other."""


class Match(msgspec.Struct, frozen=True, gc=False):
    """Two units (by index) that say the same, how surely, and why; ``verbatim`` when by quoted words,
    ``left_at`` and ``right_at`` the places of the words it rests on."""

    score: float
    left: int
    right: int
    why: str
    verbatim: int = 0
    left_at: frozenset[int] = frozenset()
    right_at: frozenset[int] = frozenset()


class Aligned:
    """Records of one line: ``members``, and ``also`` such as have their first home on another line and tell
    this beside it (a sentence that gives both the quake and its dead)."""

    def __init__(self, members: list[int]) -> None:
        self.members = members
        self.also: list[int] = []
        self.why: list[str] = []
        self.records: list[Telling] = []
        self.beside: list[Telling] = []

    def of(self, told: Sequence[Telling]) -> Aligned:
        """With its records, in the order given."""
        self.records = [told[i] for i in sorted(self.members)]
        self.beside = [told[i] for i in sorted(self.also)]
        return self


def gather(units: Sequence[Unit], matches: Sequence[Match], verbatim: int) -> list[Aligned]:
    """Join the best matches first, ties by place. But for verbatim words, a group has no two speakers known
    to differ, and no two units of one witness. A unit that is refused so joins a second group by words other
    than those that hold it in its first."""
    home = [Aligned([i]) for i in range(len(units))]
    rests: dict[int, list[frozenset[int]]] = {}
    refused = []
    for match in sorted(matches, key=lambda m: (-m.score, m.left, m.right)):
        one, other = home[match.left], home[match.right]
        if one is not other:
            parts = _other_part(units[match.left], match.left_at, rests.get(match.left, ())) or _other_part(
                units[match.right], match.right_at, rests.get(match.right, ())
            )
            if parts or not _may_join(units, one.members, other.members, match, verbatim):
                refused.append(match)
                continue
            first, second = sorted((one, other), key=lambda g: min(g.members))
            first.members += second.members
            first.why += [match.why, *second.why]
            for i in second.members:
                home[i] = first
        rests.setdefault(match.left, []).append(match.left_at)
        rests.setdefault(match.right, []).append(match.right_at)
    for match in refused:
        _beside(units, match, home, rests)
    seen: set[int] = set()
    groups = [g for g in home if not (id(g) in seen or seen.add(id(g)))]  # type: ignore[func-returns-value]
    return sorted(groups, key=lambda g: min(g.members))


def _other_part(unit: Unit, at: frozenset[int], rests: Sequence[frozenset[int]]) -> bool:
    """Whether a match rests on another part of a long unit than one that holds it on its line already."""
    if not at or len(unit.words) < LONG:
        return False
    first, last = min(at), max(at)
    for held in rests:
        if held and len(at & held) <= OTHER_PART * min(len(at), len(held)):
            low, high = max(first, min(held)), min(last, max(held))
            if high - low < OTHER_PART * (last - first + 1):
                return True
    return False


def _beside(
    units: Sequence[Unit], match: Match, home: Sequence[Aligned], rests: dict[int, list[frozenset[int]]]
) -> None:
    """Put the longer unit of a refused match also on the other's line, where other words hold it there."""
    sides = [(match.left, match.left_at, match.right), (match.right, match.right_at, match.left)]
    sides.sort(key=lambda side: (-len(units[side[0]].words), side[0]))
    for unit, at, other in sides:
        line = home[other]
        if line is home[unit] or unit in line.also:
            return
        if not _other_part(units[unit], at, rests.get(unit, ())):
            continue
        here = {units[i].record.article_id for i in (*line.members, *line.also)}
        if units[unit].record.article_id in here:
            continue
        if any(_differ(units[unit], units[i]) for i in line.members):
            continue
        line.also.append(unit)
        line.why.append(match.why)
        return


def _may_join(units: Sequence[Unit], g: Sequence[int], h: Sequence[int], match: Match, verbatim: int) -> bool:
    if match.verbatim >= verbatim:
        return True
    for i in g:
        for j in h:
            if _differ(units[i], units[j]):
                return False
            if not match.verbatim and units[i].record.article_id == units[j].record.article_id:
                return False
    return True


def _differ(a: Unit, b: Unit) -> bool:
    """Whether two statements cannot stand on one line for their speakers: those are known to differ, and one
    of them is quoted."""
    return bool(a.quoted or b.quoted) and same_speaker(a.speaker, b.speaker) is False


def attach_echoes(told: Sequence[Telling], groups: list[Aligned]) -> None:
    """A carrier that "echoed those remarks" stands with the statement before it in its article."""
    home = {i: group for group in groups for i in group.members}
    said = [(i, r) for i, r in enumerate(told) if isinstance(r, Statement)]
    for i, echo in said:
        if echo.cue_class != "echoed":
            continue
        before = [
            (other.content[0].start, j)
            for j, other in said
            if other.article_id == echo.article_id
            and other.cue_class != "echoed"
            and other.content[0].start < echo.content[0].start
        ]
        if not before:
            continue
        last = home[max(before)[1]]
        home[i].members.remove(i)
        last.members.append(i)
        last.why.append("an echo of the statement before it: an apparent second voice")
        home[i] = last
