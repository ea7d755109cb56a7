"""Lists of records for a terminal or a pipe: which columns, and how they are written."""

from __future__ import annotations

import io
import shutil
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from itertools import chain, islice
from typing import Any

import msgspec

from variorum.backends.schema import SEVERAL, TABLES
from variorum.entries import ActorEntry
from variorum.export.lines import plain
from variorum.export.tables import write_csv
from variorum.ledger import Ledger
from variorum.model import (
    Article,
    Change,
    Event,
    Failure,
    Framing,
    Judgement,
    Line,
    Lineage,
    Relation,
    Root,
    Statement,
    Story,
    Uncompared,
    Variant,
)

AT_ONCE = 500

Row = dict[str, Any]


def _articles(ledger: Ledger, found: Sequence[Article]) -> list[Row]:
    newer = ledger.store.newer()
    newest = set(newer.values()) - newer.keys()
    return [
        {
            "id": r.id,
            "outlet": r.outlet or "unknown",
            "published": r.published or "unknown",
            "kind": r.kind,
            "version": "older" if r.id in newer else "newest" if r.id in newest else "",
            "words": len(r.text.split()),
            "title": r.title or "",
        }
        for r in found
    ]


def _stories(ledger: Ledger, found: Sequence[Story]) -> list[Row]:
    return [_story(ledger, r) for r in found]


def _story(ledger: Ledger, r: Story) -> Row:
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
        "saga": r.saga or "",
        "title": r.title or "",
    }


def _statements(ledger: Ledger, found: Sequence[Statement]) -> list[Row]:
    words = ledger.store.words_of([r.id for r in found])
    return [
        {
            "id": r.id,
            "speaker": r.speaker.name if r.speaker else "unknown",
            "to": r.addressee.name if r.addressee else "",
            "cue": r.cue_class,
            "mode": r.mode,
            "carrier": " ← ".join(s.name for s in r.chain if s.role == "carrier"),
            "words": words.get(r.id, ""),
        }
        for r in found
    ]


def _outlets(ledger: Ledger, found: Sequence[Line | Uncompared]) -> dict[str, str]:
    """By id the outlets of the witnesses of these records, the id itself where none is known."""
    ids = sorted({i for r in found for i in r.article_ids})
    return {a.id: a.outlet or a.id for a in ledger.articles(versions=True, id=ids)}


def _named(record: Line | Uncompared, outlets: dict[str, str]) -> str:
    """The outlets of one witness or two; of more how many reports there are."""
    named = sorted(outlets.get(i, i) for i in record.article_ids)
    return ", ".join(named) if len(named) < 3 else f"{len(named)} reports"


def _lines(ledger: Ledger, found: Sequence[Line]) -> list[Row]:
    ids = sorted({p.span.article_id for r in found for p in r.assembly})
    articles = {a.id: a for a in ledger.articles(id=ids)}
    outlets = _outlets(ledger, found)
    return [
        {
            "id": r.id,
            "kind": r.kind,
            "speaker": r.speaker or "",
            "coverage": r.coverage,
            "outlets": _named(r, outlets),
            "roots": "unknown" if r.at_most is None else f"at most {r.at_most}",
            "words": " ".join(p.span.of(articles[p.span.article_id]) for p in r.assembly),
        }
        for r in found
    ]


def _judgements(ledger: Ledger, found: Sequence[Judgement]) -> list[Row]:
    standing = {j.id for j in ledger.store.judgements(standing=True)}
    pairs: dict[str, list[Judgement]] = {}
    for r in ledger.judgements():
        pairs.setdefault(r.decision or r.id, []).append(r)
    rows = []
    for r in found:
        decided = pairs[r.decision or r.id]
        if r.id == decided[0].id:  # a decision is one row, where its first pair stands
            members = dict.fromkeys(i for pair in decided for i in (pair.left, pair.right) if i)
            stands = "yes" if any(pair.id in standing for pair in decided) else "no"
            rows.append(
                {
                    "decision": r.decision or r.id,
                    "verdict": r.verdict,
                    "pairs": len(decided) if r.verdict != "undo" else "",
                    "who": r.who,
                    "when": r.when,
                    "standing": stands if r.verdict != "undo" else "",
                    "of": " ".join(members),
                }
            )
    return rows


def _changes(ledger: Ledger, found: Sequence[Change]) -> list[Row]:
    return [msgspec.structs.asdict(r) for r in found]


