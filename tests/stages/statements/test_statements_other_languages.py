"""Other languages and scripts pass unharmed, and are said to be unsupported."""

import pytest
from statement_examples import refused, told, who, words

from variorum.stages.statements import refused as reasons

pytestmark = pytest.mark.model
ENGLISH = "“The strait is open,” Veltin said."
OTHERS = [
    "„Die Meerenge bleibt noch lange offen“, sagte gestern die Ministerin des Nachbarlandes.",
    "« Le détroit reste ouvert jusqu’à nouvel ordre », déclarait hier soir la ministre voisine.",
    "“El estrecho seguirá abierto hasta nuevo aviso”, declaró ayer tarde la ministra vecina.",
    "«Пролив останется открытым для всех судов», заявила вчера министр соседней страны.",
    "部长表示：“海峡将继续对所有船只开放。”",
    "وقالت الوزيرة: «سيبقى المضيق مفتوحا أمام جميع السفن».",
]


@pytest.mark.parametrize("other", OTHERS)
def test_a_paragraph_in_another_language_harms_no_other(other):
    text = f"{ENGLISH}\n\n{other}\n\n“The harbour is closed,” Raske said."
    found = told(text)

    assert ["Mara Veltin", "Tobin Raske"] == [who(s) for s in found]
    assert [["The strait is open,"], ["The harbour is closed,"]] == [words(text, s.content) for s in found]


@pytest.mark.parametrize("other", OTHERS)
def test_a_quotation_in_another_language_is_said_to_be_unsupported(other):
    assert reasons.UNSUPPORTED in refused(f"{ENGLISH}\n\n{other}").values()


def test_foreign_words_that_an_english_sentence_quotes_are_a_statement():
    (statement,) = told("“Пролив открыт,” Veltin said.")

    assert "Mara Veltin" == who(statement)
