import random

import pytest
from collation_examples import (
    ADA,
    AGENCY,
    BEN,
    article,
    assertion,
    carrier,
    count,
    lineages,
    span,
    statement,
    story,
)

from variorum.model import Actor, Attribution, Line, Party, Root, TimeWindow, Variant
from variorum.stages.collation import collation
from variorum.stages.collation.speakers import same_speaker

FULL = "The commission will open every file and publish the names of the lenders"
CUT = ("will open every file", "publish the names of the lenders")
PAPER_A = article("a", f"“{FULL},” Okonjo said on Friday.")
PAPER_B = article("b", f"The body “{CUT[0]} … {CUT[1]},” Okonjo said.")
PAPER_C = article("c", "Okonjo promised that the commission was going to open its files on lenders.")


def collate(*articles, statements=(), assertions=(), windows=(), places=(), roots=None):
    """(lines, variants, roots) of a story of these articles, each a lineage unless told otherwise."""
    told = story(*articles)
    groups = roots or [(a.id[-1],) for a in articles]
    made = list(
        collation.run(
            told,
            list(articles),
            list(statements),
            list(assertions),
            [],
            [],
            lineages(told, *groups),
            list(windows),
            list(places),
        )
    )
    return tuple([r for r in made if isinstance(r, kind)] for kind in (Line, Variant, Root))


def whys(variants):
    return sorted((v.kind, v.relation, v.why[0]) for v in variants)


def test_a_quotation_and_its_cut_form_are_one_line_with_the_fullest_words():
    lines, variants, _ = collate(
        PAPER_A,
        PAPER_B,
        statements=[statement(PAPER_A, FULL), statement(PAPER_B, f"{CUT[0]} … {CUT[1]}")],
    )

    (line,) = lines
    assert ("art-a", "art-b") == line.article_ids
    assert ["The commission", "will open every file", "and", "publish the names of the lenders"] == [
        p.span.of(PAPER_A) for p in line.assembly
    ]
    assert ("art-a", "art-b") == line.assembly[1].witnesses
    assert "will open every file" == line.assembly[1].elsewhere[0].of(PAPER_B)
    assert [("wording", "COMPATIBLE", "cut, marked by an ellipsis")] == whys(variants)


def test_a_silent_cut_is_said_to_be_silent():
    silent = article("b", "“The commission will open every file and the names of the lenders,” Okonjo said.")

    _, variants, _ = collate(
        PAPER_A,
        silent,
        statements=[
            statement(PAPER_A, FULL),
            statement(silent, "The commission will open every file and the names of the lenders"),
        ],
    )

    assert [("wording", "COMPATIBLE", "cut silently")] == whys(variants)


def test_another_word_in_the_same_place_of_a_quotation_differs():
    other = article("b", f"“{FULL.replace('publish', 'burn')},” Okonjo said.")

    _, variants, _ = collate(
        PAPER_A,
        other,
        statements=[statement(PAPER_A, FULL), statement(other, FULL.replace("publish", "burn"))],
    )

    (variant,) = variants
    assert ("wording", "DIFFERS") == (variant.kind, variant.relation)
    assert {"publish", "burn"} == {r.value for r in variant.readings}


def test_a_trimmed_end_is_shown():
    trimmed = article("b", "“The commission will open every file,” Okonjo said.")

    _, variants, _ = collate(
        PAPER_A,
        trimmed,
        statements=[statement(PAPER_A, FULL), statement(trimmed, "The commission will open every file")],
    )

    assert [("wording", "COMPATIBLE", "the end of a quotation is trimmed")] == whys(variants)


def test_a_paraphrase_stands_with_the_quotation():
    words = "the commission was going to open its files on lenders"

    lines, variants, _ = collate(
        PAPER_A, PAPER_C, statements=[statement(PAPER_A, FULL), statement(PAPER_C, words, quoted=())]
    )

    assert ["all"] == [line.coverage for line in lines]
    assert [("wording", "COMPATIBLE", "quoted in one report, paraphrased in another")] == whys(variants)


def test_speakers_known_to_differ_are_never_put_together():
    said = "the lenders must open their files to the commission"
    one, other = (article(x, f"{said} , said somebody.") for x in "ab")

    lines, _, _ = collate(
        one,
        other,
        statements=[
            statement(one, said, speaker=ADA, quoted=()),
            statement(other, said, speaker=BEN, quoted=()),
        ],
    )

    assert ["one", "one"] == [line.coverage for line in lines]


