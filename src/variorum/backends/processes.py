"""The local engine: worker processes that end with the one that started them, however it ends."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from contextlib import contextmanager
from multiprocessing.connection import Connection
from typing import Any

from variorum.backends.engines import ExecutorEngine


def processes(workers: int) -> ExecutorEngine:
    """Worker processes on this machine, started afresh (spawn), so that no state is shared."""

    def stop(executor: Executor) -> None:
        assert isinstance(executor, Workers)
        executor.let_go()

    return ExecutorEngine(lambda: Workers(workers), stop, ahead=2 * workers)


class Workers(ProcessPoolExecutor):
    """A pool whose processes hold one end of a pipe, end as soon as this process closes the other or dies
    (a plain pool leaves them behind when it is killed), and leave an interrupt to this process."""

    def __init__(self, workers: int) -> None:
        context = multiprocessing.get_context("spawn")
        self._leash, self._held = context.Pipe(duplex=False)
        super().__init__(workers, mp_context=context, initializer=_begin, initargs=(self._leash,))

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        with _without_interrupts():  # a process starts here, and inherits what is blocked
            return super().submit(fn, *args, **kwargs)

    def let_go(self) -> None:
        """End the processes now; a unit is whole or not at all, so nothing is lost."""
        self.shutdown(wait=False, cancel_futures=True)
        self._held.close()
        self._leash.close()


def _begin(leash: Connection) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with, args=(leash,), daemon=True).start()


def _end_with(leash: Connection) -> None:
    try:
        leash.recv_bytes()
    except (EOFError, OSError):
        os._exit(0)


@contextmanager
def _without_interrupts() -> Iterator[None]:
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
