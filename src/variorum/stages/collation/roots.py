"""On how many separate roots a line rests: cited channels where a witness cites one, else its lineage.

The number is an upper bound. A speaker is not a root; an echo by a carrier is not a second one. Two
citations are one channel when they denote one actor, or have the same words.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache

import msgspec

from variorum.model import Actor, Article, Attribution, Lineage, Root, Span, Statement, make_id
from variorum.resources import rows
from variorum.stages.collation.assemble import Member
from variorum.stages.collation.words import fold


class Cited(msgspec.Struct):
    """A channel or lineage while its lines are gathered."""

    kind: str
    key: str
    names: list[str]
    actor: Actor | None
    lines: list[str]
    articles: set[str]
    spans: set[Span]


class Resting(msgspec.Struct, frozen=True):
    """What one line rests on: keys of roots, the reasons, and the case against the count."""

    keys: tuple[str, ...]
    why: tuple[str, ...]
    against: tuple[str, ...]


def channel_key(step: Attribution) -> str:
    """What two citations of one channel have in common: an actor the resources know, else the acronym, else
    the words."""
    if step.actor and (step.actor.role or step.actor.state):
        return step.actor.id
    acronyms = [w for w in step.name.split() if len(w) >= 3 and w.isupper()]
    if len(acronyms) == 1:
        return acronyms[0].casefold()
    return " ".join(fold(w) for w in step.name.split() if w.casefold() not in ("a", "an", "the"))


@cache
def _common() -> frozenset[str]:
    return frozenset(row["noun"] for row in rows("cues/sources.tsv"))


def nameless(step: Attribution) -> bool:
    """Whether a channel is only described ("officials", "a source"): two reports that say so may well mean
    different people, so such a channel is never taken for that of another lineage."""
    if step.actor and (step.actor.role or step.actor.state):
        return False
    said = step.name.split()
    if said and said[0].casefold() in ("a", "an", "the", "some"):
        said = said[1:]
    proper = [w for w in said if w[:1].isupper() and w.casefold() not in _common()]
    return not proper


def _cited(members: Sequence[Member]) -> dict[str, dict[str, Attribution]]:
    """Of each witness the outermost channels it cites. An echo cites the channel it echoes, where another
    witness names that channel as its source."""
    cited: dict[str, dict[str, Attribution]] = {}
    said = [m for m in members if isinstance(m, Statement)]
    for statement in said:
        for step in carriers(statement)[:1]:
            cited.setdefault(statement.article_id, {}).setdefault(channel_key(step), step)
    named = {key for found in cited.values() for key in found}
    for statement in said:
        for step in statement.chain:
            if step.apparent and channel_key(step) in named:
                cited.setdefault(statement.article_id, {}).setdefault(channel_key(step), step)
    return cited


def carriers(statement: Statement) -> list[Attribution]:
    """The channels a statement is said to have come through, outermost first."""
    return [step for step in statement.chain if step.role == "carrier"]


class Roots:
    """The roots of one story, gathered line by line."""

    def __init__(self, story_id: str, articles: Mapping[str, Article], lineages: Sequence[Lineage]) -> None:
        self.story_id = story_id
        self.articles = articles
        self.lineage_of = {a: lineage for lineage in lineages for a in lineage.article_ids}
        self.found: dict[str, Cited] = {}

    def resting(self, members: Sequence[Member]) -> Resting:
        """What a line with these members rests on."""
        cited = _cited(members)
        keys: dict[str, None] = {}
        why: list[str] = []
        silent: list[str] = []
        for article_id in sorted({m.article_id for m in members}):
            for key, step in sorted(cited.get(article_id, {}).items()):
                keys[self._channel(self._told_apart(key, step, article_id), step, article_id)] = None
            if article_id not in cited:
                silent.append(article_id)
        channels = len(keys)
        for article_id in silent:
            if article_id in self.lineage_of:
                keys[self._lineage(article_id)] = None
        if channels:
            why.append(f"{channels} cited channel{'s' if channels > 1 else ''}")
        if len(keys) > channels:
            why.append(f"{len(keys) - channels} lineage{'s' if len(keys) - channels > 1 else ''} citing none")
        return Resting(tuple(keys), tuple(why), self._against(silent, channels))

    def _against(self, silent: Sequence[str], channels: int) -> tuple[str, ...]:
        against = []
        if channels and silent:
            against.append("a witness that cites nothing may rest on the channel another cites")
        lineages = [self.lineage_of[a] for a in silent if a in self.lineage_of]
        if len({lineage.id for lineage in lineages}) > 1 and any(lineage.runs for lineage in lineages):
            against.append("the lineages share words of their own: a common text is possible")
        return tuple(against)

    def _told_apart(self, key: str, step: Attribution, article_id: str) -> str:
        lineage = self.lineage_of.get(article_id)
        return f"{key} of {lineage.id if lineage else article_id}" if nameless(step) else key

    def _channel(self, key: str, step: Attribution, article_id: str) -> str:
        root = self.found.setdefault(
            f"channel {key}", Cited("channel", key, [], step.actor, [], set(), set())
        )
        if step.name not in root.names:
            root.names.append(step.name)
        root.articles.add(article_id)
        root.spans.update(s for s in (step.span,) if s)
        return f"channel {key}"

    def _lineage(self, article_id: str) -> str:
        lineage = self.lineage_of[article_id]
        key = f"lineage {lineage.id}"
        if key not in self.found:
            names = [self.articles[a].outlet or a for a in lineage.article_ids if a in self.articles]
            self.found[key] = Cited("lineage", lineage.id, names, None, [], set(), set())
        self.found[key].articles.add(article_id)
        return key

    def root_id(self, key: str) -> str:
        root = self.found[key]
        return make_id("rot", self.story_id, root.kind, root.key)

    def note(self, key: str, line_id: str) -> None:
        self.found[key].lines.append(line_id)

    def records(self) -> list[Root]:
        """Every root of the story that a line rests on."""
        return [
            Root(
                id=self.root_id(key),
                made_by="collation/1",
                story_id=self.story_id,
                kind="channel" if root.kind == "channel" else "lineage",
                name=_called(root),
                actor=root.actor,
                line_ids=tuple(sorted(set(root.lines))),
                article_ids=tuple(sorted(root.articles)),
                cited=tuple(sorted(root.spans)),
                why=tuple(f"cited as “{name}”" for name in sorted(root.names))
                if root.kind == "channel"
                else (),
            )
            for key, root in sorted(self.found.items())
            if root.lines
        ]


DOCUMENTS = frozenset(
    "readout statement dispatch communique communiqué transcript document documents report letter memo "
    "interview briefing release cable post posting filing".split()
)


def _called(root: Cited) -> str:
    """The name of a root: of a lineage its outlets; of a channel the name that says what document it was,
    else the longest."""
    if root.kind == "lineage":
        return " / ".join(root.names)
    return max(root.names, key=lambda n: (bool(DOCUMENTS & set(n.casefold().split())), len(n), n))
