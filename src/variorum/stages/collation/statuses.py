"""One act told as done, to come, or not done."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from variorum.model import Article, EventMention, Statement, Status
from variorum.stages.collation.assemble import Member, reported
from variorum.stages.collation.tenses import CAME_TRUE, to_come
from variorum.stages.collation.told import Difference, Told
from variorum.stages.collation.values import published_order
from variorum.stages.collation.words import content, words

if TYPE_CHECKING:
    from variorum.stages.collation.facts import Setting

NOT_DONE = "one report tells as done what another does not"
FIRMEST: tuple[Status, ...] = ("actual", "past", "denied", "threatened", "planned", "hypothetical")
ALIKE = 0.4
"""Of the telling words of the shorter of two sentences so large a share must stand in the other."""


def statuses(members: Sequence[Member], setting: Setting) -> Iterator[Difference]:
    """One act told as done, to come, or not done; of each report the firmest it says of one type of event."""
    for told in _acts(members, setting).values():
        done = {a: m for a, m in told.items() if _is_done(m, setting.articles[a])}
        for status in ("denied", "planned", "threatened", "hypothetical"):
            other = {a: m for a, m in told.items() if m.status == status and _meet(m, done.values())}
            if not done or not other:
                continue
            readings = [Told(m.status, a, (m.trigger,)) for a, m in sorted((done | other).items())]
            if status in ("denied", "planned") and not _one_sentence(done, other, setting):
                continue
            if status == "denied":
                yield Difference("status", "DIFFERS", readings, NOT_DONE)
            elif status == "planned" and _came_true(other, done, setting):
                if not any(to_come(m.sentence.of(setting.articles[a])) for a, m in other.items()):
                    continue
                yield Difference("status", "UPDATE", readings, CAME_TRUE)
            else:
                yield Difference("status", "COMPATIBLE", readings, NOT_DONE)


def _meet(mention: EventMention, others: Iterable[EventMention]) -> bool:
    """Whether somebody takes part in both, as far as both name anybody."""
    mine = {p.key for p in (*mention.actors, *mention.recipients)}
    for other in others:
        theirs = {p.key for p in (*other.actors, *other.recipients)}
        if not mine or not theirs or mine & theirs:
            return True
    return False


def _is_done(mention: EventMention, article: Article) -> bool:
    """Whether an event is told as done, and not by *to* and a verb (*tried to enter*)."""
    return mention.status in ("actual", "past") and not article.text.endswith("to ", 0, mention.trigger.start)


def _one_sentence(
    one: Mapping[str, EventMention], other: Mapping[str, EventMention], setting: Setting
) -> bool:
    """Whether some sentence of either side is alike to one of the other in what it tells."""
    told = [
        [content(words(setting.articles[m.article_id], (m.sentence,))) for m in side.values()]
        for side in (one, other)
    ]
    return any(len(a & b) >= ALIKE * min(len(a), len(b)) for a in told[0] for b in told[1])


def _acts(members: Sequence[Member], setting: Setting) -> dict[str, dict[str, EventMention]]:
    """By type of event and article the firmest mention among the members, or in what they tell in words of
    their own."""
    found: dict[str, dict[str, EventMention]] = {}
    for member in members:
        if isinstance(member, EventMention):
            inside = [member]
        elif isinstance(member, Statement) and member.quoted:
            continue
        else:
            spans = reported(member)
            inside = [
                m
                for m in setting.mentions.get(member.article_id, ())
                if any(s.start <= m.trigger.start and m.trigger.end <= s.end for s in spans)
            ]
        for mention in inside:
            by = found.setdefault(mention.type, {})
            had = by.get(mention.article_id)
            if had is None or FIRMEST.index(mention.status) < FIRMEST.index(had.status):
                by[mention.article_id] = mention
    return found


def _came_true(
    planned: Mapping[str, EventMention], done: Mapping[str, EventMention], setting: Setting
) -> bool:
    """Whether every report that tells it as to come is earlier than every one that tells it as done."""
    return all(
        published_order(setting.articles[a].published, setting.articles[b].published) < 0
        for a in planned
        for b in done
    )
