"""The one schema of the ledger, in SQLAlchemy Core, for every SQL store.

A kind of record is a table: ``id``, ``home`` (the document or group it came of), ``digest`` and ``body``
(the record as JSON), with a few columns of its own to filter by, which are copies of what the body says.
Of a document, ``stamp`` tells what processed it and ``made`` is the digest of all that came of it; ``page``
is what the versions of one page share, ``added`` its place in the order of adding, and ``newer`` the id of
the next newer version, None of the newest (see :mod:`newest`). What only
one dialect has (full text) stands with its store.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from sqlalchemy import REAL, Column, Index, Integer, LargeBinary, MetaData, Table, Text

from variorum import model

SCHEMA_VERSION = 6

MIGRATIONS: dict[int, tuple[str, ...]] = {
    2: (
        "ALTER TABLE documents ADD COLUMN form TEXT NOT NULL DEFAULT 'page'",
        "ALTER TABLE documents ADD COLUMN fetched TEXT",
        "ALTER TABLE documents ADD COLUMN encoding TEXT",
        "ALTER TABLE documents ADD COLUMN page TEXT",
        "ALTER TABLE documents ADD COLUMN newer TEXT",
        "ALTER TABLE documents ADD COLUMN added INTEGER",
        "ALTER TABLE articles ADD COLUMN modified TEXT",
        "ALTER TABLE links ADD COLUMN score REAL",
        "CREATE INDEX ix_documents_page ON documents (page)",
        "CREATE INDEX ix_documents_newer ON documents (newer)",
        "UPDATE documents SET form = 'update' WHERE address LIKE '%#live-%'",
    ),
    3: (),
    4: ("ALTER TABLE stories ADD COLUMN saga TEXT",),
    5: (),
    6: (),
}
"""The statements that lead from the schema before to this one, by version, run in order."""

Getter = Callable[[Any], Any]


def _speaker(statement: Any) -> str | None:
    return statement.speaker.name if statement.speaker else None


def _several(values: Iterable[str]) -> str:
    """Several values in one column, each between bars, so that one of them can be asked for."""
    return "".join(f"|{value}" for value in sorted(set(values))) + "|"


def _parties(parties: Any) -> str:
    keys = [party.key for party in parties]
    return _several(keys + [party.actor.state for party in parties if party.actor and party.actor.state])


TABLES: dict[type, tuple[str, dict[str, Getter]]] = {
    model.Article: (
        "articles",
        {
            "document_id": lambda r: r.document_id,
            "outlet": lambda r: r.outlet,
            "published": lambda r: r.published,
            "modified": lambda r: r.modified,
            "title": lambda r: r.title,
            "kind": lambda r: r.kind,
            "text": lambda r: r.text,
        },
    ),
    model.Mention: (
        "mentions",
        {
            "article_id": lambda r: r.article_id,
            "actor": lambda r: r.actor.id if r.actor else None,
            "name": lambda r: r.actor.name if r.actor else r.text,
            "kind": lambda r: r.actor.kind if r.actor else None,
            "state": lambda r: r.actor.state if r.actor else None,
        },
    ),
    model.TimeWindow: (
        "windows",
        {"article_id": lambda r: r.article_id, "start": lambda r: r.start, "value": lambda r: r.value},
    ),
    model.Place: (
        "places",
        {"article_id": lambda r: r.article_id, "name": lambda r: r.name, "country": lambda r: r.country},
    ),
    model.Statement: (
        "statements",
        {
            "article_id": lambda r: r.article_id,
            "speaker": _speaker,
            "mode": lambda r: r.mode,
            "cue_class": lambda r: r.cue_class,
        },
    ),
    model.EventMention: (
        "event_mentions",
        {
            "article_id": lambda r: r.article_id,
            "actor": lambda r: _parties(r.actors),
            "recipient": lambda r: _parties(r.recipients),
            "type": lambda r: r.type,
            "status": lambda r: r.status,
        },
    ),
    model.Assertion: ("assertions", {"article_id": lambda r: r.article_id, "lemma": lambda r: r.lemma}),
    model.Signature: ("signatures", {"article_id": lambda r: r.article_id, "day": lambda r: r.day}),
    model.Link: (
        "links",
        {"left": lambda r: r.left, "right": lambda r: r.right, "score": lambda r: r.score},
    ),
    model.Story: (
        "stories",
        {
            "first": lambda r: r.first,
            "last": lambda r: r.last,
            "reports": lambda r: len(r.article_ids),
            "saga": lambda r: r.saga,
        },
    ),
    model.Lineage: ("lineages", {"story_id": lambda r: r.story_id, "relation": lambda r: r.relation}),
    model.Event: (
        "events",
        {
            "story_id": lambda r: r.story_id,
            "actor": lambda r: _several((*r.actors, *r.actor_states)),
            "recipient": lambda r: _several((*r.recipients, *r.recipient_states)),
            "type": lambda r: r.type,
            "status": lambda r: r.status,
            "start": lambda r: r.start,
        },
    ),
    model.Line: (
        "lines",
        {
            "story_id": lambda r: r.story_id,
            "kind": lambda r: r.kind,
            "speaker": lambda r: r.speaker,
            "coverage": lambda r: r.coverage,
            "at_most": lambda r: r.at_most,
            "place_in_order": lambda r: r.order,
        },
    ),
    model.Variant: (
        "variants",
        {"story_id": lambda r: r.story_id, "kind": lambda r: r.kind, "relation": lambda r: r.relation},
    ),
    model.Framing: (
        "framings",
        {"story_id": lambda r: r.story_id, "kind": lambda r: r.kind},
    ),
    model.Uncompared: (
        "uncompared",
        {"story_id": lambda r: r.story_id, "kind": lambda r: r.kind},
    ),
    model.Root: (
        "roots",
        {"story_id": lambda r: r.story_id, "kind": lambda r: r.kind, "name": lambda r: r.name},
    ),
    model.Relation: (
        "relations",
        {
            "actor": lambda r: r.actor,
            "recipient": lambda r: r.recipient,
            "period": lambda r: r.period,
        },
    ),
}
"""Of each stored kind its table and the columns copied out of the record for filtering."""

SEVERAL: frozenset[tuple[type, str]] = frozenset(
    (kind, column) for kind in (model.Event, model.EventMention) for column in ("actor", "recipient")
)
"""Columns that hold several values: asking for one of them is enough."""

INTERNAL: frozenset[type] = frozenset({model.Signature, model.Link})
"""Kinds that serve a later stage and are not exported."""

TYPES: dict[str, Any] = {
    "reports": Integer,
    "at_most": Integer,
    "place_in_order": Integer,
    "score": REAL,
}
"""Columns copied out of a record that are no text."""

metadata = MetaData()

meta = Table(
    "meta", metadata, Column("key", Text, primary_key=True), Column("value", Text), sqlite_strict=True
)
documents = Table(
    "documents",
    metadata,
    Column("id", Text, primary_key=True),
    Column("sha256", Text, nullable=False),
    Column("address", Text, nullable=False),
    Column("media_type", Text, nullable=False),
    Column("url", Text),
    Column("title", Text),
    Column("outlet", Text),
    Column("published", Text),
    Column("form", Text, nullable=False, server_default="page"),
    Column("fetched", Text),
    Column("encoding", Text),
    Column("page", Text, index=True),
    Column("newer", Text, index=True),
    Column("added", Integer),
    Column("body", LargeBinary, nullable=False),
    Column("stamp", Text, index=True),
    Column("made", Text),
    sqlite_strict=True,
)
groups = Table(
    "groups",
    metadata,
    Column("stage", Text, primary_key=True),
    Column("key", Text, primary_key=True),
    Column("digest", Text, nullable=False),
    sqlite_strict=True,
)
failures = Table(
    "failures",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("home", Text, nullable=False, index=True),
    Column("address", Text, nullable=False),
    Column("stage", Text, nullable=False),
    Column("reason", Text, nullable=False),
    Column("remedy", Text, nullable=False),
    Column("document_id", Text),
    sqlite_strict=True,
)
judgements = Table(
    "judgements",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("id", Text, unique=True, nullable=False),
    Column("decision", Text, nullable=False),
    Column("verdict", Text, nullable=False),
    Column("left", Text, nullable=False),
    Column("right", Text, nullable=False),
    Column("who", Text, nullable=False),
    Column("when", Text, nullable=False),
    sqlite_strict=True,
)
runs = Table(
    "runs",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("id", Text, nullable=False),
    Column("manifest", Text, nullable=False),
    Column("seconds", REAL),
    sqlite_strict=True,
)
told = Table(
    "told",
    metadata,
    Column("article_id", Text, primary_key=True),
    Column("story_id", Text, nullable=False),
    sqlite_strict=True,
)
"""The story of each report when the last run ended."""
changes = Table(
    "changes",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("what", Text, nullable=False),
    Column("before", Text, nullable=False, index=True),
    Column("after", Text, nullable=False),
    Column("run", Text, nullable=False),
    Column("when", Text, nullable=False),
    sqlite_strict=True,
)
shuffle = Table(
    "shuffle",
    metadata,
    Column("stage", Text, nullable=False),
    Column("key", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("id", Text, nullable=False),
    Column("digest", Text, nullable=False),
    Index("shuffle_by_key", "stage", "key", "id"),
    sqlite_strict=True,
)


def _record_table(name: str, columns: dict[str, Getter]) -> Table:
    own = [Column(c, TYPES.get(c, Text)) for c in columns]
    indexed = [c for c in columns if c in ("document_id", "story_id", "actor", "left", "type", "period")]
    extra = [Column("words", Text)] if name == "statements" else []
    return Table(
        name,
        metadata,
        Column("number", Integer, primary_key=True),
        Column("id", Text, unique=True, nullable=False),
        Column("home", Text, nullable=False, index=True),
        Column("digest", Text, nullable=False),
        *own,
        *extra,
        Column("body", Text, nullable=False),
        *(Index(f"{name}_by_{c}", c) for c in indexed),
        sqlite_strict=True,
    )


RECORDS: dict[type, Table] = {kind: _record_table(*spec) for kind, spec in TABLES.items()}
KINDS: dict[str, type] = {kind.__name__: kind for kind in TABLES}
