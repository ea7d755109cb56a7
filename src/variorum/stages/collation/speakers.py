"""Whether two reports name one speaker."""

from __future__ import annotations

import re

from variorum.model import Actor, Party

PRONOUNS = frozenset("he she it they we i who him her them his their".split())
MEDIUM = re.compile(
    r"\b(?:radio|television|tv|channel|newspaper|daily|weekly|magazine|gazette|herald|tribune|courier|times|post"
    r"|news|agency|broadcaster|podcast|interviewer)\b",
    re.I,
)


def same_speaker(a: Party | None, b: Party | None) -> bool | None:
    """True or False when it can be told, None when one is unknown, or when one is called by an office that
    the other may hold."""
    if a is None or b is None or {a.name.casefold(), b.name.casefold()} & PRONOUNS:
        return None
    if bare(a.name) == bare(b.name):
        return True
    if _nameless(a.name) or _nameless(b.name):
        return None
    if a.actor is None or b.actor is None:
        return None
    if a.actor.id == b.actor.id:
        return True
    states = {a.actor.state, b.actor.state} - {None}
    if _named(a.actor) and _named(b.actor):
        return len(states) < 2 and _one_name(a.name, b.name)
    if "person" in (a.actor.kind, b.actor.kind) and len(states) == 2:
        return False
    if _post(a.actor) or _post(b.actor):
        return None
    kinds = {a.actor.kind, b.actor.kind}
    if len(states) == 1 and "person" in kinds and kinds & {"state", "organisation"}:
        return None
    keys = {a.actor.state or a.actor.id, b.actor.state or b.actor.id}
    return None if len(keys) == 1 and "person" not in (a.actor.kind, b.actor.kind) else False


def _named(actor: Actor) -> bool:
    """Whether an actor is a person known by name."""
    return actor.kind == "person" and not _post(actor)


def _post(actor: Actor) -> bool:
    """Whether an actor is known only by an office of a state (``KAZ:MIN``)."""
    return actor.kind == "person" and not actor.id.startswith("person:")


def _one_name(a: str, b: str) -> bool:
    """Whether one name is the other with parts left out; the last part stands in both, or one is a single
    name."""
    left, right = (name.casefold().replace("-", " ").split() for name in (a, b))
    if not (set(left) <= set(right) or set(right) <= set(left)):
        return False
    return left[-1] == right[-1] or 1 in (len(left), len(right))


def _nameless(name: str) -> bool:
    """Whether somebody is told of as one of a kind ("a prison official"), who may be anybody of that kind."""
    return name.casefold().startswith(("a ", "an ", "one ", "another ", "some ")) or (
        name[:1].islower() and not name.startswith(("the ", "its ", "his ", "her ", "their "))
    )


def bare(name: str) -> str:
    """A name without its article, folded."""
    return name.casefold().removeprefix("the ").removeprefix("a ")
