"""Quoted words and their frames: in a reported clause, beside a cue, after a colon, before a dash, alone."""

from __future__ import annotations

from variorum.stages.statements import refused
from variorum.stages.statements.addressee import told_by
from variorum.stages.statements.cues import cues, occasions, sources
from variorum.stages.statements.frame import Frame
from variorum.stages.statements.grid import TITLES, Grid

REACH = 15
CLOSE = 3
SHORT = 3
LONG = 6
DASHES = frozenset(("—", "–", "-", "--", "―"))
ANSWERS = frozenset(
    "answer reply response verdict message advice reaction word motto slogan headline".split()
)
SMALL = frozenset("from with into over upon about against between under after before than that".split())
WORKS = frozenset(
    """podcast programme program show series film movie novel book song album play memoir documentary blog
    magazine newspaper column exhibition opera poem essay single track episode""".split()
)
BEFORE_QUOTE = frozenset((":", ","))


def attach(grid: Grid, found: list[Frame]) -> list[Frame]:
    """Give every stretch inside marks to the frame it belongs to, or make a frame of its own, and return
    the frames that report something, in text order. Scare quotes and titles go to nobody."""
    by_unit: dict[int, list[Frame]] = {}
    for known in found:
        by_unit.setdefault(known.unit, []).append(known)
    owner: dict[int, Frame] = {}
    made: list[Frame] = []
    for k, (first, last) in enumerate(grid.inside):
        if first == last:
            continue
        near = by_unit.get(grid.unit[first], [])
        frame: Frame | None = _containing(grid, k, near) or _beside(grid, k, near)
        if frame is None and grid.marks[k].reopened and k - 1 in owner:
            frame = owner[k - 1]
        if frame is None:
            alone = _alone(grid, k, by_unit)
            if isinstance(alone, str):
                grid.refuse("marks", alone, first, last - 1)
                continue
            frame = alone
            made.append(frame)
        owner[k] = frame
        frame.content.update(range(first, last))
    for known in found:
        if not known.content:
            grid.refuse(known.rule, refused.NO_WORDS, known.cue)
    kept = [frame for frame in [*found, *made] if frame.content]
    return sorted(kept, key=lambda f: (min(f.content | ({f.cue} if f.cue is not None else set())), f.rule))


def _containing(grid: Grid, k: int, near: list[Frame]) -> Frame | None:
    """The frame whose reported clause holds words of the stretch."""
    first, last = grid.inside[k]
    tokens = set(range(first, last))
    best = max(near, key=lambda f: len(f.content & tokens), default=None)
    return best if best and best.content & tokens else None


def _beside(grid: Grid, k: int, near: list[Frame]) -> Frame | None:
    """The frame whose cue clause stands next to the stretch; for long stretches also a little farther off."""
    first, last = grid.inside[k]
    words = grid.count(k)
    if _named(grid, k):
        return None
    scored: list[tuple[int, int, Frame]] = []
    for n, frame in enumerate(near):
        if frame.cue is None or not _quotes(grid, frame):
            continue
        low, high = _clause(grid, frame)
        gap = low - last if low >= last else first - high - 1
        colon = high < first and _before(grid, first) in BEFORE_QUOTE
        if gap < 0 or (words < SHORT and gap > CLOSE) or (high < first and not colon and _title(grid, k)):
            continue
        if gap > REACH or (high < first and not colon and words < SHORT + 1 and gap > 1):
            continue
        direct = any(grid.mark[i] >= 0 for i in frame.content)
        if frame.content and not direct and not colon and gap > CLOSE:
            continue
        scored.append((gap, n, frame))
    return min(scored)[2] if scored else None


def _quotes(grid: Grid, frame: Frame) -> bool:
    verb = cues("verb").get(grid.lemma[frame.cue]) if frame.cue is not None else None
    return verb is not None and "quote" in verb.frames


