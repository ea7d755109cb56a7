"""Events as rows of the annotation contract."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from variorum.model import Article, EventMention, Party, Record, Span
from variorum.stages.events.lexicon import quads
from variorum.stages.events.ontology import cameo, contexts, scale
from variorum.stages.events.overrides import plover
from variorum.stages.parse import Parse, read


def annotate(article: Article, records: Iterable[Record]) -> dict[str, Any]:
    """One row for an article: its events in text order, typed as PLOVER codes them."""
    mine = [r for r in records if isinstance(r, EventMention) and r.article_id == article.id]
    return {
        "id": article.id,
        "events": [_row(article, e) for e in sorted(mine, key=lambda e: (e.trigger, e.type))],
    }


def annotate_given(article: Article, given: dict[str, Any]) -> dict[str, Any]:
    """The row of an article of which only these spans are coded, ``{"actor": [s, e], "recipient": [s, e]}``
    or lists of such; no event when neither the lexicon nor the model tells one. ``by`` says which did."""
    from variorum.stages.events.pairs import decide

    sides = {key: _read(given.get(key)) for key in ("actor", "recipient")}
    spans = {key: [Span(article.id, *pair) for pair in pairs] for key, pairs in sides.items()}
    told = decide(article, Parse(id=article.id, doc=read(article.text)), spans["actor"], spans["recipient"])
    if told is None:
        return {"id": article.id, "events": []}
    event = {
        **{key: [list(pair) for pair in pairs] for key, pairs in sides.items()},
        "trigger": list(told.trigger) if told.trigger else None,
        "type": told.type,
        "mode": told.mode,
        "status": told.status,
        "by": told.by,
    }
    return {"id": article.id, "events": [event]}


def _read(spans: Any) -> list[tuple[int, int]]:
    """One span or a list of spans as pairs; none for null."""
    if not spans:
        return []
    pairs = [spans] if isinstance(spans[0], int) else spans
    return [(int(start), int(end)) for start, end in pairs]


def _row(article: Article, event: EventMention) -> dict[str, Any]:
    kind, mode = plover(event)
    return {
        "actor": _spans(event.actors),
        "recipient": _spans(event.recipients),
        "trigger": [event.trigger.start, event.trigger.end],
        "type": kind,
        "mode": mode,
        "status": event.status,
        "quad": quads()[kind],
        "scale": scale(kind, mode),
        "cameo": cameo(kind, mode),
        "contexts": list(contexts(event.sentence.of(article))),
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
