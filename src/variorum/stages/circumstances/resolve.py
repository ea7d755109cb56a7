"""Gives an expression of time its TIMEX3 value and its window, and says what it was anchored to.

A window is never narrower than the words: "September" is a whole month. What needs a day to count from
stays unresolved when the day of publication is unknown: "Sunday" is ``XXXX-WXX-7``.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta

from variorum.stages.circumstances.absolute import (
    calendar_day,
    century,
    day_or_none,
    decade,
    digits,
    half_year,
    iso_day,
    month_of_year,
    season_of_year,
    slashed_day,
    spelled_year,
    year,
    year_span,
)
from variorum.stages.circumstances.context import Context
from variorum.stages.circumstances.periods import duration, each, mask, units, weekdays
from variorum.stages.circumstances.spoken import (
    fiscal_span,
    holiday,
    next_day,
    weekday_beside,
    year_before,
)
from variorum.stages.circumstances.times import Expression
from variorum.stages.circumstances.windows import (
    ONE,
    Parts,
    Reading,
    of_day,
    of_month,
    of_quarter,
    of_season,
    of_week,
    of_year,
    of_years,
    shift,
    window,
)
from variorum.stages.circumstances.words import (
    ORDINALS,
    PARTS,
    SEASONS,
    UNITS,
    WEEKDAYS,
    month_number,
    quantity,
    singular,
)

# A date without a year is the nearest one; against the tense it counts as so many days farther away.
CONTRARY = 100
# More units than this before or after a day of publication are no date.
MOST = 5000
LENGTHS = {"day": 1, "week": 7, "weekend": 7, "month": 30, "quarter": 91, "year": 365, "decade": 3652}
LENGTHS |= {"century": 36524}
_BOUNDED = re.compile(
    r"(?:just |well )?(?:more than|at least|over|less than|up to|fewer|under|no more|as many)"
)
_HEDGED = re.compile(r"about|around|nearly|almost|roughly|approximately|some")

Resolver = Callable[[Parts, Context], Reading | None]


# --- against the day of publication ------------------------------------------------------------------------


def day_of_month(p: Parts, c: Context) -> Reading | None:
    month, day = month_number(p.get("m") or p["m2"]), digits(p.get("d") or p["d2"])
    if c.day is None:
        return Reading(f"XXXX-{month:02}-{day:02}")
    if "r" in p:
        when = day_or_none(c.day.year + _step(p["r"]), month, day)
        return of_day(when, "published") if when else None
    near = [d for y in (-1, 0, 1) if (d := day_or_none(c.day.year + y, month, day))]
    if not near:
        return None
    if "w" in p:
        near = [d for d in near if WEEKDAYS[d.weekday()].startswith(p["w"][:3])] or near
    today = c.day
    when = min(
        near, key=lambda d: abs((d - today).days) + CONTRARY * ((d >= today) != c.future and d != today)
    )
    return of_day(when, "published")


def month(p: Parts, c: Context) -> Reading:
    m, r = month_number(p["m"]), p.get("r", "")
    if c.day is None:
        return Reading(f"XXXX-{m:02}", granularity="month")
    y, now = c.day.year, c.day.month
    if "ry" in p:
        y += _step(p["ry"])
    elif r in ("last", "past", "this past"):
        y -= m >= now
    elif r in ("next", "this coming"):
        y += m <= now
    elif r != "this":
        y += min((-1, 0, 1), key=lambda n: _far(12 * n + m - now, c.future))
    return of_month(y, m, "published")


def _far(months: int, future: bool) -> int:
    """How far a month is away, four months more when it lies against the tense."""
    return abs(months) + 4 * (months != 0 and (months > 0) != future)


def weekday(p: Parts, c: Context) -> Reading:
    w, r, part = WEEKDAYS.index(p["w"]), p.get("r", ""), p.get("p")
    if r in ("the previous", "the following") and (beside := weekday_beside(p, c, w)) is not None:
        return beside
    if c.day is None or r in ("the previous", "the following"):
        tail = f"T{PARTS[part]}" if part else ""
        return Reading(
            f"XXXX-WXX-{w + 1}{tail}", "TIME" if part else "DATE", "part of day" if part else "day"
        )
    back, ahead = (c.day.weekday() - w) % 7, (w - c.day.weekday()) % 7
    if r in ("next", "this coming"):
        when = c.day + (ahead or 7) * ONE
    elif r in ("last", "this past"):
        when = c.day - (back or 7) * ONE
    elif "r" not in p and not c.future and back == 6 and not c.stated:
        # Beside the day of publication a bare weekday is that neighbour, whatever the tense: reports are
        # written a day before or after the one they bear, and six days off takes "last" or "next". A text
        # that gives its day in full was written on it.
        when = c.day + ONE
    else:
        when = c.day + ahead * ONE if c.future else c.day - back * ONE
    return of_day(when, "published", part)


def deictic(p: Parts, c: Context) -> Reading:
    part, x = p.get("p"), p["x"]
    if c.day is None:
        tail = f"T{PARTS[part]}" if part else ""
        return Reading(f"XXXX-XX-XX{tail}", "TIME" if part else "DATE", "part of day" if part else "day")
    step = {"yesterday": -1, "tomorrow": 1, "the day before yesterday": -2, "the day after tomorrow": 2}.get(
        x, 0
    )
    return of_day(c.day + step * ONE, "published", part)


def part_of_day(p: Parts, c: Context) -> Reading:
    part, r = p.get("p", "night"), p.get("r", "last" if p.get("t") == "overnight" else "this")
    if r in ("that", "the same") and c.nearby and c.nearby.start:
        return of_day(date.fromisoformat(c.nearby.start[:10]), c.nearby.anchor, part)
    if c.day is None or r not in ("this", "last"):
        return Reading(f"XXXX-XX-XXT{PARTS[part]}", "TIME", "part of day")
    return of_day(c.day - (r == "last") * ONE, "published", part)


def season(p: Parts, c: Context) -> Reading:
    code, first = SEASONS[p["s"]]
    if c.day is None:
        return Reading(f"XXXX-{code}", granularity="season")
    y, step = c.day.year, _step(p["r"])
    if step < 0 and first + 2 >= c.day.month:
        y -= 1
    if step > 0 and first <= c.day.month:
        y += 1
    return of_season(y, p["s"], "published")


def quarter(p: Parts, c: Context) -> Reading:
    n = int(p["n"]) if p["n"].isdigit() else ORDINALS[p["n"]]
    if "y" in p:
        return of_quarter(int(p["y"]), n, "text")
    if c.day is None:
        return Reading(f"XXXX-Q{n}", granularity="quarter")
    named = p.get("r") or p.get("ry")
    y = c.day.year + _step(named or "")
    if named is None and not c.future and 3 * n - 2 > c.day.month:
        y -= 1
    return of_quarter(y, n, "published")


def relative_unit(p: Parts, c: Context) -> Reading | None:
    r, unit = p["r"], p["u"]
    if unit == "day" and r in ("next", "following", "previous", "preceding", "same", "that"):
        return next_day({"o": r, "p": "day"}, c)
    if r in ("same", "following", "that", "preceding", "previous"):
        return Reading(mask(unit), granularity=UNITS[unit][1])
    if r == "past" and unit in ("decade", "century"):
        return Reading("P10Y" if unit == "decade" else "P100Y", "DURATION", unit)
    return _counted(_step(r), unit, c)


def within_unit(p: Parts, c: Context) -> Reading | None:
    if "we" in p and c.day:
        return of_week(
            c.day if c.future or c.day.weekday() > 4 else c.day - 7 * ONE, "published", weekend=True
        )
    if "we" in p:
        return Reading(mask("weekend"), granularity="weekend")
    if p.get("u") == "day" and "d" in p and (held := c.nearby or c.last) is not None and held.start:
        return of_day(date.fromisoformat(held.start[:10]), held.anchor)
    return _counted(0, p.get("u") or p.get("v") or "year", c)


def _counted(step: int, unit: str, c: Context) -> Reading | None:
    """The calendar unit so many steps from the day of publication."""
    day = c.day
    if day is None:
        return Reading(mask(unit), granularity=UNITS[unit][1])
    if unit in ("day", "night"):
        return of_day(day + step * ONE, "published", "night" if unit == "night" else None)
    if unit in ("week", "weekend"):
        return of_week(day + 7 * step * ONE, "published", unit == "weekend")
    if unit == "month":
        return of_month(day.year, day.month + step, "published")
    if unit == "quarter":
        return of_quarter(day.year, (day.month - 1) // 3 + 1 + step, "published")
    if unit == "year":
        return of_year(day.year + step, "published")
    if unit == "decade":
        return of_years(f"{day.year // 10 + step}", "decade", (day.year // 10 + step) * 10, 10, "published")
    if unit == "century":
        return of_years(
            f"{day.year // 100 + step}", "century", (day.year // 100 + step) * 100, 100, "published"
        )
    return None


def ago(p: Parts, c: Context) -> Reading | None:
    """So many units before or after; a window half a unit wider on both sides, as people round."""
    unit, count, way = singular(p["u"]), quantity(p["q"]), p["o"]
    name = UNITS[unit][1]
    if way in ("before", "after"):
        return duration(p)
    sign = -1 if way in ("ago", "earlier") else 1
    if c.quarter is not None and count == 1 and unit == "year" and sign < 0:
        return year_before(c.quarter)
    if count is None:
        return Reading("PAST_REF" if sign < 0 else "FUTURE_REF", granularity=name)
    if c.day is None or way in ("earlier", "later") or "t" in p:
        return Reading(mask(unit), granularity=name)
    if count > MOST:
        return None
    if unit in ("second", "minute", "hour"):
        return _hours_ago(sign * count, unit, c.day)
    if count != int(count):
        return Reading(mask(unit), granularity=name)
    n = sign * int(count) * (2 if unit == "fortnight" else 1)
    exact = _counted_from(n, unit, c.day)
    if exact is None or exact.start is None or exact.end is None:
        return exact
    if _BOUNDED.match(p["q"]):
        return exact._replace(start=None, end=None, anchor="none")
    if name == "day" and not _HEDGED.match(p["q"]):
        return exact
    days = LENGTHS[name]
    middle, half = shift(c.day, n * days), max(ONE, timedelta(days // 2))
    start, end = (middle - half).isoformat(), (middle + half + ONE).isoformat()
    return exact._replace(start=min(exact.start, start), end=max(exact.end, end))


def _hours_ago(count: float, unit: str, day: date) -> Reading:
    hours = count * {"second": 1 / 3600, "minute": 1 / 60, "hour": 1}[unit]
    reach = abs(int(hours // 24)) + 1
    first, last = (day - reach * ONE, day + ONE) if count < 0 else (day, day + (reach + 1) * ONE)
    return window(day.isoformat(), "hour", first, last, "published", "TIME")


def _counted_from(n: int, unit: str, day: date) -> Reading | None:
    if unit in ("day", "night"):
        return of_day(shift(day, n), "published")
    if unit == "fortnight":
        return of_week(shift(day, 7 * n), "published")
    if not 100 < day.year + n * {"year": 1, "decade": 10, "century": 100}.get(unit, 0) < 9900:
        return None
    return _counted(n, unit, Context(day))


def clock(p: Parts, c: Context) -> Reading | None:
    hour = int(p.get("h") or p.get("h2") or p.get("h3") or 0)
    minute = p.get("mi") or p.get("mi2") or p.get("mi3") or p.get("mi4") or "00"
    if "ap" in p:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + 12 * (p["ap"][0] == "p")
    if "word" in p:
        hour = 0 if p["word"] == "midnight" else 12
    zone = "Z" if p.get("zone", "").strip(" ()") in ("gmt", "utc") else ""
    near = c.nearby
    name = p.get("w") or p.get("w2")
    if name:
        near = weekday({"w": name}, c)
    elif "part" in p:
        near = deictic({"x": p["part"] if p["part"].startswith("y") else "today"}, c)
    at = f"T{hour:02}:{minute}{zone}"
    if near is None or near.start is None or near.granularity not in ("day", "part of day", "minute"):
        return Reading(f"{near.value[:10]}{at}" if near and name else f"XXXX-XX-XX{at}", "TIME", "minute")
    return Reading(near.start[:10] + at, "TIME", "minute", near.start, near.end, near.anchor)


def _step(word: str) -> int:
    if word.removeprefix("this ") in ("last", "past", "the past"):
        return -1
    return 1 if word.removeprefix("this ") in ("next", "coming") else 0


def _alone(read: Callable[[Parts], Reading | None]) -> Resolver:
    """A resolver for what needs no context."""
    return lambda parts, context: read(parts)


RESOLVERS: dict[str, Resolver] = {
    **{
        "calendar day": calendar_day,
        "iso day": iso_day,
        "slashed day": slashed_day,
        "day of month": day_of_month,
    },
    **{
        "month of year": month_of_year,
        "month": month,
        "decade": decade,
        "year": year,
        "year span": year_span,
    },
    **{"century": century, "season of year": season_of_year, "season": season, "quarter": quarter},
    **{"weekday": weekday, "deictic": deictic, "part of day": part_of_day},
    **{"relative unit": relative_unit, "within unit": within_unit, "ago": ago, "clock": clock, "noon": clock},
    **{"fiscal span": fiscal_span, "next day": next_day, "holiday": holiday},
    **{"duration": _alone(duration), "hyphened": _alone(duration), "units": _alone(units)},
    **{"weekdays": _alone(weekdays), "set": _alone(each)},
    "half year": half_year,
    "spelled year": spelled_year,
    "fiscal year": lambda p, c: Reading("P1Y", "DURATION", "year"),
    "present": lambda p, c: Reading("PRESENT_REF", granularity="vague"),
    "past": lambda p, c: Reading("PAST_REF", granularity="vague"),
    "future": lambda p, c: Reading("FUTURE_REF", granularity="vague"),
}


def resolve(e: Expression, context: Context) -> Reading | None:
    """What an expression means in its context; None when it turns out to mean no time at all."""
    return RESOLVERS[e.rule](e.parts, context)
