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
from variorum.stages.collation.channels import DOCUMENTS, body, medium, occasion
from variorum.stages.collation.speakers import bare
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
        for step in channels(statement)[:1]:
            cited.setdefault(statement.article_id, {}).setdefault(channel_key(step), step)
    named = {key for found in cited.values() for key in found}
    for statement in said:
        for step in statement.chain:
            if step.apparent and channel_key(step) in named:
                cited.setdefault(statement.article_id, {}).setdefault(channel_key(step), step)
    return cited


def channels(statement: Statement) -> list[Attribution]:
    """The channels a statement is said to have come through, outermost first: those it cites, else the medium
    it was told to. Where somebody was merely heard is none."""
    cited = [step for step in carriers(statement) if not occasion(step.name)]
    heard = medium(statement)
    if cited or heard is None:
        return cited
    return [Attribution(role="carrier", name=heard.name, actor=heard.actor, span=heard.span)]


def carriers(statement: Statement) -> list[Attribution]:
    """The channels a statement is said to have come through, outermost first."""
    return [step for step in statement.chain if step.role == "carrier"]


def _fullest_names(cited: Mapping[str, Mapping[str, Attribution]]) -> dict[str, str]:
    """Of each channel of a line, by key, the one other channel whose name says all that its own says and
    more: *the ministry* is the *Georgian foreign ministry* where no other ministry is cited."""
    steps = {key: step for found in cited.values() for key, step in found.items()}
    sure = {key for key, step in steps.items() if not nameless(step)}
    fuller: dict[str, str] = {}
    for key, step in sorted(steps.items()):
        mine = body(step.name)
        over = [k for k in sorted(sure - {key}) if mine and mine < body(steps[k].name)]
        if len(over) == 1:
            fuller[key] = over[0]
    return fuller


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
        here = sorted({m.article_id for m in members})
        of_article: dict[str, str] = {}
        names = _fullest_names(cited)
        for article_id in here:
            for key, step in sorted(cited.get(article_id, {}).items()):
                known = names.get(key)
                told = known or self._told_apart(key, step, article_id)
                found = self._witness(step, here) or self._channel(told, step, article_id)
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

    def _witness(self, step: Attribution, here: Sequence[str]) -> str | None:
        """The lineage of a witness of the line that is itself the channel which another cites."""
        name = bare(step.name)
        for article_id in here:
            outlet = self.articles[article_id].outlet
            if outlet and bare(outlet) == name and article_id in self.lineage_of:
                return self._lineage(article_id)
        return None

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
