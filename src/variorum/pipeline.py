"""The verbs. A stage is a typed generator function; its type hints say what it needs and what it makes.

Per-document stages are fused into one map over documents. An across-document stage is one shuffle: the
records it needs meet under a key, and a group arrives sorted by id. That is all an engine has to know.
"""

from __future__ import annotations

import re
import types
import typing
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, Protocol

import msgspec

from variorum.errors import InputError, PipelineError
from variorum.model import Document, Failure, Judgement, Profile

_ADDRESS = re.compile(r"0x[0-9a-f]{6,}")

Run = Callable[..., Iterator[Any]]
Key = Callable[[Any], Iterable[str]]


class Joined(msgspec.Struct, frozen=True):
    """Group by connected component: articles that hang together through ``links`` (a record type with
    ``left``, ``right`` and ``score``) meet; an article without a link is a group of its own. A link of a
    score below ``least`` joins nothing, and stands in a group only where both its ends do."""

    links: type
    least: float = 0.0


class GroupKey(msgspec.Struct, frozen=True):
    """The key under which a group met, for an across-document stage that asks for it by type."""

    id: str


class Stage(msgspec.Struct, frozen=True):
    """One step of the pipeline.

    ``by`` is None for a step over one document, a record type with ``article_ids`` for a step over each of
    those, a :class:`Joined` for a step over connected articles, or a function that gives the keys under
    which a record meets others. What a ``transient`` stage makes is not stored.
    """

    run: Run
    needs: tuple[type, ...]
    lists: tuple[bool, ...]
    makes: tuple[type, ...]
    by: type | Key | Joined | None
    version: int
    transient: bool

    @property
    def name(self) -> str:
        return self.run.__name__

    @property
    def made_by(self) -> str:
        return f"{self.name}/{self.version}"

    @property
    def over(self) -> str:
        """What one call of the stage sees, in words."""
        if self.by is None:
            return "document"
        if isinstance(self.by, Joined):
            return "component"
        return self.by.__name__.lower().replace("_", " ")

    def __call__(self, bundle: Mapping[type, Sequence[Any]]) -> list[Any]:
        """Run over one bundle of records; nothing is made when a single record it needs is missing."""
        got = [bundle.get(kind, ()) for kind in self.needs]
        if any(not many and not records for many, records in zip(self.lists, got, strict=True)):
            return []
        arguments = (
            list(records) if many else records[0] for many, records in zip(self.lists, got, strict=True)
        )
        return list(self.run(*arguments))


def stage(
    *, by: type | Key | Joined | None = None, version: int = 1, transient: bool = False
) -> Callable[[Run], Stage]:
    """Turn a typed generator function into a :class:`Stage`; raise PipelineError when a hint is missing."""

    def wrap(run: Run) -> Stage:
        hints = typing.get_type_hints(run)
        returned = hints.pop("return", None)
        if returned is None or len(hints) != run.__code__.co_argcount:
            raise PipelineError(f"stage {run.__name__!r} needs a type hint on every argument and its return")
        made = typing.get_args(returned)[0]
        makes = typing.get_args(made) if isinstance(made, types.UnionType) else (made,)
        lists = tuple(typing.get_origin(hint) is list for hint in hints.values())
        needs = tuple(
            typing.get_args(hint)[0] if many else hint
            for hint, many in zip(hints.values(), lists, strict=True)
        )
        return Stage(run, needs, lists, makes, by, version, transient)

    return wrap


class Made(msgspec.Struct):
    """What came of one document or one group: records to keep, and what could not be done."""

    home: str
    records: list[Any]
    failures: list[Failure]


