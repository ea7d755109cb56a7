"""The accuracy cards: what was measured on which rows, the best and the worst of it, and how to repeat it."""

from __future__ import annotations

from collections.abc import Sequence

from variorum.errors import InputError
from variorum.evaluate.annotate import LAYERS
from variorum.evaluate.score import LOWER_IS_BETTER, Score
from variorum.evaluate.sets import GOLD, GoldSet
from variorum.evaluate.table import markdown_worst, number

BEGIN, END = "<!-- accuracy:begin -->", "<!-- accuracy:end -->"

MEASURED = {
    "article": "the clean text of a saved page (4-word shingles) and its title, authors and date",
    "actors": "the state a mention denotes at a date",
    "statements": "the reported words (`F1`) and, end to end, their speaker (`e2e_F1`)",
    "circumstances": "times (`val_f1`: found with the right value), places (`id`: the right gazetteer entry)",
    "events": "who did what to whom in PLOVER; where a set marks one event a row, F1 is a lower bound",
    "stories": "reports of one happening brought together (BCubed and pair F1)",
    "lineages": "copied text found, and whether two reports share an origin",
    "values": "whether two values of one event are the same, compatible or different",
}
_OF = {(one.layer, one.name): one for one in GOLD}


def _gold(score: Score) -> GoldSet:
    return _OF[score.layer, score.set]


def _quoted(score: Score) -> list[tuple[str, float]]:
    return [(name, score.figures[name]) for name in _gold(score).quoted if name in score.figures]


def page(scores: Sequence[Score], command: str) -> str:
    """The whole of ``docs/accuracy.md``: a card a layer, in the order of the layers."""
    out = [
        "# Accuracy",
        "",
        "Written by `scripts/cards.py` from what `variorum evaluate` measures, not by hand. Each figure",
        "is defined in the docstring of its scorer, `src/variorum/evaluate/score_*.py`. The sets are",
        "development data: they were looked at while the rules were written.",
        "",
        f"    {command}",
    ]
    for layer in LAYERS:
        mine = [score for score in scores if score.layer == layer]
        if mine:
            out += ["", *_card(layer, mine)]
    return "\n".join(out) + "\n"


def _card(layer: str, scores: Sequence[Score]) -> list[str]:
    out = [
        f"## {layer}",
        "",
        f"Measured: {MEASURED[layer]}.",
        "",
        "| set | file | rows | figures |",
        "|---|---|---:|---|",
    ]
    for score in scores:
        told = ", ".join(f"{name} {number(value)}" for name, value in _quoted(score))
        failed = f", {score.failed} of them failed" if score.failed else ""
        out.append(f"| {score.set} | `{_gold(score).path}` | {score.rows:,}{failed} | {told} |")
    for name in dict.fromkeys(name for score in scores for name, _ in _quoted(score)):
        out += _extremes(name, [s for s in scores if name in dict(_quoted(s))])
    for score in scores:
        if score.worst:
            out += ["", f"Worst rows of {score.set}:", "", markdown_worst(score)]
    return out


def _extremes(name: str, scores: Sequence[Score]) -> list[str]:
    """Where a figure is best and where it is worst; nothing for a count, or when one set alone has it."""
    if len(scores) < 2 or isinstance(scores[0].figures[name], int):
        return []
    ranked = sorted(scores, key=lambda s: (s.figures[name], s.set), reverse=name not in LOWER_IS_BETTER)
    best, worst = ranked[0], ranked[-1]
    most, least = number(best.figures[name]), number(worst.figures[name])
    return ["", f"`{name}`: best {most} ({best.set}), worst {least} ({worst.set})."]


def block(scores: Sequence[Score]) -> str:
    """The short table of the README: the first figure of each set."""
    out = ["| layer | set | rows | figure |", "|---|---|---:|---|"]
    for score in scores:
        for name, value in _quoted(score)[:1]:
            out.append(f"| {score.layer} | {score.set} | {score.rows:,} | {name} {number(value)} |")
    return "\n".join(out)


def replaced(text: str, new: str) -> str:
    """A text with what stands between the markers replaced; InputError when they are not there."""
    before, begin, rest = text.partition(BEGIN)
    _, end, after = rest.partition(END)
    if not begin or not end:
        raise InputError(
            f"the README has no {BEGIN} ... {END}", "put both markers where the table should stand"
        )
    return f"{before}{BEGIN}\n{new}\n{END}{after}"
