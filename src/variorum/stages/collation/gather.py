"""Clauses that probably say the same put together to lines of many."""

from __future__ import annotations

import math
from collections.abc import Sequence

from variorum.model import Span, Statement
from variorum.stages.collation.pairs import Pair
from variorum.stages.collation.speakers import same_speaker
from variorum.stages.collation.unit import Telling, Unit

APART = -1.0
FLOOR, OTHER_FLOOR = 0.4, 0.5
MEAN = 0.3
UNLIKE = 0.03
"""The least probability at which two clauses meet (the second where one is quoted and the speakers are not
known to be one), the least mean at which two groups do, and what a pair counts that was not worth a look."""
BEST = 0.1
"""A pair is put together only where neither has a partner in the other's report that is better by this."""
VERBATIM = 5
BETWEEN = 12
"""Words no further from one another than so many characters are one stretch."""


class Aligned:
    """Records of one line: ``records`` have their home here, ``beside`` tell this beside what they tell
    elsewhere (a sentence that gives both the quake and its dead). ``units`` are the clauses that meet,
    ``alone`` those that only their own record has."""

    def __init__(self) -> None:
        self.units: list[Unit] = []
        self.alone: list[Unit] = []
        self.why: list[str] = []
        self.records: list[Telling] = []
        self.beside: list[Telling] = []

    def holds(self, span: Span) -> bool:
        """Whether a span of a text lies in one of its clauses."""
        every = (*self.units, *self.alone)
        return any(u.record.article_id == span.article_id and u.holds(span) for u in every)

    def parts(self) -> dict[str, tuple[Span, ...]]:
        """By record the clauses that meet others here, without what is not reported."""
        found: dict[str, list[Span]] = {}
        for unit in self.units:
            article_id = unit.record.article_id
            spans = found.setdefault(unit.record.id, [])
            for word in unit.words:
                if spans and 0 <= word.start - spans[-1].end <= BETWEEN:
                    spans[-1] = Span(article_id, spans[-1].start, word.end)
                else:
                    spans.append(Span(article_id, word.start, word.end))
        return {record_id: tuple(sorted(spans)) for record_id, spans in found.items()}


def gather(units: Sequence[Unit], pairs: Sequence[Pair]) -> list[Aligned]:
    """Join the most probable pairs first, ties by place, while the mean over all pairs of two groups stays
    high enough. But for quoted words verbatim the same, a group has no two speakers known to differ and no
    two records of one witness."""
    score = {(p.left, p.right): APART if p.apart else p.score for p in pairs}
    group = list(range(len(units)))
    members = {i: [i] for i in range(len(units))}
    why: dict[int, list[str]] = {}
    for pair in sorted(_mutual(units, pairs), key=lambda p: (-p.score, p.left, p.right)):
        one, other = sorted((group[pair.left], group[pair.right]))
        if one != other:
            if not _may_join(units, members[one], members[other], pair, score):
                continue
            for i in members[other]:
                group[i] = one
            members[one] += members.pop(other)
            why[one] = [*why.get(one, ()), *why.pop(other, ())]
        why.setdefault(one, []).append(reason(pair))
    return _lines(units, [(sorted(members[g]), why.get(g, [])) for g in sorted(members)])


def _mutual(units: Sequence[Unit], pairs: Sequence[Pair]) -> list[Pair]:
    """The pairs of which neither side has a much better partner in the other's report."""
    best: dict[tuple[int, str], float] = {}
    for p in pairs:
        for mine, other in ((p.left, p.right), (p.right, p.left)):
            key = (mine, units[other].record.article_id)
            best[key] = max(best.get(key, 0.0), p.score)
    return [
        p
        for p in pairs
        if p.score >= floor(units[p.left], units[p.right])
        and p.score + BEST >= best[p.left, units[p.right].record.article_id]
        and p.score + BEST >= best[p.right, units[p.left].record.article_id]
    ]


