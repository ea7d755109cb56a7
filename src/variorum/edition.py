"""The edition of one story: every record of it in one frozen object, which the text, JSON and HTML
editions and the Python interface all read."""

from __future__ import annotations

from functools import cached_property
from typing import Any

import msgspec

from variorum.model import (
    Article,
    Assertion,
    Event,
    EventMention,
    Failure,
    Framing,
    Knowledge,
    Line,
    Lineage,
    Record,
    Root,
    Span,
    Statement,
    Story,
    Uncompared,
    Variant,
)


class Collation(msgspec.Struct, frozen=True, kw_only=True, dict=True):
    """The witnesses of a story set side by side.

    ``witnesses`` are in order of publication (undated last), then id; ``lines`` in the order in which the
    fullest witness tells them. ``run`` is the id of the run that made the records.
    """

    story: Story
    witnesses: tuple[Article, ...]
    lines: tuple[Line, ...] = ()
    variants: tuple[Variant, ...] = ()
    framings: tuple[Framing, ...] = ()
    uncompared: tuple[Uncompared, ...] = ()
    roots: tuple[Root, ...] = ()
    lineages: tuple[Lineage, ...] = ()
    statements: tuple[Statement, ...] = ()
    assertions: tuple[Assertion, ...] = ()
    event_mentions: tuple[EventMention, ...] = ()
    events: tuple[Event, ...] = ()
    hashes: dict[str, str] = {}
    addresses: dict[str, str] = {}
    failures: tuple[Failure, ...] = ()
    run: str = ""

    @property
    def id(self) -> str:
        return self.story.id

    @property
    def spans(self) -> tuple[Span, ...]:
        """The characters its lines rest on, in the order of article and place."""
        return tuple(sorted({span for line in self.lines for span in line.spans}))

    @property
    def why(self) -> tuple[str, ...]:
        """Why its witnesses stand together."""
        return self.story.why

    @property
    def knowledge(self) -> Knowledge:
        return self.story.knowledge

    @property
    def title(self) -> str | None:
        """The title of the article that names the story, verbatim; None when no witness has one."""
        titles = [w.title for w in self.witnesses if w.id == self.story.titled_by and w.title]
        return next(iter(titles or [w.title for w in self.witnesses if w.title]), self.story.title)

    @cached_property
    def sigla(self) -> dict[str, str]:
        """The letter of each witness, by article id: A to Z, then AA, AB, ..."""
        return {w.id: siglum(i) for i, w in enumerate(self.witnesses)}

    @cached_property
    def records(self) -> dict[str, Record]:
        """Every record of the edition by id."""
        every = (
            self.witnesses
            + self.lines
            + self.variants
            + self.framings
            + self.uncompared
            + self.roots
            + self.lineages
            + self.statements
        ) + (self.assertions + self.event_mentions + self.events + (self.story,))
        return {record.id: record for record in every}

    def words(self, span: Span) -> str:
        """The characters a span points at."""
        article = self.records[span.article_id]
        assert isinstance(article, Article)
        return span.of(article)

    def name(self, article_id: str) -> str:
        """How a witness is called: its outlet, else the address it came from."""
        article = self.records[article_id]
        assert isinstance(article, Article)
        return article.outlet or self.addresses.get(article_id) or article_id

    def members(self, line: Line) -> tuple[Record, ...]:
        """The statements, assertions or event mentions of a line, in the order of the witnesses."""
        place = {w.id: i for i, w in enumerate(self.witnesses)}
        found = [self.records[i] for i in line.member_ids if i in self.records]
        return tuple(sorted(found, key=lambda r: (place[r.article_id], r.spans)))  # type: ignore[attr-defined]

    def variants_of(self, line: Line) -> tuple[Variant, ...]:
        return tuple(v for v in self.variants if v.line_id == line.id)

    def to_dict(self) -> dict[str, Any]:
        """Plain data: lists, dictionaries, strings and numbers."""
        plain: dict[str, Any] = msgspec.to_builtins(self)
        plain["sigla"] = self.sigla
        return plain


def siglum(index: int) -> str:
    """A for 0, Z for 25, AA for 26."""
    letters = ""
    while index >= 0:
        index, letter = divmod(index, 26)
        letters = chr(ord("A") + letter) + letters
        index -= 1
    return letters
