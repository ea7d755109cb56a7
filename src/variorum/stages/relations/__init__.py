"""Cooperation and conflict of ordered pairs of states, counted once an event."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from variorum.model import Event, Relation, make_id
from variorum.pipeline import GroupKey, stage
from variorum.resources import rows

COUNTED = frozenset({"actual", "past"})


def dyads(event: Event) -> Iterable[str]:
    """``ACTOR>RECIPIENT`` of every ordered pair of different states of an event that took place. Those who
    meet are all actors, so a meeting stands in both directions; other acts need a recipient."""
    if event.status not in COUNTED:
        return
    met = event.type == "CONSULT" and not event.recipients
    others = event.actor_states if met else event.recipient_states
    for actor in event.actor_states:
        for recipient in others:
            if actor != recipient:
                yield f"{actor}>{recipient}"


@stage(by=dyads)
def relations(key: GroupKey, events: list[Event]) -> Iterator[Relation]:
    """Cooperation and conflict of a dyad by month, each event counted once."""
    actor, _, recipient = key.id.partition(">")
    quad = {row["type"]: int(row["quad"]) for row in rows("plover/types.tsv")}
    months: dict[str, list[Event]] = defaultdict(list)
    for event in events:
        months[event.start[:7] if event.start else "unknown"].append(event)
    for month, told in sorted(months.items()):
        counts = [0, 0, 0, 0]
        for event in told:
            counts[quad[event.type] - 1] += 1
        yield Relation(
            id=make_id("rel", actor, recipient, month),
            made_by="relations/1",
            actor=actor,
            recipient=recipient,
            period=month,
            event_ids=tuple(sorted(e.id for e in told)),
            reports=len({a for e in told for a in e.article_ids}),
            verbal_cooperation=counts[0],
            material_cooperation=counts[1],
            verbal_conflict=counts[2],
            material_conflict=counts[3],
        )
