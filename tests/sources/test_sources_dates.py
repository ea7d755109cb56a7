from __future__ import annotations

import pytest
from hypothesis import given as example
from hypothesis import strategies as st

from variorum.sources import dates


@pytest.mark.parametrize(
    ("expected", "written"),
    [
        ("2026-11-21", "2026-11-21"),
        ("2026-11-21T09:30:00+02:00", "2026-11-21T09:30+02:00"),
        ("2026-11-21T09:30:00+00:00", "2026-11-21T09:30:00.123Z"),
        ("2026-11-21", "2026-11-21 09:30:00"),
        ("2026-10-27T14:10:00+00:00", "Tue 27 Oct 2026 14:10 GMT"),
        ("2026-10-19T07:15:00+03:00", "19 October 2026, 07:15 EAT"),
        ("2024-10-13T17:41:00+09:00", "17:41 JST, October 13, 2024"),
        ("2026-11-12", "9.05pm, 12 November 2026"),
        ("2026-11-12T21:05:00+00:00", "12 November 2026, 9:05 p.m. GMT"),
        ("2026-11-12", "12 November 2026, 9:05 BST"),
        (None, "2026-02-30"),
        (None, "12/11/2026"),
        (None, "November 2026"),
        (None, "2004"),
        (None, ""),
    ],
)
def test_a_date_says_what_is_written_and_no_more(expected: str | None, written: str) -> None:
    assert expected == dates.stated(written)


@pytest.mark.parametrize(
    ("expected", "line"),
    [
        ("2026-11-12", "Thursday, 12 November 2026"),
        (None, "The port closed on 12 November 2026 after a crane fell."),
        (None, "12 November 2026: a timeline"),
    ],
)
def test_a_line_is_a_date_only_when_nothing_else_stands_in_it(expected: str | None, line: str) -> None:
    assert expected == dates.whole_line(line)


@example(st.text(max_size=60))
def test_no_text_breaks_it_and_what_comes_back_is_iso(text: str) -> None:
    found = dates.stated(text)
    assert found is None or found == dates.iso(found)
