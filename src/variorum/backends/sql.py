"""The ledger in a SQL database: one implementation for every dialect SQLAlchemy Core speaks to."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

import msgspec
from sqlalchemy import Connection, Engine, and_, delete, func, insert, select, text, update

from variorum.backends import schema
from variorum.backends.rows import Output, Row, combined
from variorum.backends.schema import KINDS, RECORDS, TABLES
from variorum.backends.work import Member, decoder
from variorum.errors import NotFoundError, StoreError
from variorum.model import Document, Failure, Judgement, Statement

BATCH = 500


class SqlStore:
    """Documents, records, failures, judgements and runs in tables of :mod:`schema`.

    Every writing method is one transaction on ``engine``; what is read comes through ``reader``, whose
    connections are others, so that a reading generator may stay open while something is written. Records
    come back in the order of their ids."""

    def __init__(self, engine: Engine, reader: Engine) -> None:
        self.engine = engine
        self.reader = reader

    # --- set-up -------------------------------------------------------------------------------------------

    def prepare(self) -> None:
        """Create what is missing and migrate what is older; StoreError when it is newer than this program."""
        schema.metadata.create_all(self.engine)
        with self.engine.begin() as c:
            if c.dialect.name == "sqlite":
                for statement in schema.SQLITE_FULL_TEXT:
                    c.execute(statement)
            have = self._meta(c, "schema")
            if have is None:
                c.execute(insert(schema.meta).values(key="schema", value=str(schema.SCHEMA_VERSION)))
            else:
                self._migrate(c, int(have))
        self.check_version()

    @staticmethod
    def _migrate(c: Connection, have: int) -> None:
        for version in range(have + 1, schema.SCHEMA_VERSION + 1):
            for statement in schema.MIGRATIONS[version]:
                c.execute(text(statement))
            c.execute(update(schema.meta).where(schema.meta.c.key == "schema").values(value=str(version)))

    def check_version(self) -> None:
        """Raise StoreError unless the database has the schema this program knows."""
        with self.reader.connect() as c:
            if not self.reader.dialect.has_table(c, "meta"):
                raise StoreError("this database holds no ledger; start one with: variorum add")
            have = int(self._meta(c, "schema") or 0)
        if have > schema.SCHEMA_VERSION:
            raise StoreError(
                f"the ledger has schema {have}, this program knows {schema.SCHEMA_VERSION}: upgrade variorum"
            )

    @staticmethod
    def _meta(c: Connection, key: str) -> str | None:
        found: str | None = c.execute(
            select(schema.meta.c.value).where(schema.meta.c.key == key)
        ).scalar_one_or_none()
        return found

    # --- documents ----------------------------------------------------------------------------------------

    def add(self, documents: Sequence[Document]) -> int:
        """Keep documents; return how many were new. One that is there keeps its bytes, and takes over what
        is now said of it (outlet, date), after which it is processed again."""
        new = 0
        table = schema.documents
        with self.engine.begin() as c:
            for document in documents:
                said = {k: getattr(document, k) for k in ("title", "outlet", "published", "url")}
                have = c.execute(select(table).where(table.c.id == document.id)).mappings().first()
                if have is None:
                    values = dict(
                        id=document.id,
                        sha256=document.sha256,
                        address=document.address,
                        media_type=document.media_type,
                        body=zlib.compress(document.body, 6),
                        **said,
                    )
                    c.execute(insert(table).values(values))
                    new += 1
                else:
                    changed = {k: v for k, v in said.items() if v is not None and v != have[k]}
                    if changed:
                        c.execute(
                            update(table).where(table.c.id == document.id).values(stamp=None, **changed)
                        )
        return new

    def pending(self, stamp: str) -> list[str]:
        """Ids of documents that have not been processed under this stamp, sorted."""
        t = schema.documents
        with self.reader.connect() as c:
            query = select(t.c.id).where((t.c.stamp.is_(None)) | (t.c.stamp != stamp)).order_by(t.c.id)
            return list(c.execute(query).scalars())

    def documents(self, ids: Sequence[str]) -> Iterator[Document]:
        """Documents by id, in the order of their ids."""
        t = schema.documents
        with self.reader.connect() as c:
            for part in _parts(sorted(ids)):
                for row in c.execute(select(t).where(t.c.id.in_(part)).order_by(t.c.id)).mappings():
                    fields = {k: v for k, v in row.items() if k not in ("stamp", "body")}
                    yield Document(body=zlib.decompress(row["body"]), **fields)

    def inputs(self, ids: Sequence[str] | None = None) -> list[dict[str, Any]]:
        """What the manifest says of every document (of those with these ids): all but its bytes."""
        t = schema.documents
        columns = [t.c[k] for k in ("id", "sha256", "address", "url", "media_type", "outlet", "published")]
        query = select(*columns).order_by(t.c.id)
        if ids is not None:
            query = query.where(t.c.id.in_(ids))
        with self.reader.connect() as c:
            return [dict(row) for row in c.execute(query).mappings()]

    def remove(self, document_id: str) -> None:
        """Forget a document and what came of it; raise NotFoundError when it is not there."""
        with self.engine.begin() as c:
            gone = c.execute(delete(schema.documents).where(schema.documents.c.id == document_id))
            if not gone.rowcount:
                raise NotFoundError(f"no document has the id {document_id}")
            self._clear(c, [document_id])

    # --- records ------------------------------------------------------------------------------------------

    def keep(self, outputs: Sequence[Output], stamp: str) -> None:
        """Replace what the homes of these outputs have by the outputs, and mark the documents as done."""
        with self.engine.begin() as c:
            self._clear(c, [o.home for o in outputs])
            self._insert(c, outputs)
            t = schema.documents
            for part in _parts([o.home for o in outputs]):
                c.execute(update(t).where(t.c.id.in_(part)).values(stamp=stamp))

    def keep_groups(self, stage: str, outputs: Sequence[Output], digests: Mapping[str, str]) -> None:
        """Replace what groups of an across-document stage have; ``digests`` tells what they were made of."""
        g = schema.groups
        with self.engine.begin() as c:
            homed = [Output(f"{stage}:{o.home}", o.rows, o.failures) for o in outputs]
            self._clear(c, [o.home for o in homed])
            self._insert(c, homed)
            keys = [o.home for o in outputs]
            for part in _parts(keys):
                c.execute(delete(g).where(and_(g.c.stage == stage, g.c.key.in_(part))))
            if keys:
                c.execute(insert(g), [{"stage": stage, "key": k, "digest": digests[k]} for k in keys])

    def drop_groups(self, stage: str, keys: Sequence[str]) -> None:
        """Forget groups that are no more, with what came of them."""
        g = schema.groups
        with self.engine.begin() as c:
            self._clear(c, [f"{stage}:{key}" for key in keys])
            for part in _parts(keys):
                c.execute(delete(g).where(and_(g.c.stage == stage, g.c.key.in_(part))))

    def group_digests(self, stage: str) -> dict[str, str]:
        """What each group of a stage was last made of."""
        g = schema.groups
        with self.reader.connect() as c:
            return {k: d for k, d in c.execute(select(g.c.key, g.c.digest).where(g.c.stage == stage))}

    def _clear(self, c: Connection, homes: Sequence[str]) -> None:
        for part in _parts(homes):
            for table in (*RECORDS.values(), schema.failures):
                c.execute(delete(table).where(table.c.home.in_(part)))

    def _insert(self, c: Connection, outputs: Sequence[Output]) -> None:
        by_kind: dict[str, list[dict[str, Any]]] = {}
        failed: list[dict[str, Any]] = []
        for output in outputs:
            for row in output.rows:
                by_kind.setdefault(row.kind, []).append(_values(output.home, row))
            failed += [{"home": output.home, **msgspec.structs.asdict(f)} for f in output.failures]
        for name, values in by_kind.items():
            c.execute(insert(RECORDS[KINDS[name]]), values)
        if failed:
            c.execute(insert(schema.failures), failed)

    # --- the shuffle --------------------------------------------------------------------------------------

    def scan(self, kind: type, *, body: bool) -> Iterator[Any]:
        """(id, article or story it hangs on, digest, body or None) of every record of a kind, by id."""
        t = RECORDS[kind]
        owner = next((t.c[k] for k in ("story_id", "article_id") if k in t.c), t.c.id)
        columns = [t.c.id, owner.label("owner"), t.c.digest, *([t.c.body] if body else [])]
        with self.reader.connect() as c:
            for row in c.execution_options(yield_per=2000).execute(select(*columns).order_by(t.c.id)):
                yield (row[0], row[1], row[2], row[3] if body else None)

    def start_shuffle(self, stage: str, rows: Iterable[tuple[str, str, str, str]]) -> None:
        """Write (key, kind, id, digest) of every member of every group of a stage, replacing the last."""
        s = schema.shuffle
        with self.engine.begin() as c:
            c.execute(delete(s).where(s.c.stage == stage))
            batch: list[dict[str, str]] = []
            for key, kind, rid, digest in rows:
                batch.append({"stage": stage, "key": key, "kind": kind, "id": rid, "digest": digest})
                if len(batch) >= 5000:
                    c.execute(insert(s), batch)
                    batch = []
            if batch:
                c.execute(insert(s), batch)

    def shuffled(self, stage: str) -> Iterator[tuple[str, list[tuple[str, str]], str]]:
        """(key, members as (kind, id), digest of the whole group) by key."""
        s = schema.shuffle
        query = select(s.c.key, s.c.kind, s.c.id, s.c.digest).where(s.c.stage == stage)
        key, members, digests = None, [], []
        with self.reader.connect() as c:
            for k, kind, rid, digest in c.execution_options(yield_per=2000).execute(
                query.order_by(s.c.key, s.c.id)
            ):
                if k != key and key is not None:
                    yield key, members, combined(digests)
                    members, digests = [], []
                key = k
                members.append((kind, rid))
                digests.append(f"{kind} {rid} {digest}")
        if key is not None:
            yield key, members, combined(digests)

    def end_shuffle(self, stage: str) -> None:
        with self.engine.begin() as c:
            c.execute(delete(schema.shuffle).where(schema.shuffle.c.stage == stage))

    def bodies(self, members: Sequence[tuple[str, str]]) -> list[Member]:
        """The stored JSON of records, in the order asked for."""
        wanted: dict[str, list[str]] = {}
        for kind, rid in members:
            wanted.setdefault(kind, []).append(rid)
        found: dict[tuple[str, str], str] = {}
        with self.reader.connect() as c:
            for kind, ids in wanted.items():
                t = RECORDS[KINDS[kind]]
                for part in _parts(ids):
                    for rid, body in c.execute(select(t.c.id, t.c.body).where(t.c.id.in_(part))):
                        found[kind, rid] = body
        return [Member(kind, found[kind, rid]) for kind, rid in members]

    # --- reading ------------------------------------------------------------------------------------------

    def read(self, kind: type, where: Mapping[str, Any] | None = None) -> Iterator[Any]:
        """Records of a kind, by id, whose columns equal ``where`` (a list means any of)."""
        t = RECORDS[kind]
        query = select(t.c.body).order_by(t.c.id)
        for column, value in (where or {}).items():
            c_ = t.c[column]
            query = query.where(c_.in_(value) if isinstance(value, (list, tuple)) else c_ == value)
        decode = decoder(kind).decode
        with self.reader.connect() as c:
            for body in c.execution_options(yield_per=1000).execute(query).scalars():
                yield decode(body)

    def words(self) -> Iterator[tuple[str, str]]:
        """(id, reported words) of every statement."""
        t = RECORDS[Statement]
        with self.reader.connect() as c:
            yield from c.execution_options(yield_per=1000).execute(select(t.c.id, t.c.words).order_by(t.c.id))

    def words_of(self, statement_id: str) -> str:
        """The reported words of one statement; empty when it is not there."""
        t = RECORDS[Statement]
        with self.reader.connect() as c:
            return c.execute(select(t.c.words).where(t.c.id == statement_id)).scalar() or ""

    def columns(self, kind: type) -> tuple[str, ...]:
        """The columns a kind can be filtered by."""
        return tuple(c for c in TABLES[kind][1] if c != "text")

    def get(self, record_id: str) -> Any:
        """The record with this id, or whose id begins so; NotFoundError when none or several do."""
        found: list[Any] = []
        with self.reader.connect() as c:
            for kind, t in RECORDS.items():
                rows = c.execute(
                    select(t.c.body).where(t.c.id.startswith(record_id, autoescape=True)).limit(2)
                )
                found += [decoder(kind).decode(body) for body in rows.scalars()]
        exact = [r for r in found if r.id == record_id]
        if len(exact or found) != 1:
            many = f"{len(found)} records begin with" if found else "no record has"
            raise NotFoundError(f"{many} the id {record_id}; ids stand in the tables (variorum stories)")
        return (exact or found)[0]

    def count(self, kind: type) -> int:
        with self.reader.connect() as c:
            return int(c.execute(select(func.count()).select_from(RECORDS[kind])).scalar_one())

    def digests(self) -> Iterator[str]:
        """``kind id digest`` of every exported record, by kind and id: what the output hash is made of."""
        for name in sorted(KINDS):
            if KINDS[name] in schema.INTERNAL:
                continue
            for rid, _, digest, _ in self.scan(KINDS[name], body=False):
                yield f"{name} {rid} {digest}"

    def failures(self) -> list[Failure]:
        """Every listed failure, by address and stage."""
        t = schema.failures
        columns = [t.c[k] for k in ("address", "stage", "reason", "remedy", "document_id")]
        with self.reader.connect() as c:
            rows = c.execute(select(*columns).order_by(t.c.address, t.c.stage, t.c.home)).mappings()
            return [Failure(**row) for row in rows]

    def keep_failures(self, failures: Sequence[Failure]) -> None:
        """List inputs that could not even be opened; the same one is listed once."""
        t = schema.failures
        with self.engine.begin() as c:
            for failure in failures:
                home = f"source:{failure.address}:{failure.reason}"
                c.execute(delete(t).where(t.c.home == home))
                c.execute(insert(t).values(home=home, **msgspec.structs.asdict(failure)))

    # --- judgements and runs ------------------------------------------------------------------------------

    def judge(self, judgements: Sequence[Judgement]) -> None:
        """Append human decisions; one that stands already is not doubled."""
        t = schema.judgements
        with self.engine.begin() as c:
            have = set(c.execute(select(t.c.id)).scalars())
            new = [msgspec.structs.asdict(j) for j in judgements if j.id not in have]
            if new:
                c.execute(insert(t), new)

    def judgements(self, *, standing: bool = False) -> list[Judgement]:
        """All decisions in the order given; with ``standing`` those not undone, by id."""
        t = schema.judgements
        columns = [t.c[k] for k in ("id", "verdict", "left", "right", "who", "when")]
        with self.reader.connect() as c:
            every = [Judgement(**r) for r in c.execute(select(*columns).order_by(t.c.number)).mappings()]
        if not standing:
            return every
        undone = {j.left for j in every if j.verdict == "undo"}
        return sorted((j for j in every if j.verdict != "undo" and j.id not in undone), key=lambda j: j.id)

    def keep_run(self, run_id: str, manifest: str, seconds: float) -> None:
        with self.engine.begin() as c:
            c.execute(insert(schema.runs).values(id=run_id, manifest=manifest, seconds=seconds))

    def last_run(self) -> dict[str, Any] | None:
        """The manifest of the last run that ended, or None."""
        t = schema.runs
        with self.reader.connect() as c:
            found = c.execute(select(t.c.manifest).order_by(t.c.number.desc()).limit(1)).scalar()
        return None if found is None else msgspec.json.decode(found, type=dict[str, Any])

    def close(self) -> None:
        self.engine.dispose()
        self.reader.dispose()


def _values(home: str, row: Row) -> dict[str, Any]:
    kind = KINDS[row.kind]
    values = dict(zip(TABLES[kind][1], row.columns, strict=True))
    values.update(id=row.id, home=home, digest=row.digest, body=row.body)
    if row.kind == "Statement":
        values["words"] = row.words
    return values


def _parts(items: Sequence[str], size: int = BATCH) -> Iterator[list[str]]:
    for i in range(0, len(items), size):
        yield list(items[i : i + size])
