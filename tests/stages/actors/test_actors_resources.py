"""Every line of the data the actors stage reads."""

import re

import pytest

from variorum import resources
from variorum.stages.actors.link import State, index, match, words

SECTORS = frozenset(
    re.findall(r"\w+", "GOV MIL REB OPP PTY COP JUD SPY MED EDU BUS CRM CVL LAB LEG IGO NGO REL HLH")
)
CODES = frozenset(row["code"] for row in resources.rows("states/states.tsv"))


def test_states_have_one_line_each_with_a_wikidata_id():
    rows = resources.rows("states/states.tsv")
    assert len(rows) == len(CODES)
    assert [r for r in rows if not re.fullmatch(r"[A-Z]{3}", r["code"]) or not r["qid"].startswith("Q")] == []
    assert {"KOS", "TWN", "PSE", "SUN", "YUG"} <= CODES


def test_aliases_name_known_states_in_known_ways():
    kinds = {"name", "short", "adjective", "demonym", "plural", "capital", "seat", "abbreviation"}
    for row in resources.rows("states/aliases.tsv"):
        assert row["code"] in CODES, row
        assert row["kind"] in kinds, row
        assert row["care"] in {"", "weak", "gpe", "ambiguous"}, row
        assert len(row["alias"]) > 3 or row["kind"] in {"abbreviation", "adjective"}, row


@pytest.mark.parametrize("joke", ["Best Korea", "Mr", "SU", "BA", "Male", "Albion"])
def test_codes_jokes_and_words_are_no_aliases(joke):
    assert joke not in {row["alias"] for row in resources.rows("states/aliases.tsv")}


def test_organisations_have_a_sector_and_a_known_owner():
    ids = [row["id"] for row in resources.rows("organisations/organisations.tsv")]
    assert sorted(set(ids)) == sorted(ids)
    for row in resources.rows("organisations/organisations.tsv"):
        assert re.fullmatch(r"org:[a-z0-9]+|[A-Z]{3}:[A-Z]+", row["id"]), row
        assert row["role"] in SECTORS, row
        assert row["state"] == "" or row["state"] in CODES, row
        assert row["state"] or row["kind"] != "state media", row


def test_roles_have_a_class_and_a_known_sector():
    for row in resources.rows("roles/roles.tsv"):
        assert row["kind"] in {"person", "organisation", "group", "honorific"}, row
        assert row["class"] or row["kind"] == "honorific", row
        assert row["needs"] in {"", "capitals", "body"}, row
        assert row["sector"] == "" or row["sector"] in SECTORS, row


def test_last_words_have_a_known_sector():
    for row in resources.rows("organisations/words.tsv"):
        assert row["sector"] in SECTORS | {"", "-"}, row


@pytest.mark.parametrize("row", resources.rows("organisations/organisations.tsv"), ids=lambda row: row["id"])
def test_every_name_and_alias_of_an_organisation_is_found(row):
    for alias in [row["name"], *filter(None, row["aliases"].split("|"))]:
        found = words(alias)
        if "," in alias:
            continue
        hit = match(alias, found, 0)
        assert hit is not None, alias
        end, entry = hit
        assert len(found) == end
        assert row["id"] == (entry.organisation if isinstance(entry, State) else entry.id)


def test_nothing_weak_is_in_the_index():
    held = {entry.alias for entries in index().values() for _, entry in entries if isinstance(entry, State)}
    assert "the North" not in held
    assert "North Korea" in held
