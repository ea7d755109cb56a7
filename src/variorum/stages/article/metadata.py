"""What a page states about its article: JSON-LD, then Open Graph and meta tags, then what it prints."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator
from typing import Any

import msgspec

from variorum.sources import dates
from variorum.sources.document import line
from variorum.stages.article.clean import fold

LARGEST = 1_000_000  # characters of JSON-LD that are read
ARTICLE = re.compile(r"Article|Report|BlogPosting|LiveBlog|NewsMedia$")
WRAPPED = re.compile(r"^\s*(?:<!\[CDATA\[|<!--|//\s*<!\[CDATA\[)|(?:\]\]>|-->|//\s*\]\]>)\s*;?\s*$")
SEPARATOR = re.compile(r"\s+[|–—»·•:]+\s+|\s+-\s+")
DATES = """article:published_time og:published_time datepublished pubdate publishdate publish-date date
dc.date dc.date.issued dcterms.created dcterms.date parsely-pub-date sailthru.date
cxenseparse:recs:publishtime"""
AUTHORS = "author article:author_name parsely-author sailthru.author byl dc.creator cxenseparse:author"
SECTIONS = "article:section parsely-section section cxenseparse:recs:section"
NO_AUTHOR = re.compile(r"https?://|^@|^(?:admin|staff|editor|none|null|unknown)$", re.IGNORECASE)


class Stated(msgspec.Struct, kw_only=True):
    """The metadata of a page; ``stated`` tells where each came from."""

    title: str | None = None
    outlet: str | None = None
    byline: tuple[str, ...] = ()
    published: str | None = None
    section: str | None = None
    language: str | None = None
    live: bool = False
    stated: dict[str, str] = {}

    def take(self, name: str, value: Any, where: str) -> None:
        """Keep the first value of each."""
        if value and not getattr(self, name):
            setattr(self, name, value)
            self.stated = {**self.stated, name: where}


def read(tree: Any) -> Stated:
    """The metadata of a parsed page."""
    found = Stated()
    meta = _meta(tree)
    for node in _linked(tree):
        _take_linked(found, node)
    first = _first(meta)
    found.take("title", first("og:title twitter:title headline dc.title"), "meta")
    for name in DATES.split():
        found.take("published", dates.stated(meta.get(name, "")), "meta")
    found.take("byline", authors([first(AUTHORS)]), "meta")
    found.take("section", first(SECTIONS), "meta")
    named = first("og:site_name")
    if named and not (found.outlet and named.islower()):
        found.outlet, found.stated = named, {**found.stated, "outlet": "meta"}
    found.take("outlet", first("application-name dc.publisher"), "meta")
    _take_page(found, tree)
    return found


def authors(values: list[Any]) -> tuple[str, ...]:
    """Names of authors, one each, without addresses and ``By``; empty when none is a name."""
    names: dict[str, None] = {}
    for value in values:
        text = line(html.unescape(value)) if isinstance(value, str) else None
        for part in re.split(r"\s*(?:;|\||\band\b|&|,(?=\s+\S+\s+\S))\s*", text[:500]) if text else ():
            name = re.sub(r"^by:?\s+", "", part, flags=re.IGNORECASE).strip(" ,")
            if 1 < len(name) <= 80 and not NO_AUTHOR.search(name):
                names.setdefault(name)
    return tuple(names)


def _meta(tree: Any) -> dict[str, str]:
    meta: dict[str, str] = {}
    for element in tree.iter("meta"):
        key = element.get("property") or element.get("name") or element.get("itemprop")
        value = line(html.unescape(element.get("content") or ""))
        if key and value:
            meta.setdefault(key.lower(), value)
    return meta


def _first(meta: dict[str, str]) -> Any:
    return lambda names: next((meta[n] for n in names.split() if meta.get(n)), None)


def _linked(tree: Any) -> Iterator[dict[str, Any]]:
    """The JSON-LD objects that describe an article, in the order of the page."""
    budget = LARGEST
    for element in tree.iter("script"):
        if "ld+json" not in (element.get("type") or "").lower() or not element.text:
            continue
        budget -= len(element.text)
        if budget < 0:
            return
        try:
            value = json.loads(WRAPPED.sub("", element.text.strip()), strict=False)
        except (ValueError, RecursionError):
            continue
        yield from (node for node in _flat(value, 0) if ARTICLE.search(_types(node)))


def _flat(value: Any, depth: int) -> Iterator[dict[str, Any]]:
    if depth > 4:
        return
    if isinstance(value, list):
        for item in value:
            yield from _flat(item, depth + 1)
    elif isinstance(value, dict):
        yield value
        for key in ("@graph", "mainEntity"):
            yield from _flat(value.get(key), depth + 1)


def _types(node: dict[str, Any]) -> str:
    kind = node.get("@type")
    return " ".join(map(str, kind)) if isinstance(kind, list) else str(kind or "")


def _take_linked(found: Stated, node: dict[str, Any]) -> None:
    if "NewsMedia" in _types(node):
        return
    found.take("title", _text(node.get("headline")), "json-ld")
    found.take("published", dates.stated(_text(node.get("datePublished")) or ""), "json-ld")
    found.take("byline", authors(_names(node.get("author") or node.get("creator"))), "json-ld")
    found.take("outlet", next(iter(_names(node.get("publisher"))), None), "json-ld")
    section = node.get("articleSection")
    found.take("section", _text(section[0] if isinstance(section, list) and section else section), "json-ld")
    found.take("language", _language(_text(node.get("inLanguage"))), "json-ld")
    found.live = found.live or "LiveBlog" in _types(node)


def _text(value: Any) -> str | None:
    return line(html.unescape(value)) if isinstance(value, str) else None


def _names(value: Any) -> list[str]:
    if isinstance(value, list):
        return [name for item in value[:20] for name in _names(item)]
    if isinstance(value, dict):
        return _names(value.get("name"))
    text = _text(value)
    return [text] if text else []


def _take_page(found: Stated, tree: Any) -> None:
    """The printed headline where it shares its words with what the head says; outlet and language."""
    heading = line(" ".join(tree.xpath("string(//title[1])").split()))
    printed = [h for e in tree.iter("h1") if (h := line("".join(e.itertext()))) and len(h) > 8]
    known = set(fold(f"{found.title or ''} {heading or ''}").split())
    for text in printed:
        words = fold(text).split()
        if len(words) >= 3 and (not known or sum(w in known for w in words) * 2 >= len(words)):
            found.title, found.stated = text, {**found.stated, "title": "page"}
            break
    if found.title and heading and not found.outlet and fold(heading).startswith(fold(found.title)):
        parts = SEPARATOR.split(heading)
        if len(parts) > 1 and len(parts[-1]) <= 40 and fold(parts[-1]) not in fold(found.title):
            found.take("outlet", parts[-1].strip(), "page")
    found.take("title", heading, "page")
    if found.title:
        found.title = without_outlet(found.title, found.outlet)
    found.take("language", _language(tree.get("lang") or tree.get("xml:lang")), "page")


def without_outlet(title: str, outlet: str | None) -> str:
    """A title without the outlet's name that pages hang on it (``... | Meridian Post``)."""
    name = fold(outlet or "").replace(" ", "").removeprefix("the")
    while name and (cut := list(SEPARATOR.finditer(title))):
        last = fold(title[cut[-1].end() :]).replace(" ", "").removeprefix("the")
        if not last or (last not in name and name not in last):
            break
        title = title[: cut[-1].start()].rstrip()
    return title


def _language(tag: str | None) -> str | None:
    """The language of a tag such as ``en-GB``, in two or three letters."""
    found = re.match(r"[A-Za-z]{2,3}(?=$|[-_])", tag or "")
    return found[0].lower() if found else None
