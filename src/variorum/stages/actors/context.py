"""What only the document tells: whose "its minister" is, what an acronym stands for, which city's police."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from variorum import resources
from variorum.stages.actors.link import Organisation, State
from variorum.stages.actors.mentions import Reading, Run
from variorum.stages.actors.names import fold_name

POSSESSIVES = frozenset(("its", "their"))
REACH = 40
LONGEST_CITY = 3
# A city is taken for the largest of its name only where it is so many times larger than the next.
TIMES = 10
FEWEST, MOST = 2, 7


class Acronym(NamedTuple):
    """An acronym in parentheses, word ``at``, after the run it stands for, which begins at ``start``."""

    start: int
    at: int
    letters: str


def owner_before(reading: Reading, start: int) -> tuple[str, ...]:
    """The one state that "its" or "their" before word ``start`` means; empty when it could be several."""
    if not start or reading.words[start - 1].key not in POSSESSIVES:
        return ()
    sentence = reading.token(reading.words[start]).sent
    near = [f for f in reading.found if isinstance(f.entry, State) and start - REACH <= f.start < start]
    here = [f for f in near if reading.words[f.start].start >= sentence.start_char] or near
    codes = {f.entry.codes for f in here if isinstance(f.entry, State)}
    return next(iter(codes)) if len(codes) == 1 else ()


def acronyms(reading: Reading) -> Iterator[Acronym]:
    """The acronyms that the text gives in parentheses after a name of two words or more."""
    for run in reading.runs:
        at = run.end
        if run.end - run.start < FEWEST or at >= len(reading.words) or reading.gap(at - 1, at) != " (":
            continue
        word = reading.words[at]
        if (
            not (word.text.isupper() and FEWEST <= len(word.text) <= MOST)
            or reading.text[word.end : word.end + 1] != ")"
        ):
            continue
        if _initials(reading, run, word.text):
            yield Acronym(run.start, at, word.text)


def _initials(reading: Reading, run: Run, letters: str) -> bool:
    """Whether the letters are initials of words of the run, in order, the first its first."""
    initials = iter(word.text[0].upper() for word in reading.words[run.start : run.end])
    return reading.words[run.start].text[0].upper() == letters[0] and all(c in initials for c in letters)


@cache
def cities() -> dict[str, str]:
    """The state of a city by its name, folded; names of several large cities are left out."""
    largest: dict[str, list[tuple[int, str]]] = {}
    for line in resources.text("gazetteer/places.tsv").split("\n")[1:]:
        if line:
            name, aliases, country, _, _, _, people, kind, _ = line.split("\t")
            if kind in ("city", "capital"):
                for known in {name, *filter(None, aliases.split("|"))}:
                    largest.setdefault(fold_name(known), []).append((int(people), country))
    made = {}
    for name, found in largest.items():
        found.sort(reverse=True)
        if len({code for _, code in found}) == 1 or found[0][0] >= TIMES * found[1][0]:
            made[name] = found[0][1]
    return made


def city_before(reading: Reading, start: int) -> tuple[int, Organisation] | None:
    """The city whose name ends just before word ``start``, as a body, and where it begins; None for none."""
    for begin in range(max(0, start - LONGEST_CITY), start):
        words = reading.words[begin:start]
        if not all(word.text[0].isupper() for word in words) or any(
            n in reading.cover for n in range(begin, start)
        ):
            continue
        if any(reading.gap(n - 1, n) not in (" ", "-") for n in range(begin + 1, start)):
            continue
        left, right = reading.span(begin, start)
        name = reading.text[left:right]
        code = cities().get(fold_name(name))
        if code is not None and reading.gap(start - 1, start) in (" ", "'s ", "’s "):
            return begin, Organisation(f"org:{fold_name(name)}", name, "GOV", code, "city", None)
    return None
