"""The story layers over a corpus of rows: clusters, candidate pairs of reuse, how two texts are related."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain

from variorum.model import Article, Signature, Story
from variorum.stages.stories.evidence import compare, witness
from variorum.stages.stories.origin import origin

REUSE = 0.27
LEAST = 4
COMMON = 50
LABELS = {"republished": "V", "rewritten": "R", "excerpted": "E"}


def stories_rows(signatures: Iterable[Signature], stories: Iterable[Story]) -> Iterator[dict[str, str]]:
    """``{"id", "cluster"}`` for each article in the order of the signatures; an article of no story alone."""
    home = {member: story.id for story in stories for member in story.article_ids}
    for signature in signatures:
        yield {"id": signature.article_id, "cluster": home.get(signature.article_id, signature.article_id)}


def candidates(signatures: Sequence[Signature]) -> Iterator[dict[str, str | float]]:
    """Pairs of which the shorter shares at least .27 of its sampled words with the other, sorted.

    The sample errs by a few hundredths, so .27 finds what truly shares .3. A print that more than 50
    articles have is template and left out."""
    ordered = sorted(signatures, key=lambda s: s.article_id)
    seen: set[int] = set()
    shared: set[int] = set()
    for signature in ordered:
        shared |= seen.intersection(signature.prints)
        seen.update(signature.prints)
    mine = [shared.intersection(signature.prints) for signature in ordered]
    counts = Counter(chain.from_iterable(mine))
    template = {number for number, count in counts.items() if count > COMMON}
    holders: defaultdict[int, list[int]] = defaultdict(list)
    found: list[tuple[int, int, float]] = []
    for at, signature in enumerate(ordered):
        numbers = mine[at] - template
        met = Counter(chain.from_iterable(map(holders.__getitem__, numbers)))
        for other, count in met.items():
            score = count / min(len(signature.prints), len(ordered[other].prints))
            if count >= LEAST and score >= REUSE:
                found.append((other, at, score))
        for number in numbers:
            holders[number].append(at)
    for one, other, score in sorted(found):
        yield {"a": ordered[one].article_id, "b": ordered[other].article_id, "score": round(score, 4)}


def relation(a: Article, b: Article) -> dict[str, str | None]:
    """``{"id_a", "id_b", "label", "origin"}``: V republished, R rewritten, E an excerpt naming its source, Q
    nothing but quotations in common, B furniture of the page. ``origin`` is None when nothing says where the
    words are from."""
    found = compare(witness(a), witness(b))
    label, where = LABELS.get(found.relation, "Q"), None
    if label != "Q":
        where, agency = origin(found)
        if label == "R" and where in (a.outlet, b.outlet) and not agency:
            label = "E"
    elif found.furniture > found.quoted:
        label = "B"
    return {"id_a": a.id, "id_b": b.id, "label": label, "origin": where}
