"""What reports say of one thing: its place, time, figures, and whether it took place.

What two reports have in common is set aside first; what is left is compared only where each has a single
one, so that the dead are not compared with the rescued, nor a sentence's second place with another's first.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
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
    TimeWindow,
    Value,
    VariantKind,
)
from variorum.stages.collation.agents import agents
from variorum.stages.collation.assemble import Member, reported
from variorum.stages.collation.clauses import verbal
from variorum.stages.collation.clocks import Timed, clocks
from variorum.stages.collation.denial import denials
from variorum.stages.collation.incomparable import nowhere, unsettled
from variorum.stages.collation.numbers import line_around, numbers
from variorum.stages.collation.statuses import statuses
from variorum.stages.collation.tenses import tenses, to_come
from variorum.stages.collation.told import NOT_STATED, Difference, Open, Told
from variorum.stages.collation.values import compare_values, published_order
from variorum.stages.collation.words import STOP, content, fold, sense, words

WORST: tuple[Relationship, ...] = ("DIFFERS", "UPDATE", "COMPATIBLE", "SAME")
MORE_EXACT = frozenset(("one window lies in the other", "a day apart, as one night is in two zones"))
UNKNOWN = "neither in the gazetteer"
NO_CLOCK = frozenset(("one of them gives no time of day",))
DAYLIKE = frozenset({"day", "part of day", "hour", "minute", "weekend", "week"})
ALIKE_SHARE, SHORT = 0.4, 4
"""Of the telling words of the shorter clause so large a share, of a short one a single word, must stand in
the other before a time or place differs."""
HEAD = 24
"""How many characters before a place are looked at for what is there."""
OF_DAY = frozenset({"part of day", "minute"})
_ZONE = re.compile(r"\b(?:gmt|utc|[a-z]{1,3}st)\b", re.I)
_WEEKDAY = re.compile(r"\b((?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)\b")
_PAST = re.compile(r"\b(?:past|recent|previous|coming|last few|over)\b", re.I)
_MOVED = re.compile(
    r"\b(?:moved|postpon\w+|delay\w+|put (?:off|back)|brought forward|reschedul\w+|adjourn\w+|ahead of"
    r"|(?:earlier|later|sooner) than|instead of|pushed back|extend\w+)\b",
    re.I,
)
PUT_OFF = "the later report says that it was moved to another day"
_END = re.compile(
    r"\b(since|until|till|by|before|after|to|towards?|from|for)\s+(?:the\s+|last\s+|next\s+|early\s+|late\s+)?$",
    re.I,
)
OTHER_WAY: tuple[Relationship, str] = ("SAME", "an end of it beside when or where it was: not compared")
_Fact = TypeVar("_Fact", Place, TimeWindow, Value, Timed)
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
    told = list(statuses(members, setting))
    told = told or list(denials(members, setting.articles))
    yield from told or tenses(members, setting.articles, parts)


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


def likeness(left: Mapping[str, _Fact], members: Sequence[Member], setting: Setting, parts: Parts) -> bool:
    """Whether the clauses that hold what differs are alike enough to tell one thing, by their words."""
    told = []
    for article_id, fact in left.items():
        article = setting.articles[article_id]
        spans = [
            s
            for m in members
            if m.article_id == article_id
            for s in (parts.get(m.id) or reported(m))
            if s.start <= fact.span.start < s.end
        ]
        said = content([w for w in words(article, spans) if not fact.span.start <= w.start < fact.span.end])
        told.append(said)
    shared = frozenset.intersection(*told) if told else frozenset()
    shorter = min(map(len, told), default=1)
    return len(shared) >= (ALIKE_SHARE * shorter if shorter > SHORT else 1)


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
    if text.startswith(("'s ", "’s "), span.end) or text.endswith(("'s", "’s"), 0, span.end):
        return "of"
    found = _END.search(text, max(0, span.start - 24), span.start)
    if found is None or _MOVED.search(text, max(0, span.start - 40), span.start):
        return ""
    return fold(found[1])


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
    if judged[0] == "DIFFERS" and not (_one_act(left, articles) and likeness(left, members, setting, parts)):
        return
    if judged[0] != "SAME":
        yield from _difference("place", judged, left, setting)
        return
    silent = sorted({m.article_id for m in members} - found.keys())
    if found and silent:
        told = [Told(p.name, a, (p.span,)) for a, ps in found.items() for p in ps]
        told += [Told(NOT_STATED, a, ()) for a in silent]
        yield Difference("place", "COMPATIBLE", told, "a place that one report gives is not in another")


def _one_act(left: Mapping[str, Place], articles: Mapping[str, Article]) -> bool:
    """Whether what is at two places may be one thing: the words before them are one, or one is a verb."""
    heads = []
    for article_id, place in left.items():
        before = Span(article_id, max(0, place.span.start - HEAD), place.span.start)
        told = [w.key for w in words(articles[article_id], (before,)) if w.key not in STOP]
        heads.append(told[-1] if told else "")
    return len({sense(h) for h in heads}) == 1 or any(not h or verbal(h) for h in heads)


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
    relation, why = compare_values("place", a.name, b.name)
    if relation == "DIFFERS" and (why.endswith(UNKNOWN) or not (a.geonames_id and b.geonames_id)):
        return "COMPATIBLE", "one of them is not known: it may lie in the other"
    return relation, why


# --- times -------------------------------------------------------------------------------------------------


def _times(members: Sequence[Member], setting: Setting, parts: Parts) -> Iterator[Difference | Open]:
    hours = list(_hours(members, setting, parts))
    yield from hours
    kinds = ("DATE",) if hours else ("DATE", "TIME")
    dated = {a: [w for w in ws if w.type in kinds] for a, ws in setting.windows.items()}
    found = _inside(members, dated, parts)
    articles = setting.articles

    def compare(a: TimeWindow, b: TimeWindow) -> Judged:
        return compare_times(a, b) if _way(a.span, articles) == _way(b.span, articles) else OTHER_WAY

    judged, left = _compared(found, lambda a, b: compare(a, b)[0] == "SAME", compare)
    if judged[0] == "DIFFERS" and not likeness(left, members, setting, parts):
        return
    if judged[0] == "DIFFERS" and _put_off(left, articles):
        judged = ("UPDATE", PUT_OFF)
    if judged[0] in ("DIFFERS", "UPDATE") or (judged[0] == "COMPATIBLE" and judged[1] in MORE_EXACT):
        yield from _difference("time", judged, left, setting)
    elif unsettled(judged[1]) == "zone":
        yield Open("zone", tuple(sorted(w.span for w in left.values())), judged[1])


def _put_off(left: Mapping[str, TimeWindow], articles: Mapping[str, Article]) -> bool:
    """Whether the later report says that what the earlier one tells as to come was moved to another day."""
    first, *more = sorted(left, key=lambda a: (articles[a].published or "", a))
    told = {a: line_around(w.span, articles[a]) for a, w in left.items()}
    for later in more:
        ordered = published_order(articles[first].published, articles[later].published) < 0
        if ordered and to_come(told[first]) and _MOVED.search(told[later]):
            return True
    return False


def _hours(members: Sequence[Member], setting: Setting, parts: Parts) -> Iterator[Difference]:
    """The differences of times of day, as far as every clause has a single one; parts of a day only beside
    an hour."""
    found: dict[str, list[Timed]] = {}
    for member in members:
        text = setting.articles[member.article_id].text
        for span in parts.get(member.id) or reported(member):
            told = found.setdefault(member.article_id, [])
            told += [t for t in clocks(member.article_id, text, span.start, span.end) if t not in told]
    articles = setting.articles
    made: dict[Relationship, tuple[str, dict[str, Timed]]] = {}
    for a, b in combinations(sorted(found), 2):
        x, y = _hour(found[a]), _hour(found[b])
        if x is None or y is None or not (x.exact or y.exact):
            continue
        relation, why = compare_values("clock", x.said, y.said)
        ends = _way(x.span, articles) != _way(y.span, articles)
        if relation == "SAME" or (relation == "DIFFERS" and (ends or not (x.exact and y.exact))):
            continue
        if why not in NO_CLOCK:
            made.setdefault(relation, (why, {}))[1].update({a: x, b: y})
    for relation, (why, left) in sorted(made.items()):
        yield from _difference("time", (relation, why), left, setting)


def _hour(told: Sequence[Timed]) -> Timed | None:
    """The one hour of a clause, or where it has none its one part of a day; None where there are several."""
    exact = [t for t in told if t.exact]
    return exact[0] if len(exact) == 1 else told[0] if len(told) == 1 else None


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
    if _size(a) != _size(b):
        return "COMPATIBLE", "one is a longer time than the other: others may be meant"
    return "DIFFERS", "the windows exclude each other"


def _size(window: TimeWindow) -> str:
    """How long a time a window is, in classes of which two are not compared."""
    return "day" if window.granularity in DAYLIKE and not _PAST.search(window.text) else window.granularity


def _a_day_apart(one: str, other: str) -> bool:
    left, right = (date.fromisoformat(start[:10]).toordinal() for start in (one, other))
    return abs(left - right) == 1
