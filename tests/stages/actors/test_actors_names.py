"""Names of persons: folding, and when two spellings are one name."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from variorum.stages.actors.names import fold_name, same_name


@pytest.mark.parametrize(
    ("folded", "name"),
    [
        ("pak sol mi", "Pak Sol-mi"),
        ("hallbera thorvardsdottir", "Hallbera Þorvarðsdóttir"),
        ("sinead oreilly", "Sinéad O’Reilly"),
        ("ilker cakiroglu", "İlker Çakıroğlu"),
        ("", " - "),
    ],
)
def test_a_name_is_folded(folded, name):
    assert folded == fold_name(name)


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("Pak Sol Mi", "Pak Sol-mi"),
        ("Karim al-Hadi", "Karim Hadi"),
        ("Reza Amir-Nadjari", "Reza Amirnadjari"),
        ("Ayumi Kurosawa", "Kurosawa Ayumi"),
        ("Lena Von Der Heide", "Lena von der Heide"),
    ],
)
def test_two_spellings_of_one_name(left, right):
    assert same_name(left, right)


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("Pak Sol Mi", "Pak Sol Ryong"),
        ("Wen", "Wen Bo"),
        ("Wen Bo", "Wen Bohai"),
        ("Anna Kovac", "Ana Kovac"),
        ("", ""),
    ],
)
def test_names_that_may_be_two_persons(left, right):
    assert not same_name(left, right)


@given(st.text(max_size=30), st.text(max_size=30))
def test_sameness_has_no_direction(left, right):
    assert same_name(left, right) == same_name(right, left)


@given(st.text(max_size=30))
def test_folding_twice_changes_nothing(name):
    assert fold_name(name) == fold_name(fold_name(name))
