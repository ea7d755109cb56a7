"""Who a pronoun or a quotation without a cue goes back to, and what carried the words before."""

from __future__ import annotations

from typing import NamedTuple

from variorum.model import Attribution, Mention, Party, Span
from variorum.stages.statements.content import DATELINE
from variorum.stages.statements.cues import given_names, sources
from variorum.stages.statements.frame import Frame
from variorum.stages.statements.grid import Grid
from variorum.stages.statements.messages import question
from variorum.stages.statements.outside import RECORDS, TAPED, outside
from variorum.stages.statements.parties import Parties
from variorum.stages.statements.who import is_medium

SINGULAR = frozenset(("he", "she"))
PRONOUNS = SINGULAR | {"they", "it", "who"}
OBJECTS = {"him": "he", "her": "she", "them": "they", "his": "he", "their": "they", "its": "it"}
OPEN_ENDED = frozenset(("i", "we", "you", "that", "which", "this", "what", "there"))
ADDING = frozenset(("add", "continue", "conclude", "go"))
SOURCING = frozenset(("according", "per"))
REPLIES = frozenset("answer reply retort rejoin riposte respond".split())
REACH = 2
BACK = 6


class Found(NamedTuple):
    """A party, how it was found ("" for a name in place), how sure that is, and the token it goes back to."""

    party: Party
    why: str
    score: float
    head: int


