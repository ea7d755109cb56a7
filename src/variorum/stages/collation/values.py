"""Compares two readings of one value: figures, sums, measures, times of day, dates, places, strings.

Bounds, rounding, units and missing parts are weighed first, so that only a true difference is DIFFERS.
A cumulative figure that a later report puts higher is an UPDATE.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime
from functools import cache
from typing import Any, NamedTuple

from variorum.model import Relationship
from variorum.resources import rows
from variorum.stages.collation.moments import compare_clocks, compare_dates
from variorum.stages.numbers import NUMBERS, SCALES, SHORT_SCALES

Judged = tuple[Relationship, str]

WORDS: dict[str, float] = {word: float(n) for word, n in NUMBERS.items()}
# What a vague number can stand for, from and to.
VAGUE = {
    **{"several": (3.0, 20.0), "a few": (2.0, 10.0), "a handful": (2.0, 10.0), "a dozen": (10.0, 15.0)},
    **{"dozens": (20.0, 200.0), "scores": (30.0, 300.0), "hundreds": (100.0, 5e3), "thousands": (1e3, 1e5)},
    **{"tens of thousands": (1e4, 3e5), "hundreds of thousands": (1e5, 3e6), "millions": (1e6, 1e9)},
}
_TOLL = re.compile(
    r"\b(?:dead|deaths?|died|dies|kill\w*|toll|injur\w*|wound\w*|hurt|missing|casualt\w*|bod(?:y|ies)|victims?"
    r"|displaced|homeless|rescued|survivors?|cases|infected|fatalit\w*"
    r"|moved|evacuat\w*|fled|flee\w*|from their homes|burn\w*|destroy\w*|derail\w*|waiting|stranded|counted"
    r"|districts|affected|contained)\b",
    re.I,
)
ROUGH, ROUNDING = 0.15, 0.03
LEAST_WHOLE = 10
JUST = 0.1


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


def compare_values(
    kind: str,
    a: str,
    b: str,
    *,
    day_a: str | None = None,
    day_b: str | None = None,
    context_a: str = "",
    context_b: str = "",
) -> Judged:
    """How two readings of one value stand to each other, and why.

    ``day_a`` and ``day_b`` say when the reports were published, the contexts are the sentences around. What
    cannot be compared for want of knowledge (two currencies, an unknown zone) is COMPATIBLE."""
    if _tidy(a) == _tidy(b):
        return "SAME", "the same words"
    if kind in ("count", "money", "magnitude", "measure", "percent", "duration"):
        order = published_order(day_a, day_b)
        return _figures(kind, a, b, order, f"{a} {context_a}", f"{b} {context_b}")
    other: dict[str, Callable[[str, str], Judged]] = {
        **{"clock": compare_clocks, "date": compare_dates, "place": _places},
    }
    return other.get(kind, _strings)(_tidy(a), _tidy(b))


def _tidy(text: str) -> str:
    """In lower case, with single blanks and none inside a number or abbreviation that was taken apart."""
    text = re.sub(r"\s+", " ", text.casefold().replace("’", "'")).strip(" .,;")
    text = re.sub(r"(?<=\d) ?([.,:]) ?(?=\d)", r"\1", text)
    text = re.sub(r"\b([ap]) ?\. ?m\b ?\.?", r"\1.m.", text)
    text = re.sub(r" (?=[.,])", "", text)
    return re.sub(r" - ", "-", text)


def published_order(a: str | None, b: str | None) -> int:
    """-1 when the first was published before the second, 1 when after, 0 when that is not known."""
    if not a or not b:
        return 0
    try:
        x, y = datetime.fromisoformat(a), datetime.fromisoformat(b)
    except ValueError:
        return 0
    if len(a) <= 10 or len(b) <= 10 or (x.tzinfo is None) != (y.tzinfo is None):
        return (a[:10] > b[:10]) - (a[:10] < b[:10])
    return (x > y) - (x < y)


# --- figures -----------------------------------------------------------------------------------------------


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


_NUMBER_WORD = "|".join(sorted((*WORDS, *SCALES, "dozen", "half"), key=len, reverse=True))
_NUMBER = re.compile(
    rf"(?P<digits>\d{{1,3}}(?:,\d{{3}})+(?:\.\d+)?|\d+(?:\.\d+)?|\.\d+)"
    rf"(?:[ -]?(?P<scale>hundred|thousand|million|billion|trillion|bn|mn|tn|m|k)\b)?"
    rf"|\b(?P<words>(?:{_NUMBER_WORD})(?:(?:[ -]| and )(?:{_NUMBER_WORD}))*)\b"
)


def figure(text: str, kind: str = "count") -> Figure | None:
    """The figure of a tidied string; None when it has none, or several that are no range of numbers."""
    unit, quantity, factor = _unit_of(text)
    found = list(_NUMBER.finditer(text))
    if not found:
        return _vague(text, unit, quantity, factor)
    number = _value(found[0], kind)
    low = high = number
    bound = next((bound for pattern, bound in _bounds() if pattern.search(text)), "exactly")
    if len(found) == 2 and re.fullmatch(r" ?(?:to|and|[–-]) ?", text[found[0].end() : found[1].start()]):
        low, high = sorted((number, _value(found[1], kind)))
    elif bound == "at least":
        high = float("inf")
    elif bound == "at most":
        low = 0.0
    elif bound == "about":
        low, high = number * (1 - ROUGH), number * (1 + ROUGH)
    return Figure(
        number, low * factor, high * factor, unit, quantity, factor, bound != "exactly" or low != high
    )


def _value(m: re.Match[str], kind: str) -> float:
    if m["digits"]:
        scale = m["scale"] or ""
        factor = SCALES.get(scale) or (SHORT_SCALES.get(scale, 1.0) if kind in ("money", "count") else 1.0)
        return float(m["digits"].replace(",", "")) * factor
    total = part = 0.0
    for word in re.split(r"[ -]+", m["words"]):
        if word in WORDS:
            part += WORDS[word]
        elif word == "half":
            part = 0.5
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


def _figures(kind: str, a: str, b: str, order: int, around_a: str, around_b: str) -> Judged:
    x, y = figure(_tidy(a), kind), figure(_tidy(b), kind)
    if x is None or y is None:
        return "COMPATIBLE", "one of them gives no figure"
    if x.quantity == y.quantity == "money" and x.unit != y.unit:
        return "COMPATIBLE", "two currencies: not comparable without a rate"
    if x.quantity and y.quantity and x.quantity != y.quantity:
        return "COMPATIBLE", f"different measures: {x.quantity} and {y.quantity}"
    if not (x.quantity and y.quantity):
        x, y = (_bare(x), _bare(y)) if x.quantity != y.quantity else (x, y)
    one, two = x.number * x.factor, y.number * y.factor
    if one == two:
        return _equal(x, y)
    if x.unit != y.unit and abs(one - two) <= ROUNDING * max(one, two):
        same: Relationship = "COMPATIBLE" if kind == "duration" else "SAME"
        return same, f"the same after conversion from {x.unit or 'no unit'} to {y.unit or 'no unit'}"
    toll = kind == "count" and bool(_TOLL.search(around_a) and _TOLL.search(around_b))
    floor = x.high == float("inf") or y.high == float("inf")
    if _just_over(x, y) or _just_over(y, x):
        return "COMPATIBLE", "one is just above what the other gives as the least"
    if kind == "count" and order and (toll or floor) and ((one < two) if order < 0 else (one > two)):
        return "UPDATE", "the later report has the higher figure"
    if x.low <= y.high and y.low <= x.high:
        return "COMPATIBLE", "each figure lies within the bounds of the other"
    if _whole(one, two) or _whole(two, one):
        return "COMPATIBLE", "one is the other in whole numbers"
    if kind != "money" and (_rounded(one, two) or _rounded(two, one)):
        return "COMPATIBLE", "one is the other rounded"
    return "DIFFERS", f"{x.number:g} against {y.number:g}"


def _just_over(least: Figure, exact: Figure) -> bool:
    """Whether a figure lies within a tenth above what another gives as the least of a hundred or more."""
    if least.high != float("inf") or exact.bounded or least.number < 100:
        return False
    return least.number <= exact.number <= (1 + JUST) * least.number


def _bare(f: Figure) -> Figure:
    """The figure without its unit, for a reading that leaves the unit out."""
    return f._replace(low=f.low / f.factor, high=f.high / f.factor, unit="", quantity="", factor=1.0)


def _equal(x: Figure, y: Figure) -> Judged:
    if x.vague != y.vague or (x.low, x.high) != (y.low, y.high):
        return "COMPATIBLE", "the same number, with a bound in one of them"
    if x.unit != y.unit and x.unit and y.unit:
        return "COMPATIBLE", "the same after conversion"
    return "SAME", "the same figure"


def _whole(rough: float, exact: float) -> bool:
    """Whether a whole number is the other one rounded to it."""
    return rough == int(rough) and exact != int(exact) and rough >= LEAST_WHOLE and abs(rough - exact) < 0.5


def _rounded(rough: float, exact: float) -> bool:
    """Whether a number of at least three digits, ending in zeros, is the other one rounded to it."""
    if rough < 100 or rough != int(rough) or rough % 10:
        return False
    step = 10 ** (len(str(int(rough))) - len(str(int(rough)).rstrip("0")))
    return abs(rough - exact) <= step / 2 and abs(rough - exact) <= ROUNDING * rough


# --- places and strings ------------------------------------------------------------------------------------

_LEAD = re.compile(
    r"^(?:(?:in|at|on|near|outside|inside|from|to|around|off|the|a|an|city of|town of|village of|port of) )+"
)


@cache
def _gazetteer() -> dict[str, tuple[str, str]]:
    """Country and kind by folded name, for names that stand for one country only."""
    found: dict[str, set[tuple[str, str]]] = {}
    for row in rows("gazetteer/places.tsv"):
        for name in (row["name"], *filter(None, row["aliases"].split("|"))):
            found.setdefault(name.casefold(), set()).add((row["country"], row["kind"]))
    order = {"country": 0, "capital": 1, "city": 2, "admin1": 3}
    best = {name: sorted(kinds, key=lambda k: (order[k[1]], k)) for name, kinds in found.items()}
    return {
        n: k[0] for n, k in best.items() if k[0][1] in ("country", "capital") or len({c for c, _ in k}) == 1
    }


def _places(a: str, b: str) -> Judged:
    a, b = _LEAD.sub("", a), _LEAD.sub("", b)
    if a == b:
        return "SAME", "the same name"
    if _within(a, b) or _within(b, a):
        return "COMPATIBLE", "one name says more than the other"
    x, y = _gazetteer().get(a), _gazetteer().get(b)
    if x and y:
        if x[0] == y[0] and "country" in (x[1], y[1]):
            return "COMPATIBLE", "a country and a place in it"
        if x[0] == y[0] and "admin1" in (x[1], y[1]):
            return "COMPATIBLE", "two places of one country, one a division that may hold the other"
        return "DIFFERS", "two places" + (" of one country" if x[0] == y[0] else " in different countries")
    if x or y:
        return "COMPATIBLE", "one of them is not in the gazetteer: it may lie in the other"
    if set(re.findall(r"\w{4,}", a)) & set(re.findall(r"\w{4,}", b)):
        return "COMPATIBLE", "names that share a word"
    return "DIFFERS", "different names, neither in the gazetteer"


def _within(inner: str, outer: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(inner)}(?!\w)", outer) is not None


def _strings(a: str, b: str) -> Judged:
    one, two = re.sub(r"[^\w ]", "", a).strip(), re.sub(r"[^\w ]", "", b).strip()
    if one == two:
        return "SAME", "the same but for punctuation"
    if _within(one, two) or _within(two, one):
        return "COMPATIBLE", "one says more than the other"
    return "DIFFERS", "different words"
