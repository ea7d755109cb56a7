"""Words as they are compared: folded, with their place in the text."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Sequence
from functools import cache, lru_cache

import msgspec

from variorum.model import Article, Span
from variorum.resources import rows
from variorum.stages.numbers import NUMBERS, SCALES

_WORD = re.compile(r"\w+(?:[’'\-]\w+)*")
_ENDINGS = (
    "ations",
    "ation",
    "ments",
    "ment",
    "ings",
    "ing",
    "ions",
    "ion",
    "edly",
    "ies",
    "ed",
    "es",
    "ly",
    "s",
)
STOP = frozenset(
    (
        "a an the and or but of to in on at by for from with as that this these those it its is are was were "
        "be been being has have had he she they his her their we our i you who which what when where while "
        "after before than into over under about against between through during not no nor so such also both "
        "all any each more most other some would will could can may might must should said say says told "
        "tell added "
    ).split()
)


class Word(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """A word at ``[start, end)`` of an article's text, as it is compared (``key``)."""

    key: str
    start: int
    end: int


@lru_cache(maxsize=65536)
def fold(word: str) -> str:
    """Case, curly apostrophes, possessives and hyphens folded away."""
    return word.casefold().replace("’", "'").removesuffix("'s").rstrip("'").replace("-", "")


@lru_cache(maxsize=65536)
def stem(key: str) -> str:
    """A crude stem, for telling a paraphrase: the longest usual ending cut where four letters stay."""
    for ending in _ENDINGS:
        if key.endswith(ending) and len(key) - len(ending) >= 4:
            return key[: -len(ending)]
    return key


def words(article: Article, spans: Iterable[Span]) -> list[Word]:
    """The words inside spans of an article, in order."""
    return [word for span in spans for word in _words(article.text, span.start, span.end)]


@lru_cache(maxsize=4096)
def _words(text: str, start: int, end: int) -> tuple[Word, ...]:
    """The words of one span; a line asks for the same ones several times over."""
    return tuple([Word(fold(m.group()), *m.span()) for m in _WORD.finditer(text, start, end)])


_YEAR = re.compile(r"(?:19|20)\d\d")
NUMBER = "#"
CLASS = "="
STATE = "~"
ANY = "_"
LITTLE = frozenset("a an the be been being yet have has had so far still also by their his her its".split())
"""Words that may stand within a phrase."""


@cache
def forms() -> dict[str, str]:
    return {form: row["base"] for row in rows("paraphrase/forms.tsv") for form in row["forms"].split()}


@cache
def _classes() -> dict[str, str]:
    table = rows("paraphrase/classes.tsv")
    return {base(word): f"{CLASS}{row['class']}" for row in reversed(table) for word in row["words"].split()}


@cache
def _states() -> dict[str, str]:
    """A sign for a state by each word that names it or what is its own: *Kazakh*, *Kazakhstan*."""
    return {
        fold(row["alias"]): f"{STATE}{row['code']}"
        for row in rows("states/aliases.tsv")
        if row["alias"].isalpha() and row["alias"][1:].islower() and not row["care"]
    }


@lru_cache(maxsize=65536)
def base(key: str) -> str:
    """A word without what number, tense and person add to it, as far as its spelling shows."""
    key = forms().get(key, key)
    if len(key) > 4 and key.endswith(("ies", "ied")):
        return key[:-3] + "y"
    cut = stem(key)
    if cut != key and len(cut) > 3 and cut[-1] == cut[-2] and cut[-1] not in "ls":
        return cut[:-1]
    if cut == key and len(key) == 4 and key.endswith("s") and not key.endswith(("ss", "us", "is")):
        return key[:-1]
    return cut.removesuffix("e") if len(cut) > 4 else cut


@lru_cache(maxsize=65536)
def sense(key: str) -> str:
    """What a word is compared by where wording may differ: one sign for every number but a year, the class of
    words that reports use for one another, the state it names, else its base."""
    if _YEAR.fullmatch(key):
        return key
    if key[:1].isdigit() or key in NUMBERS or key in SCALES:
        return NUMBER
    plain = base(key)
    return _states().get(key) or _classes().get(plain) or plain


