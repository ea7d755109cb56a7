"""What reports say of one thing: its place, time, figures, and whether it took place.

What two reports have in common is set aside first; what is left is compared only where each has a single
one, so that the dead are not compared with the rescued, nor a sentence's second place with another's first.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import combinations
from typing import TypeVar

import msgspec

from variorum.model import (
    Article,
    EventMention,
    Place,
    Relationship,
    Span,
    Statement,
    Status,
    TimeWindow,
    Value,
    VariantKind,
)
from variorum.stages.collation.agents import agents
from variorum.stages.collation.assemble import Member, reported
from variorum.stages.collation.denial import denials
from variorum.stages.collation.incomparable import nowhere, unsettled
from variorum.stages.collation.numbers import numbers
from variorum.stages.collation.told import NOT_STATED, Difference, Open, Told
from variorum.stages.collation.values import compare_values, published_order
from variorum.stages.collation.words import fold

NOT_DONE = "one report tells as done what another does not"
CAME_TRUE = "the later report tells as done what the earlier one tells as to come"
FIRMEST: tuple[Status, ...] = ("actual", "past", "denied", "threatened", "planned", "hypothetical")
WORST: tuple[Relationship, ...] = ("DIFFERS", "UPDATE", "COMPATIBLE", "SAME")
MORE_EXACT = frozenset(("one window lies in the other", "a day apart, as one night is in two zones"))
DAYLIKE = frozenset({"day", "part of day", "hour", "minute", "weekend", "week"})
OF_DAY = frozenset({"part of day", "minute"})
_ZONE = re.compile(r"\b(?:gmt|utc|[a-z]{1,3}st)\b", re.I)
_WEEKDAY = re.compile(r"\b((?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)(?:['’]s)?$")
_END = re.compile(
    r"\b(since|until|till|by|before|after|to|towards?|from|for)\s+(?:the\s+|last\s+|next\s+|early\s+|late\s+)?$",
    re.I,
)
OTHER_WAY: tuple[Relationship, str] = ("SAME", "an end of it beside when or where it was: not compared")
_Fact = TypeVar("_Fact", Place, TimeWindow, Value)
Judged = tuple[Relationship, str]


class Setting(msgspec.Struct, frozen=True):
    """The articles of a story with the times and places in them, by article id."""

    articles: Mapping[str, Article]
    windows: Mapping[str, Sequence[TimeWindow]]
    places: Mapping[str, Sequence[Place]]
    mentions: Mapping[str, Sequence[EventMention]] = {}


Parts = Mapping[str, tuple[Span, ...]]


def facts(members: Sequence[Member], setting: Setting, parts: Parts) -> Iterator[Difference | Open]:
    """The differences of place, time, number, actor and status among the members of one line, and what could
    not be compared; ``parts`` is what each tells there."""
    yield from _places(members, setting, parts)
    yield from _times(members, setting, parts)
    yield from numbers(members, setting.articles, parts)
    yield from agents(members, setting.articles, parts)
    told = list(_status(members, setting))
    yield from told or denials(members, setting.articles)


def _inside(
    members: Sequence[Member], found: Mapping[str, Sequence[_Fact]], parts: Parts
) -> dict[str, list[_Fact]]:
    """By article the facts that stand in what its members report."""
    by_article: dict[str, dict[Span, _Fact]] = {}
    for member in members:
        for fact in found.get(member.article_id, ()):
            spans = parts.get(member.id) or reported(member)
            if any(s.start <= fact.span.start and fact.span.end <= s.end for s in spans):
                by_article.setdefault(member.article_id, {})[fact.span] = fact
    return {a: [facts[s] for s in sorted(facts)] for a, facts in sorted(by_article.items())}


def _compared(
    found: Mapping[str, Sequence[_Fact]],
    same: Callable[[_Fact, _Fact], bool],
    compare: Callable[[_Fact, _Fact], Judged],
) -> tuple[Judged, dict[str, _Fact]]:
    """The worst relation among what is left over, and of each article the fact that was compared."""
    judged: list[Judged] = []
    left: dict[str, _Fact] = {}
    for a, b in combinations(found, 2):
        mine = [x for x in found[a] if not any(same(x, y) for y in found[b])]
        theirs = [y for y in found[b] if not any(same(x, y) for x in found[a])]
        if len(mine) == len(theirs) == 1:
            judged.append(compare(mine[0], theirs[0]))
            left |= {a: mine[0], b: theirs[0]}
    return min(judged, key=lambda j: WORST.index(j[0]), default=("SAME", "")), left


def _difference(
    kind: VariantKind, judged: Judged, left: Mapping[str, _Fact], setting: Setting
) -> Iterator[Difference]:
    if judged[0] == "SAME":
        return
    told = [Told(f.span.of(setting.articles[a]), a, (f.span,)) for a, f in sorted(left.items())]
    if len({t.value.casefold() for t in told}) > 1:
        yield Difference(kind, judged[0], told, judged[1])


def _way(span: Span, articles: Mapping[str, Article]) -> str:
    """Whether a time or place is an end (*since*, *until*, *to*, *from*), not where or when it happened."""
    text = articles[span.article_id].text
    found = _END.search(text, max(0, span.start - 24), span.start)
    return fold(found[1]) if found else ""


# --- places ------------------------------------------------------------------------------------------------


def _places(members: Sequence[Member], setting: Setting, parts: Parts) -> Iterator[Difference | Open]:
    here = sorted({m.article_id for m in members})
    known = {a: [p for p in setting.places.get(a, ()) if p.country and p.use == "place"] for a in here}
    found = {a: _nearest(ps) for a, ps in _inside(members, known, parts).items()}
    articles = setting.articles
    unknown = {a: [p for p in setting.places.get(a, ()) if _unknown(p)] for a in here}
    if any(unknown.values()):
        yield from nowhere(_inside(members, unknown, parts), found)

    def compare(a: Place, b: Place) -> Judged:
        return _compare_places(a, b) if _way(a.span, articles) == _way(b.span, articles) else OTHER_WAY

    judged, left = _compared(found, lambda a, b: compare(a, b)[0] == "SAME", compare)
    if judged[0] != "SAME":
        yield from _difference("place", judged, left, setting)
        return
    silent = sorted({m.article_id for m in members} - found.keys())
    if found and silent:
        told = [Told(p.name, a, (p.span,)) for a, ps in found.items() for p in ps]
        told += [Told(NOT_STATED, a, ()) for a in silent]
        yield Difference("place", "COMPATIBLE", told, "a place that one report gives is not in another")


def _unknown(place: Place) -> bool:
    return place.use == "place" and place.knowledge == "unknown"


def _nearest(places: Sequence[Place]) -> list[Place]:
    """Without the country of which another place is named (*the Nigerien city of Maradi*)."""
    inside = {p.country for p in places if p.lat is not None}
    return [p for p in places if p.lat is not None or p.country not in inside]


def _compare_places(a: Place, b: Place) -> Judged:
    if a.name.casefold() == b.name.casefold() or (a.geonames_id and a.geonames_id == b.geonames_id):
        return "SAME", "one place"
    if a.country == b.country and a.geonames_id is not None and b.geonames_id is not None:
        whole = any(p.lat is None or p.name == p.country for p in (a, b))
        if whole:
            return "COMPATIBLE", "a country and a place in it"
    return compare_values("place", a.name, b.name)


# --- times -------------------------------------------------------------------------------------------------


def _times(members: Sequence[Member], setting: Setting, parts: Parts) -> Iterator[Difference | Open]:
    dated = {a: [w for w in ws if w.type in ("DATE", "TIME")] for a, ws in setting.windows.items()}
    found = _inside(members, dated, parts)
    articles = setting.articles

    def compare(a: TimeWindow, b: TimeWindow) -> Judged:
        return compare_times(a, b) if _way(a.span, articles) == _way(b.span, articles) else OTHER_WAY

    judged, left = _compared(found, lambda a, b: compare(a, b)[0] == "SAME", compare)
    if judged[0] == "DIFFERS" or (judged[0] == "COMPATIBLE" and judged[1] in MORE_EXACT):
        yield from _difference("time", judged, left, setting)
    elif unsettled(judged[1]) == "zone":
        yield Open("zone", tuple(sorted(w.span for w in left.values())), judged[1])


def compare_times(a: TimeWindow, b: TimeWindow) -> Judged:
    """How two windows stand to each other; where a date is unknown they are COMPATIBLE at worst."""
    if a.start is None or b.start is None or a.end is None or b.end is None:
        if a.type == b.type == "TIME" and a.granularity == b.granularity == "minute":
            return compare_values("clock", a.text, b.text)
        same = a.value == b.value
        return ("SAME", "the same words") if same else ("COMPATIBLE", "a date is unknown")
    if (a.start, a.end) == (b.start, b.end):
        return "SAME", "one window"
    if (named := _WEEKDAY.search(a.text)) and (other := _WEEKDAY.search(b.text)) and named[1] == other[1]:
        return "SAME", "one day of the week"
    if a.start < b.end and b.start < a.end:
        return "COMPATIBLE", "one window lies in the other"
    if a.type == b.type == "TIME" and bool(_ZONE.search(a.text)) != bool(_ZONE.search(b.text)):
        return "COMPATIBLE", "times of two zones"
    if OF_DAY & {a.granularity, b.granularity} and _a_day_apart(a.start, b.start):
        return "COMPATIBLE", "a day apart, as one night is in two zones"
    if (a.granularity in DAYLIKE) != (b.granularity in DAYLIKE):
        return "COMPATIBLE", "one is a day, the other a longer time: others may be meant"
    return "DIFFERS", "the windows exclude each other"


def _a_day_apart(one: str, other: str) -> bool:
    left, right = (date.fromisoformat(start[:10]).toordinal() for start in (one, other))
    return abs(left - right) == 1


# --- status ------------------------------------------------------------------------------------------------


def _status(members: Sequence[Member], setting: Setting) -> Iterator[Difference]:
    """One act told as done, to come, or not done; of each report the firmest it says of one type of event."""
    for told in _acts(members, setting).values():
        done = {a: m for a, m in told.items() if m.status in ("actual", "past")}
        for status in ("denied", "planned", "threatened", "hypothetical"):
            other = {a: m for a, m in told.items() if m.status == status and _meet(m, done.values())}
            if not done or not other:
                continue
            readings = [Told(m.status, a, (m.trigger,)) for a, m in sorted((done | other).items())]
            if status == "denied":
                yield Difference("status", "DIFFERS", readings, NOT_DONE)
            elif status == "planned" and _came_true(other, done, setting):
                yield Difference("status", "UPDATE", readings, CAME_TRUE)
            else:
                yield Difference("status", "COMPATIBLE", readings, NOT_DONE)


def _meet(mention: EventMention, others: Iterable[EventMention]) -> bool:
    """Whether somebody takes part in both, as far as both name anybody."""
    mine = {p.key for p in (*mention.actors, *mention.recipients)}
    for other in others:
        theirs = {p.key for p in (*other.actors, *other.recipients)}
        if not mine or not theirs or mine & theirs:
            return True
    return False


def _acts(members: Sequence[Member], setting: Setting) -> dict[str, dict[str, EventMention]]:
    """By type of event and article the firmest mention among the members, or in what they tell in words of
    their own."""
    found: dict[str, dict[str, EventMention]] = {}
    for member in members:
        if isinstance(member, EventMention):
            inside = [member]
        elif isinstance(member, Statement) and member.quoted:
            continue
        else:
            spans = reported(member)
            inside = [
                m
                for m in setting.mentions.get(member.article_id, ())
                if any(s.start <= m.trigger.start and m.trigger.end <= s.end for s in spans)
            ]
        for mention in inside:
            by = found.setdefault(mention.type, {})
            had = by.get(mention.article_id)
            if had is None or FIRMEST.index(mention.status) < FIRMEST.index(had.status):
                by[mention.article_id] = mention
    return found


def _came_true(
    planned: Mapping[str, EventMention], done: Mapping[str, EventMention], setting: Setting
) -> bool:
    """Whether every report that tells it as to come is earlier than every one that tells it as done."""
    return all(
        published_order(setting.articles[a].published, setting.articles[b].published) < 0
        for a in planned
        for b in done
    )
