"""Figures: counts with their bounds, sums of money, measures and percentages, in digits or in words.

"Dozens" is no number, a range is not one number, and dates, ages, ranks and durations are not counts.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Any, Literal

from variorum.model import Article, Span, Value
from variorum.resources import rows
from variorum.stages.folding import lower
from variorum.stages.numbers import NUMBERS, SHORT_SCALES
from variorum.stages.numbers import SCALES as WORD_SCALES
from variorum.stages.parse import Parse

Bound = Literal["exactly", "at least", "at most", "about"]

SCALES = WORD_SCALES | SHORT_SCALES
_WORDS = "|".join(sorted((w for w in NUMBERS if w != "zero"), key=len, reverse=True))
_SCALE = "hundred|thousand|million|billion|trillion|bn|mn|tn|m|k"
_FIGURE = re.compile(
    r"(?<![\w.,:/#-])(?P<sign>us\$|[a-z]{0,3}\$|[€£¥] ?)?"
    rf"(?:(?P<digits>\d{{1,3}}(?:,\d{{3}})+(?:\.\d+)?|\d+(?:\.\d+)?)(?: ?(?P<scale>{_SCALE})\b)?"
    rf"|(?P<words>(?:(?:a|an) (?=(?:{_SCALE}|dozen)\b))?(?:{_WORDS}|{_SCALE}|dozen)"
    rf"(?:(?:[ -]| and )(?:{_WORDS}|hundred|thousand|million|billion|trillion|dozen))*))"
    r"(?![\w]|[.,:]\d|/\d)(?P<percent> ?%| percent\b| per cent\b| percentage points?\b)?"
)
_RANGE = re.compile(r"^ ?(?:to|or|[–-]) ?(?:\d|(?:" + _WORDS + r")\b)", re.I)
_RANGED = re.compile(r"(?:\d|(?:" + _WORDS + r"))(?: ?[–-] ?| to | or )$", re.I)
_NOT_COUNTED = re.compile(
    r"(?:no\.|number|page|article|chapter|section|resolution|flight|route|highway|aged|age|phase)\s*$", re.I
)
_TIME_UNITS = frozenset(
    (
        "second",
        "minute",
        "hour",
        "day",
        "night",
        "week",
        "weekend",
        "month",
        "quarter",
        "year",
        "decade",
        "century",
    )
)
_NO_UNITS = frozenset(
    ("one", "ones", "a.m.", "p.m.", "am", "pm", "o'clock", "o’clock", "gmt", "utc", "clock")
)


@cache
def measures() -> dict[str, tuple[str, str]]:
    """Kind and unit by word: ``km`` is a magnitude in kilometres. Durations are left out."""
    return {
        word: (row["kind"], row["unit"])
        for row in rows("quantities/units.tsv")
        if row["kind"] != "duration"
        for word in row["words"].split("|")
    }


@cache
def _bounds(place: str) -> tuple[re.Pattern[str], dict[str, Bound]]:
    known: dict[str, Any] = {
        r["words"]: r["bound"] for r in rows("quantities/bounds.tsv") if r["place"] == place
    }
    words = "|".join(sorted(map(re.escape, known), key=len, reverse=True))
    pattern = rf"\b(?:{words}) $" if place == "before" else rf"^,? (?:{words})\b"
    return re.compile(pattern, re.I), known


@cache
def _measure() -> re.Pattern[str]:
    words = "|".join(sorted((re.escape(w) for w in measures() if w[0].isalpha()), key=len, reverse=True))
    return re.compile(rf"^[ -]?({words})\b", re.I)


def figures(article: Article, parse: Parse, start: int, end: int) -> tuple[Value, ...]:
    """The figures in ``text[start:end]``, in text order; a span holds the bound, number and unit."""
    text, found = article.text, []
    for m in _FIGURE.finditer(lower(text), start, end):
        number, rough = _number(m)
        if (
            number is None
            or _RANGE.match(text[m.end() : m.end() + 14])
            or _RANGED.search(text[max(start, m.start() - 18) : m.start()])
        ):
            continue
        named = _unit(m, text, end, parse.doc)
        if named is None:
            continue
        kind, unit, last = named
        bound, first = _bound_before(text, start, m.start())
        after, patterns = _bounds("after")
        if bound is None and (tail := after.match(text[last : last + 16])):
            bound, last = patterns[tail.group().strip(" ,").lower()], last + tail.end()
        bound = bound or ("about" if rough else "exactly")
        found.append(
            Value(
                kind=kind, number=number, unit=unit, span=Span(article.id, first, min(last, end)), bound=bound
            )
        )
    return tuple(found)


def _number(m: re.Match[str]) -> tuple[float | None, bool]:
    """The number of a match, and whether it is a round word ("a dozen") that nobody counts by."""
    scale = SCALES[m["scale"]] if m["scale"] else 1.0
    if m["digits"]:
        return float(m["digits"].replace(",", "")) * scale, False
    total, part, dozen = 0.0, 0.0, False
    for word in re.split(r"[ -]+", m["words"]):
        if word in NUMBERS:
            part += NUMBERS[word]
        elif word == "dozen":
            part, dozen = (part or 1) * 12, True
        elif word == "hundred":
            part = (part or 1) * 100
        elif word in SCALES:
            total, part = total + (part or 1) * SCALES[word], 0.0
    return total + part or None, dozen


def _bound_before(text: str, start: int, at: int) -> tuple[Bound | None, int]:
    """The bound stated right before a figure and where it begins; None and the figure's start when none."""
    before, known = _bounds("before")
    m = before.search(text[max(start, at - 24) : at])
    if m is None:
        return None, at
    return known[m.group().strip().lower()], max(start, at - 24) + m.start()


