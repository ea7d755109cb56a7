"""Plain text: one document, as it is."""

from __future__ import annotations

from collections.abc import Iterator

from variorum.model import Document
from variorum.sources.document import document


def read(body: bytes, address: str) -> Iterator[Document]:
    """The text as one document."""
    yield document(body, address, "text")
