"""Engines: the same loop over any ``concurrent.futures`` executor, here or on a cluster."""

from __future__ import annotations

import multiprocessing
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, BrokenExecutor, Executor, Future, ProcessPoolExecutor, wait
from typing import Any

from variorum.backends.work import carry_out
from variorum.errors import EngineError, MissingExtraError
from variorum.pipeline import Done, Unit

TRIES = 3


class ExecutorEngine:
    """Carry out units through an executor that ``start`` makes, and makes anew when a worker's death broke
    it. Units that were under way then are tried again, one at a time, so that the one that kills its
    worker is told from its neighbours; after three tries it is given back with its error."""

    def __init__(self, start: Callable[[], Executor], stop: Callable[[Executor], None], ahead: int) -> None:
        self._start = start
        self._stop = stop
        self._ahead = ahead
        self._executor: Executor | None = None

    def run(self, units: Iterable[Unit]) -> Iterator[Done]:
        coming = iter(units)
        under_way: dict[Future[str], Unit] = {}
        suspects: list[Unit] = []
        while True:
            while len(under_way) < self._ahead and (unit := next(coming, None)) is not None:
                try:
                    under_way[self._submit(unit)] = unit
                except BrokenExecutor:
                    suspects.append(unit)
                    break
            if not under_way:
                if not suspects:
                    return
                yield self._alone(suspects.pop(0))
                continue
            done, _ = wait(under_way, return_when=FIRST_COMPLETED)
            for future in done:
                unit = under_way.pop(future)
                error = future.exception()
                if error is None:
                    yield Done(unit, None)
                else:
                    suspects.append(unit)
                    if isinstance(error, BrokenExecutor):
                        suspects += under_way.values()
                        under_way.clear()
                        self.close()
                        break

    def _submit(self, unit: Unit) -> Future[str]:
        if self._executor is None:
            self._executor = self._start()
        return self._executor.submit(carry_out, unit)

    def _alone(self, unit: Unit) -> Done:
        error: BaseException | None = None
        for _ in range(TRIES):
            try:
                error = self._submit(unit).exception()
            except BrokenExecutor as broken:
                error = broken
            if error is None:
                return Done(unit, None)
            if isinstance(error, BrokenExecutor):
                self.close()
        return Done(unit, f"{type(error).__name__}: {error}")

    def close(self) -> None:
        if self._executor is not None:
            self._stop(self._executor)
            self._executor = None


class InlineEngine:
    """Carry out units in this process, one after the other."""

    def run(self, units: Iterable[Unit]) -> Iterator[Done]:
        for unit in units:
            carry_out(unit)
            yield Done(unit, None)

    def close(self) -> None:
        return None


def processes(workers: int) -> ExecutorEngine:
    """Worker processes on this machine, started afresh (spawn), so that no state is shared."""

    def start() -> Executor:
        return ProcessPoolExecutor(workers, mp_context=multiprocessing.get_context("spawn"))

    def stop(executor: Executor) -> None:
        executor.shutdown(wait=False, cancel_futures=True)

    return ExecutorEngine(start, stop, ahead=2 * workers)


def cluster(address: str) -> ExecutorEngine:
    """The workers of a Dask cluster whose scheduler is at ``address``; every worker must see the work
    folder under the same path. Raise MissingExtraError without the extra, EngineError when nobody answers."""
    try:
        from distributed import Client
    except ImportError as error:
        raise MissingExtraError("a Dask cluster", "cluster") from error
    try:
        client: Any = Client(address, timeout="20s", set_as_default=False)  # type: ignore[no-untyped-call]
    except (OSError, ValueError) as error:
        raise EngineError(f"no Dask scheduler answers at {address}: is it running and reachable?") from error
    workers = sum(client.nthreads().values()) or 1

    def stop(executor: Executor) -> None:
        executor.shutdown(wait=False)
        client.close()

    return ExecutorEngine(lambda: client.get_executor(retries=TRIES, pure=False), stop, ahead=2 * workers)


def engine_for(workers: int, scheduler: str | None) -> InlineEngine | ExecutorEngine:
    """The engine that settings ask for."""
    if scheduler:
        return cluster(scheduler)
    return processes(workers) if workers > 1 else InlineEngine()
