"""Which records are the lines of an edition, so that no clause is told twice.

Statements and the clauses outlets assert are aligned by their words. A clause is the home of the event it
tells first: clauses of one event stand on one line, and so do the first events of clauses that say the same.
An event that is the act of saying itself is told by the statement's line; it stays in the ledger.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from variorum.model import Article, Assertion, Event, EventMention, Span, Statement
from variorum.stages.collation.align import lines
from variorum.stages.collation.assemble import Member, reported
from variorum.stages.collation.gather import Aligned

Group = tuple[str, Sequence[Member], Sequence[str]]


def groups(
    statements: Sequence[Statement],
    assertions: Sequence[Assertion],
    mentions: Sequence[EventMention],
    events: Sequence[Event],
    articles: Mapping[str, Article],
) -> list[Group]:
    """The lines of a story: (kind, members, why)."""
    cues = {s.cue for s in statements if s.cue}
    told = {m.id: m for m in mentions if m.statement_id is None and not _says(m, cues)}
    aligned = lines(sorted([*statements, *assertions], key=_place), articles)
    event_of = {m: event for event in events for m in event.mention_ids if m in told}
    gathered = _Gathered(len(aligned))
    for i, line in enumerate(aligned):
        for record in line.records:
            inside = [m for m in told.values() if isinstance(record, Assertion) and _holds(record, m)]
            if inside:
                gathered.add(i, event_of[min(inside, key=lambda m: (m.trigger, m.id)).id])
    clauses = [r.span for r in assertions]
    made = [g for g in gathered.groups(aligned, told) if not _idle(g[1])]
    return [*made, *_alone(events, told, gathered.seen, clauses)]


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
            made.append(("event", members, event.why))
    return made


class _Gathered:
    """Aligned groups joined where they tell one event."""

    def __init__(self, count: int) -> None:
        self._joined = list(range(count))
        self._events: dict[int, dict[str, Event]] = {}
        self._home: dict[str, int] = {}
        self.seen: set[str] = set()

    def _root(self, i: int) -> int:
        while self._joined[i] != i:
            i = self._joined[i]
        return i

    def add(self, i: int, event: Event) -> None:
        first = self._home.setdefault(event.id, i)
        low, high = sorted((self._root(first), self._root(i)))
        self._joined[high] = low
        self._events.setdefault(i, {})[event.id] = event
        self.seen.add(event.id)

    def groups(
        self,
        aligned: Sequence[Aligned],
        told: Mapping[str, EventMention],
    ) -> list[Group]:
        together: dict[int, list[int]] = {}
        for i in range(len(aligned)):
            together.setdefault(self._root(i), []).append(i)
        return [self._group([aligned[i] for i in parts], parts, told) for parts in together.values()]

    def _group(
        self,
        aligned: Sequence[Aligned],
        parts: Sequence[int],
        told: Mapping[str, EventMention],
    ) -> Group:
        records: list[Member] = list(
            dict.fromkeys(r for line in aligned for r in (*line.records, *line.beside))
        )
        events = {e.id: e for i in parts for e in self._events.get(i, {}).values()}
        records += [told[m] for e in events.values() for m in e.mention_ids if m in told]
        why = [w for line in aligned for w in line.why] + [w for e in events.values() for w in e.why]
        if any(isinstance(r, Statement) for r in records):
            return "statement", records, why
        return ("event" if events else "assertion"), records, why


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
