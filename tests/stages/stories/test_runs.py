from hypothesis import given
from hypothesis import strategies as st

from variorum.stages.stories.prose import words_of
from variorum.stages.stories.runs import Run, common, covered, index

TEXTS = st.lists(st.sampled_from("abcd"), max_size=60).map(" ".join)


def runs(left, right):
    one = words_of(left)
    return common(one, words_of(right), index(one))


def test_the_longest_common_stretch_is_one_run():
    assert [Run(1, 0, 7)] == runs("x a b c d e f g y", "a b c d e f g z")


def test_five_words_are_too_few():
    assert runs("a b c d e", "a b c d e") == []


def test_a_run_does_not_reach_across_a_quotation():
    assert runs("a b c “q” d e f", "a b c “q” d e f") == []


@given(TEXTS, TEXTS)
def test_a_run_is_the_same_words_and_cannot_be_longer(left, right):
    one, other = words_of(left).words, words_of(right).words
    for run in runs(left, right):
        ends = run.left + run.words, run.right + run.words
        assert one[run.left : ends[0]] == other[run.right : ends[1]]
        assert ends[0] == len(one) or ends[1] == len(other) or one[ends[0]] != other[ends[1]]


def test_a_word_in_two_runs_is_counted_once():
    assert covered([Run(0, 0, 6), Run(2, 1, 6)]) == (8, 7)
