"""A user's own table of office-holders: versions, what is laid over what, and what a run makes of it."""

import hashlib
import json

import pytest
from click.testing import CliRunner

import toy
from variorum import resources, tables
from variorum.backends.engines import InlineEngine
from variorum.backends.work import stamp
from variorum.cli import main
from variorum.errors import InputError, SettingsError
from variorum.model import Article, Mention
from variorum.stages.actors import holders
from variorum.stages.actors.holders import find, holder, known_words, listed, standing

OWN = """\
- person: Ana Reyes
  office: FM
  state: CHL
  start: 2024-01-01
  as_of: 2026-11-01
  source: the ministry's site
"""


@pytest.fixture(autouse=True)
def nothing_laid():
    """Whatever a test lays over the resources is taken away again."""
    yield
    resources.lay({})


@pytest.fixture
def folder(tmp_path):
    home = tmp_path / "mine"
    (home / "holders").mkdir(parents=True)
    return home


def result(path, *holders, state="CHL", office="FM"):
    """A file with the result of a query: (name, start) by (name, start)."""
    cells = [
        {
            "person": f"http://www.wikidata.org/entity/Q{n}",
            "personLabel": name,
            "class": office,
            "iso3": state,
            "start": f"{start}T00:00:00Z",
            "startPrecision": "11",
        }
        for n, (name, start) in enumerate(holders, 1)
    ]
    path.write_text(json.dumps(cells))
    return path


def held(folder, post="CHL:FM"):
    rows = [r for r in tables.in_force(folder) if f"{r.state}:{r.office}" == post]
    return [(r.person, r.start, r.end) for r in rows][-2:]


# --- versions ----------------------------------------------------------------------------------------------


def test_without_a_folder_there_is_only_the_package(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)

    assert tables.NONE == tables.read_data(tables.DEFAULT)
    assert tables.shipped() == tables.in_force(tables.DEFAULT)


def test_a_folder_that_was_named_must_be_there(tmp_path):
    with pytest.raises(SettingsError, match="there is no folder"):
        tables.read_data(tmp_path / "none")


def test_an_update_is_a_version_over_the_one_before(folder, tmp_path):
    first = tables.update(folder, [result(tmp_path / "1.json", ("Ana Reyes", "2026-02-01"))], "2026-05-01")
    second = tables.update(folder, [result(tmp_path / "2.json", ("Eva Soto", "2026-06-01"))], "2026-07-01")

    assert (("0001.tsv", True), ("0002.tsv", True)) == (first[:2], second[:2])
    assert [("Ana Reyes", "2026-02-01", "2026-06-01"), ("Eva Soto", "2026-06-01", "")] == held(folder)
    assert "# version 0002.tsv, over 0001.tsv" == tables.versions(folder)[1].read_text().split("\n")[0]


def test_the_same_result_again_makes_no_version(folder, tmp_path):
    file = result(tmp_path / "1.json", ("Ana Reyes", "2026-02-01"))
    tables.update(folder, [file], "2026-05-01")

    assert tables.Updated("0001.tsv", False, 1, 0) == tables.update(folder, [file], "2026-05-01")
    assert 1 == len(tables.versions(folder))


def test_a_version_is_the_same_bytes_wherever_it_is_made(folder, tmp_path):
    file = result(tmp_path / "1.json", ("Ana Reyes", "2026-02-01"), ("Eva Soto", "2025-12-01"))
    for home in (folder, tmp_path / "other"):
        tables.update(home, [file], "2026-05-01")

    assert 1 == len({tables.versions(h)[0].read_bytes() for h in (folder, tmp_path / "other")})


def test_a_result_that_is_none_is_named_and_nothing_is_written(folder, tmp_path):
    good, bad = result(tmp_path / "good.json", ("Ana Reyes", "2026-02-01")), tmp_path / "bad.json"
    bad.write_text("<html>")

    with pytest.raises(InputError, match=r"bad\.json: this is no result"):
        tables.update(folder, [good, bad], "2026-05-01")
    assert () == tables.versions(folder)


