"""The patterns that find expressions of time, each with the class of word that calls for it.

Patterns run over text in lower case. Of overlapping findings the longest wins, then the earlier rule.
"""

from __future__ import annotations

import re

from variorum.stages.circumstances.words import (
    ANY_WEEKDAY,
    APPROX,
    DAY,
    FULL_MONTH,
    HOLIDAY,
    LIMIT,
    MONTH,
    NUMBER,
    PART,
    SEASON,
    SMALL_WORD,
    STAGE,
    TENS_WORD,
    UNIT,
    UNITS_WORD,
    VAGUE_NUMBER,
    WEEKDAY,
    YEAR,
)

ZONE = r"(?:gmt|utc|local time|est|edt|et|cet|eastern time|pt|bst)\b"
CLOCK = (
    r"(?:(?P<h>[01]?\d|2[0-4])(?:[:.](?P<mi>[0-5]\d))?(?P<sp> ?)(?P<ap>[ap]\.m\.|[ap]m\b"
    r"|[ap] \. ?m\b\.?)"
    r"|(?P<h2>[01]?\d|2[0-3])(?::(?P<mi2>[0-5]\d)(?::[0-5]\d)?|\.(?P<mi4>[0-5]\d)(?= ?(?:gmt|utc"
    r"|local time|hours|hrs|est|edt|cet)))"
    r"|(?P<h3>[01]\d|2[0-3])(?P<mi3>[0-5]\d)(?= ?(?:gmt|utc|local time|hours|hrs))"
    r"|(?P<word>noon|midday|midnight))"
    rf"(?P<zone> ?(?:\({ZONE}\)|{ZONE}))?"
)
QUANTITY = (
    rf"(?:(?:{APPROX})?(?:the )?(?:(?:last|past|next|first|coming|previous|final) )?(?:{APPROX})?"
    rf"(?:(?:a )?{NUMBER}(?:(?: to | or | and |[–-]){NUMBER})?(?: and a half)?|{VAGUE_NUMBER}"
    r"|half an?|an?)"
    r"(?: more)?)"
)

