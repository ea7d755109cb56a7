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
    ],
)
def test_a_partner_a_place_or_a_noise_is_nobody_spoken_to(text):
    assert {None} == {s.addressee for s in told(text)}


def test_them_and_him_are_those_told_before():
    first, second = told("Veltin told ranchers that the wells were dry. She told them that help would come.")
    assert ["ranchers", "ranchers"] == [first.addressee.name, second.addressee.name]
    assert "his envoy" == one("Veltin phoned his envoy to warn him that the wells were dry.").addressee.name


def test_the_one_who_asked_is_not_the_one_who_answers():
    statement = told("Veltin left. Asked by Tobin Raske about the strait, she said it was open.")[-1]
    assert [("speaker", "Mara Veltin")] == chain(statement)


def test_every_way_to_an_addressee_is_a_preposition_or_the_object():
    ways = {way for pos in ("noun", "verb") for by in addressed(pos).values() for way in by}
    assert {"object", "to", "with", "by", "for", "before", "in", "against"} == ways
