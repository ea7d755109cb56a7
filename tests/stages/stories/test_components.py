"""Clustering component by component is clustering the whole, where a component joins by story-strong links."""

from hypothesis import given
from hypothesis import strategies as st

from variorum.shuffle import Components
from variorum.stages.stories.cluster import cluster

ITEMS = "abcdefgh"
PAIRS = [(one, other) for one in ITEMS for other in ITEMS if one < other]
SCORES = st.dictionaries(
    st.sampled_from(PAIRS), st.sampled_from([0.35, 0.45, 0.5, 0.6, 0.8, 0.95]), max_size=28
)
HELD = st.sets(st.sampled_from(PAIRS), max_size=2)


@given(SCORES, HELD, HELD)
def test_weak_links_between_components_decide_nothing(scores, together, apart):
    joined = Components()
    for pair in [*(p for p, score in scores.items() if score >= 0.5), *together]:
        joined.join(*pair)
    found = []
    for home in {joined.of(item) for item in ITEMS}:
        members = [item for item in ITEMS if joined.of(item) == home]
        found += cluster(members, scores, together, apart, 0.5)

    assert cluster(ITEMS, scores, together, apart, 0.5) == sorted(found)
