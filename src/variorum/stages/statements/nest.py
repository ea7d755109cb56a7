"""Reports within reports: who only carries another's words, whose belief is told, what is part of what."""

from __future__ import annotations

from variorum.stages.statements import refused
from variorum.stages.statements.frames import Frame
from variorum.stages.statements.grid import Grid
from variorum.stages.statements.who import can_speak, is_channel, is_medium

MERGED = frozenset(("said", "claimed", "promised", "praised", "echoed"))


def arranged(grid: Grid, found: list[Frame]) -> list[Frame]:
    """Join what belongs together, make carriers of the media around a saying, keep the outermost."""
    joined = _merge(grid, _carried(grid, found))
    for frame in joined:
        if frame.only_view:
            grid.refuse(frame.rule, refused.NOBODYS_BELIEF, frame.cue)
    return _outermost(grid, [f for f in joined if not f.only_view])


def clause_head(grid: Grid, cue: int) -> int:
    """The verb that heads a cue's own clause: the copula of an adjective, else the cue."""
    return grid.head[cue] if grid.pos[cue] == "ADJ" and grid.pos[grid.head[cue]] == "AUX" else cue


def _carried(grid: Grid, found: list[Frame]) -> list[Frame]:
    """``X reported that Y said ...`` and ``..., Y said, X reported``: X carries, Y speaks."""
    by_cue = {frame.cue: frame for frame in found}
    gone: set[int] = set()
    for frame in found:
        _turn_round(grid, frame, by_cue, gone)
    for inner in found:
        cue = inner.cue
        if cue is None or inner.speaker is None or inner.cue_class == "believes" or grid.pos[cue] == "NOUN":
            continue
        if cue in gone:
            continue
        if grid.lemma[cue] == "agree":
            continue
        outer = _around(grid, cue, by_cue)
        if outer is None or outer.cue is None or outer.speaker is None or outer.cue in gone:
            continue
        if outer.speaker == inner.speaker or not is_channel(grid, outer.speaker, outer.cue):
            continue
        if grid.low[outer.speaker] == "it" and grid.low[inner.speaker] == "it":
            continue
        if outer.cue > cue:
            _take_content(grid, inner, outer)
        elif not inner.content and not _marks_follow(grid, cue):
            continue
        inner.via = [*outer.via, (outer.speaker, outer.cue), *inner.via]
        inner.rule += ", carried"
        gone.add(outer.cue)
    return [frame for frame in found if frame.cue not in gone]


def _turn_round(grid: Grid, frame: Frame, by_cue: dict[int | None, Frame], gone: set[int]) -> None:
    """``Y said the ship sank, X reported`` where the parser took the report for what Y said: X carries."""
    cue, who = frame.cue, frame.speaker
    if cue is None or who is None or grid.dep[cue] != "ccomp" or not frame.content:
        return
    said = by_cue.get(grid.head[cue])
    if said is None or said.cue is None or said.speaker is None or not is_medium(grid, who):
        return
    first = min(grid.subtree(who))
    if said.cue < min(frame.content) <= max(frame.content) < first and grid.low[first - 1] == ",":
        said.content = set(frame.content)
        said.via.insert(0, (who, cue))
        gone.add(cue)


def _around(grid: Grid, cue: int, by_cue: dict[int | None, Frame]) -> Frame | None:
    """The report right around a saying, before it or after it."""
    head = grid.head[cue]
    outer = by_cue.get(head)
    if outer is not None and outer.cue_class == "believes" and grid.dep[cue] == "parataxis":
        outer = by_cue.get(grid.head[head]) if grid.dep[head] == "ccomp" else outer
        return (
            outer
            if outer is not None and outer.speaker is not None and is_medium(grid, outer.speaker)
            else None
        )
    if outer is not None and outer.cue != cue and grid.dep[cue] in ("ccomp", "parataxis"):
        return outer if outer.cue_class != "believes" else None
    for c in grid.children[cue]:
        if c > cue and grid.dep[c] in ("parataxis", "advcl") and c in by_cue:
            after = by_cue[c]
            if grid.child(c, "nsubj") is not None and grid.child(c, "ccomp", "mark") is None:
                return after if after.speaker is not None and is_medium(grid, after.speaker) else None
    return None


def _take_content(grid: Grid, inner: Frame, outer: Frame) -> None:
    """Where the report follows the saying, the words may hang from either."""
    assert inner.cue is not None
    assert outer.cue is not None
    own = [c for c in grid.children[inner.cue] if grid.dep[c] in ("ccomp", "xcomp") and c != outer.cue]
    if own and inner.content:
        inner.content -= grid.subtree(outer.cue) - grid.subtree(inner.cue)
        return
    clauses = [c for c in grid.children[outer.cue] if grid.dep[c] == "ccomp" and c != inner.cue]
    root = grid.head[outer.cue]
    if clauses:
        inner.content = {i for c in clauses for i in grid.subtree(c)}
    elif grid.dep[outer.cue] in ("advcl", "parataxis") and root != inner.cue:
        inner.content = grid.subtree(root) - grid.subtree(outer.cue)
    else:
        return
    inner.content -= grid.subtree(inner.cue)


