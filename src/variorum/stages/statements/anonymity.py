"""What the report says of a source it does not name: "speaking on condition of anonymity because ..."."""

from __future__ import annotations

from variorum.stages.statements.frame import Frame
from variorum.stages.statements.grid import Grid

WORDS = frozenset(("anonymity", "anonymously"))
NAMING = frozenset(("named", "identified", "quoted", "name"))
CLAUSES = frozenset(("relcl", "acl", "advcl", "prep", "advmod"))
LONGEST = 40


def anonymity(grid: Grid, frame: Frame) -> str | None:
    """The words by which a source's namelessness is explained; None when the report says nothing of it."""
    beside = [i for i in (frame.speaker, frame.cue) if i is not None]
    for i in beside:
        for c in grid.children[i]:
            if grid.dep[c] not in CLAUSES or grid.mark[c] >= 0 or c in frame.content:
                continue
            clause = grid.subtree(c)
            if any(grid.low[j] in WORDS or _unnamed(grid, j) for j in clause):
                first, last = min(clause), max(clause)
                return grid.words(first, last) if last - first < LONGEST else None
    return None


def _unnamed(grid: Grid, i: int) -> bool:
    return grid.low[i] in NAMING and any(grid.dep[c] == "neg" for c in grid.children[i])