def _clause(grid: Grid, frame: Frame) -> tuple[int, int]:
    """The first and last token of cue, speaker and addressee."""
    ends = [i for i in (frame.cue, frame.addressee) if i is not None]
    if frame.speaker is not None and frame.cue is not None and abs(frame.speaker - frame.cue) < REACH:
        ends += [i for i in grid.subtree(frame.speaker) if grid.mark[i] < 0 and not grid.is_silent(i)]
    first = min(ends)
    while (
        first > 0
        and grid.mark[first - 1] < 0
        and (grid.pos[first - 1] == "PROPN" or _title_dot(grid, first - 1))
    ):
        first -= 1
    return first, max(ends)


def _title_dot(grid: Grid, i: int) -> bool:
    """Whether a token is a title before a name or its stop: "Brig", "."."""
    return grid.low[i].rstrip(".") in TITLES or (grid.low[i] == "." and grid.low[i - 1] in TITLES)


def _before(grid: Grid, first: int) -> str:
    """The token before a stretch, its opening mark skipped."""
    i = first - 1
    while i >= 0 and (grid.pos[i] == "SPACE" or grid.low[i] in "“\"'‘«„``"):
        i -= 1
    return grid.low[i] if i >= 0 else ""


def _alone(grid: Grid, k: int, by_unit: dict[int, list[Frame]]) -> Frame | str:
    """A frame for a stretch no cue of its sentence reports, or why there is none: a title, a scare quote."""
    first, last = grid.inside[k]
    unit = grid.unit[first]
    if not grid.is_english(first):
        return refused.UNSUPPORTED
    if grid.count(k) < (2 if _whole(grid, k) else SHORT):
        return refused.TOO_SHORT
    dash = _dash(grid, last)
    if dash is not None:
        return Frame(None, "said", dash, set(), "dash", unit)
    if _before(grid, first) == ":":
        return _colon(grid, k, by_unit)
    if _title(grid, k):
        return refused.TITLE
    whole = _whole(grid, k)
    if not whole and grid.count(k) < LONG:
        return refused.FRAGMENT
    rule = "goes on" if whole else "quoted words, no cue"
    return Frame(None, "said", None, set(), rule, unit, open=True, weak=0.2 if whole else 0.4)


def _title(grid: Grid, k: int) -> bool:
    """Whether the words look like the title of a work: few, and all the long ones capitalised. A comma or
    stop before the closing mark is no bar where the stretch stands inside a sentence (``named``)."""
    first, last = grid.inside[k]
    named = not _whole(grid, k)
    long = [i for i in range(first, last) if len(grid.low[i]) > 3 and grid.low[i] not in SMALL]
    text = grid.text
    return (
        len(long) < 9
        and all(text[grid.start[i]].isupper() for i in long)
        and (text[grid.end[last - 1] - 1] not in ".,!?" or (named and len(long) > 1))
    )


def _named(grid: Grid, k: int) -> bool:
    """Whether the words are the title of what the noun before them names: "the podcast “So It Goes.”" """
    first, _ = grid.inside[k]
    i = first - 1
    while i >= 0 and grid.is_silent(i) and grid.pos[i] != "SPACE":
        i -= 1
    named = i >= 0 and grid.lemma[i] in WORKS and grid.paragraph[i] == grid.paragraph[first]
    return named and _title(grid, k)


