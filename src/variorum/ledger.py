"""What a user holds: a ledger of reports, what they say, and on what each statement rests."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, BinaryIO

import msgspec

from variorum import run as running
from variorum.backends.engines import engine_for
from variorum.backends.search import Hit
from variorum.backends.sql import source_name
from variorum.backends.sqlite import SqliteStore
from variorum.edition import Collation
from variorum.entries import ActorEntry, actors, titled
from variorum.errors import NotFoundError
from variorum.judging import decide
from variorum.model import (
    Article,
    Assertion,
    Change,
    Document,
    Event,
    EventMention,
    Failure,
    Framing,
    Judgement,
    Knowledge,
    Line,
    Lineage,
    Mention,
    Profile,
    Relation,
    Root,
    Span,
    Statement,
    Story,
    Uncompared,
    Variant,
)
from variorum.run import Progress, Report
from variorum.sources import open_sources, web_for
from variorum.tables import NONE, Data

ADD_BATCH = 200
ADD_BYTES = 16_000_000
RESTS_ON = ("mention_ids", "member_ids", "event_ids", "line_ids")


class Added(msgspec.Struct, frozen=True):
    """What ``add`` did: documents that are new, documents that were there, inputs that could not be read;
    ``versions`` are those of the new ones that are a further version of a page that was there."""

    new: int
    known: int
    failures: tuple[Failure, ...]
    versions: int = 0


class StoryEntry:
    """A story of a ledger: the record's fields, and its :meth:`collation`."""

    def __init__(self, ledger: Ledger, record: Story) -> None:
        self._ledger = ledger
        self.record = record
        self.id = record.id
        self.title = record.title
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
        fields: str | Mapping[str, str] | None = None,
        stdin: BinaryIO | None = None,
        progress: Progress | None = None,
    ) -> Added:
        """Keep the documents in files, folders, globs and at web addresses. ``published`` and ``outlet`` are
        what the user knows of them; ``fields`` names the fields of rows (``text=body,title=headline``).
        What cannot be read is listed and stops nothing; what is there is not doubled."""
        named = [str(path) for path in paths]
        found = open_sources(
            named,
            stdin=stdin,
            published=published,
            outlet=outlet,
            fields=fields,
            web=web_for(named),
            progress=progress,
        )
        return self.add_documents(found)

    def add_documents(self, found: Iterable[Document | Failure]) -> Added:
        """Keep documents made in Python, or found by :mod:`variorum.sources`."""
        new = known = versions = 0
        failures: list[Failure] = []
        names: set[str] = set()
        batch: list[Document] = []
        held = 0

        def flush() -> None:
            nonlocal new, known, versions, held
            fresh, further = self.store.add(batch)
            new, known, held = new + fresh, known + len(batch) - fresh, 0
            versions += further
            batch.clear()

        for item in found:
            names.add(source_name(item.address))
            if isinstance(item, Failure):
                failures.append(item)
            else:
                batch.append(item)
                held += len(item.body)
            if len(batch) >= ADD_BATCH or held >= ADD_BYTES:
                flush()
        flush()
        self.store.note_sources(names, failures)
        return Added(new, known, tuple(failures), versions)

    def remove(self, record_id: str) -> str:
        """Forget a document (or an article's document) and what came of it; the id of the document."""
        found = self.get(record_id)
        if isinstance(found, Article):
            found = self.get(found.document_id)
        if not isinstance(found, Document):
            raise NotFoundError(f"{record_id} is not an article or document; only those can be removed")
        self.store.remove(found.id)
        return found.id

    def run(
        self,
        *,
        workers: int = 1,
        scheduler: str | None = None,
        every_version: bool = False,
        profile: Profile | None = None,
        progress: Progress = lambda what, done, total: None,
        data: Data = NONE,
    ) -> Report:
        """Process what is new or changed, here or on the Dask cluster at ``scheduler``. Of the versions of a
        page only the newest tells stories, unless ``every_version`` is to. ``profile`` is what was learned of
        outlets (see :mod:`variorum.learning`), ``data`` the user's own (:mod:`variorum.tables`)."""
        engine = engine_for(workers, scheduler)
        work = self.store.path.with_name(self.store.path.name + ".work")
        try:
            return running.run(
                self.store,
                engine,
                work=work.absolute(),
                every_version=every_version,
                profile=profile,
                progress=progress,
                data=data,
            )
        finally:
            engine.close()

    # --- judging ------------------------------------------------------------------------------------------

    def judge(
        self, verdict: str, ids: Sequence[str], *, who: str, when: str | None = None
    ) -> list[Judgement]:
        """Record a human decision (see :func:`variorum.judging.decide`); it takes effect on the next run and
        stands on every later one."""
        standing = self.store.judgements(standing=True)
        made = decide(verdict, ids, get=self.get, standing=standing, who=who, when=when)
        self.store.judge(made)
        return made

    def judgements(self) -> list[Judgement]:
        """Every human decision, in the order given."""
        return self.store.judgements()

    def changes(self) -> list[Change]:
        """What became of stories from run to run (renamed, merged, split), in the order noted."""
        return self.store.changes()

    # --- reading ------------------------------------------------------------------------------------------

    def read(self, kind: type, /, **where: Any) -> list[Any]:
        """Records of a kind, by id, whose columns equal ``where``."""
        found = list(self.store.read(kind, where))
        return titled(found, self.store.records) if kind is Story else found

    def articles(self, *, versions: bool = False, **where: Any) -> list[Article]:
        """The articles, by id; the older ``versions`` of a page too when asked for."""
        older = {} if versions else self.store.newer()
        return [article for article in self.read(Article, **where) if article.id not in older]

    def versions(self, article_id: str) -> tuple[str, ...]:
        """The articles of all versions of a page, the oldest first; of most this one alone."""
        newer = self.store.newer()
        older = {after: before for before, after in newer.items()}
        first = article_id
        while first in older:
            first = older[first]
        found = [first]
        while found[-1] in newer:
            found.append(newer[found[-1]])
        return tuple(found)

    def statements(self, **where: Any) -> list[Statement]:
        return self.read(Statement, **where)

    def events(self, **where: Any) -> list[Event]:
        return self.read(Event, **where)

    def lines(self, **where: Any) -> list[Line]:
        return sorted(self.read(Line, **where), key=lambda line: (line.story_id, line.order))

    def variants(self, **where: Any) -> list[Variant]:
        return self.read(Variant, **where)

    def framings(self, **where: Any) -> list[Framing]:
        return self.read(Framing, **where)

    def uncompared(self, **where: Any) -> list[Uncompared]:
        return self.read(Uncompared, **where)

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
        return actors(self.store.read(Mention))

    def get(self, record_id: str) -> Any:
        """The record, document, judgement or actor with this id, or the only one whose id begins so;
        NotFoundError when there is none."""
        try:
            found = self.store.get(record_id)
            return titled([found], self.store.records)[0] if isinstance(found, Story) else found
        except NotFoundError:
            mentions = self.read(Mention, actor=record_id)
            if not mentions:
                raise
            return actors(mentions)[0]

    def evidence(self, record: Any) -> Iterator[tuple[Span, str]]:
        """The spans a record rests on, with their words; of a record that rests on others, theirs."""
        spans = self._spans([record])
        articles = self.store.records({span.article_id for span in spans})
        for span in spans:
            yield span, span.of(articles[span.article_id])

    def _spans(self, records: Sequence[Any]) -> list[Span]:
        spans: list[Span] = []
        below: list[str] = []
        for record in records:
            found = getattr(record, "spans", ())
            spans += found
            if not found:
                below += [rid for name in RESTS_ON for rid in getattr(record, name, ())]
        if below:
            known = self.store.records(below)
            spans += self._spans([known[rid] for rid in dict.fromkeys(below) if rid in known])
        return spans

    def search(self, text: str, limit: int = 20) -> list[Hit]:
        """Statements and articles with these words; a quote may be given by fragments with ellipses."""
        return self.store.search(text, limit)

    def failures(self) -> list[Failure]:
        """Inputs that could not be used, with reason and remedy."""
        return self.store.failures()

    def manifest(self) -> dict[str, Any] | None:
        """The manifest of the last run that ended, or None."""
        return self.store.last_run()

    def collation(self, story_id: str) -> Collation:
        """The edition of one story; NotFoundError when there is none with this id."""
        with self.store.steady():
            story = self.get(story_id)
            if not isinstance(story, Story):
                raise NotFoundError(f"{story_id} is not a story; they are listed by: variorum stories")
            return self._collation(story)

    def _collation(self, story: Story) -> Collation:
        ids = list(story.article_ids)
        witnesses = sorted(self.read(Article, id=ids), key=lambda a: (a.published or "9999", a.id))
        inputs = {d["id"]: d for d in self.store.inputs([w.document_id for w in witnesses])}
        manifest = self.manifest() or {}
        return Collation(
            story=story,
            witnesses=tuple(witnesses),
            lines=tuple(self.lines(story_id=story.id)),
            variants=tuple(self.variants(story_id=story.id)),
            framings=tuple(self.framings(story_id=story.id)),
            uncompared=tuple(self.uncompared(story_id=story.id)),
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