@pytest.mark.parametrize(
    ("told", "text"),
    [("has not the columns", ""), ("has not the columns", "person\tstate\n"), ("line 2: 3 cells", None)],
)
def test_a_version_that_was_edited_is_named(folder, told, text):
    (folder / "holders" / "0001.tsv").write_text(
        "\t".join(tables.COLUMNS) + "\na\tb\tc" if text is None else text
    )

    with pytest.raises(InputError, match=rf"0001\.tsv.*{told}"):
        tables.read_data(folder)


# --- the user's own ----------------------------------------------------------------------------------------


def test_what_the_user_says_wins_over_every_version(folder, tmp_path):
    tables.update(folder, [result(tmp_path / "1.json", ("Eva Soto", "2023-01-01"))], "2026-05-01")
    (folder / "holders" / "own.yaml").write_text(OWN)

    assert [("Eva Soto", "2023-01-01", "2024-01-01"), ("Ana Reyes", "2024-01-01", "")] == held(folder)


def test_a_line_that_is_wrong_is_told_with_its_file(folder):
    (folder / "holders" / "own.yaml").write_text(OWN.replace("CHL", "Chile"))

    with pytest.raises(InputError, match=r"own\.yaml, line 3: there is no state 'Chile'"):
        tables.read_data(folder)


def test_a_wrong_line_is_told_with_what_to_write_instead(call, tmp_path):
    own = tmp_path / tables.DEFAULT / "holders" / "own.yaml"
    own.parent.mkdir(parents=True)
    own.write_text(OWN.replace("CHL", "Chile"))

    told = call("diff").stderr

    assert "own.yaml, line 3: there is no state 'Chile' — write its code (CHL)" in told


def test_there_is_one_table_of_the_users_own(folder):
    for name in tables.OWN:
        (folder / "holders" / name).write_text("")

    with pytest.raises(InputError, match="both stand there"):
        tables.read_data(folder)


def test_what_is_not_utf8_is_told(folder):
    (folder / "holders" / "own.toml").write_bytes(b"\xff")

    with pytest.raises(InputError, match=r"own\.toml is not UTF-8"):
        tables.read_data(folder)


# --- what comes of it --------------------------------------------------------------------------------------


def test_the_stage_reads_what_is_laid_and_forgets_it(folder):
    (folder / "holders" / "own.yaml").write_text(OWN)
    day = holders.date(2026, 10, 1)

    before = find("Ana Reyes"), holder("CHL", "FM", day).found
    resources.lay(tables.read_data(folder).texts)
    laid = find("Ana Reyes"), holder("CHL", "FM", day).found

    assert (None, "Ana Reyes") == (before[0], laid[0])
    assert laid[1] == "Ana Reyes" != before[1]
    assert "ana" in known_words()
    assert "Ana Reyes" == listed()["person:ana reyes"]
    assert ("CHL:FM",) == standing("Ana Reyes", day).posts
    resources.lay({})
    assert before == (find("Ana Reyes"), holder("CHL", "FM", day).found)


def test_another_table_is_another_stamp():
    bare = stamp(toy.REFERENCE)
    resources.lay({tables.HOLDERS: tables.table(tables.shipped()[:5])})

    assert bare != stamp(toy.REFERENCE)
    resources.lay({})
    assert bare == stamp(toy.REFERENCE)


def run(ledger, engine=None, data=tables.NONE):
    from variorum import run as running

    return running.run(ledger.store, engine or InlineEngine(), pipeline=toy.REFERENCE, data=data)


