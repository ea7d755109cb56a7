"""What is only said, with nobody to say it: "reportedly", "it is said that", "is believed to have fled"."""

from __future__ import annotations

import re

from variorum.stages.statements.frame import Frame
from variorum.stages.statements.grid import Grid

ADVERBS = frozenset(("reportedly", "allegedly", "purportedly"))
ADVERB = re.compile(r"\b(?:reported|alleged|purported)ly\b", re.IGNORECASE)
LEAST = 3


def passed_on(grid: Grid, reports: list[Frame]) -> list[Frame]:
    """The reports, and a frame without a speaker for each clause outside them that is told as hearsay."""
    said = [i for i in grid.passives if grid.pos[i] == "VERB"]
    said += [grid.at(m.start()) for m in ADVERB.finditer(grid.text)]
    if not said:
        return reports
    made = [f for f in reports if f.speaker is not None or f.open or _marked(grid, f)]
    taken: set[int | None] = {f.cue for f in made}
    found: list[Frame] = []
    for i in sorted(said):
        if grid.low[i] in ADVERBS:
            found += _adverb(grid, i) if grid.mark[i] < 0 else []
        elif i not in taken:
            found += _passive(grid, i)
    if not found:
        return reports
    told = {i for f in made for i in f.content}
    kept = [f for f in found if f.cue not in told and not f.content & (taken | told)]
    empty = {f.cue for f in kept}
    return [f for f in reports if f.cue not in empty] + kept


def _marked(grid: Grid, frame: Frame) -> bool:
    return any(grid.mark[i] >= 0 for i in frame.content)


def _adverb(grid: Grid, i: int) -> list[Frame]:
    clause = grid.head[i]
    if grid.pos[clause] not in ("VERB", "AUX") or grid.mark[clause] >= 0:
        return []
    return _frame(grid, i, grid.subtree(clause) - {i}, f"hearsay {grid.low[i]}")


def _passive(grid: Grid, verb: int) -> list[Frame]:
    """ "It is said that A" and "X is said to have done A"; a passive with an agent is somebody's report."""
    if grid.child(verb, "auxpass") is None or grid.child(verb, "agent", "neg") is not None:
        return []
    subject = grid.child(verb, "nsubjpass", "nsubj")
    clause = grid.child(verb, "ccomp")
    if subject is not None and grid.low[subject] == "it" and clause is not None and clause > verb:
        return _frame(grid, verb, grid.subtree(clause), "hearsay it is said")
    infinitive = grid.child(verb, "xcomp")
    if subject is None or infinitive is None or grid.low[verb + 1 : verb + 2] != ["to"]:
        return []
    return _frame(grid, verb, grid.subtree(subject) | grid.subtree(infinitive), "hearsay is said to")


def _frame(grid: Grid, cue: int, content: set[int], rule: str) -> list[Frame]:
    if sum(not grid.is_silent(i) for i in content) < LEAST:
        return []
    return [Frame(cue, "claimed", None, content, rule, grid.unit[cue], unsourced=True, weak=0.1)]
