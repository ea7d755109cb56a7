"""Pronouns for states, organisations and groups: of the subject of the clause they stand in or under."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from variorum.stages.actors.mentions import Reading
from variorum.stages.parse.tokens import Tokens

ONE = frozenset(("it", "its", "itself"))
MANY = frozenset(("they", "them", "their", "themselves"))
SUBJECTS = ("nsubj", "nsubjpass")
# Clauses whose words can take up the subject of the clause above: "Kenya said it would".
UNDER = frozenset(("ccomp", "xcomp", "advcl", "conj", "acl"))
PLURAL = ("NNS", "NNPS", "CC")
HIGHEST = 6


class Thing(NamedTuple):
    """What words ``[start, end)`` denote: the actor's id and its kind."""

    start: int
    end: int
    id: str
    kind: str


class Taken(NamedTuple):
    """A pronoun at word ``at`` with the actors it can mean, the likeliest first."""

    at: int
    could: tuple[str, ...]


def taken_up(reading: Reading, tokens: Tokens, things: Mapping[int, Thing]) -> Iterator[Taken]:
    """The pronouns whose clause, or one above it, has a state, organisation or group as its subject.

    ``things`` are mentions by each of their words. Another one between the two leaves the pronoun open;
    "they" is one only where nothing plural stands between. What rains takes up nobody and is no mention."""
    by_token: dict[int, Thing] = {}
    for at, word in enumerate(reading.words):
        if word.key not in ONE and word.key not in MANY:
            continue
        if not by_token:
            by_token = {reading.number(n): thing for n, thing in things.items()}
        token = reading.number(at)
        subject = _subject_above(tokens, token)
        thing = by_token.get(subject) if subject is not None else None
        if thing is None or subject is None or not _agrees(tokens, word.key, thing, subject, token):
            continue
        between = (things[n] for n in range(thing.end, at) if n in things)
        yield Taken(at, (thing.id, *dict.fromkeys(t.id for t in between if t.id != thing.id)))


def _agrees(tokens: Tokens, pronoun: str, thing: Thing, subject: int, token: int) -> bool:
    if pronoun in ONE:
        return thing.kind != "group"
    if thing.kind == "group":
        return True
    plural = any(tokens.tag[n] in PLURAL for n in range(subject + 1, token))
    return thing.kind == "organisation" and not plural


def _subject_above(tokens: Tokens, token: int) -> int | None:
    """The subject or owner that stands before a pronoun in the nearest clause or phrase above it; None where
    that is the pronoun's own and nothing above it can be taken up."""
    at, below = token, {token}
    for _ in range(HIGHEST):
        subject = next((k for k in tokens.kids[at] if tokens.dep[k] in SUBJECTS), None)
        if subject is not None and subject not in below:
            return subject if subject < token else None
        if tokens.head[at] == at or (subject is not None and tokens.dep[at] not in UNDER):
            return None
        at = tokens.head[at]
        below.add(at)
        owner = [k for k in tokens.kids[at] if tokens.dep[k] == "poss" and k < token]
        if owner and owner != [token]:
            return owner[0]
    return None
