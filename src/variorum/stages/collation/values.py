"""Compares two readings of one value: figures, sums, measures, times of day, dates, places, strings.

Bounds, rounding, units and missing parts are weighed first, so that only a true difference is DIFFERS.
A cumulative figure that a later report puts higher is an UPDATE.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime
from functools import cache

from variorum.model import Relationship
from variorum.resources import rows
from variorum.stages.collation.clocks import compare_clocks
from variorum.stages.collation.moments import compare_dates
from variorum.stages.collation.reading import Figure, figure, tidy
from variorum.stages.collation.running import running

Judged = tuple[Relationship, str]

ROUNDING = 0.03
MOVED = "a figure that moves: the later report has another"
LEAST_WHOLE = 10
JUST = 0.1


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
    if tidy(a) == tidy(b):
        return "SAME", "the same words"
    if kind in ("count", "money", "magnitude", "measure", "percent", "duration"):
        order = published_order(day_a, day_b)
        return _figures(kind, a, b, order, f"{a} {context_a}", f"{b} {context_b}")
    other: dict[str, Callable[[str, str], Judged]] = {
        **{"clock": compare_clocks, "date": compare_dates, "place": _places},
    }
    return other.get(kind, _strings)(tidy(a), tidy(b))


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


def _figures(kind: str, a: str, b: str, order: int, around_a: str, around_b: str) -> Judged:
    x, y = figure(tidy(a), kind), figure(tidy(b), kind)
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
        rough = kind == "duration" or x.bounded != y.bounded
        same: Relationship = "COMPATIBLE" if rough else "SAME"
        return same, f"the same after conversion from {x.unit or 'no unit'} to {y.unit or 'no unit'}"
    if _just_over(x, y) or _just_over(y, x):
        return "COMPATIBLE", "one is just above what the other gives as the least"
    if order and (
        moved := _moved(
            kind, x, y, order, (running(around_a, kind == "count"), running(around_b, kind == "count"))
        )
    ):
        return moved
    if x.low <= y.high and y.low <= x.high:
        return "COMPATIBLE", "each figure lies within the bounds of the other"
    if _whole(one, two) or _whole(two, one):
        return "COMPATIBLE", "one is the other in whole numbers"
    if kind != "money" and (_rounded(one, two) or _rounded(two, one)):
        return "COMPATIBLE", "one is the other rounded"
    return "DIFFERS", f"{x.number:g} against {y.number:g}"


def _moved(kind: str, x: Figure, y: Figure, order: int, ways: tuple[str, str]) -> Judged | None:
    """That a figure moved from one report to the later, where words beside both say that it goes on moving,
    or the later one gives a least number above the earlier; None where bounds allow it to be one."""
    within = x.low <= y.high and y.low <= x.high
    least = float("inf") in (x.high, y.high)
    higher = (x.number * x.factor < y.number * y.factor) == (order < 0)
    if all(ways) and (least or not within) and (higher or ("any" in ways and not within)):
        return "UPDATE", "the later report has the higher figure" if higher else MOVED
    if kind == "count" and least and higher and not within:
        return "UPDATE", "the later report has the higher figure"
    return None


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
