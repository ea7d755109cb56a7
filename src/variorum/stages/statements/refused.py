"""What was considered as a statement and refused: kept only when somebody asks."""

from __future__ import annotations

from typing import NamedTuple

from variorum.model import Span


class Refused(NamedTuple):
    """A candidate that became no statement: its words, the rule that found it, and why it was refused."""

    span: Span
    rule: str
    reason: str


UNSAID = "the report says that it was not said"
NO_WORDS = "no reported words beside it"
NO_SPEAKER = "its subject is nobody who can speak"
PRESENT = "what the writer or the reader says, who is nobody's source"
NO_PARTICLE = "the particle it needs is not there"
NOBODY = "nobody is named as saying it, and nothing of it is quoted"
NOBODYS_BELIEF = "a belief or a wish that nobody is said to have told"
PART = "part of the words of another report"
LAID_OUT = "part of a headline or of a line of a transcript"
NO_SOURCE = "names no source"
TOO_SHORT = "a short stretch in marks without a cue: a term or a scare quote"
TITLE = "the title of a work"
FRAGMENT = "a fragment in marks without a cue"
TWICE = "the same words with the same cue are a statement already"
UNSUPPORTED = "its language or script is not supported: only English is read"
