"""Candidates that nouns give: "talks between", "the visit by", "Russian strikes on"."""

from __future__ import annotations

from variorum.model import Party
from variorum.stages.events.candidate import Candidate, balance
from variorum.stages.events.lexicon import Frame, words
from variorum.stages.events.refused import ALLEGED, NO_ACTOR, NO_RECIPIENT
from variorum.stages.events.sides import Sides
from variorum.stages.events.subjects import Subjects
from variorum.stages.events.tree import Tree
from variorum.stages.events.verbs import Verbs

SPOKEN = frozenset({"ACCUSE", "SUPPORT", "REJECT", "REQUEST", "THREATEN"})
BEING = frozenset({"in", "on", "at"})
TAKING = frozenset({"be", "engage", "participate", "enter"})
CAUSE = frozenset({"draw", "provoke", "spark", "prompt", "trigger", "attract", "face"})


class Nouns:
    """Finds the candidates of nouns, after those of verbs."""

    def __init__(self, tree: Tree, sides: Sides, subjects: Subjects, verbs: Verbs) -> None:
        self.tree = tree
        self.notes = verbs.notes
        self.sides = sides
        self.subjects = subjects
        self.verbs = verbs
        self.light = words("light")

    def find(self, noun: int, frame: Frame) -> Candidate | None:
        """The candidate of a noun; None when its sides are not named or it is only asked for or alleged."""
        verb = self.tree.governor(noun)
        if verb in self.verbs.spoken or self.verbs.alleged(noun):
            self.notes[noun] = (frame, ALLEGED)
            return None
        carrier = noun if verb is None else verb
        actors, how, score = self._actors(noun, verb, frame)
        if not actors:
            self.notes[noun] = (frame, NO_ACTOR)
            return None
        self.notes[noun] = (frame, NO_RECIPIENT)
        recipients = actors if how == "between" else self._recipients(frame, noun, verb, actors)
        sides = balance(frame, actors, recipients)
        return Candidate(noun, carrier, frame, *sides, f"actor: {how}", score) if sides else None

    def find_adjective(self, adjective: int, frame: Frame) -> Candidate | None:
        """The candidate of an adjective that its verb says of its subject: "is critical of Norway"."""
        verb = self.tree.head[adjective]
        actors, how = self.subjects.subjects(verb)
        mine = {party.key for party in actors}
        for slot in frame.slots if actors else ():
            for other in self.tree.objects(adjective, slot):
                named = self.sides.recipients(other, deep=True)
                if found := [p for p in named if p.key not in mine]:
                    sides = tuple(actors), tuple(found)
                    return Candidate(adjective, verb, frame, *sides, f"actor: {how}", 0.7)
        self.notes[adjective] = (frame, NO_RECIPIENT if actors else NO_ACTOR)
        return None

    def _actors(self, noun: int, verb: int | None, frame: Frame) -> tuple[list[Party], str, float]:
        """The actors of a noun, where they stand, and how sure that is: both parties to something mutual
        ("between"), its owner, those behind "by", or the subject of the verb that carries it."""
        tree, owners = self.tree, self.sides.modifiers(noun)
        if "recip" in frame.slots:
            if pair := self._across(noun):
                return pair, "between", 0.8
            if verb is not None and tree.dep[noun] == "nsubj" and (pair := self._across(verb)):
                return pair, "between", 0.7  # "fighting broke out between"
            if len(owners) > 1:
                return owners, "between", 0.6
        if owners:
            return owners, "owner", 0.7
        actors, how = self._named_by(noun, frame)
        if not actors and verb is not None and self._carries(verb, noun):
            actors, how = self.subjects.subjects(verb)
        return actors, how, 0.7

    def _across(self, holder: int) -> list[Party]:
        """The several parties "between" whom something is; empty when there are not two."""
        pairs = (self.sides.actors(joined) for joined in self.tree.objects(holder, "between"))
        return next((pair for pair in pairs if len(pair) > 1), [])

    def _named_by(self, noun: int, frame: Frame) -> tuple[list[Party], str]:
        """The actors behind "by" ("the visit by ..."), and behind "from" where something is said."""
        tree = self.tree
        for word in ("by", "from") if frame.type in SPOKEN else ("by",):
            inside = tree.objects(noun, "of") if word == "by" else ()  # "the arrest of a priest by"
            for holder in (noun, *(k for k in tree.kids[noun] if tree.dep[k] == "acl"), *inside):
                for other in tree.objects(holder, word):
                    if actors := self.sides.actors(other):
                        return actors, word
        if frame.mode == "visit":  # "the visit of a minister to"
            for other in tree.objects(noun, "of"):
                if actors := self.sides.actors(other):
                    return actors, "of"
        verb = tree.head[noun]
        if frame.type in SPOKEN and tree.lemma[verb] in CAUSE:
            for other in tree.objects(verb, "from"):
                if actors := self.sides.actors(other):
                    return actors, "from"
        return [], ""

    def _carries(self, verb: int, noun: int) -> bool:
        """Whether a verb only carries its noun: "hold talks", "is in talks", "took part in talks"."""
        tree, above = self.tree, self.tree.head[noun]
        if above == verb:
            return tree.lemma[verb] in self.light and tree.dep[noun] == "dobj"
        if tree.dep[noun] != "pobj" or tree.lemma[above] not in BEING:
            return False
        direct = tree.head[above] == verb
        if tree.lemma[verb] == "take":
            return any(tree.lemma[k] == "part" for k in tree.kids[verb])
        return direct and tree.lemma[verb] in TAKING

    def _recipients(self, frame: Frame, noun: int, verb: int | None, actors: list[Party]) -> list[Party]:
        """Those in the slots of a noun or of the verb that carries it; several subjects face each other."""
        tree = self.tree
        mine = {party.key for party in actors}
        holders = (noun,) if verb is None or not self._carries(verb, noun) else (noun, verb)
        for slot in frame.slots:
            if slot == "recip" and len(holders) > 1 and len(actors) > 1:
                return actors
            for holder in holders:
                for other in tree.objects(holder, slot):
                    named = self.sides.recipients(other, deep=True, things="must" not in frame.flags)
                    if found := [p for p in named if p.key not in mine]:
                        return found
        if frame.type in SPOKEN and verb is not None and tree.lemma[verb] in CAUSE:
            subject = tree.child(verb, "nsubj")
            if subject is not None:
                return [p for p in self.sides.recipients(subject, deep=True) if p.key not in mine]
        return []
