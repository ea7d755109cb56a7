"""The lemmas of verbs that lose or keep an e."""

from __future__ import annotations

import pytest

from variorum.stages.parse import read

pytestmark = pytest.mark.model


@pytest.mark.parametrize(
    ("text", "lemma"),
    [
        ("Workers staged a protest.", "stage"),
        ("The army waged war.", "wage"),
        ("Soldiers raped two women.", "rape"),
        ("The court fined the firm.", "fine"),
        ("The ministry hopes that rain comes.", "hope"),
        ("The minister planned a visit.", "plan"),
        ("The ministry plans a visit.", "plan"),
        ("The ships are barring the way.", "bar"),
        ("Officers tapped her phone.", "tap"),
        ("The party is winning.", "win"),
    ],
)
def test_a_verb_whose_short_twin_is_another_verb(text, lemma):
    assert lemma in [token.lemma_ for token in read(text) if token.pos_ == "VERB"]
