"""Comparing two readings of one value."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from variorum.stages.collation.values import compare_values

KINDS = ["count", "money", "magnitude", "clock", "date", "place", "string"]


@pytest.mark.parametrize(
    ("relation", "kind", "a", "b"),
    [
        ("SAME", "count", "twelve people", "12"),
        ("SAME", "count", "2,000 sheep", "two thousand sheep"),
        ("COMPATIBLE", "count", "at least 17 people", "20 people"),
        ("COMPATIBLE", "count", "dozens", "40 people"),
        ("COMPATIBLE", "count", "167 boats", "170 boats"),
        ("DIFFERS", "count", "nine people", "Fourteen people"),
        ("DIFFERS", "count", "at least 17 people", "12 people"),
        ("SAME", "money", "€2 million", "two million euros"),
        ("COMPATIBLE", "money", "€2 million", "£1.7m"),
        ("DIFFERS", "money", "$180 million", "$184 million"),
        ("SAME", "magnitude", "55 km", "34 miles"),
        ("DIFFERS", "magnitude", "1.2 miles", "12 miles"),
        ("SAME", "clock", "around 7 p.m.", "about 7 pm"),
        ("COMPATIBLE", "clock", "about 3 p.m.", "3:10 p.m."),
        ("COMPATIBLE", "clock", "0737 GMT", "7:37 a.m. local time"),
        ("DIFFERS", "clock", "3:33 a.m.", "3:30 a.m."),
        ("SAME", "date", "Oct. 5, 2019", "October 5 , 2019"),
        ("COMPATIBLE", "date", "October 2019", "5 October"),
        ("COMPATIBLE", "date", "Saturday, 5 October 2019", "2019-10-05"),
        ("DIFFERS", "date", "Sunday", "5 October 2019"),
        ("DIFFERS", "date", "Monday", "Tuesday"),
        ("COMPATIBLE", "place", "Kigoma", "near Kigoma, Tanzania"),
        ("COMPATIBLE", "place", "Beijing", "China"),
        ("DIFFERS", "place", "in Beijing", "in Pyongyang"),
        ("SAME", "string", "grave concern", "Grave concern."),
        ("COMPATIBLE", "string", "grave concern", "concern"),
        ("DIFFERS", "string", "concern", "alarm"),
    ],
)
def test_two_readings_stand_to_each_other_as(relation: str, kind: str, a: str, b: str) -> None:
    assert relation == compare_values(kind, a, b)[0]
    assert relation == compare_values(kind, b, a)[0]


@pytest.mark.parametrize(
    ("relation", "a", "day_a", "b", "day_b"),
    [
        ("UPDATE", "12 dead", "2026-10-27", "17 dead", "2026-10-28"),
        ("UPDATE", "12", "2026-10-27", "at least 17 people", "2026-10-28"),
        ("UPDATE", "17 dead", "2026-10-27T14:10:00+00:00", "12 dead", "2026-10-27T04:50:00+00:00"),
        ("DIFFERS", "17 dead", "2026-10-27", "12 dead", "2026-10-28"),
        ("DIFFERS", "12 dead", "2026-10-27", "17 dead", "2026-10-27"),
        ("DIFFERS", "12 dead", None, "17 dead", "2026-10-27"),
        ("DIFFERS", "nine boats", "2026-10-27", "14 boats", "2026-10-28"),
    ],
)
def test_a_toll_that_a_later_report_puts_higher_is_an_update(
    relation: str, a: str, day_a: str | None, b: str, day_b: str | None
) -> None:
    assert relation == compare_values("count", a, b, day_a=day_a, day_b=day_b)[0]


def test_the_sentence_around_tells_a_toll() -> None:
    relation, _ = compare_values(
        *("count", "12", "17"),
        day_a="2026-10-27",
        day_b="2026-10-28",
        context_a="A ferry sank, killing 12.",
        context_b="The death toll rose to 17.",
    )
    assert "UPDATE" == relation


@given(st.sampled_from(KINDS), st.text(max_size=30), st.text(max_size=30))
@settings(max_examples=200, deadline=None)
def test_the_order_of_two_readings_does_not_matter(kind: str, a: str, b: str) -> None:
    one, two = compare_values(kind, a, b), compare_values(kind, b, a)
    assert one[0] == two[0]
    assert one[1]
    assert "SAME" == compare_values(kind, a, a)[0]


@pytest.mark.parametrize("kind", ["count", "money", "magnitude", "percent"])
def test_digits_too_many_for_a_number_are_no_figure(kind: str) -> None:
    assert ("COMPATIBLE", "one of them gives no figure") == compare_values(kind, "9" * 400, "12")


def test_a_raised_digit_is_no_share() -> None:
    assert "DIFFERS" == compare_values("percent", "5² in 10", "40")[0]