# Class of trigger word, rule, pattern.
_RULES: tuple[tuple[str, str, str], ...] = (
    (
        "month",
        "calendar day",
        rf"(?:{ANY_WEEKDAY},? )?(?:the )?(?:(?P<m>{MONTH}) (?P<d>{DAY})(?! ?[:.]\d\d)(?:[–-]{DAY})?,? "
        rf"(?P<y>{YEAR})|(?P<d2>{DAY})(?:[–-]{DAY})? (?:of )?(?P<m2>{MONTH}),? (?P<y2>{YEAR}))\b",
    ),
    (
        "month",
        "day of month",
        rf"(?:(?P<w>{ANY_WEEKDAY}),? )?(?:(?P<m>{MONTH}) (?:the )?(?P<d>{DAY})\b(?! ?[:.]\d\d)|"
        rf"(?:the )?(?P<d2>{DAY}) (?:of )?(?P<m2>{MONTH}))(?:,? (?P<r>this|last|next) year)?(?!,? ?"
        r"(?:\d|%|percent))",
    ),
    ("month", "month of year", rf"(?:{STAGE}|{LIMIT})?(?P<m>{MONTH})(?: of|,)? (?P<y>{YEAR})"),
    (
        "month",
        "month",
        rf"(?:{STAGE}|{LIMIT})?(?:(?P<r>this|last|next|past|this past|this coming) )?"
        rf"(?P<m>{FULL_MONTH})(?: (?:of )?(?P<ry>this|last|next) year)?(?:['’]s)?",
    ),
    ("digit", "iso day", r"(?P<y>(?:19|20)\d\d)-(?P<m>[01]\d)-(?P<d>[0-3]\d)"),
    ("digit", "slashed day", r"(?P<a>[0-3]?\d)[/](?P<b>[0-3]?\d)[/](?P<y>(?:19|20)?\d\d)"),
    (
        "digit",
        "decade",
        rf"(?:the )?(?:{STAGE}|{LIMIT}(?:the )?)?(?:(?P<y>(?:1[6-9]|20)\d0)s|['’](?P<s>[2-9]0)s)",
    ),
    (
        "digit",
        "half year",
        rf"(?:the )?(?P<n>first|second|last|latter) half of (?:fiscal )?(?P<y>{YEAR})(?![,.–-]?\w|%)",
    ),
    ("digit", "year span", rf"(?P<y>{YEAR})[–/-](?P<z>{YEAR}|\d\d)"),
    (
        "digit",
        "year",
        rf"(?:{STAGE}|{LIMIT})?(?:the )?(?:(?:fiscal|calendar|financial) )?(?:year )?(?P<y>{YEAR})"
        r"(?:['’]s)?(?!,\d|\.\d|[–-]?\w|%)",
    ),
    (
        "digit",
        "clock",
        rf"(?:(?P<w>{WEEKDAY}),? (?:at |around |about |by |shortly after )+)?{CLOCK}(?:,? (?:on )?(?:"
        rf"(?P<part>this {PART}|tonight|yesterday|today)|(?P<w2>{WEEKDAY})))?",
    ),
    ("digit", "quarter", rf"q(?P<n>[1-4]) (?:of )?(?P<y>{YEAR})"),
    (
        "weekday",
        "weekday",
        rf"(?:{STAGE}|{LIMIT})?(?:(?P<r>last|next|this|this past|this coming|the previous"
        rf"|the following) )?(?P<w>{WEEKDAY})(?:['’]s)?(?: (?:early |late )?(?P<p>{PART}))?",
    ),
    ("weekday", "weekdays", rf"(?:on )?(?P<w>{WEEKDAY})(?:s| (?:mornings|afternoons|evenings|nights))"),
    ("weekday", "set", rf"(?:every|each) (?:other )?(?P<u>{WEEKDAY})"),
    (
        "word",
        "deictic",
        rf"(?:{STAGE})?(?P<x>the day before yesterday|the day after tomorrow|today|yesterday|tomorrow)"
        rf"(?:['’]s)?(?: (?P<p>{PART}))?",
    ),
    (
        "word",
        "part of day",
        rf"(?:{STAGE})?(?P<r>this|last|that|the same|the previous|the following) (?P<p>{PART})|"
        r"(?P<t>tonight|overnight)(?:['’]s)?",
    ),
    (
        "word",
        "spelled year",
        rf"(?:(?P<m>{MONTH}),? )?nineteen[ -](?P<t>{TENS_WORD})(?:[ -](?P<s>{SMALL_WORD}))?"
        rf"|(?:the year |(?P<m2>{MONTH}),? )two thousand(?: and (?P<s2>{SMALL_WORD}))?",
    ),
    ("word", "noon", rf"{CLOCK}(?:,? (?:on )?(?P<w2>{WEEKDAY}))?"),
    ("word", "season of year", rf"(?:the )?(?:{STAGE})?(?P<s>{SEASON})(?: of|,)? (?P<y>{YEAR})"),
    (
        "word",
        "season",
        rf"(?:{STAGE}|{LIMIT})?(?P<r>this|last|next|this past|this coming|the past) (?P<s>{SEASON})",
    ),
    (
        "word",
        "present",
        r"(?:right |just )?(?P<x>now|currently|at present|at the moment|at this time|these days"
        r"|nowadays|the present)",
    ),
    ("word", "past", r"(?P<x>recently|lately|in the past|the past|not long ago)"),
    (
        "word",
        "future",
        r"(?P<x>the future|the near (?:future|term)|the coming (?:days|weeks|months|years)|a later date"
        r"|soon(?= ?[.,;\"”]))",
    ),
    ("word", "present", r"(?P<x>current)(?= [a-z])"),
    ("word", "past", r"(?P<x>recent)(?= [a-z])"),
    ("word", "set", r"(?P<u>daily|weekly|monthly|annually|yearly)"),
    ("word", "holiday", rf"(?:(?P<r>last|next|this) )?(?P<h>{HOLIDAY})(?:,? (?P<y>{YEAR}))?"),
    (
        "unit",
        "ago",
        rf"(?P<q>{QUANTITY}) (?P<u>{UNITS_WORD})(?: or (?:so|more))? (?P<o>ago|earlier|later|from now"
        r"|hence|before|after)"
        r"(?: (?P<t>today|yesterday|tomorrow))?",
    ),
    (
        "unit",
        "relative unit",
        rf"(?:the )?(?:{STAGE}|{LIMIT}|(?:the )?(?:early|late) )?(?:the )?(?P<r>this|last|next|previous"
        r"|past|coming|current|same|following|that|this past|this coming|preceding) (?:(?:calendar"
        r"|fiscal|financial) )?(?P<u>week|weekend|month|quarter|year|decade|century|day|night|hour)"
        r"(?:['’]s)?",
    ),
    (
        "unit",
        "within unit",
        r"(?P<d>earlier|later) (?:in|on) the (?P<u>week|month|year|day|decade)|(?:the )?(?P<e>end"
        r"|beginning|start|middle|rest|remainder) of the (?P<v>week|weekend|month|year|decade|century"
        r"|day|quarter)|(?:over|at|during|of|on) (?P<we>the weekend)|(?P<ye>year['’]?s? ?-? ?end)",
    ),
    (
        "unit",
        "quarter",
        r"(?:the )?(?:(?:fiscal|(?P<ry>this|last|next) year['’]s) )?"
        r"(?P<n>first|second|third|fourth|1st|2nd|3rd|4th)[ -](?:fiscal[ -])?quarter"
        rf"(?:,? (?:of )?(?:fiscal )?(?:(?P<r>this|last|next) year|(?P<y>{YEAR})))?",
    ),
    (
        "unit",
        "fiscal span",
        r"(?:the |its |their )?(?:(?P<l>latest|most recent|just-ended)|(?:comparable |corresponding |same )?"
        r"(?P<b>year[ -](?:ago|earlier)|(?P<by>(?:19|20)\d\d)))[ -](?P<u>quarter|period)"
        r"|the (?P<q>quarter)(?! of\b)|(?P<a>year[ -](?:ago|earlier))(?= [a-z])",
    ),
    (
        "unit",
        "quarter",
        r"(?:the )?(?P<y>(?:19|20)\d\d) (?:fiscal )?(?P<n>first|second|third|fourth)[ -]quarter",
    ),
    (
        "unit",
        "fiscal year",
        r"(?:the )?(?:fiscal )?(?P<u>year)(?= (?:that )?end(?:ed|ing)\b)",
    ),
    (
        "unit",
        "within unit",
        r"(?:the )?(?:full|fiscal|entire|whole) (?P<u>year)"
        r"|(?<=for )the (?P<v>year|week)(?! (?:before|after|of|to)\b)",
    ),
    (
        "unit",
        "next day",
        r"(?:early |late |later )?(?:the )?(?P<o>next|following|same|previous|that)"
        r" (?P<p>day|morning|evening|afternoon|night)",
    ),
    ("unit", "century", r"(?:the )?(?:early |late |mid-?)?(?P<n>1?\d|2[01])(?:st|nd|rd|th)[ -]century"),
    (
        "unit",
        "set",
        rf"(?:every|each) (?P<q>{NUMBER} |other )?(?P<u>{UNITS_WORD})|(?:once|twice|{NUMBER} times) "
        rf"(?:a|an|every|each|per) (?P<v>{UNIT})",
    ),
    ("unit", "duration", rf"(?P<q>{QUANTITY}) (?P<u>{UNITS_WORD})(?! (?:old|of age)\b)"),
    (
        "unit",
        "hyphened",
        rf"(?:the (?:last|past|next|first|coming) )?(?P<q>{NUMBER})[ ]?-[ ]?(?P<u>{UNIT})(?: ?- ?long)?"
        r"(?! ?- ?old)",
    ),
    ("unit", "units", r"(?P<u>months|years|weeks|days|decades|centuries|hours|minutes)(?! old)"),
)

