"""Derive resources/terms/weights.toml from pairs of our own demo stories and of MEANTIME (CC BY).

    python scripts/fit_links.py DEMO.jsonl MEANTIME.jsonl

Each line is ``{"signature": {...}, "story": "name or null"}``. A logistic regression by Newton's method,
drawn to PRIOR with unit variance, because the demo has few pairs. Demo pairs count with and without their
dates; MEANTIME has no stories, so only its pairs of at least a week apart are used, as pairs of different
happenings. How many such pairs there are is arbitrary, so both classes weigh the same in all. The sets that
measure clustering are never read here. Nothing is random.
"""

from __future__ import annotations

import itertools
import math
import sys
from collections.abc import Iterator
from pathlib import Path

import msgspec
import numpy as np

from variorum.model import Signature
from variorum.stages.stories.links import Features, features

TARGET = Path(__file__).parent.parent / "src/variorum/resources/terms/weights.toml"
DAYS = 3.0
THRESHOLD = 0.5
APART = 7
PRIOR = {
    "base": -10.5,
    "near": 5.0,
    "unknown": 3.0,
    "terms": 10.0,
    "names": 2.0,
    "title": 2.0,
    "prints": 6.0,
}
HEAD = (
    "# The probability that two reports tell one happening: a logistic sum. Made by scripts/fit_links.py.",
    "# names, title, prints lie in [0, 1], terms is the square root of the cosine; near falls with the gap",
    "# as a bell of `days` days, unknown stands in its place where a date is unknown; two clusters are one",
    "# story at a mean probability of `threshold`.",
)


class Labelled(msgspec.Struct):
    signature: Signature
    story: str | None = None


def columns(found: Features, dated: bool) -> list[float]:
    """The regression's columns for a pair, in the order of PRIOR."""
    gap = found.gap if dated else None
    near = 0.0 if gap is None else math.exp(-0.5 * (gap / DAYS) ** 2)
    same = (found.names, found.title, found.prints)
    return [1.0, near, float(gap is None), math.sqrt(found.terms), *same]


def examples(demo: Path, meantime: Path) -> Iterator[tuple[list[float], float]]:
    """Columns and whether the pair tells one happening."""
    for path in (demo, meantime):
        rows = [msgspec.json.decode(line, type=Labelled) for line in path.read_bytes().splitlines()]
        for one, other in itertools.combinations(rows, 2):
            found = features(one.signature, other.signature)
            if one.story is None and (found.gap is None or found.gap < APART):
                continue
            same = float(one.story is not None and one.story == other.story)
            for dated in (True, False) if found.gap is not None else (False,):
                yield columns(found, dated), same


def fit(pairs: list[tuple[list[float], float]]) -> dict[str, float]:
    """The most probable weights under the prior."""
    x, y = np.array([p[0] for p in pairs]), np.array([p[1] for p in pairs])
    prior = np.array(list(PRIOR.values()))
    weights = prior.copy()
    weigh = np.where(y == 1, 1.0, y.sum() / (1 - y).sum())
    for _ in range(50):
        p = 1 / (1 + np.exp(-(x @ weights)))
        slope = x.T @ (weigh * (p - y)) + (weights - prior)
        curve = (x * (weigh * p * (1 - p))[:, None]).T @ x + np.eye(len(prior))
        weights = weights - np.linalg.solve(curve, slope)
    return dict(zip(PRIOR, (round(float(w), 2) for w in weights), strict=True))


def main() -> None:
    pairs = list(examples(Path(sys.argv[1]), Path(sys.argv[2])))
    weights = fit(pairs)
    values = {**weights, "days": DAYS, "threshold": THRESHOLD}
    lines = [*HEAD, *(f"{name} = {value}" for name, value in values.items())]
    TARGET.write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(f"{len(pairs)} pairs, {sum(y for _, y in pairs):.0f} of one happening: {weights}")


if __name__ == "__main__":
    main()
