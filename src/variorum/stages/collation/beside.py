"""What the witnesses of a story have beside the passages of a draft, which is no witness itself."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import msgspec

from variorum.model import (
    Article,
    Assertion,
    Event,
    EventMention,
    Line,
    Lineage,
    Place,
    Root,
    Span,
    Statement,
    Story,
    TimeWindow,
    Variant,
)
from variorum.stages.collation import by_article, line_of
from variorum.stages.collation.assemble import Member, fullest
from variorum.stages.collation.citing import sources
from variorum.stages.collation.facts import Setting
from variorum.stages.collation.groups import groups
from variorum.stages.collation.roots import Roots
from variorum.stages.collation.variants import variants
from variorum.stages.collation.words import words

_ELLIPSIS = re.compile(r"[\[(]?(?:\.\s?\.\s?\.|…)[\])]?")


class Beside(msgspec.Struct, frozen=True):
    """A line of the witnesses alone, with its roots, the passages of the draft that say the same
    (``mine``), and the variants between them."""

    mine: tuple[Member, ...]
    line: Line
    roots: tuple[Root, ...]
    variants: tuple[Variant, ...]


def beside(
    draft: Article,
    story: Story,
    articles: Sequence[Article],
    lineages: Sequence[Lineage],
    events: Sequence[Event],
    found: Mapping[type, Sequence[Any]],
) -> Iterator[Beside]:
    """The lines of the story that have something to say on a passage of the draft.

    ``found`` are the statements, assertions, event mentions, windows and places of the articles and of the
    draft together, ``events`` merged from those mentions. The draft counts in no line, no fullest text and
    no number of roots."""
    everyone = {a.id: a for a in (*articles, draft)}
    statements, assertions, mentions = (found.get(k, ()) for k in (Statement, Assertion, EventMention))
    windows, places = (by_article(found.get(k, ())) for k in (TimeWindow, Place))
    setting = Setting(everyone, windows, places, by_article(mentions))
    known = sources(statements, everyone, lineages)
    for group in groups(statements, assertions, mentions, events, everyone).groups:
        mine = tuple(m for m in group.members if m.article_id == draft.id)
        others = [m for m in group.members if m.article_id != draft.id]
        if not mine or not others:
            continue
        roots = Roots(story.id, everyone, lineages, known.cited)
        best = fullest(others, everyone)
        line, keys = line_of(story, group.kind, others, best, group.why, everyone, roots)
        for key in keys:
            roots.note(key, line.id)
        found_here = variants(line.id, story.id, group.members, setting, group.parts, known)
        differing = [v for v in found_here if isinstance(v, Variant) and _of(v, draft)]
        yield Beside(mine, line, tuple(roots.records()), tuple(differing))


def unattested(draft: Article, quoted: Sequence[Span], articles: Sequence[Article]) -> tuple[Span, ...]:
    """The quoted stretches of a draft, cut at its ellipses, whose words stand in no report in that order.
    Case, hyphens and marks between words make no difference."""
    parts = [part for span in quoted for part in _between_ellipses(draft, span)]
    texts = [_line(a, Span(a.id, 0, len(a.text))) for a in articles]
    return tuple(p for p in parts if (said := _line(draft, p)).strip() and not any(said in t for t in texts))


def _between_ellipses(draft: Article, span: Span) -> Iterator[Span]:
    start = span.start
    for cut in _ELLIPSIS.finditer(draft.text, span.start, span.end):
        yield Span(draft.id, start, cut.start())
        start = cut.end()
    yield Span(draft.id, start, span.end)


def _line(article: Article, span: Span) -> str:
    """The words of a span as they are compared, a blank before and after each."""
    return "".join(f" {w.key}" for w in words(article, [span])) + " "


def _of(variant: Variant, draft: Article) -> bool:
    return any(draft.id in reading.article_ids for reading in variant.readings)
