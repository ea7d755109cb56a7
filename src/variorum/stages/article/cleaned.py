"""What cleaning a document gives, before it becomes an article."""

from __future__ import annotations

from typing import Any, Literal

import msgspec

from variorum.model import Article, Credit, Document, Removed, Segment, make_id
from variorum.sources.versions import page_key
from variorum.stages.article import outlets


class Cleaned(msgspec.Struct, kw_only=True):
    """A clean text with what the document states about it, as plain as the guard's pipe needs it."""

    text: str
    segments: tuple[Segment, ...] = ()
    removed: tuple[Removed, ...] = ()
    credits: tuple[Credit, ...] = ()
    kind: Literal["article", "live", "stub", "wall"] = "article"
    title: str | None = None
    outlet: str | None = None
    byline: tuple[str, ...] = ()
    dateline: str | None = None
    published: str | None = None
    modified: str | None = None
    canonical: str | None = None
    section: str | None = None
    language: str | None = None
    stated: dict[str, str] = {}


def to_article(cleaned: Cleaned, document: Document, encoding: str) -> Article:
    """The article of a document; what the container or the user says wins over what the page says."""
    values: dict[str, Any] = {f: getattr(cleaned, f) for f in Cleaned.__struct_fields__}
    stated = dict(cleaned.stated)
    for name in ("title", "outlet", "published"):
        if given := getattr(document, name):
            values[name] = given
            stated[name] = "given"
    if document.form == "update":
        values["kind"] = "live"
    values["page"] = page_key(document, live=values["kind"] == "live")
    if known := outlets.known(values["outlet"], document.url or values["canonical"]):
        told = {"outlet_owner": known.owner, "outlet_kind": known.kind, "outlet_state": known.state}
        values |= {name: value or None for name, value in told.items()}
        stated |= dict.fromkeys(told, "table")
    values["stated"] = {name: stated[name] for name in sorted(stated) if values.get(name)}
    return Article(
        id=make_id("art", document.id),
        made_by="article/2",
        document_id=document.id,
        decoded_as=encoding,
        **values,
    )
