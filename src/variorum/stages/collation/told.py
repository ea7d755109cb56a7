"""Differences while they are gathered: readings, each with its witness and spans."""

from __future__ import annotations

from typing import NamedTuple

from variorum.model import Relationship, Span, Statement, UncomparedKind, VariantKind

NOT_STATED = "not stated"
"""The reading of a witness that does not say; it never makes a variant DIFFERS."""


class Told(NamedTuple):
    """One reading: its value as written, the article that has it, its spans."""

    value: str
    article_id: str
    spans: tuple[Span, ...]


class Difference(NamedTuple):
    """A variant before it has an id."""

    kind: VariantKind
    relation: Relationship
    readings: list[Told]
    why: str


def chain(statement: Statement) -> str:
    """The chain in the words of the report, outermost first."""
    steps = [step for step in statement.chain if step.role != "outlet"]
    return " ← ".join(f"{step.name} (echo)" if step.apparent else step.name for step in steps)


def called(statement: Statement) -> str:
    """The chain of a statement, failing one who says it; empty where nobody is named."""
    return chain(statement) or (statement.speaker.name if statement.speaker else "")


def spans(statement: Statement) -> tuple[Span, ...]:
    """One span a step of the chain: who, where the text names somebody, else the cue."""
    steps = [step for step in statement.chain if step.role != "outlet"]
    return tuple(s for step in steps if (s := step.span or step.cue))


class Open(NamedTuple):
    """What could not be compared, before it has an id: the words it is about, why, and the witnesses (those
    of the words where none are named); ``score`` as in the record."""

    kind: UncomparedKind
    spans: tuple[Span, ...]
    why: str
    witnesses: tuple[str, ...] = ()
    score: float | None = None

    @property
    def article_ids(self) -> tuple[str, ...]:
        return self.witnesses or tuple(sorted({s.article_id for s in self.spans}))
