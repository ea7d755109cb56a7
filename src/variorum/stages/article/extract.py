"""The article in an HTML page. Runs in the guard's child: pages may hang or crash a parser."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

import msgspec

from variorum.errors import InputError
from variorum.model import Removed, Segment
from variorum.stages.article import body, clean, credits, metadata
from variorum.stages.article.blocks import Page
from variorum.stages.article.cleaned import Cleaned
from variorum.stages.article.segments import Shown

WHOLE = re.compile(r"<(?:html|head|body|!doctype)\b", re.IGNORECASE)
WALL_WORDS = 40
SHORT = 250
ABOVE = 40  # lines above the text among which the headline is looked for
OPENING = 3  # lines of the text above which a byline may stand
BELOW = 6  # lines below the text in which a credit may stand
SIGNED = ("credit", "byline", "note")
REMEDY = "open it in a browser, then save the article's text in a .txt file and add that"
REASONS = {
    "wall": "the page is a cookie or consent notice without the article",
    "script": "the page shows its article only to a browser that runs scripts",
    "paywall": "the page is a subscription notice without the article",
}
Placed = tuple[str, int, int]


def page(text: str, url: str | None, title: str | None) -> dict[str, Any]:
    """A :class:`Cleaned` as plain data from the decoded page; ``title`` is what the feed or the user says.

    Raise InputError when the page holds no article."""
    cleaned = _page(text, url, title)
    made = msgspec.to_builtins(cleaned)
    assert isinstance(made, dict)
    return made


def _page(text: str, url: str | None, title: str | None) -> Cleaned:
    shown = Shown(text)
    tree = _tree(text) if WHOLE.search(text[:5_000]) else None
    if tree is None:
        stated = metadata.Stated(headlines=(title,) if title else ())
        sorted_lines: list[body.Line] = [(line, None) for line, _, _ in shown.lines]
    else:
        page = Page(tree)
        stated = metadata.read(tree, page.blocks, url)
        sorted_lines = body.lines_of(tree, page, stated.headlines, stated.description)
    lines = [line for line, _ in sorted_lines]
    _refuse_barrier([line for line, kind in sorted_lines if kind is None], shown)
    runs = [shown.locate(line) for line in lines]
    kinds = _kinds(sorted_lines, stated, title)
    placed = [(line, r[0][2], r[-1][3]) if r else (line, 0, 0) for line, r in zip(lines, runs, strict=True)]
    kept = [i for i, kind in enumerate(kinds) if kind is None]
    if not kept and "update" in kinds:
        raise InputError("it holds nothing but dated updates, each of which is read as an item of its own")
    cleaned = Cleaned(text="\n".join(lines[i] for i in kept), kind="live" if stated.live else "article")
    cleaned.segments = _segments([lines[i] for i in kept], [runs[i] for i in kept])
    cleaned.removed = tuple(
        Removed(kind, *placed[i][1:]) for i, kind in enumerate(kinds) if kind and placed[i][2]
    )
    for name in ("title", "outlet", "byline", "published", "modified", "section", "language", "canonical"):
        setattr(cleaned, name, getattr(stated, name))
    cleaned.stated = dict(stated.stated)
    cleaned.dateline = next((d for i in kept[:2] if (d := credits.dateline_of(lines[i])[0])), None)
    if cleaned.dateline:
        cleaned.stated["dateline"] = "text"
    before, after = _around(shown.lines, [placed[i] for i in kept], stated.headlines)
    apart = [placed[i] for i, kind in enumerate(kinds) if kind == "caption" and placed[i][2]]
    captions = {line for line, _, _ in apart}
    signed = [placed[i] for i, kind in enumerate(kinds) if kind in SIGNED and placed[i][2]]
    found = credits.find(
        [line for line in before if line[0] not in captions],
        [placed[i] for i in kept],
        [*signed, *after],
        url=url,
        apart=apart,
    )
    cleaned.credits = credits.from_page(found, text, url, stated.credited)
    return cleaned


def _kinds(lines: Sequence[body.Line], stated: metadata.Stated, title: str | None) -> list[str | None]:
    """What each line is when it is not text: as the markup has it, else by its words."""
    kinds = [kind for _, kind in lines]
    open_ = [i for i, kind in enumerate(kinds) if kind is None]
    titles = [*stated.headlines, *([title] if title else [])]
    found = clean.sort_out([lines[i][0] for i in open_], titles, stated.byline, marked_up=True)
    for i, kind in zip(open_, found, strict=True):
        kinds[i] = kind
    if stated.live:
        _mark_updates([line for line, _ in lines], kinds, stated)
    if all(kinds) and "update" not in kinds:
        return [kind for _, kind in lines]
    return kinds


def _mark_updates(lines: Sequence[str], kinds: list[str | None], stated: metadata.Stated) -> None:
    """Mark the updates of a live page. Dated ones are documents of their own, so they are never its text,
    were it left with its headline alone; others are marked when what else it says is a text by itself."""
    for dated in (True, False):
        known = {
            clean.fold(part)
            for published, headline, words in stated.updates
            if not dated or (published and words)
            for part in ([headline] if headline else []) + words.split("\n")
        }
        mine = [i for i, line in enumerate(lines) if kinds[i] is None and clean.fold(line) in known]
        # Pages give in their data only the latest updates; the older ones follow on the first of them.
        rest = [i for i, kind in enumerate(kinds) if kind is None and mine and i < mine[0]]
        if not mine or (not dated and sum(clean.count_words(lines[i]) for i in rest) < WALL_WORDS):
            continue
        for i in range(mine[0], len(lines)):
            kinds[i] = kinds[i] or "update"
        if not rest and "headline" in kinds:
            kinds[kinds.index("headline")] = None
        return


def _tree(text: str) -> Any:
    from trafilatura.utils import load_html

    return load_html(text)


def _refuse_barrier(lines: Sequence[str], shown: Shown) -> None:
    """Raise InputError when there is no text, or hardly any beside a notice that stands in its place."""
    if sum(map(clean.count_words, lines)) > SHORT:
        return
    notices = []
    rest = 0
    for line in lines:
        kind = next((kind for kind, pattern in clean.barriers() if pattern.search(line[:2_000])), None)
        if kind:
            notices.append(kind)
        else:
            rest += clean.count_words(line)
    if notices and rest < WALL_WORDS:
        raise InputError(REASONS[notices[0]], REMEDY)
    if lines:
        return
    for line, _, _ in shown.lines[:200]:
        for kind, pattern in clean.barriers():
            if pattern.search(line[:2_000]):
                raise InputError(REASONS[kind], REMEDY)
    raise InputError("no article text was found in the page", REMEDY)


def _segments(lines: list[str], runs: list[list[tuple[int, int, int, int]]]) -> tuple[Segment, ...]:
    segments, at = [], 0
    for line, found in zip(lines, runs, strict=True):
        segments += [Segment(at + a, at + b, c, d) for a, b, c, d in found]
        at += len(line) + 1
    return tuple(segments)


def _around(
    shown: list[Placed], text: list[Placed], headlines: Sequence[str]
) -> tuple[list[Placed], list[Placed]]:
    """The lines the page shows between headline and text (its lead may stand above them), and the few
    after the text."""
    placed = sorted((p for p in text if p[2]), key=lambda p: p[1])
    if not placed:
        return [], []
    start, end = placed[min(OPENING, len(placed)) - 1][1], placed[-1][2]
    own = {p[1] for p in placed}
    folded = {clean.fold(headline) for headline in headlines}
    above = [p for p in shown if p[2] <= start and p[1] not in own]
    near = above[-ABOVE:]
    top = next((i for i, p in enumerate(near) if clean.fold(p[0]) in folded), len(near) - 8)
    inside = [p for p in shown if start < p[1] < end and len(p[0]) < 300 and clean.kind_of(p[0]) == "photo"]
    below = [p for p in shown if p[1] >= end]
    return near[max(top, 0) :], [*inside, *below[:BELOW]]
