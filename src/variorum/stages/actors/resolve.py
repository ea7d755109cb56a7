"""From what a text may name to mentions with actors: each with its score and reasons, or with candidates."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from variorum.model import Actor, Article, Mention, Span, make_id
from variorum.stages.actors.chains import Cast, Person, Phrase
from variorum.stages.actors.context import Acronym, acronyms
from variorum.stages.actors.drafts import Draft, apart
from variorum.stages.actors.holders import Answer, person_id
from variorum.stages.actors.known import day_of, link_persons, looked_up, told
from variorum.stages.actors.link import Organisation, Role, State, last_words, organisations
from variorum.stages.actors.mentions import Found, Reading, Run
from variorum.stages.actors.names import fold_name
from variorum.stages.actors.pronouns import pronouns
from variorum.stages.actors.things import Thing, taken_up
from variorum.stages.parse import Parse

VERSION = 4
MADE_BY = f"actors/{VERSION}"
RANK = {"name": 4, "short": 3, "abbreviation": 2, "seat": 1, "capital": 1}
SCORE = {"name": 0.95, "short": 0.9, "abbreviation": 0.9, "seat": 0.85, "capital": 0.8, "adjective": 0.7}
SOMEBODY = frozenset(("a", "an", "one", "another", "some", "several", "two", "three", "many", "no"))
KINDS: dict[str, Any] = {"person": "person", "organisation": "organisation", "group": "group"}


class Resolver:
    """The mentions of one article."""

    def __init__(self, article: Article, parse: Parse) -> None:
        self.article = article
        self.reading = Reading(article.text, parse)
        self.day = day_of(article)
        self.cast = Cast(self.reading)
        self.known = self._spoken_of()
        link_persons(self.cast, self.day, self.known)
        self.actors: dict[str, dict[str, Any]] = {}
        self.called: dict[str, list[tuple[int, str]]] = {}
        self.used: set[int] = set()
        self.short: dict[int, list[Acronym]] = {}
        for short in acronyms(self.reading):
            self.short.setdefault(short.start, []).append(short)

    def mentions(self) -> Iterator[Mention]:
        """The mentions in the order of the text; no two overlap."""
        drafts = [*self._persons(), *self._phrases(), *self._tables(), *self._unlisted(), *self._pronouns()]
        kept = apart(drafts)
        for draft in apart([*kept, *self._taken_up(kept)]):
            yield self._mention(draft)

    # --- who is spoken of ------------------------------------------------------------------------------

    def _spoken_of(self) -> frozenset[str]:
        """The states and organisations that some unambiguous word of the text names."""
        entries = [found.entry for found in self.reading.found]
        states = [e for e in entries if isinstance(e, State) and not e.care and not e.organisation]
        listed = [e.id for e in entries if isinstance(e, Organisation)]
        return frozenset([e.codes[0] for e in states if len(e.codes) == 1] + listed)

    def _settle(self, codes: tuple[str, ...]) -> str | None:
        """The one state meant by ``codes``; None when it could be several and the text does not tell."""
        left = codes if len(codes) == 1 else tuple(code for code in codes if code in self.known)
        return left[0] if len(left) == 1 else None

    # --- drafts ----------------------------------------------------------------------------------------

    def _persons(self) -> Iterator[Draft]:
        """Names of persons, each with the role phrase and state before it."""
        heads = {phrase.run.start: phrase for phrase in self.cast.phrases if phrase.run}
        owners = {f.end: f for f in self.reading.found if isinstance(f.entry, State)}
        seen: set[str] = set()
        for run in self.reading.runs:
            person = self.cast.by_run.get(run.start)
            if person is None:
                if run.start in self.cast.loose:
                    name = self._text(run.start, run.end)
                    could = tuple(sorted(p.id for p in self.cast.called(name)))
                    yield Draft(run.start, run.end, None, 0.5, (f"name of {len(could)} persons",), could)
                continue
            start = self._head(run, heads.get(run.start), owners.get(run.start))
            self._enter_person(person)
            score, why = self._reason(person, run, start, seen)
            yield Draft(start, run.end, person.id, score, *told(person, why))
            seen.add(person.id)

    def _head(self, run: Run, phrase: Phrase | None, owner: Found | None) -> int:
        """Where the mention of a person begins: at the role phrase or state before the name, or at it."""
        if phrase is not None:
            self.used.update(range(phrase.start, phrase.end))
            return phrase.start if self.reading.gap(run.start - 1, run.start) != ", " else run.start
        if owner is not None and self.reading.gap(run.start - 1, run.start) in (" ", "'s ", "’s "):
            self.used.update(range(owner.start, owner.end))
            return owner.start
        return run.start

    def _reason(self, person: Person, run: Run, start: int, seen: set[str]) -> tuple[float, tuple[str, ...]]:
        full = run.end - run.start > 1
        if not full and len(fold_name(person.name).split()) > 1:
            return 0.85, (f"part of the name of {person.id}",)
        titled = start < run.start
        if titled:
            return (0.95 if full else 0.7), ("name after a title",)
        if not full:
            return 0.5, ("single name",)
        return (0.9 if run.label == "PERSON" else 0.75), ("full name",)

    def _phrases(self) -> Iterator[Draft]:
        """Role phrases that name nobody: they refer to the one who fits, or to the office of a state."""
        for phrase in self.cast.phrases:
            if phrase.run is not None and phrase.start in self.used:
                if phrase.run.start in self.cast.by_run and self._apart(phrase):
                    person = self.cast.by_run[phrase.run.start]
                    self._enter_person(person)
                    yield Draft(phrase.start, phrase.end, person.id, 0.9, ("role before a name",))
                continue
            draft = self._phrase(phrase)
            if draft is not None:
                self.used.update(range(phrase.start, phrase.end))
                yield draft

    def _pronouns(self) -> Iterator[Draft]:
        """Pronouns: of the one person they can mean, else open with those they could, the nearest first."""
        for found in pronouns(self.reading, self.cast):
            could = tuple(dict.fromkeys(p.id for p in found.could))
            span = (found.at, found.at + 1)
            if found.means is not None:
                where = "before it" if len(could) == 1 else "in this sentence or the one before"
                why = f"pronoun: the only person named {where} who agrees"
                yield Draft(*span, found.means.id, 0.6 if len(could) == 1 else 0.5, (why,), pronoun=True)
            else:
                why = "pronoun in speech" if found.spoken else f"pronoun that could mean {len(could)} persons"
                yield Draft(*span, None, 0.3, (why,), could, pronoun=True)

    def _taken_up(self, drafts: list[Draft]) -> Iterator[Draft]:
        """ "It" and "they" for a state, organisation or group that is the subject above them, else open."""
        things = {
            n: Thing(d.start, d.end, d.id, self.actors[d.id]["kind"])
            for d in drafts
            if d.id is not None and not d.pronoun and self.actors[d.id]["kind"] != "person"
            for n in range(d.start, d.end)
        }
        for found in taken_up(self.reading, self.reading.tokens, things) if things else ():
            span = (found.at, found.at + 1)
            if len(found.could) == 1:
                yield Draft(*span, found.could[0], 0.5, ("pronoun: the subject above it",), pronoun=True)
            else:
                why = f"pronoun that could mean {len(found.could)}: the subject above it, or another since"
                yield Draft(*span, None, 0.3, (why,), found.could, pronoun=True)

    def _apart(self, phrase: Phrase) -> bool:
        return phrase.run is not None and self.reading.gap(phrase.run.start - 1, phrase.run.start) == ", "

    def _phrase(self, phrase: Phrase) -> Draft | None:
        role, code = phrase.role, self._settle(phrase.codes) if phrase.codes else None
        if code is None and phrase.organisation is not None:
            return self._of_organisation(phrase)
        if phrase.codes and code is None:
            could = tuple(f"{c}:{role.office}" for c in phrase.codes)
            return Draft(phrase.start, phrase.end, None, 0.4, ("role of an ambiguous state",), could)
        if role.kind == "person":
            return self._office(phrase, code)
        if code is not None:
            return self._body(phrase, code)
        return self._bare_body(phrase)

    def _office(self, phrase: Phrase, code: str | None) -> Draft | None:
        """A phrase for a person: who stands beside it, who fits, or else the office of the stated state."""
        at, role = (phrase.start, phrase.end), phrase.role
        person = self.cast.apposed.get(phrase.start)
        if person is not None:
            self._enter_person(person)
            return Draft(*at, person.id, 0.9, ("role beside a name",))
        before = self.reading.words[phrase.start - 1].key if phrase.start else ""
        fits = self.cast.holders(role, (code,) if code else ())
        if before in SOMEBODY or phrase.body is not None:
            fits = []
        elif code is None and before != "the":
            return None
        if len(fits) == 1:
            self._enter_person(fits[0])
            return Draft(*at, fits[0].id, 0.85 if code else 0.75, (f"the one {role.office} of the text",))
        if fits:
            could = tuple(sorted(p.id for p in fits))
            return Draft(*at, None, 0.5, (f"{len(fits)} persons fit",), could)
        if code is None:
            return None
        office = role.office if phrase.body is None else f"{phrase.body.office}:{role.office}"
        sector = phrase.body.sector if phrase.body else role.sector
        answer = looked_up(self.reading, phrase, code, self.day) if before not in SOMEBODY else None
        if answer is not None and answer.found is not None:
            return self._holder(phrase, answer, code, "GOV")
        draft = self._state_body(
            phrase, code, office, sector, "person", 0.6, f"office of {code}, holder not named"
        )
        if answer is None:
            return draft
        return draft._replace(
            why=(*draft.why, answer.why), candidates=tuple(map(person_id, answer.candidates))
        )

    def _holder(self, phrase: Phrase, answer: Answer, state: str | None, sector: str) -> Draft:
        """A phrase for the one who held the office on the day of the report, as the table has it."""
        assert answer.found is not None
        key = person_id(answer.found)
        self._enter(key, "person", state, sector, answer.as_of)
        return Draft(
            phrase.start, phrase.end, self._call(key, phrase.start, phrase.end, 0), 0.8, (answer.why,)
        )

    def _of_organisation(self, phrase: Phrase) -> Draft:
        body = phrase.organisation
        assert body is not None
        at = (phrase.start, phrase.end)
        person = self.cast.apposed.get(phrase.start)
        if person is not None:
            self._enter_person(person)
            return Draft(*at, person.id, 0.9, ("role beside a name",))
        answer = looked_up(self.reading, phrase, body.id, self.day) if phrase.role.kind == "person" else None
        if answer is not None and answer.found is not None:
            return self._holder(phrase, answer, body.state, body.role)
        self._enter(f"{body.id}:{phrase.role.office}", phrase.role.kind, body.state, body.role)
        return Draft(*at, self._call(f"{body.id}:{phrase.role.office}", *at, 0), 0.6, (f"role in {body.id}",))

    def _body(self, phrase: Phrase, code: str) -> Draft:
        role = phrase.role
        if role.office == "GOV":
            self._enter(code, "state", code, "GOV")
            return Draft(
                phrase.start, phrase.end, self._call(code, phrase.start, phrase.end, 0), 0.9, ("government",)
            )
        why = f"{role.kind} of {code}: {role.phrase}"
        return self._state_body(phrase, code, role.office, role.sector, role.kind, 0.9, why)

    def _state_body(
        self, phrase: Phrase, code: str, office: str, sector: str, kind: str, score: float, why: str
    ) -> Draft:
        key = f"{code}:{office}"
        self._enter(key, kind, code, sector or "GOV")
        return Draft(phrase.start, phrase.end, self._call(key, phrase.start, phrase.end, 0), score, (why,))

    def _bare_body(self, phrase: Phrase) -> Draft | None:
        """ "The ministry" is the one ministry the text has spoken of; None when it has spoken of none."""
        role = phrase.role
        if role.kind != "organisation":
            return None
        could: dict[str, Role] = {}
        for other in self.cast.phrases:
            for body in (other.role, other.body):
                code = self._settle(other.codes) if other.codes else None
                if body is not None and body.kind == "organisation" and code and role.fits(body.office):
                    could[code if body.office == "GOV" else f"{code}:{body.office}"] = body
        for found in self.reading.found:
            body_of = found.entry
            if not isinstance(body_of, Organisation) or body_of.id.startswith("org:"):
                continue
            if role.fits(body_of.id.split(":", 1)[1]):
                could[body_of.id] = role
        if len(could) > 1:
            return Draft(
                phrase.start, phrase.end, None, 0.4, (f"{len(could)} bodies fit",), tuple(sorted(could))
            )
        for key, body in could.items():
            self._enter(key, "organisation" if ":" in key else "state", key.split(":")[0], body.sector)
            return Draft(
                phrase.start,
                phrase.end,
                self._call(key, phrase.start, phrase.end, -1),
                0.75,
                (f"the one {role.phrase} of the text",),
            )
        return None

    def _tables(self) -> Iterator[Draft]:
        """States and organisations of the tables, where they act; a place where something happens is none."""
        for found in self.reading.found:
            if found.start in self.used:
                continue
            if isinstance(found.entry, State):
                draft = self._state(found, found.entry)
                if draft is not None:
                    yield draft
            elif isinstance(found.entry, Organisation):
                entry = found.entry
                kind = "group" if entry.kind == "armed group" else "organisation"
                self._enter(entry.id, kind, entry.state, entry.role)
                name = self._call(entry.id, found.start, found.end, 0)
                yield Draft(found.start, found.end, name, 0.95, (f"alias organisations: {entry.kind}",))

    def _state(self, found: Found, entry: State) -> Draft | None:
        if self.reading.located(found):
            return None
        at = (found.start, found.end)
        could = (*entry.codes, *([entry.organisation] if entry.organisation else ()))
        spoken = tuple(key for key in could if key in self.known)
        if len(could) > 1 or entry.care == "ambiguous":
            if len(spoken) != 1:
                return Draft(*at, None, 0.4, (f"alias states: {entry.kind}, ambiguous",), could)
            could = spoken
        key = could[0]
        if key.startswith("org:"):
            body = organisations()[key]
            self._enter(key, "organisation", body.state, body.role)
        else:
            self._enter(key, "state", key, "GOV")
        score = SCORE.get(entry.kind, 0.6)
        rank = RANK.get(entry.kind, 0) if not key.startswith("org:") else -1
        return Draft(*at, self._call(key, *at, rank), score, (f"alias states: {entry.kind}",))

    def _unlisted(self) -> Iterator[Draft]:
        """Organisations of no table that the model sees or whose last word tells it, of two words or more."""
        first: dict[str, set[str]] = {}
        single: list[Run] = []
        for run in self.reading.runs:
            if (
                run.start in self.cast.by_run
                or run.start in self.cast.loose
                or self.reading.titled(run.start)
            ):
                continue
            if run.end - run.start == 1 and run.label == "ORG":
                single.append(run)
                continue
            sector = last_words().get(self.reading.words[run.end - 1].key)
            place = last_words().get(self.reading.words[run.start].key) == "-"
            if run.end - run.start < 2 or place or sector == "-" or (sector is None and run.label != "ORG"):
                continue
            name = self._text(run.start, run.end)
            key = "org:" + fold_name(name)
            self._enter(key, "organisation", None, sector or None)
            self._call(key, run.start, run.end, 0)
            yield Draft(run.start, run.end, key, 0.5, ("name of an organisation, in no table",))
            yield from self._shortened(run, key)
            first.setdefault(self.reading.words[run.start].text, set()).add(key)
        for run in single:
            keys = first.get(self.reading.words[run.start].text, ())
            if len(keys) == 1:
                yield Draft(run.start, run.end, min(keys), 0.5, ("first word of a name of the text",))

    def _shortened(self, run: Run, key: str) -> Iterator[Draft]:
        """The acronym the text gives for a name, wherever it stands from there on."""
        for short in self.short.get(run.start, ()):
            for n in range(short.at, len(self.reading.words)):
                if self.reading.words[n].text == short.letters and n not in self.reading.cover:
                    yield Draft(n, n + 1, key, 0.6, ("acronym that the text gives",))

    # --- records ---------------------------------------------------------------------------------------

    def _enter_person(self, person: Person) -> None:
        code = self._settle(person.codes) if person.codes else None
        self._enter(person.id, "person", code, person.sector, person.standing and person.standing.as_of)
        self.called.setdefault(person.id, [(9, person.name)])

    def _enter(
        self, key: str, kind: str, state: str | None, role: str | None, as_of: str | None = None
    ) -> None:
        if key not in self.actors:
            named = kind if kind == "state" else KINDS[kind]
            self.actors[key] = {"kind": named, "state": state, "role": role, "as_of": as_of}

    def _call(self, key: str, start: int, end: int, rank: int) -> str:
        """Note that these words name the actor ``key``; give the key back."""
        self.called.setdefault(key, []).append((rank, self._text(start, end)))
        return key

    def _text(self, start: int, end: int) -> str:
        left, right = self.reading.span(start, end)
        return self.reading.text[left:right]

    def _mention(self, draft: Draft) -> Mention:
        start, end = self.reading.span(draft.start, draft.end)
        article = self.article
        actor = None
        if draft.id is not None:
            name = max(self.called[draft.id], key=lambda call: (call[0], len(call[1])))[1]
            actor = Actor(id=draft.id, name=name, **self.actors[draft.id])
        return Mention(
            id=make_id("mention", article.id, start, end),
            made_by=MADE_BY,
            score=round(draft.score, 2),
            why=draft.why,
            article_id=article.id,
            span=Span(article.id, start, end),
            text=article.text[start:end],
            actor=actor,
            candidates=draft.candidates,
            pronoun=draft.pronoun,
        )
