"""How the witnesses of a line tell what they tell alike: the words they chose, their hedges, and whether
they name who did it. No difference of fact, and nobody's fault; a list of its own."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache, lru_cache

from variorum.model import (
    Article,
    Assertion,
    EventMention,
    Framing,
    FramingKind,
    Reading,
    Span,
    Statement,
    make_id,
)
from variorum.resources import rows
from variorum.stages.collation.assemble import Member, reported
from variorum.stages.collation.facts import Setting
from variorum.stages.collation.words import Word, base, fold, words
from variorum.stages.marks import marked

NOT_NAMED = "not named"
NO_HEDGE = "without a hedge"
_DEATHS = frozenset({"die", "dead", "perish"})
_Chosen = dict[str, dict[str, Span | None]]
"""By article what it chose, with the place where it first stands; None where it chose to leave out."""


def framing(line_id: str, story_id: str, members: Sequence[Member], setting: Setting) -> Iterator[Framing]:
    """What the witnesses of one line tell with other words, with a hedge, or without naming who did it."""
    if len({m.article_id for m in members}) < 2:
        return
    own = _own(members, setting.articles)
    found: list[tuple[FramingKind, _Chosen, str]] = []
    found += [("word", chosen, f"words for one thing: {choice}") for choice, chosen in _words(own)]
    found += [("hedge", chosen, "told with a hedge and without one") for chosen in _hedges(members, own)]
    found += [("voice", chosen, "who did it is named and not named") for chosen in _voice(members, setting)]
    for kind, chosen, why in found:
        readings = tuple(_readings(chosen, setting.articles))
        yield Framing(
            id=make_id("frm", line_id, kind, why, *(f"{r.value} {r.article_ids}" for r in readings)),
            made_by="collation/4",
            story_id=story_id,
            line_id=line_id,
            kind=kind,
            readings=readings,
            why=(why,),
        )


def _readings(chosen: _Chosen, articles: Mapping[str, Article]) -> list[Reading]:
    """Equal choices put together, as the first of their witnesses writes them; those most made first."""
    by: dict[tuple[str, ...], list[str]] = {}
    for article_id, told in sorted(chosen.items()):
        by.setdefault(tuple(sorted(told)), []).append(article_id)
    made = []
    for choices in sorted(by, key=lambda c: (-len(by[c]), c)):
        first = chosen[by[choices][0]]
        written = (s.of(articles[s.article_id]) if s else c for c, s in sorted(first.items()))
        spans = {s for a in by[choices] for s in chosen[a].values() if s}
        made.append(
            Reading(value=", ".join(written), article_ids=tuple(by[choices]), spans=tuple(sorted(spans)))
        )
    return made


# --- words of one's own ------------------------------------------------------------------------------------


@lru_cache(maxsize=512)
def _marked(text: str) -> tuple[tuple[int, int], ...]:
    return tuple((m.start, m.end) for m in marked(text))


def _own(members: Sequence[Member], articles: Mapping[str, Article]) -> dict[str, list[Word]]:
    """By article the words of its own in which it tells the line, with the cues of statements."""
    spans: dict[str, set[Span]] = {}
    for member in members:
        cue = [member.cue] if isinstance(member, Statement) and member.cue else []
        spans.setdefault(member.article_id, set()).update((*reported(member), *cue))
    own = {}
    for article_id, told in sorted(spans.items()):
        quoted = _marked(articles[article_id].text)
        starts = [start for start, _ in quoted]
        found = {w.start: w for w in words(articles[article_id], sorted(told))}
        own[article_id] = [w for _, w in sorted(found.items()) if not _within(w, quoted, starts)]
    return own


def _within(word: Word, quoted: Sequence[tuple[int, int]], starts: Sequence[int]) -> bool:
    i = bisect_right(starts, word.start) - 1
    return i >= 0 and word.end <= quoted[i][1]


# --- word choice -------------------------------------------------------------------------------------------


@cache
def _choices() -> dict[str, list[tuple[str, bool, tuple[str, ...]]]]:
    """By the first word of a phrase: its choice, whether it is coloured, and the whole phrase."""
    table: dict[str, list[tuple[str, bool, tuple[str, ...]]]] = {}
    for row in rows("framing/words.tsv"):
        for column in ("plain", "coloured"):
            for phrase in row[column].split():
                parts = tuple(base(fold(p)) for p in phrase.split("_"))
                table.setdefault(parts[0], []).append((row["choice"], column == "coloured", parts))
    return table


def _words(own: Mapping[str, Sequence[Word]]) -> Iterator[tuple[str, _Chosen]]:
    """Choices in which one witness has a coloured word and another only other words for it."""
    plain: dict[str, _Chosen] = {}
    coloured: dict[str, dict[str, set[str]]] = {}
    for article_id, told in own.items():
        bases = [base(w.key) for w in told]
        for i, first in enumerate(bases):
            for choice, colour, parts in _choices().get(first, ()):
                if tuple(bases[i : i + len(parts)]) != parts:
                    continue
                name = " ".join(parts)
                span = Span(article_id, told[i].start, told[i + len(parts) - 1].end)
                plain.setdefault(choice, {}).setdefault(article_id, {}).setdefault(name, span)
                if colour:
                    coloured.setdefault(choice, {}).setdefault(article_id, set()).add(name)
    for choice, by in sorted(coloured.items()):
        told_by = plain[choice]
        apart = {
            a
            for a, mine in by.items()
            for b, theirs in told_by.items()
            if mine.isdisjoint(theirs) and theirs.keys().isdisjoint(told_by[a])
        }
        if apart:
            yield choice, told_by


# --- hedges ------------------------------------------------------------------------------------------------


@cache
def _hedge_words() -> dict[str, list[tuple[str, ...]]]:
    table: dict[str, list[tuple[str, ...]]] = {}
    for row in rows("framing/hedges.tsv"):
        parts = tuple(fold(p) for p in row["hedge"].split())
        table.setdefault(parts[0], []).append(parts)
    return table


def _hedges(members: Sequence[Member], own: Mapping[str, Sequence[Word]]) -> Iterator[_Chosen]:
    """Witnesses that tell it in their own voice with a hedge, beside others that do so without one."""
    said = {m.article_id for m in members if isinstance(m, Statement)}
    asserting = [a for a in own if a not in said]
    hedged = {a: h for a in asserting if (h := _hedges_of(a, own[a]))}
    if hedged and len(hedged) < len(asserting):
        yield {a: hedged.get(a) or {NO_HEDGE: None} for a in asserting}


def _hedges_of(article_id: str, told: Sequence[Word]) -> dict[str, Span | None]:
    keys = [w.key for w in told]
    return {
        " ".join(parts): Span(article_id, told[i].start, told[i + len(parts) - 1].end)
        for i, first in enumerate(keys)
        for parts in _hedge_words().get(first, ())
        if tuple(keys[i : i + len(parts)]) == parts
    }


# --- who did it --------------------------------------------------------------------------------------------


def _voice(members: Sequence[Member], setting: Setting) -> Iterator[_Chosen]:
    """One act told with those who did it, and told without them."""
    named: dict[str, dict[str, _Chosen]] = {}
    for mention in _acts(members, setting):
        by = named.setdefault(mention.type, {"named": {}, "not": {}})
        if mention.actors:
            for party in mention.actors:
                by["named"].setdefault(mention.article_id, {})[party.name] = party.span
        else:
            by["not"][mention.article_id] = {NOT_NAMED: None}
    deaths: _Chosen = {
        m.article_id: {NOT_NAMED: None} for m in members if isinstance(m, Assertion) and m.lemma in _DEATHS
    }
    for kind, by in sorted(named.items()):
        silent = (deaths if kind == "ASSAULT" else {}) | by["not"]
        telling = {w.key for told in by["named"].values() for name in told for w in _name(name)}
        lacking = {
            a: told
            for a, told in silent.items()
            if a not in by["named"] and telling.isdisjoint(w.key for w in _told(members, a, setting))
        }
        if by["named"] and lacking:
            yield by["named"] | lacking


def _name(name: str) -> Iterable[Word]:
    return [Word(fold(w), 0, 0) for w in name.split() if w[:1].isupper()] or [
        Word(fold(w), 0, 0) for w in name.split()[-1:]
    ]


def _told(members: Sequence[Member], article_id: str, setting: Setting) -> list[Word]:
    return words(
        setting.articles[article_id],
        [s for m in members if m.article_id == article_id for s in reported(m)],
    )


def _acts(members: Sequence[Member], setting: Setting) -> list[EventMention]:
    """The event mentions among the members, and those in the clauses they tell in words of their own."""
    found: dict[str, EventMention] = {}
    for member in members:
        if isinstance(member, EventMention):
            found[member.id] = member
        elif isinstance(member, Assertion):
            for m in setting.mentions.get(member.article_id, ()):
                if member.span.start <= m.trigger.start and m.trigger.end <= member.span.end:
                    found[m.id] = m
    return [found[i] for i in sorted(found)]
