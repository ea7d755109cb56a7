"""The passages that a model was fitted to: their marks resolve."""

import sys
from pathlib import Path

import pytest

HERE = Path(__file__).parents[3] / "training" / "statements"


@pytest.fixture
def training(monkeypatch):
    monkeypatch.syspath_prepend(str(HERE))
    yield HERE
    for name in ("passages",):
        sys.modules.pop(name, None)


def test_every_mark_of_the_passages_resolves_and_enough_of_them_report_nothing(training):
    from passages import LEAST, QUIET, passages

    found = passages()
    assert len(found) == len({p.id for p in found}) == len({p.text for p in found})
    assert len(found) >= LEAST
    assert sum(not p.quotes for p in found) >= QUIET * len(found)


def test_the_marks_of_a_passage_give_its_statements(training):
    from passages import resolved

    text, quotes = resolved("x", "[12 Veltin] <called for> {calm} and <2 ~ hopes for> {2 2 ships}.")
    assert "Veltin called for calm and hopes for 2 ships." == text
    assert [("calm", "speech"), ("2 ships", "other")] == [
        (text[q["content"][0][0] : q["content"][0][1]], q["class"]) for q in quotes
    ]


@pytest.mark.parametrize(
    "marked",
    [
        "[Veltin <said> {it.",
        "[Veltin] <said>.",
        "{ it}, [Veltin] <said>.",
        "{2 It}, [2 he] <2 said>.",
        "a > b",
    ],
)
def test_marks_that_do_not_resolve_name_their_row(training, marked):
    from passages import resolved

    with pytest.raises(ValueError, match="wire/7"):
        resolved("wire/7", marked)
