"""Candidates that verbs give, with the object noun a light verb carries ("hold talks")."""

from __future__ import annotations

from collections.abc import Iterator

from variorum.model import Party
from variorum.stages.events.candidate import Candidate, balance
from variorum.stages.events.lexicon import NAME, Frame
from variorum.stages.events.sides import Sides
from variorum.stages.events.subjects import Subjects
from variorum.stages.events.tree import Tree

SPEECH = frozenset({"ACCUSE", "REJECT", "REQUEST"})
OUGHT = frozenset({"must", "should"})
BELOW = frozenset({"xcomp", "ccomp", "pcomp", "prep", "conj", "acl", "dobj"})
OBLIQUE = ("to", "for", "into", "in", "of", "off")


class Verbs:
    """Finds the candidates of verbs. ``spoken`` are verbs below which things are only asked for, refused or
    alleged; ``taken`` nouns that stand for an event together with their verb."""

    def __init__(self, tree: Tree, sides: Sides, subjects: Subjects) -> None:
        self.tree = tree
        self.sides = sides
        self.subjects = subjects
        self.spoken: set[int] = set()
        self.taken: set[int] = set()

    def find(self, verb: int, some: tuple[Frame, ...]) -> Candidate | None:
        """The candidate of the first frame that fits a verb and has its sides; None when none does."""
        passive = self.subjects.passive(verb)
        objects = self.subjects.objects(verb, passive)
        for frame in some:
            noun = self._fits(frame, verb, objects)
            if noun is None:
                continue
            if self.alleged(verb):
                return None
            if frame.type in SPEECH:
                self.spoken.add(verb)
            actors, how = self.subjects.agents(verb) if passive else self.subjects.subjects(verb)
            if noun >= 0:
                self.taken.add(noun)
            if not actors:
                return None
            mutual = not passive and (noun >= 0 or not objects)
            recipients = self._recipients(frame, verb, [noun] if noun >= 0 else objects, actors, mutual)
            sides = balance(frame, actors, recipients)
            if sides is not None:
                score = 0.9 if how == "subject" else 0.8
                return Candidate(verb, verb, frame, *sides, f"actor: {how}", score)
        return None

    def _fits(self, frame: Frame, verb: int, objects: list[int]) -> int | None:
        """The object noun that a frame asks for, -1 when it asks for none, None when it does not fit."""
        tree = self.tree
        if frame.particle and not any(
            tree.lemma[k] == frame.particle and tree.dep[k] in ("prt", "prep", "advmod")
            for k in tree.kids[verb]
        ):
            return None
        if "harm" in frame.flags and not any(self.sides.recipients(o) for o in objects):
            return None
        if "ought" in frame.flags and not self._ought(verb):
            return None
        if not frame.objects:
            return -1
        for noun in objects:
            for joined in tree.conjuncts(noun):
                if self._is(frame, joined) or any(self._is(frame, o) for o in tree.objects(joined, "of")):
                    return noun
        if objects:
            return None
        oblique = (noun for word in OBLIQUE for noun in tree.objects(verb, word))
        return next((noun for noun in oblique if not frame.objects.isdisjoint(tree.names(noun))), None)

    def _ought(self, verb: int) -> bool:
        """Whether a verb says what must or should be done."""
        tree = self.tree
        clauses = (k for k in tree.kids[verb] if tree.dep[k] == "ccomp")
        return any(tree.lemma[j] in OUGHT for k in clauses for j in tree.kids[k])

    def _is(self, frame: Frame, noun: int) -> bool:
        """Whether a noun is an object that a frame asks for."""
        if NAME in frame.objects and noun in self.sides.by_token:
            return True
        return not frame.objects.isdisjoint(self.tree.names(noun))

    def alleged(self, verb: int) -> bool:
        """Whether a verb stands below one that only asks for, refuses or alleges it ("accused of ...")."""
        tree, at = self.tree, verb
        while tree.head[at] != at and tree.dep[at] in BELOW:
            joined = tree.dep[at] == "conj"
            at = tree.head[at]
            if at in self.spoken and not joined:
                return True
        return False

    def _recipients(
        self, frame: Frame, verb: int, objects: list[int], actors: list[Party], mutual: bool
    ) -> list[Party]:
        """The parties of the first slot that names somebody other than the actors; in the slot ``recip`` the
        actors themselves, when they are several and nothing else is the object ("met demands")."""
        mine = {party.key for party in actors}
        for slot in frame.slots:
            if slot == "recip":
                if mutual and len(actors) > 1:
                    return actors
                continue
            inside = slot == "clause"
            nouns = self._complement(frame, verb) if inside else self._slot(slot, verb, objects)
            for noun in nouns:
                found = self.sides.recipients(noun, deep=inside or slot in ("obj", "of"), common=not inside)
                if others := [p for p in found if p.key not in mine]:
                    return others
        return []

    def _complement(self, frame: Frame, verb: int) -> Iterator[int]:
        """The nouns of what is agreed, asked, threatened or refused; what is agreed "against" somebody is
        agreed with nobody."""
        tree, agreed = self.tree, frame.type == "AGREE"
        stack = [
            k
            for k in tree.kids[verb]
            if tree.dep[k] in ("ccomp", "xcomp", "advcl")
            or (tree.dep[k] == "prep" and tree.lemma[k] in ("of", "for", "against", "to"))
        ]
        for _ in range(12):
            if not stack:
                return
            at = stack.pop(0)
            for kid in tree.kids[at]:
                dep = tree.dep[kid]
                if dep in ("dobj", "pobj", "dative") or (dep in ("nsubj", "nsubjpass") and not agreed):
                    yield kid
                if dep in ("xcomp", "ccomp", "pcomp", "dobj", "conj", "agent", "dative") or (
                    dep == "prep" and not (agreed and tree.lemma[kid] == "against")
                ):
                    stack.append(kid)

    def _slot(self, slot: str, verb: int, objects: list[int]) -> Iterator[int]:
        """The nouns that stand in a slot of a verb."""
        tree = self.tree
        if slot == "obj":
            yield from objects
        elif slot == "iobj":
            yield from (k for k in tree.kids[verb] if tree.dep[k] == "dative" and tree.pos[k] != "ADP")
        else:
            yield from tree.objects(verb, slot)
            for noun in objects:
                yield from tree.objects(noun, slot)
