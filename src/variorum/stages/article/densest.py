"""The article in a whole page pasted with all its menus: the densest run of prose, and what in it is none."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from variorum.stages.article import clean

FEWEST = 30  # lines below which a text is no whole page
MENU = 8  # words of prose that one line of a menu outweighs, more in a row of them
ROW = 0.0
LONG = 60  # words of a line that count
PARAGRAPH = 25  # words that make a paragraph without others beside it
ALONE = 0.3  # what a short sentence between two lines of menus counts
REST = 0.35  # of the prose: what may be cut off after the article's end
HEADING = 14  # words of a heading inside the text
NEAR = 14  # lines beside the run in which the text may begin or go on
LEAD = 12  # words of such a paragraph
NEXT = 0.3  # of its terms: what it must share with the text above it, or below it
AFTER = 0.5
SHORT = 30
ABOVE = 30  # lines above the text among which its headline is
HALF = 0.5
BEFORE = 3  # lines before a line much like the text among which the headline may be
UNDER = 3  # lines under the headline among which a lead may stand
SUMMARY = 8  # lines of a summary at most
LEAST = 9  # words of it
ABOUT = 0.3
REPEATED = 6  # times that a page prints what only divides it
STRAY = 0.2
ENOUGH = 80  # words before a heading of comments
POINT = re.compile(r"[.,;:!?。、！？…]")
COMMENTS = re.compile(
    r"^(?:\d+ )?(?:comments?|reader comments|leave a (?:comment|reply)|kommentare?|leserkommentare"
    r"|commentaires?|comentarios|commenti|reacties|kommentarer|komentarze)(?: \(?\d+\)?)?:?$",
    re.IGNORECASE,
)
END = re.compile(
    r"^(?:\d+ )?(?:comments?|leave a (?:comment|reply)|join the (?:discussion|conversation)|kommentare?"
    r"|commentaires?|comentarios|commenti|reacties|kommentarer|tags?|topics?|themen|schlagwörter|filed under"
    r"|more from|mehr aus|about the authors?|the author|der autor|die autorin|share this(?: article)?"
    r"|artikel teilen|partager|compartir|most (?:read|popular|viewed)|meistgelesen|les plus lus"
    r"|lo más (?:leído|visto)|trending|recommended|you (?:may|might) (?:also )?like|read next|up next"
    r"|newsletter|related (?:articles|stories|topics|news|content))\b[^.!?]{0,40}$",
    re.IGNORECASE,
)


def outside(lines: Sequence[str]) -> list[int]:
    """Of a whole page, the lines that are not its article; empty for a text that is not a whole page.

    A text is one when it has many lines and less than half of them is prose."""
    written = [clean.is_prose(line) and bool(POINT.search(line)) for line in lines]
    if len(lines) < FEWEST or sum(written) * 2 > len(lines):
        return []
    counts = Counter(lines)
    for i in _summed_up(lines):
        written[i] = False
    places = [i for i, line in enumerate(lines) if not _divides(line, counts[line])]
    kept = {places[i] for i in _article([lines[i] for i in places], [written[i] for i in places], counts)}
    return [i for i in range(len(lines)) if i not in kept]


def _summed_up(lines: Sequence[str]) -> list[int]:
    """The lines of summaries by machine, from the label over them to the line that says so."""
    found: list[int] = []
    for i, line in enumerate(lines):
        if len(line) <= 300 and clean.is_by_machine(line):
            label = next(
                (j for j in range(i - 1, max(i - SUMMARY, 0), -1) if clean.kind_of(lines[j]) == "label"), i
            )
            found += range(label, i + 1)
    return found


def _divides(line: str, count: int) -> bool:
    """Whether a line is what pages print between paragraphs, again and again (``Advertisement``)."""
    return count >= REPEATED or (clean.kind_of(line) == "navigation" and not clean.is_prose(line))


def _article(lines: Sequence[str], written: Sequence[bool], counts: Counter[str]) -> set[int]:
    """The lines that are the article: the densest run of prose less what is none, and what follows on it."""
    prose = [
        own and counts[line] == 1 and not _doubled(line) and clean.kind_of(line) is None
        for line, own in zip(lines, written, strict=True)
    ]
    start, end = _run(lines, prose)
    end = _end(lines, prose, start, end)
    known = Counter(word for i in range(start, end) if prose[i] for word in _terms(lines[i]))
    kept = {i for i in range(start, end) if counts[lines[i]] == 1 and _belongs(lines, prose, i, end)}
    kept -= {i for i in kept if prose[i] and _strays(lines, prose, i, known)}
    for step, edge in ((-1, start), (1, end - 1)):
        i, left = edge + step, NEAR
        while 0 <= i < len(lines) and left:
            left -= clean.kind_of(lines[i]) is None
            first = counts[lines[i]] == 1 or (step < 0 and lines.index(lines[i]) == i)
            if written[i] and first and _goes_on(lines[i], known, step):
                kept.add(i)
                left = NEAR
            i += step
    return kept | _lead(lines, sorted(kept), counts)


def _lead(lines: Sequence[str], kept: Sequence[int], counts: Counter[str]) -> set[int]:
    """The lead without a full stop that stands between headline and text; empty if there is none."""
    text = [lines[i] for i in kept]
    place = headline(lines, kept[0], text) if kept else -1
    if place < 0:
        return set()
    known = Counter(word for line in text for word in _terms(line))
    for i in range(place + 1, min(place + 1 + UNDER, kept[0])):
        line = lines[i]
        enough = LEAST <= clean.count_words(line) <= LONG and counts[line] == 1 and not _doubled(line)
        plain = not clean.kind_of(line) and not clean.kind_of(line, "head") and not clean.is_stamp(line)
        if enough and plain and clean.fold(line) != clean.fold(lines[place]) and _share(line, known) >= ABOUT:
            return {i}
    return set()


def _goes_on(line: str, known: Counter[str], step: int) -> bool:
    """Whether a paragraph above (-1) or below (1) the run is about the same and no line of a template."""
    count = clean.count_words(line)
    if count < LEAD or clean.kind_of(line) or clean.kind_of(line, "tail"):
        return False
    return _share(line, known) >= (NEXT if step < 0 or count >= SHORT else AFTER)


def headline(lines: Sequence[str], first: int, text: Sequence[str]) -> int:
    """The line above the text (from line ``first`` on) that shares most with it, or one just before it that
    shares half, for a lead is more like the text than its headline; -1 if none shares half."""
    known = Counter(word for line in text for word in _terms(line))
    best, place = HALF, -1
    may = [i for i in range(max(first - ABOVE, 0), first) if _may_be_headline(lines[i])]
    for i in may:
        share = _share(lines[i], known)
        if share > best or (share == best and place < 0):
            best, place = share, i
    before = (i for i in may if place - BEFORE <= i < place and _share(lines[i], known) >= HALF)
    return next(before, place)


def _may_be_headline(line: str) -> bool:
    return 4 <= clean.count_words(line) <= 30 and not clean.kind_of(line) and not clean.is_stamp(line)


def _terms(line: str) -> set[str]:
    """What a line is about: its longer words; for scripts that do not divide them, pairs of characters."""
    words = {word for word in clean.fold(line).split() if len(word) >= 5}
    if len(words) < 4 and not line.isascii():
        words |= {line[i : i + 2] for i in range(len(line) - 1) if line[i] >= "\u3040"}
    return words


def _share(line: str, known: Counter[str], own: int = 0) -> float:
    """The part of a line's terms that the text has elsewhere too."""
    terms = _terms(line)
    return sum(known[term] > own for term in terms) / len(terms) if terms else 0.0


