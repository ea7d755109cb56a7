"""What a user holds: a ledger of reports, what they say, and on what each statement rests."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime
from itertools import combinations
from pathlib import Path
from typing import Any, BinaryIO

import msgspec

from variorum import run as running
from variorum.backends.engines import engine_for
from variorum.backends.search import Hit, search
from variorum.backends.sqlite import SqliteStore
from variorum.edition import Collation
from variorum.errors import InputError, NotFoundError, VariorumError
from variorum.model import (
    Article,
    Assertion,
    Document,
    Event,
    EventMention,
    Failure,
    Judgement,
    Knowledge,
    Line,
    Lineage,
    Mention,
    Record,
    Relation,
    Root,
    Span,
    Statement,
    Story,
    Variant,
    make_id,
)
from variorum.run import Progress, Report
from variorum.sources import open_sources, read_bytes

ADD_BATCH = 200


class Added(msgspec.Struct, frozen=True):
    """What ``add`` did: documents that are new, documents that were there, inputs that could not be read."""

    new: int
    known: int
    failures: tuple[Failure, ...]


class ActorEntry(Record, frozen=True, kw_only=True):
    """An actor of the ledger with the mentions it rests on."""

    name: str
    kind: str
    state: str | None
    role: str | None
    as_of: str | None
    mention_ids: tuple[str, ...]
    articles: int


class StoryEntry:
    """A story of a ledger: the record's fields, and its :meth:`collation`."""

    def __init__(self, ledger: Ledger, record: Story) -> None:
        self._ledger = ledger
        self.record = record
        self.id = record.id
        self.why = record.why
        self.spans = record.spans
        self.article_ids = record.article_ids

    @property
    def knowledge(self) -> Knowledge:
        return self.record.knowledge

    def collation(self) -> Collation:
        """The edition of this story."""
        return self._ledger.collation(self.id)

    def __repr__(self) -> str:
        return f"StoryEntry({self.id!r}, {len(self.article_ids)} reports)"


