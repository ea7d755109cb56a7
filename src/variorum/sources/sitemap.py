"""Sitemaps of news sites: which pages there are, and what is said about them. They hold no text."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from xml.parsers import expat

from variorum import guard
from variorum.errors import InputError
from variorum.model import Failure
from variorum.sources import dates
from variorum.sources.document import failure, line

MOST = 50_000  # what the protocol allows in one file
LONGEST = 4_000
NEWS = {"title": "title", "publication_date": "published", "name": "outlet"}
SECONDS = 20.0


def entries(body: bytes) -> tuple[list[dict[str, Any]], bool]:
    """The entries of a sitemap (url, title, outlet, published) and whether they are sitemaps themselves.

    Raise InputError when it is none. What an entry says of itself is kept as far as it can be read."""
    found = guard.call(__name__, "parse", body, seconds=SECONDS)
    kept = []
    for entry in found["entries"]:
        url = line(entry.get("url"))
        if url and url.startswith(("http://", "https://")):
            published = dates.stated(line(entry.get("published")) or "")
            kept.append(
                {"url": url, "published": published} | {n: line(entry.get(n)) for n in ("title", "outlet")}
            )
    return kept, bool(found["index"])


def read(body: bytes, address: str) -> Iterator[Failure]:
    """What a sitemap in a file comes to: the pages it names, to be fetched when the user says so."""
    try:
        found, index = entries(body)
    except InputError as error:
        yield failure(address, error)
        return
    what = "sitemap" if index else "page"
    named = f"it is a sitemap: it names {len(found)} {what}{'' if len(found) == 1 else 's'} and holds no text"
    first = f", beginning with {found[0]['url']}" if found else ""
    remedy = f"add the sitemap by its web address, or the {what}s by theirs{first}"
    yield failure(address, InputError(named, remedy if found else "fetch it again"))


def parse(body: bytes) -> dict[str, Any]:
    """The entries as plain data; runs in the guard's child."""
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    reader = _Reader()
    parser.StartElementHandler = reader.start
    parser.EndElementHandler = reader.end
    parser.CharacterDataHandler = reader.text
    parser.EntityDeclHandler = _no_entity
    try:
        parser.Parse(body, True)
    except expat.ExpatError as error:
        if not reader.entries:
            raise InputError(f"its XML is broken: {error}", "fetch it again, or add its pages") from None
    return {"entries": reader.entries, "index": reader.index}


def _no_entity(*_: object) -> None:
    raise InputError("it defines entities, which sitemaps do not", "do not trust this file")


class _Reader:
    """Collects what stands in ``<url>`` and ``<sitemap>``."""

    def __init__(self) -> None:
        self.entries: list[dict[str, str]] = []
        self.index = False
        self._entry: dict[str, str] | None = None
        self._name = ""

    def start(self, tag: str, attributes: object) -> None:
        space, _, local = tag.rpartition(" ")
        if local in ("url", "sitemap"):
            self._entry = {}
            self.index = self.index or local == "sitemap"
        if "sitemap-news" in space:
            self._name = NEWS.get(local, "")
        else:  # images and videos have a ``loc`` of their own
            self._name = "url" if local == "loc" and "sitemap-" not in space else ""

    def end(self, tag: str) -> None:
        if tag.rpartition(" ")[2] in ("url", "sitemap") and self._entry is not None:
            if len(self.entries) < MOST:
                self.entries.append(self._entry)
            self._entry = None
        self._name = ""

    def text(self, data: str) -> None:
        if self._entry is not None and self._name:
            self._entry[self._name] = (self._entry.get(self._name, "") + data)[:LONGEST]
