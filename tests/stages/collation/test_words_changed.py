"""Words that differ inside quotation marks, and what only looks as if they did."""

from __future__ import annotations

import pytest
from collation_examples import article, statement

from variorum.stages.collation.wording import ALTERED, RENDERED, wording


def found(one, other):
    """(relation, why, values) of the wording of two reports that each quote a whole text."""
    pieces = {f"art-{letter}": article(letter, text) for letter, text in zip("ab", (one, other), strict=True)}
    said = [statement(a, a.text) for a in pieces.values()]
    return [(d.relation, d.why, sorted(t.value for t in d.readings)) for d in wording(said, pieces)]


def test_a_changed_word_is_a_difference():
    assert [("DIFFERS", ALTERED, ["must", "should"])] == found(
        "We know that the raids must stop before the winter",
        "We know that the raids should stop before the winter",
    )


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (
            "A place like this might vote for same sex marriage at once",
            "A place like this might vote for same-sex marriage at once",
        ),
        ("It doesn't mean the land has changed at all", "It does not mean the land has changed at all"),
    ],
)
def test_how_words_are_parted_is_house_style(one, other):
    assert [] == found(one, other)


def test_two_sentences_with_a_few_words_in_common_are_no_change_of_words():
    assert "DIFFERS" not in {
        relation
        for relation, _, _ in found(
            "We have a long way to go yet before the dykes hold",
            "Do we give them a period of grace or do we try to go farther",
        )
    }


def test_renderings_share_single_words_by_chance():
    (only,) = found(
        "They have judged a council, not a man",
        "This was the trial of an order and not of a man",
    )

    assert ("COMPATIBLE", RENDERED) == only[:2]
