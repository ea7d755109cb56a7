"""Which version of a page is the newest: a function of what is stated, and of the order of adding only where
nothing is.

Documents with one ``page`` (see :func:`variorum.sources.versions.version_key`) of which an article was made
are ordered by: a page before an item of a feed; the later of the times of publication and change that its
article states (a day alone counts as its beginning); when it was fetched; which bytes were added first. A
page that gave no article (a cookie notice, say) takes no place, so it never stands for one that did.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from itertools import pairwise
from typing import Any

from sqlalchemy import Connection, func, or_, select, update

from variorum.backends.schema import RECORDS
from variorum.backends.schema import documents as d
from variorum.model import Article, Document
from variorum.sources.versions import version_key

AT_ONCE = 500
SINCE = 2  # the schema that knows of versions


def marks(c: Connection) -> dict[str, str | None]:
    """By id the documents whose mark is not as it should be, or that still have records of a newest version
    though they are none: the id of the next newer one, None for what is now the newest."""
    a = RECORDS[Article]
    several = select(d.c.page).where(d.c.page.is_not(None)).group_by(d.c.page).having(func.count() > 1)
    columns = [d.c.id, d.c.page, d.c.sha256, d.c.form, d.c.fetched, d.c.added, d.c.newer, d.c.made]
    query = (
        select(*columns, a.c.id.label("article"), a.c.published, a.c.modified)
        .join(a, a.c.home == d.c.id, isouter=True)
        .where(or_(d.c.page.in_(several), d.c.newer.is_not(None)))
        .order_by(d.c.page, d.c.id)
    )
    pages: dict[str, list[Mapping[str, Any]]] = {}
    for row in c.execute(query).mappings():
        pages.setdefault(row["page"], []).append({**row})
    found: dict[str, str | None] = {}
    for versions in pages.values():
        newer = _chain([v for v in versions if v["article"]])
        for v in versions:
            due = newer.get(v["id"])
            if v["newer"] != due or (due is not None and v["made"]):
                found[v["id"]] = due
    return found


def _chain(versions: list[Mapping[str, Any]]) -> dict[str, str]:
    """Of every version but the newest the next newer one."""
    first: dict[str, int] = {}
    for v in versions:
        first[v["sha256"]] = min(v["added"] or 0, first.get(v["sha256"], v["added"] or 0))
    order = sorted(versions, key=lambda v: (_rank(v), first[v["sha256"]], v["id"]))
    return {older["id"]: newer["id"] for older, newer in pairwise(order)}


def _rank(version: Mapping[str, Any]) -> tuple[bool, str, str]:
    stated = max(_moment(version["published"]), _moment(version["modified"]))
    return version["form"] != "item", stated, _moment(version["fetched"])


def _moment(value: str | None) -> str:
    """A date or date-time in UTC, so that it sorts; empty when there is none."""
    try:
        moment = datetime.fromisoformat(value or "")
    except ValueError:
        return ""
    try:
        return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(UTC).isoformat()
    except OverflowError:
        return ""


def count_versions(c: Connection, new: Iterable[Mapping[str, Any]]) -> int:
    """How many of these rows, not yet kept, are further versions of a page: other bytes than one that is
    there, or that comes before among them."""
    rows = [row for row in new if row["page"]]
    pages = sorted({row["page"] for row in rows})
    known: dict[str, set[str]] = {}
    for i in range(0, len(pages), AT_ONCE):
        part = pages[i : i + AT_ONCE]
        query = select(d.c.page, d.c.sha256).where(d.c.page.in_(part))
        for page, sha256 in c.execute(query):
            known.setdefault(page, set()).add(sha256)
    count = 0
    for row in rows:
        have = known.setdefault(row["page"], set())
        count += bool(have) and row["sha256"] not in have
        have.add(row["sha256"])
    return count


def name_pages(c: Connection) -> None:
    """Give the documents of an older ledger their pages, and for an order of adding that of their ids."""
    plain = [d.c.id, d.c.sha256, d.c.address, d.c.media_type, d.c.url]
    rows = c.execute(select(*plain).order_by(d.c.id)).mappings().all()
    for i, row in enumerate(rows, 1):
        page = version_key(Document(body=b"", **row))
        c.execute(update(d).where(d.c.id == row["id"]).values(page=page, added=i))
