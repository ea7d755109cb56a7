"""What became of stories between one run and the next: kept beside the ledger, never exported.

A story is named by its first report, so that it keeps its id while it grows. Where an earlier report comes
to light, where two stories turn out to be one or one to be two, the old id is written down with what it
became, and still leads there.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime

from sqlalchemy import Connection, bindparam, delete, insert, select

from variorum.backends import schema
from variorum.model import Change, Story

PART = 5000


def compared(before: Mapping[str, str], after: Mapping[str, str]) -> Iterator[tuple[str, str, str]]:
    """(what, old story, new story) of every story that reports have left for another, sorted.

    ``before`` and ``after`` give the story of each report; reports that came or went tell nothing."""
    became: defaultdict[str, set[str]] = defaultdict(set)
    came: defaultdict[str, set[str]] = defaultdict(set)
    for article, old in before.items():
        if article in after:
            became[old].add(after[article])
            came[after[article]].add(old)
    for old in sorted(became):
        for new in sorted(became[old] - {old}):
            what = "split" if len(became[old]) > 1 else "merged" if len(came[new]) > 1 else "renamed"
            yield what, old, new


def note(c: Connection, run: str, stories: Iterable[Story]) -> None:
    """Write down what became of the stories of the last run, and where each report stands now."""
    told, t = schema.told, schema.changes
    before: dict[str, str] = {row[0]: row[1] for row in c.execute(select(told.c.article_id, told.c.story_id))}
    after = {article: story.id for story in stories for article in story.article_ids}
    when = datetime.now(UTC).isoformat(timespec="seconds")
    found = compared(before, after)
    rows = [{"what": w, "before": b, "after": a, "run": run, "when": when} for w, b, a in found]
    moved = [{"a": a, "s": s} for a, s in sorted(after.items()) if before.get(a) != s]
    gone = [{"a": a} for a in sorted(before.keys() - after.keys() | {m["a"] for m in moved} & before.keys())]
    _each(c, insert(t), rows)
    _each(c, delete(told).where(told.c.article_id == bindparam("a")), gone)
    _each(c, insert(told).values(article_id=bindparam("a"), story_id=bindparam("s")), moved)


def _each(c: Connection, statement: object, rows: list[dict[str, str]]) -> None:
    for at in range(0, len(rows), PART):
        c.execute(statement, rows[at : at + PART])  # type: ignore[call-overload]


def every(c: Connection) -> list[Change]:
    """All changes in the order in which they were noted."""
    t = schema.changes
    columns = [t.c[name] for name in Change.__struct_fields__]
    return [Change(**row) for row in c.execute(select(*columns).order_by(t.c.number)).mappings()]


def now(c: Connection, story: str) -> list[str]:
    """The stories that an old one has become, by id; empty when nothing is known of it."""
    t = schema.changes
    rows = c.execute(select(t.c.before, t.c.after, t.c.what).order_by(t.c.number))
    here = {story}
    known = False
    for before, after, what in rows:
        if before in here:
            known = True
            here = (here if what == "split" else here - {before}) | {after}
    present = schema.RECORDS[Story]
    found = c.execute(select(present.c.id).where(present.c.id.in_(sorted(here)))).scalars()
    return sorted(found) if known else []
