"""The words of a cue's clauses: what of them is reported, and what the report adds."""

from __future__ import annotations

from variorum.stages.statements.grid import Grid

AFTERTHOUGHT = frozenset(("as", "while", "when", "after", "before", "during", "although", "though"))
COMPARED = frozenset(("compared", "despite", "whereas"))


def _parts(grid: Grid, i: int) -> bool:
    """Whether a token is a semicolon, or a colon before marks: "Others were blunt: “No,” said X"."""
    return grid.low[i] == ";" or (grid.low[i] == ":" and any(grid.mark[k] >= 0 for k in (i + 1, i + 2)))


def _this_side(grid: Grid, verb: int, content: set[int]) -> set[int]:
    """What of some words stands on the cue's side of a semicolon before it: "A, said X; B, said Y"."""
    parting = [i for i in content if i < verb and grid.mark[i] < 0 and _parts(grid, i)]
    near = {i for i in content if i > max(parting)} if parting else content
    return near if any(not grid.is_silent(i) for i in near) else content


def clauses_of(grid: Grid, verb: int, clauses: list[int], joined: list[int]) -> set[int]:
    """The words of a cue's clauses, and of those joined to the cue that go on with them."""
    if any(c > verb for c in clauses):  # "excerpts of which appeared in X, Veltin says A"
        clauses = [c for c in clauses if c > verb or not any(grid.low[i] == "which" for i in grid.subtree(c))]
    content = {i for c in clauses for i in grid.subtree(c)}
    if any(c > verb and begins_with_that(grid, c) for c in clauses):
        content = {i for i in content if i > verb}  # "With the work done, X said that ..."
    content = _this_side(grid, verb, content)
    content -= _afterthought(grid, clauses) | _compared(grid, clauses)
    for c in joined:
        if _goes_on(grid, verb, clauses[0], c):
            content |= grid.subtree(c)
    return content


def parted(grid: Grid, verb: int, clause: int) -> bool:
    """Whether a semicolon parts a clause from the cue after it: "A went home; B said ..." """
    if clause > verb and grid.low[verb + 1] == ";":
        return True  # "A, X said; B, Y declared"
    return clause < verb and any(grid.low[c] == ";" for c in grid.children[verb] if clause < c < verb)


def around_cue(grid: Grid, verb: int, speaker: int | None) -> set[int]:
    """The subject of the words in "The guests, said Veltin, are late", which the parser hangs on the cue."""
    if speaker is None or speaker < verb:
        return set()
    before = [c for c in grid.children[verb] if c < verb and grid.dep[c] in ("nsubj", "nsubjpass")]
    return grid.subtree(before[0]) if before and grid.low[verb - 1] == "," else set()


def _goes_on(grid: Grid, verb: int, clause: int, joined: int) -> bool:
    """Whether a clause the parser joined to the cue goes on with the words: "said that A and that B", and
    "claims that A and she was forced to B" where no comma parts the two."""
    if begins_with_that(grid, joined):
        return grid.dep[verb] != "ccomp"
    own, link = grid.child(joined, "nsubj", "nsubjpass"), grid.child(verb, "cc")
    if own is None or link is None or grid.pos[own] != "PRON" or grid.mark[joined] >= 0:
        return False
    if not verb < clause < link < joined or not begins_with_that(grid, clause):
        return False
    return grid.low[link - 1] != "," and min(grid.subtree(joined)) == link + 1


def begins_with_that(grid: Grid, verb: int) -> bool:
    return any(grid.low[c] == "that" and grid.dep[c] == "mark" for c in grid.children[verb])


def _afterthought(grid: Grid, clauses: list[int]) -> set[int]:
    """A clause of time or manner after the closing mark: the reporter's, not the speaker's."""
    gone: set[int] = set()
    for i in sorted({i for c in clauses for i in grid.subtree(c)}):
        if i not in gone and grid.dep[i] == "advcl":
            clause = grid.subtree(i)
            first = min(clause)
            closed = (
                first > 1 and grid.mark[first] < 0 and grid.mark[first - 1] < 0 and grid.mark[first - 2] >= 0
            )
            if closed and grid.low[first] in AFTERTHOUGHT:
                gone |= clause
    return gone


def _compared(grid: Grid, clauses: list[int]) -> set[int]:
    """A comparison or a concession after a comma: "52 percent said yes, compared with 40 a year ago"."""
    gone: set[int] = set()
    for i in {i for c in clauses for i in grid.subtree(c)}:
        if grid.low[i] in COMPARED and grid.mark[i] < 0 and grid.low[i - 1] == ",":
            gone |= grid.subtree(i)
    return gone
