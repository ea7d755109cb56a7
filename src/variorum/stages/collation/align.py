"""Which clauses of several witnesses say the same thing.

Statements and the clauses that outlets assert are cut into the clauses that each tell one thing. Every pair
that shares enough to be worth a look gets a probability (``pairs``), unless something keeps it apart for
certain: another occasion, a claim and its denial, two speakers. What is probable is put together
(``gather``).
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence

from variorum.model import Article, Assertion, Event, EventMention, Party, Statement
from variorum.stages.collation.gather import Aligned, attach_echoes, gather
from variorum.stages.collation.judged import split
from variorum.stages.collation.near import Near, near_misses
from variorum.stages.collation.occasion import Occasion, occasions, other_occasion
from variorum.stages.collation.pairs import (
    Pair,
    Setting,
    clash,
    measure,
    probability,
    seldom,
    telling,
)
from variorum.stages.collation.speakers import PRONOUNS, same_speaker
from variorum.stages.collation.unit import Telling, Unit, units_of
from variorum.stages.collation.words import STOP, rarity, runs, sense

VERBATIM = 8
SHORT = 4
SLIGHT, RARE = 0.25, 0.7
"""What a single word in common is worth at most that is not rare at large, where no figure of a kind or
quotation stands with it."""
SURE, SAME_WORDS = 0.99, 0.995
"""What long quoted words verbatim in both are worth at least, and quotations that are one and the same."""
TELLING = 3.0
"""Verbatim words of two speakers are put together where they are so rare in sum (see ``words.rarity``)."""
WORTH_A_LOOK = 0.15
"""The least share that both have of what tells in the less telling of two clauses, where no figure, toll or
event brings them together; of 594 pairs that real stories have below it none reached a probability of .25."""
FEW = 0.6
"""From here on a kind of figure is seldom enough in a story to make two clauses worth a look."""


def lines(
    told: Sequence[Telling],
    articles: Mapping[str, Article],
    mentions: Sequence[EventMention] = (),
    events: Sequence[Event] = (),
) -> tuple[list[Aligned], list[Near]]:
    """Records that say the same, each group with its reasons, in the order given; and what nearly does."""
    units = [unit for record in told for unit in units_of(record, articles[record.article_id])]
    pairs: list[Pair] = []
    if len({record.article_id for record in told}) > 1:
        setting = setting_of(units, mentions, events)
        when = occasions([r for r in told if isinstance(r, Statement)], articles)
        pairs = [compare(units, i, j, setting, when) for i, j in candidates(units, setting)]
        pairs = split(pairs, setting.events, events, mentions)
    groups = gather(units, pairs)
    near = near_misses(units, pairs, groups)
    attach_echoes(groups)
    return [group for group in groups if group.records], near


def setting_of(units: Sequence[Unit], mentions: Sequence[EventMention], events: Sequence[Event]) -> Setting:
    """What is known of a story's units: how telling each sense is, their events and parties."""
    event_of = {m: event.id for event in events for m in event.mention_ids}
    there: dict[str, list[EventMention]] = {}
    for mention in mentions:
        there.setdefault(mention.article_id, []).append(mention)
    told: list[frozenset[str]] = []
    parties: list[frozenset[str]] = []
    types: list[frozenset[str]] = []
    for unit in units:
        inside = [m for m in there.get(unit.record.article_id, ()) if unit.holds(m.trigger)]
        told.append(frozenset(event_of[m.id] for m in inside if m.id in event_of))
        found = [p for m in inside for p in (*m.actors, *m.recipients)]
        if isinstance(unit.record, Assertion):
            found += [p for p in unit.record.participants if p.span is None or unit.holds(p.span)]
        types.append(frozenset(m.type for m in inside))
        parties.append(frozenset(p.key for p in found if _known(p)))
    weights = telling(units)
    totals = [math.fsum(weights[s] for s in unit.content) for unit in units]
    sizes = Counter(unit.record.article_id for unit in units)
    return Setting(weights, told, parties, types, seldom(units), totals, sizes)


def _known(party: Party) -> bool:
    return party.actor is not None or party.name.casefold() not in PRONOUNS


