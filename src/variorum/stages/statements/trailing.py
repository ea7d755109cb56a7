"""A report that follows what it reports, "..., X reported on Sunday.", where the parser joins both."""

from __future__ import annotations

from variorum.stages.statements.cues import cues
from variorum.stages.statements.frame import Frame
from variorum.stages.statements.grid import Grid
from variorum.stages.statements.strayed import told_clause
from variorum.stages.statements.who import is_channel

LEAST = 3
LONGEST = 12
NAMING = frozenset(("DET", "ADJ", "NOUN", "PROPN", "NUM", "PRON", "PART"))
WITHIN = frozenset(("of", "for", "in", "from", "at", "and", "&", "-", "’s", "'s"))
LINKS = frozenset(("who", "which", "that", "whom", "whose", "what", "where", "when", "how", "why"))
HAVING = frozenset(("has", "have", "had", "been"))
CITING = frozenset(
    """citing quoting which who without although though while after before in on at as but amid hours
    days""".split()
)
OWN = frozenset(("i", "we", "you", "it", "they"))
FINITE = frozenset(("VBD", "VBZ", "VBP", "VBN"))


def parted(grid: Grid, found: list[Frame]) -> list[Frame]:
    """Take a report that follows out of the words it reports: a channel's becomes a carrier of the saying
    before it, anybody else's reports all that stands before."""
    by_unit: dict[int, list[Frame]] = {}
    for frame in found:
        by_unit.setdefault(frame.unit, []).append(frame)
    gone: set[int] = set()
    for frame in found:
        clause = _clause(grid, frame)
        if clause is None or frame.cue in gone:
            continue
        near = [f for f in by_unit[frame.unit] if f is not frame and f.cue not in gone]
        if _needs(frame, clause, near):
            _part(grid, frame, clause, near, gone)
    return [frame for frame in found if frame.cue not in gone]


def _needs(frame: Frame, clause: tuple[int, int, int], near: list[Frame]) -> bool:
    """Whether the parser took the report for part of the words before it, or gave it none of them."""
    assert frame.cue is not None
    first, _, start = clause
    if any(f.cue is not None and f.cue < first and frame.cue in f.content for f in near):
        return True
    return not any(start <= i < first for i in frame.content)


def _part(grid: Grid, frame: Frame, clause: tuple[int, int, int], near: list[Frame], gone: set[int]) -> None:
    first, last, start = clause
    assert frame.cue is not None
    assert frame.speaker is not None
    words = {i for i in range(start, first - 1) if not grid.is_silent(i) or grid.mark[i] >= 0}
    tail = set(range(first - 1, last + 1))
    before = [f for f in near if f.cue is not None and f.cue < first and f.cue >= start]
    for f in before:
        if f.content & tail:
            f.content = {i for i in f.content if i < first - 1}
            clause_told = told_clause(grid, f.addressee) if f.addressee is not None else None
            if not f.content and clause_told is not None:
                f.content = grid.subtree(clause_told)
        if f.speaker is not None and first <= f.speaker <= last:
            f.speaker = None
    outer = [f for f in before if not any(f is not o and f.cue in o.content for o in before)]
    said = [f for f in outer if f.speaker is not None and f.content and grid.pos[f.cue or 0] != "NOUN"]
    told = [f for f in said if f.cue_class != "believes" and grid.lemma[f.cue or 0] != "agree"]
    beliefs = [f for f in said if f.cue_class == "believes" and grid.low[f.speaker or 0] not in OWN]
    if told and is_channel(grid, frame.speaker, frame.cue) and frame.addressee is None:
        for f in told:
            if grid.low[frame.speaker] != "it":
                f.via.insert(0, (frame.speaker, frame.cue))
            f.joined.append(frame.cue)
            f.rule += ", carried"
        gone.add(frame.cue)
    elif beliefs and not told:
        belief = beliefs[0]
        frame.view = (belief.speaker or 0, belief.cue or 0)
        frame.content = set(belief.content)
        gone.add(belief.cue or 0)
    elif not frame.content & words:
        frame.content = words
        frame.rule += " inserted"
        frame.inserted = True


def _clause(grid: Grid, frame: Frame) -> tuple[int, int, int] | None:
    """First and last token of a report "X reported on Sunday" after a comma, and where the words before it
    begin; None where the cue stands otherwise."""
    cue, speaker = frame.cue, frame.speaker
    if cue is None or speaker is None or not 0 < cue - speaker < LONGEST:
        return None
    verb = cues("verb").get(grid.lemma[cue])
    if verb is None or "ccomp" not in verb.frames or grid.low[cue].endswith("ing"):
        return None
    first = _begins(grid, speaker, cue)
    if first is None:
        return None
    a, b = grid.units[frame.unit]
    start = max((i + 1 for i in range(a, first) if grid.low[i] == ";" and grid.mark[i] < 0), default=a)
    if not any(
        grid.pos[i] in ("VERB", "AUX") and grid.low[i] != "according" for i in range(start, first - 1)
    ):
        return None
    if sum(not grid.is_silent(i) for i in range(start, first - 1)) < LEAST:
        return None
    if grid.low[start] in (
        "as",
        "when",
        "while",
        "after",
        "if",
        "although",
        "though",
        "because",
        "since",
        "asked",
    ):
        return None
    last = _ends(grid, cue, b)
    return None if last is None else (first, last, start)


def _begins(grid: Grid, speaker: int, cue: int) -> int | None:
    """The first token of the name or noun phrase right before a cue, where a comma stands before it."""
    k = cue - 1
    while k > speaker and grid.low[k] in HAVING:
        k -= 1
    first = k
    while first > 0 and grid.mark[first] < 0 and (grid.pos[first] in NAMING or grid.low[first] in WITHIN):
        if grid.low[first] in LINKS:
            return None
        first -= 1
    if k - first > LONGEST or grid.low[first] != "," or grid.mark[first] >= 0:
        return None
    return first + 1 if first < speaker <= k else None


def _ends(grid: Grid, cue: int, end: int) -> int | None:
    """The last token of a report that has no words of its own after its cue: at the end of the sentence, at a
    comma before "citing", at a semicolon."""
    for i in range(cue + 1, end):
        if grid.mark[i] >= 0 or grid.low[i] in (":", "“", '"', "‘"):
            return None
        if grid.low[i] == "," and grid.low[i + 1 : i + 2] and grid.low[i + 1] in CITING:
            return i
        if grid.low[i] in (".", ";") or grid.pos[i] == "SPACE":
            return i
        if grid.pos[i] in ("VERB", "AUX") or grid.low[i] in LINKS or (grid.low[i] == ","):
            return None
    return end - 1
