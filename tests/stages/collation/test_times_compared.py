"""How the windows of two reports stand to each other."""

import pytest

from variorum.model import Span, TimeWindow
from variorum.stages.collation.facts import compare_times


def window(start, end, granularity="day", value=""):
    return TimeWindow(
        id="w",
        article_id="a",
        span=Span("a", 0, 1),
        text="then",
        value=value or start,
        type="DATE" if granularity == "day" else "TIME",
        granularity=granularity,
        start=start,
        end=end,
        anchor="publication",
    )


SUNDAY = window("2026-11-01", "2026-11-02")
MONDAY = window("2026-11-02", "2026-11-03")
THIS_WEEK = window("2026-10-26", "2026-11-02", "week")
SUNDAY_NIGHT = window("2026-11-01", "2026-11-02", "part of day", "2026-11-01TNI")
WEDNESDAY = window("2026-11-04", "2026-11-05")


@pytest.mark.parametrize(
    ("expected", "one", "other"),
    [
        ("SAME", SUNDAY, SUNDAY),
        ("COMPATIBLE", SUNDAY, THIS_WEEK),
        ("DIFFERS", SUNDAY, MONDAY),
        ("COMPATIBLE", SUNDAY_NIGHT, MONDAY),
        ("DIFFERS", SUNDAY_NIGHT, WEDNESDAY),
        ("DIFFERS", THIS_WEEK, MONDAY),
    ],
)
def test_windows(expected, one, other):
    assert expected == compare_times(one, other)[0] == compare_times(other, one)[0]


def test_a_night_in_two_zones_is_flagged_as_such():
    assert ("COMPATIBLE", "a day apart, as one night is in two zones") == compare_times(SUNDAY_NIGHT, MONDAY)
