"""Times of day as reports print them, in digits or words, found and compared.

Words that hedge an hour, parts of a day, zones and hours without *a.m.* are weighed first, so that only what
no clock shows at once is DIFFERS.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from variorum.model import Relationship, Span
from variorum.stages.collation.moments import compare_dates, date
from variorum.stages.numbers import NUMBERS

Judged = tuple[Relationship, str]

DAY, HALF_DAY = 1440, 720
ABOUT, AFTER = 20, 30
"""How many minutes *about* reaches to either side, and *shortly after* or *before* to one."""
_PARTS = {
    **{
        "middle of the night": (0, 300),
        "small hours": (0, 300),
        "early hours": (0, 360),
        "dead of night": (0, 300),
    },
    **{"before dawn": (0, 390), "before daybreak": (0, 390), "before sunrise": (0, 390), "dawn": (180, 480)},
    **{"daybreak": (240, 480), "first light": (240, 480), "sunrise": (240, 480), "in the dark": (-300, 390)},
    **{"morning": (0, 720), "afternoon": (720, 1080), "evening": (960, 1440), "dusk": (960, 1290)},
    **{"nightfall": (960, 1290), "sunset": (960, 1290), "overnight": (-360, 480), "night": (1080, 1800)},
    **{"noon": (720, 720), "midday": (690, 750), "midnight": (1440, 1440), "lunchtime": (690, 870)},
}
_HOURS = {word: n for word, n in NUMBERS.items() if 1 <= n <= 12}
_HOUR = "|".join(_HOURS)
_MINUTE = "|".join(sorted((w for w, n in NUMBERS.items() if n < 60), key=len, reverse=True))
_EDGE = r"(?:(?:shortly|just|soon|a little|a bit|moments|minutes) )?(?:after|before|past)"
_HEDGE = rf"(?:(?:at|by|around|about|roughly|approximately|nearly|almost|some time|towards?|{_EDGE}) )"
_DAYS_PART = r"(?:in the|this|yesterday|that|on \w+day) (?:morning|afternoon|evening)"
_OF_DAY = rf"(?: (?:{_DAYS_PART}|(?:at|last) night|tonight))?"
_ZONE = (
    "gmt|utc|bst|ce?s?t|e[ds]t|p[ds]t|m[ds]t|ist|jst|kst|eat|wat|cat|msk|sast|aes?t|local(?: time)?|hours|hrs"
)
_ALONE = (
    r"(?=[.,;:)”\"]|\s*$| (?:on|in the|this|that|last|yesterday|when|as|local|tonight|at|by the|the|his|her"
    r"|their|its|and (?!a\b)|while|but|after|before|until|gmt|police|residents|witnesses)\b)"
)
"""What may follow an hour that is a bare number: no noun that it counts."""
_EXACT = (
    r"(?<![\d.,:])\d{1,2}(?:[:.]\d\d)? ?[ap]\.? ?m\b\.?"
    r"|(?<![\d.,:])(?:[01]?\d|2[0-3]):[0-5]\d(?![:\d])"
    rf"|(?:[01]?\d|2[0-3])[.]?[0-5]\d(?= (?:{_ZONE})\b)"
    rf"|(?:half|a quarter|quarter|(?:\d+|(?:{_MINUTE})(?:-(?:{_MINUTE}))?)(?: minutes?)?)"
    rf" (?:past|to|before|after) (?:{_HOUR}|\d{{1,2}}|midnight|noon|midday)\b{_ALONE}"
    rf"|(?:{_HOUR}|\d{{1,2}}) o[’']clock"
)
_POINT = r"(?:[01]?\d|2[0-3])\.[0-5]\d\b(?! ?(?:%|per|k?m\b|met|mil|bil|ton|point|degree|litre|hectare))"
_CLOCK = re.compile(
    rf"\b(?:{_HEDGE}*(?:{_EXACT})"
    rf"|(?:at|since|by|until|from|around|about|before|after)(?: about| around| nearly| almost)? {_POINT}"
    rf"|(?:at|since|by|until|around|{_EDGE})(?: about| around)?"
    rf" (?:(?:{_HOUR})\b{_ALONE}|(?:midnight|noon|midday)\b)"
    rf"|(?:shortly|just|soon|a little) (?:after|before|past) \d{{1,2}}\b{_ALONE}"
    r"|at (?:about |around )?(?:0\d|1\d|2[0-3])[0-5]\d\b(?! [a-z]+s\b))"
    rf"(?:,? (?:(?:{_ZONE})\b|(?-i:[A-Z])\w+ time\b))?{_OF_DAY}",
    re.I,
)
_PART = re.compile(
    r"\b(?:in the (?:middle of the night|small hours|early hours|dead of night|dark)"
    r"|(?:before |at |after |since )?(?:dawn|daybreak|first light|sunrise|dusk|nightfall|sunset)|overnight"
    r"|(?:(?:in the|this|yesterday|last|that|early|late|\w+day)(?: early| late)?)"
    r" (?:morning|afternoon|evening|night)"
    r"|during the night|at night|tonight|at midday|at noon|at midnight|at lunchtime)\b",
    re.I,
)
_ABOUT = re.compile(
    r"\b(?:about|around|roughly|approximately|nearly|almost|shortly|just|some time|soon|a little|a bit"
    r"|minutes before|minutes after|towards?)\b"
)
_NAMED = re.compile(
    rf"\b((?:{_HOUR})|(?<=past )\d{{1,2}}|(?<=after )\d{{1,2}}|(?<=before )\d{{1,2}}|(?<=to )\d{{1,2}}"
    r"|\d{1,2}(?= o'clock))\b(?:[.,]?$| o'clock|,"
    r"| (?:in the|this|yesterday|that|on|at night|last|local|gmt|tonight|hours))"
)


_WORTH = re.compile(
    r"\d[:.]\d\d|\d ?[ap]\.? ?m\b|clock|noon|midday|midnight|morning|afternoon|evening|night|dawn|daybreak"
    r"|light|dusk|sunrise|sunset|lunchtime|small hours|early hours|in the dark|\b[012]\d[0-5]\d\b"
    r"|\b(?:at|since|by|until|around|after|before|past|to) (?:about |around )?(?:one|two|three|four|five"
    r"|six|seven|eight|nine|ten|eleven|twelve|\d)",
    re.I,
)
"""A quick look whether there may be any time of day."""
_CUT = re.compile(r"\d{1,2}[:.]$|\d$")


class Clock(NamedTuple):
    """Minutes after midnight the words allow, from and to; ``about`` when they are hedged; the zone named;
    ``half`` when they do not tell morning from evening."""

    low: int
    high: int
    about: bool
    zone: str
    half: bool = False


class Timed(NamedTuple):
    """A time of day in a text; ``exact`` when it names an hour."""

    span: Span
    said: str
    exact: bool


def clocks(article_id: str, text: str, start: int, end: int) -> Iterator[Timed]:
    """The times of day in ``text[start:end]``, in text order: hours first, parts of a day beside them."""
    while text[start : start + 1].isdigit() and (cut := _CUT.search(text, max(0, start - 3), start)):
        start = cut.start()
    if not _WORTH.search(text, start, end):
        return
    taken: list[tuple[int, int]] = []
    for pattern, exact in ((_CLOCK, True), (_PART, False)):
        for m in pattern.finditer(text, start, end):
            if not any(a < m.end() and m.start() < b for a, b in taken):
                taken.append(m.span())
                yield Timed(Span(article_id, *m.span()), m.group(), exact)


def clock(text: str) -> Clock | None:
    """The time of day in lower-case words; None when they have none."""
    zone = re.search(r"\b(gmt|utc|local|e[sd]?t|c[est]+|p[sd]?t|bst|[a-z]+(?= time\b))\b", text)
    named = zone[1] if zone else ""
    at, half = _minutes(text)
    if at is None:
        for word, (low, high) in _PARTS.items():
            if word in text:
                return Clock(low, high, True, named)
        return None
    minutes = _counted(text) is not None
    before = bool(re.search(r"\b(?:before|nearly|almost|towards?)\b", text)) and not minutes
    after = bool(re.search(r"\b(?:after|past)\b", text)) and not minutes
    hedged = bool(_ABOUT.search(text)) or before or after
    reach = AFTER if before or after else ABOUT
    low = at - reach * (hedged and not after)
    high = at + reach * (hedged and not before)
    return Clock(low, high, hedged, named, half)


def _minutes(text: str) -> tuple[int | None, bool]:
    """Minutes after midnight of the hour that words name, and whether it may be of morning or evening."""
    m = _printed(text)
    if m:
        hour, minute = int(m[1]), int(m[2] or 0)
        if m[3]:
            hour = hour % 12 + 12 * (m[3] == "p")
        sure = m[3] or ":" in m[0] or hour >= 12 or m[1].startswith("0") or _of(text)
        return 60 * hour + minute, not sure
    if found := re.search(r"\b(midnight|noon|midday)\b", text):
        at, sure_hour = (1440 if found[1] == "midnight" else 720), True
    elif named := _NAMED.search(text):
        at, sure_hour = 60 * (_HOURS.get(named[1]) or int(named[1])), False
    else:
        return None, False
    if part := _counted(text):
        size = {"half": 30, "quarter": 15}.get(part[1]) or _spelled(part[1])
        at += size if part[2] in ("past", "after") else -size
    of = _of(text)
    if of and not sure_hour:
        return at % HALF_DAY + (HALF_DAY if of == "p" else 0), False
    return at, not sure_hour


def _printed(text: str) -> re.Match[str] | None:
    """An hour in digits: hour, minutes, and *a* or *p*."""
    return (
        re.search(r"\b(\d{1,2})(?:[:.](\d\d))? ?([ap])\.? ?m", text)
        or re.search(r"(?<![\d.,])(\d{1,2})[:.](\d\d)()(?!\d)", text)
        or re.search(rf"\b([01]\d|2[0-3])([0-5]\d)()(?= ?(?:{_ZONE})\b)", text)
        or re.search(r"\bat (?:about |around )?([01]\d|2[0-3])([0-5]\d)()\b", text)
    )


def _counted(text: str) -> re.Match[str] | None:
    """Minutes counted from an hour (*ten past six*); None for *shortly past six*."""
    return re.search(
        rf"\b(half|quarter|\d+|(?:{_MINUTE})(?:-(?:{_MINUTE}))?)(?: minutes?)? (past|after|to|before)"
        rf" (?:{_HOUR}|\d|midnight|noon|midday)",
        text,
    )


def _of(text: str) -> str | None:
    if re.search(r"\b(?:afternoon|evening|tonight|last night|at night)\b", text):
        return "p"
    return "a" if "morning" in text else None


def _spelled(word: str) -> int:
    if word.isdigit():
        return int(word)
    return sum(NUMBERS.get(w, 0) for w in word.split("-"))


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
    step = HALF_DAY if x.half or y.half else DAY
    turns = (-2 * step, -step, 0, step, 2 * step)
    if any(x.low + t == y.low and x.high + t == y.high for t in turns):
        return "SAME", "the same time of day"
    if any(x.low + t <= y.high and y.low <= x.high + t for t in turns):
        return "COMPATIBLE", "each lies within what the other allows"
    return "DIFFERS", "different times of day"
