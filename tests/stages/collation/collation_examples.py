"""Small witnesses of an invented story, with the records the earlier stages would make of them."""

from __future__ import annotations

from variorum.model import (
    Actor,
    Article,
    Assertion,
    Attribution,
    Lineage,
    Party,
    Span,
    Statement,
    Story,
    Value,
    make_id,
)

ADA = Party(
    name="Ada Okonjo", actor=Actor(id="person:ada okonjo", name="Ada Okonjo", kind="person", state="KEN")
)
BEN = Party(
    name="Ben Tarvas", actor=Actor(id="person:ben tarvas", name="Ben Tarvas", kind="person", state="EST")
)
AGENCY = Actor(id="org:rtn", name="RTN", kind="organisation", state="EST", role="MED")


def article(letter: str, text: str, **known) -> Article:
    return Article(
        id=f"art-{letter}", document_id=f"doc-{letter}", text=text, outlet=f"Outlet {letter.upper()}", **known
    )


def span(article: Article, words: str, after: int = 0) -> Span:
    """Where words stand; they must be there."""
    start = article.text.index(words, after)
    return Span(article.id, start, start + len(words))


def statement(
    article: Article, *content: str, speaker: Party | None = ADA, quoted=None, **fields
) -> Statement:
    """A statement with these pieces of content, all of them quoted unless told otherwise."""
    spans = tuple(span(article, words) for words in content)
    marks = spans if quoted is None else tuple(span(article, words) for words in quoted)
    return Statement(
        id=make_id("stm", article.id, *content),
        article_id=article.id,
        speaker=speaker,
        content=spans,
        quoted=marks,
        mode="direct" if marks else "indirect",
        **fields,
    )


def assertion(article: Article, words: str, *values: Value, **fields) -> Assertion:
    return Assertion(
        id=make_id("asr", article.id, words),
        article_id=article.id,
        span=span(article, words),
        predicate=span(article, words.split()[0]),
        lemma=words.split()[0],
        values=values,
        **fields,
    )


def count(article: Article, words: str, number: float, unit: str = "person", **fields) -> Value:
    return Value(kind="count", number=number, unit=unit, span=span(article, words), **fields)


def carrier(name: str, actor: Actor | None = None, **fields) -> Attribution:
    return Attribution(role="carrier", name=name, actor=actor, **fields)


def story(*articles: Article) -> Story:
    ids = tuple(sorted(a.id for a in articles))
    return Story(id=make_id("sto", *ids), article_ids=ids)


def lineages(told: Story, *groups: tuple[str, ...]) -> list[Lineage]:
    return [
        Lineage(id=make_id("lin", told.id, *g), story_id=told.id, article_ids=tuple(f"art-{x}" for x in g))
        for g in groups
    ]
