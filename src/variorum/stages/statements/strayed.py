"""Reported clauses that the parser hung elsewhere: on the one told, on a letter in between, on nothing."""

from __future__ import annotations

from variorum.stages.statements.cues import addressed
from variorum.stages.statements.grid import Grid

PICTURES = frozenset(
    "television tv footage video image photo photograph picture camera clip channel broadcaster".split()
)
OWN = frozenset(("he", "she", "they", "it", "we"))
RELATIVE = frozenset(("who", "which", "that", "whom", "whose"))


def _agent(grid: Grid, verb: int) -> int | None:
    """By whom, in a passive; None where nobody is named."""
    by = grid.child(verb, "agent")
    return grid.child(by, "pobj") if by is not None else None


def told_clause(grid: Grid, told: int) -> int | None:
    """The reported clause that the parser hung on the one told: "warned firms that they will close", "told
    Veltin the ship needs fuel"; None where it may be a relative clause of that one."""
    for c in grid.children[told]:
        if grid.dep[c] not in ("relcl", "acl", "ccomp") or c < told or grid.mark[c] >= 0:
            continue
        own = grid.child(c, "nsubj", "nsubjpass", "expl")
        if own is None or grid.low[own] in RELATIVE:
            continue
        first = min(grid.subtree(c))
        bare = grid.pos[told] == "PROPN" or (
            grid.low[own] in ("he", "she", "they", "it", "we")
            and not any(k < told for k in grid.children[told])
        )  # "told friends he wants to leave"
        if grid.low[first] == "that" or (first == min(grid.subtree(own)) and bare):
            return c
    return None


def strayed(grid: Grid, verb: int, told: int | None) -> int | None:
    """A that-clause the parser hung on a noun in between: "said in a statement that ..."."""
    for whom in (told, _agent(grid, verb)):
        if whom is not None and (clause := told_clause(grid, whom)) is not None:
            return clause
    for i in range(verb + 1, min(verb + 16, grid.n)):
        if grid.unit[i] != grid.unit[verb] or grid.mark[i] >= 0:
            return None
        head = grid.head[i]
        if grid.low[i] == "that" and grid.pos[head] in ("VERB", "AUX") and _links(grid, i):
            return head if grid.dep[head] in ("acl", "relcl") and head in grid.subtree(verb) else None
    return None


def _links(grid: Grid, that: int) -> bool:
    """Whether "that" leads in a clause of what is said, also where the parser took it for the object of one
    beside a message: "in a note that his government would not attend"."""
    if grid.dep[that] == "mark":
        return True
    head = grid.head[that]
    own = grid.child(head, "nsubj", "nsubjpass")
    return (
        grid.dep[that] == "dobj"
        and own not in (None, that)
        and grid.lemma[grid.head[head]] in addressed("noun")
    )


def says_that(grid: Grid, verb: int) -> bool:
    """Whether "that" follows the verb and the parser took the clause for a noun phrase."""
    that = verb + 1
    if that >= grid.n or grid.low[that] != "that" or grid.dep[that] != "mark":
        return False
    return grid.pos[grid.head[that]] in ("NOUN", "PROPN")


def seen(grid: Grid, speaker: int, clause: int) -> bool:
    """Whether a clause is what is seen, not said: "footage showed crates being unloaded"."""
    if grid.lemma[speaker] not in PICTURES:
        return False
    kids = grid.children[clause]
    if any(
        grid.dep[c] == "mark" or (grid.dep[c] in ("aux", "auxpass") and grid.low[c] != "being") for c in kids
    ):
        return False
    return grid.low[clause].endswith("ing") or any(grid.low[c] == "being" for c in kids)
