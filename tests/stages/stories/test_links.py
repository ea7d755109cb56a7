from collections import defaultdict

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from story_examples import signature

from variorum.pipeline import GroupKey
from variorum.stages.stories.blocks import blocks, heaviest
from variorum.stages.stories.links import BUSY, FULL, containment, gap, link, links, number, titles

FERRY = ("ferry", "capsize", "squall", "osmeria", "jetty", "hull")
STRIKE = ("blockade", "docker", "crane", "camera", "gate")
ARTICLES = st.lists(
    st.builds(
        signature,
        st.sampled_from([f"art-{n}" for n in range(8)]),
        st.sets(st.sampled_from(FERRY + STRIKE), min_size=1).map(lambda terms: tuple(sorted(terms))),
        day=st.sampled_from([None, "2026-10-26", "2026-10-27", "2026-11-30"]),
        title=st.sampled_from([(), ("ferry",), ("docker",)]),
    ),
    unique_by=lambda s: s.article_id,
)


def found(signatures):
    """What all blocks together make: every link by its id, and each as often as it was made."""
    met = defaultdict(list)
    for one in signatures:
        for key in blocks(one):
            met[key].append(one)
    made = defaultdict(list)
    for key, group in sorted(met.items()):
        for one in links.run(GroupKey(key), group):
            made[one.id].append(one)
    return made


def test_two_reports_of_one_day_and_matter_are_linked_with_reasons():
    one = signature("art-1", FERRY, day="2026-10-26", title=("ferry",))
    other = signature("art-2", FERRY, day="2026-10-27", title=("ferry",))

    made = link(one, other)

    assert (made.left, made.right) == ("art-1", "art-2")
    assert made.score > 0.9
    assert "titles: ferry" in made.why
    assert "days apart: 1" in made.why


def test_reports_of_two_matters_are_not_linked():
    assert link(signature("art-1", FERRY), signature("art-2", STRIKE)) is None


def test_an_unknown_date_is_said_and_lies_between_near_and_far():
    scores = [
        link(signature("art-1", FERRY, day="2026-10-26"), signature("art-2", FERRY[:4], day=day)).score
        for day in ("2026-10-26", None, "2026-11-30")
    ]

    assert sorted(scores, reverse=True) == scores
    assert len(set(scores)) == 3
    assert "date unknown" in link(signature("art-1", FERRY), signature("art-2", FERRY)).why


def test_the_same_two_give_the_same_link_whichever_comes_first():
    one, other = signature("art-1", FERRY), signature("art-2", FERRY[1:])

    assert link(one, other) == link(other, one)


def test_a_pair_is_made_in_the_smallest_block_it_shares_and_in_no_other():
    one, other = signature("art-1", FERRY), signature("art-2", FERRY)
    shared = sorted(set(blocks(one)) & set(blocks(other)))

    made = [key for key in shared if list(links.run(GroupKey(key), [one, other]))]

    assert [shared[0]] == made


@given(ARTICLES)
def test_a_pair_is_made_once(signatures):
    assert all(len(made) == 1 for made in found(signatures).values())


@given(ARTICLES, st.randoms())
def test_the_order_of_articles_does_not_show(signatures, random):
    shuffled = list(signatures)
    random.shuffle(shuffled)

    assert {k: v[0] for k, v in found(signatures).items()} == {k: v[0] for k, v in found(shuffled).items()}


def test_the_blocks_of_an_article_do_not_depend_on_the_order_of_its_terms():
    assert blocks(signature("art-1", FERRY)) == blocks(signature("art-1", FERRY[::-1]))


def test_in_a_full_block_only_neighbours_in_time_are_compared():
    many = [signature(f"art-{n:03d}", FERRY, day="2026-10-26") for n in range(FULL + 1)]

    key = GroupKey(min(blocks(many[0])))

    pairs = {(made.left, made.right) for made in links.run(key, many)}

    assert ("art-000", "art-100") in pairs
    assert ("art-000", "art-101") not in pairs


@pytest.mark.parametrize(
    ("expected", "one", "other"),
    [(0, "2026-10-26", "2026-10-26"), (1, "2026-10-26", "2026-10-27"), (None, None, "2026-10-26")],
)
def test_days_between(expected, one, other):
    assert expected == gap(number(one), number(other))


def test_a_month_is_no_day():
    assert gap(number("2026-10"), number("2026-10-26")) is None


def test_containment_is_of_the_shorter_and_needs_four_prints():
    assert containment(frozenset(range(4)), frozenset(range(8))) == 1
    assert containment(frozenset(range(3)), frozenset(range(3))) == 0


@pytest.mark.parametrize(
    ("expected", "one", "other"),
    [
        (1.0, ("ferry", "squall"), ("squall", "ferry")),
        (0.5, ("ferry", "squall"), ("ferry", "docker")),
        (0.0, ("ferry",), ("docker",)),
        (0.0, (), ("ferry",)),
        (0.0, (), ()),
    ],
)
def test_the_cosine_of_two_titles(expected, one, other):
    assert expected == pytest.approx(titles(frozenset(one), frozenset(other)))


def test_a_title_term_that_every_report_has_tells_little():
    telling, common = (
        titles(frozenset({term, "jetty"}), frozenset({term, "hull"})) for term in ("ferry", "say")
    )

    assert common < telling


def test_reports_of_one_subject_under_one_title_are_nearer_than_under_two():
    one, same, other = (
        signature(f"art-{n}", FERRY[n : n + 4], day="2026-10-26", title=title)
        for n, title in enumerate([("ferry", "squall"), ("ferry", "squall"), ("jetty", "owner")])
    )

    assert (
        link(one, same).score > link(one, msgspec.structs.replace(same, title_terms=other.title_terms)).score
    )


def test_the_heaviest_terms_come_first_and_ties_by_the_alphabet():
    terms = {f"t{n:02d}": 0.1 for n in range(20)} | {"ferry": 0.3, "hull": 0.2}

    assert ["ferry", "hull", "t00", "t01"] == heaviest(terms)[:4]
    assert len(heaviest(terms)) == 10


@pytest.mark.parametrize(("expected", "day"), [(1, "2026-11-05"), (0, "2026-11-06"), (1, None)])
def test_reports_more_than_ten_days_apart_are_not_compared(expected, day):
    one, other = signature("art-1", FERRY, day="2026-10-26"), signature("art-2", FERRY, day=day)

    assert expected == sum(map(len, found([one, other]).values()))


@pytest.mark.parametrize(("expected", "others"), [(1, 0), (0, BUSY)])
def test_in_a_block_of_many_a_pair_must_share_another_key(expected, others):
    """Two reports that share one key alone, which none, or very many, of the others have too."""
    tail = [f"word{n}" for n in range(15)]
    pair = [signature(name, ("zaire", *tail), day="2026-10-26") for name in "ab"]
    pair = [msgspec.structs.replace(s, blocks=("50 zaire", f"49 {s.article_id}")) for s in pair]
    crowd = [
        msgspec.structs.replace(signature(f"x{n}", (f"own{n}",), day="2026-01-01"), blocks=("50 zaire",))
        for n in range(others)
    ]

    assert expected == len(list(links.run(GroupKey("50 zaire"), [*pair, *crowd])))
