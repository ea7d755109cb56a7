"""The table of office-holders at work in a text. Only the office-holders are real."""

import pytest

from variorum.model import Article
from variorum.stages.actors import actors
from variorum.stages.actors.annotate import annotate
from variorum.stages.parse import Parse, read

pytestmark = pytest.mark.model


def mentions(text, day):
    article = Article(id="a", document_id="d", text=text, published=day)
    return list(actors.run(article, Parse(id="a", doc=read(text))))


def named(text, day, words):
    return next(m for m in mentions(text, day) if m.text == words)


def test_a_role_of_a_state_is_its_holder_on_the_day_of_the_report():
    mention = named(
        "The French foreign minister praised the Kigoma ferry.", "2019-05-05", "French foreign minister"
    )
    assert ("person:jean yves le drian", "FRA", "2025-12") == (
        mention.actor.id,
        mention.actor.state,
        mention.actor.as_of,
    )
    assert "French foreign minister" == mention.actor.name


@pytest.mark.parametrize(
    ("day", "candidates"),
    [
        (None, ()),
        ("2090-05-05", ("person:jean noel barrot",)),
        ("2024-09-22", ("person:stephane sejourne", "person:jean noel barrot")),
    ],
)
def test_the_holder_is_left_open_without_a_day_after_as_of_and_near_a_handover(day, candidates):
    mention = named("The French foreign minister praised the Kigoma ferry.", day, "French foreign minister")
    assert ("FRA:FM", candidates) == (mention.actor.id, mention.candidates)


@pytest.mark.parametrize(
    "text", ["A former French foreign minister left.", "The deputy French foreign minister left."]
)
def test_a_former_or_deputy_minister_is_not_the_holder(text):
    assert all("person:" not in m.actor.id for m in mentions(text, "2019-05-05") if m.actor)


def test_a_sentence_about_another_year_does_not_mean_the_present_holder():
    mention = named("In 2005 the French foreign minister left.", "2019-05-05", "French foreign minister")
    assert ("FRA:FM", ("person:jean yves le drian",)) == (mention.actor.id, mention.candidates)


def test_two_spellings_are_one_person():
    ids = {
        m.actor.id
        for spelling in ("Sergei Lavrov", "Sergey Lavrov")
        for m in mentions(f"{spelling} spoke.", None)
    }
    assert {"person:sergei lavrov"} == ids


def test_a_title_with_a_surname_is_the_one_holder_of_that_name():
    assert ["person:xi jinping"] == [m.actor.id for m in mentions("President Xi spoke.", "2024-05-05")]
    assert ["person:xi"] == [m.actor.id for m in mentions("Captain Xi spoke.", "2024-05-05")]


def test_a_name_that_the_text_gives_to_another_state_is_another_person():
    text = "Kenyan engineer Sergei Lavrov repaired the ferry."
    assert [(None, None)] == [
        (m.actor.state, m.actor.as_of) for m in mentions(text, "2024-05-05") if "Lavrov" in m.text
    ]


def test_a_common_name_needs_the_office_or_the_state():
    assert all(
        m.actor.state is None for m in mentions("Stephen Smith, a baker, spoke.", "2009-05-05") if m.actor
    )
    text = "Australian Foreign Minister Stephen Smith spoke."
    assert ["AUS"] == [m.actor.state for m in mentions(text, "2009-05-05")]


def test_its_minister_is_the_minister_of_the_state_named_before():
    text = "Kenya protested. Its transport minister, Amina Odhiambo, left."
    assert {"KEN"} == {m.actor.state for m in mentions(text, None)}


def test_an_acronym_in_parentheses_stands_for_the_name_before_it():
    text = (
        "The Kigoma Ferry Workers Union (KFWU) met yesterday evening; later that night the KFWU wanted boats."
    )
    found = [m for m in mentions(text, None) if m.text == "KFWU"]
    assert {"org:kigoma ferry workers union"} == {m.actor.id for m in found}
    assert 2 == len(found)


def test_the_police_of_a_city_are_not_those_of_the_state():
    mention = named("Shanghai police closed the road.", None, "Shanghai police")
    assert ("org:shanghai:COP", "CHN", "COP") == (mention.actor.id, mention.actor.state, mention.actor.role)


def test_annotate_gives_the_name_of_the_table():
    text = "The French foreign minister left."
    article = Article(id="a", document_id="d", text=text, published="2019-05-05")
    row = annotate(article, mentions(text, "2019-05-05"))["actors"][0]
    assert ("Jean-Yves Le Drian", "FRA", "2025-12") == (row["person"], row["state"], row["as_of"])


@pytest.mark.parametrize(
    ("person", "words", "text"),
    [
        ("person:antonio guterres", "UN chief", "The UN chief warned of famine in Oruva."),
        ("person:rafael grossi", "IAEA director general", "The IAEA director general left Oruva."),
        (
            "person:bashar al assad",
            "President al-Assad",
            "President al-Assad opened the port.",
        ),
        ("person:narendra modi", "PM Modi", "PM Modi arrived in Oruva on Monday."),
        ("person:mark rutte", "Dutch PM", "The Dutch PM left at 5 PM on Monday."),
    ],
)
def test_a_chief_of_an_organisation_a_pm_and_a_surname_with_its_particle_are_looked_up(person, words, text):
    assert person == named(text, "2023-05-05", words).actor.id


@pytest.mark.parametrize(
    ("actors_of", "text"),
    [
        (["org:nato"], "A NATO chief scientist spoke in Oruva."),
        (["KEN"], "Kenya hired a chief auditor."),
        ([], "The shop opens at 5 PM Monday and at noon PM talks begin."),
    ],
)
def test_a_chief_of_something_else_and_an_hour_are_no_office(actors_of, text):
    assert actors_of == [m.actor.id for m in mentions(text, "2023-05-05")]


@pytest.mark.parametrize(
    ("actor", "candidates", "text"),
    [
        ("KEN:MIN:water", (), "Kenya's Ministry of Water waited. The ministry agreed."),
        ("KEN:MOJ", (), "The Justice Ministry of Kenya waited. The ministry agreed."),
        (
            None,
            ("KEN:MIN:water", "UGA:MIN:trade"),
            "Kenya's Ministry of Water met Uganda's Ministry of Trade. The ministry agreed.",
        ),
    ],
)
def test_the_ministry_is_the_one_the_text_has_spoken_of(actor, candidates, text):
    last = mentions(text, "2023-05-05")[-1]
    assert ("ministry", actor, candidates) == (last.text, last.actor and last.actor.id, last.candidates)
