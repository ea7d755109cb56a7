"""When and where a sentence itself sets an event; never the dateline, nothing when it does not say."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable
from typing import TypeVar

from variorum.model import Place, TimeWindow
from variorum.stages.events.tree import Tree

DATELINE = re.compile(r"^[^\n.!?]{0,80}?(?: --? | [—–-] |—|–|\) (?:: ?)?|(?<=[A-ZÀ-Þ]{4}): )", re.MULTILINE)
CAPITALS = re.compile(r"[A-ZÀ-Þ][A-ZÀ-Þ.' -]{3,}(?![a-z])|[A-ZÀ-Þ][\w.' ]+, [A-Z][a-z]+\.? \d")


T = TypeVar("T", TimeWindow, Place)


class Setting:
    """The time windows and places of one article by the clause they stand in."""

    def __init__(self, tree: Tree, windows: Iterable[TimeWindow], places: Iterable[Place]) -> None:
        self.tree = tree
        spoken_for = datelines(tree.text)
        self.windows = self._by_sentence(w for w in windows if w.type in ("DATE", "TIME"))
        self.places = self._by_sentence(
            p for p in places if p.use == "place" and not any(s <= p.span.start < e for s, e in spoken_for)
        )

    def _by_sentence(self, records: Iterable[T]) -> dict[int, list[tuple[int, T]]]:
        found: dict[int, list[tuple[int, T]]] = {}
        for record in sorted(records, key=lambda r: (r.span, r.id)):
            token = bisect_right(self.tree.start, record.span.start) - 1
            if token >= 0:
                found.setdefault(self.tree.sentence[token], []).append((token, record))
        return found

    def of_event(self, trigger: int, verb: int) -> tuple[TimeWindow | None, Place | None]:
        """The window and the place that hang on the trigger or on the verb that carries it."""
        return self._nearest(self.windows, trigger, verb), self._nearest(self.places, trigger, verb)

    def _nearest(self, records: dict[int, list[tuple[int, T]]], trigger: int, verb: int) -> T | None:
        here = records.get(self.tree.sentence[trigger], ())
        mine = [
            (abs(token - trigger), n)
            for n, (token, _) in enumerate(here)
            if self._hangs(token, trigger, verb)
        ]
        return here[min(mine)[1]][1] if mine else None

    def _hangs(self, token: int, trigger: int, verb: int) -> bool:
        """Whether a token belongs to an event: below its noun, or in its verb's clause beside it."""
        tree = self.tree
        if tree.under(token, trigger) and tree.clause(token) == tree.clause(trigger):
            return True
        return trigger != verb and tree.clause(token) == verb and tree.clause(trigger) == verb

    def between(self, first: int, last: int) -> tuple[TimeWindow | None, Place | None]:
        """The first window and the first place among the tokens ``[first, last)`` of one sentence."""
        number = self.tree.sentence[first]
        when = next((w for t, w in self.windows.get(number, ()) if first <= t < last), None)
        return when, next((p for t, p in self.places.get(number, ()) if first <= t < last), None)


def datelines(text: str) -> list[tuple[int, int]]:
    """Where paragraphs begin with a place of writing ("NAIROBI, 3 May — ...")."""
    found = []
    for match in DATELINE.finditer(text):
        if CAPITALS.match(match.group()):
            found.append(match.span())
    return found
