"""From a document to its article: the clean text, what is stated about it, and the way back to the source."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from variorum import guard
from variorum.errors import InputError
from variorum.model import Article, Document, Profile
from variorum.pipeline import stage
from variorum.sources.decode import decode
from variorum.stages.article import pasted
from variorum.stages.article.cleaned import Cleaned, to_article
from variorum.stages.article.template import without_template

LIMIT = 5_000_000
NONE = Profile()


@stage(version=2)
def article(document: Document, profile: Profile = NONE) -> Iterator[Article]:
    """Clean article text with what is stated about it, without the lines that a profile knows as template."""
    if len(document.body) > LIMIT:
        size = round(len(document.body) / 1e6)
        raise InputError(
            f"it is {size} MB, more than the {LIMIT // 1_000_000} MB limit", "save the article alone"
        )
    text, encoding = decode(document.body, document.media_type, document.encoding)
    if document.media_type == "html":
        found = guard.call("variorum.stages.article.extract", "page", text, document.url, document.title)
        cleaned = msgspec.convert(found, Cleaned)
    else:
        cleaned = pasted.clean_text(text, document)
    if not cleaned.text.strip():
        raise InputError("it has no text", "check what was saved, or paste the article's text into a file")
    made = to_article(cleaned, document, encoding)
    yield without_template(made, profile) if profile.lines else made
