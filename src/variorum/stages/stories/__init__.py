"""Stories: reports of one happening, found by what their signatures share, and the lineages among them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from statistics import fmean

import msgspec

from variorum.model import Judgement, Link, Signature, Story, make_id
from variorum.pipeline import Joined, stage
from variorum.resources import table
from variorum.stages.stories.cluster import Pair, cluster
from variorum.stages.stories.lineages import lineages
from variorum.stages.stories.links import links
from variorum.stages.stories.signature import signature

__all__ = ["lineages", "links", "signature", "stories"]

SHARED = 8
THRESHOLD: float = table("terms/weights.toml")["threshold"]
"""Two clusters are one story at this mean score of their pairs. So no story holds two clusters without a link
as strong, and components joined by such links can be clustered one by one."""
SAGA = 0.1


@stage(by=Joined(Link, THRESHOLD), version=2)
def stories(signatures: list[Signature], links: list[Link], judgements: list[Judgement]) -> Iterator[Story]:
    """Reports of one happening."""
    known = {s.article_id: s for s in signatures}
    scored = {(link.left, link.right): link for link in links if link.left in known and link.right in known}
    together, apart = decided(judgements, known)
    scores = {pair: link.score or 0.0 for pair, link in scored.items()}
    made = []
    for members in cluster(sorted(known), scores, together, apart, THRESHOLD):
        within = [scored[pair] for pair in pairs(members) if pair in scored]
        by_hand = sum(pair in together for pair in pairs(members))
        made.append(story([known[member] for member in members], within, by_hand))
    chain = sagas(made, scores)
    for each in made:
        yield msgspec.structs.replace(each, saga=chain.get(each.id))


def pairs(members: Sequence[str]) -> Iterator[Pair]:
    """Every pair of sorted members, the smaller first."""
    return ((one, other) for i, one in enumerate(members) for other in members[i + 1 :])


def decided(judgements: Sequence[Judgement], known: dict[str, Signature]) -> tuple[set[Pair], set[Pair]]:
    """The pairs of known articles that people hold together and apart; the latest word on a pair counts."""
    undone = {j.left for j in judgements if j.verdict == "undo"}
    last: dict[Pair, str] = {}
    for judgement in sorted(judgements, key=lambda j: (j.when, j.id)):
        one, other = sorted((judgement.left, judgement.right))
        if judgement.verdict != "undo" and judgement.id not in undone and one in known and other in known:
            last[one, other] = judgement.verdict
    held = {verdict: {pair for pair, v in last.items() if v == verdict} for verdict in ("together", "apart")}
    return held["together"], held["apart"]


def story(members: Sequence[Signature], within: Sequence[Link], by_hand: int = 0) -> Story:
    """The story of these reports (sorted by article id): what most share and why they stand together.

    Its id is made from its first report alone, so that it stays while later ones join."""
    first = min(members, key=founding).article_id
    ids = tuple(member.article_id for member in members)
    days = sorted(member.day for member in members if member.day)
    count = len(ids) * (len(ids) - 1) // 2
    return Story(
        id=make_id("sto", first),
        made_by="stories/2",
        score=round(sum(link.score or 0.0 for link in within) / count, 4) if count else None,
        why=reasons(members, within, count, by_hand),
        article_ids=ids,
        titled_by=first,
        shared=shared(members),
        first=days[0] if days else None,
        last=days[-1] if days else None,
    )


def sagas(stories: Sequence[Story], scores: Mapping[Pair, float]) -> dict[str, str]:
    """The saga of every story that has others near it: the mean link between the reports of two stories is
    far below that of one story, but not nothing. A saga is named by its first story."""
    home = {article: each.id for each in stories for article in each.article_ids}
    sums: defaultdict[Pair, float] = defaultdict(float)
    for (left, right), score in sorted(scores.items()):
        one, other = sorted((home[left], home[right]))
        if one != other:
            sums[one, other] += score
    size = {each.id: len(each.article_ids) for each in stories}
    means = {pair: total / (size[pair[0]] * size[pair[1]]) for pair, total in sums.items()}
    first = {each.id: (each.first or "9999", each.id) for each in stories}
    named: dict[str, str] = {}
    for members in cluster(sorted(size), means, set(), set(), SAGA):
        if len(members) > 1:
            named |= dict.fromkeys(members, make_id("sga", min(members, key=first.__getitem__)))
    return named


def founding(member: Signature) -> tuple[str, str]:
    """What orders the reports of a story by publication: a time by its UTC, a day without an hour as its end,
    the undated last; ties by id."""
    try:
        time = datetime.fromisoformat(member.published or member.day or "")
    except ValueError:
        return f"9999 {member.day or ''}", member.article_id
    if time.tzinfo is None:
        time = time.replace(hour=23, minute=59, second=59, tzinfo=UTC)
    return time.astimezone(UTC).isoformat(timespec="seconds"), member.article_id


def shared(members: Sequence[Signature]) -> tuple[str, ...]:
    """The terms that more than half of several reports have, heaviest first; of a single report, none."""
    if len(members) < 2:
        return ()
    held = Counter(term for member in members for term in member.terms)
    mean = {
        term: round(fmean(member.terms.get(term, 0.0) for member in members), 6)
        for term, count in held.items()
        if count * 2 > len(members)
    }
    return tuple(sorted(mean, key=lambda term: (-mean[term], term))[:SHARED])


def reasons(
    members: Sequence[Signature], within: Sequence[Link], count: int, by_hand: int
) -> tuple[str, ...]:
    """Why these reports stand together, in words."""
    if not count:
        return ("no other report tells this happening",)
    said = [f"{len(members)} reports, {len(within)} of {count} pairs linked"]
    if by_hand:
        said.append(f"{by_hand} of the pairs held together by hand")
    if within:
        closest = min(within, key=lambda link: (-(link.score or 0.0), link.id))
        said += [f"closest pair: {reason}" for reason in closest.why]
    undated = sum(member.day is None for member in members)
    if undated:
        said.append(f"date unknown in {undated} of {len(members)}")
    return tuple(said)
