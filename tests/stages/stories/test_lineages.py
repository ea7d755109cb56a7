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


def read(*articles, statements=()):
    story = Story(id="sto-1", article_ids=tuple(a.id for a in articles))
    return list(lineages.run(story, list(articles), list(statements)))


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
    assert one.against == ("a shares 1 run of own prose with b: a common text is possible",)
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


QUOTES = (
    "“The night route stays shut until I have seen the papers of every boat,”",
    "“We carried lanterns down to the reeds and called the names,”",
    "“No clerk of mine sold a ticket after the bell had rung,”",
)
DESK = (
    f"The minister spoke first. {QUOTES[0]} she said. The route feeds nineteen villages without a road, and the "
    f"last licence lapsed before the rains. {QUOTES[1]} a teacher said. Owners bought cheaper planks from a "
    f"bankrupt sawmill upriver. {QUOTES[2]} the clerk said. Two earlier hulls rotted at the same slipway."
)
CLOSE = (
    f"It began with an order. {QUOTES[0]} she told them. Nineteen villages without a road lost their boat, for the "
    f"last licence lapsed before the rains. {QUOTES[1]} said a man who teaches. Cheaper planks from a bankrupt "
    f"sawmill went into the frame. {QUOTES[2]} the clerk swore. Both hulls rotted at the same slipway."
)
OWN = (
    f"Cameras waited at the gate. {QUOTES[0]} she told them. Rain kept the mourners under a tin roof all day. "
    f"{QUOTES[1]} said a man who teaches. A priest walked from hut to hut with bread. {QUOTES[2]} the clerk "
    f"swore. Nobody slept, and the goats were loud."
)


def test_pieces_of_prose_and_quotations_in_one_order_are_a_close_rewrite():
    [found] = read(article("a", DESK), article("b", CLOSE))

    assert found.relation == "rewritten"
    assert "3 shared quotations stand in the same order in a and b" in found.why


def test_the_same_quotations_in_the_same_order_alone_are_no_descent():
    one, other = read(article("a", DESK), article("b", OWN))

    assert "single" == one.relation == other.relation
    assert one.against == (
        "a shares only 3 quotations in the same order with b: one source of these words, two reports",
    )


def test_names_and_titles_in_a_row_are_no_evidence():
    row = "Foreign Minister Ana Lind of Osmeria and President Tor Vik of Vindal met Prime Minister Odd Ness"

    one, other = read(article("a", f"{row} on Monday. {RESCUE}"), article("b", f"{row} on Monday. {OTHER}"))

    assert one.runs == other.runs == ()


def test_a_statement_one_prints_without_marks_and_another_quotes_is_no_descent():
    said = "The port shall stay open to every boat that brings grain, and the toll shall be a third of what it was"

    found = read(
        article("a", f"{RESCUE}\n{said}."), article("b", f"{OTHER} “{said},” the ministry said.\n{said}.")
    )

    assert ["single", "single"] == [f.relation for f in found]


def test_one_author_in_both_needs_less_prose():
    shared = [" ".join(RESCUE.split()[n : n + 12]) for n in (0, 12)] + [" ".join(FERRY.split()[:12])]
    texts = [
        " ".join(f"{run} " + " ".join(f"{side}{n}" for n in range(50)) for run in shared) for side in "xy"
    ]

    found = read(*(article(name, text, byline=("Ana Lind",)) for name, text in zip("ab", texts, strict=True)))

    assert ["rewritten"] == [f.relation for f in found]


LIVE = "veldara.example/live/ferry"


def test_the_updates_of_a_live_page_are_one_lineage_with_a_reason_of_its_own():
    [found] = read(
        *(
            article(name, text, page=LIVE, kind="live")
            for name, text in zip("abc", (FERRY, RESCUE, OTHER), strict=True)
        )
    )

    assert ("one page", ("a", "b", "c")) == (found.relation, found.article_ids)
    assert "a and b stand on one page" in found.why
    assert found.score is None
    assert found.against == ()


def test_a_page_that_prints_two_dispatches_does_not_make_one_of_them():
    found = read(
        article("a", FERRY * 2, page=LIVE),
        article("b", f"{OTHER} {THIRD}", page=LIVE),
        article("c", RESCUE, page=LIVE),
        article("d", "Nobody has said yet who will pay for the hull.", page=LIVE),
        article("x", FERRY * 2),
        article("y", f"{OTHER} {THIRD}"),
    )

    assert [("a", "x"), ("b", "y"), ("c", "d")] == sorted(f.article_ids for f in found)


