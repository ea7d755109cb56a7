"""Lists of records for a terminal or a pipe: which columns, and how they are written."""

from __future__ import annotations

import io
import shutil
from collections.abc import Callable, Sequence
from typing import Any

import msgspec

from variorum.export.lines import plain
from variorum.export.tables import write_csv
from variorum.ledger import ActorEntry, Ledger
from variorum.model import (
    Article,
    Event,
    Line,
    Lineage,
    Mention,
    Record,
    Relation,
    Root,
    Statement,
    Story,
    Variant,
)

Row = dict[str, Any]


def _article(ledger: Ledger, r: Article) -> Row:
    return {
        "id": r.id,
        "outlet": r.outlet or "unknown",
        "published": r.published or "unknown",
        "kind": r.kind,
        "words": len(r.text.split()),
        "title": r.title or "",
    }


def _story(ledger: Ledger, r: Story) -> Row:
    titles = {a.id: a.title for a in ledger.articles(id=list(r.article_ids))}
    title = titles.get(r.titled_by or "") or next((t for t in titles.values() if t), "")
    lines = ledger.lines(story_id=r.id)
    variants = ledger.variants(story_id=r.id)
    return {
        "id": r.id,
        "reports": len(r.article_ids),
        "lineages": f"at most {len(ledger.lineages(story_id=r.id))}",
        "lines": len(lines),
        "shared": sum(1 for line in lines if line.coverage != "one"),
        "conflicts": sum(1 for v in variants if v.relation == "DIFFERS"),
        "first": r.first or "unknown",
        "title": title or "",
    }


def _statement(ledger: Ledger, r: Statement) -> Row:
    steps = [s.name for s in r.chain if s.role == "carrier"]
    return {
        "id": r.id,
        "speaker": r.speaker.name if r.speaker else "unknown",
        "to": r.addressee.name if r.addressee else "",
        "cue": r.cue_class,
        "mode": r.mode,
        "carrier": " ← ".join(steps),
        "words": ledger.store.words_of(r.id),
    }


def _event(ledger: Ledger, r: Event) -> Row:
    return {
        "id": r.id,
        "type": r.type,
        "status": r.status,
        "actor": " ".join(r.actors),
        "recipient": " ".join(r.recipients),
        "from": r.start or "unknown",
        "to": r.end or "unknown",
        "place": ", ".join(r.places) or "unknown",
        "reports": len(r.article_ids),
    }


def _actor(ledger: Ledger, r: ActorEntry) -> Row:
    return {
        "id": r.id,
        "name": r.name,
        "kind": r.kind,
        "state": r.state or "",
        "role": r.role or "",
        "mentions": len(r.mention_ids),
        "articles": r.articles,
    }


def _root(ledger: Ledger, r: Root) -> Row:
    return {
        "id": r.id,
        "kind": r.kind,
        "name": r.name,
        "lines": len(r.line_ids),
        "reports": len(r.article_ids),
        "story": r.story_id,
    }


def _variant(ledger: Ledger, r: Variant) -> Row:
    return {
        "id": r.id,
        "kind": r.kind,
        "relation": r.relation,
        "readings": " | ".join(reading.value for reading in r.readings),
        "why": "; ".join(r.why),
        "story": r.story_id,
    }


def _line(ledger: Ledger, r: Line) -> Row:
    return {
        "id": r.id,
        "kind": r.kind,
        "speaker": r.speaker or "",
        "coverage": r.coverage,
        "roots": "unknown" if r.at_most is None else f"at most {r.at_most}",
        "words": " ".join(words for _, words in _assembly(ledger, r)),
    }


def _assembly(ledger: Ledger, line: Line) -> list[tuple[str, str]]:
    articles = {a.id: a for a in ledger.articles(id=sorted({p.span.article_id for p in line.assembly}))}
    return [(p.span.article_id, p.span.of(articles[p.span.article_id])) for p in line.assembly]


def _lineage(ledger: Ledger, r: Lineage) -> Row:
    return {
        "id": r.id,
        "relation": r.relation,
        "reports": len(r.article_ids),
        "agency": r.agency or "",
        "runs": len(r.runs),
        "story": r.story_id,
    }


