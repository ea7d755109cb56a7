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
from variorum.stages.article.extract import REASONS


def annotate(row: Mapping[str, Any], profile: Profile = NONE) -> dict[str, Any]:
    """The article of one row ``{id, url, html | html_path | text}``; a page without one has no text, the kind
    ``wall`` (a cookie or consent notice) or ``stub``, and the ``reason``."""
    try:
        return to_row(str(row["id"]), next(iter(article.run(to_document(row), profile))))
    except InputError as error:
        return nothing(str(row["id"]), error.reason)


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


def nothing(identifier: str, reason: str) -> dict[str, Any]:
    """The answer for a page that holds no article, and why."""
    made = Article(id="", document_id="", text="", kind="wall" if reason == REASONS["wall"] else "stub")
    return to_row(identifier, made) | {"reason": reason}


def to_row(identifier: str, made: Article) -> dict[str, Any]:
    """The answer for one article. Spans of credits are into the decoded document."""
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