class Ledger:
    """Reports and everything found in them, in one file (see :func:`open_ledger`)."""

    def __init__(self, store: SqliteStore) -> None:
        self.store = store

    def close(self) -> None:
        """Release the file and its lock."""
        self.store.close()

    def __enter__(self) -> Ledger:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    # --- filling ------------------------------------------------------------------------------------------

    def add(
        self,
        *paths: str | Path,
        published: str | None = None,
        outlet: str | None = None,
        stdin: BinaryIO | None = None,
    ) -> Added:
        """Keep the documents in files, folders and globs. ``published`` and ``outlet`` are what the user
        knows of them. What cannot be read is listed and stops nothing; what is there is not doubled."""
        found = open_sources(map(str, paths), stdin=stdin, published=published, outlet=outlet)
        return self._keep(found)

    def add_documents(self, documents: Iterable[Document]) -> Added:
        """Keep documents made in Python."""
        return self._keep(documents)

    def _keep(self, found: Iterable[Document | Failure]) -> Added:
        new = known = 0
        failures: list[Failure] = []
        batch: list[Document] = []

        def flush() -> None:
            nonlocal new, known
            fresh = self.store.add(batch)
            new, known = new + fresh, known + len(batch) - fresh
            batch.clear()

        for item in found:
            if isinstance(item, Failure):
                failures.append(item)
            else:
                batch.append(item)
            if len(batch) >= ADD_BATCH:
                flush()
        flush()
        self.store.keep_failures(failures)
        return Added(new, known, tuple(failures))

    def remove(self, record_id: str) -> str:
        """Forget a document (or an article's document) and what came of it; the id that was removed."""
        if not record_id.startswith("doc-"):
            record = self.get(record_id)
            if not isinstance(record, Article):
                raise NotFoundError(f"{record_id} is not an article or document; only those can be removed")
            record_id = record.document_id
        self.store.remove(record_id)
        return record_id

    def run(
        self,
        *,
        workers: int = 1,
        scheduler: str | None = None,
        progress: Progress = lambda what, done, total: None,
    ) -> Report:
        """Process what is new or changed, here or on the Dask cluster at ``scheduler``."""
        engine = engine_for(workers, scheduler)
        work = self.store.path.with_name(self.store.path.name + ".work")
        try:
            report = running.run(self.store, engine, work=work, progress=progress)
        finally:
            engine.close()
        if work.is_dir() and not any(work.iterdir()):
            work.rmdir()
        return report

    # --- judging ------------------------------------------------------------------------------------------

    def judge(
        self, verdict: str, ids: Sequence[str], *, who: str, when: str | None = None
    ) -> list[Judgement]:
        """Record a human decision; it takes effect on the next run and stands on every later one.

        ``accept ID``: a story's articles (an event's mentions) belong together, as found. ``merge ID ID``:
        those of both belong together. ``split ID MEMBER``: the member does not belong to the others.
        ``undo ID``: take back a judgement."""
        moment = when or datetime.now(UTC).isoformat(timespec="seconds")
        if verdict == "undo":
            pairs = [("undo", self._standing(i), "") for i in ids]
        elif verdict == "split":
            pairs = self._split(ids)
        elif verdict in ("accept", "merge"):
            members = sorted({m for i in ids for m in self._members(i)})
            pairs = [("together", a, b) for a, b in combinations(members, 2)]
        else:
            raise VariorumError(f"{verdict!r} is not a judgement; use accept, split, merge or undo")
        if not pairs:
            raise VariorumError("nothing to judge: the record has a single member")
        made = [
            Judgement(
                id=make_id("jdg", v, a, b, moment),
                verdict=v,  # type: ignore[arg-type]
                left=a,
                right=b,
                who=who,
                when=moment,
            )
            for v, a, b in pairs
        ]
        self.store.judge(made)
        return made

    def _members(self, record_id: str) -> tuple[str, ...]:
        record = self.get(record_id)
        if isinstance(record, Story):
            return record.article_ids
        if isinstance(record, Event):
            return record.mention_ids
        if isinstance(record, (Article, EventMention)):
            return (record.id,)
        raise VariorumError(f"{record_id} is neither a story, an article, an event nor an event mention")

    def _split(self, ids: Sequence[str]) -> list[tuple[str, str, str]]:
        if len(ids) != 2:
            raise VariorumError("split takes a story (or event) and the member that does not belong to it")
        whole, (member,) = self._members(ids[0]), self._members(ids[1])[:1]
        if member not in whole:
            raise VariorumError(f"{ids[1]} is not a member of {ids[0]}")
        return [("apart", *sorted((member, other))) for other in whole if other != member]  # type: ignore[misc]

    def _standing(self, judgement_id: str) -> str:
        found = [j.id for j in self.store.judgements(standing=True) if j.id.startswith(judgement_id)]
        if len(found) != 1:
            raise NotFoundError(f"no standing judgement has the id {judgement_id}")
        return found[0]

    def judgements(self) -> list[Judgement]:
        """Every human decision, in the order given."""
        return self.store.judgements()

    # --- reading ------------------------------------------------------------------------------------------

    def read(self, kind: type, **where: Any) -> list[Any]:
        """Records of a kind, by id, whose columns equal ``where``."""
        return list(self.store.read(kind, where))

    def articles(self, **where: Any) -> list[Article]:
        return self.read(Article, **where)

    def statements(self, **where: Any) -> list[Statement]:
        return self.read(Statement, **where)

    def events(self, **where: Any) -> list[Event]:
        return self.read(Event, **where)

    def lines(self, **where: Any) -> list[Line]:
        return sorted(self.read(Line, **where), key=lambda line: (line.story_id, line.order))

    def variants(self, **where: Any) -> list[Variant]:
        return self.read(Variant, **where)

    def roots(self, **where: Any) -> list[Root]:
        return self.read(Root, **where)

    def lineages(self, **where: Any) -> list[Lineage]:
        return self.read(Lineage, **where)

    def relations(self, **where: Any) -> list[Relation]:
        return self.read(Relation, **where)

    def stories(self, **where: Any) -> list[StoryEntry]:
        """Stories, those with most reports first."""
        records = self.read(Story, **where)
        records.sort(key=lambda s: (-len(s.article_ids), s.first or "9999", s.id))
        return [StoryEntry(self, record) for record in records]

    def actors(self) -> list[ActorEntry]:
        """Actors with their mentions, those mentioned most first."""
        gathered: dict[str, list[Mention]] = {}
        for mention in self.store.read(Mention):
            if mention.actor:
                gathered.setdefault(mention.actor.id, []).append(mention)
        entries = []
        for actor_id, mentions in gathered.items():
            actors = [m.actor for m in mentions if m.actor]
            best = max(actors, key=lambda a: (bool(a.role), bool(a.state), len(a.name), a.name))
            entries.append(
                ActorEntry(
                    id=actor_id,
                    made_by=mentions[0].made_by,
                    name=best.name,
                    kind=best.kind,
                    state=best.state,
                    role=best.role,
                    as_of=best.as_of,
                    mention_ids=tuple(sorted(m.id for m in mentions)),
                    articles=len({m.article_id for m in mentions}),
                )
            )
        return sorted(entries, key=lambda e: (-len(e.mention_ids), e.id))

    def get(self, record_id: str) -> Record:
        """The record with this id (or the one whose id begins so); NotFoundError when there is none."""
        record: Record = self.store.get(record_id)
        return record

    def evidence(self, record: Record) -> Iterator[tuple[Span, str]]:
        """The spans a record rests on, with their words; of a record that rests on others, theirs."""
        articles: dict[str, Article] = {}
        for span in self._spans(record):
            if span.article_id not in articles:
                found = self.get(span.article_id)
                assert isinstance(found, Article)
                articles[span.article_id] = found
            yield span, span.of(articles[span.article_id])

    def _spans(self, record: Record) -> Iterator[Span]:
        if record.spans:
            yield from record.spans
            return
        for name in ("mention_ids", "member_ids", "event_ids", "line_ids"):
            for rid in getattr(record, name, ()):
                yield from self._spans(self.get(rid))

    def search(self, text: str, limit: int = 20) -> list[Hit]:
        """Statements and articles with these words; a quote may be given by fragments with ellipses."""
        return search(self.store.reader, text, limit)

    def failures(self) -> list[Failure]:
        """Inputs that could not be used, with reason and remedy."""
        return self.store.failures()

    def manifest(self) -> dict[str, Any] | None:
        """The manifest of the last run that ended, or None."""
        return self.store.last_run()

    def collation(self, story_id: str) -> Collation:
        """The edition of one story; NotFoundError when there is none with this id."""
        story = self.get(story_id)
        if not isinstance(story, Story):
            raise NotFoundError(f"{story_id} is not a story")
        ids = list(story.article_ids)
        witnesses = sorted(self.read(Article, id=ids), key=lambda a: (a.published or "9999", a.id))
        inputs = {d["id"]: d for d in self.store.inputs([w.document_id for w in witnesses])}
        manifest = self.manifest() or {}
        return Collation(
            story=story,
            witnesses=tuple(witnesses),
            lines=tuple(self.lines(story_id=story.id)),
            variants=tuple(self.variants(story_id=story.id)),
            roots=tuple(self.roots(story_id=story.id)),
            lineages=tuple(self.lineages(story_id=story.id)),
            statements=tuple(self.statements(article_id=ids)),
            assertions=tuple(self.read(Assertion, article_id=ids)),
            event_mentions=tuple(self.read(EventMention, article_id=ids)),
            events=tuple(self.events(story_id=story.id)),
            hashes={w.id: inputs[w.document_id]["sha256"] for w in witnesses},
            addresses={w.id: inputs[w.document_id]["address"] for w in witnesses},
            failures=tuple(self.failures()),
            run=str(manifest.get("run", "")),
        )


