"""The article layer over a corpus: rows in and out as the gold sets' contract has them."""

from __future__ import annotations

import gzip
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from variorum.errors import InputError
from variorum.model import Article, Document, Profile
from variorum.sources.document import document, storable
from variorum.stages.article import NONE, article


def annotate(row: Mapping[str, Any], profile: Profile = NONE) -> dict[str, Any]:
    """The article of one row ``{id, url, html | html_path | text}``; its text is empty when it has none."""
    try:
        made: Article | None = next(iter(article.run(to_document(row), profile)))
    except InputError:
        made = None
    return to_row(str(row["id"]), made)


def to_document(row: Mapping[str, Any]) -> Document:
    """The document a row describes; ``html_path`` may be gzip."""
    html: str | bytes = row.get("html") or ""
    if path := row.get("html_path"):
        html = Path(path).read_bytes()
        html = gzip.decompress(html) if str(path).endswith(".gz") else html
    body = html or row.get("text") or ""
    return document(
        storable(body).encode("utf-8") if isinstance(body, str) else body,
        str(row["id"]),
        "html" if html else "text",
        url=row.get("url"),
        title=row.get("title"),
        outlet=row.get("outlet"),
        published=row.get("published"),
    )


def to_row(identifier: str, made: Article | None) -> dict[str, Any]:
    """The answer for one article, or for none. Spans of credits are into the decoded document."""
    if made is None:
        return {"id": identifier, "text": "", "title": None, "authors": [], "published": None, "kind": "stub"}
    return {
        "id": identifier,
        "title": made.title,
        "authors": list(made.byline),
        "published": made.published,
        "outlet": made.outlet,
        "section": made.section,
        "dateline": made.dateline,
        "text": made.text,
        "credits": [
            {"agency": c.agency, "kind": c.kind, "span": [c.source_start, c.source_end]} for c in made.credits
        ],
        "kind": made.kind,
    }
