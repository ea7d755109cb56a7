"""The two reports the project started from, where they stand beside the checkout (their text does not ship)."""

from pathlib import Path

import pytest

from variorum.comparing import compare_documents
from variorum.sources import open_sources

SEEDS = Path(__file__).parent.parent.parent / "shared" / "seeds"
pytestmark = [pytest.mark.model, pytest.mark.gold, pytest.mark.xdist_group("seeds")]


@pytest.fixture(scope="module")
def edition():
    if not SEEDS.is_dir():
        pytest.skip(f"no seed reports at {SEEDS}: this is not checked here")
    return compare_documents(open_sources(sorted(map(str, SEEDS.glob("*.txt")))))


@pytest.fixture
def by_letter(edition):
    return {letter: edition.records[a] for a, letter in edition.sigla.items()}


def source(edition, span):
    """The offsets of a span in the file it came from."""
    return edition.records[span.article_id].source_range(span.start, span.end)


def line_with(edition, words):
    (line,) = [line for line in edition.lines if any(words in edition.words(p.span) for p in line.assembly)]
    return line


def roots_of(edition, line):
    return [(r.kind, r.name) for r in edition.roots if r.id in line.root_ids]


def test_two_witnesses_with_unknown_dates_and_clean_texts(edition, by_letter):
    assert {"Africa Digital News", "Wyoming Star"} == {w.outlet for w in edition.witnesses}
    assert [None, None] == [w.published for w in edition.witnesses]
    for words in ("Photo", "New YorkAsia", "letters, opinions", "Source:", "Staff"):
        assert not any(words in w.text for w in edition.witnesses)


def test_the_ministers_statement_is_identical_and_rests_on_the_readout(edition):
    line = line_with(edition, "China is willing to strengthen")

    assert ("all", 1) == (line.coverage, line.at_most)
    assert [("channel", "a ministry readout")] == roots_of(edition, line)
    (piece,) = line.assembly
    places = {source(edition, s) for s in (piece.span, *piece.elsewhere)}
    assert {(600, 823), (556, 779)} == places
    assert {"Choe Son Hui"} == {m.addressee.name for m in edition.members(line)}


def test_choes_statement_is_assembled_and_rests_on_the_lineages(edition):
    line = line_with(edition, "in multilateral collaboration")

    assert ("all", 2, "Choe Son Hui") == (line.coverage, line.at_most, line.speaker)
    assert {"lineage"} == {kind for kind, _ in roots_of(edition, line)}
    (cut,) = [v for v in edition.variants_of(line) if "ellipsis" in v.why[0]]
    assert {"in multilateral collaboration", "…"} == {r.value for r in cut.readings}


def test_the_belief_rests_on_the_agency_alone_in_both_its_forms(edition):
    line = line_with(edition, "cannot be altered")

    assert 1 == line.at_most
    assert ["channel"] == [kind for kind, _ in roots_of(edition, line)]
    (moved,) = [v for v in edition.variants_of(line) if v.kind == "attribution"]
    assert "DIFFERS" == moved.relation
    chains = [step.name for m in edition.members(line) for step in m.chain]
    assert "Kim Jong Un" in chains


def test_the_praise_is_quoted_in_one_and_paraphrased_in_the_other(edition):
    line = line_with(edition, "Global Governance Initiative")

    assert {"quoted in one report, paraphrased in another"} == {v.why[0] for v in edition.variants_of(line)}


def test_the_parade_has_a_place_in_one_report_only(edition):
    line = line_with(edition, "appeared together at a military parade")

    (place,) = [v for v in edition.variants_of(line) if v.kind == "place"]
    assert ("COMPATIBLE", {"Pyongyang", "not stated"}) == (place.relation, {r.value for r in place.readings})


def test_nothing_conflicts_but_the_moved_attribution(edition):
    assert ["attribution"] == [v.kind for v in edition.variants if v.relation == "DIFFERS"]
