"""An article's own prose: its words with their places, and which of them stand inside quotation marks."""

from __future__ import annotations

import re
from hashlib import blake2b

import msgspec

WORD = re.compile(r"\w+(?:['’]\w+)*")
QUOTED = re.compile(r"“[^”\n]*(?:”|$)|\"[^\"\n]*(?:\"|$)", re.MULTILINE)
POST = re.compile(r"\(@\w+\)")
TURN = re.compile(r"\s*[A-Z][A-Z .'’-]+:\s")
FIRST_PERSON = re.compile(r"\bI(?=['’][a-z]| [a-z])|\b(?:[Ww]e|[Oo]ur|us|[Mm]y|me)\b")
LONGEST_LINE = 900
SHINGLE = 5
SAMPLE = 4


class Words(msgspec.Struct, frozen=True):
    """Folded words with their places; ``stretch`` numbers the stretches that no quotation mark interrupts."""

    words: tuple[str, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    stretch: tuple[int, ...]


def quotations(text: str) -> list[tuple[int, int]]:
    """Where somebody else's words stand: between quotation marks (included; one left open reaches to the end
    of its line), and in lines that are a post, a turn of a transcript or speak in the first person."""
    found = []
    start = 0
    for line in text.split("\n"):
        end = start + len(line)
        marks = [(start + m.start(), start + m.end()) for m in QUOTED.finditer(line)]
        found += [(start, end)] if line and speaks(line) else marks
        start = end + 1
    return found


def speaks(line: str) -> bool:
    """Whether a line is somebody's words though no marks stand by it; one of over 900 characters is not."""
    if len(line) > LONGEST_LINE:
        return False
    if POST.search(line) or TURN.match(line):
        return True
    return FIRST_PERSON.search(QUOTED.sub("", line)) is not None


def fold(text: str) -> str:
    """Lower case with plain apostrophes, and never of another length, so that places stay true."""
    lowered = text.lower()
    if len(lowered) != len(text):
        lowered = "".join(low if len(low := c.lower()) == 1 else c for c in text)
    return lowered.replace("’", "'")


def words_of(text: str, *, quoted: bool = False) -> Words:
    """The words outside quotation marks (inside, with ``quoted``), in text order."""
    folded = fold(text)
    marks = quotations(text)
    if quoted:
        stretches = marks
    else:
        edges = [0, *(edge for mark in marks for edge in mark), len(text)]
        stretches = list(zip(edges[::2], edges[1::2], strict=True))
    found = [(m, n) for n, (start, end) in enumerate(stretches) for m in WORD.finditer(folded, start, end)]
    return Words(
        tuple(m.group() for m, _ in found),
        tuple(m.start() for m, _ in found),
        tuple(m.end() for m, _ in found),
        tuple(n for _, n in found),
    )


def prints(text: str) -> tuple[int, ...]:
    """One in four hashes of the five-word runs of own prose, sorted, each below 2**53; none in a stub."""
    own = words_of(text)
    words, stretch = own.words, own.stretch
    kept = set()
    for i in range(len(words) - SHINGLE + 1):
        if stretch[i] == stretch[i + SHINGLE - 1]:
            number = _hash(" ".join(words[i : i + SHINGLE]))
            if number % SAMPLE == 0:
                kept.add(number)
    return tuple(sorted(kept))


def _hash(words: str) -> int:
    digest = blake2b(words.encode("utf-8", "surrogatepass"), digest_size=8).digest()
    return int.from_bytes(digest, "big") >> 11