def test_long_words_given_to_two_speakers_are_one_line_and_a_finding():
    other = article("b", f"“{FULL},” Tarvas said.")

    lines, variants, _ = collate(
        PAPER_A, other, statements=[statement(PAPER_A, FULL), statement(other, FULL, speaker=BEN)]
    )

    assert 1 == len(lines)
    assert [("attribution", "DIFFERS", "the same words are given to different speakers")] == whys(variants)


@pytest.mark.parametrize(
    ("expected", "one", "other"),
    [
        (True, "Prosper Gitwe Ndarihoze", "Gitwe Ndarihoze"),
        (True, "Ada Okonjo", "Okonjo"),
        (False, "Ada Okonjo", "Ben Okonjo"),
        (False, "Ada Okonjo", "Ada Tarvas"),
    ],
)
def test_a_name_with_parts_left_out_is_the_same_name(expected, one, other):
    parties = [
        Party(name=n, actor=Actor(id=f"person:{n.casefold()}", name=n, kind="person")) for n in (one, other)
    ]

    assert expected is same_speaker(*parties)


def test_a_pronoun_names_nobody():
    it = Party(name="it")
    lines, _, _ = collate(
        PAPER_A,
        PAPER_B,
        statements=[statement(PAPER_A, FULL, speaker=it), statement(PAPER_B, CUT[0], speaker=it)],
    )

    assert {line.speaker for line in lines} == {"it"}


# --- roots -------------------------------------------------------------------------------------------------


def test_two_witnesses_of_one_channel_are_one_root():
    readout = AGENCY
    a = statement(PAPER_A, FULL, chain=(carrier("a ministry readout", readout),))
    b = statement(PAPER_B, *CUT, chain=(carrier("the ministry", readout),))

    lines, _, roots = collate(PAPER_A, PAPER_B, statements=[a, b])

    assert 1 == lines[0].at_most
    assert [("channel", "a ministry readout", ("art-a", "art-b"))] == [
        (r.kind, r.name, r.article_ids) for r in roots
    ]


def test_an_echo_of_a_cited_channel_is_no_second_root():
    echoing = article("a", f"“{FULL},” Okonjo said. RTN echoed those remarks.")
    apparent = Attribution(role="speaker", name="RTN", actor=AGENCY, apparent=True)
    a = statement(echoing, FULL)
    echo = statement(
        echoing,
        "those remarks",
        speaker=Party(name="RTN", actor=AGENCY),
        quoted=(),
        cue_class="echoed",
        chain=(apparent,),
    )
    b = statement(PAPER_B, *CUT, chain=(carrier("RTN", AGENCY),))

    lines, variants, roots = collate(echoing, PAPER_B, statements=[a, echo, b])

    assert [1] == [line.at_most for line in lines]
    assert ["channel"] == [r.kind for r in roots]
    assert "the source of one report is an apparent second voice in another: one root, not two" in {
        v.why[0] for v in variants if v.kind == "attribution"
    }


@pytest.mark.parametrize(
    ("expected", "name"), [(2, "officials"), (2, "a senior official"), (1, "the Kenyan Wildlife Trust")]
)
def test_two_nameless_sources_of_two_lineages_are_not_taken_for_one(expected, name):
    a = statement(PAPER_A, FULL, chain=(carrier(name),))
    b = statement(PAPER_B, *CUT, chain=(carrier(name),))

    lines, _, _ = collate(PAPER_A, PAPER_B, statements=[a, b])

    assert expected == lines[0].at_most


def test_where_nobody_cites_a_channel_the_lineages_count():
    said = [statement(PAPER_A, FULL), statement(PAPER_B, *CUT)]

    apart, _, _ = collate(PAPER_A, PAPER_B, statements=said)
    together, _, _ = collate(PAPER_A, PAPER_B, statements=said, roots=[("a", "b")])

    assert 2 == apart[0].at_most
    assert 1 == together[0].at_most


def test_a_witness_that_cites_nothing_raises_the_bound_and_the_case_against_is_told():
    a = statement(PAPER_A, FULL, chain=(carrier("RTN", AGENCY),))

    lines, _, _ = collate(PAPER_A, PAPER_B, statements=[a, statement(PAPER_B, *CUT)])

    assert 2 == lines[0].at_most
    assert ("a witness that cites nothing may rest on the channel another cites",) == lines[0].against


# --- facts -------------------------------------------------------------------------------------------------

TOLL_A = article(
    "a", "The ferry sank off Port Reva, killing 12 people.", published="2026-03-01T08:00:00+00:00"
)
TOLL_B = article(
    "b", "The sinking off Port Reva killed at least 17 people.", published="2026-03-02T08:00:00+00:00"
)