def _marks_follow(grid: Grid, cue: int) -> bool:
    return any(grid.mark[i] >= 0 for i in range(cue, min(cue + 12, grid.n)))


def _merge(grid: Grid, found: list[Frame]) -> list[Frame]:
    """Join "she said, pledging to ..." into one frame, and a belief inside a report into its view."""
    by_verb = {clause_head(grid, f.cue): f for f in found if f.cue is not None}
    gone: set[int] = set()
    for k, frame in enumerate(found):
        verb = clause_head(grid, frame.cue if frame.cue is not None else 0)
        head = by_verb.get(grid.head[verb]) if grid.head[verb] != verb else None
        if head is None or frame.cue is None:
            continue
        if _participle(grid, verb) and {frame.cue_class, head.cue_class} <= MERGED and verb > grid.head[verb]:
            head.content |= frame.content
            gone.add(k)
        elif frame.inserted and head.cue_class == "believes":
            frame.view = _view(grid, head, frame)
            if frame.view:
                frame.content = set(head.content) | _conjuncts(grid, head)
                gone.add(found.index(head))
        elif grid.dep[verb] == "ccomp" and frame.cue_class == "believes" and head.cue_class != "believes":
            head.view = _view(grid, frame, head)
            if head.view:
                head.content = (head.content - grid.subtree(verb)) | frame.content
                gone.add(k)
    return [frame for k, frame in enumerate(found) if k not in gone]


def _conjuncts(grid: Grid, frame: Frame) -> set[int]:
    """Verbs joined to a believing that carry no subject of their own: "believes X and should be Y"."""
    assert frame.cue is not None
    joined = [c for c in grid.children[frame.cue] if grid.dep[c] == "conj"]
    return {i for c in joined if grid.child(c, "nsubj") is None for i in grid.subtree(c)}


def _view(grid: Grid, belief: Frame, told: Frame) -> tuple[int, int] | None:
    """Whose belief it is, with its cue; None for a pronoun, which is most often the speaker."""
    who, cue = belief.speaker, belief.cue
    if who is None and told.cue is not None:  # "Kim, she added, believes": both hang from "added"
        both = [c for c in grid.children[told.cue] if grid.dep[c] == "nsubj"]
        who = both[0] if len(both) > 1 else None
    if who is None or cue is None or not belief.content or grid.pos[who] == "PRON" or who == told.speaker:
        return None
    return who, cue


def _outermost(grid: Grid, found: list[Frame]) -> list[Frame]:
    """Drop a frame whose cue stands in what another reports: it is part of those words."""
    covered: dict[int, Frame] = {}
    _part_added(grid, found)
    for frame in found:
        for i in frame.content:
            covered.setdefault(i, frame)
    for frame in found:
        cue = frame.cue
        outer = covered.get(cue) if cue is not None else None
        if cue is None or outer is None:
            continue
        if frame.cue_class == "believes" and frame.inserted and outer.view is None:
            outer.view = _view(grid, frame, outer)
            outer.content -= grid.subtree(cue) if outer.view else set()
        elif frame.content and _participle(grid, cue) and grid.is_silent(cue - 1):
            covered[cue].content -= set(range(cue, min(frame.content)))
            covered[cue].content -= {
                i for i in frame.content if grid.dep[i] == "mark" and grid.low[i] == "that"
            }
    for frame in found:
        if frame.cue in covered:
            grid.refuse(frame.rule, refused.PART, frame.cue)
    return [frame for frame in found if frame.cue not in covered]


def _part_added(grid: Grid, found: list[Frame]) -> None:
    """Part "said A but added B" and "said A and said B", where the parser joined the second to A."""
    for frame in found:
        cue = frame.cue
        if cue is None or grid.dep[cue] != "conj" or grid.child(cue, "nsubj", "nsubjpass", "aux") is not None:
            continue
        for outer in found:
            if outer.cue is None or cue not in outer.content or outer.cue > cue:
                continue
            silent = frame.speaker is None or not can_speak(grid, frame.speaker)
            if silent or grid.lemma[cue] in ("add", grid.lemma[outer.cue]):
                joint = grid.child(grid.head[cue], "cc")
                outer.content -= grid.subtree(cue) | ({joint} if joint is not None else set())
                frame.speaker = outer.speaker
                break


def _participle(grid: Grid, verb: int) -> bool:
    """Whether a verb is a participle beside the clause it hangs from: "..., adding that ..."."""
    return grid.dep[verb] == "advcl" and grid.child(verb, "nsubj", "nsubjpass", "mark", "aux") is None
