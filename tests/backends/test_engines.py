"""Every engine makes the same ledger, whatever happens to its workers."""

import os
import random
import signal
import subprocess
import sys
import textwrap
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import msgspec
import pytest

import toy
from variorum.backends.cluster import cluster
from variorum.backends.engines import ExecutorEngine, InlineEngine, engine_for
from variorum.backends.processes import processes
from variorum.backends.work import DocumentsTask, stamp
from variorum.errors import EngineError
from variorum.export.lines import jsonl
from variorum.pipeline import Unit

pytestmark = pytest.mark.xdist_group("engines")

COUNT = 120

run = toy.run


def exported(engine, made, path=None):
    with toy.filled(path, made) as ledger:
        run(ledger, engine)
        return b"".join(jsonl(ledger))


@pytest.fixture(scope="module")
def expected():
    return exported(InlineEngine(), toy.documents(COUNT))


@pytest.fixture(scope="module")
def dask():
    """A cluster of two single-threaded workers on this machine, in processes."""
    distributed = pytest.importorskip("distributed")
    with distributed.LocalCluster(
        n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None, host="127.0.0.1"
    ) as local:
        yield local


def threads():
    return ExecutorEngine(lambda: ThreadPoolExecutor(2), lambda executor: executor.shutdown(), ahead=3)


@pytest.fixture(params=["inline", "threads", "processes", pytest.param("cluster", marks=pytest.mark.cluster)])
def engine(request):
    """Every engine there is."""
    if request.param == "cluster":
        made = cluster(request.getfixturevalue("dask").scheduler_address)
    else:
        made = {"inline": InlineEngine, "threads": threads, "processes": lambda: processes(2)}[
            request.param
        ]()
    yield made
    made.close()


# --- what every engine does --------------------------------------------------------------------------------


def test_every_engine_makes_the_same_ledger(expected, engine):
    assert expected == exported(engine, toy.documents(COUNT))


def test_no_units_are_done_at_once(engine):
    assert [] == list(engine.run([]))


def test_a_closed_engine_may_be_closed_again(engine):
    engine.close()
    engine.close()


def test_a_unit_that_fails_is_given_back_and_the_others_are_done(engine, tmp_path):
    good = unit(tmp_path, "good")
    units = [Unit("documents", str(tmp_path / "none.in"), str(tmp_path / "none.out")), good]

    done = {d.unit.target: d for d in engine.run(units)}

    assert (None, False) == (done[good.target].error, done[good.target].died)
    assert Path(good.target).exists()
    failed = done[str(tmp_path / "none.out")]
    assert (True, False) == ("FileNotFoundError" in failed.error, failed.died)


def test_only_a_few_units_are_taken_ahead(engine, tmp_path):
    taken = []

    def units():
        for i in range(30):
            taken.append(i)
            yield unit(tmp_path, f"unit{i}")

    running_units = engine.run(units())
    next(running_units)

    assert len(taken) < 10
    assert 29 == len(list(running_units))


def unit(folder, name):
    made = Unit("documents", str(folder / f"{name}.in"), str(folder / f"{name}.out"))
    task = DocumentsTask(stamp(toy.REFERENCE), toy.REFERENCE, toy.documents(1))
    Path(made.source).write_bytes(msgspec.msgpack.encode(task))
    return made


# --- whatever happens --------------------------------------------------------------------------------------


@pytest.mark.parametrize("order", ["reversed", "shuffled"])
@pytest.mark.parametrize("workers", [1, 2])
def test_order_and_workers_do_not_show(expected, workers, order):
    made = toy.documents(COUNT)
    if order == "reversed":
        made.reverse()
    else:
        random.Random(7).shuffle(made)

    assert expected == exported(engine_for(workers, None), made)


def test_in_one_go_or_day_by_day(expected):
    made = toy.documents(COUNT)

    with toy.filled(None, made[:50]) as ledger:
        run(ledger)
        ledger.add_documents(made[50:])
        run(ledger)

        assert expected == b"".join(jsonl(ledger))


@pytest.mark.cluster
def test_a_dask_worker_killed_mid_run_does_not_show(expected, dask, tmp_path):
    made = toy.documents(COUNT)
    engine = cluster(dask.scheduler_address)
    victim = next(iter(dask.workers.values())).pid
    kept = []

    def kill_once(what, done, total):
        if not kept:
            os.kill(victim, signal.SIGKILL)
        kept.append(done)

    with toy.filled(tmp_path / "desk.db", made) as ledger:
        run(ledger, engine, progress=kill_once)

        assert len(kept) > 1
        assert expected == b"".join(jsonl(ledger))


@pytest.mark.cluster
@pytest.mark.parametrize(("expected", "gone"), [("no longer answers", "all"), ("has no workers", "workers")])
def test_a_cluster_that_is_gone_ends_the_run_with_a_reason(tmp_path, monkeypatch, expected, gone):
    distributed = pytest.importorskip("distributed")
    monkeypatch.setattr("variorum.backends.cluster.PATIENCE", 1.0)
    with distributed.LocalCluster(
        n_workers=1, threads_per_worker=1, processes=True, dashboard_address=None, host="127.0.0.1"
    ) as local:
        address = local.scheduler_address

        def leave(what, done, total):
            local.close() if gone == "all" else local.scale(0)

        with toy.filled(tmp_path / "desk.db", toy.documents(COUNT)) as ledger:
            with pytest.raises(EngineError, match=rf"the cluster at tcp://.* {expected}; nothing is lost"):
                run(ledger, cluster(address), progress=leave)
            run(ledger)
            assert COUNT == len(ledger.articles())


def test_an_address_where_nobody_answers_is_named(monkeypatch):
    pytest.importorskip("distributed")
    monkeypatch.setattr("variorum.backends.cluster.CONNECT", "1s")

    with pytest.raises(EngineError, match=r"no Dask scheduler answers at tcp://127.0.0.1:9: is it running"):
        cluster("tcp://127.0.0.1:9")


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


def children(pid):
    """The processes that a process started, and those they started."""
    found = []
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = stat.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        if int(fields[1]) == pid and fields[0] != "Z":
            found += [int(stat.parent.name), *children(int(stat.parent.name))]
    return found


def alive(pid):
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="processes are looked up in /proc")
def test_workers_end_with_the_process_that_started_them(tmp_path, monkeypatch):
    monkeypatch.setenv("TOY_SLEEP", "0.2")
    path = tmp_path / "desk.db"
    toy.filled(path, toy.documents(COUNT)).close()
    script = tmp_path / "killed.py"
    script.write_text(SCRIPT)
    started = subprocess.Popen([sys.executable, str(script), str(path)], stdout=subprocess.DEVNULL)
    end = time.monotonic() + 60
    while len(workers := children(started.pid)) < 3:  # two workers and what keeps count of them
        assert time.monotonic() < end
        time.sleep(0.05)

    started.kill()
    started.wait()

    while any(map(alive, workers)):
        assert time.monotonic() < end, "workers were left behind"
        time.sleep(0.05)
