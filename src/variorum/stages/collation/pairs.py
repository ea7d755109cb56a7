"""How probably two clauses of different reports tell one thing: a logistic sum over what they share.

The weights are read from ``paraphrase/weights.toml`` (made by ``scripts/fit_alignment.py``); each feature is
a number of about [0, 1] that a person can check against the two texts.
"""

from __future__ import annotations

import math
import operator
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import cache

import msgspec

from variorum.model import Statement
from variorum.resources import table
from variorum.stages.collation.speakers import same_speaker
from variorum.stages.collation.unit import Unit
from variorum.stages.collation.words import STOP, rarity, runs

WORDS = ("alike", "held", "telling", "several", "names", "predicate", "verb", "subject", "in order", "short")
FIGURES = (
    "figures",
    "figure of a kind",
    "other figure",
    "close figure",
    "fate",
    "other fate",
    "around a figure",
)
SAYING = (
    "quoted",
    "verbatim",
    "one quoted",
    "same speaker",
    "other speaker",
    "said and asserted",
    "denied",
)
AROUND = (
    "leads",
    "far",
    "type",
    "other type",
    "event",
    "parties",
    "other parties",
    "other time",
    "same time",
)
FEATURES = WORDS + FIGURES + SAYING + AROUND
FIGURE_WEIGHT = 1.5
PLAIN = 0.4
"""What a word that every article has is worth beside one that hardly any has."""
USUAL = 12
"""Clauses of a report in the stories that the weights were fitted on: three in four have no more."""
CROWD = 0.75
"""How much of that counts; on real reports read by eye 1 lost a quarter of the lines, 0 had as many wrong."""
LEAD = 0.3
ORDERED = 3


class Pair(msgspec.Struct, frozen=True, gc=False):
    """Two units by index with what was measured of them, the probability, and the words they share;
    ``apart`` where they cannot be one line."""

    left: int
    right: int
    features: tuple[float, ...]
    score: float
    verbatim: int
    shared: frozenset[str]
    apart: bool = False


class Setting(msgspec.Struct, frozen=True):
    """What is known of a story when its clauses are compared: how telling each sense is, and of each unit
    the merged events, the parties and the types of event in it, and how telling all of it is
    (``totals``); ``kinds`` tells how seldom a kind of figure is, ``sizes`` how many units a report has."""

    weights: Mapping[str, float]
    events: Sequence[frozenset[str]]
    parties: Sequence[frozenset[str]]
    types: Sequence[frozenset[str]]
    kinds: Mapping[tuple[str, str], float]
    totals: Sequence[float]
    sizes: Mapping[str, int]

    def crowd(self, one: str, other: str) -> float:
        """By how much a pair of two reports is less probable beforehand than one of two short reports: every
        clause has one partner at most, whatever the number it is compared with."""
        return CROWD * max(0.0, 0.5 * math.log(self.sizes[one] * self.sizes[other]) - math.log(USUAL))


def telling(units: Sequence[Unit]) -> dict[str, float]:
    """How telling a sense is in this story: the fewer units have it, and the fewer articles at large, the
    more."""
    counts = Counter(sense for each in units for sense in each.content)
    return {
        sense: math.log(1 + len(units) / n) * (PLAIN + (1 - PLAIN) * rarity(sense))
        for sense, n in counts.items()
    }


def seldom(units: Sequence[Unit]) -> dict[tuple[str, str], float]:
    """How seldom figures of a kind are in this story: near 1 for hectares in two reports, less for people."""
    counts = Counter(kind for each in units for kind in each.kinds)
    return {kind: math.log(1 + len(units) / n) / math.log(1 + len(units)) for kind, n in counts.items()}


@cache
def weights() -> tuple[float, tuple[float, ...]]:
    """The base, and the weight of each feature."""
    read = table("paraphrase/weights.toml")
    return float(read["base"]), tuple(float(read["weights"][name]) for name in FEATURES)


def probability(features: Sequence[float], crowd: float = 0.0) -> float:
    """The probability that a pair with these features tells one thing; ``crowd`` is the logarithm of how many
    times more clauses either could have met than in the stories that the weights were fitted on."""
    base, each = weights()
    total = base - crowd + sum(map(operator.mul, each, features))
    return round(1 / (1 + math.exp(-max(-30.0, min(30.0, total)))), 4)


def measure(units: Sequence[Unit], i: int, j: int, setting: Setting) -> tuple[tuple[float, ...], int]:
    """The features of a pair, and how many quoted words stand verbatim in both."""
    a, b = units[i], units[j]
    shared = a.content & b.content
    said, verbatim = _saying(a, b)
    of_words = _words(a, b, shared, setting.weights, setting.totals[i], setting.totals[j])
    return of_words + _figures(a, b, setting) + said + _around(units, i, j, setting), verbatim


