"""What meets under a key, as it is read: members of groups, and their records in bulk."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from sqlalchemy import select

from variorum.backends import schema
from variorum.backends.reader import SqlReader, parts
from variorum.backends.rows import combined
from variorum.backends.schema import KINDS, RECORDS
from variorum.backends.work import Member
from variorum.model import Article

DOCUMENT = "Document"
"""As the kind of a member of a group: all that a document brings to it."""

Group = tuple[str, list[tuple[str, str]]]
"""A key and the members that meet under it, as (kind, id)."""


class SqlGroups(SqlReader):
    """A ledger that can be read by group too."""

    def ends(self, kind: type) -> Iterator[tuple[str, str, str, float | None, str]]:
        """(id, left, right, score, digest) of every record of a kind that links two articles, by id."""
        t = RECORDS[kind]
        query = select(t.c.id, t.c.left, t.c.right, t.c.score, t.c.digest)
        for row in self._rows(query.order_by(t.c.id)):
            yield tuple(row)

    def homes(self) -> Iterator[tuple[str, str, str]]:
        """(article, its document, digest of all that came of the document), by article."""
        a, d = RECORDS[Article], schema.documents
        query = select(a.c.id, d.c.id, d.c.made).where(d.c.id == a.c.home).order_by(a.c.id)
        for row in self._rows(query):
            yield row[0], row[1], row[2] or ""

    def group_digests(self, stage: str) -> dict[str, str]:
        """What each group of a stage was last made of."""
        g = schema.groups
        with self.reading() as c:
            return {k: d for k, d in c.execute(select(g.c.key, g.c.digest).where(g.c.stage == stage))}

    def shuffled(self, stage: str) -> Iterator[tuple[str, list[tuple[str, str]], str]]:
        """(key, members as (kind, id), digest of the whole group) by key."""
        s = schema.shuffle
        query = select(s.c.key, s.c.kind, s.c.id, s.c.digest).where(s.c.stage == stage)
        key, members, digests = None, [], []
        for k, kind, rid, digest in self._rows(query.order_by(s.c.key, s.c.id, s.c.kind)):
            if k != key and key is not None:
                yield key, members, combined(digests)
                members, digests = [], []
            key = k
            members.append((kind, rid))
            digests.append(f"{kind} {rid} {digest}")
        if key is not None:
            yield key, members, combined(digests)

    def gather(
        self, groups: Sequence[Group], kinds: Sequence[type]
    ) -> tuple[list[Member], list[tuple[str, list[int]]]]:
        """The stored records of groups, each once, and of every group which of them are its own. A member
        that is a document stands for the records of these kinds that came of it."""
        wanted: dict[str, set[str]] = {}
        for _, members in groups:
            for name, rid in members:
                wanted.setdefault(name, set()).add(rid)
        held: list[Member] = []
        places: dict[str, dict[str, list[int] | int]] = {name: {} for name in wanted}
        with self.reading() as c:
            for name in sorted(wanted):
                by_home = name == DOCUMENT
                here = places[name]
                for kind in kinds if by_home else [KINDS[name]]:
                    t = RECORDS[kind]
                    key = t.c.home if by_home else t.c.id
                    for part in parts(sorted(wanted[name])):
                        for rid, body in c.execute(select(key, t.c.body).where(key.in_(part))):
                            if by_home:
                                here.setdefault(rid, []).append(len(held))  # type: ignore[union-attr]
                            else:
                                here[rid] = len(held)
                            held.append(Member(kind.__name__, body))
        return held, [(key, list(_placed(members, places))) for key, members in groups]


def _placed(
    members: Iterable[tuple[str, str]], places: Mapping[str, Mapping[str, list[int] | int]]
) -> Iterator[int]:
    """Where the records of members stand, in the order of the members."""
    for name, rid in members:
        at = places[name].get(rid, [])
        if isinstance(at, int):
            yield at
        else:
            yield from at
