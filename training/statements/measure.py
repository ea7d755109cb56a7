"""Scores statements with the model of this folder and without it.

``python training/statements/measure.py ROWS``: a gold set of quotations in the JSONL contract; run
``train.py`` first. Prints precision, recall and F1 of the words, and F1 with their speaker."""

from __future__ import annotations

import sys
from collections.abc import Callable
from importlib import import_module

from judged import judged

from variorum.evaluate.contract import article_of, read_rows, records_of
from variorum.evaluate.score import Row
from variorum.evaluate.score_statements import score
from variorum.model import Statement
from variorum.stages.statements.annotate import annotate

FIGURES = ("P", "R", "F1", "e2e_F1")


def measured(rows: list[Row]) -> str:
    found = []
    for row in rows:
        article = article_of(row)
        found.append({"id": row["id"], **annotate(article, records_of(article, "statements")[Statement])})
    figures = score("rows", rows, found).figures
    return ", ".join(f"{name} {figures[name]:.4f}" for name in FIGURES)


def main() -> None:
    rows = [row for row in read_rows(sys.argv[1]) if isinstance(row, dict)]
    stage = import_module("variorum.stages.statements")
    rules: Callable[..., object] = stage.frames
    sys.stdout.write(f"rules: {measured(rows)}\n")
    stage.frames = lambda grid: judged(grid, rules(grid))
    sys.stdout.write(f"with the model: {measured(rows)}\n")


if __name__ == "__main__":
    main()