def _words(
    a: Unit, b: Unit, shared: frozenset[str], weight: Mapping[str, float], mine: float, other: float
) -> tuple[float, ...]:
    """How much of what is telling in either stands in both."""
    figures = len(a.figures & b.figures)
    extra = FIGURE_WEIGHT * figures
    both = math.fsum(weight[s] for s in shared) + extra
    mine, other = mine + extra, other + extra
    least, most = min(mine, other), mine + other
    named = shared & a.names & b.names
    names = math.fsum(weight[s] for s in named) if named else 0.0
    return (
        2 * both / most if most else 0.0,
        both / least if least else 0.0,
        math.log1p(both) / 3,
        min(len(shared) + figures, 6) / 6,
        names / both if both else 0.0,
        _predicate(a, b),
        float(bool(shared & a.verbs & b.verbs)),
        float(bool(shared & a.subject & b.subject)),
        _ordered(a, b) if len(shared) + figures >= ORDERED else 0.0,
        1 / (1 + min(len(a.content), len(b.content))),
    )


def _figures(a: Unit, b: Unit, setting: Setting) -> tuple[float, ...]:
    """Figures that are equal, or of one kind (the seldomer the better), and how many people an act struck."""
    kinds = a.kinds & b.kinds
    fates = bool(a.tolls and b.tolls)
    apart = a.tolls.keys().isdisjoint(b.tolls) if fates else True
    around = (
        [math.fsum(setting.weights[s] for s in a.around(k) & b.around(k)) for k in kinds] if kinds else []
    )
    return (
        min(len(a.figures & b.figures), 2) / 2,
        max((setting.kinds[k] for k in kinds), default=0.0),
        float(bool(kinds) and not any(a.numbers(kind) & b.numbers(kind) for kind in kinds)),
        max((_close(x, y) for k in kinds for x in a.numbers(k) for y in b.numbers(k)), default=0.0),
        float(not apart),
        float(fates and apart),
        min(max(around, default=0.0), 6.0) / 6,
    )


def _close(x: float, y: float) -> float:
    """1 where two figures are equal, 0 where one is twice the other or more."""
    return max(0.0, 2 * min(x, y) / max(x, y) - 1) if max(x, y) > 0 else float(x == y)


def _saying(a: Unit, b: Unit) -> tuple[tuple[float, ...], int]:
    """Who says it, and whether in the same quoted words; how many of these stand in one run."""
    quoted, verbatim = _quoted(a, b)
    same = same_speaker(a.speaker, b.speaker)
    return (
        quoted,
        min(verbatim, 8) / 8,
        float(bool(a.quoted) != bool(b.quoted)),
        float(same is True),
        float(same is False),
        float(isinstance(a.record, Statement) != isinstance(b.record, Statement)),
        float(a.denies != b.denies),
    ), verbatim


def _around(units: Sequence[Unit], i: int, j: int, setting: Setting) -> tuple[float, ...]:
    """Where either stands in its report, its events, the parties in it, and when."""
    a, b = units[i], units[j]
    here, there = setting.parties[i], setting.parties[j]
    types, others = setting.types[i], setting.types[j]
    return (
        float(a.place < LEAD and b.place < LEAD),
        abs(a.place - b.place),
        float(bool(types & others)),
        float(bool(types and others and not types & others)),
        float(bool(setting.events[i] & setting.events[j])),
        float(bool(here & there)),
        float(bool(here and there and not here & there)),
        _other_time(a, b),
        float(a.hour is not None and b.hour is not None and a.hour[0] < b.hour[1] and b.hour[0] < a.hour[1]),
    )


def clash(a: Unit, b: Unit) -> bool:
    """Whether one says that something is not so of which the other says that it is."""
    return not (a.negated ^ b.negated).isdisjoint(a.content & b.content)


def _predicate(a: Unit, b: Unit) -> float:
    """1 where both predicate one thing, half where one's predicate stands in the other."""
    if a.predicate and a.predicate == b.predicate:
        return 1.0
    found = (a.predicate and a.predicate in b.content) or (b.predicate and b.predicate in a.content)
    return 0.5 if found else 0.0


def _quoted(a: Unit, b: Unit) -> tuple[float, int]:
    """The share of the shorter's quoted words that the other quotes in one order, and the longest run."""
    shorter = min(len(a.quoted), len(b.quoted))
    if shorter < 2 or not a.quoted_keys & b.quoted_keys:
        return 0.0, 0
    lengths = [n for _, _, n in runs(a.quoted, b.quoted, least=2)]
    return min(1.0, sum(lengths) / shorter), max(lengths, default=0)


def _ordered(a: Unit, b: Unit) -> float:
    """The share of the shorter's words that stand in the other in the same order, by their senses."""
    found = runs(a.senses, b.senses, least=1)
    common = sum(w.key not in STOP for i, _, n in found for w in a.words[i : i + n])
    return min(1.0, common / max(1, min(len(a.told), len(b.told))))


def _other_time(a: Unit, b: Unit) -> float:
    """1 where both say when, and one excludes the other."""
    x, y = a.when, b.when
    if x is None or y is None:
        return 0.0
    return float(not (x[0] < y[1] and y[0] < x[1]))
