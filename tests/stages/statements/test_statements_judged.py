"""Words that no rule finds: the model takes or refuses them, and says that it did."""

import pytest
from statement_examples import one, refused, told, words

from variorum.resources import rows
from variorum.stages.statements import candidates
from variorum.stages.statements import refused as reasons
from variorum.stages.statements.cues import cues

pytestmark = pytest.mark.model


@pytest.mark.parametrize(
    ("content", "cue_class", "text"),
    [
        ("the closure of the port", "said", "Veltin spoke about the closure of the port."),
        ("the closure of the port", "said", "Veltin discussed the closure of the port with reporters."),
        ("his handling of the strike", "praised", "Raske defended his handling of the strike."),
        ("growing unrest in the mines", "said", "Veltin pointed to growing unrest in the mines."),
        ("The closure of the port", "said", "The closure of the port was confirmed by Veltin."),
    ],
)
def test_a_phrase_may_be_what_is_said(content, cue_class, text):
    statement = one(text)
    assert ([content], cue_class) == (words(text, statement.content), statement.cue_class)


def test_the_reason_says_that_the_model_decided_and_how_surely():
    statement = one("Veltin spoke about the closure of the port.")
    rule, _, cue = statement.why[0].partition(": ")
    assert ("model", "about", "spoke") == (*rule.split()[:2], cue)
    assert float(rule.split()[2]) >= statement.score


@pytest.mark.parametrize(
    "text",
    [
        "The dam discussed above was built in 1961.",
        "Veltin did not discuss the closure of the port.",
        "Soldiers defended the bridge until dawn.",
        "The strike raised the price of bread.",
    ],
)
def test_what_only_looks_like_a_report_is_none(text):
    assert [] == told(text)


def test_a_candidate_that_the_model_refuses_is_listed():
    assert reasons.UNLIKELY in refused("Soldiers defended the bridge until dawn.").values()


@pytest.mark.parametrize("pos", ["verb", "noun"])
def test_every_word_of_speech_has_a_class_of_the_cues(pos):
    classes = {cue.cue_class for cue in cues("verb").values()}
    assert set() == {word.cue_class for word in candidates.words(pos).values()} - classes
    assert len(candidates.words(pos)) == sum(row["pos"] == pos for row in rows("reports/words.tsv"))
