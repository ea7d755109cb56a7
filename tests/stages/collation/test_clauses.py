"""One sentence cut into what it tells."""

import pytest
from collation_examples import article, assertion, count, statement

from variorum.stages.collation.clauses import clauses


def cut(text, *values, quoted=()):
    said = article("a", text)
    made = clauses(statement(said, text, quoted=quoted), said)
    return [" ".join(said.text[w.start : w.end] for w in clause) for clause in made]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Rebels took the fort and killed four guards", ["Rebels took the fort", "and killed four guards"]),
        ("Norway and Chad signed the treaty", ["Norway and Chad signed the treaty"]),
        (
            "Seven people are dead and 100 missing after a dam burst",
            ["Seven people are dead", "and 100 missing", "after a dam burst"],
        ),
        (
            "The envoys, who last met in Lima, put off the vote",
            ["The envoys put off the vote", "who last met in Lima"],
        ),
        (
            "The mine, owned by Orunde Coal, employs 600 people",
            ["The mine employs 600 people", "owned by Orunde Coal"],
        ),
        (
            "The number of people who died when the ferry sank has risen to 17",
            ["The number of people who died has risen to 17", "when the ferry sank"],
        ),
        (
            "Chad ordered four frigates at a price of nine billion francs",
            ["Chad ordered four frigates", "at a price of nine billion francs"],
        ),
    ],
)
def test_a_sentence_that_tells_several_things_is_cut(text, expected):
    assert expected == cut(text)


def test_quoted_words_stay_whole():
    text = "We close the port today, and we open it when the sea has been cleaned"

    assert [text.replace(",", "")] == cut(text, quoted=(text,))


def test_a_dateline_is_no_clause():
    one = article("a", "ORUNDE, Chad, May 4 (RTN) - The dam burst before dawn.")
    told = assertion(one, one.text[:-1])

    assert [["The", "dam", "burst", "before", "dawn"]] == [
        [one.text[w.start : w.end] for w in clause] for clause in clauses(told, one)
    ]


def test_each_has_a_share_of_their_own():
    one = article("a", "Ada Okonjo had 44 seats and Ben Tarvas 43 seats.")
    told = assertion(one, one.text[:-1], count(one, "44", 44, "seat"), count(one, "43", 43, "seat"))

    assert ["Ada", "and"] == [one.text[c[0].start : c[0].end] for c in clauses(told, one)]
