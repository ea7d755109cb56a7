"""On what occasion, when and where something was said, as far as the sentence itself tells."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import NamedTuple, TypeVar

from variorum.model import Place, Span, TimeWindow
from variorum.stages.statements.cues import occasions
from variorum.stages.statements.frame import Frame
from variorum.stages.statements.grid import Grid

BESIDE = frozenset(("prep", "npadvmod", "advmod", "dative"))
SPEAKING = frozenset("speak talk address write testify appear ask".split())
BY = frozenset("at in during on via by through over".split())
APART = frozenset(("relcl", "acl", "advcl", "appos"))

T = TypeVar("T", TimeWindow, Place)


class Setting(NamedTuple):
    """What a report states of a saying; None for what it does not state."""

    occasion: Span | None = None
    when: TimeWindow | None = None
    place: Place | None = None


class Settings:
    """The times and places of one article by the tokens they begin with."""

    def __init__(
        self, grid: Grid, article_id: str, windows: Sequence[TimeWindow], places: Sequence[Place]
    ) -> None:
        self.grid = grid
        self.article_id = article_id
        self.windows = self._by_token([w for w in windows if w.type in ("DATE", "TIME")])
        self.places = self._by_token([p for p in places if p.use == "place"])

    def _by_token(self, records: Sequence[T]) -> dict[int, T]:
        return {bisect_left(self.grid.end, r.span.start + 1): r for r in reversed(records)}

    def of(self, frame: Frame) -> Setting:
        """What stands beside the cue, the addressee or a participle ("speaking in Oslo"), never in the
        reported words, nor after words that are not in marks: those may be what it belongs to."""
        if frame.cue is None:
            return Setting()
        occasion: Span | None = None
        when: TimeWindow | None = None
        place: Place | None = None
        for phrase in self._beside(frame):
            occasion = occasion or self._occasion(phrase, frame)
            told = sorted(self.grid.subtree(phrase) - frame.content)
            when = when or next((self.windows[i] for i in told if i in self.windows), None)
            place = place or next((self.places[i] for i in told if i in self.places), None)
        return Setting(occasion, when, place)

    def _beside(self, frame: Frame) -> Iterator[int]:
        grid, cue = self.grid, frame.cue
        assert cue is not None
        content, told = frame.content, frame.addressee
        beside = list(grid.children[cue]) if told is None else [*grid.children[cue], *grid.children[told]]
        around = beside if frame.speaker is None else beside + grid.children[frame.speaker]
        for c in around:
            if grid.dep[c] in ("advcl", "acl") and grid.lemma[c] in SPEAKING:
                beside = [*grid.children[c], *beside]
        beside = [c for c in beside if grid.dep[c] in BESIDE and c not in content and grid.mark[c] < 0]
        if beside:
            first = min((t for t in content if t > cue and grid.mark[t] < 0), default=grid.n)
            yield from (c for c in beside if c <= first and (told is None or grid.head[told] != c))

    def _occasion(self, preposition: int, frame: Frame) -> Span | None:
        grid = self.grid
        if grid.low[preposition] not in BY:
            return None
        noun = grid.child(preposition, "pobj")
        if noun is None or noun in frame.content or not self._is_occasion(noun, grid.low[preposition]):
            return None
        last = noun
        for c in grid.children[noun]:
            if c == last + 1 and c > noun and grid.dep[c] == "prep" and grid.low[c] in ("with", "of", "to"):
                within = grid.subtree(c)
                if not any(grid.dep[i] in APART or i in frame.content for i in within):
                    last = max(within)
        return grid.span(self.article_id, preposition, last)

    def _is_occasion(self, noun: int, by: str) -> bool:
        grid = self.grid
        kind = occasions().get(grid.lemma[noun]) or occasions().get(grid.low[noun])
        if kind == "platform":
            return by in ("on", "via", "over", "in")
        return kind is not None or (by == "on" and grid.party.get(noun) == "media")
