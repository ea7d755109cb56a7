"""One report has it denied, or says it is not so, what another tells as so."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations
from typing import NamedTuple

from variorum.model import Article, EventMention, Span, Statement
from variorum.stages.collation.assemble import Member, reported
from variorum.stages.collation.told import Difference, Told
from variorum.stages.collation.unit import NOT
from variorum.stages.collation.words import NUMBER, STOP, Word, base, sense, stem, words

WHY = "one report has denied what another tells as so"
ARTICLES = frozenset({"a", "an", "the"})
VERBAL = frozenset({"not", "never"})
"""Words that say an act did not happen; "no" and "nobody" speak of things, which need not be the same."""
BETWEEN = frozenset("yet even only just always still ever quite really necessarily".split())
"""Words between a denial and what is denied, which are not denied themselves."""
STOPPING = frozenset("halt stop ban avoid prevent refuse fail without against forbid end ending lack".split())
"""Words that say by themselves that what follows is not done, as far as a denial is concerned."""
AROUND, FAR, ALIKE = 8, 12, 2
"""Within so many words of what one report denies, and after a *no*, words of both are looked at; so many
other telling ones must stand in both."""
LIGHT = frozenset(
    (
        "think know want go going do make get take have let see say like need believe mean try seem look feel"
        " include contain happen become remain come"
    ).split()
)
"""Verbs of so many things that to find them denied beside another's says nothing."""
REACH = 3
SHARED = 3


class Polarity(NamedTuple):
    """The content words of a member by their stem, the stems that a "not" goes with (each with the words from
    the one to the other), every stem near a word that denies, and the
    cue by which all of it is denied; the stems of all its words; its numbers."""

    article_id: str
    said: Mapping[str, Word]
    negated: Mapping[str, tuple[int, int]]
    near: frozenset[str]
    denied: Span | None
    stems: tuple[str, ...]
    numbers: frozenset[str]

    def around(self, key: str) -> frozenset[str]:
        """The other stems within a few words of one."""
        places = [i for i, s in enumerate(self.stems) if s == key]
        near = {s for i in places for s in self.stems[max(0, i - AROUND) : i + AROUND + 1]}
        return frozenset(s for s in near if s in self.said and s != key)


def denials(members: Sequence[Member], articles: Mapping[str, Article]) -> Iterator[Difference]:
    """At most one difference: the first two members of different reports that contradict one another."""
    told = [polarity(m, articles[m.article_id]) for m in members if not isinstance(m, EventMention)]
    for one, other in combinations(told, 2):
        if one.article_id == other.article_id:
            continue
        if clash := _clash(one, other):
            readings = [
                Told(articles[p.article_id].text[a:b], p.article_id, (Span(p.article_id, a, b),))
                for p, (a, b) in zip((one, other), clash, strict=True)
            ]
            yield Difference("status", "DIFFERS", sorted(readings, key=lambda t: t.article_id), WHY)
            return


def polarity(member: Member, article: Article) -> Polarity:
    """What a statement or assertion tells as so, and what as not so."""
    every = words(article, reported(member))
    said = {
        stem(w.key): w for w in every if w.key not in STOP and w.key not in NOT and sense(w.key) != NUMBER
    }
    negated: dict[str, tuple[int, int]] = {}
    close: set[str] = set()
    for i, word in enumerate(every):
        if word.key in NOT or word.key.endswith("n't") or base(word.key) in STOPPING:
            close.update(stem(w.key) for w in every[i + 1 : i + 1 + (FAR if word.key == "no" else 2 * REACH)])
        elif word.key == "to":
            close.update(stem(w.key) for w in every[i + 1 : i + 1 + REACH - 1])
        if word.key in VERBAL or word.key.endswith("n't"):
            near = [w for w in every[i + 1 : i + 1 + REACH] if w.key not in BETWEEN]
            after = next((w for w in near if w.key not in STOP or w.key in ARTICLES), None)
            if after is None or after.key in ARTICLES:
                continue
            if not any(c in ",;:" for c in article.text[word.end : after.start]):
                negated[stem(after.key)] = (word.start, after.end)
    denied = member.cue if isinstance(member, Statement) and member.cue_class == "denied" else None
    stems = tuple(stem(w.key) for w in every)
    numbers = frozenset(w.key for w in every if sense(w.key) == NUMBER)
    return Polarity(member.article_id, said, negated, frozenset(close), denied, stems, numbers)


def _clash(one: Polarity, other: Polarity) -> tuple[tuple[int, int], tuple[int, int]] | None:
    """The words of either that contradict one another; None when nothing does, or when both deny."""
    if one.denied or other.denied:
        if one.denied and other.denied:
            return None
        denying, telling = (one, other) if one.denied else (other, one)
        shared = sorted(denying.said.keys() & telling.said.keys(), key=lambda s: telling.said[s].start)
        if len(shared) < SHARED or telling.negated or denying.negated or denying.denied is None:
            return None
        so = (telling.said[shared[0]].start, telling.said[shared[-1]].end)
        found = {id(denying): (denying.denied.start, denying.denied.end), id(telling): so}
        return found[id(one)], found[id(other)]
    if one.numbers and other.numbers and not one.numbers & other.numbers:
        return None
    for denying, telling in ((one, other), (other, one)):
        for key, place in denying.negated.items():
            if key in LIGHT or key not in telling.said or key in telling.near:
                continue
            mine, theirs = denying.around(key), telling.around(key)
            if len(mine & theirs) >= max(1, min(ALIKE, len(mine), len(theirs))):
                word = telling.said[key]
                found = {id(denying): place, id(telling): (word.start, word.end)}
                return found[id(one)], found[id(other)]
    return None
