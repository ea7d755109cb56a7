"""Pronouns: of the one person they can mean, else open with those they could."""

import pytest

from variorum.model import Article
from variorum.stages.actors import actors
from variorum.stages.parse import Parse, read

pytestmark = pytest.mark.model
ANA = "The Peruvian foreign minister, Ana Reyes, arrived in Lima on Monday. "
LUIS = "She was met by the Chilean president, Luis Quispe. "


def found(text):
    made = actors.run(Article(id="a", document_id="d", text=text), Parse(id="a", doc=read(text)))
    return [(m.text, m.actor.id if m.actor else None, m.candidates) for m in made if m.pronoun]


def test_a_pronoun_means_the_only_person_named_before_it():
    assert [("She", "person:ana reyes", ())] == found(ANA + "She said the port would reopen.")


def test_a_pronoun_that_could_mean_two_is_left_open_with_the_nearest_first():
    both = ("person:nuri doma", "person:kade tollan")

    assert [("He", None, both)] == found(
        "President Kade Tollan met Prime Minister Nuri Doma in Geneva. He left early."
    )


def test_a_given_name_tells_who_cannot_be_meant():
    assert ("He", "person:luis quispe", ()) == found(ANA + LUIS + "He spoke of the harbour.")[-1]


def test_a_pronoun_in_speech_is_left_open():
    assert [("he", None, ("person:luis quispe",))] == found('Luis Quispe asked: "Where does he live?"')


def test_a_pronoun_with_nobody_before_it_is_no_mention():
    assert [] == found("He said nothing. It rained in Lima.")
