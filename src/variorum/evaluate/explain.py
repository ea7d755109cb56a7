"""What a stage considered in one article and refused, and why: of statements and of events."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

from variorum.evaluate.contract import records_of
from variorum.evaluate.score import Row
from variorum.model import Article, EventMention, Mention, Place, Span, Statement, TimeWindow
from variorum.stages.events import considered as events_considered
from variorum.stages.events.annotate import annotate as write_events
from variorum.stages.parse import Parse
from variorum.stages.statements import considered as statements_considered
from variorum.stages.statements.annotate import annotate as write_statements


class Left(NamedTuple):
    """A refused candidate: its words, the rule that found it, and the reason."""

    span: Span
    rule: str
    reason: str


def refused_statements(article: Article) -> tuple[list[Statement], list[Left]]:
    """The statements of an article and the refused candidates in text order; the article is parsed anew."""
    made = records_of(article, "statements")
    circumstances = made[TimeWindow], made[Place]
    kept, refused = statements_considered(article, made[Parse][0], made[Mention], *circumstances)
    return kept, [Left(*one) for one in refused]


def refused_events(article: Article) -> tuple[list[EventMention], list[Left]]:
    """The events of an article and the refused candidates in text order; the article is parsed anew."""
    made = records_of(article, "events")
    refused = events_considered(article, made[Parse][0], made[Mention], made[Place])
    return made[EventMention], [Left(*one) for one in refused]


CONSIDERED: dict[str, Callable[[Article], tuple[Sequence[Any], list[Left]]]] = {
    "statements": refused_statements,
    "events": refused_events,
}
"""The layers that list what they refused, by name."""

WRITE: dict[str, Callable[[Article, Sequence[Any]], Row]] = {
    "statements": write_statements,
    "events": write_events,
}


def explained(layer: str, article: Article) -> Row:
    """The row of an article in one of those layers, with what was ``refused``."""
    kept, refused = CONSIDERED[layer](article)
    listed = [
        {"span": [span.start, span.end], "words": span.of(article), "rule": rule, "reason": reason}
        for span, rule, reason in refused
    ]
    return {"id": article.id, **WRITE[layer](article, kept), "refused": listed}
