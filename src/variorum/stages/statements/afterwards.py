"""A carrier named after the words: "The warning, reported by X, ...", "Screenshots were shown on Y"."""

from __future__ import annotations

from variorum.stages.statements.cues import addressed, cues, sources
from variorum.stages.statements.frame import Frame
from variorum.stages.statements.grid import Grid
from variorum.stages.statements.published import CARRIED, by_whom
from variorum.stages.statements.who import is_medium

DEFINITE = frozenset(("the", "his", "her", "their", "its", "this", "that", "these", "those"))
PARTS = frozenset(
    "extract excerpt screenshot copy recording footage audio video text transcript clip part".split()
)
WORDS = frozenset(
    "remark comment word warning outburst exchange speech interview address sermon quote".split()
)


def carried_afterwards(grid: Grid, found: list[Frame]) -> None:
    """Give the sayings before it a carrier that a clause names afterwards, within the paragraph."""
    for verb in range(grid.n):
        if grid.lemma[verb] not in CARRIED or grid.pos[verb] != "VERB" or grid.mark[verb] >= 0:
            continue
        noun = _subject(grid, verb)
        if noun is None or not _words(grid, noun):
            continue
        carrier = by_whom(grid, verb)
        if carrier is None or not is_medium(grid, carrier):
            continue
        for frame in _before(grid, found, min(noun, verb)):
            if not frame.via:
                frame.via.append((carrier, verb))


def _subject(grid: Grid, verb: int) -> int | None:
    """What is carried, by a passive: its subject, or the noun that the participle stands by."""
    if grid.child(verb, "auxpass") is not None:
        return grid.child(verb, "nsubjpass", "nsubj")
    noun = grid.head[verb]
    leads = grid.dep[verb] == "acl" and grid.dep[noun] in ("nsubj", "nsubjpass")
    return noun if leads and grid.low[verb - 1] == "," else None


def _words(grid: Grid, noun: int) -> bool:
    """Whether a noun goes back to words said before."""
    lemma = grid.lemma[noun]
    if lemma in PARTS:
        return True
    told = lemma in WORDS or lemma in addressed("noun") or lemma in cues("noun")
    return (told or sources().get(lemma) == "document") and any(
        grid.low[c] in DEFINITE for c in grid.children[noun] if c < noun
    )


def _before(grid: Grid, found: list[Frame], at: int) -> list[Frame]:
    """The sayings of the last sentence before a token that has any, in its paragraph."""
    near = [
        f for f in found if f.cue is not None and f.cue < at and grid.paragraph[f.cue] == grid.paragraph[at]
    ]
    near = [f for f in near if f.speaker is not None and at not in f.content]
    last = max((f.unit for f in near), default=-1)
    return [f for f in near if f.unit == last and grid.unit[at] - last < 2]
