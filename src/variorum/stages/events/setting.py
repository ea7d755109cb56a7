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


OTHERS = frozenset({"after", "before", "since", "following", "despite", "until", "like", "unlike", "than"})
SUBJECTS = frozenset({"nsubj", "nsubjpass", "dobj", "pobj"})
T = TypeVar("T", TimeWindow, Place)


class Setting:
    """The time windows and places of one article by the clause they stand in."""

    def __init__(self, tree: Tree, windows: Iterable[TimeWindow], places: Iterable[Place]) -> None:
        self.tree = tree
        spoken_for = datelines(tree.text)
        self.windows = self._by_sentence(w for w in windows if w.type in ("DATE", "TIME"))
        dated = {(n, token) for n, some in self.windows.items() for token, _ in some}
        located = self._by_sentence(
            p for p in places if p.use == "place" and not any(s <= p.span.start < e for s, e in spoken_for)
        )
        self.places = {  # "in March" is no town
            n: [(token, p) for token, p in some if (n, token) not in dated] for n, some in located.items()
        }

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

    def of_clause(self, first: int, last: int, verb: int) -> tuple[TimeWindow | None, Place | None]:
        """The window and the place that the tokens ``[first, last)`` give their main verb: what hangs on it
        before what hangs on its nouns, and nothing that belongs to another happening ("after talks in
        Cairo", "the coup of 1980")."""
        return self._own(self.windows, first, last, verb), self._own(self.places, first, last, verb)

    def _own(self, records: dict[int, list[tuple[int, T]]], first: int, last: int, verb: int) -> T | None:
        found: list[tuple[int, int]] = []
        here = records.get(self.tree.sentence[first], ())
        for n, (token, _) in enumerate(here):
            if first <= token < last and (far := self._distance(token, verb)) is not None:
                found.append((far, n))
        return here[min(found)[1]][1] if found else None

    def _distance(self, token: int, verb: int) -> int | None:
        """How many nouns stand between a time or place and the verb of its clause; None when it belongs to
        another happening or only measures from there ("70 kilometres south of Arusha")."""
        tree, at, nouns = self.tree, token, 0
        while at != verb:
            head = tree.head[at]
            if head == at or (tree.pos[head] in ("VERB", "AUX") and head != verb):
                return None
            if tree.dep[at] == "prep" and (
                (tree.lemma[at] in OTHERS and (nouns or self._town(token)))
                or (tree.lemma[at] == "of" and not (tree.dep[head] in SUBJECTS and self._town(token)))
            ):
                return None
            if tree.dep[at] == "poss":
                return None
            nouns += at != token and tree.pos[at] in ("NOUN", "PROPN")
            at = head
        return nouns

    def _town(self, token: int) -> bool:
        """Whether a place stands at a token ("the old town of Goma")."""
        return any(at == token for at, _ in self.places.get(self.tree.sentence[token], ()))


def datelines(text: str) -> list[tuple[int, int]]:
    """Where paragraphs begin with a place of writing ("NAIROBI, 3 May — ...")."""
    found = []
    for match in DATELINE.finditer(text):
        if CAPITALS.match(match.group()):
            found.append(match.span())
    return found
