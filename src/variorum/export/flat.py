"""What a table has beside the fields of its records, so that it can be read without the other tables."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from typing import Any

from variorum.ledger import Ledger
from variorum.model import Article, Event, EventMention, Span, Statement

AT_ONCE = 500
SOURCE = ("address", "row", "url", "outlet", "published")
OWN: dict[type, tuple[str, ...]] = {
    Statement: ("speaker", "speaker_state", "addressee", "carriers"),
    EventMention: (
        "actor",
        "actor_states",
        "recipient",
        "recipient_states",
        "trigger_words",
        "sentence_words",
    ),
    Event: ("actor", "recipient"),
}

Row = dict[str, Any]


def names(kind: type) -> tuple[str, ...]:
    """The flat columns of a kind: where its report comes from, then its own."""
    fields = getattr(kind, "__struct_fields__", ())
    source = SOURCE if "article_id" in fields or kind is Article else ()
    return (*source, *OWN.get(kind, ()))


def flattened(ledger: Ledger, kind: type, rows: Iterable[Row]) -> Iterator[Row]:
    """The rows of a kind with their flat columns. A field that gives its name to one (the ``speaker`` of
    statements) stands as ``speaker_record``."""
    source = _sources(ledger) if set(SOURCE) <= set(names(kind)) else {}
    coming = iter(rows)
    while batch := list(islice(coming, AT_ONCE)):
        cut = _cutter(ledger, batch) if kind is EventMention else None
        for row in batch:
            article_id = row["id"] if kind is Article else row.get("article_id", "")
            kept = {f"{name}_record": row[name] for name in OWN.get(kind, ()) if name in row}
            yield row | kept | source.get(article_id, {}) | _own(kind, row, cut)


def documents(ledger: Ledger) -> Iterator[Row]:
    """What was added: every document but its bytes, by id; ``row`` is its place in a file of many."""
    for document in ledger.store.inputs():
        yield document | {"row": _row(document["address"])}


def _sources(ledger: Ledger) -> dict[str, Row]:
    known = {d["id"]: d for d in ledger.store.inputs()}
    made = {}
    for article in ledger.store.read(Article):
        document = known[article.document_id]
        made[article.id] = {
            "address": document["address"],
            "row": _row(document["address"]),
            "url": document["url"],
            "outlet": article.outlet,
            "published": article.published,
        }
    return made


def _row(address: str) -> str:
    return "" if "://" in address else address.partition("#")[2]


def _cutter(ledger: Ledger, batch: list[Row]) -> Callable[[list[Any]], str]:
    articles = ledger.store.records({row["article_id"] for row in batch})
    return lambda span: Span(*span).of(articles[span[0]])


def _own(kind: type, row: Row, cut: Callable[[list[Any]], str] | None) -> Row:
    if kind is Statement:
        speaker, addressee = row["speaker"] or {}, row["addressee"] or {}
        return {
            "speaker": speaker.get("name"),
            "speaker_state": (speaker.get("actor") or {}).get("state"),
            "addressee": addressee.get("name"),
            "carriers": " < ".join(s["name"] for s in row["chain"] if s["role"] == "carrier"),
        }
    if kind is EventMention:
        assert cut is not None
        return {
            **_side("actor", row["actors"]),
            **_side("recipient", row["recipients"]),
            "trigger_words": cut(row["trigger"]),
            "sentence_words": cut(row["sentence"]),
        }
    if kind is Event:
        return {"actor": " ".join(row["actors"]), "recipient": " ".join(row["recipients"])}
    return {}


def _side(name: str, parties: list[Row]) -> Row:
    states = dict.fromkeys((p.get("actor") or {}).get("state") for p in parties)
    return {
        name: "; ".join(p["name"] for p in parties),
        f"{name}_states": " ".join(state for state in states if state),
    }
