"""Re-read everything: the bytes, every record and span, every reference, and the manifest."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain, islice
from typing import Any

import msgspec

from variorum.backends.reader import SqlReader
from variorum.backends.rows import combined, digest, words_of
from variorum.backends.schema import TABLES
from variorum.backends.work import decoder
from variorum.model import Article, Record, Span, Statement
from variorum.sources.decode import decode

REFERENCES = ("mention_ids", "member_ids", "event_ids", "line_ids", "root_ids", "article_ids")
AT_ONCE = 500

Stored = tuple[str, str, str, tuple[Any, ...], str | None]


class Problem(msgspec.Struct, frozen=True):
    """What no longer holds: the record (or document, or run) and what is wrong with it."""

    id: str
    what: str


class Verified(msgspec.Struct, frozen=True):
    """What was read again, and what did not hold."""

    documents: int
    records: int
    spans: int
    problems: tuple[Problem, ...]


def verify(store: SqlReader) -> Verified:
    """Read every document, record and span again; nothing is changed."""
    with store.steady():
        return _Verifier(store).verified()


class _Verifier:
    """What was found so far."""

    def __init__(self, store: SqlReader) -> None:
        self.store = store
        self.lengths: dict[str, int] = {}
        self.problems: list[Problem] = []
        self.records = self.spans = 0

    def verified(self) -> Verified:
        documents = 0
        for document in self.store.documents():
            documents += 1
            if hashlib.sha256(document.body).hexdigest() != document.sha256:
                self._problem(document.id, "its bytes no longer have the hash they came with")
        for kind in (Article, *(kind for kind in TABLES if kind is not Article)):
            for batch in _batches(self.store.stored(kind)):
                self._batch(kind, batch)
        self._manifest()
        return Verified(documents, self.records, self.spans, tuple(self.problems))

    def _problem(self, record_id: str, what: str) -> None:
        self.problems.append(Problem(record_id, what))

    def _batch(self, kind: type, batch: Sequence[Stored]) -> None:
        sound: list[Any] = []
        for rid, body, stored_digest, columns, _ in batch:
            try:
                record = decoder(kind).decode(body)
            except msgspec.MsgspecError:
                self._problem(rid, "its body can no longer be read")
                continue
            sound.append(record)
            if record.id != rid or digest(body.encode("utf-8", "surrogatepass")) != stored_digest:
                self._problem(rid, "it is not the record that the run made")
            self._columns(record, columns)
        self.records += len(batch)
        if kind is Article:
            self.lengths.update((article.id, len(article.text)) for article in sound)
            self._segments(sound)
        for record in sound:
            self._spans(record)
        if kind is Statement:
            self._words(sound, {rid: words for rid, *_, words in batch})
        self._references(sound)

    def _columns(self, record: Record, columns: Sequence[Any]) -> None:
        for (name, get), value in zip(TABLES[type(record)][1].items(), columns, strict=True):
            if get(record) != value:
                self._problem(record.id, f"its column {name} is not what the record says")

    def _spans(self, record: Record) -> None:
        for span in record.spans:
            self.spans += 1
            if span.article_id not in self.lengths:
                self._problem(record.id, f"points into {span.article_id}, which is not there")
            elif not self._inside(span):
                self._problem(record.id, f"[{span.start}, {span.end}) does not lie in {span.article_id}")

    def _inside(self, span: Span) -> bool:
        return 0 <= span.start < span.end <= self.lengths.get(span.article_id, -1)

    def _words(self, statements: Sequence[Statement], words: Mapping[str, str | None]) -> None:
        articles = self.store.records({s.article_id for s in statements} & self.lengths.keys())
        for statement in statements:
            article = articles.get(statement.article_id)
            if (
                article is not None
                and all(map(self._inside, statement.content))
                and words_of(statement, article) != words[statement.id]
            ):
                self._problem(statement.id, "its words are not those of its spans")

    def _references(self, records: Sequence[Record]) -> None:
        named = {r.id: [rid for name in REFERENCES for rid in getattr(r, name, ())] for r in records}
        missing = self.store.missing(chain.from_iterable(named.values()))
        for record_id, ids in named.items():
            for rid in ids:
                if rid in missing:
                    self._problem(record_id, f"refers to {rid}, which is not there")

    def _segments(self, articles: Sequence[Article]) -> None:
        documents = {d.id: d for d in self.store.documents([a.document_id for a in articles])}
        for article in articles:
            document = documents.get(article.document_id)
            if document is None:
                self._problem(article.id, f"its document {article.document_id} is gone")
                continue
            text, encoding = decode(document.body, document.media_type, document.encoding)
            if encoding != article.decoded_as:
                what = f"its document now decodes as {encoding}, not {article.decoded_as}"
                self._problem(article.id, what)
            for s in article.segments:
                if not 0 <= s.source_start < s.source_end <= len(text):
                    self._problem(article.id, f"segment [{s.start}, {s.end}) leads outside the document")
                elif document.media_type == "text" and (
                    text[s.source_start : s.source_end] != article.text[s.start : s.end]
                ):
                    what = f"segment [{s.start}, {s.end}) no longer has the document's words"
                    self._problem(article.id, what)

    def _manifest(self) -> None:
        manifest = self.store.last_run()
        if manifest is None:
            self._problem("run", "no run has ended; the ledger is not complete: variorum run")
            return
        run, judgements = manifest["run"], [msgspec.to_builtins(j) for j in self.store.judgements()]
        if manifest["inputs"] != self.store.inputs():
            self._problem(run, "documents were added, changed or removed since the last run: variorum run")
        elif manifest["judgements"] != judgements:
            self._problem(run, "judgements were made since the last run: variorum run")
        elif manifest["output"] != combined(self.store.digests()):
            self._problem(run, "the records are not those the run made")
        body = {k: v for k, v in manifest.items() if k != "run"}
        if combined([msgspec.json.encode(body, order="sorted").decode()])[:16] != run:
            self._problem(run, "the manifest was altered")


def _batches(items: Iterable[Stored]) -> Iterator[list[Stored]]:
    coming = iter(items)
    while batch := list(islice(coming, AT_ONCE)):
        yield batch