def floor(a: Unit, b: Unit) -> float:
    """The least probability at which two meet: more is asked where somebody is quoted and it is not known
    that both have it from one person."""
    quoted = bool(a.quoted or b.quoted)
    return OTHER_FLOOR if quoted and not same_speaker(a.speaker, b.speaker) else FLOOR


def _may_join(
    units: Sequence[Unit], g: Sequence[int], h: Sequence[int], pair: Pair, score: dict[tuple[int, int], float]
) -> bool:
    best: dict[tuple[str, str], float] = {}
    for i in g:
        for j in h:
            a, b = units[i], units[j]
            if a.record.article_id == b.record.article_id:
                if a.record is not b.record and not pair.verbatim >= VERBATIM:
                    return False
                continue
            if differ(a, b) and not pair.verbatim >= VERBATIM:
                return False
            found = score.get((min(i, j), max(i, j)), UNLIKE)
            if found == APART:
                return False
            key = (a.record.article_id, b.record.article_id)
            best[key] = max(found, best.get(key, 0.0))
    if pair.verbatim >= VERBATIM:
        return True
    return bool(best) and math.fsum(best.values()) / len(best) >= MEAN


def differ(a: Unit, b: Unit) -> bool:
    """Whether two statements cannot stand on one line for their speakers: those are known to differ, and one
    of them is quoted."""
    return bool(a.quoted or b.quoted) and same_speaker(a.speaker, b.speaker) is False


def reason(pair: Pair) -> str:
    """Why two clauses are put together, in words."""
    if pair.verbatim:
        return f"{pair.verbatim} quoted words in the same order"
    return f"shares {len(pair.shared)} telling words"


def _lines(units: Sequence[Unit], groups: Sequence[tuple[list[int], list[str]]]) -> list[Aligned]:
    """The groups of several witnesses, and one of its own for every record that stands in none. A record's
    home is the group that has most of its words; its clauses that stand alone are told there."""
    several = [g for g in groups if len({units[i].record.article_id for i in g[0]}) > 1]
    alone = sorted(i for g in groups if len({units[i].record.article_id for i in g[0]}) == 1 for i in g[0])
    made: list[tuple[int, Aligned]] = []
    home: dict[str, tuple[int, int, Aligned]] = {}
    for members, why in several:
        line = Aligned()
        line.why = list(dict.fromkeys(why))
        line.units = [units[i] for i in members]
        made.append((members[0], line))
        for record_id in dict.fromkeys(u.record.id for u in line.units):
            size = sum(len(u.words) for u in line.units if u.record.id == record_id)
            held = home.get(record_id)
            if held is None or size > held[0]:
                home[record_id] = (size, members[0], line)
    for i in alone:
        record = units[i].record
        if record.id not in home:
            line = Aligned()
            made.append((i, line))
            home[record.id] = (0, i, line)
        home[record.id][2].alone.append(units[i])
    for _, line in made:
        for record in {u.record.id: u.record for u in (*line.units, *line.alone)}.values():
            (line.records if home[record.id][2] is line else line.beside).append(record)
    return [line for _, line in sorted(made, key=lambda m: m[0])]


def attach_echoes(groups: list[Aligned]) -> None:
    """A carrier that "echoed those remarks" stands with the statement before it in its article."""
    home = {r.id: group for group in groups for r in group.records}
    said = [r for group in groups for r in group.records if isinstance(r, Statement)]
    for echo in said:
        if echo.cue_class != "echoed":
            continue
        before = [
            (other.content[0].start, other.id)
            for other in said
            if other.article_id == echo.article_id
            and other.cue_class != "echoed"
            and other.content[0].start < echo.content[0].start
        ]
        if not before:
            continue
        mine, last = home[echo.id], home[max(before)[1]]
        if mine is last:
            continue
        mine.records.remove(echo)
        mine.units = [u for u in mine.units if u.record.id != echo.id]
        mine.alone = [u for u in mine.alone if u.record.id != echo.id]
        last.records.append(echo)
        last.why.append("an echo of the statement before it: an apparent second voice")
        home[echo.id] = last
