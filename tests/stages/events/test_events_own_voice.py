"""What of a clause is the outlet's own where a part of it is somebody's words."""

import pytest

from variorum.evaluate.contract import records_of
from variorum.model import Article, Assertion, Statement

pytestmark = pytest.mark.model


def told(text):
    article = Article(id="a", document_id="d", text=text)
    records = records_of(article, "events")
    return (
        [r.span.of(article) for r in records[Assertion]],
        [s.of(article) for r in records[Statement] for s in r.content],
    )


@pytest.mark.parametrize(
    ("own", "text"),
    [
        (
            ["Police in Orun detained a man of 67"],
            "Police in Orun detained a man of 67 who is said to have lit the fire.",
        ),
        (
            ["The minister apologised to the families"],
            "The minister apologised to the families and said he would resign.",
        ),
        (
            ["the bank sold its stake."],
            "After the court said it would rule on Monday, the bank sold its stake.",
        ),
        ([], "Crowds gathered as the mayor said the vote would go ahead."),
        ([], "The ferry sank in the night, according to the coastguard."),
        (["Turnout was put at 71 per cent."], "Turnout was put at 71 per cent."),
    ],
)
def test_what_stands_beside_the_clause_of_a_statement_is_asserted(own, text):
    assert own == told(text)[0]


@pytest.mark.parametrize(
    ("content", "text"),
    [
        (["the final number of dead at 18"], "The ministry put the final number of dead at 18."),
        (["turnout at 60,000"], "Organisers put turnout at 60,000."),
        (
            ["the damage at some 400 million dollars"],
            "Officials estimated the damage at some 400 million dollars.",
        ),
        ([], "She put the vase at the window."),
    ],
)
def test_what_somebody_puts_at_how_much_is_a_statement(content, text):
    assert content == told(text)[1]
