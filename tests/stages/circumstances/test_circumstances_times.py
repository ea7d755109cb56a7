"""Expressions of time: where they stand, what they mean, and what stays unresolved."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from variorum.model import Article, TimeWindow
from variorum.stages.circumstances import windows
from variorum.stages.circumstances.times import expressions

PUBLISHED = "2026-10-27"  # a Tuesday


def read(text: str, published: str | None = PUBLISHED) -> list[TimeWindow]:
    return list(windows(Article(id="a", document_id="d", text=text, published=published)))


@pytest.mark.parametrize(
    ("value", "start", "end", "text"),
    [
        ("2026-10-26", "2026-10-26", "2026-10-27", "The ministers met in Oruva on Monday."),
        ("2026-10-27", "2026-10-27", "2026-10-28", "The envoy left on Tuesday, an aide said."),
        ("2026-10-30", "2026-10-30", "2026-10-31", "The council will vote on Friday."),
        ("2026-10-28", "2026-10-28", "2026-10-29", "The envoy arrived in Oruva on Wednesday."),
        ("2026-10-21", "2026-10-21", "2026-10-22", "The envoy arrived in Oruva last Wednesday."),
        ("2026-10-29", "2026-10-29", "2026-10-30", "It could open as soon as Thursday."),
        ("2026-10-29", "2026-10-29", "2026-10-30", "She would be flying home on Thursday."),
        ("2026-10-25", "2026-10-25", "2026-10-26", "Ahead of the visit, guards on Sunday shut the road."),
        ("2026-11-03", "2026-11-03", "2026-11-04", "They are due back next Tuesday."),
        ("2026-10-26", "2026-10-26", "2026-10-27", "Shelling stopped yesterday."),
        ("2026-10-26TEV", "2026-10-26", "2026-10-27", "A dam broke on Monday evening."),
        ("2026-10-24", "2026-10-24", "2026-10-25", "The bridge fell three days ago."),
        ("2026-W43", "2026-10-19", "2026-10-26", "Envoys arrived last week."),
        ("2026-10", "2026-10-01", "2026-11-01", "They signed it earlier this month."),
        ("2025-Q3", "2025-07-01", "2025-10-01", "Last year's third quarter was better."),
        ("2027-Q1", "2027-01-01", "2027-04-01", "It is due in next year's first quarter."),
        ("2026-Q3", "2026-07-01", "2026-10-01", "It lost money in the latest quarter."),
        ("200", "2000-01-01", "2011-10-29", "They parted two decades ago."),
        ("2026-09", "2026-09-01", "2026-10-01", "Snow closed the airport in September."),
        ("2026-12-14", "2026-12-14", "2026-12-15", "The commission will meet on December 14."),
        ("2025", "2025-01-01", "2026-01-01", "Trade doubled last year."),
        ("2026-Q2", "2026-04-01", "2026-07-01", "Exports fell in the second quarter."),
    ],
)
def test_a_relative_expression_counts_from_the_day_of_publication(
    value: str, start: str, end: str, text: str
) -> None:
    (window,) = read(text)
    assert (value, start, end, "published") == (window.value, window.start, window.end, window.anchor)


@pytest.mark.parametrize(
    ("value", "start", "end", "text"),
    [
        ("2019-03-05", "2019-03-05", "2019-03-06", "The treaty of 5 March 2019 lapsed."),
        ("2019-03-05", "2019-03-05", "2019-03-06", "It was signed on March 5, 2019."),
        ("2019-03", "2019-03-01", "2019-04-01", "It was signed in March 2019."),
        ("2019", "2019-01-01", "2020-01-01", "It was signed in 2019."),
        ("199", "1990-01-01", "2000-01-01", "Nobody fished there in the 1990s."),
        ("18", "1800-01-01", "1900-01-01", "The mole dates from the 19th century."),
        ("2019-Q1", "2019-01-01", "2019-04-01", "Output rose in the first quarter of 2019."),
        ("2019-H2", "2019-07-01", "2020-01-01", "Output rose in the last half of 2019."),
        ("2019-H1", "2019-01-01", "2019-07-01", "Output rose in the first half of 2019."),
        ("1987", "1987-01-01", "1988-01-01", "It was nineteen eighty-seven, he recalled."),
        ("1990-05", "1990-05-01", "1990-06-01", "May nineteen ninety, he recalled."),
        ("2003", "2003-01-01", "2004-01-01", "It was built by the year two thousand and three."),
        ("2019-XX-XX", "2019-01-01", "2020-01-01", "The form is dated 05/06/2019."),
    ],
)
@pytest.mark.parametrize("published", [PUBLISHED, None])
def test_an_absolute_date_needs_no_day_of_publication(
    value: str, start: str, end: str, text: str, published: str | None
) -> None:
    (window,) = read(text, published)
    assert (value, start, end, "text") == (window.value, window.start, window.end, window.anchor)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("XXXX-WXX-7", "They met on Sunday."),
        ("XXXX-XX-XX", "They met yesterday."),
        ("XXXX-XX", "They met earlier this month."),
        ("XXXX-09", "They met in September."),
        ("XXXX-12-14", "They meet on December 14."),
        ("XXXX", "They met last year."),
        ("XXXX-WXX", "They met two weeks ago."),
        ("XXXX-XX-XXT18:00", "They met at 6 p.m. in the harbour."),
    ],
)
@pytest.mark.parametrize("published", [None, "2026"])
def test_without_a_day_of_publication_a_relative_expression_stays_unresolved(
    value: str, text: str, published: str | None
) -> None:
    (window,) = read(text, published)
    assert (value, None, None, "none", "unknown") == (
        *(window.value, window.start, window.end, window.anchor, window.knowledge),
    )


@pytest.mark.parametrize(
    ("kind", "value", "text"),
    [
        ("DURATION", "PT2H", "He clung to the hull for two hours."),
        ("DURATION", "P2D", "It was a two-day visit."),
        ("DURATION", "PXD", "The strike went on for days."),
        ("DURATION", "P2Y6M", "The strike went on for 2 1/2 years."),
        ("DURATION", "PT5H30M", "She stayed for five and a half hours."),
        ("DURATION", "P10Y", "Little changed over the past decade."),
        ("DURATION", "P30Y", "Little changed in three decades."),
        ("SET", "P1W", "A flight leaves every week."),
        ("SET", "XXXX-WXX-1", "The court sits on Mondays."),
    ],
)
def test_a_duration_and_a_repetition_have_no_window(kind: str, value: str, text: str) -> None:
    (window,) = read(text)
    assert (kind, value, None, "not applicable") == (
        window.type,
        window.value,
        window.start,
        window.knowledge,
    )


@pytest.mark.parametrize(
    "text",
    [
        "The parties may march together.",
        "Some 2000 people stood in the square.",
        "Mr. Hill and March agreed with May.",
        "The Lantern Daily printed it.",
        "He is 58.",
        "The second bridge held.",
    ],
)
def test_words_that_only_look_like_times_are_left_alone(text: str) -> None:
    assert [] == read(text)


def test_a_weekday_beside_another_day_counts_from_it() -> None:
    text = "Prices rose on Friday, after they fell the previous Thursday; they fell the following Monday."
    assert ["2026-10-23", "2026-10-22", "2026-10-26"] == [w.value for w in read(text)]


def test_the_hour_of_another_zone_in_brackets_stands_by_itself() -> None:
    found = read("It struck at about 10:35 a.m. (0735 GMT) Friday, toppling a wall.")
    assert ["2026-10-23T10:35", "2026-10-23T07:35Z", "2026-10-23"] == [w.value for w in found]


def test_later_in_the_day_is_the_day_named_last() -> None:
    _, later = read("Shelling began on Sunday. It stopped later in the day.")
    assert ("2026-10-25", "published") == (later.value, later.anchor)


def test_a_text_that_gives_its_day_in_full_was_written_on_it() -> None:
    *_, arrival = read("Tuesday, 27 October 2026. The envoy arrived in Oruva on Wednesday.")
    assert "2026-10-21" == arrival.value


def test_the_latest_period_is_the_quarter_named() -> None:
    *_, period = read("Profit fell in the third quarter. Costs of the latest period rose.")
    assert ("the latest period", "2026-Q3") == (period.text, period.value)


def test_a_weekday_beside_no_day_stays_open() -> None:
    (window,) = read("Prices fell the previous Thursday.")
    assert ("XXXX-WXX-4", None) == (window.value, window.start)


def test_an_ago_that_is_hedged_is_as_wide() -> None:
    plain, hedged = read("They left a week ago. They left a week or so ago.")
    assert (plain.value, plain.start, plain.end) == (hedged.value, hedged.start, hedged.end)


def test_a_business_year_is_no_year_of_the_calendar() -> None:
    year, day = read("It lost money in the year ended March 31.")
    assert (("P1Y", None), "2026-03-31") == ((year.value, year.start), day.value)


def test_a_time_of_day_takes_its_day_from_its_own_sentence() -> None:
    clock = read(
        "A squall struck the hull on Monday and it sank at 6 p.m. in the dark.\nAll was over by 9 p.m."
    )
    assert ["2026-10-26", "2026-10-26T18:00", "XXXX-XX-XXT21:00"] == [w.value for w in clock]


def test_a_night_runs_on_into_the_next_day() -> None:
    (window,) = read("Police cleared the camp on Monday night.")
    assert ("2026-10-26", "2026-10-28") == (window.start, window.end)


@pytest.mark.parametrize(
    ("value", "start", "end", "text"),
    [
        ("2023", None, None, "The ban was lifted more than three years ago."),
        ("2026-10-24", None, None, "It was lifted more than three days ago."),
        ("2026-10-24", "2026-10-23", "2026-10-26", "It was lifted about three days ago."),
    ],
)
def test_a_rounded_distance_widens_the_window_and_a_bound_leaves_it_open(
    value: str, start: str | None, end: str | None, text: str
) -> None:
    (window,) = read(text)
    assert (value, start, end) == (window.value, window.start, window.end)


def test_a_letter_that_grows_in_lower_case_shifts_nothing() -> None:
    (window,) = read("İİİ met on Monday.")
    assert "Monday" == window.text


WORDS = st.sampled_from(
    [
        *(
            "on Monday",
            "in September",
            "last week",
            "three days ago",
            "March 5, 2019",
            "the 1990s",
            "at 6 p.m.",
        ),
        *("tonight", "two-day", "may", "İ", "2000 people", "next year", "1 May", "31 February", "every day"),
        *(
            "a century ago",
            "5000 years ago",
            "99/99/2020",
            "a.m.",
            "\n",
            "said",
            "will",
            "“",
            "0",
            "-",
            "12:61",
        ),
    ]
)
TEXTS = st.one_of(st.lists(WORDS, max_size=30).map(" ".join), st.text(max_size=80))
DAYS = st.one_of(st.none(), st.dates().map(date.isoformat))


@given(TEXTS, DAYS)
@settings(max_examples=150, deadline=None)
def test_spans_lie_in_the_text_in_order_and_never_overlap(text: str, published: str | None) -> None:
    found = read(text, published)
    assert all(0 <= w.span.start < w.span.end <= len(text) for w in found)
    assert [w.text for w in found] == [text[w.span.start : w.span.end] for w in found]
    assert all(a.span.end <= b.span.start for a, b in pairwise(found))
    assert len(found) == len({w.id for w in found})


NARROWEST = {"day": 1, "week": 7, "weekend": 2, "month": 28, "quarter": 90, "season": 90, "year": 365}


@given(TEXTS, DAYS)
@settings(max_examples=150, deadline=None)
def test_a_window_is_never_narrower_than_its_granularity_and_has_an_anchor(
    text: str, published: str | None
) -> None:
    for w in read(text, published):
        assert (w.start is None) == (w.end is None) == (w.anchor == "none")
        if w.start and w.end:
            length = date.fromisoformat(w.end) - date.fromisoformat(w.start)
            assert timedelta(NARROWEST.get(w.granularity, 1)) <= length
            assert not (published is None and w.anchor == "published")


def test_many_expressions_are_found_in_one_pass() -> None:
    assert 3000 == len(expressions("Monday, " * 3000))


@pytest.mark.parametrize(
    ("value", "words", "text"),
    [
        ("2026-10-20", "the next day", "They met on October 19, 2026. They left the next day."),
        ("2026-10-18", "the previous day", "They met on October 19, 2026. They had landed the previous day."),
        ("XXXX-XX-XX", "the next day", "They left the next day."),
        ("2025-Q2", "a year earlier", "Profit in the second quarter fell from a year earlier."),
        ("2026-Q2", "the quarter", "Profit fell in the second quarter. Sales in the quarter rose."),
        ("2025-Q2", "the year-ago quarter", "Profit fell in the second quarter from the year-ago quarter."),
        ("2025-12-25", "last Christmas", "They met last Christmas."),
        ("2026-11-26", "Thanksgiving Day", "They meet on Thanksgiving Day."),
        ("1999-12-24", "Christmas Eve, 1999", "They met on Christmas Eve, 1999."),
    ],
)
def test_an_expression_is_read_against_what_the_text_has_named(value: str, words: str, text: str) -> None:
    assert value == next(w.value for w in read(text) if w.text == words)


@pytest.mark.parametrize(
    "text", ["A quarter of the boats sank.", "As soon as it opened, they left.", "Half a quarter mile."]
)
def test_what_looks_like_time_and_is_none(text: str) -> None:
    assert [] == [w.text for w in read(text) if w.text != "quarter"]
