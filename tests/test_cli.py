"""The command: data to stdout, messages to stderr, and an exit status that can be relied on."""

import csv
import functools
import io
import json
import os
import re
import signal
import subprocess
import sys
import textwrap
import time
from pathlib import Path

import pytest
from click.testing import CliRunner

import toy
from variorum import resources
from variorum import run as running
from variorum.cli import SECTIONS, main
from variorum.cli.filters import CUE_CLASSES
from variorum.cli.group import coloured, progress_of
from variorum.edition import Collation
from variorum.model import Article, Failure, Line, Story, Variant
from variorum.settings import Settings

SCRIPT = Path(sys.executable).with_name("variorum")
TEXTS = {
    "courier.txt": "Anna said: “We will go on.” Boris listened.",
    "ledger.txt": "Anna met Boris in the harbour.",
    "beacon.txt": "Dana slept.",
}


@pytest.fixture
def desk(tmp_path, monkeypatch):
    """A folder to work in, with three reports; the machinery runs without a model."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(running, "run", functools.partial(running.run, pipeline=toy.REFERENCE))
    (tmp_path / "in").mkdir()
    for name, text in TEXTS.items():
        (tmp_path / "in" / name).write_text(text)
    return tmp_path


@pytest.fixture
def filled(desk):
    """The same with a ledger that was run."""
    assert 0 == call("add", "in").exit_code
    assert 0 == call("run").exit_code
    return desk


def call(*args, **options):
    return CliRunner().invoke(main, args, catch_exceptions=False, **options)


def ids(name, *args):
    return [row["id"] for row in json.loads(call(name, "--json", *args).stdout)]


# --- what is said where ------------------------------------------------------------------------------------


def test_adding_and_running_say_what_was_done_on_stderr(desk):
    added, done, again = call("add", "in"), call("run"), call("add", "in")

    assert (0, "", "3 new, 0 already there, 0 failed\n") == (added.exit_code, added.stdout, added.stderr)
    assert (0, "") == (done.exit_code, done.stdout)
    assert re.fullmatch(r"run [0-9a-f]{16}: 3 documents in \d+\.\d s, 0 failed\n", done.stderr)
    assert "0 new, 3 already there, 0 failed\n" == again.stderr


def test_quiet_says_nothing_but_failures(desk):
    (desk / "in" / "empty.txt").write_text("")

    added, done = call("--quiet", "add", "in"), call("-q", "run")

    assert (1, "") == (added.exit_code, added.stdout)
    assert added.stderr.startswith("failed: empty.txt: it is empty")
    assert (0, "", "") == (done.exit_code, done.stdout, done.stderr)


def test_failed_inputs_are_listed_with_reason_and_remedy_and_the_status_is_one(desk):
    (desk / "in" / "broken.txt").write_text("BROKEN")

    added, done = call("add", "in", "none.txt"), call("run")

    assert (1, 1) == (added.exit_code, done.exit_code)
    assert "failed: none.txt: there is no such file — check the path: none.txt\n" in added.stderr
    assert "failed: broken.txt: it is broken — mend it\n" in done.stderr
    assert 3 == len(ids("articles"))
    listed = {row["address"]: row["remedy"] for row in json.loads(call("failures", "--json").stdout)}
    assert {"broken.txt": "mend it", "none.txt": "check the path: none.txt"} == listed


def test_a_run_with_nothing_to_do_says_so(filled):
    assert ": 0 documents in" in call("run").stderr


def test_from_standard_input(desk):
    added = call(
        "add", "-", "--outlet", "Harbour Courier", "--published", "2026-11-22", input="Emeka met the press."
    )
    call("run")

    assert 0 == added.exit_code
    (article,) = json.loads(call("articles", "--json").stdout)
    assert ("Harbour Courier", "2026-11-22") == (article["outlet"], article["published"])


def test_what_the_one_who_knows_says_later_is_taken_up(filled):
    assert "unknown" in call("articles").stdout

    call("add", "in/ledger.txt", "--published", "2026-11-22", "--outlet", "Harbour Courier")
    call("run")

    (row,) = csv.DictReader(io.StringIO(call("articles", "--csv", "--outlet", "harbour").stdout))
    assert ("Harbour Courier", "2026-11-22") == (row["outlet"], row["published"])


# --- lists -------------------------------------------------------------------------------------------------


def test_a_table_has_a_header_and_a_line_a_record(filled):
    lines = call("stories", "-t").stdout.splitlines()

    assert lines == call("stories").stdout.splitlines()
    assert lines[0].startswith("id ")
    assert re.match(r"sto-[0-9a-f]{16}  2 +at most 0", lines[2])
    assert 4 == len(lines)


def test_the_forms_hold_the_same(filled):
    whole = json.loads(call("statements", "--json").stdout)
    by_line = [json.loads(line) for line in call("statements", "--nl").stdout.splitlines()]
    table = list(csv.DictReader(io.StringIO(call("statements", "--csv").stdout)))
    tabs = list(csv.DictReader(io.StringIO(call("statements", "--tsv").stdout), delimiter="\t"))

    assert whole == by_line
    assert table == tabs
    assert [("Statement", "We will go on.")] == [(r["record"], r["words"]) for r in whole]
    assert [(whole[0]["id"], "Anna")] == [(r["id"], r["speaker"]) for r in table]


@pytest.mark.parametrize(
    ("expected", "args"),
    [
        (1, ["events", "--actor", "person:dana"]),
        (1, ["events", "--actor", "CHN"]),
        (0, ["events", "--actor", "person:dan"]),
        (2, ["events", "--type", "CONSULT"]),
        (0, ["events", "--status", "denied"]),
        (1, ["statements", "--speaker", "anna"]),
        (0, ["statements", "--speaker", "unknown"]),
        (3, ["articles", "--outlet", "unknown"]),
        (3, ["articles", "--published", "unknown"]),
        (0, ["articles", "--published", "2026"]),
        (1, ["articles", "--limit", "1"]),
        (1, ["actors", "--name", "dan"]),
        (4, ["actors", "--kind", "person"]),
        (0, ["lines"]),
    ],
)
def test_filters(filled, expected, args):
    assert expected == len(ids(*args))


def test_a_story_is_named_by_the_beginning_of_its_id(filled):
    story = ids("stories")[0]

    assert 1 == len(ids("events", "--story", story[:10]))
    refused = call("events", "--story", "sto-none")
    assert (2, "") == (refused.exit_code, refused.stdout)
    assert "variorum: nothing has the id sto-none" in refused.stderr


def test_an_empty_list_says_why_on_stderr(filled):
    assert ("", "no lines: the last run found none\n") == (call("lines").stdout, call("lines").stderr)
    assert "no events fit these filters\n" == call("events", "--status", "denied").stderr
    assert "no failures\n" == call("failures").stderr
    assert "[]\n" == call("failures", "--json").stdout
    assert "address,stage,reason,remedy\n" == call("failures", "--csv").stdout


def test_a_record_is_shown_with_the_words_it_rests_on(filled):
    (statement,) = ids("statements")

    shown = call("show", statement[:12], "--evidence").stdout

    record, _, evidence = shown.rpartition("}\n")
    assert statement == json.loads(record + "}")["id"]
    assert re.fullmatch(r"art-[0-9a-f]{16} \[12, 26\) 'We will go on\.'\n", evidence)


@pytest.mark.model
def test_an_article_is_shown_with_what_was_refused(filled):
    shown = [call("show", article, "--explain").stdout for article in ids("articles")]

    listed = sorted(line for text in shown for line in text.rpartition("}\n")[2].splitlines())
    assert ["[5, 8) 'met' not in events"] == [line.partition(":")[0] for line in listed if "met" in line]


def test_only_articles_and_events_are_explained(filled):
    refused = call("show", ids("statements")[0], "--explain")

    assert 2 == refused.exit_code
    assert "give the id of either" in refused.stderr


@pytest.mark.parametrize("kind", ["articles", "stories", "events", "actors", "statements"])
def test_any_record_is_shown(filled, kind):
    for record_id in ids(kind):
        assert record_id == json.loads(call("show", record_id).stdout)["id"]


def test_a_document_is_shown_without_its_bytes(filled):
    document = json.loads(call("show", ids("articles")[0]).stdout)["document_id"]
    shown = json.loads(call("show", document).stdout)

    assert "Document" == shown["record"]
    assert "body" not in shown


def test_a_search_gives_a_line_a_hit(filled):
    lines = call("search", "will", "go").stdout.splitlines()

    assert ["statement", "article"] == [line.split("\t")[0] for line in lines]
    assert "nothing has these words\n" == call("search", "unsaid").stderr


# --- judging -----------------------------------------------------------------------------------------------


def test_split_run_and_undo(filled):
    story = ids("stories")[0]
    member = json.loads(call("show", story).stdout)["article_ids"][0]

    made = call("split", story, member, "--who", "a desk")
    decision = made.stdout.split("\t")[0]
    assert f"{decision}\tsplit\t{story} {member}\t1 pair\n" == made.stdout
    call("run")
    assert 3 == len(ids("stories"))
    (row,) = csv.DictReader(io.StringIO(call("judgements", "--csv").stdout))
    assert ("a desk", "apart", "yes") == (row["who"], row["verdict"], row["standing"])

    assert 0 == call("undo", decision).exit_code
    call("run")
    assert story == ids("stories")[0]
    assert ["no", ""] == [
        r["standing"] for r in csv.DictReader(io.StringIO(call("judgements", "--csv").stdout))
    ]


def test_undoing_says_what_was_decided(filled):
    decision = call("merge", *ids("stories")).stdout.split("\t")[0]

    assert call("undo", decision[:10]).stdout.endswith(f"\t{decision} taken back: together, 3 pairs\n")


def test_a_decision_is_one_row_and_its_pairs_are_lines(filled):
    call("merge", *ids("stories"))
    (row,) = csv.DictReader(io.StringIO(call("judgements", "--csv").stdout))

    assert ("together", "3", "yes") == (row["verdict"], row["pairs"], row["standing"])
    assert set(ids("articles")) == set(row["of"].split())
    assert 3 == len(call("judgements", "--nl").stdout.splitlines())


def test_articles_stand_by_their_dates(desk):
    for name, published in (
        ("courier.txt", "2026-11-22"),
        ("ledger.txt", None),
        ("beacon.txt", "2026-11-02"),
    ):
        call("add", f"in/{name}", *(("--published", published) if published else ()))
    call("run")

    dates = [row["published"] for row in json.loads(call("articles", "--json").stdout)]
    assert ["2026-11-02", "2026-11-22", None] == dates


def test_merge_and_accept(filled):
    assert "\t3 pairs\n" in call("merge", *ids("stories")).stdout
    call("run")
    (story,) = ids("stories")
    assert 0 == call("accept", story).exit_code


def test_a_removed_report_is_gone_after_the_next_run(filled):
    document = call("remove", ids("articles", "--limit", "1")[0])
    call("run")

    assert document.stdout.startswith("doc-")
    assert 2 == len(ids("articles"))


# --- taking out --------------------------------------------------------------------------------------------


def test_exports_are_written_where_asked(filled):
    assert "written: out.jsonl\n" == call("export", "jsonl", "-o", "out.jsonl").stderr
    assert call("export", "jsonl", "-o", "-").stdout == (filled / "out.jsonl").read_text()
    assert "harbour" not in (filled / "out.jsonl").read_text()
    assert 0 == call("export", "csv", "-o", "tables", "--with-text").exit_code
    assert "harbour" in (filled / "tables" / "articles.csv").read_text()
    assert 0 == call("export", "html", "-o", "edition.html").exit_code
    assert "<html" in (filled / "edition.html").read_text()


def test_everything_is_verified(filled):
    found = call("verify")

    assert (0, "") == (found.exit_code, found.stdout)
    assert found.stderr.endswith("everything holds\n")


def test_what_does_not_hold_is_data_and_the_status_is_one(filled):
    call("remove", ids("articles")[0])

    found = call("verify")

    assert 1 == found.exit_code
    assert "documents were added, changed or removed since the last run" in found.stdout


def test_the_stages_are_explained_and_the_doctor_looks_around(filled):
    assert "article" in call("explain").stdout.splitlines()[0]
    found = call("doctor")
    assert 0 == found.exit_code
    assert "ok  ledger: variorum.db: 3 documents" in found.stdout


# --- comparing ---------------------------------------------------------------------------------------------


def line(at_most, coverage):
    return Line(
        id=f"lne-{at_most}", story_id="sto-1", kind="statement", member_ids=(), article_ids=(),
        at_most=at_most, coverage=coverage,
    )  # fmt: skip


def variant(kind, relation):
    return Variant(id="var-1", story_id="sto-1", line_id=None, kind=kind, relation=relation, readings=())


@pytest.fixture
def edition(monkeypatch):
    """What ``compare`` finds, as the tests want it."""

    def found(**fields):
        made = Collation(story=Story(id="sto-1", article_ids=()), **{"witnesses": (), **fields})
        monkeypatch.setattr("variorum.comparing.compare_documents", lambda documents, profile, data: made)

    return found


@pytest.mark.parametrize(
    ("expected", "fields", "fail_on"),
    [
        (0, {}, "conflict,single-root,moved-attribution"),
        (3, {"variants": (variant("number", "DIFFERS"),)}, "conflict"),
        (0, {"variants": (variant("number", "UPDATE"),)}, "conflict"),
        (0, {"variants": (variant("number", "DIFFERS"),)}, "moved-attribution, single-root"),
        (3, {"variants": (variant("attribution", "DIFFERS"),)}, "moved-attribution"),
        (3, {"lines": (line(1, "all"), line(2, "all"))}, "single-root"),
        (0, {"lines": (line(1, "one"), line(2, "all"), line(None, "all"))}, "single-root"),
        (1, {"failures": (Failure(address="a.txt", stage="sources", reason="empty"),)}, ""),
        (3, {"failures": (Failure(address="a.txt", stage="sources", reason="empty"),),
             "variants": (variant("place", "DIFFERS"),)}, "conflict"),
    ],
)  # fmt: skip
def test_a_condition_that_matches_is_status_three(edition, expected, fields, fail_on):
    edition(**fields)

    found = call("compare", "a.txt", "b.txt", "--json", "--fail-on", fail_on)

    assert expected == found.exit_code
    assert "sto-1" == json.loads(found.stdout)["story"]["id"]
    assert ("failed: a.txt: empty\n" if "failures" in fields else "") == found.stderr


@pytest.mark.parametrize(
    ("expected", "language"),
    [("warning: Elbe Post says its language is de: speech,", "de"), ("", "en"), ("", None)],
)
def test_a_report_in_another_language_is_warned_of(desk, edition, expected, language):
    witness = Article(id="art-1", document_id="doc-1", text="Ja.", outlet="Elbe Post", language=language)
    edition(witnesses=(witness,))

    warned = call("compare", "a.txt", "b.txt", "--json").stderr
    assert warned.startswith(expected)
    assert bool(expected) == bool(warned)


def test_an_edition_is_written_or_shown(desk, edition, monkeypatch):
    edition()
    opened = []
    monkeypatch.setattr("click.launch", opened.append)

    assert "RECORD" in call("compare", "a.txt").stdout
    written = call("compare", "a.txt", "--html", "out.html")
    assert ("", "edition: out.html\n") == (written.stdout, written.stderr)
    assert "<html" in (desk / "out.html").read_text()
    call("compare", "a.txt", "--open")
    assert [str(desk / "edition.html")] == opened


@pytest.mark.parametrize(
    ("expected", "status", "paths"),
    [
        ("compare takes two reports or more; there is only courier.txt", 2, ["in/courier.txt"]),
        ("courier.txt and twin.txt are the same bytes: compare takes two different", 2,
         ["in/courier.txt", "twin.txt"]),
        ("there is only courier.txt; none.txt: there is no such file", 1, ["in/courier.txt", "none.txt"]),
        ("there is only courier.txt; broken.txt: it is broken", 1, ["in/courier.txt", "broken.txt"]),
    ],
)  # fmt: skip
def test_one_witness_is_no_comparison(desk, expected, status, paths):
    (desk / "twin.txt").write_text(TEXTS["courier.txt"])
    (desk / "broken.txt").write_text("BROKEN")

    refused = call("compare", *paths, "--text")

    assert (status, "") == (refused.exit_code, refused.stdout)
    assert expected in refused.stderr


# --- terminals ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("expected", "terminal", "environment"),
    [(True, True, {}), (False, False, {}), (False, True, {"NO_COLOR": "1"}), (True, True, {"NO_COLOR": ""})],
)
def test_colour_is_for_terminals_whose_user_likes_it(monkeypatch, expected, terminal, environment):
    monkeypatch.delenv("NO_COLOR", raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr(sys.stdout, "isatty", lambda: terminal, raising=False)

    assert expected is coloured()


@pytest.mark.parametrize(
    ("expected", "terminal", "quiet"),
    [("\r\x1b[Kdocuments 1/2\r\x1b[Kdocuments 2/2\n", True, False), ("", False, False), ("", True, True)],
)
def test_progress_is_for_terminals(monkeypatch, capsys, expected, terminal, quiet):
    monkeypatch.setattr(sys.stderr, "isatty", lambda: terminal, raising=False)

    show = progress_of(Settings(quiet=quiet))
    show("documents", 1, 2)
    show("documents", 2, 2)

    assert ("", expected) == tuple(capsys.readouterr())


def test_a_list_of_what_was_never_run_says_how_to(desk):
    call("add", "in")

    assert "no lines; have you run it? (variorum run)\n" == call("lines").stderr


def test_every_class_of_a_cue_can_be_asked_for():
    assert {row["class"] for row in resources.rows("cues/cues.tsv")} == set(CUE_CLASSES)


# --- wrong usage -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("expected", "args"),
    [
        ("No such command", ["unknown"]),
        ("Missing argument", ["add"]),
        ("No such option", ["stories", "--colour", "red"]),
        (
            "--fail-on knows conflict, single-root, moved-attribution; not love",
            ["compare", "a", "--fail-on", "love"],
        ),
        ("there is no ledger at variorum.db; start one with: variorum add", ["stories"]),
        ("there is no ledger at variorum.db; start one with: variorum add", ["run"]),
        ("there is no ledger at variorum.db; start one with: variorum add", ["remove", "art-1"]),
        ("there is no ledger at none.db", ["--db", "none.db", "verify"]),
        ("the folder none does not exist", ["--db", "none/desk.db", "add", "in"]),
        ("in is a folder; name a file with --db", ["--db", "in", "stories"]),
        ("is not a ledger; name another with --db", ["--db", "in/courier.txt", "stories"]),
        ("there is no settings file none.toml", ["--settings", "none.toml", "stories"]),
        ("yesterday", ["add", "in", "--published", "yesterday"]),
        ("workers must be 1 or more, not 0", ["run", "--workers", "0"]),
        ("nothing to compare: none.txt: there is no such file", ["compare", "none.txt"]),
        ("--type is one of ACCUSE, AGREE, AID,", ["events", "--type", "BOGUS"]),
        ("--status is one of actual, planned, threatened,", ["events", "--status", "planed"]),
        ("--mode is one of direct, indirect, mixed; not foo", ["statements", "--mode", "foo"]),
        ("--cue-class is one of accused, asked,", ["statements", "--cue-class", "deny"]),
        (
            "--first takes 2026, 2026-11, 2026-11-03 or unknown; not November",
            ["stories", "--first", "November"],
        ),
        ("--json and --text both go to stdout", ["compare", "a", "b", "--json", "--text"]),
        ("start one with: variorum --db none.db add", ["--db", "none.db", "run"]),
        ("start one with: variorum --db none.db add", ["--db", "none.db", "stories"]),
        ("name a folder with -o, not in/ledger.txt", ["export", "csv", "-o", "in/ledger.txt"]),
        ("there is no folder nope: make it", ["export", "html", "-o", "nope/e.html"]),
        ("in is a folder: name a file in it", ["export", "jsonl", "-o", "in"]),
        ("name a folder", ["export", "csv", "-o", "-"]),
    ],
)
def test_what_cannot_be_done_is_said_with_status_two(desk, expected, args):
    before = sorted(os.listdir(desk))
    if args[0] == "export":
        call("add", "in")

    refused = call(*args)

    assert (2, "") == (refused.exit_code, refused.stdout)
    assert expected in refused.stderr
    assert "Traceback" not in refused.stderr
    if args[0] != "export":
        assert before == [f for f in sorted(os.listdir(desk)) if f != "variorum.db.lock"]


def test_a_setting_in_the_environment_that_is_none_is_named(filled, monkeypatch):
    monkeypatch.setenv("VARIORUM_COLOUR", "red")

    assert "VARIORUM_COLOUR in the environment is no setting" in call("stories").stderr


def test_the_ledger_is_named_by_file_environment_or_flag(desk):
    (desk / "variorum.toml").write_text('db = "file.db"\n')
    call("add", "in")
    call("add", "in", env={"VARIORUM_DB": "environment.db"})
    call("--db", "flag.db", "add", "in", env={"VARIORUM_DB": "environment.db"})

    assert ["environment.db", "file.db", "flag.db"] == sorted(p.name for p in desk.glob("*.db"))


@pytest.mark.skipif(os.geteuid() == 0, reason="nothing is forbidden to the superuser")
def test_a_place_that_may_not_be_written_to_is_named(filled):
    (filled / "closed").mkdir(mode=0o500)

    refused = call("export", "jsonl", "-o", "closed/out.jsonl")
    assert (2, True) == (refused.exit_code, "Permission denied: closed/out.jsonl" in refused.stderr)
    assert "may not be written to" in call("--db", "closed/desk.db", "add", "in").stderr


def test_a_file_where_a_folder_should_be_is_named(filled):
    refused = call("export", "csv", "-o", "in/courier.txt")

    assert 2 == refused.exit_code
    assert "name a folder with -o, not in/courier.txt\n" in refused.stderr


def test_a_second_writer_is_refused(filled):
    import variorum

    with variorum.open("variorum.db"):
        refused = call("add", "in")
        assert (2, True) == (refused.exit_code, "another process is writing" in refused.stderr)
        assert 0 == call("stories").exit_code


def test_every_command_stands_once_under_a_heading_and_says_what_it_does():
    commands = [command for under in SECTIONS.values() for command in under]

    assert sorted(main.commands) == sorted(c.name for c in commands)
    assert all(c.get_short_help_str(200).endswith(".") for c in commands)
    assert all(f"\n{heading}:\n" in call("--help").stdout for heading in SECTIONS)


# --- as a process ------------------------------------------------------------------------------------------


def process(*args, **options):
    return subprocess.run([SCRIPT, *args], capture_output=True, text=True, timeout=120, **options)


def test_the_version_is_that_of_the_package(desk):
    from importlib.metadata import version

    assert (f"variorum {version('variorum')}\n", "") == (
        process("--version").stdout,
        process("--version").stderr,
    )


def test_a_reader_that_has_read_enough_ends_it_in_peace(filled):
    many = (toy.document(f"{i}.txt", f"nobody met number {i}") for i in range(500))
    with toy.filled(filled / "variorum.db", many) as ledger:
        toy.run(ledger)

    done = subprocess.run(
        f"{SCRIPT} actors --nl --limit 1 && {SCRIPT} articles --nl | head -n 1; echo ${{PIPESTATUS[0]}}",
        shell=True, executable="/bin/bash", capture_output=True, text=True, timeout=120,
    )  # fmt: skip

    assert "" == done.stderr
    assert "0" == done.stdout.splitlines()[-1]


INTERRUPTED = textwrap.dedent("""
    import functools, sys
    import toy
    from variorum import run as running
    from variorum.cli import main

    if __name__ == "__main__":
        running.run = functools.partial(running.run, pipeline=toy.REFERENCE)
        main(sys.argv[1:], prog_name="variorum")
