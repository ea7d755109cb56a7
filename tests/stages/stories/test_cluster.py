from hypothesis import given
from hypothesis import strategies as st

from variorum.stages.stories.cluster import cluster

ITEMS = ["a", "b", "c", "d", "e", "f"]
PAIRS = [(one, other) for i, one in enumerate(ITEMS) for other in ITEMS[i + 1 :]]
SCORES = st.dictionaries(st.sampled_from(PAIRS), st.sampled_from([0.2, 0.5, 0.6, 0.9, 1.0]))


def test_a_close_pair_is_joined_and_a_stranger_left_alone():
    assert cluster(["a", "b", "c"], {("a", "b"): 0.9}, set(), set(), 0.5) == [("a", "b"), ("c",)]


def test_the_mean_counts_a_missing_pair_as_nothing():
    scores = {("a", "b"): 0.9, ("b", "c"): 0.8}

    assert cluster(["a", "b", "c"], scores, set(), set(), 0.5) == [("a", "b"), ("c",)]
    assert cluster(["a", "b", "c"], scores, set(), set(), 0.4) == [("a", "b", "c")]


def test_a_tie_falls_to_the_smaller_names():
    scores = {("b", "c"): 0.8, ("a", "b"): 0.8}

    assert cluster(["c", "b", "a"], scores, set(), set(), 0.5) == [("a", "b"), ("c",)]


def test_people_hold_together_what_scores_do_not():
    assert cluster(["a", "b"], {}, {("a", "b")}, set(), 0.5) == [("a", "b")]


def test_people_keep_apart_what_scores_would_join():
    scores = dict.fromkeys([("a", "b"), ("a", "c"), ("b", "c")], 1.0)

    assert cluster(["a", "b", "c"], scores, set(), {("c", "a")}, 0.5) == [("a", "b"), ("c",)]


def test_a_chain_of_together_does_not_overrule_apart():
    found = cluster(["a", "b", "c"], {}, {("a", "b"), ("b", "c")}, {("a", "c")}, 0.5)

    assert not any({"a", "c"} <= set(members) for members in found)


@given(SCORES, st.permutations(ITEMS), st.sets(st.sampled_from(PAIRS), max_size=3), st.randoms())
def test_the_order_of_input_does_not_show(scores, items, apart, random):
    shuffled = list(scores.items())
    random.shuffle(shuffled)
    turned = {((b, a) if random.random() < 0.5 else (a, b)): score for (a, b), score in shuffled}

    assert cluster(ITEMS, scores, set(), apart, 0.5) == cluster(items, turned, set(), apart, 0.5)


@given(SCORES, st.sets(st.sampled_from(PAIRS)), st.sets(st.sampled_from(PAIRS)))
def test_every_item_is_in_one_cluster_and_nothing_held_apart_meets(scores, together, apart):
    found = cluster(ITEMS, scores, together, apart, 0.5)

    assert sorted(ITEMS) == sorted(item for members in found for item in members)
    assert not any({one, other} <= set(members) for one, other in apart for members in found)
