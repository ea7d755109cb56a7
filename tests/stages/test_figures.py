"""Figures with their bounds and units."""

from __future__ import annotations

import pytest

from variorum.model import Article, Value
from variorum.resources import rows
from variorum.stages.figures import figures
from variorum.stages.parse import Parse, read

pytestmark = pytest.mark.model


def found(text: str) -> tuple[Value, ...]:
    return figures(Article(id="a", document_id="d", text=text), Parse(id="p", doc=read(text)), 0, len(text))


@pytest.mark.parametrize(
    ("words", "kind", "number", "unit", "bound", "text"),
    [
        ("At least 17 people", "count", 17, "people", "at least", "At least 17 people drowned off Oruva."),
        (
            "more than 40 villages",
            "count",
            40,
            "village",
            "at least",
            "Floods reached more than 40 villages.",
        ),
        ("about 300 soldiers", "count", 300, "soldier", "about", "They sent about 300 soldiers."),
        ("five boats", "count", 5, "boat", "exactly", "Divers searched five boats."),
        ("12", "count", 12, "", "exactly", "A ferry sank, killing 12."),
        ("up to 60 families", "count", 60, "family", "at most", "The flood drove out up to 60 families."),
        ("about 3 million euros", "money", 3e6, "euro", "about", "It cost about 3 million euros."),
        ("$6 million", "money", 6e6, "dollar", "exactly", "Trade was worth $6 million."),
        (
            "some 70 kilometres",
            "magnitude",
            70,
            "kilometre",
            "about",
            "The village lies some 70 kilometres away.",
        ),
        ("260,000 tonnes", "magnitude", 260000, "tonne", "exactly", "Boats landed 260,000 tonnes."),
        ("15 percent", "percent", 15, "percent", "exactly", "Prices rose 15 percent."),
        ("Eleven people", "count", 11, "people", "exactly", "Eleven people have not been found."),
        ("Twenty-one", "count", 21, "", "exactly", "Twenty-one are dead."),
        ("60,000", "count", 60000, "", "exactly", "There were 60,000."),
        ("1 840 households", "count", 1840, "household", "exactly", "The fever struck 1 840 households."),
        ("57mph", "magnitude", 57, "mile an hour", "exactly", "The tram was doing 57mph."),
        ("12t", "magnitude", 12, "tonne", "exactly", "The lorry carried 12t of ore."),
        ("CFA 900m", "money", 9e8, "franc", "exactly", "He was fined CFA 900m."),
        ("EUR 4 million", "money", 4e6, "euro", "exactly", "The town paid EUR 4 million."),
        (
            "one million American dollars",
            "money",
            1e6,
            "dollar",
            "exactly",
            "He wants one million American dollars.",
        ),
        (
            "seven and a half miles",
            "magnitude",
            7.5,
            "mile",
            "exactly",
            "Tar fouled seven and a half miles of shore.",
        ),
        ("half a million tonnes", "magnitude", 5e5, "tonne", "exactly", "They dug half a million tonnes."),
        ("seven years", "magnitude", 7, "year", "exactly", "A court gave him seven years in prison."),
        ("two hours", "magnitude", 2, "hour", "exactly", "They talked for two hours."),
        ("A quarter", "percent", 25, "percent", "exactly", "A quarter of the quota was cut."),
        ("almost a tenth", "percent", 10, "percent", "about", "The shares shed almost a tenth."),
        ("two in three", "percent", 66.67, "percent", "about", "They cancelled two in three trains."),
        ("nine out of ten", "percent", 90, "percent", "exactly", "The storm cut off nine out of ten homes."),
    ],
)
def test_a_figure_has_its_number_unit_and_bound(
    words: str, kind: str, number: float, unit: str, bound: str, text: str
) -> None:
    (value,) = found(text)
    start, end = value.span.start, value.span.end
    assert (words, kind, number, unit, bound) == (
        *(text[start:end], value.kind, value.number, value.unit, value.bound),
    )


@pytest.mark.parametrize(
    "text",
    [
        "Dozens of people fled.",
        "They talked two hours ago.",
        "The fall was the worst in seven years.",
        "The driver, a seven-year-old mare behind him, slept.",
        "It was the third of its kind.",
        "Sales rose in the first quarter of the year.",
        "He won the cup for the third time.",
        "The treaty was signed in 2019.",
        "He fled with 40 to 50 men.",
        "The squall struck at 6 p.m.",
        "It came on 5 March 2019.",
        pytest.param(f"The key is {'9' * 400}.", id="digits that are too many for a number"),
    ],
)
def test_what_is_no_single_count_is_left_out(text: str) -> None:
    assert () == found(text)


def test_every_line_of_the_units_names_a_known_kind() -> None:
    assert {"money", "magnitude", "percent", "duration"} == {r["kind"] for r in rows("quantities/units.tsv")}
    assert all(float(r["factor"]) > 0 and r["words"] for r in rows("quantities/units.tsv"))
    assert {"at least", "at most", "about"} == {r["bound"] for r in rows("quantities/bounds.tsv")}
