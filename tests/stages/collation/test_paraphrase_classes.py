import pytest

from variorum.model import Article, Span
from variorum.resources import rows
from variorum.stages.collation.words import content, words


def test_a_word_stands_in_one_class_only():
    found = [word for row in rows("paraphrase/classes.tsv") for word in row["words"].split()]

    assert sorted(set(found)) == sorted(found)


def test_words_are_folded_as_they_are_compared():
    assert all(
        w == w.casefold() and w.isalpha() for r in rows("paraphrase/classes.tsv") for w in r["words"].split()
    )


def test_a_phrase_stands_for_a_class_that_is():
    classes = {row["class"] for row in rows("paraphrase/classes.tsv")}

    assert [] == [r["class"] for r in rows("paraphrase/phrases.tsv") if r["class"] not in classes]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("eleven miners have not yet been found", "eleven miners are missing"),
        ("two firemen lost their lives", "two firemen died"),
        ("the guard was led away", "the guard was arrested"),
        ("the parties will sit down", "the parties will meet"),
        ("the shop burned in 1990", "the shop burned in 1990"),
    ],
)
def test_phrases_years_and_words_of_one_class_are_one_sense(one, other):
    found = [Article(id=i, document_id="d", text=text) for i, text in (("a", one), ("b", other))]
    mine, theirs = (content(words(a, (Span(a.id, 0, len(a.text)),))) for a in found)
    assert mine == theirs


def test_a_year_is_told_by_itself_and_no_number():
    text = "the shop burned in 1990 and 12 others"
    article = Article(id="a", document_id="d", text=text)
    assert {"1990"} == {w for w in content(words(article, (Span("a", 0, len(text)),))) if w.isdigit()}
