"""Plain text as people paste it: the article among labels, headline, byline, credits, links and footers."""

from __future__ import annotations

import re
from collections.abc import Sequence

from variorum.model import Document, Removed, Segment
from variorum.sources import dates
from variorum.stages.article import clean, credits, densest
from variorum.stages.article.cleaned import Cleaned

HEAD = 25
NEAR = 8  # lines above the text of a whole page that its head may begin with
NAME = r"(?:(?:[A-ZÀ-Þ]\.)+|(?:(?:van|von|de|der|den|al|el|bin|da|di|la|le|du|dos|del)\s)*[A-ZÀ-Þ][\w’'-]+)"
PERSON = re.compile(
    rf"(?P<name>{NAME}(?: {NAME}){{1,3}})(?:(?:, | in | and ){NAME}(?:[ ,]+(?:and )?{NAME}){{0,5}})?$"
)
BY = re.compile(r"^(?:written |reported |words |text |story |report )?by:?\s+", re.IGNORECASE)
IN_PLACE = re.compile(r"\s+in [A-ZÀ-Þ][\w.’' -]+$|,\s+(?:[A-Z][\w ]+ )?(?:correspondent|reporter|editor)$")
STAFF = re.compile(
    r"^(?P<outlet>.{2,60}?)\s+(?:staff|web desk|news desk)(?: (?:writer|reporter)s?)?$", re.IGNORECASE
)
OWNER = re.compile(
    r"^(?:©|\(c\)|copyright)\s*(?:\d{4}(?:\s*[-–]\s*\d{4})?\s*)?"
    r"(?P<outlet>[^.,©|]{2,60}?)\s*(?:\d{4})?(?:[.,|]|$)",
    re.IGNORECASE,
)
DATED = re.compile(
    r"^(?:first )?(?:published|posted|updated|last updated|date)\s*(?:on|at)?\s*:?\s*", re.IGNORECASE
)
LINE = re.compile(r"[^\n\r\v\f\x1c-\x1e\x85\u2028\u2029]+")
BLANK = " \t\u00a0\u200b\ufeff\u2003\u2002\u3000"
Span = tuple[int, int]


def clean_text(text: str, document: Document) -> Cleaned:
    """The article in a decoded plain text; its characters are the document's, one for one."""
    spans = paragraphs(text)
    lines = [text[a:b].translate(BREAKS) for a, b in spans]
    head, kinds = _sorted(lines, document.title)
    outlet = _outlet(lines, kinds, head)
    if not any(k is None for k in kinds):
        kinds = [None] * len(kinds)  # nothing looks like text: better all of it than none
    kept = [i for i, kind in enumerate(kinds) if kind is None]
    cleaned = Cleaned(text="\n".join(lines[i] for i in kept))
    cleaned.segments = _segments([spans[i] for i in kept])
    cleaned.removed = tuple(Removed(kind, *spans[i]) for i, kind in enumerate(kinds) if kind)
    cleaned.title, cleaned.outlet, cleaned.byline, cleaned.published = (
        head.title,
        outlet,
        head.byline,
        head.published,
    )
    cleaned.stated = {
        name: "text" for name in ("title", "outlet", "byline", "published") if getattr(cleaned, name)
    }
    if not kept:
        return cleaned
    cleaned.dateline = next((d for i in kept[:2] if (d := credits.dateline_of(lines[i])[0])), None)
    if cleaned.dateline:
        cleaned.stated["dateline"] = "text"
    placed = [(line, *span) for line, span in zip(lines, spans, strict=True)]
    first, last = kept[0], kept[-1]
    body = [placed[i] for i in kept]
    before = [
        p
        for p, k in zip(placed[:first], kinds[:first], strict=True)
        if k in ("byline", "photo", "credit", "label")
    ]
    inside = [placed[i] for i in range(first, last) if kinds[i] in ("photo", "credit")]
    cleaned.credits = credits.find(before, body, [*inside, *placed[last + 1 :]], url=document.url)
    return cleaned


