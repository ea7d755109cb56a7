"""One run: what is new or changed goes through the stages; the ledger ends as if all were done afresh.

1. Documents without results under the current stamp are cut into shards; each shard is a unit of work.
2. Of the versions of one page only the newest goes on (see :mod:`variorum.backends.newest`).
3. Each across-document stage is a shuffle: its records meet under keys, and only groups whose members
   changed since they were last made are made again.
4. The manifest is written last: a run that was killed has none, and the next run goes on where it stopped.
"""

from __future__ import annotations

import contextlib
import shutil
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from importlib.metadata import version
from pathlib import Path
from typing import Any

import msgspec

from variorum import resources
from variorum.backends.rows import Batch, Output, combined
from variorum.backends.schema import SCHEMA_VERSION
from variorum.backends.store import Store
from variorum.backends.work import (
    DEFAULT_PIPELINE,
    DocumentsTask,
    GroupsTask,
    group_stamp,
    load_pipeline,
    model_version,
    read_batch,
    stamp,
    write_whole,
)
from variorum.errors import EngineError
from variorum.judging import carried_over
from variorum.model import Document, Failure, Judgement, Profile
from variorum.pipeline import Done, Engine, Pipeline, Stage, Unit
from variorum.shuffle import keyed, of_documents
from variorum.tables import NONE, Data

SHARD = 16
SHARD_BYTES = 4_000_000
LEAST_SHARDS = 8
"""Documents and bytes of a unit at most, and units at least where there are so many documents, so that all
workers have work and a few large pages do not fill the memory."""
GROUP_MEMBERS = 4000
DOCUMENT_MEMBERS = 50
"""About how many members of a group a whole document stands for."""

Progress = Callable[[str, int, int], None]
Groups = list[tuple[str, list[tuple[str, str]]]]


class Report(msgspec.Struct, frozen=True, kw_only=True):
    """What a run did: ``processed`` documents, the manifest, and the ``failures`` of documents and groups
    that stand in the ledger (inputs that could not even be read are told by ``add``)."""

    run: str
    processed: int
    failures: tuple[Failure, ...]
    manifest: dict[str, Any]
    seconds: float


def run(
    store: Store,
    engine: Engine,
    *,
    work: Path | None = None,
    pipeline: str = DEFAULT_PIPELINE,
    every_version: bool = False,
    profile: Profile | None = None,
    progress: Progress = lambda what, done, total: None,
    data: Data = NONE,
) -> Report:
    """Bring the ledger up to date. ``work`` is a folder every worker sees (a temporary one when None); what
    a run that was stopped has finished there is taken over by the next. Of the versions of a page the newest
    tells stories, unless ``every_version`` is wanted, as to compare two of them. ``profile`` is what was
    learned of outlets, ``data`` are the user's own tables; with others every document is processed again."""
    began = time.monotonic()
    resources.lay(data.texts)
    task = _Run(store, engine, pipeline, progress, every_version, profile, data)
    manifest = task.standing()
    processed = 0
    if manifest is None:
        folder = work or Path(tempfile.mkdtemp(prefix="variorum-"))
        try:
            processed = task.bring_up(folder)
        finally:
            if work is None:
                shutil.rmtree(folder, ignore_errors=True)
        manifest = task.manifest()
        seconds = time.monotonic() - began
        store.keep_run(manifest["run"], msgspec.json.encode(manifest).decode(), seconds)
    return Report(
        run=manifest["run"],
        processed=processed,
        failures=tuple(f for f in store.failures() if f.stage != "sources"),
        manifest=manifest,
        seconds=time.monotonic() - began,
    )