def _unit(
    m: re.Match[str], text: str, end: int, doc: Any
) -> tuple[Literal["count", "money", "magnitude", "percent"], str, int] | None:
    """Kind, unit and where the figure ends; None when it counts nothing (a date, an age, a rank)."""
    if m["percent"]:
        return "percent", "percent", m.end()
    if m["sign"]:
        sign = m["sign"].strip()
        return "money", measures().get(sign, measures().get(sign[-1], ("", sign)))[1], m.end()
    after = _measure().match(text[m.end() : min(end, m.end() + 24)])
    if after:
        kind, unit = measures()[after.group(1).lower()]
        return kind, unit, m.end() + after.end()  # type: ignore[return-value]
    before = text[max(0, m.start() - 14) : m.start()]
    if re.search(r"\bmagnitude(?: of)? $", before, re.I):
        return "magnitude", "magnitude", m.end()
    if re.match(r"[ -]magnitude\b", text[m.end() : m.end() + 11], re.I):
        return "magnitude", "magnitude", m.end() + 10
    if _NOT_COUNTED.search(before):
        return None
    return _counted(doc, m)


def _counted(doc: Any, m: re.Match[str]) -> tuple[Literal["count"], str, int] | None:
    """What a bare number counts: the noun it modifies, "" where the text leaves that open ("killing 12")."""
    span = doc.char_span(m.start(), m.end(), alignment_mode="expand")
    if span is None:
        return None
    token = span.root
    year = bool(m["digits"]) and re.fullmatch(r"1[6-9]\d\d|20\d\d", m["digits"]) is not None
    if token.dep_ == "nummod" and token.head.pos_ in ("NOUN", "PROPN"):
        head = token.head
        lemma = head.lemma_.lower()
        if (
            lemma in _TIME_UNITS
            or lemma in _NO_UNITS
            or (head.pos_ == "PROPN" and not head.tag_.endswith("S"))
        ):
            return None
        reach = head.idx + len(head)
        return ("count", lemma, reach if 0 < reach - m.end() <= 40 else m.end())
    follows = doc[span.end] if span.end < len(doc) else None
    if follows is not None and follows.lower_ in (
        "dead",
        "wounded",
        "injured",
        "missing",
        "killed",
        "others",
        "more",
    ):
        return (
            "count",
            "" if follows.lower_ in ("others", "more") else follows.lower_,
            follows.idx + len(follows),
        )
    if year or token.ent_type_ in ("DATE", "TIME", "ORDINAL") or m["words"] == "one":
        return None
    if token.dep_ in ("dobj", "nsubj", "nsubjpass", "pobj", "conj") and token.pos_ == "NUM":
        if span.start and doc[span.start - 1].pos_ in ("DET", "PRON"):
            return None
        if token.dep_ == "pobj" and token.head.lower_ in (
            "in",
            "by",
            "at",
            "since",
            "from",
            "on",
            "after",
            "before",
        ):
            return None
        return "count", "", m.end()
    return None
