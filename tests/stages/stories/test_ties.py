import pytest
from story_examples import FERRY, RESCUE, SPOKEN, article

from variorum.model import Attribution, Credit, Span, Statement, Story
from variorum.stages.stories import lineages
from variorum.stages.stories.ties import earlier

OTHER = (
    "Nine people are dead after a boat went down in high wind on the lake, officials in Osmeria said, and "
    "the search for those still missing goes on with help from across the border this morning."
)
PRESS = Credit(agency="Associated Press", kind="whole", source_start=0, source_end=3)
READOUT = Attribution(role="carrier", name="the Osmerian harbour office")


def tie(*articles, statements=()):
    """The only tie of two reports."""
    story = Story(id="sto-1", article_ids=("a", "b"))
    found = list(lineages.run(story, list(articles), list(statements)))
    ties = {t for lineage in found for t in lineage.ties}
    assert len(ties) == 1
    return ties.pop()


@pytest.mark.parametrize(
    ("expected", "one", "other"),
    [
        ("republished", f"{FERRY} {RESCUE}", f"{FERRY} {RESCUE}"),
        (
            "rewritten",
            f"{FERRY} {RESCUE} {OTHER}",
            f"{FERRY} {RESCUE} It was the third accident of its kind on these waters since the rains began.",
        ),
        (
            "phrases",
            f"{RESCUE} It was over before two fishing boats could reach the wooden hull.",
            f"{OTHER} All was lost before two fishing boats could reach the wooden hull.",
        ),
        ("quotations", f"{FERRY} {SPOKEN}", f"{OTHER} {SPOKEN}"),
        (
            "boilerplate",
            f"{FERRY}\nImage source, Getty Images Image caption, The harbour of Osmeria",
            f"{OTHER}\nImage source, Getty Images Image caption, The harbour of Osmeria",
        ),
    ],
)
def test_each_pair_has_a_relation(expected, one, other):
    assert expected == tie(article("a", one), article("b", other)).relation


def test_reports_with_nothing_in_common_have_no_tie():
    found = lineages.run(
        Story(id="sto-1", article_ids=("a", "b")), [article("a", FERRY), article("b", OTHER)], []
    )

    assert [(), ()] == [f.ties for f in found]


@pytest.mark.parametrize(
    ("expected", "one", "other"),
    [
        (None, {}, {}),
        ("a", {"published": "2026-11-02T08:00+02:00"}, {"published": "2026-11-02T07:00+00:00"}),
        ("b", {"published": "2026-11-02T08:00+00:00"}, {"published": "2026-11-02T09:00+02:00"}),
        ("a", {"published": "2026-11-02"}, {"published": "2026-11-06"}),
        (None, {"published": "2026-11-02"}, {"published": "2026-11-03"}),
        (None, {"published": "2026-11"}, {"published": "2026-12-03"}),
        ("b", {}, {"outlet": "The Shore Post"}),
        (None, {"outlet": "The Shore Post"}, {}),
        ("b", {}, {"outlet": "Associated Press"}),
        (None, {"published": "2026-11-02"}, {"outlet": "The Shore Post", "published": "2026-11-09"}),
    ],
)  # fmt: skip
def test_a_direction_is_told_only_where_something_tells_it(expected, one, other):
    told = f"{FERRY} {RESCUE}"
    credits = (PRESS,) if other.get("outlet") == "Associated Press" else ()

    found = tie(
        article("a", f"{told} The Shore Post had it first.", credits=credits, **one),
        article("b", told, **other),
    )

    assert expected == found.source


def test_two_that_credit_one_agency_took_from_it_and_not_from_one_another():
    one, other = (
        article(n, f"{FERRY} {RESCUE}", credits=(PRESS,), published=f"2026-11-0{d}")
        for n, d in (("a", 1), ("b", 9))
    )

    found = tie(one, other)

    assert (None, "Associated Press") == (found.source, found.origin)
    assert ("both could have taken the shared words from Associated Press",) == found.against


def statement(of, name=READOUT):
    start = of.text.index("Nobody should")
    return Statement(
        id=f"stm-{of.id}", article_id=of.id, speaker=None, content=(Span(of.id, start, start + 40),), chain=(name,)
    )  # fmt: skip


def test_a_readout_that_both_cite_is_the_origin_of_the_words_they_quote():
    one, other = article("a", f"{FERRY} {SPOKEN}"), article("b", f"{OTHER} {SPOKEN}")
    told = [statement(one), statement(other, Attribution(role="carrier", name="Osmerian harbour office"))]

    found = tie(one, other, statements=told)

    assert ("quotations", "the Osmerian harbour office") == (found.relation, found.origin)


def test_officials_of_no_name_are_no_common_origin():
    one, other = article("a", f"{FERRY} {SPOKEN}"), article("b", f"{OTHER} {SPOKEN}")
    officials = Attribution(role="carrier", name="an official")

    assert tie(one, other, statements=[statement(one, officials), statement(other, officials)]).origin is None


def test_of_two_days_side_by_side_neither_is_the_earlier():
    one, other = (
        article("a", FERRY, published="2026-11-02"),
        article("b", FERRY, published="2026-11-03T09:00+09:00"),
    )

    assert earlier(one, other) is None
