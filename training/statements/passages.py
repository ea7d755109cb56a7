"""Reads the passages written for training: ``python training/statements/passages.py`` checks them.

A row of ``*.jsonl`` has ``id``, ``register`` and ``marked``, the text with its statements marked in place:
``[a source]``, ``<a cue>``, ``{a content}``. Digits after the opening bracket number the statements of the
passage that a part belongs to ("[12 The minister]"; none: the first), ``~`` before a cue tells a belief, a
wish or an intention.
"""

from __future__ import annotations

import json
import re
import sys
from collections import Counter
from pathlib import Path
from typing import Any, NamedTuple

HERE = Path(__file__).parent
MARK = re.compile(r"([\[<{])(?:(\d+) )?(~ )?|([\]>}])")
KINDS = {"[": "source", "<": "cue", "{": "content"}
CLOSING = {"]": "[", ">": "<", "}": "{"}
LEAST, QUIET = 600, 0.25


class Passage(NamedTuple):
    """A text and its statements as rows of the contract: content, source and cue as offsets, and a class."""

    id: str
    text: str
    quotes: list[dict[str, Any]]


def passages() -> list[Passage]:
    """All passages in the order of their files; ValueError names the row whose marks do not resolve."""
    rows = [
        json.loads(line)
        for path in sorted(HERE.glob("*.jsonl"))
        for line in path.read_text(encoding="utf-8").splitlines()
    ]
    return [Passage(row["id"], *resolved(row["id"], row["marked"])) for row in rows]


def resolved(name: str, marked: str) -> tuple[str, list[dict[str, Any]]]:
    """The text without its marks, and the statements in the order of their numbers."""
    text, at = "", 0
    open_: list[tuple[str, str, int]] = []
    parts: dict[str, dict[str, list[list[int]]]] = {}
    beliefs: set[str] = set()
    for mark in MARK.finditer(marked):
        text += marked[at : mark.start()]
        at = mark.end()
        if mark[1]:
            open_.append((mark[1], mark[2] or "1", len(text)))
            beliefs.update(open_[-1][1] if mark[3] else "")
            continue
        if not open_ or open_[-1][0] != CLOSING[mark[4]]:
            raise ValueError(f"{name}: {mark[4]} closes nothing in {marked!r}")
        kind, numbers, start = open_.pop()
        if text[start:].strip() != text[start:] or not text[start:]:
            raise ValueError(f"{name}: an empty part, or one with blanks at its ends, in {marked!r}")
        for number in numbers:
            one = parts.setdefault(number, {"content": [], "source": [], "cue": []})
            one[KINDS[kind]].append([start, len(text)])
    if open_:
        raise ValueError(f"{name}: {open_[-1][0]} is never closed in {marked!r}")
    if sorted(parts) != [str(n + 1) for n in range(len(parts))]:
        raise ValueError(f"{name}: the statements are numbered {sorted(parts)} in {marked!r}")
    for number, one in parts.items():
        if not one["content"]:
            raise ValueError(f"{name}: statement {number} has no content in {marked!r}")
    quotes = [
        {
            **{kind: sorted(spans) for kind, spans in parts[number].items()},
            "class": "other" if number in beliefs else "speech",
        }
        for number in sorted(parts)
    ]
    return text + marked[at:], quotes


def main() -> None:
    found = passages()
    ids = Counter(p.id for p in found)
    texts = Counter(p.text for p in found)
    for name, count in [*ids.items(), *texts.items()]:
        if count > 1:
            raise ValueError(f"{name!r} stands {count} times")
    quiet = sum(not p.quotes for p in found)
    if len(found) < LEAST or quiet < QUIET * len(found):
        raise ValueError(f"{len(found)} passages, {quiet} of them without a statement: too few")
    told = Counter(q["class"] for p in found for q in p.quotes)
    sys.stdout.write(f"{len(found)} passages, {quiet} without a statement; statements: {dict(told)}\n")


if __name__ == "__main__":
    main()
