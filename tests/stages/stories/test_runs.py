import pytest
from hypothesis import given
from hypothesis import strategies as st

from variorum.stages.stories.prose import read
from variorum.stages.stories.runs import Run, common, in_order, index

TEXTS = st.lists(st.sampled_from("abcd"), max_size=60).map(" ".join)


def runs(left, right):
    one, other = read(left).own, read(right).own
    return common(one, other, (index(one), index(other)))


def test_the_longest_common_stretch_is_one_run():
    assert [Run(1, 0, 7)] == runs("x a b c d e f g y", "a b c d e f g z")


def test_three_words_are_too_few():
    assert runs("a b c", "a b c") == []


def test_a_run_does_not_reach_across_a_quotation():
    assert runs("a b c “q” d e f", "a b c “q” d e f") == []


def test_a_word_stands_in_one_run_only_the_longest():
    assert [Run(4, 0, 7)] == runs("d e f g a b c d e f g", "a b c d e f g")


@given(TEXTS, TEXTS)
def test_runs_are_the_same_words_and_do_not_overlap(left, right):
    one, other = read(left).own.words, read(right).own.words
    found = runs(left, right)
    for run in found:
        assert one[run.left : run.left + run.words] == other[run.right : run.right + run.words]
    for side in ("lefts", "rights"):
        places = [place for run in found for place in getattr(run, side)]
        assert len(places) == len(set(places))


@pytest.mark.parametrize(("expected", "rights"), [(3, (0, 5, 9)), (2, (5, 0, 9)), (1, (9, 5, 0)), (0, ())])
def test_how_many_runs_stand_in_one_order(expected, rights):
    assert expected == in_order([Run(10 * n, right, 4) for n, right in enumerate(rights)])
