import pytest
from hypothesis import given
from hypothesis import strategies as st
from story_examples import FERRY, RESCUE, SPOKEN, article

from variorum.model import Credit, Story
from variorum.stages.stories import lineages

OTHER = (
    "Nine people are dead after a boat went down in high wind on the lake, officials in Osmeria said, and "
    "the search for those still missing goes on with help from across the border this morning."
)
THIRD = (
    "Officials blamed the weather. The boat had no licence for the night, a clerk said, and its captain has "
    "not been seen since the accident, which is the third of its kind this year on these waters."
)
NWS = Credit(agency="NWS", kind="whole", source_start=0, source_end=3)


def read(*articles):
    story = Story(id="sto-1", article_ids=tuple(a.id for a in articles))
    return list(lineages.run(story, list(articles)))


def test_the_same_dispatch_in_two_outlets_is_republished():
    [found] = read(article("a", f"{FERRY}\n{RESCUE}"), article("b", f"{FERRY}\n{RESCUE}\n{SPOKEN}"))

    assert (found.relation, found.article_ids) == ("republished", ("a", "b"))
    assert found.against == ("both could have taken the shared words from one source they cite",)


def test_half_of_the_prose_in_common_is_a_rewrite():
    [found] = read(article("a", f"{FERRY} {RESCUE}\n{OTHER}"), article("b", f"{FERRY} {RESCUE}\n{THIRD}"))

    assert found.relation == "rewritten"


def test_independent_reports_of_one_happening_stay_apart():
    found = read(article("a", f"{FERRY}\n{RESCUE}"), article("b", f"{OTHER}\n{THIRD}"))

    assert [(f.relation, f.article_ids) for f in found] == [("single", ("a",)), ("single", ("b",))]
    assert all(not f.runs and not f.against for f in found)


def test_a_shared_quotation_is_no_descent():
    one, other = read(article("a", f"{FERRY} {SPOKEN}"), article("b", f"{OTHER} {SPOKEN}"))

    assert "single" == one.relation == other.relation
    assert one.runs == ()


def test_a_readout_without_marks_is_no_descent():
    readout = (
        "We agreed to open the ports of both our nations to the boats of the other before the summer ends."
    )

    assert len(read(article("a", f"{FERRY}\n{readout}"), article("b", f"{OTHER}\n{readout}"))) == 2


def test_a_text_all_in_the_first_person_printed_twice_is_republished():
    readout = "We agreed to open the ports of both nations."

    [found] = read(article("a", readout), article("b", readout))

    assert found.relation == "republished"


def test_a_short_run_keeps_two_apart_but_is_shown_from_either_side():
    shared = "before two fishing boats could reach the wooden hull"
    texts = {
        "a": f"{RESCUE} It was over {shared}.",
        "b": f"{OTHER} All was lost {shared}, they said. {THIRD}",
    }

    one, other = read(*(article(name, text) for name, text in texts.items()))

    assert "single" == one.relation == other.relation
    assert one.against == ("shares 1 run of own prose with b: a common text is possible",)
    for lineage in (one, other):
        [run] = lineage.runs
        assert run.left.article_id == lineage.article_ids[0]
        for span in (run.left, run.right):
            assert shared == texts[span.article_id][span.start : span.end]


@pytest.mark.parametrize(
    ("expected", "credits"), [(["rewritten"], (NWS,)), (["single", "single"], ())], ids=["credited", "not"]
)
def test_one_agency_credited_by_both_needs_less_prose(expected, credits):
    shared = [" ".join(RESCUE.split()[n : n + 12]) for n in (0, 12)] + [" ".join(FERRY.split()[:12])]
    texts = [
        " ".join(
            f"{run} {' '.join(f'{side}{n}' for n in range(50 * i, 50 * i + 50))}"
            for i, run in enumerate(shared)
        )
        for side in ("mine", "yours")
    ]

    found = read(*(article(name, text, credits=credits) for name, text in zip("ab", texts, strict=True)))

    assert expected == [f.relation for f in found]


def test_an_agency_is_named_only_when_both_credit_it():
    [found] = read(article("a", f"{FERRY} {RESCUE}", credits=(NWS,)), article("b", f"{FERRY} {RESCUE}"))

    assert found.agency is None


@given(st.lists(st.sampled_from([FERRY, RESCUE, OTHER, THIRD, SPOKEN]), min_size=1, max_size=3), st.randoms())
def test_every_witness_is_in_one_lineage_whatever_the_order(parts, random):
    articles = [article(f"art-{n}", "\n".join([*parts[n:], FERRY])) for n in range(len(parts))]
    shuffled = list(articles)
    random.shuffle(shuffled)

    found = read(*articles)

    assert sorted(a.id for a in articles) == sorted(m for f in found for m in f.article_ids)
    assert found == read(*shuffled)
