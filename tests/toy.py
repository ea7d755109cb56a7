"""A pipeline of small real stages without a language model, for tests of the machinery."""

from __future__ import annotations

import os
import re
import signal
import time
from collections.abc import Iterable, Iterator
from pathlib import Path

from variorum.errors import InputError
from variorum.ledger import Ledger, open_ledger
from variorum.model import (
    Actor,
    Article,
    Document,
    Link,
    Mention,
    Signature,
    Span,
    Story,
    make_id,
)
from variorum.pipeline import GroupKey, Joined, Pipeline, stage

REFERENCE = "toy:PIPELINE"
NAME = re.compile(r"\b[A-Z][a-z]+\b")


@stage()
def article(document: Document) -> Iterator[Article]:
    """The text as it is."""
    text = document.body.decode()
    if "POISON" in text:
        os.kill(os.getpid(), signal.SIGKILL)
    if "BROKEN" in text:
        raise InputError("it is broken", "mend it")
    if "FAULT" in text:
        raise ZeroDivisionError("a fault of the stage")
    time.sleep(float(os.environ.get("TOY_SLEEP", "0")))
    yield Article(id=make_id("art", document.id), document_id=document.id, text=text, outlet=document.outlet)


@stage()
def mentions(article: Article) -> Iterator[Mention]:
    """Words with a capital."""
    for found in NAME.finditer(article.text):
        span = Span(article.id, *found.span())
        actor = Actor(id=f"person:{found.group().casefold()}", name=found.group(), kind="person")
        yield Mention(
            id=make_id("men", article.id, span.start),
            article_id=article.id,
            span=span,
            text=found.group(),
            actor=actor,
        )


@stage()
def signature(article: Article, mentions: list[Mention]) -> Iterator[Signature]:
    """The names."""
    yield Signature(
        id=make_id("sig", article.id),
        article_id=article.id,
        terms={},
        names=tuple(sorted({m.text for m in mentions})),
    )


def names(signature: Signature) -> Iterable[str]:
    return signature.names


@stage(by=names)
def links(key: GroupKey, signatures: list[Signature]) -> Iterator[Link]:
    """Articles that share a name, the first they share."""
    for i, one in enumerate(signatures):
        for other in signatures[i + 1 :]:
            if key.id == min(set(one.names) & set(other.names)):
                yield Link(
                    id=make_id("lnk", one.article_id, other.article_id),
                    left=one.article_id,
                    right=other.article_id,
                    score=1.0,
                )


@stage(by=Joined(Link))
def stories(signatures: list[Signature], links: list[Link]) -> Iterator[Story]:
    """Everything that hangs together."""
    ids = tuple(sorted(s.article_id for s in signatures))
    yield Story(id=make_id("sto", *ids), article_ids=ids, why=(f"{len(links)} links",))


PIPELINE = Pipeline((article, mentions, signature, links, stories))

PEOPLE = ("Anna", "Boris", "Chidi", "Dana", "Emeka", "Farah", "Goran", "Hana")


def documents(count: int) -> list[Document]:
    """So many documents that name one of eight people, or that and the next."""
    made = []
    for i in range(count):
        text = f"{PEOPLE[i % 8]} met the delegation number {i}."
        if i % 17 == 0:
            text += f" {PEOPLE[(i + 1) % 8]} did not."
        made.append(document(f"doc-{i:04d}", text))
    return made


def document(name: str, text: str) -> Document:
    import hashlib

    body = text.encode()
    sha = hashlib.sha256(body).hexdigest()
    return Document(id=make_id("doc", sha, name), sha256=sha, address=name, media_type="text", body=body)


def filled(path: Path | None, made: Iterable[Document]) -> Ledger:
    ledger = open_ledger(path)
    ledger.add_documents(made)
    return ledger
