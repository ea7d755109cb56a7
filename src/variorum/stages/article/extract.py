"""The article in an HTML page. Runs in the guard's child: pages may hang or crash a parser."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

import msgspec

from variorum.errors import InputError
from variorum.model import Removed, Segment
from variorum.stages.article import clean, credits, metadata
from variorum.stages.article.cleaned import Cleaned
from variorum.stages.article.segments import Shown

WHOLE = re.compile(r"<(?:html|head|body|!doctype)\b", re.IGNORECASE)
PRUNE = [
    "//blockquote[contains(@class,'twitter-tweet') or contains(@class,'instagram-media')]",
    "//figure",
    "//*[contains(@class,'cookie') or contains(@id,'cookie')][not(self::body or self::html)]",
]
WALL_WORDS = 40
SHORT = 250
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
        stated = metadata.Stated()
        lines = [line for line, _, _ in shown.lines]
    else:
        stated = metadata.read(tree)
        lines = _lines(tree)
    _refuse_barrier(lines, shown)
    runs = [shown.locate(line) for line in lines]
    kinds = clean.sort_out(lines, stated.title or title, stated.byline)
    if all(kinds):
        kinds = [None] * len(kinds)
    placed = [(line, r[0][2], r[-1][3]) if r else (line, 0, 0) for line, r in zip(lines, runs, strict=True)]
    kept = [i for i, kind in enumerate(kinds) if kind is None]
    cleaned = Cleaned(text="\n".join(lines[i] for i in kept), kind="live" if stated.live else "article")
    cleaned.segments = _segments([lines[i] for i in kept], [runs[i] for i in kept])
    cleaned.removed = tuple(
        Removed(kind, *placed[i][1:]) for i, kind in enumerate(kinds) if kind and placed[i][2]
    )
    for name in ("title", "outlet", "byline", "published", "section", "language"):
        setattr(cleaned, name, getattr(stated, name))
    cleaned.stated = dict(stated.stated)
    cleaned.dateline = next((d for i in kept[:2] if (d := credits.dateline_of(lines[i])[0])), None)
    if cleaned.dateline:
        cleaned.stated["dateline"] = "text"
    before, after = _around(shown.lines, [placed[i] for i in kept], cleaned.title)
    found = credits.find(before, [placed[i] for i in kept], after, url=url, authors=stated.byline)
    cleaned.credits = credits.from_authors(found, text, url, stated.byline)
    return cleaned


def _tree(text: str) -> Any:
    from trafilatura.utils import load_html

    return load_html(text)


def _lines(tree: Any) -> list[str]:
    """The lines trafilatura takes for the article, in precision mode, else its baseline; empty if none."""
    from trafilatura import baseline, extract

    found = extract(
        tree,
        favor_precision=True,
        include_comments=False,
        include_tables=False,
        prune_xpath=PRUNE,
        deduplicate=False,
    )
    if not found:
        found = baseline(tree)[1]
    lines = (line.strip().removeprefix("- ").strip() for line in (found or "").split("\n"))
    return [line for line in lines if line]


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


def _around(shown: list[Placed], body: list[Placed], title: str | None) -> tuple[list[Placed], list[Placed]]:
    """The lines the page shows between headline and text, and the few after the text."""
    placed = [p for p in body if p[2]]
    if not placed:
        return [], []
    start, end = placed[0][1], placed[-1][2]
    headline = clean.fold(title or "")
    above = [p for p in shown if p[2] <= start]
    top = next(
        (i for i in range(len(above) - 1, -1, -1) if headline and clean.fold(above[i][0]) == headline),
        len(above) - 8,
    )
    inside = [p for p in shown if start < p[1] < end and len(p[0]) < 300 and clean.kind_of(p[0]) == "photo"]
    below = [p for p in shown if p[1] >= end]
    return above[max(top, 0) :], [*inside, *below[:4]]
