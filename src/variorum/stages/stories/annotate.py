"""The story layers over a corpus of rows: clusters, candidate pairs of reuse, how two texts are related."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence

from variorum.model import Article, Signature, Story
from variorum.stages.stories.lineages import Comparison, compare, witness
from variorum.stages.stories.prose import fold

REUSE = 0.3
COMMON = 50
LABELS = {"republished": "V", "rewritten": "R", "excerpted": "E"}


def stories_rows(signatures: Iterable[Signature], stories: Iterable[Story]) -> Iterator[dict[str, str]]:
    """``{"id", "cluster"}`` for each article in the order of the signatures; an article of no story alone."""
    home = {member: story.id for story in stories for member in story.article_ids}
    for signature in signatures:
        yield {"id": signature.article_id, "cluster": home.get(signature.article_id, signature.article_id)}


def candidates(signatures: Sequence[Signature]) -> Iterator[dict[str, str | float]]:
    """Pairs of which the shorter shares at least .3 of its sampled own prose with the other, sorted.

    A print that more than 50 articles have is template and left out."""
    holders: defaultdict[int, list[str]] = defaultdict(list)
    for signature in sorted(signatures, key=lambda s: s.article_id):
        for number in signature.prints:
            holders[number].append(signature.article_id)
    sizes = {s.article_id: len(s.prints) for s in signatures}
    common: Counter[tuple[str, str]] = Counter()
    for ids in holders.values():
        if 1 < len(ids) <= COMMON:
            common.update((one, other) for i, one in enumerate(ids) for other in ids[i + 1 :])
    for (one, other), count in sorted(common.items()):
        score = count / min(sizes[one], sizes[other])
        if count >= 4 and score >= REUSE:
            yield {"a": one, "b": other, "score": round(score, 4)}


def relation(a: Article, b: Article) -> dict[str, str | None]:
    """``{"id_a", "id_b", "label", "origin"}``: V republished, R rewritten, E an excerpt naming its source, Q
    nothing but quotations in common. ``origin`` is None when nothing says where the words are from."""
    found = compare(witness(a), witness(b))
    label, origin = LABELS.get(found.relation, "Q"), None
    if label != "Q":
        origin = source(found)
        if label == "R" and origin and origin in (a.outlet, b.outlet) and not found.agency:
            label = "E"
    return {"id_a": a.id, "id_b": b.id, "label": label, "origin": origin}


def source(found: Comparison) -> str | None:
    """Where shared words are from: the agency both or one credit, else the outlet the other text names."""
    if found.agency:
        return found.agency
    sides = (found.left.article, found.right.article)
    credited = sorted(
        {c.agency for side in sides for c in side.credits if c.kind in ("whole", "mixed", "own")}
    )
    if credited:
        return credited[0] if len(credited) == 1 else None
    named = [one.outlet for one, other in (sides, sides[::-1]) if one.outlet and _names(other, one.outlet)]
    return named[0] if len(named) == 1 else None


def _names(article: Article, outlet: str) -> bool:
    return fold(outlet) in fold(article.text)
