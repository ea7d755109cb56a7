"""Compares times of day and dates as written, part by part: a part that one leaves out is no conflict."""

from __future__ import annotations

import re
from typing import NamedTuple

from variorum.model import Relationship

Judged = tuple[Relationship, str]

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_MONTH = r"\b(jan|feb|mar|apr|may|jun|jul|aug|sept?|oct|nov|dec)[a-z]*\b\.?"
_PARTS = {"morning": (0, 720), "afternoon": (720, 1080), "evening": (960, 1440), "night": (1080, 1800)}
_PARTS |= {"noon": (720, 720), "midday": (690, 750), "midnight": (1440, 1440), "dawn": (180, 480)}


class Clock(NamedTuple):
    """Minutes after midnight the words allow, from and to; ``about`` when they are hedged; the zone named."""

    low: int
    high: int
    about: bool
    zone: str


def clock(text: str) -> Clock | None:
    """The time of day in lower-case words; None when they have none."""
    m = re.search(r"\b(\d{1,2})(?:[:.](\d\d))? ?([ap])\.?m", text) or re.search(
        r"\b(\d{1,2})[:.](\d\d)()", text
    )
    m = m or re.search(r"\b([01]\d|2[0-3])([0-5]\d)() ?(?:gmt|utc|local|hours|hrs)", text)
    zone = re.search(r"\b(gmt|utc|local|e[sd]?t|c[est]+|p[sd]?t|bst)\b", text)
    about = re.search(
        r"\b(?:about|around|roughly|approximately|nearly|almost|shortly|just|some time)\b", text
    )
    if m:
        hour, minute = int(m[1]), int(m[2] or 0)
        if m[3]:
            hour = hour % 12 + 12 * (m[3] == "p")
        at = 60 * hour + minute
        before = bool(re.search(r"\b(?:before|nearly|almost)\b", text))
        after = bool(re.search(r"\b(?:after|past)\b", text))
        low, high = at - 20 * bool(about and not after), at + 20 * bool(about and not before)
        return Clock(low, high, bool(about), zone[1] if zone else "")
    for word, (low, high) in _PARTS.items():
        if word in text:
            return Clock(low, high, True, zone[1] if zone else "")
    return None


def compare_clocks(a: str, b: str) -> Judged:
    """How two times of day stand to each other; in different or unknown zones only the minutes can differ."""
    x, y = clock(a), clock(b)
    if x is None or y is None:
        return "COMPATIBLE", "one of them gives no time of day"
    if x.zone != y.zone and (x.zone or y.zone):
        apart = (x.low - y.low) % 15 if not (x.about or y.about) else 0
        return (
            ("DIFFERS", "no two zones differ by that")
            if apart
            else ("COMPATIBLE", "different or unknown zones")
        )
    days = compare_dates(a, b)[0] if date(a) != date(b) else "SAME"
    if days == "DIFFERS":
        return "DIFFERS", "on different days"
    if (x.low, x.high) == (y.low, y.high):
        if x.about == y.about and days == "SAME":
            return "SAME", "the same time of day"
        return "COMPATIBLE", "the same time of day, one said more exactly"
    if x.low <= y.high and y.low <= x.high:
        return "COMPATIBLE", "each lies within what the other allows"
    return "DIFFERS", "different times of day"


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
