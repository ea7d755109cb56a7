"""A merged event says why it is one and how to split it; the command that it prints does so, and it holds."""

import re
import shlex

import pytest
from click.testing import CliRunner

from variorum.cli import main
from variorum.comparing import compare
from variorum.export.html import html
from variorum.export.text import text
from variorum.ledger import open_ledger
from variorum.model import EventMention

pytestmark = pytest.mark.model

REPORTS = {
    "harbour-courier.txt": "Kenyan Foreign Minister Josephat Arwa met his Estonian counterpart, Liis Tamberg, in "
    "Tallinn on Tuesday.\n\nThe talks lasted an hour. Rain fell on the old town all day long.",
    "lantern-daily.txt": "The announcement came after talks in Tallinn between Kenyan Foreign Minister Josephat Arwa "
    "and his Estonian counterpart, Liis Tamberg.\n\nA joint commission is planned. Nobody spoke to the press afterwards.",
}
LATER = "Kenyan Foreign Minister Josephat Arwa met his Estonian counterpart, Liis Tamberg, in Tallinn.\n\nNothing was signed there."


def call(*args):
    done = CliRunner().invoke(main, args)
    assert 0 == done.exit_code, done.output
    return done.output


@pytest.fixture
def desk(tmp_path, monkeypatch):
    """A folder with a ledger of two reports of one meeting, which a person holds to be one story."""
    monkeypatch.chdir(tmp_path)
    for name, words in REPORTS.items():
        (tmp_path / name).write_text(words)
    call("add", *REPORTS)
    call("run")
    with open_ledger("variorum.db") as ledger:
        ids = [s.id for s in ledger.stories()]
    if len(ids) > 1:
        call("merge", *ids)
        call("run")
    return tmp_path


def edition():
    with open_ledger("variorum.db") as ledger:
        return ledger.stories()[0].collation()


def meetings():
    """The mentions of each event of the type CONSULT, by article."""
    shown = edition()
    return sorted(
        sorted(m.article_id for i in e.mention_ids if isinstance(m := shown.records[i], EventMention))
        for e in shown.events
        if e.type == "CONSULT" and e.recipients == () and len(e.actors) == 2
    )


def commands(shown):
    return [shlex.split(c)[1:] for c in re.findall(r"variorum split evt-\w+ evm-\w+", shown)]


def test_the_command_that_an_edition_prints_splits_the_event_and_holds(desk):
    (both,) = meetings()
    assert 2 == len(set(both))
    shown = edition()
    found = commands(text(shown, width=200))
    assert found
    assert found == commands(html(shown))
    line = next(line for line in shown.lines if line.kind == "event" and len(line.article_ids) == 2)

    call(*found[0])
    call("run")

    assert [[both[0]], [both[1]]] == meetings()
    assert line.member_ids not in [other.member_ids for other in edition().lines]
    assert not [other for other in edition().lines if other.kind == "event" and len(other.article_ids) == 2]
    assert "a person split it from one mention" in text(edition())
    (desk / "later.txt").write_text(LATER)
    call("add", "later.txt")
    call("run")
    assert not any(set(both) <= set(event) for event in meetings())


def test_undo_makes_it_one_event_again(desk):
    before = meetings()
    decision = call(*commands(text(edition(), width=200))[0]).split()[0]
    call("run")
    assert before != meetings()

    call("undo", decision)
    call("run")

    assert before == meetings()


def test_show_explains_an_event_with_the_command_for_this_ledger(desk):
    event = next(e for e in edition().events if len(e.article_ids) == 2)
    call("--db", "variorum.db", "events")
    (desk / "other name.db").write_bytes((desk / "variorum.db").read_bytes())

    shown = call("--db", "other name.db", "show", event.id, "--explain")

    assert "why: 2 mentions in 2 of the reports: same" in shown
    assert f"variorum --db 'other name.db' split {event.id} {event.mention_ids[0]}" in shown
    told = next(line for line in shown.splitlines() if "'other name.db'" in line)
    call(*shlex.split(told.partition(": variorum ")[2]))


def test_an_edition_of_loose_files_has_the_ids_of_a_ledger(desk):
    """Reports that were compared and then added are split by the command that the comparison printed."""
    names = list(REPORTS)
    loose = commands(CliRunner().invoke(main, ["compare", *names, "--text"]).output.replace("\n", " "))

    assert loose
    assert loose == commands(text(edition()).replace("\n", " "))


def test_a_single_mention_has_no_command():
    one = compare("Ada Okonjo met Liis Tamberg in Tallinn.", "Rain fell on the old town of Tallinn.")

    assert [] == commands(text(one))
    assert "EVENTS MERGED" not in text(one)
