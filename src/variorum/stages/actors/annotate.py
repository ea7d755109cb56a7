"""The actors layer of the JSONL contract."""

from __future__ import annotations

from typing import Any

from variorum.model import Article, Mention
from variorum.stages.actors.holders import listed
from variorum.stages.actors.link import organisations


def annotate(article: Article, records: list[Mention]) -> dict[str, Any]:
    """The output row of one article: its mentions with state, role, person and candidates."""
    return {"id": article.id, "actors": [_row(mention) for mention in records]}


def _row(mention: Mention) -> dict[str, Any]:
    actor = mention.actor
    body = organisations().get(actor.id) if actor else None
    state = actor.state or (body.code if body else None) if actor else None
    return {
        "span": [mention.span.start, mention.span.end],
        "state": state,
        "role": actor.role if actor else None,
        "actor": actor.id if actor else None,
        "kind": actor.kind if actor else None,
        "person": listed().get(actor.id, actor.name) if actor and actor.id.startswith("person:") else None,
        "as_of": actor.as_of if actor else None,
        "candidates": list(mention.candidates),
    }
