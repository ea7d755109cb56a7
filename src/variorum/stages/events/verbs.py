"""Candidates that verbs give, with the object noun a light verb carries ("hold talks")."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from variorum.model import Party
from variorum.stages.events.candidate import Candidate, balance
from variorum.stages.events.fits import Fits
from variorum.stages.events.lexicon import Frame, classes
from variorum.stages.events.refused import ALLEGED, BARE, NO_ACTOR, NO_FRAME, NO_RECIPIENT, Notes
from variorum.stages.events.sides import Sides
from variorum.stages.events.subjects import Subjects
from variorum.stages.events.tree import Tree

SPEECH = frozenset({"ACCUSE", "REQUEST"})
GROUND = frozenset({"ASSAULT", "RETREAT", "COERCE", "MOBILIZE", "AID", "CONCEDE", "PROTEST"})
SAME = frozenset("country side nation government state party leader neighbour neighbor two".split())
BELOW = frozenset({"xcomp", "ccomp", "pcomp", "prep", "conj", "acl", "dobj"})
UNDONE = frozenset({"ASSAULT", "COERCE", "SANCTION"})
CHARGED = frozenset({"charge", "indict", "prosecute", "investigate", "accuse", "sue", "suspect", "blame"})
FAR = frozenset({"against", "with", "into", "from", "to", "toward", "towards"})
ARMED = frozenset({"MIL", "REB", "COP", "GOV"})
CLAUSAL = frozenset({"xcomp", "ccomp", "conj"})
PHRASE = frozenset({"prep", "pobj", "dobj", "agent", "oprd", "pcomp", "acl", "relcl", "amod"})


class Verbs:
    """Finds the candidates of verbs. ``spoken`` are verbs below which things are only asked for or alleged;
    ``taken`` nouns that stand for an event together with their verb."""

    def __init__(self, tree: Tree, sides: Sides, subjects: Subjects, notes: Notes) -> None:
        self.tree = tree
        self.notes = notes
        self.sides = sides
        self.subjects = subjects
        self.fits = Fits(tree, sides)
        self.spoken: set[int] = set()
        self.refused: set[int] = set()
        self.taken: set[int] = set()

    def find(self, verb: int, some: tuple[Frame, ...]) -> Candidate | None:
        """The candidate of the first frame that fits a verb and has its sides, of several alike one whose
        slots are filled; None when none does."""
        passive = self.subjects.passive(verb)
        objects = self.subjects.objects(verb, passive)
        actors, how = self.subjects.agents(verb) if passive else self.subjects.subjects(verb)
        self.notes[verb] = (some[0], NO_FRAME)
        second: Candidate | None = None
        for frame in some:
            if second is not None and _rank(frame) != _rank(second.frame):
                break
            noun = self.fits(frame, verb, objects, passive)
            if noun is None:
                continue
            if self.alleged(verb):
                self.notes[verb] = (frame, ALLEGED)
                return None
            done_to = [noun] if noun >= 0 and "far" not in frame.flags else objects
            if frame.particle and not done_to:  # "voted down a treaty", read as a preposition
                done_to = list(self.tree.objects(verb, frame.particle))
            if not actors:
                self._settle(frame, verb, -1)
                bare = self._nobody(frame, verb) if passive else self._instrument(frame, verb)
                self.notes[verb] = (frame, NO_RECIPIENT if bare else NO_ACTOR)
                return self._undone(frame, verb, done_to) if bare else None
            if "armed" in frame.flags and not any(_armed(party) for party in actors):
                continue
            mutual = noun >= 0 or not (passive or objects) or "obj" not in frame.slots
            behind = noun if "far" in frame.flags else -1
            filled = self._filled(frame, verb, done_to, actors, mutual, behind)
            if second is not None and not filled:
                continue
            recipients = filled or self._loose(frame, verb, done_to, actors)
            if self._bare(frame, objects, recipients) or (frame.type == "CONSULT" and not _known(actors)):
                self.notes[verb] = (frame, BARE)
                self._settle(frame, verb, noun)
                continue
            sides = balance(frame, actors, recipients)
            self.notes[verb] = (frame, NO_RECIPIENT)
            self._settle(frame, verb, noun)
            if sides is None:
                continue
            found = Candidate(verb, verb, frame, *sides, f"actor: {how}", 0.9 if how == "subject" else 0.8)
            if filled:
                return found
            second = found
        return second

    def _settle(self, frame: Frame, verb: int, noun: int) -> None:
        """Keep that a verb is one below which things are only asked for, and that it has taken its noun."""
        if frame.type in SPEECH:
            self.spoken.add(verb)
        elif frame.type == "REJECT":
            self.refused.add(verb)
        if noun >= 0:
            self.taken.add(noun)

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
        if self.tree.dep[verb] in ("acl", "amod"):
            return False
        described = frame.lemma == "suspect" or frame.mode == "release"
        if described and self.tree.dep[verb] == "relcl":
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
        recipients = self._filled(frame, verb, objects, [], False) or self._loose(frame, verb, objects, [])
        if not recipients or frame.flags & {"harm"}:
            return None
        return Candidate(verb, verb, frame, (), tuple(recipients), "actor: not named", 0.6)

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

    def _filled(
        self,
        frame: Frame,
        verb: int,
        objects: list[int],
        actors: list[Party],
        mutual: bool,
        behind: int = -1,
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
            nouns = self._complement(frame, verb) if inside else self._slot(slot, verb, objects, behind)
            if others := self._others(frame, verb, nouns, mine, False):
                return others
        return []

    def _loose(self, frame: Frame, verb: int, objects: list[int], actors: list[Party]) -> list[Party]:
        """The parties where no slot names anybody known: deeper in the phrase, whose act is waited for, mere
        names, things, the ground."""
        mine = {party.key for party in actors}
        far = (noun for slot in frame.slots if slot in FAR for noun in self._far(slot, verb))
        if others := self._others(frame, verb, far, mine, False):
            return others
        if others := self._others(frame, verb, self._awaited(verb), mine, False):
            return others
        for slot in frame.slots if actors else ():
            if slot not in ("recip", "clause"):
                nouns = self._slot(slot, verb, objects)
                if others := self._others(frame, verb, nouns, mine, False, names=True):
                    return others
        if actors and "must" not in frame.flags:
            named = [slot for slot in frame.slots if slot == "obj" or (frame.objects and slot != "clause")]
            if "to" in frame.slots:  # "offered a package to the theatres"
                named.insert(0, "to")
            nouns = (noun for slot in named for noun in self._slot(slot, verb, objects))
            if others := self._others(frame, verb, nouns, mine, True):
                return others
        if "must" in frame.flags:
            return []
        if frame.type in GROUND and (others := self._others(frame, verb, self._ground(verb), mine, False)):
            return others
        within = objects if frame.objects and frame.type != "CONSULT" else []
        return self._others(frame, verb, within, mine, False)

    def _awaited(self, verb: int) -> Iterator[int]:
        """Whose act an act waits for: "will not end the strike until the ministry pays"."""
        tree = self.tree
        for kid in tree.kids[verb]:
            if tree.dep[kid] == "advcl" and any(
                tree.dep[k] == "mark" and tree.lemma[k] in ("until", "unless") for k in tree.kids[kid]
            ):
                yield from (k for k in tree.kids[kid] if tree.dep[k] == "nsubj")

    def _ground(self, verb: int) -> Iterator[int]:
        """The places and states a verb's phrase sets the act in or against, near ones first."""
        for word in ("against", "in", "at", "near", "over"):
            for noun in (*self.tree.objects(verb, word), *self._far(word, verb)):
                if self.sides.naming.place(noun) is not None or noun in self.sides.by_token:
                    yield noun

    def _others(
        self,
        frame: Frame,
        verb: int,
        nouns: Iterable[int],
        mine: set[str],
        things: bool,
        names: bool = False,
    ) -> list[Party]:
        """The parties of the first of some nouns that names others than the actors."""
        for noun in nouns:
            found = self.sides.recipients(noun, deep=True, things=things, names=names, verb=verb)
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

    def _slot(self, slot: str, verb: int, objects: list[int], behind: int = -1) -> Iterator[int]:
        """The nouns that stand in a slot of a verb, of its objects, or of the noun ``behind`` a preposition
        that its frame asks for ("voted in favour of")."""
        tree = self.tree
        if slot == "obj":
            yield from objects
        elif slot == "iobj":
            yield from (k for k in tree.kids[verb] if tree.dep[k] == "dative" and tree.pos[k] != "ADP")
        else:
            yield from (noun for noun in tree.objects(verb, slot) if noun != behind)
            for noun in (*objects, behind) if behind >= 0 else objects:
                yield from tree.objects(noun, slot)

    def _far(self, slot: str, verb: int) -> Iterator[int]:
        """The nouns of a preposition that the parse hangs deeper in the verb's phrase."""
        tree, queue = self.tree, [k for k in self.tree.kids[verb] if self.tree.dep[k] in PHRASE and k > verb]
        for at in queue:
            if tree.dep[at] == "prep" and tree.lemma[at] == slot:
                yield from (k for k in tree.kids[at] if tree.dep[k] == "pobj")
            if len(queue) < 20:
                queue += [k for k in tree.kids[at] if tree.dep[k] in PHRASE]


def _rank(frame: Frame) -> tuple[bool, bool]:
    """How particular a frame is: by a particle, by its object."""
    return bool(frame.particle), bool(frame.objects)


def _forces(party: Party) -> bool:
    """Whether a party is soldiers or police by a common noun: what is readied, not against whom."""
    actor = party.actor
    return actor is not None and actor.kind == "group" and actor.role in ("MIL", "COP")


def _armed(party: Party) -> bool:
    """Whether a party is a state, an organisation, or soldiers, police or rebels."""
    actor = party.actor
    return actor is not None and (actor.kind in ("state", "organisation") or actor.role in ARMED)


def _known(parties: list[Party]) -> bool:
    """Whether any of some parties is more than a name."""
    return any(p.actor is not None for p in parties)
