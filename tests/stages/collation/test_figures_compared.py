"""Figures of two clauses that tell one thing: which are compared, and how they stand to each other."""

from __future__ import annotations

import pytest
from collation_examples import article, assertion, span

from variorum.model import Span, Value
from variorum.stages.collation.amounts import amounts
from variorum.stages.collation.fates import fates
from variorum.stages.collation.numbers import numbers
from variorum.stages.collation.reading import figure, share, tidy

MORNING, EVENING = "2026-05-04T07:00:00+00:00", "2026-05-04T19:00:00+00:00"


def value(piece, words, number, unit="", kind="count", bound="exactly"):
    return Value(kind=kind, number=number, unit=unit, span=span(piece, words), bound=bound)


def verdicts(one, other, days=(MORNING, EVENING)):
    """(relation, values) of what two clauses differ in; each is a text with its figures."""
    pieces, members = {}, []
    for letter, day, (text, *values) in zip("ab", days, (one, other), strict=True):
        piece = article(letter, text, published=day)
        pieces[piece.id] = piece
        members.append(assertion(piece, text, *(value(piece, *v) for v in values)))
    return [(d.relation, sorted(t.value for t in d.readings)) for d in numbers(members, pieces, {})]


@pytest.mark.parametrize(
    ("expected", "words"),
    [
        (25.0, "a quarter of the herd"),
        (100 * (1 / 3), "nearly a third"),
        (200 * (1 / 3), "two-thirds of the seats"),
        (40.0, "two in five polling places"),
        (10.0, "one out of every ten"),
        (50.0, "half of the crop"),
        (None, "three in the morning"),
        (None, "a quarrel"),
    ],
)
def test_a_fraction_in_words_is_a_share(expected, words):
    assert expected == share(tidy(words))


@pytest.mark.parametrize(
    ("expected", "words"),
    [
        (1840.0, "1 840"),
        (400000.0, "400 000 doses"),
        (1.5, "one and a half percentage points"),
        (2.25e6, "two and a quarter million"),
        (500000.0, "half a million"),
        (1500.0, "fifteen hundred"),
    ],
)
def test_a_figure_is_read_as_it_is_printed(expected, words):
    assert expected == figure(tidy(words)).number


@pytest.mark.parametrize(
    ("expected", "text"),
    [
        ([("half an hour", 0.5, "hour")], "The firing went on for half an hour."),
        ([("Dozens of boats", 20.0, "boats")], "Dozens of boats put out."),
        ([("magnitude as 6.1", 6.1, "magnitude")], "The institute gave the magnitude as 6.1."),
        ([("an eighth inmate", 8.0, "inmate")], "On Friday an eighth inmate died."),
        ([], "A third man stood by."),
        ([], "The bridge was built two years ago."),
        ([], "It opened at a quarter past five."),
    ],
)
def test_more_than_plain_numbers_is_found(expected, text):
    piece = article("a", text)
    found = amounts((), piece, [Span(piece.id, 0, len(text))])

    assert expected == [(a.value.span.of(piece), a.value.number, a.value.unit) for a in found]


@pytest.mark.parametrize(
    ("role", "text", "words", "unit"),
    [
        ("aside", "Divers brought up two more bodies.", "two more bodies", "body"),
        ("aside", "Three other hostages were let go.", "Three other hostages", "hostage"),
        ("aside", "The toll rose to 17, up from 12 at noon.", "12", ""),
        ("aside", "Police had spoken of three dead.", "three dead", "dead"),
        ("aside", "Six died, among them two nurses.", "two nurses", "nurse"),
        ("aside", "Two of the dead were sisters.", "Two", ""),
        ("aside", "It has room for 40 passengers.", "40 passengers", "passenger"),
        ("another", "Another 21 people were missing.", "21 people", "person"),
        ("addend", "Six teachers and a driver were held.", "Six teachers", "teacher"),
        ("", "Six people died and two nurses were hurt.", "Six people", "person"),
        ("", "More than 40 people of the valley left.", "More than 40 people", "person"),
    ],
)
def test_what_is_not_the_count_itself_has_a_role(role, text, words, unit):
    piece = article("a", text)
    found = amounts([value(piece, words, 1.0, unit)], piece, [Span(piece.id, 0, len(text))])

    assert [role] == [a.role for a in found if a.value.span == span(piece, words)]


