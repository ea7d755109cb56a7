"""Who does it: the subject of a verb, its own or one it shares, and who a passive verb is done by and to."""

from __future__ import annotations

from variorum.model import Party
from variorum.stages.events.lexicon import classes
from variorum.stages.events.sides import Sides
from variorum.stages.events.tree import PASSIVE, SUBJECT, Tree

SAY = frozenset(
    "say announce warn declare state confirm add tell report insist reiterate repeat stress affirm reaffirm "
    "vow promise pledge argue claim acknowledge admit deny hint signal indicate reveal assert maintain "
    "believe".split()
)
PRONOUN = frozenset({"it", "he", "she", "they"})
RELATIVE = frozenset({"who", "which", "that"})
MEASURE = frozenset({"order", "decision", "decree", "plan", "measure", "rule", "step", "law", "permission"})
STATIVE = frozenset({"oppose", "commit", "prepare", "determine", "resolve", "dedicate", "pledge"})
SEEN = frozenset("see obtain review view hear publish quote cite report translate".split())
"""Who only saw or printed a thing ("a certificate seen by X") is not behind what it does."""
CLIMB = 5


class Subjects:
    """The subjects and objects of the verbs of one article."""

    def __init__(self, tree: Tree, sides: Sides) -> None:
        self.tree = tree
        self.sides = sides

    def passive(self, verb: int) -> bool:
        """Whether a verb is passive, or a participle after its noun ("sanctions imposed by"); who "is opposed
        to" something does it."""
        tree = self.tree
        if tree.lemma[verb] in STATIVE and self._stative(verb):
            return False
        if tree.dep[verb] == "acl" and tree.tag[verb] == "VBN":
            return True
        return any(tree.dep[k] in PASSIVE or tree.dep[k] == "auxpass" for k in tree.kids[verb])

    def _stative(self, verb: int) -> bool:
        """Whether a participle tells the stand of its subject: "is opposed to", "are committed to"."""
        tree = self.tree
        kids = tree.kids[verb]
        return tree.dep[verb] != "acl" and any(
            (tree.dep[k] == "prep" and tree.lemma[k] == "to")
            or (tree.dep[k] == "xcomp" and tree.infinitive(k))
            for k in kids
        )

    def objects(self, verb: int, passive: bool) -> list[int]:
        """The direct object of a verb, or what a passive verb is done to."""
        tree = self.tree
        if passive:
            found = [k for k in tree.kids[verb] if tree.dep[k] in PASSIVE]
            if not found and tree.dep[verb] in ("acl", "relcl"):
                return [tree.head[verb]]
            if not found and tree.dep[verb] == "conj":
                found = [k for k in tree.kids[tree.head[verb]] if tree.dep[k] in PASSIVE]
            return [self._antecedent(k, verb) for k in found]
        found = [k for k in tree.kids[verb] if tree.dep[k] in ("dobj", "oprd")]
        return found or self._misread(verb)

    def _misread(self, verb: int) -> list[int]:
        """What follows a verb and was read as the subject of a clause below it: "barred the fleet in the
        fiercest fish fight they had seen"."""
        tree = self.tree
        for kid in tree.kids[verb]:
            if tree.dep[kid] == "ccomp" and not any(tree.dep[k] in ("mark", "aux") for k in tree.kids[kid]):
                subject = tree.child(kid, "nsubj")
                if subject is not None and tree.subtree(subject)[0] == verb + 1:
                    return [subject]
        return []

    def agents(self, verb: int) -> tuple[list[Party], str]:
        """The actors behind the "by" of a passive verb."""
        tree = self.tree
        for noun in tree.objects(verb, "by"):
            return self.sides.actors(noun), "by"
        for noun in tree.objects(verb, "in"):  # "were killed in a Kenyan ambush"
            if not classes()["instrument"].isdisjoint(tree.names(noun)) and (found := self._behind(noun)):
                return found, "behind"
        return [], ""

    def subjects(self, verb: int) -> tuple[list[Party], str]:
        """The actors of an active verb: its own subject, or one it shares with the verb above it."""
        tree, at, how = self.tree, verb, "subject"
        for _ in range(CLIMB):
            own = [k for k in tree.kids[at] if tree.dep[k] in SUBJECT or tree.dep[k] in PASSIVE]
            abstract = at != verb and any(tree.lemma[k] in MEASURE for k in own)
            if own and not abstract:
                found = next((found for kid in own if (found := self._meant(kid, at))), [])
                return (self._states(found) if how == "spoken for" else found), how
            dep, head = tree.dep[at], tree.head[at]
            if abstract and dep == "ccomp":
                at, how = head, "spoken for"
                continue
            if dep in ("relcl", "acl") and tree.pos[head] in ("NOUN", "PROPN"):
                found = [] if dep == "acl" and tree.tag[at] in ("TO", "VB") else self.sides.actors(head)
                if not found and dep == "acl" and (tree.tag[at] != "VBG" or tree.dep[head] == "dobj"):
                    at, how = head, "subject above"  # "signed a law banning", "issued a statement condemning"
                    continue
                return found, "antecedent"
            if head == at:
                return [], ""
            if dep == "ccomp" and any(tree.dep[k] == "mark" for k in tree.kids[at]):
                return [], ""
            at, how = head, "subject above"
        return [], ""

    def _states(self, found: list[Party]) -> list[Party]:
        """The states that ministries speak for, where the text names them; others as they are."""
        return [self.sides.naming.state(p) or p for p in found]

    def _meant(self, subject: int, verb: int) -> list[Party]:
        """The actors of a subject; of a relative pronoun its noun, of "it" in "X said it will" X."""
        tree = self.tree
        subject = self._antecedent(subject, verb)
        if tree.lemma[subject] in PRONOUN and subject not in self.sides.by_token:
            above = tree.head[verb]
            if tree.dep[verb] == "ccomp" and tree.lemma[above] in SAY:
                kid = tree.child(above, "nsubj")
                if kid is not None and kid != subject:
                    return self.sides.actors(kid)
            return []
        found = self.sides.actors(subject) or self._behind(subject)
        if not found and tree.pos[subject] == "PROPN":  # "NAIROBI - Kenya has agreed": the place of writing
            found = next((f for k in tree.kids[subject] if (f := self._apposed(k))), [])
        return found

    def _behind(self, noun: int) -> list[Party]:
        """Who is behind an act that is the subject: "Kenyan air strikes", "a bombing by rebels"."""
        if self.tree.pos[noun] != "NOUN":
            return []
        tree = self.tree
        made = [k for k in tree.kids[noun] if tree.dep[k] == "acl" and tree.tag[k] == "VBN"]
        made = [k for k in made if tree.lemma[k] not in SEEN]
        for holder in (noun, *made):  # "a bombing by rebels", "a bomb planted by rebels"
            for word in ("by", "of"):
                for other in tree.objects(holder, word):
                    if found := self.sides.actors(other):
                        return found if word == "by" else []
        return self.sides.modifiers(noun)

    def _apposed(self, kid: int) -> list[Party]:
        return self.sides.actors(kid) if self.tree.dep[kid] == "appos" else []

    def _antecedent(self, token: int, verb: int) -> int:
        tree = self.tree
        if tree.lemma[token] in RELATIVE and tree.dep[verb] == "relcl":
            return tree.head[verb]
        return token
