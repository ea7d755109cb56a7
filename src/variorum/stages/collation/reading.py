"""One figure as a report prints it: its number, what it may be at least and at most, its unit."""

from __future__ import annotations

import math
import re
from functools import cache
from typing import Any, NamedTuple

from variorum.resources import rows
from variorum.stages.numbers import NUMBERS, SCALES, SHORT_SCALES

WORDS: dict[str, float] = {word: float(n) for word, n in NUMBERS.items()}
# What a vague number can stand for, from and to.
VAGUE = {
    **{"several": (3.0, 20.0), "a few": (2.0, 10.0), "a handful": (2.0, 10.0), "a dozen": (10.0, 15.0)},
    **{"dozens": (20.0, 200.0), "scores": (30.0, 300.0), "hundreds": (100.0, 5e3), "thousands": (1e3, 1e5)},
    **{"tens of thousands": (1e4, 3e5), "hundreds of thousands": (1e5, 3e6), "millions": (1e6, 1e9)},
}
PARTS: dict[str, float] = {
    **{"half": 1 / 2, "third": 1 / 3, "quarter": 1 / 4, "fifth": 1 / 5, "sixth": 1 / 6, "seventh": 1 / 7},
    **{"eighth": 1 / 8, "ninth": 1 / 9, "tenth": 1 / 10, "twentieth": 1 / 20, "hundredth": 1 / 100},
}
"""What share of a whole a fraction is."""
ROUGH, ROUGH_SHARE, NARROW = 0.08, 0.15, 0.1
"""How far *about*, *about a third*, and *just over* or *just under* reach, as a share of the number."""


class Figure(NamedTuple):
    """A figure of a string: its number, what it may be at least and at most, its unit in the base unit."""

    number: float
    low: float
    high: float
    unit: str
    quantity: str
    factor: float
    bounded: bool
    vague: bool = False


def tidy(text: str) -> str:
    """In lower case, with single blanks and none inside a number or abbreviation that was taken apart."""
    text = re.sub(r"\s+", " ", text.casefold().replace("’", "'")).strip(" .,;")
    text = re.sub(r"(?<=\d) ?([.,:]) ?(?=\d)", r"\1", text)
    text = re.sub(r"\b([ap]) ?\. ?m\b ?\.?", r"\1.m.", text)
    text = re.sub(r" (?=[.,])", "", text)
    return re.sub(r" - ", "-", text)


@cache
def _units() -> dict[str, tuple[str, str, float]]:
    return {
        word: (row["unit"], row["quantity"], float(row["factor"]))
        for row in rows("quantities/units.tsv")
        for word in row["words"].split("|")
    }


def quantity(name: str) -> str:
    """What a unit measures (``length``); "" when the resources do not have it."""
    found = _units().get(name.casefold())
    return found[1] if found else ""


def scale(name: str) -> float:
    """How many of the first unit of its quantity a unit is; 1 when the resources do not have it."""
    found = _units().get(name.casefold())
    return found[2] if found else 1.0


@cache
def _unit_pattern() -> re.Pattern[str]:
    words = "|".join(sorted(map(re.escape, _units()), key=len, reverse=True))
    return re.compile(rf"(?<![a-z])(?:{words})(?![a-z])")


@cache
def _bounds() -> tuple[tuple[re.Pattern[str], str], ...]:
    kept: dict[str, Any] = {}
    for row in rows("quantities/bounds.tsv"):
        kept.setdefault(row["bound"], []).append(row["words"])
    order = ("at least", "at most", "about")
    patterns = {b: "|".join(sorted(map(re.escape, kept[b]), key=len, reverse=True)) for b in order}
    first = r"no (?:fewer|less) than|not less than"
    return (
        (re.compile(rf"\b(?:{first})\b"), "at least"),
        (re.compile(r"\b(?:no|not) more than\b"), "at most"),
        *((re.compile(rf"\b(?:{patterns[b]})\b"), b) for b in order),
    )


