"""Statements of one short text, with actors named by hand: nobody and nothing here is real but the states."""

from __future__ import annotations

import re

from variorum.model import (
    Actor,
    Article,
    Credit,
    Mention,
    Place,
    Span,
    Statement,
    TimeWindow,
    make_id,
)
from variorum.stages.circumstances import circumstances
from variorum.stages.parse import Parse, read
from variorum.stages.statements import considered, statements

MARA = Actor(id="person:mara veltin", name="Mara Veltin", kind="person", state="NOR", role="GOV")
TOBIN = Actor(id="person:tobin raske", name="Tobin Raske", kind="person", state="ISL", role="GOV")
AGENCY = Actor(id="org:northwire", name="Northwire News Agency", kind="organisation", state="NOR", role="MED")
MINISTRY = Actor(
    id="NOR:MFA", name="Norwegian Foreign Ministry", kind="organisation", state="NOR", role="GOV"
)
NAMES = {
    "Mara Veltin": MARA,
    "Veltin": MARA,
    "The Norwegian minister": MARA,
    "Tobin Raske": TOBIN,
    "Raske": TOBIN,
    "Northwire": AGENCY,
    "ministry": MINISTRY,
}
NAME = re.compile("|".join(rf"\b{name}\b" for name in NAMES))


def told(text: str, *, outlet: str | None = None, credits: tuple[Credit, ...] = ()) -> list[Statement]:
    """What the stage makes of a text."""
    article = Article(id="art-1", document_id="doc-1", text=text, outlet=outlet, credits=credits)
    parse = Parse(id="art-1", doc=read(text))
    return list(statements.run(article, parse, named(text), *circumstances_of(article, parse)))


def refused(text: str) -> dict[str, str]:
    """The words of what the stage refused in a text, with the reasons."""
    article = Article(id="art-1", document_id="doc-1", text=text)
    parse = Parse(id="art-1", doc=read(text))
    _, found = considered(article, parse, named(text), *circumstances_of(article, parse))
    return {one.span.of(article): one.reason for one in found}


def circumstances_of(article: Article, parse: Parse) -> tuple[list[TimeWindow], list[Place]]:
    """The times and places that the text names."""
    found = list(circumstances.run(article, parse))
    return (
        [r for r in found if isinstance(r, TimeWindow)],
        [r for r in found if isinstance(r, Place)],
    )


def named(text: str) -> list[Mention]:
    """The mentions of the actors above."""
    return [
        Mention(
            id=make_id("men", *name.span()),
            article_id="art-1",
            span=Span("art-1", *name.span()),
            text=name.group(),
            actor=NAMES[name.group()],
        )
        for name in NAME.finditer(text)
    ]


def one(text: str) -> Statement:
    """The only statement of a text."""
    (statement,) = told(text)
    return statement


def words(text: str, spans: tuple[Span, ...]) -> list[str]:
    return [text[span.start : span.end] for span in spans]


def who(statement: Statement) -> str | None:
    return statement.speaker.name if statement.speaker else None


def chain(statement: Statement) -> list[tuple[str, str]]:
    return [(step.role, step.name) for step in statement.chain]
