"""Quotation marks paired by shape, paragraph by paragraph, so that one bad mark never loses the rest."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from typing import NamedTuple

MARK = re.compile("``|''|[\"“”„‟«»‘’‚']")
PAIRS = {
    "“": ("”",),
    "„": ("“", "”"),
    "‟": ("”",),
    "«": ("»",),
    "»": ("«",),
    "‘": ("’",),
    "‚": ("‘", "’"),
    '"': ('"', "”"),
    "``": ("''",),
    "''": ("''",),
    "'": ("'", "’"),
}
SINGLE = frozenset("‘’‚'")
ELISION = re.compile(r"['’‘](?:\d0s|em|til|tis|twas|cause|bout|n)\b", re.IGNORECASE)
LONGEST_SINGLE = 600


class Marked(NamedTuple):
    """Characters ``[start, end)`` inside a pair of marks. ``reopened``: the paragraph before was left
    open and this one opens anew, so it goes on with the same speech."""

    start: int
    end: int
    reopened: bool


def marked(text: str) -> list[Marked]:
    """What stands inside quotation marks, outermost pairs only, in text order; empty when nothing does."""
    found: list[Marked] = []
    left_open: str | None = None
    for line in re.finditer(r"[^\n]+", text):
        if not line.group().strip():
            continue
        stretches, unclosed = _paragraph(line.group(), left_open)
        for k, (start, end) in enumerate(stretches):
            leads = k == 0 and not line.group()[: max(0, start - 1)].strip(" \t\xa0`'")
            found.append(Marked(line.start() + start, line.start() + end, left_open is not None and leads))
        left_open = unclosed
    return found


def _paragraph(line: str, left_open: str | None) -> tuple[list[tuple[int, int]], str | None]:
    """The stretches inside marks of one paragraph, and the mark that was left open at its end, if any."""
    found: list[tuple[int, int]] = []
    opened: re.Match[str] | None = None
    for mark in MARK.finditer(line):
        sign = mark.group()
        if opened is None:
            if left_open and not found and sign in PAIRS[left_open] and not _opens(line, mark):
                _add(found, line, 0, mark.start())  # the line break stands inside the quotation
                left_open = None
            elif _opens(line, mark):
                left_open = None
                opened = mark
        elif _closes(line, opened, mark):
            _add(found, line, opened.end(), mark.start())
            opened = None
        elif sign == opened.group() and _opens(line, mark):
            # A second opening mark of the same kind: the first was never closed.
            _add(found, line, opened.end(), _sentence_end(line, opened.end(), mark.start()))
            opened = mark
    if opened is None:
        return found, None
    _add(found, line, opened.end(), len(line.rstrip()))
    return found, opened.group()


def _add(found: list[tuple[int, int]], line: str, start: int, end: int) -> None:
    if any(c.isalnum() for c in line[start:end]):
        found.append((start, end))


def _sentence_end(line: str, start: int, end: int) -> int:
    """Where the last sentence (or clause with a comma) in the stretch ends; ``start`` when none does."""
    last = start
    for stop in re.finditer(r"[.!?,](?=\s)", line[start:end]):
        last = start + stop.end()
    return last


def _around(line: str, mark: re.Match[str]) -> tuple[str, str]:
    return line[mark.start() - 1 : mark.start()] or " ", line[mark.end() : mark.end() + 1] or " "


def _opens(line: str, mark: re.Match[str]) -> bool:
    """Whether a mark can open a stretch: by its kind, or for straight ones by what stands around it."""
    sign = mark.group()
    before, after = _around(line, mark)
    if sign in ("”", "’"):
        return False
    if sign == "''":  # two apostrophes serve as opening marks too
        return not before.isalnum() and before not in ".,!?)'" and not after.isspace()
    if sign in ("'", "‘", "‚"):
        if before.isalnum() or before in ".,!?)" or not (after.isalnum() or after in '…“"[$€£¥'):
            return False
        return not ELISION.match(line, mark.start()) and _single_end(line, mark) is not None
    if sign == '"':
        return not before.isalnum() and before not in ".,!?)" and (not after.isspace() or before.isspace())
    if sign == "»":
        return before.isspace() and after.isalnum() and "«" in line[mark.end() :]
    return not after.isspace() or mark.start() == 0


def _closes(line: str, opened: re.Match[str], mark: re.Match[str]) -> bool:
    """Whether a mark closes the stretch that ``opened`` began."""
    sign, kind = mark.group(), opened.group()
    before, after = _around(line, mark)
    if kind in SINGLE:
        return sign in PAIRS[kind] and mark.start() == _single_end(line, opened)
    if sign == kind and sign in ("“", "«"):
        return not before.isspace() and not after.isalnum()  # an opening mark set where a closing one belongs
    if kind == '"' and sign == "”" and line.count("“", opened.end(), mark.start()):
        return False  # it closes curly marks within straight ones
    if sign not in PAIRS[kind] and not (kind == "“" and sign == '"'):
        return False
    return not (sign in ('"', "''") and before.isspace() and after.isalnum())


def _single_end(line: str, opened: re.Match[str]) -> int | None:
    """Where a stretch in single marks ends, telling the closing mark from an apostrophe; None when open."""
    weak: int | None = None
    for mark in _singles(line, opened):
        before, after = _around(line, mark)
        if before.isspace() or after.isalnum():
            continue
        if before in ".,!?…" or before != "s" or not re.match(r"\s[a-z]", line[mark.end() : mark.end() + 2]):
            return mark.start()
        weak = mark.start() if weak is None else weak  # "the leaders' talks": perhaps a possessive
    return weak


def _singles(line: str, opened: re.Match[str]) -> Iterator[re.Match[str]]:
    closing = PAIRS[opened.group()]
    for mark in re.compile("['‘’]").finditer(line, opened.end(), opened.end() + LONGEST_SINGLE):
        if mark.group() in closing:
            yield mark


def _covered(stretches: list[Marked], start: int, end: int) -> Iterator[tuple[int, int]]:
    for k in range(max(0, bisect_left(stretches, (start,)) - 1), len(stretches)):
        stretch = stretches[k]
        if stretch.start >= end:
            return
        left, right = max(stretch.start, start), min(stretch.end, end)
        if left < right:
            yield left, right


def within(stretches: list[Marked], start: int, end: int) -> tuple[tuple[int, int], ...]:
    """The parts of ``[start, end)`` that stand inside marks."""
    return tuple(_covered(stretches, start, end))
