"""Events that were made of several mentions: what these tell differently, and how to split them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from typing import NamedTuple

from variorum.edition import Collation
from variorum.export import citation as say
from variorum.model import Assertion, Event, EventMention, Party, Reading, Span

NOT_STATED = "not stated"
_Told = tuple[str, tuple[Span, ...]]


class Merged(NamedTuple):
    """An event of several mentions in the order of the witnesses, the numbers of the lines that tell it, and
    what its mentions tell differently: of each such thing (``time``) every reading."""

    event: Event
    mentions: list[EventMention]
    numbers: list[int]
    differing: list[tuple[str, list[Reading]]]


def merged(collation: Collation) -> list[Merged]:
    """The events of several mentions, in the order of the lines that tell them, then those of no line."""
    lines: dict[str, set[int]] = {}
    for number, line in enumerate(collation.lines, 1):
        for member in line.member_ids:
            lines.setdefault(member, set()).add(number)
    made = []
    for event in collation.events:
        mentions = mentions_of(collation, event)
        if len(mentions) > 1:
            told = lines_of(collation, mentions, lines)
            made.append(Merged(event, mentions, told, differing(mentions)))
    last = len(collation.lines) + 1
    return sorted(made, key=lambda m: (m.numbers or [last], m.event.start or "9999", m.event.id))


def mentions_of(collation: Collation, event: Event) -> list[EventMention]:
    """The mentions of an event in the order of the witnesses."""
    place = {w.id: i for i, w in enumerate(collation.witnesses)}
    found = [r for i in event.mention_ids if isinstance(r := collation.records.get(i), EventMention)]
    return sorted(found, key=lambda m: (place[m.article_id], m.trigger))


def lines_of(collation: Collation, mentions: list[EventMention], lines: dict[str, set[int]]) -> list[int]:
    """The numbers of the lines that tell a mention: that it is a member of, else its statement or clause."""
    found: set[int] = set()
    for mention in mentions:
        told = lines.get(mention.id) or lines.get(mention.statement_id or "")
        found |= told or set().union(
            *(lines.get(a.id, ()) for a in collation.assertions if _holds(a, mention))
        )
    return sorted(found)


def _holds(clause: Assertion, mention: EventMention) -> bool:
    span, trigger = clause.span, mention.trigger
    return span.article_id == trigger.article_id and span.start <= trigger.start and trigger.end <= span.end


def differing(mentions: list[EventMention]) -> list[tuple[str, list[Reading]]]:
    """What mentions of one event tell differently, and what only some of them state. Talks have no
    direction: all who met are parties. The order of words makes no difference."""
    told: list[tuple[str, Callable[[EventMention], _Told]]] = [
        ("status", lambda m: (m.status, (m.trigger,))),
        ("manner", lambda m: (m.mode or NOT_STATED, (m.trigger,) if m.mode else ())),
        ("time", lambda m: (m.when.text, (m.when.span,)) if m.when else (NOT_STATED, ())),
        ("place", lambda m: (m.place.name, (m.place.span,)) if m.place else (NOT_STATED, ())),
    ]
    if mentions[0].type == "CONSULT" and any(m.mode != "visit" for m in mentions):
        told.append(("parties", lambda m: _names((*m.actors, *m.recipients))))
    else:
        told += [("actor", lambda m: _names(m.actors)), ("recipient", lambda m: _names(m.recipients))]
    made = []
    for what, value in told:
        by: dict[str, list[tuple[EventMention, _Told]]] = {}
        for mention in mentions:
            key = " ".join(sorted(value(mention)[0].casefold().split()))
            by.setdefault(key, []).append((mention, value(mention)))
        if len(by) > 1:
            made.append((what, [_reading(group) for group in by.values()]))
    return made


def _names(parties: tuple[Party, ...]) -> _Told:
    by_name = {p.name: p for p in parties}
    names = " and ".join(by_name) or NOT_STATED
    return names, tuple(p.span for p in by_name.values() if p.span)


def _reading(group: list[tuple[EventMention, _Told]]) -> Reading:
    ids = dict.fromkeys(m.article_id for m, _ in group)
    spans = sorted({s for _, (_, spans) in group for s in spans})
    return Reading(value=group[0][1][0], article_ids=tuple(ids), spans=tuple(spans))


def splitting(event: Event, mention: EventMention, database: str = "") -> str:
    """The command that takes a mention out of an event, in a ledger that has both; ``database`` is the option
    that names another ledger than the usual one."""
    return f"variorum{database} split {event.id} {mention.id}"


def window(event: Event) -> str:
    """When an event was, as far as its dated mentions allow, to its last day (2026-03-01 to 2026-03-31)."""
    if not event.start:
        return "date unknown"
    if not event.end or len(event.end) != 10:
        return event.start if not event.end else f"{event.start} to {event.end}"
    last = (date.fromisoformat(event.end) - timedelta(days=1)).isoformat()
    return event.start if last <= event.start[:10] else f"{event.start} to {last}"


def explained(collation: Collation, event: Event, database: str = "") -> Iterator[str]:
    """Line by line why an event is one, what its mentions tell differently, and how to split it."""
    for why in event.why:
        yield f"why: {why}"
    mentions = mentions_of(collation, event)
    for what, readings in differing(mentions):
        told = (f"{say.sigla(collation, r.article_ids)} {r.value}" for r in readings)
        yield f"{what}: {' ‖ '.join(told)}"
    for mention in mentions:
        who = f"{collation.sigla[mention.article_id]} {collation.name(mention.article_id)}"
        trigger = mention.trigger
        words = f"{collation.words(trigger)!r} [{trigger.start}, {trigger.end})"
        how = splitting(event, mention, database) if len(mentions) > 1 else "its only mention"
        yield f"{who}: {words}: {how}"
