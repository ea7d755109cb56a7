"""Reads all expressions of time of a text, each in its sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from variorum.stages.circumstances.context import Context
from variorum.stages.circumstances.resolve import resolve
from variorum.stages.circumstances.tense import looks_ahead
from variorum.stages.circumstances.times import Expression, expressions
from variorum.stages.circumstances.windows import Reading
from variorum.stages.folding import lower

# A sentence ends at a line break, or at a stop before a capital that no abbreviation or initial precedes. The
# stop comes first and is looked back over, so that the search skips from stop to stop.
_BEFORE = ("Jan", "Feb", "Aug", "Sept", "Oct", "Nov", "Dec", "Mr", "Dr", "Gen", r"p\.m", r"a\.m")
_ABBREVIATED = "(?<![A-Z][.!?])" + "".join(rf"(?<!\b{word}[.!?])" for word in _BEFORE)
_ENDS = re.compile(rf"[\n.!?](?:(?<=\n)|(?<!\n){_ABBREVIATED}[\"”’')]*\s+(?=[A-Z\"“‘'(]))")


def readings(text: str, day: date | None) -> Iterator[tuple[Expression, Reading]]:
    """The expressions of time with what they mean; ``day`` is the day of publication or None."""
    low = lower(text)
    ends = [m.end() for m in _ENDS.finditer(text)] + [len(text)]
    begin, at, nearby = 0, 0, None
    last: Reading | None = None
    quarter: Reading | None = None
    stated = False
    found = expressions(text)
    for i, e in enumerate(found):
        while ends[at] <= e.start:
            begin, at, nearby = ends[at], at + 1, None
        sentence = (begin, ends[at])
        if e.rule in ("clock", "noon") and nearby is None:
            nearby = _day_after(found[i + 1 : i + 4], e, sentence, low, day)
        ahead = looks_ahead(low, e, sentence)
        reading = resolve(e, Context(day, ahead, nearby, last, quarter, stated))
        if reading is None:
            continue
        if reading.granularity in ("day", "part of day") and reading.type in ("DATE", "TIME"):
            nearby = reading
            last = reading if reading.start else last
            stated |= reading.anchor == "text" and day is not None and reading.value[:10] == day.isoformat()
        if reading.granularity == "quarter" and reading.start and e.rule == "quarter":
            quarter = reading
        yield e, reading


def _day_after(
    found: list[Expression], clock: Expression, sentence: tuple[int, int], low: str, day: date | None
) -> Reading | None:
    """The first day named after a time of day in the same sentence: "at 6 p.m. ... on Monday"."""
    for e in found:
        if clock.end <= e.start < min(sentence[1], clock.end + 48) and e.rule not in ("clock", "noon"):
            reading = resolve(e, Context(day, looks_ahead(low, e, sentence)))
            if reading and reading.granularity in ("day", "part of day") and reading.type in ("DATE", "TIME"):
                return reading
    return None
