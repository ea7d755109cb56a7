"""Carriers that follow, that were published in turn, that are named afterwards; sayings heard or understood."""

import pytest
from statement_examples import chain, one, told, who, words

pytestmark = pytest.mark.model
NORTHWIRE = ("carrier", "Northwire News Agency")
VELTIN = ("speaker", "Mara Veltin")


@pytest.mark.parametrize(
    "text",
    [
        "Veltin told a conference in Oslo that demand would recover, Northwire reported.",
        "Veltin told ranchers to cull every animal within ten kilometres, Northwire reported on Sunday.",
        "Veltin has warned mining companies that licences will be withdrawn, Northwire reported.",
        "Veltin is furious and has told allies she will not serve, Northwire reports.",
        "Veltin wrote to Raske asking him to release the crew, Northwire said.",
        "Veltin, Northwire said, replied that the crew was safe.",
    ],
)
def test_a_report_that_follows_or_stands_between_carries(text):
    statement = one(text)
    assert [NORTHWIRE, VELTIN] == chain(statement)
    assert not any("Northwire" in words_ for words_ in words(text, statement.content))


def test_a_person_who_follows_a_belief_tells_of_it():
    text = "Raske believes the convoy never existed, Veltin told reporters."
    assert [VELTIN, ("view", "Tobin Raske")] == chain(one(text))


@pytest.mark.parametrize(
    ("expected", "text"),
    [
        ([VELTIN], "Veltin is understood to have told aides that the strait was open."),
        ([VELTIN], "“It is open,” Veltin was overheard telling an aide."),
        ([NORTHWIRE, VELTIN], "Veltin is reported by Northwire to have told aides that the strait was open."),
        ([NORTHWIRE, VELTIN], "Northwire quoted Veltin as warning that the strait was open."),
        ([NORTHWIRE, VELTIN], "Veltin was quoted by Northwire as having told aides that it was open."),
        (
            [("carrier", "a recording"), VELTIN],
            "In a recording, Veltin can be heard telling an aide it is open.",
        ),
    ],
)
def test_a_saying_that_others_heard_is_the_speakers(expected, text):
    assert expected == chain(one(text))


@pytest.mark.parametrize(
    ("expected", "text"),
    [
        (
            [NORTHWIRE, ("carrier", "minutes"), VELTIN],
            "“I signed,” Veltin said, according to minutes published on Sunday by Northwire.",
        ),
        ([NORTHWIRE, ("speaker", "Villagers")], "Villagers quoted by Northwire said the dam had burst."),
        ([("carrier", "the minutes"), VELTIN], "Per the minutes, Veltin said the dam had burst."),
        ([("carrier", "an interpreter"), VELTIN], "Veltin, speaking through an interpreter, said it burst."),
        ([VELTIN], "In a letter to the council seen by Northwire, Veltin wrote that the dam had burst."),
    ],
)
def test_a_source_that_was_itself_published_or_quoted_has_its_carrier(expected, text):
    assert expected == chain(one(text))


@pytest.mark.parametrize(
    "text",
    [
        "Veltin warned that the dam would burst. The warning, reported by Northwire, was repeated later.",
        "Veltin warned that the dam would burst. Extracts of the speech were broadcast by Northwire.",
    ],
)
def test_a_carrier_may_be_named_afterwards(text):
    assert [NORTHWIRE, VELTIN] == chain(told(text)[0])


def test_what_two_sides_of_a_semicolon_say_has_its_own_carrier():
    first, second = told("Veltin said it burst, according to Northwire; Raske said it had not.")
    assert [2, 1] == [len(first.chain), len(second.chain)]


@pytest.mark.parametrize(
    ("expected", "text"),
    [
        ("Anka Lind", "Its chief, Anka Lind, said the dam had burst."),
        ("Anka Lind", "The witness, a former clerk named Anka Lind, said the dam had burst."),
        ("Anka Lind", "Shares fell after its chairwoman, Anka Lind, warned that the dam had burst."),
    ],
)
def test_a_name_in_apposition_is_who_speaks(expected, text):
    assert expected == who(one(text))


