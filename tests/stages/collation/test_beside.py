"""Quoted words of a draft that stand in no report."""

import pytest

from variorum.model import Article, Span
from variorum.stages.collation.beside import unattested

REPORT = "The minister said the talks were “long, hard and – in the end – well-spent” hours."


def article(name, text):
    return Article(id=name, made_by="test/1", document_id=f"doc-{name}", text=text)


@pytest.mark.parametrize(
    ("quoted", "lacking"),
    [
        ("long, hard", []),
        ("Long hard", []),
        ("long … wellspent", []),
        ("long [...] well-spent", []),
        ("long. . .hours", []),
        ("hard, long", ["hard, long"]),
        ("long … fruitful", [" fruitful"]),
        ("minister said the talk", ["minister said the talk"]),
        ("…", []),
    ],
)
def test_words_that_stand_in_no_report_in_that_order(quoted, lacking):
    draft = article("draft", f"He called them “{quoted}”.")
    start = draft.text.index("“") + 1
    found = unattested(draft, [Span("draft", start, start + len(quoted))], [article("a", REPORT)])

    assert lacking == [span.of(draft) for span in found]


def test_parts_of_a_quotation_may_stand_in_different_reports():
    draft = article("draft", "long … fruitful")
    reports = [article("a", REPORT), article("b", "She said it was fruitful.")]

    assert () == unattested(draft, [Span("draft", 0, 15)], reports)