@pytest.mark.parametrize(
    ("expected", "text"),
    [
        (["die", "hurt"], "The fall killed 12 and left 30 hurt."),
        (["missing", ""], "40 people are unaccounted for, 3 tents remain."),
        (["moved", "moved"], "12 left their homes and 30 were evacuated."),
        (["detain", "hospital"], "Police took away 12 and 30 were being treated."),
    ],
)
def test_each_figure_goes_with_the_nearest_fate(expected, text):
    piece = article("a", text)
    first, second = (span(piece, n) for n in (("12", "30") if "12" in text else ("40", "3 ")))
    found = fates([first, second], piece, [Span(piece.id, 0, len(text))])

    assert expected == [found.get(first, ""), found.get(second, "")]


DIED = ("The slide at Orun killed 12 people.", ("12 people", 12, "person"))


@pytest.mark.parametrize(
    ("expected", "one", "other"),
    [
        ([("UPDATE", ["12 people", "Fifteen"])], DIED, ("Fifteen have died at Orun.", ("Fifteen", 15))),
        ([("DIFFERS", ["12 people", "Ten"])], DIED, ("Ten have died at Orun.", ("Ten", 10))),
        (
            [("UPDATE", ["12 people", "Ten"])],
            DIED,
            ("Ten died at Orun, not 12, a corrected list says.", ("Ten", 10)),
        ),
        ([], DIED, ("Fifteen people were hurt at Orun.", ("Fifteen people", 15, "person"))),
        ([], DIED, ("Three more people died at Orun.", ("Three more people", 3, "person"))),
        ([], DIED, ("Eight Chadian nationals died at Orun.", ("Eight Chadian nationals", 8, "national"))),
        ([], DIED, ("Nine soldiers died at Orun.", ("Nine soldiers", 9, "soldier"))),
        ([], DIED, ("In 2009 a slide at Orun killed 40 people.", ("40 people", 40, "person"))),
        (
            [("UPDATE", ["3,000 hectares", "4,200 hectares"])],
            ("The fire at Orun has burned 3,000 hectares.", ("3,000 hectares", 3000, "hectare", "magnitude")),
            ("The fire at Orun has burned 4,200 hectares.", ("4,200 hectares", 4200, "hectare", "magnitude")),
        ),
        (
            [("COMPATIBLE", ["1,500", "nearly 1,700 worlds"])],
            ("The tally of worlds is between 1,500 and 1,800.", ("1,500", 1500, "world")),
            ("The tally is nearly 1,700 worlds.", ("nearly 1,700 worlds", 1700, "world", "count", "about")),
        ),
        (
            [("DIFFERS", ["12 km", "12 miles"])],
            ("The quake was at a depth of 12 km.", ("12 km", 12, "kilometre", "magnitude")),
            ("The depth was 12 miles.", ("12 miles", 12, "mile", "magnitude")),
        ),
        (
            [("DIFFERS", ["20 per cent", "a quarter"])],
            ("The quota was cut by 20 per cent.", ("20 per cent", 20, "percent", "percent")),
            ("The quota was cut by a quarter.", ("a quarter", 25, "percent", "percent")),
        ),
        (
            [],
            ("Dora Lind had 52 per cent of the votes.", ("52 per cent", 52, "percent", "percent")),
            ("Ivo Marsh had 47 per cent of the votes.", ("47 per cent", 47, "percent", "percent")),
        ),
        (
            [("UPDATE", ["51.3 per cent", "52 per cent"])],
            ("Dora Lind had 52 per cent of the votes.", ("52 per cent", 52, "percent", "percent")),
            ("Dora Lind had 51.3 per cent of the votes.", ("51.3 per cent", 51.3, "percent", "percent")),
        ),
        (
            [],
            ("The bail was $9 million.", ("$9 million", 9e6, "dollar", "money")),
            ("The bail was TT$61 million.", ("TT$61 million", 61e6, "dollar", "money")),
        ),
        (
            [("DIFFERS", ["$2 million", "$20 million"])],
            ("The bail was $2 million.", ("$2 million", 2e6, "dollar", "money")),
            ("The bail was $20 million.", ("$20 million", 2e7, "dollar", "money")),
        ),
        (
            [],
            ("Drivers said 18 people were seized.", ("18 people", 18, "person")),
            ("Drivers said 17 teachers and their cook were seized.", ("17 teachers", 17, "teacher")),
        ),
        (
            [],
            ("He was jailed for nine years.", ("nine years", 9, "year", "magnitude")),
            ("He was jailed for 108 months.", ("108 months", 108, "month", "magnitude")),
        ),
        (
            [("DIFFERS", ["12 years", "nine years"])],
            ("The bishop was jailed for nine years.", ("nine years", 9, "year", "magnitude")),
            ("The bishop was jailed for 12 years.", ("12 years", 12, "year", "magnitude")),
        ),
    ],
)
def test_figures_of_one_thing(expected, one, other):
    assert expected == verdicts(one, other)


