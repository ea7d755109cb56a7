"""A pronoun that goes back to the words before it: "Corvane expects sales to fall, it said"."""

from __future__ import annotations

from variorum.stages.statements.cues import sources
from variorum.stages.statements.frame import Frame
from variorum.stages.statements.grid import Grid
from variorum.stages.statements.speaker import Found, Speakers

BACK = frozenset(("it", "he", "she", "they"))
SUBJECTS = frozenset(("nsubj", "nsubjpass"))
NOMINAL = ("NOUN", "PROPN")


def who_says_so(speakers: Speakers, frame: Frame, found: Found | None) -> Found | None:
    """Who a pronoun after its words goes back to: their own subject, where nobody else is in reach, or where
    they are what "it" expects; the party found before otherwise."""
    grid, head = speakers.grid, frame.speaker
    if head is None or grid.low[head] not in BACK or frame.cue is None or found is None:
        return found
    word = grid.low[head]
    nobody = found.why.endswith("nobody in reach")
    if frame.view and (nobody or word == "it"):
        own: int | None = frame.view[0]
    else:
        own = _subject(grid, frame) if nobody else None
    if own is None or own > head or grid.unit[own] != grid.unit[head] or grid.pos[own] not in NOMINAL:
        return found
    party = speakers.named(own)
    if grid.mark[own] >= 0 or not speakers.agrees(party, own, word):
        return found
    if frame.view and frame.view[0] == own:
        frame.content = {i for i in grid.subtree(frame.view[1]) if i < head}
        frame.view = None
    return Found(party, f"pronoun {word} -> {party.name}: subject of its words", 0.7, own)


def _subject(grid: Grid, frame: Frame) -> int | None:
    """The subject of the clause that stands before a cue and its pronoun."""
    assert frame.speaker is not None
    first = grid.units[frame.unit][0]
    if first and grid.paragraph[first - 1] == grid.paragraph[first] and grid.pos[first - 1] != "SPACE":
        return None  # the sentence before may name somebody
    before = [i for i in sorted(frame.content) if i < frame.speaker and grid.pos[i] in NOMINAL]
    own = next((i for i in before if grid.dep[i] in SUBJECTS and grid.head[i] in frame.content), None)
    others = (i for i in before if grid.dep[i] in ("dobj", "dative", "pobj"))
    return None if any(grid.party.get(i) or sources().get(grid.lemma[i]) == "person" for i in others) else own
