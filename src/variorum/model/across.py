"""What several reports tell together: stories, lineages, events, and the lines of a collation."""

from __future__ import annotations

from typing import Literal

import msgspec

from variorum.model.base import (
    FramingKind,
    Knowledge,
    Record,
    Relationship,
    Span,
    Status,
    UncomparedKind,
    VariantKind,
)
from variorum.model.reports import Actor


class Story(Record, frozen=True, kw_only=True):
    """Reports of one happening. ``title`` is verbatim the title of ``titled_by``, an article of the story,
    where that has none of its earliest report with one, None where no report has; it is read from the
    articles with the story. ``shared`` are the terms most of its reports have in common, ``saga`` what it has
    in common with the stories of one matter before and after it, None where there are none."""

    article_ids: tuple[str, ...]
    title: str | None = None
    titled_by: str | None = None
    shared: tuple[str, ...] = ()
    first: str | None = None
    last: str | None = None
    saga: str | None = None


class SharedRun(msgspec.Struct, frozen=True, array_like=True):
    """The same words in two witnesses, outside quotation marks."""

    left: Span
    right: Span


class Tie(msgspec.Struct, frozen=True, kw_only=True):
    """What two witnesses have in common, and what it says of their descent.

    ``relation``: of one lineage are those of one page, and what is republished, rewritten or excerpted;
    phrases of own prose, quotations alone, and boilerplate are not descent. ``source`` is the only one of
    the two that the other can have taken from, None when nothing tells; ``origin`` what both point at as
    where their words are from: an agency, a readout. ``against`` is what speaks for another explanation."""

    left: str
    right: str
    relation: Literal[
        "one page", "republished", "rewritten", "excerpted", "phrases", "quotations", "boilerplate"
    ]
    share: float = 0.0
    source: str | None = None
    origin: str | None = None
    why: tuple[str, ...] = ()
    against: tuple[str, ...] = ()


class Lineage(Record, frozen=True, kw_only=True):
    """Witnesses whose own prose descends from a common text, or that stand on one page. ``runs`` is the
    evidence; ``against`` the other explanation; ``ties`` are the pairs of a member with any other witness
    that have something in common."""

    story_id: str
    article_ids: tuple[str, ...]
    relation: Literal["single", "one page", "republished", "rewritten", "excerpted"] = "single"
    agency: str | None = None
    runs: tuple[SharedRun, ...] = ()
    ties: tuple[Tie, ...] = ()
    against: tuple[str, ...] = ()

    @property
    def spans(self) -> tuple[Span, ...]:
        return tuple(s for run in self.runs for s in (run.left, run.right))


class Event(Record, frozen=True, kw_only=True):
    """The merged event of many mentions: actors and recipients by id, and the states they belong to.
    ``start`` and ``end`` bound the window all dated mentions allow; ``apart`` are mentions that a person has
    said are of another event."""

    story_id: str
    mention_ids: tuple[str, ...]
    article_ids: tuple[str, ...]
    actors: tuple[str, ...]
    recipients: tuple[str, ...]
    type: str
    status: Status
    actor_states: tuple[str, ...] = ()
    recipient_states: tuple[str, ...] = ()
    start: str | None = None
    end: str | None = None
    places: tuple[str, ...] = ()
    apart: tuple[str, ...] = ()

    @property
    def knowledge(self) -> Knowledge:
        return "known" if self.start else "unknown"


class Piece(msgspec.Struct, frozen=True):
    """A stretch of the fullest attested text (``span``), the witnesses that have the same words, and for
    each of those where they stand in it."""

    span: Span
    witnesses: tuple[str, ...]
    elsewhere: tuple[Span, ...] = ()


