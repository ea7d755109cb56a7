"""Derive resources/paraphrase/weights.toml from the collations in tests/gold/collation.

    python scripts/fit_alignment.py [FOLDER ...]    default: dev, dev2 and dev3 of tests/gold/collation

Every pair of clauses of two reports that is worth a look is an example: of one line where both touch one,
else not (the gold names every line that two reports tell). The weights are fitted by logistic regression
(Newton's method, the square of each weight held down by RIDGE). What is printed is measured out of fold: each
story with the weights of all stories but those of its fold. Nothing is random.
"""

from __future__ import annotations

import sys
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from variorum import compare as collate
from variorum.model import Article, Assertion, Event, EventMention, Statement
from variorum.stages.collation.align import candidates, kept_apart, setting_of
from variorum.stages.collation.occasion import occasions
from variorum.stages.collation.pairs import FEATURES, measure
from variorum.stages.collation.unit import Unit, units_of

ROOT = Path(__file__).parent.parent
GOLD = ROOT / "tests/gold/collation"
TARGET = ROOT / "src/variorum/resources/paraphrase/weights.toml"
FOLDS, RIDGE, ROUNDS = 10, 1.0, 40
HEAD = (
    "# The probability that two clauses of two reports tell one thing: a logistic sum over what they share.",
    "# Made by scripts/fit_alignment.py; the features are told one by one in stages/collation/pairs.py.",
)


class Example(NamedTuple):
    """A pair of clauses: what was measured, and whether both tell one thing; the number of its story."""

    story: int
    features: tuple[float, ...]
    same: bool


def examples(
    number: int,
    gold: Mapping[str, Any],
    records: Sequence[Statement | Assertion],
    mentions: Sequence[EventMention],
    events: Sequence[Event],
    witnesses: Sequence[Article],
    letters: Mapping[str, str],
) -> Iterator[Example]:
    """The pairs of one story, in the order of the texts."""
    articles = {a.id: a for a in witnesses}
    told = sorted(records, key=lambda r: (letters[r.article_id], r.spans, r.id))
    units = [u for r in told for u in units_of(r, articles[r.article_id])]
    touched = [_touched(u, gold, articles, letters) for u in units]
    setting = setting_of(units, mentions, events)
    when = occasions([r for r in told if isinstance(r, Statement)], articles)
    for i, j in candidates(units, setting):
        if kept_apart(units[i], units[j], when):
            continue
        features, _ = measure(units, i, j, setting)
        yield Example(number, features, bool(touched[i] & touched[j]))


def _touched(
    unit: Unit, gold: Mapping[str, Any], articles: Mapping[str, Article], letters: Mapping[str, str]
) -> frozenset[str]:
    """The lines of the gold of which the clause has at least half of the words, or they of its."""
    text = articles[unit.record.article_id].text
    mine = {k for w in unit.words for k in range(w.start, w.end) if text[k].isalnum()}
    found = set()
    for line in gold["line"]:
        told = line["words"].get(letters[unit.record.article_id], [])
        theirs: set[int] = set()
        for passage in [told] if isinstance(told, str) else told:
            at = text.find(passage)
            if at >= 0:
                theirs |= {k for k in range(at, at + len(passage)) if text[k].isalnum()}
        if mine and theirs and 2 * len(mine & theirs) >= min(len(mine), len(theirs)):
            found.add(line["id"])
    return frozenset(found)


def fit(x: np.ndarray, y: np.ndarray) -> np.ndarray:
    """The base and the weights that make the examples most probable."""
    design = np.hstack([np.ones((len(x), 1)), x])
    weights = np.zeros(design.shape[1])
    hold = RIDGE * np.eye(design.shape[1])
    hold[0, 0] = 1e-6
    for _ in range(ROUNDS):
        p = 1 / (1 + np.exp(-np.clip(design @ weights, -30, 30)))
        slope = design.T @ (p - y) + hold @ weights
        curve = (design * (p * (1 - p))[:, None]).T @ design + hold
        weights = weights - np.linalg.solve(curve, slope)
    return weights


def apply(weights: np.ndarray, x: np.ndarray) -> np.ndarray:
    """The probability of each example."""
    return 1 / (1 + np.exp(-(weights[0] + x @ weights[1:])))


def out_of_fold(x: np.ndarray, y: np.ndarray, story: np.ndarray) -> np.ndarray:
    """The probability of each example by the weights of the other folds; a fold is whole stories."""
    p = np.zeros(len(y))
    for fold in range(FOLDS):
        here = story % FOLDS == fold
        if here.any():
            p[here] = apply(fit(x[~here], y[~here]), x[here])
    return p


def written(weights: np.ndarray) -> str:
    """The weights as they stand in the resource."""
    lines = [*HEAD, f"base = {weights[0]:.2f}", "", "[weights]"]
    lines += [f'"{name}" = {weight:.2f}' for name, weight in zip(FEATURES, weights[1:], strict=True)]
    return "\n".join(lines) + "\n"


def report(p: np.ndarray, y: np.ndarray) -> str:
    """Precision and recall of pairs at several floors, and the loss."""
    rows = []
    for floor in (0.3, 0.4, 0.5, 0.6, 0.7, 0.8):
        told = p >= floor
        right = int((told & (y == 1)).sum())
        rows.append(f"at {floor}: P {right / max(1, told.sum()):.3f} R {right / max(1, y.sum()):.3f}")
    loss = -np.mean(y * np.log(p + 1e-9) + (1 - y) * np.log(1 - p + 1e-9))
    return f"loss {loss:.4f}; " + "; ".join(rows)


def of_story(number: int, path: Path) -> Iterator[Example]:
    """The pairs of one file of the gold."""
    gold = tomllib.loads(path.read_text(encoding="utf-8"))
    reports = gold["report"]
    edition = collate(
        *(r["text"] for r in reports),
        published=[str(r["published"]) if r.get("published") else None for r in reports],
        outlets=[r["outlet"] for r in reports],
    )
    by_address = {address: i for i, address in edition.addresses.items()}
    letters = {
        by_address[f"text {n}"]: r["id"] for n, r in enumerate(reports, 1) if f"text {n}" in by_address
    }
    records = [*edition.statements, *edition.assertions]
    yield from examples(
        number, gold, records, edition.event_mentions, edition.events, edition.witnesses, letters
    )


def main() -> None:
    folders = [Path(a) for a in sys.argv[1:]] or [GOLD / "dev", GOLD / "dev2", GOLD / "dev3"]
    files = [f for folder in folders for f in sorted(folder.glob("*.toml"))]
    every = [e for number, path in enumerate(files) for e in of_story(number, path)]
    x = np.array([e.features for e in every])
    y = np.array([float(e.same) for e in every])
    p = out_of_fold(x, y, np.array([e.story for e in every]))
    TARGET.write_text(written(fit(x, y)), encoding="utf-8")
    print(f"{len(files)} stories, {len(y)} pairs, {int(y.sum())} of one line; out of fold: {report(p, y)}")


if __name__ == "__main__":
    main()
