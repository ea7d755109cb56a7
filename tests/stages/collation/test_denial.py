"""Where one report has it denied, or says it is not so, what another tells as so."""

import pytest

from variorum.model import Article, Span, Statement
from variorum.stages.collation.denial import denials

PARTY = "his party had agreed to the rise in fares"


def statement(article_id, text, cue_class="said"):
    """A statement whose content is the whole text after its cue, "Mbelwa said "."""
    head = f"Mbelwa {'denied' if cue_class == 'denied' else 'said'} "
    told = Article(id=article_id, document_id="d", text=head + text)
    content = (Span(article_id, len(head), len(told.text)),)
    cue = Span(article_id, 7, len(head) - 1)
    return told, Statement(
        id=f"s-{article_id}",
        article_id=article_id,
        speaker=None,
        content=content,
        cue=cue,
        cue_class=cue_class,
    )


def found(*pairs):
    articles = {article.id: article for article, _ in pairs}
    return [[told.value for told in d.readings] for d in denials([s for _, s in pairs], articles)]


def test_what_one_has_denied_and_another_said():
    assert [["denied", "party had agreed to the rise in fares"]] == found(
        statement("a", PARTY, "denied"), statement("b", PARTY)
    )


def test_what_one_says_did_not_happen():
    assert [["not fired", "fired"]] == found(
        statement("a", "they had not fired tear gas"), statement("b", "they fired tear gas")
    )


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (statement("a", PARTY, "denied"), statement("b", PARTY, "denied")),
        (statement("a", PARTY, "denied"), statement("b", "his party had not agreed to the rise in fares")),
        (statement("a", "they had not fired tear gas"), statement("b", "they never fired tear gas")),
        (statement("a", "no water came"), statement("b", "water came back")),
        (
            statement("a", "this is not going to help the miners"),
            statement("b", "we are going to help the town"),
        ),
        (
            statement("a", "the plan will not list the drugs of the poor"),
            statement("b", "his first acts would list the schools of Orun"),
        ),
        (
            statement("a", "it has not seen any passing of the fever between people"),
            statement("b", "no passing of the fever between people has been seen"),
        ),
        (statement("a", "it has not yet been counted"), statement("b", "the last yet has to be counted")),
        (statement("a", "not one of the forty left"), statement("b", "two of the forty left")),
    ],
)
def test_what_is_no_contradiction(one, other):
    assert [] == found(one, other)


def test_one_report_does_not_contradict_itself():
    article, denied = statement("a", PARTY, "denied")
    _, said = statement("a", PARTY)

    assert [] == list(denials([denied, said], {"a": article}))
