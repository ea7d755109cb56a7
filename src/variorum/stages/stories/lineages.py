"""Which witnesses of a story descend from a common text, by the prose they share outside quotation marks.

A lineage is a claim that two reports are not two; a false one would make the count of roots too low. So
witnesses stay apart unless shared prose says otherwise, and what they share is shown in either case."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Literal

import msgspec

from variorum.model import Article, Lineage, SharedRun, Span, Story, make_id
from variorum.pipeline import stage
from variorum.stages.stories.prose import Words, words_of
from variorum.stages.stories.runs import Index, Run, common, covered, index

Descent = Literal["single", "republished", "rewritten", "excerpted"]

REPUBLISHED = 0.8
REWRITTEN = 0.25
CREDITED = 0.1
EXCERPT = 25
ENOUGH = 30
SHOWN = 20
STRENGTH: tuple[Descent, ...] = ("republished", "rewritten", "excerpted", "single")
ONE_SOURCE = "both could have taken the shared words from one source they cite"


class Witness(msgspec.Struct, frozen=True):
    """An article with its own words and its quoted words."""

    article: Article
    own: Words
    quoted: Words
    places: Index
    quoted_places: Index


class Comparison(msgspec.Struct, frozen=True):
    """What two witnesses share: ``share`` of the own prose of the shorter, the words that makes, the longest
    run in words, whether their texts are word for word the same, the agency both credit, the quotations in
    common and whether they stand in one order."""

    left: Witness
    right: Witness
    runs: tuple[Run, ...]
    share: float
    words: int
    longest: int
    same: bool
    agency: str | None
    quotations: int
    in_order: bool

    @property
    def relation(self) -> Descent:
        """What the shared prose says; under 30 words of it say nothing, unless the texts are the same."""
        if self.same or (self.share >= REPUBLISHED and self.words >= ENOUGH):
            return "republished"
        if self.words >= ENOUGH and self.share >= (CREDITED if self.agency else REWRITTEN):
            return "rewritten"
        return "excerpted" if self.longest >= EXCERPT else "single"


@stage(by=Story)
def lineages(story: Story, articles: list[Article]) -> Iterator[Lineage]:
    """Witnesses whose own prose descends from a common text."""
    ids = frozenset(story.article_ids)
    witnesses = [witness(a) for a in sorted(articles, key=lambda a: a.id) if a.id in ids]
    compared = [found for found in comparisons(witnesses) if found.runs or found.same]
    home = {w.article.id: w.article.id for w in witnesses}
    for found in compared:
        if found.relation != "single":
            one, other = sorted((home[found.left.article.id], home[found.right.article.id]))
            home = {member: one if at == other else at for member, at in home.items()}
    for root in sorted(set(home.values())):
        members = [w for w in witnesses if home[w.article.id] == root]
        yield lineage(story, members, compared)


def witness(article: Article) -> Witness:
    """An article made ready to be compared."""
    own, quoted = words_of(article.text), words_of(article.text, quoted=True)
    return Witness(article, own, quoted, index(own), index(quoted))


def comparisons(witnesses: Sequence[Witness]) -> Iterator[Comparison]:
    """Every pair of witnesses, the smaller id on the left."""
    for i, left in enumerate(witnesses):
        for right in witnesses[i + 1 :]:
            yield compare(left, right)


def compare(left: Witness, right: Witness) -> Comparison:
    """What two witnesses share of their own prose, and which quotations."""
    runs = common(left.own, right.own, left.places)
    counts = zip(covered(runs), (len(left.own.words), len(right.own.words)), strict=True)
    words, covers = min((words, cover) for cover, words in counts)
    quotations = common(left.quoted, right.quoted, left.quoted_places)
    order = [run.right for run in quotations]
    return Comparison(
        left,
        right,
        tuple(runs),
        round(covers / words, 4) if words else 0.0,
        covers,
        max((run.words for run in runs), default=0),
        bool(left.own.words or left.quoted.words)
        and (left.own.words, left.quoted.words) == (right.own.words, right.quoted.words),
        agency(left.article, right.article),
        len(quotations),
        len(order) > 1 and order == sorted(order),
    )


def agency(one: Article, other: Article) -> str | None:
    """The agency whose copy both articles say they are, wholly or in part; None when there is none."""
    both = _credited(one) & _credited(other)
    return min(both) if both else None


def _credited(article: Article) -> frozenset[str]:
    return frozenset(credit.agency for credit in article.credits if credit.kind in ("whole", "mixed"))


def lineage(story: Story, members: Sequence[Witness], compared: Sequence[Comparison]) -> Lineage:
    """The lineage of these members (sorted), with the runs that speak for it or hint at more."""
    ids = tuple(member.article.id for member in members)
    inside = [c for c in compared if c.left.article.id in ids and c.right.article.id in ids]
    joined = [c for c in inside if c.relation != "single"]
    outside = [c for c in compared if (c.left.article.id in ids) != (c.right.article.id in ids)]
    relation: Descent = min((c.relation for c in joined), key=STRENGTH.index, default="single")
    credited = sorted({c.agency for c in joined if c.agency})
    return Lineage(
        id=make_id("lin", story.id, *ids),
        made_by="lineages/1",
        score=max((c.share for c in joined), default=None),
        why=tuple(_said(c) for c in joined) or ("no other report shares enough of its own prose",),
        story_id=story.id,
        article_ids=ids,
        relation=relation,
        agency=credited[0] if len(credited) == 1 else None,
        runs=_shown(inside if joined else outside, ids[0]),
        against=((ONE_SOURCE,) if joined else ()) + tuple(_hint(c, ids) for c in outside),
    )


def _said(found: Comparison) -> str:
    said = f"{found.relation}: {found.left.article.id} and {found.right.article.id} share {found.share:.0%}"
    said += f" of the shorter's own prose, at most {found.longest} words on end"
    return said + (f"; both credit {found.agency}" if found.agency else "")


def _hint(found: Comparison, ids: Sequence[str]) -> str:
    other = found.right if found.left.article.id in ids else found.left
    count = len(found.runs)
    said = f"shares {count} run{'s' if count > 1 else ''} of own prose with {other.article.id}"
    if found.in_order:
        said += f", and {found.quotations} quotations in the same order"
    return said + ": a common text is possible"


def _shown(compared: Sequence[Comparison], first: str) -> tuple[SharedRun, ...]:
    """The longest runs; of a single witness, its own side on the left."""
    found = [
        (run.words, shared) for c in compared for run, shared in zip(c.runs, _spans(c, first), strict=True)
    ]
    found.sort(key=lambda pair: (-pair[0], pair[1].left, pair[1].right))
    return tuple(shared for _, shared in found[:SHOWN])


def _spans(found: Comparison, first: str) -> Iterator[SharedRun]:
    for run in found.runs:
        left = _span(found.left, run.left, run.words)
        right = _span(found.right, run.right, run.words)
        yield SharedRun(right, left) if found.right.article.id == first else SharedRun(left, right)


def _span(side: Witness, at: int, words: int) -> Span:
    return Span(side.article.id, side.own.starts[at], side.own.ends[at + words - 1])