def _whole(grid: Grid, k: int) -> bool:
    """Whether the stretch is all that its unit says, give or take two words."""
    first, last = grid.inside[k]
    a, b = grid.units[grid.unit[first]]
    outside = sum(1 for i in range(a, b) if grid.mark[i] < 0 and not grid.is_silent(i))
    return outside <= 2 or (first - a <= 2 and last - first >= 8 and outside <= (last - first) // 2)


def _dash(grid: Grid, last: int) -> int | None:
    """The speaker named after a dash at the end of a quotation's line, or None."""
    i = last
    while i < grid.n and grid.text[grid.start[i] : grid.end[i]] in "”\"'’»''":
        i += 1
    if i >= grid.n or grid.low[i] not in DASHES:
        return None
    end = i + 1
    while end < grid.n and grid.paragraph[end] == grid.paragraph[i] and end - i < 10:
        end += 1
    names = [j for j in range(i + 1, end) if grid.pos[j] == "PROPN"]
    stops = end >= grid.n or grid.paragraph[end] != grid.paragraph[i]
    if not names or not stops:
        return None
    run = names[0]
    while run + 1 in names:
        run += 1
    return run


def _colon(grid: Grid, k: int, by_unit: dict[int, list[Frame]]) -> Frame:
    """Words after a colon: those of the cue before it ("he put it so: ..."), or of the name before it."""
    first, _ = grid.inside[k]
    unit = grid.unit[first]
    a, _ = grid.units[unit]
    named = [i for i in range(a, first) if grid.mark[i] < 0 and not grid.is_silent(i)]
    if (
        named
        and len(named) <= 6
        and all(grid.pos[i] in ("PROPN", "NOUN", "ADJ", "DET", "ADP") for i in named)
    ):
        return Frame(None, "said", named[-1], set(), "name and colon", unit)
    sender = _sent_by(grid, a, first)
    if sender is not None:
        return Frame(None, "said", sender, set(), "message and colon", unit, weak=0.2)
    said = _saying(grid, first)
    if said is not None:
        return Frame(None, "said", said, set(), "name and saying", unit)
    introduced = _introduced(grid, a, first)
    before = [] if introduced is not None and grid.paragraph[a] == grid.paragraph[first] else [unit - 1]
    for near in (unit, *before):
        for frame in reversed(by_unit.get(near, [])):
            if frame.cue is not None and frame.cue < first and frame.speaker is not None:
                return Frame(frame.cue, frame.cue_class, frame.speaker, set(), f"{frame.rule} colon", unit)
    if introduced is not None:
        told = told_by(grid, grid.head[introduced])
        return Frame(None, "said", introduced, set(), "clause and colon", unit, addressee=told, weak=0.3)
    return Frame(None, "said", None, set(), "colon", unit, open=True, weak=0.3)


def _saying(grid: Grid, first: int) -> int | None:
    """The name before "NAME, SAYING:" in a script, after which the words stand alone."""
    i = first - 1
    while i > 0 and (grid.is_silent(i) or grid.low[i] == "saying"):
        i -= 1
    spoken = any(grid.low[k] == "saying" and grid.low[k - 1] == "," for k in range(i + 1, first))
    return i if spoken and grid.pos[i] == "PROPN" and grid.mark[i] < 0 else None


def _introduced(grid: Grid, a: int, first: int) -> int | None:
    """Whose words a clause before the colon leads in: its subject, or the owner of its answer."""
    for i in range(a, first):
        if grid.mark[i] >= 0 or grid.dep[i] not in ("nsubj", "nsubjpass"):
            continue
        owner = grid.child(i, "poss")
        if owner is not None and (grid.lemma[i] in ANSWERS or grid.lemma[i] in cues("noun")):
            return owner
        if grid.pos[i] == "PROPN" or grid.low[i] in ("he", "she", "they") or grid.lemma[i] in sources():
            return i
    return None


def _sent_by(grid: Grid, a: int, first: int) -> int | None:
    """Whom the words are from in "this message from the ministry: “...”"; None when nobody is named."""
    for i in range(a, first):
        if grid.mark[i] >= 0 or not (grid.lemma[i] in ANSWERS or occasions().get(grid.lemma[i]) == "writing"):
            continue
        for c in grid.children[i]:
            who = grid.child(c, "pobj") if grid.low[c] in ("from", "by") else None
            if who is not None and (grid.pos[who] == "PROPN" or grid.lemma[who] in sources()):
                return who
    return None
