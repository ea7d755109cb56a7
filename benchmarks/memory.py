"""Whether memory stays flat in the number of articles: the real pipeline over corpora of growing size.

For each size a ledger is made, run and exported by the command line in processes of its own, whose resident
memory is added up four times a second (shared pages count in each, so the sum is an upper bound). Linux only.
Every story has words of its own (see ``corpus``); else twenty thousand reports would be one large component.

    python benchmarks/memory.py [--articles 2000 4000] [--words N] [--workers 2] [--json FILE] [--log FILE]
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any, TextIO

from corpus import write
from speed import hardware

LIMIT_MB = 2048
PAUSE = 0.25
MB_PER_PAGE = os.sysconf("SC_PAGE_SIZE") / 2**20


def family(root: int) -> list[int]:
    """A process and all that descend from it, of those that still run."""
    parents: dict[int, int] = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                stat = (entry / "stat").read_text()
            except OSError:
                continue
            parents[int(entry.name)] = int(stat.rpartition(")")[2].split()[1])
    found = [root]
    for member in found:
        found += [pid for pid, parent in parents.items() if parent == member]
    return found


def resident_mb(pid: int) -> float:
    """The resident memory of a process; 0 when it is gone."""
    try:
        return int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * MB_PER_PAGE
    except OSError:
        return 0.0


def watch(command: list[str], log: TextIO | None) -> dict[str, float]:
    """Run a command; the peak of all its processes together, of its first alone, and of the largest other."""
    peak = {"all_mb": 0.0, "first_mb": 0.0, "worker_mb": 0.0}
    began = time.monotonic()
    with subprocess.Popen(command, stdout=subprocess.DEVNULL) as process:
        while process.poll() is None:
            sizes = [resident_mb(pid) for pid in family(process.pid)]
            now = {"all_mb": sum(sizes), "first_mb": sizes[0], "worker_mb": max(sizes[1:], default=0.0)}
            peak = {name: max(most, now[name]) for name, most in peak.items()}
            if log:
                print(
                    f"{time.monotonic() - began:.2f}", *(f"{v:.1f}" for v in now.values()), file=log, sep="\t"
                )
            time.sleep(PAUSE)
    if process.returncode:
        raise SystemExit(f"{' '.join(command)} failed with {process.returncode}")
    return peak | {"wall_s": time.monotonic() - began}


def measure(articles: int, words: int | None, workers: int, log: TextIO | None) -> dict[str, Any]:
    """The peaks of add, run and export over a corpus of this size."""
    with tempfile.TemporaryDirectory(prefix="variorum-bench-") as folder:
        source = write(Path(folder, "corpus.jsonl"), articles, words, varied=True)
        program = [sys.executable, "-c", "from variorum.cli import main; main()"]
        call = [*program, "--quiet", "--db", str(Path(folder, "memory.db"))]
        return {
            "articles": articles,
            "add": watch([*call, "add", str(source)], log),
            "run": watch([*call, "run", "--workers", str(workers)], log),
            "export": watch([*call, "export", "jsonl", "-o", str(Path(folder, "out.jsonl"))], log),
        }


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("--articles", type=int, nargs="+", default=[2000, 4000])
    arguments.add_argument(
        "--words", type=int, help="cut each report after the sentence that reaches so many"
    )
    arguments.add_argument("--workers", type=int, default=2)
    arguments.add_argument("--json", type=Path, default=Path("benchmarks/memory.json"))
    arguments.add_argument("--log", type=Path, help="write every sample: seconds, all, first, largest other")
    given = arguments.parse_args()
    found = []
    print(f"{'articles':>9} {'phase':<7}{'all MB':>9}{'first MB':>10}{'worker MB':>11}{'wall s':>9}")
    log = given.log.open("w", encoding="utf-8") if given.log else None
    for articles in given.articles:
        found.append(measure(articles, given.words, given.workers, log))
        for phase in ("add", "run", "export"):
            p = found[-1][phase]
            print(
                f"{articles:>9,} {phase:<7}{p['all_mb']:>9.0f}{p['first_mb']:>10.0f}{p['worker_mb']:>11.0f}"
                f"{p['wall_s']:>9.0f}",
                flush=True,
            )
    if log:
        log.close()
    most = max(size[phase]["all_mb"] for size in found for phase in ("add", "run", "export"))
    print(f"peak of all processes {most:.0f} MB: {'within' if most <= LIMIT_MB else 'OVER'} {LIMIT_MB} MB")
    report = {"hardware": hardware(), "workers": given.workers, "sizes": found}
    given.json.write_text(json.dumps(report, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
