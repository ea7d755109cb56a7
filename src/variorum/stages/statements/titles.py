"""Headlines whose words the parser takes for names: "China, North Korea Vow to Deepen Ties"."""

from __future__ import annotations

from functools import cache

from variorum.stages.statements.cues import Cue, cues, sources
from variorum.stages.statements.frame import Frame
from variorum.stages.statements.grid import Grid

SMALL = 4
LEAST = 3
CAPITALISED = 0.75
OPENS = frozenset(
    "to that for he she it they a an the its his her their no not new all on will must should".split()
)
ENDS = frozenset((",", ";", ":", "–", "—", "-", "as", "after", "amid", "while", "following", "and", "but"))
WORDS = {"quote", "np", "xcomp", "ccomp"}
LONGEST = 4
NAMES = frozenset(("ADJ", "NOUN", "PROPN"))
PARTIES = frozenset(("person", "name", "organisation", "state", "group", "media"))


def title_case(grid: Grid, a: int, b: int) -> bool:
    """Whether the tokens ``[a, b)`` are a line whose long words nearly all begin with a capital."""
    long = [i for i in range(a, b) if len(grid.low[i]) >= SMALL and grid.low[i].isalpha()]
    capitals = sum(grid.text[grid.start[i]].isupper() for i in long)
    return len(long) > SMALL and capitals >= CAPITALISED * len(long)


def vowed(grid: Grid, a: int, b: int, capitals: bool) -> Frame | None:
    """The frame of a party, a cue in the present and the words after it; None where a line is not so made."""
    for i in range(a + 1, b - LEAST):
        found = _present().get(grid.low[i])
        if found is None or grid.mark[i] >= 0:
            continue
        cue, noun = found
        if not _speaks(grid, a, i, capitals) or (noun and grid.low[i + 1] not in OPENS):
            return None
        first = i + 1
        if grid.low[first] in cue.prepositions:
            first += 1
        elif not cue.frames & WORDS or "to_whom" in cue.frames:
            return None
        if grid.party.get(i) is not None or any(grid.low[k] in (",", "and", "&") for k in range(a, i)):
            grid.joint[i - 1] = a
        rule = f"headline cue {grid.low[i]}"
        return Frame(i, cue.cue_class, i - 1, set(range(first, b)), rule, grid.unit[a], weak=0.2)
    return None


def to_the_end(grid: Grid, a: int, b: int, found: list[Frame]) -> None:
    """Let words that a title ends with belong to its last content, where the parser took them for a name."""
    inside = [f for f in found if f.cue is not None and a <= f.cue < b and f.content]
    if len(inside) != 1 or not title_case(grid, a, b):
        return
    (frame,) = inside
    last = max(frame.content)
    if frame.cue is None or min(frame.content) < frame.cue or last >= b:
        return
    stop = next((i for i in range(last + 1, b) if grid.low[i] in ENDS), b)
    frame.content |= set(range(last + 1, stop))


def _speaks(grid: Grid, a: int, cue: int, capitals: bool) -> bool:
    """Whether the words before a cue end in a party, and are names joined by a comma or "and" at most."""
    last = cue - 1
    known = grid.party.get(last) in PARTIES or sources().get(grid.lemma[last]) in (
        "person",
        "body",
        "office",
        "document",
    )
    if not capitals:
        return known and cue - a <= LONGEST and all(grid.pos[i] in NAMES for i in range(a, cue))
    joined = all(
        grid.text[grid.start[i]].isupper() or grid.low[i] in (",", "and", "of", "the", "’s", "'s", "-", "&")
        for i in range(a, cue)
    )
    return known and joined


@cache
def _present() -> dict[str, tuple[Cue, bool]]:
    """Cue verbs by their forms in the present, each with whether the form may be a noun as well."""
    found: dict[str, tuple[Cue, bool]] = {}
    nouns = {*cues("noun"), *sources()}
    for lemma, cue in cues("verb").items():
        if cue.cue_class == "believes" or cue.particle:
            continue
        ending = "ies" if lemma.endswith("y") and lemma[-2] not in "aeiou" else None
        singular = lemma[:-1] + ending if ending else lemma + ("es" if lemma[-1] in "shxz" else "s")
        for form in (lemma, singular):
            found[form] = (cue, lemma in nouns)
    return found
