"""Assertions in the project's own sentences, see tests/gold/assertions/GUIDELINE.md."""

import importlib.util
import json
from pathlib import Path

import pytest

FOLDER = Path(__file__).parents[2] / "gold" / "assertions"
FLOORS = {"precision": 0.97, "recall": 0.9, "participants": 0.84, "values": 0.96, "when": 0.94, "place": 0.9}
ROWS = [json.loads(line) for line in (FOLDER / "dev.jsonl").read_text(encoding="utf-8").splitlines()]


def _scorer():
    spec = importlib.util.spec_from_file_location("assertions_score", FOLDER / "score.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["id"])
def test_every_sentence_is_labelled_by_the_guideline(row):
    for assertion in row["assertions"]:
        words = (assertion["verb"], *assertion["participants"], assertion["when"], assertion["place"])
        assert [] == [word for word in words if word and word not in row["text"]]
        assert {"exactly", "at least", "at most", "about"} >= {bound for *_, bound in assertion["values"]}


def test_there_are_sixty_sentences_with_ids_of_their_own():
    assert 60 == len({row["id"] for row in ROWS})


@pytest.mark.model
def test_assertions_keep_their_floor():
    found = _scorer().score(FOLDER / "dev.jsonl")
    assert {} == {name: value for name, value in found.items() if value < FLOORS[name]}


@pytest.mark.model
@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Chile lifted the ban in March, after a court had called it unlawful.", ["lifted"]),
        ("Prices rose; shops in the capital closed.", ["rose", "closed"]),
        ("Officials put the damage at up to 400 million pounds.", []),
        ("The mayor slept, the clerk said.", []),
    ],
)
def test_what_is_attributed_is_no_assertion_and_what_stands_beside_it_is(text, expected):
    row = {"id": "a", "text": text, "published": "2026-10-19"}
    assert expected == [made["verb"] for made in _scorer().told(row)]
