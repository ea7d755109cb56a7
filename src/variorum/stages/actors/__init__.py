"""Mentions of states, organisations and persons, and the actors they denote."""

from __future__ import annotations

from collections.abc import Iterator

from variorum.model import Article, Mention
from variorum.pipeline import stage
from variorum.stages.actors.resolve import VERSION, Resolver
from variorum.stages.parse import Parse


@stage(version=VERSION)
def actors(article: Article, parse: Parse) -> Iterator[Mention]:
    """Mentions of states, organisations and persons, and the actors they denote."""
    yield from Resolver(article, parse).mentions()
