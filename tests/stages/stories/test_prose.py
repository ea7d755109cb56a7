import pytest
from hypothesis import given
from hypothesis import strategies as st
from story_examples import FERRY, RESCUE, SPOKEN

from variorum.resources import rows
from variorum.stages.stories.prose import prints, quotations, read, says_template


@pytest.mark.parametrize(
    ("expected", "text"),
    [
        (["“Yes,”"], "“Yes,” he said."),
        (['"Yes,"'], 'He said "Yes," and left.'),
        (["“Never closed"], "He said “Never closed\nThe port is open."),
        (["We shall open the port."], "The ministry wrote:\nWe shall open the port.\nIt closed in May."),
        (["MARLOWE: It opened."], "The transcript:\nMARLOWE: It opened."),
        (["The port is open. — Osmeria Port (@osmport)"], "The port is open. — Osmeria Port (@osmport)"),
        (
            ["The port is open.", "It closed in May. We say so."],
            "The text in full:\nThe port is open.\nIt closed in May. We say so.",
        ),
        (["Minister Ana Lind: The port is open."], "Minister Ana Lind: The port is open."),
        (["‘a port for all’"], "She called it ‘a port for all’ and left the dockers’ camp."),
        (["Hide Caption 2 of 6: the port"], "Hide Caption 2 of 6: the port\nIt closed."),
        ([], "The US port closed in World War I."),
    ],
)
def test_words_of_others(expected, text):
    assert expected == [text[start:end] for start, end in quotations(text)]


def test_own_words_and_quoted_words_make_up_the_text():
    assert read(SPOKEN).own.words == ("she", "told", "reporters")
    assert "nobody" in read(SPOKEN).quoted.words


@given(st.text(alphabet="aİßZ’'“” \"\n(@b)I.", max_size=80))
def test_every_word_stands_where_it_says(text):
    prose = read(text)
    for found in (prose.own, prose.quoted, prose.furniture):
        for word, start, end in zip(found.words, found.starts, found.ends, strict=True):
            assert 0 <= start < end <= len(text)
            assert len(word) == end - start


def test_prints_are_a_sample_of_all_the_words_and_small_enough_for_any_reader():
    found = prints(" ".join(f"{FERRY} {n} {RESCUE}" for n in range(5)))

    assert 5 < len(found) < 45
    assert all(number < 2**53 for number in found)
    assert sorted(set(found)) == list(found)


def test_texts_that_share_a_sentence_share_its_prints():
    assert set(prints(RESCUE)) <= set(prints(f"{FERRY} {RESCUE}"))


def test_a_stub_has_no_prints():
    assert prints("Port closed") == ()


def test_a_line_that_comes_twice_is_a_caption():
    caption = "The harbour of Osmeria at dawn after the night boat went down."

    assert read(f"{FERRY}\n{caption}\n{RESCUE}\n{caption}").own.words == read(f"{FERRY}\n{RESCUE}").own.words


def test_a_text_pasted_twice_is_left_whole():
    assert len(read(f"{FERRY}\n{FERRY}").own.words) == 2 * len(read(FERRY).own.words)


@pytest.mark.parametrize(
    ("expected", "words"),
    [
        (["squall", "struck", "hull"], "a squall struck the hull"),
        ([], "the foreign minister said on Monday"),
        ([], "Osmeria told reporters 17 officials"),
    ],
)
def test_which_words_tell(expected, words):
    found = read(words).own

    assert expected == [word for word, tells in zip(found.words, found.telling, strict=True) if tells]


def test_what_says_that_a_line_is_furniture():
    assert says_template("Hide Caption 1 of 6 Photos: the harbour")
    assert not says_template(FERRY)


@pytest.mark.parametrize("row", rows("terms/template.tsv"), ids=lambda row: row["pattern"])
@given(st.data())
def test_a_line_of_furniture_has_one_of_the_words_it_is_looked_up_by(row, data):
    line = data.draw(st.from_regex(row["pattern"]))

    assert any(word in line for word in row["has"].split("|"))
