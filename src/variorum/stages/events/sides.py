"""Who stands on a side: from a token of the parse to the parties it names."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable

from variorum.model import Mention, Party, Place
from variorum.stages.events.naming import AMOUNT, Naming
from variorum.stages.events.tree import Tree

MODIFIER = frozenset({"compound", "amod", "nmod", "poss"})
BELONGING = ("of", "in", "from", "for")
DEEP = frozenset("compound amod nmod poss prep pobj acl agent appos dobj conj pcomp nsubj nsubjpass".split())
DEPTH = 5
TIMES = frozenset({"DATE", "TIME"})
OFFICIAL = frozenset({"GOV", "MIL", "COP", "LEG", "JUD", "SPY", AMOUNT})
LOOSE = frozenset({"power", "general", "state", "service", "capital", "head", "chief", "party", "house"})
PRONOUN = frozenset(
    "it he she they them him her we i you us me this that these those who which what there itself".split()
)


class Sides:
    """The rules that find a side of an event; ``by_token`` leads from tokens to the mentions over them."""

    def __init__(
        self, tree: Tree, mentions: Iterable[Mention], article_id: str, places: Iterable[Place] = ()
    ) -> None:
        self.tree = tree
        self.naming = Naming(tree, mentions, places, article_id)
        self.by_token = self.naming.by_token

    def party(self, mention: Mention) -> Party:
        """A mention as a party of an event or assertion."""
        return self.naming.mention(mention)

    def actors(self, token: int) -> list[Party]:
        """Those a noun names, with those joined to it: linked actors, people and bodies by their common noun,
        unknown names; empty when it names nobody."""
        found: list[Party] = []
        for noun in self.tree.conjuncts(token):
            named = [p for p in self._named(noun, False) if p.actor is not None]
            if named:
                found += named
            elif (role := self.naming.role(noun)) is not None:
                found += self._members(noun) if role == AMOUNT else [self.naming.group(noun)]
            elif (name := self.naming.name(noun)) is not None:
                found.append(name)
        return distinct(found)

    def recipients(
        self, token: int, deep: bool = False, things: bool = False, names: bool = False, verb: int = -1
    ) -> list[Party]:
        """Those a noun names as recipients: as actors, and places; ``deep`` looks inside the noun's phrase
        ("condemned the ban on ships of ...") when its head is nobody, there for mere names too with
        ``names`` and not below ``verb``, and ``things`` then takes its words."""
        found: list[Party] = []
        for noun in self.tree.conjuncts(token):
            named = self._named(noun, True)
            if named:
                found += named
            elif self.naming.role(noun) is not None:
                found += self._members(noun) or [self.naming.group(noun)]
            elif (place := self.naming.place(noun)) is not None:
                found.append(place)
            elif (name := self.naming.name(noun)) is not None:
                found.append(name)
            elif deep and (inside := self._within(noun, names, verb)) is not None:
                found.append(inside)
            elif things and self.tree.pos[noun] in ("NOUN", "PROPN") and self.tree.entity[noun] not in TIMES:
                found.append(self.naming.words(noun))
        return distinct(found)

    def modifiers(self, token: int) -> list[Party]:
        """The linked actors that stand before a noun as its owners or adjectives, in text order."""
        found: list[Party] = []
        for kid in sorted(k for k in self.tree.kids[token] if self.tree.dep[k] in MODIFIER):
            inner = [k for k in self.tree.kids[kid] if self.tree.dep[k] == "compound" and k in self.by_token]
            named = kid in self.by_token or not inner  # "US Predator attacks"
            for noun in self.tree.conjuncts(kid) if named else inner:
                found += self._hyphened(noun)
                found += self._named(noun, False)
                if self.tree.dep[kid] in ("poss", "compound") and self.naming.role(noun) not in (
                    None,
                    AMOUNT,
                ):
                    found += [self.naming.group(noun)] if not self._named(noun, False) else []
        return distinct([p for p in found if _acts(p)])

    def _hyphened(self, noun: int) -> list[Party]:
        """The first half of "US-China", when each half is a mention of its own."""
        tree = self.tree
        if noun < 2 or tree.lemma[noun - 1] not in ("-", "–") or noun not in self.by_token:
            return []
        first = self.by_token.get(noun - 2)
        return [self.party(first)] if first is not None and first is not self.by_token[noun] else []

    def _before(self, token: int) -> list[int]:
        kids = [k for k in self.tree.kids[token] if self.tree.dep[k] in MODIFIER]
        return sorted({j for k in kids for j in (k, *self._before(k), *self.tree.conjuncts(k))})

    def _members(self, noun: int) -> list[Party]:
        """Whom an amount is made of ("a group of Kenyan farmers")."""
        for other in self.tree.objects(noun, "of"):
            if found := self.actors(other):
                return found
        return [self.naming.group(noun)] if self.tree.lemma[noun] in ("group", "side") else []

    def _named(self, noun: int, anything: bool, depth: int = 0) -> list[Party]:
        """The mention over a noun; else, when the noun is one for people or bodies (or ``anything``), the
        mention in apposition, before it, or to which it belongs."""
        tree = self.tree
        if noun in self.by_token:
            return [*self._joined(noun), self.party(self.by_token[noun])]
        role = self.naming.role(noun)
        if (role is None and not anything) or tree.lemma[noun] in PRONOUN:
            return []
        for kid in tree.kids[noun] if role is not None else ():
            if tree.dep[kid] == "appos" and kid in self.by_token:
                return [self.party(self.by_token[kid])]
        before = [self.by_token[k] for k in self._before(noun) if k in self.by_token]
        if linked := [m for m in before if m.actor is not None]:
            return [self._belonging(noun, m, role) for m in linked]
        if role is None or depth > 2:
            return []
        for word in BELONGING:
            for other in tree.objects(noun, word):
                owner = self.by_token.get(other)
                if owner is not None and (owner.actor is not None or word == "of"):
                    joined = (self.by_token.get(k) for k in tree.conjuncts(other) if k != other)
                    more = [m for m in joined if m is not None and m.actor is not None and owner.actor]
                    return [self._belonging(noun, m, role) for m in (owner, *more)]
                if role == AMOUNT and (found := self._named(other, anything, depth + 1)):
                    return found
        return []

    def _joined(self, noun: int) -> list[Party]:
        """The first of two owners, where the second is part of a name ("Kenyan and Norwegian forces")."""
        tree, mine = self.tree, self.by_token[noun]
        return [
            self._belonging(noun, self.by_token[k], self.naming.role(noun))
            for k in tree.kids[noun]
            if tree.dep[k] == "amod"
            and self.by_token.get(k, mine) is not mine
            and tree.child(k, "cc") is not None
        ]

    def _belonging(self, noun: int, owner: Mention, role: str | None) -> Party:
        """The owner itself where the noun is an arm of the state or nobody's name; a group of its own for
        rebels, firms and people: "French farmers" are not France."""
        state = owner.actor.state if owner.actor and owner.actor.kind == "state" else None
        if role is None or role in OFFICIAL or state is None:
            return self.party(owner)
        return self.naming.group(noun, state)

    def _describes(self, at: int) -> bool:
        """Whether a word for people or bodies only tells what kind a thing is ("a power line")."""
        tree = self.tree
        return tree.dep[at] in ("amod", "compound") and tree.lemma[at] in LOOSE

    def _within(self, noun: int, names: bool, verb: int) -> Party | None:
        """The nearest linked mention inside a noun's phrase, else the nearest people, place or, with
        ``names``, mere name."""
        tree, queue, second, level = self.tree, deque([(noun, 0)]), None, 0
        while queue:
            at, depth = queue.popleft()
            mention = self.by_token.get(at)
            if mention is not None and mention.actor is not None:
                return self.party(mention) if second is None or depth < level + 2 else second
            if second is None and at != noun:
                level = depth
                known = self.naming.role(at) not in (None, AMOUNT) and not self._describes(at)
                second = self.naming.group(at) if known else self.naming.place(at)
                if second is None and names:
                    second = self.naming.name(at)
            if depth < DEPTH:
                queue += [(k, depth + 1) for k in tree.kids[at] if tree.dep[k] in DEEP and k != verb]
        return second


def _acts(party: Party) -> bool:
    """Whether enough is known of a party to make it the actor of an event noun."""
    actor = party.actor
    return actor is not None and (actor.kind == "state" or bool(actor.state or actor.role))


def distinct(parties: list[Party]) -> list[Party]:
    """The parties without repetition, by key, in order."""
    return list({party.key: party for party in reversed(parties)}.values())[::-1]