def _failures(ledger: Ledger, found: Sequence[Failure]) -> list[Row]:
    return [msgspec.structs.asdict(r) for r in found]


def _each(row: Callable[[Any], Row]) -> Callable[[Ledger, Sequence[Any]], list[Row]]:
    return lambda ledger, found: [row(r) for r in found]


def _event(r: Event) -> Row:
    return {
        "id": r.id,
        "type": r.type,
        "status": r.status,
        "actor": " ".join(r.actors),
        "recipient": " ".join(r.recipients),
        "from": r.start or "unknown",
        "to": r.end or "unknown",
        "place": ", ".join(r.places) or "unknown",
        "mentions": len(r.mention_ids),
        "reports": len(r.article_ids),
        "why": "; ".join(r.why),
    }


def _actor(r: ActorEntry) -> Row:
    return {
        "id": r.id,
        "name": r.name,
        "kind": r.kind,
        "state": r.state or "",
        "role": r.role or "",
        "mentions": len(r.mention_ids),
        "articles": r.articles,
    }


def _root(r: Root) -> Row:
    return {
        "id": r.id,
        "kind": r.kind,
        "name": r.name,
        "lines": len(r.line_ids),
        "reports": len(r.article_ids),
        "story": r.story_id,
    }


def _variant(r: Variant) -> Row:
    return {
        "id": r.id,
        "kind": r.kind,
        "relation": r.relation,
        "readings": " | ".join(reading.value for reading in r.readings),
        "why": "; ".join(r.why),
        "story": r.story_id,
    }


def _framing(r: Framing) -> Row:
    return {
        "id": r.id,
        "kind": r.kind,
        "readings": " | ".join(reading.value for reading in r.readings),
        "why": "; ".join(r.why),
        "story": r.story_id,
    }


def _uncompared(ledger: Ledger, found: Sequence[Uncompared]) -> list[Row]:
    outlets = _outlets(ledger, found)
    return [
        {
            "id": r.id,
            "kind": r.kind,
            "score": "" if r.score is None else f"{r.score:.2f}",
            "outlets": _named(r, outlets),
            "readings": " | ".join(reading.value for reading in r.readings),
            "why": "; ".join(r.why),
            "story": r.story_id,
        }
        for r in found
    ]


def _lineage(r: Lineage) -> Row:
    return {
        "id": r.id,
        "relation": r.relation,
        "reports": len(r.article_ids),
        "agency": r.agency or "",
        "runs": len(r.runs),
        "story": r.story_id,
    }


def _relation(r: Relation) -> Row:
    return {name: getattr(r, name) for name in HEADERS["relations"]}


LISTS: dict[str, tuple[type, Callable[[Ledger, Sequence[Any]], list[Row]]]] = {
    "articles": (Article, _articles),
    "actors": (ActorEntry, _each(_actor)),
    "changes": (Change, _changes),
    "events": (Event, _each(_event)),
    "failures": (Failure, _failures),
    "framings": (Framing, _each(_framing)),
    "judgements": (Judgement, _judgements),
    "lineages": (Lineage, _each(_lineage)),
    "lines": (Line, _lines),
    "relations": (Relation, _each(_relation)),
    "roots": (Root, _each(_root)),
    "statements": (Statement, _statements),
    "stories": (Story, _stories),
    "uncompared": (Uncompared, _uncompared),
    "variants": (Variant, _each(_variant)),
}
"""What can be listed: the kind of record, and the rows of some of them."""

HEADERS: dict[str, tuple[str, ...]] = {
    "articles": ("id", "outlet", "published", "kind", "version", "words", "title"),
    "actors": ("id", "name", "kind", "state", "role", "mentions", "articles"),
    "changes": ("what", "before", "after", "when", "run"),
    "events": (
        "id", "type", "status", "actor", "recipient", "from", "to", "place", "mentions", "reports", "why",
    ),
    "failures": ("address", "stage", "reason", "remedy"),
    "framings": ("id", "kind", "readings", "why", "story"),
    "judgements": ("decision", "verdict", "pairs", "who", "when", "standing", "of"),
    "lineages": ("id", "relation", "reports", "agency", "runs", "story"),
    "lines": ("id", "kind", "speaker", "coverage", "outlets", "roots", "words"),
    "relations": (
        "id", "actor", "recipient", "period", "verbal_cooperation", "material_cooperation",
        "verbal_conflict", "material_conflict", "reports",
    ),
    "roots": ("id", "kind", "name", "lines", "reports", "story"),
    "statements": ("id", "speaker", "to", "cue", "mode", "carrier", "words"),
    "stories": ("id", "reports", "lineages", "lines", "shared", "conflicts", "first", "saga", "title"),
    "uncompared": ("id", "kind", "score", "outlets", "readings", "why", "story"),
    "variants": ("id", "kind", "relation", "readings", "why", "story"),
}  # fmt: skip


