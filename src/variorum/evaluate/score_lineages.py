"""Score copied text: the pairs of articles proposed, and what a pair is judged to be.

Candidates: OUT rows ``{a, b}`` are every pair called reuse; gold rows hold ``a``, ``b``, ``containment``
and ``jaccard`` (exact word-5-gram overlap, exhaustive) or ``id_a``, ``id_b`` and a hand ``label``.

    recall_c50, recall_c30, recall_j50   recall of pairs with containment >= .5, >= .3, Jaccard >= .5
    (also precision_ and f1_ of each)
    found_V, found_R, ...                how many of the pairs labelled so were proposed

Relations: OUT rows ``{id_a, id_b, label, origin?}``, label V republished, R edited or rewritten wire, E
attributed excerpt, Q only a common quoted statement, B boilerplate. A missing row counts as Q.

    acc, macro_f1     of the five labels
    same_origin_f1    V, R, E against Q, B: what counting roots rests on (also _p and _r)
    origin_acc        the origin named right, where the gold names one
"""

from __future__ import annotations

from collections.abc import Sequence

from variorum.evaluate.score import Row, Score, Worst, f1, known, ratio, worst_of

LABELS = "VREQB"
SAME_ORIGIN = frozenset("VRE")
Pair = tuple[str, str]


def pair(a: str, b: str) -> Pair:
    """The two ids in order, so that a pair has one key."""
    return (a, b) if a < b else (b, a)


def score_candidates(name: str, gold: Sequence[Row], found: Sequence[Row]) -> Score:
    """Score proposed pairs against exact overlap and hand labels."""
    proposed = {pair(row["a"], row["b"]) for row in found}
    exact = [row for row in gold if "containment" in row]
    labelled = [row for row in gold if "label" in row]
    figures: dict[str, float | None] = {}
    for short, key, least in (
        ("c50", "containment", 0.5),
        ("c30", "containment", 0.3),
        ("j50", "jaccard", 0.5),
    ):
        true = {pair(row["a"], row["b"]) for row in exact if row[key] >= least}
        precision, recall = ratio(len(true & proposed), len(proposed)), ratio(len(true & proposed), len(true))
        figures[f"recall_{short}"] = recall if true else None
        figures[f"precision_{short}"] = precision
        figures[f"f1_{short}"] = f1(precision, recall) if true else None
    for label in LABELS:
        of_label = {pair(row["id_a"], row["id_b"]) for row in labelled if row["label"] == label}
        figures[f"found_{label}"] = len(of_label & proposed) if of_label else None
        figures[f"gold_{label}"] = len(of_label) if of_label else None
    figures["pairs"] = len(proposed)
    missed = (
        Worst(
            " ".join(pair(r["a"], r["b"])),
            1 - r["containment"],
            f"containment {r['containment']:.2f}, not proposed",
        )
        for r in exact
        if r["containment"] >= 0.3 and pair(r["a"], r["b"]) not in proposed
    )
    return Score("lineages", name, len(gold), known(figures), worst_of(missed))


def score_relations(name: str, gold: Sequence[Row], found: Sequence[Row]) -> Score:
    """Score the relation told for each pair of articles."""
    out = {pair(row["id_a"], row["id_b"]): row for row in found}
    told = [out.get(pair(row["id_a"], row["id_b"]), {"label": "Q"}) for row in gold]
    labels = [(row["label"], answer.get("label")) for row, answer in zip(gold, told, strict=True)]
    same = [(a in SAME_ORIGIN, b in SAME_ORIGIN) for a, b in labels]
    precision, recall, same_f1 = _prf(same)
    per_label = {label: _prf([(a == label, b == label) for a, b in labels])[2] for label in LABELS}
    origins = [(r["origin"], t.get("origin")) for r, t in zip(gold, told, strict=True) if r.get("origin")]
    figures = {
        "same_origin_f1": same_f1,
        "origin_acc": ratio(sum(a == b for a, b in origins), len(origins)),
        "acc": ratio(sum(a == b for a, b in labels), len(labels)),
        "macro_f1": sum(per_label.values()) / len(LABELS),
        "same_origin_p": precision,
        "same_origin_r": recall,
        "origin_n": len(origins),
        **{f"f1_{label}": figure for label, figure in per_label.items()},
    }
    cases = [_case(row, answer) for row, answer in zip(gold, told, strict=True)]
    return Score("lineages", name, len(gold), figures, worst_of(cases))


def _prf(pairs: Sequence[tuple[bool, bool]]) -> tuple[float, float, float]:
    right = sum(a and b for a, b in pairs)
    precision, recall = ratio(right, sum(b for _, b in pairs)), ratio(right, sum(a for a, _ in pairs))
    return precision, recall, f1(precision, recall)


def _case(row: Row, answer: Row) -> Worst:
    expected, label = row["label"], answer.get("label")
    origin = row.get("origin")
    if (expected in SAME_ORIGIN) != (label in SAME_ORIGIN):
        figure = 0.0
    else:
        figure = 0.5 * (label == expected) + 0.5 * (not origin or origin == answer.get("origin"))
    note = f"{expected}, not {label}" if expected != label else expected
    if origin:
        note += f"; origin {origin}, found {answer.get('origin')}"
    return Worst(f"{row['id_a']} {row['id_b']}", figure, note)
