"""Under which keys the records meet that an across-document stage needs."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from variorum.backends.groups import DOCUMENT
from variorum.backends.store import Store
from variorum.backends.work import decoder
from variorum.model import Judgement
from variorum.pipeline import GroupKey, Joined, Pipeline, Stage

Keyed = Iterable[tuple[str, str, str, str]]
"""(key, kind, id, digest) of a member of a group."""


def needed(step: Stage) -> list[type]:
    """The kinds of stored records a stage needs."""
    return [kind for kind in step.needs if kind not in (Judgement, GroupKey)]


def of_documents(step: Stage, pipeline: Pipeline) -> list[type]:
    """Those among them that are made of one document each."""
    made = {kind for each in pipeline.per_document for kind in each.makes}
    return [kind for kind in needed(step) if kind in made]


def keyed(step: Stage, pipeline: Pipeline, store: Store, judged: Sequence[Judgement]) -> Keyed:
    """The members of every group of a stage, in no order."""
    if isinstance(step.by, type):
        return _by_record(step, step.by, pipeline, store)
    if isinstance(step.by, Joined):
        return _by_component(step, step.by, store, judged)
    return _by_key(step, store)


def _by_record(step: Stage, owner: type, pipeline: Pipeline, store: Store) -> Keyed:
    """What a document brings to a story comes whole, as one member, so that a ledger of a million records
    is not copied for one new report."""
    single = of_documents(step, pipeline)
    if single:
        home = {article: record.id for record in store.read(owner) for article in record.article_ids}
        for article, document, digest in store.homes():
            if article in home:
                yield home[article], DOCUMENT, document, digest
    for kind in needed(step):
        if kind not in single:
            for rid, belongs, digest, _ in store.scan(kind, body=False):
                yield rid if kind is owner else belongs, kind.__name__, rid, digest


def _by_component(step: Stage, by: Joined, store: Store, judged: Sequence[Judgement]) -> Keyed:
    joined = Components()
    for _, left, right, score, _ in store.ends(by.links):
        if score is None or score >= by.least:
            joined.join(left, right)
    for judgement in judged:
        if judgement.verdict == "together":
            joined.join(judgement.left, judgement.right)
    for kind in needed(step):
        if kind is by.links:
            for rid, left, right, _, digest in store.ends(kind):
                if (home := joined.of(left)) == joined.of(right):
                    yield home, kind.__name__, rid, digest
        else:
            for rid, belongs, digest, _ in store.scan(kind, body=False):
                yield joined.of(belongs), kind.__name__, rid, digest


def _by_key(step: Stage, store: Store) -> Keyed:
    for kind in needed(step):
        decode = decoder(kind).decode
        for rid, _, digest, body in store.scan(kind, body=True):
            for key in sorted(set(step.by(decode(body)))):  # type: ignore[operator, misc]
                yield key, kind.__name__, rid, digest


class Components:
    """Union-find over ids; a component is named by its smallest member, whatever the order of joins."""

    def __init__(self) -> None:
        self._up: dict[str, str] = {}

    def of(self, item: str) -> str:
        """The name of the component an item lies in."""
        root = item
        while (up := self._up.get(root, root)) != root:
            root = up
        while (up := self._up.get(item, item)) != root:
            self._up[item], item = root, up
        return root

    def join(self, left: str, right: str) -> None:
        """Make one component of the two that these lie in."""
        a, b = sorted((self.of(left), self.of(right)))
        self._up[b] = a
