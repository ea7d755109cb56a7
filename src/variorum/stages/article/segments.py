"""From every stretch of an article's text back to the decoded document it came from."""

from __future__ import annotations

import html
import re
from bisect import bisect_right

Run = tuple[int, int, int, int]

# What a page shows is compared without blanks and without marks that have no width.
WORD = re.compile(r"[^\s\u00ad\u200b-\u200f\u2060\ufeff]+")
PIECE = re.compile(
    r"<!--|<(?P<raw>script|style|template|textarea|title)\b[^<>]*>|<(?P<tag>/?[a-z][a-z0-9]*)\b[^<>]*>?"
    r"|<[!?/][^<>]*>?|(?P<entity>&(?:#\d{1,7}|#x[0-9a-f]{1,6}|[a-z][a-z0-9]{1,30});?)|(?P<text>[^<&]+|[<&])",
    re.IGNORECASE,
)
BLOCKS = """address article aside blockquote body br button caption center dd div dl dt fieldset figcaption
figure footer form h1 h2 h3 h4 h5 h6 header hr html li main nav ol option p pre section select table td th
time tr ul"""
BLOCK_TAGS = frozenset(BLOCKS.split())
SEARCHES = 200


class Shown:
    """What a page shows, word by word, with the place of every word in the page.

    ``lines`` are the visual lines: their words joined by a blank, and where the first begins and the last
    ends in the page."""

    def __init__(self, page: str) -> None:
        self.words: list[str] = []
        self.starts: list[int] = []  # where each word begins among all words written without blanks
        self.places: list[tuple[int, int]] = []
        self.lines: list[tuple[str, int, int]] = []
        self._size = 0
        self._line = 0
        self._read(page)
        self._close_line()
        self.squeezed = "".join(self.words)
        self._cursor = 0
        self._searches = 0

    def _read(self, page: str) -> None:
        position, missing = 0, set()
        while found := PIECE.match(page, position):
            kind, position = found.lastgroup, found.end()
            if kind == "text":
                for word in WORD.finditer(found[0]):
                    self._add(word[0], found.start() + word.start(), found.start() + word.end())
            elif kind == "entity":
                for word in WORD.findall(html.unescape(found[0])):
                    self._add(word, found.start(), found.end())
            elif kind == "tag":
                if found["tag"].strip("/").lower() in BLOCK_TAGS:
                    self._close_line()
            else:
                closer = "-->" if found[0] == "<!--" else f"</{found['raw']}" if found["raw"] else ""
                if closer and closer not in missing:
                    end = re.compile(re.escape(closer), re.IGNORECASE).search(page, position)
                    position = position if end is None else end.end() if closer == "-->" else end.start()
                    missing |= {closer} if end is None else set()

    def _add(self, word: str, start: int, end: int) -> None:
        self.words.append(word)
        self.starts.append(self._size)
        self.places.append((start, end))
        self._size += len(word)

    def _close_line(self) -> None:
        first, last = self._line, len(self.words)
        if last > first:
            glued = [self.words[first]]
            for i in range(first + 1, last):
                glued.append(
                    self.words[i] if self.places[i][0] == self.places[i - 1][1] else " " + self.words[i]
                )
            self.lines.append(("".join(glued), self.places[first][0], self.places[last - 1][1]))
        self._line = last

    def locate(self, line: str) -> list[Run]:
        """Runs ``(start, end, source_start, source_end)`` of a line that stand in the page, in order.

        Lines are looked for in the order of the page; nothing comes back for a line that is not in it."""
        words = [(m.start(), m[0]) for m in WORD.finditer(line)]
        needle = "".join(word for _, word in words)
        at = self._find(needle)
        if at < 0:
            return []
        runs: list[Run] = []
        index = bisect_right(self.starts, at) - 1
        offset = at - self.starts[index]
        for start, word in words:
            while word:
                taken = min(len(word), len(self.words[index]) - offset)
                runs.append((start, start + taken, *self._place(index, offset, taken)))
                start, word, offset = start + taken, word[taken:], offset + taken
                if offset == len(self.words[index]):
                    index, offset = index + 1, 0
        return _merged(runs)

    def _find(self, needle: str) -> int:
        if not needle:
            return -1
        at = self.squeezed.find(needle, self._cursor, self._cursor + len(needle) + 50_000)
        if at < 0 and self._searches < SEARCHES:
            self._searches += 1
            at = self.squeezed.find(needle, self._cursor)
            at = at if at >= 0 or len(needle) < 20 else self.squeezed.find(needle)
        if at >= 0:
            self._cursor = at + len(needle)
        return at

    def _place(self, index: int, offset: int, size: int) -> tuple[int, int]:
        start, end = self.places[index]
        if end - start != len(self.words[index]):  # an entity: its characters stand nowhere by themselves
            return start, end
        return start + offset, start + offset + size


def _merged(runs: list[Run]) -> list[Run]:
    """Runs that stand as far apart in the line as in the page become one."""
    merged: list[Run] = []
    for start, end, source_start, source_end in runs:
        if merged:
            a, b, source_a, source_b = merged[-1]
            exact = b - a == source_b - source_a and end - start == source_end - source_start
            if exact and start - b == source_start - source_b:
                merged[-1] = (a, end, source_a, source_end)
                continue
        merged.append((start, end, source_start, source_end))
    return merged
