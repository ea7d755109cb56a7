"""Who acts, where one report has somebody else, or the two sides the other way round."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations
from typing import NamedTuple

from variorum.model import Article, EventMention, Span, Statement
from variorum.stages.collation.assemble import Member, reported
from variorum.stages.collation.clauses import verbal
from variorum.stages.collation.told import Difference, Told
from variorum.stages.collation.words import CLASS, STATE, STOP, Word, sense, words

FORCES = frozenset(f"{CLASS}{force}" for force in "police soldier gunman navy".split())
"""Who uses force for somebody; one is not another."""
REVERSED = "the one who acts in one report is acted on in the other"
OTHER_FORCE = "the reports name different forces"
BY = 4
"""An agent stands within so many words after *by*."""
OF = frozenset("of from in with at on".split())
"""What follows these is no agent (*a plane from India*)."""
ALIKE = 2
"""So many telling words beside the agents must be the same."""


class Act(NamedTuple):
    """A clause: its article, the words before the verb and after it, by their senses, as agent and others."""

    article_id: str
    span: Span
    agent: frozenset[str]
    others: frozenset[str]


def agents(
    members: Sequence[Member], articles: Mapping[str, Article], parts: Mapping[str, tuple[Span, ...]]
) -> Iterator[Difference]:
    """At most one difference: the first two clauses of different reports with another agent."""
    told = [a for m in members if (a := _act(m, articles[m.article_id], parts)) is not None]
    for one, other in combinations(told, 2):
        if one.article_id == other.article_id:
            continue
        why = _differ(one, other)
        if why:
            readings = [
                Told(a.span.of(articles[a.article_id]), a.article_id, (a.span,)) for a in (one, other)
            ]
            yield Difference("actor", "DIFFERS", sorted(readings, key=lambda t: t.article_id), why)
            return


def _act(member: Member, article: Article, parts: Mapping[str, tuple[Span, ...]]) -> Act | None:
    """What a member tells in words of its own, cut at its verb; None where it has none, or is quoted."""
    if isinstance(member, EventMention) or (isinstance(member, Statement) and member.quoted):
        return None
    every = words(article, parts.get(member.id) or reported(member))
    at = next((i for i, w in enumerate(every) if i and verbal(w.key)), None)
    if at is None:
        return None
    of = next((i for i, w in enumerate(every[:at]) if i and w.key in OF), at)
    before, after = every[:of], every[at:]
    by = next((i for i, w in enumerate(after) if w.key == "by"), None)
    if by is not None:
        agent = after[by + 1 : by + 1 + BY]
        before, after = agent, [*before, *after[:by], *after[by + 1 + BY :]]
    if not before:
        return None
    span = Span(article.id, min(w.start for w in every), max(w.end for w in every))
    return Act(article.id, span, _senses(before), _senses(after))


def _senses(told: Sequence[Word]) -> frozenset[str]:
    return frozenset(sense(w.key) for w in told if w.key not in STOP)


def _differ(one: Act, other: Act) -> str:
    """Why two clauses have another agent; "" where they have not, or where they do not tell one act."""
    mine, theirs = _states(one.agent), _states(other.agent)
    if len(mine) == len(theirs) == 1 and mine != theirs:
        crossed = theirs <= one.others and mine <= other.others
        if crossed and not (mine & one.others or theirs & other.others) and _shared(one, other) >= 1:
            return REVERSED
    forces, others = one.agent & FORCES, other.agent & FORCES
    if forces and others and not forces & others and _shared(one, other) >= ALIKE:
        return OTHER_FORCE
    return ""


def _states(senses: frozenset[str]) -> frozenset[str]:
    return frozenset(s for s in senses if s.startswith(STATE))


def _shared(one: Act, other: Act) -> int:
    """How many telling words stand beside the agents in both."""
    return sum(not s.startswith(STATE) for s in one.others & other.others)
