"""What is said in the record of a meeting, and what was said outside the meeting."""

from __future__ import annotations

from variorum.stages.statements.frame import Frame
from variorum.stages.statements.grid import Grid
from variorum.stages.statements.passed import RECORDED
from variorum.stages.statements.published import by_whom, is_carrying

RECORDS = frozenset(
    "readout transcript minute minutes account summary record communique communiqué log protocol".split()
)
KEPT = RECORDS - {"communique", "communiqué", "summary", "account", "record"}
"""The records that somebody else keeps of what is said: those who issue a communique speak by it."""
TAPED = (RECORDED - {"video", "film", "broadcast"}) | {"screenshot"}
ARTICLES = frozenset(("the", "a", "an"))
LEAD = 5
ONLOOKERS = frozenset(
    """analyst economist trader investor strategist critic observer expert commentator campaigner historian
    spokesman spokeswoman spokesperson reporter journalist source""".split()
)
PRESS = frozenset("reporter journalist correspondent newspaper".split())
APART = frozenset(
    "later earlier separately previously elsewhere afterwards subsequently meanwhile since".split()
)
DATED = frozenset(("DATE", "TIME"))


def outside(grid: Grid, frame: Frame) -> bool:
    """Whether somebody says something at a time of its own, to the press, or only looks on."""
    cue, who, told = frame.cue, frame.speaker, frame.addressee
    if who is not None and grid.lemma[who] in ONLOOKERS:
        return True
    if told is not None and grid.lemma[told] in PRESS:
        return True
    if cue is not None and cue + 2 < grid.n and (grid.low[cue + 1] == "on" or grid.entity[cue + 1] in DATED):
        return grid.entity[cue + 1] in DATED or grid.entity[cue + 2] in DATED
    beside = (c for c in grid.children[cue] if c not in frame.content) if cue is not None else ()
    return any(
        grid.low[c] in APART
        or (grid.dep[c] in ("prep", "npadvmod") and any(grid.entity[k] in DATED for k in grid.subtree(c)))
        for c in beside
    )


def in_the_record(grid: Grid, found: list[Frame]) -> None:
    """Carry what a sentence tells that opens with the record of a meeting: "In the minutes, X warns that"."""
    for frame in found:
        if frame.via or frame.cue is None or frame.speaker is None or grid.pos[frame.cue] != "VERB":
            continue
        a, b = grid.units[frame.unit]
        if grid.low[a] != "in" or a + LEAD >= b or grid.low[a + 1] not in ARTICLES:
            continue
        for i in range(a + 2, a + LEAD):
            aired = _aired(grid, i) if frame.addressee is not None else None
            if grid.pos[i] == "NOUN" and (aired or _kept(grid, i)):
                if i != frame.speaker and i < frame.cue and i not in frame.content:
                    frame.via += [*([aired] if aired else []), (i, a)]
                break


def _kept(grid: Grid, noun: int) -> bool:
    return grid.lemma[noun] in KEPT and grid.low[noun + 1] == ","


def _aired(grid: Grid, noun: int) -> tuple[int, int] | None:
    """Who put out a recording, and the verb: "a call published by X"; None where the noun is none."""
    verb = noun + 1
    if grid.lemma[noun] not in TAPED or grid.head[verb] != noun or not is_carrying(grid, verb):
        return None
    who = by_whom(grid, verb)
    return None if who is None else (who, verb)
