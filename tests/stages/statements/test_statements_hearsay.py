"""What nobody is named for, headlines in title case, and the agency that a credit names for the whole text."""

import pytest
from statement_examples import chain, one, refused, told, who, words

from variorum.model import Credit
from variorum.stages.statements import refused as reasons

pytestmark = pytest.mark.model
REUTERS = Credit(agency="Reuters", kind="whole", source_start=5, source_end=12)


@pytest.mark.parametrize(
    ("content", "text"),
    [
        (["The general", "fled to the north"], "The general reportedly fled to the north."),
        (["the general had fled to the north"], "It was reported that the general had fled to the north."),
        (["The general", "to have fled to the north"], "The general is believed to have fled to the north."),
    ],
)
def test_hearsay_has_no_speaker(content, text):
    statement = one(text)

    assert (None, "unknown", ()) == (who(statement), statement.knowledge, statement.chain)
    assert ("claimed", content) == (statement.cue_class, words(text, statement.content))
    assert statement.score < 0.5


@pytest.mark.parametrize(
    ("speaker", "text"),
    [
        ("Mara Veltin", "Veltin said the general had reportedly fled to the north."),
        ("Northwire News Agency", "The general is said to be ill, according to Northwire."),
    ],
)
def test_hearsay_that_somebody_tells_is_his(speaker, text):
    assert speaker == who(one(text))


def test_hearsay_in_marks_is_part_of_the_words():
    assert ["Mara Veltin"] == [who(s) for s in told("“The general reportedly fled,” Veltin said.")]


@pytest.mark.parametrize(
    ("speaker", "cue_class", "content", "line"),
    [
        (
            "Raske, Veltin",
            "promised",
            "to Deepen Strategic Ties",
            "Raske, Veltin Vow to Deepen Strategic Ties",
        ),
        (
            "Mara Veltin",
            "asked",
            "Restraint After Shelling In Border Towns",
            "Veltin Urges Restraint After Shelling In Border Towns",
        ),
        (
            "Mara Veltin",
            "denied",
            "Strait Tolls Will Rise This Winter",
            "Veltin Denies Strait Tolls Will Rise This Winter",
        ),
    ],
)
def test_a_headline_in_title_case_is_read_by_its_cue(speaker, cue_class, content, line):
    text = f"{line}\n\nThe talks went on all day in the old port."
    statement = one(text)

    assert (speaker, cue_class) == (who(statement), statement.cue_class)
    assert [content] == words(text, statement.content)


@pytest.mark.parametrize(
    "line",
    ["Strait Talks Enter Second Week In Old Port", "Harbour Claims Rise Again After Winter Storms"],
)
def test_a_headline_without_a_party_and_a_cue_is_no_statement(line):
    assert [] == told(f"{line}\n\nThe talks went on all day in the old port.")


def test_an_agency_credited_with_the_whole_text_stands_after_the_outlet():
    (statement,) = told("Veltin said the strait was open.", outlet="The Lantern", credits=(REUTERS,))

    assert [("outlet", "The Lantern"), ("agency", "Reuters"), ("speaker", "Mara Veltin")] == chain(statement)
    assert [False, True, False] == [step.inherited for step in statement.chain]
    assert "agency Reuters: credit for the whole text at [5, 12) of the document" in statement.why


def test_an_agency_that_prints_its_own_copy_is_the_outlet():
    (statement,) = told("Veltin said the strait was open.", credits=(REUTERS,), outlet="Reuters")

    assert [("outlet", "Reuters"), ("speaker", "Mara Veltin")] == chain(statement)


@pytest.mark.parametrize("kind", ["photo", "mixed", "own"])
def test_no_other_credit_is_a_step_of_the_chain(kind):
    credit = Credit(agency="Reuters", kind=kind, source_start=5, source_end=12)

    assert [("speaker", "Mara Veltin")] == chain(
        told("Veltin said the strait was open.", credits=(credit,))[0]
    )


def test_a_passive_with_nobody_behind_it_and_a_negation_is_refused():
    assert {} != refused("It was not reported that the general had fled.")
    assert reasons.UNSAID in refused("It was not reported that the general had fled.").values()