_NUMBER_WORD = "|".join(sorted((*WORDS, *SCALES, "dozen", "half", "quarter"), key=len, reverse=True))
_NUMBER = re.compile(
    rf"(?P<digits>\d{{1,3}}(?:[, ]\d{{3}})+(?!\d)(?:\.\d+)?|\d+(?:\.\d+)?|\.\d+)"
    rf"(?:[ -]?(?P<scale>hundred|thousand|million|billion|trillion|bn|mn|tn|m|k)\b)?"
    rf"|\b(?P<words>(?:{_NUMBER_WORD})(?:(?:[ -]| and (?:a )?| an? )(?:{_NUMBER_WORD}))*)\b"
)
_JUST = re.compile(r"\b(?:just|slightly|little|a shade|a bit|a fraction|barely|not quite)\b")
_SHARE = re.compile(
    rf"\b(?P<many>an?|one|two|three|four|five|seven|nine)[ -](?P<part>{'|'.join(PARTS)})s?\b"
    r"|\b(?P<half>half)\b"
    r"|(?P<some>\w+) (?:[\w-]+ )?(?:in|out of)(?: every)? (?P<all>\w+)"
)


def share(text: str) -> float | None:
    """The percentage that a fraction in tidied words is (*a third*, *two in five*); None where it is none."""
    for m in _SHARE.finditer(text):
        if m["part"]:
            return 100 * WORDS.get(m["many"], 1.0) * PARTS[m["part"]]
        if m["half"]:
            return 50.0
        some, whole = (_small(m[k]) for k in ("some", "all"))
        if some and whole and some < whole:
            return 100 * some / whole
    return None


def _small(word: str) -> float:
    return float(word) if word.isdecimal() else WORDS.get(word, 0.0)


def figure(text: str, kind: str = "count") -> Figure | None:
    """The figure of a tidied string; None when it has none, or one too long to be a number."""
    unit, quantity, factor = _unit_of(text)
    part = share(text) if kind == "percent" and unit == "" else None
    found = list(_NUMBER.finditer(text))
    if not found and part is None:
        return _vague(text, unit, quantity, factor)
    number = part if part is not None else _value(found[0], kind)
    if math.isinf(number):
        return None
    low = high = number
    bound = next((bound for pattern, bound in _bounds() if pattern.search(text)), "exactly")
    if part is None and len(found) == 2 and _between(text[found[0].end() : found[1].start()]):
        low, high = sorted((number, _value(found[1], kind)))
    elif bound == "at least":
        high = number * (1 + NARROW) if _JUST.search(text) else float("inf")
    elif bound == "at most":
        low = number * (1 - NARROW) if _JUST.search(text) else 0.0
    elif bound == "about":
        rough = ROUGH if part is None else ROUGH_SHARE
        low, high = number * (1 - rough), number * (1 + rough)
    bounded = bound != "exactly" or low != high
    if part is not None:
        unit, quantity, factor = "percent", "percent", 1.0
    return Figure(number, low * factor, high * factor, unit, quantity, factor, bounded)


def _between(text: str) -> bool:
    return re.fullmatch(r" ?(?:to|and|or|[–-]) ?", text) is not None


def _value(m: re.Match[str], kind: str) -> float:
    if m["digits"]:
        scale = m["scale"] or ""
        factor = SCALES.get(scale) or (SHORT_SCALES.get(scale, 1.0) if kind in ("money", "count") else 1.0)
        return float(re.sub("[, ]", "", m["digits"])) * factor
    total = part = 0.0
    for word in re.split(r"[ -]+", m["words"]):
        if word in WORDS:
            part += WORDS[word]
        elif word in ("half", "quarter"):
            part += PARTS[word]
        elif word in ("hundred", "dozen"):
            part = (part or 1) * (100 if word == "hundred" else 12)
        elif word in SCALES:
            total, part = total + (part or 1) * SCALES[word], 0.0
    return total + part


def _vague(text: str, unit: str, quantity: str, factor: float) -> Figure | None:
    for words in sorted(VAGUE, key=len, reverse=True):
        if re.search(rf"\b{words}\b", text):
            low, high = VAGUE[words]
            return Figure(low, low * factor, high * factor, unit, quantity, factor, True, vague=True)
    if re.match(r"(?:an?) ", text):
        return Figure(1.0, factor, factor, unit, quantity, factor, False)
    return None


def _unit_of(text: str) -> tuple[str, str, float]:
    m = _unit_pattern().search(text)
    return _units()[m.group()] if m else ("", "", 1.0)
