"""Words and views that a phrase attributes: "in the words of X", "in his phrase", "in the view of most"."""

from __future__ import annotations

from variorum.stages.statements.frame import Frame
from variorum.stages.statements.grid import Grid
from variorum.stages.statements.who import can_speak

WORDS = frozenset("word phrase formulation telling expression parlance".split())
VIEWS = frozenset("view opinion judgment judgement estimation reckoning assessment".split())
LEAST = 2


def in_words_of(grid: Grid, found: list[Frame]) -> list[Frame]:
    """Frames for the sentences and quoted words that "in the words of X" or "in X's view" attributes, where
    no other cue reports them."""
    made: list[Frame] = []
    for i, lemma in enumerate(grid.lemma):
        if (lemma not in WORDS and lemma not in VIEWS) or grid.dep[i] != "pobj" or grid.mark[i] >= 0:
            continue
        preposition = grid.head[i]
        source = _whose(grid, i) if grid.low[preposition] in ("in", "to") else None
        if source is None:
            continue
        frame = _frame(grid, i, preposition, source)
        last = (
            i if grid.dep[source] == "poss" else max(k for k in grid.subtree(source) if not grid.is_silent(k))
        )
        taken = any(f.content & frame.content or f.cue in frame.content for f in found if f.content)
        set_off = grid.low[last + 1 : last + 2] == [","] or grid.mark[min(last + 2, grid.n - 1)] >= 0
        if set_off and not taken and sum(not grid.is_silent(k) for k in frame.content) >= LEAST:
            made.append(frame)
    return made


def _whose(grid: Grid, noun: int) -> int | None:
    """Whose words they are: the owner, or who stands after "of"."""
    source = grid.child(noun, "poss")
    if source is None:
        of = next((c for c in grid.children[noun] if grid.low[c] == "of" and c == noun + 1), None)
        source = grid.child(of, "pobj") if of is not None else None
    if source is None or grid.low[source] in ("my", "your", "our", "other"):
        return None
    own = grid.low[source] in ("his", "her", "their", "its")
    some = grid.low[source] in ("most", "many", "some", "one")
    return source if own or some or can_speak(grid, source) else None


def _frame(grid: Grid, noun: int, preposition: int, source: int) -> Frame:
    a, b = grid.units[grid.unit[noun]]
    phrase = grid.subtree(preposition)
    view = grid.lemma[noun] in VIEWS
    words = {k for k in range(a, b) if k not in phrase and grid.paragraph[k] == grid.paragraph[noun]}
    if grid.low[noun] != grid.lemma[noun] and view:
        return Frame(noun, "believes", source, set(), "in the view of", grid.unit[noun])
    marked = next((k for k in range(noun, b) if grid.mark[k] >= 0), None)
    links = [k for k in range(a, preposition) if grid.low[k] in ("who", "which", "what")]
    if marked is not None and (links or not view):
        first = max((k + 1 for k in range(a, preposition) if grid.low[k] in (",", "–", "—")), default=a)
        words = {k for k in range(marked, b) if grid.mark[k] == grid.mark[marked]}
        if not links and first == a:
            words |= {k for k in range(a, b) if k not in phrase and k <= marked}
    if marked is None and not view:
        words = set()
    rule = "in the view of" if view else "in the words of"
    return Frame(noun, "believes" if view else "said", source, words, rule, grid.unit[noun], weak=0.2)
