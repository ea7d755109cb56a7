"""One unit of work, carried out wherever an engine puts it: read a file, run stages, write a file.

The output is written to a temporary name and renamed, so a unit can be done twice, or killed, without harm.
"""

from __future__ import annotations

import contextlib
import os
import sys
import tempfile
from collections.abc import Callable, Iterator
from functools import cache, lru_cache
from importlib import import_module
from importlib.metadata import version
from pathlib import Path
from typing import Any

import msgspec

from variorum import resources
from variorum.backends.rows import Batch, Output, combined, to_rows
from variorum.backends.schema import KINDS, SCHEMA_VERSION
from variorum.errors import EngineError
from variorum.model import Document, Judgement, Profile
from variorum.pipeline import Made, Pipeline, Stage, Unit, fault, grouped

DEFAULT_PIPELINE = "variorum.stages:PIPELINE"


class DocumentsTask(msgspec.Struct, array_like=True):
    """Input of a unit over documents; ``profile`` is the file of the profile of outlets, ``laid`` that of
    what the user's data lay over resources, where there is one."""

    stamp: str
    pipeline: str
    documents: list[Document]
    profile: str | None = None
    laid: str | None = None


class Member(msgspec.Struct, array_like=True):
    """A stored record as it travels to a group."""

    kind: str
    body: str


class GroupsTask(msgspec.Struct, array_like=True):
    """Input of a unit over groups: each a key with its records, by their place in ``members``, since a
    record may be in many groups; judgements go to every group."""

    stamp: str
    pipeline: str
    judgements: list[Judgement]
    members: list[Member]
    groups: list[tuple[str, list[int]]]
    laid: str | None = None


@cache
def load_pipeline(reference: str) -> Pipeline:
    """The pipeline named ``module:attribute``."""
    module, _, name = reference.partition(":")
    found: Pipeline = getattr(import_module(module), name)
    return found


def stamp(reference: str, profile: str = "") -> str:
    """What the results of one document depend on besides the document: stages, model, program, resources,
    and the profile of outlets with this digest."""
    return _stamp(reference, profile, resources.fingerprint())


@cache
def _stamp(reference: str, profile: str, fingerprint: str) -> str:
    parts = [step.made_by for step in load_pipeline(reference).per_document]
    parts += [profile] if profile else []
    return combined([version("variorum"), model_version(), fingerprint, *parts])[:16]


@lru_cache(maxsize=1)
def load_profile(path: str) -> tuple[Profile, str]:
    """The profile of outlets in a file that a run has written, and its digest."""
    profile = msgspec.json.decode(Path(path).read_bytes(), type=Profile)
    return profile, profile.digest


def group_stamp(reference: str, step: Stage) -> str:
    """What the results of one group depend on besides its records."""
    return f"{stamp(reference)} {step.made_by}"


def model_version() -> str:
    """The language model, the library that runs it and the interpreter, in words."""
    from variorum.stages.parse import MODEL

    name = MODEL.replace("_", "-")
    kind = f"{sys.implementation.name} {sys.version_info[0]}.{sys.version_info[1]}"
    return f"{name} {version(name)}, spacy {version('spacy')}, {kind}"


@cache
def decoder(kind: type) -> msgspec.json.Decoder[Any]:
    return msgspec.json.Decoder(kind)


def read_batch(path: str | Path) -> Batch:
    """The output of a unit; msgspec.DecodeError when the file is not one."""
    return msgspec.msgpack.decode(Path(path).read_bytes(), type=Batch)


def write_whole(path: str | Path, data: bytes) -> None:
    """Write a file so that it is there whole or not at all."""
    target = Path(path)
    handle, temporary = tempfile.mkstemp(prefix=f"{target.name}.", suffix=".tmp", dir=target.parent)
    try:
        with open(handle, "wb") as file:
            file.write(data)
        os.replace(temporary, target)
    except BaseException:
        with contextlib.suppress(OSError):
            os.unlink(temporary)
        raise


def carry_out(unit: Unit) -> str:
    """Do one unit and return the path written. Everything it needs is in its source file."""
    source = Path(unit.source)  # read where it is decoded, so that a large unit is held once
    batch = _documents(source) if unit.task == "documents" else _groups(unit.task, source)
    write_whole(unit.target, msgspec.msgpack.encode(batch))
    return unit.target


def _documents(source: Path) -> Batch:
    task = msgspec.msgpack.decode(source.read_bytes(), type=DocumentsTask)
    profile, learned = load_profile(task.profile) if task.profile else (None, "")
    _lay(task.laid)
    _same_program(task.stamp, stamp(task.pipeline, learned))
    pipeline = load_pipeline(task.pipeline)
    outputs = [_output(d.address, "documents", pipeline.document(d, profile), d.id) for d in task.documents]
    return Batch(task.stamp, SCHEMA_VERSION, outputs)


def _groups(name: str, source: Path) -> Batch:
    task = msgspec.msgpack.decode(source.read_bytes(), type=GroupsTask)
    step = load_pipeline(task.pipeline).stage(name)
    _lay(task.laid)
    _same_program(task.stamp, group_stamp(task.pipeline, step))
    decode: dict[str, Callable[[str], Any]] = {k: decoder(t).decode for k, t in KINDS.items()}
    records = [decode[m.kind](m.body) for m in _taken(task.members)]
    judgements = task.judgements if Judgement in step.needs else []
    outputs = []
    for key, places in task.groups:
        made = grouped(step, key, [*(records[i] for i in places), *judgements])
        outputs.append(_output(key, name, made))
    return Batch(task.stamp, SCHEMA_VERSION, outputs)


def _lay(path: str | None) -> None:
    """Let the user's data in a file named by their hash stand for resources; None: the package's alone."""
    if path is None:
        resources.lay({})
    elif Path(path).stem != resources.laid():
        resources.lay(msgspec.msgpack.decode(Path(path).read_bytes(), type=dict[str, str]))


def _taken(members: list[Member]) -> Iterator[Member]:
    """The members in their order, each let go of when the next is asked for."""
    members.reverse()
    while members:
        yield members.pop()


def _output(address: str, stage: str, made: Made, document_id: str | None = None) -> Output:
    try:
        return Output(made.home, to_rows(made.records), made.failures)
    except Exception as error:  # a record that cannot be written is a fault of the stage that made it
        return Output(made.home, [], [*made.failures, fault(address, stage, error, document_id)])


def _same_program(sent: str, here: str) -> None:
    """Raise EngineError where a worker would make other results than the process that sent the work."""
    if here != sent:
        raise EngineError(
            f"the worker has other versions of the program, its resources or the model ({model_version()}) "
            "than the process that sends the work: install the same lock file on both"
        )
