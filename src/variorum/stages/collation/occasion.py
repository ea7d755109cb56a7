"""Whether two statements were made on one occasion, as far as the reports tell.

An occasion has a day, and a setting: an audience (parliament, a court, a crowd, the press), a place (a gate,
a grave), a means (a letter, the telephone). What is said to the press and to a medium may be one occasion.
In doubt it is one.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from itertools import pairwise
from typing import NamedTuple

from variorum.model import Article, Statement, TimeWindow
from variorum.resources import rows
from variorum.stages.collation.speakers import MEDIUM, same_speaker
from variorum.stages.collation.words import STOP, fold

PUBLIC = frozenset(("press", "medium"))
OPEN = PUBLIC | {"crowd", "gate", "airport"}
"""Settings at which the press and a medium may have been, too."""
MEANS = frozenset(("telephone", "video", "writing", "post"))
SPACE = 90
NEAR = 200
_GENERAL = re.compile(r"\b(?:reporters?|journalists?|correspondents?|media|press)\b", re.I)
_WORD = re.compile(r"[\w’'-]+")
_AT = re.compile(
    r"\b(?:at|on|in|by|from|outside|after|during|before|over|beside)\s+"
    r"(?:(?:the|a|an|his|her|its|their|this|that|new|old|written|church)\s+){0,2}([\w-]+)(?:\s+([\w-]+))?"
)
_END = re.compile(r"[.!?][”\"’']?(?:\s|$)|\n")
_DAY_LONG = frozenset(("day", "part of day", "hour", "minute"))


class Occasion(NamedTuple):
    """What a report tells of the occasion of a statement: the day, the setting, the day on which it was in
    print, and the name of the medium that was told, as words."""

    when: TimeWindow | None
    setting: frozenset[str]
    printed: str | None
    medium: frozenset[str] = frozenset()


def occasions(said: Sequence[Statement], articles: Mapping[str, Article]) -> dict[str, Occasion]:
    """The occasion of each statement, by id; where its own sentence is silent, that of the statement beside
    it by the same speaker."""
    told: dict[str, Occasion] = {}
    for one in said:
        article = articles[one.article_id]
        told[one.id] = Occasion(one.when, setting(one, article), article.day, _medium(one))
    by_article: dict[str, list[Statement]] = {}
    for one in said:
        by_article.setdefault(one.article_id, []).append(one)
    found = dict(told)
    for here in by_article.values():
        order = sorted(here, key=lambda s: (s.content[0], s.id))
        for before, after in pairwise(order):
            apart = after.content[0].start - before.content[-1].end
            if apart > NEAR or not same_speaker(before.speaker, after.speaker):
                continue
            for mine, other in ((after, before), (before, after)):
                if not told[mine.id].setting and told[mine.id].when is None and told[other.id].setting:
                    found[mine.id] = told[other.id]
    return found


def other_occasion(a: Occasion, b: Occasion) -> bool:
    """Whether two statements of two reports were made on two occasions: on days that exclude each other, one
    after the other was in print, or in two settings."""
    if _days_differ(a.when, b.when):
        return True
    if _printed_before(a.printed, b.when) or _printed_before(b.printed, a.when):
        return True
    if a.medium and b.medium and not a.medium & b.medium:
        return True
    return _settings_differ(a.setting, b.setting)


def _medium(said: Statement) -> frozenset[str]:
    """The words by which the medium that somebody told is named; none where it is only "the newspaper"."""
    name = said.addressee.name if said.addressee else ""
    if not MEDIUM.search(name) or _GENERAL.search(name):
        return frozenset()
    words = {fold(w) for w in _WORD.findall(name)}
    return frozenset(w for w in words if w not in STOP and _settings().get(w) != "medium")


def _days_differ(a: TimeWindow | None, b: TimeWindow | None) -> bool:
    """Whether both are days, and at least two days lie between their starts, or they are two days of which
    neither is a night that may be the other's day elsewhere."""
    if a is None or b is None or not (a.start and a.end and b.start and b.end):
        return False
    if a.granularity not in _DAY_LONG or b.granularity not in _DAY_LONG:
        return False
    return not (a.start[:10] == b.start[:10] or (a.start < b.end and b.start < a.end))


def _printed_before(printed: str | None, when: TimeWindow | None) -> bool:
    """Whether a report was in print before the day on which something was said."""
    if when is None or when.start is None or printed is None or when.granularity not in _DAY_LONG:
        return False
    return printed < when.start[:10]


def _settings_differ(a: frozenset[str], b: frozenset[str]) -> bool:
    if not a or not b or a & b or (a <= MEANS and b <= MEANS):
        return False
    return not any(x & OPEN and y & PUBLIC for x, y in ((a, b), (b, a)))


def setting(said: Statement, article: Article) -> frozenset[str]:
    """The audience, place and means of a statement, by the words of ``cues/audiences.tsv``."""
    found = set()
    if said.addressee is not None:
        words = [fold(w) for w in _WORD.findall(said.addressee.name)]
        found |= {_settings()[w] for w in words if w in _settings()}
        if words and not found and words[-1] in ("us",):
            found.add("medium")
    return frozenset(found | _around(article.text, *_frame(said, article.text)))


def _frame(said: Statement, text: str) -> tuple[int, int]:
    """From the cue to the end of the sentence, without the words that are reported; empty without a cue."""
    if said.cue is None:
        return 0, 0
    stop = _END.search(text, said.cue.end)
    end = min(stop.start() if stop else len(text), said.cue.end + SPACE)
    after = [s.start for s in said.content if s.start >= said.cue.end]
    return said.cue.end, min([end, *after])


@lru_cache(maxsize=4096)
def _around(text: str, start: int, end: int) -> frozenset[str]:
    """The settings that prepositions lead to in a stretch of a text."""
    named = [fold(w) for m in _AT.finditer(text, start, end) for w in m.groups() if w]
    return frozenset(_settings()[w] for w in named if w in _settings())


@cache
def _settings() -> dict[str, str]:
    return {fold(row["word"]): row["setting"] for row in rows("cues/audiences.tsv")}
