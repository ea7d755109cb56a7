"""Who a source phrase names: its words, its mention, or somebody named before by the same role."""

from __future__ import annotations

from bisect import bisect_right

from variorum.model import Actor, Mention, Party, Span
from variorum.stages.statements.cues import sources
from variorum.stages.statements.grid import Grid

FEMALE = frozenset(
    ("mrs", "mrs.", "ms", "ms.", "miss", "madam", "spokeswoman", "chairwoman", "congresswoman", "queen")
)
MALE = frozenset(("mr", "mr.", "spokesman", "chairman", "congressman", "king", "sir"))
BEFORE = frozenset(
    ("det", "compound", "amod", "poss", "nummod", "nmod", "quantmod", "case", "advmod", "npadvmod", "predet")
)
WRITERS = frozenset(("journalist", "reporter", "correspondent"))


class Parties:
    """Looks up the party of a noun or name in one article."""

    def __init__(self, grid: Grid, mentions: list[Mention], article_id: str) -> None:
        self.grid = grid
        self.article_id = article_id
        self.mentions = sorted(mentions, key=lambda m: (m.span.start, -m.span.end))
        self.starts = [m.span.start for m in self.mentions]
        self.gender: dict[str, str] = {}

    def named(self, head: int) -> Party:
        """The party of a noun or name, from its own words."""
        first, last = self.phrase(head)
        grid = self.grid
        mention = self.mention(head, first, last)
        span = Span(self.article_id, grid.start[first], grid.end[last])
        actor = mention.actor if mention else None
        document = sources().get(grid.lemma[head]) == "document" and grid.pos[head] == "NOUN"
        name = actor.name if actor and not document else grid.words(first, last)
        if actor is None and (role := self._role(head, first, last)) is not None:
            name, actor = role.name, role
        self._note_gender(head, first, last, name)
        return Party(name=name, span=span, actor=actor)

    def phrase(self, head: int) -> tuple[int, int]:
        """First and last token of the words that name a source: no relative clause, no apposition."""
        grid = self.grid
        if head in grid.joint:
            return grid.joint[head], head
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
        last = self._joined(head, last)
        while last > head and grid.is_silent(last):
            last -= 1
        while first < head and (grid.is_silent(first) or grid.pos[first] in ("ADV", "CCONJ")):
            first += 1
        return first, last

    def mention(self, head: int, first: int, last: int) -> Mention | None:
        """The mention a phrase denotes: over its head word, in its apposition, or (for a readout or a
        state's channel) the office within it; None for several joined names."""
        grid = self.grid
        if head in grid.joint:
            return None
        joined = [c for c in grid.children[head] if grid.dep[c] == "conj" and head < c <= last]
        if joined:
            return None
        found = self._over(grid.start[head], grid.end[head])
        if found is None:
            apposed = grid.child(head, "appos")
            found = self._over(grid.start[apposed], grid.end[apposed]) if apposed is not None else None
        kind = sources().get(grid.lemma[head])
        if found is None and kind in ("document", "media") and grid.lemma[head] not in WRITERS:
            inside = [m for m in self._between(grid.start[first], grid.end[last]) if m.actor]
            offices = [m for m in inside if m.actor and m.actor.kind == "organisation"]
            found = offices[0] if offices else None
        return found

    def _joined(self, head: int, last: int) -> int:
        """The end of "Kenya, Mongolia" before the verb, where the parser saw only the first."""
        grid = self.grid
        verb = grid.head[head]
        if grid.dep[head] != "nsubj" or not last + 1 < verb <= last + 6 or grid.low[last + 1] != ",":
            return last
        between = range(last + 2, verb)
        named = all(grid.pos[i] == "PROPN" and grid.head[i] in (verb, verb - 1) for i in between)
        return verb - 1 if named and len(between) else last

    def _role(self, head: int, first: int, last: int) -> Actor | None:
        """The one actor named before with this role: "Defence Minister Mara Veltin ... the minister"."""
        grid = self.grid
        word = grid.low[head]
        if grid.pos[head] not in ("NOUN", "PROPN") or grid.low[first] != "the" or last - first != 1:
            return None
        found: dict[str, Actor] = {}
        for m in self.mentions[: bisect_right(self.starts, grid.start[first])]:
            titled = (
                grid.text[max(0, m.span.start - 20) : m.span.start].rstrip()[-len(word) :].casefold() == word
            )
            if m.actor and m.actor.kind != "state" and (titled or word in m.text.casefold().split()):
                found[m.actor.id] = m.actor
        return next(iter(found.values())) if len(found) == 1 else None

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

    def _note_gender(self, head: int, first: int, last: int, name: str) -> None:
        words = set(self.grid.low[first : last + 1])
        if words & FEMALE:
            self.gender.setdefault(name, "she")
        elif words & MALE:
            self.gender.setdefault(name, "he")
