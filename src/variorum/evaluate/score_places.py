"""Score places against a gazetteer.

Gold and OUT rows hold ``places`` with ``start``, ``end``, ``geonames_id``, ``lat``, ``lon`` and perhaps
``use``. Spans are matched one to one when they overlap, identical spans first. Where the gold tells the
use, only proper names are gold; a prediction on anything else that it marks is not counted.

    found_p, found_r, found_f1   a gold place found at all
    id              exact GeoNames id over all gold that has one (missed is wrong)
    acc             within 161 km (100 miles) over all gold with a point
    id_matched, acc_matched   the same over the found ones
    abstained       found, but given neither id nor point: the honest third state
    use_acc         literal (place) against actor or people, where both sides tell it
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence

from variorum.evaluate.score import Row, Score, Worst, by_id, f1, known, ratio, shorten, worst_of

NEAR_KM = 161.0
LITERAL = frozenset({"Literal", "Literal_Modifier", "Mixed", "Coercion", "Embedded_Literal", "place"})
NAMES = LITERAL | {"Metonymic", "Non_Literal_Modifier", "Embedded_Non_Lit", "Homonym", "Demonym", "Language"}


def kilometres(a: Row, b: Row) -> float:
    """The great-circle distance between two points."""
    lat_a, lon_a, lat_b, lon_b = map(math.radians, (a["lat"], a["lon"], b["lat"], b["lon"]))
    x = math.sin((lat_b - lat_a) / 2) ** 2
    x += math.cos(lat_a) * math.cos(lat_b) * math.sin((lon_b - lon_a) / 2) ** 2
    return 12742 * math.asin(min(1, math.sqrt(x)))


def overlap(a: Row, b: Row) -> bool:
    """Whether two spans share a character."""
    return bool(a["start"] < b["end"] and b["start"] < a["end"])


def match(gold: Sequence[Row], found: Sequence[Row]) -> list[tuple[Row, Row]]:
    """The matched pairs: identical spans first, then the first one that overlaps."""
    pairs, free, left = [], list(found), list(gold)
    for exact in (True, False):
        for g in list(left):
            near = (
                f
                for f in free
                if ((f["start"], f["end"]) == (g["start"], g["end"]) if exact else overlap(f, g))
            )
            best = next(near, None)
            if best is not None:
                pairs.append((g, best))
                free = [f for f in free if f is not best]
                left = [x for x in left if x is not g]
    return pairs


def score(name: str, gold: Sequence[Row], found: Sequence[Row]) -> Score:
    """Score the places of every gold row; a missing row has none."""
    out = by_id(found)
    n: Counter[str] = Counter()
    cases = []
    for row in gold:
        expected = [g for g in row["places"] if "use" not in g or g["use"] in NAMES]
        other = [g for g in row["places"] if not ("use" not in g or g["use"] in NAMES)]
        got = out.get(row["id"], {}).get("places", [])
        pairs = match(expected, got)
        taken = {id(f) for _, f in pairs}
        got = [f for f in got if id(f) in taken or not any(overlap(f, g) for g in other)]
        n.update(gold=len(expected), found=len(got), matched=len(pairs))
        n["ids"] += sum(g.get("geonames_id") is not None for g in expected)
        n["points"] += sum(g.get("lat") is not None for g in expected)
        for g, f in pairs:
            n.update(_pair(g, f))
        cases.append(_case(row, expected, got, pairs))
    return Score("circumstances", name, len(gold), _figures(n), worst_of(cases))


def _pair(g: Row, f: Row) -> dict[str, int]:
    """What one matched pair adds to the counts."""
    same = _same(g, f)
    point = f.get("lat") is not None
    add = {"abstained": int(f.get("geonames_id") is None and not point)}
    if g.get("geonames_id") is not None:
        add |= {"id_matched": 1, "id_right": int(same)}
    if g.get("lat") is not None:
        near = same or (point and kilometres(g, f) <= NEAR_KM)
        add |= {"point_matched": 1, "point_right": int(near)}
    if g.get("use") and f.get("use"):
        add |= {"use": 1, "use_right": int((g["use"] in LITERAL) == (f["use"] in LITERAL))}
    return add


def _same(g: Row, f: Row) -> bool:
    return g.get("geonames_id") is not None and f.get("geonames_id") == g["geonames_id"]


def _figures(n: Counter[str]) -> dict[str, float]:
    def share(part: str, whole: str) -> float | None:
        return n[part] / n[whole] if n[whole] else None

    precision, recall = ratio(n["matched"], n["found"]), ratio(n["matched"], n["gold"])
    return known(
        {
            "id": share("id_right", "ids"),
            "acc": share("point_right", "points"),
            "found_f1": f1(precision, recall),
            "found_p": precision,
            "found_r": recall,
            "id_matched": share("id_right", "id_matched"),
            "acc_matched": share("point_right", "point_matched"),
            "abstained": share("abstained", "matched"),
            "use_acc": share("use_right", "use"),
            "use_n": n["use"],
            "gold": n["gold"],
            "found": n["found"],
        }
    )


def _case(row: Row, expected: list[Row], got: list[Row], pairs: list[tuple[Row, Row]]) -> Worst:
    """The F1 of one row with an exact id (an overlap where the gold has no id), and its first mistake."""

    def good(g: Row, f: Row) -> bool:
        return g.get("geonames_id") is None or _same(g, f)

    right = sum(good(g, f) for g, f in pairs)
    figure = ratio(2 * right, len(expected) + len(got)) if expected or got else 1.0
    note = f"{right} of {len(expected)} places right, {len(got)} found"
    wrong = next(((g, f) for g, f in pairs if not good(g, f)), None)
    matched = {id(g) for g, _ in pairs}
    missed = next((g for g in expected if id(g) not in matched), None)
    if wrong:
        g, f = wrong
        note += f"; [{g['start']}, {g['end']}) is {g['geonames_id']}, not {f.get('geonames_id')}"
    elif missed:
        g = missed
        note += f"; [{g['start']}, {g['end']}) missed"
    else:
        return Worst(row["id"], figure, note)
    return Worst(row["id"], figure, note, shorten(row["text"][g["start"] : g["end"]]))
