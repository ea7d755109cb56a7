"""What the statements stage considered in one article: what it kept, and what it refused and why."""

from __future__ import annotations

from variorum.evaluate.contract import records_of
from variorum.model import Article, Mention, Place, Statement, TimeWindow
from variorum.stages.parse import Parse
from variorum.stages.statements import considered as stage_considered
from variorum.stages.statements.refused import Refused


def considered(article: Article) -> tuple[list[Statement], list[Refused]]:
    """The statements of an article and the refused candidates in text order; the article is parsed anew."""
    made = records_of(article, "statements")
    return stage_considered(article, made[Parse][0], made[Mention], made[TimeWindow], made[Place])
