"""Words of a text, and what the tables make of them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from variorum.stages.actors.link import Organisation, Role, State, match, words


def first(text):
    hit = match(text, words(text), 0)
    return hit and hit[1]


@pytest.mark.parametrize(
    ("codes", "text"),
    [
        (("USA",), "U.S. officials"),
        (("USA",), "US officials"),
        (("PRK",), "North Korean minister"),
        (("CIV",), "Côte d’Ivoire"),
        (("CHN",), "People’s Republic of China"),
        (("RUS",), "Kremlin"),
        (("PRK", "KOR"), "Korea"),
        (("COD", "COG"), "Congolese"),
    ],
)
def test_words_for_states(codes, text):
    entry = first(text)
    assert isinstance(entry, State)
    assert sorted(codes) == sorted(entry.codes)


@pytest.mark.parametrize("text", ["us", "turkey", "Un", "who", "polish the brass", "Us"])
def test_small_letters_name_no_state_or_organisation(text):
    assert first(text) is None


def test_the_longest_name_wins():
    entry = first("Korean Central News Agency reports")
    assert isinstance(entry, Organisation)
    assert (entry.id, entry.state, entry.role) == ("org:kcna", "PRK", "MED")


@pytest.mark.parametrize(
    ("office", "text"),
    [
        ("FM", "Foreign Minister"),
        ("MIN:trade", "minister of trade"),
        ("MFA", "Ministry of Foreign Affairs"),
        ("DFM", "deputy foreign minister"),
    ],
)
def test_role_phrases(office, text):
    entry = first(text)
    assert isinstance(entry, Role)
    assert office == entry.office


def test_a_minister_can_be_the_foreign_minister_but_no_king():
    minister = first("minister")
    assert isinstance(minister, Role)
    assert [minister.fits(office) for office in ("FM", "MIN:trade", "HOS")] == [True, True, False]


@given(st.text(max_size=60))
def test_words_lie_in_the_text_in_order(text):
    ends = 0
    for word in words(text):
        assert ends <= word.start < word.end <= len(text)
        ends = word.end
