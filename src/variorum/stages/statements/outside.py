"""Whether a saying was made outside the meeting that the paragraph tells of by its record."""

from __future__ import annotations

from variorum.stages.statements.frame import Frame
from variorum.stages.statements.grid import Grid

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
    beside = (c for c in grid.children[cue] if c not in frame.content) if cue is not None else ()
    return any(
        grid.low[c] in APART
        or (grid.dep[c] in ("prep", "npadvmod") and any(grid.entity[k] in DATED for k in grid.subtree(c)))
        for c in beside
    )
