"""Runs what may hang, crash or eat memory in a child process, so that a bad page never stops a run.

One child a process, started when first needed and restarted when it dies. It talks over its standard
input and output in length-prefixed msgpack, opens no socket, and ends when its parent does.
"""

from __future__ import annotations

import atexit
import contextlib
import importlib
import os
import signal
import struct
import subprocess
import sys
import threading
from pathlib import Path
from typing import IO, Any

import msgspec

from variorum.errors import GuardError, InputError

SECONDS = 20.0
SLACK = 3.0
MEMORY = 2 * 1024**3
CALLS = 2_000
PACKAGE = __name__.partition(".")[0] if __name__ != "__main__" else "variorum"
LENGTH = struct.Struct(">I")
SIGPROF = int(getattr(signal, "SIGPROF", 27))


class Guard:
    """A child process that calls functions of this package by name; safe to share between threads."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._child: subprocess.Popen[bytes] | None = None
        self._calls = 0

    def call(self, module: str, function: str, *arguments: Any, seconds: float = SECONDS) -> Any:
        """The result of ``module.function(*arguments)``, all plain data.

        Raise the InputError the function raises, or GuardError when it takes more than ``seconds`` of
        processor time (three times that by the clock) or too much memory, or kills its process.
        """
        message = msgspec.msgpack.encode((module, function, arguments, seconds))
        with self._lock:
            # A child that somebody else killed says nothing about the input: it is asked once more.
            kind, value = self._exchange(message, seconds) or self._exchange(message, seconds) or ("died", "")
        if kind == "ok":
            return value
        if kind == "input":
            raise InputError(*value)
        reason = {
            "slow": f"reading it took more than {seconds:g} seconds and was stopped",
            "memory": "reading it took too much memory and was stopped",
            "died": "reading it killed the process that read it",
        }.get(kind, f"reading it failed: {value}")
        raise GuardError(reason, "save the article alone, or paste its text into a file")

    def close(self) -> None:
        """End the child, if there is one."""
        with self._lock:
            self._end()

    def forget(self) -> None:
        """Let go of a child that belongs to the process this one was forked from."""
        child, self._child, self._lock, self._calls = self._child, None, threading.Lock(), 0
        if child is not None:
            child.returncode = 0
            for pipe in (child.stdin, child.stdout):
                with contextlib.suppress(OSError):
                    os.close(pipe.fileno()) if pipe else None

    def _exchange(self, message: bytes, seconds: float) -> Any:
        if self._child is None or self._child.poll() is not None or self._calls >= CALLS:
            self._end()
            self._child, self._calls = _start(), 0
        child = self._child
        self._calls += 1
        late = threading.Event()
        timer = threading.Timer(seconds * SLACK, _stop, (child, late))
        timer.daemon = True
        timer.start()
        try:
            assert child.stdin
            assert child.stdout
            _write(child.stdin, message)
            reply = _read(child.stdout)
        except OSError:
            reply = None
        finally:
            timer.cancel()
        if reply is None:
            self._end()
            return ("slow", "") if late.is_set() or child.returncode == -SIGPROF else None
        return msgspec.msgpack.decode(reply)

    def _end(self) -> None:
        child, self._child = self._child, None
        if child is None:
            return
        with contextlib.suppress(OSError):
            if child.stdin:
                child.stdin.close()
        try:
            child.wait(timeout=0.5)
        except subprocess.TimeoutExpired:
            child.kill()
            child.wait()
        if child.stdout:
            child.stdout.close()


def call(module: str, function: str, *arguments: Any, seconds: float = SECONDS) -> Any:
    """:meth:`Guard.call` on this process's own guard."""
    return _guard.call(module, function, *arguments, seconds=seconds)


def close() -> None:
    """End this process's child now; the next call starts another."""
    _guard.close()


def _start() -> subprocess.Popen[bytes]:
    home = str(Path(__file__).resolve().parent.parent)
    path = os.pathsep.join([home, *filter(None, [os.environ.get("PYTHONPATH")])])
    # -P keeps the working directory off the path: a file there called html.py must not become code.
    return subprocess.Popen(
        [sys.executable, "-P", "-m", f"{PACKAGE}.guard"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env={**os.environ, "PYTHONPATH": path, "PYTHONHASHSEED": "0"},
    )


def _stop(child: subprocess.Popen[bytes], late: threading.Event) -> None:
    late.set()
    child.kill()


def _write(pipe: IO[bytes], message: bytes) -> None:
    pipe.write(LENGTH.pack(len(message)))
    pipe.write(message)
    pipe.flush()


def _read(pipe: IO[bytes]) -> bytes | None:
    """The next message, or None when the other side is gone."""
    head = pipe.read(LENGTH.size)
    if len(head) < LENGTH.size:
        return None
    size = LENGTH.unpack(head)[0]
    body = pipe.read(size)
    return body if len(body) == size else None


# --- the child ---------------------------------------------------------------------------------------------


def serve() -> None:
    """Answer calls until the parent closes the pipe."""
    requests, replies = sys.stdin.buffer, os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # an interrupt is the parent's to handle
    _limit_memory()
    _cut_off()
    while (message := _read(requests)) is not None:
        module, function, arguments, seconds = msgspec.msgpack.decode(message)
        _limit_time(seconds)
        answer = _answer(module, function, arguments)
        _limit_time(0)
        try:
            _write(replies, msgspec.msgpack.encode(answer))
        except BrokenPipeError:
            return
        if answer[0] == "memory":
            return


def _answer(module: str, function: str, arguments: list[Any]) -> tuple[str, Any]:
    try:
        if not module.startswith(f"{PACKAGE}."):
            raise ImportError(f"{module} is not part of {PACKAGE}")
        return "ok", getattr(importlib.import_module(module), function)(*arguments)
    except InputError as error:
        return "input", (error.reason, error.remedy)
    except MemoryError:
        return "memory", ""
    except Exception as error:
        return "error", f"{type(error).__name__}: {str(error)[:200]}".encode("utf-8", "replace").decode()


def _limit_memory() -> None:
    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))


def _cut_off() -> None:
    """Take the network from this process: parsers like to fetch what pages name."""
    import socket

    def refuse(*_: object, **__: object) -> None:
        raise OSError("the process that reads pages opens no connection")

    for name in ("connect", "connect_ex", "sendto"):
        setattr(socket.socket, name, refuse)
    socket.getaddrinfo = refuse  # type: ignore[assignment]


def _limit_time(seconds: float) -> None:
    """Let the system end this process after so much processor time, even inside C code; 0 takes it back.

    Processor time, because what is read must not depend on what else the machine does."""
    if hasattr(signal, "setitimer"):
        signal.setitimer(signal.ITIMER_PROF, seconds)


_guard = Guard()
atexit.register(close)
if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_guard.forget)

if __name__ == "__main__":
    serve()
