"""Engines: the same loop over any ``concurrent.futures`` executor, here or on a cluster."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import (
    FIRST_COMPLETED,
    BrokenExecutor,
    CancelledError,
    Executor,
    Future,
    wait,
)

from variorum.backends.work import carry_out
from variorum.pipeline import Done, Unit

TRIES = 2
CHECK = 2.0
"""Seconds of silence after which it is looked whether anybody is still at work."""


class ExecutorEngine:
    """Carry out units through an executor that ``start`` makes, and makes anew when a worker's death broke
    it. Units that were under way then are tried again, one at a time, so that the one that kills its
    worker is told from its neighbours; after two tries alone it is given back with its error."""

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
            for future in self._finished(under_way):
                unit = under_way.pop(future)
                error = _error(future)
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

    def _finished(self, futures: Iterable[Future[str]]) -> set[Future[str]]:
        """Those of the futures that are done, as soon as one is."""
        waiting = list(futures)
        while True:
            done, _ = wait(waiting, timeout=CHECK, return_when=FIRST_COMPLETED)
            if done:
                return done
            self.check()

    def check(self) -> None:
        """Raise EngineError when what was handed out will never be done."""

    def _alone(self, unit: Unit) -> Done:
        error: BaseException | None = None
        for _ in range(TRIES):
            try:
                (future,) = self._finished([self._submit(unit)])
                error = _error(future)
            except (BrokenExecutor, RuntimeError) as broken:  # RuntimeError: the executor was shut down
                error = broken
            if error is None:
                return Done(unit, None)
            if isinstance(error, BrokenExecutor):
                self.close()
        assert error is not None
        return Done(unit, f"{type(error).__name__}: {error}", died=_died(error))

    def close(self) -> None:
        if self._executor is not None:
            executor, self._executor = self._executor, None
            self._stop(executor)


class InlineEngine:
    """Carry out units in this process, one after the other."""

    def run(self, units: Iterable[Unit]) -> Iterator[Done]:
        for unit in units:
            try:
                carry_out(unit)
            except Exception as error:
                yield Done(unit, f"{type(error).__name__}: {error}")
            else:
                yield Done(unit, None)

    def close(self) -> None:
        return None


def engine_for(workers: int, scheduler: str | None) -> InlineEngine | ExecutorEngine:
    """The engine that settings ask for."""
    if scheduler:
        from variorum.backends.cluster import cluster

        return cluster(scheduler)
    if workers > 1:
        from variorum.backends.processes import processes

        return processes(workers)
    return InlineEngine()


def _error(future: Future[str]) -> BaseException | None:
    """What stopped a unit; a future that was cancelled lost its worker or its cluster."""
    try:
        return future.exception()
    except CancelledError as cancelled:
        return cancelled


def _died(error: BaseException) -> bool:
    """Whether a unit ended by the death of its worker (Dask calls that KilledWorker)."""
    return isinstance(error, BrokenExecutor) or type(error).__name__ == "KilledWorker"