def _strays(lines: Sequence[str], prose: Sequence[bool], i: int, known: Counter[str]) -> bool:
    """Whether a short sentence between lines of menus is about something else."""
    if (i > 0 and prose[i - 1]) or (i + 1 < len(lines) and prose[i + 1]):
        return False
    return clean.count_words(lines[i]) <= SHORT and _share(lines[i], known, own=1) < STRAY


def _doubled(line: str) -> bool:
    """Whether a line says everything twice, as links with a picture do."""
    half = len(line) // 2
    return len(line) > 20 and line[:half].strip() == line[half:].strip()


def _value(lines: Sequence[str], prose: Sequence[bool], i: int) -> float:
    count = min(clean.count_words(lines[i]), LONG)
    beside = (i > 0 and prose[i - 1]) or (i + 1 < len(lines) and prose[i + 1])
    return count if count >= PARAGRAPH or beside else count * ALONE


def _run(lines: Sequence[str], prose: Sequence[bool]) -> tuple[int, int]:
    """The run of lines with the most prose, every line of a menu taken off."""
    best, total, start, row = 0.0, 0.0, 0, 0
    run = (0, len(lines))
    for i in range(len(lines)):
        if total <= 0:
            total, start, row = 0.0, i, 0
        row = 0 if prose[i] else row + 1
        total += _value(lines, prose, i) if prose[i] else -MENU * (1 + ROW * (row - 1))
        if total > best:
            best, run = total, (start, i + 1)
    return run


def _end(lines: Sequence[str], prose: Sequence[bool], start: int, end: int) -> int:
    """Where the article ends inside its run: at a line that says so, if little prose follows."""
    words = [clean.count_words(lines[i]) if prose[i] else 0 for i in range(start, end)]
    whole, rest = sum(words), sum(words)
    for i in range(start, end):
        rest -= words[i - start]
        if whole - rest > ENOUGH and COMMENTS.match(lines[i]):
            return i
        if (
            rest <= REST * whole
            and i > start
            and (END.match(lines[i]) or clean.kind_of(lines[i], "tail") in ("bio", "ending"))
        ):
            return i
    return end


def _belongs(lines: Sequence[str], prose: Sequence[bool], i: int, end: int) -> bool:
    """Whether a line of the run is text: prose, a short sentence, or a heading over prose."""
    line = lines[i]
    if prose[i]:
        return True
    if clean.is_prose(line) or clean.kind_of(line):
        return False
    count = clean.count_words(line)
    if clean.SENTENCE.search(line[-40:]) and count >= 3:
        return bool((i and prose[i - 1]) or (i + 1 < end and prose[i + 1]))
    follows = i + 1 < end and prose[i + 1]
    return follows and 2 <= count <= HEADING and not clean.is_label(line) and not clean.is_stamp(line)
