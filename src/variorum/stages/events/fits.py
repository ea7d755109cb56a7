"""Whether a frame of the lexicon fits a verb: its particle, its object, what its flags ask for."""

from __future__ import annotations

from variorum.stages.events.lexicon import NAME, Frame, classes
from variorum.stages.events.naming import AMOUNT
from variorum.stages.events.sides import TIMES, Sides
from variorum.stages.events.tree import Tree

OUGHT = frozenset({"must", "should"})
OBLIQUE = ("to", "for", "into", "in", "of", "off", "with", "under", "on", "as", "from")
PARTS = frozenset(
    "state package shipment series round piece tonne ton load batch set part wave volley day hour week month "
    "session list message letter note word telegram number couple".split()
)


class Fits:
    """Answers for the frames of one article's verbs."""

    def __init__(self, tree: Tree, sides: Sides) -> None:
        self.tree = tree
        self.sides = sides

    def __call__(self, frame: Frame, verb: int, objects: list[int], passive: bool) -> int | None:
        """The object noun that a frame asks for, -1 when it asks for none, None when it does not fit."""
        if frame.particle and not self._particle(frame.particle, verb):
            return None
        if not frame.particle and not frame.objects and self.tree.child(verb, "prt") is not None:
            return None  # "pushed back" is no pushing
        if frame.flags and not self._flags(frame.flags, verb, objects):
            return None
        if not frame.objects:
            return None if frame.type == "ASSAULT" and self._hardship(objects) else -1
        return self._object(frame, verb, objects, passive)

    def _particle(self, particle: str, verb: int) -> bool:
        """Whether a verb has a particle that is not the preposition of a date."""
        tree = self.tree
        return any(
            tree.lemma[k] == particle
            and tree.dep[k] in ("prt", "prep", "advmod", "dative")
            and not any(tree.entity[j] in TIMES for j in tree.kids[k])
            for k in tree.kids[verb]
        )

    def _flags(self, flags: frozenset[str], verb: int, objects: list[int]) -> bool:
        """Whether a verb has what the flags of a frame ask for."""
        return not (
            ("harm" in flags and not any(self.sides.recipients(o, deep=True) for o in objects))
            or ("ought" in flags and not self._ought(verb))
            or ("alone" in flags and objects)
            or ("object" in flags and not objects)
            or ("told" in flags and not self._told(verb))
            or ("kept" in flags and not self._kept(verb))
        )

    def _object(self, frame: Frame, verb: int, objects: list[int], passive: bool) -> int | None:
        """The noun a frame asks for among the objects, or, with ``far``, behind a preposition."""
        tree, far = self.tree, "far" in frame.flags
        for noun in () if far else objects:
            for joined in tree.conjuncts(noun):
                if self._is(frame, joined):
                    return joined
                amount = tree.lemma[joined] in PARTS or self.sides.naming.role(joined) == AMOUNT
                if amount and any(self._is(frame, o) for o in tree.objects(joined, "of")):
                    return noun
        if objects and not passive and not far:
            return None
        oblique = (noun for word in OBLIQUE for noun in tree.objects(verb, word))
        return next((noun for noun in oblique if not frame.objects.isdisjoint(tree.names(noun))), None)

    def _is(self, frame: Frame, noun: int) -> bool:
        """Whether a noun is an object that a frame asks for."""
        if NAME in frame.objects and (noun in self.sides.by_token or self.tree.entity[noun] == "PERSON"):
            return True
        return not frame.objects.isdisjoint(self.tree.names(noun))

    def _ought(self, verb: int) -> bool:
        """Whether a verb says what must or should be done."""
        tree = self.tree
        clauses = (k for k in tree.kids[verb] if tree.dep[k] == "ccomp")
        return any(tree.lemma[j] in OUGHT for k in clauses for j in tree.kids[k])

    def _told(self, verb: int) -> bool:
        """Whether a verb says what somebody is to do ("told Norway to leave", "said Norway must leave")."""
        tree = self.tree
        below = (k for k in tree.kids[verb] if tree.dep[k] in ("xcomp", "ccomp"))
        return any(tree.infinitive(k) for k in below) or self._ought(verb)

    def _kept(self, verb: int) -> bool:
        """Whether a verb says what somebody is kept "from" doing."""
        tree = self.tree
        return any(tree.tag[k] == "VBG" for k in tree.objects(verb, "from"))

    def _hardship(self, objects: list[int]) -> bool:
        """Whether what is fought is nobody: "battled the blaze", "is fighting corruption"."""
        evils = classes()["hardship"]
        return any(not evils.isdisjoint(self.tree.names(noun)) for noun in objects)
