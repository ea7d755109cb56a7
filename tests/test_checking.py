"""A draft held against the demo stories: what a desk is told of each sentence."""

import json
from importlib.resources import as_file, files

import pytest
from click.testing import CliRunner

import variorum
from variorum.checking import CONDITIONS, check_draft
from variorum.cli import checking as cli_checking
from variorum.cli import main
from variorum.errors import InputError, NotFoundError
from variorum.export.checked import text
from variorum.ledger import open_ledger
from variorum.sources import open_sources

pytestmark = pytest.mark.model

DRAFT = """\
At least 14 people died when the ferry MV Ziwa Njema capsized on Lake Tanganyika on Monday.

"Nobody should give you a final figure ... nobody has one," regional commissioner Rehema Mtakwishe said.

The ferry was licensed to carry 54 people.

"The lake has given back nobody," the minister Prosper Gitwe Ndarihoze said.

The owner has fled to Zambia, two officials said.

It was a long night.
"""


@pytest.fixture(scope="module")
def desk(tmp_path_factory):
    """A ledger of two of the demo stories."""
    path = tmp_path_factory.mktemp("desk") / "desk.db"
    with open_ledger(path) as ledger:
        with as_file(files("variorum.resources") / "demo") as stories:
            ledger.add(stories / "kigoma-ferry", stories / "nairobi-talks")
        ledger.run()
    return path


def checked(desk, tmp_path, words, **options):
    (tmp_path / "draft.txt").write_text(words, encoding="utf-8")
    with open_ledger(desk, writable=False) as ledger:
        return check_draft(ledger, open_sources([str(tmp_path / "draft.txt")]), **options)


@pytest.fixture(scope="module")
def found(desk, tmp_path_factory):
    return checked(desk, tmp_path_factory.mktemp("draft"), DRAFT)


def sentence(found, words):
    return next(s for s in found.sentences if words in s.span.of(found.draft))


def readings(sentence, kind):
    variants = [v for f in sentence.findings for v in f.variants if v.kind == kind]
    return {r.value for v in variants for r in v.readings}


def test_it_is_held_against_the_story_it_tells_and_no_other(found):
    (story,) = found.stories

    assert "ferry" in (story.title or "").casefold()


def test_a_figure_no_report_has_is_a_conflict_with_both_readings(found):
    licensed = sentence(found, "licensed")

    assert "conflict" in licensed.conditions
    assert {"54 people", "45 people", "60 people"} == readings(licensed, "number")


def test_a_quotation_cut_at_an_ellipsis_is_one_sentence_with_its_fuller_text(found):
    quoted = sentence(found, "Nobody")

    assert "nobody has one" in quoted.span.of(found.draft)
    assert "unattested-quote" not in quoted.conditions
    assert "Nobody should give you a final figure tonight, because nobody has one" in text(found, width=200)


def test_quoted_words_that_nobody_reported_are_named(found):
    lake = sentence(found, "lake has given")

    assert ["The lake has given back nobody,"] == [s.of(found.draft) for s in lake.unattested]


def test_what_no_report_has_is_unsupported_and_an_idle_clause_is_not(found):
    assert ("unsupported",) == sentence(found, "Zambia").conditions
    assert () == sentence(found, "long night").conditions


def test_the_draft_counts_for_no_root_and_no_line(found):
    for sentence in found.sentences:
        for finding in sentence.findings:
            assert found.draft.id not in finding.line.article_ids
            assert found.draft.id not in {a for root in finding.roots for a in root.article_ids}
            assert all(piece.span.article_id != found.draft.id for piece in finding.line.assembly)


def test_nothing_is_written_to_the_ledger(desk, tmp_path):
    before = desk.read_bytes()
    checked(desk, tmp_path, DRAFT)

    assert before == desk.read_bytes()


def test_a_draft_about_something_else_finds_no_report(desk, tmp_path):
    found = checked(desk, tmp_path, "The Icelandic parliament passed a law on sheep on Friday.")

    assert [("unsupported",)] == [s.conditions for s in found.sentences]


def test_one_story_may_be_named(desk, tmp_path, found):
    (ferry,) = found.stories
    with open_ledger(desk, writable=False) as ledger:
        other = next(s.id for s in ledger.stories() if s.id != ferry.id)

    assert [other] == [s.id for s in checked(desk, tmp_path, DRAFT, story=other).stories]
    with pytest.raises(NotFoundError):
        checked(desk, tmp_path, DRAFT, story="sto-0")


def test_from_python_a_draft_is_a_text(desk):
    with variorum.open(desk, writable=False) as ledger:
        found = variorum.check(ledger, "The ferry was licensed to carry 54 people.", published="2026-10-28")

    assert "2026-10-28" == found.draft.published
    assert 1 == len(found.sentences)


def test_a_draft_is_one_document(desk, tmp_path):
    (tmp_path / "rows.jsonl").write_text('{"text": "One."}\n{"text": "Two."}\n', encoding="utf-8")
    with open_ledger(desk, writable=False) as ledger, pytest.raises(InputError, match="one document"):
        check_draft(ledger, open_sources([str(tmp_path / "rows.jsonl")]))


def test_the_command_knows_every_condition():
    assert CONDITIONS == cli_checking.CONDITIONS


@pytest.mark.parametrize(
    ("words", "fail_on", "status"),
    [
        (DRAFT, "conflict,unattested-quote", 3),
        (DRAFT, "", 0),
        ("It was a long night.", "unsupported", 0),
        (DRAFT, "nonsense", 2),
    ],
)
def test_the_exit_status_is_for_a_newsrooms_own_checks(desk, words, fail_on, status):
    done = CliRunner().invoke(main, ["--db", str(desk), "check", "-", "--fail-on", fail_on], input=words)

    assert status == done.exit_code, done.output


def test_json_has_the_spans_and_the_conditions(desk):
    done = CliRunner().invoke(main, ["--db", str(desk), "check", "-", "--json"], input=DRAFT)
    found = json.loads(done.stdout)

    assert {c for s in found["sentences"] for c in s["conditions"]} <= set(CONDITIONS)
    span = found["sentences"][0]["span"]
    assert "At least 14" == found["draft"]["text"][span[1] : span[2]][:11]
