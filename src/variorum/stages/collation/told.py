"""Differences while they are gathered: readings, each with its witness and spans."""

from __future__ import annotations

from typing import NamedTuple

from variorum.model import Relationship, Span, UncomparedKind, VariantKind

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