class Speakers(Parties):
    """Looks parties up in one article, in text order, and remembers who spoke last and through whom."""

    def __init__(self, grid: Grid, mentions: list[Mention], article_id: str) -> None:
        super().__init__(grid, mentions, article_id)
        self.last: Found | None = None
        self.last_at = 0
        self.carriers: tuple[Attribution, ...] = ()
        self.told_last: tuple[int, Party] | None = None
        self.asked = False
        self.media: Party | None = None
        self.scope: tuple[int, tuple[Attribution, ...]] | None = None

    def find(self, head: int, content: set[int]) -> Found | None:
        """The party a source token names, not one named in its own content; None for "I" and "this"."""
        grid = self.grid
        if grid.pos[head] == "PRON":
            if grid.low[head] in PRONOUNS or grid.low[head] in OBJECTS:
                return self._pronoun(head, content)
            if grid.low[head] in OPEN_ENDED:
                return None
        party = self.named(head)
        known = party.actor is None or not self._by_role(head)
        return Found(party, "" if known else f"role -> {party.name}", 0.9 if known else 0.75, head)

    def _by_role(self, head: int) -> bool:
        return self.grid.party.get(head) is None and self.grid.low[head - 1 : head] == ["the"]

    def told(self, head: int, content: set[int], speaker: Party | None) -> Party | None:
        """The addressee a token names; "him" and "her" go back to another than the speaker, or stay."""
        grid = self.grid
        word = OBJECTS.get(grid.low[head])
        if word is None or grid.pos[head] != "PRON":
            found = self.find(head, content)
            if found and grid.pos[head] != "PRON":
                self.told_last = (head, found.party)
            return found.party if found else None
        span = Span(self.article_id, grid.start[head], grid.end[head])
        party = self._in_sentence(head, word, content, speaker) or self._told_before(head, word, speaker)
        if party is None and word != "they":
            best = self._antecedent(head, word, content, speaker)
            party = best.party if best else None
        if party is None:
            return Party(name=grid.words(head, head), span=span)
        self.told_last = (self.told_last[0] if self.told_last else head, party)
        return Party(name=party.name, span=span, actor=party.actor)

    def _in_sentence(self, head: int, word: str, content: set[int], speaker: Party | None) -> Party | None:
        """The last object before a pronoun in its sentence that agrees: "phoned the envoy to warn him"."""
        grid = self.grid
        for i in range(head - 1, grid.units[grid.unit[head]][0] - 1, -1):
            if grid.dep[i] not in ("dobj", "dative", "pobj") or i in content or grid.mark[i] >= 0:
                continue
            if grid.dep[i] == "pobj" and grid.low[grid.head[i]] not in ("to", "with", "by"):
                continue
            if grid.pos[i] not in ("NOUN", "PROPN"):
                continue
            party = self.named(i)
            if (speaker is None or party.key != speaker.key) and self._fits(i, party, word):
                self.told_last = (i, party)
                return party
        return None

    def _told_before(self, head: int, word: str, speaker: Party | None) -> Party | None:
        """The one told just before, where the pronoun agrees; for "them" else the group a sentence before."""
        grid = self.grid
        if self.told_last is not None:
            at, party = self.told_last
            near = grid.paragraph[at] == grid.paragraph[head]
            if near and (speaker is None or party.key != speaker.key) and self._fits(at, party, word):
                return party
        if word != "they" or not grid.unit[head]:
            return None
        a, b = grid.units[grid.unit[head] - 1]
        groups = [i for i in range(a, b) if grid.dep[i] in ("dobj", "pobj") and self._group(i)]
        same = groups and grid.paragraph[groups[-1]] == grid.paragraph[head]
        return self.named(groups[-1]) if same and len(groups) == 1 else None

    def _fits(self, head: int, party: Party, word: str) -> bool:
        return self._group(head) if word == "they" else self.agrees(party, head, word)

    def _group(self, head: int) -> bool:
        """Whether a word names several persons: a plural, a body, joined names."""
        grid = self.grid
        kind = sources().get(grid.lemma[head])
        plural = grid.low[head] != grid.lemma[head] and kind == "person"
        joined = any(grid.dep[c] == "conj" for c in grid.children[head])
        return grid.mark[head] < 0 and (plural or kind == "body" or (joined and grid.pos[head] == "PROPN"))

    def _pronoun(self, head: int, content: set[int]) -> Found | None:
        grid = self.grid
        word = OBJECTS.get(grid.low[head], grid.low[head])
        span = Span(self.article_id, grid.start[head], grid.end[head])
        if word == "who":
            return self._who(head, span)
        best = self._answering(head, word) or self._antecedent(head, word, content, None)
        if best is None:
            here = Party(name=grid.words(head, head), span=span)
            return Found(here, f"pronoun {word}: nobody in reach", 0.3, head)
        name = best.party.name
        if word in SINGULAR:
            self.gender.setdefault(name, word)
        party = Party(name=name, span=span, actor=best.party.actor)
        return Found(party, f"pronoun {word} -> {name}: {best.why}", best.score, best.head)

    def _answering(self, head: int, word: str) -> Found | None:
        """Who answers, asked or told in the sentence before: "Raske asked Veltin ... She replied"."""
        grid, verb = self.grid, self.grid.head[head]
        back = any(grid.low[c] == "back" for c in grid.children[verb])
        replies = back or grid.lemma[verb] in REPLIES
        if self.told_last is None or self.last is None or not (replies or self.asked):
            return None
        at, party = self.told_last
        near = grid.paragraph[at] == grid.paragraph[head] and 0 < grid.unit[head] - grid.unit[at] <= 2
        near = near or (replies and grid.unit[head] == grid.unit[at])
        if not near or party.key == self.last.party.key or not self.agrees(party, at, word):
            return None
        return Found(party, "one who answers", 0.7, at)

    def _who(self, head: int, span: Span) -> Found | None:
        grid = self.grid
        verb = grid.head[head]
        while grid.dep[verb] != "relcl" and grid.head[verb] != verb:
            verb = grid.head[verb]
        if grid.dep[verb] != "relcl":
            return None
        back = self.named(grid.head[verb])
        party = Party(name=back.name, span=span, actor=back.actor)
        return Found(party, f"who -> {back.name}", 0.8, grid.head[verb])

    def _antecedent(self, head: int, word: str, content: set[int], but: Party | None) -> Found | None:
        """Who agrees, nearest first: in the sentence, then back through the paragraph (whoever spoke in a
        sentence before its subject), then whoever spoke last, then the paragraph before."""
        grid = self.grid
        if word == "it" and (carrier := self._carrier(head)) is not None:
            return carrier
        last = self.last if self.last and (but is None or self.last.party.key != but.key) else None
        speaks = last if last and self.agrees(last.party, last.head, word) else None
        unit = grid.unit[head]
        for back in range(unit, max(-1, unit - BACK), -1):
            a, b = grid.units[back]
            if grid.paragraph[a] != grid.paragraph[head]:
                break
            if speaks and back < unit and a <= self.last_at < b:
                return Found(speaks.party, "last speaker", 0.7, speaks.head)
            topic = self._topic(a, head if back == unit else b, word, content, but)
            if topic:
                here = "the same sentence" if back == unit else "a sentence before"
                return Found(topic, f"subject of {here}", 0.65 if back == unit else 0.6, head)
        if speaks and self._near(head):
            return Found(speaks.party, "last speaker", 0.65, speaks.head)
        return self._paragraph_before(head, word, content, but)

    def _carrier(self, head: int) -> Found | None:
        """What carried the statement before ("The readout said she ... It added"), where its speaker is no
        state or organisation."""
        kind = self.last.party.actor.kind if self.last and self.last.party.actor else None
        if not self.carriers or not self._near(head) or kind in ("state", "organisation", "group"):
            return None
        if self.last and sources().get(self.grid.lemma[self.last.head]) in ("body", "office"):
            return None
        step = self.carriers[0]
        party = Party(name=step.name, span=step.span, actor=step.actor)
        return Found(party, "carrier of the statement before", 0.6, head)

    def _paragraph_before(self, head: int, word: str, content: set[int], but: Party | None) -> Found | None:
        grid = self.grid
        first = next(k for k in range(grid.n) if grid.paragraph[k] == grid.paragraph[head])
        unit = grid.unit[first] - 1
        for back in range(unit, max(-1, unit - 2), -1):
            topic = self._topic(*grid.units[back], word, content, but)
            if topic:
                return Found(topic, "subject of the paragraph before", 0.5, head)
        return None

    def _near(self, at: int) -> bool:
        return self.grid.paragraph[at] - self.grid.paragraph[min(self.last_at, at)] <= REACH

    def _topic(self, first: int, last: int, word: str, content: set[int], but: Party | None) -> Party | None:
        """Who a stretch is about: after an opening "For", its first subject that agrees, else the one
        person named in it; None where a pronoun is its subject or nobody agrees."""
        grid = self.grid
        others: dict[str, Party] = {}
        dateline = DATELINE.match(grid.text, grid.start[first]) if first < grid.n else None
        for i in range(first, last):
            if dateline and grid.start[i] < dateline.end():
                continue
            if i in content or grid.mark[i] >= 0 or grid.pos[i] not in ("PROPN", "NOUN"):
                continue
            if grid.dep[i] == "compound":
                continue
            leads = (
                grid.dep[i] == "pobj" and grid.low[grid.head[i]] in ("for", "as") and grid.head[i] - first < 2
            )
            subject = grid.dep[i] in ("nsubj", "nsubjpass") or self._cleft(i)
            if not (
                leads or subject or grid.party.get(i) in ("person", "name") or grid.entity[i] == "PERSON"
            ):
                continue
            party = self.named(i)
            if (but and party.key == but.key) or not self.agrees(party, i, word):
                continue
            if leads or subject:
                if party.actor or grid.pos[i] == "PROPN" or grid.lemma[i] in sources():
                    return party
            elif word in SINGULAR:
                others[party.key] = party
        pronoun = any(grid.low[i] == word and grid.dep[i] == "nsubj" for i in range(first, last))
        return next(iter(others.values())) if len(others) == 1 and not pronoun else None

    def _cleft(self, i: int) -> bool:
        """Whether a noun is told of by "It was X who ..." """
        grid = self.grid
        own = grid.child(grid.head[i], "nsubj") if grid.dep[i] == "attr" else None
        return own is not None and grid.low[own] == "it"

    def agrees(self, party: Party, head: int, word: str) -> bool:
        """Whether a pronoun can stand for a party, as far as the text tells."""
        grid = self.grid
        kind = party.actor.kind if party.actor else None
        plural = any(grid.dep[c] == "conj" for c in grid.children[head]) or self._several(head)
        noun = sources().get(grid.lemma[head])
        if word in SINGULAR | {"it"} and is_medium(grid, head):
            return word == "it"
        if word in SINGULAR:
            if kind == "organisation" and grid.pos[head] == "PROPN" and self._a_person(party, head):
                kind = "person"
            if kind == "organisation" and noun == "person" and grid.pos[head] == "NOUN":
                kind = None  # "the club's president, Marit Oddvarsdal", taken for a firm
            if kind not in (None, "person") or plural or self._gender(party.name, word) != word:
                return False
            return (
                kind == "person"
                or (grid.pos[head] == "PROPN" and grid.party.get(head) != "media")
                or noun == "person"
            )
        if word == "it":
            return kind in ("state", "organisation", "group") or (kind is None and noun != "person")
        return kind != "person"

    def _a_person(self, party: Party, head: int) -> bool:
        """Whether a role stands right before a name taken for a firm's, or it begins with a given name:
        "Socialist whip Casilda Berrocal", "Lidia Oronoz"."""
        grid = self.grid
        first, _, rest = party.name.casefold().partition(" ")
        return (bool(rest) and first in given_names()) or any(
            grid.dep[c] == "compound" and c < head and sources().get(grid.lemma[c]) == "person"
            for c in grid.children[head]
        )

    def _several(self, head: int) -> bool:
        """Whether a word is the plural of a noun that names sources."""
        word = self.grid.low[head]
        return word.endswith("s") and word[:-1] in sources()

    def _gender(self, name: str, word: str) -> str:
        known = self.gender.get(name)
        if known is None:
            known = next((given_names()[w] for w in name.casefold().split()[:2] if w in given_names()), word)
        return known

    def medium(self, head: int, party: Party) -> Party:
        """The medium named before that "the paper", "the agency" goes back to, else the party itself."""
        grid = self.grid
        if grid.pos[head] != "NOUN" or party.actor is not None or sources().get(grid.lemma[head]) != "media":
            return party
        first, last = self.phrase(head)
        if grid.low[first] != "the" or last - first != 1 or self.media is None:
            return party
        return Party(name=self.media.name, span=party.span, actor=self.media.actor)

    def spoke(self, found: Found | None, frame: Frame, chain: tuple[Attribution, ...]) -> None:
        """Remember who spoke, where and through whom; a quotation that went on only moves the place."""
        if found is None:
            return
        aside = frame.speaker is not None and self.grid.low[frame.speaker] == "who"
        if aside and self.last is not None:
            return  # "said Veltin, who had denied it": Veltin speaks on
        if not frame.open:
            self.last = found
        self.carriers = tuple(step for step in chain if step.role == "carrier")
        self.asked = question(self.grid, frame)
        self.last_at = max(frame.content) if frame.cue is None else frame.cue

    def held(self, found: Found, frame: Frame) -> list[Attribution]:
        """The carriers of the statement before, where the same speaker goes on with it in the paragraph."""
        grid = self.grid
        at = min(frame.content)
        if self.last is None or self.last.party.key != found.party.key or not self.carriers:
            return []
        if grid.paragraph[at] != grid.paragraph[self.last_at]:
            return []
        cue = frame.cue
        adds = cue is not None and (
            grid.lemma[cue] in ADDING or any(grid.low[c] == "also" for c in grid.children[cue])
        )
        heard = any(word in TAPED for word in self.carriers[-1].name.casefold().split())
        pronoun = frame.speaker is not None and grid.pos[frame.speaker] == "PRON" and not heard
        if not (adds or pronoun or frame.open):
            return []
        return [
            Attribution(role=s.role, name=s.name, actor=s.actor, span=s.span, cue=s.cue, inherited=True)
            for s in self.carriers
        ]

    def opened(self, frame: Frame, chain: tuple[Attribution, ...]) -> None:
        """Remember the record of a meeting that a paragraph opens with as its source, speaking for itself: it
        carries the talk told after it, until another source is named."""
        grid = self.grid
        cue, who = frame.cue, frame.speaker
        if cue is None or who is None:
            return
        first = grid.units[frame.unit][0]
        named = grid.low[cue] in SOURCING
        opens = cue == first if named else not frame.via and self._first_of_paragraph(first)
        if opens and grid.lemma[who] in RECORDS:
            steps = tuple(s for s in chain if s.role in ("carrier", "speaker"))
            self.scope = (grid.paragraph[cue], steps)
        elif frame.via or is_medium(grid, who):
            self.scope = None

    def _first_of_paragraph(self, first: int) -> bool:
        """Whether a paragraph begins with a token, blanks left aside."""
        grid = self.grid
        return all(
            grid.paragraph[i] != grid.paragraph[first] or grid.pos[i] == "SPACE"
            for i in range(max(0, first - 2), first)
        )

    def in_scope(self, found: Found, frame: Frame) -> list[Attribution]:
        """The record of a meeting that carries a saying in its paragraph; empty when there is none, or the
        saying is the record's own or was made elsewhere."""
        grid, cue = self.grid, frame.cue
        if self.scope is None or cue is None or frame.speaker is None or is_medium(grid, frame.speaker):
            return []
        paragraph, steps = self.scope
        if grid.paragraph[cue] != paragraph or grid.pos[cue] != "VERB":
            return []
        if found.party.name in {s.name for s in steps} or outside(grid, frame):
            self.scope = None
            return []
        return [
            Attribution(role="carrier", name=s.name, actor=s.actor, span=s.span, cue=s.cue, inherited=True)
            for s in steps
        ]

    def goes_on(self, at: int) -> Found | None:
        """Who a quotation without a cue goes back to: the last speaker in this paragraph or two before."""
        if self.last is None or not self._near(at):
            return None
        gap = self.grid.paragraph[at] - self.grid.paragraph[self.last_at]
        name = self.last.party.name
        return Found(self.last.party, f"last speaker {name}", 0.7 if gap <= 0 else 0.6, self.last.head)
