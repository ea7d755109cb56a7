"""Figures that go on moving: a toll, an area that burns, votes that are counted; and figures given up."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from variorum.resources import rows
from variorum.stages.collation.fates import any_of

REVISED = re.compile(
    r"\b(?:revis|correct|updat|amend|earlier figure|had spoken|had said|had reported|first put|miscount"
    r"|recount)\w*|, not (?:\d[\d,.]*|[a-z]+(?:-[a-z]+)?),",
    re.I,
)
"""Words by which a report gives up a figure for another."""


@cache
def _running(people: bool) -> tuple[tuple[str, re.Pattern[str]], ...]:
    words: dict[str, list[str]] = {"any": [], "up": []}
    for row in rows("quantities/running.tsv"):
        words[row["way"]].append(any_of(row["words"]))
    for row in rows("quantities/fates.tsv") if people else ():
        if row["moves"] in words:
            words[row["moves"]].append(any_of(row["words"]))
    return tuple((way, re.compile(rf"\b(?:{'|'.join(told)})\b", re.I)) for way, told in words.items())


@lru_cache(maxsize=4096)
def running(context: str, people: bool = True) -> str:
    """Whether words say that a figure beside them, which may be of people, grows (up), may grow or fall
    (any), or neither ("")."""
    return next((way for way, pattern in _running(people) if pattern.search(context)), "")
