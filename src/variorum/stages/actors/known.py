"""What the table of office-holders adds to the persons and role phrases of one document, on its date."""

from __future__ import annotations

import re
from collections.abc import Collection
from datetime import date

from variorum.model import Article
from variorum.stages.actors.chains import Cast, Person, Phrase
from variorum.stages.actors.holders import (
    Answer,
    common,
    find,
    holder,
    office_of,
    standing,
    terms_of,
    titled,
)
from variorum.stages.actors.link import State
from variorum.stages.actors.mentions import Reading
from variorum.stages.actors.names import fold_name

FORMER = frozenset(
    "former ex then late next future previous onetime acting interim outgoing incoming deputy vice shadow "
    "would-be designate elect".split()
)
YEAR = re.compile(r"\b(?:19|20)\d\d\b")
REACH = 3
OFFICES = ("HOS", "HOG", "FM", "DM")


def day_of(article: Article) -> date | None:
    """The day of publication; None when it is unknown or no day."""
    try:
        return date.fromisoformat(article.day or "")
    except ValueError:
        return None


def link_persons(cast: Cast, day: date | None, spoken: Collection[str]) -> None:
    """Give the persons of a document their name, state and standing in the table, where they are in it."""
    for person in cast.persons:
        named = _listed(person, _nationality(cast.reading, person.at)) or _by_title(person, day, spoken)
        if named is None:
            continue
        person.listed = named
        person.standing = now = standing(named, day)
        if not person.codes and now.state:
            person.codes = (now.state,)
        if person.sector is None and now.posts and day is not None:
            person.sector = "GOV" if now.governs else "IGO" if now.posts[0].startswith("org:") else None


def _nationality(reading: Reading, at: int) -> tuple[str, ...]:
    """The states of a nationality that stands before a name, as in "Kenyan engineer Ana Reyes"."""
    for n in range(at - 1, max(at - 1 - REACH, -1), -1):
        if reading.gap(n, n + 1) != " ":
            return ()
        found = reading.cover.get(n)
        if found is not None and isinstance(found.entry, State):
            return found.entry.codes if found.entry.kind in ("adjective", "demonym") else ()
    return ()


def _listed(person: Person, nationality: tuple[str, ...]) -> str | None:
    """The one office-holder all full names of a person are names of, unless the text speaks against it."""
    found = {named for name in person.names if (named := find(name))}
    if len(found) != 1:
        return None
    named = found.pop()
    states = {term.state for term in terms_of(named) if ":" not in term.state}
    told = person.codes or nationality
    if told and states and states.isdisjoint(told):
        return None
    if any(fold_name(name) in common() for name in person.names):
        offices = {term.office for term in terms_of(named)}
        if not person.codes and not any(role.fits(office) for role in person.offices for office in offices):
            return None
    return named


def _by_title(person: Person, day: date | None, spoken: Collection[str]) -> str | None:
    """The one holder on the day whom a title and a part of a name mean: "President Xi"."""
    words = fold_name(person.name).split()
    if len(words) != 1 or not person.offices:
        return None
    office = person.offices[0].office
    if office not in OFFICES:
        return None
    found = titled(words[0], office, day)
    if len(found) != 1:
        return None
    state = standing(found[0], day).state
    told_of = person.codes or tuple(code for code in spoken if ":" not in code)
    return found[0] if state and (not told_of or state in told_of) else None


def told(person: Person, why: tuple[str, ...]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The reasons of a mention with what the table adds, and the posts it cannot verify as candidates."""
    now = person.standing
    if now is None:
        return why, ()
    unsure = now.posts if "not verified" in now.why or "handover" in now.why else ()
    return (*why, now.why), unsure


def looked_up(reading: Reading, phrase: Phrase, state: str, day: date | None) -> Answer | None:
    """Who held the office that a role phrase names; None when it names none, a past one, or another time."""
    if phrase.body is not None or day is None:
        return None
    words = reading.words[max(phrase.start - 1, 0) : phrase.end]
    if any(word.key in FORMER for word in words):
        return None
    office = office_of(state, phrase.role.phrase, phrase.role.office)
    if office is None:
        return None
    answer = holder(state, office, day)
    if answer is None or answer.found is None:
        return answer
    sentence = reading.token(reading.words[phrase.start]).sent
    if any(year != str(day.year) for year in YEAR.findall(sentence.text)):
        return Answer(
            None, (answer.found,), f"{answer.why}; the sentence speaks of another year", answer.as_of
        )
    return answer
