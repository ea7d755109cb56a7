"""What one report tells: the document, its article, and what is found in it."""

from __future__ import annotations

from typing import Literal

import msgspec

from variorum.model.base import Knowledge, Mode, Record, Span, Status, Strength


class Document(msgspec.Struct, frozen=True, kw_only=True):
    """The bytes as they came. ``address`` is a URL or the file name (no folder), with the place inside a
    container after ``#``; ``outlet``, ``published``, ``title`` are what the container or the user says.

    ``form``: a page (or file, or row) by itself, an item of a feed, a dated update of a live page.
    ``fetched`` is when the server or the archive says that it gave these bytes (ISO 8601 with its zone); it
    is never taken for a date of publication. ``encoding`` is the name of the character encoding that the
    server gave with the bytes, in lower case; what they turned out to be in is ``Article.decoded_as``."""

    id: str
    sha256: str
    address: str
    media_type: Literal["text", "html"]
    body: bytes
    url: str | None = None
    title: str | None = None
    outlet: str | None = None
    published: str | None = None
    form: Literal["page", "item", "update"] = "page"
    fetched: str | None = None
    encoding: str | None = None


class Segment(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """``text[start:end]`` stands at ``[source_start, source_end)`` of the decoded document."""

    start: int
    end: int
    source_start: int
    source_end: int


class Removed(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """A stretch of the decoded document that is not body text, and what it is.

    ``kind``: headline, label (section, time), byline, credit, photo (its credit), caption, embed (a post),
    update (of a live page, which is a document of its own), related, share, box, note (of the outlet),
    footer, navigation, template (a line that a profile of the outlet knows)."""

    kind: str
    source_start: int
    source_end: int


class Credit(msgspec.Struct, frozen=True, kw_only=True):
    """A credit to an agency, by its id and by ``name``: as the list of agencies has it, else as the credit
    does; empty where nobody gave one. ``kind``: whole (agency copy), mixed, own (the agency's site), photo.
    ``[source_start, source_end)`` lies in the decoded document."""

    agency: str
    kind: Literal["whole", "mixed", "own", "photo"]
    source_start: int
    source_end: int
    name: str = ""

    @property
    def called(self) -> str:
        """The name of the agency, failing one its id."""
        return self.name or self.agency


class Article(Record, frozen=True, kw_only=True):
    """The clean text of a document with its metadata; a metadatum that nothing states is None.

    ``stated`` tells for each metadatum where it came from: ``given`` (by the user, or by what held the
    document: a feed, a sitemap, a row), ``json-ld``, ``meta`` (tags of the page), ``page`` (what it prints
    or marks), ``address`` (the page's), ``text`` (the article's), ``table`` (of outlets). ``published`` and
    ``modified`` are ISO 8601 dates, or date-times with their zone. ``canonical`` is the address a page
    gives as its own; ``page`` what the versions of one page and the updates of a live page share: its
    address without what does not tell pages apart, of a saved live page its file name, else None.
    ``outlet_kind`` is what the table of outlets says (``agency``, ``state``, ``public``, or two of them),
    ``outlet_state`` the state (ISO 3166 alpha-3) that controls or runs the outlet, None for every other.
    ``kind``: article, live (a live page without its updates, or one update), stub, wall.
    ``decoded_as`` is the character encoding under which the bytes give the text that segments point into.
    """

    document_id: str
    text: str
    title: str | None = None
    outlet: str | None = None
    byline: tuple[str, ...] = ()
    dateline: str | None = None
    published: str | None = None
    modified: str | None = None
    section: str | None = None
    language: str | None = None
    canonical: str | None = None
    page: str | None = None
    outlet_owner: str | None = None
    outlet_kind: str | None = None
    outlet_state: str | None = None
    kind: Literal["article", "live", "stub", "wall"] = "article"
    decoded_as: str = "utf-8"
    segments: tuple[Segment, ...] = ()
    removed: tuple[Removed, ...] = ()
    credits: tuple[Credit, ...] = ()
    stated: dict[str, str] = msgspec.field(default_factory=dict)

    @property
    def article_id(self) -> str:
        return self.id

    @property
    def day(self) -> str | None:
        """The day of publication, ``YYYY-MM-DD``, or None when nothing states it."""
        return self.published[:10] if self.published else None

    def source_range(self, start: int, end: int) -> tuple[int, int] | None:
        """Where ``text[start:end]`` stands in the decoded document; None where no segment leads there."""
        first = next((s for s in self.segments if s.start <= start < s.end), None)
        last = next((s for s in self.segments if s.start < end <= s.end), None)
        if first is None or last is None:
            return None
        exact = first.end - first.start == first.source_end - first.source_start
        begin = first.source_start + (start - first.start if exact else 0)
        exact = last.end - last.start == last.source_end - last.source_start
        return begin, (last.source_start + (end - last.start) if exact else last.source_end)


class Actor(msgspec.Struct, frozen=True, kw_only=True):
    """A state (``CHN``), organisation (``org:kcna``) or person (``person:wang yi``): ``id`` names it,
    ``state`` is the ISO 3166 alpha-3 code (KOS for Kosovo) it belongs to, ``role`` a PLOVER sector
    (GOV, MED, MIL, ...), each None when unknown. ``as_of`` dates what was looked up about an office."""

    id: str
    name: str
    kind: Literal["state", "organisation", "person", "group"]
    state: str | None = None
    role: str | None = None
    as_of: str | None = None


class Mention(Record, frozen=True, kw_only=True):
    """A name in a text, or a ``pronoun`` for one, and the actor it denotes; ``candidates`` when it could be
    several."""

    article_id: str
    span: Span
    text: str
    actor: Actor | None = None
    candidates: tuple[str, ...] = ()
    pronoun: bool = False

    @property
    def spans(self) -> tuple[Span, ...]:
        return (self.span,)

    @property
    def knowledge(self) -> Knowledge:
        return "known" if self.actor else "unknown"


class TimeWindow(Record, frozen=True, kw_only=True):
    """When something is said to have happened: ``[start, end)`` as ISO dates (or date-times), both None
    when the expression cannot be resolved. ``value`` is the TIMEX3 value (``XXXX-WXX-7`` for an
    unresolved Sunday), ``anchor`` what resolved it: published, dateline, text, or none."""

    article_id: str
    span: Span
    text: str
    value: str
    type: Literal["DATE", "TIME", "DURATION", "SET"] = "DATE"
    granularity: str = "day"
    start: str | None = None
    end: str | None = None
    anchor: Literal["published", "dateline", "text", "none"] = "none"

    @property
    def spans(self) -> tuple[Span, ...]:
        return (self.span,)

    @property
    def knowledge(self) -> Knowledge:
        if self.type in ("DURATION", "SET"):
            return "not applicable"
        return "known" if self.start else "unknown"


SETS_NOTHING = "names a place, sets nothing"
"""What ``why`` of a Place says where a name is a place that nothing happens at: "the mayor of Kisumu"."""


class Place(Record, frozen=True, kw_only=True):
    """A place named in a text, with its gazetteer entry where there is one. ``use`` tells where something is
    or happens (place) from who acts there or owns (actor) and from a people; what is only named is an actor
    there, and ``names_place`` tells it. ``country`` is None for a sea or a region of several countries."""

    article_id: str
    span: Span
    name: str
    country: str | None = None
    geonames_id: int | None = None
    lat: float | None = None
    lon: float | None = None
    use: Literal["place", "actor", "people"] = "place"

    @property
    def spans(self) -> tuple[Span, ...]:
        return (self.span,)

    @property
    def names_place(self) -> bool:
        """Whether the words name a place, also where nothing happens at it ("the mayor of Kisumu")."""
        return self.use == "place" or SETS_NOTHING in self.why

    @property
    def knowledge(self) -> Knowledge:
        return "known" if self.country or self.lat is not None else "unknown"


class Party(msgspec.Struct, frozen=True, kw_only=True):
    """Somebody in a sentence: the words used (``span``), the fullest name the article gives (``name``,
    verbatim) and the actor, where they are known."""

    name: str
    span: Span | None = None
    actor: Actor | None = None

    @property
    def key(self) -> str:
        """What this party is compared by: the actor's id, else the folded name."""
        return self.actor.id if self.actor else self.name.casefold()


class Attribution(msgspec.Struct, frozen=True, kw_only=True):
    """One step of the chain by which a statement reached the reader, outermost first.

    An ``agency`` is one that a credit names for the whole text. ``inherited``: the step governs from another
    sentence, or from the credit. ``apparent``: the carrier is presented as a
    second voice ("echoed those remarks")."""

    role: Literal["outlet", "agency", "carrier", "speaker", "view"]
    name: str
    actor: Actor | None = None
    span: Span | None = None
    cue: Span | None = None
    inherited: bool = False
    apparent: bool = False


class Value(msgspec.Struct, frozen=True, kw_only=True):
    """A figure: ``number`` of ``unit`` (the counted noun's lemma, a currency or measure), and its bound."""

    kind: Literal["count", "money", "magnitude", "percent"]
    number: float
    unit: str
    span: Span
    bound: Literal["exactly", "at least", "at most", "about"] = "exactly"


class Statement(Record, frozen=True, kw_only=True):
    """What somebody is reported to have said, written or believed.

    ``content`` is the reported words in text order, in several spans when the cue stands between;
    ``quoted`` the parts of it inside quotation marks (marks excluded). ``speaker`` is None when the text
    names nobody. ``cue_class``: said, claimed, denied, warned, promised, praised, accused, asked, believes,
    echoed; ``strength``: how the report stands to the words (admitted is factive, claimed doubtful, insisted
    emphatic, hinted tentative). ``status`` of the saying itself: actual, planned ("is expected to say") or
    hypothetical ("may say"). ``occasion`` is the setting or channel of the saying ("at a briefing", "on
    Telegram"), ``when`` and ``place`` what the sentence states of it, not of the words; None when it states
    nothing. ``values`` are the figures among the reported words.
    """

    article_id: str
    speaker: Party | None
    content: tuple[Span, ...]
    quoted: tuple[Span, ...] = ()
    mode: Mode = "direct"
    cue: Span | None = None
    cue_class: str = "said"
    addressee: Party | None = None
    chain: tuple[Attribution, ...] = ()
    values: tuple[Value, ...] = ()
    strength: Strength = "neutral"
    status: Status = "actual"
    occasion: Span | None = None
    when: TimeWindow | None = None
    place: Place | None = None

    @property
    def spans(self) -> tuple[Span, ...]:
        also = [p.span for p in (self.speaker, self.addressee, self.when, self.place) if p and p.span]
        also += [self.occasion] if self.occasion else []
        also += [s for step in self.chain for s in (step.span, step.cue) if s]
        return tuple(sorted({*self.content, *self.quoted, *([self.cue] if self.cue else []), *also}))

    @property
    def knowledge(self) -> Knowledge:
        return "known" if self.speaker else "unknown"


class EventMention(Record, frozen=True, kw_only=True):
    """Who did what to whom as one report tells it, in PLOVER. ``statement_id`` when only a statement says
    so and not the outlet itself; ``when`` and ``place`` are None when the sentence does not say."""

    article_id: str
    actors: tuple[Party, ...]
    recipients: tuple[Party, ...]
    trigger: Span
    sentence: Span
    type: str
    mode: str | None = None
    status: Status = "actual"
    when: TimeWindow | None = None
    place: Place | None = None
    statement_id: str | None = None

    @property
    def spans(self) -> tuple[Span, ...]:
        sides = [p.span for p in (*self.actors, *self.recipients) if p.span]
        rest = [c.span for c in (self.when, self.place) if c]
        return tuple(sorted({self.trigger, *sides, *rest}))


class Assertion(Record, frozen=True, kw_only=True):
    """A clause the outlet asserts in its own voice: predicate, participants, values, circumstances."""

    article_id: str
    span: Span
    predicate: Span
    lemma: str
    participants: tuple[Party, ...] = ()
    values: tuple[Value, ...] = ()
    when: TimeWindow | None = None
    place: Place | None = None

    @property
    def spans(self) -> tuple[Span, ...]:
        rest = [v.span for v in self.values] + [c.span for c in (self.when, self.place) if c]
        return tuple(sorted({self.span, self.predicate, *rest}))


class Signature(Record, frozen=True, kw_only=True):
    """What the stories stage compares of an article, so that texts need not be held: weighted terms,
    names, the title's terms, the sampled hashes of its own prose (``prints``), and the keys under which it
    meets others (``blocks``). ``published`` is the time of publication as the article has it, ``day`` its
    day."""

    article_id: str
    terms: dict[str, float]
    names: tuple[str, ...] = ()
    title_terms: tuple[str, ...] = ()
    prints: tuple[int, ...] = ()
    blocks: tuple[str, ...] = ()
    day: str | None = None
    published: str | None = None
    outlet: str | None = None


class Link(Record, frozen=True, kw_only=True):
    """A pair of articles that may tell one happening, with the probability (``score``) and its reasons."""

    left: str
    right: str
