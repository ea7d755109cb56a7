import pytest
from hypothesis import given
from hypothesis import strategies as st
from story_examples import FERRY, RESCUE, SPOKEN

from variorum.stages.stories.prose import prints, quotations, words_of


@pytest.mark.parametrize(
    ("expected", "text"),
    [
        (["“Yes,”"], "“Yes,” he said."),
        (['"Yes,"'], 'He said "Yes," and left.'),
        (["“Never closed"], "He said “Never closed\nThe port is open."),
        (["We shall open the port."], "The ministry wrote:\nWe shall open the port.\nIt closed in May."),
        (["MARLOWE: It opened."], "The transcript:\nMARLOWE: It opened."),
        (["The port is open. — Osmeria Port (@osmport)"], "The port is open. — Osmeria Port (@osmport)"),
        ([], "The US port closed in World War I."),
    ],
)
def test_words_of_others(expected, text):
    assert expected == [text[start:end] for start, end in quotations(text)]


def test_own_words_and_quoted_words_make_up_the_text():
    assert words_of(SPOKEN).words == ("she", "told", "reporters")
    assert "nobody" in words_of(SPOKEN, quoted=True).words


@given(st.text(alphabet="aİßZ’'“” \"\n(@b)I.", max_size=80))
def test_every_word_stands_where_it_says(text):
    for quoted in (False, True):
        found = words_of(text, quoted=quoted)
        for word, start, end in zip(found.words, found.starts, found.ends, strict=True):
            assert 0 <= start < end <= len(text)
            assert len(word) == end - start


def test_prints_leave_quotations_out():
    assert prints(FERRY + "\n" + SPOKEN) == prints(FERRY + "\n" + SPOKEN.replace("final", "first"))


def test_prints_are_a_quarter_of_the_runs_and_small_enough_for_any_reader():
    found = prints(FERRY + " " + RESCUE)

    assert 0 < len(found) < 45
    assert all(number % 4 == 0 and number < 2**53 for number in found)
    assert sorted(set(found)) == list(found)


def test_a_stub_has_no_prints():
    assert prints("Port closed") == ()
