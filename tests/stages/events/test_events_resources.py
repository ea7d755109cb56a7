"""Every line of ``resources/plover`` is one the stage can use."""

from __future__ import annotations

import pytest

from variorum.resources import rows, table
from variorum.stages.events import lexicon, ontology

TYPES = {row["type"]: row for row in rows("plover/types.tsv")}
MODES = {(row["type"], row["mode"]) for row in rows("plover/modes.tsv")}


def test_sixteen_types_in_four_classes():
    assert 16 == len(TYPES)
    assert {"1", "2", "3", "4"} == {row["quad"] for row in TYPES.values()}
    assert {"COOPERATE", "AID", "SANCTION"} == lexicon.needs_recipient()


def test_conflict_scores_below_cooperation():
    for kind, row in TYPES.items():
        assert (float(row["score"]) >= 0) == (row["quad"] in "12" or kind == "REQUEST"), kind


@pytest.mark.parametrize("row", rows("plover/verbs.tsv"), ids=lambda r: f"{r['lemma']}-{r['type']}")
def test_a_frame_names_a_known_type_mode_and_class(row):
    assert row["kind"] in ("verb", "noun", "adjective")
    assert row["type"] in TYPES
    assert not row["mode"] or (row["type"], row["mode"]) in MODES
    assert row["lemma"] == row["lemma"].lower().strip()
    if row["object"].startswith("@"):
        assert row["object"][1:] in lexicon.classes()


PREPOSITIONS = frozenset(
    "about above across after against along alongside among around as at before behind between by facing for "
    "from in into near of off on onto opposite out outside over past through to toward towards under upon "
    "with".split()
)


def test_slots_are_prepositions_sides_or_flags():
    sides = {"obj", "iobj", "recip", "clause", "together"}
    words = {word for row in rows("plover/verbs.tsv") for word in row["slots"].split(",") if word}
    assert set() == words - sides - lexicon.FLAGS - PREPOSITIONS


def test_the_lexicon_holds_no_frame_twice():
    keys = [(r["kind"], r["lemma"], r["object"], r["type"]) for r in rows("plover/verbs.tsv")]
    assert len(keys) == len(set(keys))
    assert 350 <= len({(r["kind"], r["lemma"]) for r in rows("plover/verbs.tsv")})


def test_the_most_particular_frame_comes_first():
    first = lexicon.frames("verb")["call"]
    assert first[0].particle
    assert not first[-1].particle


def test_word_lists_name_each_lemma_once():
    for name in ("governors", "agents", "guards", "light"):
        lemmas = [row["lemma"] for row in rows(f"plover/{name}.tsv")]
        assert len(lemmas) == len(set(lemmas)), name


def test_governors_give_a_status_the_model_knows():
    told = set(lexicon.governors().values())
    assert {"planned", "promised", "threatened", "hypothetical", "denied", "past"} == told


def test_what_harms_is_no_cooperation():
    assert {"invade", "arrest", "revenge"} <= lexicon.harmful()
    assert not {"praise", "meet"} & lexicon.harmful()


def test_the_model_of_pairs_knows_the_types():
    header, *_ = rows("event_model/weights.tsv")
    assert {*TYPES, "NONE", "feature"} == set(header)


def test_cameo_roots_lead_to_plover():
    codes = {row["cameo"]: row for row in rows("plover/cameo.tsv")}
    assert {f"{n:02}" for n in range(3, 21)} <= set(codes)
    assert not {"01", "02"} & set(codes)
    for row in codes.values():
        assert row["type"] in TYPES
        assert not row["mode"] or (row["type"], row["mode"]) in MODES


def test_every_type_has_a_place_on_the_scale_and_a_cameo_code():
    assert (-3.0, -3.5) == (ontology.scale("ACCUSE", None), ontology.scale("ACCUSE", "investigate"))
    assert ("04", "0872", "08") == (
        ontology.cameo("CONSULT", "visit"),
        ontology.cameo("RETREAT", "withdraw"),
        ontology.cameo("CONCEDE", None),
    )
    for kind, mode in MODES:
        assert -10 <= ontology.scale(kind, mode) <= 10
        assert ontology.cameo(kind, mode)


def test_the_words_of_a_sentence_name_its_contexts():
    assert ("economic", "diplomatic") == ontology.contexts("Kenya’s ambassador spoke of tariffs and trade.")
    assert () == ontology.contexts("The minister slept.")
    assert 37 == len(rows("plover/contexts.tsv"))


def test_the_source_is_credited():
    source = table("plover/SOURCE.toml")
    assert "Open Event Data Alliance" in source["origin"]
    assert {"title", "origin", "licence", "as_of", "how"} <= set(source)
