"""How the windows of two reports stand to each other."""

import pytest
from collation_examples import article, assertion, span
from msgspec import structs

from variorum.model import Span, TimeWindow
from variorum.stages.collation.facts import Setting, compare_times, facts


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


def test_a_day_is_not_set_against_the_past_week():
    past = structs.replace(window("2026-10-23", "2026-10-30", "week"), text="the past week")

    assert "COMPATIBLE" == compare_times(past, SUNDAY)[0]


def test_early_on_a_day_is_that_day():
    early = structs.replace(window("2026-11-02", "2026-11-03", "part of day"), text="early Monday morning")
    plain = structs.replace(window("2026-11-09", "2026-11-10"), text="Monday")

    assert "SAME" == compare_times(early, plain)[0]


def clauses_of(one, other, days=("2026-11-03", "2026-11-05")):
    """(relation, values) of the times of two clauses, each a text with a date in it and its window."""
    pieces, windows, members = {}, {}, []
    for letter, day, (text, words, start, end) in zip("ab", days, (one, other), strict=True):
        piece = article(letter, text, published=day)
        pieces[piece.id] = piece
        windows[piece.id] = [
            structs.replace(window(start, end), article_id=piece.id, span=span(piece, words), text=words)
        ]
        members.append(assertion(piece, text))
    found = facts(members, Setting(pieces, windows, {}), {})
    return [(d.relation, [t.value for t in d.readings]) for d in found if d.kind == "time"]


VOTE = ("The council votes on the levy on Wednesday.", "Wednesday", "2026-11-04", "2026-11-05")


@pytest.mark.parametrize(
    ("expected", "one", "other"),
    [
        (
            [("DIFFERS", ["Wednesday", "Thursday"])],
            VOTE,
            ("The council votes on the levy on Thursday.", "Thursday", "2026-11-05", "2026-11-06"),
        ),
        (
            [("UPDATE", ["Wednesday", "Friday"])],
            ("The council will vote on the levy on Wednesday.", *VOTE[1:]),
            ("The council vote on the levy was put off to Friday.", "Friday", "2026-11-06", "2026-11-07"),
        ),
        (
            [],
            VOTE,
            ("Thursday's storm kept ferries in the harbour of Orun.", "Thursday", "2026-11-05", "2026-11-06"),
        ),
    ],
)
def test_days_of_two_clauses(expected, one, other):
    assert expected == clauses_of(one, other)