def test_what_another_says_after_but_is_no_part_of_the_words():
    first, second = told("Veltin told Raske the spill was small, but fishermen say it stretches for miles.")
    assert [("speaker", "fishermen")] == chain(second)
    assert VELTIN == chain(first)[0]


@pytest.mark.parametrize(
    "text",
    [
        "As reported by Northwire, Veltin has asked donors for a delay.",
        "Northwire broadcast a statement in which Veltin says the dam has burst.",
        "“No,” Veltin replied to the engineer, according to Northwire.",
    ],
)
def test_a_medium_named_in_other_ways_carries(text):
    assert [NORTHWIRE, VELTIN] == chain(one(text))


def test_the_record_that_opens_a_paragraph_carries_the_talk_told_after_it():
    first, second = told("According to the minutes, the dam had burst. Veltin told Raske it was old.")
    assert [("speaker", "the minutes")] == chain(first)
    assert [("carrier", "the minutes"), VELTIN] == chain(second)
    assert [True, False] == [step.inherited for step in second.chain]


def test_another_source_ends_what_a_record_carries():
    *_, last = told(
        "According to the minutes, the dam had burst. Northwire said it was old. Raske said it was not."
    )
    assert [("speaker", "Tobin Raske")] == chain(last)


def test_a_role_is_named_where_it_stands_beside_its_name():
    first = told("The ambassador said the dam had burst. The ambassador, Anka Lind, left on Sunday.")[0]
    assert "Anka Lind" == who(first)


def test_a_means_is_nobody():
    text = "Doctors were told by text on Friday that their shifts had doubled."
    found = one(text)
    assert [] == chain(told(text)[0])
    assert found.speaker is None
    assert found.addressee is not None
    assert found.addressee.name == "Doctors"


READOUT = ("carrier", "A readout of the talks")


@pytest.mark.parametrize(
    ("expected", "text"),
    [
        ([READOUT, VELTIN], "A readout of the talks said rice had come up. Veltin said the price was fair."),
        ([READOUT, VELTIN], "A readout of the talks said rice had come up. Veltin told Raske it was fair."),
        ([VELTIN], "A readout of the talks said rice had come up. Veltin told reporters it was fair."),
        ([VELTIN], "A readout of the talks said rice had come up. Veltin said on Friday it was fair."),
        ([VELTIN], "A readout of the talks said rice had come up. Veltin later said it was fair."),
        ([VELTIN], "A survey of the talks said rice had come up. Veltin said the price was fair."),
    ],
)
def test_a_record_that_a_paragraph_opens_with_carries_what_is_said_there(expected, text):
    assert expected == chain(told(text)[-1])


@pytest.mark.parametrize(
    ("expected", "text"),
    [
        (
            [NORTHWIRE, ("carrier", "the tape"), VELTIN],
            "On the tape, which Northwire broadcast on Sunday, Veltin can be heard telling an aide that it is open.",
        ),
        (
            [NORTHWIRE, ("carrier", "the minutes"), VELTIN],
            "In the minutes, which Northwire published, Veltin warns that it burst.",
        ),
        (
            [NORTHWIRE, ("carrier", "footage"), VELTIN],
            "“It is open,” Veltin tells an aide in footage aired by Northwire.",
        ),
        ([VELTIN], "In a joint communique, Veltin said that the dam had burst."),
        ([VELTIN], "In the minutes after the flood, Veltin said that the dam had burst."),
    ],
)
def test_a_recording_and_who_put_it_out_are_two_steps(expected, text):
    assert expected == chain(one(text))


@pytest.mark.parametrize(
    ("expected", "text"),
    [
        ([("speaker", "Corvo Mills")], "Corvo Mills expects sales to fall by a tenth, it said on Monday."),
        ([VELTIN], "Veltin “never signed the paper”, she swore in an affidavit."),
        (
            [("speaker", "she")],
            "The prisoner told his mother that he had signed nothing, she told journalists.",
        ),
    ],
)
def test_a_pronoun_after_its_words_goes_back_to_their_subject(expected, text):
    assert expected == chain(one(text))
