"""Who is who in one document: full names first, then surnames, titles and role phrases that refer to them."""

from __future__ import annotations

import re
from typing import NamedTuple

from variorum.stages.actors.context import city_before, owner_before
from variorum.stages.actors.holders import Standing, find, person_id
from variorum.stages.actors.link import Organisation, Role, State, last_words
from variorum.stages.actors.mentions import LISTED, LOCATIVE, NOT_PERSONS, PARTICLES, Found, Reading, Run
from variorum.stages.actors.names import fold_name, same_name

APPOSED = re.compile(r", (?:the |a |an |its |his |her |their |who is |then |former )?\Z")
SPEECH = frozenset(
    re.findall(
        r"\w+", "say tell add warn announce insist argue urge claim deny reply ask write note call meet visit"
    )
)
OF = re.compile(r" of (?:the )?\Z")
NAMES = ("name", "short", "abbreviation")
NEXT = (" ", "'s ", "’s ")
MODIFIERS = 2


class Phrase(NamedTuple):
    """A role phrase with what is stated with it: words ``[start, end)``, the state or organisation it belongs
    to, and the run that names its holder (None when nobody is named)."""

    start: int
    end: int
    role: Role
    codes: tuple[str, ...]
    organisation: Organisation | None
    body: Role | None
    run: Run | None


class Person:
    """A person of a document, gathered from its full names and what is stated beside them."""

    def __init__(self, name: str, at: int) -> None:
        self.names = [name]
        self.at = at
        self.codes: tuple[str, ...] = ()
        self.offices: list[Role] = []
        self.sector: str | None = None
        self.listed: str | None = None
        self.standing: Standing | None = None

    @property
    def name(self) -> str:
        """The fullest name in the document, verbatim; the first of those as long."""
        return max(self.names, key=lambda n: len(fold_name(n).split()))

    @property
    def id(self) -> str:
        return person_id(self.listed or self.name)

    def is_called(self, name: str) -> bool:
        """Whether ``name`` is this person's: the same, or one end or part of the full name, in order."""
        parts = fold_name(name).split()
        for held in self.names:
            mine = fold_name(held).split()
            if same_name(held, name):
                return True
            if len(parts) == 1 and len(mine) > 1 and parts[0] in (mine[0], mine[-1]):
                return True
            if 1 < len(parts) < len(mine) and _within(parts, mine):
                return True
        return False


def _within(parts: list[str], whole: list[str]) -> bool:
    rest = iter(whole)
    return all(part in rest for part in parts)


def phrases(reading: Reading) -> list[Phrase]:
    """The role phrases of a text, composed with the states, bodies and names that stand beside them."""
    runs = {run.start: run for run in reading.runs}
    made: list[Phrase] = []
    for found in reading.found:
        if isinstance(found.entry, Role) and found.entry.kind != "honorific" and _stands(reading, found):
            _compose(reading, found, runs, made)
    return made


def _stands(reading: Reading, found: Found) -> bool:
    """Whether a phrase that is an office only in some places stands in one: "PM" is none in "5 PM", "chief"
    one in "the UN chief", none in "the UN chief scientist"."""
    role = found.entry
    if not isinstance(role, Role) or not role.needs:
        return True
    before = found.start - 1
    if role.needs == "capitals":
        return reading.words[found.start].text.isupper() and not (before >= 0 and _number(reading, before))
    beside = reading.cover.get(before)
    if beside is None or not isinstance(beside.entry, Organisation) or beside.end != found.start:
        return False
    after = reading.number(found.end - 1) + 1
    return reading.tokens.tag[after : after + 1] not in (["NN"], ["NNS"])


def _number(reading: Reading, at: int) -> bool:
    word = reading.words[at]
    return (
        word.key[-1:].isdigit() or word.key in ("m", "noon", "o'clock") or reading.token(word).pos_ == "NUM"
    )


def _compose(reading: Reading, found: Found, runs: dict[int, Run], made: list[Phrase]) -> None:
    """Add the phrase of one role to those made before it, into which it may grow."""
    role = found.entry
    assert isinstance(role, Role)
    start, end = found.start, found.end
    codes: tuple[str, ...] = ()
    organisation: Organisation | None = None
    body: Role | None = None
    if made and _grows(reading, made[-1], role, start):
        before = made.pop()
        start, codes, organisation, body = before.start, before.codes, before.organisation, before.role
    if not codes and organisation is None:
        beside = _left(reading, start)
        if beside is not None:
            start = beside.start
        else:
            beside = _right(reading, end)
            end = beside.end if beside is not None else end
        if beside is not None:
            codes = beside.entry.codes if isinstance(beside.entry, State) else ()
            organisation = beside.entry if isinstance(beside.entry, Organisation) else None
        elif role.kind == "person":
            codes = owner_before(reading, start)
        elif (city := city_before(reading, start)) is not None:
            start, organisation = city[0], city[1]._replace(role=role.sector or "GOV")
    run = _run_at(reading, runs, end) if role.kind == "person" else None
    if run is not None and not _names(reading, run, start, end):
        run = None
    made.append(Phrase(start, end, role, codes, organisation, body, run))


