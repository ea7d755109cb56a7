import editions
import pytest

from variorum.export import citation as say
from variorum.model import Line, Span


def test_a_citation_says_what_stands_where_in_which_document_and_run():
    span = editions.at(editions.A, "MANA")

    expected = (
        "MANA\n"
        "— Harbour Courier, “Zambia, Malawi agree to patrol the Luangwa together”, published 2026-03-02; "
        f"characters [{span.start}, {span.end}); sha256 {'a1' * 32}; run run-7f3a"
    )
    assert expected == say.citation(editions.edition(), span)


def test_what_nothing_states_is_cited_as_unknown():
    cited = say.citation(editions.hostile(), Span("article-h", 0, 8))

    assert "date unknown" in cited
    assert "sha256 unknown" in cited


@pytest.mark.parametrize(
    ("expected", "number"),
    [("roots unknown", None), ("at most 1 root", 1), ("at most 2 roots", 2), ("at most 0 roots", 0)],
)
def test_roots_are_an_upper_bound(expected, number):
    line = Line(id="l", story_id="s", kind="event", member_ids=(), article_ids=(), at_most=number)

    assert expected == say.at_most(line)


@pytest.mark.parametrize(("expected", "line"), [("in all", 0), ("only in A", 5), ("only in B", 7)])
def test_attestation(expected, line):
    edition = editions.edition()

    assert expected == say.attestation(edition, edition.lines[line])


def test_words_are_dressed_in_the_marks_that_stand_around_them():
    assert ("“", editions.QUOTE, ",”") == say.dress(editions.A, editions.at(editions.A, editions.QUOTE))
    assert ("", "Chipata", "") == say.dress(editions.A, editions.at(editions.A, "Chipata"))


def test_pieces_say_who_holds_them():
    edition = editions.edition()

    held = [(s.words, s.held, s.sigla) for s in say.stretches(edition, edition.lines[1])]
    assert ("strongly supports this plan", "all", "A B") in held
    assert ("in the joint commission", "one", "A") in held


def test_the_letters_of_witnesses_stand_for_their_ids_in_reasons():
    assert "shares 3 runs with B" == say.reason(editions.edition(), "shares 3 runs with article-b")
