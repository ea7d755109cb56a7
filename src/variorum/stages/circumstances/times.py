"""Finds expressions of time: ordered patterns, tried only around words that can be part of one.

No parse is needed. Every pattern runs over the text in lower case, which has the same offsets.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from variorum.stages.circumstances.patterns import RULES, TRIGGER
from variorum.stages.folding import lower

LEFT, RIGHT = 56, 40


class Expression(NamedTuple):
    """Words ``[start, end)`` that speak of time, the rule that found them and its named parts."""

    start: int
    end: int
    rule: str
    parts: dict[str, str]


def expressions(text: str) -> list[Expression]:
    """The expressions of time in a text, in text order, none overlapping another."""
    low = lower(text)
    found: dict[tuple[int, int], tuple[int, Expression]] = {}
    for hit in TRIGGER.finditer(low):
        kind = hit.lastgroup or "word"
        lo, hi = _around(low, hit.start(), hit.end())
        for order, name, pattern in RULES[kind]:
            for m in pattern.finditer(low, lo, hi):
                if m.start() > hit.start():
                    break
                key = (m.start(), m.end())
                if m.end() > hit.start() and (key not in found or found[key][0] > order):
                    parts = {k: v for k, v in m.groupdict().items() if v}
                    found[key] = (order, Expression(*key, name, parts))
    ranked = sorted(found.values(), key=lambda f: (f[1].start - f[1].end, f[0], f[1].start))
    taken: list[Expression] = []
    covered = bytearray(len(text))
    for _, e in ranked:
        if not any(covered[e.start : e.end]) and _plausible(text, e):
            taken.append(e)
            covered[e.start : e.end] = b"\x01" * (e.end - e.start)
    return sorted(taken)


def _around(low: str, start: int, end: int) -> tuple[int, int]:
    """The stretch in which an expression round a trigger word can lie: within its line, at whole words."""
    lo, hi = max(0, start - LEFT), min(len(low), end + RIGHT)
    line = low.rfind("\n", lo, start)
    lo = line + 1 if line >= 0 else (low.find(" ", lo, start) + 1 if lo else 0) or lo
    line = low.find("\n", end, hi)
    if line >= 0:
        return lo, line
    blank = low.find(" ", hi, hi + 31)
    return lo, blank if 0 <= blank <= hi + 30 else hi


_PREPOSITION = re.compile(
    r"\b(?:in|of|since|last|until|till|by|from|through|to|late|early|mid|this|next|during|between|before|after"
    r"|every|throughout|(?:[a-z]+(?:ary|ber|il|ne|ly|st)) (?:and|or))[ -]*$"
)
_COUNTED = re.compile(
    r"^ (?:[a-z]+ )?(?:people|men|women|troops|soldiers|jobs|dollars|euros|points|shares|units|homes|feet"
    r"|metres|meters|miles|km|tons|tonnes|workers|employees|members|votes|cars)\b"
)


# A quarter of these is no time.
_SHARE = re.compile(r"^[ -](?:of|mile|point|century|pound|final)\b")


def _plausible(text: str, e: Expression) -> bool:
    """Whether words that could also mean something else ("may", "2000 people") are an expression of time."""
    before, after = text[max(0, e.start - 24) : e.start].lower(), text[e.end : e.end + 30].lower()
    if e.rule == "month":
        word = e.parts["m"]
        if not text[e.start + lower(text[e.start : e.end]).find(word)].isupper():
            return False
        return word not in ("may", "march") or bool("r" in e.parts or _PREPOSITION.search(before))
    if e.rule == "set" and text[e.start].isupper():
        return not re.search(r"[A-Z]\w* $", text[max(0, e.start - 24) : e.start])
    if e.rule == "duration" and e.parts["u"] == "quarter":
        return not _SHARE.match(after)
    if e.rule == "year":
        return not _COUNTED.match(after) and not re.search(
            r"(?:no\.|number|about|nearly|over|than|some|room|#) ?$", before
        )
    return True
