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


@pytest.mark.parametrize(
    ("pronoun", "text"),
    [
        ("her", ANA + "Reporters met her at the port."),
        ("her", ANA + "She left with her deputy."),
        ("his", "President Kade Tollan opened the dam. It was his last visit."),
    ],
)
def test_possessives_and_objects_are_read_too(pronoun, text):
    person = "person:ana reyes" if pronoun == "her" else "person:kade tollan"
    assert (pronoun, person, ()) == found(text)[-1]


def test_the_only_person_who_agrees_in_this_sentence_or_the_one_before_is_meant():
    far = "President Kade Tollan opened the dam. It rained all day. The road was closed. "
    assert [("He", "person:nuri doma", ())] == found(
        far + "Prime Minister Nuri Doma arrived at noon. He left early."
    )


def test_a_name_of_unknown_bearer_nearby_leaves_a_pronoun_open():
    both = "Kade Tollan met Nuri Tollan at the dam. Ana Reyes went home. The road was closed. "
    assert ("He", None) == found(both + "Tollan spoke of Luis Quispe. He left early.")[-1][:2]


def test_a_pronoun_before_the_subject_it_may_mean_is_left_open():
    text = ANA + "The road was closed. Reyes went on. After her speech, Mira Solano left the hall."
    assert ("her", None) == found(text)[-1][:2]


@pytest.mark.parametrize(
    ("pronoun", "actor", "text"),
    [
        ("it", "KEN", "Kenya said it would reopen the border."),
        ("its", "KEN", "Kenya recalled its ambassador on Monday."),
        ("it", "KEN", "Nobody believed Kenya's announcement that it would pay."),
        ("its", "org:un", "The United Nations has closed its office in the port."),
        (
            "their",
            "org:oruva cement company",
            "Oruva Cement Company announced a new range of their products.",
        ),
    ],
)
def test_it_takes_up_the_subject_above_it(pronoun, actor, text):
    assert [(pronoun, actor, ())] == found(text)


def test_it_stays_open_when_another_state_is_named_since():
    assert [("its", None, ("KEN", "ETH"))] == found("Kenya told Ethiopia that its dam was unsafe.")


@pytest.mark.parametrize(
    "text",
    [
        "Kenya waited. It rained all night.",
        "It is clear that Kenya will pay.",
        "Kenya told farmers they would be paid.",
        "The road to Lima was closed because it was flooded.",
    ],
)
def test_it_that_takes_up_no_actor_is_no_mention(text):
    assert [] == found(text)
