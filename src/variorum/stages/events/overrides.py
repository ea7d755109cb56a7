"""How PLOVER writes what is only announced: the rules of its manual that turn a status into a type."""

from __future__ import annotations

from variorum.model import EventMention

AGREED = frozenset({"CONSULT", "SUPPORT", "COOPERATE", "AID"})
REFUSED = AGREED | {"AGREE", "CONCEDE", "RETREAT"}
CONFLICT = frozenset({"SANCTION", "MOBILIZE", "COERCE", "ASSAULT", "PROTEST"})


def plover(event: EventMention) -> tuple[str, str | None]:
    """Type and mode as PLOVER codes the event: planned cooperation and yielding are AGREE, a planned
    withdrawal CONCEDE, planned or threatened conflict THREATEN, cooperation and yielding refused REJECT;
    the rest as it stands."""
    if event.status == "planned" and event.type in AGREED:
        return "AGREE", None
    if event.status == "planned" and event.type in ("CONCEDE", "RETREAT"):
        return ("CONCEDE" if event.mode == "withdraw" else "AGREE"), None
    if event.status in ("planned", "threatened") and event.type in CONFLICT:
        return "THREATEN", None
    if event.status == "denied" and event.type in REFUSED:
        return "REJECT", None
    return event.type, event.mode
