"""Candidates that verbs give, with the object noun a light verb carries ("hold talks")."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from variorum.model import Party
from variorum.stages.events.candidate import Candidate, balance
from variorum.stages.events.lexicon import NAME, Frame, classes
from variorum.stages.events.naming import AMOUNT
from variorum.stages.events.refused import ALLEGED, BARE, NO_ACTOR, NO_FRAME, NO_RECIPIENT, Notes
from variorum.stages.events.sides import TIMES, Sides
from variorum.stages.events.subjects import Subjects
from variorum.stages.events.tree import Tree

SPEECH = frozenset({"ACCUSE", "REQUEST"})
GROUND = frozenset({"ASSAULT", "RETREAT", "COERCE", "MOBILIZE", "AID", "CONCEDE", "PROTEST"})
SAME = frozenset("country side nation government state party leader neighbour neighbor two".split())
OUGHT = frozenset({"must", "should"})
BELOW = frozenset({"xcomp", "ccomp", "pcomp", "prep", "conj", "acl", "dobj"})
OBLIQUE = ("to", "for", "into", "in", "of", "off", "with", "under", "on", "as")
UNDONE = frozenset({"ASSAULT", "COERCE", "SANCTION"})
CHARGED = frozenset({"charge", "indict", "prosecute", "investigate", "accuse", "sue", "suspect", "blame"})
FAR = frozenset({"against", "with", "into", "from", "to", "toward", "towards"})
CLAUSAL = frozenset({"xcomp", "ccomp", "conj"})
PARTS = frozenset(
    "state package shipment series round piece tonne ton load batch set part wave volley".split()
)
PHRASE = frozenset({"prep", "pobj", "dobj", "agent", "oprd", "pcomp", "acl", "relcl", "amod"})


class Verbs:
    """Finds the candidates of verbs. ``spoken`` are verbs below which things are only asked for or alleged;
    ``taken`` nouns that stand for an event together with their verb."""

    def __init__(self, tree: Tree, sides: Sides, subjects: Subjects, notes: Notes) -> None:
        self.tree = tree
        self.notes = notes
        self.sides = sides
        self.subjects = subjects
        self.spoken: set[int] = set()
        self.refused: set[int] = set()
        self.taken: set[int] = set()

    def find(self, verb: int, some: tuple[Frame, ...]) -> Candidate | None:
        """The candidate of the first frame that fits a verb and has its sides; None when none does."""
        passive = self.subjects.passive(verb)
        objects = self.subjects.objects(verb, passive)
        actors, how = self.subjects.agents(verb) if passive else self.subjects.subjects(verb)
        self.notes[verb] = (some[0], NO_FRAME)
        for frame in some:
            noun = self._fits(frame, verb, objects, passive)
            if noun is None:
                continue
            if self.alleged(verb):
                self.notes[verb] = (frame, ALLEGED)
                return None
            if frame.type in SPEECH:
                self.spoken.add(verb)
            elif frame.type == "REJECT":
                self.refused.add(verb)
            if noun >= 0:
                self.taken.add(noun)
            done_to = [noun] if noun >= 0 and "far" not in frame.flags else objects
            if not actors:
                bare = self._nobody(frame, verb) if passive else self._instrument(frame, verb)
                self.notes[verb] = (frame, NO_RECIPIENT if bare else NO_ACTOR)
                return self._undone(frame, verb, done_to) if bare else None
            mutual = not passive and (noun >= 0 or not objects)
            recipients = self._recipients(frame, verb, done_to, actors, mutual)
            if self._bare(frame, objects, recipients) or (frame.type == "CONSULT" and not _known(actors)):
                self.notes[verb] = (frame, BARE)
                continue
            sides = balance(frame, actors, recipients)
            self.notes[verb] = (frame, NO_RECIPIENT)
            if sides is not None:
                return Candidate(verb, verb, frame, *sides, f"actor: {how}", 0.9 if how == "subject" else 0.8)
        return None

    def _bare(self, frame: Frame, objects: list[int], recipients: list[Party]) -> bool:
        """Whether a frame lacks what makes it an act: its object ("hailing from"), or a known host."""
        if not recipients and frame.type == "REJECT" and objects:
            return all(self.tree.pos[o] == "PRON" for o in objects)
        if not recipients:
            return bool(frame.slots) and frame.slots[0] == "obj" and not objects and not frame.objects
        hosts = (p.actor for p in recipients)
        return frame.mode == "visit" and not any(a and (a.state or a.kind != "group") for a in hosts)

    def _nobody(self, frame: Frame, verb: int) -> bool:
        """Whether a passive act may stand without who did it; one "suspected of" something and what was
        "handed over" are only described."""
        described = frame.lemma == "suspect" or frame.mode == "release"
        if described and self.tree.dep[verb] in ("acl", "relcl", "amod"):
            return False
        return frame.type in UNDONE or frame.mode == "release" or frame.lemma in CHARGED

    def _instrument(self, frame: Frame, verb: int) -> bool:
        """Whether the subject of violence is only what it was done with ("a car bomb killed")."""
        subject = self.tree.child(verb, "nsubj") if frame.type == "ASSAULT" else None
        if subject is None:
            return False
        names = classes()["mishap"].intersection(self.tree.names(subject))
        return not names and not classes()["instrument"].isdisjoint(self.tree.names(subject))

    def _undone(self, frame: Frame, verb: int, objects: list[int]) -> Candidate | None:
        """What nobody named does to somebody ("nine people were detained"); None when to nobody."""
        recipients = self._recipients(frame, verb, objects, [], False)
        if not recipients or frame.flags & {"harm"}:
            return None
        return Candidate(verb, verb, frame, (), tuple(recipients), "actor: not named", 0.6)

    def _fits(self, frame: Frame, verb: int, objects: list[int], passive: bool) -> int | None:
        """The object noun that a frame asks for, -1 when it asks for none, None when it does not fit."""
        tree = self.tree
        if frame.particle and not any(
            tree.lemma[k] == frame.particle
            and tree.dep[k] in ("prt", "prep", "advmod", "dative")
            and not any(tree.entity[j] in TIMES for j in tree.kids[k])
            for k in tree.kids[verb]
        ):
            return None
        if "harm" in frame.flags and not any(self.sides.recipients(o, deep=True) for o in objects):
            return None
        if ("ought" in frame.flags and not self._ought(verb)) or ("alone" in frame.flags and objects):
            return None
        if not frame.objects:
            return -1
        for noun in () if "far" in frame.flags else objects:
            for joined in tree.conjuncts(noun):
                if self._is(frame, joined):
                    return joined
                amount = tree.lemma[joined] in PARTS or self.sides.naming.role(joined) == AMOUNT
                if amount and any(self._is(frame, o) for o in tree.objects(joined, "of")):
                    return noun
        if objects and not passive and "far" not in frame.flags:
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
        """Whether a verb stands below one that only asks for or alleges it ("accused of ...")."""
        tree, at, itself = self.tree, verb, True
        while tree.head[at] != at and tree.dep[at] in BELOW:
            joined = tree.dep[at] == "conj"
            itself = itself and (tree.dep[at] in CLAUSAL or (at == verb and tree.dep[at] == "dobj"))
            at = tree.head[at]
            if at in self.spoken and not joined:
                return True
            if at in self.refused and not joined and not itself:
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
            if others := self._others(frame, nouns, mine, False):
                return others
        far = (noun for slot in frame.slots if slot in FAR for noun in self._far(slot, verb))
        if others := self._others(frame, far, mine, False):
            return others
        named = [slot for slot in frame.slots if slot == "obj" or (frame.objects and slot != "clause")]
        if "to" in frame.slots:  # "offered a package to the theatres"
            named.insert(0, "to")
        nouns = (noun for slot in named for noun in self._slot(slot, verb, objects))
        if actors and "must" not in frame.flags and (others := self._others(frame, nouns, mine, True)):
            return others
        if "must" in frame.flags:
            return []
        if frame.type in GROUND and (others := self._others(frame, self._ground(verb), mine, False)):
            return others
        within = objects if frame.objects and frame.type != "CONSULT" else []
        return self._others(frame, within, mine, False)

    def _ground(self, verb: int) -> Iterator[int]:
        """The places and states a verb's phrase sets the act in or against, near ones first."""
        for word in ("against", "in", "at", "near", "over"):
            for noun in (*self.tree.objects(verb, word), *self._far(word, verb)):
                if self.sides.naming.place(noun) is not None or noun in self.sides.by_token:
                    yield noun

    def _others(self, frame: Frame, nouns: Iterable[int], mine: set[str], things: bool) -> list[Party]:
        """The parties of the first of some nouns that names others than the actors."""
        for noun in nouns:
            found = self.sides.recipients(noun, deep=True, things=things)
            if frame.type == "CONSULT" and frame.mode != "visit":
                found = [p for p in found if not p.key.startswith("place:")]
            if frame.type == "MOBILIZE":
                found = [p for p in found if not _forces(p)]
            if len(mine) > 1 and self.tree.lemma[noun] in SAME:
                continue
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

    def _far(self, slot: str, verb: int) -> Iterator[int]:
        """The nouns of a preposition that the parse hangs deeper in the verb's phrase."""
        tree, queue = self.tree, [k for k in self.tree.kids[verb] if self.tree.dep[k] in PHRASE and k > verb]
        for at in queue:
            if tree.dep[at] == "prep" and tree.lemma[at] == slot:
                yield from (k for k in tree.kids[at] if tree.dep[k] == "pobj")
            if len(queue) < 20:
                queue += [k for k in tree.kids[at] if tree.dep[k] in PHRASE]


def _forces(party: Party) -> bool:
    """Whether a party is soldiers or police by a common noun: what is readied, not against whom."""
    actor = party.actor
    return actor is not None and actor.kind == "group" and actor.role in ("MIL", "COP")


def _known(parties: list[Party]) -> bool:
    """Whether any of some parties is more than a name."""
    return any(p.actor is not None for p in parties)
