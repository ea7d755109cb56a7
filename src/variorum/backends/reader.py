"""What can be read from the ledger: one implementation for every dialect SQLAlchemy Core speaks to."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

import msgspec
from sqlalchemy import Connection, Engine, Select, func, select

from variorum.backends import changes, schema
from variorum.backends.schema import KINDS, RECORDS, SEVERAL, TABLES
from variorum.backends.work import decoder
from variorum.errors import NotFoundError, StoreError
from variorum.model import Article, Change, Document, Failure, Judgement, Statement

BATCH = 500
DOCUMENTS_AT_ONCE = 32


class SqlReader:
    """Documents, records, failures, judgements and runs in tables of :mod:`schema`.

    What is read comes through ``reader``, whose connections are other than the writer's, so that a reading
    generator may stay open while something is written. Records come back in the order of their ids."""

    def __init__(self, reader: Engine) -> None:
        self.reader = reader
        self._steady: Connection | None = None

    @contextmanager
    def steady(self) -> Iterator[None]:
        """Read everything as it is now, whatever a writer does meanwhile, until the block ends."""
        if self._steady is not None:
            yield
            return
        with self.reader.connect() as c:
            self._steady = c
            try:
                yield
            finally:
                self._steady = None

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """The connection to read from."""
        if self._steady is not None:
            yield self._steady
            return
        with self.reader.connect() as c:
            yield c

    def _rows(self, query: Select[Any], at_once: int = 2000) -> Iterator[Any]:
        """Rows as they come, without holding all of them."""
        with self.reading() as c:
            yield from c.execute(query, execution_options={"yield_per": at_once})

    # --- the schema ---------------------------------------------------------------------------------------

    def check_version(self) -> None:
        """Raise StoreError unless the database has the schema this program knows."""
        with self.reading() as c:
            have = self._version(c)
        if have is None:
            raise StoreError("this database holds no ledger; start one with: variorum add")
        self._refuse_newer(have)
        if have < schema.SCHEMA_VERSION:
            raise StoreError(
                f"the ledger has schema {have}, this program works with {schema.SCHEMA_VERSION}: "
                "bring it up to date with: variorum run"
            )

    @staticmethod
    def _version(c: Connection) -> int | None:
        """The schema version of the database; None when it holds no ledger."""
        if not c.dialect.has_table(c, "meta"):
            return None
        meta = schema.meta
        found = c.execute(select(meta.c.value).where(meta.c.key == "schema")).scalar_one_or_none()
        return None if found is None else int(found)

    @staticmethod
    def _refuse_newer(have: int) -> None:
        if have > schema.SCHEMA_VERSION:
            raise StoreError(
                f"the ledger has schema {have}, this program knows {schema.SCHEMA_VERSION}: upgrade variorum"
            )

    # --- documents ----------------------------------------------------------------------------------------

    def pending(self, stamp: str) -> list[str]:
        """Ids of documents that have not been processed under this stamp, sorted."""
        t = schema.documents
        query = select(t.c.id).where((t.c.stamp.is_(None)) | (t.c.stamp != stamp)).order_by(t.c.id)
        with self.reading() as c:
            return list(c.execute(query).scalars())

    def documents(self, ids: Sequence[str] | None = None) -> Iterator[Document]:
        """Documents (all, when no ids are given), in the order of their ids."""
        t = schema.documents
        if ids is None:
            with self.reading() as c:
                ids = list(c.execute(select(t.c.id)).scalars())
        for part in parts(sorted(ids), DOCUMENTS_AT_ONCE):
            with self.reading() as c:
                found = c.execute(select(t).where(t.c.id.in_(part)).order_by(t.c.id)).mappings().all()
            for row in found:
                fields = {k: row[k] for k in Document.__struct_fields__ if k != "body"}
                yield Document(body=_unpacked(row["body"]), **fields)

    def inputs(self, ids: Sequence[str] | None = None) -> list[dict[str, Any]]:
        """What the manifest says of every document (of those with these ids): all but its bytes, and which
        is the next ``newer`` version of its page."""
        t = schema.documents
        columns = [t.c[k] for k in (*Document.__struct_fields__, "newer") if k != "body"]
        query = select(*columns).order_by(t.c.id)
        if ids is not None:
            query = query.where(t.c.id.in_(ids))
        with self.reading() as c:
            return [dict(row) for row in c.execute(query).mappings()]

    def newer(self) -> dict[str, str]:
        """Of the article of every older version of a page that of the next newer one, by id."""
        d, here, there = schema.documents, RECORDS[Article].alias(), RECORDS[Article].alias()
        query = (
            select(here.c.id, there.c.id)
            .join(d, d.c.id == here.c.home)
            .join(there, there.c.home == d.c.newer)
            .where(d.c.newer.is_not(None))
            .order_by(here.c.id)
        )
        return {older: newer for older, newer in self._rows(query)}

    # --- records ------------------------------------------------------------------------------------------

    def read(self, kind: type, where: Mapping[str, Any] | None = None) -> Iterator[Any]:
        """Records of a kind, by id, whose columns equal ``where`` (a list means any of); StoreError when
        the kind has no such column."""
        t = RECORDS[kind]
        query = select(t.c.body).order_by(t.c.id)
        for column, value in (where or {}).items():
            if column not in ("id", "home", *self.columns(kind)):
                raise StoreError(
                    f"{t.name} cannot be filtered by {column!r}; use one of: {', '.join(self.columns(kind))}"
                )
            c = t.c[column]
            if column == "article_id":
                query = query.where(t.c.home.in_(_homes(value)))
            if isinstance(value, (list, tuple)):
                query = query.where(c.in_(value))
            elif (kind, column) in SEVERAL:
                query = query.where(c.contains(f"|{value}|", autoescape=True))
            else:
                query = query.where(c == value)
        decode = decoder(kind).decode
        for row in self._rows(query, 1000):
            yield decode(row[0])

    def stored(self, kind: type) -> Iterator[tuple[str, str, str, tuple[Any, ...], str | None]]:
        """(id, body, digest, columns copied from the body, words of a statement) of every record of a kind,
        by id, as they are stored."""
        t = RECORDS[kind]
        names = list(TABLES[kind][1])
        words = [t.c.words] if "words" in t.c else []
        query = select(t.c.id, t.c.body, t.c.digest, *(t.c[n] for n in names), *words).order_by(t.c.id)
        for row in self._rows(query, 500):
            yield row[0], row[1], row[2], tuple(row[3 : 3 + len(names)]), row[-1] if words else None

    def words(self) -> Iterator[tuple[str, str]]:
        """(id, reported words) of every statement, by id."""
        t = RECORDS[Statement]
        for rid, words in self._rows(select(t.c.id, t.c.words).order_by(t.c.id)):
            yield rid, words or ""

    def words_of(self, ids: Sequence[str]) -> dict[str, str]:
        """The reported words of statements, by id."""
        t = RECORDS[Statement]
        found: dict[str, str] = {}
        with self.reading() as c:
            for part in parts(ids):
                rows = c.execute(select(t.c.id, t.c.words).where(t.c.id.in_(part)))
                found.update((rid, words or "") for rid, words in rows)
        return found

    def columns(self, kind: type) -> tuple[str, ...]:
        """The columns a kind can be filtered by."""
        return tuple(c for c in TABLES[kind][1] if c != "text")

    def records(self, ids: Iterable[str]) -> dict[str, Any]:
        """The records with these ids, of whatever kind; those that are not there are left out."""
        wanted = sorted(set(ids))
        found: dict[str, Any] = {}
        with self.reading() as c:
            for part in parts(wanted):
                for kind, t in RECORDS.items():
                    rows = c.execute(select(t.c.id, t.c.body).where(t.c.id.in_(part)))
                    found.update((rid, decoder(kind).decode(body)) for rid, body in rows)
        return found

    def missing(self, ids: Iterable[str]) -> set[str]:
        """Those of these ids that no record has."""
        left = set(ids)
        with self.reading() as c:
            for part in parts(sorted(left)):
                for t in RECORDS.values():
                    left.difference_update(c.execute(select(t.c.id).where(t.c.id.in_(part))).scalars())
        return left

    def resolve(self, beginning: str) -> str:
        """The one id, of a record, document or judgement, that is or begins with this; NotFoundError when
        there is none or more than one."""
        tables = (*RECORDS.values(), schema.documents, schema.judgements)
        with self.reading() as c:
            for t in tables:
                if c.execute(select(t.c.id).where(t.c.id == beginning)).first():
                    return beginning
            found: list[str] = []
            for t in tables if beginning else ():
                query = select(t.c.id).where(t.c.id >= beginning, t.c.id < beginning + "\U0010ffff")
                found += c.execute(query.order_by(t.c.id).limit(3)).scalars()
            became = changes.now(c, beginning) if beginning and not found else []
        if len(became) == 1:
            return became[0]
        if became:
            raise NotFoundError(f"{beginning} is no story any more; it became {' and '.join(became)}")
        if not found:
            raise NotFoundError(
                f"nothing has the id {beginning}; ids stand in the lists, such as: variorum stories"
            )
        if len(found) > 1:
            some = " and ".join(sorted(found)[:2])
            raise NotFoundError(f"several ids begin with {beginning}, such as {some}: give more of it")
        return found[0]

    def get(self, beginning: str) -> Any:
        """The record, document or judgement with this id, or the only one whose id begins so;
        NotFoundError when there is none."""
        rid = self.resolve(beginning)
        found = self.records([rid])
        if rid in found:
            return found[rid]
        return next((j for j in self.judgements() if j.id == rid), None) or next(self.documents([rid]))

    def count(self, kind: type) -> int:
        with self.reading() as c:
            return int(c.execute(select(func.count()).select_from(RECORDS[kind])).scalar_one())

    def scan(self, kind: type, *, body: bool) -> Iterator[Any]:
        """(id, article or story it hangs on, digest, body or None) of every record of a kind, by id."""
        t = RECORDS[kind]
        owner = next((t.c[k] for k in ("story_id", "article_id") if k in t.c), t.c.id)
        columns = [t.c.id, owner.label("owner"), t.c.digest, *([t.c.body] if body else [])]
        for row in self._rows(select(*columns).order_by(t.c.id)):
            yield (row[0], row[1], row[2], row[3] if body else None)

    def digests(self) -> Iterator[str]:
        """``kind id digest`` of every exported record, by kind and id: what the output hash is made of."""
        for name in sorted(KINDS):
            if KINDS[name] in schema.INTERNAL:
                continue
            for rid, _, digest, _ in self.scan(KINDS[name], body=False):
                yield f"{name} {rid} {digest}"

    # --- failures, judgements and runs --------------------------------------------------------------------

    def failures(self) -> list[Failure]:
        """Every listed failure, by address and stage."""
        t = schema.failures
        columns = [t.c[k] for k in Failure.__struct_fields__]
        with self.reading() as c:
            rows = c.execute(select(*columns).order_by(t.c.address, t.c.stage, t.c.reason, t.c.home))
            return [Failure(**row) for row in rows.mappings()]

    def judgements(self, *, standing: bool = False) -> list[Judgement]:
        """All decisions in the order given; with ``standing`` those not undone, by id."""
        t = schema.judgements
        columns = [t.c[k] for k in Judgement.__struct_fields__]
        with self.reading() as c:
            every = [Judgement(**r) for r in c.execute(select(*columns).order_by(t.c.number)).mappings()]
        if not standing:
            return every
        undone = {j.left for j in every if j.verdict == "undo"}
        left = (j for j in every if j.verdict != "undo" and not {j.id, j.decision} & undone)
        return sorted(left, key=lambda j: j.id)

    def changes(self) -> list[Change]:
        """What became of stories from run to run, in the order noted."""
        with self.reading() as c:
            return changes.every(c)

    def last_run(self) -> dict[str, Any] | None:
        """The manifest of the last run that ended, or None."""
        t = schema.runs
        with self.reading() as c:
            found = c.execute(select(t.c.manifest).order_by(t.c.number.desc()).limit(1)).scalar()
        return None if found is None else msgspec.json.decode(found, type=dict[str, Any])

    def settled(self) -> bool:
        """Whether nothing was written since the last run ended."""
        meta = schema.meta
        with self.reading() as c:
            return c.execute(select(meta.c.value).where(meta.c.key == "settled")).first() is not None


def _homes(article_id: str | Sequence[str]) -> Select[tuple[str]]:
    """The documents of articles: the index by document serves records of an article too."""
    a = RECORDS[Article]
    ids = [article_id] if isinstance(article_id, str) else list(article_id)
    return select(a.c.home).where(a.c.id.in_(ids))


def parts(items: Sequence[str], size: int = BATCH) -> Iterator[list[str]]:
    for i in range(0, len(items), size):
        yield list(items[i : i + size])


def _unpacked(body: bytes) -> bytes:
    """A document's bytes; what cannot be unpacked is given as it is, and no longer has its hash."""
    try:
        return zlib.decompress(body)
    except zlib.error:
        return body
