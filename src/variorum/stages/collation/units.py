"""The units by which figures are grouped before they are compared."""

from __future__ import annotations

from functools import cache

from variorum.model import Value
from variorum.resources import rows
from variorum.stages.collation.clauses import TOLLS
from variorum.stages.collation.reading import quantity, scale
from variorum.stages.collation.words import fold, sense

PEOPLE = "people"


@cache
def _people() -> frozenset[str]:
    """The senses of the nouns for people, and of what strikes them: *12 dead*, *12 deaths*."""
    return TOLLS | {sense(fold(row["noun"])) for row in rows("quantities/people.tsv")}


def unit(value: Value) -> str:
    """The unit of a figure: all nouns for people, and a count of nothing named, are one, and so are words
    that reports use for one another (*ships*, *vessels*)."""
    noun = fold(value.unit)
    if value.kind == "magnitude":
        return quantity(value.unit) or sense(noun) if noun else ""
    if value.kind != "count":
        return sense(noun) if noun else ""
    return PEOPLE if not noun or sense(noun) in _people() else sense(noun)


def factor(value: Value) -> float:
    """How many of the first unit of what it measures one is: 1609 metres a mile; 1 for what is no measure."""
    return scale(value.unit) if value.kind == "magnitude" else 1.0
