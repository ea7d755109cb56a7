"""Live blogs: the updates a page lists in its structured data, each with its own date.

A live blog read as one article mixes a day of reports under one date; what schema.org calls
``liveBlogUpdate`` keeps them apart. Updates without a date or without words are left in the page.
"""

from __future__ import annotations

import html
import json
import re
from collections import Counter
from collections.abc import Iterator
from typing import Any

from variorum import guard
from variorum.errors import InputError
from variorum.model import Document, Failure
from variorum.sources import dates
from variorum.sources.decode import decode
from variorum.sources.document import document, failure, line, storable
from variorum.sources.versions import UPDATE, canonical

MARK = b"liveBlogUpdate"
MOST = 1_000
DEEP = 6
SCRIPT = re.compile(r"<script\b[^>]{0,500}>", re.IGNORECASE)
BLOCK = re.compile(r"\s*</?(?:p|div|br|li|ul|ol|h[1-6]|blockquote|figure|table|tr)\b[^<>]{0,2000}>\s*", re.I)
TAG = re.compile(r"</?[a-zA-Z][^<>]{0,2000}>|<!--.{0,2000}?-->", re.DOTALL)


def read(page: Document) -> Iterator[Document | Failure]:
    """A document for every dated update, the oldest first; nothing when the page lists none."""
    try:
        found = guard.call(__name__, "updates", decode(page.body, "html", page.encoding)[0])
    except InputError as error:
        yield failure(
            page.address, InputError(f"its live updates cannot be read: {error.reason}", error.remedy)
        )
        return
    urls = Counter(canonical(update["url"] or "", fragment=True) for update in found)
    urls[canonical(page.url or "")] += 1
    times: Counter[str] = Counter()
    for update in found:
        times[update["published"]] += 1
        name = _name_of(update["published"], times[update["published"]])
        own = update["url"] if urls[canonical(update["url"] or "", fragment=True)] == 1 else None
        yield document(
            update["text"].encode("utf-8"),
            f"{page.address}{name}",
            "text",
            url=own or (f"{page.url.partition('#')[0]}{name}" if page.url else None),
            title=update["title"],
            outlet=page.outlet or update["outlet"],
            published=update["published"],
            form="update",
            fetched=page.fetched,
        )


def _name_of(published: str, number: int) -> str:
    """The fragment that names an update: its time and, from the second of one time on, which it is. Pages
    list now all updates, now only the latest, so a running number would not stay."""
    return UPDATE + published.replace(":", "") + (f"-{number}" if number > 1 else "")


def updates(page: str) -> list[dict[str, Any]]:
    """The dated updates of a decoded page, the oldest first: title, text, published, url, outlet.

    Runs in the guard's child: what pages call JSON is often something else."""
    found: dict[tuple[str, str], dict[str, Any]] = {}
    for blog in _blogs(page):
        outlet = _name(blog.get("publisher"))
        listed = blog[MARK.decode()]
        for node in listed if isinstance(listed, list) else [listed]:
            if isinstance(node, dict) and (made := _update(node, outlet)):
                found.setdefault((made["published"], made["text"]), made)
    # Pages list the newest first; those of one time are numbered from the oldest.
    return sorted(reversed(found.values()), key=lambda u: str(u["published"]))[:MOST]


def _update(node: dict[str, Any], outlet: str | None) -> dict[str, Any] | None:
    published = dates.stated(_text(node.get("datePublished")) or "")
    text = _words(node.get("articleBody"))
    if not published or not text:
        return None
    url = _text(node.get("url"))
    return {
        "title": line(_words(node.get("headline"))),
        "text": text,
        "published": published,
        "url": url[:2000] if url and url.startswith(("http://", "https://")) else None,
        "outlet": _name(node.get("publisher")) or outlet,
    }


def _blogs(page: str) -> Iterator[dict[str, Any]]:
    """Every JSON-LD object that lists updates, in the order of the page."""
    at = 0
    while begin := SCRIPT.search(page, at):
        end = page.find("</script", begin.end())
        if end < 0:
            return
        at = end
        if "ld+json" not in begin[0].lower() or page.find(MARK.decode(), begin.end(), end) < 0:
            continue
        try:
            yield from _listing(json.loads(page[begin.end() : end].strip(), strict=False), 0)
        except (ValueError, RecursionError):
            continue


def _listing(value: Any, depth: int) -> Iterator[dict[str, Any]]:
    if depth > DEEP:
        return
    if isinstance(value, list):
        for item in value:
            yield from _listing(item, depth + 1)
    elif isinstance(value, dict):
        if MARK.decode() in value:
            yield value
        for key in ("@graph", "mainEntity", "mainEntityOfPage", "hasPart"):
            yield from _listing(value.get(key), depth + 1)


def _words(value: Any) -> str:
    """A text in paragraphs without tags and entities; empty when there is none."""
    text = storable(value) if isinstance(value, str) else ""
    text = html.unescape(TAG.sub("", BLOCK.sub("\n\n", text)))
    rows = (" ".join(row.split()) for row in text.split("\n"))
    return "\n\n".join(row for row in rows if row)


def _text(value: Any) -> str | None:
    return line(html.unescape(value)) if isinstance(value, str) else None


def _name(value: Any) -> str | None:
    if isinstance(value, list):
        return next((name for item in value[:5] if (name := _name(item))), None)
    return _text(value.get("name")) if isinstance(value, dict) else _text(value)