def _relation(ledger: Ledger, r: Relation) -> Row:
    return {name: getattr(r, name) for name in HEADERS["relations"]}


LISTS: dict[str, tuple[type, Callable[[Ledger, Any], Row]]] = {
    "articles": (Article, _article),
    "actors": (Mention, _actor),
    "events": (Event, _event),
    "lineages": (Lineage, _lineage),
    "lines": (Line, _line),
    "relations": (Relation, _relation),
    "roots": (Root, _root),
    "statements": (Statement, _statement),
    "stories": (Story, _story),
    "variants": (Variant, _variant),
}
"""What can be listed: the kind of record and the columns of a row."""

HEADERS: dict[str, tuple[str, ...]] = {
    "articles": ("id", "outlet", "published", "kind", "words", "title"),
    "actors": ("id", "name", "kind", "state", "role", "mentions", "articles"),
    "events": ("id", "type", "status", "actor", "recipient", "from", "to", "place", "reports"),
    "lineages": ("id", "relation", "reports", "agency", "runs", "story"),
    "lines": ("id", "kind", "speaker", "coverage", "roots", "words"),
    "relations": (
        "id", "actor", "recipient", "period", "verbal_cooperation", "material_cooperation",
        "verbal_conflict", "material_conflict", "reports",
    ),
    "roots": ("id", "kind", "name", "lines", "reports", "story"),
    "statements": ("id", "speaker", "to", "cue", "mode", "carrier", "words"),
    "stories": ("id", "reports", "lineages", "lines", "shared", "conflicts", "first", "title"),
    "variants": ("id", "kind", "relation", "readings", "why", "story"),
}  # fmt: skip


def records(ledger: Ledger, name: str, where: dict[str, Any]) -> list[Record]:
    """The records of a list that fit its filters, in the order they are shown."""
    if name == "actors":
        return [a for a in ledger.actors() if all(getattr(a, k, None) == v for k, v in where.items())]
    if name == "stories":
        return [entry.record for entry in ledger.stories(**where)]
    if name == "lines":
        return [*ledger.lines(**where)]
    return ledger.read(LISTS[name][0], **where)


def listing(ledger: Ledger, name: str, found: Sequence[Record], form: str, width: int | None = None) -> str:
    """The list in a form: ``table``, ``json`` and ``nl`` (whole records), ``csv``, ``tsv``."""
    if form in ("json", "nl"):
        data = [plain(r, ledger.store.words_of(r.id) if name == "statements" else None) for r in found]
        if form == "nl":
            return "".join(msgspec.json.encode(d).decode() + "\n" for d in data)
        return msgspec.json.format(msgspec.json.encode(data), indent=2).decode() + "\n"
    rows = [LISTS[name][1](ledger, record) for record in found]
    if form in ("csv", "tsv"):
        out = io.StringIO()
        write_csv(rows, HEADERS[name], out, "," if form == "csv" else "\t")
        return out.getvalue()
    return table(rows, HEADERS[name], width or shutil.get_terminal_size((140, 20)).columns)


def table(rows: Sequence[Row], columns: Sequence[str], width: int) -> str:
    """Rows as aligned columns under a header; the last column is cut to the width with an ellipsis."""
    if not rows:
        return ""
    cells = [[str(row.get(c, "")).replace("\n", " ") for c in columns] for row in rows]
    wide = [min(48, max(len(c), *(len(r[i]) for r in cells))) for i, c in enumerate(columns)]
    room = max(20, width - sum(wide[:-1]) - 2 * (len(columns) - 1))
    wide[-1] = min(room, max(len(columns[-1]), *(len(r[-1]) for r in cells)))

    def line(values: Sequence[str]) -> str:
        return "  ".join(_cut(v, w).ljust(w) for v, w in zip(values, wide, strict=True)).rstrip()

    return "\n".join([line(columns), line(["-" * w for w in wide]), *map(line, cells)]) + "\n"


def _cut(value: str, width: int) -> str:
    return value if len(value) <= width else value[: width - 1] + "…"
