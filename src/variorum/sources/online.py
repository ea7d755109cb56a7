"""A web address a user names: a page, a feed, an archive, or a sitemap whose pages are fetched in turn."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from variorum.errors import InputError
from variorum.model import Document, Failure
from variorum.sources import dates, message, sitemap
from variorum.sources.document import failure, line
from variorum.sources.packed import Inflated
from variorum.sources.reader import Reading, exactly
from variorum.sources.reader import read as read_stream
from variorum.sources.sniff import HEAD, LIMITS, sniff

if TYPE_CHECKING:
    from variorum.sources.web import Answer, Web

PAGES = 50
MAPS = 10


def read(url: str, web: Web | None, how: Reading) -> Iterator[Document | Failure]:
    """The documents at an address; a failure when there are none, or no ``web`` to fetch them with."""
    where = (line(url) or url)[:2000]
    if web is None:
        remedy = "add it to a ledger with `variorum add`, or save the page and name the file"
        yield failure(where, InputError("it is a web address, and those are only fetched by add", remedy))
        return
    try:
        answer = web.fetch(url)
        body = _map(answer)
        if body is None:
            yield from _documents(answer, how, {})
        else:
            yield from _pages(body, where, web, how)
    except InputError as error:
        yield failure(where, error)


def _documents(answer: Answer, how: Reading, said: dict[str, Any]) -> Iterator[Document | Failure]:
    fetched = dates.stated(answer.head.get("date", ""))
    told = {"url": answer.url, "fetched": fetched, "encoding": message.encoding(answer.head)}
    reading = Reading(how.fields, {**said, **told})
    yield from read_stream(io.BytesIO(answer.body), answer.url, len(answer.body), reading)


def _map(answer: Answer) -> bytes | None:
    """The body, unpacked, when it is a sitemap; else None."""
    body = answer.body
    if body.startswith(b"\x1f\x8b"):
        body = exactly(io.BufferedReader(Inflated(io.BytesIO(body))), LIMITS["sitemap"])
    try:
        return body if sniff(body[:HEAD]) == "sitemap" else None
    except InputError:
        return None


def _pages(body: bytes, where: str, web: Web, how: Reading) -> Iterator[Document | Failure]:
    """The pages of a sitemap, the newest first, and what was left out of it."""
    found: dict[str, dict[str, Any]] = {}
    for part in _maps(body, where, web):
        if isinstance(part, Failure):
            yield part
        else:
            found.setdefault(part["url"], part)
    entries = sorted(found.values(), key=lambda e: e["published"] or "", reverse=True)
    for entry in entries[:PAGES]:
        said = {name: entry[name] for name in ("title", "outlet", "published")}
        try:
            yield from _documents(web.fetch(entry["url"]), how, said)
        except InputError as error:
            yield failure(entry["url"], error)
    if len(entries) > PAGES or not entries:
        reason, remedy = "the sitemap names no page of its own site", "add pages by their addresses"
        if entries:
            reason = f"{len(entries) - PAGES} pages of the sitemap were not fetched"
            remedy = f"the {PAGES} newest were; add others by their addresses"
        yield failure(where, InputError(reason, remedy))


def _maps(body: bytes, where: str, web: Web) -> Iterator[dict[str, Any] | Failure]:
    """The entries of a sitemap, or of the first ten an index names, those called news before others."""
    entries, index = sitemap.entries(body)
    entries = [e for e in entries if _site(e["url"]) == _site(where)]
    if not index:
        yield from entries
        return
    entries.sort(key=lambda e: "news" not in e["url"].lower())
    for entry in entries[:MAPS]:
        try:
            inner = _map(web.fetch(entry["url"]))
            if inner is None:
                raise InputError("it is called a sitemap and is none", "add its pages by their addresses")
            named, deeper = sitemap.entries(inner)
            yield from (e for e in named if not deeper and _site(e["url"]) == _site(where))
        except InputError as error:
            yield failure(entry["url"], error)
    if len(entries) > MAPS:
        reason = f"{len(entries) - MAPS} of its sitemaps were not read"
        yield failure(where, InputError(reason, "add those you want by their addresses"))


def _site(url: str) -> str:
    """The host an address belongs to, without ``www.``: a sitemap speaks for its own site only."""
    return url.partition("://")[2].partition("/")[0].lower().removeprefix("www.")
