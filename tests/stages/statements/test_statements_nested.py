"""Reports within reports, who is spoken to, and what was not said or is yet to be said."""

import pytest
from statement_examples import chain, one, told, who, words

pytestmark = pytest.mark.model
NORTHWIRE = ("carrier", "Northwire News Agency")
VELTIN = ("speaker", "Mara Veltin")


@pytest.mark.parametrize(
    "text",
    [
        "“The strait is open,” Veltin said, Northwire reported.",
        "The strait is open, Veltin said, Northwire reported on Monday.",
        "Northwire reported that Veltin had said the strait was open.",
        "“The strait is open,” Veltin was quoted as saying by Northwire.",
        "Veltin, quoted by Northwire, said the strait was open.",
        "The strait is open, Northwire said, citing Veltin.",
        "The strait is open, Northwire quoted Veltin as saying.",
    ],
)
def test_a_medium_around_a_saying_carries_it(text):
    assert [NORTHWIRE, VELTIN] == chain(one(text))


@pytest.mark.parametrize(
    "text",
    [
        "“The strait is open,” she told Raske, the ministry said in a readout.",
        "The readout said Veltin told Raske that the strait was open.",
    ],
)
def test_a_report_of_what_was_told_keeps_the_addressee(text):
    statement = one(text)
    assert ("carrier", "Tobin Raske") == (statement.chain[0].role, statement.addressee.name)


def test_a_person_who_tells_what_another_said_speaks_himself():
    assert [VELTIN] == chain(one("Veltin said Raske had told her that the strait was open."))


def test_a_carrier_that_cites_another_comes_before_it():
    text = "The ministry, citing Northwire, reported that Veltin said the strait was open."
    assert [("carrier", "Norwegian Foreign Ministry"), NORTHWIRE, VELTIN] == chain(one(text))


def test_a_spokesman_may_carry():
    text = "Through a spokesman, Veltin said the strait was open."
    assert [("carrier", "a spokesman"), VELTIN] == chain(one(text))


def test_a_carrier_holds_on_for_the_same_speaker():
    first, second = told(
        "“The strait is open,” Veltin said, according to Northwire. “It will stay so,” she added."
    )
    assert [NORTHWIRE, VELTIN] == chain(first) == chain(second)
    assert [False, True] == [s.chain[0].inherited for s in (first, second)]


def test_a_carrier_does_not_hold_on_for_another_speaker():
    second = told("Veltin said the strait was open, according to Northwire. Raske said it was shut.")[-1]
    assert [("speaker", "Tobin Raske")] == chain(second)


@pytest.mark.parametrize(
    ("expected", "text"),
    [
        ("reporters", "Veltin, speaking to reporters in Oslo, said the strait was open."),
        ("the council", "In a letter to the council, Veltin wrote that the strait was open."),
        ("Tobin Raske", "Veltin urged Raske to open the strait."),
        ("Tobin Raske", "Mara Veltin met Tobin Raske in Oslo. “The strait is open,” she told him."),
    ],
)
def test_the_addressee_stands_in_many_places(expected, text):
    assert expected == told(text)[-1].addressee.name


@pytest.mark.parametrize(
    "text",
    [
        "Veltin declined to comment on the strait.",
        "Veltin never said that the strait was open.",
        "The ministry would not say whether the strait was open.",
        "Veltin asked not to be named.",
    ],
)
def test_what_was_not_said_is_no_statement(text):
    assert [] == told(text)


def test_what_is_to_be_said_is_a_statement_and_says_so():
    statement = one("Mara Veltin is expected to say on Thursday that the strait will close.")
    assert "Mara Veltin" == who(statement)
    assert "to come" in statement.why[0]


def test_two_sayings_in_a_row_are_two_statements():
    text = "Veltin said the ferry was late but added, “We will wait for every passenger.”"
    assert [["the ferry was late"], ["We will wait for every passenger."]] == [
        words(text, s.content) for s in told(text)
    ]


@pytest.mark.parametrize(
    ("expected", "text"),
    [
        (
            "Tobin Raske",
            "“We never agreed,” said Mara Veltin.\n\nFor ferry owner Tobin Raske, the ruling was a shock. He had "
            "waited six years. “I lost two boats,” he said.",
        ),
        ("Tobin Raske", "Mara Veltin flew to Oslo to meet Tobin Raske. He said the strait was open."),
        (
            "Mara Veltin",
            "“We wait,” Mara Veltin said.\n\nCrews reached the ferry at noon. She said it was safe.",
        ),
    ],
)
def test_a_pronoun_goes_back_through_its_paragraph_first(expected, text):
    assert expected == who(told(text)[-1])


