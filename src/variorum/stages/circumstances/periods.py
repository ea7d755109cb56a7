"""Durations and repetitions: values that have no place on the calendar."""

from __future__ import annotations

import re

from variorum.stages.circumstances.windows import Parts, Reading
from variorum.stages.circumstances.words import UNITS, WEEKDAYS, number, quantity, singular

HALVES = {"year": "{}Y6M", "hour": "T{}H30M"}
"""Units whose half is written in the next smaller unit."""


def duration(p: Parts) -> Reading | None:
    unit, count = singular(p["u"]), quantity(p["q"])
    if re.search(r"\brecent$", p["q"]):
        return Reading("PAST_REF", granularity=UNITS[unit][1])
    if p["q"] in ("a", "an", "the") and unit in ("second", "minute", "weekend"):
        return None
    letter = UNITS[unit][0]
    if count == 0.5 and unit == "year":
        count, letter = 6.0, "M"
    elif count == 0.5 and unit == "hour":
        count, letter = 30.0, "TM"
    elif count is not None and unit == "fortnight":
        count, letter = 2 * count, "W"
    elif count is not None and count % 1 == 0.5 and unit in HALVES:
        return Reading(f"P{HALVES[unit].format(int(count))}", "DURATION", UNITS[unit][1])
    amount = "X" if count is None else f"{count:g}"
    return Reading(period(amount, letter), "DURATION", UNITS[unit][1])


def units(p: Parts) -> Reading:
    unit = singular(p["u"])
    if unit in ("decade", "century"):
        return Reading("PXY", "DURATION", unit)
    return Reading(period("X", UNITS[unit][0]), "DURATION", UNITS[unit][1])


def each(p: Parts) -> Reading:
    word = p.get("u") or p.get("v") or "day"
    if word in WEEKDAYS:
        return Reading(f"XXXX-WXX-{WEEKDAYS.index(word) + 1}", "SET", "day")
    unit = {"daily": "day", "weekly": "week", "monthly": "month", "quarterly": "quarter"}.get(
        word, singular(word)
    )
    unit = "year" if unit in ("annual", "annually", "yearly") else unit
    count = 2.0 if p.get("q") == "other " else number(p.get("q", "1")) or 1.0
    return Reading(period(f"{count:g}", UNITS[unit][0]), "SET", UNITS[unit][1])


def weekdays(p: Parts) -> Reading:
    return Reading(f"XXXX-WXX-{WEEKDAYS.index(p['w']) + 1}", "SET", "day")


def period(amount: str, letter: str) -> str:
    if letter.startswith("T"):
        return f"PT{amount}{letter[1]}"
    if letter[0] == "0":
        return f"P{amount}{letter}"
    return f"P{amount}{letter.lstrip('2')}"


def mask(unit: str) -> str:
    masks = {"day": "XXXX-XX-XX", "week": "XXXX-WXX", "weekend": "XXXX-WXX-WE", "month": "XXXX-XX"}
    masks |= {"quarter": "XXXX-QX", "decade": "XXX", "century": "XX", "night": "XXXX-XX-XXTNI"}
    return masks.get(unit, "XXXX-XX-XX" if unit in ("hour", "minute", "second") else "XXXX")
