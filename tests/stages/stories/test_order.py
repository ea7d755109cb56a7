import pytest
from hypothesis import given
from hypothesis import strategies as st

from variorum.stages.stories.order import LEAST, Course, course, facts, in_one_order
from variorum.stages.stories.prose import read

LETTERS = st.lists(st.sampled_from("abcdef"), max_size=40)
TOLD = tuple(f"fact{n}" for n in range(LEAST))


@pytest.mark.parametrize(
    ("expected", "one", "other"),
    [(3, "abc", "axbxc"), (1, "abc", "cba"), (2, "abab", "ba"), (0, "", "abc"), (0, "abc", "xyz")],
)
def test_words_in_one_order_may_have_others_between(expected, one, other):
    assert expected == in_one_order(one, other)


@given(LETTERS, LETTERS)
def test_the_order_is_that_of_either_and_no_longer_than_both(one, other):
    assert in_one_order(one, other) == in_one_order(other, one) <= min(len(one), len(other))


@given(LETTERS)
def test_a_text_stands_in_its_own_order(one):
    assert len(one) == in_one_order(one, one)


@pytest.mark.parametrize(
    ("expected", "left", "right"),
    [
        (Course(LEAST, 1.0, 0.04), TOLD, TOLD),
        (Course(LEAST, 0.04, 1.0), TOLD, TOLD[::-1]),
        (Course(), TOLD[1:], TOLD),
        (Course(), TOLD, TOLD * 3),
    ],
)
def test_the_course_of_two_texts_is_that_of_a_brief_beside_one_of_its_size(expected, left, right):
    assert expected == course(left, right)


def test_facts_are_words_that_tell_with_names_and_figures():
    own = read("The ferry Adela sank with 41 aboard.\nThe owners said so on Monday.").own

    assert ["ferry", "adela", "sank", "41", "aboard", "owners"] == facts(own, ())
    assert ["owners"] == facts(own, {0})
