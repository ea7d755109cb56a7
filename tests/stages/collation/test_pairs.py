"""The probability that two clauses tell one thing, and how clauses are put together."""

import msgspec
import pytest
from collation_examples import article, assertion, count
from hypothesis import given
from hypothesis import strategies as st
from test_apart_and_parts import collate, of

from variorum.stages.collation.align import candidates, setting_of
from variorum.stages.collation.pairs import FEATURES, measure, probability, weights
from variorum.stages.collation.unit import units_of


def units(*texts):
    articles = [article("abcdefgh"[i], text) for i, text in enumerate(texts)]
    return [u for a in articles for u in units_of(assertion(a, a.text.rstrip(".")), a)]


def likely(one, other):
    told = units(one, other)
    return probability(measure(told, 0, 1, setting_of(told, [], []))[0])


def test_every_feature_has_a_weight():
    base, each = weights()

    assert base < 0
    assert len(FEATURES) == len(set(FEATURES)) == len(each)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (
            "The alarm rang at the museum before midnight.",
            "The museum alarm went off shortly before midnight.",
        ),
        ("Crane drivers stopped work at the harbour.", "Drivers of cranes halted work at the port."),
    ],
)
def test_one_thing_told_in_other_words_is_likelier_than_not(one, other):
    assert likely(one, other) > 0.5


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("The alarm rang at the museum before midnight.", "The harbour was closed to ships before noon."),
        ("The minister resigned over the leak.", "Farmers threw milk at the ministry."),
    ],
)
def test_two_things_are_not(one, other):
    assert likely(one, other) < 0.3


@given(st.permutations(range(len(FEATURES))), st.integers(0, len(FEATURES) - 1))
def test_a_probability_is_one(order, at):
    features = [i / len(order) for i in order]

    assert 0.0 <= probability(features) <= 1.0


def test_measuring_does_not_depend_on_the_side():
    told = units("The dam burst before dawn.", "A dam in the hills burst in the night.")
    setting = setting_of(told, [], [])

    assert measure(told, 0, 1, setting) == measure(told, 1, 0, setting)


def test_clauses_of_one_report_are_never_a_pair():
    one = article("a", "The dam burst before dawn. The dam burst in the night.")
    told = [
        u
        for w in ("The dam burst before dawn", "The dam burst in the night")
        for u in units_of(assertion(one, w), one)
    ]

    assert [] == candidates(told, setting_of(told, [], []))


def test_a_sentence_that_tells_two_things_stands_on_two_lines():
    one = article("a", "Rebels took the fort at Orunde and killed four guards.")
    two = article("b", "The fort at Orunde was taken by rebels.")
    three = article("c", "Four guards were killed.")
    lines, _, _ = collate(
        one,
        two,
        three,
        assertions=[
            assertion(one, one.text[:-1], count(one, "four guards", 4, "guard")),
            assertion(two, two.text[:-1]),
            assertion(three, three.text[:-1], count(three, "Four guards", 4, "guard")),
        ],
    )

    assert (1, 1, 0) == (of(lines, "a", "b"), of(lines, "a", "c"), of(lines, "a", "b", "c"))


def test_figures_are_compared_in_the_clause_that_meets():
    one = article("a", "Rebels killed four guards and freed 30 prisoners in Orunde.")
    two = article("b", "In Orunde 35 prisoners were freed.")
    _, variants, _ = collate(
        one,
        two,
        assertions=[
            assertion(
                one,
                one.text[:-1],
                count(one, "four guards", 4, "guard"),
                count(one, "30 prisoners", 30, "prisoner"),
            ),
            assertion(two, two.text[:-1], count(two, "35 prisoners", 35, "prisoner")),
        ],
    )

    assert [("DIFFERS", ["30 prisoners", "35 prisoners"])] == [
        (v.relation, sorted(r.value for r in v.readings)) for v in variants if v.kind == "number"
    ]


def test_two_clauses_of_long_reports_are_less_probably_one_line():
    told = units("The ferry left the harbour.", "A ferry left port.")
    setting = setting_of(told, [], [])
    features = measure(told, 0, 1, setting)[0]
    one, other = (u.record.article_id for u in told)
    long = msgspec.structs.replace(setting, sizes={one: 60, other: 40})

    assert 0 == setting.crowd(one, other) < long.crowd(one, other)
    assert probability(features) > probability(features, long.crowd(one, other))
