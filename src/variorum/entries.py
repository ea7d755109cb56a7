"""What a ledger lists that is no stored record of its own: actors over all their mentions."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

import msgspec

from variorum.model import Actor, Mention, Record, Story


class ActorEntry(Record, frozen=True, kw_only=True):
    """An actor of the ledger with the mentions it rests on, in how many articles."""

    name: str
    kind: str
    state: str | None
    role: str | None
    as_of: str | None
    mention_ids: tuple[str, ...]
    articles: int


def actors(mentions: Iterable[Mention]) -> list[ActorEntry]:
    """The actors these mentions denote, those mentioned most first; what is known of one is taken from the
    mention that knows most."""
    best: dict[str, Actor] = {}
    made_by: dict[str, str] = {}
    ids: dict[str, list[str]] = {}
    articles: dict[str, set[str]] = {}
    for mention in mentions:
        actor = mention.actor
        if actor is None:
            continue
        if actor.id not in best or _told(actor) > _told(best[actor.id]):
            best[actor.id] = actor
        made_by[actor.id] = mention.made_by
        ids.setdefault(actor.id, []).append(mention.id)
        articles.setdefault(actor.id, set()).add(mention.article_id)
    entries = [
        ActorEntry(
            id=actor_id,
            made_by=made_by[actor_id],
            why=(f"{len(ids[actor_id])} mentions in {len(articles[actor_id])} articles",),
            name=actor.name,
            kind=actor.kind,
            state=actor.state,
            role=actor.role,
            as_of=actor.as_of,
            mention_ids=tuple(sorted(ids[actor_id])),
            articles=len(articles[actor_id]),
        )
        for actor_id, actor in best.items()
    ]
    return sorted(entries, key=lambda e: (-len(e.mention_ids), e.id))


def _told(actor: Actor) -> tuple[bool, bool, int, str]:
    return bool(actor.role), bool(actor.state), len(actor.name), actor.name


def titled(stories: Sequence[Story], records: Callable[[Iterable[str]], Mapping[str, Any]]) -> list[Story]:
    """The stories with their titles, read from their articles: that of the article that names the story,
    else of its earliest report that has one; None where no report has. ``records`` finds them by id."""
    found = records({i for story in stories for i in story.article_ids})
    made = []
    for story in stories:
        articles = [found[i] for i in story.article_ids if i in found]
        articles.sort(key=lambda a: (a.id != story.titled_by, a.published or "9999", a.id))
        title = next((a.title for a in articles if a.title), None)
        made.append(msgspec.structs.replace(story, title=title))
    return made
