"""Which records are the lines of an edition, so that no clause is told twice.

Statements and the clauses outlets assert are aligned by their words. A clause is the home of the event it
tells first: clauses of one event stand on one line, and so do the first events of clauses that say the same.
An event that is the act of saying itself is told by the statement's line; it stays in the ledger.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from variorum.model import Article, Assertion, Event, EventMention, Span, Statement
from variorum.stages.collation.align import lines
from variorum.stages.collation.assemble import Member, reported
from variorum.stages.collation.gather import Aligned
from variorum.stages.collation.near import Near

Parts = Mapping[str, tuple[Span, ...]]


class Group(NamedTuple):
    """A line before it is one: its kind, its members, why, and of each member what it tells here."""

    kind: str
    members: Sequence[Member]
    why: Sequence[str]
    parts: Parts


class Groups(NamedTuple):
    """The lines of a story before they are lines, and the passages that are nearly on one."""

    groups: list[Group]
    near: list[Near]


def groups(
    statements: Sequence[Statement],
    assertions: Sequence[Assertion],
    mentions: Sequence[EventMention],
    events: Sequence[Event],
    articles: Mapping[str, Article],
) -> Groups:
    """The lines of a story."""
    cues = {s.cue for s in statements if s.cue}
    told = {m.id: m for m in mentions if m.statement_id is None and not _says(m, cues)}
    aligned, near = lines(sorted([*statements, *assertions], key=_place), articles, mentions, events)
    event_of = {m: event for event in events for m in event.mention_ids if m in told}
    gathered = _Gathered(aligned, told)
    for line in aligned:
        for record in (*line.records, *line.beside):
            if isinstance(record, Assertion):
                inside = [m for m in told.values() if _holds(record, m) and line.holds(m.trigger)]
                if inside:
                    gathered.add(line, event_of[min(inside, key=lambda m: (m.trigger, m.id)).id])
    clauses = [r.span for r in assertions]
    made = [g for g in gathered.groups() if not _idle(g.members)]
    return Groups(_once([*made, *_alone(events, told, gathered.seen, clauses)]), near)


def _once(made: Sequence[Group]) -> list[Group]:
    """Groups of one kind with the same members, as when two sentences tell the same two things, as one."""
    found: dict[tuple[str, tuple[str, ...]], Group] = {}
    for group in made:
        key = group.kind, tuple(sorted({m.id for m in group.members}))
        held = found.get(key)
        if held is None:
            found[key] = group
            continue
        every = {*held.parts, *group.parts}
        parts = {i: tuple(sorted({*held.parts.get(i, ()), *group.parts.get(i, ())})) for i in sorted(every)}
        found[key] = held._replace(why=[*held.why, *group.why], parts=parts)
    return list(found.values())


def _idle(members: Sequence[Member]) -> bool:
    """Whether a line is a single clause with nobody known and no figure in it: nothing that another report
    could bear out or deny."""
    (first, *more) = members
    return not more and isinstance(first, Assertion) and not (first.participants or first.values)


def _place(record: Member) -> tuple[str, tuple[Span, ...], str]:
    return record.article_id, reported(record), record.id


def _alone(
    events: Sequence[Event], told: Mapping[str, EventMention], seen: set[str], clauses: Sequence[Span]
) -> list[Group]:
    """Events that come first in no clause: told in a sentence that is partly somebody's words, or beside
    another event. The latter is a line only where several reports tell it; its clause is told already."""
    made: list[Group] = []
    for event in events:
        members = [told[i] for i in event.mention_ids if i in told]
        if not members or event.id in seen:
            continue
        beside = all(any(_within(m.trigger, clause) for clause in clauses) for m in members)
        if not beside or len({m.article_id for m in members}) > 1:
            made.append(Group("event", members, event.why, {}))
    return made


class _Gathered:
    """Aligned groups with the events that they tell: each mention on the line that has its clause, what is
    in no clause on the first line that tells the event."""

    def __init__(self, aligned: Sequence[Aligned], told: Mapping[str, EventMention]) -> None:
        self._aligned = aligned
        self._told = told
        self._events: dict[int, list[Event]] = {}
        self.seen: set[str] = set()

    def add(self, line: Aligned, event: Event) -> None:
        """Let a line tell an event."""
        self._events.setdefault(id(line), []).append(event)
        self.seen.add(event.id)

    def groups(self) -> list[Group]:
        """The lines with their members."""
        placed: set[str] = set()
        return [self._group(line, placed) for line in self._aligned]

    def _group(self, line: Aligned, placed: set[str]) -> Group:
        records: list[Member] = list(dict.fromkeys((*line.records, *line.beside)))
        events = {e.id: e for e in self._events.get(id(line), ())}
        for event in events.values():
            for mention_id in event.mention_ids:
                mention = self._told.get(mention_id)
                if mention is None or mention_id in placed:
                    continue
                home = next((other for other in self._aligned if other.holds(mention.trigger)), None)
                if home is None or home is line or event not in self._events.get(id(home), ()):
                    records.append(mention)
                    placed.add(mention_id)
        why = [*line.why, *(w for e in events.values() for w in e.why)]
        parts = line.parts()
        for record in records:
            if isinstance(record, EventMention):
                here = [p for i, spans in parts.items() for p in spans if _within(record.trigger, p)]
                parts[record.id] = tuple(here[:1]) or (record.sentence,)
        if any(isinstance(r, Statement) for r in records):
            return Group("statement", records, why, parts)
        return Group("event" if events else "assertion", records, why, parts)


def _holds(assertion: Assertion, mention: EventMention) -> bool:
    return _within(mention.trigger, assertion.span)


def _within(inner: Span, outer: Span) -> bool:
    return inner.article_id == outer.article_id and outer.start <= inner.start and inner.end <= outer.end


def _says(mention: EventMention, cues: set[Span]) -> bool:
    """Whether the event is the act of saying: its trigger is, or lies in, the cue of a statement."""
    return any(
        mention.trigger.article_id == cue.article_id
        and mention.trigger.start < cue.end
        and cue.start < mention.trigger.end
        for cue in cues
    )
