"""How PLOVER writes what is only announced: the rules of its manual that turn a status into a type."""

from __future__ import annotations

from variorum.model import EventMention

AGREED = frozenset({"CONSULT", "SUPPORT", "COOPERATE", "AID"})
YIELDING = frozenset({"CONCEDE", "RETREAT"})
REFUSED = AGREED | YIELDING | {"AGREE"}
CONFLICT = frozenset({"SANCTION", "MOBILIZE", "COERCE", "ASSAULT", "PROTEST"})


WILLING = ("agree", "offer", "willing", "ready", "promise", "pledge", "commit", "undertake")
REFUSAL = ("refuse", "decline", "reject", "rule", "refusal", "unwilling", "dismiss")


def plover(event: EventMention) -> tuple[str, str | None]:
    """Type and mode as PLOVER codes an event, given its status."""
    return coded(event.type, event.mode, event.status, _word(event))


def coded(type: str, mode: str | None, status: str, word: str = "") -> tuple[str, str | None]:
    """Type and mode as PLOVER codes what has this status by this word: planned cooperation and yielding are
    AGREE, a planned withdrawal CONCEDE, planned or threatened conflict THREATEN (AGREE where forces were
    offered), cooperation and yielding denied and whatever is refused REJECT; the rest as it stands."""
    if status == "denied" and word in REFUSAL:
        return "REJECT", None
    offered = word in WILLING and type in (*YIELDING, "MOBILIZE")
    if status == "planned" and (type in AGREED or offered):
        return "AGREE", None
    if status == "planned" and type in YIELDING:
        return ("CONCEDE" if mode == "withdraw" else "AGREE"), None
    if status == "threatened" or (status == "planned" and type in CONFLICT):
        return "THREATEN", None
    if status == "denied" and type in REFUSED:
        return "REJECT", None
    return type, mode


def _word(event: EventMention) -> str:
    """The word that gives an event its status, as its reasons tell; "" when none does."""
    told = next((why for why in event.why if why.startswith("status: ")), "")
    return told.partition("(")[2].rstrip(")")
