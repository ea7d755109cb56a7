"""Fits the linear model of pairs to our own sentences: ``python training/events/train.py [--folds]``.

Each line of ``sentences_*.txt`` is a type, a sentence, the actor in [brackets] and the recipient in <these>.
Seeded and deterministic; numpy is all it needs beside the package. Writes ``resources/event_model``.
"""

from __future__ import annotations

import re
import sys
from hashlib import sha256
from pathlib import Path
from typing import Any

import numpy as np

from variorum.model import Article, Span
from variorum.stages.events.pairs import Pair
from variorum.stages.parse import Parse, read

HERE = Path(__file__).parent
OUT = HERE.parents[1] / "src" / "variorum" / "resources" / "event_model" / "weights.tsv"
MARK = re.compile(r"[\[\]<>]")
ROUNDS, RATE, DECAY, SELDOM = 600, 1.0, 0.006, 2
Row = tuple[str, dict[str, float], str]


def sentences() -> list[tuple[str, str, list[tuple[int, int]], list[tuple[int, int]]]]:
    """Type, text, spans of the actor and of the recipient of every line."""
    found = []
    for path in sorted(HERE.glob("sentences_*.txt")):
        for line in path.read_text(encoding="utf-8").splitlines():
            kind, _, marked = line.partition(" ")
            spans: dict[str, list[tuple[int, int]]] = {"[": [], "<": []}
            text, at, begin = "", 0, 0
            for mark in MARK.finditer(marked):
                text += marked[at : mark.start()]
                at = mark.end()
                if mark.group() in "[<":
                    begin = len(text)
                else:
                    spans["[" if mark.group() == "]" else "<"].append((begin, len(text)))
            found.append((kind, text + marked[at:], spans["["], spans["<"]))
    return found


def rows() -> list[Row]:
    """Type, features and text of every sentence."""
    made = []
    for kind, text, actor, recipient in sentences():
        article = Article(id="s", document_id="s", text=text, published="2026-10-19")
        parse = Parse(id="s", doc=read(text))
        sides = ([Span("s", *span) for span in spans] for spans in (actor, recipient))
        made.append((kind, Pair(article, parse, *sides).features(), text))
    return made


def fit(data: list[Row], kinds: list[str]) -> tuple[list[str], Any]:
    """The features seen often enough, and the weight of each for each type: softmax regression with decay."""
    counts: dict[str, int] = {}
    for _, features, _ in data:
        for name in features:
            counts[name] = counts.get(name, 0) + 1
    names = sorted(name for name, count in counts.items() if count >= SELDOM)
    at = {name: n for n, name in enumerate(names)}
    x = np.zeros((len(data), len(names)))
    y = np.zeros((len(data), len(kinds)))
    for n, (kind, features, _) in enumerate(data):
        y[n, kinds.index(kind)] = 1
        for name, value in features.items():
            if name in at:
                x[n, at[name]] = value
    share = y.sum(0) / len(data)
    importance = (y @ (1 / (len(kinds) * share)))[:, None]
    weights = np.zeros((len(names), len(kinds)))
    speed = np.zeros_like(weights)
    for _ in range(ROUNDS):
        scores = x @ weights
        scores = np.exp(scores - scores.max(1, keepdims=True))
        scores /= scores.sum(1, keepdims=True)
        slope = x.T @ ((scores - y) * importance) / len(data) + DECAY * weights
        speed = 0.9 * speed - RATE * 0.1 * slope
        weights = weights + speed
    return names, weights


def folds(data: list[Row], kinds: list[str], n: int = 5) -> float:
    """Accuracy over n parts by the hash of the sentence, each told by the others."""
    part = [int(sha256(text.encode()).hexdigest(), 16) % n for _, _, text in data]
    right = 0
    for k in range(n):
        names, weights = fit([r for r, p in zip(data, part, strict=True) if p != k], kinds)
        at = {name: i for i, name in enumerate(names)}
        for (kind, features, _), p in zip(data, part, strict=True):
            if p == k:
                score = sum(value * weights[at[name]] for name, value in features.items() if name in at)
                right += kinds[int(np.argmax(score))] == kind
    return right / len(data)


def main() -> None:
    data = rows()
    kinds = sorted({kind for kind, _, _ in data})
    if "--folds" in sys.argv:
        sys.stdout.write(f"{len(data)} sentences, accuracy over five folds {folds(data, kinds):.3f}\n")
        return
    names, weights = fit(data, kinds)
    lines = ["\t".join(["feature", *kinds])]
    for name, row in zip(names, np.round(weights, 2), strict=True):
        if np.abs(row).max() >= 0.03:
            lines.append("\t".join([name, *(f"{v:g}" if v else "" for v in row)]))
    OUT.parent.mkdir(exist_ok=True)
    OUT.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
