"""The demo stories through the real pipeline, against their key (tests/gold/demo/expected.json)."""

import re
from pathlib import Path

import pytest

import variorum
from demo_key import FINDINGS, KEY, Shown, documents
from variorum.demo import build
from variorum.export.text import text
from variorum.ledger import open_ledger

NOT_YET = {
    4: "tension inside one report is not looked for",
    30: "two sentences that tell one operation share too few words",
    32: "two municipalities the gazetteer does not have",
    34: "a march called and a stoppage that could come are no events of the lexicon",
    40: "a paraphrase that shares two words with the quotation",
}
"""By its place in the key what is not shown, and why. A finding that is shown must leave this list."""


@pytest.fixture(scope="module")
def demo(tmp_path_factory):
    return build(tmp_path_factory.mktemp("demo"))


@pytest.fixture(scope="module")
def shown(demo):
    with open_ledger(demo.ledger, writable=False) as ledger:
        return Shown([story.collation() for story in ledger.stories()])


pytestmark = [pytest.mark.model, pytest.mark.xdist_group("demo")]


def test_every_document_is_read_with_its_title(demo, shown):
    assert () == demo.failures
    assert set(documents()) == set(shown.at)


def test_the_stories_are_those_of_the_key(shown):
    expected = {frozenset(d["document"] for d in s["documents"]) for s in KEY["stories"].values()}

    by_story = {}
    for name, (edition, _) in shown.at.items():
        by_story.setdefault(edition.id, set()).add(name)

    assert expected == {frozenset(names) for names in by_story.values()}


def test_no_two_lineages_of_the_key_are_put_together(shown):
    for told in KEY["stories"].values():
        home = {name: i for i, group in enumerate(told["lineages"]) for name in group}
        for name, other in ((a, b) for a in home for b in home if home[a] != home[b]):
            edition, article = shown.at[name]
            (lineage,) = [x for x in edition.lineages if article.id in x.article_ids]
            assert shown.at[other][1].id not in lineage.article_ids, (name, other)


def test_an_edition_shows_names_and_no_ids(shown):
    for edition, _ in shown.at.values():
        assert not re.findall(r"\b(?:org|person|state|art|stm):\w+", text(edition))


def test_every_record_names_the_version_of_the_stage_that_made_it(demo):
    stages = {kind: step.made_by for step in variorum.PIPELINE.stages for kind in step.makes}
    with open_ledger(demo.ledger, writable=False) as ledger:
        found = {(kind, r.made_by) for kind in variorum.PIPELINE.kinds for r in ledger.read(kind)}

    assert {(kind, stages[kind]) for kind, _ in found} == found
    assert len(found) > 10


@pytest.mark.parametrize(
    "place", range(len(FINDINGS)), ids=[f"{i}-{f['story']}-{f['kind']}" for i, f in enumerate(FINDINGS)]
)
def test_a_finding_of_the_key_is_shown(shown, place):
    finding = FINDINGS[place]
    if shown.shows(finding):
        return
    reason = NOT_YET.get(place)
    assert reason, finding["expect"]
    pytest.xfail(reason)


def test_what_is_not_shown_yet_is_said_truly(shown):
    missed = {i for i, f in enumerate(FINDINGS) if not shown.shows(f)}

    assert set(NOT_YET) == missed


def test_the_edition_is_one_file_that_names_every_story(demo):
    page = demo.edition.read_text(encoding="utf-8")

    assert 1 == page.casefold().count("<!doctype html>")
    for told in KEY["stories"].values():
        assert any(d["title"] and d["title"].replace("&", "&amp;") in page for d in told["documents"])


def test_the_reports_of_the_readme_are_left_beside_the_edition(demo):
    readme = (Path(__file__).parent.parent / "README.md").read_text(encoding="utf-8")
    named = re.findall(r"demo/(\S+\.txt)", readme)

    assert 2 == len(named)
    assert [True, True] == [(demo.edition.parent / name).is_file() for name in named]
