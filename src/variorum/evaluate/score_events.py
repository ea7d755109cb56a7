"""Score event coding against sentence-level gold.

Gold rows hold ``events`` (one coding) or ``coders`` (every coder's own); OUT rows ``events``, none when a
row is missing. A list of spans hits another when they share a content word. Predictions alike in type and
in the words of both sides count once; statements (class 0) are no events.

One coding (gsr, plv, cam):
    dyad_f1        actor hits actor and recipient hits recipient; without a gold recipient the actor decides.
                   Gold without an actor cannot be scored and is left out
    dyad_root_f1   the dyad and the PLOVER type, CONCEDE and RETREAT being one (dyad_quad_f1 where the gold
                   has a class only)
    root_recall    the type occurs among the predictions
    root_acc_on_dyads, quad_acc_on_dyads   where the dyad matched
    detect_f1      is there an event at all, where the set has statements
    These sets mark one event a row, so precision and F1 are LOWER BOUNDS.

Several coders (c1):
    detect_f1_mean      is there an event, the mean of the coders; detect_f1_majority against their majority
    root_f1             the type, all coders pooled
    root_actor_f1       type and actor
    full_f1             type and both sides (two empty sides agree); full_f1_mean_of_coders

``dyads=True`` looks only at predictions with both sides.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from variorum.evaluate.events_match import (
    Coded,
    coded,
    paired,
    predicted,
    same_actor,
    same_dyad,
    same_dyad_and_class,
    same_event,
    same_type,
)
from variorum.evaluate.score import Row, Score, Worst, by_id, f1, known, ratio, shorten, worst_of


def score(name: str, gold: Sequence[Row], found: Sequence[Row], *, dyads: bool = False) -> Score:
    """Score the events of every gold row, by the protocol its rows call for."""
    out = by_id(found)
    rows = [
        (row, predicted(row["text"], out.get(row["id"], {}).get("events") or (), dyads=dyads)) for row in gold
    ]
    figures, cases = _coders(rows) if gold and "coders" in gold[0] else _single(rows)
    return Score("events", name, len(gold), figures, worst_of(cases))


# --- gold that marks its events once -----------------------------------------------------------------------

Rows = Sequence[tuple[Row, list[Coded]]]


def _single(rows: Rows) -> tuple[dict[str, float], list[Worst]]:
    n: Counter[str] = Counter()
    cases = []
    for row, found in rows:
        marked = [coded(row["text"], event) for event in row["events"]]
        gold = [g for g in marked if g.is_event]
        if row.get("quad") == 0 or (marked and not gold):
            n.update(statement_rows=1, statement_fired=int(bool(found)))
            if found:
                note = f"a statement, no event; found {_told(found)}"
                cases.append(Worst(row["id"], 0.0, note, shorten(row["text"])))
            continue
        n.update(event_rows=1, event_fired=int(bool(found)))
        gold = [g for g in gold if g.actor]
        if gold:
            _add(n, gold, found)
            figure = ratio(paired(gold, found, same_dyad_and_class), len(gold))
            note = f"expected {_told(gold)}; found {_told(found)}"
            cases.append(Worst(row["id"], figure, note, shorten(row["text"])))
    return _single_figures(n), cases


def _add(n: Counter[str], gold: Sequence[Coded], found: Sequence[Coded]) -> None:
    typed = [g for g in gold if g.type]
    n.update(
        gold=len(gold),
        found=len(found),
        typed=len(typed),
        root_any=sum(any(f.type == g.type for f in found) for g in typed),
        actor=sum(any(g.actor & f.actor for f in found) for g in gold),
        dyad=paired(gold, found, same_dyad),
        dyad_right=sum(any(same_dyad(g, f) for g in gold) for f in found),
        full=paired(gold, found, same_dyad_and_class),
        full_right=sum(any(same_dyad_and_class(g, f) for g in gold) for f in found),
    )
    for g in gold:
        on_dyad = [f for f in found if same_dyad(g, f)]
        if on_dyad:
            n.update(
                matched=1,
                quad_right=int(any(f.quad == g.quad for f in on_dyad)),
                quad_first=int(on_dyad[0].quad == g.quad),
                type_right=int(bool(g.type) and any(f.type == g.type for f in on_dyad)),
            )


def _single_figures(n: Counter[str]) -> dict[str, float]:
    both = n["gold"] + n["found"]
    full = "dyad_root" if n["typed"] else "dyad_quad"
    fired = n["event_fired"] + n["statement_fired"]
    detect_p, detect_r = ratio(n["event_fired"], fired), ratio(n["event_fired"], n["event_rows"])
    statements, typed = n["statement_rows"], n["typed"]
    return known(
        {
            f"{full}_f1": ratio(2 * n["full"], both),
            "dyad_f1": ratio(2 * n["dyad"], both),
            "root_recall": ratio(n["root_any"], typed) if typed else None,
            "quad_acc_on_dyads": ratio(n["quad_right"], n["matched"]),
            "detect_f1": f1(detect_p, detect_r) if statements else None,
            "fired": detect_r,
            f"{full}_p": ratio(n["full_right"], n["found"]),
            f"{full}_r": ratio(n["full"], n["gold"]),
            "dyad_p": ratio(n["dyad_right"], n["found"]),
            "dyad_r": ratio(n["dyad"], n["gold"]),
            "actor_r": ratio(n["actor"], n["gold"]),
            "root_acc_on_dyads": ratio(n["type_right"], n["matched"]) if typed else None,
            "quad_acc_first": ratio(n["quad_first"], n["matched"]),
            "detect_p": detect_p if statements else None,
            "detect_r": detect_r if statements else None,
            "fired_on_statements": ratio(n["statement_fired"], statements) if statements else None,
            "statement_rows": statements if statements else None,
            "gold_events": n["gold"],
            "predictions": n["found"],
        }
    )


# --- gold of several coders --------------------------------------------------------------------------------


class _Agreement(NamedTuple):
    precision: float
    recall: float
    f1: float


def _agreement(pairs: Sequence[tuple[bool, bool]]) -> _Agreement:
    right = sum(a and b for a, b in pairs)
    false, missed = sum(b and not a for a, b in pairs), sum(a and not b for a, b in pairs)
    return _Agreement(
        ratio(right, right + false),
        ratio(right, right + missed),
        ratio(2 * right, 2 * right + false + missed),
    )


def _coding(row: Row, coder: str) -> list[Coded]:
    events = (coded(row["text"], event) for event in row["coders"][coder]["events"])
    return [e for e in events if e.is_event and e.type]


def _coders(rows: Rows) -> tuple[dict[str, float], list[Worst]]:
    names = sorted({coder for row, _ in rows for coder in row["coders"]})
    detect, full, n = [], [], Counter[str]()
    for coder in names:
        theirs = [(_coding(row, coder), found) for row, found in rows if coder in row["coders"]]
        detect.append(_agreement([(bool(gold), bool(found)) for gold, found in theirs]))
        agreed, size = 0, 0
        for gold, found in theirs:
            same = paired(gold, found, same_event)
            agreed, size = agreed + same, size + len(gold) + len(found)
            n.update(full=same, root=paired(gold, found, same_type), actor=paired(gold, found, same_actor))
            n.update(gold=len(gold), found=len(found))
        full.append(ratio(2 * agreed, size))
    votes = [([bool(_coding(row, c)) for c in sorted(row["coders"])], found) for row, found in rows]
    majority = _agreement([(2 * sum(v) > len(v), bool(found)) for v, found in votes if v])
    both = n["gold"] + n["found"]
    figures = {
        "full_f1": ratio(2 * n["full"], both),
        "detect_f1_mean": ratio(sum(d.f1 for d in detect), len(detect)),
        "detect_p_mean": ratio(sum(d.precision for d in detect), len(detect)),
        "detect_r_mean": ratio(sum(d.recall for d in detect), len(detect)),
        "detect_f1_majority": majority.f1,
        "root_f1": ratio(2 * n["root"], both),
        "root_actor_f1": ratio(2 * n["actor"], both),
        "full_f1_mean_of_coders": ratio(sum(full), len(full)),
        "full_p": ratio(n["full"], n["found"]),
        "full_r": ratio(n["full"], n["gold"]),
        "predictions_per_row": ratio(sum(len(found) for _, found in rows), len(rows)),
    }
    return figures, [_coders_case(row, found) for row, found in rows]


def _coders_case(row: Row, found: Sequence[Coded]) -> Worst:
    """The mean full F1 of one row against each coder; none expected and none found is right."""
    each = []
    for coder in sorted(row["coders"]):
        gold = _coding(row, coder)
        size = len(gold) + len(found)
        each.append(ratio(2 * paired(gold, found, same_event), size) if size else 1.0)
    first = max((_coding(row, coder) for coder in sorted(row["coders"])), key=len, default=[])
    note = f"one coder {_told(first)}; found {_told(found)}"
    return Worst(row["id"], ratio(sum(each), len(each)), note, shorten(row["text"]))


def _told(events: Sequence[Coded]) -> str:
    return ", ".join(e.type or f"class {e.quad}" for e in events[:4]) or "nothing"
