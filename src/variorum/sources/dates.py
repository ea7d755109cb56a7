"""Dates of publication as containers and pages print them, to ISO 8601. Nothing is guessed."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta, timezone

from variorum import resources
from variorum.errors import SettingsError

MONTHS = {"jan": 1, "feb": 2, "mar": 3, "apr": 4, "may": 5, "jun": 6} | {
    "jul": 7,
    "aug": 8,
    "sep": 9,
    "oct": 10,
    "nov": 11,
    "dec": 12,
}
MONTH = r"(?P<month>jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]{0,6}\.?"
DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
YEAR = r"(?P<year>\d{4})"
WRITTEN = (
    re.compile(rf"\b{DAY}[\s.-]+(?:of\s+)?{MONTH}[\s,.-]+{YEAR}\b", re.IGNORECASE),
    re.compile(rf"\b{MONTH}\s*{DAY}\s*,?\s+{YEAR}\b", re.IGNORECASE),
    re.compile(rf"(?<!\d){YEAR}-(?P<month>\d\d)-(?P<day>\d\d)(?!\d)"),
)
CLOCK = re.compile(
    r"(?<![\d:.+-])(?P<hour>\d{1,2})[:.h](?P<minute>\d\d)(?::(?P<second>\d\d))?(?:\.\d+)?\s*"
    r"(?P<half>[ap]\.?m\.?)?(?![\d:])",
    re.IGNORECASE,
)
HOUR = re.compile(r"(?<![\d:.+-])(?P<hour>\d{1,2})\s*(?P<half>[ap]\.?m\.?)(?![a-z])", re.IGNORECASE)
OFFSET = re.compile(r"(?:GMT|UTC)?\s*([+-])(\d{2}):?(\d{2})(?!\d)")
NAMED = re.compile(r"\b([A-Z]{1,4})\b")
ISO = re.compile(
    r"\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d(?:[.,]\d+)?)?\s?(?:Z|[+-]\d\d:?\d\d)?)?", re.IGNORECASE
)
NOISE = re.compile(
    r"\b(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*\b|\b(?:at|on|local time|published|posted|first|date)\b"
    r"|[\s,.:;|•·()/–—-]",
    re.IGNORECASE,
)


def given(value: str | None, setting: str = "published") -> str | None:
    """A date a user gives, as ISO 8601; raise SettingsError when it is not one."""
    if value is None:
        return None
    found = iso(value)
    if found is None:
        raise SettingsError(
            f"{setting} is {value!r}, which is not a date. Write 2026-11-21 or 2026-11-21T09:30+02:00"
        )
    return found


def iso(value: str) -> str | None:
    """A whole ISO 8601 date, or date-time with its zone (without one, the date alone); else None."""
    value = value.strip()
    if not ISO.fullmatch(value):
        return None
    try:
        if len(value) == 10:
            return date.fromisoformat(value).isoformat()
        return _stamp(datetime.fromisoformat(value.replace(",", ".").replace(" ", "T", 1).replace(" ", "")))
    except ValueError:
        return None


def stated(value: str) -> str | None:
    """A date as a feed or a page writes it: ISO 8601, RFC 822 or plain English; None when it is not one.

    A zone that is missing or means several things leaves the date alone, for the hour says nothing then.
    """
    if len(value) > 200:
        return None
    return iso(value) or _written(value)[0]


def whole_line(line: str) -> str | None:
    """The date a line prints when it holds a date, a time and a zone and nothing else; else None."""
    if len(line) > 80:
        return None
    found, rest = _written(line)
    return found if found and not NOISE.sub("", rest) else None


def _written(value: str) -> tuple[str | None, str]:
    """The date in words and what is left of the value without it."""
    for pattern in WRITTEN:
        if found := pattern.search(value):
            break
    else:
        return None, value
    rest = value[: found.start()] + " " + value[found.end() :].removeprefix("T")
    month = found["month"].lower()
    try:
        day = date(int(found["year"]), MONTHS.get(month[:3]) or int(month), int(found["day"]))
    except ValueError:
        return None, value
    clock = CLOCK.search(rest) or HOUR.search(rest)
    if clock is None:
        return day.isoformat(), rest
    rest = rest[: clock.start()] + " " + rest[clock.end() :]
    zone, rest = _zone(rest)
    part = clock.groupdict()
    hour = int(part["hour"])
    if part["half"]:
        hour = hour % 12 + (12 if part["half"][0] in "pP" else 0)
    try:
        moment = datetime(
            day.year, day.month, day.day, hour, int(part.get("minute") or 0), int(part.get("second") or 0)
        )
    except ValueError:
        return day.isoformat(), rest
    return _stamp(moment.replace(tzinfo=zone)), rest


def _zone(rest: str) -> tuple[timezone | None, str]:
    """The zone a stretch names, if it means one thing, and the stretch without it."""
    if found := OFFSET.search(rest):
        return _offset(found[1] + found[2] + ":" + found[3]), rest[: found.start()] + rest[found.end() :]
    names = {row["name"]: row["offset"] for row in resources.rows("zones/zones.tsv")}
    for found in NAMED.finditer(rest):
        if found[1] in names:
            return _offset(names[found[1]]), rest[: found.start()] + rest[found.end() :]
    return None, rest


def _offset(written: str) -> timezone | None:
    if not written:
        return None
    hours, minutes = int(written[1:3]), int(written[4:6])
    if hours > 14 or minutes > 59:
        return None
    ahead = timedelta(hours=hours, minutes=minutes)
    return timezone(-ahead if written[0] == "-" else ahead)


def _stamp(moment: datetime) -> str:
    if moment.tzinfo is None:
        return moment.date().isoformat()
    return moment.replace(microsecond=0).isoformat()