def _sorted(lines: Sequence[str], known: str | None) -> tuple[Head, list[str | None]]:
    """The head of a text, and what each line is when it is not text.

    Of a whole page the head is what stands from its headline on, and its menus are marked first."""
    outside = set(densest.outside(lines))
    inside = [i for i in range(len(lines)) if i not in outside]
    start = 0
    if outside and inside:
        place = densest.headline(lines, inside[0], [lines[i] for i in inside])
        start = place if place >= 0 else max(inside[0] - NEAR, 0)
        known = lines[place] if place >= 0 else known
    head = Head(lines[start : inside[-1] + 1 if inside else None], known, led=bool(outside))
    titles = [title for title in (head.title, known) if title]
    kinds: list[str | None] = ["navigation" if i in outside else None for i in range(len(lines))]
    found = clean.sort_out([lines[i] for i in inside], titles, marked_up=bool(outside))
    for i, kind in zip(inside, found, strict=True):
        kinds[i] = kind
    for i, kind in head.kinds.items():
        kinds[start + i] = kind
    return head, kinds


BREAKS = {ord(c): " " for c in "\n\r\v\f\x1c\x1d\x1e\x85\u2028\u2029"}


def paragraphs(text: str) -> list[Span]:
    """Where each line stands without blanks at its ends; hard-wrapped lines are taken together."""
    lines = []
    for found in LINE.finditer(text):
        line = found[0]
        start = found.start() + len(line) - len(line.lstrip(BLANK))
        end = found.start() + len(line.rstrip(BLANK))
        if end > start and not line.isspace():
            lines.append((start, end))
    return _unwrapped(text, lines)


def _unwrapped(text: str, lines: list[Span]) -> list[Span]:
    """Join lines broken at a fixed width, which shows in blocks whose lines mostly end in mid-sentence."""
    blocks: list[list[Span]] = []
    for span in lines:
        gap = text[blocks[-1][-1][1] : span[0]] if blocks else ""
        if blocks and len(gap) <= 2 and gap.replace("\r\n", "\n").count("\n") == 1:
            blocks[-1].append(span)
        else:
            blocks.append([span])
    wrapped = [
        block
        for block in blocks
        if len(block) > 2 and sum(45 <= b - a <= 90 for a, b in block[:-1]) >= 0.9 * (len(block) - 1)
        and sum(bool(clean.SENTENCE.search(text[b - 2 : b])) for a, b in block[:-1]) * 2 < len(block) - 1
    ]  # fmt: skip
    if sum(map(len, wrapped)) * 2 < len(lines):
        return lines
    joined = [
        [(b[0][0], b[-1][1])] if len(b) > 1 and all(45 <= e - s <= 90 for s, e in b[:-1]) else b
        for b in blocks
    ]
    return [span for block in joined for span in block]


def _segments(spans: list[Span]) -> tuple[Segment, ...]:
    segments, at = [], 0
    for start, end in spans:
        segments.append(Segment(at, at + end - start, start, end))
        at += end - start + 1
    return tuple(segments)


