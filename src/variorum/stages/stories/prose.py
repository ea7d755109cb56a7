"""An article's own prose: its words with their places, and which lines and words are somebody else's."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from functools import cache, lru_cache
from hashlib import blake2b
from itertools import accumulate, pairwise
from zlib import crc32

import msgspec

from variorum.resources import rows
from variorum.stages.folding import lower

WORD = re.compile(r"\w+(?:['’]\w+)*")
QUOTED = re.compile(r"“[^”\n]*(?:”|$)|\"[^\"\n]*(?:\"|$)|(?<!\w)‘(?=\S)[^‘“”\"\n]*?\S’(?!\w)", re.MULTILINE)
POST = re.compile(r"\(@\w+\)|^@\w+:?\s|pic\.twitter\.com/")
TURN = re.compile(
    r"\W*[A-Z][A-Z .'’-]+:\s|\W*(?:[A-Z][\w.'’-]*,?\s+)(?:[\w.'’-]+,?\s+){0,10}?[A-Z][\w.'’-]*:\s\S"
)
FIRST_PERSON = re.compile(r"\bI(?=['’][a-z]| [a-z])|\b(?:[Ww]e|[Oo]ur|us|[Mm]y|me)\b")
LONGEST_LINE = 900
BETWEEN = 3
REPEATED = 8
SHINGLE = 5
SAMPLE = 4


class Words(msgspec.Struct, frozen=True):
    """Folded words with their places and lines; ``stretch`` numbers the stretches that nothing interrupts,
    ``telling`` says which words are no name, figure, function word or official wording."""

    words: tuple[str, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    stretch: tuple[int, ...]
    lines: tuple[int, ...] = ()
    telling: tuple[bool, ...] = ()


class Prose(msgspec.Struct, frozen=True):
    """A text's words by whose they are: the outlet's own (outside quotation marks, without repeated lines),
    quoted ones, and those of captions, other furniture of the page and repeated lines. All in text order."""

    own: Words
    quoted: Words
    furniture: Words


def read(text: str) -> Prose:
    """Whose the words of a text are."""
    page = template_lines(text)
    marks = quotations(text, page)
    whole = _words(text)
    template_marks = {n for n, (start, end) in enumerate(marks) if page and says_template(text[start:end])}
    own, quoted = _sorted_out(whole, marks, template_marks)
    repeated = repeated_lines(whole)
    other = [i for i, line in enumerate(whole.lines) if line in repeated or line in page]
    return Prose(unrepeated(own), quoted, select(msgspec.structs.replace(whole, stretch=whole.lines), other))


def quotations(text: str, page: frozenset[int] | None = None) -> list[tuple[int, int]]:
    """Where somebody else's words stand: between quotation marks (included; one left open reaches to the end
    of its line), and in lines that are furniture of the page (``page``) or that speak without marks."""
    lines = text.split("\n")
    others = foreign(lines, template_lines(text) if page is None else page)
    found = []
    start = 0
    for number, line in enumerate(lines):
        end = start + len(line)
        if number in others:
            found.append((start, end))
        else:
            found += [(start + m.start(), start + m.end()) for m in QUOTED.finditer(line)]
        start = end + 1
    return found


def foreign(lines: list[str], page: frozenset[int]) -> set[int]:
    """The numbers of the lines that are not the outlet's prose: captions and other furniture, and lines that
    speak without quotation marks."""
    spoken = {n for n, line in enumerate(lines) if line and speaks(line)}
    spoken |= {n for n in range(1, len(lines)) if lines[n] and _announced(lines, n)}
    return bridged(lines, spoken) | page


def bridged(lines: list[str], spoken: set[int]) -> set[int]:
    """With lines that speak, the at most three lines without a quotation mark that stand between two such."""
    told = [n for n, line in enumerate(lines) if line.strip()]
    at = [place for place, n in enumerate(told) if n in spoken]
    found = set(spoken)
    for one, other in pairwise(at):
        between = told[one + 1 : other]
        if len(between) <= BETWEEN and not any(QUOTED.search(lines[n]) for n in between):
            found.update(between)
    return found


def speaks(line: str) -> bool:
    """Whether a line is somebody's words though no marks stand by it; one of over 900 characters is not."""
    if len(line) > LONGEST_LINE:
        return False
    if POST.search(line) or TURN.match(line):
        return True
    return FIRST_PERSON.search(QUOTED.sub("", line)) is not None


def _announced(lines: list[str], n: int) -> bool:
    """Whether the line before, blank lines aside, ends with a colon and this one has no quotation marks."""
    before = next((lines[i].rstrip() for i in range(n - 1, -1, -1) if lines[i].strip()), "")
    return before.endswith(":") and not QUOTED.search(lines[n])


def template_lines(text: str) -> frozenset[int]:
    """The numbers of the lines that only captions and a page's furniture have."""
    if not any(word in text for word in _template()[1]):
        return frozenset()
    return frozenset(n for n, line in enumerate(text.split("\n")) if line and says_template(line))


