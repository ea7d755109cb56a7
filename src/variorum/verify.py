"""Re-read everything: the bytes, every span, every reference, and the manifest."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

import msgspec

from variorum.backends.rows import combined
from variorum.backends.schema import TABLES
from variorum.backends.sql import SqlStore
from variorum.model import Article, Document, Record
from variorum.sources.decode import decode

REFERENCES = ("mention_ids", "member_ids", "event_ids", "line_ids", "root_ids", "article_ids")


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


def verify(store: SqlStore) -> Verified:
    """Read every document, record and span again; nothing is changed."""
    problems: list[Problem] = []
    documents = records = spans = 0
    for document in store.documents([row["id"] for row in store.inputs()]):
        documents += 1
        if hashlib.sha256(document.body).hexdigest() != document.sha256:
            problems.append(Problem(document.id, "its bytes no longer have the hash they came with"))
    lengths: dict[str, int] = {}
    for article in store.read(Article):
        lengths[article.id] = len(article.text)
        problems += _segments(store, article)
    known = set(lengths)
    for kind in TABLES:
        known.update(rid for rid, _, _, _ in store.scan(kind, body=False))
    for kind in TABLES:
        for record in store.read(kind):
            records += 1
            spans += len(record.spans)
            problems += _spans(record, lengths)
            problems += _references(record, known)
    problems += _manifest(store)
    return Verified(documents, records, spans, tuple(problems))


def _segments(store: SqlStore, article: Article) -> Iterator[Problem]:
    found: list[Document] = list(store.documents([article.document_id]))
    if not found:
        yield Problem(article.id, f"its document {article.document_id} is gone")
        return
    text, encoding = decode(found[0].body, found[0].media_type)
    if encoding != article.decoded_as:
        yield Problem(article.id, f"its document now decodes as {encoding}, not {article.decoded_as}")
    for s in article.segments:
        if not 0 <= s.source_start < s.source_end <= len(text):
            yield Problem(article.id, f"segment [{s.start}, {s.end}) leads outside the document")
        elif (
            found[0].media_type == "text"
            and text[s.source_start : s.source_end] != article.text[s.start : s.end]
        ):
            yield Problem(article.id, f"segment [{s.start}, {s.end}) no longer has the document's words")


def _spans(record: Record, lengths: dict[str, int]) -> Iterator[Problem]:
    for span in record.spans:
        length = lengths.get(span.article_id)
        if length is None:
            yield Problem(record.id, f"points into {span.article_id}, which is not there")
        elif not 0 <= span.start < span.end <= length:
            yield Problem(record.id, f"[{span.start}, {span.end}) does not lie in {span.article_id}")


def _references(record: Record, known: set[str]) -> Iterator[Problem]:
    for name in REFERENCES:
        for rid in getattr(record, name, ()):
            if rid not in known:
                yield Problem(record.id, f"refers to {rid}, which is not there")


def _manifest(store: SqlStore) -> Iterator[Problem]:
    manifest = store.last_run()
    if manifest is None:
        yield Problem("run", "no run has ended; the ledger is not complete: variorum run")
        return
    if manifest["inputs"] != store.inputs():
        yield Problem(manifest["run"], "documents were added or removed since the last run: variorum run")
    elif manifest["output"] != combined(store.digests()):
        yield Problem(manifest["run"], "the records are not those the run made")
    body = {k: v for k, v in manifest.items() if k != "run"}
    if combined([msgspec.json.encode(body, order="sorted").decode()])[:16] != manifest["run"]:
        yield Problem(manifest["run"], "the manifest was altered")
