"""The JSON-LD of a page: the objects that describe its article, and the dated items of a live page."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator
from typing import Any

from variorum.sources import dates
from variorum.sources.document import line

LARGEST = 1_000_000  # characters of JSON-LD that are read
ARTICLE = re.compile(r"Article|Report|BlogPosting|LiveBlog")
WRAPPED = re.compile(r"^\s*(?:<!\[CDATA\[|<!--|//\s*<!\[CDATA\[)|(?:\]\]>|-->|//\s*\]\]>)\s*;?\s*$")
TAG = re.compile(r"<[^<>]{0,500}>")
# What can still be read where the JSON is broken.
BROKEN = re.compile(r'"(headline|datePublished|dateModified)"\s*:\s*"((?:[^"\\]|\\.){1,300})"')
Item = tuple[str | None, str | None, str]


def articles(tree: Any) -> list[dict[str, Any]]:
    """The objects that describe an article, those with a headline first, else in the order of the page."""
    found = [node for node in _objects(tree) if ARTICLE.search(types(node))]
    return sorted(found, key=lambda node: not text(node.get("headline")))


def live_items(page: str) -> list[Item]:
    """The updates of a live page as (published, headline, text), in the order of the page; empty if none.

    ``published`` is ISO 8601 or None; ``text`` has one paragraph a line."""
    from trafilatura.utils import load_html

    tree = load_html(page)
    return [] if tree is None else updates(articles(tree))


def updates(nodes: list[dict[str, Any]]) -> list[Item]:
    """The dated updates of the objects of a page."""
    items: dict[Item, None] = {}
    for node in nodes:
        value = node.get("liveBlogUpdate")
        for update in value if isinstance(value, list) else [value]:
            if isinstance(update, dict):
                words = "\n".join(filter(None, map(line, _plain(update.get("articleBody")).split("\n"))))
                headline = text(update.get("headline"))
                if words or headline:
                    items.setdefault((dates.stated(text(update.get("datePublished")) or ""), headline, words))
    return list(items)


def text(value: Any) -> str | None:
    """A string value on one line, entities resolved; None when it is none."""
    return line(html.unescape(html.unescape(value))) if isinstance(value, str) else None


def names(value: Any) -> list[str]:
    """The names in a value of author or publisher: a string, an object, or a list of them."""
    if isinstance(value, list):
        return [name for item in value[:20] for name in names(item)]
    if isinstance(value, dict):
        return names(value.get("name"))
    found = text(value)
    return [found] if found else []


def types(node: dict[str, Any]) -> str:
    """The types of an object, blank-separated."""
    kind = node.get("@type")
    return " ".join(map(str, kind)) if isinstance(kind, list) else str(kind or "")


def _plain(value: Any) -> str:
    return html.unescape(TAG.sub("\n", html.unescape(value))) if isinstance(value, str) else ""


def _objects(tree: Any) -> Iterator[dict[str, Any]]:
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
            broken = {key: found for key, found in reversed(BROKEN.findall(element.text))}
            value = {"@type": "Article", **broken} if broken else None
        yield from _flat(value, 0)


def _flat(value: Any, depth: int) -> Iterator[dict[str, Any]]:
    if depth > 5:
        return
    if isinstance(value, list):
        for item in value:
            yield from _flat(item, depth + 1)
    elif isinstance(value, dict):
        yield value
        for key in ("@graph", "mainEntity", "mainEntityOfPage"):
            if isinstance(value.get(key), (dict, list)):
                yield from _flat(value[key], depth + 1)
