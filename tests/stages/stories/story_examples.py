"""The smallest signatures, links and articles, and invented prose."""

from __future__ import annotations

from variorum.model import Article, Link, Signature, make_id
from variorum.stages.stories.blocks import in_blocks

FERRY = (
    "A ferry overturned in a squall off the port of Osmeria late on Monday and at least nine passengers "
    "drowned before two fishing boats could reach the wooden hull."
)
RESCUE = (
    "Divers searched the reeds until dawn while relatives waited behind a rope on the jetty, and the "
    "harbour master closed the night route until the owners show new papers."
)
SPOKEN = "“Nobody should give you a final figure tonight, because nobody has one,” she told reporters."


def signature(article_id, terms=(), *, day=None, names=(), title=(), prints=()):
    weight = round(len(terms) ** -0.5, 4) if terms else 0.0
    made = Signature(
        id=make_id("sig", article_id),
        article_id=article_id,
        terms=dict.fromkeys(terms, weight),
        names=names,
        title_terms=title,
        prints=prints,
        day=day,
    )
    return in_blocks(made)


def linked(left, right, score):
    return Link(id=make_id("lnk", left, right), left=left, right=right, score=score)


def article(article_id, text, **more):
    return Article(id=article_id, document_id=f"doc-{article_id}", text=text, **more)
