from __future__ import annotations

import multiprocessing
import os
import socket
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from pathlib import Path

import pytest

from variorum import guard
from variorum.errors import GuardError, InputError

HARM = """
import os, time
from variorum.errors import InputError
def echo(x): return x
def pid(): return os.getpid()
def spin():
    while True: pass
def sleep(): time.sleep(60)
def die(): os._exit(3)
def fill(): return len(bytearray(3 * 2**30))
def fail(): raise ValueError("broken \\ud800 page")
def refuse(): raise InputError("it is a wall", "open it")
def dial(port):
    import socket
    socket.create_connection(("127.0.0.1", port), 5).close()
def ask():
    import urllib.request
    urllib.request.urlopen("http://localhost/")
"""


@pytest.fixture
def harm(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[str]:
    """A module below the package's name that does all a bad page can make a parser do."""
    (tmp_path / "harm.py").write_text(HARM)
    start = "import sys, variorum; variorum.__path__.append(sys.argv[1]); "
    start += "from variorum.guard import serve; serve()"
    real = guard.subprocess.Popen

    def popen(command: list[str], **options: object) -> object:
        return real([command[0], "-P", "-c", start, str(tmp_path)], **options)

    monkeypatch.setattr(guard.subprocess, "Popen", popen)
    guard.close()
    yield "variorum.harm"
    guard.close()


def test_a_call_gives_what_the_function_gives(harm: str) -> None:
    assert {"a": [1, "b", None]} == guard.call(harm, "echo", {"a": [1, "b", None]})


def test_the_child_is_another_process_and_the_same_for_every_call(harm: str) -> None:
    first, second = guard.call(harm, "pid"), guard.call(harm, "pid")
    assert first == second != os.getpid()


@pytest.mark.parametrize(
    ("expected", "function"),
    [
        ("seconds", "spin"),
        ("seconds", "sleep"),
        ("killed", "die"),
        ("memory", "fill"),
        ("ValueError", "fail"),
    ],
)
def test_harm_is_an_error_and_the_next_call_works(harm: str, expected: str, function: str) -> None:
    with pytest.raises(GuardError, match=expected):
        guard.call(harm, function, seconds=0.5)
    assert 7 == guard.call(harm, "echo", 7)


def test_the_child_opens_no_connection(harm: str) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        with pytest.raises(GuardError, match="opens no connection"):
            guard.call(harm, "dial", server.getsockname()[1])
        with pytest.raises(GuardError, match="opens no connection"):
            guard.call(harm, "ask")


def test_a_refusal_keeps_its_reason_and_remedy(harm: str) -> None:
    with pytest.raises(InputError) as caught:
        guard.call(harm, "refuse")
    assert ("it is a wall", "open it") == (caught.value.reason, caught.value.remedy)


def test_nothing_outside_the_package_is_called() -> None:
    with pytest.raises(GuardError, match="not part of"):
        guard.call("os", "getcwd")


def test_threads_share_one_child(harm: str) -> None:
    with ThreadPoolExecutor(8) as pool:
        assert list(range(40)) == list(pool.map(lambda n: guard.call(harm, "echo", n), range(40)))


def page(n: int) -> tuple[int, str]:
    words = "The port was closed on Tuesday, officials said. " * 9
    text = f"<html><body><article><p>{words}{n}</p></article></body></html>"
    return n, guard.call("variorum.stages.article.extract", "page", text, None, None)["text"][-3:]


def test_a_spawned_worker_has_a_child_of_its_own() -> None:
    with ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("spawn")) as pool:
        assert [(7, ". 7"), (8, ". 8")] == list(pool.map(page, [7, 8]))


@pytest.mark.skipif(not hasattr(os, "fork"), reason="no fork on this system: nothing to let go of")
def test_a_forked_process_lets_go_of_its_parents_child(harm: str) -> None:
    mine = guard.call(harm, "pid")
    read, write = os.pipe()
    child = os.fork()
    if child == 0:
        os.write(write, str(guard.call(harm, "pid")).encode())
        guard.close()
        os._exit(0)
    os.waitpid(child, 0)
    assert int(os.read(read, 20)) != mine
    assert mine == guard.call(harm, "pid")
