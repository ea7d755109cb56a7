"""RSS and Atom: a document for every item, with what the feed says about it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, Literal

from variorum import guard
from variorum.errors import InputError
from variorum.model import Document, Failure
from variorum.sources import dates
from variorum.sources.document import document, failure, line, storable

SECONDS = 60.0


def read(body: bytes, address: str) -> Iterator[Document | Failure]:
    """A document for every item that carries words of its own, a failure for every other."""
    try:
        items = guard.call(__name__, "items", body, seconds=SECONDS)
    except InputError as error:
        yield failure(address, error)
        return
    if not items:
        reason = "it is a feed without items, or too broken to find any"
        yield failure(address, InputError(reason, "fetch it again, or add its pages"))
    for index, item in enumerate(items):
        where = f"{address}#{item['guid'] or item['url'] or index}"
        if not item["body"].strip():
            remedy = "add the page it links to" + (f": {item['url']}" if item["url"] else "")
            yield failure(where, InputError("the item has no text", remedy))
            continue
        media_type: Literal["text", "html"] = "html" if item["html"] else "text"
        yield document(
            item["body"].encode("utf-8"),
            where,
            media_type,
            url=item["url"],
            title=item["title"],
            outlet=item["outlet"],
            published=dates.stated(item["published"]) if item["published"] else None,
        )


def items(body: bytes) -> list[dict[str, Any]]:
    """What feedparser finds, as plain data; runs in the guard's child."""
    import feedparser

    # Bytes only: a text would be tried as a web address and as a path.
    parsed = feedparser.parse(body, resolve_relative_uris=False)
    channel = line(parsed.feed.get("title"))
    return [_item(entry, channel) for entry in parsed.entries]


def _item(entry: Any, channel: str | None) -> dict[str, Any]:
    contents = [c for c in entry.get("content", []) if (c.get("value") or "").strip()]
    content = contents[0] if contents else entry.get("summary_detail") or {}
    source = entry.get("source") or {}
    url = line(entry.get("link"))
    return {
        "guid": line(str(entry.get("id") or "")[:500]),
        "url": url if url and url.startswith(("http://", "https://")) else None,
        "title": _plain(entry.get("title")),
        "outlet": _plain(source.get("title")) or channel,
        "published": line(entry.get("published")),
        "body": storable(content.get("value") or ""),
        "html": content.get("type") != "text/plain" or "</" in (content.get("value") or ""),
    }


def _plain(value: object) -> str | None:
    """A title without the tags some feeds put into it."""
    text = line(value)
    return line(re.sub(r"</?[a-zA-Z][^<>]*>", "", text)) if text else None