def test_two_apostrophes_open_and_close_a_quotation():
    text = "''We're late,'' Veltin said. ''I've never seen such a storm.''"
    assert [["We're late,"], ["I've never seen such a storm."]] == [
        words(text, s.content) for s in told(text)
    ]


def test_a_medium_is_found_inside_the_phrase_that_describes_it():
    statement = one("Norway's state-run Northwire agency said the herds had been counted.")
    assert ("Northwire News Agency", "org:northwire") == (who(statement), statement.speaker.actor.id)


@pytest.mark.parametrize(
    ("expected", "text"),
    [
        (
            "who asked not to be named because the talks are private",
            "An official, who asked not to be named because the talks are private, said the strait was open.",
        ),
        (
            "speaking on condition of anonymity",
            "An official, speaking on condition of anonymity, said the strait was open.",
        ),
    ],
)
def test_why_a_source_has_no_name_is_told_in_the_words_of_the_report(expected, text):
    assert f"anonymous: {expected}" in one(text).why


def test_a_source_of_whom_nothing_is_said_has_no_such_reason():
    assert not any("anonymous" in reason for reason in one("An official said the strait was open.").why)


def test_a_name_beside_its_description_is_no_inserted_speaker():
    text = "State broadcaster TVD said Veltin had ordered governors to open the strait."
    statement = one(text)
    assert ["carrier", "speaker"] == [step.role for step in statement.chain]
    assert ["to open the strait"] == words(text, statement.content)


def test_a_name_before_an_inserted_cue_belongs_to_the_words():
    text = "Raske, an aide said, “is very confident” of the plan."
    assert "an aide" == who(one(text))


@pytest.mark.parametrize(
    ("expected", "content", "text"),
    [
        (
            [("speaker", "her chief of staff"), ("view", "Mara Veltin")],
            "the deal is dead",
            "Veltin is convinced the deal is dead, her chief of staff told Northwire.",
        ),
        (
            [NORTHWIRE, ("speaker", "the minister"), ("view", "Mara Veltin")],
            "the dam finished by June",
            "Veltin, the minister said, wants the dam finished by June, Northwire reported.",
        ),
        (
            [NORTHWIRE, VELTIN],
            "the ship had been searched",
            "Veltin said the ship had been searched, Northwire reported.",
        ),
        (
            [("speaker", "a source")],
            "The drone came from the sea",
            "The drone came from the sea, a source in the navy told Northwire.",
        ),
    ],
)
def test_reports_set_into_or_after_the_words(expected, content, text):
    statement = one(text)

    assert expected == chain(statement)
    assert [content] == words(text, statement.content)


def test_a_semicolon_parts_two_reports():
    text = "Veltin accused the rebels of breaking the truce; the rebels said Veltin had broken it first."
    first, second = told(text)

    assert ["Mara Veltin", "the rebels"] == [who(first), who(second)]
    assert ["Veltin had broken it first"] == words(text, second.content)


def test_a_rank_before_a_name_is_a_role_of_it():
    text = "“The offensive has stalled,” Major Veltin said. The major also said that supplies were low."

    assert ["Mara Veltin", "Mara Veltin"] == [who(s) for s in told(text)]


def test_what_is_said_around_the_cue_is_one_statement():
    text = "The late guests, said Veltin, are required to wait at the gate."

    assert ["The late guests", "are required to wait at the gate"] == words(text, one(text).content)


def test_words_before_the_reporter_are_not_said_where_that_follows():
    text = "With the dredging almost complete, Veltin announced that the strait was open."

    assert ["the strait was open"] == words(text, one(text).content)


def test_a_source_at_the_front_of_a_clause_has_that_clause():
    text = "Our paper has learned that according to Northwire, the strait is open."

    assert ["the strait is open"] == words(text, one(text).content)


def test_a_phrase_before_the_cue_is_not_what_is_spoken_of():
    assert [] == told("Of the thousands, Veltin spoke with a few.")


def test_words_after_a_colon_are_of_the_one_they_came_from():
    assert "Northwire News Agency" == who(
        one("Look at this message from Northwire: “The strait is open again.”")
    )
