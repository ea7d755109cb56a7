"""Stretches inside quotation marks, and the segments in which statements are compared."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from variorum.evaluate.score import Row

Type = Literal["direct", "mixed", "indirect"]
Letters = frozenset[int]
Pair = tuple[int, int]

_CLOSERS = {"\u201c": "\u201d", "\u00ab": "\u00bb", "\u201e": "\u201c\u201d"}
_SINGLE_END = re.compile(r"(?<=[\w.,!?])['\u2019](?!\w)")
_APOSTROPHE = re.compile(r"['\u2019`](\d0s|em|til|cause|tis|twas)\b", re.IGNORECASE)
_THAT = re.compile(r"[\W_]*(that|whether|if)\b", re.IGNORECASE)
_LONGEST_SINGLE = 400


@dataclass(frozen=True, slots=True)
class Segment:
    """A maximal run of one quote's content; ``letters`` are the positions of its letters and digits."""

    span: Pair
    letters: Letters
    type: Type
    quote: Row
    four_words: bool
    headline: bool

    @property
    def source(self) -> list[Pair]:
        return [(s, e) for s, e in self.quote.get("source") or ()]

    @property
    def cue(self) -> list[Pair]:
        return [(s, e) for s, e in self.quote.get("cue") or ()]

    @property
    def speech(self) -> bool:
        """Whether it belongs to the speech track: quoted words always do."""
        return self.type != "indirect" or self.quote.get("class", "speech") == "speech"


class Text:
    """A text with its letters and its quotation marks looked up once."""

    def __init__(self, text: str, title_end: int | None = None) -> None:
        self.text = text
        self.title_end = title_end
        self.stretches = quoted_stretches(text)
        self._letter = [c.isalnum() for c in text]
        self._quoted = frozenset(i for s, e in self.stretches for i in range(s, e))

    def letters(self, start: int, end: int) -> Letters:
        """The positions of letters and digits in ``[start, end)``."""
        return frozenset(i for i in range(max(0, start), min(end, len(self.text))) if self._letter[i])

    def letters_of(self, spans: Iterable[Sequence[int]]) -> Letters:
        """The positions of letters and digits in any of the spans."""
        return frozenset[int]().union(*(self.letters(s, e) for s, e in spans))

    def words(self, spans: Iterable[Sequence[int]]) -> str:
        """The words of the spans, in one line."""
        return " ".join(self.text[s:e] for s, e in spans)

    def segments(self, quote: Row) -> list[Segment]:
        """Cut the content of a quote where a letter stands between two of its spans."""
        runs: list[list[int]] = []
        for start, end in sorted(tuple(span) for span in quote.get("content") or ()):
            if end <= start:
                continue
            if runs and not any(self._letter[runs[-1][1] : start]):
                runs[-1][1] = max(end, runs[-1][1])
            else:
                runs.append([start, end])
        return [segment for start, end in runs if (segment := self._segment(start, end, quote))]

    def _segment(self, start: int, end: int, quote: Row) -> Segment | None:
        that = _THAT.match(self.text[start:end])
        if that and self.letters(start + that.end(), end):
            start += that.end()
        letters = self.letters(start, end)
        if not letters:
            return None
        share = len(letters & self._quoted) / len(letters)
        kind: Type = "direct" if share >= 0.9 else "indirect" if share == 0 else "mixed"
        return Segment(
            span=(start, end),
            letters=letters,
            type=kind,
            quote=quote,
            four_words=len(re.findall(r"\w+", self.text[start:end])) >= 4,
            headline=self.title_end is not None and start < self.title_end,
        )


def quoted_stretches(text: str) -> list[Pair]:
    """The text inside quotation marks, marks excluded; a mark left open closes with its paragraph."""
    found, base = [], 0
    for paragraph in re.split(r"(\n+)", text):
        found += [(base + start, base + end) for start, end in _stretches(paragraph)]
        base += len(paragraph)
    return found


def _stretches(paragraph: str) -> list[Pair]:
    found: list[Pair] = []
    i, n = 0, len(paragraph)
    opened, closers = -1, ""
    while i < n:
        if opened < 0:
            opening = _opening(paragraph, i)
            if opening:
                opened, closers = opening
                i = opened - 1
            elif single := _single(paragraph, i):
                found.append((i + 1, single))
                i = single
        elif width := _closing(paragraph, i, closers):
            found.append((opened, i))
            opened = -1
            i += width - 1
        i += 1
    return [*found, (opened, n)] if opened >= 0 else found


def _opening(paragraph: str, i: int) -> tuple[int, str] | None:
    """Where the words after an opening mark begin, and what closes it; None where there is no mark."""
    mark = paragraph[i]
    if mark in _CLOSERS:
        return i + 1, _CLOSERS[mark]
    if mark == '"':
        return i + 1, '"\u201d'
    if paragraph.startswith(("``", "''"), i):
        return i + 2, "''"
    return None


def _closing(paragraph: str, i: int, closers: str) -> int:
    """The width of the mark at ``i`` that closes the stretch, 0 when it is none."""
    mark = paragraph[i]
    if closers == "''":
        return 2 if paragraph.startswith("''", i) else int(mark == '"')
    return int(mark in closers or (mark == '"' and closers == "\u201d"))


def _single(paragraph: str, i: int) -> int | None:
    """The end of a stretch in single marks that opens at ``i``; None for an apostrophe or an open mark."""
    if paragraph[i] not in "\u2018'`" or (i and paragraph[i - 1].isalnum()):
        return None
    if i + 1 >= len(paragraph) or not paragraph[i + 1].isalpha():
        return None
    end = _SINGLE_END.search(paragraph, i + 2, min(len(paragraph), i + _LONGEST_SINGLE))
    if end is None or _APOSTROPHE.match(paragraph[i : i + 8]):
        return None
    return end.start()
