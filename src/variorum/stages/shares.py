"""Shares told in words: *a third of*, *two thirds*, *one in five*, *two trains out of three*."""

from __future__ import annotations

import re
from collections.abc import Iterator

from variorum.stages.numbers import NUMBERS

_PARTS = {
    **{"half": 2, "third": 3, "quarter": 4, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8},
    **{"ninth": 9, "tenth": 10, "hundredth": 100},
}
_SMALL = "|".join(word for word, n in NUMBERS.items() if 1 <= n <= 10)
_TOP = "one|two|three|four|five|six|seven|eight|nine"
_FRACTION = re.compile(
    rf"\b(?:(?P<top>an?|{_TOP})[ -])?(?P<part>{'|'.join(_PARTS)})(?P<many>s)?\b"
    r"(?=(?P<of> of (?!the (?:year|season|match|game|session|century|month)\b))|(?P<rest>))"
)
_CHANGES = re.compile(
    r"\b(?:by|cut|fell|fall|fallen|rose|risen|rise|grew|drop|dropped|lost|lose|shed|down|up|than)"
    r"(?: (?:about|around|some|nearly|almost|more than|less than|over|up to|roughly|at least|just over"
    r"|just under))? $"
)
_OUT_OF = re.compile(
    rf"\b(?P<top>\d\d?|{_SMALL})(?: [a-z]+)?? (?:in|out of)(?: every)? (?P<all>\d\d?\d?|{_SMALL})\b"
    r"(?! (?:minutes?|hours?|days?|weeks?|months?|years?|decades?|million|thousand|hundred)\b|[-,.:]\d)"
)
BEFORE = 28


def shares(low: str, start: int, end: int) -> Iterator[tuple[float, int, int]]:
    """The shares in ``low[start:end]`` (a text in lower case) as percentages, each with where it begins and
    ends; none where a fraction may be a rank or part of the year (*the third*, *the first quarter*)."""
    for m in _FRACTION.finditer(low, start, end):
        top = m["top"]
        if not m["of"] and not (top and _CHANGES.search(low, max(start, m.start() - BEFORE), m.start())):
            continue
        if (top is None and m["part"] != "half") or bool(m["many"]) != (top not in (None, "a", "an", "one")):
            continue
        yield 100 * NUMBERS.get(top or "", 1) / _PARTS[m["part"]], m.start(), m.end()
    for m in _OUT_OF.finditer(low, start, end):
        top, every = _small(m["top"]), _small(m["all"])
        if 0 < top < every and (every <= 10 or every == 100):
            yield 100 * top / every, m.start(), m.end()


def _small(word: str) -> int:
    return int(word) if word.isdigit() else NUMBERS[word]
