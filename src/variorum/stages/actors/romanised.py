"""Korean and Chinese names in Latin letters: what each syllable can stand for, whichever system wrote it."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from itertools import product

from variorum import resources

MOST = 64
Sounds = tuple[str, ...]


def _rows(file: str, kind: str) -> list[tuple[str, Sounds]]:
    column = "sounds" if file == "korean" else "into"
    rows = resources.rows(f"names/{file}.tsv")
    return [(row["written"], tuple(row[column].split())) for row in rows if row["kind"] == kind]


@cache
def korean_syllables() -> dict[str, Sounds]:
    """Every way to write a syllable and the sounds it can stand for."""
    made: dict[str, set[str]] = {}
    parts = [_rows("korean", kind) for kind in ("initial", "vowel", "final")]
    for (first, initial), (middle, vowels), (last, final) in product(*parts):
        sounds = {f"{_initial(initial[0], v)}{v}{final[0]}" for v in vowels}
        made.setdefault(first + middle + last, set()).update(sounds)
    return {written: tuple(sorted(sounds)) for written, sounds in made.items()}


def _initial(initial: str, vowel: str) -> str:
    """The sound of an initial: ``r`` falls silent before i and y in the South (Ri is Yi)."""
    if initial in "R-" and vowel[0] in "iy":
        return "R"
    return "N" if initial == "R" else initial


@cache
def _surnames() -> frozenset[str]:
    return frozenset(written for written, _ in _rows("korean", "surname"))


@cache
def pinyin() -> frozenset[str]:
    """The syllables of Pinyin, and some that do not exist."""
    return frozenset(
        a + b for (a, _), (b, _) in product(_rows("chinese", "initial"), _rows("chinese", "final"))
    )


@cache
def chinese_syllables() -> dict[str, Sounds]:
    """Every way to write a syllable in Pinyin or Wade-Giles, and the Pinyin syllables it can stand for."""
    made: dict[str, set[str]] = {syllable: {syllable} for syllable in pinyin()}
    plain = [(a, (a,)) for a, _ in _rows("chinese", "initial")]
    finals = [(b, (b,)) for b, _ in _rows("chinese", "final")]
    for (a, firsts), (b, lasts) in product(
        plain + _rows("chinese", "wade"), finals + _rows("chinese", "wadefinal")
    ):
        spelt = {x + y for x in firsts for y in lasts if x + y in pinyin() and not _odd(x, y)}
        if spelt:
            made.setdefault(a + b, set()).update(spelt)
    return {written: tuple(sorted(sounds)) for written, sounds in made.items()}


def _odd(initial: str, final: str) -> bool:
    """Whether Pinyin has no such syllable: j, q, x stand before i and u only, others never before i-."""
    soft = initial in ("j", "q", "x")
    return soft != (final[0] in "iv" or final in ("u", "uan", "un", "ue")) and (
        soft or final[:1] == "i" != final
    )


@lru_cache(maxsize=16384)
def _split(word: str, table: str, most: int = 2) -> tuple[tuple[str, ...], ...]:
    """The ways to cut a word into at most ``most`` syllables of a table."""
    known = korean_syllables() if table == "korean" else chinese_syllables()
    found: list[tuple[str, ...]] = [(word,)] if word in known else []
    if most > 1:
        for cut in range(1, len(word)):
            if word[:cut] in known:
                found += [(word[:cut], *rest) for rest in _split(word[cut:], table, most - 1)]
    return tuple(found)


def korean_keys(words: tuple[str, ...]) -> frozenset[tuple[str, ...]]:
    """The names of three syllables that Korean ``words`` can stand for, family name first; else empty."""
    orders = [words]
    if len(words) in (2, 3) and words[-1] in _surnames():
        orders.append((words[-1], *words[:-1]))
    keys: set[tuple[str, ...]] = set()
    for order in orders:
        if order[0] in _surnames() and len(order) in (2, 3):
            keys |= _keys(order, "korean", korean_syllables())
    return frozenset(keys)


def chinese_keys(words: tuple[str, ...]) -> frozenset[tuple[str, ...]]:
    """The names in Pinyin that ``words`` can stand for, family name first; else empty."""
    return frozenset(_keys(words, "chinese", chinese_syllables())) if len(words) in (2, 3) else frozenset()


def _keys(words: tuple[str, ...], table: str, known: dict[str, Sounds]) -> set[tuple[str, ...]]:
    if any(not re.fullmatch("[a-z]+", word) for word in words):
        return set()
    given = "".join(words[1:])
    ways = [words[1:]] if len(words) == 3 else _split(given, table)
    keys: set[tuple[str, ...]] = set()
    for way in ways:
        if len(way) not in ((2,) if table == "korean" else (1, 2)) or any(
            w not in known for w in (words[0], *way)
        ):
            continue
        for choice in product(*(known[w] for w in (words[0], *way))):
            keys.add((table, *choice))
            if len(keys) >= MOST:
                return keys
    return keys