class Pipeline:
    """Stages in the order in which data flows through them."""

    def __init__(self, stages: Sequence[Stage]) -> None:
        self.stages = tuple(stages)
        self.check()

    def check(self) -> None:
        """Raise PipelineError when a stage needs what nothing before it makes, or two have one name."""
        made: set[type] = {Document, Profile, Judgement, GroupKey}
        seen: set[str] = set()
        for step in self.stages:
            for kind in step.needs:
                if kind not in made:
                    raise PipelineError(
                        f"stage {step.name!r} needs {kind.__name__}, but nothing before it makes one"
                    )
            if step.name in seen:
                raise PipelineError(f"two stages are called {step.name!r}")
            seen.add(step.name)
            made.update(step.makes)

    @property
    def per_document(self) -> tuple[Stage, ...]:
        return tuple(step for step in self.stages if step.by is None)

    @property
    def across(self) -> tuple[Stage, ...]:
        return tuple(step for step in self.stages if step.by is not None)

    @property
    def kinds(self) -> tuple[type, ...]:
        """The kinds of records that are stored, in the order they are made."""
        return tuple(kind for step in self.stages if not step.transient for kind in step.makes)

    def stage(self, name: str) -> Stage:
        """The stage of that name; KeyError when there is none."""
        return next(step for step in self.stages if step.name == name)

    def explain(self) -> str:
        """A table of the stages, for people and for the documentation."""
        rows = [
            (
                step.name,
                f"per {step.over}",
                ", ".join(kind.__name__ for kind in step.needs),
                ", ".join(kind.__name__ for kind in step.makes),
                (step.run.__doc__ or "").strip().splitlines()[0],
            )
            for step in self.stages
        ]
        wide = [max(len(row[i]) for row in rows) for i in range(4)]
        return "\n".join(
            f"{a:<{wide[0]}}  {b:<{wide[1]}}  {c:<{wide[2]}} -> {d:<{wide[3]}}  {e}" for a, b, c, d, e in rows
        )

    def document(
        self, document: Document, profile: Profile | None = None, *, upto: str | None = None
    ) -> Made:
        """Run the per-document stages over one document, with what was learned of outlets; a failure is
        listed, never raised."""
        bundle: dict[type, list[Any]] = {Document: [document], Profile: [profile or Profile()]}
        records: list[Any] = []
        for step in self.per_document:
            try:
                made = step(bundle)
            except InputError as error:
                return Made(document.id, [], [_failure(document, step, error.reason, error.remedy)])
            except Exception as error:
                return Made(document.id, [], [fault(document.address, step.name, error, document.id)])
            for kind in step.makes:
                bundle[kind] = [r for r in made if type(r) is kind]
            if not step.transient:
                records += made
            if step.name == upto:
                break
        return Made(document.id, records, [])

    def of_article(self, article: Any, *upto: str) -> dict[type, list[Any]]:
        """What the per-document stages after the first make of an article, by kind, what is not stored too.

        With ``upto``, those stages and only those before them whose records reach them; without, all."""
        bundle: dict[type, list[Any]] = {type(article): [article]}
        for step in self._towards(type(article), upto):
            made = step(bundle)
            for kind in step.makes:
                bundle[kind] = [record for record in made if type(record) is kind]
        return bundle

    def _towards(self, start: type, upto: Sequence[str]) -> list[Stage]:
        """The per-document stages after the one that makes ``start``, in order."""
        steps = [step for step in self.per_document if start not in step.makes]
        if not upto:
            return steps
        wanted: list[Stage] = []
        needs: set[type] = set()
        for step in reversed(steps):
            if step.name in upto or needs.intersection(step.makes):
                wanted.append(step)
                needs.update(step.needs)
        return wanted[::-1]


def group(step: Stage, key: str, records: Iterable[Any]) -> list[Any]:
    """Run an across-document stage over one group, which it sees sorted by id."""
    bundle: dict[type, list[Any]] = {GroupKey: [GroupKey(key)]}
    for record in sorted(records, key=lambda r: str(r.id)):
        bundle.setdefault(type(record), []).append(record)
    return step(bundle)


def grouped(step: Stage, key: str, records: Iterable[Any]) -> Made:
    """The same with its failure listed, never raised: one group that fails stops no other."""
    try:
        return Made(key, group(step, key, records), [])
    except Exception as error:
        return Made(key, [], [fault(key, step.name, error)])


def fault(address: str, stage: str, error: BaseException, document_id: str | None = None) -> Failure:
    """An error nobody foresaw, as a failure of the document or group that met it."""
    said = _ADDRESS.sub("0x…", str(error))[:200].encode("utf-8", "replace").decode()
    return Failure(
        address=address,
        stage=stage,
        reason=f"unexpected {type(error).__name__}: {said}",
        remedy="it is a fault of the program: report it with this input; everything else was done",
        document_id=document_id,
    )


def _failure(document: Document, step: Stage, reason: str, remedy: str) -> Failure:
    return Failure(
        address=document.address, stage=step.name, reason=reason, remedy=remedy, document_id=document.id
    )


class Unit(msgspec.Struct, frozen=True):
    """One idempotent piece of work: read ``source``, run ``task`` ("documents" or the name of an
    across-document stage) over it, write ``target`` by temporary file and rename."""

    task: str
    source: str
    target: str


class Done(msgspec.Struct, frozen=True):
    """A unit that was carried out, or the error that stopped it every time it was tried; ``died`` when that
    was the death of its worker, which only the unit itself can have caused."""

    unit: Unit
    error: str | None
    died: bool = False


class Engine(Protocol):
    """Where units of work are carried out. All paths are visible to every worker."""

    def run(self, units: Iterable[Unit]) -> Iterator[Done]:
        """Carry out every unit, in any order, taking only a few ahead; give each as it is done.

        A worker that dies is replaced and its unit tried again; a unit that fails every time is given back
        with its error."""
        ...

    def close(self) -> None:
        """Let go of workers; a closed engine is not used again."""
        ...
