"""The full text of a witness in HTML, with an anchor around every span that something leads to."""

from __future__ import annotations

import heapq
import re
from collections.abc import Mapping

from markupsafe import Markup, escape

from variorum.model import Span

_PARAGRAPH = re.compile(r"[^\n]*\n*")


def marked(text: str, anchors: Mapping[str, Span]) -> tuple[Markup, list[str]]:
    """The text in paragraphs with every span wrapped, and the anchors of spans that had to be cut in pieces.

    Spans nest where they can; one that crosses another or a paragraph is cut, its first piece has the id and
    all have ``data-span``. The text nodes put together are the text.
    """
    pieces: dict[str, int] = {}
    made: list[str] = []
    for match in _PARAGRAPH.finditer(text):
        begin, end = match.span()
        inside = [(max(s.start, begin), -min(s.end, end), a) for a, s in anchors.items()]
        inside = [item for item in inside if item[0] < -item[1]]
        if begin < end:
            made.append(f"<p>{_nested(text, begin, end, inside, anchors, pieces)}</p>")
    return Markup("".join(made)), sorted(a for a, n in pieces.items() if n > 1)


def _nested(
    text: str,
    begin: int,
    end: int,
    spans: list[tuple[int, int, str]],
    anchors: Mapping[str, Span],
    pieces: dict[str, int],
) -> str:
    heapq.heapify(spans)
    out: list[str] = []
    ends: list[int] = []
    at = begin

    def forward(to: int) -> None:
        nonlocal at
        while ends and ends[-1] <= to:
            out.append(_plain(text[at : ends[-1]]) + "</span>")
            at = ends.pop()
        out.append(_plain(text[at:to]))
        at = to

    while spans:
        start, minus, anchor = heapq.heappop(spans)
        forward(start)
        stop = -minus
        if ends and stop > ends[-1]:
            heapq.heappush(spans, (ends[-1], -stop, anchor))
            stop = ends[-1]
        first = pieces.setdefault(anchor, 0) == 0
        pieces[anchor] += 1
        span = anchors[anchor]
        name = f' id="{anchor}" data-start="{span.start}" data-end="{span.end}"' if first else ""
        out.append(f'<span class="e" data-span="{anchor}"{name}>')
        ends.append(stop)
    forward(end)
    return "".join(out)


def _plain(text: str) -> str:
    return str(escape(text)).replace("\r", "&#13;")
