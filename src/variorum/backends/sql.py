"""The ledger in a SQL database: what is written, in one implementation for every dialect."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import islice
from typing import Any

import msgspec
from sqlalchemy import (
    Connection,
    Engine,
    Table,
    and_,
    bindparam,
    delete,
    func,
    insert,
    inspect,
    select,
    text,
    update,
)
from sqlalchemy.exc import IntegrityError

from variorum.backends import changes, newest, schema
from variorum.backends.groups import SqlGroups
from variorum.backends.reader import parts
from variorum.backends.rows import Output, Row
from variorum.backends.schema import KINDS, RECORDS
from variorum.errors import NotFoundError, PipelineError, StoreError
from variorum.model import Article, Document, Failure, Judgement, Story
from variorum.sources.versions import version_key

SAID = ("title", "outlet", "published", "url", "fetched", "encoding")


class SqlStore(SqlGroups):
    """A ledger that can be written to. Every writing method is one transaction on ``engine``, and unsettles
    the ledger until the next run ends."""

    def __init__(self, engine: Engine, reader: Engine) -> None:
        super().__init__(reader)
        self.engine = engine

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A transaction after which the ledger is no longer as the last run left it."""
        with self.engine.begin() as c:
            c.execute(delete(schema.meta).where(schema.meta.c.key == "settled"))
            yield c

    # --- set-up -------------------------------------------------------------------------------------------

    def prepare(self) -> None:
        """Start a ledger in an empty database, or bring an older one up to date, whole or not at all.
        StoreError when it is newer than this program, or the database is of something else."""
        with self.engine.begin() as c:
            have = self._version(c)
            if have is None:
                if inspect(c).get_table_names():
                    raise StoreError("this database holds something else; name another with --db")
                schema.metadata.create_all(c)
                self.add_full_text(c)
                c.execute(insert(schema.meta).values(key="schema", value=str(schema.SCHEMA_VERSION)))
                return
            self._refuse_newer(have)
            for version in range(have + 1, schema.SCHEMA_VERSION + 1):
                for statement in schema.MIGRATIONS[version]:
                    c.execute(text(statement))
                if version == newest.SINCE:
                    newest.name_pages(c)
            if have < schema.SCHEMA_VERSION:
                schema.metadata.create_all(c)
                self.add_full_text(c)
                newer = update(schema.meta).where(schema.meta.c.key == "schema")
                c.execute(newer.values(value=str(schema.SCHEMA_VERSION)))

    def add_full_text(self, c: Connection) -> None:
        """Add what the dialect needs for full text; a store without it cannot search."""

    # --- documents ----------------------------------------------------------------------------------------

    def add(self, documents: Sequence[Document]) -> tuple[int, int]:
        """Keep documents; return how many were new, and how many of these are further versions of a page
        that was there. One that is there keeps its bytes, and takes over what is now said of it (outlet,
        date), after which it is processed again."""
        t = schema.documents
        columns = [t.c.id, t.c.address, t.c.form, *(t.c[k] for k in SAID)]
        have: dict[str, dict[str, Any]] = {}
        new: dict[str, dict[str, Any]] = {}
        changed: dict[str, dict[str, Any]] = {}
        with self.reading() as c:
            for part in parts([d.id for d in documents]):
                rows = c.execute(select(*columns).where(t.c.id.in_(part))).mappings()
                have.update((row["id"], dict(row)) for row in rows)
        for document in documents:
            said = {k: getattr(document, k) for k in SAID}
            known = have.get(document.id)
            if known is None:
                new[document.id] = have[document.id] = _document_row(document)
                continue
            now = {k: v for k, v in said.items() if v is not None and v != known[k]}
            if now.get("fetched") and now["fetched"] < (known["fetched"] or ""):
                del now["fetched"]  # of bytes fetched several times the last time counts
            if document.form == "page" and known["form"] == "item":  # a page, whichever came first
                now["form"] = document.form
            if document.address < known["address"]:  # one item of two feeds: whichever came first
                now["address"] = document.address
            if now:
                known.update(now)
                if document.id not in new:
                    changed.setdefault(document.id, {}).update(now)
        versions = 0
        if new or changed:
            with self.writing() as c:
                versions = newest.count_versions(c, new.values())
                if new:
                    last = c.execute(select(func.max(t.c.added))).scalar() or 0
                    coming = [{**row, "added": last + i} for i, row in enumerate(new.values(), 1)]
                    c.execute(insert(t), coming)
                for rid, values in changed.items():
                    again = {} if values.keys() == {"fetched"} else {"stamp": None}
                    c.execute(update(t).where(t.c.id == rid).values(**again, **values))
        return len(new), versions

    def mark_newest(self) -> bool:
        """Mark of every page which version is the newest, and forget what was found in the texts of the
        older ones: their articles stay, what tells a story is the newest alone. Return whether a version
        that was older is now the newest, and has to be processed again."""
        with self.reading() as c:
            marks = newest.marks(c)
        if not marks:
            return False
        t = schema.documents
        older = [rid for rid, newer in marks.items() if newer is not None]
        again = [rid for rid, newer in marks.items() if newer is None]
        with self.writing() as c:
            for rid in older:  # made: what is left is an article, which its digest does not cover
                c.execute(update(t).where(t.c.id == rid).values(newer=marks[rid], made=""))
            self._clear(c, older, keep=Article)
            for part in parts(again):
                c.execute(update(t).where(t.c.id.in_(part)).values(newer=None, stamp=None))
        return bool(again)

    def remove(self, document_id: str) -> None:
        """Forget a document and what came of it; raise NotFoundError when it is not there."""
        with self.writing() as c:
            gone = c.execute(delete(schema.documents).where(schema.documents.c.id == document_id))
            if not gone.rowcount:
                raise NotFoundError(f"no document has the id {document_id}")
            self._clear(c, [document_id])

    def note_sources(self, names: Iterable[str], failures: Sequence[Failure]) -> None:
        """List what could not be read among the inputs of these names, in place of what was listed of them
        before: an input that was mended is no failure any more."""
        t = schema.failures
        homes = sorted({f"source:{name}" for name in names})
        with self.reading() as c:
            before = [
                tuple(row)
                for part in parts(homes)
                for row in c.execute(select(t.c.address, t.c.reason).where(t.c.home.in_(part)))
            ]
        if not failures and not before:
            return
        with self.writing() as c:
            for part in parts(homes):
                c.execute(delete(t).where(t.c.home.in_(part)))
            for failure in failures:
                home = f"source:{source_name(failure.address)}"
                c.execute(insert(t).values(home=home, **msgspec.structs.asdict(failure)))

    # --- records ------------------------------------------------------------------------------------------

    def keep(self, outputs: Sequence[Output], stamp: str) -> None:
        """Replace what the homes of these outputs have by the outputs, and mark the documents as done."""
        t = schema.documents
        done = update(t).where(t.c.id == bindparam("home")).values(stamp=stamp, made=bindparam("digest"))
        with self.writing() as c:
            self._clear(c, self._processed(c, [o.home for o in outputs]))
            self._insert(c, outputs)
            if outputs:
                c.execute(done, [{"home": o.home, "digest": o.made} for o in outputs])

    def keep_groups(self, stage: str, outputs: Sequence[Output], digests: Mapping[str, str]) -> None:
        """Keep what came of groups of an across-document stage; ``digests`` tells what they were made of."""
        with self.writing() as c:
            self._insert(c, [Output(f"{stage}:{o.home}", o.rows, o.failures) for o in outputs])
            rows = [{"stage": stage, "key": o.home, "digest": digests[o.home]} for o in outputs]
            if rows:
                c.execute(insert(schema.groups), rows)

    def drop_groups(self, stage: str, keys: Sequence[str]) -> None:
        """Forget groups that are no more, or are to be made again, with what came of them."""
        g = schema.groups
        if not keys:
            return
        with self.writing() as c:
            self._clear(c, [f"{stage}:{key}" for key in keys])
            for part in parts(keys):
                c.execute(delete(g).where(and_(g.c.stage == stage, g.c.key.in_(part))))

    @staticmethod
    def _processed(c: Connection, ids: Sequence[str]) -> list[str]:
        """Those of these documents of which something may be stored."""
        t = schema.documents
        known = (select(t.c.id).where(t.c.id.in_(part), t.c.made.is_not(None)) for part in parts(ids))
        return [rid for query in known for rid in c.execute(query).scalars()]

    def _clear(self, c: Connection, homes: Sequence[str], keep: type | None = None) -> None:
        tables = [table for kind, table in RECORDS.items() if kind is not keep]
        for part in parts(homes):
            for table in (*tables, *([] if keep else [schema.failures])):
                c.execute(delete(table).where(table.c.home.in_(part)))

    def _insert(self, c: Connection, outputs: Sequence[Output]) -> None:
        by_kind: dict[str, list[tuple[Any, ...]]] = {}
        failed: list[dict[str, Any]] = []
        for output in outputs:
            for row in output.rows:
                by_kind.setdefault(row.kind, []).append(_values(output.home, row))
            failed += [{"home": output.home, **msgspec.structs.asdict(f)} for f in output.failures]
        for name, values in by_kind.items():
            try:
                _insert_many(c, RECORDS[KINDS[name]], values)
            except IntegrityError as error:
                raise PipelineError(
                    f"two documents or groups made the same {name} ({error.orig}): it is a fault of the "
                    "stage that makes it; report it"
                ) from error
        if failed:
            c.execute(insert(schema.failures), failed)

    # --- the shuffle --------------------------------------------------------------------------------------

    def start_shuffle(self, stage: str, rows: Iterable[tuple[str, str, str, str]]) -> None:
        """Write (key, kind, id, digest) of every member of every group of a stage, replacing the last."""
        s = schema.shuffle
        with self.engine.begin() as c:
            c.execute(delete(s).where(s.c.stage == stage))
            members = ((stage, *row) for row in rows)
            while batch := tuple(islice(members, 5000)):
                _insert_many(c, s, batch)

    def end_shuffle(self, stage: str) -> None:
        with self.engine.begin() as c:
            c.execute(delete(schema.shuffle).where(schema.shuffle.c.stage == stage))

    # --- judgements and runs ------------------------------------------------------------------------------

    def judge(self, judgements: Sequence[Judgement]) -> None:
        """Append human decisions; one that stands already is not doubled."""
        t = schema.judgements
        with self.writing() as c:
            have = set(c.execute(select(t.c.id)).scalars())
            new = [msgspec.structs.asdict(j) for j in judgements if j.id not in have]
            if new:
                c.execute(insert(t), new)

    def keep_run(self, run_id: str, manifest: str, seconds: float) -> None:
        """Keep the manifest of a run that ended, and what became of stories; the ledger is settled from then
        on."""
        with self.writing() as c:
            changes.note(c, run_id, self.read(Story))
            t = schema.runs
            last = c.execute(select(t.c.id).order_by(t.c.number.desc()).limit(1)).scalar()
            if last != run_id:
                c.execute(insert(t).values(id=run_id, manifest=manifest, seconds=seconds))
            c.execute(insert(schema.meta).values(key="settled", value=run_id))

    def close(self) -> None:
        """Let go of the database; the writer last, which then leaves no log behind."""
        self.reader.dispose()
        self.engine.dispose()


def source_name(address: str) -> str:
    """The input an address lies in: without its place inside, packed or not."""
    return address.partition("#")[0].removesuffix(".gz")


def _document_row(document: Document) -> dict[str, Any]:
    body = zlib.compress(document.body, 6)
    return {**msgspec.structs.asdict(document), "body": body, "page": version_key(document)}


def _values(home: str, row: Row) -> tuple[Any, ...]:
    """The values of a row in the order of its table's columns after the number."""
    words = (row.words,) if row.kind == "Statement" else ()
    return (row.id, home, row.digest, *row.columns, *words, row.body)


def _insert_many(c: Connection, table: Table, rows: Sequence[tuple[Any, ...]]) -> None:
    """Insert rows, their values in the order of the table's columns (a running number left out), past the
    work SQLAlchemy does for every row."""
    names = [column.name for column in table.columns if column.name != "number"]
    compiled = insert(table).compile(dialect=c.dialect, column_keys=names)
    if compiled.positiontup:
        c.exec_driver_sql(str(compiled), list(rows))
    else:
        c.exec_driver_sql(str(compiled), [dict(zip(names, row, strict=True)) for row in rows])
