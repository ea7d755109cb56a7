"""Readings: a TIMEX3 value with its window, made from days, months and other calendar units."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Literal, NamedTuple

from variorum.stages.circumstances.words import PARTS, SEASONS

Parts = dict[str, str]
Kind = Literal["DATE", "TIME", "DURATION", "SET"]
Anchor = Literal["published", "dateline", "text", "none"]
ONE = timedelta(1)


class Reading(NamedTuple):
    """What an expression means: its value, and ``[start, end)`` as ISO dates where that is known."""

    value: str
    type: Kind = "DATE"
    granularity: str = "day"
    start: str | None = None
    end: str | None = None
    anchor: Anchor = "none"


def window(
    value: str, granularity: str, start: date, end: date, anchor: Anchor, kind: Kind = "DATE"
) -> Reading:
    return Reading(value, kind, granularity, start.isoformat(), end.isoformat(), anchor)


def of_day(day: date, anchor: Anchor, part: str | None = None) -> Reading:
    """A day, or a part of it; a night runs on into the next morning, so its window has two days."""
    if part is None:
        return window(day.isoformat(), "day", day, day + ONE, anchor)
    code = PARTS[part]
    days = 2 if code == "NI" else 1
    return window(f"{day.isoformat()}T{code}", "part of day", day, day + days * ONE, anchor, "TIME")


def of_month(year: int, month: int, anchor: Anchor) -> Reading:
    year, month = year + (month - 1) // 12, (month - 1) % 12 + 1
    return window(f"{year}-{month:02}", "month", date(year, month, 1), first_of(year, month + 1), anchor)


def of_quarter(year: int, quarter: int, anchor: Anchor) -> Reading:
    year, quarter = year + (quarter - 1) // 4, (quarter - 1) % 4 + 1
    first, last = first_of(year, 3 * quarter - 2), first_of(year, 3 * quarter + 1)
    return window(f"{year}-Q{quarter}", "quarter", first, last, anchor)


def of_year(year: int, anchor: Anchor) -> Reading:
    return window(f"{year:04}", "year", date(year, 1, 1), date(year + 1, 1, 1), anchor)


def of_years(value: str, granularity: str, first: int, count: int, anchor: Anchor) -> Reading:
    return window(value, granularity, date(first, 1, 1), date(first + count, 1, 1), anchor)


def of_week(day: date, anchor: Anchor, weekend: bool = False) -> Reading:
    year, week, weekday = day.isocalendar()
    monday = day - (weekday - 1) * ONE
    if weekend:
        return window(f"{year}-W{week:02}-WE", "weekend", monday + 5 * ONE, monday + 7 * ONE, anchor)
    return window(f"{year}-W{week:02}", "week", monday, monday + 7 * ONE, anchor)


def of_season(year: int, season: str, anchor: Anchor) -> Reading:
    """A season in the loosest sense: both hemispheres' calendars differ, so its window is its year, and
    the winter's runs into the next."""
    code = SEASONS[season][0]
    last = date(year + 1, 4, 1) if code == "WI" else date(year + 1, 1, 1)
    return window(f"{year}-{code}", "season", date(year, 1, 1), last, anchor)


def first_of(year: int, month: int) -> date:
    return date(year + (month - 1) // 12, (month - 1) % 12 + 1, 1)


def shift(day: date, days: int) -> date:
    """The day so many days later, within the calendar."""
    return date.fromordinal(min(max(day.toordinal() + days, 1), date.max.toordinal() - 1))
