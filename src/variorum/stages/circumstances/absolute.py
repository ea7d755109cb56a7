"""Expressions of time that the words say in full: no day to count from is needed."""

from __future__ import annotations

import re
from datetime import date

from variorum.stages.circumstances.context import Context
from variorum.stages.circumstances.windows import (
    Parts,
    Reading,
    of_day,
    of_month,
    of_season,
    of_year,
    of_years,
    window,
)
from variorum.stages.circumstances.words import month_number, number


def day_or_none(year: int, month: int, day: int) -> date | None:
    """The day; None where the calendar has none."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def digits(words: str) -> int:
    """The number that the digits of some words make."""
    return int(re.sub(r"\D", "", words))


def calendar_day(p: Parts, c: Context) -> Reading | None:
    words, number_of_day = p.get("m") or p["m2"], p.get("d") or p["d2"]
    when = day_or_none(int(p.get("y") or p["y2"]), month_number(words), digits(number_of_day))
    return of_day(when, "text") if when else None


def iso_day(p: Parts, c: Context) -> Reading | None:
    when = day_or_none(int(p["y"]), int(p["m"]), int(p["d"]))
    return of_day(when, "text") if when else None


def slashed_day(p: Parts, c: Context) -> Reading | None:
    """A day written with slashes; only its year is known when both readings are possible."""
    a, b, year = int(p["a"]), int(p["b"]), int(p["y"])
    if year < 100:
        return Reading("XXXX-XX-XX")
    if a > 12 or a == b:
        when = day_or_none(year, b, a)
    elif b > 12:
        when = day_or_none(year, a, b)
    else:
        return of_year(year, "text")._replace(value=f"{year}-XX-XX")
    return of_day(when, "text") if when else None


def month_of_year(p: Parts, c: Context) -> Reading:
    return of_month(int(p["y"]), month_number(p["m"]), "text")


def decade(p: Parts, c: Context) -> Reading:
    year = int(p["y"]) if "y" in p else 1900 + int(p["s"])
    return of_years(f"{year // 10}", "decade", year, 10, "text")


def year(p: Parts, c: Context) -> Reading:
    return of_year(int(p["y"]), "text")


def half_year(p: Parts, c: Context) -> Reading:
    year, half = int(p["y"]), 1 if p["n"] == "first" else 2
    first, last = (
        (date(year, 1, 1), date(year, 7, 1)) if half == 1 else (date(year, 7, 1), date(year + 1, 1, 1))
    )
    return window(f"{year}-H{half}", "half year", first, last, "text")


def spelled_year(p: Parts, c: Context) -> Reading:
    if "t" in p:
        year = 1900 + int(number(p["t"]) or 0) + int(number(p.get("s", "")) or 0)
    else:
        year = 2000 + int(number(p.get("s2", "")) or 0)
    month = p.get("m") or p.get("m2")
    return of_month(year, month_number(month), "text") if month else of_year(year, "text")


def year_span(p: Parts, c: Context) -> Reading | None:
    first, last = int(p["y"]), int(p["z"])
    last = first // 100 * 100 + last if last < 100 else last
    if not 0 < last - first < 100:
        return None
    return of_years(f"{first}/{last}", "years", first, last - first + 1, "text")


def century(p: Parts, c: Context) -> Reading:
    n = int(p["n"])
    return of_years(f"{n - 1:02}", "century", max(1, (n - 1) * 100), 100, "text")


def season_of_year(p: Parts, c: Context) -> Reading:
    return of_season(int(p["y"]), p["s"], "text")
