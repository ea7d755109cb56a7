"""Which statements and assertions of several witnesses say the same thing.

Two meet when the quoted words of one stand in the other in the same order; or when a stretch of each has
mostly the same words in one order; or when they share enough of what is telling in this story. Speakers who
are known to differ are never put together, unless long words stand verbatim in both: then the reports give
the same words to different people, which is a finding of its own.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence

import msgspec

from variorum.model import Article, Assertion, Party, Statement
from variorum.stages.collation.units import unit
from variorum.stages.collation.words import CLASS, STOP, Word, content, runs, senses, words

QUOTED_SHARE = 0.6
VERBATIM = 8
STRETCH = 0.6
TELLING = 4
LIKENESS = 0.42
SAME_SPEAKER = 0.3
FIGURE_SHARE = 0.5
NEAR = 5
WORTH_A_LOOK = 0.15
PRONOUNS = frozenset("he she it they we i who".split())

Telling = Statement | Assertion


class Unit(msgspec.Struct, frozen=True):
    """A statement or assertion with its words, those inside quotation marks, and its content; ``keys`` and
    ``told`` are what all its words, and those that are no function words, are compared by."""

    record: Telling
    words: list[Word]
    senses: list[Word]
    quoted: list[Word]
    content: frozenset[str]
    keys: frozenset[str]
    told: tuple[str, ...]
    quoted_keys: frozenset[str]

    @property
    def speaker(self) -> Party | None:
        return self.record.speaker if isinstance(self.record, Statement) else None

    def near(self, kind: tuple[str, str]) -> frozenset[str]:
        """The acts that are told within a few words of its figure of a kind, where it has a single one."""
        figures = [v.span for v in self.record.values if (v.kind, unit(v)) == kind]
        if len(figures) != 1:
            return frozenset()
        at = [i for i, w in enumerate(self.senses) if figures[0].start <= w.start < figures[0].end]
        around = self.senses[max(0, at[0] - NEAR) : at[-1] + NEAR + 1] if at else []
        return frozenset(w.key for w in around if w.key.startswith(CLASS))

    @property
    def kinds(self) -> frozenset[tuple[str, str]]:
        """The kinds of figures it has."""
        return frozenset((v.kind, unit(v)) for v in self.record.values)


class Match(msgspec.Struct, frozen=True):
    """Two units (by index) that say the same, how surely, and why; ``verbatim`` when by quoted words."""

    score: float
    left: int
    right: int
    why: str
    verbatim: int = 0


def lines(told: Sequence[Telling], articles: Mapping[str, Article]) -> list[tuple[list[Telling], list[str]]]:
    """Records that say the same, each group with its reasons, in the order given."""
    if len({record.article_id for record in told}) < 2:
        alone = [([i], list[str]()) for i in range(len(told))]
        _attach_echoes(told, alone)
        return [([told[i] for i in group], why) for group, why in alone if group]
    units = [_unit(record, articles[record.article_id]) for record in told]
    weights = _weights(units)
    matches = [m for i, j in _candidates(units, weights) if (m := compare(units, i, j, weights)) is not None]
    groups = _gather(units, matches)
    _attach_echoes(told, groups)
    return [([told[i] for i in sorted(group)], why) for group, why in groups if group]


def _unit(record: Telling, article: Article) -> Unit:
    if isinstance(record, Statement):
        every, quoted = words(article, record.content), words(article, record.quoted)
    else:
        every, quoted = words(article, (record.span,)), []
    sensed = senses(every)
    return Unit(
        record,
        every,
        sensed,
        quoted,
        content(every),
        frozenset(w.key for w in sensed),
        tuple(s.key for w, s in zip(every, sensed, strict=True) if w.key not in STOP),
        frozenset(w.key for w in quoted),
    )


def _weights(units: Sequence[Unit]) -> dict[str, float]:
    """How telling a sense is in this story: the fewer units have it, the more."""
    counts = Counter(sense for each in units for sense in each.content)
    return {sense: math.log(1 + len(units) / n) for sense, n in counts.items()}


def _candidates(units: Sequence[Unit], weights: Mapping[str, float]) -> list[tuple[int, int]]:
    """Pairs of different witnesses that share at least two senses of enough weight."""
    where: dict[str, list[int]] = {}
    shared: dict[tuple[int, int], list[float]] = {}
    for j, mine in enumerate(units):
        for sense in sorted(mine.content):
            for i in where.setdefault(sense, []):
                if units[i].record.article_id != mine.record.article_id:
                    shared.setdefault((i, j), []).append(weights[sense])
            where[sense].append(j)
    total = [sum(weights[s] for s in u.content) for u in units]
    return sorted(
        (i, j)
        for (i, j), w in shared.items()
        if len(w) >= 2 and sum(w) >= WORTH_A_LOOK * min(total[i], total[j])
    )


def compare(units: Sequence[Unit], i: int, j: int, weights: Mapping[str, float]) -> Match | None:
    """Whether two units say the same; None when they do not, or when it cannot be told."""
    a, b = units[i], units[j]
    same = same_speaker(a.speaker, b.speaker)
    quoted = _quoted(a, b, i, j)
    if quoted is not None and (same is not False or quoted.verbatim >= VERBATIM):
        return quoted
    if same is False:
        return None
    return _stretch(a, b, i, j) or _likeness(a, b, i, j, weights, same)


def _quoted(a: Unit, b: Unit, i: int, j: int) -> Match | None:
    shorter = min(len(a.quoted), len(b.quoted))
    if shorter < 3 or sum(w.key in b.quoted_keys for w in a.quoted) < QUOTED_SHARE * shorter:
        return None
    common = [n for _, _, n in runs(a.quoted, b.quoted, least=2)]
    share = sum(common) / shorter
    if share < QUOTED_SHARE or sum(common) < min(4, shorter):
        return None
    return Match(
        1 + round(min(1.0, share), 4), i, j, f"{sum(common)} quoted words in the same order", max(common)
    )


def _stretch(a: Unit, b: Unit, i: int, j: int) -> Match | None:
    """A stretch of each in which most words are the same and in one order, four of them with content."""
    if sum(key in b.keys for key in a.told) < TELLING:
        return None
    found = runs(a.senses, b.senses, least=1)
    best: tuple[float, int] = (0.0, 0)
    for first in range(len(found)):
        same = telling = 0
        for ai, bj, n in found[first:]:
            same += n
            telling += sum(w.key not in STOP for w in a.words[ai : ai + n])
            span = max(ai + n - found[first][0], bj + n - found[first][1])
            if telling >= TELLING and same / span >= STRETCH:
                best = max(best, (round(same / span, 4), same))
    if not best[1]:
        return None
    return Match(best[0], i, j, f"{best[1]} words in one order")


def _likeness(
    a: Unit, b: Unit, i: int, j: int, weights: Mapping[str, float], same: bool | None
) -> Match | None:
    shared = a.content & b.content
    acts = {act for kind in a.kinds & b.kinds for act in a.near(kind) & b.near(kind)}
    if acts:
        return Match(0.6, i, j, "figures of one unit beside the same act")
    if len(shared) < (2 if same or a.kinds & b.kinds else 3):
        return None
    both = sum(weights[s] for s in sorted(shared))
    mine, other = (sum(weights[s] for s in sorted(u.content)) for u in (a, b))
    dice = 2 * both / (mine + other) if mine + other else 0.0
    figures = bool(a.kinds & b.kinds)
    score = dice + (0.12 if figures else 0.0)
    held = both / min(mine, other) if min(mine, other) else 0.0
    if score < (SAME_SPEAKER if same else LIKENESS) and not (figures and held >= FIGURE_SHARE):
        return None
    return Match(round(min(score, 0.99), 4), i, j, f"shares {len(shared)} telling words")


def same_speaker(a: Party | None, b: Party | None) -> bool | None:
    """True or False when it can be told, None when one is unknown."""
    if a is None or b is None or {a.name.casefold(), b.name.casefold()} & PRONOUNS:
        return None
    if a.actor and b.actor:
        if a.actor.id == b.actor.id:
            return True
        if a.actor.kind == b.actor.kind == "person":
            known = {a.actor.state, b.actor.state} - {None}
            return len(known) < 2 and _one_name(a.name, b.name)
        states = {a.actor.state or a.actor.id, b.actor.state or b.actor.id}
        return None if len(states) == 1 and "person" not in (a.actor.kind, b.actor.kind) else False
    return True if _bare(a.name) == _bare(b.name) else None


def _one_name(a: str, b: str) -> bool:
    """Whether one name is the other with parts left out; the last part stands in both."""
    left, right = (name.casefold().replace("-", " ").split() for name in (a, b))
    return left[-1] == right[-1] and (set(left) <= set(right) or set(right) <= set(left))


def _bare(name: str) -> str:
    return name.casefold().removeprefix("the ").removeprefix("a ")


def _gather(units: Sequence[Unit], matches: Sequence[Match]) -> list[tuple[list[int], list[str]]]:
    """Join the best matches first, ties by place. But for verbatim words, a group has no two speakers known
    to differ, and no two units of one witness."""
    group_of = list(range(len(units)))
    members = {i: [i] for i in group_of}
    why: dict[int, list[str]] = {i: [] for i in group_of}
    for match in sorted(matches, key=lambda m: (-m.score, m.left, m.right)):
        g, h = sorted((group_of[match.left], group_of[match.right]))
        if g == h or not _may_join(units, members[g], members[h], match):
            continue
        members[g] += members.pop(h)
        why[g] += [match.why, *why.pop(h)]
        for i in members[g]:
            group_of[i] = g
    return [(members[g], why[g]) for g in sorted(members)]


def _may_join(units: Sequence[Unit], g: Sequence[int], h: Sequence[int], match: Match) -> bool:
    if match.verbatim >= VERBATIM:
        return True
    for i in g:
        for j in h:
            if same_speaker(units[i].speaker, units[j].speaker) is False:
                return False
            if not match.verbatim and units[i].record.article_id == units[j].record.article_id:
                return False
    return True


def _attach_echoes(told: Sequence[Telling], groups: list[tuple[list[int], list[str]]]) -> None:
    """A carrier that "echoed those remarks" stands with the statement before it in its article."""
    home = {i: g for g, (group, _) in enumerate(groups) for i in group}
    said = [(i, r) for i, r in enumerate(told) if isinstance(r, Statement)]
    for i, echo in said:
        if echo.cue_class != "echoed":
            continue
        before = [
            (other.content[0].start, j)
            for j, other in said
            if other.article_id == echo.article_id
            and other.cue_class != "echoed"
            and other.content[0].start < echo.content[0].start
        ]
        if not before:
            continue
        last = home[max(before)[1]]
        groups[home[i]][0].remove(i)
        groups[last][0].append(i)
        groups[last][1].append("an echo of the statement before it: an apparent second voice")
        home[i] = last
