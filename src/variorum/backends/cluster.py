"""The engine on a Dask cluster: the same loop, only the address differs."""

from __future__ import annotations

import time
from typing import Any

from variorum.backends.engines import TRIES, ExecutorEngine
from variorum.errors import EngineError, MissingExtraError

CONNECT = "20s"
PATIENCE = 60.0
"""Seconds to wait for a scheduler, or for a first worker, that is not there."""


def cluster(address: str) -> ExecutorEngine:
    """The workers of a Dask cluster whose scheduler is at ``address``; every worker must see the work
    folder under the same path. Raise MissingExtraError without the extra, EngineError when nobody answers."""
    try:
        from distributed import Client
    except ImportError as error:
        raise MissingExtraError("a Dask cluster", "cluster") from error
    try:
        client: Any = Client(address, timeout=CONNECT, set_as_default=False)  # type: ignore[no-untyped-call]
    except (OSError, ValueError) as error:
        raise EngineError(f"no Dask scheduler answers at {address}: is it running and reachable?") from error
    return ClusterEngine(client, address)


class ClusterEngine(ExecutorEngine):
    """The loop over a client of a cluster, which is let go of with the engine. A scheduler that went away may
    come back, and workers may be on their way, so both are waited for; but not for ever."""

    def __init__(self, client: Any, address: str) -> None:
        workers = sum(client.nthreads().values()) or 1
        super().__init__(
            lambda: client.get_executor(retries=TRIES, pure=False),
            lambda executor: executor.shutdown(wait=False),
            ahead=2 * workers,
        )
        self._client = client
        self._address = address
        self._idle_since: float | None = None

    def check(self) -> None:
        up = self._client.status == "running"
        if up and self._client.scheduler_info()["workers"]:
            self._idle_since = None
            return
        now = time.monotonic()
        self._idle_since = self._idle_since or now
        if now - self._idle_since > PATIENCE:
            what = "has no workers" if up else "no longer answers"
            raise EngineError(
                f"the cluster at {self._address} {what}; nothing is lost: run again when it is back"
            )

    def close(self) -> None:
        super().close()
        self._client.close(timeout=2)
