"""The project's own passages with chains of attribution, see tests/gold/chains/GUIDELINE.md."""

import importlib.util
from pathlib import Path

import pytest

FOLDER = Path(__file__).parents[2] / "gold" / "chains"
FLOORS = {
    "dev": {"chain": 0.95, "chain_P": 0.95, "addressee_P": 0.95, "addressee_R": 0.9},
    "heldout": {"chain": 0.93, "chain_P": 0.93, "addressee_P": 0.95, "addressee_R": 0.9},
    "dev3": {"chain": 0.84, "chain_P": 0.87, "addressee_P": 0.95, "addressee_R": 0.88},
    "dev4": {"chain": 0.93, "chain_P": 0.92, "addressee_P": 0.95, "addressee_R": 0.9},
    "dev5": {"chain": 0.92, "chain_P": 0.87, "addressee_P": 0.95, "addressee_R": 0.87},
    "dev6": {"chain": 0.9, "chain_P": 0.9, "addressee_P": 0.95, "addressee_R": 0.82},
    "dev7": {"chain": 0.87, "chain_P": 0.86, "addressee_P": 0.94, "addressee_R": 0.87},
    "heldout4": {"chain": 0.72, "chain_P": 0.75, "addressee_P": 0.92, "addressee_R": 0.8},
}


def _scorer():
    spec = importlib.util.spec_from_file_location("chains_score", FOLDER / "score.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


SCORER = _scorer()
ROWS = [row for name in FLOORS for row in SCORER.read(FOLDER / f"{name}.jsonl")]


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["id"])
def test_every_passage_is_labelled_by_the_guideline(row):
    text = row["text"]
    for statement in row["statements"]:
        edges = [edge for span in statement["content"] for edge in span]
        assert sorted(edges) == edges
        assert 0 <= edges[0] < edges[-1] <= len(text)
        order = ["carrier", "speaker", "view"]
        places = [order.index(role) for role, _ in statement["chain"]]
        assert sorted(places) == places
        for _, name in statement["chain"]:
            assert any(SCORER.words(name) <= SCORER.words(text) for name in name.split("|"))


def test_there_are_1000_passages_with_ids_of_their_own():
    assert len(ROWS) == len({row["id"] for row in ROWS}) >= 1000


@pytest.mark.parametrize(
    ("expected", "gold", "found"),
    [
        (True, "Mara Veltin", ["Veltin"]),
        (True, "a leaked memo|the memo", ["the memo"]),
        (True, "Kenya and Mongolia", ["Kenya and Mongolia"]),
        (False, "Kenya and Mongolia", ["Kenya"]),
        (False, "Mara Veltin", ["Tobin Raske"]),
        (False, "Mara Veltin", ["he"]),
    ],
)
def test_names_are_compared_by_their_words(expected, gold, found):
    assert expected is SCORER.same(gold, found)


@pytest.mark.model
@pytest.mark.parametrize("half", FLOORS)
def test_the_development_sets_are_read_above_their_floors(half):
    figures = SCORER.score(SCORER.read(FOLDER / f"{half}.jsonl"))
    assert {k: v for k, v in FLOORS[half].items() if figures[k] < v} == {}
