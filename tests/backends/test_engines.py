"""Every engine makes the same ledger, whatever happens to its workers."""

import os
import random
import signal
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

import toy
from variorum import run as running
from variorum.backends.cluster import cluster
from variorum.backends.engines import InlineEngine
from variorum.backends.processes import processes
from variorum.export.lines import jsonl

COUNT = 120


def run(ledger, engine, work=None):
    try:
        return running.run(ledger.store, engine, work=work, pipeline=toy.REFERENCE)
    finally:
        engine.close()


def exported(engine, made, path=None):
    with toy.filled(path, made) as ledger:
        run(ledger, engine)
        return b"".join(jsonl(ledger))


@pytest.fixture(scope="module")
def expected():
    return exported(InlineEngine(), toy.documents(COUNT))


@pytest.fixture
def dask_address():
    """A cluster of two single-threaded workers on this machine, in processes."""
    distributed = pytest.importorskip("distributed")
    with distributed.LocalCluster(
        n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None, host="127.0.0.1"
    ) as local:
        yield local


@pytest.mark.parametrize("order", ["as given", "reversed", "shuffled"])
@pytest.mark.parametrize("workers", [1, 2])
def test_order_and_workers_do_not_show(expected, workers, order):
    made = toy.documents(COUNT)
    if order == "reversed":
        made.reverse()
    if order == "shuffled":
        random.Random(7).shuffle(made)

    engine = processes(workers) if workers > 1 else InlineEngine()

    assert expected == exported(engine, made)


def test_in_one_go_or_day_by_day(expected):
    made = toy.documents(COUNT)

    with toy.filled(None, made[:50]) as ledger:
        run(ledger, InlineEngine())
        ledger.add_documents(made[50:])
        run(ledger, InlineEngine())

        assert expected == b"".join(jsonl(ledger))


@pytest.mark.cluster
@pytest.mark.xdist_group("cluster")
def test_a_dask_cluster_makes_the_same(expected, dask_address):
    assert expected == exported(cluster(dask_address.scheduler_address), toy.documents(COUNT))


@pytest.mark.cluster
@pytest.mark.xdist_group("cluster")
def test_a_dask_worker_killed_mid_run_does_not_show(expected, dask_address, monkeypatch, tmp_path):
    made = toy.documents(COUNT)
    engine = cluster(dask_address.scheduler_address)
    victim = next(iter(dask_address.workers.values())).pid
    kept = []

    def kill_once(what, done, total):
        if not kept:
            os.kill(victim, signal.SIGKILL)
        kept.append(done)

    with toy.filled(tmp_path / "desk.db", made) as ledger:
        running.run(ledger.store, engine, pipeline=toy.REFERENCE, progress=kill_once)
        engine.close()

        assert len(kept) > 1
        assert expected == b"".join(jsonl(ledger))


def test_a_document_that_kills_its_worker_is_listed_and_the_rest_is_done():
    made = toy.documents(40)
    poison = toy.document("poison.txt", "Anna POISON")

    with toy.filled(None, [*made, poison]) as ledger:
        report = run(ledger, processes(2))

        assert ["poison.txt"] == [f.address for f in report.failures]
        assert "worker died" in report.failures[0].reason
        assert 40 == len(ledger.articles())


def test_a_broken_input_and_a_faulty_stage_are_listed_and_stop_nothing():
    made = [*toy.documents(3), toy.document("a.txt", "BROKEN"), toy.document("b.txt", "FAULT")]

    with toy.filled(None, made) as ledger:
        report = run(ledger, InlineEngine())

        found = {f.address: (f.reason, f.remedy) for f in report.failures}
        assert ("it is broken", "mend it") == found["a.txt"]
        assert "unexpected ZeroDivisionError" in found["b.txt"][0]
        assert 3 == len(ledger.articles())


SCRIPT = textwrap.dedent("""
    import sys
    from pathlib import Path
    import toy
    from variorum import run as running
    from variorum.backends.processes import processes
    from variorum.ledger import open_ledger

    if __name__ == "__main__":
        path = Path(sys.argv[1])
        with open_ledger(path) as ledger:
            engine = processes(2)
            print("started", flush=True)
            running.run(ledger.store, engine, work=path.with_name("desk.db.work"), pipeline=toy.REFERENCE)
            engine.close()
""")


def test_killed_ten_times_it_ends_the_same(expected, tmp_path, monkeypatch):
    monkeypatch.setenv("TOY_SLEEP", "0.01")
    path = tmp_path / "desk.db"
    toy.filled(path, toy.documents(COUNT)).close()
    script = tmp_path / "killed.py"
    script.write_text(SCRIPT)
    chance = random.Random(11)

    for _ in range(10):
        started = subprocess.Popen(
            [sys.executable, str(script), str(path)], stdout=subprocess.PIPE, start_new_session=True
        )
        assert started.stdout is not None
        started.stdout.readline()
        try:
            started.wait(timeout=chance.uniform(0.05, 1.5))
        except subprocess.TimeoutExpired:
            os.killpg(started.pid, signal.SIGKILL)
            started.wait()
        started.stdout.close()
    monkeypatch.setenv("TOY_SLEEP", "0")
    with toy.filled(path, []) as ledger:
        run(ledger, InlineEngine(), work=Path(f"{path}.work"))

        assert expected == b"".join(jsonl(ledger))
