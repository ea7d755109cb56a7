"""Human decisions: what a user says of stories and events, as judgements on pairs of their members."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from itertools import combinations
from typing import Any

import msgspec

from variorum.errors import NotFoundError, VariorumError
from variorum.model import Article, Event, EventMention, Judgement, Story, make_id

VERDICTS = ("accept", "split", "merge", "undo")

Pairs = list[tuple[str, str, str]]
"""(verdict, left, right), with left before right."""


def decide(
    verdict: str,
    ids: Sequence[str],
    *,
    get: Callable[[str], Any],
    standing: Sequence[Judgement],
    who: str,
    when: str | None = None,
) -> list[Judgement]:
    """The judgements one decision is made of. ``get`` finds a record by its id, ``standing`` are the
    judgements that can be undone. VariorumError when the records cannot be judged so.

    ``accept ID``: a story's articles (an event's mentions) belong together, as found. ``merge ID ID``:
    those of both belong together. ``split ID MEMBER``: the member does not belong to the others.
    ``undo ID``: take back a judgement, or the whole decision it is part of."""
    if verdict == "undo":
        pairs = [("undo", _taken_back(i, standing), "") for i in ids]
    elif verdict == "split":
        pairs = _split(ids, get)
    elif verdict in ("accept", "merge"):
        pairs = _together(verdict, ids, get)
    else:
        raise VariorumError(f"{verdict!r} is not a judgement; use one of: {', '.join(VERDICTS)}")
    moment = when or datetime.now(UTC).isoformat(timespec="microseconds")
    decision = make_id("dec", verdict, *sorted(ids), who, moment)
    return [
        Judgement(
            id=make_id("jdg", kind, left, right, moment),
            verdict=kind,  # type: ignore[arg-type]
            left=left,
            right=right,
            who=who,
            when=moment,
            decision=decision,
        )
        for kind, left, right in pairs
    ]


def carried_over(judgements: Sequence[Judgement], newer: Mapping[str, str]) -> list[Judgement]:
    """The judgements with the newest version of a page in place of each older one (``newer`` leads from an
    article to the next); those that then speak of one article alone are left out."""

    def newest(rid: str) -> str:
        while rid in newer:
            rid = newer[rid]
        return rid

    carried = []
    for judgement in judgements:
        ends = (newest(judgement.left), newest(judgement.right))
        if ends == (judgement.left, judgement.right):
            carried.append(judgement)
        elif ends[0] != ends[1]:
            left, right = sorted(ends)
            carried.append(msgspec.structs.replace(judgement, left=left, right=right))
    return carried


def _together(verdict: str, ids: Sequence[str], get: Callable[[str], Any]) -> Pairs:
    kinds: set[str] = set()
    members: set[str] = set()
    for record_id in ids:
        kind, found = _members(record_id, get)
        kinds.add(kind)
        members.update(found)
    if len(kinds) > 1:
        raise VariorumError("stories hold articles and events hold mentions: judge one or the other")
    if verdict == "merge" and len(ids) < 2:
        raise VariorumError("merge takes two stories (or events) or more")
    if len(members) < 2:
        raise VariorumError(f"nothing to judge: {', '.join(ids)} has a single member")
    return [("together", left, right) for left, right in combinations(sorted(members), 2)]


def _split(ids: Sequence[str], get: Callable[[str], Any]) -> Pairs:
    if len(ids) != 2:
        raise VariorumError("split takes a story (or event) and the member that does not belong to it")
    whole = _members(ids[0], get)[1]
    out = _members(ids[1], get)[1]
    rest = [member for member in whole if member not in out]
    if not set(out) <= set(whole) or not rest:
        raise VariorumError(f"{ids[1]} is not a member of {ids[0]} that could be split from others")
    return [("apart", *sorted((member, other))) for member in out for other in rest]  # type: ignore[misc]


def _members(record_id: str, get: Callable[[str], Any]) -> tuple[str, tuple[str, ...]]:
    """What kind of members a record has, and their ids; an article or a mention is its own member."""
    record = get(record_id)
    if isinstance(record, Story):
        return "article", record.article_ids
    if isinstance(record, Event):
        return "mention", record.mention_ids
    if isinstance(record, Article):
        return "article", (record.id,)
    if isinstance(record, EventMention):
        return "mention", (record.id,)
    raise VariorumError(f"{record_id} is neither a story, an article, an event nor an event mention")


def _taken_back(beginning: str, standing: Sequence[Judgement]) -> str:
    """The decision (or, where it has none, the judgement) whose id begins so."""
    found = {j.decision or j.id for j in standing if j.id.startswith(beginning)}
    found |= {j.decision for j in standing if j.decision.startswith(beginning)}
    if len(found) != 1 or not beginning:
        what = "several decisions begin with" if len(found) > 1 else "no standing decision has the id"
        raise NotFoundError(f"{what} {beginning}; they stand in: variorum judgements")
    return found.pop()
