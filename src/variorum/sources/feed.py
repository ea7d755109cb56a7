"""RSS and Atom: a document for every item, with what the feed says about it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from variorum import guard
from variorum.errors import InputError
from variorum.model import Document, Failure
from variorum.sources import dates, html
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
        said: dict[str, Any] = {name: item[name] for name in ("url", "title", "outlet")}
        said["published"] = dates.stated(item["published"]) if item["published"] else None
        body = item["body"].encode("utf-8")
        if item["html"]:
            yield from html.read(body, where, form="item", **said)
        else:
            yield document(body, where, "text", form="item", **said)


def items(body: bytes) -> list[dict[str, Any]]:
    """What feedparser finds, as plain data; runs in the guard's child."""
    import feedparser

    # Bytes only: a text would be tried as a web address and as a path.
    parsed = feedparser.parse(body, resolve_relative_uris=False)
    channel = line(parsed.feed.get("title"))
    # Atom says when an entry was last changed; RSS with Dublin Core has no other date than that of issue.
    dated = ("published",) if str(parsed.get("version", "")).startswith("atom") else ("published", "updated")
    return [_item(entry, channel, dated) for entry in parsed.entries]


def _item(entry: Any, channel: str | None, dated: tuple[str, ...]) -> dict[str, Any]:
    contents = [c for c in entry.get("content", []) if (c.get("value") or "").strip()]
    content = contents[0] if contents else entry.get("summary_detail") or {}
    source = entry.get("source") or {}
    url = line(entry.get("link"))
    return {
        "guid": line(str(entry.get("id") or "")[:500]),
        "url": url if url and url.startswith(("http://", "https://")) else None,
        "title": _plain(entry.get("title")),
        "outlet": _plain(source.get("title")) or channel,
        "published": next((d for name in dated if (d := line(entry.get(name)))), None),
        "body": storable(content.get("value") or ""),
        "html": content.get("type") != "text/plain" or "</" in (content.get("value") or ""),
    }


def _plain(value: object) -> str | None:
    """A title without the tags some feeds put into it."""
    text = line(value)
    return line(re.sub(r"</?[a-zA-Z][^<>]*>", "", text)) if text else None
