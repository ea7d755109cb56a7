"""The units by which figures are grouped before they are compared."""

from __future__ import annotations

from functools import cache

from variorum.model import Value
from variorum.resources import rows
from variorum.stages.collation.words import stem

PEOPLE = "people"
STRUCK = frozenset("dead killed wounded injured hurt missing".split())
"""What "12 dead" counts: people."""


@cache
def _people() -> frozenset[str]:
    return frozenset(row["noun"] for row in rows("quantities/people.tsv"))


def unit(value: Value) -> str:
    """The unit of a figure: all nouns for people, and a count of nothing named, are one."""
    if value.kind == "count" and (not value.unit or value.unit in STRUCK or value.unit in _people()):
        return PEOPLE
    return stem(value.unit)
