"""What tells one thing in other words, what only looks alike, and sentences that tell two things."""

import pytest
from collation_examples import ADA, article, assertion, count, lineages, statement, story

from variorum.model import Actor, Attribution, Line, Party, Root, Variant
from variorum.stages.collation import collation
from variorum.stages.collation.channels import occasion, one_channel
from variorum.stages.collation.occasion import occasions, other_occasion
from variorum.stages.collation.speakers import same_speaker
from variorum.stages.collation.unit import unit_of
from variorum.stages.collation.who import named, nameless_speaker
from variorum.stages.collation.words import sense


def collate(*articles, statements=(), assertions=(), groups=None):
    """(lines, variants, roots) of a story of these articles, each a lineage unless told otherwise."""
    told = story(*articles)
    made = list(
        collation.run(
            told,
            list(articles),
            list(statements),
            list(assertions),
            [],
            [],
            lineages(told, *(groups or [(a.id[-1],) for a in articles])),
            [],
            [],
        )
    )
    return tuple([r for r in made if isinstance(r, kind)] for kind in (Line, Variant, Root))


def of(lines, *letters):
    """How many lines have exactly these witnesses."""
    return sum(line.article_ids == tuple(f"art-{x}" for x in letters) for line in lines)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("killed", "dead"),
        ("stopped", "halt"),
        ("carries", "carried"),
        ("taken", "took"),
        ("kenyan", "kenya"),
        ("closed", "shut"),
        ("died", "dies"),
    ],
)
def test_forms_and_words_used_for_one_another_have_one_sense(one, other):
    assert sense(one) == sense(other)


def test_tolls_told_in_other_words_are_one_line():
    one = article(
        "a", "A landslide above Orunde buried a bus, killing at least 12 people.", published="2026-05-01"
    )
    other = article("b", "The number of dead has risen to 17.", published="2026-05-02")

    lines, variants, _ = collate(
        one,
        other,
        assertions=[
            assertion(one, one.text, count(one, "12 people", 12, bound="at least")),
            assertion(other, other.text, count(other, "17", 17, "")),
        ],
    )

    assert ["all"] == [line.coverage for line in lines]
    assert [("number", "UPDATE")] == [(v.kind, v.relation) for v in variants]


def test_the_toll_of_another_year_is_kept_apart():
    one = article("a", "The slide killed 12 people in Orunde.", published="2026-05-01")
    other = article("b", "A slide at Orunde in 2019 killed 40 people.", published="2026-05-01")

    lines, _, _ = collate(
        one,
        other,
        assertions=[
            assertion(one, one.text, count(one, "12 people", 12)),
            assertion(other, other.text, count(other, "40 people", 40)),
        ],
    )

    assert 2 == of(lines, "a") + of(lines, "b")


def test_a_sentence_that_tells_two_tolls_stands_on_two_lines():
    both = article("a", "At least seven people were killed and more than 90 were missing in the valley.")
    dead = article("b", "Nine bodies have been recovered.")
    lost = article("c", "Sixty people are still missing.")

    lines, _, _ = collate(
        both,
        dead,
        lost,
        assertions=[
            assertion(both, both.text, count(both, "seven people", 7), count(both, "more than 90", 90, "")),
            assertion(dead, dead.text, count(dead, "Nine bodies", 9, "body")),
            assertion(lost, lost.text, count(lost, "Sixty people", 60)),
        ],
    )

    assert (1, 1) == (of(lines, "a", "b"), of(lines, "a", "c"))


def test_each_figure_for_people_goes_to_its_own_act():
    told = article("a", "At least seven people were killed and more than 90 were missing.")
    record = assertion(told, told.text, count(told, "seven people", 7), count(told, "more than 90", 90, ""))

    found = unit_of(record, told)

    words = {act: {found.words[i].key for i in places} for act, places in found.tolls.items()}
    assert {"=die": {"people", "killed"}, "=missing": {"90", "missing"}} == words


