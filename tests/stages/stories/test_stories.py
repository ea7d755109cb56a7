from hypothesis import given
from hypothesis import strategies as st
from story_examples import linked, signature

from variorum.model import Judgement, make_id
from variorum.stages.stories import stories

A, B, C = (signature(name, ("ferry", "squall", name)) for name in ("a", "b", "c"))
CLOSE = [linked("a", "b", 0.9), linked("a", "c", 0.9), linked("b", "c", 0.9)]


def judged(verdict, left, right="", when="2026-11-01", id=None):
    return Judgement(
        id=id or f"{verdict}-{when}", verdict=verdict, left=left, right=right, who="me", when=when
    )


def groups(signatures, links, judgements=()):
    return [story.article_ids for story in stories.run(signatures, links, list(judgements))]


def test_close_reports_are_one_story_with_an_id_of_its_articles():
    [story] = stories.run([A, B, C], CLOSE, [])

    assert make_id("sto", "a", "b", "c") == story.id
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
