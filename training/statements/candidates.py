"""Words that may be reported beside a word of speech where no rule finds any, for the model to judge."""

from __future__ import annotations

import csv
from collections.abc import Collection
from functools import cache
from pathlib import Path
from typing import NamedTuple

from variorum.stages.statements.grid import Grid
from variorum.stages.statements.who import subject

TRAILING = frozenset("of for about against over as on to into from between toward towards without".split())
CLAUSES = frozenset(("ccomp", "xcomp"))
SENDERS = frozenset(("from", "by"))


class Word(NamedTuple):
    """A verb or noun of speech: the class of a statement it makes, and the complements it often takes."""

    cue_class: str
    complements: frozenset[str]


class Candidate(NamedTuple):
    """Tokens that may be reported: ``relation`` tells how ``head``, their first head, hangs on the cue."""

    cue: int
    relation: str
    head: int
    content: frozenset[int]
    speaker: int | None
    word: Word


@cache
def words(pos: str) -> dict[str, Word]:
    """The words of speech of a part of speech (``verb`` or ``noun``) by lemma."""
    with (Path(__file__).parent / "words.tsv").open(encoding="utf-8") as lines:
        listed = [row for row in csv.DictReader(lines, delimiter="\t") if row["pos"] == pos]
    return {row["lemma"]: Word(row["class"], frozenset(row["complements"].split())) for row in listed}


def candidates(grid: Grid, taken: Collection[int | None] = ()) -> list[Candidate]:
    """The candidates of all words of speech outside marks, but for cues that are taken; in text order."""
    verbs, nouns = words("verb"), words("noun")
    found: list[Candidate] = []
    for i, pos in enumerate(grid.pos):
        if pos == "VERB":
            word = verbs.get(grid.lemma[i])
            if word is not None and grid.mark[i] < 0 and i not in taken:
                found += _verb(grid, i, word)
        elif pos == "NOUN":
            word = nouns.get(grid.lemma[i])
            if word is not None and grid.mark[i] < 0 and i not in taken:
                found += _noun(grid, i, word)
    return found


def _verb(grid: Grid, verb: int, word: Word) -> list[Candidate]:
    """What a verb may report: its object and all that goes with it, a phrase, a clause; nothing where its
    object stands before it ("the delay that critics blame for the loss")."""
    if any(grid.dep[c] == "dobj" and c < verb for c in grid.children[verb]):
        return []
    made: list[tuple[str, int, set[int]]] = []
    kids = [c for c in grid.children[verb] if c > verb]
    objects = [c for c in kids if grid.dep[c] in ("dobj", "oprd")]
    after = [c for c in kids if grid.dep[c] in ("prep", "xcomp", "oprd") or _purpose(grid, c)]
    if objects and "obj" in word.complements:
        rest = [c for c in after if c > objects[0] and (grid.dep[c] != "prep" or grid.low[c] in TRAILING)]
        made.append(("obj", objects[0], _joined(grid, [objects[0], *rest])))
    for c in kids:
        if grid.dep[c] == "prep":
            if grid.low[c] in word.complements and not (objects and "obj" in word.complements):
                clauses = [k for k in after if k > c and grid.dep[k] != "prep"]
                made.append((grid.low[c], c, _joined(grid, [c, *clauses]) - {c}))
        elif grid.dep[c] in CLAUSES and not objects:
            made.append((grid.dep[c], c, grid.subtree(c)))
    passive = grid.child(verb, "nsubjpass")
    if passive is not None and "obj" in word.complements and grid.child(verb, "agent") is not None:
        named = [c for c in after if grid.dep[c] == "oprd" or grid.low[c] in ("as", "for")]
        made.append(
            ("passive", passive, _joined(grid, [passive]) | {i for c in named for i in grid.subtree(c)})
        )
    if not made or (speaker := subject(grid, verb)) is None:
        return []
    own = grid.subtree(speaker)
    told = ((r, h, content if speaker in content else content - own) for r, h, content in made)
    return [
        Candidate(verb, relation, head, frozenset(content), speaker, word)
        for relation, head, content in told
        if content and speaker not in content and verb not in content
    ]


def _purpose(grid: Grid, clause: int) -> bool:
    kids = grid.children[clause] if grid.dep[clause] == "advcl" else []
    return any(grid.low[c] == "to" and c < clause for c in kids)


def _joined(grid: Grid, heads: list[int]) -> set[int]:
    """The words of the heads up to the first gap: "praised the crew [on Monday] for its calm"."""
    whole = {i for head in heads for i in grid.subtree(head)}
    for i in range(min(whole), max(whole)):
        if i not in whole and not grid.is_silent(i):
            return {k for k in whole if k < i}
    return whole


def _noun(grid: Grid, noun: int, word: Word) -> list[Candidate]:
    """What a noun may report: "his remarks about X", "calls for X"; not "the refusal of his calls for X"."""
    if grid.dep[noun] == "pobj" and grid.low[grid.head[noun]] == "of":
        return []
    kids = [c for c in grid.children[noun] if c > noun]
    found = []
    for c in kids:
        named = grid.dep[c] == "prep" and grid.low[c] in word.complements
        if not named and not _told(grid, c):
            continue
        speaker = _owner(grid, noun, kids)
        content = grid.subtree(c) - ({c} if named else set())
        if content and speaker is not None and speaker not in content:
            relation = f"noun {grid.low[c]}" if named else "noun clause"
            found.append(Candidate(noun, relation, c, frozenset(content), speaker, word))
    return found


def _told(grid: Grid, clause: int) -> bool:
    """Whether a clause beside a noun says what was said: "his claim that ...", "a call to ..."."""
    kids = grid.children[clause] if grid.dep[clause] == "acl" else []
    return any(grid.low[c] in ("that", "to") and grid.dep[c] in ("mark", "aux") for c in kids)


def _owner(grid: Grid, noun: int, kids: list[int]) -> int | None:
    """Whose speech a noun names: its owner, its sender, or the subject of the verb it is the object of."""
    owner = grid.child(noun, "poss")
    if owner is not None:
        return owner
    for c in kids:
        if grid.low[c] in SENDERS and grid.dep[c] in ("prep", "agent"):
            return grid.child(c, "pobj")
    head = grid.head[noun]
    while grid.dep[noun] == "conj" and grid.pos[head] == "NOUN":
        noun, head = head, grid.head[head]
    return subject(grid, head) if grid.dep[noun] == "dobj" and grid.pos[head] == "VERB" else None
