"""Who carried a source in turn: a memo published by X, a participant quoted by Y, as cited by Z."""

from __future__ import annotations

from variorum.stages.statements.frame import Frame
from variorum.stages.statements.grid import Grid
from variorum.stages.statements.who import can_speak, is_medium

CARRIED = frozenset(
    """publish print reprint broadcast air carry report run screen circulate distribute release issue read
    relay leak disclose tweet rebroadcast republish quote cite translate stream televise transmit serialise
    serialize excerpt show""".split()
)
SPOKEN = frozenset("quote cite interview report".split())
PLACED = frozenset(("on", "in"))
MEDIUM = frozenset("publish print reprint broadcast air carry run post show screen quote cite stream".split())


def in_turn(grid: Grid, frames: list[Frame]) -> None:
    """Put before each source of a frame the one that published, broadcast or quoted it."""
    for frame in frames:
        if frame.cue is None:
            continue
        steps: list[tuple[int, int]] = []
        for source, how in frame.via:
            steps += [step for step in _carrier(grid, source, frame) if step not in frame.via] + [
                (source, how)
            ]
        if frame.speaker is not None:
            steps += [s for s in _carrier(grid, frame.speaker, frame) if s not in steps]
        frame.via = list({source: (source, how) for source, how in reversed(steps)}.values())[::-1]


def _carrier(grid: Grid, source: int, frame: Frame) -> list[tuple[int, int]]:
    """The carrier in a participle or relative clause right after a source, with its verb; empty when none."""
    for verb in _participles(grid, source):
        person = not is_medium(grid, source)
        if grid.lemma[verb] not in (SPOKEN if person else CARRIED) or grid.mark[verb] >= 0:
            continue
        carrier = by_whom(grid, verb)
        if carrier is None or carrier in (source, frame.speaker):
            continue
        if is_medium(grid, carrier) or can_speak(grid, carrier):
            return [(carrier, verb)]
    return []


def _participles(grid: Grid, source: int) -> list[int]:
    """The passive participles beside a source, those joined to them or beside its complement too."""
    found: list[int] = []
    nouns = [source]
    for c in grid.children[source]:
        if c > source and grid.dep[c] == "prep" and grid.low[c] in ("of", "from", "on"):
            within = grid.child(c, "pobj")
            nouns += [within] if within is not None else []
    nouns += [c for c in grid.children[source] if grid.dep[c] == "appos"]
    for noun in nouns:
        for c in grid.children[noun]:
            if c < noun:
                continue
            if grid.dep[c] == "acl" or (grid.dep[c] == "relcl" and grid.child(c, "auxpass") is not None):
                found += [c, *(k for k in grid.children[c] if grid.dep[k] == "conj")]
            elif grid.low[c] == "as" or (grid.dep[c] == "advcl" and _as(grid, c)):
                found += [k for k in (c, *grid.children[c]) if grid.pos[k] == "VERB"]
    return [v for v in found if not grid.low[v].endswith("ing")]


def _as(grid: Grid, verb: int) -> bool:
    return any(grid.low[k] == "as" for k in grid.children[verb])


def by_whom(grid: Grid, verb: int) -> int | None:
    """By whom, or in or on which medium."""
    for c in grid.children[verb]:
        who = grid.child(c, "pobj")
        if who is None or c < verb:
            continue
        if grid.low[c] == "by" and (grid.pos[who] == "PROPN" or can_speak(grid, who) or is_medium(grid, who)):
            return who
        if grid.low[c] in PLACED and grid.lemma[verb] in MEDIUM:
            proper = grid.pos[who] == "PROPN" and grid.party.get(who) != "person"
            if (proper and grid.entity[who] != "DATE") or is_medium(grid, who):
                return who
    return None
