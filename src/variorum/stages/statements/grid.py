"""A parsed article with its quotation marks and parties: the rules below ask about tokens by number."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence

from variorum.model import Mention, Span
from variorum.stages.marks import Marked, marked
from variorum.stages.parse.tokens import Tokens

LATIN = "\u0250"
LEAST_WORDS = 6
COMMON = 0.15
TITLES = frozenset(
    """brig maj col lt sgt capt adm cmdr gov sen rep rev hon prof insp supt const cpl pvt gen msgr fr dr amb
    det comdt mr mrs ms""".split()
)
WORD = re.compile(r"[^\W_]+")


class Grid:
    """Tokens by number: words, lemmas, dependencies, name labels, heads, children, offsets, units, marks.

    ``party`` tells which tokens a mention covers and the kind of its actor: "media" for those of that
    role, "name" for a person known by one word only (who may be none), "" where there is no actor.
    ``mark[i]`` is the number of the stretch inside marks that token ``i`` stands in, else -1. A unit is a
    run of sentences that no boundary inside or right after quoted words should have parted.
    ``breaks`` are the tokens that end a line, ``passives`` cue verbs without a speaker: perhaps hearsay.
    ``joint`` gives the first token of a headline's names by their last, where the parser saw no phrase.
    ``refused`` gathers (first token, last token, rule, reason) of what was refused, None unless asked for."""

    def __init__(self, text: str, tokens: Tokens, mentions: Sequence[Mention] = ()) -> None:
        self.text = text
        self.joint: dict[int, int] = {}
        self.refused: list[tuple[int, int, str, str]] | None = None
        self.marks: list[Marked] = marked(self.text)
        self.low, self.lemma, self.dep, self.pos = tokens.low, tokens.lemma, tokens.dep, tokens.pos
        self.entity = tokens.entity
        self.content = tokens.content
        self.head, self.children = tokens.head, tokens.kids
        self.start, self.end = tokens.start, tokens.end
        self.n = len(tokens)
        self.child = tokens.child
        self.mark, self.inside = self._place_marks()
        self.breaks = [i for i, pos in enumerate(self.pos) if pos == "SPACE" and "\n" in self.low[i]]
        self.paragraph = self._paragraphs()
        self.passives: list[int] = []
        self.units = self._join([first for first, _ in tokens.sentences])
        self.party = self._parties(mentions)
        self.unit = [k for k, (a, b) in enumerate(self.units) for _ in range(a, b)]

    def _parties(self, mentions: Sequence[Mention]) -> dict[int, str]:
        found: dict[int, str] = {}
        for m in mentions:
            actor = m.actor
            kind: str = "" if actor is None else "media" if actor.role == "MED" else actor.kind
            if actor is not None and kind == "person" and " " not in actor.name:
                kind = "name"
            i = bisect_left(self.start, m.span.start)
            while i < self.n and self.start[i] < m.span.end:
                found[i] = kind
                i += 1
        return found

    def _place_marks(self) -> tuple[list[int], list[tuple[int, int]]]:
        """The stretch each token stands in, and the half-open token range of each stretch."""
        mark = [-1] * self.n
        ranges = []
        i = 0
        for k, stretch in enumerate(self.marks):
            while i < self.n and self.end[i] <= stretch.start:
                i += 1
            first = i
            while i < self.n and self.start[i] < stretch.end:
                mark[i] = k
                i += 1
            ranges.append((first, i))
        return mark, ranges

    def _paragraphs(self) -> list[int]:
        numbers: list[int] = []
        for now, i in enumerate(self.breaks):
            numbers += [now] * (i + 1 - len(numbers))
        return numbers + [len(self.breaks)] * (self.n - len(numbers))

    def _join(self, firsts: list[int]) -> list[tuple[int, int]]:
        starts: list[int] = []
        for i in firsts:
            if not starts or not self._parted_wrongly(i):
                starts.append(i)
        return list(zip(starts, [*starts[1:], self.n], strict=True)) if starts else []

    def _parted_wrongly(self, i: int) -> bool:
        """Whether a sentence boundary before token ``i`` cuts a quotation or its cue off."""
        if self.paragraph[i] != self.paragraph[i - 1]:
            return False
        if self.mark[i] >= 0 and self.mark[i] == self.mark[i - 1]:
            return True
        if self.low[i - 1].rstrip(".") in TITLES or (self.low[i - 1] == "." and self.low[i - 2] in TITLES):
            return self.text[self.end[i - 1]] == " "
        j = i
        while j < self.n and self.is_silent(j) and self.mark[j] < 0:
            j += 1
        back = j - 1
        while back >= 0 and self.is_silent(back) and self.mark[back] < 0:
            back -= 1
        if j >= self.n or back < 0 or self.paragraph[j] != self.paragraph[back]:
            return False
        after_quote = self.mark[back] >= 0 and self.mark[j] < 0
        lowercase = self.text[self.start[j]].islower()
        if after_quote:
            return lowercase or self.low[back] in (",", "?", "!")
        return lowercase and self.low[back] not in (".", "!", "?", ":")

    def is_silent(self, i: int) -> bool:
        """Whether a token holds no letter or digit."""
        return self.pos[i] in ("PUNCT", "SPACE") or not self.text[self.start[i] : self.end[i]].strip(
            "“”\"'‘’"
        )

    def refuse(self, rule: str, reason: str, first: int | None, last: int | None = None) -> None:
        """Note why something is no statement, where that is asked for."""
        if self.refused is not None and first is not None:
            self.refused.append((first, first if last is None else last, rule, reason))

    def subtree(self, i: int) -> set[int]:
        """The numbers of all tokens that hang from ``i``, itself included."""
        found, queue = {i}, [i]
        while queue:
            for c in self.children[queue.pop()]:
                if c not in found:
                    found.add(c)
                    queue.append(c)
        return found

    def span(self, article_id: str, first: int, last: int | None = None) -> Span:
        """The characters from the first token to the last, both included."""
        return Span(article_id, self.start[first], self.end[first if last is None else last])

    def at(self, start: int) -> int:
        """The token over the character ``start``."""
        return bisect_left(self.end, start + 1)

    def words(self, first: int, last: int) -> str:
        """The text from the first token to the last, both included."""
        return self.text[self.start[first] : self.end[last]]

    def is_english(self, i: int) -> bool:
        """Whether the line of token ``i`` may be English: Latin letters, and now and then a common word."""
        start = self.text.rfind("\n", 0, self.start[i]) + 1
        line = self.text[start : self.text.find("\n", self.end[i]) % (len(self.text) + 1)]
        letters = [c for c in line if c.isalpha()]
        if sum(c < LATIN for c in letters) * 2 < len(letters):
            return False
        first, last = bisect_left(self.start, start), bisect_left(self.start, start + len(line))
        words = [k for k in range(first, last) if self.low[k].isalpha()]
        common = sum(not self.content[k] for k in words)
        return len(words) < LEAST_WORDS or common >= COMMON * len(words)

    def count(self, stretch: int) -> int:
        """How many words stand in a stretch inside marks."""
        return len(WORD.findall(self.text[self.marks[stretch].start : self.marks[stretch].end]))
