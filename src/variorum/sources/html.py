"""An HTML page: one document, as it is; beside it one for every dated update of a live blog.

What is article in a page is the article stage's question.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from variorum.model import Document, Failure
from variorum.sources import live
from variorum.sources.document import document


def read(
    body: bytes,
    address: str,
    *,
    url: str | None = None,
    title: str | None = None,
    outlet: str | None = None,
    published: str | None = None,
    form: Literal["page", "item", "update"] = "page",
    fetched: str | None = None,
    encoding: str | None = None,
) -> Iterator[Document | Failure]:
    """The page as one document, and its live updates."""
    page = document(
        body,
        address,
        "html",
        url=url,
        title=title,
        outlet=outlet,
        published=published,
        form=form,
        fetched=fetched,
        encoding=encoding,
    )
    yield page
    if live.MARK in body:
        yield from live.read(page)
