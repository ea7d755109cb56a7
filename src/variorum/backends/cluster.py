"""The engine on a Dask cluster: the same loop, only the address differs."""

from __future__ import annotations

from typing import Any

from variorum.backends.engines import TRIES, ExecutorEngine
from variorum.errors import EngineError, MissingExtraError


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
    return ClusterEngine(client)


class ClusterEngine(ExecutorEngine):
    """The loop over a client of a cluster, which is let go of with the engine."""

    def __init__(self, client: Any) -> None:
        workers = sum(client.nthreads().values()) or 1
        super().__init__(
            lambda: client.get_executor(retries=TRIES, pure=False),
            lambda executor: executor.shutdown(wait=False),
            ahead=2 * workers,
        )
        self._client = client

    def close(self) -> None:
        super().close()
        self._client.close()
