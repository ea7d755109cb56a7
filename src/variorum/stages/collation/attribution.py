"""Attributions that differ: a channel kept by one report, dropped by another, or made a second voice."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from variorum.model import Assertion, Party, Statement
from variorum.stages.collation.roots import channel_key
from variorum.stages.collation.speakers import same_speaker
from variorum.stages.collation.told import Difference, Told

OWN_VOICE = "in the outlet's own voice"


def attribution(said: Sequence[Statement], asserted: Sequence[Assertion]) -> Iterator[Difference]:
    """At most one difference of channels, one of speakers, and one of said against asserted."""
    yield from list(_channels(said))[:1]
    yield from _speakers(said)
    if said and asserted:
        told = [Told(chain(s), s.article_id, spans(s)) for s in said]
        told += [Told(OWN_VOICE, a.article_id, (a.span,)) for a in asserted]
        if {a.article_id for a in asserted} - {s.article_id for s in said}:
            yield Difference(
                "attribution", "COMPATIBLE", told, "said by somebody in one report, asserted in another"
            )


def chain(statement: Statement) -> str:
    """The chain in the words of the report, outermost first."""
    steps = [step for step in statement.chain if step.role != "outlet"]
    return " ← ".join(f"{step.name} (echo)" if step.apparent else step.name for step in steps)


def spans(statement: Statement) -> tuple:  # type: ignore[type-arg]
    """One span a step of the chain: who, where the text names somebody, else the cue."""
    steps = [step for step in statement.chain if step.role != "outlet"]
    return tuple(s for step in steps if (s := step.span or step.cue))


def _channels(said: Sequence[Statement]) -> Iterator[Difference]:
    readings = [Told(chain(s), s.article_id, spans(s)) for s in said if chain(s)]
    everyone = {s.article_id for s in said}
    carried = _by_article(said, lambda step: step.role == "carrier" and not step.apparent)
    apparent = _by_article(said, lambda step: step.apparent)
    channels = {c for found in (*carried.values(), *apparent.values()) for c in found}
    for channel in sorted(channels):
        cites = {a for a, found in carried.items() if channel in found}
        echoes = {a for a, found in apparent.items() if channel in found} - cites
        if echoes and cites:
            why = "the source of one report is an apparent second voice in another: one root, not two"
            yield Difference("attribution", "DIFFERS", readings, why)
        elif echoes:
            yield Difference("attribution", "COMPATIBLE", readings, "an echo is no second root")
        elif any(a not in carried for a in everyone - cites):
            why = "a channel that one report cites is not in another"
            yield Difference("attribution", "COMPATIBLE", readings, why)
    if len({frozenset(found) for found in carried.values()}) > 1:
        yield Difference("attribution", "DIFFERS", readings, "the reports cite different channels")


def _by_article(said: Sequence[Statement], wanted: object) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for statement in said:
        for step in statement.chain:
            if wanted(step):  # type: ignore[operator]
                found.setdefault(statement.article_id, set()).add(channel_key(step))
    return found


def _speakers(said: Sequence[Statement]) -> Iterator[Difference]:
    """The same quoted words given to different people."""
    speakers: list[tuple[Party, Statement]] = [
        (s.speaker, s) for s in said if s.speaker and s.cue_class != "echoed"
    ]
    first = speakers[0][0] if speakers else None
    others = [(p, s) for p, s in speakers if same_speaker(first, p) is False]
    if others:
        told = [Told(p.name, s.article_id, tuple(x for x in (p.span,) if x)) for p, s in speakers]
        yield Difference("attribution", "DIFFERS", told, "the same words are given to different speakers")
