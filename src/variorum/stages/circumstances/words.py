"""The words and stretches of pattern of which expressions of time are made, in lower case."""

from __future__ import annotations

import re

from variorum.stages.numbers import NUMBERS, SMALL, TENS

MONTHS = (
    *("january", "february", "march", "april", "may", "june", "july"),
    *("august", "september", "october", "november", "december"),
)
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "1st": 1, "2nd": 2, "3rd": 3, "4th": 4}
SEASONS = {
    "spring": ("SP", 3),
    "summer": ("SU", 6),
    "fall": ("FA", 9),
    "autumn": ("FA", 9),
    "winter": ("WI", 12),
}
PARTS = {
    **{"morning": "MO", "dawn": "MO", "afternoon": "AF", "evening": "EV", "dusk": "EV"},
    **{"night": "NI", "overnight": "NI"},
}
# Holidays of fixed days; Thanksgiving Day is reckoned.
HOLIDAYS = {
    **{"christmas eve": (12, 24), "christmas day": (12, 25), "christmas": (12, 25), "boxing day": (12, 26)},
    **{
        "new year's eve": (12, 31),
        "new year's day": (1, 1),
        "halloween": (10, 31),
        "valentine's day": (2, 14),
    },
    **{"thanksgiving day": (11, 0), "thanksgiving": (11, 0)},
}
HOLIDAY = (
    r"(?:christmas(?: eve| day)?|boxing day|new year['’]s (?:eve|day)|halloween|valentine['’]s day"
    r"|thanksgiving(?: day)?)"
)
# Letter of the unit in a TIMEX3 duration, with T before it where it is shorter than a day, and its name.
UNITS = {
    **{"second": ("TS", "second"), "minute": ("TM", "minute"), "hour": ("TH", "hour")},
    **{"day": ("D", "day"), "night": ("D", "day"), "week": ("W", "week"), "fortnight": ("2W", "week")},
    **{"weekend": ("W", "weekend"), "month": ("M", "month"), "quarter": ("Q", "quarter")},
    **{"year": ("Y", "year"), "decade": ("0Y", "decade"), "century": ("00Y", "century")},
}

_SMALL_WORD = "|".join(sorted((*SMALL[1:],), key=len, reverse=True))
_TENS_WORD = "|".join(TENS)
SMALL_WORD, TENS_WORD = f"(?:{_SMALL_WORD})", f"(?:{_TENS_WORD})"
MONTH = (
    r"(?:january|february|march|april|may|june|july|august|september|october|november|december"
    r"|(?:jan|feb|mar|apr|jun|jul|aug|sept|sep|oct|nov|dec)\b\.?)"
)
FULL_MONTH = "(?:" + "|".join(MONTHS) + r"|(?:jan|feb|aug|sept|oct|nov|dec)\.)"
WEEKDAY = "(?:" + "|".join(WEEKDAYS) + ")"
ANY_WEEKDAY = rf"(?:{WEEKDAY}|(?:mon|tues?|wed|thurs?|fri|sat|sun)\b\.?)"
YEAR = r"(?:1[6-9]\d\d|20\d\d)"
DAY = r"(?:3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?"
WORD_NUMBER = rf"(?:(?:{_TENS_WORD})(?:[ -](?:{_SMALL_WORD}))?|{_SMALL_WORD}|(?:a |one )?hundred)"
NUMBER = rf"(?:(?!{YEAR}\b)\d+(?: 1/2|½|[.,]\d+)?|{WORD_NUMBER})"
UNIT = r"(?:minute|hour|day|night|week|fortnight|weekend|month|quarter|year|decade|century)"
UNITS_WORD = (
    r"(?:seconds|minutes?|hours?|days?|nights?|weeks?|fortnights?|weekends?"
    r"|months?|quarters?|years?|decades?|century|centuries)"
)
PART = r"(?:morning|afternoon|evening|night)"
SEASON = r"(?:spring|summer|fall|autumn|winter)"
STAGE = r"(?:(?:early|late|mid|earlier|later)[ -](?:in |on )?)"
LIMIT = r"(?:the )?(?:end|beginning|start|middle|rest|remainder|course) of "
APPROX = (
    r"(?:about|around|nearly|almost|roughly|approximately|some|more than|less than"
    r"|fewer than|at least|over|only"
    r"|up to|just over|just under|just|under|well over|as many as|no more than) "
)
VAGUE_NUMBER = (
    r"(?:several|a few|few|many|dozens of|hundreds of|thousands of|recent|a couple of|a couple|a dozen)"
)

_MONTH_BY_START = {month[:3]: i + 1 for i, month in enumerate(MONTHS)}
_LEADING = re.compile(rf"^(?:{APPROX}|the |(?:last|past|next|first|coming|previous|final) )+")
_VAGUE = re.compile(r"several|few|many|dozens|hundreds|thousands|recent|some\b")


def month_number(word: str) -> int:
    """1 to 12, for a month's name or abbreviation."""
    return _MONTH_BY_START[word[:3]]


def singular(unit: str) -> str:
    """A unit of time without its plural ending."""
    return "century" if unit.startswith("centur") else unit.removesuffix("s")


def number(words: str) -> float | None:
    """The number that digits or words give; None when they give none, or several."""
    text = words.strip().replace(",", "").replace("½", " 1/2")
    if text.endswith(" 1/2"):
        whole = number(text.removesuffix(" 1/2"))
        return None if whole is None else whole + 0.5
    if re.fullmatch(r"\d+(?:\.\d+)?", text):
        return float(text)
    total, known = 0, False
    for word in re.split(r"[ -]+", text):
        if word in NUMBERS:
            total, known = total + NUMBERS[word], True
        elif word == "hundred":
            total, known = (total or 1) * 100, True
        elif word not in ("a", "one"):
            return None
    return float(total) if known else None


def quantity(words: str) -> float | None:
    """How many units an expression speaks of ("about three", "a", "a couple of"); None when it is vague."""
    text = _LEADING.sub("", words.strip()).removesuffix(" more")
    half = 0.5 if text.endswith(" and a half") else 0.0
    text = text.removesuffix(" and a half").strip()
    if "couple" in text:
        return 2.0
    if "dozen" in text and "dozens" not in text:
        return 12.0
    if _VAGUE.search(text):
        return None
    if text in ("a", "an", "the", ""):
        return 1.0 + half
    if text in ("half a", "half an", "a half", "half"):
        return 0.5
    first = re.split(r" (?:to|or|and) |[–-](?=\d)", text)[0]
    value = number(first.removeprefix("a ") if not first.startswith("a hundred") else first)
    return None if value is None else value + half
