"""Who a source phrase names: its words, its mention, or somebody named before by the same role."""

from __future__ import annotations

from bisect import bisect_right

from variorum.model import Actor, Mention, Party, Span
from variorum.stages.statements.cues import sources
from variorum.stages.statements.grid import TITLES, Grid

FEMALE = frozenset(
    ("mrs", "mrs.", "ms", "ms.", "miss", "madam", "spokeswoman", "chairwoman", "congresswoman", "queen")
)
MALE = frozenset(("mr", "mr.", "spokesman", "chairman", "congressman", "king", "sir"))
BEFORE = frozenset(
    ("det", "compound", "amod", "poss", "nummod", "nmod", "quantmod", "case", "advmod", "npadvmod", "predet")
)
DEFINITE = frozenset(("the", "his", "her", "its", "their"))
CALLED = frozenset(("named", "called", "identified", "known", "nicknamed", "dubbed"))
WRITERS = frozenset(("journalist", "reporter", "correspondent"))


class Parties:
    """Looks up the party of a noun or name in one article."""

    def __init__(self, grid: Grid, mentions: list[Mention], article_id: str) -> None:
        self.grid = grid
        self.article_id = article_id
        self.mentions = sorted(mentions, key=lambda m: (m.span.start, -m.span.end))
        self.starts = [m.span.start for m in self.mentions]
        self.gender: dict[str, str] = {}
        self.roles: dict[str, list[int]] | None = None

    def named(self, head: int) -> Party:
        """The party of a noun or name, from its own words."""
        first, last = self.phrase(head)
        grid = self.grid
        mention = self.mention(head, first, last)
        span = Span(self.article_id, grid.start[first], grid.end[last])
        actor = mention.actor if mention and not self._mistaken(head, first, mention) else None
        if actor is None or actor.kind != "person" or self._is_role(head, actor.name):
            apposed = self._apposed(head)
            apposed = self._named_elsewhere(head) if apposed is None else apposed
            if apposed is not None:
                a, b = self.phrase(apposed)
                over = self._over(grid.start[apposed], grid.end[apposed])
                actor = over.actor if over else None
                return Party(name=actor.name if actor else grid.words(a, b), span=span, actor=actor)
        document = sources().get(grid.lemma[head]) == "document" and grid.pos[head] == "NOUN"
        name = actor.name if actor and not document else grid.words(first, last)
        if actor and grid.pos[head] == "PROPN" and mention and grid.low[head] not in name.casefold():
            outside = mention.span.start > grid.end[head]
            name = grid.words(first, last) if outside else name  # "Mara Veltin, the Finnish minister"
        if actor is None and (role := self._role(head, first, last)) is not None:
            name, actor = role.name, role
        self._note_gender(head, first, last, name)
        return Party(name=name, span=span, actor=actor)

    def _mistaken(self, head: int, first: int, mention: Mention) -> bool:
        """Whether a subject was taken for an apposition of a name in the phrase before: "In a post by Lena
        Brandt, the mayor of Brno says"."""
        grid = self.grid
        a = grid.units[grid.unit[head]][0]
        if grid.pos[head] != "NOUN" or grid.dep[head] != "nsubj" or mention.actor is None or first < a + 2:
            return False
        other = grid.words(first, head).casefold() not in mention.actor.name.casefold()
        return (
            other and grid.low[first - 1] == "," and grid.pos[a] == "ADP" and mention.actor.kind == "person"
        )

    def _is_role(self, head: int, name: str) -> bool:
        """Whether an actor goes by a role where a name may follow: "a Thai army spokesman, Colonel X"."""
        if name == name.lower() or "’s " in name:
            return True
        return self.grid.pos[head] == "NOUN" and name.casefold().endswith(self.grid.low[head])

    def _named_after(self, head: int) -> int | None:
        """The person between commas after a role and what it is of: "the head of the Service, NAME,"."""
        grid = self.grid
        word = grid.low[head]
        if sources().get(grid.lemma[head], sources().get(word)) != "person" or head in grid.party:
            return None
        end = min(grid.units[grid.unit[head]][1] - 2, head + 12)
        comma = next((i for i in range(head + 1, end) if grid.low[i] == ","), None)
        if comma is None or any(grid.pos[i] in ("VERB", "AUX", "PRON") for i in range(head + 1, comma)):
            return None
        last = comma + 1
        while last + 1 < grid.n and grid.pos[last] == "PROPN" and grid.pos[last + 1] == "PROPN":
            last += 1
        closed = grid.low[last + 1 : last + 2] in ([","], ["."])
        person = grid.party.get(last) == "person" or grid.entity[last] == "PERSON"
        return last if closed and last > comma + 1 and person else None

    def _apposed(self, head: int) -> int | None:
        """The name of somebody told by a role: "its chief, Marta Kowalik", "a clerk named Obadiah Mwale"."""
        grid = self.grid
        if grid.pos[head] == "PROPN":
            return self._named_after(head)
        if grid.pos[head] != "NOUN" or sources().get(grid.lemma[head]) not in (None, "person", "media"):
            return None
        for c in grid.children[head]:
            if c < head or grid.mark[c] >= 0:
                continue
            if grid.dep[c] == "appos" and grid.pos[c] == "PROPN":
                return c if grid.low[c].rstrip(".") not in TITLES else self._after_title(c)
            name = self._called(c) if grid.dep[c] == "acl" else None
            if name is None and grid.dep[c] == "appos":
                name = next((n for k in grid.children[c] if (n := self._called(k)) is not None), None)
            if name is not None:
                return name
        return self._named_after(head)

    def _named_elsewhere(self, head: int) -> int | None:
        """The name that a definite role has elsewhere: "the ambassador ... The ambassador, NAME"."""
        grid = self.grid
        if grid.pos[head] != "NOUN" or grid.low[head] != grid.lemma[head]:
            return None
        if sources().get(grid.lemma[head]) != "person" or not self._definite(head):
            return None
        if self.roles is None:
            self.roles = {}
            for i, dep in enumerate(grid.dep):
                role = grid.head[i]
                if dep == "appos" and grid.pos[role] == "NOUN" and self._definite(role):
                    self.roles.setdefault(grid.lemma[role], []).append(role)
        named = [name for i in self.roles.get(grid.lemma[head], ()) if (name := self._apposed(i)) is not None]
        same = [i for i in self.roles.get(grid.lemma[head], ()) if self._agree(i, head)]
        return named[0] if len(named) == 1 and same else None

    def _definite(self, head: int) -> bool:
        return any(
            self.grid.low[c] in DEFINITE or self.grid.dep[c] == "poss" for c in self.grid.children[head]
        )

    def _agree(self, named: int, other: int) -> bool:
        """Whether a named role and one without a name can be one man: neither's own words say otherwise."""
        words = [
            {
                self.grid.low[c]
                for c in self.grid.children[i]
                if c < i and self.grid.dep[c] in ("compound", "amod")
            }
            for i in (named, other)
        ]
        return words[0] <= words[1] or words[1] <= words[0]

    def _after_title(self, title: int) -> int | None:
        """The name after "Brig." where the parser ends a sentence there."""
        grid = self.grid
        last = title + 1 if grid.low[title + 1 : title + 2] == ["."] else title
        name = None
        while last + 1 < grid.n and grid.pos[last + 1] == "PROPN":
            last = name = last + 1
        return name

    def _called(self, verb: int) -> int | None:
        """The name after "named", "called", "identified as"."""
        grid = self.grid
        if grid.low[verb] not in CALLED:
            return None
        for c in grid.children[verb]:
            name = grid.child(c, "pobj") if grid.low[c] == "as" else c
            if name is not None and name > verb and grid.pos[name] == "PROPN":
                return name
        return None

    def phrase(self, head: int) -> tuple[int, int]:
        """First and last token of the words that name a source: no relative clause, no apposition."""
        grid = self.grid
        if head in grid.joint:
            return grid.joint[head], head
        first = last = head
        for c in reversed([c for c in grid.children[head] if c < head]):
            if grid.dep[c] in BEFORE and grid.mark[c] < 0 and not self._opens(c):
                first = min(first, *grid.subtree(c))
            elif grid.dep[c] != "punct" or grid.low[c] not in ("-", "–"):
                break
        for c in [c for c in grid.children[head] if c > head]:
            tied = grid.dep[c] == "prep" and grid.low[c] in ("of", "for", "from", "at") and c == last + 1
            if (tied or grid.dep[c] in ("conj", "cc", "compound", "nummod")) and grid.mark[c] < 0:
                right = self._end(c)
                if right - c > 10 or any(
                    grid.pos[i] in ("VERB", "AUX", "SPACE") for i in range(c, right + 1)
                ):
                    break
                last = max(last, right)
            elif grid.dep[c] == "appos" and grid.pos[c] == "PROPN" and min(grid.subtree(c)) == last + 1:
                last = max(last, c)
            elif grid.dep[c] not in ("punct", "case"):
                break
        last = self._joined(head, last)
        while last > head and grid.is_silent(last):
            last -= 1
        first = self._after_dateline(first, head)
        while first < head and (grid.is_silent(first) or grid.pos[first] in ("ADV", "CCONJ")):
            first += 1
        return first, last

    def _after_dateline(self, first: int, head: int) -> int:
        """The first token of a phrase less a place and a dash that open its line: "Kampala - Legislators"."""
        grid = self.grid
        if first + 2 > head or grid.low[first + 1] not in ("-", "–", "—"):
            return first
        opens = first == 0 or grid.pos[first - 1] == "SPACE"
        apart = grid.text[grid.end[first] : grid.end[first] + 1] == " "
        return first + 2 if opens and apart else first

    def _opens(self, c: int) -> bool:
        """Whether a word is the participle a sentence opens with: "Briefing envoys in Oslo, ..." """
        grid = self.grid
        return grid.pos[c] == "VERB" and grid.low[c].endswith("ing") and c == grid.units[grid.unit[c]][0]

    def _end(self, c: int) -> int:
        """The last token of a complement, its own apposition after a comma left off."""
        grid = self.grid
        within = grid.subtree(c)
        for k in [k for k in within if grid.dep[k] == "appos" and grid.low[k - 1] == ","]:
            within = within - grid.subtree(k)
        return max((i for i in within if grid.dep[i] != "case" and not grid.is_silent(i)), default=c)

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
