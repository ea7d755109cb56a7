"""Reports that commas set off, idioms of saying, views of the report itself, and names after roles."""

import pytest
from statement_examples import chain, one, told, who, words

pytestmark = pytest.mark.model


def roles(statement):
    return [step.role for step in statement.chain if step.role != "outlet"]


@pytest.mark.parametrize(
    ("speaker", "text"),
    [
        (
            "an internal forecast",
            "The lake will be dry by May, an internal forecast by the water board suggests.",
        ),
        ("a poll", "Voters in the valley, a poll for the Lantern finds, would rather lose the railway."),
        ("minister", "Bread price freeze to end in June, says minister"),
        ("a study", "The island will be uninhabitable by 2050, warns a study by the Reef Institute."),
        ("one of them", "“By which weekend, they do not say,” grumbled one of them on the platform."),
    ],
)
def test_a_report_set_off_by_commas_has_the_words_around_it(speaker, text):
    assert speaker in one(text).speaker.name
    assert not any(speaker in words_ for words_ in words(text, one(text).content))


def test_what_a_semicolon_parts_is_said_by_two():
    text = "The pact threatens nobody, the Peruvian embassy said; it was meant for others, Kenya declared."
    assert ["Peruvian embassy", "Kenya"] == [s.speaker.name.removeprefix("the ") for s in told(text)]
    assert [["speaker"], ["speaker"]] == [roles(s) for s in told(text)]


@pytest.mark.parametrize(
    "text",
    [
        "Mara Veltin made it clear that the port would close.",
        "Mara Veltin let it be known that the port would close.",
        "The inquest heard from Mara Veltin that the port would close.",
    ],
)
def test_idioms_of_saying(text):
    assert "Mara Veltin" == one(text).speaker.name
    assert ["the port would close"] == words(text, one(text).content)


@pytest.mark.parametrize(
    ("role", "text"),
    [
        ("view", "Most of the hoteliers fear that a second summer will be lost."),
        ("view", "Analysts reckon the coin is undervalued."),
        ("speaker", "“It will rain,” Mara Veltin reckons."),
        ("speaker", "Mara Veltin said the coin was undervalued."),
    ],
)
def test_what_the_report_says_that_people_think_is_a_view(role, text):
    assert [role] == roles(one(text))


def test_a_belief_that_others_tell_of_is_their_words_on_it():
    text = "Tobin Raske is said by colleagues to believe that the coin is too dear."
    assert ["speaker", "view"] == roles(one(text))


def test_a_pronoun_before_the_one_who_tells_is_another():
    text = "Mara Veltin will go. She dreads being forgotten, a close adviser told the paper."
    assert [("speaker", "a close adviser"), ("view", "Mara Veltin")] == chain(one(text))


@pytest.mark.parametrize(
    ("carriers", "text"),
    [
        (
            ["Nordkyst Ferries"],
            "“He did nothing wrong,” Mara Veltin said in a statement put out by Nordkyst Ferries.",
        ),
        (
            ["Al-Nahar"],
            "Two are alive, Mara Veltin said in a message posted on Telegram and relayed by Al-Nahar.",
        ),
        (
            ["the Nile Dispatch", "Radio Sobat"],
            "The depot was looted, Mara Veltin said, according to Radio Sobat, as cited by the Nile Dispatch.",
        ),
        ([], "Mara Veltin said on Telegram that the depot was looted."),
    ],
)
def test_who_put_out_relayed_and_cited_the_words(carriers, text):
    found = [step.name for step in one(text).chain if step.role == "carrier"]
    assert [c.removeprefix("the ") for c in carriers] == [f.removeprefix("the ") for f in found]


@pytest.mark.parametrize(
    ("content", "text"),
    [
        ("a probe by a sitting judge", "Mara Veltin sought a probe by a sitting judge."),
        ("to disregard the headline", "Mara Veltin directed the jury to disregard the headline."),
        ("it “geography by gossip”", "Mara Veltin was curt, calling it “geography by gossip”."),
        ("not to touch the fund", "Mara Veltin promised not to touch the fund."),
    ],
)
def test_what_is_sought_ordered_called_and_promised(content, text):
    assert content == " ".join(words(text, told(text)[-1].content))


@pytest.mark.parametrize(
    "text",
    [
        "Mara Veltin left without saying what would replace it.",
        "Mara Veltin has never said what would replace it.",
    ],
)
def test_what_is_not_said_is_no_statement(text):
    assert [] == told(text)


def test_a_name_follows_a_role_and_what_it_is_of():
    text = "The head of the Inland Ports Service, Musa Danlami Gwarzo, warned that bribes would be punished."
    assert "Musa Danlami Gwarzo" == who(one(text))


def test_a_script_names_its_speaker_before_saying():
    text = "17. (SOUNDBITE) (English) FISHERMAN, HECTOR BALUYOT, SAYING:\n“We sold the second boat first.”"
    assert "HECTOR BALUYOT" in who(one(text))


def test_words_and_views_that_a_phrase_attributes():
    text = "In the words of Mara Veltin, the budget is “a raffle”."
    assert ["Mara Veltin"] == [step.name for step in one(text).chain if step.role == "speaker"]
    text = "The plan is, in the view of most of her own backbenchers, unworkable."
    assert ["view"] == roles(one(text))
