"""Events as rows of the annotation contract."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from variorum.model import Article, EventMention, Party, Record
from variorum.stages.events.overrides import plover


def annotate(article: Article, records: Iterable[Record]) -> dict[str, Any]:
    """One row for an article: its events in text order, typed as PLOVER codes them."""
    mine = [r for r in records if isinstance(r, EventMention) and r.article_id == article.id]
    return {"id": article.id, "events": [_row(e) for e in sorted(mine, key=lambda e: (e.trigger, e.type))]}


def _row(event: EventMention) -> dict[str, Any]:
    kind, mode = plover(event)
    return {
        "actor": _spans(event.actors),
        "recipient": _spans(event.recipients),
        "trigger": [event.trigger.start, event.trigger.end],
        "type": kind,
        "mode": mode,
        "status": event.status,
        "actor_codes": _codes(event.actors),
        "recipient_codes": _codes(event.recipients),
    }


def _spans(parties: tuple[Party, ...]) -> list[list[int]]:
    return [[p.span.start, p.span.end] for p in parties if p.span]


def _codes(parties: tuple[Party, ...]) -> list[str]:
    """The state of each party, an organisation's own code where it has no state; unknown ones left out."""
    codes = [
        p.actor.state or (p.actor.role if p.actor.kind != "person" else None) for p in parties if p.actor
    ]
    return list(dict.fromkeys(code for code in codes if code))
