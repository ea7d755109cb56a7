"""Which events and assertions are lines of the edition, so that no clause is told twice.

An event is a line unless it is the act of saying itself, which the statement's line tells. A clause that
tells an event belongs to the event's line; the other assertions are lines of their own.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from variorum.model import Article, Assertion, Event, EventMention, Span, Statement
from variorum.stages.collation.align import assertion_lines
from variorum.stages.collation.assemble import Member

Group = tuple[str, Sequence[Member], Sequence[str]]


def facts(
    assertions: Sequence[Assertion],
    mentions: Sequence[EventMention],
    events: Sequence[Event],
    statements: Sequence[Statement],
    articles: Mapping[str, Article],
) -> list[Group]:
    """The lines of kind event and assertion: (kind, members, why)."""
    cues = {s.cue for s in statements if s.cue}
    told = {m.id: m for m in mentions if m.statement_id is None and not _says(m, cues)}
    home = {m: event.id for event in events for m in event.mention_ids if m in told}
    clauses: dict[str, list[Assertion]] = {}
    folded: set[str] = set()
    for assertion in sorted(assertions, key=lambda a: (a.article_id, a.span)):
        inside = [m for m in told.values() if m.article_id == assertion.article_id and _holds(assertion, m)]
        if inside:
            first = min(inside, key=lambda m: (m.trigger, m.id))
            clauses.setdefault(home.get(first.id, ""), []).append(assertion)
            folded.add(assertion.id)
    groups: list[Group] = []
    for event in events:
        members: list[Member] = [told[i] for i in event.mention_ids if i in told]
        if members:
            groups.append(("event", [*members, *clauses.get(event.id, [])], event.why))
    rest = sorted((a for a in assertions if a.id not in folded), key=lambda a: (a.article_id, a.span, a.id))
    groups += [("assertion", group, why) for group, why in assertion_lines(rest, articles)]
    return groups


def _holds(assertion: Assertion, mention: EventMention) -> bool:
    return assertion.span.start <= mention.trigger.start and mention.trigger.end <= assertion.span.end


def _says(mention: EventMention, cues: set[Span]) -> bool:
    """Whether the event is the act of saying: its trigger is, or lies in, the cue of a statement."""
    return any(
        mention.trigger.article_id == cue.article_id
        and mention.trigger.start < cue.end
        and cue.start < mention.trigger.end
        for cue in cues
    )
