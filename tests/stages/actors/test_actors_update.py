import json

import pytest

from variorum.errors import InputError
from variorum.stages.actors.overrides import read_overrides, read_toml
from variorum.stages.actors.update import Row, diff, lay_over, read_wikidata, shipped, table, unified


def cell(**values):
    made = {
        "person": "http://www.wikidata.org/entity/Q1",
        "personLabel": "Ana Reyes",
        "class": "FM",
        "iso3": "CHL",
    }
    made |= {"start": "2020-03-01T00:00:00Z", "startPrecision": "11"} | values
    return {key: {"value": value} for key, value in made.items()}


def result(*cells):
    return json.dumps({"results": {"bindings": cells}}).encode()


def row(**values):
    given = {"person": "Ana Reyes", "aliases": "", "office": "FM", "state": "CHL", "start": "2020-03-01"}
    given |= {"end": "", "precision": "day", "as_of": "2026-01-01", "source": "a test"}
    return Row(**(given | values))


def test_a_wikidata_result_becomes_rows_no_more_precise_than_it_is():
    ended = cell(
        end="2021-04-01T00:00:00Z", endPrecision="10", personAltLabel="A. Reyes, Anita, Ana María Reyes"
    )
    assert (
        row(
            end="2021-04",
            precision="month",
            aliases="A. Reyes|Ana María Reyes",
            as_of="2026-05-01",
            source="Wikidata Q1, fetched 2026-05-01",
        ),
    ) == read_wikidata(result(ended), "2026-05-01").rows


def test_who_has_no_name_in_english_is_left_out():
    assert ((), 1) == read_wikidata(result(cell(personLabel="Q17")), "2026-05-01")


@pytest.mark.parametrize(
    "wrong",
    [
        b"",
        b"[1]",
        b"<html>",
        b"[" * 100_000,
        b"\xff\xfe",
        b'{"results": 3}',
        b'{"results": {"bindings": [{}]}}',
        result(cell(startPrecision="eleven")),
        result({**cell(), "start": {"value": 7}}),
    ],
)
def test_what_is_no_result_is_refused(wrong):
    with pytest.raises(InputError):
        read_wikidata(wrong, "2026-05-01")


@pytest.mark.parametrize(
    "values",
    [
        {"personLabel": "Q17"},
        {"personLabel": "—"},
        {"class": "KING"},
        {"iso3": "XYZ"},
        {"startPrecision": "8"},
        {"start": "2020-99-01T00:00:00Z"},
        {"end": "2019-01-01T00:00:00Z", "endPrecision": "11"},
    ],
)
def test_a_row_that_cannot_be_used_is_counted_and_stops_no_other(values):
    read = read_wikidata(result(cell(**values), cell(personLabel="Eva Soto")), "2026-05-01", {"CHL"})
    assert (["Eva Soto"], 1) == ([r.person for r in read.rows], read.left_out)


def test_a_state_is_named_as_the_tables_name_it():
    assert ["KOS"] == [r.state for r in read_wikidata(result(cell(iso3="XKX")), "2026-05-01", {"KOS"}).rows]


@pytest.mark.parametrize("day", ["", "2026", "2026-05", "yesterday", "2026-02-30"])
def test_the_day_it_was_fetched_is_a_day(day):
    with pytest.raises(InputError, match="the day it was fetched"):
        read_wikidata(result(cell()), day)


def test_a_difference_tells_who_came_and_went():
    before, after = [row(), row(state="PER")], [row(end="2024-01-01"), row(state="BOL")]
    assert [("added", "BOL"), ("changed", "CHL"), ("removed", "PER")] == [
        (c.kind, (c.after or c.before).state) for c in diff(before, after)
    ]


def test_a_table_does_not_differ_from_itself_in_any_order():
    assert () == diff(shipped(), reversed(shipped()))


PAST = row(person="Luis Vega", start="2015-01-01", end="2020-03-01")
MINE = row(person="Eva Soto", start="2023-01-01")


@pytest.mark.parametrize(
    ("left", "mine"),
    [
        ([PAST, row(end="2023-01-01"), MINE], MINE),
        ([PAST, row(start="2020-04-01")], row(start="2020-04-01")),
        (
            [PAST, row(end="2023-01", precision="month"), MINE._replace(start="2023-01")],
            MINE._replace(start="2023-01"),
        ),
        (
            [PAST, row(end="2023-01-01"), MINE._replace(end="2023-02-01"), row(start="2023-02-01")],
            MINE._replace(end="2023-02-01"),
        ),
        ([PAST, row(), MINE._replace(office="DM")], MINE._replace(office="DM")),
        (
            [PAST._replace(end="2019-01-01"), MINE._replace(start="2019-01-01")],
            MINE._replace(start="2019-01-01"),
        ),
    ],
    ids=["successor", "same person", "month", "interim", "other post", "longer"],
)
def test_what_a_user_says_wins_over_what_it_overlaps(left, mine):
    assert sorted(left) == sorted(lay_over([row(), PAST], [mine]))