def _run_at(reading: Reading, runs: dict[int, Run], at: int) -> Run | None:
    """The run that begins at a word, or behind its particle ("al-Assad"); None for none."""
    joined = at + 1 < len(reading.words) and reading.words[at].key in PARTICLES
    return runs.get(at + 1) if joined and reading.gap(at, at + 1) == "-" else runs.get(at)


def _grows(reading: Reading, before: Phrase, role: Role, start: int) -> bool:
    """Whether a role goes on with the body just before it: "foreign ministry spokesman"."""
    return (
        before.end == start
        and before.run is None
        and reading.gap(start - 1, start) in NEXT
        and "organisation" in (before.role.kind, role.kind)
    )


def _right(reading: Reading, end: int) -> Found | None:
    """The state or organisation a role phrase is "of": "president of Kenya"; None for none."""
    for at in (end + 1, end + 2):
        beside = reading.cover.get(at)
        if beside is None or beside.start != at:
            continue
        if not OF.match(reading.text[reading.words[end - 1].end : reading.words[at].start]):
            return None
        of = beside.entry
        if isinstance(of, Organisation) or (isinstance(of, State) and of.kind in NAMES):
            return beside
        return None
    return None


def _left(reading: Reading, start: int) -> Found | None:
    """The state or organisation just before a role phrase, at most two plain words away; None for none."""
    at = start
    for _ in range(MODIFIERS + 1):
        if at == 0 or reading.gap(at - 1, at) not in (" ", "'s ", "’s ", "-", "’ ", "' ", "\u00a0"):
            return None
        before = reading.cover.get(at - 1)
        if before is not None:
            if isinstance(before.entry, Role) or before.end != at:
                return None
            return before if at == start or _binds(reading, before) else None
        word = reading.words[at - 1]
        if word.text[0].isupper() or reading.token(word).pos_ not in ("ADJ", "NOUN", "PROPN", "VERB"):
            return None
        at -= 1
    return None


def _binds(reading: Reading, found: Found) -> bool:
    """Whether a state word reaches over modifiers to a role: an adjective, or a name with ``'s``."""
    return reading.words[found.end - 1].owns or (
        isinstance(found.entry, State) and found.entry.kind in ("adjective", "abbreviation")
    )


def _names(reading: Reading, run: Run, start: int, end: int) -> bool:
    """Whether a run just after a role phrase names its holder."""
    gap = reading.gap(end - 1, end)
    if gap in (" ", "\u00a0"):
        return True
    owned = start and reading.words[start - 1].key in ("his", "her", "its", "their", "the")
    owned = owned or reading.words[start].owns
    return bool(gap == ", " and owned and (run.end - run.start > 1 or run.label == "PERSON"))


