"""Which statements, and which assertions, of several witnesses say the same thing.

Two statements meet when one's quoted words stand in the other's, in order, or when one paraphrases the
other; never across speakers who are known to differ. Two assertions meet by their content words, helped by
shared participants and predicate; an assertion meets at most one of each other witness.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import msgspec

from variorum.model import Article, Assertion, Party, Statement
from variorum.stages.collation.words import STOP, Word, content, runs, words

QUOTED_SHARE = 0.6
PARAPHRASE_SHARE = 0.5
ASSERTION_SHARE = 0.45
PRONOUNS = frozenset("he she it they we i who".split())


class Match(msgspec.Struct, frozen=True):
    """Two records (by index) that say the same, how surely, and why."""

    score: float
    left: int
    right: int
    why: str


class Side(msgspec.Struct, frozen=True):
    """A statement with its words: all of them, and those inside quotation marks."""

    record: Statement
    all: list[Word]
    quoted: list[Word]
    content: frozenset[str]


def statement_lines(
    statements: Sequence[Statement], articles: Mapping[str, Article]
) -> list[tuple[list[Statement], list[str]]]:
    """Statements that say the same, each group with its reasons, in the order given."""
    sides = [_side(s, articles[s.article_id]) for s in statements]
    matches = [m for i, j in _candidates(sides) if (m := _compare(sides[i], sides[j], i, j)) is not None]
    groups = _gather(len(sides), matches, lambda g, h: _may_join(sides, g, h))
    for group, _ in groups:
        group.sort()
    _attach_echoes(statements, groups)
    return [([statements[i] for i in group], why) for group, why in groups if group]


def assertion_lines(
    assertions: Sequence[Assertion], articles: Mapping[str, Article]
) -> list[tuple[list[Assertion], list[str]]]:
    """Assertions that say the same, at most one of a witness in a group."""
    texts = [content(words(articles[a.article_id], (a.span,))) for a in assertions]
    matches = []
    for i, j in _sharing(texts, [a.article_id for a in assertions], 2):
        score = _likeness(assertions[i], assertions[j], texts[i], texts[j])
        if score >= ASSERTION_SHARE:
            matches.append(Match(round(score, 4), i, j, f"shares {len(texts[i] & texts[j])} content words"))

    def distinct(g: list[int], h: list[int]) -> bool:
        return not {assertions[i].article_id for i in g} & {assertions[j].article_id for j in h}

    return [([assertions[i] for i in sorted(g)], why) for g, why in _gather(len(texts), matches, distinct)]


def _side(statement: Statement, article: Article) -> Side:
    every = words(article, statement.content)
    return Side(statement, every, words(article, statement.quoted), content(every))


def same_speaker(a: Party | None, b: Party | None) -> bool | None:
    """True or False when it can be told, None when one is unknown."""
    if a is None or b is None:
        return None
    if a.actor and b.actor:
        if a.actor.id == b.actor.id:
            return True
        if a.actor.kind == b.actor.kind == "person":
            return a.name.split()[-1].casefold() == b.name.split()[-1].casefold() and (
                a.actor.state == b.actor.state
            )
        states = {a.actor.state or a.actor.id, b.actor.state or b.actor.id}
        return None if len(states) == 1 and "person" not in (a.actor.kind, b.actor.kind) else False
    if {a.name.casefold(), b.name.casefold()} & PRONOUNS:
        return None
    return True if a.name.casefold() == b.name.casefold() else None


def _candidates(sides: Sequence[Side]) -> list[tuple[int, int]]:
    keys = [s.content for s in sides]
    return _sharing(keys, [s.record.article_id for s in sides], 2)


def _sharing(keys: Sequence[frozenset[str]], owners: Sequence[str], least: int) -> list[tuple[int, int]]:
    """Pairs of different owners that share at least so many keys."""
    where: dict[str, list[int]] = {}
    counts: dict[tuple[int, int], int] = {}
    for j, found in enumerate(keys):
        for key in sorted(found):
            for i in where.setdefault(key, []):
                if owners[i] != owners[j]:
                    counts[i, j] = counts.get((i, j), 0) + 1
            where[key].append(j)
    return sorted(pair for pair, n in counts.items() if n >= least)


def _compare(a: Side, b: Side, i: int, j: int) -> Match | None:
    same = same_speaker(a.record.speaker, b.record.speaker)
    if same is False:
        return None
    shorter = min(len(a.quoted), len(b.quoted))
    if shorter >= 3:
        common = [n for _, _, n in runs(a.quoted, b.quoted, least=2)]
        share = sum(common) / shorter
        if share >= QUOTED_SHARE and sum(common) >= min(4, shorter):
            return Match(round(min(1.0, share), 4), i, j, f"{sum(common)} quoted words in the same order")
    overlap = len(a.content & b.content)
    least = min(len(a.content), len(b.content))
    share = overlap / least if least else 0.0
    if overlap >= (3 if same else 5) and share >= PARAPHRASE_SHARE:
        return Match(round(share * 0.9, 4), i, j, f"{overlap} of {least} content words shared")
    return None


def _likeness(a: Assertion, b: Assertion, left: frozenset[str], right: frozenset[str]) -> float:
    if not left or not right:
        return 0.0
    dice = 2 * len(left & right) / (len(left) + len(right))
    parties = {p.key for p in a.participants} & {p.key for p in b.participants}
    return dice + (0.1 if parties else 0.0) + (0.1 if a.lemma == b.lemma and a.lemma not in STOP else 0.0)


def _may_join(sides: Sequence[Side], g: Iterable[int], h: Iterable[int]) -> bool:
    """No two members of the joined group may have speakers known to differ."""
    right = list(h)
    return all(
        same_speaker(sides[i].record.speaker, sides[j].record.speaker) is not False for i in g for j in right
    )


def _gather(count: int, matches: Sequence[Match], may_join: object) -> list[tuple[list[int], list[str]]]:
    """Join the best matches first, where the groups may be joined; ties by place."""
    group_of = list(range(count))
    members = {i: [i] for i in range(count)}
    why: dict[int, list[str]] = {i: [] for i in range(count)}
    for match in sorted(matches, key=lambda m: (-m.score, m.left, m.right)):
        g, h = sorted((group_of[match.left], group_of[match.right]))
        if g == h or not may_join(members[g], members[h]):  # type: ignore[operator]
            continue
        members[g] += members.pop(h)
        why[g] += [match.why, *why.pop(h)]
        for i in members[g]:
            group_of[i] = g
    return [(members[g], why[g]) for g in sorted(members)]


def _attach_echoes(statements: Sequence[Statement], groups: list[tuple[list[int], list[str]]]) -> None:
    """A carrier that "echoed those remarks" stands with the statement before it in its article."""
    home = {i: g for g, (group, _) in enumerate(groups) for i in group}
    for i, statement in enumerate(statements):
        if statement.cue_class != "echoed":
            continue
        before = [
            j
            for j, other in enumerate(statements)
            if other.article_id == statement.article_id
            and other.cue_class != "echoed"
            and other.content[0].start < statement.content[0].start
        ]
        if not before:
            continue
        last = max(before, key=lambda j: statements[j].content[0].start)
        groups[home[i]][0].remove(i)
        groups[home[last]][0].append(i)
        groups[home[last]][1].append("an echo of the statement before it: an apparent second voice")
        home[i] = home[last]
