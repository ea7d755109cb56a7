"""On how many separate roots a line rests: cited channels where a witness cites one, else its lineage.

The number is an upper bound. A speaker is not a root; an echo by a carrier is not a second one. Two
citations are one channel when they denote one actor, or have the same words.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache

import msgspec

from variorum.model import Actor, Article, Lineage, Root, Span, Statement, make_id
from variorum.resources import rows
from variorum.stages.collation.assemble import Member
from variorum.stages.collation.channels import DOCUMENTS, Channel, body, is_outlet
from variorum.stages.collation.citing import Citations
from variorum.stages.collation.papers import issues, papers
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


def channel_key(channel: Channel) -> str:
    """What two citations of one channel have in common: an actor the resources know, else the acronym, else
    the words."""
    if channel.actor and (channel.actor.role or channel.actor.state):
        return channel.actor.id
    acronyms = [w for w in channel.name.split() if len(w) >= 3 and w.isupper()]
    if len(acronyms) == 1:
        return acronyms[0].casefold()
    return " ".join(fold(w) for w in channel.name.split() if w.casefold() not in ("a", "an", "the"))


@cache
def _common() -> frozenset[str]:
    return frozenset(row["noun"] for row in rows("cues/sources.tsv"))


def nameless(channel: Channel) -> bool:
    """Whether a channel is only described ("officials", "a source"): two reports that say so may well mean
    different people, so such a channel is never taken for that of another lineage."""
    if channel.actor and (channel.actor.role or channel.actor.state):
        return False
    said = channel.name.split()
    if said and said[0].casefold() in ("a", "an", "the", "some"):
        said = said[1:]
    proper = [w for w in said if w[:1].isupper() and w.casefold() not in _common()]
    return not proper


Cites = dict[str, dict[str, tuple[Channel, Statement]]]
"""Of each witness the channels it cites, by key, each with the statement that does."""


def _cited(members: Sequence[Member], citations: Citations) -> Cites:
    """Of each witness the outermost channels it cites. An echo cites the channel it echoes, where another
    witness names that channel as its source."""
    cited: Cites = {}
    said = [m for m in members if isinstance(m, Statement)]
    for statement in said:
        for channel in citations.get(statement.id, ())[:1]:
            cited.setdefault(statement.article_id, {}).setdefault(channel_key(channel), (channel, statement))
    named = {key for found in cited.values() for key in found}
    for statement in said:
        for step in statement.chain:
            echo = Channel(step.name, "source", step.span, step.actor)
            if step.apparent and channel_key(echo) in named:
                cited.setdefault(statement.article_id, {}).setdefault(channel_key(echo), (echo, statement))
    return cited


def _fullest_names(cited: Cites) -> dict[str, str]:
    """Of each channel of a line, by key, the one other channel whose name says all that its own says and
    more: *the ministry* is the *Georgian foreign ministry* where no other ministry is cited."""
    steps = {key: channel for found in cited.values() for key, (channel, _) in found.items()}
    sure = {key for key, channel in steps.items() if not nameless(channel)}
    fuller: dict[str, str] = {}
    for key, channel in sorted(steps.items()):
        mine = body(channel.name)
        over = [k for k in sorted(sure - {key}) if mine and mine < body(steps[k].name)]
        if len(over) == 1:
            fuller[key] = over[0]
    return fuller


class Roots:
    """The roots of one story, gathered line by line."""

    def __init__(
        self,
        story_id: str,
        articles: Mapping[str, Article],
        lineages: Sequence[Lineage],
        citations: Citations,
    ) -> None:
        self.story_id = story_id
        self.articles = articles
        self.citations = citations
        self.lineage_of = {a: lineage for lineage in lineages for a in lineage.article_ids}
        self.found: dict[str, Cited] = {}

    def resting(self, members: Sequence[Member]) -> Resting:
        """What a line with these members rests on."""
        cited = _cited(members, self.citations)
        keys: dict[str, None] = {}
        why: list[str] = []
        silent: list[str] = []
        here = sorted({m.article_id for m in members})
        of_article: dict[str, str] = {}
        names = _fullest_names(cited)
        written = papers([(c, s) for found in cited.values() for c, s in found.values()])
        for article_id in here:
            for found in self._keys(article_id, cited, names, written, here, (article_id,)):
                keys[found] = None
                of_article.setdefault(article_id, found)
            if article_id not in cited:
                silent.append(article_id)
        channels = len(keys)
        for article_id in silent:
            lineage = self.lineage_of.get(article_id)
            if lineage is not None and not any(a in of_article for a in lineage.article_ids):
                keys[self._lineage(article_id)] = None
        if channels:
            why.append(f"{channels} cited channel{'s' if channels > 1 else ''}")
        if len(keys) > channels:
            why.append(f"{len(keys) - channels} lineage{'s' if len(keys) - channels > 1 else ''} citing none")
        return Resting(tuple(keys), tuple(why), self._against(silent, channels))

    def _keys(
        self,
        article_id: str,
        cited: Cites,
        names: Mapping[str, str],
        written: Mapping[str, str],
        here: Sequence[str],
        asked: tuple[str, ...],
    ) -> Iterator[str]:
        """The keys of the channels that a witness cites. Of one that cites another witness of the line they
        are what that one rests on."""
        for key, (channel, statement) in sorted(cited.get(article_id, {}).items()):
            source = self._witness(channel, statement, here, cited)
            if channel.own or source == article_id:
                yield self._lineage(article_id)
            elif source is not None and source in cited and source not in asked:
                yield from self._keys(source, cited, names, written, here, (*asked, source))
            elif source is not None and source in self.lineage_of:
                yield self._lineage(source)
            else:
                told = written.get(statement.id) or names.get(key)
                yield self._channel(told or self._told_apart(key, channel, article_id), channel, article_id)

    def _witness(
        self, channel: Channel, statement: Statement, here: Sequence[str], cited: Cites
    ) -> str | None:
        """The witness of the line that is itself the channel which another cites; None where that is none, or
        witnesses of several lineages."""
        if channel.kind == "document":
            found = [a for a in here if a != statement.article_id and a not in cited]
            found = [a for a in found if issues(channel, statement, self.articles[a])]
        else:
            found = [a for a in here if is_outlet(channel.name, self.articles[a])]
        homes = {self.lineage_of[a].id for a in found if a in self.lineage_of}
        return found[0] if len(homes) == 1 else None

    def _against(self, silent: Sequence[str], channels: int) -> tuple[str, ...]:
        against = []
        if channels and silent:
            against.append("a witness that cites nothing may rest on the channel another cites")
        lineages = [self.lineage_of[a] for a in silent if a in self.lineage_of]
        if len({lineage.id for lineage in lineages}) > 1 and any(lineage.runs for lineage in lineages):
            against.append("the lineages share words of their own: a common text is possible")
        return tuple(against)

    def _told_apart(self, key: str, step: Channel, article_id: str) -> str:
        lineage = self.lineage_of.get(article_id)
        return f"{key} of {lineage.id if lineage else article_id}" if nameless(step) else key

    def _channel(self, key: str, step: Channel, article_id: str) -> str:
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
                made_by="collation/4",
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


def _called(root: Cited) -> str:
    """The name of a root: of a lineage its outlets; of a channel the name that says what document it was,
    else the longest."""
    if root.kind == "lineage":
        return " / ".join(root.names)
    return max(root.names, key=lambda n: (bool(DOCUMENTS & set(n.casefold().split())), len(n), n))
