"""Score the state and the person that a mention denotes at a date.

Gold rows hold ``id``, ``text`` (the mention on the last line, its context before it), ``state`` and
``person`` (null where none); OUT rows ``actors`` with ``span``, ``state``, ``person``. Only actors whose
span reaches into the last line count; the first of them with a state decides.

    state_right   share of rows whose first state is the gold one, or that rightly name none
    right, wrong, abstained   the same as counts; wrong = another state, abstained = none where there is one
    person_right, persons     rows whose person has the same folded name parts, of those with a gold person
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

from variorum.evaluate.score import Row, Score, Worst, by_id, ratio, shorten, worst_of


def folded(name: str | None) -> frozenset[str]:
    """The parts of a name, without case, accents, hyphens or full stops."""
    plain = unicodedata.normalize("NFKD", name or "").encode("ascii", "ignore").decode().lower()
    return frozenset(plain.replace("-", " ").replace(".", " ").split())


def score(name: str, gold: Sequence[Row], found: Sequence[Row]) -> Score:
    """Score the first state and the persons of each row."""
    out = by_id(found)
    count = dict.fromkeys(("wrong", "right", "abstained"), 0)
    persons = person_right = 0
    cases = []
    for row in gold:
        start = row["text"].rfind("\n") + 1
        actors = [
            a for a in out.get(row["id"], {}).get("actors", ()) if not a.get("span") or a["span"][1] > start
        ]
        state = next((a["state"] for a in actors if a.get("state")), None)
        verdict = _verdict(row["state"], state)
        count[verdict] += 1
        named = any(folded(a.get("person")) == folded(row["person"]) for a in actors)
        if row["person"]:
            persons += 1
            person_right += named
        figure = {"right": 1.0, "abstained": 0.5, "wrong": 0.0}[verdict]
        if row["person"] and not named:
            figure = min(figure, 0.75)
        note = f"state {row['state']}, found {state}"
        cases.append(Worst(row["id"], figure, note, shorten(row["text"][start:])))
    figures = {
        "state_right": ratio(count["right"], len(gold)),
        **count,
        "person_right": person_right,
        "persons": persons,
    }
    return Score("actors", name, len(gold), figures, worst_of(cases))


def _verdict(expected: str | None, state: str | None) -> str:
    if state is None:
        return "right" if expected is None else "abstained"
    return "right" if expected == state else "wrong"