""")


@pytest.mark.parametrize("workers", [1, 2])
def test_an_interrupt_ends_with_130_and_the_next_run_goes_on(desk, workers):
    (desk / "interrupted.py").write_text(INTERRUPTED)
    toy.filled(desk / "variorum.db", toy.documents(400)).close()
    with toy.filled(None, toy.documents(400)) as ledger:
        toy.run(ledger)
        expected = ledger.manifest()

    started = subprocess.Popen(
        [sys.executable, "interrupted.py", "run", "--workers", str(workers)],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True,
        env={**os.environ, "TOY_SLEEP": "0.05"},
    )  # fmt: skip
    until(lambda: done_of(desk) > 0)
    os.killpg(started.pid, signal.SIGINT)  # as a terminal does: to all of them
    out, err = started.communicate(timeout=60)

    assert (130, "") == (started.returncode, out)
    assert "variorum: interrupted; the same command again goes on where it stopped\n" == err
    before = done_of(desk)
    assert 0 < before < 400
    done = call("run")
    assert 0 == done.exit_code
    assert f": {400 - before} documents in" in done.stderr
    import variorum

    with variorum.open("variorum.db", writable=False) as ledger:
        assert expected == ledger.manifest()


def done_of(desk):
    from variorum.backends.work import stamp
    from variorum.ledger import open_ledger

    with open_ledger(desk / "variorum.db", writable=False) as ledger:
        return 400 - len(ledger.store.pending(stamp(toy.REFERENCE)))


def until(condition, seconds=60):
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, "it did not happen in time"
        time.sleep(0.05)
