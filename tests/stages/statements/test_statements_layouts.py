import pytest
from statement_examples import one, told, who, words

pytestmark = pytest.mark.model


@pytest.mark.parametrize(
    ("speaker", "content", "text"),
    [
        (
            "Mara Veltin",
            "The strait stays open this winter",
            "Mara Veltin: The strait stays open this winter",
        ),
        ("survivors", "Ferry had no life jackets", "Ferry had no life jackets: survivors"),
        (
            "Mara Veltin",
            "The strait stays open this winter",
            "Mara Veltin to Iceland: The strait stays open this winter",
        ),
        (
            "Mara Veltin",
            "The strait stays open this winter",
            "EXCLUSIVE – Mara Veltin: The strait stays open this winter",
        ),
    ],
)
def test_a_headline_with_a_colon_names_its_speaker(speaker, content, text):
    statement = one(text + "\n\nIt was late.")
    assert (speaker, [content]) == (who(statement), words(text, statement.content))


@pytest.mark.parametrize(
    "text",
    ["Watch: The strait from above", "Update: The strait stays open this winter", "Two ports: one strait"],
)
def test_a_label_is_no_speaker(text):
    assert [] == told(text + "\n\nIt was late.")


def test_the_lines_of_a_transcript_belong_to_the_names_before_the_colon():
    text = "HOST: Will the strait close?\n\nVELTIN: No. It stays open.\n\nRASKE: We shall see about that."
    assert ["VELTIN", "RASKE"] == [text[s.speaker.span.start : s.speaker.span.end] for s in told(text)]


def test_a_line_of_a_transcript_is_one_statement():
    text = "HOST: Will it close?\n\nVELTIN: No. I said it stays open."
    assert [["No. I said it stays open"]] == [words(text, s.content) for s in told(text)]
