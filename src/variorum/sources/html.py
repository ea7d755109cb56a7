"""An HTML page: one document, as it is. What is article in it is the article stage's question."""

from __future__ import annotations

from collections.abc import Iterator

from variorum.model import Document
from variorum.sources.document import document


def read(body: bytes, address: str) -> Iterator[Document]:
    """The page as one document."""
    yield document(body, address, "html")
