from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from variorum.stages.article.segments import Shown


@pytest.mark.parametrize(
    ("expected", "page", "line"),
    [
        (["A crane fell"], "<p>A crane fell</p>", "A crane fell"),
        (["A", "crane", "fell"], "<p>A <b>crane</b>\n   fell</p>", "A crane fell"),
        (["&ldquo;", "Fell", "&rdquo;"], "<p>&ldquo;Fell&rdquo;</p>", "“Fell”"),
        (["A crane"], "<script>A crane</script><!-- A crane --><p>A crane</p>", "A crane"),
        ([], "<p>A crane</p>", "A ship"),
    ],
)
def test_a_line_is_found_piece_by_piece(expected: list[str], page: str, line: str) -> None:
    assert expected == [page[c:d] for _, _, c, d in Shown(page).locate(line)]


def test_lines_are_found_in_the_order_of_the_page() -> None:
    page = "<p>The port closed.</p><p>Traders wait.</p><p>The port closed.</p>"
    shown = Shown(page)
    first, second = shown.locate("The port closed."), shown.locate("The port closed.")
    assert first[0][2] < second[0][2]


@given(st.text(alphabet="<>&;/!-ab “”\n", max_size=80))
def test_what_is_shown_stands_where_it_says(page: str) -> None:
    shown = Shown(page)
    for word, (start, end) in zip(shown.words, shown.places, strict=True):
        assert page[start:end] == word or page[start] == "&"