class _Run:
    """The state of one run."""

    def __init__(
        self,
        store: Store,
        engine: Engine,
        pipeline: str,
        progress: Progress,
        every_version: bool = False,
        profile: Profile | None = None,
        data: Data = NONE,
    ) -> None:
        self.store = store
        self.engine = engine
        self.reference = pipeline
        self.pipeline: Pipeline = load_pipeline(pipeline)
        self.progress = progress
        self.every_version = every_version
        self.profile = profile
        self.digest = profile.digest if profile else ""
        self.data = data
        self.laid: Path | None = None
        self.stamp = stamp(pipeline, self.digest)
        self.judged = store.judgements(standing=True)
        self.folder = Path()

    def standing(self) -> dict[str, Any] | None:
        """The manifest of the last run, where nothing was written since and the program is the same."""
        last = self.store.last_run()
        if last is None or not self.store.settled():
            return None
        return last if all(last.get(k) == v for k, v in self._program().items()) else None

    def bring_up(self, folder: Path) -> int:
        """Run every stage over what is new or changed; return how many documents were processed."""
        self.folder = folder
        folder.mkdir(parents=True, exist_ok=True)
        if self.data.texts:
            self.laid = folder / f"{resources.laid()}.laid"
            write_whole(self.laid, msgspec.msgpack.encode(dict(self.data.texts)))
        processed = self.documents()
        while not self.every_version and self.store.mark_newest():
            processed += self.documents()
        self.judged = carried_over(self.judged, self.store.newer())
        for step in self.pipeline.across:
            self.across(step)
        for path in (*folder.glob("*.profile"), *folder.glob("*.laid")):
            path.unlink(missing_ok=True)
        with contextlib.suppress(OSError):  # somebody else's file in it: leave it
            folder.rmdir()
        return processed

    # --- documents ----------------------------------------------------------------------------------------

    def documents(self) -> int:
        """Process what is pending; return how many documents that were."""
        self._adopt()
        pending = self.store.pending(self.stamp)
        done = 0
        refused: list[Done] = []
        size = max(1, min(SHARD, len(pending) // LEAST_SHARDS))
        for finished in self.engine.run(self._shards(pending, size)):
            if finished.error is not None:
                refused.append(finished)
                continue
            done += self._keep(finished.unit)
            self.progress("documents", done, len(pending))
        for finished in refused:
            done += self._one_by_one(finished)
            self.progress("documents", done, len(pending))
        return done

    def _shards(self, ids: Sequence[str], size: int) -> Iterator[Unit]:
        """Units of ``size`` documents, of fewer where they are large."""
        part: list[Document] = []
        held = 0
        for document in self.store.documents(ids):
            part.append(document)
            held += len(document.body)
            if len(part) >= size or held >= SHARD_BYTES:
                yield self._shard(part)
                part, held = [], 0
        if part:
            yield self._shard(part)

    def _shard(self, documents: list[Document]) -> Unit:
        name = combined([self.stamp, *(d.id for d in documents)])
        task = DocumentsTask(self.stamp, self.reference, documents, self._profile_file(), self._laid())
        return self._unit("documents", name, msgspec.msgpack.encode(task))

    def _profile_file(self) -> str | None:
        """The file from which workers read the profile; None when there is none."""
        if self.profile is None:
            return None
        path = self.folder / f"{self.digest[:16]}.profile"
        if not path.exists():
            write_whole(path, self.profile.encoded())
        return str(path)

    def _unit(self, task: str, name: str, data: bytes) -> Unit:
        stem = self.folder / name[:16]
        unit = Unit(task, f"{stem}.in", f"{stem}.out")
        write_whole(unit.source, data)
        return unit

    def _laid(self) -> str | None:
        return str(self.laid) if self.laid is not None else None

    def _keep(self, unit: Unit) -> int:
        outputs = read_batch(unit.target).outputs
        self.store.keep(outputs, self.stamp)
        _unlink(unit)
        return len(outputs)

    def _one_by_one(self, refused: Done) -> int:
        """A shard that kills its worker every time: find the document that does, list it, keep the rest."""
        task = msgspec.msgpack.decode(Path(refused.unit.source).read_bytes(), type=DocumentsTask)
        _blame_unit(refused, "documents")
        done = 0
        for finished in self.engine.run(self._shards([d.id for d in task.documents], 1)):
            if finished.error is None:
                done += self._keep(finished.unit)
                continue
            single = msgspec.msgpack.decode(Path(finished.unit.source).read_bytes(), type=DocumentsTask)
            document = single.documents[0]
            failure = _deadly(document.address, _blame_unit(finished, "documents"), document.id)
            self.store.keep([Output(document.id, [], [failure])], self.stamp)
            done += 1
        return done

    def _adopt(self) -> None:
        """Keep what a run that was stopped had finished but not stored, where its documents are as they
        were; clear away the rest."""
        pending = set(self.store.pending(self.stamp))
        for path in sorted(self.folder.glob("*.out")):
            batch, task = _left_over(path)
            if task is None or (batch.stamp, batch.schema) != (self.stamp, SCHEMA_VERSION):
                continue
            now = {d.id: d for d in self.store.documents([d.id for d in task.documents])}
            same = {d.id for d in task.documents if d.id in pending and now.get(d.id) == d}
            fresh = [o for o in batch.outputs if o.home in same]
            self.store.keep(fresh, self.stamp)
            pending -= same
        for path in sorted(self.folder.iterdir()):
            if path.suffix in (".in", ".out", ".tmp", ".laid") and path != self.laid:
                path.unlink(missing_ok=True)

    # --- across documents ---------------------------------------------------------------------------------

    def across(self, step: Stage) -> None:
        """Make the groups of a stage whose members changed, and forget those that are no more.

        Changed groups are forgotten before any is made, since a record may move from one to another."""
        had = self.store.group_digests(step.name)
        self.store.start_shuffle(step.name, keyed(step, self.pipeline, self.store, self.judged))
        salt = combined([group_stamp(self.reference, step), *self._judgement_lines(step)])
        digests = {key: combined([salt, made_of]) for key, _, made_of in self.store.shuffled(step.name)}
        changed = {key for key, digest in digests.items() if had.get(key) != digest}
        self.store.drop_groups(step.name, sorted((had.keys() - digests.keys()) | (had.keys() & changed)))

        done = 0
        refused: list[Done] = []
        for finished in self.engine.run(self._group_units(step, changed)):
            if finished.error is not None:
                refused.append(finished)
                continue
            done += self._keep_groups(step, finished.unit, digests)
            self.progress(step.name, done, len(changed))
        for finished in refused:
            done += self._group_by_group(step, finished, digests)
            self.progress(step.name, done, len(changed))
        self.store.end_shuffle(step.name)

    def _group_units(self, step: Stage, changed: set[str], size: int = GROUP_MEMBERS) -> Iterator[Unit]:
        batch: Groups = []
        weight = 0
        if not changed:
            return
        for key, members, _ in self.store.shuffled(step.name):
            if key not in changed:
                continue
            batch.append((key, members))
            weight += sum(DOCUMENT_MEMBERS if kind == "Document" else 1 for kind, _ in members)
            if weight >= size:
                yield self._group_unit(step, batch)
                batch, weight = [], 0
        if batch:
            yield self._group_unit(step, batch)

    def _group_unit(self, step: Stage, groups: Groups) -> Unit:
        members, places = self.store.gather(groups, of_documents(step, self.pipeline))
        judged = self.judged if Judgement in step.needs else []
        sent = group_stamp(self.reference, step)
        data = GroupsTask(sent, self.reference, judged, members, places, self._laid())
        return self._unit(
            step.name, combined([step.name, *(key for key, _ in groups)]), msgspec.msgpack.encode(data)
        )

    def _keep_groups(self, step: Stage, unit: Unit, digests: dict[str, str]) -> int:
        outputs = read_batch(unit.target).outputs
        self.store.keep_groups(step.name, outputs, digests)
        _unlink(unit)
        return len(outputs)

    def _group_by_group(self, step: Stage, refused: Done, digests: dict[str, str]) -> int:
        """The same for groups as :meth:`_one_by_one` for documents."""
        task = msgspec.msgpack.decode(Path(refused.unit.source).read_bytes(), type=GroupsTask)
        _blame_unit(refused, step.name)
        done = 0
        for finished in self.engine.run(self._group_units(step, {key for key, _ in task.groups}, 0)):
            if finished.error is None:
                done += self._keep_groups(step, finished.unit, digests)
                continue
            single = msgspec.msgpack.decode(Path(finished.unit.source).read_bytes(), type=GroupsTask)
            key = single.groups[0][0]
            failure = _deadly(key, _blame_unit(finished, step.name), stage=step.name)
            self.store.keep_groups(step.name, [Output(key, [], [failure])], digests)
            done += 1
        return done

    def _judgement_lines(self, step: Stage) -> Iterable[str]:
        return [repr(j) for j in self.judged] if Judgement in step.needs else []

    # --- manifest -----------------------------------------------------------------------------------------

    def _program(self) -> dict[str, Any]:
        """What makes the records."""
        return {
            "variorum": version("variorum"),
            "schema": SCHEMA_VERSION,
            "stamp": self.stamp,
            "stages": {step.name: step.version for step in self.pipeline.stages},
            "model": model_version(),
            "profile": self.digest or None,
            "data": dict(self.data.made_of),
        }

    def manifest(self) -> dict[str, Any]:
        """What went in, what made it, and the hash of what came out. No clock, no machine name."""
        made: dict[str, Any] = {
            **self._program(),
            "inputs": self.store.inputs(),
            "judgements": [msgspec.to_builtins(j) for j in self.store.judgements()],
            "failures": [msgspec.to_builtins(f) for f in self.store.failures()],
            "output": combined(self.store.digests()),
        }
        made["run"] = combined([msgspec.json.encode(made, order="sorted").decode()])[:16]
        return made


def _deadly(address: str, error: str, document_id: str | None = None, stage: str = "run") -> Failure:
    return Failure(
        address=address,
        stage=stage,
        reason=f"the worker died each time it was tried ({error})",
        remedy="report it with this input; the rest of the ledger is complete",
        document_id=document_id,
    )


def _blame_unit(finished: Done, what: str) -> str:
    """The error of a unit that killed its worker. Any other error has its cause outside the unit (a full
    disk, a folder a worker does not see), and ends the run with EngineError: no input is to blame."""
    _unlink(finished.unit)
    if not finished.died:
        raise EngineError(f"{what}: {finished.error}; nothing is lost: mend the cause and run again")
    return str(finished.error)


def _left_over(path: Path) -> tuple[Batch, DocumentsTask | None]:
    """A finished unit of a run that was stopped, with what it was made of; None when it is of no use."""
    try:
        batch = read_batch(path)
        task = msgspec.msgpack.decode(path.with_suffix(".in").read_bytes(), type=DocumentsTask)
    except (msgspec.DecodeError, OSError):
        return Batch("", 0, []), None
    return batch, task


def _unlink(unit: Unit) -> None:
    Path(unit.source).unlink(missing_ok=True)
    Path(unit.target).unlink(missing_ok=True)
