"""Pronouns for persons: whom each can mean, of the persons that the text has named before it."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from variorum.resources import rows
from variorum.stages.actors.chains import Cast, Person
from variorum.stages.actors.mentions import Reading

# "her" is left out: as often as not it is a possessive.
PRONOUNS = {"he": "he", "him": "he", "himself": "he", "she": "she", "herself": "she"}
MOST = 5


class Pronoun(NamedTuple):
    """A pronoun at word ``at``: the persons who agree, the nearest first, and whether it stands in speech."""

    at: int
    could: tuple[Person, ...]
    spoken: bool


def pronouns(reading: Reading, cast: Cast) -> Iterator[Pronoun]:
    """The pronouns for which somebody named before them can stand, in the order of the text. A pronoun that
    means one person tells that person's for what follows."""
    named: list[Person] = []
    told: dict[str, str] = {}
    for at, word in enumerate(reading.words):
        if at in cast.by_run:
            person = cast.by_run[at]
            named = [person, *(p for p in named if p is not person)]
        if word.key in PRONOUNS and not reading.shouted(at):
            own = PRONOUNS[word.key]
            could = [p for p in named if (told.get(p.id) or _pronoun_of(p.name) or own) == own]
            spoken = _in_speech(reading.text, word.start)
            if len(could) == 1 and not spoken:
                told[could[0].id] = own
            if could:
                yield Pronoun(at, tuple(could[:MOST]), spoken)


def _pronoun_of(name: str) -> str | None:
    """The pronoun that a name nearly always goes with; None when that is not known."""
    return next((found for word in name.casefold().split()[:2] if (found := _given_names().get(word))), None)


def _in_speech(text: str, at: int) -> bool:
    """Whether a quotation mark opened before this place, in its line, is not yet closed."""
    line = text[text.rfind("\n", 0, at) + 1 : at]
    return line.count('"') % 2 == 1 or line.count("“") > line.count("”")


@cache
def _given_names() -> dict[str, str]:
    return {row["name"]: row["pronoun"] for row in rows("cues/given_names.tsv")}
