"""Tiny articles with mentions made by hand, and parses written out word by word."""

from __future__ import annotations

import re
from typing import Any

import pytest

from variorum.model import Actor, Article, EventMention, Mention, Span, make_id
from variorum.stages.events import considered, events
from variorum.stages.parse import Parse


def state(code: str, name: str) -> Actor:
    return Actor(id=code, name=name, kind="state", state=code, role="GOV")


def person(name: str, code: str | None, role: str | None = "GOV") -> Actor:
    return Actor(id=f"person:{name.casefold()}", name=name, kind="person", state=code, role=role)


ACTORS = {
    "Kenya": state("KEN", "Kenya"),
    "Kenyan": state("KEN", "Kenya"),
    "Mongolia": state("MNG", "Mongolia"),
    "Mongolian": state("MNG", "Mongolia"),
    "Norway": state("NOR", "Norway"),
    "Norwegian": state("NOR", "Norway"),
    "Iceland": state("ISL", "Iceland"),
    "India": state("IND", "India"),
    "Pakistan": state("PAK", "Pakistan"),
    "Peru": state("PER", "Peru"),
    "Josephat Arwa Kilindo": person("Josephat Arwa Kilindo", "KEN"),
    "Kilindo": person("Josephat Arwa Kilindo", "KEN"),
    "Solongo Tarvaakhan": person("Solongo Tarvaakhan", "MNG"),
    "Tarvaakhan": person("Solongo Tarvaakhan", "MNG"),
    "Kim Un Dae": person("Kim Un Dae", "PRK"),
    "Li Qianfan": person("Li Qianfan", "CHN"),
    "Ana Torvald": person("Ana Torvald", None, None),
}
NAMES = re.compile("|".join(rf"\b{re.escape(n)}\b" for n in sorted(ACTORS, key=len, reverse=True)))


def article(text: str, **more: Any) -> Article:
    return Article(id="a1", document_id="d1", text=text, **more)


def mentions(text: str) -> list[Mention]:
    return [
        Mention(
            id=make_id("men", m.start()),
            article_id="a1",
            span=Span("a1", m.start(), m.end()),
            text=m.group(),
            actor=ACTORS[m.group()],
        )
        for m in NAMES.finditer(text)
    ]


def told(event: EventMention) -> tuple[list[str], str, list[str], str]:
    """Who, what, whom and status, for short expectations."""
    return [p.key for p in event.actors], event.type, [p.key for p in event.recipients], event.status


@pytest.fixture(scope="session")
def coded():
    """The events of a text, parsed by the language model, with the invented actors above."""
    from variorum.stages.parse import read

    def run(text: str, day: str | None = None, section: str | None = None) -> list[Any]:
        piece = article(text, published=day, section=section)
        found = events.run(piece, Parse(id="a1", doc=read(text)), mentions(text), [], [], [])
        return [told(e) for e in found if isinstance(e, EventMention)]

    return run


@pytest.fixture(scope="session")
def reasons():
    """The reasons of each event of a text, parsed by the language model."""
    from variorum.stages.parse import read

    def run(text: str) -> list[tuple[str, ...]]:
        found = events.run(article(text), Parse(id="a1", doc=read(text)), mentions(text), [], [], [])
        return [e.why for e in found if isinstance(e, EventMention)]

    return run


@pytest.fixture(scope="session")
def refused():
    """The refused candidates of a text as word and reason, parsed by the language model."""
    from variorum.stages.parse import read

    def run(text: str) -> list[tuple[str, str]]:
        piece = article(text)
        found = considered(piece, Parse(id="a1", doc=read(text)), mentions(text), [])
        return [(one.span.of(piece), one.reason) for one in found]

    return run


@pytest.fixture(scope="session")
def written():
    """A parse written out: one ``word lemma POS dependency head`` a line, head counted from 0."""
    import spacy
    from spacy.tokens import Doc

    vocabulary = spacy.blank("en").vocab

    def parse(lines: str) -> Parse:
        rows = [line.split() for line in lines.strip().splitlines()]
        words, lemmas, pos, deps, heads = zip(*rows, strict=True)
        return Parse(
            id="a1",
            doc=Doc(
                vocabulary,
                words=list(words),
                lemmas=list(lemmas),
                pos=list(pos),
                tags=list(pos),
                deps=list(deps),
                heads=[int(h) for h in heads],
            ),
        )

    return parse
