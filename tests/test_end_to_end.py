"""The real pipeline on the demo stories: whatever happens on the way, the same ledger at the end."""

import json
import os
import random
import signal
import subprocess
import sys
import textwrap
import time
from importlib.resources import files
from pathlib import Path

import pytest

from hostile.cases import cases
from variorum import run as running
from variorum.backends.engines import InlineEngine
from variorum.export.lines import jsonl
from variorum.ledger import open_ledger
from variorum.model import Failure
from variorum.sources import open_sources
from variorum.sources.document import document
from variorum.verify import verify

pytestmark = [pytest.mark.model, pytest.mark.xdist_group("end to end")]

SCRIPT = Path(sys.executable).with_name("variorum")
DEMO = Path(str(files("variorum.resources") / "demo"))
STORIES = sorted(p for p in DEMO.iterdir() if p.is_dir())
FILES = sorted(f for story in STORIES for f in story.iterdir())
FEW = FILES[:6]


def variorum(*args, **options):
    return subprocess.run([SCRIPT, *map(str, args)], capture_output=True, text=True, timeout=300, **options)


def made(found, engine, path=None, goes=1):
    """The export of a ledger of these files, added and run in so many goes."""
    with open_ledger(path) as ledger:
        for go in range(goes):
            ledger.add(*found[go::goes])
            running.run(ledger.store, engine)
        assert () == verify(ledger.store).problems
        return b"".join(jsonl(ledger, with_text=True))


def shuffled(found, seed):
    found = list(found)
    random.Random(seed).shuffle(found)
    return found


@pytest.fixture(scope="module")
def expected():
    return made(FILES, InlineEngine())


@pytest.fixture(scope="module")
def two_workers():
    from variorum.backends.processes import processes

    engine = processes(2)
    yield engine
    engine.close()


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_any_order_with_one_worker_gives_the_same_bytes(expected, seed):
    assert expected == made(shuffled(FILES, seed), InlineEngine())


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_any_order_with_two_workers_gives_the_same_bytes(expected, two_workers, seed):
    assert expected == made(shuffled(FILES, seed), two_workers)


def test_day_by_day_gives_the_same_bytes_as_in_one_go(expected):
    assert expected == made(shuffled(FILES, 4), InlineEngine(), goes=4)


CHANGED = """<html><head><link rel="canonical" href="https://veldara.example/port">
<meta property="article:published_time" content="2026-11-21T08:00:00+01:00">
<meta property="article:modified_time" content="2026-11-21T{hour}:00:00+01:00"></head><body><article>
<h1>China and Veldara reopen the port of Anhara</h1>
<p>China and Veldara reopened the port of Anhara on Saturday, {said} Foreign Ministry spokeswoman Lin Qiao
said in Beijing after a week of talks.</p>
<p>"We thank our partners for their patience," Lin said. {more}</p></article></body></html>"""


def versions_of_a_page():
    url = "https://veldara.example/port"
    told = [
        ("09", "two", "No ship has sailed."),
        ("11", "three", "Four ships sailed."),
        ("10", "five", "All wait."),
    ]
    for hour, said, more in told:
        body = CHANGED.format(hour=hour, said=f"{said} days early,", more=more).encode()
        yield document(body, f"{hour}.html", "html", url=url)


def test_a_changed_page_ends_as_if_all_its_versions_had_been_there(two_workers):
    found = list(versions_of_a_page())
    with open_ledger(None) as ledger:
        ledger.add(*FEW)
        ledger.add_documents(reversed(found))
        running.run(ledger.store, two_workers)
        whole = b"".join(jsonl(ledger, with_text=True))

    with open_ledger(None) as ledger:
        ledger.add(*FEW)
        for version in found:
            ledger.add_documents([version])
            running.run(ledger.store, InlineEngine())
        (newest,) = [a for a in ledger.articles() if "port of Anhara" in a.text]

        assert "three days early" in newest.text
        assert 3 == len(ledger.versions(newest.id))
        assert whole == b"".join(jsonl(ledger, with_text=True))
        assert () == verify(ledger.store).problems


@pytest.mark.cluster
def test_a_cluster_that_loses_a_worker_on_the_way_gives_the_same_bytes(expected, tmp_path):
    distributed = pytest.importorskip("distributed")
    from variorum.backends.cluster import cluster

    killed = []

    def kill_once(what, done, total):
        if not killed:
            killed.append(next(iter(local.workers.values())).pid)
            os.kill(killed[0], signal.SIGKILL)

    with distributed.LocalCluster(
        n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None, host="127.0.0.1"
    ) as local:
        engine = cluster(local.scheduler_address)
        with open_ledger(tmp_path / "desk.db") as ledger:
            ledger.add(*shuffled(FILES, 5))
            running.run(ledger.store, engine, progress=kill_once)
            engine.close()

            assert 1 == len(killed)
            assert expected == b"".join(jsonl(ledger, with_text=True))