def says_template(text: str) -> bool:
    """Whether a line or quotation says what only captions and a page's furniture say."""
    return _template()[0].search(text) is not None


@cache
def _template() -> tuple[re.Pattern[str], tuple[str, ...]]:
    """What only captions and furniture say, and words of which one is always in it: a look for these is much
    faster, and nearly every article has none."""
    table = rows("terms/template.tsv")
    words = {word for row in table for word in row["has"].split("|")}
    return re.compile("|".join(f"(?:{row['pattern']})" for row in table)), tuple(sorted(words))


@cache
def plain() -> frozenset[str]:
    """Words that do not tell: function words, reporting, dates, official wording, titles."""
    roles = {word for row in rows("roles/roles.tsv") for word in row["phrase"].split()}
    return frozenset(row["word"] for row in rows("terms/plain.tsv")) | roles


@lru_cache(1 << 16)
def tells(word: str) -> bool:
    """Whether a word as written is no name (a capital), figure, function word or official wording."""
    if not word[0].islower() or len(word) < 3:
        return False
    return word not in plain() and word.removesuffix("s") not in plain()


def fold(text: str) -> str:
    """Lower case with plain apostrophes, and never of another length, so that places stay true."""
    return lower(text).replace("’", "'")


def _words(text: str) -> Words:
    """All words of a text, the numbers of their lines as stretches."""
    folded = fold(text)
    spans: list[tuple[int, int]] = []
    numbers: list[int] = []
    start = 0
    for n, line in enumerate(folded.split("\n")):
        end = start + len(line)
        inside = [m.span() for m in WORD.finditer(folded, start, end)]
        spans += inside
        numbers += [n] * len(inside)
        start = end + 1
    lines = tuple(numbers)
    return Words(
        tuple([folded[a:b] for a, b in spans]),
        tuple([a for a, _ in spans]),
        tuple([b for _, b in spans]),
        lines,
        lines,
        tuple([tells(text[a:b]) for a, b in spans]),
    )


def _sorted_out(whole: Words, marks: list[tuple[int, int]], left_out: set[int]) -> tuple[Words, Words]:
    """The words outside and inside these marks (ascending), but for the marks to leave out; a mark between
    two words interrupts a stretch."""
    begins = [start for start, _ in marks]
    at = [bisect_right(begins, start) - 1 for start in whole.starts]
    outside = [i for i, n in enumerate(at) if n < 0 or whole.starts[i] >= marks[n][1]]
    inside = set(range(len(at))).difference(outside)
    numbered = msgspec.structs.replace(whole, stretch=tuple(at))
    quoted = sorted(i for i in inside if at[i] not in left_out)
    return select(numbered, outside), select(numbered, quoted)


def unrepeated(own: Words) -> Words:
    """Without the lines that repeat; a text of which that is half or more is left whole."""
    repeated = repeated_lines(own)
    kept = [i for i, line in enumerate(own.lines) if line not in repeated]
    return select(own, kept) if repeated and len(kept) * 2 >= len(own.words) else own


def repeated_lines(own: Words) -> set[int]:
    """The lines that hold eight words the text has elsewhere too, as captions do."""
    grams = list(zip(*(own.words[k:] for k in range(REPEATED)), strict=False))
    counts = Counter(grams)
    if len(counts) == len(grams):
        return set()
    found = (i for i, gram in enumerate(grams) if counts[gram] > 1)
    return {own.lines[i + k] for i in found for k in (0, REPEATED - 1)}


def select(own: Words, kept: list[int]) -> Words:
    """These words alone (their places, ascending); what stood between two interrupts a stretch."""
    stretch, at = [], 0
    for place, i in enumerate(kept):
        at += place > 0 and (kept[place - 1] != i - 1 or own.stretch[i] != own.stretch[i - 1])
        stretch.append(at)
    return Words(
        tuple([own.words[i] for i in kept]),
        tuple([own.starts[i] for i in kept]),
        tuple([own.ends[i] for i in kept]),
        tuple(stretch),
        tuple([own.lines[i] for i in kept]),
        tuple([own.telling[i] for i in kept]),
    )


def prints(text: str) -> tuple[int, ...]:
    """One in four hashes of the five-word runs of a text, sorted, each below 2**53; none in a stub.

    A cheap checksum picks the runs, a wide hash names them."""
    words = [m.group().encode("utf-8", "surrogatepass") for m in WORD.finditer(fold(text))]
    whole = b" ".join(words)
    ends = list(accumulate((len(word) + 1 for word in words), initial=0))
    runs = {whole[ends[i] : ends[i + SHINGLE] - 1] for i in range(len(words) - SHINGLE + 1)}
    return tuple(sorted({_hash(run) for run in runs if crc32(run) % SAMPLE == 0}))


def _hash(run: bytes) -> int:
    return int.from_bytes(blake2b(run, digest_size=8).digest(), "big") >> 11
