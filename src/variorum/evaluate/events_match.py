"""Events as the scorer compares them: by the content words of their sides and their PLOVER class."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from variorum.evaluate.score import Row

QUAD = {
    **dict.fromkeys(("AGREE", "CONSULT", "SUPPORT", "CONCEDE"), 1),
    **dict.fromkeys(("COOPERATE", "AID", "RETREAT", "YIELD"), 2),
    **dict.fromkeys(("REQUEST", "ACCUSE", "REJECT", "THREATEN"), 3),
    **dict.fromkeys(("PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"), 4),
    **dict.fromkeys(("STATEMENT", "APPEAL"), 0),
}
_YIELD = frozenset({"CONCEDE", "RETREAT"})
_STOP = frozenset({"the", "a", "an", "of", "and", "s", "in"})
_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class Coded:
    """One event: the words of its sides, its type (CONCEDE and RETREAT are YIELD) and its class."""

    actor: frozenset[str]
    recipient: frozenset[str]
    type: str | None
    quad: int | None

    @property
    def is_event(self) -> bool:
        """A statement is none, and neither is a row without type and class."""
        return self.quad != 0 and (self.type is not None or self.quad is not None)


Right = Callable[[Coded, Coded], bool]


def words(text: str, spans: Iterable[Sequence[int]] | None) -> frozenset[str]:
    """The content words of the spans, case folded."""
    found = {w for s, e in spans or () for w in _WORD.findall(text[s:e].casefold())}
    return frozenset(found - _STOP)


def coded(text: str, event: Row) -> Coded:
    """An event of a gold or OUT row."""
    kind = event.get("type")
    quad = event.get("quad")
    return Coded(
        actor=words(text, event.get("actor")),
        recipient=words(text, event.get("recipient")),
        type="YIELD" if kind in _YIELD else kind,
        quad=quad if quad is not None else QUAD.get(kind or ""),
    )


def predicted(text: str, events: Iterable[Row], *, dyads: bool = False) -> list[Coded]:
    """The predictions that count: no statements, each type and pair of sides once.

    The class is that of the type as it is printed, so CONCEDE keeps its own. ``dyads`` keeps only those
    with both sides."""
    seen: dict[tuple[str, frozenset[str], frozenset[str]], Coded] = {}
    for event in events:
        e = coded(text, event)
        if e.is_event and e.type and (not dyads or (e.actor and e.recipient)):
            seen.setdefault((e.type, e.actor, e.recipient), e)
    return list(seen.values())


def same_dyad(gold: Coded, found: Coded) -> bool:
    """Actor hits actor and recipient hits recipient; without a gold recipient the actor decides."""
    return bool(gold.actor & found.actor) and (not gold.recipient or bool(gold.recipient & found.recipient))


def same_type(gold: Coded, found: Coded) -> bool:
    """The same type, CONCEDE and RETREAT being one."""
    return gold.type == found.type


def same_actor(gold: Coded, found: Coded) -> bool:
    """Type and actor agree; two empty sides agree."""
    return same_type(gold, found) and _same_side(gold.actor, found.actor)


def same_event(gold: Coded, found: Coded) -> bool:
    """Type, actor and recipient agree; two empty sides agree."""
    return gold.type is not None and same_actor(gold, found) and _same_side(gold.recipient, found.recipient)


def same_dyad_and_class(gold: Coded, found: Coded) -> bool:
    """The dyad, and the type or, where the gold has none, the class."""
    return same_dyad(gold, found) and (same_type(gold, found) if gold.type else gold.quad == found.quad)


def _same_side(a: frozenset[str], b: frozenset[str]) -> bool:
    return bool(a & b) or (not a and not b)


def paired(gold: Sequence[Coded], found: Sequence[Coded], right: Right) -> int:
    """The size of the largest one-to-one matching (augmenting paths: the lists are short)."""
    owner: dict[int, int] = {}

    def place(i: int, seen: set[int]) -> bool:
        for j, f in enumerate(found):
            if j not in seen and right(gold[i], f):
                seen.add(j)
                if j not in owner or place(owner[j], seen):
                    owner[j] = i
                    return True
        return False

    return sum(place(i, set()) for i in range(len(gold)))
