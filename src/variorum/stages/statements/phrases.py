"""Contents that are phrases: the object, complement or preposition of a cue, and what goes with it."""

from __future__ import annotations

from collections.abc import Set

from variorum.stages.statements.cues import Cue, acts, cues
from variorum.stages.statements.frame import Frame
from variorum.stages.statements.grid import Grid
from variorum.stages.statements.who import can_speak

PRONOUN_OBJECTS = frozenset(("it", "that", "this", "what", "which", "himself", "herself", "themselves", "so"))
ASIDES = frozenset(("relcl", "appos"))
AFTER = frozenset((",", "—", "–", "--", "-"))
BELONGING = frozenset(
    "for about against over between by from toward towards into without despite because".split()
)
INTENTS = (["response"], ["support"], ["favor"], ["favour"], ["exchange"], ["return"])
AMOUNTS = frozenset(("CARDINAL", "MONEY", "PERCENT", "QUANTITY"))
PRESENT = frozenset(("i", "we", "you"))
"""Who writes or reads: outside marks nobody that a report has its phrases from."""


def phrases(grid: Grid, frame: Frame, by_dep: dict[str, list[int]], cue: Cue, objects: list[int]) -> None:
    """Contents that are phrases: praised WHAT, called X A MISTAKE, described X AS Y, called FOR restraint."""
    named = _things(grid, frame, cue, objects)
    heads: list[int] = []
    if "oprd" in cue.frames:
        heads += by_dep.get("oprd", []) + (by_dep.get("ccomp", []))
        heads = heads or _called_in_marks(grid, objects)
    prepositions = by_dep.get("prep", []) + by_dep.get("dative", [])
    if "as" in cue.frames:
        heads += [p for p in prepositions if grid.low[p] == "as"]
        heads += [] if heads else [p for o in named for p in grid.children[o] if grid.low[p] == "as"]
    if cue.prepositions:
        heads += _brought(grid, frame, cue, prepositions, named, objects)
    if cue.frames & {"np", "talk", "sought"} or heads:
        heads += named if cue.frames & {"np", "talk", "sought", "oprd", "as"} else []
    if heads:
        heads += [p for p in prepositions if p > min(heads) and p not in heads and _belongs(grid, p)]
    heads += _to_do(grid, by_dep, heads)
    if grid.lemma[frame.cue or 0] == "accuse":
        heads = _charge(grid, named, prepositions) or heads
    for c in heads:
        frame.content |= grid.subtree(c)
    frame.content |= _between(grid, frame, named, heads)
    frame.content -= asides(grid, frame.content)
    frame.content -= {c for c in heads if grid.dep[c] == "prep" and c == min(frame.content)}
    if frame.cue_class == "asked" and grid.lemma[frame.cue or 0] == "call" and _visited(grid, heads):
        frame.content = set()
    if frame.content:
        frame.rule += " np"
        frame.weak = 0.1
        who = frame.speaker
        asks_what = any(grid.low[c] in ("what", "which") for c in objects)
        scarcely = cue.cue_class == "believes" and asks_what
        own = who is not None and grid.low[who] in PRESENT
        if who is None or own or not can_speak(grid, who) or who in frame.content or scarcely:
            frame.content = set()


def reckoned(grid: Grid, verb: int) -> set[int]:
    """What somebody puts at how much ("put the number of dead AT 18"), and that; empty where no figure
    follows."""
    at = [c for c in grid.children[verb] if grid.dep[c] == "prep" and grid.low[c] == "at"]
    amounts = [c for c in at if any(grid.entity[k] in AMOUNTS for k in grid.subtree(c))]
    things = [c for c in grid.children[verb] if grid.dep[c] == "dobj" and c > verb]
    inside = [k for o in things for k in grid.children[o] if grid.dep[k] == "prep" and grid.low[k] == "at"]
    if things and not amounts:
        amounts = [k for k in inside if any(grid.entity[i] in AMOUNTS for i in grid.subtree(k))]
    if not things or not amounts:
        return set()
    return {i for c in (*things, amounts[0]) for i in grid.subtree(c)}


def _things(grid: Grid, frame: Frame, cue: Cue, objects: list[int]) -> list[int]:
    """The objects that may be part of what is said: of some cues only nouns of speech, or of acts."""
    named = [c for c in objects if grid.low[c] not in PRONOUN_OBJECTS]
    if "talk" in cue.frames and not any(grid.low[c] == "as" for c in grid.children[frame.cue or 0]):
        named = [c for c in named if grid.lemma[c] in cues("noun") or grid.mark[c] >= 0]
    if "sought" in cue.frames:
        named = [c for c in named if grid.lemma[c] in acts() or grid.lemma[c] in cues("noun")]
    return named


