"""Words attributed by layout alone: headlines with a colon and the lines of a transcript."""

from __future__ import annotations

import re

from variorum.stages.statements import refused
from variorum.stages.statements.cues import sources
from variorum.stages.statements.frame import Frame
from variorum.stages.statements.grid import Grid
from variorum.stages.statements.messages import somebody
from variorum.stages.statements.titles import title_case, to_the_end, vowed

LABEL = re.compile(r"(?P<name>Q|A|[A-Z][A-Z.’' -]{2,30}|[A-Z][\w.’'-]+(?: [A-Z][\w.’'-]+){0,3}):\s+(?=\S)")
LEAST = 3
LONGEST_HEADLINE = 22
LONGEST_SOURCE = 4
ASKING = frozenset(("q", "question", "host", "moderator", "interviewer", "reporter", "anchor"))
DASHES = frozenset(("–", "—", "--"))
OCCASION = frozenset(("to", "at", "on"))
NOT_SPEAKERS = frozenset(
    """note photo source update correction read watch video related more analysis opinion editorial exclusive
    breaking live location date when where time image here""".split()
)


def laid_out(grid: Grid, found: list[Frame]) -> list[Frame]:
    """Frames for headlines with a colon and transcript lines; cue frames inside such words go."""
    lines = _lines(grid)
    labels = {
        k: m for k, (a, b) in lines.items() if (m := LABEL.match(grid.text, grid.start[a], grid.end[b - 1]))
    }
    shouted = sum(m["name"].isupper() for m in labels.values())
    made: list[Frame] = []
    for k, (a, b) in lines.items():
        label = labels.get(k)
        frame = None
        asked = any(m["name"].casefold() in ASKING for m in labels.values())
        if label and len(lines) > 1 and (asked or shouted > 1 or (shouted and label["name"].isupper())):
            frame = _transcript(grid, a, b, label)
        elif k == 0 or (b - a <= LONGEST_HEADLINE and len(lines) > 1 and k < 2):
            frame = _headline(grid, a, b)
            if frame is None and b - a <= LONGEST_HEADLINE and len(lines) > 1:
                frame = _vowed(grid, a, b, found)
                to_the_end(grid, a, b, found)
        if frame:
            made.append(frame)
    if not made:
        return found
    spoken = {i for frame in made for i in frame.content}
    for f in found:
        if f.cue in spoken:
            grid.refuse(f.rule, refused.LAID_OUT, f.cue)
    return [f for f in found if f.cue not in spoken] + made


def _vowed(grid: Grid, a: int, b: int, found: list[Frame]) -> Frame | None:
    """A title line "X and Y Vow to ..." of which the rules made nothing."""
    told = any(f.cue is not None and a <= f.cue < b and f.content and f.speaker is not None for f in found)
    return None if told else vowed(grid, a, b, title_case(grid, a, b))


def _lines(grid: Grid) -> dict[int, tuple[int, int]]:
    """The tokens of each paragraph that holds a colon or opens the text, blank tokens left off its end."""
    bounds: list[tuple[int, int]] = []
    a = 0
    for b in (*grid.breaks, grid.n):
        first, last = a, b
        while first < last and grid.pos[first] == "SPACE":
            first += 1
        while last > first and grid.pos[last - 1] == "SPACE":
            last -= 1
        if first < last:
            bounds.append((first, last))
        a = b + 1
    return dict(enumerate(bounds))


def _transcript(grid: Grid, a: int, b: int, label: re.Match[str]) -> Frame | None:
    """A line "NAME: words" of a transcript; None for the one who asks."""
    words = {i for i in range(a, b) if grid.start[i] >= label.end()}
    named = [i for i in range(a, b) if grid.end[i] <= label.end("name") and not grid.is_silent(i)]
    if not named or len(words) < 2 or grid.low[named[-1]] in ASKING:
        return None
    return Frame(None, "said", named[-1], words, "transcript", grid.unit[min(words)], weak=0.1)


def _headline(grid: Grid, a: int, b: int) -> Frame | None:
    """A title line "X: clause" or "clause: X"; None where the short side is nobody who speaks."""
    if b - a > LONGEST_HEADLINE:
        return None
    colon = next((i for i in range(a + 1, b - 1) if grid.low[i] == ":" and grid.mark[i] < 0), None)
    if colon is None:
        return None
    before = _named(grid, a, colon)
    after = [i for i in range(colon + 1, b) if not grid.is_silent(i)]
    if len(after) >= LEAST and len(before) <= LONGEST_SOURCE and _speaks(grid, before):
        words = set(range(colon + 1, b))
        told = _told(grid, before[-1] + 1, colon)
        return Frame(None, "said", before[-1], words, "headline", grid.unit[a], addressee=told, weak=0.2)
    if len(before) >= LEAST and len(after) <= LONGEST_SOURCE and _speaks(grid, after):
        return Frame(None, "said", after[-1], set(range(a, colon)), "headline", grid.unit[a], weak=0.2)
    return None


def _named(grid: Grid, a: int, colon: int) -> list[int]:
    """The words before a colon, less a label and a dash ("EXCLUSIVE – X:") and an occasion ("X to Y:")."""
    first = next((i + 1 for i in range(colon - 1, a, -1) if grid.low[i] in DASHES), a)
    words = [i for i in range(first, colon) if not grid.is_silent(i)]
    at = next((n for n, i in enumerate(words) if n and grid.low[i] in OCCASION), len(words))
    return words[:at]


def _told(grid: Grid, to: int, colon: int) -> int | None:
    """Whom a title line "X to Y: ..." names as spoken to."""
    return colon - 1 if grid.low[to] == "to" and to < colon - 1 and somebody(grid, colon - 1) else None


def _speaks(grid: Grid, words: list[int]) -> bool:
    """Whether a short run of words names somebody or something that makes statements."""
    if not words or any(grid.mark[i] >= 0 for i in words):
        return False
    if any(grid.low[i] in NOT_SPEAKERS or grid.pos[i] in ("VERB", "AUX") for i in words):
        return False
    last = words[-1]
    low = grid.low[last] if grid.pos[last] == "PROPN" or len(words) == 1 else None
    if any(grid.low[i] == low and kind in ("person", "name") for i, kind in grid.party.items()):
        return True  # the surname of somebody whom the text below names in full
    kind = sources().get(grid.lemma[last]) or sources().get(grid.low[last])
    return grid.party.get(last) in ("person", "name", "organisation", "state", "media") or kind in (
        "person",
        "body",
        "office",
        "document",
        "media",
    )
