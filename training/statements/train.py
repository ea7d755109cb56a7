"""Fits the model that judges candidates of reported words: ``python training/statements/train.py [--folds]``.

It learns from the passages of this folder, and from candidates of MEANTIME's reports that were judged by hand
(``judged.tsv``; the reports lie in ``tests/gold/linked``, CC BY 4.0). No set that scores statements is read.
Full-batch gradient descent from zero, so nothing is seeded; numpy is all it needs beside the package. Writes
``weights.tsv`` beside it; nothing of it is shipped.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from hashlib import sha256
from math import exp
from pathlib import Path
from typing import NamedTuple

import numpy as np
from candidates import candidates
from judged import LEAST, features
from passages import passages

from variorum.evaluate.contract import article_of, records_of
from variorum.evaluate.quotation import Letters, Text
from variorum.model import Mention
from variorum.stages.parse import Parse, read
from variorum.stages.statements.frames import frames
from variorum.stages.statements.grid import Grid

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
OUT = HERE / "weights.tsv"
REPORTS = ROOT / "tests" / "gold" / "linked" / "meantime.jsonl"
ROUNDS, RATE, MOMENTUM, DECAY, SELDOM = 500, 1.0, 0.9, 0.003, 2
FOLDS = 5


class Row(NamedTuple):
    """A candidate: whether it is reported, what there is to tell of it, its text, whether rules find it.

    The weights are fitted to the first two."""

    reported: bool
    features: frozenset[str]
    text: str
    ruled: bool


def rows() -> list[Row]:
    """The candidates of all passages, right where half of their letters are a content's, and those judged."""
    found: list[Row] = []
    for passage in passages():
        text = Text(passage.text)
        contents = [s.letters for quote in passage.quotes for s in text.segments(quote)]
        for _cue, _relation, letters, row in _candidates(passage.id, passage.text):
            found.append(row._replace(reported=any(_overlap(letters, c) >= 0.5 for c in contents)))
    return found + _judged()


def _judged() -> list[Row]:
    """The candidates of MEANTIME's reports in ``judged.tsv``, each read in its paragraph."""
    reports = {r["id"]: r["text"] for r in map(json.loads, REPORTS.read_text(encoding="utf-8").splitlines())}
    verdicts: dict[tuple[str, int], dict[tuple[int, str], bool]] = {}
    for line in (HERE / "judged.tsv").read_text(encoding="utf-8").splitlines()[1:]:
        name, cue, relation, verdict = line.split("\t")
        start = reports[name].rfind("\n", 0, int(cue)) + 1
        verdicts.setdefault((name, start), {})[int(cue) - start, relation] = verdict == "yes"
    found = []
    for (name, start), asked in sorted(verdicts.items()):
        paragraph = reports[name][start:].partition("\n")[0]
        for cue, relation, _, row in _candidates(name, paragraph):
            if (cue, relation) in asked:
                found.append(row._replace(reported=asked[cue, relation], ruled=False))
    return found


def _candidates(name: str, text: str) -> list[tuple[int, str, Letters, Row]]:
    """The offset of the cue, relation and letters of each candidate, and its row with no verdict yet."""
    article = article_of({"id": name, "text": text})
    grid = Grid(text, Parse(id=name, doc=read(text)).tokens, records_of(article, "actors")[Mention])
    ruled = {frame.cue for frame in frames(grid) if frame.content}
    whole, found = Text(text), []
    for one in candidates(grid):
        letters = whole.letters_of((grid.start[i], grid.end[i]) for i in one.content)
        told = frozenset(features(grid, one, one.cue in ruled))
        found.append((grid.start[one.cue], one.relation, letters, Row(False, told, text, one.cue in ruled)))
    return found


def _overlap(a: Letters, b: Letters) -> float:
    return len(a & b) / len(a | b) if a | b else 0.0


def fit(data: list[Row]) -> dict[str, float]:
    """The weight of each feature seen often enough: logistic regression with decay, the bias left free."""
    counts = Counter(name for row in data for name in row.features)
    names = sorted(name for name, count in counts.items() if count >= SELDOM)
    at = {name: n for n, name in enumerate(names)}
    x = np.zeros((len(data), len(names)))
    for n, row in enumerate(data):
        x[n, [at[name] for name in sorted(row.features) if name in at]] = 1
    y = np.array([float(row.reported) for row in data])
    decay = np.full(len(names), DECAY)
    decay[at["bias"]] = 0
    weights = np.zeros(len(names))
    speed = np.zeros_like(weights)
    for _ in range(ROUNDS):
        likely = 1 / (1 + np.exp(-(x @ weights)))
        slope = x.T @ (likely - y) / len(data) + decay * weights
        speed = MOMENTUM * speed - RATE * (1 - MOMENTUM) * slope
        weights = weights + speed
    return {name: round(float(weight), 2) for name, weight in zip(names, weights, strict=True)}


def folds(data: list[Row]) -> str:
    """Precision and recall over parts by the hash of the text, for what rules do not find."""
    part = [int(sha256(row.text.encode()).hexdigest(), 16) % FOLDS for row in data]
    told: list[tuple[float, bool]] = []
    for k in range(FOLDS):
        weights = fit([row for row, p in zip(data, part, strict=True) if p != k])
        for row, p in zip(data, part, strict=True):
            if p == k and not row.ruled:
                told.append((1 / (1 + exp(-sum(weights.get(f, 0.0) for f in row.features))), row.reported))
    lines = [f"{len(data)} candidates, {len(told)} of them not found by rules"]
    for least in (0.5, 0.6, LEAST, 0.8):
        taken = [right for likely, right in told if likely >= least]
        right, all_right = sum(taken), sum(right for _, right in told)
        lines.append(
            f"from {least}: precision {right / max(1, len(taken)):.2f}, recall {right / all_right:.2f}"
        )
    return "\n".join(lines) + "\n"


def table(weights: dict[str, float]) -> str:
    """The file of weights; those that round to nothing are left out."""
    lines = [f"{name}\t{weight:g}" for name, weight in weights.items() if abs(weight) >= 0.03]
    return "\n".join(["feature\tweight", *lines]) + "\n"


def main() -> None:
    data = rows()
    if "--folds" in sys.argv:
        sys.stdout.write(folds(data))
        return
    OUT.write_text(table(fit(data)), encoding="utf-8")


if __name__ == "__main__":
    main()
