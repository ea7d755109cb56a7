"""Names of persons: how they are folded, and when two spellings are one name.

Names are compared whole, part by part. Similarity of strings is never used: it cannot tell one person from
another with a like name.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache

PARTICLES = frozenset(
    {"al", "el", "ul", "as", "bin", "ibn", "daw", "u", "de", "da", "van", "von", "der", "den"}
)
LETTERS = str.maketrans(
    {"ł": "l", "ø": "o", "þ": "th", "đ": "d", "ð": "d", "ı": "i", "æ": "ae", "œ": "oe", "ħ": "h", "ŋ": "n"}
)


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
    return " ".join("".join(c if c.isalnum() else "" if c == "'" else " " for c in folded).split())


@lru_cache(maxsize=16384)
def same_name(left: str, right: str) -> bool:
    """Whether two whole names are one: folded, in either order, without particles, hyphens joined or not.

    A name of one word is the same only as itself."""
    one, other = fold_name(left).split(), fold_name(right).split()
    if sorted(one) == sorted(other):
        return bool(one)
    one = [part for part in one if part not in PARTICLES]
    other = [part for part in other if part not in PARTICLES]
    if len(one) < 2 or len(other) < 2:
        return False
    return sorted(one) == sorted(other) or "".join(one) == "".join(other)
