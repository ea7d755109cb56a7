"""On what occasion, when and where something was said, how strongly, and whether it was said at all yet."""

import pytest
from statement_examples import one, told

from variorum.resources import rows

pytestmark = pytest.mark.model


@pytest.mark.parametrize(
    ("expected", "text"),
    [
        ("at a briefing", "“The strait is open,” Veltin said at a briefing."),
        (
            "in a telephone call with Raske",
            "Veltin said in a telephone call with Raske that the strait was open.",
        ),
        ("on Telegram", "“The strait is open,” Veltin wrote on Telegram."),
        ("In a letter", "In a letter, Veltin said the strait was open."),
        ("at a rally", "Speaking at a rally, Veltin said the strait was open."),
        ("in an interview", "“The strait is open,” Veltin told Raske in an interview."),
        (None, "Veltin said the strait had been closed at a meeting."),
        (None, "“The strait is open,” Veltin said in anger."),
    ],
)
def test_the_occasion_is_what_stands_beside_the_saying(expected, text):
    statement = one(text)

    assert expected == (
        text[statement.occasion.start : statement.occasion.end] if statement.occasion else None
    )


@pytest.mark.parametrize(
    ("when", "where", "text"),
    [
        ("Monday", None, "“The strait is open,” Veltin said on Monday."),
        ("Monday", None, "On Monday, Veltin said the strait was open."),
        (None, "Oslo", "“The strait is open,” Veltin said at a briefing in Oslo."),
        ("Monday", "Oslo", "“The strait is open,” Veltin told Raske in Oslo on Monday."),
        (None, None, "Veltin said the ship had left Oslo on Monday."),
        (None, None, "“The strait is open,” Veltin said."),
    ],
)
def test_when_and_where_it_was_said_is_not_when_and_where_it_happened(when, where, text):
    statement = one(text)

    assert when == (statement.when.text if statement.when else None)
    assert where == (statement.place.name if statement.place else None)


@pytest.mark.parametrize(
    ("expected", "text"),
    [
        ("actual", "Veltin said the strait was open."),
        ("planned", "Veltin is expected to say that the strait is open."),
        ("planned", "Veltin will announce that the strait is open."),
        ("hypothetical", "Veltin may say that the strait is open."),
    ],
)
def test_the_saying_itself_has_a_status(expected, text):
    assert expected == one(text).status


@pytest.mark.parametrize(
    ("expected", "cue"),
    [
        ("neutral", "said"),
        ("factive", "admitted"),
        ("doubtful", "claimed"),
        ("emphatic", "insisted"),
        ("tentative", "hinted"),
    ],
)
def test_a_cue_tells_how_the_report_stands_to_the_words(expected, cue):
    assert expected == one(f"Veltin {cue} that the strait was open.").strength


def test_a_report_that_is_only_hearsay_is_doubtful():
    assert "doubtful" == one("Veltin reportedly said that the strait was open.").strength


def test_every_strength_and_occasion_is_of_a_known_kind():
    lemmas = {row["lemma"] for row in rows("cues/cues.tsv")}

    assert {"factive", "doubtful", "emphatic", "tentative"} == {
        r["strength"] for r in rows("cues/strength.tsv")
    }
    assert set() == {row["lemma"] for row in rows("cues/strength.tsv")} - lemmas
    assert {"event", "writing", "platform"} == {row["kind"] for row in rows("cues/occasions.tsv")}


def test_the_evidence_of_a_setting_is_among_the_spans():
    (statement,) = told("“The strait is open,” Veltin said at a briefing in Oslo on Monday.")

    assert {statement.occasion, statement.when.span, statement.place.span} <= set(statement.spans)