def test_a_run_names_the_data_and_with_others_does_all_again(folder):
    own = folder / "holders" / "own.yaml"
    own.write_text(OWN)
    data = tables.read_data(folder)
    with toy.filled(None, toy.documents(3)) as ledger:
        plain, mine, again, back = run(ledger), run(ledger, data=data), run(ledger, data=data), run(ledger)

    assert [3, 3, 0, 3] == [r.processed for r in (plain, mine, again, back)]
    assert {"holders/own.yaml": hashlib.sha256(own.read_bytes()).hexdigest()} == mine.manifest["data"]
    assert {} == plain.manifest["data"]
    assert plain.manifest == back.manifest


def test_workers_are_given_the_data(folder, tmp_path):
    from variorum import run as running
    from variorum.backends.processes import processes

    (folder / "holders" / "own.yaml").write_text(OWN)
    engine = processes(1)
    try:
        with toy.filled(None, toy.documents(3)) as ledger:
            report = running.run(
                ledger.store,
                engine,
                work=tmp_path / "work",
                pipeline=toy.REFERENCE,
                data=tables.read_data(folder),
            )
    finally:
        engine.close()

    assert (3, ()) == (report.processed, report.failures)
    assert not (tmp_path / "work").exists()


# --- the commands ------------------------------------------------------------------------------------------


@pytest.fixture
def call(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    return lambda *args: CliRunner().invoke(main, ["actors", *args], catch_exceptions=False)


def test_updating_says_what_it_read_and_what_changed(call, tmp_path):
    result(tmp_path / "1.json", ("Ana Reyes", "2026-02-01"), ("Q5", "2026-02-01"))

    done = call("update", "1.json", "--as-of", "2026-05-01")

    assert (0, "") == (done.exit_code, done.stdout)
    assert "1 row read, 1 left out" in done.stderr
    assert "0001.tsv: 1 added, 0 removed, 1 changed; see: variorum actors diff package used" in done.stderr
    assert "nothing is new: 0001.tsv stays in use" in call("update", "1.json", "--as-of", "2026-05-01").stderr


def test_a_difference_is_a_line_a_term(call, tmp_path):
    result(tmp_path / "1.json", ("Ana Reyes", "2026-02-01"))
    call("update", "1.json", "--as-of", "2026-05-01")

    lines = [line.split("\t") for line in call("diff").stdout.splitlines()]
    rows = [json.loads(line) for line in call("diff", "package", "0001", "--nl").stdout.splitlines()]

    assert [["added", "CHL:FM", "Ana Reyes", "2026-02-01.."]] == [
        line[:4] for line in lines if line[0] == "added"
    ]
    assert [line[0] for line in lines] == [r["kind"] for r in rows]
    assert "package and package do not differ" in call("diff", "package", "package").stderr


@pytest.mark.parametrize(
    ("told", "args"),
    [
        ("there is no table '9'; there are package, used", ("diff", "9")),
        ("Missing option '--as-of'", ("update", "1.json")),
        ("the day it was fetched is 'May'", ("update", "1.json", "--as-of", "May")),
        ("File 'none.json' does not exist", ("update", "none.json", "--as-of", "2026-05-01")),
    ],
)
def test_wrong_usage_says_what_is_wrong(call, tmp_path, told, args):
    result(tmp_path / "1.json", ("Ana Reyes", "2026-02-01"))

    done = call(*args)

    assert 2 == done.exit_code
    assert told in done.stderr


@pytest.mark.model
def test_an_article_is_read_with_the_users_table(folder):
    from variorum.evaluate.contract import records_of

    (folder / "holders" / "own.yaml").write_text(OWN.replace("2026-11-01", "2026-11-20"))
    resources.lay(tables.read_data(folder).texts)
    text = "Chilean Foreign Minister Ana Reyes met reporters."
    article = Article(
        id="a",
        made_by="test",
        document_id="d",
        text=text,
        published="2026-10-01",
        stated={"published": "given"},
    )

    found = records_of(article, "actors")[Mention]
    named = [m.actor for m in found if m.actor and m.actor.kind == "person"]

    assert [("person:ana reyes", "CHL", "2026-11-20")] == [(a.id, a.state, a.as_of) for a in named]
