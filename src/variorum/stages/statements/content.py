"""From the tokens a frame reports to spans: broken where the cue stands between, less marks and "that"."""

from __future__ import annotations

import re
from collections.abc import Set

from variorum.model import Mode, Span
from variorum.stages.marks import within
from variorum.stages.statements.grid import Grid

DIRECT = 0.9
RELATIVE = frozenset(("that", "which", "who", "whom"))
DATELINE = re.compile(
    r"[A-Z][A-Z .,'’/-]{2,40}(?:, [A-Z][\w. ]{1,20}){0,2}(?: \([^()\n]{1,20}\))? (?:—|–|―|--|-) (?=\S)"
)
LEADING = frozenset(("that", "whether", "if"))
LINKING = frozenset("and but or so yet still however instead meanwhile moreover besides of course".split())
OPENING = ("“", '"', "‘", "'", "«", "„")
CLOSING = "”\"'’»"


def spans(grid: Grid, article_id: str, tokens: Set[int], cue: int | None) -> tuple[Span, ...]:
    """The reported words in text order; empty when they hold no letter or digit."""
    runs: list[list[int]] = []
    for i in sorted(tokens - {cue}):
        if runs and all(grid.is_silent(j) for j in range(runs[-1][-1] + 1, i)):
            runs[-1].append(i)
        else:
            runs.append([i])
    trimmed = [run for run in (_trim(grid, run) for run in runs) if run]
    if len(trimmed) > 1 and all(grid.low[i] in LINKING or grid.is_silent(i) for i in trimmed[0]):
        trimmed = trimmed[1:]  # "But, she said, ..."
    clipped = [part for run in trimmed for part in _clip(grid, grid.start[run[0]], grid.end[run[-1]])]
    return tuple(Span(article_id, start, end) for start, end in clipped)


def quoted(grid: Grid, content: tuple[Span, ...]) -> tuple[Span, ...]:
    """The parts of the content that stand inside quotation marks."""
    parts = [(s.article_id, part) for s in content for part in within(grid.marks, s.start, s.end)]
    return tuple(Span(article_id, start, end) for article_id, (start, end) in parts)


def mode(text: str, content: tuple[Span, ...], inside: tuple[Span, ...]) -> Mode:
    """Direct when nine letters in ten stand inside marks, indirect when none does."""
    marked = sum(c.isalnum() for s in inside for c in text[s.start : s.end])
    if not marked:
        return "indirect"
    letters = sum(c.isalnum() for s in content for c in text[s.start : s.end])
    return "direct" if marked >= DIRECT * letters else "mixed"


def _trim(grid: Grid, run: list[int]) -> list[int]:
    """Take punctuation outside marks off both ends, and a leading "that"; empty when no word is left."""
    first, last = 0, len(run)
    while last > first and grid.mark[run[last - 1]] < 0 and grid.is_silent(run[last - 1]):
        last -= 1
    while first < last and grid.mark[run[first]] < 0 and _leads(grid, run[first]):
        first += 1
    words = [i for i in run[first:last] if not grid.is_silent(i)]
    return run[first:last] if words and not (len(words) == 1 and grid.low[words[0]] in RELATIVE) else []


def _leads(grid: Grid, i: int) -> bool:
    """Whether a token at the front of a clause is no part of what is said."""
    only_that = grid.low[i] in ("only", "just") and grid.low[i + 1 : i + 2] == ["that"]
    if grid.low[i] == "that" and grid.dep[i] == "dobj" and i + 1 < grid.n:
        return grid.pos[i + 1] not in ("VERB", "AUX")  # "told them that Peru would pay"
    return grid.is_silent(i) or only_that or (grid.low[i] in LEADING and grid.dep[i] == "mark")


def _clip(grid: Grid, start: int, end: int) -> list[tuple[int, int]]:
    """The span itself, or only what is inside marks where nothing else holds a word but a leading "to"."""
    dateline = DATELINE.match(grid.text, start, end) if grid.text[start - 1 : start] in ("", "\n") else None
    start = dateline.end() if dateline else start
    parts = within(grid.marks, start, end)
    if not parts:
        return [(start, end)]
    edges = [start, *(edge for part in parts for edge in part), end]
    outside = "".join(grid.text[a:b] for a, b in zip(edges[::2], edges[1::2], strict=True))
    if not any(c.isalnum() for c in outside.removeprefix("to ")):
        return list(parts)
    if parts[0][0] == start and grid.text[start - 1 : start] in OPENING:
        start -= 1
    first, last = parts[-1]
    closing = last == end and first > start and grid.text[end : end + 1]
    return [(start, end + 1 if closing and closing in CLOSING else end)]
