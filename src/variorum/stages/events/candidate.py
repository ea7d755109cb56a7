"""A trigger with both its sides, before its status and circumstances are known."""

from __future__ import annotations

from typing import NamedTuple

from variorum.model import Party
from variorum.stages.events.lexicon import Frame, needs_recipient

Both = tuple[tuple[Party, ...], tuple[Party, ...]]


class Candidate(NamedTuple):
    """A trigger with its sides. ``verb`` is the token whose tense, negation and modifiers tell the status
    and the circumstances: the trigger itself, or what governs a trigger that is a noun."""

    trigger: int
    verb: int
    frame: Frame
    actors: tuple[Party, ...]
    recipients: tuple[Party, ...]
    how: str
    score: float


def balance(frame: Frame, actors: list[Party], recipients: list[Party]) -> Both | None:
    """Both sides as the frame wants them; None when it or its type needs a recipient and there is none. A
    guest who is received is the actor, the host the recipient."""
    if not recipients and ("must" in frame.flags or frame.type in needs_recipient()):
        return None
    if "guest" in frame.flags:
        return tuple(recipients), tuple(actors)
    return tuple(actors), tuple(recipients)