class Cast:
    """The persons of a document and which runs and phrases name them."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.phrases = phrases(reading)
        self.persons: list[Person] = []
        self.by_run: dict[int, Person] = {}
        self.apposed: dict[int, Person] = {}
        self.loose: dict[int, Run] = {}
        self.alone = frozenset(
            reading.words[run.start].key
            for run in reading.runs
            if run.end == run.start + 1 and run.label == "PERSON" and not reading.titled(run.start)
        )
        self._gather()

    def called(self, name: str) -> list[Person]:
        """The persons a name can mean: those with that whole name, else those of whose name it is a part."""
        whole = [p for p in self.persons if any(same_name(held, name) for held in p.names)]
        return whole or [p for p in self.persons if p.is_called(name)]

    def holders(self, role: Role, codes: tuple[str, ...]) -> list[Person]:
        """The persons of the document for whom a role phrase can stand."""
        return [
            p
            for p in self.persons
            if any(role.fits(held.office) for held in p.offices)
            and (not codes or any(code in p.codes for code in codes))
        ]

    def _gather(self) -> None:
        titled = {phrase.run.start: phrase for phrase in self.phrases if phrase.run}
        kinds = {run.start: self._is_person(run, run.start in titled) for run in self.reading.runs}
        for run in self.reading.runs:
            if kinds[run.start] and run.end - run.start > 1:
                self._add(run)
        for run in self.reading.runs:
            if run.start in self.by_run or not self._may_be(run):
                continue
            name = self._text(run)
            if len(self.called(name)) == 1:
                self.by_run[run.start] = self.called(name)[0]
            elif not self.called(name) and kinds[run.start]:
                self._add(run)
            elif self.called(name):
                self.loose[run.start] = run
        self._offices(titled)

    def _text(self, run: Run) -> str:
        start, end = self.reading.span(run.start, run.end)
        return self.reading.text[start:end]

    def _add(self, run: Run) -> None:
        name = self._text(run)
        held = self.called(name) or [
            p
            for p in self.persons
            if len(fold_name(p.name).split()) > 1 and Person(name, 0).is_called(p.name)
        ]
        if len(held) == 1:
            held[0].names.append(name)
            self.by_run[run.start] = held[0]
        elif not held:
            person = Person(name, run.start)
            self.persons.append(person)
            self.by_run[run.start] = person
        else:
            self.loose[run.start] = run

    def _may_be(self, run: Run) -> bool:
        """Whether a run of any label can be a part of a known person's name."""
        token = self.reading.token(self.reading.words[run.end - 1])
        if run.label in ("GPE", "LOC", "FAC") and token.dep_ == "pobj" and token.head.lower_ in LOCATIVE:
            return False
        return self.reading.words[run.end - 1].key not in last_words() or run.label == "PERSON"

    def _is_person(self, run: Run, titled: bool) -> bool:
        reading, words = self.reading, self.reading.words
        if titled or run.label == LISTED:
            return True
        if words[run.end - 1].key in last_words() or reading.titled(run.start):
            return False
        before = reading.cover.get(run.start - 1)
        if before and isinstance(before.entry, Role) and before.entry.kind == "honorific":
            return True
        token = reading.token(words[run.end - 1])
        if run.label == "PERSON":
            return run.end - run.start > 1 or not (token.dep_ == "pobj" and token.head.lower_ in LOCATIVE)
        if run.end - run.start > 1 and words[run.end - 1].key in self.alone:
            return run.label != "NORP"
        if run.end - run.start < 2:
            return False
        if run.label in NOT_PERSONS:
            return run.label != "NORP" and find(self._text(run)) is not None
        return token.dep_ in ("nsubj", "appos") and (token.head.lemma_ in SPEECH or token.dep_ == "appos")

    def _offices(self, titled: dict[int, Phrase]) -> None:
        """Give persons the states and offices that stand beside their names."""
        ends = {run.end: run for run in self.reading.runs if run.start in self.by_run}
        for phrase in self.phrases:
            person = self.by_run.get(phrase.run.start) if phrase.run else self._before(phrase, ends)
            if person is None or phrase.role.kind != "person":
                continue
            role = phrase.role
            if role.office == "COUNTERPART":
                role = next((p.offices[0] for p in self._preceding(phrase.start, person) if p.offices), role)
            if role.office != "COUNTERPART":
                person.offices.append(role)
            body = phrase.organisation
            person.codes = person.codes or phrase.codes or ((body.state,) if body and body.state else ())
            if person.sector is None:
                part_of = phrase.body or role
                owned = "GOV" if phrase.codes or body else None
                person.sector = body.role if body and body.kind != "ministry" else part_of.sector or owned
        self._possessors()

    def _before(self, phrase: Phrase, ends: dict[int, Run]) -> Person | None:
        """The person whose name a phrase stands behind: "Ana Reyes, Chile's trade minister"."""
        for back in (0, 1, 2):
            run = ends.get(phrase.start - back)
            if run is not None:
                between = self.reading.text[
                    self.reading.span(run.start, run.end)[1] : self.reading.words[phrase.start].start
                ]
                if APPOSED.match(between):
                    person = self.by_run[run.start]
                    self.apposed[phrase.start] = person
                    return person
        return None

    def _preceding(self, at: int, person: Person) -> list[Person]:
        """The other persons named before word ``at``, the nearest first."""
        near = [self.by_run[s] for s in sorted(self.by_run, reverse=True) if s < at]
        return [p for p in near if p is not person]

    def _possessors(self) -> None:
        """A state with ``'s`` or a nationality just before a name is that person's state."""
        for found in self.reading.found:
            person = self.by_run.get(found.end)
            entry = found.entry
            if person is None or person.codes or not isinstance(entry, State):
                continue
            owns = self.reading.words[found.end - 1].owns
            gap = self.reading.gap(found.end - 1, found.end)
            if gap in ("'s ", "’s ", " ") and (owns or entry.kind == "adjective"):
                person.codes = entry.codes
