"""Scores as a table, for a terminal and for Markdown."""

from __future__ import annotations

from collections.abc import Sequence

from variorum.evaluate.score import Score, Worst

QUOTED = 4
"""How many figures of a score its line shows: the ones to quote stand first."""


def number(figure: float) -> str:
    """A figure with three decimals, a count as it is."""
    return str(figure) if isinstance(figure, int) else f"{figure:.3f}"


def line(score: Score, figures: int | None = QUOTED) -> str:
    """The first figures of a score on one line; all of them with None."""
    return "  ".join(f"{name} {number(value)}" for name, value in list(score.figures.items())[:figures])


def plain(scores: Sequence[Score], *, worst: int = 3, every: bool = False) -> str:
    """A table with one line a set, and under each its worst rows: id, figure, what was expected and found.

    ``every`` shows all figures of a set rather than the first ones."""
    if not scores:
        return "nothing was scored"
    rows = [("layer", "set", "rows", "figures")]
    rows += [(s.layer, s.set, str(s.rows), line(s)) for s in scores]
    wide = [max(len(row[i]) for row in rows) for i in range(3)]
    out = []
    for row, score in zip(rows, [None, *scores], strict=True):
        out.append(f"{row[0]:<{wide[0]}}  {row[1]:<{wide[1]}}  {row[2]:>{wide[2]}}  {row[3]}".rstrip())
        if score is None:
            continue
        if every:
            out += [f"    {name} {number(value)}" for name, value in score.figures.items()]
        if score.failed:
            out.append(f"    {score.failed} rows could not be annotated and count as nothing found")
        out += [f"    {_case(case)}" for case in score.worst[:worst]]
    return "\n".join(out)


def _case(case: Worst) -> str:
    words = f"  “{case.words}”" if case.words else ""
    return f"{case.figure:.2f}  {case.id}  {case.note}{words}"


def markdown(scores: Sequence[Score], figures: int = QUOTED) -> str:
    """A Markdown table with one line a set."""
    out = ["| layer | set | rows | figures |", "|---|---|---:|---|"]
    for score in scores:
        first = list(score.figures.items())[:figures]
        told = ", ".join(f"{name} {number(value)}" for name, value in first)
        out.append(f"| {score.layer} | {score.set} | {score.rows:,} | {told} |")
    return "\n".join(out)


def markdown_worst(score: Score, shown: int = 5) -> str:
    """The worst rows of a score as a Markdown list, without any words of the gold texts."""
    return "\n".join(f"- `{case.id}` {case.figure:.2f}: {case.note}" for case in score.worst[:shown])
