"""Names of persons: how they are folded, and when two spellings are one name.

Names are compared whole, part by part, by what each part can stand for in the systems of transliteration.
Similarity of strings is never used: it cannot tell one person from another with a like name.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache

from variorum import resources
from variorum.stages.actors.romanised import chinese_keys, korean_keys

LETTERS = str.maketrans(
    {"ł": "l", "ø": "o", "þ": "th", "đ": "d", "ð": "d", "ı": "i", "æ": "ae", "œ": "oe", "ħ": "h", "ŋ": "n"}
)
Key = tuple[str, ...]


@lru_cache(maxsize=16384)
def fold_word(word: str) -> str:
    """One word without case and accents."""
    if word.isascii():
        return word.lower()
    plain = unicodedata.normalize("NFKD", word).casefold().translate(LETTERS)
    return "".join(c for c in plain if not unicodedata.combining(c))


@lru_cache(maxsize=16384)
def fold_name(name: str) -> str:
    """A name without case, accents and punctuation: ``Choe Son-hui`` is ``choe son hui``."""
    folded = fold_word(name.replace("’", "'"))
    return " ".join("".join(c if c.isalnum() else "" if c in "'ʼ`" else " " for c in folded).split())


@lru_cache(maxsize=16384)
def same_name(left: str, right: str) -> bool:
    """Whether two whole names are one: folded, in either order, without particles, however transliterated.

    A name of one word is the same only as itself."""
    one, other = fold_name(left).split(), fold_name(right).split()
    if sorted(one) == sorted(other):
        return bool(one)
    return not name_keys(left).isdisjoint(name_keys(right))


@lru_cache(maxsize=16384)
def name_keys(name: str) -> frozenset[Key]:
    """What a whole name can stand for; two names with a key in common are one. Empty for a single word."""
    text = _latin(name)
    words = tuple(fold_name(text).split())
    if len(words) < 2:
        return frozenset()
    keys = {("name", *sorted(words))}
    parts = [_part(word) for word in words if word not in particles()]
    if len(parts) > 1:
        keys |= {("part", *sorted(parts)), ("joined", "".join(parts))}
    if len(words) <= 3:
        keys |= korean_keys(words) | chinese_keys(words)
    return frozenset(keys)


def _latin(name: str) -> str:
    """A name in Cyrillic letters in Latin ones; others as they are."""
    if not any("Ѐ" <= c <= "ӿ" for c in name):
        return name
    table = _cyrillic()
    return "".join(table.get(c, c) for c in name.casefold())


@lru_cache(maxsize=16384)
def _part(word: str) -> str:
    """What stands for all spellings of one part of a name."""
    if (whole := classes().get(word)) is not None:
        return whole
    for pattern, into in _endings():
        word = pattern.sub(into, word)
    return classes().get(word, word)


@cache
def classes() -> dict[str, str]:
    """The parts that are one name, each with the one that stands for all."""
    groups = [row["parts"].split() for row in resources.rows("names/parts.tsv")]
    return {part: group[0] for group in groups for part in group}


@cache
def particles() -> frozenset[str]:
    """Parts that a name may have or lack."""
    return frozenset(row["particle"] for row in resources.rows("names/particles.tsv"))


@cache
def _endings() -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple((re.compile(row["pattern"]), row["into"]) for row in resources.rows("names/endings.tsv"))


@cache
def _cyrillic() -> dict[str, str]:
    return {row["letter"]: row["into"] for row in resources.rows("names/cyrillic.tsv")}
