"""One report that gives two values for one thing."""

from __future__ import annotations

import pytest
from collation_examples import ADA, BEN, article, assertion, count, lineages, span, statement, story

from variorum.model import Value, Variant
from variorum.stages.collation import collation
from variorum.stages.collation.tension import GIVES_UP, TWO_VALUES, tensions


def found(text, *clauses):
    """(relation, values, why) of the tensions in one report; each clause with its figures of people."""
    piece = article("a", text)
    records = [assertion(piece, words, *(count(piece, *v) for v in values)) for words, *values in clauses]
    made = tensions(records, {piece.id: piece})
    return [(t.difference.relation, [r.value for r in t.difference.readings], t.difference.why) for t in made]


def test_a_figure_that_the_report_gives_up():
    assert [("UPDATE", ["nine", "Twelve people"], GIVES_UP)] == found(
        "Twelve people drowned off Orun. Earlier the harbour master had spoken of nine.",
        ("Twelve people drowned off Orun", ("Twelve people", 12)),
        ("Earlier the harbour master had spoken of nine", ("nine", 9, "")),
    )


def test_two_shares_for_one_cut():
    piece = article(
        "a", "Norland is to cut its cod quota by a quarter. The fleet must cut its cod by a fifth."
    )
    records = [
        assertion(piece, words, Value(kind="percent", number=n, unit="percent", span=span(piece, part)))
        for words, part, n in (
            ("Norland is to cut its cod quota by a quarter", "a quarter", 25.0),
            ("must cut its cod by a fifth", "a fifth", 20.0),
        )
    ]

    assert [["a quarter", "a fifth"]] == [
        [r.value for r in t.difference.readings] for t in tensions(records, {piece.id: piece})
    ]


def test_two_tolls_of_one_slide():
    assert [("DIFFERS", ["Twelve people", "Fourteen people"], TWO_VALUES)] == found(
        "Twelve people died in the slide at Orun. It was loud. Fourteen people died in the slide.",
        ("Twelve people died in the slide at Orun", ("Twelve people", 12)),
        ("Fourteen people died in the slide", ("Fourteen people", 14)),
    )


@pytest.mark.parametrize(
    ("text", "clauses"),
    [
        (
            "Twelve people died in the slide at Orun. Nine people died in a slide at Tessin.",
            [
                ("Twelve people died in the slide at Orun", ("Twelve people", 12)),
                ("Nine people died in a slide at Tessin", ("Nine people", 9)),
            ],
        ),
        (
            "Twelve people died in the slide. Twenty people died in slides this year.",
            [
                ("Twelve people died in the slide", ("Twelve people", 12)),
                ("Twenty people died in slides this year", ("Twenty people", 20)),
            ],
        ),
        (
            "Twelve people died in the slide on Monday. Nine people died in the slide on Sunday.",
            [
                ("Twelve people died in the slide on Monday", ("Twelve people", 12)),
                ("Nine people died in the slide on Sunday", ("Nine people", 9)),
            ],
        ),
        (
            "Twelve people died in the slide. Nine people were hurt in the slide.",
            [
                ("Twelve people died in the slide", ("Twelve people", 12)),
                ("Nine people were hurt in the slide", ("Nine people", 9)),
            ],
        ),
        (
            "Twelve people died in the slide, up from nine last year.",
            [
                (
                    "Twelve people died in the slide, up from nine last year",
                    ("Twelve people", 12),
                    ("nine", 9, ""),
                )
            ],
        ),
    ],
)
def test_what_is_no_tension(text, clauses):
    assert [] == found(text, *clauses)


def test_two_people_may_claim_two_figures():
    text = "“Twelve people died in the slide,” said Okonjo. “Fourteen people died in the slide,” said Tarvas."
    piece = article("a", text)
    records = [
        statement(piece, f"{n} people died in the slide", speaker=who, values=(figure(piece, n, size),))
        for n, size, who in (("Twelve", 12, ADA), ("Fourteen", 14, BEN))
    ]

    assert [] == list(tensions(records, {piece.id: piece}))


def figure(piece, word, number):
    return Value(kind="count", number=number, unit="person", span=span(piece, f"{word} people"))


def test_it_stands_on_a_line_with_both_readings_of_the_one_report():
    one = article("a", "Twelve people died in the slide at Orun. Fourteen people died in the slide.")
    other = article("b", "Rain fell.")
    told = story(one, other)
    records = [
        assertion(one, "Twelve people died in the slide at Orun", count(one, "Twelve people", 12)),
        assertion(one, "Fourteen people died in the slide", count(one, "Fourteen people", 14)),
    ]
    made = collation.run(told, [one, other], [], records, [], [], lineages(told, ("a",), ("b",)), [], [])
    variants = [v for v in made if isinstance(v, Variant) and v.why == (TWO_VALUES,)]

    assert [[(one.id,), (one.id,)]] == [[r.article_ids for r in v.readings] for v in variants]
    assert all(v.line_id for v in variants)
