import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from variorum import resources
from variorum.stages.actors import holders

ROWS = resources.rows("holders/holders.tsv")
STATES = {row["code"] for row in resources.rows("states/states.tsv")}
ORGANISATIONS = {row["id"] for row in resources.rows("organisations/organisations.tsv")}
DATE = re.compile(r"\d{4}(-\d\d(-\d\d)?)?")


@pytest.mark.parametrize(
    ("person", "state", "office", "day"),
    [
        ("Qin Gang", "CHN", "FM", date(2023, 3, 15)),
        ("Wang Yi", "CHN", "FM", date(2022, 6, 1)),
        ("Wang Yi", "CHN", "FM", date(2024, 6, 1)),
        ("Margaret Thatcher", "GBR", "HOG", date(1985, 1, 1)),
        ("Kofi Annan", "org:un", "SG", date(2001, 5, 5)),
        ("Najla Mangoush", "LBY", "FM", date(2022, 5, 1)),
        ("Margarita Robles", "ESP", "DM", date(2020, 5, 1)),
        ("Viktor Yushchenko", "UKR", "HOG", date(2000, 5, 1)),
        ("Petr Nečas", "CZE", "HOG", date(2011, 5, 1)),
        ("Mirek Topolánek", "CZE", "HOG", date(2008, 5, 1)),
    ],
)
def test_an_office_has_the_holder_of_that_day(person, state, office, day):
    assert person == holders.holder(state, office, day).found


def test_near_a_handover_both_are_candidates():
    answer = holders.holder("CHN", "FM", date(2023, 1, 2))
    assert (None, ("Wang Yi", "Qin Gang")) == (answer.found, answer.candidates)
    assert "handover" in answer.why


def test_after_as_of_the_last_known_holder_is_a_candidate_only():
    answer = holders.holder("CHN", "FM", date(2090, 1, 1))
    assert (None, ("Wang Yi",)) == (answer.found, answer.candidates)
    assert "not verified" in answer.why


def test_without_a_date_nobody_is_looked_up():
    assert (None, ()) == holders.holder("CHN", "FM", None)[:2]


def test_where_the_holder_is_not_recorded_nobody_is_named():
    assert (None, ()) == holders.holder("BRN", "FM", date(2020, 1, 1))[:2]


def test_every_state_with_a_head_has_a_foreign_minister():
    heads = {
        term.state for term in holders.terms() if term.office in ("HOS", "HOG") and ":" not in term.state
    }
    ministers = {term.state for term in holders.terms() if term.office == "FM"}
    assert {"KOS", "PSE", "TWN", "VAT"} <= ministers
    assert {"HKG", "MAC"} == heads - ministers


def test_an_office_of_which_nothing_is_recorded():
    assert holders.holder("ATA", "FM", date(2020, 1, 1)) is None


def test_a_month_stands_for_all_its_days():
    assert (date(2020, 2, 1), date(2020, 2, 29)) == (
        holders.first_day("2020-02"),
        holders.last_day("2020-02"),
    )
    assert (date(2020, 1, 1), date(2020, 12, 31)) == (holders.first_day("2020"), holders.last_day("2020"))


@pytest.mark.parametrize(
    ("person", "name"),
    [
        ("Choe Son Hui", "Choi Sun-hee"),
        ("Volodymyr Zelenskyy", "Volodymyr Zelenskiy"),
        ("Abdel Fattah el-Sisi", "Abdel-Fattah al-Sisi"),
        ("Wang Yi", "王毅"),
        ("Joko Widodo", "Jokowi"),
        (None, "Wang"),
        (None, "Ana Reyes"),
    ],
)
def test_a_whole_name_leads_to_its_office_holder(person, name):
    assert person == holders.find(name)


def test_a_person_stands_for_the_post_held_on_the_day():
    assert ("JPN", True) == holders.standing("Shinzo Abe", date(2015, 6, 1))[:2]
    assert ("JPN", False) == holders.standing("Shinzo Abe", date(2021, 6, 1))[:2]
    assert (None, False) == holders.standing("António Guterres", date(2020, 6, 1))[:2]
    assert "PRT" == holders.standing("António Guterres", date(1998, 6, 1)).state


@pytest.mark.parametrize(
    ("office", "state", "title"),
    [("HOG", "IRN", "president"), ("HOS", "FRA", "president"), (None, "GBR", "president")],
)
def test_a_title_means_what_it_means_in_that_state(office, state, title):
    assert office == holders.office_of(state, title, "HOS")


def test_every_term_is_complete_and_in_order():
    for row in ROWS:
        assert row["person"] == row["person"].strip() != ""
        assert row["state"] in STATES | ORGANISATIONS, row
        assert DATE.fullmatch(row["start"]), row
        assert row["end"] == "" or (DATE.fullmatch(row["end"]) and row["end"] >= row["start"]), row
        assert DATE.fullmatch(row["as_of"]), row
        assert row["precision"] in ("day", "month", "year"), row
        assert row["source"], row


def test_no_post_has_two_present_holders():
    present = [(row["state"], row["office"]) for row in ROWS if not row["end"]]
    assert sorted(set(present)) == sorted(present)


def test_every_title_names_a_known_state():
    for row in resources.rows("holders/titles.tsv"):
        assert row["state"] in STATES | ORGANISATIONS | {"*"}, row


@given(st.sampled_from(ROWS), st.dates(date(1985, 1, 1), date(2030, 1, 1)))
def test_who_held_an_office_held_it_on_that_day(row, day):
    answer = holders.holder(row["state"], row["office"], day)
    if answer.found is None:
        return
    held = [t for t in holders.terms_of(answer.found) if t.post == f"{row['state']}:{row['office']}"]
    assert any(
        holders.first_day(t.start) <= day and (not t.end or day <= holders.last_day(t.end)) for t in held
    )
    assert all(day <= holders.first_day(t.as_of) for t in held if not t.end) or any(t.end for t in held)
