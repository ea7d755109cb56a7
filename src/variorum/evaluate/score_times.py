"""Score times, TempEval-3 style.

Gold and OUT rows hold ``timexes`` with ``start``, ``end``, ``type`` and a TIMEX3 ``value``. Times are
matched one to one: identical spans first, then, in text order of the gold, the one that overlaps most.

    strict_*      identical spans            rel_*      any overlap
    valacc        share of matched pairs whose value is equal after small normalisation; typeacc likewise
    val_f1        relaxed F1 x value accuracy, the figure to quote
    cal_*         gold of type DATE or TIME with a calendar value only
    day_right     share of gold calendar days (YYYY-MM-DD) found and resolved to that day
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from variorum.evaluate.score import Row, Score, Worst, by_id, f1, ratio, shorten, worst_of

_NORMAL = (
    (re.compile(r"^P(\d+|X)Q$"), r"P\1Q"),
    (re.compile(r"T24:00$"), ""),
    (re.compile(r"^(\d{4}-\d\d-\d\dT\d\d):00$"), r"\1"),
    (re.compile(r"^(\d{4}-\d\d-\d\dT\d\d:\d\d):00$"), r"\1"),
)
_YEAR, _DAY = re.compile(r"\d{4}"), re.compile(r"\d{4}-\d\d-\d\d")


def normal(value: str | None) -> str:
    """A TIMEX3 value in capitals without needless zeros; "" for none."""
    value = (value or "").strip().upper()
    for pattern, into in _NORMAL:
        value = pattern.sub(into, value)
    return value


def match(gold: Sequence[Row], found: Sequence[Row]) -> tuple[list[tuple[Row, Row]], int]:
    """The matched pairs, those with identical spans first, and how many those are."""
    left, free, pairs = [], list(found), []
    for g in gold:
        same = next((f for f in free if (f["start"], f["end"]) == (g["start"], g["end"])), None)
        if same is None:
            left.append(g)
        else:
            pairs.append((g, same))
            free = [f for f in free if f is not same]
    strict = len(pairs)
    for g in left:
        over = [f for f in free if f["start"] < g["end"] and g["start"] < f["end"]]
        if over:
            best = max(over, key=lambda f: min(f["end"], g["end"]) - max(f["start"], g["start"]))
            pairs.append((g, best))
            free = [f for f in free if f is not best]
    return pairs, strict


def _calendar(timex: Row) -> bool:
    return bool(_YEAR.match(timex["value"] or "")) and timex["type"] in ("DATE", "TIME")


def _day(timex: Row) -> bool:
    return bool(_DAY.match(timex["value"] or ""))


def score(name: str, gold: Sequence[Row], found: Sequence[Row], *, complete: bool = True) -> Score:
    """Score the times of every gold row; a missing row has none.

    Where the gold marks some times only, it is not ``complete``: recall leads and ranks the rows."""
    out = by_id(found)
    n: Counter[str] = Counter()
    cases = []
    for row in gold:
        expected, got = row["timexes"], out.get(row["id"], {}).get("timexes", [])
        pairs, strict = match(expected, got)
        n.update(gold=len(expected), found=len(got), strict=strict, relaxed=len(pairs))
        right = 0
        for g, f in pairs:
            same = normal(g["value"]) == normal(f.get("value"))
            right += same
            n["type"] += g["type"] == f.get("type")
            if _calendar(g):
                n.update(cal_found=1, cal_right=int(same))
            if _day(g):
                n["day_right"] += normal(f.get("value"))[:10] == g["value"][:10]
        n["value"] += right
        n["cal_gold"] += sum(map(_calendar, expected))
        n["day_gold"] += sum(map(_day, expected))
        cases.append(_case(row, pairs, right, len(got) if complete else len(expected)))
    figures = _figures(n)
    if not complete:
        figures = {key: figures[key] for key in ("rel_r", "valacc", "day_right")} | figures
    return Score("circumstances", name, len(gold), figures, worst_of(cases))


def _figures(n: Counter[str]) -> dict[str, float]:
    def prf(prefix: str, right: int) -> dict[str, float]:
        p, r = ratio(right, n["found"]), ratio(right, n["gold"])
        return {f"{prefix}_p": p, f"{prefix}_r": r, f"{prefix}_f1": f1(p, r)}

    return {
        "val_f1": prf("val", n["value"])["val_f1"],
        "rel_f1": prf("rel", n["relaxed"])["rel_f1"],
        "valacc": ratio(n["value"], n["relaxed"]),
        "day_right": ratio(n["day_right"], n["day_gold"]),
        **prf("strict", n["strict"]),
        **prf("rel", n["relaxed"]),
        "typeacc": ratio(n["type"], n["relaxed"]),
        "cal_recall": ratio(n["cal_found"], n["cal_gold"]),
        "cal_valacc": ratio(n["cal_right"], n["cal_found"]),
        "gold": n["gold"],
        "found": n["found"],
        "cal_gold": n["cal_gold"],
        "day_gold": n["day_gold"],
    }


def _case(row: Row, pairs: Sequence[tuple[Row, Row]], right: int, counted: int) -> Worst:
    """The value F1 of one row against so many predictions, and its first wrong value or missed time."""
    figure = ratio(2 * right, len(row["timexes"]) + counted) if row["timexes"] or counted else 1.0
    note = f"{right} of {len(row['timexes'])} times right, {counted} counted"
    wrong = next(((g, f) for g, f in pairs if normal(g["value"]) != normal(f.get("value"))), None)
    if wrong:
        g, f = wrong
        note += f"; [{g['start']}, {g['end']}) is {g['value']}, not {f.get('value')}"
        return Worst(row["id"], figure, note, shorten(row["text"][g["start"] : g["end"]]))
    matched = {id(g) for g, _ in pairs}
    missed = next((g for g in row["timexes"] if id(g) not in matched), None)
    if missed:
        note += f"; [{missed['start']}, {missed['end']}) {missed['value']} missed"
        return Worst(row["id"], figure, note, shorten(row["text"][missed["start"] : missed["end"]]))
    return Worst(row["id"], figure, note)