RULES: dict[str, list[tuple[int, str, re.Pattern[str]]]] = {}
for _order, (_kind, _name, _pattern) in enumerate(_RULES):
    _compiled = re.compile(rf"(?<![\w$€£.,-])(?:{_pattern})(?![\w])")
    RULES.setdefault(_kind, []).append((_order, _name, _compiled))

TRIGGER = re.compile(
    r"(?<![a-z])(?:(?P<month>(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b)"
    rf"|(?P<weekday>{WEEKDAY})s?"
    r"|(?P<word>today|tonight|yesterday|tomorrow|morning|afternoon|evening|night|noon|midday"
    r"|midnight|spring|summer|fall"
    r"|autumn|winter|now|currently|at present|at the moment|at this time|these days|nowadays"
    r"|the present|recent(?:ly)?|lately|current|a later date|near term"
    rf"|{HOLIDAY}"
    r"|nineteen|two thousand|past|long ago|overnight|future|soon|coming|daily|weekly|monthly|annual"
    r"|annually|yearly)"
    r"|(?P<unit>(?:second|minute|hour|day|night|week|fortnight|weekend|month|quarter|year|decade"
    r"|centur)(?:y|ies|s)?|(?:latest|ago|earlier|same|comparable|corresponding|\d\d)[ -]period))(?![a-z])"
    r"|(?P<digit>(?<![\w$€£])(?:\d{4}(?!\d)|\d\d?(?=[/:.]\d|\ ?[ap]\ ?\.?\ ?m)|['’]\d0s|q[1-4]\b))"
)
