import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from story_examples import linked, signature

from variorum.model import Judgement, make_id
from variorum.stages.stories import stories

A, B, C, D = (signature(name, ("ferry", "squall", name)) for name in "abcd")
CLOSE = [linked("a", "b", 0.9), linked("a", "c", 0.9), linked("b", "c", 0.9)]


def judged(verdict, left, right="", when="2026-11-01", id=None):
    return Judgement(
        id=id or f"{verdict}-{when}", verdict=verdict, left=left, right=right, who="me", when=when
    )


def groups(signatures, links, judgements=()):
    return [story.article_ids for story in stories.run(signatures, links, list(judgements))]


def test_close_reports_are_one_story_with_an_id_of_its_first_report():
    [story] = stories.run([A, B, C], CLOSE, [])

    assert make_id("sto", "a") == story.id
    assert story.score == 0.9
    assert story.shared == ("ferry", "squall")


def test_a_report_without_a_link_is_a_story_too():
    [story] = stories.run([A], [], [])

    assert (story.article_ids, story.titled_by, story.score) == (("a",), "a", None)


def test_the_earliest_dated_report_gives_the_title_and_an_undated_one_does_not():
    dated = [A, signature("b", ("ferry",), day="2026-10-27"), signature("c", ("ferry",), day="2026-10-26")]

    [story] = stories.run(dated, CLOSE, [])

    assert (story.titled_by, story.first, story.last) == ("c", "2026-10-26", "2026-10-27")
    assert "date unknown in 1 of 3" in story.why


def test_people_join_and_part():
    assert groups([A, B], [], [judged("together", "b", "a")]) == [("a", "b")]
    assert groups([A, B], CLOSE[:1], [judged("apart", "a", "b")]) == [("a",), ("b",)]


def test_the_latest_word_counts_and_can_be_taken_back():
    first, second = judged("apart", "a", "b"), judged("together", "a", "b", when="2026-11-02")

    assert groups([A, B], [], [second, first]) == [("a", "b")]
    assert groups([A, B], [], [second, first, judged("undo", second.id, when="2026-11-03")]) == [
        ("a",),
        ("b",),
    ]


def test_a_judgement_on_other_articles_changes_nothing():
    assert groups([A, B], CLOSE[:1]) == groups([A, B], CLOSE[:1], [judged("apart", "x", "y")])


@given(st.permutations([A, B, C]), st.permutations(CLOSE))
def test_the_order_of_input_does_not_show(signatures, links):
    assert list(stories.run([A, B, C], CLOSE, [])) == list(stories.run(signatures, links, []))


@pytest.mark.parametrize(
    ("expected", "a", "b"),
    [
        ("b", None, "2026-10-27"),
        ("b", "2026-10-27T09:00+00:00", "2026-10-27T10:00+02:00"),
        ("b", "2026-10-27", "2026-10-27T10:00+02:00"),
        ("a", "2026-10-27", "2026-10-28T00:10+00:00"),
        ("b", "2026-13-45", "2026-10-27"),
        ("a", None, None),
    ],
)
def test_the_first_report_names_the_story(expected, a, b):
    made = [
        msgspec.structs.replace(signature(name), published=time, day=time and time[:10])
        for name, time in (("a", a), ("b", b))
    ]

    [story] = stories.run(made, CLOSE[:1], [])

    assert (expected, make_id("sto", expected)) == (story.titled_by, story.id)


REPORTS = [
    msgspec.structs.replace(signature(f"art-{n}", ("ferry", "squall")), published=f"2026-10-{n + 1:02d}")
    for n in range(8)
]
CHANCES = st.dictionaries(
    st.tuples(st.sampled_from(range(8)), st.sampled_from(range(8))).filter(lambda p: p[0] < p[1]),
    st.floats(0.35, 1.0),
)


@given(CHANCES)
def test_a_story_that_only_later_reports_joined_keeps_its_id(chances):
    """Each day's stories: who stays with the first report of a story stays under its id."""
    links = [linked(f"art-{a}", f"art-{b}", round(p, 4)) for (a, b), p in sorted(chances.items())]

    for day in range(1, 9):
        seen = {s.article_id for s in REPORTS[:day]}
        found = stories.run(REPORTS[:day], [x for x in links if {x.left, x.right} <= seen], [])
        assert all(make_id("sto", min(s.article_ids)) == s.id for s in found)


def test_stories_of_one_matter_are_a_saga_and_not_one_story():
    later = [linked("b", "c", 0.4)]
    dated = [msgspec.structs.replace(s, day=f"2026-10-{27 + n}") for n, s in enumerate((A, B, C, D))]

    found = list(stories.run(dated, CLOSE[:1] + later, []))

    assert [("a", "b"), ("c",), ("d",)] == [s.article_ids for s in found]
    saga = make_id("sga", make_id("sto", "a"))
    assert [saga, saga, None] == [s.saga for s in found]
