"""The across-document stages over articles held in memory, as one shuffle each."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from variorum.model import Link, Signature, Story
from variorum.pipeline import Stage, group


def stories_of(signatures: Sequence[Signature]) -> list[Story]:
    """The stories among articles of which only the signatures are known, sorted by id."""
    from variorum.stages import PIPELINE

    links = linked(PIPELINE.stage("links"), signatures)
    step = PIPELINE.stage("stories")
    found: list[Story] = []
    for key, records in sorted(components(signatures, links).items()):
        found += group(step, key, records)
    return sorted(found, key=lambda story: story.id)


def linked(step: Stage, signatures: Sequence[Signature]) -> list[Link]:
    """The links that a keyed stage makes of signatures, each pair once."""
    met: defaultdict[str, list[Signature]] = defaultdict(list)
    for signature in signatures:
        for key in step.by(signature):  # type: ignore[operator, misc]
            met[key].append(signature)
    made: dict[str, Link] = {}
    for key in sorted(met):
        if len(met[key]) > 1:
            made.update((link.id, link) for link in group(step, key, met[key]))
    return [made[link_id] for link_id in sorted(made)]


def components(signatures: Sequence[Signature], links: Iterable[Link]) -> dict[str, list[Any]]:
    """Signatures and links that hang together, by the smallest article id among them."""
    links = list(links)
    up = {signature.article_id: signature.article_id for signature in signatures}

    def home(article_id: str) -> str:
        while up[article_id] != article_id:
            up[article_id] = up[up[article_id]]
            article_id = up[article_id]
        return article_id

    for link in links:
        first, second = sorted((home(link.left), home(link.right)))
        up[second] = first
    found: defaultdict[str, list[Any]] = defaultdict(list)
    for signature in signatures:
        found[home(signature.article_id)].append(signature)
    for link in links:
        found[home(link.left)].append(link)
    return dict(found)