class Line(Record, frozen=True, kw_only=True):
    """The statements, assertions or events of several witnesses that say the same thing.

    ``assembly`` is the fullest attested text, piece by piece. ``at_most`` is the number of separate roots
    the line rests on, an upper bound; None when nothing is cited and no lineage is known."""

    story_id: str
    kind: Literal["statement", "assertion", "event"]
    member_ids: tuple[str, ...]
    article_ids: tuple[str, ...]
    speaker: str | None = None
    assembly: tuple[Piece, ...] = ()
    coverage: Literal["all", "all but one", "some", "one"] = "one"
    root_ids: tuple[str, ...] = ()
    at_most: int | None = None
    against: tuple[str, ...] = ()
    order: int = 0

    @property
    def spans(self) -> tuple[Span, ...]:
        return tuple(s for p in self.assembly for s in (p.span, *p.elsewhere))

    @property
    def knowledge(self) -> Knowledge:
        return "unknown" if self.at_most is None else "known"


class Reading(msgspec.Struct, frozen=True, kw_only=True):
    """One reading of a variant: its value as written, who has it, and where."""

    value: str
    article_ids: tuple[str, ...]
    spans: tuple[Span, ...] = ()


class Variant(Record, frozen=True, kw_only=True):
    """A difference between witnesses, with every reading."""

    story_id: str
    line_id: str | None
    kind: VariantKind
    relation: Relationship
    readings: tuple[Reading, ...]

    @property
    def spans(self) -> tuple[Span, ...]:
        return tuple(s for r in self.readings for s in r.spans)


class Framing(Record, frozen=True, kw_only=True):
    """How witnesses of a line tell one thing: with other words (``word``), with a hedge and without, or with
    and without those who did it (``voice``). No variant: the reports do not differ in what they tell."""

    story_id: str
    line_id: str
    kind: FramingKind
    readings: tuple[Reading, ...]

    @property
    def spans(self) -> tuple[Span, ...]:
        return tuple(s for r in self.readings for s in r.spans)


class Uncompared(Record, frozen=True, kw_only=True):
    """What of a story could not be compared; ``why`` says why not. ``readings`` are the words it is about, by
    witness; where there are none it is about the whole of its witnesses. ``line_ids`` are the lines on which
    they stand, ``score`` is how probably two passages tell one thing (``near``).

    ``kind``: of a witness ``language`` (not read), ``part`` (a stub, or behind a wall), ``empty`` (nothing
    told was found), ``date`` (undated: its "Sunday" is no day of a calendar); of figures, places and times
    ``order`` (which report is later is not known), ``unit`` (two currencies, two measures), ``point`` (of
    distances), ``several`` (which answers to which), ``place`` (not in the gazetteer), ``zone``; of passages
    ``speaker`` (quoted words of nobody known), ``near`` (alike, but not enough for one line)."""

    story_id: str
    kind: UncomparedKind
    article_ids: tuple[str, ...]
    line_ids: tuple[str, ...] = ()
    readings: tuple[Reading, ...] = ()

    @property
    def spans(self) -> tuple[Span, ...]:
        return tuple(s for r in self.readings for s in r.spans)

    @property
    def knowledge(self) -> Knowledge:
        return "unknown"


class Root(Record, frozen=True, kw_only=True):
    """What lines rest on: a cited channel (a readout, a dispatch, an interview), else a lineage."""

    story_id: str
    kind: Literal["channel", "lineage"]
    name: str
    actor: Actor | None = None
    line_ids: tuple[str, ...] = ()
    article_ids: tuple[str, ...] = ()
    cited: tuple[Span, ...] = ()

    @property
    def spans(self) -> tuple[Span, ...]:
        return self.cited


class Relation(Record, frozen=True, kw_only=True):
    """An ordered pair of actors in one period (``YYYY-MM`` or ``unknown``): events by PLOVER class, counted
    once an event however many reports tell it."""

    actor: str
    recipient: str
    period: str
    verbal_cooperation: int = 0
    material_cooperation: int = 0
    verbal_conflict: int = 0
    material_conflict: int = 0
    event_ids: tuple[str, ...] = ()
    reports: int = 0
