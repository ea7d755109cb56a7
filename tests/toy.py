"""A pipeline of small real stages without a language model, for tests of the machinery."""

from __future__ import annotations

import hashlib
import os
import re
import signal
import time
from collections.abc import Iterable, Iterator
from pathlib import Path

from variorum import run as running
from variorum.backends.engines import InlineEngine
from variorum.errors import InputError
from variorum.ledger import Ledger, open_ledger
from variorum.model import (
    Actor,
    Article,
    Document,
    Event,
    Judgement,
    Link,
    Mention,
    Party,
    Segment,
    Signature,
    Span,
    Statement,
    Story,
    make_id,
)
from variorum.pipeline import Engine, GroupKey, Joined, Pipeline, stage
from variorum.run import Report

REFERENCE = "toy:PIPELINE"
NAME = re.compile(r"\b[A-Z][a-z]+\b|STUMBLE|DEADLY")
QUOTE = re.compile(r"“([^”]*)”")


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
    yield Article(
        id=make_id("art", document.id),
        document_id=document.id,
        text=text,
        title=document.title,
        outlet=document.outlet,
        published=document.published,
        segments=(Segment(0, len(text), 0, len(text)),) if text else (),
    )


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
def statements(article: Article) -> Iterator[Statement]:
    """What stands between quotation marks; an ellipsis cuts it in two."""
    for found in QUOTE.finditer(article.text):
        start = found.start(1)
        parts = [m.span() for m in re.finditer(r"[^…]+", found.group(1))]
        spans = tuple(Span(article.id, start + a, start + b) for a, b in parts)
        speaker = Party(name="Anna") if "Anna" in article.text else None
        yield Statement(
            id=make_id("stm", article.id, start), article_id=article.id, speaker=speaker, content=spans
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
def stories(signatures: list[Signature], links: list[Link], judgements: list[Judgement]) -> Iterator[Story]:
    """Reports that are linked with one of the reports before, unless somebody keeps them apart."""
    if any("STUMBLE" in s.names for s in signatures):
        raise ZeroDivisionError("a fault of the stage")
    if any("DEADLY" in s.names for s in signatures):
        os.kill(os.getpid(), signal.SIGKILL)
    latest = {(j.left, j.right): j.verdict for j in sorted(judgements, key=lambda j: j.when)}
    near = {(min(link.left, link.right), max(link.left, link.right)) for link in links}
    near |= {pair for pair, verdict in latest.items() if verdict == "together"}
    apart = {pair for pair, verdict in latest.items() if verdict == "apart"}
    found: list[list[str]] = []
    for member in sorted(s.article_id for s in signatures):
        fitting = (
            ids
            for ids in found
            if any((i, member) in near for i in ids) and not any((i, member) in apart for i in ids)
        )
        home = next(fitting, None)
        if home is None:
            found.append([member])
        else:
            home.append(member)
    for ids in found:
        yield Story(id=make_id("sto", *ids), article_ids=tuple(ids), why=(f"{len(ids)} reports",))


@stage(by=Story)
def merge(key: GroupKey, mentions: list[Mention]) -> Iterator[Event]:
    """One event of a story, of everybody named in it."""
    yield Event(
        id=make_id("evt", key.id),
        story_id=key.id,
        mention_ids=tuple(sorted(m.id for m in mentions)),
        article_ids=tuple(sorted({m.article_id for m in mentions})),
        actors=tuple(sorted({m.actor.id for m in mentions})),
        actor_states=("CHN",) if any(m.text == "Anna" for m in mentions) else (),
        recipients=(),
        type="CONSULT",
        status="actual",
    )


PIPELINE = Pipeline((article, mentions, statements, signature, links, stories, merge))

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


def document(name: str, text: str, **said: str) -> Document:
    body = text.encode()
    sha = hashlib.sha256(body).hexdigest()
    return Document(
        id=make_id("doc", sha, name), sha256=sha, address=name, media_type="text", body=body, **said
    )


def run(ledger: Ledger, engine: Engine | None = None, **options: object) -> Report:
    """One run of the toy pipeline, in this process unless an engine is given."""
    engine = engine or InlineEngine()
    try:
        return running.run(ledger.store, engine, pipeline=REFERENCE, **options)
    finally:
        engine.close()


def filled(path: Path | None, made: Iterable[Document]) -> Ledger:
    ledger = open_ledger(path)
    ledger.add_documents(made)
    return ledger
