"""What a person has split is not put on one line again."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from variorum.model import Event, EventMention
from variorum.stages.collation.pairs import Pair


def split(
    pairs: Sequence[Pair],
    told: Sequence[frozenset[str]],
    events: Sequence[Event],
    mentions: Sequence[EventMention],
) -> list[Pair]:
    """The pairs of clauses, apart where both tell, in the voice of the outlet, of events that a person has
    split; ``told`` are the events of each clause by id. The same words of a speaker stay one line."""
    own = {m.id for m in mentions if m.statement_id is None}
    parts = {e.id: own.intersection(e.apart) for e in events if e.apart}
    apart = {
        (one, other.id)
        for one, out in parts.items()
        for other in events
        if out.intersection(other.mention_ids)
    }
    if not apart:
        return list(pairs)
    return [
        msgspec.structs.replace(p, score=0.0, verbatim=0, apart=True)
        if any((a, b) in apart for a in told[p.left] for b in told[p.right])
        else p
        for p in pairs
    ]
