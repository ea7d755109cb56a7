"""Names of persons: folding, and when two spellings are one name."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from variorum.stages.actors.names import fold_name, name_keys, same_name


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
        ("Pak Sun Hui", "Park Sun-hee"),
        ("Sol-mi Park", "Pak Sol Mi"),
        ("Chung Myung-jin", "Jong Myong Jin"),
        ("Hsu Chih-ping", "Xu Zhiping"),
        ("Oleksandr Petrenko", "Alexander Petrenko"),
        ("Dmitriy Sokolskiy", "Dmitry Sokolsky"),
        ("Дмитрий Сокольский", "Dmitri Sokolsky"),
        ("Mohammed Husayn Karimi", "Muhammad Hussein Karimi"),
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
        ("Pak Sol Mi", "Pak Sol Me"),
        ("Choe Sol Hui", "Choe Ryong Hae"),
        ("Xu Zhiping", "Xu Ziping"),
        ("Ivan Petrov", "Ivan Petrovsky"),
        ("Ali Karimi", "Reza Ali Karimi"),
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


@given(st.text(max_size=30), st.text(max_size=30))
def test_names_are_one_when_they_can_stand_for_one_thing(left, right):
    if not name_keys(left).isdisjoint(name_keys(right)):
        assert same_name(left, right)
