"""Whom words are said, written or put to."""

from __future__ import annotations

from variorum.stages.statements.cues import Cue, sources
from variorum.stages.statements.grid import Grid

LETTERS = frozenset(
    """letter email e-mail message memo note cable telegram appeal plea remark address statement comment
    testimony presentation""".split()
)
SPEAKING = frozenset("speak talk address write".split())
NOMINAL = frozenset(("PROPN", "NOUN", "PRON"))
NOBODY = frozenset("himself herself themselves itself it this that what which so".split())


def addressee(grid: Grid, verb: int, cue: Cue, speaker: int | None) -> int | None:
    """Whom the words are said to: the object of told, "said to X", "wrote in a letter to X", "speaking to X",
    the subject of "was told"; None when nobody is named."""
    if "to_whom" in cue.frames:
        if grid.child(verb, "auxpass") is not None:
            return grid.child(verb, "nsubjpass")
        found = grid.child(verb, "dative", "dobj")
        if found is not None and grid.pos[found] in NOMINAL and grid.low[found] not in NOBODY:
            return found
    ways = (_asked(grid, verb, cue), _said_to(grid, verb), _spoken_to(grid, verb, speaker))
    return next((whom for whom in ways if whom is not None), None)


def _asked(grid: Grid, verb: int, cue: Cue) -> int | None:
    """Whom somebody is asked to do something: "urged OSLO to open its files"."""
    if cue.cue_class not in ("asked", "warned") or "xcomp" not in cue.frames:
        return None
    for clause in (c for c in grid.children[verb] if grid.dep[c] in ("ccomp", "xcomp")):
        asked = grid.child(clause, "nsubj")
        to = any(grid.low[c] == "to" for c in grid.children[clause])
        if asked is not None and to and asked > verb and _somebody(grid, asked):
            return asked
        asked = grid.child(verb, "dobj")
        if asked is not None and to and _somebody(grid, asked):
            return asked
    return None


def _somebody(grid: Grid, i: int) -> bool:
    kind = sources().get(grid.lemma[i])
    return grid.party.get(i) is not None or kind in ("person", "media", "office") or grid.pos[i] == "PROPN"


def _said_to(grid: Grid, verb: int) -> int | None:
    """The one after "to" beside the verb, or after "to" beside the letter it was written in."""
    for c in grid.children[verb]:
        if grid.dep[c] in ("prep", "dative") and grid.mark[c] < 0:
            whom = grid.child(c, "pobj")
            if whom is None:
                continue
            if grid.low[c] == "to" and _somebody(grid, whom):
                return whom
            if grid.low[c] in ("in", "by", "with", "via") and grid.lemma[whom] in LETTERS:
                return _after_to(grid, whom)
    return None


def _after_to(grid: Grid, i: int) -> int | None:
    to = next((c for c in grid.children[i] if grid.low[c] == "to" and grid.mark[c] < 0), None)
    whom = grid.child(to, "pobj") if to is not None else None
    return whom if whom is not None and grid.pos[whom] in NOMINAL else None


def _spoken_to(grid: Grid, verb: int, speaker: int | None) -> int | None:
    """The one in "speaking to X" beside the verb or its subject."""
    beside = [*grid.children[verb], *(grid.children[speaker] if speaker is not None else ())]
    for c in beside:
        if grid.lemma[c] in SPEAKING and grid.low[c].endswith("ing") and grid.mark[c] < 0:
            return _after_to(grid, c)
    return None
