import pytest

from variorum.resources import rows
from variorum.stages.statements.cues import COMPLEMENTS, cues, given_names, media_names, sources

CLASSES = {
    "said", "claimed", "denied", "warned", "promised", "praised", "asked", "believes", "echoed", "accused",
}  # fmt: skip
PREPOSITIONS = {"about", "against", "at", "for", "of", "on", "to", "with"}


@pytest.mark.parametrize("row", rows("cues/cues.tsv"), ids=lambda row: f"{row['lemma']}-{row['pos']}")
def test_every_cue_has_a_known_class_and_known_frames(row):
    frames = {frame.partition("=")[0] for frame in row["frames"].split() if ":" not in frame}
    assert row["class"] in CLASSES
    assert frames
    assert frames <= COMPLEMENTS | PREPOSITIONS


def test_lemmas_are_listed_once_in_order():
    keys = [(row["lemma"], row["pos"]) for row in rows("cues/cues.tsv")]
    assert sorted(set(keys)) == keys


def test_there_are_at_least_250_verbs():
    assert len(cues("verb")) >= 250


def test_a_particle_is_not_a_preposition():
    assert ("out", {}) == (cues("verb")["point"].particle, cues("verb")["point"].prepositions)


def test_a_preposition_may_have_a_class_of_its_own():
    assert "asked" == cues("verb")["call"].prepositions["for"]


def test_sources_tell_documents_from_people():
    assert ("document", "person", "never") == tuple(
        sources()[noun] for noun in ("readout", "minister", "plan")
    )


def test_every_source_is_of_a_known_kind():
    assert {"body", "document", "media", "office", "never", "person"} == set(sources().values())


def test_every_given_name_goes_with_one_pronoun():
    assert {"he", "she"} == set(given_names().values())
    assert all(name == name.casefold() for name in given_names())


def test_the_words_of_media_names_are_lower_case():
    assert {"press", "radio", "telegraph"} <= media_names() == {word.casefold() for word in media_names()}
