"""Coverage and what could not be compared stand in every edition and export, and can be asked for."""

import csv
import json

import pytest
from click.testing import CliRunner

from variorum.cli import main
from variorum.cli.reading import FILTERS

pytestmark = pytest.mark.model

ALL = "Divers have recovered 12 bodies from the flooded quarry at Orla"
MOST = "The quarry belongs to the Dorrin Stone company"
ONE = "Mayor Ada Okonjo closed the road to Tarn"
REPORTS = {"a.txt": (ALL, MOST, ONE), "b.txt": (ALL, MOST), "c.txt": (ALL,)}
SHOWN = [("all", ALL, "in all"), ("all but one", MOST, "in all but"), ("one", ONE, "only in")]


def call(*args):
    done = CliRunner().invoke(main, args)
    assert 0 == done.exit_code, done.output
    return done.stdout


@pytest.fixture(scope="module")
def desk(tmp_path_factory):
    """A folder with a ledger of three reports of one story, none of which has a date."""
    folder = tmp_path_factory.mktemp("desk")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        for name, told in REPORTS.items():
            (folder / name).write_text(". ".join(told) + f". The pumps of {name[0].upper()} ran on Sunday.")
            call("add", name, "--outlet", f"Outlet {name[0].upper()}")
        call("run")
        stories = [line.split(",")[0] for line in call("stories", "--csv").splitlines()[1:]]
        if len(stories) > 1:
            call("merge", *stories)
            call("run")
        for form, target in (("csv", "tables"), ("jsonl", "ledger.jsonl"), ("html", "edition.html")):
            call("export", form, "-o", target, "--with-text")
        yield folder


@pytest.mark.parametrize(("coverage", "words", "label"), SHOWN)
def test_coverage_stands_in_every_form(desk, monkeypatch, coverage, words, label):
    monkeypatch.chdir(desk)
    listed = list(csv.DictReader(call("lines", "--coverage", coverage, "--csv").splitlines()))
    table = list(csv.DictReader((desk / "tables" / "lines.csv").open(encoding="utf-8")))
    exported = [json.loads(line) for line in (desk / "ledger.jsonl").read_text("utf-8").splitlines()]
    lines = {r["id"]: r for r in exported if r["record"] == "Line"}

    (found,) = [r["id"] for r in listed if r["words"].startswith(words)]
    assert coverage == next(r["coverage"] for r in table if r["id"] == found)
    assert coverage == lines[found]["coverage"]
    assert f"<h3>{label}" in (desk / "edition.html").read_text("utf-8")
    text = call("compare", *REPORTS)
    assert label in text.partition("COVERAGE\n")[2]
    edition = json.loads(call("compare", *REPORTS, "--json"))
    assert coverage in {line["coverage"] for line in edition["lines"]}


def test_what_could_not_be_compared_stands_in_every_form(desk, monkeypatch):
    monkeypatch.chdir(desk)
    why = "no date of publication: these times cannot be placed in the calendar"
    listed = list(csv.DictReader(call("uncompared", "--kind", "date", "--csv").splitlines()))
    table = list(csv.DictReader((desk / "tables" / "uncompared.csv").open(encoding="utf-8")))
    exported = [json.loads(line) for line in (desk / "ledger.jsonl").read_text("utf-8").splitlines()]

    assert [("Sunday | Sunday | Sunday", "3 reports")] == [(r["readings"], r["outlets"]) for r in listed]
    assert {why} == {r["why"] for r in listed}
    ids = {r["id"] for r in listed}
    assert ids <= {r["id"] for r in table}
    assert ids <= {r["id"] for r in exported if r["record"] == "Uncompared"}
    assert why in (desk / "edition.html").read_text("utf-8")
    text = call("compare", *REPORTS)
    assert why in text.partition("NOT COMPARED\n")[2]
    edition = json.loads(call("compare", *REPORTS, "--json"))
    assert 1 == [u["kind"] for u in edition["uncompared"]].count("date")
    assert "Sunday" in call("show", next(iter(ids)), "--evidence")


@pytest.mark.parametrize("name", [name for name, filters in FILTERS.items() if "kind" in filters])
def test_every_list_of_kinds_can_be_asked_for_one(desk, monkeypatch, name):
    monkeypatch.chdir(desk)
    kinds = [row["kind"] for row in csv.DictReader(call(name, "--csv").splitlines())]

    for kind in set(kinds):
        assert kinds.count(kind) == len(call(name, "--kind", kind, "--nl").splitlines())
