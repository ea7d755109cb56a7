"""Score the comparison of two values of one event.

Gold rows hold ``kind``, ``a``, ``b``, ``sent_a``, ``sent_b`` and a ``label`` among SAME, COMPATIBLE,
UPDATE and DIFFERS; OUT rows stand in the same order and hold ``label``. A missing or null label is never
right.

    acc4                 the label is the same
    acc3                 the same with UPDATE counted as DIFFERS
    flag_p, flag_r, f1   DIFFERS or UPDATE: a reader should look
    false_alarm_on_same  the share of SAME pairs that were flagged
    acc3_KIND            acc3 of one kind of value
"""

from __future__ import annotations

from collections.abc import Sequence

from variorum.evaluate.score import Row, Score, Worst, f1, ratio, shorten, worst_of


def folded(label: str | None) -> str | None:
    """The label with UPDATE counted as DIFFERS."""
    return "DIFFERS" if label == "UPDATE" else label


def score(name: str, gold: Sequence[Row], found: Sequence[Row]) -> Score:
    """Score the rows of ``found`` against those of ``gold``, one by one in order."""
    got = [row.get("label") for row in found] + [None] * (len(gold) - len(found))
    pairs = [(row["label"], label) for row, label in zip(gold, got, strict=False)]
    right = sum(folded(a) == "DIFFERS" == folded(b) for a, b in pairs)
    precision = ratio(right, sum(folded(b) == "DIFFERS" for _, b in pairs))
    recall = ratio(right, sum(folded(a) == "DIFFERS" for a, _ in pairs))
    same = [b for a, b in pairs if a == "SAME"]
    figures = {
        "acc3": ratio(sum(folded(a) == folded(b) for a, b in pairs), len(pairs)),
        "flag_f1": f1(precision, recall),
        "false_alarm_on_same": ratio(sum(folded(b) == "DIFFERS" for b in same), len(same)),
        "acc4": ratio(sum(a == b for a, b in pairs), len(pairs)),
        "flag_p": precision,
        "flag_r": recall,
    }
    for kind in sorted({row["kind"] for row in gold}):
        of_kind = [pair for row, pair in zip(gold, pairs, strict=True) if row["kind"] == kind]
        figures[f"acc3_{kind}"] = ratio(sum(folded(a) == folded(b) for a, b in of_kind), len(of_kind))
    cases = (
        _case(index, row, label) for index, (row, (_, label)) in enumerate(zip(gold, pairs, strict=True))
    )
    return Score("values", name, len(gold), figures, worst_of(cases))


def _case(index: int, row: Row, label: str | None) -> Worst:
    expected = row["label"]
    figure = 1.0 if label == expected else 0.5 if folded(label) == folded(expected) else 0.0
    return Worst(
        f"row {index}", figure, f"{row['kind']}: {expected}, not {label}", shorten(f"{row['a']} | {row['b']}")
    )
