"""Rows of JSON: which fields are read, under which names, and the documents they make."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Literal

from variorum.errors import InputError, SettingsError
from variorum.model import Document, Failure
from variorum.sources import dates, html, ninjs
from variorum.sources.document import document, failure, line, storable

NAMES = ("url", "title", "outlet", "published")
FIELDS = ("id", "text", "html", *NAMES)
SHAPE = 'write one object a line, such as {"text": "...", "title": "...", "published": "2026-11-21"}'
Row = dict[str, str | None]


def mapping(given: str | Mapping[str, str] | None) -> dict[str, str]:
    """Which field of a row is read for each of ours, from ``text=body,title=headline.main``; a dot leads
    into objects and lists. Raise SettingsError for a name that is none of ours."""
    if not given:
        return {}
    pairs = given.items() if isinstance(given, Mapping) else (_pair(p) for p in given.split(",") if p.strip())
    found = {name.strip(): field.strip() for name, field in pairs}
    for name, field in found.items():
        if name not in FIELDS or not field:
            raise SettingsError(
                f"fields has {name!r}: write OURS=THEIRS, such as text=body,title=headline; "
                f"ours are {', '.join(FIELDS)}"
            )
    return found


def _pair(given: str) -> tuple[str, str]:
    name, _, field = given.partition("=")
    return name, field


def prepare(row: dict[str, Any], label: str, fields: Mapping[str, str]) -> Row:
    """The fields of a row that are read; raise InputError when they are not what they should be."""
    if not fields and ninjs.is_item(row):
        row = ninjs.row_of(row)
    taken = {name: _at(row, fields[name]) if name in fields else row.get(name) for name in FIELDS}
    key = taken.pop("id")
    for name, value in taken.items():
        if not isinstance(value, str | None):
            raise InputError(f"{label}: {name} is not text but {kind_of(value)}", SHAPE)
    if not (taken["html"] or taken["text"] or "").strip():
        raise InputError(f"{label} has neither text nor html", _other_names(row, fields))
    known = isinstance(key, str) or (isinstance(key, int) and abs(key) < 10**18)
    return {**taken, "id": line(str(key)[:200]) if known else None}


def documents(
    row: Row, address: str, where: str, label: str, form: Literal["page", "item"] = "page"
) -> Iterator[Document | Failure]:
    """The document of a prepared row, before it a failure when its date cannot be read."""
    if row["id"]:
        where = f"{address}#{row['id']}"
    published = row["published"]
    known = dates.stated(published) if published else None
    if published and known is None:
        yield failure(
            where,
            InputError(
                f"{label}: published is {storable(published[:40])!r}, not a date; read without it",
                "write it as 2026-11-21 or 2026-11-21T09:30+02:00",
            ),
        )
    said: dict[str, Any] = {name: line(row[name]) for name in ("url", "title", "outlet")} | {
        "published": known
    }
    body = storable(row["html"] or row["text"] or "").encode("utf-8")
    if row["html"]:
        yield from html.read(body, where, form=form, **said)
    else:
        yield document(body, where, "text", form=form, **said)


def _at(row: Any, path: str) -> Any:
    """What a dotted path leads to; None when there is nothing. A field with dots in its name comes first."""
    if isinstance(row, dict) and path in row:
        return row[path]
    for name in path.split("."):
        if isinstance(row, list) and name.isdigit() and len(name) < 6:
            row = row[int(name)] if int(name) < len(row) else None
        else:
            row = row.get(name) if isinstance(row, dict) else None
    return row


def _other_names(row: dict[str, Any], fields: Mapping[str, str]) -> str:
    """What to do about a row whose text has another name."""
    longest = max(
        (str(k) for k, v in row.items() if isinstance(v, str) and len(v) > 200),
        key=lambda name: len(row[name]),
        default="",
    )
    if longest and not fields:
        return f"say which field is the text, such as fields text={storable(longest[:40])}"
    return SHAPE


def kind_of(value: object) -> str:
    """What a JSON value is, in words."""
    return {
        dict: "an object",
        list: "an array",
        str: "a text",
        bool: "a truth value",
        type(None): "null",
    }.get(type(value), "a number")
