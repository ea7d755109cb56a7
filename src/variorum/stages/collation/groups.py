"""Which records are the lines of an edition, so that no clause is told twice.

An event is a line unless it is the act of saying itself, which the statement's line tells. A clause that
tells an event belongs to the event's line; the other assertions are lines of their own.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from variorum.model import Article, Assertion, Event, EventMention, Span, Statement
from variorum.stages.collation.align import lines
from variorum.stages.collation.assemble import Member, reported

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
    home = {m: event.id for event in events for m in event.mention_ids if m in told}
    clauses: dict[str, list[Assertion]] = {}
    rest: list[Statement | Assertion] = list(statements)
    for assertion in assertions:
        inside = [m for m in told.values() if _holds(assertion, m)]
        if inside:
            first = min(inside, key=lambda m: (m.trigger, m.id))
            clauses.setdefault(home.get(first.id, ""), []).append(assertion)
        else:
            rest.append(assertion)
    made: list[Group] = []
    for event in events:
        members: list[Member] = [told[i] for i in event.mention_ids if i in told]
        if members:
            made.append(("event", [*members, *clauses.get(event.id, [])], event.why))
    for group, why in lines(sorted(rest, key=lambda r: (r.article_id, reported(r), r.id)), articles):
        said = any(isinstance(r, Statement) for r in group)
        made.append(("statement" if said else "assertion", group, why))
    return made


def _holds(assertion: Assertion, mention: EventMention) -> bool:
    inside = assertion.span.start <= mention.trigger.start and mention.trigger.end <= assertion.span.end
    return inside and assertion.article_id == mention.article_id


def _says(mention: EventMention, cues: set[Span]) -> bool:
    """Whether the event is the act of saying: its trigger is, or lies in, the cue of a statement."""
    return any(
        mention.trigger.article_id == cue.article_id
        and mention.trigger.start < cue.end
        and cue.start < mention.trigger.end
        for cue in cues
    )
