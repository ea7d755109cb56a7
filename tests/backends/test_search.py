"""Full text, and quotes by the fragments a reader remembers."""

import pytest

import toy
from variorum.backends.search import phrases
from variorum.ledger import open_ledger

REPORTS = {
    "courier.txt": "Anna said: “We strongly support the pursuit of a fairer order, and we will go on.” "
    "The minister of Çeşme, Jürgen Łukasz, was silent.",
    "ledger.txt": "“We strongly support … a fairer order,” Anna told Boris in Nguyễn Huệ street.",
    "beacon.txt": "The order of the day was read out. Nobody supported it strongly.",
}


@pytest.fixture(scope="module")
def ledger(tmp_path_factory):
    path = tmp_path_factory.mktemp("search") / "desk.db"
    with toy.filled(path, [toy.document(n, t, title=f"Report of {n}") for n, t in REPORTS.items()]) as filled:
        toy.run(filled)
    with open_ledger(path, writable=False) as reader:
        yield reader


def found(ledger, wanted, kind="article", **options):
    hits = [hit for hit in ledger.search(wanted, **options) if hit.kind == kind]
    names = {d.id: d.address for d in ledger.store.documents()}
    return sorted(names[ledger.get(hit.article_id).document_id] for hit in hits)


@pytest.mark.parametrize(
    ("expected", "wanted"),
    [
        (["beacon.txt"], "nobody supported"),
        (["courier.txt"], "cesme"),
        (["courier.txt"], "ÇEŞME"),
        (["courier.txt"], "jurgen"),
        (["ledger.txt"], "nguyen hue"),
        (["courier.txt", "ledger.txt"], "fairer order"),
        (["courier.txt"], "Report of courier"),
        ([], "unsaid"),
        ([], "…"),
        ([], '" OR *'),
        ([], ""),
        ([], "NEAR(order day)"),
        ([], "text:unsaid"),
    ],
)
def test_words_are_found_in_articles_whatever_their_case_and_diacritics(ledger, expected, wanted):
    assert expected == found(ledger, wanted)


@pytest.mark.parametrize("ellipsis", ["...", "…", "[…]", " […] "])
def test_a_quote_is_found_by_its_fragments(ledger, ellipsis):
    assert ["courier.txt", "ledger.txt"] == found(ledger, f"“We strongly{ellipsis}fairer order”", "statement")


def test_a_statement_stands_before_articles_and_shows_its_words(ledger):
    first = ledger.search("we will go on")[0]

    assert "statement" == first.kind
    assert "We strongly support the pursuit of a fairer order, and we will go on." == first.words


def test_the_pieces_of_a_quote_stand_apart(ledger):
    shown = [hit.words for hit in ledger.search("strongly support", 5) if hit.kind == "statement"]

    assert "We strongly support […] a fairer order," in shown


def test_words_that_stand_apart_are_found_when_no_phrase_is(ledger):
    assert ["beacon.txt"] == found(ledger, "strongly nobody")


def test_no_more_is_shown_than_was_asked_for(ledger):
    assert 1 == len(ledger.search("order", 1))


@pytest.mark.parametrize(
    ("expected", "wanted"),
    [
        (["strongly supports", "new order"], "strongly supports … new order"),
        (["we", "will", "see"], "“we” ... ‘will’ […] «see»"),
        (["don t"], "don’t"),
        (["1 000 tonnes"], "1,000 tonnes"),
        ([], "?!"),
    ],
)
def test_fragments_are_cut_at_ellipses_and_marks(expected, wanted):
    assert expected == phrases(wanted)


def test_what_is_removed_is_found_no_more():
    with toy.filled(None, [toy.document(n, t) for n, t in REPORTS.items()]) as ledger:
        toy.run(ledger)
        ledger.remove(ledger.search("nobody")[0].article_id)

        assert [] == ledger.search("nobody")
        assert [] != ledger.search("fairer")
