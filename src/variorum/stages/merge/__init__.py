"""Mentions of one happening across the reports of a story become one event."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from variorum.model import Event, EventMention, Judgement, Party, Status, Story, make_id
from variorum.pipeline import GroupKey, stage

FIRMEST: tuple[Status, ...] = ("actual", "past", "denied", "threatened", "planned", "hypothetical")


@stage(by=Story, version=2)
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
    alike: dict[tuple[str, frozenset[str]], list[EventMention]] = {}
    for mention in mentions:
        alike.setdefault(_kind(mention), []).append(mention)
    for group in gathered:
        ids = {m.id for m in group}
        split = {b if a in ids else a for a, b in apart if (a in ids) != (b in ids)}
        others = [o for o in alike[_kind(group[0])] if o.id not in ids and _agree(group[0], o)]
        joined = any(a in ids and b in ids for a, b in together)
        yield _event(key.id, group, tuple(sorted(split)), _why(group, others, len(split), joined))


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


def _kind(mention: EventMention) -> tuple[str, frozenset[str]]:
    """What two mentions have in common that agree."""
    actors, recipients = sides(mention)
    return mention.type, actors | recipients


def _event(story_id: str, group: list[EventMention], split: tuple[str, ...], why: tuple[str, ...]) -> Event:
    actors, recipients = max((sides(m) for m in group), key=lambda s: (len(s[1]), sorted(s[0])))
    windows = [m.when for m in group if m.when and m.when.start]
    statuses = {m.status for m in group}
    reports = sorted({m.article_id for m in group})
    return Event(
        id=make_id("evt", *sorted(m.id for m in group)),
        made_by="merge/2",
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
        apart=split,
        why=why,
    )


def _why(group: list[EventMention], others: list[EventMention], split: int, joined: bool) -> tuple[str, ...]:
    """Why these mentions are one event, and what a person has said of them. ``others`` agree with them, and
    are another event."""
    by_person = [f"a person split it from {_counted(split)}"] if split else []
    if len(group) == 1:
        lone = "one mention; no other has these actors, direction and type"
        if others:
            lone = "one mention; what others tell of the same actors, direction and type is another event"
        return tuple(by_person) or (lone,)
    told = f"{_counted(len(group))} in {len({m.article_id for m in group})} of the reports"
    if joined and not all(_fits(group[:i], m, set()) for i, m in enumerate(group)):
        return (f"{told}: put together by a person", *by_person)
    dated = sum(bool(m.when and m.when.start) for m in group)
    same = "parties and type (talks have no direction)" if _talks(group) else "actors, direction and type"
    when = f"{dated} of {len(group)} are dated, none excludes another" if dated else "none is dated"
    by_person += ["a person put them together"] if joined else []
    return (f"{told}: same {same}; {when}", *by_person)


def _talks(group: list[EventMention]) -> bool:
    return group[0].type == "CONSULT" and any(m.mode != "visit" for m in group)


def _counted(mentions: int) -> str:
    return "one mention" if mentions == 1 else f"{mentions} mentions"
