"""Differences while they are gathered: readings, each with its witness and spans."""

from __future__ import annotations

from typing import NamedTuple

from variorum.model import Relationship, Span, VariantKind

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
