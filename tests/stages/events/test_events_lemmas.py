"""The lemmas of verbs that are other verbs without their e."""

from __future__ import annotations

import pytest

from variorum.stages.events.tree import Tree
from variorum.stages.parse import read
from variorum.stages.parse.tokens import Tokens

pytestmark = pytest.mark.model


@pytest.mark.parametrize(
    ("text", "lemma"),
    [
        ("Workers staged a protest.", "stage"),
        ("The army waged war.", "wage"),
        ("Soldiers raped two women.", "rape"),
        ("The court fined the firm.", "fine"),
        ("The minister planned a visit.", "plan"),
        ("The ships are barring the way.", "bar"),
        ("Officers tapped her phone.", "tap"),
    ],
)
def test_a_verb_whose_short_twin_is_another_verb(text, lemma):
    tokens = Tokens(read(text))
    tree = Tree(text, tokens)
    assert lemma in [tree.lemma[i] for i, pos in enumerate(tree.pos) if pos == "VERB"]
