"""What in a text may name an actor: words of the tables, and runs of capitalised words that may be names."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import Any, NamedTuple

from variorum.stages.actors.holders import find, known_words
from variorum.stages.actors.link import (
    Entry,
    Organisation,
    Role,
    State,
    Word,
    index,
    last_words,
    match,
    words,
)
from variorum.stages.parse import Parse

DATELINE = re.compile(
    r"^(?:[A-ZÀ-Þ][A-ZÀ-Þ'’.-]{2,}[^\n—–]{0,50}?)(?:\([^)\n]*\))? ?(?:—|–|--| - )", re.MULTILINE
)
PLACES = frozenset(("GPE", "LOC", "FAC"))
NOT_PERSONS = PLACES | {"ORG", "EVENT", "LAW", "WORK_OF_ART", "PRODUCT", "NORP", "DATE", "LANGUAGE"}
SWALLOW = PLACES | {"PERSON", "EVENT", "LAW", "WORK_OF_ART", "PRODUCT", "ORG"}
FEW = 3
LISTED = "LISTED"
LONGEST_NAME = 6


def _set(listed: str) -> frozenset[str]:
    return frozenset(re.findall(r"\w+", listed))


LOCATIVE = _set("in at from near across inside outside around throughout within")
PARTICLES = _set("de da dos del van von der den bin ibn al el ul di du la ter")
NEVER = _set(
    """monday tuesday wednesday thursday friday saturday sunday
    january february march april may june july august september october november december
    i he she it we they the a an this that these those his her its our their and but or if
    in on at by as for from with when while after before what who how why there here not no yes so
    also both analysts later earlier last next according to"""
)


class Found(NamedTuple):
    """Words ``[start, end)`` of a text and the entry of the tables they match."""

    start: int
    end: int
    entry: Entry


class Run(NamedTuple):
    """Words ``[start, end)`` that stand as a name, and the label the model gives most of it ("" for none)."""

    start: int
    end: int
    label: str


class Reading:
    """A text as the actors stage sees it: its words, what the tables match, its runs of names."""

    def __init__(self, text: str, parse: Parse) -> None:
        self.text = text
        self.words: list[Word] = words(text)
        self.doc: Any = parse.doc
        self.tokens = parse.tokens
        self._starts = parse.tokens.start
        self.labels = self._labels(parse.doc)
        self._label_ends = [right for _, right, _ in self.labels]
        self.datelines = [(m.start(), m.end()) for m in DATELINE.finditer(text)]
        self.titles = self._title_lines()
        self.found = self._kept(self._matches())
        self.cover: dict[int, Found] = {n: f for f in self.found for n in range(f.start, f.end)}
        self.runs = self._runs()

    def token(self, word: Word) -> Any:
        """The token in which a word begins."""
        return self.doc[max(bisect_right(self._starts, word.start) - 1, 0)]

    def number(self, at: int) -> int:
        """The number of the token in which word ``at`` begins."""
        return max(bisect_right(self._starts, self.words[at].start) - 1, 0)

    def sentence(self, at: int) -> int:
        """The number of the sentence in which word ``at`` begins."""
        return self.tokens.sentence[self.number(at)]

    def gap(self, left: int, right: int) -> str:
        """The characters between the words ``left`` and ``right``."""
        return self.text[self.words[left].end : self.words[right].start]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The characters of the words ``[start, end)``."""
        return self.words[start].start, self.words[end - 1].end

    def shouted(self, at: int) -> bool:
        """Whether word ``at`` stands in a line of nothing but capitals."""
        return any(a <= self.words[at].start < b and up for a, b, up in self.titles)

    def titled(self, at: int) -> bool:
        """Whether word ``at`` stands in a line whose words are capitalised, so that capitals tell nothing."""
        return any(a <= self.words[at].start < b for a, b, _ in self.titles)

    def located(self, found: Found) -> bool:
        """Whether a name stands for the place and not for those who act there."""
        word = self.words[found.start]
        if any(start <= word.start < end for start, end in self.datelines):
            return True
        token = self.token(self.words[found.end - 1])
        if found.start and self.gap(found.start - 1, found.start) == ", ":
            before = self.token(self.words[found.start - 1])
            if before.ent_type_ in PLACES and found.start - 1 not in self.cover:
                return True
        if isinstance(found.entry, State) and found.entry.kind == "capital" and self._of_place(found, token):
            return True
        for _ in range(8):
            if token.dep_ != "conj":
                break
            token = token.head
        if token.dep_ != "pobj":
            return False
        return token.head.lower_ in LOCATIVE

    def _of_place(self, found: Found, token: Any) -> bool:
        """Whether a capital tells where something is: "a London court", "Taipei, Taiwan"."""
        after = self.cover.get(found.end)
        if token.dep_ == "compound" and after is None and not self.words[found.end - 1].owns:
            return bool(token.head.pos_ == "NOUN")
        inside = (
            after is not None
            and isinstance(after.entry, State)
            and after.entry.codes == getattr(found.entry, "codes", ())
        )
        return inside and self.gap(found.end - 1, found.end) == ", "

    def _labels(self, doc: Any) -> list[tuple[int, int, str]]:
        return [(e.start_char, e.end_char, e.label_) for e in doc.ents]

    def label(self, start: int, end: int) -> tuple[str, int, int] | None:
        """The label and characters of the model's name that covers most of ``[start, end)``, or None."""
        best = None
        for left, right, label in self.labels[bisect_right(self._label_ends, start) :]:
            if left >= end:
                break
            shared = min(right, end) - max(left, start)
            if shared > 0 and (best is None or shared > best[0]):
                best = (shared, label, left, right)
        return best and best[1:]

    def _title_lines(self) -> list[tuple[int, int, bool]]:
        """Lines of four or more words of which most are capitalised, and whether they are all capitals."""
        lines, start, bounds = [], 0, []
        for line in self.text.split("\n"):
            bounds.append((start, start + len(line)))
            start += len(line) + 1
        at = 0
        for left, right in bounds:
            long = []
            while at < len(self.words) and self.words[at].start < right:
                if len(self.words[at].text) > 3:
                    long.append(self.words[at].text)
                at += 1
            if len(long) >= 4 and sum(w[0].isupper() for w in long) > 0.7 * len(long):
                lines.append((left, right, sum(w.isupper() for w in long) > 0.7 * len(long)))
        return lines

    def _matches(self) -> list[Found]:
        found: list[Found] = []
        at = 0
        known = index()
        while at < len(self.words):
            hit = match(self.text, self.words, at) if self.words[at].key in known else None
            if hit is None:
                at += 1
                continue
            end, entry = hit
            short = not isinstance(entry, Role) and end == at + 1 and len(self.words[at].text) <= 3
            after = bool(found) and found[-1].end == at
            if not (short and (self.shouted(at) or (not after and self._loud(at)))):
                found.append(Found(at, end, entry))
            at = end
        return found

    def _loud(self, at: int) -> bool:
        """Whether a word of capitals goes before word ``at``, as in "KIM JONG UN"."""
        before = self.words[at - 1].text if at else ""
        return len(before) > 1 and before.isupper() and self.gap(at - 1, at) == " "

    def _kept(self, found: list[Found]) -> list[Found]:
        """What is left when names inside longer names ("Bank of China", "Israel Katz") are taken away."""
        covered = {n: isinstance(f.entry, Role) for f in found for n in range(f.start, f.end)}
        return [f for f in found if isinstance(f.entry, Role) or not self._swallowed(f, covered)]

    def _swallowed(self, found: Found, covered: dict[int, bool]) -> bool:
        entry = found.entry
        start, end = self.span(found.start, found.end)
        held = self.label(start, end)
        if isinstance(entry, State) and entry.care == "gpe" and len(self.words) > FEW:
            nationals = held and held[0] in ("PERSON", "ORG", "PRODUCT", "WORK_OF_ART")
            if nationals and not self.words[found.end - 1].owns:
                return True
        if (
            held is None
            or held[0] not in SWALLOW
            or (isinstance(entry, Organisation) and held[0] != "PERSON")
        ):
            return False
        if isinstance(entry, State) and entry.kind in ("adjective", "demonym", "plural"):
            return held[0] not in ("GPE", "ORG", "PERSON") and self._more(found, held, covered)
        if self.words[found.end - 1].owns:
            return False
        return self._more(found, held, covered)

    def _more(self, found: Found, held: tuple[str, int, int], covered: dict[int, bool]) -> bool:
        """Whether the model's name has capitalised words of its own beside the one found."""
        _, left, right = held
        at = found.start
        while at and self.words[at - 1].start >= left:
            at -= 1
        while at < len(self.words) and self.words[at].end <= right:
            word = self.words[at]
            if at not in covered and word.text[0].isupper() and word.key not in NEVER:
                return True
            at += 1
        return False

    def _runs(self) -> list[Run]:
        runs, at = [], 0
        while at < len(self.words):
            if not self.words[at].text[0].isupper():
                at += 1
                continue
            listed = self._listed(at)
            if listed:
                runs.append(Run(at, listed, LISTED))
                at = listed
                continue
            if not self._opens(at):
                at += 1
                continue
            end = at + 1
            while end < len(self.words) and not self.words[end - 1].owns:
                step = self._goes_on(end)
                if not step:
                    break
                end += step
            start, stop = self.span(at, end)
            held = self.label(start, stop)
            inner = self._person_inside(at, end, held)
            if inner > at:
                before = self.label(start, self.words[inner - 1].end)
                runs.append(Run(at, inner, before[0] if before else ""))
            runs.append(Run(inner, end, held[0] if held else ""))
            at = end
        return runs

    def _listed(self, at: int) -> int:
        """Where an office-holder's whole name that begins at word ``at`` ends; 0 when none begins there."""
        first = self.words[at]
        if first.key not in known_words() or at in self.cover:
            return 0
        end = at + 1
        while end < len(self.words) and end - at < LONGEST_NAME and not self.words[end - 1].owns:
            step = self._goes_on(end)
            if not step:
                break
            end += step
        for stop in range(end, at, -1):
            start, last = self.span(at, stop)
            if find(self.text[start:last]) and (stop - at > 1 or (stop == end and self._lone(at))):
                return stop
        return 0

    def _lone(self, at: int) -> bool:
        """Whether a single word is seen as a person's name, so that it may be an office-holder's."""
        token = self.token(self.words[at])
        return bool(token.ent_type_ == "PERSON" or token.pos_ == "PROPN")

    def _person_inside(self, at: int, end: int, held: tuple[str, int, int] | None) -> int:
        """Where a person's whole name begins inside a longer run ("Acme Captain Ana Reyes"); else ``at``."""
        if held is None or held[0] != "PERSON":
            return at
        inner = next((n for n in range(at, end) if self.words[n].start >= held[1]), at)
        return inner if sum(word.end <= held[2] for word in self.words[inner:end]) > 1 else at

    def _opens(self, at: int) -> bool:
        word = self.words[at]
        if at in self.cover or word.key in NEVER:
            return False
        token = self.token(word)
        return bool(token.ent_type_ == "PERSON" or token.pos_ == "PROPN" or token.ent_type_ == "ORG")

    def _goes_on(self, at: int) -> int:
        """How many words from ``at`` continue a run: 0, 1, or 2 with a particle."""
        word, gap = self.words[at], self.gap(at - 1, at)
        if at in self.cover:
            return 0
        if gap in ("-", "‑"):
            return 1
        if gap in ("' ", "’ ") and word.key in last_words() and word.text[0].isupper():
            return 1
        initial = len(self.words[at - 1].text) == 1 and gap in (". ", ".")
        if gap not in (" ", "\u00a0", "'", "’") and not initial:
            return 0
        if word.text[0].isupper():
            return int(word.key not in NEVER)
        after = at + 1 < len(self.words) and self.words[at + 1].text[0].isupper()
        return 2 if word.key in PARTICLES and after and at + 1 not in self.cover else 0
