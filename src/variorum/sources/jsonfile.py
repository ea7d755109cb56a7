"""A whole JSON file: a JSON Feed, a ninjs item, one row, or a list of rows or items."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from variorum import guard
from variorum.errors import InputError
from variorum.model import Document, Failure
from variorum.sources import ninjs
from variorum.sources.decode import decode
from variorum.sources.document import failure, line
from variorum.sources.rows import SHAPE, documents, kind_of, prepare

FEED = "https://jsonfeed.org/version/"


def read(body: bytes, address: str, fields: Mapping[str, str] | None = None) -> Iterator[Document | Failure]:
    """A document for every good item and a failure for every bad one."""
    try:
        items = guard.call(__name__, "parse", body, dict(fields or {}))
    except InputError as error:
        yield failure(address, error)
        return
    if not items:
        yield failure(address, InputError("it has no items", "fetch it again, or add its pages"))
    for number, item in enumerate(items, 1):
        where = f"{address}#{number}" if len(items) > 1 else address
        if "problem" in item:
            yield failure(f"{address}#{item['id']}" if item["id"] else where, InputError(*item["problem"]))
        else:
            form = item.pop("form")
            yield from documents(item, address, where, f"item {number}", form)


def parse(body: bytes, fields: dict[str, str]) -> list[dict[str, Any]]:
    """The rows of the file, prepared, or what is wrong with each; runs in the guard's child."""
    try:
        value = json.loads(decode(body)[0].lstrip("\ufeff"), strict=False)
    except RecursionError:
        raise InputError("its JSON is nested too deeply", SHAPE) from None
    except ValueError as error:
        raise InputError(f"its JSON is broken: {str(error)[:100]}", "fetch it again") from None
    form = "item" if _is_feed(value) else "page"
    return [{**_prepared(row, f"item {n}", fields), "form": form} for n, row in enumerate(_items(value), 1)]


def _items(value: Any) -> list[Any]:
    if isinstance(value, list):
        return value
    if not isinstance(value, dict):
        raise InputError(f"it is JSON, but {kind_of(value)} alone", SHAPE)
    items: Any = value.get("items")
    if _is_feed(value):
        channel = line(value.get("title"))
        return [_feed_row(item, channel) if isinstance(item, dict) else item for item in items]
    if isinstance(items, list) and any(isinstance(i, dict) and ninjs.is_item(i) for i in items):
        return items
    return [value]


def _is_feed(value: Any) -> bool:
    """Whether a file is a JSON Feed, whose items may be summaries of pages."""
    return (
        isinstance(value, dict)
        and isinstance(value.get("items"), list)
        and str(value.get("version")).startswith(FEED)
    )


def _prepared(row: Any, label: str, fields: dict[str, str]) -> dict[str, Any]:
    key = row.get("id") or row.get("uri") if isinstance(row, dict) else None
    try:
        if not isinstance(row, dict):
            raise InputError(f"{label} is not an object but {kind_of(row)}", SHAPE)
        return {**prepare(row, label, fields)}
    except InputError as error:
        return {
            "id": line(key[:200]) if isinstance(key, str) else None,
            "problem": [error.reason, error.remedy],
        }


def _feed_row(item: dict[str, Any], channel: str | None) -> dict[str, Any]:
    """An item of a JSON Feed as a row; its whole text goes before its summary."""
    markup, plain = item.get("content_html"), item.get("content_text")
    url = item.get("url") or item.get("external_url")
    return {
        "id": item.get("id") or url,
        "url": url if isinstance(url, str) and url.startswith(("http://", "https://")) else None,
        "title": item.get("title"),
        "outlet": channel,
        "published": item.get("date_published"),
        "html": markup if isinstance(markup, str) and markup.strip() else None,
        "text": (plain if isinstance(plain, str) and plain.strip() else None) or item.get("summary"),
    }
