"""Figures: counts with their bounds, sums, measures, lengths of time and percentages, in digits or words.

"Dozens" is no number, a range is not one number, and dates, ages and ranks are not counts. A share in words
(*a third of*, *two in three*) is a percentage.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from functools import cache
from typing import Any, Literal

from variorum.model import Article, Span, Value
from variorum.resources import rows
from variorum.stages.folding import lower
from variorum.stages.numbers import NUMBERS, SHORT_SCALES
from variorum.stages.numbers import SCALES as WORD_SCALES
from variorum.stages.parse import Parse
from variorum.stages.shares import shares

Bound = Literal["exactly", "at least", "at most", "about"]

SCALES = WORD_SCALES | SHORT_SCALES
_WORDS = "|".join(sorted((w for w in NUMBERS if w != "zero"), key=len, reverse=True))
_SCALE = "hundred|thousand|million|billion|trillion|bn|mn|tn|m|k"
_ATTACHED = r"(?:km/h|kmh|kph|mph|km|kg|mw|gw|cm|mm|ft|mi|lbs?|bbl|ha|t|c)(?![\w/])"
"""Units that may be written to a number without a blank."""
_CODES = (
    "eur|usd|gbp|cfa|chf|rmb|inr|rs|aud|cad|jpy|zar|ngn|kes|sek|nok|dkk|pln|brl|mxn|rub|uah|cny|krw|xof|xaf"
)
_FIGURE = re.compile(
    rf"(?<![\w.,:/#-])(?:(?P<sign>us\$|[a-z]{{0,3}}\$|[€£¥] ?)|(?P<code>(?:{_CODES})\b\.?[ \u00a0]?))?"
    r"(?:(?P<digits>\d{1,3}(?:[,\u00a0\u2009\u202f]\d{3})+(?:\.\d+)?|\d{1,3}(?: \d{3})+(?!\d)|\d+(?:\.\d+)?)"
    rf"(?: ?(?P<scale>{_SCALE})\b)?"
    rf"|(?P<words>(?:(?:half )?(?:a|an) (?=(?:{_SCALE}|dozen)\b))?(?:{_WORDS}|{_SCALE}|dozen)"
    rf"(?:(?:[ -]| and )(?:{_WORDS}|hundred|thousand|million|billion|trillion|dozen)| and a half\b)*))"
    rf"(?:(?={_ATTACHED})|(?![\w]|[.,:]\d|/\d))"
    r"(?P<percent> ?%| percent\b| per cent\b|[ -]percentage[ -]points?\b)?"
)
_BLANKS = re.compile(r"[,\s]")
_GROUPED = re.compile(r"\d \d")
_MONTH_BEFORE = re.compile(
    r"\b(?:january|february|march|april|may|june|july|august|september|october|november|december"
    r"|(?:jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)\.?) $",
    re.I,
)
_NO_LENGTH_BEFORE = re.compile(
    r"\b(?:past|last|next|first|coming|previous|recent|every|in|within|these|those|aged) "
    r"(?:(?:about|around|some|nearly|almost|more than|less than|at least|the|over|just) )*$",
    re.I,
)
_NO_LENGTH_AFTER = re.compile(
    r"[’']?[ -](?:ago|earlier|later|before|after|old|olds|of age|from now|since|prior|hence|younger|older)\b",
    re.I,
)
"""A length of time that says when something was, or an age, is no figure."""
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
_NO_COUNT = frozenset("in by at since from on after before".split())
_STANDS = frozenset("stand put remain hold estimate".split())
"""Prepositions after which a bare number counts nothing, and the verbs with which it does: *stands at 12*."""
_NO_UNITS = frozenset(
    ("one", "ones", "a.m.", "p.m.", "am", "pm", "o'clock", "o’clock", "gmt", "utc", "clock")
)


DURATION = "duration"
_WHOSE = (
    r"u\.s\.|us|american|cfa|canadian|australian|new zealand|singapore|hong kong|egyptian|indian|turkish"
    r"|swiss"
)
"""Whose a currency may be said to be."""
_HOME = frozenset(("u.s.", "us", "american"))


@cache
def measures() -> dict[str, tuple[str, str]]:
    """Kind and unit by word: ``km`` is a magnitude in kilometres, ``hours`` one in hours."""
    return {
        word: ("magnitude" if row["kind"] == DURATION else row["kind"], row["unit"])
        for row in rows("quantities/units.tsv")
        for word in row["words"].split("|")
    }


@cache
def _lengths() -> frozenset[str]:
    """The units of lengths of time."""
    return frozenset(row["unit"] for row in rows("quantities/units.tsv") if row["kind"] == DURATION)


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
    return re.compile(rf"^[ \u00a0-]?(?:(?P<whose>{_WHOSE}) )?(?P<unit>{words})\b", re.I)


def figures(article: Article, parse: Parse, start: int, end: int) -> tuple[Value, ...]:
    """The figures in ``text[start:end]``, in text order; a span holds the bound, number and unit."""
    text = article.text
    found = [
        Value(kind="percent", number=part, unit="percent", span=Span(article.id, *where), bound=bound)
        for part, where, bound in _shares(text, start, end)
    ]
    taken = [v.span for v in found]
    for m in _FIGURE.finditer(lower(text), start, end):
        number, rough = _number(m)
        if (
            number is None
            or any(s.start < m.end() and m.start() < s.end for s in taken)
            or _dated(m, text)
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
    return tuple(sorted(found, key=lambda v: v.span) if taken else found)


def _shares(text: str, start: int, end: int) -> Iterator[tuple[float, tuple[int, int], Bound]]:
    """The shares told in words as percentages, with their place and bound; a third is about 33.33."""
    for part, first, last in shares(lower(text), start, end):
        bound, begin = _bound_before(text, start, first)
        yield round(part, 2), (begin, last), bound or ("exactly" if part == round(part, 2) else "about")


def _dated(m: re.Match[str], text: str) -> bool:
    """Whether digits grouped by a blank are a day and a number (*on May 3 200 people*), or what looks like
    the code of a currency is a word."""
    if m["code"] and not text[m.start("code")].isupper():
        return True
    return bool(
        m["digits"]
        and _GROUPED.search(m["digits"])
        and _MONTH_BEFORE.search(text[max(0, m.start() - 12) : m.start()])
    )


def _number(m: re.Match[str]) -> tuple[float | None, bool]:
    """The number of a match, and whether it is a round word ("a dozen") that nobody counts by."""
    scale = SCALES[m["scale"]] if m["scale"] else 1.0
    if m["digits"]:
        number = float(_BLANKS.sub("", m["digits"])) * scale
        return (None if math.isinf(number) else number), False
    total, part, dozen = 0.0, 0.0, False
    for word in re.split(r"[ -]+", m["words"]):
        if word in NUMBERS:
            part += NUMBERS[word]
        elif word == "dozen":
            part, dozen = (part or 1) * 12, True
        elif word == "hundred":
            part = (part or 1) * 100
        elif word == "half":
            part += 0.5
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
    if m["code"]:
        return "money", measures()[m["code"].strip(" .\u00a0")][1], m.end()
    after = _measure().match(text[m.end() : min(end, m.end() + 28)])
    if after:
        kind, unit = measures()[after["unit"].lower()]
        last = m.end() + after.end()
        if unit in _lengths() and (
            _NO_LENGTH_BEFORE.search(text[max(0, m.start() - 30) : m.start()])
            or _NO_LENGTH_AFTER.match(text[last : last + 12])
        ):
            return None
        if unit == "dollar" and after["whose"] and after["whose"].lower() not in _HOME:
            unit = f"{after['whose'].lower()} dollar"
        return kind, unit, last  # type: ignore[return-value]
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
    written = m["words"] is not None and m["words"] != "one"
    year = bool(m["digits"]) and re.fullmatch(r"1[6-9]\d\d|20\d\d", m["digits"]) is not None
    counts = token.dep_ == "nummod" or (
        written and token.dep_ in ("amod", "compound") and token.i < token.head.i
    )
    if counts and token.head.pos_ in ("NOUN", "PROPN"):
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
    if token.dep_ in ("dobj", "nsubj", "nsubjpass", "pobj", "conj", "attr") and (
        token.pos_ == "NUM" or written
    ):
        if span.start and doc[span.start - 1].pos_ in ("DET", "PRON"):
            return None
        if token.dep_ == "pobj" and token.head.lower_ in _NO_COUNT and token.head.head.lemma_ not in _STANDS:
            return None
        return "count", "", m.end()
    return None