def test_a_claim_and_its_denial_are_two_lines():
    one, other = (article(x, "The clerk had been questioned by the board.") for x in "ab")

    lines, _, _ = collate(
        one,
        other,
        statements=[
            statement(one, one.text, speaker=Party(name="investigators"), quoted=()),
            statement(other, other.text, speaker=ADA, quoted=(), cue_class="denied"),
        ],
    )

    assert ["one", "one"] == [line.coverage for line in lines]


@pytest.mark.parametrize(
    ("expected", "one", "other"),
    [
        (True, "parliament", "Radio Orunde"),
        (True, "the Orunde Gazette", "Radio Tessin"),
        (False, "reporters", "Radio Orunde"),
        (False, "Radio Orunde", "the Orunde radio"),
        (False, None, "Radio Orunde"),
    ],
)
def test_two_audiences_are_two_occasions(expected, one, other):
    texts = [article(x, "We stay.") for x in "ab"]
    said = [
        statement(text, "We stay", addressee=Party(name=name) if name else None)
        for text, name in zip(texts, (one, other), strict=True)
    ]
    told = occasions(said, {text.id: text for text in texts})

    assert expected == other_occasion(*(told[s.id] for s in said))


def test_a_post_may_be_held_by_the_person_another_report_names():
    post = Party(name="the Kenyan minister", actor=Actor(id="KEN:MIN", name="m", kind="person", state="KEN"))
    elsewhere = Party(
        name="the Chadian minister", actor=Actor(id="TCD:MIN", name="m", kind="person", state="TCD")
    )

    assert (None, False) == (same_speaker(ADA, post), same_speaker(ADA, elsewhere))


def test_a_lone_clause_with_nobody_and_no_figure_is_no_line():
    one = article("a", "The rain went on all night.")
    other = article("b", "Trains were late.")

    lines, _, _ = collate(one, other, assertions=[assertion(one, one.text), assertion(other, other.text)])

    assert [] == lines


# --- figures -------------------------------------------------------------------------------------------------


def figures(*pairs, published=(None, None)):
    """(relation, values) of the number variants of two clauses that tell one thing, each with its figures."""
    made, told = [], []
    for letter, day, (text, values) in zip("ab", published, pairs, strict=True):
        piece = article(letter, text, published=day)
        told.append(piece)
        made.append(assertion(piece, text, *(count(piece, *v) for v in values)))
    _, variants, _ = collate(*told, assertions=made)
    return [(v.relation, sorted(r.value for r in v.readings)) for v in variants if v.kind == "number"]


def test_a_part_of_the_dead_is_not_their_number():
    assert [] == figures(
        ("The blast at the mill killed 12 people.", [("12 people", 12)]),
        ("The blast at the mill killed miners; two of the dead were brothers.", [("two", 2, "")]),
    )


def test_the_missing_may_become_fewer():
    assert [("UPDATE", ["40 people", "90 people"])] == figures(
        ("Still missing after the slide were 90 people.", [("90 people", 90)]),
        ("Still missing after the slide were 40 people.", [("40 people", 40)]),
        published=("2026-05-01", "2026-05-03"),
    )


def test_counts_beside_other_words_are_not_compared():
    assert [] == figures(
        (
            "The wave swept over six villages below the broken dam at Orunde.",
            [("six villages", 6, "village")],
        ),
        (
            "Below the broken dam at Orunde the wave left mud; soldiers by evening had got to two villages.",
            [("two villages", 2, "village")],
        ),
    )


# --- wording -------------------------------------------------------------------------------------------------


def wordings(one, other):
    pieces = [article("a", f"“{one},” Okonjo said."), article("b", f"“{other},” Okonjo said.")]
    lines, variants, _ = collate(
        *pieces, statements=[statement(p, w) for p, w in zip(pieces, (one, other), strict=True)]
    )
    return lines, [(v.relation, sorted(r.value for r in v.readings)) for v in variants if v.kind == "wording"]


