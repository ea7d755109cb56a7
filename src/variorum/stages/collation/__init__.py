"""The edition: the witnesses of a story set side by side."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Literal, TypeVar

import msgspec

from variorum.model import (
    Article,
    Assertion,
    Event,
    EventMention,
    Framing,
    Line,
    Lineage,
    Place,
    Root,
    Statement,
    Story,
    TimeWindow,
    Uncompared,
    Variant,
    make_id,
)
from variorum.pipeline import stage
from variorum.stages.collation.assemble import Member, assemble, fullest, reported
from variorum.stages.collation.citing import sources
from variorum.stages.collation.facts import Setting
from variorum.stages.collation.framing import framing
from variorum.stages.collation.groups import groups
from variorum.stages.collation.roots import Roots
from variorum.stages.collation.tension import Tension, tensions
from variorum.stages.collation.told import Open
from variorum.stages.collation.uncompared import uncompared
from variorum.stages.collation.variants import records_of, variants

_Found = TypeVar("_Found", TimeWindow, Place, EventMention)
Coverage = Literal["all", "all but one", "some", "one"]


@stage(by=Story, version=4)
def collation(
    story: Story,
    articles: list[Article],
    statements: list[Statement],
    assertions: list[Assertion],
    mentions: list[EventMention],
    events: list[Event],
    lineages: list[Lineage],
    windows: list[TimeWindow],
    places: list[Place],
) -> Iterator[Line | Variant | Framing | Uncompared | Root]:
    """What the witnesses of a story say, line by line: the same, differently, or alone."""
    witnesses = {a.id: a for a in articles}
    known = sources(statements, witnesses, lineages)
    roots = Roots(story.id, witnesses, lineages, known.cited)
    setting = Setting(witnesses, by_article(windows), by_article(places), by_article(mentions))
    lines = []
    tense: dict[str, list[Tension]] = {}
    for tension in tensions([*statements, *assertions], witnesses):
        tense.setdefault(tension.record_id, []).append(tension)
    gaps: list[tuple[str, Open]] = []
    found, near = groups(statements, assertions, mentions, events, witnesses)
    for group in found:
        best = fullest(group.members, witnesses)
        line, keys = line_of(story, group.kind, group.members, best, group.why, witnesses, roots)
        lines.append((_place(best, witnesses), line, keys))
        for told in variants(line.id, story.id, group.members, setting, group.parts, known):
            if isinstance(told, Open):
                gaps.append((line.id, told))
            else:
                yield told
        inside = [t.difference for m in group.members for t in tense.pop(m.id, ())]
        yield from records_of(line.id, story.id, inside)
        yield from framing(line.id, story.id, group.members, setting)
    lines.sort(key=lambda x: (x[0], x[1].id))
    for order, (_, line, keys) in enumerate(lines):
        for key in keys:
            roots.note(key, line.id)
        yield msgspec.structs.replace(line, order=order)
    ordered = [line for _, line, _ in lines]
    yield from uncompared(story, witnesses, ordered, gaps, near, statements, setting.windows)
    yield from roots.records()


def by_article(found: Sequence[_Found]) -> dict[str, list[_Found]]:
    """Records by the article they were found in."""
    by_article: dict[str, list[_Found]] = {}
    for one in found:
        by_article.setdefault(one.article_id, []).append(one)
    return by_article


def line_of(
    story: Story,
    kind: str,
    members: Sequence[Member],
    best: Member,
    why: Sequence[str],
    articles: Mapping[str, Article],
    roots: Roots,
) -> tuple[Line, tuple[str, ...]]:
    """The line with these members, its fullest text cut from ``best``, and the keys of its roots."""
    having = sorted({m.article_id for m in members})
    resting = roots.resting(members)
    line = Line(
        id=make_id("lne", story.id, kind, *sorted(m.id for m in members)),
        made_by="collation/4",
        story_id=story.id,
        kind=kind,  # type: ignore[arg-type]
        member_ids=tuple(sorted(m.id for m in members)),
        article_ids=tuple(having),
        speaker=_speaker(members, best, articles),
        assembly=assemble(members, best, articles),
        coverage=_coverage(len(having), len(story.article_ids)),
        root_ids=tuple(sorted(roots.root_id(k) for k in resting.keys)),
        at_most=len(resting.keys) or None,
        why=(*dict.fromkeys(why), *resting.why),
        against=resting.against,
    )
    return line, resting.keys


def _speaker(members: Sequence[Member], best: Member, articles: Mapping[str, Article]) -> str | None:
    """Who speaks in a line: of its fullest member, else of the fullest that names somebody."""
    said = [m for m in members if isinstance(m, Statement) and m.speaker]
    told = best if best in said else fullest(said, articles) if said else None
    return told.speaker.name if isinstance(told, Statement) and told.speaker else None


def _coverage(having: int, witnesses: int) -> Coverage:
    if having == 1:
        return "one"
    if having == witnesses:
        return "all"
    return "all but one" if having == witnesses - 1 else "some"


def _place(best: Member, articles: Mapping[str, Article]) -> tuple[float, str]:
    """Where a line stands in the edition: how far into its fullest witness its words begin."""
    span = reported(best)[0]
    return round(span.start / max(1, len(articles[best.article_id].text)), 6), best.article_id