def _charge(grid: Grid, named: list[int], prepositions: list[int]) -> list[int]:
    """What "of" leads in marks, without the one accused: beside the verb or beside him."""
    beside = [*prepositions, *(c for o in named for c in grid.children[o])]
    of = [p for p in beside if grid.low[p] == "of" and grid.child(p, "pcomp") is not None]
    return [p for p in of if any(mark >= 0 for mark in grid.mark[p + 1 : p + 3])][:1]


def _between(grid: Grid, frame: Frame, named: list[int], heads: list[int]) -> set[int]:
    """What stands between an object and the infinitive after it: "praised the gift of X to Y to win"."""
    if frame.cue_class not in ("praised", "accused") or not named or not heads or heads[-1] in named:
        return set()
    last, first = max(grid.subtree(named[-1])), min(grid.subtree(heads[-1]))
    hole = set(range(last + 1, first))
    to = last + 1 < first and grid.low[last + 1] == "to" and not any(grid.low[i] == "," for i in hole)
    return hole if to else set()


def _visited(grid: Grid, heads: list[int]) -> bool:
    """Whether "called on her" asks nothing: no infinitive, and a pronoun after "on"."""
    on = [c for c in heads if grid.low[c] == "on"]
    whom = grid.child(on[0], "pobj") if on else None
    return whom is not None and grid.pos[whom] == "PRON" and len(heads) == len(on)


def _called_in_marks(grid: Grid, objects: list[int]) -> list[int]:
    """What something is called, in marks right after it, however parsed: "calling it “a farce”"."""
    thing = next((c for c in objects if grid.mark[c] < 0), None)
    if thing is None:
        return []
    first = max(grid.subtree(thing)) + 1
    pronoun = grid.pos[thing] == "PRON"
    first = thing + 1 if pronoun else first
    while first < grid.n and grid.is_silent(first) and grid.mark[first] < 0 and grid.pos[first] != "SPACE":
        if grid.low[first] == ",":
            return []
        first += 1
    if first >= grid.n or grid.mark[first] < 0 or grid.mark[thing] >= 0:
        return []
    return [thing, *(i for i in range(first, grid.n) if grid.mark[i] == grid.mark[first])]


def _relative(grid: Grid, objects: list[int]) -> bool:
    """Whether the object stands before its clause: "the delay that critics blame for the loss"."""
    return any(grid.low[c] in ("that", "which") and c < grid.head[c] for c in objects)


def asides(grid: Grid, content: Set[int]) -> set[int]:
    """What the report adds behind a comma at the end of a phrase: "the deal, which lapses in May"."""
    gone: set[int] = set()
    last = max((i for i in content if not grid.is_silent(i)), default=-1)
    for i in sorted(content):
        if i in gone or grid.dep[i] not in ASIDES or grid.head[i] not in content:
            continue
        added = grid.subtree(i) & content
        first = min(added)
        if last not in added or any(grid.mark[k] >= 0 or grid.lemma[k] in cues("verb") for k in added):
            continue
        if grid.mark[first - 1] < 0 and grid.low[first - 1] in AFTER:
            gone |= added | {first - 1}
    return gone


def _brought(
    grid: Grid, frame: Frame, cue: Cue, prepositions: list[int], named: list[int], objects: list[int]
) -> list[int]:
    """The prepositions that bring in what is said, and the class they give it: called FOR restraint."""
    brought = [p for p in prepositions if p > (frame.cue or 0) and grid.low[p] in cue.prepositions]
    brought = [p for p in brought if not _dated(grid, p)]
    if (named and not cue.frames & {"np", "as", "talk"}) or _relative(grid, objects):
        return []  # "called a march for Friday" does not call FOR it
    if brought and not named:
        frame.cue_class = cue.prepositions[grid.low[brought[0]]]
    return brought


def _dated(grid: Grid, preposition: int) -> bool:
    """Whether a preposition leads in a day: "called ON SUNDAY to end"."""
    noun = grid.child(preposition, "pobj")
    return noun is not None and grid.entity[noun] in ("DATE", "TIME")


def _belongs(grid: Grid, preposition: int) -> bool:
    """Whether a phrase beside the object is part of what is said ("the deal in response to the tests"), and
    no time, place, occasion or addressee of the saying."""
    if grid.low[preposition] in BELONGING or grid.low[preposition] == "as":
        return True
    return grid.low[preposition] == "in" and grid.low[preposition + 1 : preposition + 2] in INTENTS


def _to_do(grid: Grid, by_dep: dict[str, list[int]], heads: list[int]) -> list[int]:
    """The infinitive beside an object: "announced steps TO TIGHTEN", "called on X TO LEAD"."""
    found = []
    for c in by_dep.get("advcl", []) + by_dep.get("xcomp", []):
        words = {grid.low[i] for i in grid.children[c] if i < c}
        if "to" in words and (heads or "for" in words):
            found.append(c)
    return found[:1]