def test_a_contraction_is_house_style():
    assert (
        [] == wordings("The court does not sleep on this matter", "The court doesn’t sleep on this matter")[1]
    )


def test_another_word_at_the_beginning_of_a_quotation_differs():
    _, found = wordings(
        "All the ledgers will be read by the panel", "Some of the ledgers will be read by the panel"
    )

    assert [("DIFFERS", ["All", "Some of"])] == found


def test_what_another_report_quotes_on_is_put_at_the_end():
    lines, _ = wordings(
        "Two towns that drink from a river should share a bucket",
        "should share a bucket and one day a well",
    )

    (line,) = lines
    assert ["art-a", "art-b"] == [line.assembly[0].span.article_id, line.assembly[-1].span.article_id]


# --- attribution and roots -----------------------------------------------------------------------------------


def carried(name):
    return (Attribution(role="carrier", name=name),)


@pytest.mark.parametrize(
    ("expected", "one", "other"),
    [
        (True, "a ministry readout", "the Orundian foreign ministry"),
        (True, "The ministry", "the ministry"),
        (False, "the interior ministry", "the foreign ministry"),
        (False, "Radio Orunde", "Radio Tessin"),
    ],
)
def test_a_channel_under_a_shorter_name_is_one_channel(expected, one, other):
    assert expected == one_channel(one, other)


@pytest.mark.parametrize(("expected", "name"), [(True, "a news conference"), (False, "a news agency")])
def test_where_somebody_was_heard_is_no_channel(expected, name):
    assert expected == occasion(name)


@pytest.mark.parametrize(
    ("expected", "name"),
    [
        ("named", "Ada Okonjo"),
        ("nameless", "an army officer"),
        ("nameless", "officials"),
        ("neither", "the minister"),
        ("nameless", "Lorry firms"),
        ("named", "Kenya’s opposition"),
        ("nameless", "a Kenyan officer"),
    ],
)
def test_who_is_named(expected, name):
    party = Party(name=name)
    found = "named" if named(party) else "nameless" if nameless_speaker(party) else "neither"

    assert expected == found


def test_a_speaker_left_nameless_is_a_movement():
    words = "They knew the hour of the convoy and the road"
    one, other = (article(x, f"“{words},” somebody said.") for x in "ab")

    _, variants, _ = collate(
        one,
        other,
        statements=[
            statement(one, words, speaker=Party(name="Ravi Dast")),
            statement(other, words, speaker=Party(name="an army officer")),
        ],
    )

    assert ["named in one report, nameless in another"] == [
        v.why[0] for v in variants if v.kind == "attribution"
    ]


def test_a_clause_with_the_speaker_in_it_is_not_the_outlets_own_voice():
    one = article("a", "The Tarvas union wants nine more wells in the valley.")
    other = article("b", "nine more wells in the valley, the Tarvas union said.")

    lines, variants, _ = collate(
        one,
        other,
        assertions=[assertion(one, one.text, count(one, "nine more wells", 9, "well"))],
        statements=[
            statement(
                other, "nine more wells in the valley", speaker=Party(name="the Tarvas union"), quoted=()
            )
        ],
    )

    assert (["all"], []) == (
        [line.coverage for line in lines],
        [v for v in variants if v.kind == "attribution"],
    )


def test_a_witness_that_cites_nothing_rests_on_what_its_lineage_cites():
    words = "We will count every boat before the winter"
    one, other = (article(x, f"“{words},” Okonjo said.") for x in "ab")
    told = [statement(one, words, chain=carried("Radio Orunde")), statement(other, words)]

    (line,), _, _ = collate(one, other, statements=told, groups=[("a", "b")])
    (apart,), _, _ = collate(one, other, statements=told)

    assert (1, 2) == (line.at_most, apart.at_most)
