"""PLOVER as data: what exports and scales ask of a type and its mode, and the contexts of a sentence."""

from __future__ import annotations

import re
from functools import cache

from variorum import resources
from variorum.stages.folding import lower

WORD = re.compile(r"[^\W_]+(?:[-’'][^\W_]+)*")


@cache
def _scores() -> dict[tuple[str, str], float]:
    types = {(r["type"], ""): float(r["score"]) for r in resources.rows("plover/types.tsv")}
    modes = resources.rows("plover/modes.tsv")
    return types | {(r["type"], r["mode"]): float(r["score"]) for r in modes if r["score"]}


def scale(type: str, mode: str | None) -> float:
    """Where a type stands between conflict (-10) and cooperation (10): the score of its mode, where the
    manual gives one, else its own. REQUEST is 0, ACCUSE -3."""
    scores = _scores()
    return scores.get((type, mode or ""), scores[type, ""])


@cache
def _cameo() -> dict[tuple[str, str], str]:
    rows = resources.rows("plover/cameo.tsv")
    return {(r["type"], r["mode"]): r["cameo"] for r in reversed(rows)}


def cameo(type: str, mode: str | None) -> str:
    """The CAMEO code nearest to a type and mode: the first of the table that has this mode, else the first
    of the type."""
    codes = _cameo()
    return codes.get((type, mode or "")) or codes[type, ""]


@cache
def _contexts() -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for row in resources.rows("plover/contexts.tsv"):
        for word in row["words"].split("|"):
            found[word] = (*found.get(word, ()), row["context"])
    return found


def contexts(text: str) -> tuple[str, ...]:
    """The contexts that the words of a text name, in the order of PLOVER's list; empty when none is named."""
    known = _contexts()
    told = {name for word in WORD.findall(lower(text)) for name in known.get(word, ())}
    return tuple(r["context"] for r in resources.rows("plover/contexts.tsv") if r["context"] in told)
