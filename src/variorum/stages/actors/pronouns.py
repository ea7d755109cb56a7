"""Pronouns for persons: whom each can mean, of the persons that the text has named before it."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from variorum.resources import rows
from variorum.stages.actors.chains import Cast, Person
from variorum.stages.actors.mentions import Reading

PRONOUNS = {"he": "he", "him": "he", "his": "he", "himself": "he"}
PRONOUNS |= {"she": "she", "her": "she", "hers": "she", "herself": "she"}
MOST = 5
REACH = 1


class Pronoun(NamedTuple):
    """A pronoun at word ``at``: the persons who agree, the nearest first, whether it stands in speech, and
    who is meant where that is told."""

    at: int
    could: tuple[Person, ...]
    spoken: bool
    means: Person | None


def pronouns(reading: Reading, cast: Cast) -> Iterator[Pronoun]:
    """The pronouns for which somebody named before them can stand, in the order of the text. A pronoun that
    means one person tells that person's for what follows."""
    named: list[Person] = []
    told: dict[str, str] = {}
    last: dict[str, int] = {}
    others = {run.start for run in reading.runs if run.label == "PERSON"} | set(cast.loose)
    open_name = -1 - REACH
    for at, word in enumerate(reading.words):
        if at in cast.by_run:
            person = cast.by_run[at]
            named = [person, *(p for p in named if p is not person)]
            last[person.id] = reading.sentence(at)
        elif at in others:
            open_name = reading.sentence(at)
        if word.key in PRONOUNS and not reading.shouted(at):
            own = PRONOUNS[word.key]
            could = [p for p in named if (told.get(p.id) or _pronoun_of(p.name) or own) == own]
            if not could:
                continue
            spoken, here = _in_speech(reading.text, word.start), reading.sentence(at)
            near = [p for p in could if last[p.id] >= here - REACH]
            sure = not spoken and not _looks_on(reading, cast, at, last)
            means = near[0] if len(near) == 1 and sure and open_name < here - REACH else None
            means = could[0] if len(could) == 1 and sure else means
            if means is not None:
                last[means.id] = here
                if len(could) == 1:
                    told[means.id] = own
            yield Pronoun(at, tuple(could[:MOST]), spoken, means)


def _looks_on(reading: Reading, cast: Cast, at: int, last: dict[str, int]) -> bool:
    """Whether a possessive before anybody is named in its sentence may mean one named later in it: "After
    his speech, Luis Quispe left"."""
    here = reading.sentence(at)
    if here in last.values() or reading.tokens.tag[reading.number(at)] != "PRP$":
        return False
    later = next((start for start in sorted(cast.by_run) if start > at), None)
    return later is not None and reading.sentence(later) == here


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
