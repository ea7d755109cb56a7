"""A sampling profiler on CPU time: it looks where the program is every few ms, and slows nothing down.

``cProfile`` charges every call, and on a busy machine counts waiting; both mislead where calls are small."""

from __future__ import annotations

import signal
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

STEP = 0.002


class Samples:
    """How often each function of the package was on the stack, and how often it or a library called from it
    was what ran (``own``)."""

    def __init__(self) -> None:
        self.within: Counter[str] = Counter()
        self.own: Counter[str] = Counter()
        self.lines: Counter[str] = Counter()
        self.total = 0

    def take(self, _signal: int, frame: FrameType | None) -> None:
        self.total += 1
        seen: set[str] = set()
        while frame is not None:
            code = frame.f_code
            if "/variorum/" in code.co_filename:
                name = f"{code.co_filename.rsplit('/variorum/', 1)[1]}:{code.co_qualname}"
                if not seen:
                    self.own[name] += 1
                    self.lines[f"{name}:{frame.f_lineno}"] += 1
                if name not in seen:
                    seen.add(name)
                    self.within[name] += 1
            frame = frame.f_back

    def text(self, seconds: float, articles: int, most: int = 60) -> str:
        """Where ``seconds`` of CPU went, in ms per article."""
        each = 1000 * seconds / articles / max(1, self.total)
        parts = []
        for title, counts in (("within", self.within), ("own", self.own), ("line", self.lines)):
            parts.append(f"ms/article {title}")
            parts += [f"{count * each:9.2f}  {name}" for name, count in counts.most_common(most)]
        return "\n".join(parts) + "\n"


@contextmanager
def sampling() -> Iterator[Samples]:
    """Take samples while the block runs."""
    samples = Samples()
    before = signal.signal(signal.SIGPROF, samples.take)
    signal.setitimer(signal.ITIMER_PROF, STEP, STEP)
    try:
        yield samples
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)
