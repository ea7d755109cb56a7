"""One run: what is new or changed goes through the stages; the ledger ends as if all were done afresh.

1. Documents without results under the current stamp are cut into shards; each shard is a unit of work.
2. Each across-document stage is a shuffle: its records meet under keys, and only groups whose members
   changed since they were last made are made again.
3. The manifest is written last: a run that was killed has none, and the next run goes on where it stopped.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from importlib.metadata import version
from pathlib import Path
from typing import Any

import msgspec

from variorum.backends.rows import Batch, Output, combined
from variorum.backends.schema import SCHEMA_VERSION
from variorum.backends.sql import SqlStore
from variorum.backends.work import (
    DEFAULT_PIPELINE,
    DocumentsTask,
    GroupsTask,
    decoder,
    load_pipeline,
    read_batch,
    write_whole,
)
from variorum.errors import EngineError
from variorum.model import Failure, Judgement
from variorum.pipeline import Engine, GroupKey, Joined, Pipeline, Stage, Unit

SHARD = 16
GROUP_MEMBERS = 4000

Progress = Callable[[str, int, int], None]


class Report(msgspec.Struct, frozen=True, kw_only=True):
    """What a run did: ``processed`` documents, ``failures`` now listed, the manifest written."""

    run: str
    processed: int
    failures: tuple[Failure, ...]
    manifest: dict[str, Any]
    seconds: float


def run(
    store: SqlStore,
    engine: Engine,
    *,
    work: Path | None = None,
    pipeline: str = DEFAULT_PIPELINE,
    progress: Progress = lambda what, done, total: None,
) -> Report:
    """Bring the ledger up to date. ``work`` is a folder every worker sees (a temporary one when None)."""
    began = time.monotonic()
    folder = work or Path(tempfile.mkdtemp(prefix="variorum-"))
    folder.mkdir(parents=True, exist_ok=True)
    try:
        task = _Run(store, engine, folder, pipeline, progress)
        processed = task.documents()
        for step in task.pipeline.across:
            task.across(step)
        manifest = task.manifest()
    finally:
        shutil.rmtree(folder, ignore_errors=work is None)
    seconds = time.monotonic() - began
    store.keep_run(manifest["run"], msgspec.json.encode(manifest).decode(), seconds)
    return Report(
        run=manifest["run"],
        processed=processed,
        failures=tuple(store.failures()),
        manifest=manifest,
        seconds=seconds,
    )


class _Run:
    """The state of one run."""

    def __init__(
        self, store: SqlStore, engine: Engine, folder: Path, pipeline: str, progress: Progress
    ) -> None:
        self.store = store
        self.engine = engine
        self.folder = folder
        self.reference = pipeline
        self.pipeline: Pipeline = load_pipeline(pipeline)
        self.progress = progress
        self.stamp = stamp(self.pipeline)
        self.judged = store.judgements(standing=True)

    # --- documents ----------------------------------------------------------------------------------------

    def documents(self) -> int:
        """Process what is pending; return how many documents that were."""
        self._adopt()
        pending = self.store.pending(self.stamp)
        done = 0
        refused: list[Unit] = []
        for finished in self.engine.run(self._shards(pending, SHARD)):
            if finished.error is not None:
                refused.append(finished.unit)
                continue
            done += self._keep(finished.unit)
            self.progress("documents", done, len(pending))
        for unit in refused:
            done += self._one_by_one(unit)
            self.progress("documents", done, len(pending))
        return done

    def _shards(self, ids: Sequence[str], size: int) -> Iterator[Unit]:
        for start in range(0, len(ids), size):
            part = ids[start : start + size]
            documents = list(self.store.documents(part))
            name = combined([self.stamp, *part])[:16]
            task = DocumentsTask(self.stamp, self.reference, documents)
            yield self._unit("documents", name, msgspec.msgpack.encode(task))

    def _unit(self, task: str, name: str, data: bytes) -> Unit:
        unit = Unit(task, str(self.folder / f"{name}.in"), str(self.folder / f"{name}.out"))
        write_whole(unit.source, data)
        return unit

    def _keep(self, unit: Unit) -> int:
        outputs = read_batch(unit.target).outputs
        self.store.keep(outputs, self.stamp)
        _unlink(unit)
        return len(outputs)

    def _one_by_one(self, unit: Unit) -> int:
        """A shard that kills its worker every time: find the document that does, list it, keep the rest."""
        task = msgspec.msgpack.decode(Path(unit.source).read_bytes(), type=DocumentsTask)
        _unlink(unit)
        done = 0
        for finished in self.engine.run(self._shards([d.id for d in task.documents], 1)):
            if finished.error is None:
                done += self._keep(finished.unit)
                continue
            single = msgspec.msgpack.decode(Path(finished.unit.source).read_bytes(), type=DocumentsTask)
            document = single.documents[0]
            failure = Failure(
                address=document.address,
                stage="run",
                reason=f"the worker died each time it was tried ({finished.error})",
                remedy="report it with this document; the rest of the ledger is complete",
                document_id=document.id,
            )
            self.store.keep([Output(document.id, [], [failure])], self.stamp)
            _unlink(finished.unit)
            done += 1
        return done

    def _adopt(self) -> None:
        """Keep what a killed run had finished but not stored; clear away the rest."""
        pending = set(self.store.pending(self.stamp))
        for path in sorted(self.folder.glob("*.out")):
            try:
                batch = read_batch(path)
            except (msgspec.DecodeError, OSError):
                batch = Batch("", [])
            fresh = [o for o in batch.outputs if o.home in pending]
            if batch.stamp == self.stamp and fresh:
                self.store.keep(fresh, self.stamp)
                pending -= {o.home for o in fresh}
        for path in self.folder.iterdir():
            path.unlink(missing_ok=True)

    # --- across documents ---------------------------------------------------------------------------------

    def across(self, step: Stage) -> None:
        """Make the groups of a stage whose members changed, and forget those that are no more."""
        had = self.store.group_digests(step.name)
        self.store.start_shuffle(step.name, self._keyed(step))
        salt = combined([step.made_by, self.stamp, *self._judgement_lines(step)])
        digests: dict[str, str] = {}
        changed = 0
        seen: set[str] = set()

        def units() -> Iterator[Unit]:
            nonlocal changed
            batch: list[tuple[str, list[tuple[str, str]]]] = []
            size = 0
            for key, members, made_of in self.store.shuffled(step.name):
                seen.add(key)
                digests[key] = combined([salt, made_of])
                if had.get(key) == digests[key]:
                    continue
                changed += 1
                batch.append((key, members))
                size += len(members)
                if size >= GROUP_MEMBERS:
                    yield self._group_unit(step, batch)
                    batch, size = [], 0
            if batch:
                yield self._group_unit(step, batch)

        done = 0
        for finished in self.engine.run(units()):
            if finished.error is not None:
                raise EngineError(
                    f"stage {step.name} failed: {finished.error}; nothing was lost, "
                    "run again after the cause is mended"
                )
            outputs = read_batch(finished.unit.target).outputs
            self.store.keep_groups(step.name, outputs, digests)
            _unlink(finished.unit)
            done += len(outputs)
            self.progress(step.name, done, changed)
        self.store.drop_groups(step.name, sorted(had.keys() - seen))
        self.store.end_shuffle(step.name)

    def _group_unit(self, step: Stage, groups: list[tuple[str, list[tuple[str, str]]]]) -> Unit:
        data = GroupsTask(
            self.stamp,
            self.reference,
            self.judged if Judgement in step.needs else [],
            [(key, self.store.bodies(members)) for key, members in groups],
        )
        name = combined([step.name, *(key for key, _ in groups)])[:16]
        return self._unit(step.name, name, msgspec.msgpack.encode(data))

    def _judgement_lines(self, step: Stage) -> list[str]:
        return [repr(j) for j in self.judged] if Judgement in step.needs else []

    def _keyed(self, step: Stage) -> Iterable[tuple[str, str, str, str]]:
        """(key, kind, id, digest) of every record the stage needs, under each of its keys."""
        kinds = [kind for kind in step.needs if kind not in (Judgement, GroupKey)]
        if isinstance(step.by, type):
            return self._by_record(step.by, kinds)
        if isinstance(step.by, Joined):
            return self._by_component(step.by, kinds)
        return self._by_key(step, kinds)

    def _by_record(self, owner: type, kinds: Sequence[type]) -> Iterator[tuple[str, str, str, str]]:
        home = {a: r.id for r in self.store.read(owner) for a in r.article_ids}
        for kind in kinds:
            for rid, belongs, digest, _ in self.store.scan(kind, body=False):
                key = rid if kind is owner else home.get(belongs, belongs)
                yield key, kind.__name__, rid, digest

    def _by_component(self, by: Joined, kinds: Sequence[type]) -> Iterator[tuple[str, str, str, str]]:
        joined = _Components()
        for link in self.store.read(by.links):
            joined.join(link.left, link.right)
        for judgement in self.judged:
            if judgement.verdict == "together":
                joined.join(judgement.left, judgement.right)
        for kind in kinds:
            if kind is by.links:
                for link in self.store.read(kind):
                    yield joined.of(link.left), kind.__name__, link.id, f"{link.score}"
            else:
                for rid, belongs, digest, _ in self.store.scan(kind, body=False):
                    yield joined.of(belongs), kind.__name__, rid, digest

    def _by_key(self, step: Stage, kinds: Sequence[type]) -> Iterator[tuple[str, str, str, str]]:
        for kind in kinds:
            decode = decoder(kind).decode
            for rid, _, digest, body in self.store.scan(kind, body=True):
                for key in sorted(set(step.by(decode(body)))):  # type: ignore[operator, misc]
                    yield key, kind.__name__, rid, digest

    # --- manifest -----------------------------------------------------------------------------------------

    def manifest(self) -> dict[str, Any]:
        """What went in, what made it, and the hash of what came out. No clock, no machine name."""
        made: dict[str, Any] = {
            "variorum": version("variorum"),
            "schema": SCHEMA_VERSION,
            "stamp": self.stamp,
            "stages": {step.name: step.version for step in self.pipeline.stages},
            "model": _model_version(),
            "inputs": self.store.inputs(),
            "judgements": [msgspec.to_builtins(j) for j in self.store.judgements()],
            "failures": [msgspec.to_builtins(f) for f in self.store.failures()],
            "output": combined(self.store.digests()),
        }
        made["run"] = combined([msgspec.json.encode(made, order="sorted").decode()])[:16]
        return made


class _Components:
    """Union-find over ids; a component is named by its smallest member, whatever the order of joins."""

    def __init__(self) -> None:
        self._up: dict[str, str] = {}

    def of(self, item: str) -> str:
        root = item
        while (up := self._up.get(root, root)) != root:
            root = up
        while (up := self._up.get(item, item)) != root:
            self._up[item], item = root, up
        return root

    def join(self, left: str, right: str) -> None:
        a, b = sorted((self.of(left), self.of(right)))
        self._up[b] = a


def stamp(pipeline: Pipeline) -> str:
    """What the results of one document depend on besides the document: stages, model, program, resources."""
    from variorum.resources import fingerprint

    parts = [step.made_by for step in pipeline.stages if step.by is None]
    return combined([version("variorum"), _model_version(), fingerprint(), *parts])[:16]


def _model_version() -> str:
    from variorum.stages.parse import MODEL

    name = MODEL.replace("_", "-")
    kind = f"{sys.implementation.name} {sys.version_info[0]}.{sys.version_info[1]}"
    return f"{name} {version(name)}, spacy {version('spacy')}, {kind}"


def _unlink(unit: Unit) -> None:
    Path(unit.source).unlink(missing_ok=True)
    Path(unit.target).unlink(missing_ok=True)
