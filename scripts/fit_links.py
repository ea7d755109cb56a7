"""Derive resources/terms/weights.toml from MEANTIME (CC BY).

    python scripts/fit_links.py GOLD    GOLD holds linking/meantime.jsonl

MEANTIME tells of no story, so an article is made two reports of one happening: its odd sentences and its
even ones. Pairs of two articles at least a week apart are of different happenings; nearer ones are left out.
The weight of ``terms`` is fitted on these by logistic regression (Newton's method). What such pairs cannot
tell is set by hand in SET, the base rate, what a date is worth, copied words, titles: figures chosen on the
development sets that measure clustering (docs/stories.md), which are never read here. Nothing is random.
"""

from __future__ import annotations

import itertools
import json
import math
import re
import sys
from collections.abc import Iterator
from pathlib import Path

import numpy as np

from variorum.stages.parse import read
from variorum.stages.parse.tokens import Tokens
from variorum.stages.stories.links import gap, number
from variorum.stages.stories.signature import lemma_counts, weighted

TARGET = Path(__file__).parent.parent / "src/variorum/resources/terms/weights.toml"
SENTENCE = re.compile(r"(?<=[.!?])[\"”]?\s+|\n+")
SET = {
    "base": -16.0,
    "near": 7.6,
    "unknown": 6.82,
    "prints": 6.0,
    "titles": 4.0,
    "days": 2.0,
    "threshold": 0.55,
}
APART = 7
SHORTEST = 40
LEAST = 0.04
HEAD = (
    "# The probability that two reports tell one happening: a logistic sum. Made by scripts/fit_links.py.",
    "# terms is the square root of the cosine of two articles' terms; prints, in [0, 1], the sampled words",
    "# of the shorter that the other has; titles the cosine of the titles' terms, 0 where one is unknown;",
    "# near falls with the gap as a bell of `days` days, unknown stands in its place for an unknown date;",
    "# two clusters are one story at a mean of `threshold`.",
)

Report = tuple[int, str | None, dict[str, float]]


def reports(gold: Path) -> Iterator[Report]:
    """The two halves of each article: its number, its day and its terms."""
    lines = (gold / "linking/meantime.jsonl").read_text(encoding="utf-8").splitlines()
    for at, row in enumerate(map(json.loads, lines)):
        sentences = [s for s in SENTENCE.split(row["text"]) if s]
        for half in (sentences[::2], sentences[1::2]):
            counts = lemma_counts(Tokens(read(" ".join(half))))[0]
            if sum(counts.values()) >= SHORTEST:
                yield at, (row.get("published") or "")[:10] or None, weighted(counts)


def examples(told: list[Report]) -> Iterator[tuple[float, bool]]:
    """The square root of the cosine of a pair, and whether it tells one happening."""
    for (one, day, left), (other, on, right) in itertools.combinations(told, 2):
        cosine = sum(weight * right[term] for term, weight in left.items() if term in right)
        apart = gap(number(day), number(on))
        if cosine >= LEAST and (one == other or (apart is not None and apart >= APART)):
            yield math.sqrt(cosine), one == other


def fit(pairs: list[tuple[float, bool]]) -> tuple[float, float]:
    """The base and the slope that make the pairs most probable."""
    x = np.array([[1.0, p[0]] for p in pairs])
    y = np.array([float(p[1]) for p in pairs])
    weights = np.zeros(2)
    for _ in range(50):
        p = 1 / (1 + np.exp(-(x @ weights)))
        curve = (x * (p * (1 - p))[:, None]).T @ x + 0.1 * np.eye(2)
        weights = weights - np.linalg.solve(curve, x.T @ (p - y) + 0.1 * weights)
    return float(weights[0]), float(weights[1])


def main() -> None:
    pairs = list(examples(list(reports(Path(sys.argv[1])))))
    base, terms = fit(pairs)
    values = {**SET, "terms": round(terms, 1)}
    order = ("base", "near", "unknown", "terms", "prints", "titles", "days", "threshold")
    lines = [*HEAD, *(f"{name} = {values[name]}" for name in order)]
    TARGET.write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(
        f"{len(pairs)} pairs, {sum(y for _, y in pairs)} of one happening: base {base:.2f}, terms {terms:.2f}"
    )


if __name__ == "__main__":
    main()
