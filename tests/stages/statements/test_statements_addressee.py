"""Whom words are said, written, put or answered to."""

import pytest
from statement_examples import chain, one, told

from variorum.stages.statements.cues import addressed

pytestmark = pytest.mark.model
SAID = "the strait was open."


@pytest.mark.parametrize(
    ("expected", "text"),
    [
        ("clients", f"Veltin wrote in a note to clients that {SAID}"),
        ("Tobin Raske", f"In a call with Raske, Veltin said {SAID}"),
        ("reporters", f"In a testy exchange with reporters, Veltin insisted {SAID}"),
        ("Tobin Raske", f"Veltin, in a reply to a question from Raske, said {SAID}"),
        ("Northwire News Agency", f"Veltin, responding to questions from Northwire, denied that {SAID}"),
        ("lawmakers", f"Asked by lawmakers whether it was closed, Veltin replied that {SAID}"),
        ("ambassadors", f"Briefing ambassadors in Oslo, Veltin said {SAID}"),
        ("the minister", "“It is open,” said Veltin, addressing the minister directly in Oslo."),
        ("Tobin Raske", "“It is open,” Veltin said as she spoke to Raske in Oslo."),
        ("senators", f"Veltin stressed to senators that {SAID}"),
        ("the magazine", "Veltin wrote to the magazine demanding that the story be withdrawn."),
        ("his secretary", "Veltin texted his secretary: “It is done.”"),
        ("companies", "Veltin warned companies that licences would be withdrawn."),
        ("Tobin Raske", f"Raske was told by Veltin that {SAID}"),
        ("The jury", f"The jury heard from Dr Mara Veltin that {SAID}"),
        ("the upper house", f"Speaking before the upper house, Veltin said {SAID}"),
        ("her colleagues", f"Veltin confided in her colleagues that {SAID}"),
        ("the prime minister", f"In a letter sent to the prime minister on Monday, Veltin said {SAID}"),
        ("the prime minister", "Veltin sent the prime minister a letter saying the strait was open."),
        ("her brother", f"Veltin phoned her brother and said {SAID}"),
        ("a reporter", f"Pressed on the matter by a reporter, Veltin said {SAID}"),
        ("a reporter", f"Veltin, in answer to a reporter’s question, said {SAID}"),
        ("reporters", f"Fielding questions from reporters, Veltin said {SAID}"),
        ("Tobin Raske", f"Veltin gave Raske an assurance that {SAID}"),
        ("residents", "The council has issued a warning to residents that the dam may fail."),
        ("Tobin Raske", f"Veltin made it clear to Raske that {SAID}"),
        ("Tobin Raske", "Veltin pleaded with Raske to open his files."),
    ],
)
def test_the_one_spoken_to_stands_beside_the_saying(expected, text):
    assert expected == told(text)[-1].addressee.name


@pytest.mark.parametrize(
    "text",
    [
        f"In an interview with Northwire, Veltin said {SAID}",
        f"During a meeting with Raske, Veltin said {SAID}",
        "Veltin demanded that the generals return to barracks.",
        f"Veltin said to loud applause that {SAID}",
        "Veltin, calling Raske a liar, said the strait was open.",
        f"Speaking before the game, coach Mara Veltin said {SAID}",
        f"In a speech to mark the day, Veltin said {SAID}",
        "Veltin denounced the report to the council as a fake.",
    ],
)
def test_a_partner_a_place_or_a_noise_is_nobody_spoken_to(text):
    assert {None} == {s.addressee for s in told(text)}


def test_them_and_him_are_those_told_before():
    first, second = told("Veltin told ranchers that the wells were dry. She told them that help would come.")
    assert ["ranchers", "ranchers"] == [first.addressee.name, second.addressee.name]
    assert "his envoy" == one("Veltin phoned his envoy to warn him that the wells were dry.").addressee.name


@pytest.mark.parametrize(
    "text",
    [
        "Veltin told lawmakers that the wells were dry. “They have been dry since May,” she added.",
        "Veltin told lawmakers that the wells were dry. She said they had been dry since May.",
        "“The wells are dry,” Veltin told lawmakers. “They have been dry since May.”",
        "In a letter to lawmakers, Veltin said the wells were dry. She wrote that they had been dry since May.",
        "A clerk told lawmakers that the wells were dry. The clerk also said they had been dry since May.",
    ],
)
def test_whoever_goes_on_in_the_paragraph_speaks_to_those_spoken_to_before(text):
    assert {"lawmakers"} == {s.addressee.name for s in told(text)}


@pytest.mark.parametrize(
    "text",
    [
        "Veltin told lawmakers that the wells were dry. In a post on X, she said it would rain.",
        "Veltin told lawmakers that the wells were dry. She later said that it would rain.",
        "Veltin told lawmakers that the wells were dry.\nShe said that it would rain.",
        "Veltin told lawmakers that the wells were dry. Raske said that it would rain.",
        "Veltin urged lawmakers to dig. “It will not rain,” she said.",
    ],
)
def test_on_another_occasion_in_another_paragraph_or_by_another_nobody_is_told(text):
    assert told(text)[-1].addressee is None


@pytest.mark.parametrize(
    ("expected", "text"),
    [
        ("Mara Veltin", "Veltin warned Raske that the wells were dry. Raske answered that it would rain."),
        ("Mara Veltin", "“Will it rain?” asked Mara Veltin. “In May,” said Tobin Raske."),
        ("Mara Veltin", "Veltin asked the envoy whether it would rain. He replied that it would."),
    ],
)
def test_an_answer_goes_to_the_one_who_asked_or_said_what_is_answered(expected, text):
    assert expected == told(text)[-1].addressee.name


@pytest.mark.parametrize(
    ("expected", "text"),
    [
        ("Tobin Raske", f"Veltin spoke by telephone with Raske on Monday. She said {SAID}"),
        ("Tobin Raske", f"Veltin wrote to Raske on Monday. She said {SAID}"),
        ("reporters", "“It is open,” Veltin said. She was speaking to reporters in Oslo."),
        ("Tobin Raske", "“It is open,” Veltin said. She made the remarks in a call with Raske."),
        (None, "“It is open,” Veltin said. Raske was speaking to reporters in Oslo."),
        (None, f"Veltin met Raske in Oslo on Monday. She said {SAID}"),
    ],
)
def test_the_sentence_before_or_after_may_name_the_one_spoken_to(expected, text):
    addressee = told(text)[-1].addressee
    assert expected == (addressee.name if addressee else None)


def test_those_told_by_nobody_named_are_told():
    statement = one("Tenants were informed by letter that the lifts would stay shut.")
    assert ("tenants", []) == (statement.addressee.name.casefold(), chain(statement))


def test_the_one_who_asked_is_not_the_one_who_answers():
    statement = told("Veltin left. Asked by Tobin Raske about the strait, she said it was open.")[-1]
    assert [("speaker", "Mara Veltin")] == chain(statement)


def test_every_way_to_an_addressee_is_a_preposition_or_the_object():
    ways = {way for pos in ("noun", "verb", "cue") for by in addressed(pos).values() for way in by}
    prepositions = {"to", "with", "by", "for", "before", "in", "against", "at", "of"}
    assert {"object", "questions"} | prepositions == ways
