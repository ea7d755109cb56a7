"""Words of one person on one occasion, and on two."""

import pytest
from collation_examples import ADA, article, count, span, statement
from test_apart_and_parts import collate, of

from variorum.model import Party, TimeWindow
from variorum.stages.collation.occasion import occasions, other_occasion


def said(letter, rest, published=None, when=None, to=None):
    """Ada says one thing, with what follows the cue."""
    text = article(letter, f"“The wells are clean,” she said{rest}.", published=published)
    window = when and TimeWindow(
        id="w",
        article_id=text.id,
        span=span(text, "said"),
        text="then",
        value=when,
        start=when,
        end=f"{when}T24",
    )
    return text, statement(
        text,
        "The wells are clean",
        cue=span(text, "said"),
        when=window,
        addressee=Party(name=to) if to else None,
    )


def differ(one, other):
    told = occasions([one[1], other[1]], {t.id: t for t, _ in (one, other)})
    return other_occasion(told[one[1].id], told[other[1].id])


@pytest.mark.parametrize(
    ("expected", "one", "other"),
    [
        (True, {"rest": " at the gate"}, {"rest": " by telephone"}),
        (True, {"rest": " at the graveside"}, {"rest": "", "to": "both houses"}),
        (True, {"rest": "", "to": "the court"}, {"rest": "", "to": "reporters"}),
        (True, {"rest": " in a statement"}, {"rest": "", "to": "Radio Orunde"}),
        (False, {"rest": " at the gate"}, {"rest": "", "to": "reporters"}),
        (False, {"rest": ""}, {"rest": " in a letter"}),
        (True, {"rest": "", "when": "2026-05-04"}, {"rest": "", "when": "2026-05-06"}),
        (True, {"rest": "", "published": "2026-05-04"}, {"rest": "", "when": "2026-05-06"}),
        (False, {"rest": "", "published": "2026-05-06"}, {"rest": "", "when": "2026-05-04"}),
    ],
)
def test_two_settings_or_two_days_are_two_occasions(expected, one, other):
    assert expected == differ(said("a", **one), said("b", **other))


def test_the_sentence_beside_it_tells_the_occasion_of_a_silent_one():
    text = article("a", "“We stay,” she said by telephone. “We want water.”")
    told = [statement(text, "We stay", cue=span(text, "said")), statement(text, "We want water")]

    assert {"telephone"} == set(occasions(told, {text.id: text})[told[1].id].setting)


def test_words_of_two_occasions_are_two_lines():
    one, first = said("a", " at the graveside")
    other, second = said("b", "", to="parliament")
    lines, _, _ = collate(one, other, statements=[first, second])

    assert 2 == len(lines)


def test_what_is_said_of_a_toll_on_two_days_is_one_line():
    one = article("a", "The flood killed 12 people, Ada Okonjo said.", published="2026-05-04")
    other = article("b", "The flood killed 15 people, Ada Okonjo told parliament.", published="2026-05-06")
    told = [
        statement(
            text,
            words,
            speaker=ADA,
            quoted=(),
            values=(count(text, f"{n} people", n),),
            addressee=Party(name="parliament") if n == 15 else None,
        )
        for text, words, n in (
            (one, "The flood killed 12 people", 12),
            (other, "The flood killed 15 people", 15),
        )
    ]
    lines, _, _ = collate(one, other, statements=told)

    assert 1 == of(lines, "a", "b")
