"""Who stands on a side: from a token of the parse to the mentions of actors it names."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable

from variorum.model import Actor, Mention, Party, Span
from variorum.stages.events.lexicon import roles
from variorum.stages.events.tree import Tree

MODIFIER = frozenset({"compound", "amod", "nmod", "poss"})
BELONGING = ("of", "in", "from", "for")
DEEP = frozenset(
    {"compound", "amod", "nmod", "poss", "prep", "pobj", "acl", "agent", "appos", "dobj", "conj"}
)
DEPTH = 5
AMOUNT = "of"
OFFICIAL = frozenset({"GOV", "MIL", "COP", "LEG", "JUD", "SPY", AMOUNT})


class Sides:
    """The mentions of one article by the tokens they cover, and the rules that find a side."""

    def __init__(self, tree: Tree, mentions: Iterable[Mention], article_id: str) -> None:
        self.tree = tree
        self.article_id = article_id
        self.by_token = self._index(mentions)
        self.roles = roles()

    def _index(self, mentions: Iterable[Mention]) -> dict[int, Mention]:
        """Token to the longest mention over it."""
        tree, found, at = self.tree, dict[int, Mention](), 0
        for mention in sorted(mentions, key=lambda m: (m.span.start, -m.span.end, m.id)):
            while at and tree.start[at] > mention.span.start:
                at -= 1
            while at < len(tree) and tree.end[at] <= mention.span.start:
                at += 1
            token = at
            while token < len(tree) and tree.start[token] < mention.span.end:
                held = found.get(token)
                if held is None or _length(held) < _length(mention):
                    found[token] = mention
                token += 1
        return found

    def party(self, mention: Mention) -> Party:
        """A mention as a party of an event or assertion."""
        name = mention.actor.name if mention.actor else mention.text
        return Party(name=name, span=mention.span, actor=mention.actor)

    def actors(self, token: int) -> list[Party]:
        """The linked actors a noun names with those joined to it; empty when one cannot be told."""
        named = [p for noun in self.tree.conjuncts(token) for p in self._named(noun, False)]
        return _distinct([p for p in named if _acts(p)])

    def recipients(self, token: int, deep: bool = False, common: bool = True) -> list[Party]:
        """Those a noun names as recipients: linked or not, people by their ``common`` noun; ``deep`` looks
        inside the noun's phrase ("condemned the ban on ships of ...") when its head is nobody."""
        found: list[Party] = []
        for noun in self.tree.conjuncts(token):
            named = self._named(noun, True)
            if named:
                found += named
            elif common and self.tree.lemma[noun] in self.roles and self.tree.pos[noun] == "NOUN":
                found.append(self._common(noun, None))
            elif deep and (inside := self._within(noun)) is not None:
                found.append(self.party(inside))
        return _distinct(found)

    def modifiers(self, token: int) -> list[Party]:
        """The linked actors that stand before a noun as its owners or adjectives, in text order."""
        found: list[Party] = []
        for kid in sorted(k for k in self.tree.kids[token] if self.tree.dep[k] in MODIFIER):
            for noun in self.tree.conjuncts(kid):
                found += self._hyphened(noun)
                found += self._named(noun, False)
        return _distinct([p for p in found if _acts(p)])

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

    def _named(self, noun: int, anything: bool, depth: int = 0) -> list[Party]:
        """The mention over a noun; else, when the noun is one for people or bodies (or ``anything``), the
        mention in apposition, before it, or to which it belongs."""
        tree = self.tree
        if noun in self.by_token:
            return [*self._joined(noun), self.party(self.by_token[noun])]
        role = next((self.roles[name] for name in tree.names(noun) if name in self.roles), None)
        if role is None and not anything:
            return []
        for kid in tree.kids[noun]:
            if tree.dep[kid] == "appos" and kid in self.by_token:
                return [self.party(self.by_token[kid])]
        before = [self.by_token[k] for k in self._before(noun) if k in self.by_token]
        if linked := [m for m in before if m.actor is not None]:
            return [self._belonging(noun, m, role) for m in linked]
        if role is None or depth > 2:
            return []
        for word in BELONGING:
            for other in tree.objects(noun, word):
                if owner := self.by_token.get(other):
                    return [self._belonging(noun, owner, role)]
                if role == AMOUNT and (found := self._named(other, anything, depth + 1)):
                    return found
        return []

    def _joined(self, noun: int) -> list[Party]:
        """The first of two owners, where the second is part of a name ("Kenyan and Norwegian forces")."""
        tree, mine = self.tree, self.by_token[noun]
        return [
            self._belonging(noun, self.by_token[k], self.roles.get(tree.lemma[noun]))
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
        return self._common(noun, Actor(id="", name="", kind="group", state=state, role=role))

    def _within(self, noun: int) -> Mention | None:
        """The nearest mention of an actor inside a noun's phrase."""
        tree, queue = self.tree, deque([(noun, 0)])
        while queue:
            at, depth = queue.popleft()
            mention = self.by_token.get(at)
            if mention is not None and mention.actor is not None:
                return mention
            if depth < DEPTH:
                queue += [(k, depth + 1) for k in tree.kids[at] if tree.dep[k] in DEEP]
        return None

    def _common(self, noun: int, group: Actor | None) -> Party:
        """People by the words used of them, without what follows the noun."""
        tree = self.tree
        first = noun
        while first - 1 in tree.kids[noun] and tree.dep[first - 1] in ("compound", "amod", "nummod"):
            first -= 1
        start, end = tree.start[first], tree.end[noun]
        name = tree.text[start:end]
        if group is not None:
            key = f"group:{group.state}:{tree.lemma[noun]}".casefold()
            group = Actor(id=key, name=name, kind="group", state=group.state, role=group.role)
        return Party(name=name, span=Span(self.article_id, start, end), actor=group)


def _length(mention: Mention) -> int:
    return mention.span.end - mention.span.start


def _acts(party: Party) -> bool:
    """Whether enough is known of a party to make it the actor of an event."""
    actor = party.actor
    return actor is not None and (actor.kind == "state" or bool(actor.state or actor.role))


def _distinct(parties: list[Party]) -> list[Party]:
    return list({party.key: party for party in reversed(parties)}.values())[::-1]