def test_killed_ten_times_it_ends_the_same(tmp_path):
    """Half of the kills take the whole process group, half only the one that leads it."""
    whole, killed = tmp_path / "whole.db", tmp_path / "killed.db"
    for path in (whole, killed):
        assert 0 == variorum("--db", path, "add", *FEW).returncode
    began = time.monotonic()
    assert 0 == variorum("--db", whole, "run", "--workers", 2).returncode
    lasts = time.monotonic() - began
    chance = random.Random(11)

    for turn in range(10):
        started = subprocess.Popen(
            [SCRIPT, "--db", str(killed), "run", "--workers", "2"],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            start_new_session=True,
        )
        try:
            started.wait(timeout=chance.uniform(0.1, 0.95) * lasts)
        except subprocess.TimeoutExpired:
            (os.killpg if turn % 2 else os.kill)(started.pid, signal.SIGKILL)
        started.communicate()
        assert 0 == variorum("--db", killed, "stories").returncode

    assert 0 == variorum("--db", killed, "run", "--workers", 2).returncode
    assert "everything holds\n" == variorum("--db", killed, "verify").stderr.partition("again\n")[2]
    assert [".db"] == [
        p.suffix for p in tmp_path.glob("killed.db*") if p.suffix not in (".db-wal", ".db-shm", ".lock")
    ]
    exports = [variorum("--db", path, "export", "jsonl", "-o", "-").stdout for path in (whole, killed)]
    assert exports[0] == exports[1]
    rows = [json.loads(line) for line in exports[1].splitlines()[1:]]
    articles = [row["document_id"] for row in rows if row["record"] == "Article"]
    assert len(FEW) <= len(articles) == len(set(articles))
    assert len(rows) == len({row["id"] for row in rows})


SLOW = {"open-tags", "ampersands", "many-lines", "brackets", "entities", "ten-thousand-quotes"}
"""Inputs that come through, but over which the language model broods for up to a minute each."""


@pytest.fixture(scope="module")
def hostile(tmp_path_factory):
    """Hostile inputs and the stories, added and run from the command line."""
    folder = tmp_path_factory.mktemp("hostile")
    (folder / "in").mkdir()
    for case in cases():
        if case.name not in SLOW:
            (folder / "in" / case.filename).write_bytes(case.body)
    added = variorum("add", "in", *STORIES, cwd=folder)
    done = variorum("run", "--workers", "2", cwd=folder)
    return folder, added, done


def test_hostile_inputs_are_listed_and_nothing_is_raised(hostile):
    _, added, done = hostile

    assert (1, "") == (added.returncode, added.stdout)
    assert (1, "") == (done.returncode, done.stdout)
    for said in (added.stderr, done.stderr):
        assert "Traceback" not in said
        for line in said.splitlines()[:-1]:
            assert line.startswith("failed: ")
            assert " — " in line
            assert "unexpected" not in line


def test_every_hostile_input_is_an_article_or_a_failure(hostile):
    folder, *_ = hostile
    with open_ledger(folder / "variorum.db", writable=False) as ledger:
        articles = {a.document_id for a in ledger.articles(versions=True)}
        failed = {f.document_id or (f.address, f.reason) for f in ledger.failures()}
        assert () == verify(ledger.store).problems

    for found in open_sources([str(folder / "in")]):
        if isinstance(found, Failure):
            assert (found.address, found.reason) in failed
        else:
            assert found.id in articles | failed


def test_good_inputs_come_through_among_hostile_ones(hostile):
    folder, *_ = hostile
    good = {f.name for f in FILES}
    with open_ledger(folder / "variorum.db", writable=False) as ledger:
        addresses = {d["id"]: d["address"].partition("#")[0] for d in ledger.store.inputs()}
        found = {addresses[a.document_id] for a in ledger.articles()}

    assert good <= found


LISTENER = textwrap.dedent("""
    import os, sys

    folder = os.environ["WATCHED"]
    open(os.path.join(folder, f"{os.getpid()}.seen"), "w").close()

    def watch(event, arguments):
        if event in ("socket.connect", "socket.sendto", "socket.sendmsg", "socket.getaddrinfo"):
            with open(os.path.join(folder, "opened"), "a") as file:
                file.write(f"{event} {arguments!r} {sys.argv}\\n")
            raise PermissionError("no network")

    sys.addaudithook(watch)
""")
"""Runs at the start of every Python process below. A bind is let pass: urllib3 tries one on the machine's own
address when it is imported, to learn whether there is IPv6, and nothing is sent."""


def test_no_run_opens_a_socket(tmp_path):
    """In this process and in every other: workers, and the one that reads pages."""
    for name in ("hook", "watched"):
        (tmp_path / name).mkdir()
    (tmp_path / "hook" / "sitecustomize.py").write_text(LISTENER)
    path = os.pathsep.join([str(tmp_path / "hook"), os.environ.get("PYTHONPATH", "")])
    environment = {**os.environ, "PYTHONPATH": path, "WATCHED": str(tmp_path / "watched")}
    call = [sys.executable, "-c", "import socket; socket.create_connection(('127.0.0.1', 9))"]
    assert "no network" in subprocess.run(call, env=environment, capture_output=True, text=True).stderr
    (tmp_path / "watched" / "opened").unlink()
    few = [f for f in FILES if f.suffix in (".html", ".xml", ".jsonl")][:4]

    for args in (
        ["add", *few],
        ["run", "--workers", "2"],
        ["export", "jsonl", "-o", "out.jsonl"],
        ["export", "html", "-o", "edition.html"],
        ["compare", *few[:2], "--html", "compared.html"],
    ):
        done = variorum(*args, cwd=tmp_path, env=environment)
        assert 0 == done.returncode, done.stderr

    assert len(list((tmp_path / "watched").glob("*.seen"))) > 5
    assert not (tmp_path / "watched" / "opened").exists()
