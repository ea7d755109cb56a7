"""Compares dates as written, part by part: a part that one leaves out is no conflict."""

from __future__ import annotations

import re
from typing import NamedTuple

from variorum.model import Relationship

Judged = tuple[Relationship, str]

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_MONTH = r"\b(jan|feb|mar|apr|may|jun|jul|aug|sept?|oct|nov|dec)[a-z]*\b\.?"


class Date(NamedTuple):
    """The parts of a date that its words name; None where they leave one out."""

    year: int | None
    month: int | None
    day: int | None
    weekday: int | None


def date(text: str) -> Date:
    """The parts of a date in lower-case words or of an ISO or TIMEX3 value."""
    iso = re.match(r"(\d{4}|xxxx)(?:-(\d\d|xx))?(?:-(\d\d|xx))?(?:t|$)", text)
    if iso:
        parts = [int(p) if p and p.isdigit() else None for p in iso.groups()]
        return Date(parts[0], parts[1], parts[2], None)
    masked = re.match(r"xxxx-wxx-(\d)", text)
    if masked:
        return Date(None, None, None, int(masked[1]) - 1)
    year = re.search(r"\b(1[6-9]\d\d|20\d\d)\b", text)
    month = re.search(_MONTH, text)
    day = re.search(rf"{_MONTH} ?(\d{{1,2}})\b(?!:)|\b(\d{{1,2}})(?:st|nd|rd|th)? (?:of )?{_MONTH}", text)
    weekday = re.search(r"\b(mon|tue|wed|thu|fri|sat|sun)[a-z]*day\b", text)
    return Date(
        int(year[1]) if year else None,
        MONTHS.index(month[1][:3]) + 1 if month else None,
        int(day[2] or day[3]) if day else None,
        DAYS.index(weekday[1]) if weekday else None,
    )


def compare_dates(a: str, b: str) -> Judged:
    """How two dates stand to each other by the parts that both name."""
    x, y = date(a), date(b)
    if not any(p is not None for p in x) or not any(p is not None for p in y):
        return "COMPATIBLE", "one of them names no date"
    for name, one, two in zip(Date._fields, x, y, strict=True):
        if one is not None and two is not None and one != two:
            return "DIFFERS", f"different {name}s"
    for full, other in ((x, y), (y, x)):
        if other.weekday is not None and None not in full[:3] and _weekday(full) not in (None, other.weekday):
            return "DIFFERS", "the date is not on that day of the week"
    if x == y:
        return "SAME", "the same date"
    return "COMPATIBLE", "one date says more than the other"


def _weekday(d: Date) -> int | None:
    """The day of the week of a full date; None when there is no such date."""
    import datetime

    try:
        return datetime.date(d.year or 0, d.month or 0, d.day or 0).weekday()
    except ValueError:
        return None
