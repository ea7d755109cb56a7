"""Where reported words begin and end."""

import pytest
from statement_examples import one, told, words

pytestmark = pytest.mark.model


@pytest.mark.parametrize(
    ("content", "text"),
    [
        (["the harbour rules"], "Veltin criticised the harbour rules, which date from 1961."),
        (["the harbour rules"], "Veltin praised the harbour rules, a relic of the old tariff."),
        (
            ["the rules, which she called absurd"],
            "Veltin criticised the rules, which she called absurd.",
        ),
        (["the storm as the cause of the delay"], "Veltin cited the storm as the cause of the delay."),
    ],
)
def test_what_the_report_adds_behind_a_comma_is_no_part_of_a_phrase(content, text):
    (statement, *_) = told(text)
    assert content == words(text, statement.content)


@pytest.mark.parametrize("link", ["But", "And", "Of course", "Still"])
def test_a_link_before_an_inserted_cue_is_the_reporters(link):
    text = f"{link}, Veltin said, the strait would stay open."
    assert ["the strait would stay open"] == words(text, one(text).content)


def test_the_title_of_a_work_beside_a_cue_is_nobodys_words():
    text = "Veltin spoke on the podcast “Salt And Iron.”"
    assert [] == [s for s in told(text) if s.quoted]


def test_a_title_line_is_read_to_its_end():
    text = "Mara Veltin Demands Action On Ferries In First Month As Minister\n\nThe storm passed on Monday."
    assert ["Action On Ferries In First Month"] == words(text, one(text).content)


def test_an_object_before_its_cue_leaves_no_words_behind_it():
    assert [] == told("The delay that Raske blamed for the loss was short.")


@pytest.mark.parametrize(
    "text",
    ["She accused the minister of lying", "The bishops urged the government", "To the families, she said"],
)
def test_a_text_may_end_without_a_stop(text):
    assert all(s.end <= len(text) for statement in told(text) for s in statement.spans)
