"""What a pair of witnesses has in common, which of the two the other can have taken from, and what both
point at as the origin.

A direction is told only where something tells it: a credit to an agency, an outlet named in the text, or the
times of publication, and only where these do not speak against each other. Two that credit one agency took
from it, not from one another.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Literal

import msgspec

from variorum.model import Article, Attribution, Span, Statement, Tie
from variorum.stages.stories.evidence import Comparison, Witness, names
from variorum.stages.stories.origin import agencies, agency_of
from variorum.stages.stories.prose import fold

ONE_SOURCE = "both could have taken the shared words from one source they cite"
QUOTED_ALONE = "one source of these words, two reports"
Kind = Literal["one page", "republished", "rewritten", "excerpted", "phrases", "quotations", "boilerplate"]
DAY, EAST, WEST = timedelta(days=1), timedelta(hours=14), timedelta(hours=12)


class Sides(msgspec.Struct, frozen=True):
    """What witnesses say of where their words are from: agencies credited, channels cited by statement."""

    agencies: dict[str, frozenset[str]]
    statements: dict[str, list[Statement]]


def sides(articles: Sequence[Article], statements: Sequence[Statement]) -> Sides:
    """What these articles say of where their words are from."""
    told: dict[str, list[Statement]] = {}
    for statement in statements:
        if any(step.role == "carrier" for step in statement.chain):
            told.setdefault(statement.article_id, []).append(statement)
    return Sides({article.id: agencies(article) for article in articles}, told)


def kind(found: Comparison) -> Kind | None:
    """How two witnesses are related; None where they have nothing in common."""
    if found.relation != "single":
        return found.relation
    if found.runs:
        return "phrases"
    if found.furniture > found.quoted:
        return "boilerplate"
    return "quotations" if found.quoted_runs else None


def tie(found: Comparison, told: Sides) -> Tie | None:
    """What two witnesses have in common; None where that is nothing."""
    relation = kind(found)
    if relation is None:
        return None
    left, right = found.left.article, found.right.article
    origin = None if relation in ("one page", "boilerplate") else common_origin(found, told)
    source: str | None = None
    why: tuple[str, ...] = ()
    if relation not in ("one page", "boilerplate") and not _shared_agency(left, right, told):
        source, why = direction(left, right, told)
    if origin:
        why += (f"both point at {origin}",)
    return Tie(
        left=left.id,
        right=right.id,
        relation=relation,
        share=found.share,
        source=source,
        origin=origin,
        why=why,
        against=_against(relation, origin),
    )


def _against(relation: Kind, origin: str | None) -> tuple[str, ...]:
    if relation in ("republished", "rewritten", "excerpted"):
        return (f"both could have taken the shared words from {origin}" if origin else ONE_SOURCE,)
    if relation == "phrases":
        return ("a common text is possible",)
    return (QUOTED_ALONE,) if relation == "quotations" else ()


def direction(left: Article, right: Article, told: Sides) -> tuple[str | None, tuple[str, ...]]:
    """The one that the other can have taken from, and why; None where nothing tells, or two things differ."""
    claims: dict[str, list[str]] = {}
    for taker, source in ((left, right), (right, left)):
        if agency_of(source) in told.agencies[taker.id]:
            claims.setdefault(source.id, []).append(f"{taker.id} credits {source.outlet}")
        elif names(taker, source.outlet):
            claims.setdefault(source.id, []).append(f"{taker.id} names {source.outlet}")
    first = earlier(left, right)
    if first:
        other = right if first == left.id else left
        claims.setdefault(first, []).append(f"{first} was published before {other.id}")
    why = tuple(reason for reasons in claims.values() for reason in reasons)
    return (next(iter(claims)) if len(claims) == 1 else None), why


def earlier(left: Article, right: Article) -> str | None:
    """The one published first; None where a time is unknown or two days without their hours may overlap."""
    one, other = window(left.published), window(right.published)
    if one is None or other is None:
        return None
    if one[1] < other[0]:
        return left.id
    return right.id if other[1] < one[0] else None


def window(published: str | None) -> tuple[datetime, datetime] | None:
    """The earliest and latest moment that a time of publication allows: of a day without an hour, that day
    anywhere on earth; None for what is no full date."""
    try:
        found = datetime.fromisoformat(published or "")
    except ValueError:
        return None
    if found.tzinfo is not None:
        return found, found
    day = found.replace(hour=0, minute=0, second=0, microsecond=0, tzinfo=UTC)
    return day - EAST, day + DAY + WEST


def _shared_agency(left: Article, right: Article, told: Sides) -> str | None:
    """The one agency both credit, where it is neither of the two."""
    both = told.agencies[left.id] & told.agencies[right.id] - {agency_of(left), agency_of(right)}
    return min(both) if len(both) == 1 else None


def common_origin(found: Comparison, told: Sides) -> str | None:
    """What both point at as where the shared words are from: an agency both credit, else the one channel
    both cite for quotations they share; None where nothing, or more than one thing, is told."""
    left, right = found.left.article, found.right.article
    agency = _shared_agency(left, right, told)
    if agency:
        return agency
    one = cited(
        told.statements.get(left.id, ()), _places(found.left, [run.lefts for run in found.quoted_runs])
    )
    other = cited(
        told.statements.get(right.id, ()), _places(found.right, [run.rights for run in found.quoted_runs])
    )
    both = sorted(one.keys() & other.keys())
    return max((one[both[0]], other[both[0]]), key=lambda name: (len(name), name)) if len(both) == 1 else None


def _places(side: Witness, runs: Sequence[range]) -> list[Span]:
    quoted = side.quoted
    return [Span(side.article.id, quoted.starts[run[0]], quoted.ends[run[-1]]) for run in runs]


def cited(statements: Sequence[Statement], places: Sequence[Span]) -> dict[str, str]:
    """The channels cited for words at these places, by what tells one from another; those that are only
    described ("officials") are left out, for two reports may mean two by them."""
    found: dict[str, str] = {}
    for statement in statements:
        if any(at.start < part.end and part.start < at.end for part in statement.content for at in places):
            for step in statement.chain:
                if step.role == "carrier" and (key := _channel(step)):
                    found.setdefault(key, step.name)
    return found


def _channel(step: Attribution) -> str | None:
    if step.actor and (step.actor.role or step.actor.state):
        return step.actor.id
    words = [word for word in step.name.split() if word.casefold() not in ("a", "an", "the", "its", "their")]
    return " ".join(map(fold, words)) if any(word[:1].isupper() for word in words) else None