@cache
def _documents() -> tuple[dict[str, int], int]:
    """In how many articles of the background a sense stands, and how many articles there are."""
    counts: dict[str, int] = {}
    for row in rows("terms/idf.tsv"):
        if row["lemma"] != "*":
            meant = sense(fold(row["lemma"]))
            counts[meant] = max(counts.get(meant, 0), int(row["documents"]))
    return counts, next(int(row["documents"]) for row in rows("terms/idf.tsv") if row["lemma"] == "*")


@lru_cache(maxsize=65536)
def rarity(meant: str) -> float:
    """How seldom a sense stands in articles at large: 0 where every one has it, 1 where hardly any."""
    counts, every = _documents()
    return math.log(every / max(1, counts.get(meant, 1))) / math.log(every)


def content(found: Sequence[Word]) -> frozenset[str]:
    """The senses of the words that carry content; numbers do not, they are compared as values."""
    return telling(found, senses(found))


def telling(found: Sequence[Word], sensed: Sequence[Word]) -> frozenset[str]:
    """The senses of the words that carry content, where the senses of all are known."""
    return frozenset(
        s.key for w, s in zip(found, sensed, strict=True) if w.key not in STOP and s.key != NUMBER
    )


def senses(found: Sequence[Word]) -> list[Word]:
    """The same words, compared by their senses; every telling word of a phrase has that of the phrase."""
    made = [Word(sense(w.key), w.start, w.end) for w in found]
    phrases, bases = _phrases(), [base(w.key) for w in found]
    for i, first in enumerate(bases):
        if first in phrases:
            for phrase, meant in phrases[first]:
                for k in _phrase_at(found, bases, i, phrase):
                    made[k] = Word(meant, found[k].start, found[k].end)
    return made


@cache
def _phrases() -> dict[str, list[tuple[tuple[str, ...], str]]]:
    """By the base of their first word the phrases that stand for one word, with its class."""
    made: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for row in rows("paraphrase/phrases.tsv"):
        for phrase in row["phrases"].split("|"):
            bases = tuple(ANY if word == ANY else base(word) for word in phrase.split())
            made.setdefault(bases[0], []).append((bases, f"{CLASS}{row['class']}"))
    return made


def _phrase_at(found: Sequence[Word], bases: Sequence[str], i: int, phrase: Sequence[str]) -> list[int]:
    """The places of the telling words of a phrase that begins at a word, little words between them skipped;
    none where it does not stand there."""
    at, used = i, [i]
    for wanted in phrase[1:]:
        at += 1
        if wanted == ANY:
            continue
        while at < len(found) and bases[at] != wanted and found[at].key in LITTLE:
            at += 1
        if at >= len(found) or bases[at] != wanted:
            return []
        used.append(at)
    return [k for k in used if found[k].key not in STOP]


def runs(a: Sequence[Word], b: Sequence[Word], least: int = 1) -> list[tuple[int, int, int]]:
    """Maximal common runs in one order, as (index in a, index in b, length), found longest first; of equals
    the earliest. Runs shorter than ``least`` words are left out."""
    found: list[tuple[int, int, int]] = []
    waiting = [(0, len(a), 0, len(b))]
    at: dict[str, list[int]] = {}
    for j, word in enumerate(b):
        at.setdefault(word.key, []).append(j)
    while waiting:
        a0, a1, b0, b1 = waiting.pop()
        i, j, n = _longest(a, at, a0, a1, b0, b1)
        if n < least:
            continue
        found.append((i, j, n))
        waiting.append((a0, i, b0, j))
        waiting.append((i + n, a1, j + n, b1))
    return sorted(found)


def _longest(
    a: Sequence[Word], at: dict[str, list[int]], a0: int, a1: int, b0: int, b1: int
) -> tuple[int, int, int]:
    best = (a0, b0, 0)
    ending: dict[int, int] = {}
    for i in range(a0, a1):
        now: dict[int, int] = {}
        for j in at.get(a[i].key, ()):
            if b0 <= j < b1:
                n = now[j] = ending.get(j - 1, 0) + 1
                if n > best[2]:
                    best = (i - n + 1, j - n + 1, n)
        ending = now
    return best
