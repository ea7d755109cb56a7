"""Expressions read against what the text has spoken of: its quarter, its last day; and holidays."""

from __future__ import annotations

from datetime import date

from variorum.stages.circumstances.context import Context
from variorum.stages.circumstances.windows import ONE, Parts, Reading, of_day, of_quarter, shift
from variorum.stages.circumstances.words import HOLIDAYS, PARTS


def fiscal_span(p: Parts, c: Context) -> Reading | None:
    """A quarter that reports of results leave unnamed, the latest being the last that ended; None where the
    text has spoken of no quarter."""
    if c.quarter is None and "l" in p and p["u"] == "quarter" and c.day is not None:
        return of_quarter(c.day.year, (c.day.month - 1) // 3, "published")
    if c.quarter is None:
        return None if "q" in p or "a" in p or "l" in p else Reading("XXXX-QX", granularity="quarter")
    if "by" in p:
        return of_quarter(int(p["by"]), int(c.quarter.value[-1]), "text")
    return year_before(c.quarter) if "b" in p or "a" in p else c.quarter


def year_before(quarter: Reading) -> Reading:
    """The same quarter a year before."""
    return of_quarter(int(quarter.value[:4]) - 1, int(quarter.value[-1]), quarter.anchor)


def next_day(p: Parts, c: Context) -> Reading | None:
    """ "The next day" counts from the day the text named last."""
    part = None if p["p"] == "day" else p["p"]
    held = c.nearby or c.last
    if held is None or held.start is None:
        tail = f"T{PARTS[part]}" if part else ""
        return Reading(f"XXXX-XX-XX{tail}", "TIME" if part else "DATE", "part of day" if part else "day")
    step = {"next": 1, "following": 1, "previous": -1, "preceding": -1}.get(p["o"], 0)
    return of_day(shift(date.fromisoformat(held.start[:10]), step), "text", part)


def weekday_beside(p: Parts, c: Context, w: int) -> Reading | None:
    """ "The previous Friday" counts from the day the text named last; None where it named none."""
    held = c.nearby or c.last
    if held is None or held.start is None:
        return None
    day = date.fromisoformat(held.start[:10])
    if p["r"].endswith("following"):
        return of_day(shift(day, (w - day.weekday()) % 7 or 7), "text", p.get("p"))
    return of_day(shift(day, -((day.weekday() - w) % 7 or 7)), "text", p.get("p"))


def holiday(p: Parts, c: Context) -> Reading | None:
    m, d = HOLIDAYS[p["h"].replace("’", "'")]
    if "y" in p:
        return of_day(_holiday(int(p["y"]), m, d), "text")
    if c.day is None:
        return Reading(f"XXXX-{m:02}-{d:02}" if d else f"XXXX-{m:02}")
    today, r = c.day, p.get("r")
    near = [_holiday(today.year + n, m, d) for n in (-1, 0, 1)]
    if r in ("last", "next"):
        near = [n for n in near if (n < today) == (r == "last") and n != today]
        return of_day(max(near) if r == "last" else min(near), "published")
    return of_day(min(near, key=lambda n: abs((n - today).days)), "published")


def _holiday(year: int, month: int, day: int) -> date:
    """The day of a holiday; day 0 is the fourth Thursday of the month."""
    if day:
        return date(year, month, day)
    first = date(year, month, 1)
    return first + ((3 - first.weekday()) % 7 + 21) * ONE
