"""A run brings the ledger up to date: only what changed is made again, and nothing that fails stops it."""

import os
import random
from pathlib import Path

import msgspec
import pytest

import toy
from variorum import run as running
from variorum.backends import work as units
from variorum.backends.engines import InlineEngine
from variorum.backends.processes import processes
from variorum.backends.rows import Batch
from variorum.errors import EngineError
from variorum.export.lines import jsonl
from variorum.model import Failure, Story
from variorum.pipeline import Done, Unit


class Counting(InlineEngine):
    """Notes how many units of each task were carried out."""

    def __init__(self):
        self.tasks = []

    def run(self, given):
        for done in super().run(given):
            self.tasks.append(done.unit.task)
            yield done


def exported(ledger):
    return b"".join(jsonl(ledger))


def test_a_run_with_nothing_to_do_does_nothing_and_has_the_same_manifest():
    with toy.filled(None, toy.documents(20)) as ledger:
        first = toy.run(ledger)
        engine = Counting()
        again = toy.run(ledger, engine)

    assert [] == engine.tasks
    assert (20, 0) == (first.processed, again.processed)
    assert first.manifest == again.manifest


def test_only_what_is_new_and_the_groups_it_joins_are_made_again():
    made = [toy.document(f"{name}.txt", f"{name} met the press.") for name in toy.PEOPLE]
    with toy.filled(None, made) as ledger:
        toy.run(ledger)
        before = {s.id for s in ledger.stories()}
        ledger.add_documents([toy.document("new.txt", "Anna slept.")])
        report = toy.run(ledger, engine := Counting())
        after = {s.id for s in ledger.stories()}

    assert 1 == report.processed
    assert ["documents", "links", "stories", "merge"] == engine.tasks
    assert 7 == len(before & after)


def test_what_is_said_later_of_a_document_is_taken_up():
    with toy.filled(None, [toy.document("a.txt", "Anna met.")]) as ledger:
        first = toy.run(ledger)
        ledger.add_documents([toy.document("a.txt", "Anna met.", outlet="Harbour Courier")])
        second = toy.run(ledger)

        assert ["Harbour Courier"] == [a.outlet for a in ledger.articles()]
        assert first.run != second.run


def test_what_is_removed_is_as_if_it_had_never_been():
    made = toy.documents(30)
    with toy.filled(None, made) as ledger:
        toy.run(ledger)
        for document in made[::3]:
            ledger.remove(document.id)
        toy.run(ledger)
        left = exported(ledger)
    with toy.filled(None, [d for i, d in enumerate(made) if i % 3]) as other:
        toy.run(other)

        assert exported(other) == left


@pytest.mark.parametrize("seed", range(5))
def test_added_in_any_order_and_any_number_of_goes(seed):
    """Components join and split again on the way, so records move from group to group."""
    made = toy.documents(40)
    with toy.filled(None, made) as ledger:
        toy.run(ledger)
        expected = exported(ledger)
    chance = random.Random(seed)
    chance.shuffle(made)

    with toy.filled(None, []) as ledger:
        while made:
            for _ in range(min(len(made), chance.randint(1, 12))):
                ledger.add_documents([made.pop()])
            if chance.random() < 0.3 and ledger.articles():
                gone = chance.choice(list(ledger.store.documents()))
                ledger.remove(gone.id)
                made.append(gone)
            toy.run(ledger)

        assert expected == exported(ledger)


# --- what fails --------------------------------------------------------------------------------------------


def test_a_group_whose_stage_fails_is_listed_and_the_others_are_made():
    made = [toy.document("a.txt", "Anna STUMBLE."), toy.document("b.txt", "Boris met.")]

    with toy.filled(None, made) as ledger:
        report = toy.run(ledger)

        (failure,) = report.failures
        assert "stories" == failure.stage
        assert "unexpected ZeroDivisionError: a fault of the stage" == failure.reason
        assert 1 == len(ledger.stories())
        assert report.failures == toy.run(ledger).failures


def test_a_group_that_failed_is_forgotten_when_what_it_was_made_of_goes():
    with toy.filled(
        None, [toy.document("a.txt", "Anna STUMBLE."), toy.document("b.txt", "Boris met.")]
    ) as ledger:
        toy.run(ledger)
        ledger.remove(next(a.id for a in ledger.articles() if "STUMBLE" in a.text))

        assert () == toy.run(ledger).failures


def test_a_group_that_kills_its_worker_is_listed_and_the_others_are_made():
    made = [*toy.documents(2), toy.document("a.txt", "DEADLY met nobody.")]

    with toy.filled(None, made) as ledger:
        report = toy.run(ledger, processes(2))

        assert ["stories"] == [f.stage for f in report.failures]
        assert "the worker died each time" in report.failures[0].reason
        assert 2 == sum(len(s.article_ids) for s in ledger.stories())


def test_sources_that_failed_are_not_the_run_s_to_tell():
    with toy.filled(None, [toy.document("a.txt", "BROKEN")]) as ledger:
        ledger.store.note_sources(["gone.txt"], [Failure(address="gone.txt", stage="sources", reason="gone")])

        assert ["a.txt"] == [f.address for f in toy.run(ledger).failures]
        assert ["a.txt", "gone.txt"] == [f.address for f in ledger.failures()]