def tolls(earlier, later):
    return [
        assertion(
            earlier, "The ferry sank off Port Reva, killing 12 people", count(earlier, "12 people", 12)
        ),
        assertion(
            later,
            "The sinking off Port Reva killed at least 17 people",
            count(later, "at least 17 people", 17, bound="at least"),
        ),
    ]


def test_a_later_higher_toll_is_an_update():
    _, variants, _ = collate(TOLL_A, TOLL_B, assertions=tolls(TOLL_A, TOLL_B))

    assert [("number", "UPDATE")] == [(v.kind, v.relation) for v in variants]


def test_figures_that_cannot_both_be_true_differ():
    a = article("a", "Police said the march drew 300 people to the square.", published="2026-03-01")
    b = article("b", "The march drew 900 people to the square.", published="2026-03-01")

    _, variants, _ = collate(
        a,
        b,
        assertions=[
            assertion(a, "the march drew 300 people to the square", count(a, "300 people", 300)),
            assertion(b, "The march drew 900 people to the square", count(b, "900 people", 900)),
        ],
    )

    assert [("number", "DIFFERS", {"300 people", "900 people"})] == [
        (v.kind, v.relation, {r.value for r in v.readings}) for v in variants
    ]


def test_the_dead_are_not_compared_with_the_rescued():
    a = article("a", "The ferry sank off Port Reva: 12 people died and 40 people were saved.")
    b = article("b", "The ferry sank off Port Reva: 40 people were saved, 12 people died.")

    _, variants, _ = collate(
        a,
        b,
        assertions=[
            assertion(r, r.text[:-1], count(r, "12 people", 12), count(r, "40 people", 40)) for r in (a, b)
        ],
    )

    assert [] == variants


def window(article, words, start, end):
    found = span(article, words)
    return TimeWindow(
        id=f"win-{article.id}-{found.start}",
        article_id=article.id,
        span=found,
        text=words,
        value=start,
        start=start,
        end=end,
    )


@pytest.mark.parametrize(
    ("expected", "end"),
    [(["DIFFERS"], "2026-12-08"), (["COMPATIBLE"], "2026-12-15")],
    ids=["windows that exclude each other", "a window in the other"],
)
def test_windows_differ_only_when_they_exclude_each_other(expected, end):
    a = article("a", "The joint commission will first meet in Nairobi on 14 December.")
    b = article("b", "The joint commission will first meet in Nairobi in that week.")

    _, variants, _ = collate(
        a,
        b,
        assertions=[assertion(r, r.text[:-1]) for r in (a, b)],
        windows=[
            window(a, "14 December", "2026-12-14", "2026-12-15"),
            window(b, "that week", "2026-12-07", end),
        ],
    )

    assert expected == [v.relation for v in variants if v.kind == "time"]


# --- what must always hold ---------------------------------------------------------------------------------


def test_the_order_of_records_does_not_show():
    said = [
        statement(PAPER_A, FULL),
        statement(PAPER_B, *CUT),
        statement(PAPER_C, "open its files", quoted=()),
    ]
    expected = collate(PAPER_A, PAPER_B, PAPER_C, statements=said)
    chance = random.Random(5)

    for _ in range(5):
        chance.shuffle(said)
        assert expected == collate(PAPER_A, PAPER_B, PAPER_C, statements=said)


def test_no_assembly_has_a_word_that_no_witness_has():
    lines, _, _ = collate(PAPER_A, PAPER_B, statements=[statement(PAPER_A, FULL), statement(PAPER_B, *CUT)])

    by_id = {"art-a": PAPER_A, "art-b": PAPER_B}
    for piece in lines[0].assembly:
        assert piece.span.of(by_id[piece.span.article_id]).strip()
        assert {s.article_id for s in piece.elsewhere} == set(piece.witnesses) - {piece.span.article_id}


def test_the_speaker_is_told_though_the_fullest_words_are_an_outlets_own():
    a = article(
        "a", "The regional dam at Tolmer cracked and then burst late on Friday night, flooding Ordal."
    )
    b = article("b", "The regional dam at Tolmer cracked and then burst late on Friday, Okonjo said.")
    said = statement(b, "The regional dam at Tolmer cracked and then burst late on Friday", quoted=())
    lines, _, _ = collate(a, b, statements=[said], assertions=[assertion(a, a.text)])

    assert [ADA.name] == [line.speaker for line in lines]
