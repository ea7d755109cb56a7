"""The nouns. Every record is frozen, has a content-derived id, and points at the characters it rests on.

Offsets are Unicode code points, half-open ``[start, end)``, into ``Article.text``, which never changes
after the article stage. ``None`` and the knowledge ``unknown`` mean that the source does not say.
"""

from __future__ import annotations

import hashlib
from typing import Literal

import msgspec

Knowledge = Literal["known", "unknown", "not applicable"]
Mode = Literal["direct", "indirect", "mixed"]
Status = Literal["actual", "planned", "threatened", "hypothetical", "denied", "past"]
Relationship = Literal["SAME", "COMPATIBLE", "UPDATE", "DIFFERS"]
VariantKind = Literal["place", "time", "number", "actor", "status", "wording", "attribution", "omission"]


def make_id(kind: str, *parts: object) -> str:
    """An id of 16 hexadecimal digits after a short kind, made from content alone: same parts, same id."""
    digest = hashlib.blake2b("\x1f".join(map(str, parts)).encode("utf-8", "surrogatepass"), digest_size=8)
    return f"{kind}-{digest.hexdigest()}"


class Span(msgspec.Struct, frozen=True, order=True, array_like=True, gc=False):
    """Characters ``[start, end)`` of one article's text; in JSON ``[article_id, start, end]``."""

    article_id: str
    start: int
    end: int

    def of(self, article: Article) -> str:
        """The words themselves; the article must be the one the span points into."""
        return article.text[self.start : self.end]


class Record(msgspec.Struct, frozen=True, kw_only=True):
    """What every record of the ledger has.

    ``made_by`` is ``stage/version``; ``score`` in [0, 1] where the record is a judgement, else None;
    ``why`` the reasons in the order they were weighed.
    """

    id: str
    made_by: str = ""
    score: float | None = None
    why: tuple[str, ...] = ()

    @property
    def spans(self) -> tuple[Span, ...]:
        """The characters the record rests on; empty where it rests on the ids of other records."""
        return ()

    @property
    def knowledge(self) -> Knowledge:
        """Whether what the record was made to tell is known."""
        return "known"


# --- per document ------------------------------------------------------------------------------------------


class Document(msgspec.Struct, frozen=True, kw_only=True):
    """The bytes as they came. ``address`` is a URL or the file name (no folder), with the place inside a
    container after ``#``; ``outlet``, ``published``, ``title`` are what the container or the user says."""

    id: str
    sha256: str
    address: str
    media_type: Literal["text", "html"]
    body: bytes
    url: str | None = None
    title: str | None = None
    outlet: str | None = None
    published: str | None = None


class Segment(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """``text[start:end]`` stands at ``[source_start, source_end)`` of the decoded document."""

    start: int
    end: int
    source_start: int
    source_end: int


class Removed(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """A stretch of the decoded document that is not body text, and what it is (headline, label, byline,
    credit, photo, caption, share, related, footer, navigation)."""

    kind: str
    source_start: int
    source_end: int


class Credit(msgspec.Struct, frozen=True, kw_only=True):
    """A credit to an agency. ``kind``: whole (agency copy), mixed, own (the agency's site), photo.
    ``[source_start, source_end)`` lies in the decoded document."""

    agency: str
    kind: Literal["whole", "mixed", "own", "photo"]
    source_start: int
    source_end: int


class Article(Record, frozen=True, kw_only=True):
    """The clean text of a document with its metadata; a metadatum that nothing states is None.

    ``stated`` tells for each metadatum where it came from (``given``, ``feed``, ``json-ld``, ``meta``,
    ``page``, ``text``). ``published`` is an ISO 8601 date or date-time with its zone. ``decoded_as`` is the
    character encoding under which the bytes give the text that segments point into.
    """

    document_id: str
    text: str
    title: str | None = None
    outlet: str | None = None
    byline: tuple[str, ...] = ()
    dateline: str | None = None
    published: str | None = None
    section: str | None = None
    language: str | None = None
    kind: Literal["article", "live", "stub", "wall"] = "article"
    decoded_as: str = "utf-8"
    segments: tuple[Segment, ...] = ()
    removed: tuple[Removed, ...] = ()
    credits: tuple[Credit, ...] = ()
    stated: dict[str, str] = {}

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
    """A name in a text and the actor it denotes; ``candidates`` when it could be several."""

    article_id: str
    span: Span
    text: str
    actor: Actor | None = None
    candidates: tuple[str, ...] = ()

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


class Place(Record, frozen=True, kw_only=True):
    """A place named in a text, with its gazetteer entry where there is one. ``use`` tells a place from a
    capital or country that stands for its government (actor) or its people."""

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
    def knowledge(self) -> Knowledge:
        return "known" if self.country else "unknown"


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

    ``inherited``: the step governs from another sentence. ``apparent``: the carrier is presented as a
    second voice ("echoed those remarks")."""

    role: Literal["outlet", "carrier", "speaker", "view"]
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
    echoed. ``values`` are the figures among the reported words.
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

    @property
    def spans(self) -> tuple[Span, ...]:
        also = [p.span for p in (self.speaker, self.addressee) if p and p.span]
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
    names, the title's terms, and the sampled hashes of its own prose (``prints``)."""

    article_id: str
    terms: dict[str, float]
    names: tuple[str, ...] = ()
    title_terms: tuple[str, ...] = ()
    prints: tuple[int, ...] = ()
    day: str | None = None
    outlet: str | None = None


class Link(Record, frozen=True, kw_only=True):
    """A pair of articles that may tell one happening, with the probability (``score``) and its reasons."""

    left: str
    right: str


# --- across documents --------------------------------------------------------------------------------------


class Story(Record, frozen=True, kw_only=True):
    """Reports of one happening. ``title`` is verbatim the title of ``titled_by``, an article of the story;
    ``shared`` the terms most of its reports have in common."""

    article_ids: tuple[str, ...]
    title: str | None = None
    titled_by: str | None = None
    shared: tuple[str, ...] = ()
    first: str | None = None
    last: str | None = None


class SharedRun(msgspec.Struct, frozen=True, array_like=True):
    """The same words in two witnesses, outside quotation marks."""

    left: Span
    right: Span


class Lineage(Record, frozen=True, kw_only=True):
    """Witnesses whose own prose descends from a common text. ``runs`` is the evidence; ``against`` the
    other explanation."""

    story_id: str
    article_ids: tuple[str, ...]
    relation: Literal["single", "republished", "rewritten", "excerpted"] = "single"
    agency: str | None = None
    runs: tuple[SharedRun, ...] = ()
    against: tuple[str, ...] = ()

    @property
    def spans(self) -> tuple[Span, ...]:
        return tuple(s for run in self.runs for s in (run.left, run.right))


class Event(Record, frozen=True, kw_only=True):
    """The merged event of many mentions: actors and recipients by id, and the states they belong to.
    ``start`` and ``end`` bound the window all dated mentions allow."""

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


# --- judgements and failures -------------------------------------------------------------------------------


class Judgement(msgspec.Struct, frozen=True, kw_only=True):
    """A human decision on two records (articles of stories, mentions of events), replayed on every run.
    ``undo`` takes back the judgement whose id stands in ``left``."""

    id: str
    verdict: Literal["together", "apart", "undo"]
    left: str
    right: str
    who: str
    when: str


class Failure(msgspec.Struct, frozen=True, kw_only=True):
    """An input, or a part of one, that could not be used: what happened and what its owner can do."""

    address: str
    stage: str
    reason: str
    remedy: str = ""
    document_id: str | None = None
