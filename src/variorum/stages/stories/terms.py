"""How telling a term is, and which terms every report has."""

from __future__ import annotations

import math
from functools import cache

from variorum.resources import rows


def idf(term: str) -> float:
    """How telling a term is: log of background documents over those that have it; unseen terms most."""
    known, unseen = background()
    return known.get(term, unseen)


@cache
def background() -> tuple[dict[str, float], float]:
    """The idf of every term of the background table, and that of a term not in it."""
    table = {row["lemma"]: int(row["documents"]) for row in rows("terms/idf.tsv")}
    total = table.pop("*")
    return {term: math.log(total / (1 + df)) + 1 for term, df in table.items()}, math.log(total) + 1


@cache
def stop_terms() -> frozenset[str]:
    """Terms that every report has."""
    return frozenset(row["lemma"] for row in rows("terms/stop.tsv"))
