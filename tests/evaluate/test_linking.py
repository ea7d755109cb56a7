"""Names, states and chains of whole reports: the scorer by hand, and the floors on the fixtures."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from variorum.evaluate.gate import check, measured, read
from variorum.evaluate.score_linking import conll, score

GOLD = Path(__file__).resolve().parents[1] / "gold"
TEXT = "Kenya sent Ana Reyes to Peru. Reyes left; she met the Kenya Ports board."


def span(words: str, nth: int = 0) -> tuple[int, int]:
    at = -1
    for _ in range(nth + 1):
        at = TEXT.index(words, at + 1)
    return at, at + len(words)


def mention(words: str, chain: str, form: str = "name", nth: int = 0) -> dict[str, Any]:
    start, end = span(words, nth)
    return {"start": start, "end": end, "core": [start, end], "chain": chain, "form": form}


def actor(words: str, key: str, nth: int = 0, **fields: Any) -> dict[str, Any]:
    kind = "person" if key.startswith("person:") else "organisation" if ":" in key else "state"
    made = {"span": list(span(words, nth)), "actor": key, "kind": kind, "state": None, "person": None}
    return made | ({"state": key} if kind == "state" else {}) | fields


ROW = {
    "id": "a",
    "text": TEXT,
    "chains": {
        "k": {"kind": "place", "title": "Kenya", "state": "KEN"},
        "p": {"kind": "place", "title": "Peru", "state": "PER"},
        "r": {"kind": "person", "title": None, "state": None},
        "b": {"kind": "organisation", "title": None, "state": None},
    },
    "mentions": [
        mention("Kenya", "k"),
        mention("Ana Reyes", "r"),
        mention("Peru", "p"),
        mention("Reyes", "r", nth=1),
        mention("she", "r", "pronoun"),
        mention("Kenya Ports", "b"),
        mention("Kenya", "k", nth=1),
    ],
}
REYES = {"person": "Ana Reyes"}
FOUND = [
    actor("Kenya", "KEN"),
    actor("Ana Reyes", "person:ana reyes", **REYES),
    actor("Reyes", "person:ana reyes", 1, **REYES),
    actor("Kenya Ports", "org:kenya ports", state="KEN"),
]
PERU = [{"start": span("Peru")[0], "end": span("Peru")[1], "state": "PER"}]


def figures(actors: list[dict[str, Any]], places: list[dict[str, Any]]) -> dict[str, float]:
    return score("toy", [ROW], [{"id": "a", "actors": actors, "places": places}]).figures


def test_all_found_but_the_pronoun() -> None:
    found = figures(FOUND, PERU)

    assert {"state_f1": 1.0, "person_right": 1.0, "names_conll": 1.0} == {
        key: found[key] for key in ("state_f1", "person_right", "names_conll")
    }
    assert (3, 2) == (found["states"], found["persons"])
    assert 0.7 < found["chains_conll"] < 0.9


@pytest.mark.parametrize(
    ("expected", "figure", "actors", "places"),
    [
        (2 / 3, "state_r", FOUND, []),
        (2 / 3, "state_p", FOUND, [{**PERU[0], "state": "CHL"}]),
        (0.5, "person_right", FOUND[:2], PERU),
        (0.5, "person_right", [*FOUND[:2], actor("Reyes", "person:reyes", 1, person="Reyes")], PERU),
        (1.0, "person_found", [*FOUND[:2], actor("Reyes", "person:reyes", 1, person="Reyes")], PERU),
        (0.0, "state_r", [], []),
    ],
)
def test_what_is_missed_or_wrong_costs(
    expected: float, figure: str, actors: list[dict[str, Any]], places: list[dict[str, Any]]
) -> None:
    assert expected == pytest.approx(figures(actors, places)[figure])


def test_a_row_that_is_missing_has_nothing() -> None:
    assert 0.0 == score("toy", [ROW], []).figures["state_f1"]


KEY = {1: "a", 2: "a", 3: "a", 4: "b", 5: "b"}


@pytest.mark.parametrize(
    ("expected", "mine"),
    [
        (1.0, KEY),
        # MUC 2/3 of 3 links and 2 of 2: .8; BCubed .8 and 1, recall 3/5: .733..; CEAFe: below
        (
            (0.8 + 2 * (11 / 15) / (11 / 15 + 1) + 2 * (1.8 / 3) * (1.8 / 2) / (1.8 / 3 + 1.8 / 2)) / 3,
            {1: "x", 2: "x", 4: "y", 5: "y"},
        ),
        # everything in one: MUC P 3/4 R 1; BCubed P (9+4)/25 R 1; CEAFe the larger, 6/8
        (((6 / 7) + 2 * 0.52 / 1.52 + 2 * 0.75 * 0.375 / 1.125) / 3, dict.fromkeys(KEY, "x")),
    ],
)
def test_chains_by_hand(expected: float, mine: dict[int, str]) -> None:
    assert expected == pytest.approx(conll(KEY, mine))


@given(st.dictionaries(st.integers(0, 20), st.integers(0, 4), min_size=1), st.randoms())
def test_chains_do_not_depend_on_order_or_names(truth: dict[int, int], shuffler: Any) -> None:
    order = list(truth)
    shuffler.shuffle(order)
    linked = len(set(truth.values())) < len(truth)

    assert conll({m: truth[m] for m in order}, {m: f"c{truth[m]}" for m in order}) == pytest.approx(
        1.0 if linked else 2 / 3
    )


@pytest.mark.model
def test_the_fixtures_stay_above_their_floors() -> None:
    floors = read(GOLD / "linked" / "floors.toml")

    assert {("linking", "gum"), ("linking", "meantime")} == floors.keys()
    assert [] == check(measured(floors, GOLD, lambda text: None), floors)