def test_a_handover_within_a_month_is_no_overlap():
    before = row(person="Luis Vega", start="2015-01-01", end="2020-03-16")
    assert {before, row(start="2020-03", precision="month")} == set(
        lay_over([row(start="2020-03", precision="month")], [before])
    )


def test_a_person_keeps_the_name_of_the_table_and_gains_spellings():
    given = [row(person="Choi Sun-hee", state="PRK"), row(person="Ri Sol", state="PRK")]
    held = [
        row(person="Choe Son Hui", state="PRK", aliases="최선희"),
        row(person="Choe Son Hui", state="KOR"),
    ]

    named = unified(given, held)

    assert [("Choe Son Hui", "최선희|Choi Sun-hee"), ("Ri Sol", "")] == [(r.person, r.aliases) for r in named]


def test_two_persons_of_one_name_stay_apart():
    held = [row(person="Ana Reyes"), row(person="Reyes Ana", office="DM")]

    assert ["Ana  Reyes"] == [r.person for r in unified([row(person="Ana  Reyes")], held)]


def test_a_table_is_written_as_it_is_shipped():
    lines = table(shipped()).splitlines()
    assert len(shipped()) + 1 == len(lines)
    assert all(8 == line.count("\t") for line in lines)


OWN = """\
# offices we checked ourselves
- person: Ana Reyes
  office: FM
  state: CHL
  start: 2024-01
  source: the ministry's site   # read in May
  aliases: Anita Reyes, A. Reyes
"""


def test_a_users_own_yaml():
    assert (
        row(
            start="2024-01",
            precision="month",
            as_of="2024-01",
            source="the ministry's site",
            aliases="Anita Reyes|A. Reyes",
        ),
    ) == read_overrides(OWN)


@pytest.mark.parametrize(
    ("line", "text"),
    [
        (3, OWN.replace("office: FM", "office: KING")),
        (5, OWN.replace("2024-01", "soon")),
        (5, OWN.replace("2024-01", "2024-13")),
        (4, OWN.replace("state:", "country:")),
        (2, OWN.replace("  source: the ministry's site   # read in May\n", "")),
        (3, OWN.replace("  office: FM", "  office FM")),
        (2, OWN.replace("- person", "  person")),
        (8, OWN + "  person: Eva Soto\n"),
        (7, OWN.replace("Anita Reyes, A. Reyes", "[Anita, A.]")),
        (4, OWN.replace("CHL", "Chile")),
        (2, OWN.replace("Ana Reyes\n  office", "...\n  office")),
        (8, OWN + "  end: 2020\n"),
    ],
)
def test_what_is_wrong_in_it_is_told_with_its_line(line, text):
    with pytest.raises(InputError, match=rf"line {line}: "):
        read_overrides(text)


TOML = """\
# offices we checked ourselves
[[term]]
person = "Ana Reyes"
office = "FM"
state = "CHL"
start = 2024-01-05
aliases = ["Anita Reyes", "A. Reyes"]
source = "the ministry's site"
"""


def test_the_same_in_toml():
    mine = row(
        start="2024-01-05", as_of="2024-01-05", source="the ministry's site", aliases="Anita Reyes|A. Reyes"
    )
    assert (mine,) == read_toml(TOML)


@pytest.mark.parametrize(
    ("line", "text"),
    [
        (4, TOML.replace("FM", "KING")),
        (6, TOML.replace("2024-01-05", "2024.5")),
        (6, TOML.replace("2024-01-05", '"soon"')),
        (5, TOML.replace("state", "country")),
        (5, TOML.replace("CHL", "Chile")),
        (2, TOML.replace("person", "# person")),
        (7, TOML.replace('"A. Reyes"', "3")),
        (2, TOML.replace("[[term]]", "[term]").replace("# offices", "kind = 1 # offices")),
        (9, TOML + 'end = "2020"\n'),
    ],
)
def test_what_is_wrong_in_toml_is_told_with_its_line(line, text):
    with pytest.raises(InputError, match=rf"own.toml, line {line}: " if "[[" in text else "own.toml, line"):
        read_toml(text)


def test_what_is_no_toml_is_told_with_its_line():
    with pytest.raises(InputError, match=r"own.toml: .*line 3"):
        read_toml(TOML.replace('"Ana Reyes"', "Ana Reyes"))


def test_the_rows_of_the_package_can_be_read_as_a_users_own():
    lines = "\n".join(
        f"- person: {r.person}\n  office: {r.office}\n  state: {r.state}\n  start: {r.start}\n  end: {r.end}\n"
        f"  aliases: {r.aliases.replace('|', ', ')}\n  as_of: {r.as_of}\n  source: {r.source}"
        for r in shipped()
    )
    assert shipped() == read_overrides(lines)
