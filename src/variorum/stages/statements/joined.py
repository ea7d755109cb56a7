"""Sayings that the parser joined to one before: "said A but added B", "confirmed A, telling Y: “B”"."""

from __future__ import annotations

from variorum.stages.statements.frame import Frame
from variorum.stages.statements.grid import Grid
from variorum.stages.statements.who import can_speak


def part_added(grid: Grid, found: list[Frame]) -> None:
    """Part "said A but added B" and "said A and said B", where the parser joined the second to A."""
    for frame in found:
        cue = frame.cue
        _part_telling(grid, frame, found)
        _part_quoted(grid, frame, found)
        if cue is not None and grid.dep[cue] == "advcl" and grid.child(cue, "nsubj") is not None:
            _part_other(grid, frame, found)
        if cue is None or grid.dep[cue] != "conj" or grid.child(cue, "auxpass") is not None:
            continue
        if grid.child(cue, "nsubj", "nsubjpass", "aux") is not None:
            _part_other(grid, frame, found)
            continue
        for outer in found:
            if outer.cue is None or cue not in outer.content or outer.cue > cue:
                continue
            silent = frame.speaker is None or not can_speak(grid, frame.speaker)
            if outer.view is not None and frame.cue_class == "believes" and frame.content:
                joint = grid.child(grid.head[cue], "cc")
                outer.content -= grid.subtree(cue) | ({joint} if joint is not None else set())
                frame.speaker, frame.view = outer.speaker, (outer.view[0], cue)
                frame.cue_class, frame.only_view = outer.cue_class, False
                frame.via = list(outer.via)
                break
            if silent or grid.lemma[cue] in ("add", grid.lemma[outer.cue]):
                joint = grid.child(grid.head[cue], "cc")
                outer.content -= grid.subtree(cue) | ({joint} if joint is not None else set())
                frame.speaker = outer.speaker
                break


def _part_telling(grid: Grid, frame: Frame, found: list[Frame]) -> None:
    """Part "X confirmed A, telling Y: “B”": what one is told in marks is a statement of its own."""
    cue = frame.cue
    if cue is None or frame.addressee is None or not frame.content or not grid.low[cue].endswith("ing"):
        return
    if grid.low[cue - 1] != "," or grid.mark[min(frame.content)] < 0:
        return
    for outer in found:
        if outer.cue is not None and outer.cue < cue and cue in outer.content and outer is not frame:
            outer.content = {i for i in outer.content if i < cue - 1}
            frame.speaker = outer.speaker


def _part_quoted(grid: Grid, frame: Frame, found: list[Frame]) -> None:
    """Part "“A,” X said, before adding: “B”": the marks after the second cue are its own words."""
    cue = frame.cue
    if cue is None or frame.content or frame.speaker is None or not grid.low[cue].endswith("ing"):
        return
    if grid.lemma[cue] != "add" and grid.dep[cue] != "pcomp":
        return
    at = cue + 1
    while at < grid.n and grid.is_silent(at) and grid.mark[at] < 0 and grid.pos[at] != "SPACE":
        at += 1
    if at >= grid.n or grid.mark[at] < 0:
        return
    for outer in found:
        if outer is not frame and outer.cue is not None and outer.cue < cue and at in outer.content:
            frame.content = {i for i in outer.content if i >= at}
            outer.content -= frame.content


def _part_other(grid: Grid, frame: Frame, found: list[Frame]) -> None:
    """Part "X told Y that A, but Z says B", where the parser joined what Z says to A."""
    cue, who = frame.cue, frame.speaker
    if cue is None or who is None or grid.pos[who] == "PRON" or not can_speak(grid, who) or not frame.content:
        return
    first = min(grid.subtree(who))
    joint = first - 1
    if who > cue or grid.low[joint] not in ("but", "while") or grid.low[joint - 1] != ",":
        return
    for outer in found:
        if outer.cue is not None and outer is not frame and cue in outer.content and outer.cue < first:
            outer.content = {i for i in outer.content if i < joint - 1}
