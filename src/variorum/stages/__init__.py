"""The stages, in the order in which data flows through them."""

from variorum.pipeline import Pipeline
from variorum.stages.actors import actors
from variorum.stages.article import article
from variorum.stages.circumstances import circumstances
from variorum.stages.collation import collation
from variorum.stages.events import events
from variorum.stages.merge import merge
from variorum.stages.parse import parse
from variorum.stages.relations import relations
from variorum.stages.statements import statements
from variorum.stages.stories import lineages, links, signature, stories

PIPELINE = Pipeline(
    (
        article,
        parse,
        actors,
        circumstances,
        statements,
        events,
        signature,
        links,
        stories,
        lineages,
        merge,
        collation,
        relations,
    )
)
