"""Which witnesses of a story descend from a common text, by the prose they share outside quotation marks.

A lineage is a claim that two reports are not two; a false one would make the count of roots too low. So
witnesses stay apart unless shared prose says otherwise, and what they share is shown in either case."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from variorum.model import Article, Lineage, SharedRun, Span, Statement, Story, Tie, make_id
from variorum.pipeline import stage
from variorum.stages.stories.evidence import Comparison, Descent, Witness, alone, compare, witness
from variorum.stages.stories.ties import QUOTED_ALONE, Sides, sides, tie

SHOWN = 20
STRENGTH: tuple[Descent, ...] = ("republished", "rewritten", "excerpted", "one page", "single")
ALONE = "no other report shares enough of its own prose"


@stage(by=Story, version=5)
def lineages(story: Story, articles: list[Article], statements: list[Statement]) -> Iterator[Lineage]:
    """Witnesses whose own prose descends from a common text."""
    ids = frozenset(story.article_ids)
    found = [a for a in sorted(articles, key=lambda a: a.id) if a.id in ids]
    witnesses = [witness(a) if len(found) > 1 else alone(a) for a in found]
    compared = [c for c in comparisons(witnesses) if c.relation != "single" or c.shares]
    homes = descended(witnesses, compared)
    meeting = [a for a in found if any(a.id in (c.left.article.id, c.right.article.id) for c in compared)]
    told = sides(meeting, statements)
    for root in sorted(set(homes.values())):
        members = [w for w in witnesses if homes[w.article.id] == root]
        yield lineage(story, members, compared, told)


def descended(witnesses: Sequence[Witness], compared: Sequence[Comparison]) -> dict[str, str]:
    """The lineage of each witness, named by its smallest member.

    What stands on one page is one lineage, but for an update whose prose is that of a report elsewhere: one
    page may print two dispatches, and must not make one of them."""
    homes = {w.article.id: w.article.id for w in witnesses}
    for found in compared:
        if found.relation not in ("single", "one page"):
            _join(homes, found)
    pages = {w.article.id: w.article.page for w in witnesses}
    held: dict[str, set[str | None]] = {}
    for member, home in homes.items():
        held.setdefault(home, set()).add(pages[member])
    within = {home for home, on in held.items() if len(on) == 1}
    for found in compared:
        if found.page and {homes[found.left.article.id], homes[found.right.article.id]} <= within:
            _join(homes, found)
    return homes


def _join(homes: dict[str, str], found: Comparison) -> None:
    one, other = sorted((homes[found.left.article.id], homes[found.right.article.id]))
    if one != other:
        homes.update({member: one for member, at in homes.items() if at == other})


def comparisons(witnesses: Sequence[Witness]) -> Iterator[Comparison]:
    """Every pair of witnesses, the smaller id on the left."""
    for i, left in enumerate(witnesses):
        for right in witnesses[i + 1 :]:
            yield compare(left, right)


def lineage(story: Story, members: Sequence[Witness], compared: Sequence[Comparison], told: Sides) -> Lineage:
    """The lineage of these members (sorted), with the runs that speak for it or hint at more."""
    ids = tuple(member.article.id for member in members)
    inside = [c for c in compared if c.left.article.id in ids and c.right.article.id in ids]
    binding = [c for c in inside if c.relation != "single"]
    outside = [c for c in compared if (c.left.article.id in ids) != (c.right.article.id in ids)]
    relation: Descent = min((c.relation for c in binding), key=STRENGTH.index, default="single")
    credited = sorted({c.agency for c in binding if c.agency})
    ties = {(t.left, t.right): t for c in (*inside, *outside) if (t := tie(c, told))}
    return Lineage(
        id=make_id("lin", story.id, *ids),
        made_by="lineages/5",
        score=max((c.share for c in binding if not c.page), default=None),
        why=tuple(said for c in binding for said in reasons(c)) or (ALONE,),
        story_id=story.id,
        article_ids=ids,
        relation=relation,
        agency=credited[0] if len(credited) == 1 else None,
        runs=_shown(inside if binding else outside, ids[0]),
        ties=tuple(ties[pair] for pair in sorted(ties)),
        against=tuple(dict.fromkeys(_against(binding, outside, ids, ties))),
    )


def _against(
    binding: Sequence[Comparison],
    outside: Sequence[Comparison],
    ids: Sequence[str],
    ties: dict[tuple[str, str], Tie],
) -> Iterator[str]:
    """Other explanations: a source both cite, and what members share with witnesses outside."""
    for found in binding:
        if not found.page:
            yield from ties[found.left.article.id, found.right.article.id].against
    for found in outside:
        if hint := _hint(found, ids):
            origin = ties[found.left.article.id, found.right.article.id].origin
            yield f"{hint}; both point at {origin}" if origin else hint


def reasons(found: Comparison) -> tuple[str, ...]:
    """What binds two witnesses, one short factual sentence each."""
    pair = f"{found.left.article.id} and {found.right.article.id}"
    if found.page:
        return (f"{pair} stand on one page",)
    if found.same:
        return (f"{pair} are word for word the same (republished)",)
    said = [f"{pair} share {_share(found)} ({found.relation})"]
    if len(found.pieces) > 1 and found.ordered * 2 > len(found.pieces):
        said.append(f"{found.ordered} of {len(found.pieces)} shared pieces stand in the same order in {pair}")
    if found.follows:
        said.append(
            f"{found.course.forward:.0%} of the facts of the shorter stand in one order in {pair}"
            f" ({found.course.backward:.0%} read backwards)"
        )
    if found.quotes_ordered > 1:
        said.append(f"{found.quotes_ordered} shared quotations stand in the same order in {pair}")
    if found.taken:
        said.append(f"one of {pair} quotes {found.taken} words of the other's own prose and names its outlet")
    if found.agency:
        said.append(f"both credit {found.agency}")
    if found.author:
        said.append("both name the same author")
    return tuple(said)


def _share(found: Comparison) -> str:
    count = len(found.runs)
    if not count:
        return "no run of six words of their own prose"
    runs = f"{count} run{'s' if count > 1 else ''} of their own prose"
    return f"{runs}, {found.share:.0%} of the shorter's own words, the longest of {found.longest} words"


def _hint(found: Comparison, ids: Sequence[str]) -> str | None:
    """What a member of this lineage shares with a witness outside, and what that may mean; None when that is
    nothing."""
    sides = (found.left.article.id, found.right.article.id)
    mine, other = sides if sides[0] in ids else sides[::-1]
    order = f"{found.quotes_ordered} quotations in the same order" if found.quotes_ordered > 1 else ""
    if found.runs:
        count = len(found.runs)
        runs = f"{count} run{'s' if count > 1 else ''} of own prose{' and ' if order else ''}{order}"
        return f"{mine} shares {runs} with {other}: a common text is possible"
    if found.quotations:
        count = found.quotations
        quoted = order or f"{count} quotation{'s' if count > 1 else ''}"
        return f"{mine} shares only {quoted} with {other}: {QUOTED_ALONE}"
    return None


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
