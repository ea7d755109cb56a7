"""Mentions of one happening across the reports of a story become one event."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from variorum.model import Event, EventMention, Judgement, Party, Status, Story, make_id
from variorum.pipeline import GroupKey, stage

FIRMEST: tuple[Status, ...] = ("actual", "past", "denied", "threatened", "planned", "hypothetical")


@stage(by=Story)
def merge(key: GroupKey, mentions: list[EventMention], judgements: list[Judgement]) -> Iterator[Event]:
    """One event of the mentions that agree in actors, direction, type and window."""
    apart = {(j.left, j.right) for j in judgements if j.verdict == "apart"}
    together = {(j.left, j.right) for j in judgements if j.verdict == "together"}
    gathered: list[list[EventMention]] = []
    for mention in sorted(mentions, key=lambda m: (m.article_id, m.trigger, m.id)):
        home = next((g for g in gathered if _told(g, mention, together)), None)
        if home is None:
            home = next((g for g in gathered if _fits(g, mention, apart)), None)
        if home is None:
            gathered.append([mention])
        else:
            home.append(mention)
    for group in gathered:
        yield _event(key.id, group)


def sides(mention: EventMention) -> tuple[frozenset[str], frozenset[str]]:
    """Whom a mention is about: actors and recipients by key. Talks that are no visit have no direction: all
    who met are actors."""
    actors, recipients = (frozenset(p.key for p in side) for side in (mention.actors, mention.recipients))
    if mention.type == "CONSULT" and mention.mode != "visit":
        return actors | recipients, frozenset()
    return actors, recipients


def _agree(one: EventMention, other: EventMention) -> bool:
    """Same type, actors and direction. A visit and the talks of the same parties agree too."""
    if one.type != other.type:
        return False
    (a, b), (c, d) = sides(one), sides(other)
    if one.type == "CONSULT" and not (b and d):
        return a | b == c | d
    return (a, b) == (c, d)


def _pairs(group: Iterable[EventMention], mention: EventMention) -> Iterator[tuple[str, str]]:
    for other in group:
        yield other.id, mention.id
        yield mention.id, other.id


def _told(group: list[EventMention], mention: EventMention, together: set[tuple[str, str]]) -> bool:
    return any(pair in together for pair in _pairs(group, mention))


def _fits(group: list[EventMention], mention: EventMention, apart: set[tuple[str, str]]) -> bool:
    """Same type and sides, no window that excludes the other, and no second status in one report (which
    tells two happenings apart: the talks that were and the talks that are to come)."""
    if not all(_agree(other, mention) for other in group):
        return False
    if any(pair in apart for pair in _pairs(group, mention)):
        return False
    for other in group:
        if other.article_id == mention.article_id and other.status != mention.status:
            return False
        if _disjoint(other, mention):
            return False
    return True


def _disjoint(a: EventMention, b: EventMention) -> bool:
    if a.when is None or b.when is None or not (a.when.start and b.when.start):
        return False
    return (a.when.end or a.when.start) <= b.when.start or (b.when.end or b.when.start) <= a.when.start


def _states(parties: Iterable[Party]) -> tuple[str, ...]:
    found = {p.actor.state or (p.actor.id if p.actor.kind == "state" else "") for p in parties if p.actor}
    return tuple(sorted(found - {""}))


def _event(story_id: str, group: list[EventMention]) -> Event:
    actors, recipients = max((sides(m) for m in group), key=lambda s: (len(s[1]), sorted(s[0])))
    windows = [m.when for m in group if m.when and m.when.start]
    statuses = {m.status for m in group}
    reports = sorted({m.article_id for m in group})
    return Event(
        id=make_id("evt", *sorted(m.id for m in group)),
        made_by="merge/1",
        story_id=story_id,
        mention_ids=tuple(sorted(m.id for m in group)),
        article_ids=tuple(reports),
        actors=tuple(sorted(actors)),
        recipients=tuple(sorted(recipients)),
        type=group[0].type,
        status=next(s for s in FIRMEST if s in statuses),
        actor_states=_states(p for m in group for p in (*m.actors, *m.recipients) if p.key in actors),
        recipient_states=_states(p for m in group for p in m.recipients if p.key in recipients),
        start=max((w.start for w in windows if w.start), default=None),
        end=min((w.end for w in windows if w.end), default=None),
        places=tuple(sorted({m.place.name for m in group if m.place})),
        score=round(min((m.score or 0.0) for m in group), 4),
        why=_why(group, reports),
    )


def _why(group: list[EventMention], reports: list[str]) -> tuple[str, ...]:
    if len(group) == 1:
        return ("one mention; no other report has one of these actors, direction and type",)
    return (f"{len(group)} mentions in {len(reports)} of the reports: same actors, direction and type",)