DATES = frozenset({"first", "from", "published", "to"})
BY_WORDS = frozenset({"name", "outlet", "speaker"})
"""Filters that look for words, whatever their case; others ask for the value, of dates for its beginning."""
BY_BEGINNING = frozenset({"first", "published", "period"})


def records(ledger: Ledger, name: str, where: dict[str, Any], *, versions: bool = False) -> list[Any]:
    """The records of a list that fit its filters, in the order they are shown; of articles the older
    ``versions`` of a page too when asked for."""
    kind = LISTS[name][0]
    if kind is Failure:
        return [f for f in ledger.failures() if fits(f.stage, "stage", where.get("stage"))]
    if kind is Change:
        return [c for c in ledger.changes() if all(fits(getattr(c, k), k, v) for k, v in where.items())]
    if kind is Judgement:
        return ledger.judgements()
    if kind is ActorEntry:
        return [a for a in ledger.actors() if all(fits(getattr(a, k), k, v) for k, v in where.items())]
    exact, loose = {}, {}
    for column, value in where.items():
        if column in BY_WORDS | BY_BEGINNING and (kind, column) not in SEVERAL:
            loose[column] = value
        else:
            exact[column] = ledger.store.resolve(value) if column.endswith("_id") else value
    if kind is Article:
        found: list[Any] = ledger.articles(versions=versions, **exact)
        found.sort(key=lambda a: (a.published or "9999", a.id))
    elif kind is Story:
        found = [entry.record for entry in ledger.stories(**exact)]
    else:
        found = ledger.lines(**exact) if kind is Line else ledger.read(kind, **exact)
    get = TABLES[kind][1]
    return [r for r in found if all(fits(get[k](r), k, v) for k, v in loose.items())]


def fits(value: str | None, column: str, wanted: str | None) -> bool:
    """Whether a value is what a filter asks for; ``unknown`` asks for what nothing states."""
    if wanted is None:
        return True
    if value is None:
        return wanted == "unknown"
    if column in BY_BEGINNING:
        return value.startswith(wanted)
    if column in BY_WORDS:
        return _folded(wanted) in _folded(value)
    return value == wanted


def _folded(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text)
    return " ".join("".join(c for c in plain if not unicodedata.combining(c)).casefold().split())


def listing(
    ledger: Ledger, name: str, found: Sequence[Any], form: str, width: int | None = None
) -> Iterator[str]:
    """The list in a form, part by part: ``table``, ``json`` and ``nl`` (whole records), ``csv``, ``tsv``."""
    coming = iter(found)
    batches = iter(lambda: list(islice(coming, AT_ONCE)), [])
    if form == "nl":
        for batch in batches:
            yield "".join(msgspec.json.encode(d).decode() + "\n" for d in _plain(ledger, batch))
    elif form == "json":
        data = [d for batch in batches for d in _plain(ledger, batch)]
        yield msgspec.json.format(msgspec.json.encode(data), indent=2).decode() + "\n"
    elif form in ("csv", "tsv"):
        for i, batch in enumerate(chain([[]], batches)):  # an empty one first: the header
            out = io.StringIO()
            rows = [_dated(row) for row in LISTS[name][1](ledger, batch)]
            write_csv(rows, HEADERS[name], out, "," if form == "csv" else "\t", head=i == 0)
            yield out.getvalue()
    else:
        rows = [row for batch in batches for row in LISTS[name][1](ledger, batch)]
        yield table(rows, HEADERS[name], width or shutil.get_terminal_size((140, 20)).columns)


def _dated(row: Row) -> Row:
    """A row for a machine: a date that nothing states is an empty cell, not a word."""
    return {k: "" if k in DATES and v == "unknown" else v for k, v in row.items()}


def _plain(ledger: Ledger, found: Sequence[Any]) -> list[Row]:
    words = ledger.store.words_of([r.id for r in found if isinstance(r, Statement)])
    return [plain(r, words.get(getattr(r, "id", ""))) for r in found]


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
