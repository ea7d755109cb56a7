"""Whether a report gives another's figure too, elsewhere: then the two do not contradict one another."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from variorum.model import Article, Value
from variorum.stages.collation.fates import befalls
from variorum.stages.collation.reading import figure, tidy
from variorum.stages.collation.words import base, fold
from variorum.stages.numbers import NUMBERS

NEXT, UNIT = 60, 20
"""A noun or fate, and a unit, so many characters from a number goes with it."""
_DIGITS = re.compile(r"\d[\d,]*(?:\.\d+)?")
_SCALE = re.compile(r"\s?(million|billion|trillion|thousand|bn|mn|m|k)\b", re.I)


def told_elsewhere(value: Value, said: str, fate: str, article: Article) -> bool:
    """Whether an article has a figure of the same kind and number anywhere: of people with the same fate, of
    things beside the same noun, else with the same scale."""
    for m in _pattern(value.number, said).finditer(article.text):
        around = article.text[max(0, m.start() - NEXT) : m.end() + NEXT]
        around = around.replace("\n", " ")
        if value.kind == "magnitude":
            beside = figure(tidy(article.text[m.start() : m.end() + UNIT]))
            if beside is None or beside.unit != value.unit:
                continue
        if value.kind != "count":
            return True
        if fate:
            if befalls(fate, around):
                return True
        elif any(base(fold(w)) == base(fold(value.unit)) for w in re.findall(r"[^\W\d]+", around)):
            return True
    return False


@lru_cache(maxsize=4096)
def _pattern(number: float, said: str) -> re.Pattern[str]:
    """The number in digits, with the scale it is printed with, or in words."""
    digits = _DIGITS.search(said)
    if digits and (scale := _SCALE.match(said, digits.end())):
        return re.compile(rf"(?<![\d.,]){re.escape(digits.group())} ?{scale[1][0]}", re.I)
    forms = {f"{number:g}", f"{number:,.10g}"}
    if digits:
        forms.add(digits.group())
    told = "|".join(sorted(map(re.escape, forms)))
    words = [w for w, n in _words().items() if n == number]
    spelled = "".join(rf"|\b{w.replace('-', '[- ]')}\b" for w in words)
    return re.compile(rf"(?<![\d.,])(?:{told})(?![\d]|[.,]\d){spelled}", re.I)


@cache
def _words() -> dict[str, int]:
    small = {w: n for w, n in NUMBERS.items() if n}
    tens = {w: n for w, n in small.items() if n >= 20}
    ones = {w: n for w, n in small.items() if n < 10}
    return small | {f"{t}-{o}": n + k for t, n in tens.items() for o, k in ones.items()}