@pytest.mark.parametrize(
    ("expected", "page", "outlets"),
    [
        (1, LIVE, ("The Beacon", None)),
        (1, "saved.html", ("The Beacon", "The Beacon")),
        (2, "saved.html", ("The Beacon", "The Courier")),
        (2, None, ("The Beacon", "The Beacon")),
    ],
)
def test_a_file_name_is_a_page_only_together_with_its_outlet(expected, page, outlets):
    one, other = (
        article(n, t, page=page, outlet=o) for n, t, o in zip("ab", (FERRY, OTHER), outlets, strict=True)
    )

    assert expected == len(read(one, other))


BRIEFS = (
    "Gunmen came ashore in two boats and burned three lorries on the coast road, the army said. Four drivers were "
    "led away into the mangroves. The raiders had been helped by a clerk in the company’s own office, an officer "
    "said. The company called the charge absurd.",
    "It was an inside job. The raiders, who swept ashore in two boats, had been helped by a clerk in the company’s "
    "own office, it emerged. Flames from three lorries on the coast road were seen at sea, and four drivers were "
    "led away into the mangroves. Wives have waited at the gate since.",
)


def test_a_brief_rewritten_keeps_few_words_but_most_that_tell():
    [found] = read(*(article(name, text) for name, text in zip("ab", BRIEFS, strict=True)))

    assert "rewritten" == found.relation


def test_the_same_few_words_in_two_long_reports_are_no_descent():
    texts = (
        " ".join((brief, *(f"{side}word{n}" for n in range(300))))
        for side, brief in zip("xy", BRIEFS, strict=True)
    )

    assert 2 == len(read(*(article(name, text) for name, text in zip("ab", texts, strict=True))))


LONG_RUN = (
    "Osmeria called in the envoy of Velna over a weir. The weir was raised in May on the Velnan bank of the Lower "
    "Sill, the ministry said. Fishermen below it have hauled up nothing for a week. The two have quarrelled over "
    "the stream since a war in the last century.",
    "Trouble over a weir has soured trade again. The weir was raised in May on the Velnan bank of the Lower Sill. "
    "Velna said its answer would come in writing. Merchants in both capitals are anxious for their timber, which "
    "goes down the stream on rafts, and the two have quarrelled over the stream since a war.",
)


def test_a_long_run_in_a_brief_is_descent_and_in_a_long_report_is_none():
    [found] = read(*(article(name, text) for name, text in zip("ab", LONG_RUN, strict=True)))
    longer = [
        " ".join((text, *(f"{side}word{n}" for n in range(200))))
        for side, text in zip("xy", LONG_RUN, strict=True)
    ]

    assert "rewritten" == found.relation
    assert 2 == len(read(*(article(name, text) for name, text in zip("ab", longer, strict=True))))


FOLLOWED = (
    "Customs officers in the port of Velna opened a container of frozen squid on Tuesday and found four tonnes "
    "of ivory behind the boxes, the interior ministry said.",
    "The shipment had left Osmeria in March under the papers of a bankrupt furniture company, according to the "
    "manifest.",
    "Two dockers and a clerk were arrested. A judge ordered them held until the hearing in November.",
    "Velna has destroyed 11 tonnes of seized tusks since 2019.",
)
FOLLOWING = (
    "When customs men in Velna opened a container of squid on Tuesday, four tonnes of ivory lay behind the boxes, "
    "says the ministry.",
    "It had sailed from Osmeria in March, and on its papers stood a bankrupt furniture company.",
    "Arrested were two dockers and one clerk, whom a judge wants held until November.",
    "The city has destroyed 11 tonnes of seized tusks.",
)


@pytest.mark.parametrize(
    ("expected", "there"),
    [(["rewritten"], FOLLOWING), (["single", "single"], FOLLOWING[::-1])],
)
def test_a_brief_that_follows_the_facts_of_another_in_their_order_is_rewritten(expected, there):
    found = read(article("a", "\n".join(FOLLOWED)), article("b", "\n".join(there)))

    assert expected == [f.relation for f in found]


def test_the_order_of_the_facts_is_told_with_what_chance_would_give():
    [found] = read(article("a", "\n".join(FOLLOWED)), article("b", "\n".join(FOLLOWING)))

    [said] = [why for why in found.why if "read backwards" in why]
    assert said.startswith("80% of the facts of the shorter stand in one order in a and b")
