"""One unit of work, carried out wherever an engine puts it: read a file, run stages, write a file.

The output is written to a temporary name and renamed, so a unit can be done twice, or killed, without harm.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any

import msgspec

from variorum.backends.rows import Batch, Output, to_rows
from variorum.backends.schema import KINDS
from variorum.model import Document, Judgement
from variorum.pipeline import Pipeline, Unit, group

DEFAULT_PIPELINE = "variorum.stages:PIPELINE"


class DocumentsTask(msgspec.Struct, array_like=True):
    """Input of a unit over documents."""

    stamp: str
    pipeline: str
    documents: list[Document]


class Member(msgspec.Struct, array_like=True):
    """A stored record as it travels to a group."""

    kind: str
    body: str


class GroupsTask(msgspec.Struct, array_like=True):
    """Input of a unit over groups: each a key with its records; judgements go to every group."""

    stamp: str
    pipeline: str
    judgements: list[Judgement]
    groups: list[tuple[str, list[Member]]]


@cache
def load_pipeline(reference: str) -> Pipeline:
    """The pipeline named ``module:attribute``."""
    module, _, name = reference.partition(":")
    found: Pipeline = getattr(import_module(module), name)
    return found


@cache
def decoder(kind: type) -> msgspec.json.Decoder[Any]:
    return msgspec.json.Decoder(kind)


def read_batch(path: str | Path) -> Batch:
    """The output of a unit; msgspec.DecodeError when the file is not one."""
    return msgspec.msgpack.decode(Path(path).read_bytes(), type=Batch)


def write_whole(path: str | Path, data: bytes) -> None:
    """Write a file so that it is there whole or not at all."""
    temporary = f"{path}.{os.getpid()}.tmp"
    Path(temporary).write_bytes(data)
    os.replace(temporary, path)


def carry_out(unit: Unit) -> str:
    """Do one unit and return the path written. Everything it needs is in its source file."""
    data = Path(unit.source).read_bytes()
    batch = _documents(data) if unit.task == "documents" else _groups(unit.task, data)
    write_whole(unit.target, msgspec.msgpack.encode(batch))
    return unit.target


def _documents(data: bytes) -> Batch:
    task = msgspec.msgpack.decode(data, type=DocumentsTask)
    pipeline = load_pipeline(task.pipeline)
    outputs = []
    for document in task.documents:
        made = pipeline.document(document)
        outputs.append(Output(made.home, to_rows(made.records), made.failures))
    return Batch(task.stamp, outputs)


def _groups(name: str, data: bytes) -> Batch:
    task = msgspec.msgpack.decode(data, type=GroupsTask)
    step = load_pipeline(task.pipeline).stage(name)
    decode: dict[str, Callable[[str], Any]] = {k: decoder(t).decode for k, t in KINDS.items()}
    judgements = task.judgements if Judgement in step.needs else []
    outputs = []
    for key, members in task.groups:
        records = [decode[m.kind](m.body) for m in members]
        made = group(step, key, [*records, *judgements])
        outputs.append(Output(key, to_rows(made), []))
    return Batch(task.stamp, outputs)
