"""Who a source phrase names, and who a pronoun or a quotation without a cue goes back to."""

from __future__ import annotations

from bisect import bisect_right
from typing import NamedTuple

from variorum.model import Mention, Party, Span
from variorum.stages.statements.cues import sources
from variorum.stages.statements.frames import Frame
from variorum.stages.statements.grid import Grid

SINGULAR = frozenset(("he", "she"))
PRONOUNS = SINGULAR | {"they", "it", "who"}
FEMALE = frozenset(
    ("mrs", "mrs.", "ms", "ms.", "miss", "madam", "spokeswoman", "chairwoman", "congresswoman", "queen")
)
MALE = frozenset(("mr", "mr.", "spokesman", "chairman", "congressman", "king", "sir"))
BEFORE = frozenset(
    ("det", "compound", "amod", "poss", "nummod", "nmod", "quantmod", "case", "advmod", "npadvmod", "predet")
)
REACH = 2


class Found(NamedTuple):
    """A party, how it was found ("" for a name in place), how sure that is, and the token it goes back to."""

    party: Party
    why: str
    score: float
    head: int


class Speakers:
    """Looks parties up in one article, in text order, and remembers who spoke last."""

    def __init__(self, grid: Grid, mentions: list[Mention], article_id: str) -> None:
        self.grid = grid
        self.article_id = article_id
        self.mentions = sorted(mentions, key=lambda m: (m.span.start, -m.span.end))
        self.starts = [m.span.start for m in self.mentions]
        self.last: Found | None = None
        self.last_at = 0
        self.gender: dict[str, str] = {}

    def find(self, head: int, content: set[int]) -> Found | None:
        """The party a source token names, not one named in its own content; None for "I" and "this"."""
        grid = self.grid
        if grid.low[head] in PRONOUNS and grid.pos[head] == "PRON":
            return self._pronoun(head, content)
        if grid.pos[head] == "PRON" and grid.low[head] in (
            "i",
            "we",
            "you",
            "that",
            "which",
            "this",
            "what",
            "there",
        ):
            return None
        return Found(self.named(head), "", 0.9, head)

    def named(self, head: int) -> Party:
        """The party of a noun or name, from its own words."""
        first, last = self.phrase(head)
        grid = self.grid
        mention = self.mention(head, first, last)
        span = Span(self.article_id, grid.start[first], grid.end[last])
        actor = mention.actor if mention else None
        document = sources().get(grid.lemma[head]) == "document" and grid.pos[head] == "NOUN"
        name = actor.name if actor and not document else grid.words(first, last)
        self._note_gender(head, first, last, name)
        return Party(name=name, span=span, actor=actor)

    def phrase(self, head: int) -> tuple[int, int]:
        """First and last token of the words that name a source: no relative clause, no apposition."""
        grid = self.grid
        first = last = head
        for c in reversed([c for c in grid.children[head] if c < head]):
            if grid.dep[c] in BEFORE and grid.mark[c] < 0:
                first = min(first, *grid.subtree(c))
            elif grid.dep[c] != "punct" or grid.low[c] not in ("-", "–"):
                break
        for c in [c for c in grid.children[head] if c > head]:
            tied = grid.dep[c] == "prep" and grid.low[c] in ("of", "for", "from", "at") and c == last + 1
            if (tied or grid.dep[c] in ("conj", "cc", "compound", "nummod")) and grid.mark[c] < 0:
                right = max(i for i in grid.subtree(c) if grid.dep[i] not in ("case", "appos"))
                if right - c > 10 or any(
                    grid.pos[i] in ("VERB", "AUX", "SPACE") for i in range(c, right + 1)
                ):
                    break
                last = max(last, right)
            elif grid.dep[c] not in ("punct", "case"):
                break
        while last > head and grid.is_silent(last):
            last -= 1
        while first < head and (grid.is_silent(first) or grid.pos[first] in ("ADV", "CCONJ")):
            first += 1
        return first, last

    def mention(self, head: int, first: int, last: int) -> Mention | None:
        """The mention a phrase denotes: over its head word, in its apposition, or (for a readout or a
        state's channel) the office within it; None for several joined names."""
        grid = self.grid
        joined = [c for c in grid.children[head] if grid.dep[c] == "conj" and head < c <= last]
        if joined:
            return None
        found = self._over(grid.start[head], grid.end[head])
        if found is None:
            apposed = grid.child(head, "appos")
            found = self._over(grid.start[apposed], grid.end[apposed]) if apposed is not None else None
        if found is None and sources().get(grid.lemma[head]) == "document":
            inside = [m for m in self._between(grid.start[first], grid.end[last]) if m.actor]
            offices = [m for m in inside if m.actor and m.actor.kind == "organisation"]
            found = offices[0] if offices else None
        return found

    def _over(self, start: int, end: int) -> Mention | None:
        k = bisect_right(self.starts, start)
        for m in reversed(self.mentions[max(0, k - 4) : k]):
            if m.span.start <= start and end <= m.span.end:
                return m
        return None

    def _between(self, start: int, end: int) -> list[Mention]:
        return [
            m
            for m in self.mentions[bisect_right(self.starts, start - 1) :]
            if m.span.end <= end and m.span.start < end
        ]

    def _pronoun(self, head: int, content: set[int]) -> Found | None:
        grid = self.grid
        word = grid.low[head]
        span = Span(self.article_id, grid.start[head], grid.end[head])
        if word == "who":
            verb = grid.head[head]
            while grid.dep[verb] != "relcl" and grid.head[verb] != verb:
                verb = grid.head[verb]
            if grid.dep[verb] != "relcl":
                return None
            back = self.named(grid.head[verb])
            return Found(
                Party(name=back.name, span=span, actor=back.actor),
                f"who -> {back.name}",
                0.8,
                grid.head[verb],
            )
        best = self._antecedent(head, word, content)
        if best is None:
            return Found(
                Party(name=grid.words(head, head), span=span), f"pronoun {word}: nobody in reach", 0.3, head
            )
        name = best.party.name
        if word in SINGULAR:
            self.gender.setdefault(name, word)
        party = Party(name=name, span=span, actor=best.party.actor)
        return Found(party, f"pronoun {word} -> {name}: {best.why}", best.score, best.head)

    def _antecedent(self, head: int, word: str, content: set[int]) -> Found | None:
        """The nearest agreeing subject of this or the sentence before, else the last speaker."""
        grid = self.grid
        a, _ = grid.units[grid.unit[head]]
        own = self._subject_in(a, head, word, content)
        if own:
            return Found(own, "subject of the same sentence", 0.65, head)
        last = self.last
        if grid.unit[head] > 0:
            b, c = grid.units[grid.unit[head] - 1]
            spoke = last is not None and self.last_at >= b
            before = None if spoke else self._subject_in(b, c, word, content)
            if before:
                return Found(before, "subject of the sentence before", 0.6, head)
        if last and self.agrees(last.party, last.head, word) and self._near(head):
            return Found(last.party, "last speaker", 0.7, last.head)
        return None

    def _near(self, at: int) -> bool:
        return self.grid.paragraph[at] - self.grid.paragraph[min(self.last_at, at)] <= REACH

    def _subject_in(self, first: int, last: int, word: str, content: set[int]) -> Party | None:
        grid = self.grid
        for i in range(first, last):
            if i in content or grid.mark[i] >= 0 or grid.dep[i] not in ("nsubj", "nsubjpass"):
                continue
            if grid.pos[i] in ("PROPN", "NOUN"):
                party = self.named(i)
                if self.agrees(party, i, word) and (
                    party.actor or grid.pos[i] == "PROPN" or grid.lemma[i] in sources()
                ):
                    return party
        return None

    def agrees(self, party: Party, head: int, word: str) -> bool:
        """Whether a pronoun can stand for a party, as far as the text tells."""
        kind = party.actor.kind if party.actor else None
        plural = self.grid.children[head] and any(
            self.grid.dep[c] == "conj" for c in self.grid.children[head]
        )
        if word in SINGULAR:
            if kind not in (None, "person") or plural or self.gender.get(party.name, word) != word:
                return False
            return (
                kind == "person"
                or self.grid.pos[head] == "PROPN"
                or sources().get(self.grid.lemma[head]) == "person"
            )
        if word == "it":
            return kind in ("state", "organisation", "group") or (
                kind is None and sources().get(self.grid.lemma[head]) != "person"
            )
        return kind != "person"

    def _note_gender(self, head: int, first: int, last: int, name: str) -> None:
        words = set(self.grid.low[first : last + 1])
        if words & FEMALE:
            self.gender.setdefault(name, "she")
        elif words & MALE:
            self.gender.setdefault(name, "he")

    def spoke(self, found: Found, frame: Frame) -> None:
        """Remember who spoke last, and where; a quotation that went on only moves the place."""
        if not frame.open:
            self.last = found
        self.last_at = max(frame.content) if frame.cue is None else frame.cue

    def goes_on(self, at: int) -> Found | None:
        """Who a quotation without a cue goes back to: the last speaker in this paragraph or two before."""
        if self.last is None or not self._near(at):
            return None
        gap = self.grid.paragraph[at] - self.grid.paragraph[self.last_at]
        return Found(
            self.last.party, f"last speaker {self.last.party.name}", 0.7 if gap <= 0 else 0.6, self.last.head
        )
