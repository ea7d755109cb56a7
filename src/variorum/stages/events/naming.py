"""The words of a sentence as parties: linked mentions, people by their common noun, places and things."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable

from variorum.model import Actor, Mention, Party, Place, Span
from variorum.stages.events.lexicon import endings, roles
from variorum.stages.events.setting import datelines
from variorum.stages.events.tree import Tree

AMOUNT = "of"
POS = frozenset({"NOUN", "PROPN", "ADJ", "NUM"})
NAMED = frozenset({"", "PERSON", "ORG", "NORP", "GPE", "FAC"})


class Naming:
    """Makes parties of the tokens of one article."""

    def __init__(
        self, tree: Tree, mentions: Iterable[Mention], places: Iterable[Place], article_id: str
    ) -> None:
        self.tree = tree
        self.article_id = article_id
        self.datelines = datelines(tree.text)
        self.by_token = self._index(mentions)
        self.places = self._places(places)
        self.roles = roles()
        self.endings = endings("role")
        self.context = self._context()

    def heads_line(self, token: int) -> bool:
        """Whether a token stands in a dateline, where it is nobody."""
        at = self.tree.start[token]
        return any(start <= at < end for start, end in self.datelines)

    def _index(self, mentions: Iterable[Mention]) -> dict[int, Mention]:
        """Token to the longest mention over it."""
        tree, found, at = self.tree, dict[int, Mention](), 0
        for mention in sorted(mentions, key=lambda m: (m.span.start, -m.span.end, m.id)):
            if any(start <= mention.span.start < end for start, end in self.datelines):
                continue
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

    def _places(self, places: Iterable[Place]) -> dict[int, Place]:
        """Last token of each place outside datelines whose country is known."""
        found: dict[int, Place] = {}
        for place in sorted(places, key=lambda p: (p.span, p.id)):
            if place.country and not any(s <= place.span.start < e for s, e in self.datelines):
                token = bisect_right(self.tree.start, place.span.end - 1) - 1
                if token >= 0:
                    found[token] = place
        return found

    def _context(self) -> dict[int, str]:
        """Sentence to the one state whose places it names; else the one state the whole text names."""
        here: dict[int, set[str]] = {}
        everywhere: set[str] = set()
        for token, place in sorted(self.places.items()):
            everywhere.add(place.country or "")
            if place.use == "place":
                here.setdefault(self.tree.sentence[token], set()).add(place.country or "")
        states = {m.actor.state for m in self.by_token.values() if m.actor and m.actor.kind == "state"}
        alone = everywhere | {s for s in states if s}
        number = range(len(self.tree.sentences))
        if len(alone) == 1 and len(self.tree.sentences) > 1:
            return dict.fromkeys(number, min(alone)) | {n: min(s) for n, s in here.items() if len(s) == 1}
        return {n: min(s) for n, s in here.items() if len(s) == 1}

    def role(self, noun: int) -> str | None:
        """The sector of a common noun for people or bodies, "of" for amounts; None for other nouns."""
        if self.tree.lemma[noun] not in self.endings or self.tree.pos[noun] not in POS or self._named(noun):
            return None
        return next((self.roles[name] for name in self.tree.names(noun) if name in self.roles), None)

    def _named(self, noun: int) -> bool:
        """Whether a noun with a capital is part of a body's name ("Ministry of Labour and Workers")."""
        tree = self.tree
        first = noun == tree.sentences[tree.sentence[noun]][0]
        return tree.entity[noun] == "ORG" and not first and tree.text[tree.start[noun]].isupper()

    def mention(self, mention: Mention) -> Party:
        """A mention as a party of an event or assertion."""
        name = mention.actor.name if mention.actor else mention.text
        return Party(name=name, span=mention.span, actor=mention.actor)

    def group(self, noun: int, state: str | None = None) -> Party:
        """People or a body by the words used of them, with their sector and the state they belong to or, that
        unknown, the one of the context."""
        tree, role = self.tree, self.role(noun)
        state = state or self._stays(noun) or self.context.get(tree.sentence[noun])
        span = self._phrase(noun)
        name = tree.text[span.start : span.end]
        key = f"group:{state}:{tree.lemma[noun]}" if state else f"group:{tree.lemma[noun]}"
        sector = None if role == AMOUNT else role
        return Party(
            name=name,
            span=span,
            actor=Actor(id=key.casefold(), name=name, kind="group", state=state, role=sector),
        )

    def _stays(self, noun: int) -> str | None:
        """The country of the place a noun is "in" or "of"."""
        for word in ("in", "of", "from", "at"):
            for other in self.tree.objects(noun, word):
                if other in self.places:
                    return self.places[other].country
        return None

    def place(self, noun: int) -> Party | None:
        """A place as the party it belongs to: the state, or what lies in it; None when it is no place."""
        place = self.places.get(noun)
        if place is None or place.country is None:
            return None
        held = self.by_token.get(noun)
        if held is not None and held.actor is not None:
            return self.mention(held)
        key = f"place:{place.country}:{place.name}".casefold()
        actor = Actor(id=key, name=place.name, kind="group", state=place.country)
        return Party(name=place.name, span=place.span, actor=actor)

    def state(self, party: Party) -> Party | None:
        """The state whose body a party is, by the name for it inside the party's words or elsewhere in the
        text; None when the party is no body of a state or nothing names that."""
        actor = party.actor
        if actor is None or actor.kind != "organisation" or actor.state is None or actor.role != "GOV":
            return None
        for _, mention in sorted(self.by_token.items()):
            if (
                mention.actor is not None
                and mention.actor.kind == "state"
                and mention.actor.state == actor.state
            ):
                return Party(name=mention.actor.name, span=party.span, actor=mention.actor)
        for _, place in sorted(self.places.items()):
            if party.span and party.span.start <= place.span.start and place.span.end <= party.span.end:
                code = place.country or ""
                whole = Actor(id=code, name=place.name, kind="state", state=code, role="GOV")
                return Party(name=place.name, span=party.span, actor=whole)
        return None

    def name(self, noun: int) -> Party | None:
        """A proper name that is nobody known; None when the token is no such name."""
        tree = self.tree
        held = self.by_token.get(noun)
        if held is not None:
            return self.mention(held)
        if tree.pos[noun] != "PROPN" or tree.entity[noun] not in NAMED or self.heads_line(noun):
            return None
        return self.words(noun)

    def words(self, noun: int) -> Party:
        """What a noun names, by the words used."""
        span = self._phrase(noun)
        return Party(name=self.tree.text[span.start : span.end], span=span)

    def _phrase(self, noun: int) -> Span:
        """A noun with the adjectives and nouns right before it."""
        tree, first = self.tree, noun
        while first - 1 in tree.kids[noun] and tree.dep[first - 1] in ("compound", "amod", "nummod"):
            first -= 1
        return Span(self.article_id, tree.start[first], tree.end[noun])


def _length(mention: Mention) -> int:
    return mention.span.end - mention.span.start
