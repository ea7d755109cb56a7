import json

import pytest

from variorum.errors import InputError
from variorum.stages.actors.overrides import read_overrides
from variorum.stages.actors.update import Row, diff, lay_over, read_wikidata, shipped, table


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
    ) == read_wikidata(result(ended), "2026-05-01")


def test_who_has_no_name_in_english_is_left_out():
    assert () == read_wikidata(result(cell(personLabel="Q17")), "2026-05-01")


@pytest.mark.parametrize(
    "wrong", [b"", b"[1]", b"<html>", b'{"results": 3}', b'{"results": {"bindings": [{}]}}']
)
def test_what_is_no_result_is_refused(wrong):
    with pytest.raises(InputError):
        read_wikidata(wrong, "2026-05-01")


def test_a_difference_tells_who_came_and_went():
    before, after = [row(), row(state="PER")], [row(end="2024-01-01"), row(state="BOL")]
    assert [("added", "BOL"), ("changed", "CHL"), ("removed", "PER")] == [
        (c.kind, (c.after or c.before).state) for c in diff(before, after)
    ]


def test_a_table_does_not_differ_from_itself_in_any_order():
    assert () == diff(shipped(), reversed(shipped()))


def test_what_a_user_says_wins_over_what_it_overlaps():
    mine = row(person="Eva Soto", start="2023-01-01")
    past = row(person="Luis Vega", start="2015-01-01", end="2020-03-01")
    assert (past, mine) == lay_over([row(), past], [mine])


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
    ],
)
def test_what_is_wrong_in_it_is_told_with_its_line(line, text):
    with pytest.raises(InputError, match=rf"line {line}: "):
        read_overrides(text)
