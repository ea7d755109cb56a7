"""The noun phrase before a verb, or after a preposition, by its words alone: where the parse is astray."""

from __future__ import annotations

from variorum.stages.statements.grid import Grid

NAMING = frozenset(("DET", "ADJ", "NOUN", "PROPN", "NUM", "PRON", "PART"))
WITHIN = frozenset(("of", "for", "in", "from", "at", "by", "to", "on", "and", "&", "-", "’s", "'s"))
LINKS = frozenset("who which that whom whose what where when how why if whether there".split())
BETWEEN = frozenset(
    "has have had been was were also later then since once now therefore already duly".split()
)
PARTING = frozenset((",", "—", "–", "--"))
CLAUSAL = PARTING | {"after", "when", "while", "because", "since", "that", "before"}
LONGEST = 14
NAMED = ("NOUN", "PROPN", "NUM")


def phrase_before(grid: Grid, verb: int, after: frozenset[str] = PARTING) -> tuple[int, int] | None:
    """The first token and the head of the noun phrase before a verb, after a comma or another of the words
    ``after``; what stands between two commas right before the verb is skipped."""
    k = verb - 1
    while k > 0 and grid.low[k] in BETWEEN:
        k -= 1
    if grid.low[k] in PARTING and grid.mark[k] < 0:
        skipped = _before_aside(grid, k)
        if skipped is None:
            return None
        k = skipped
    first = k
    while first > 0 and grid.mark[first] < 0 and (grid.pos[first] in NAMING or grid.low[first] in WITHIN):
        if grid.low[first] in LINKS or k - first > LONGEST:
            return None
        first -= 1
    if first == grid.units[grid.unit[verb]][0] and grid.pos[first] in NAMING and after is not PARTING:
        first -= 1  # the sentence begins with it
        parted = True
    else:
        parted = grid.low[first] in after and grid.mark[first] < 0
    if not parted or first >= k or grid.unit[first + 1] != grid.unit[verb]:
        return None
    head = _head(grid, first + 1, k)
    return None if head is None else (first + 1, head)


def _before_aside(grid: Grid, comma: int) -> int | None:
    """The token before what stands between a comma and the one before it, where that is an apposition, a
    participle or a relative clause."""
    for i in range(comma - 1, max(0, comma - LONGEST), -1):
        if grid.mark[i] >= 0 or grid.unit[i] != grid.unit[comma]:
            return None
        if grid.low[i] in PARTING:
            if grid.pos[i + 1] == "VERB" and grid.low[i + 1].endswith(("ed", "en", "ing", "ght", "ld")):
                return i - 1
            clause = grid.low[i + 1] in ("who", "citing", "quoting") or grid.dep[i + 1] in (
                "acl",
                "relcl",
                "appos",
                "det",
                "compound",
            )
            return i - 1 if clause and i + 1 < comma else None
    return None


def _head(grid: Grid, first: int, last: int) -> int | None:
    """The last noun before the first preposition of a noun phrase."""
    head = None
    for i in range(first, last + 1):
        if grid.pos[i] == "ADP" or (grid.low[i] in WITHIN and grid.pos[i] == "SCONJ"):
            break
        if grid.pos[i] in NAMED and grid.low[i + 1] not in ("'s", "’s"):
            head = i
    return head


def phrase_after(grid: Grid, at: int) -> int | None:
    """The head of the noun phrase that begins right after a token; None where none begins."""
    end = min(grid.n, at + LONGEST)
    head = None
    for i in range(at + 1, end):
        if grid.pos[i] not in NAMING or grid.mark[i] >= 0 or grid.low[i] in LINKS:
            break
        if grid.pos[i] in NAMED and grid.low[i + 1 : i + 2] not in (["'s"], ["’s"]):
            head = i
    return head