class Full(InlineEngine):
    """An engine whose disk is full."""

    def run(self, given):
        for unit in given:
            yield Done(unit, "OSError: [Errno 28] No space left on device")


def test_a_cause_outside_the_documents_ends_the_run_and_blames_none_of_them():
    with toy.filled(None, toy.documents(3)) as ledger:
        with pytest.raises(EngineError, match="No space left on device; nothing is lost: mend the cause"):
            toy.run(ledger, Full())

        assert [] == ledger.failures()
        assert 3 == toy.run(ledger).processed


def test_an_error_of_a_unit_is_given_back_by_the_engine(tmp_path):
    (done,) = InlineEngine().run([Unit("documents", str(tmp_path / "none.in"), str(tmp_path / "none.out"))])

    assert "FileNotFoundError" in done.error
    assert not done.died


def test_a_worker_with_another_program_is_refused(monkeypatch):
    with toy.filled(None, toy.documents(1)) as ledger:
        monkeypatch.setattr(running, "stamp", lambda *_: "another")

        with pytest.raises(EngineError, match=r"the worker has other versions .* install the same lock file"):
            toy.run(ledger)


# --- what a stopped run leaves -----------------------------------------------------------------------------


class Stopped(InlineEngine):
    """An engine that is stopped after it has done a unit and before anybody heard of it."""

    def run(self, given):
        for _ in super().run(given):
            raise KeyboardInterrupt
        yield from ()


@pytest.fixture
def stopped(tmp_path):
    """A ledger whose run was stopped: one shard is done and not stored."""
    with toy.filled(tmp_path / "desk.db", toy.documents(20)) as ledger:
        with pytest.raises(KeyboardInterrupt):
            toy.run(ledger, Stopped(), work=tmp_path / "work")
        assert 1 == len(list((tmp_path / "work").glob("*.out")))
        yield ledger


@pytest.fixture
def expected():
    with toy.filled(None, toy.documents(20)) as ledger:
        toy.run(ledger)
        return exported(ledger)


def test_what_was_done_is_taken_over(stopped, expected, tmp_path, monkeypatch):
    seen = []
    monkeypatch.setattr(
        units.Pipeline,
        "document",
        lambda *a, real=units.Pipeline.document, **k: seen.append(1) or real(*a, **k),
    )

    toy.run(stopped, work=tmp_path / "work")

    assert 20 - 2 == len(seen)
    assert expected == exported(stopped)
    assert not (tmp_path / "work").exists()


def test_what_was_done_of_a_document_that_has_changed_since_is_not_taken_over(stopped, tmp_path):
    changed = [msgspec.structs.replace(d, outlet="Harbour Courier") for d in toy.documents(20)]
    stopped.add_documents(changed)

    toy.run(stopped, work=tmp_path / "work")

    assert {"Harbour Courier"} == {a.outlet for a in stopped.articles()}


def test_what_was_done_of_a_document_that_is_gone_is_not_taken_over(stopped, tmp_path):
    for document in list(stopped.store.documents()):
        stopped.remove(document.id)

    toy.run(stopped, work=tmp_path / "work")

    assert [] == stopped.articles()


@pytest.mark.parametrize("change", [{"stamp": "another"}, {"schema": 99}, {"schema": None}])
def test_what_another_version_left_is_cleared_away(stopped, expected, tmp_path, change):
    (left,) = (tmp_path / "work").glob("*.out")
    batch = msgspec.msgpack.decode(left.read_bytes(), type=Batch)
    for name, value in change.items():
        setattr(batch, name, value)
    left.write_bytes(msgspec.msgpack.encode(batch))

    toy.run(stopped, work=tmp_path / "work")

    assert expected == exported(stopped)


def test_half_a_file_is_cleared_away_and_other_files_are_left(stopped, expected, tmp_path):
    (left,) = (tmp_path / "work").glob("*.out")
    left.write_bytes(left.read_bytes()[:100])
    (tmp_path / "work" / "x.out.abc.tmp").write_bytes(b"half")
    (tmp_path / "work" / "notes.md").write_text("mine")

    toy.run(stopped, work=tmp_path / "work")

    assert expected == exported(stopped)
    assert ["notes.md"] == os.listdir(tmp_path / "work")


def test_a_whole_file_or_none_is_written(tmp_path, monkeypatch):
    monkeypatch.setattr(units.os, "replace", lambda *a: (_ for _ in ()).throw(OSError(28, "No space left")))

    with pytest.raises(OSError, match="No space left"):
        units.write_whole(tmp_path / "a.out", b"body")

    assert [] == list(Path(tmp_path).iterdir())


def test_a_manifest_tells_what_went_in_and_what_made_it():
    with toy.filled(None, [toy.document("a.txt", "Anna met.", title="A meeting")]) as ledger:
        manifest = toy.run(ledger).manifest

        assert manifest == ledger.manifest()
    (given,) = manifest["inputs"]
    assert ("a.txt", "A meeting", 64) == (given["address"], given["title"], len(given["sha256"]))
    assert {"article": 1, "stories": 1} == {k: manifest["stages"][k] for k in ("article", "stories")}
    assert "spacy" in manifest["model"]
    assert 64 == len(manifest["output"])


def test_a_story_is_found_by_what_it_is_made_of():
    with toy.filled(None, toy.documents(3)) as ledger:
        toy.run(ledger)

        assert all(isinstance(s.record, Story) for s in ledger.stories())