class Head:
    """What stands above the first sentence: headline, byline, outlet, date and labels, by line number.

    ``led``: a long line under the headline is the lead, for it was chosen from a whole page."""

    def __init__(self, lines: Sequence[str], known_title: str | None, *, led: bool = False) -> None:
        self._led = led
        self.kinds: dict[int, str] = {}
        self.title: str | None = None
        self.byline: tuple[str, ...] = ()
        self.published: str | None = None
        self.mastheads: list[str] = []
        self._lines = lines
        self._double(known_title)
        end = self._first_sentence()
        rest = [i for i in range(end) if i not in self.kinds and not self._plain(i)]
        place = min((i for i, kind in self.kinds.items() if kind == "headline"), default=-1)
        if self.title is None:
            place = self._headline(rest)
        for i in rest:
            if i not in self.kinds:
                self._other(i, place)

    def _double(self, known: str | None) -> None:
        """A headline printed twice, or one that is known already."""
        folded = [clean.fold(line) if len(line) < 300 else "" for line in self._lines[:HEAD]]
        wanted = clean.fold(known) if known else ""
        for i, line in enumerate(folded):
            twice = line.count(" ") >= 2 and line in folded[i + 1 : i + 6]
            if line and (line == wanted or twice):
                self.title = self._lines[i]
                self.kinds = {j: "headline" for j, other in enumerate(folded) if other == line}
                return

    def _first_sentence(self) -> int:
        for i, line in enumerate(self._lines[:HEAD]):
            if i in self.kinds or clean.kind_of(line) or clean.kind_of(line, "head"):
                continue
            if clean.is_prose(line) and (
                clean.count_words(line) >= 18 or re.search(r"[.…。][\"”’)]*$", line)
            ):
                return i
        return 0

    def _plain(self, i: int) -> bool:
        """Note what a line of the head is when its form alone says so."""
        line = self._lines[i]
        if day := dates.whole_line(_after_label(line)):
            self.kinds[i] = "label"
            if not re.match(r"(?:last )?(?:updated|modified)\b", line, re.IGNORECASE):
                self.published = self.published or day
            return True
        kind = clean.kind_of(line) or clean.kind_of(line, "head")
        if kind == "byline":
            self._sign(line)
        if kind in ("heading", "ending"):
            kind = "navigation"
        crumbs = re.search(r"\w\s*[>›»|/]\s*\w", line) and clean.count_words(line) < 9
        if not kind and (crumbs or clean.is_label(line)):
            kind = "label"
        if kind:
            self.kinds[i] = kind
        return bool(kind)

    def _headline(self, rest: list[int]) -> int:
        """The first line above the text that can be a headline; -1 when there is none."""
        for least in (4, 2):
            for i in rest:
                line = self._lines[i]
                if (
                    clean.count_words(line) >= least
                    and len(line) <= 250
                    and not line.endswith((".", ",", ":"))
                ):
                    if least == 2 and (clean.is_masthead(line) or PERSON.match(line)):
                        continue
                    if PERSON.match(line) and any(
                        clean.count_words(self._lines[j]) >= 4 for j in rest if j > i
                    ):
                        continue
                    if clean.is_masthead(line) and any(
                        clean.count_words(self._lines[j]) >= 4 for j in rest if j > i
                    ):
                        continue
                    self.title = line
                    self.kinds[i] = "headline"
                    return i
        return -1

    def _other(self, i: int, place: int) -> None:
        line = self._lines[i]
        if i > place >= 0 and PERSON.match(line):
            self.kinds[i] = "byline"
            self._sign(line)
        elif re.search(r"[.!?…][\"”’)]*$", line) and clean.count_words(line) >= 4:
            return  # a sentence, however short: it is text
        elif clean.count_words(line) <= 5:
            self.kinds[i] = "label"
            if i < place or place < 0:
                self.mastheads.append(line)
        elif place >= 0 and not (self._led and i > place and clean.count_words(line) >= densest.LEAST):
            self.kinds[i] = "headline"

    def _sign(self, line: str) -> None:
        if not self.byline:
            self.byline = names_in(line)


def names_in(line: str) -> tuple[str, ...]:
    """The names in a byline, as written, without ``By`` and ``in Place``."""
    line = IN_PLACE.sub("", BY.sub("", line.strip()))
    parts = re.split(r"\s*(?:,|;|\band\b|&)\s*", line)
    if len(parts) == 2 and " " not in parts[1]:
        parts = parts[:1]  # "Nikos Vrettalis, Piraeus"
    return tuple(part for part in parts if part)


def _after_label(line: str) -> str:
    return DATED.sub("", line)


def _outlet(lines: Sequence[str], kinds: list[str | None], head: Head) -> str | None:
    """The outlet the text prints above its headline, signs as staff, or owns in a footer; None if none does.

    A last line that only names an outlet, with or without its town, is marked as a credit."""
    last = next((i for i in range(len(lines) - 1, -1, -1) if kinds[i] is None), -1)
    found = None
    if last > 0 and (name := clean.signature(lines[last])) and clean.is_masthead(name):
        kinds[last] = "byline" if STAFF.match(name) else "credit"
        found = None if STAFF.match(name) else name
    owners = []
    for i, line in enumerate(lines):
        if kinds[i] and len(line) <= 160:
            match = (
                STAFF.match(line)
                if kinds[i] == "byline"
                else OWNER.match(line)
                if kinds[i] == "footer"
                else None
            )
            if match and not BY.match(line):
                owners.append(match["outlet"].strip())
                if kinds[i] == "byline" and not head.byline:
                    head.byline = (line,)
    for line in head.mastheads:
        if clean.is_masthead(line) or clean.fold(line) in map(clean.fold, owners):
            return next((o for o in owners if clean.fold(o) == clean.fold(line)), _titled(line))
    return found or (owners[0] if owners else None)


def _titled(name: str) -> str:
    """A name set all in capitals, in the usual letters; initials without a vowel stay."""
    if not name.isupper():
        return name
    return " ".join(w if len(w) <= 3 and not set(w) & set("AEIOU") else w.capitalize() for w in name.split())
