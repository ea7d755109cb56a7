"""Web archives (WARC, CC-NEWS): a document for every HTML page that was answered with success.

Read in one pass with a few megabytes of memory, whatever the records claim. After a record that is not
what it says, reading goes on at the next gzip member or line that begins a record. When a page was
fetched is no date of publication; it tells which of two versions is the newer one.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import BinaryIO

from variorum.errors import InputError
from variorum.model import Document, Failure
from variorum.sources import dates, html, message
from variorum.sources.document import failure, line
from variorum.sources.packed import members
from variorum.sources.records import Record, pieces, records

LIMIT = 5_000_000
BROKEN = "fetch the archive again, or save the page as HTML"


def stream(file: BinaryIO, address: str, *, packed: bool) -> Iterator[Document | Failure]:
    """A document for every page and a failure for every record that should be one and cannot be read."""
    kinds: Counter[str] = Counter()
    pages = 0
    for record in records(members(file) if packed else pieces(file), LIMIT):
        kinds[record.kind] += 1
        where = f"{address}#{_target(record) or record.number}"
        try:
            for made in _page(record, where):
                pages += 1
                yield made
        except InputError as error:
            pages += 1
            yield failure(where, error)
    if not pages:
        found = ", ".join(f"{count} {kind}" for kind, count in sorted(kinds.items())) or "no record"
        yield failure(
            address, InputError(f"the archive holds no HTML page: {found}", "add its pages as HTML")
        )


def _page(record: Record, where: str) -> Iterator[Document | Failure]:
    """What a record gives: nothing when it is not a page, or not one that was found."""
    if record.problem:
        raise InputError(record.problem, BROKEN)
    if record.kind != "response" or not record.fields.get("content-type", "http").strip().startswith(
        ("application/http", "http")
    ):
        return
    status, head, body = message.response(record.content)
    if not 200 <= status < 300 or not message.is_page(head):
        return
    if record.length > LIMIT:
        size = max(round(record.length / 1e6), 6)
        raise InputError(f"the record is {size} MB, more than the 5 MB limit", "save the article alone")
    body = message.content(body, head, LIMIT)
    if not body.strip() or ("content-type" not in head and b"<" not in body[:2000]):
        return
    if cut := line(record.fields.get("warc-truncated")):
        reason = f"the archive holds only the beginning of the page (cut for {cut[:20]}); read so far"
        yield failure(where, InputError(reason, "add the page itself"))
    fetched = dates.stated(record.fields.get("warc-date", ""))
    yield from html.read(body, where, url=_target(record), fetched=fetched, encoding=message.encoding(head))


def _target(record: Record) -> str | None:
    url = line(record.fields.get("warc-target-uri", "").strip("<> "))
    return url[:2000] if url and url.startswith(("http://", "https://")) else None
