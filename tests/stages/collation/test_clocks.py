"""Times of day as reports print them."""

from __future__ import annotations

import pytest

from variorum.stages.collation.clocks import clock, clocks, compare_clocks


@pytest.mark.parametrize(
    ("expected", "text"),
    [
        (["at about 2 a.m."], "The hill gave way at about 2 a.m. on Friday."),
        (["A little past two"], "A little past two, the hill gave way."),
        (["at half past two"], "It broke out at half past two."),
        (["at twelve minutes past seven"], "They met at twelve minutes past seven."),
        (["Just after seven this morning"], "Just after seven this morning the gate fell."),
        (["since ten last night"], "Nobody has passed since ten last night."),
        (["at 21.07"], "The coaches left the rails at 21.07."),
        (["1200 GMT"], "The signal came 1200 GMT."),
        (["around one in the afternoon"], "They were seized around one in the afternoon."),
        (["in the small hours"], "The ridge was lost in the small hours."),
        (["before dawn"], "The wall burst before dawn."),
        ([], "Police came to five villages and by six vans to the market at 12 sites."),
        ([], "By 30 June, around ten kilometres of road after 12 hours of talks."),
        ([], "At one point the river rose at 21.07 metres."),
        ([], "It was carried by one vote after nine men left."),
    ],
)
def test_times_of_day_are_found(expected, text):
    assert expected == [t.said for t in clocks("a", text, 0, len(text))]


def test_a_time_cut_in_two_by_a_clause_is_found_whole():
    text = "At 7:12 a.m. the barrier was up"

    assert ["7:12 a.m."] == [t.said for t in clocks("a", text, text.index("12"), len(text))]


@pytest.mark.parametrize(
    ("relation", "one", "other"),
    [
        ("SAME", "at 7.12am", "at twelve minutes past seven"),
        ("SAME", "at 5.40 p.m.", "at 17:40"),
        ("COMPATIBLE", "at about 2 a.m.", "shortly after 2 a.m."),
        ("COMPATIBLE", "at about 2 a.m.", "in the middle of the night"),
        ("COMPATIBLE", "at 5.20pm", "a little after five"),
        ("COMPATIBLE", "before dawn", "at about 0430"),
        ("COMPATIBLE", "tuesday afternoon", "at half past two"),
        ("COMPATIBLE", "11.40 p.m.", "shortly before midnight"),
        ("COMPATIBLE", "12.37 gmt", "at 7.37 a.m."),
        ("DIFFERS", "about 4 a.m.", "shortly before five"),
        ("DIFFERS", "at about 2 p.m.", "around one in the afternoon"),
        ("DIFFERS", "at 21:20", "at 21.07"),
        ("DIFFERS", "a quarter past five", "05:50"),
    ],
)
def test_times_of_day_compared(relation, one, other):
    assert relation == compare_clocks(one, other)[0] == compare_clocks(other, one)[0]


def test_a_year_is_no_time_of_day():
    assert (0, 720) == clock("early morning on sunday, february 1, 2009")[:2]
