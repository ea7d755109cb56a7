"""Whom words are said to that the sentence itself does not tell: those spoken to before, or who asked."""

from __future__ import annotations

from typing import NamedTuple

from variorum.model import Party, Span
from variorum.stages.statements.addressee import spoke_to, spoken_to
from variorum.stages.statements.cues import addressed
from variorum.stages.statements.frame import Frame
from variorum.stages.statements.messages import question
from variorum.stages.statements.setting import Setting
from variorum.stages.statements.speaker import ADDING, REPLIES, Found, Speakers
from variorum.stages.statements.who import PASSED_ON

PERSONAL = frozenset(("he", "she", "they", "it"))
APART = frozenset(
    "later earlier separately previously elsewhere afterwards subsequently then once meanwhile".split()
)
ANYBODY = frozenset("source official person man woman spokesman spokeswoman spokesperson".split())
POSTING = frozenset("post write tweet appear interview contact reach return".split())


class Said(NamedTuple):
    """One saying: by whom, to whom, with its frame and the token it stands at."""

    who: Found | None
    to: Party | None
    frame: Frame
    at: int


class Hearers:
    """Remembers whom each speaker of an article spoke to last, in text order."""

    def __init__(self, speakers: Speakers) -> None:
        self.speakers = speakers
        self.grid = speakers.grid
        self.last: Said | None = None

    def said(self, frame: Frame, found: Found | None, to: Party | None) -> None:
        """Remember a saying; an aside ("said Veltin, who had denied it") and a belief leave the last."""
        grid = self.grid
        aside = frame.speaker is not None and grid.low[frame.speaker] == "who" and self.last is not None
        if not aside and frame.cue_class != "believes":
            at = max(frame.content) if frame.cue is None else frame.cue
            self.last = Said(found, to, frame, at)

    def of(self, frame: Frame, found: Found | None, setting: Setting) -> Party | None:
        """The one spoken to before, where the same speaker goes on; the one who asked or said what is
        answered; the one whom a sentence right before or after says that this was spoken to; else None."""
        if found is None or frame.cue_class == "believes" or frame.rule.endswith(" np"):
            return None
        last = self.last
        if last is not None and self.grid.paragraph[min(frame.content)] == self.grid.paragraph[last.at]:
            if last.who is not None and self._same(last.who, found, frame):
                if last.to is not None:
                    return last.to if self._holds(last.to, frame, last.frame, setting) else None
            elif last.who is not None and self._answers(frame, found, last.frame, last.to):
                return last.who.party
        return self._beside(frame, found, setting)

    def _holds(self, to: Party, frame: Frame, before: Frame, setting: Setting) -> bool:
        if self._named(to, frame) or self._elsewhere(frame, before, setting):
            return False
        return setting.occasion is not None or self._goes_on(frame, before)

    def _beside(self, frame: Frame, found: Found, setting: Setting) -> Party | None:
        """Whom the sentence before or after says the speaker wrote or spoke to: "Veltin phoned Raske. She
        said ...", "... , Veltin said. She was speaking to reporters in Oslo."."""
        grid, cue, head = self.grid, frame.cue, frame.speaker
        if cue is None or head is None or setting.occasion is not None or frame.via:
            return None
        unit = grid.unit[cue]
        last = self.last.frame.unit if self.last is not None else -1
        if grid.pos[head] == "PRON" and last < unit - 1 and not self._elsewhere(frame, frame, setting):
            told = self._spoke_to(unit - 1, cue, found, before=True)
            if told is not None:
                return told
        return self._spoke_to(grid.unit[max(cue, *frame.content)] + 1, cue, found, before=False)

    def _spoke_to(self, unit: int, cue: int, found: Found, before: bool) -> Party | None:
        grid = self.grid
        if not 0 <= unit < len(grid.units):
            return None
        a, b = grid.units[unit]
        if grid.paragraph[a] != grid.paragraph[cue] and grid.pos[a] != "SPACE":
            return None
        for verb in range(a, b):
            if grid.dep[verb] != "ROOT" or grid.mark[verb] >= 0:
                continue
            own = grid.child(verb, "nsubj")
            if own is None or not self._is(own, found):
                return None
            whom = spoken_to(grid, verb) if before else spoke_to(grid, verb)
            return self.speakers.named(whom) if whom is not None and grid.pos[whom] != "PRON" else None
        return None

    def _is(self, own: int, found: Found) -> bool:
        """Whether the subject of another sentence is the speaker."""
        grid = self.grid
        if grid.pos[own] == "PRON":
            return grid.low[own] in PERSONAL and self.speakers.agrees(found.party, found.head, grid.low[own])
        return self.speakers.named(own).key == found.party.key

    def _same(self, who: Found, found: Found, frame: Frame) -> bool:
        """Whether the one who speaks is the one who spoke: "a friend told X ... the source added"."""
        grid, head = self.grid, frame.speaker
        if who.party.key == found.party.key:
            return True
        if head is None or grid.pos[head] != "NOUN" or grid.low[head - 1] != "the":
            return False
        if who.party.actor is not None or grid.pos[who.head] == "PROPN":
            return False
        return grid.lemma[head] in ANYBODY or grid.lemma[head] in {
            grid.lemma[i] for i in grid.subtree(who.head)
        }

    def _goes_on(self, frame: Frame, before: Frame) -> bool:
        """Whether a saying goes on with the one before: by its verb, a pronoun, a role, its sentence; after a
        demand only by its verb."""
        grid, cue, who = self.grid, frame.cue, frame.speaker
        if cue is None:
            return frame.open
        adds = grid.lemma[cue] in ADDING or any(grid.low[c] == "also" for c in grid.children[cue])
        if frame.status != before.status or self._quoted_again(cue):
            return False
        if before.cue_class == "asked" and before.cue is not None and not question(self.grid, before):
            return adds and grid.unit[cue] == grid.unit[before.cue]
        if question(self.grid, before):
            return adds
        if self._now(cue) and before.cue is not None and self._then(before.cue):
            return False
        role = who is not None and grid.pos[who] == "NOUN" and grid.low[who - 1] == "the"
        pronoun = who is not None and grid.low[who] in PERSONAL
        return adds or role or pronoun or frame.open or who == before.speaker

    def _quoted_again(self, cue: int) -> bool:
        """Whether others quote the saying: "he was also quoted as saying"."""
        grid = self.grid
        above = {grid.head[cue], grid.head[grid.head[cue]]}
        return any(grid.child(i, "auxpass") is not None and grid.lemma[i] in PASSED_ON for i in above)

    def _now(self, cue: int) -> bool:
        """Whether a cue stands in the present: "says"."""
        return self.grid.low[cue] == self.grid.lemma[cue] + "s"

    def _then(self, cue: int) -> bool:
        """Whether a cue stands neither in the present nor in the perfect: "told", but not "has told"."""
        perfect = any(self.grid.low[c] in ("has", "have") for c in self.grid.children[cue])
        return not self._now(cue) and not perfect

    def _elsewhere(self, frame: Frame, before: Frame, setting: Setting) -> bool:
        """Whether the report gives a saying a place, a time, a carrier or a question of its own."""
        grid, cue = self.grid, frame.cue
        if setting.when is not None or (
            setting.occasion is not None and not self._the_same(setting.occasion)
        ):
            return True
        known = {grid.low[source] for source, _ in before.via}
        if any(grid.pos[i] != "PRON" and grid.low[i] not in known for i, _ in frame.via):
            return True
        if cue is None:
            return False
        first = grid.units[grid.unit[cue]][0]
        opens = grid.lemma[first] in addressed("verb") or grid.lemma[first] in POSTING
        return opens or any(grid.low[c] in APART for c in grid.children[cue])

    def _the_same(self, occasion: Span) -> bool:
        """Whether an occasion is that of the saying before: "In the letter, she says"."""
        grid = self.grid
        i = grid.at(occasion.start)
        noun = next((k for k in range(i + 1, min(i + 4, grid.n)) if grid.lemma[k] in addressed("noun")), None)
        return noun is not None and grid.low[i + 1] in ("the", "that", "this", "his", "her", "its", "their")

    def _named(self, to: Party, frame: Frame) -> bool:
        """Whether the words speak of the one spoken to before by name: then they go to somebody else."""
        names = {word.casefold() for word in to.name.split() if word[:1].isupper()}
        return any(self.grid.pos[i] == "PROPN" and self.grid.low[i] in names for i in frame.content)

    def _answers(self, frame: Frame, found: Found, before: Frame, to: Party | None) -> bool:
        """Whether a saying answers the one before: by its verb, or because that was a question to it."""
        grid, cue = self.grid, frame.cue
        mine = to is not None and to.key == found.party.key
        asked = question(grid, before)
        reach = 2 if mine or asked else 1
        if cue is None or before.cue is None or not 0 <= grid.unit[cue] - grid.unit[before.cue] <= reach:
            return False
        replies = grid.lemma[cue] in REPLIES or any(grid.low[c] == "back" for c in grid.children[cue])
        if replies and (mine or (to is None and grid.lemma[cue] != "respond")):
            return True
        return asked and grid.unit[cue] > grid.unit[before.cue] and (mine or to is None)
