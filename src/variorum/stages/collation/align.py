"""Which statements and assertions of several witnesses say the same thing.

Two meet when the quoted words of one stand in the other in the same order; or when a stretch of each has
mostly the same words in one order; or when they tell one toll, or share enough of what is telling in this
story. Speakers who are known to differ are put together only where long words stand verbatim in both (the
reports give the same words to different people, which is a finding of its own), or where both tell one fact
in words of their own.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence

from variorum.model import Article, Assertion, Statement
from variorum.stages.collation.gather import Aligned, Match, attach_echoes, gather
from variorum.stages.collation.speakers import other_occasion, same_speaker
from variorum.stages.collation.unit import Telling, Unit, unit_of
from variorum.stages.collation.units import unit as unit_name
from variorum.stages.collation.words import STOP, runs

QUOTED_SHARE = 0.6
VERBATIM = 8
STRETCH = 0.6
TELLING = 4
LIKENESS = 0.42
SAME_SPEAKER = 0.24
HELD = 0.55
FIGURE_SHARE = 0.5
TWO_SPEAKERS = 0.5
LEAD, LEAD_BONUS = 0.3, 0.06
FIGURE_BONUS, FIGURE_WEIGHT = 0.12, 1.5
PHRASE, PHRASE_SHARE, PHRASE_WEIGHT = 7, 0.6, 3.6
OWN_DICE, OWN_HELD = 0.45, 0.57
RARE = 2.0
WORTH_A_LOOK, ALL = 0.2, 0.99


def lines(told: Sequence[Telling], articles: Mapping[str, Article]) -> list[Aligned]:
    """Records that say the same, each group with its reasons, in the order given."""
    if len({record.article_id for record in told}) < 2:
        alone = [Aligned([i]) for i in range(len(told))]
        attach_echoes(told, alone)
        return [group.of(told) for group in alone if group.members]
    units = [unit_of(record, articles[record.article_id]) for record in told]
    weights = _weights(units)
    matches = [m for i, j in _candidates(units, weights) if (m := compare(units, i, j, weights)) is not None]
    groups = gather(units, matches, VERBATIM)
    attach_echoes(told, groups)
    return [group.of(told) for group in groups if group.members]


def _weights(units: Sequence[Unit]) -> dict[str, float]:
    """How telling a sense is in this story: the fewer units have it, the more."""
    counts = Counter(sense for each in units for sense in each.content)
    return {sense: math.log(1 + len(units) / n) for sense, n in counts.items()}


def _candidates(units: Sequence[Unit], weights: Mapping[str, float]) -> list[tuple[int, int]]:
    """Pairs of different witnesses that tell a toll of one act, or share senses of enough weight."""
    where: dict[str, list[int]] = {}
    places: dict[tuple[str, str, float], list[int]] = {}
    shared: dict[tuple[int, int], float] = {}
    sure: set[tuple[int, int]] = set()
    for j, mine in enumerate(units):
        article_id = mine.record.article_id
        for sense in sorted(mine.content):
            weight = weights[sense]
            for i in where.setdefault(sense, []):
                if units[i].record.article_id != article_id:
                    if (i, j) in shared:
                        sure.add((i, j))
                        shared[i, j] += weight
                    else:
                        shared[i, j] = weight
            where[sense].append(j)
        for figure in mine.figures:
            for i in places.setdefault(figure, []):
                if units[i].record.article_id != article_id:
                    shared[i, j] = shared.get((i, j), 0.0) + FIGURE_WEIGHT
                    sure.add((i, j))
            places[figure].append(j)
    total = [sum(weights[s] for s in sorted(u.content)) for u in units]
    return sorted(
        (i, j)
        for (i, j), w in shared.items()
        if w >= (WORTH_A_LOOK if (i, j) in sure else ALL) * min(total[i], total[j])
        or (units[i].tolls and not units[i].tolls.keys().isdisjoint(units[j].tolls))
    )


def compare(units: Sequence[Unit], i: int, j: int, weights: Mapping[str, float]) -> Match | None:
    """Whether two units say the same; None when they do not, or when it cannot be told."""
    a, b = units[i], units[j]
    same = same_speaker(a.speaker, b.speaker)
    quoted = _quoted(a, b, i, j)
    if quoted is not None and quoted.verbatim >= VERBATIM:
        return quoted
    if _apart(a, b, same):
        return None
    if quoted is not None and same is not False:
        return quoted
    return _stretch(a, b, i, j, same) or _toll(a, b, i, j, same) or _likeness(a, b, i, j, weights, same)


def _apart(a: Unit, b: Unit, same: bool | None) -> bool:
    """Whether two units cannot be one line but by long words verbatim in both: other years, another audience,
    a claim and its denial, two speakers in quotation marks or without a figure that both give, one act in
    the other direction."""
    if _of_other_times(a, b):
        return True
    one, other = a.record, b.record
    if isinstance(one, Statement) and isinstance(other, Statement):
        if other_occasion(one, other) or (same is not True and a.denies != b.denies):
            return True
        return same is False and bool(a.quoted or b.quoted or not a.kinds & b.kinds)
    if isinstance(one, Assertion) and isinstance(other, Assertion):
        return a.direction is not None and a.direction == b.direction[::-1] if b.direction else False
    return False


def _of_other_times(a: Unit, b: Unit) -> bool:
    """Whether one looks back on what happened in another year, or both on different years."""
    if not a.back and not b.back:
        return False
    if bool(a.back) != bool(b.back):
        return True
    years = (a.back - {"before"}, b.back - {"before"})
    return bool(years[0] and years[1] and not years[0] & years[1])


def _quoted(a: Unit, b: Unit, i: int, j: int) -> Match | None:
    shorter = min(len(a.quoted), len(b.quoted))
    if shorter < 3 or sum(w.key in b.quoted_keys for w in a.quoted) < QUOTED_SHARE * shorter:
        return None
    common = runs(a.quoted, b.quoted, least=2)
    longest = [n for _, _, n in common]
    share = sum(longest) / shorter
    if share < QUOTED_SHARE or sum(longest) < min(4, shorter):
        return None
    why = f"{sum(longest)} quoted words in the same order"
    starts = [{s.start for at, _, n in common for s in a.quoted[at : at + n]}]
    starts.append({s.start for _, at, n in common for s in b.quoted[at : at + n]})
    left, right = (
        frozenset(k for k, w in enumerate(u.words) if w.start in found)
        for u, found in zip((a, b), starts, strict=True)
    )
    return Match(1 + round(min(1.0, share), 4), i, j, why, max(longest), left, right)


def _stretch(a: Unit, b: Unit, i: int, j: int, same: bool | None) -> Match | None:
    """A stretch of each in which most words are the same and in one order, four of them with content."""
    if sum(key in b.keys for key in a.told) < TELLING:
        return None
    found = runs(a.senses, b.senses, least=1)
    best: tuple[float, int, int, int] = (0.0, 0, 0, 0)
    for first in range(len(found)):
        count = telling = 0
        for last, (ai, bj, n) in enumerate(found[first:], first):
            count += n
            telling += sum(w.key not in STOP for w in a.words[ai : ai + n])
            span = max(ai + n - found[first][0], bj + n - found[first][1])
            if telling >= TELLING and count / span >= STRETCH:
                best = max(best, (round(count / span, 4), count, first, last + 1))
    if not best[1]:
        return None
    part = found[best[2] : best[3]]
    left = frozenset(k for at, _, n in part for k in range(at, at + n))
    right = frozenset(k for _, at, n in part for k in range(at, at + n))
    return Match(best[0], i, j, f"{best[1]} words in one order", 0, left, right)


def _toll(a: Unit, b: Unit, i: int, j: int, same: bool | None) -> Match | None:
    """How many people one act struck."""
    acts = sorted(a.tolls.keys() & b.tolls.keys())
    if not acts:
        return None
    left = frozenset(k for act in acts for k in a.tolls[act])
    right = frozenset(k for act in acts for k in b.tolls[act])
    score = 0.55 + 0.02 * len(a.content & b.content)
    return Match(round(min(score, 0.9), 4), i, j, "a figure of people beside the same act", 0, left, right)


def _likeness(
    a: Unit, b: Unit, i: int, j: int, weights: Mapping[str, float], same: bool | None
) -> Match | None:
    shared = a.content & b.content
    acts = {act for kind in a.kinds & b.kinds for act in a.near(kind) & b.near(kind)}
    if acts and same is not False and len(shared) >= 2:
        return Match(0.6, i, j, "figures of one unit beside the same act", 0, a.shares(acts), b.shares(acts))
    figures = a.figures & b.figures
    names = shared & a.names & b.names
    count = len(shared) - len(names) // 2 + len(figures)
    both = sum(weights[s] for s in sorted(shared)) + FIGURE_WEIGHT * len(figures)
    mine, other = (sum(weights[s] for s in sorted(u.content)) + FIGURE_WEIGHT * len(figures) for u in (a, b))
    dice = 2 * both / (mine + other) if mine + other else 0.0
    held = both / min(mine, other) if min(mine, other) else 0.0
    score = dice + (FIGURE_BONUS if a.kinds & b.kinds else 0.0)
    score += LEAD_BONUS if a.place < LEAD and b.place < LEAD else 0.0
    likely = _enough(count, score, dice, held, same, bool(a.kinds & b.kinds), bool(a.quoted or b.quoted))
    if not likely and same is not False and not a.quoted and not b.quoted:
        likely = _plainly(a, b, shared - names, both, dice, held)
    if not likely and same and held > 0.99 and both >= RARE:
        likely = True
    if not likely:
        return None
    why = f"shares {len(shared)} telling words"
    at = [u.shares(shared) | _figures_at(u, figures) for u in (a, b)]
    return Match(round(min(score, 0.99), 4), i, j, why, 0, at[0], at[1])


def _plainly(a: Unit, b: Unit, shared: frozenset[str], both: float, dice: float, held: float) -> bool:
    """Whether two, one of them a clause of an outlet and both in words of their own, share two telling words
    that are nearly all they tell, or stand as one phrase with what the clause predicates."""
    if len(shared) < 2 or not (a.predicate or b.predicate):
        return False
    if dice >= OWN_DICE:
        return True
    if not any(u.predicate in shared for u in (a, b)):
        return False
    return held >= OWN_HELD or (both >= PHRASE_WEIGHT and _phrase(a, shared) and _phrase(b, shared))


def _figures_at(unit: Unit, figures: frozenset[tuple[str, str, float]]) -> frozenset[int]:
    """Where these figures stand in it."""
    return frozenset(
        i
        for value in unit.record.values
        if (value.kind, unit_name(value), value.number) in figures
        for i, w in enumerate(unit.senses)
        if value.span.start <= w.start < value.span.end
    )


def _phrase(unit: Unit, shared: frozenset[str]) -> bool:
    """Whether these senses stand in a few words that tell little else."""
    at = sorted(unit.shares(shared))
    inside = unit.words[at[0] : at[-1] + 1]
    telling = sum(w.key not in STOP for w in inside)
    return len(inside) <= PHRASE and len(at) >= PHRASE_SHARE * telling


def _enough(
    count: int, score: float, dice: float, held: float, same: bool | None, figures: bool, quoted: bool
) -> bool:
    """Whether what two units share is enough for one line."""
    if dice > 0.99 and (same or count >= 2):
        return True
    if count < (2 if same or figures else 3):
        return False
    if same is False:
        return dice >= TWO_SPEAKERS
    if same is None and quoted:
        return dice >= LIKENESS
    if score >= (SAME_SPEAKER if same else LIKENESS):
        return True
    return held >= HELD or (figures and held >= FIGURE_SHARE)
