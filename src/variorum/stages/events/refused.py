"""What was considered as an event and refused: listed only when somebody asks (``considered``)."""

from __future__ import annotations

from typing import NamedTuple

from variorum.model import Span
from variorum.stages.events.lexicon import Frame


class Refused(NamedTuple):
    """A candidate that became no event: its trigger, the frame or word that raised it, and why not."""

    span: Span
    rule: str
    reason: str


Notes = dict[int, tuple[Frame, str]]
"""Trigger to the frame it was tried with and the reason, as the rules note them."""

NO_FRAME = "no frame of it fits what stands with it"
ALLEGED = "only asked for, refused or alleged by the word above it"
NO_ACTOR = "nobody is named as doing it"
NO_RECIPIENT = "its frame or its type needs a recipient, and none is named"
BARE = "lacks what makes it an act: its object, or a host or partner of whom something is known"
GUARDED = "told of sport, or violence told of markets"
SAYS_AN_ACT = "announces, threatens or refuses an act that is coded itself"
UNKNOWN = "nothing is known of any of its parties"
TWICE = "repeats another event of its sentence"