@pytest.mark.parametrize(
    ("expected", "one", "other"),
    [
        (
            [],
            ("Fares would rise by 25 per cent in the first year.", ("25 per cent", 25, "percent", "percent")),
            (
                "Spending would fall by 35 per cent over two decades.",
                ("35 per cent", 35, "percent", "percent"),
            ),
        ),
        (
            [],
            ("The station paid five women $13 million.", ("$13 million", 13e6, "dollar", "money")),
            ("The owners paid out $40 million to the chief.", ("$40 million", 4e7, "dollar", "money")),
        ),
        (
            [("DIFFERS", ["68 per cent", "71 per cent"])],
            ("Turnout was put at 71 per cent.", ("71 per cent", 71, "percent", "percent")),
            ("Turnout was 68 per cent.", ("68 per cent", 68, "percent", "percent")),
        ),
        (
            [("DIFFERS", ["240,000 tonnes", "260,000 tonnes"])],
            ("The boats take 260,000 tonnes.", ("260,000 tonnes", 260000, "tonne", "magnitude")),
            (
                "The limit, 240,000 tonnes, was printed in May.",
                ("240,000 tonnes", 240000, "tonne", "magnitude"),
            ),
        ),
        (
            [("DIFFERS", ["26 seats", "27 seats"])],
            ("The opposition Reed Party won 26 seats.", ("26 seats", 26, "seat")),
            ("The Reed Party, its rival, secured 27 seats.", ("27 seats", 27, "seat")),
        ),
    ],
)
def test_things_differ_only_where_the_clauses_are_alike(expected, one, other):
    assert expected == verdicts(one, other)


def test_a_report_that_has_the_other_figure_too_does_not_contradict_it():
    whole = "One woman died of smoke at Orun. The riot left five people dead."
    piece, other = article("a", whole), article("b", "Five people died at Orun.")
    members = [
        assertion(piece, "One woman died of smoke at Orun", value(piece, "One woman", 1, "woman")),
        assertion(other, "Five people died at Orun", value(other, "Five people", 5, "person")),
    ]

    assert [] == list(numbers(members, {piece.id: piece, other.id: other}, {}))


def test_a_count_that_is_bounded_below_is_kept_by_more():
    freed = (
        "Raiders freed at least three inmates.",
        ("at least three inmates", 3, "inmate", "count", "at least"),
    )

    assert [("COMPATIBLE", ["Four inmates", "at least three inmates"])] == verdicts(
        freed, ("Four inmates were freed by raiders.", ("Four inmates", 4, "inmate"))
    )


@pytest.mark.parametrize(
    ("expected", "where"),
    [([], "ferry terminal was shut"), ([("DIFFERS", ["6 hours", "9 hours"])], "prison cell was shut")],
)
def test_a_length_of_time_is_a_term_only_by_a_word_of_its_own(expected, where):
    one, other = (
        (f"The {where} {way} {n} hours.", (f"{n} hours", n, "hour", "magnitude"))
        for way, n in (("for", 6), ("after", 9))
    )
    assert expected == verdicts(one, other)