def candidates(units: Sequence[Unit], setting: Setting) -> list[tuple[int, int]]:
    """Pairs of different witnesses that tell one figure, one seldom kind of figure, a toll of one act or one
    event, or share senses of enough weight."""
    weights = setting.weights
    where: dict[str, list[int]] = {}
    places: dict[object, list[int]] = {}
    shared: dict[tuple[int, int], float] = {}
    sure: set[tuple[int, int]] = set()
    for j, mine in enumerate(units):
        article_id = mine.record.article_id
        for meant in sorted(mine.content):
            weight = weights[meant]
            for i in where.setdefault(meant, []):
                if units[i].record.article_id != article_id:
                    shared[i, j] = shared.get((i, j), 0.0) + weight
            where[meant].append(j)
        few = sorted(k for k in mine.kinds if setting.kinds[k] >= FEW)
        for key in (*sorted(mine.figures), *few, *sorted(mine.tolls), *sorted(setting.events[j])):
            for i in places.setdefault(key, []):
                if units[i].record.article_id != article_id:
                    sure.add((i, j))
            places[key].append(j)
    total = setting.totals
    found = {(i, j) for (i, j), w in shared.items() if w >= WORTH_A_LOOK * min(total[i], total[j])}
    return sorted(found | sure)


def compare(units: Sequence[Unit], i: int, j: int, setting: Setting, when: Mapping[str, Occasion]) -> Pair:
    """How probably two units say the same."""
    a, b = units[i], units[j]
    if kept_apart(a, b, when):
        return Pair(i, j, (), 0.0, 0, frozenset(), True)
    features, verbatim = measure(units, i, j, setting)
    score = probability(features, setting.crowd(a.record.article_id, b.record.article_id))
    shared = a.content & b.content
    if len(shared) < 2 and not (a.kinds & b.kinds or (a.quoted and b.quoted)):
        score = score if any(rarity(s) >= RARE for s in shared) else min(score, SLIGHT)
    if verbatim >= VERBATIM:
        score = max(score, SURE)
    if verbatim >= SHORT and len(a.quoted) == len(b.quoted) == verbatim:
        score = max(score, SAME_WORDS)
    return Pair(i, j, features, score, verbatim, shared)


def kept_apart(a: Unit, b: Unit, when: Mapping[str, Occasion]) -> bool:
    """Whether two units cannot be one line: they tell of other years, on other occasions, or, but for long
    words verbatim in both, a claim and its denial, the words of two people, one act and its reverse."""
    if _of_other_times(a, b) or _of_other_occasions(a, b, when):
        return True
    same = same_speaker(a.speaker, b.speaker)
    return apart(a, b, same) and not _long_words(a, b)


def _long_words(a: Unit, b: Unit) -> bool:
    """Whether both quote the same long words, enough of which tell something."""
    if sum(rarity(sense(key)) for key in sorted(a.quoted_keys & b.quoted_keys - STOP)) < TELLING:
        return False
    return max((n for _, _, n in runs(a.quoted, b.quoted, least=VERBATIM)), default=0) >= VERBATIM


def apart(a: Unit, b: Unit, same: bool | None) -> bool:
    """Whether two units cannot be one line but by long words verbatim in both: a claim and its denial by
    another, two speakers of whom one is quoted or who give no figure of one kind, one act in the other
    direction."""
    one, other = a.record, b.record
    if isinstance(one, Statement) and isinstance(other, Statement):
        denied = "denied" in (one.cue_class, other.cue_class)
        if clash(a, b) and (same is False or (denied and same is not True)):
            return True
        if a.quoted and b.quoted and same is not True and len(a.content & b.content) < 2:
            return True
        return same is False and bool(a.quoted or b.quoted or not a.kinds & b.kinds)
    if isinstance(one, Assertion) and isinstance(other, Assertion):
        return a.direction is not None and a.direction == b.direction[::-1] if b.direction else False
    return False


def _of_other_occasions(a: Unit, b: Unit, when: Mapping[str, Occasion]) -> bool:
    """Whether somebody said it on two occasions; what several say of one fact, as of a toll, is one line."""
    one, other = a.record, b.record
    if not isinstance(one, Statement) or not isinstance(other, Statement):
        return False
    same = same_speaker(a.speaker, b.speaker)
    if not (a.quoted or b.quoted) and (not same or a.kinds & b.kinds):
        return False
    return other_occasion(when[one.id], when[other.id])


def _of_other_times(a: Unit, b: Unit) -> bool:
    """Whether one looks back on what happened in another year, or both on different years."""
    if not a.back and not b.back:
        return False
    if bool(a.back) != bool(b.back):
        return True
    years = (a.back - {"before"}, b.back - {"before"})
    return bool(years[0] and years[1] and not years[0] & years[1])