def open_ledger(path: str | Path | None, *, writable: bool = True) -> Ledger:
    """Open (and when writable start) the ledger at ``path``; None is one that lasts until it is closed.
    StoreError when another process is writing to it, or it is none."""
    return Ledger(SqliteStore(Path(path) if path is not None else None, writable=writable))


def compare_documents(documents: Iterable[Document | Failure]) -> Collation:
    """One collation of loose documents, without a database of the user's.

    What cannot be read is listed in ``failures``; InputError when nothing at all can be read."""
    with open_ledger(None) as ledger:
        added = ledger._keep(documents)
        ids = sorted(make_id("art", d["id"]) for d in ledger.store.inputs())
        together = [
            Judgement(
                id=make_id("jdg", "compare", a, b),
                verdict="together",
                left=a,
                right=b,
                who="compare",
                when="",
            )
            for a, b in combinations(ids, 2)
        ]
        ledger.store.judge(together)
        report = ledger.run()
        found = ledger.stories()
        if not found:
            reasons = [f"{f.address}: {f.reason}" for f in (*added.failures, *report.failures)]
            raise InputError("nothing to compare: " + "; ".join(dict.fromkeys(reasons)))
        return found[0].collation()


def compare(
    *texts: str, published: Sequence[str | None] = (), outlets: Sequence[str | None] = ()
) -> Collation:
    """The collation of two or more texts (plain or HTML), a pure function of them.

    ``published`` and ``outlets`` say, text by text, what is known of each."""
    documents: list[Document | Failure] = []
    for i, text in enumerate(texts):
        known = {
            "published": published[i] if i < len(published) else None,
            "outlet": outlets[i] if i < len(outlets) else None,
        }
        given = {k: v for k, v in known.items() if v is not None}
        for item in read_bytes(text.encode("utf-8", "replace"), f"text {i + 1}"):
            documents.append(msgspec.structs.replace(item, **given) if isinstance(item, Document) else item)
    return compare_documents(documents)
