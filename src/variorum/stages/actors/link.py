"""The words for states, organisations and offices, as one index by the folded first word."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

import msgspec

from variorum import resources
from variorum.stages.actors.names import fold_word

WORD = re.compile(r"(?:[^\W\d_]\.){2,}|[^\W_]+")
GAPS = frozenset(("", " ", "-", "‑", "'", "’", "'s ", "’s ", "' ", "’ ", ". ", ".", "/", "\u00a0", " & "))


class Word(msgspec.Struct, frozen=True, gc=False):
    """A word of a text: where it stands, its letters, its folded form, and whether ``'s`` follows."""

    start: int
    end: int
    text: str
    key: str
    owns: bool


class State(NamedTuple):
    """One word for one or more states; ``care`` says what else must hold before it is believed."""

    alias: str
    codes: tuple[str, ...]
    kind: str
    care: str
    organisation: str | None = None


class Organisation(NamedTuple):
    """An organisation of the table; ``state`` is its owner's or None, ``code`` an event coder's or None."""

    id: str
    name: str
    role: str
    state: str | None
    kind: str
    code: str | None
    alias: str = ""


class Role(NamedTuple):
    """An office or body as a phrase: its class, its PLOVER sector, and the classes it can refer back to;
    ``needs`` says what else must hold before it is believed."""

    phrase: str
    office: str
    sector: str
    kind: str
    covers: frozenset[str]
    needs: str = ""

    def fits(self, office: str) -> bool:
        """Whether this phrase can stand for the holder of ``office`` (``MIN`` fits ``MIN:trade``)."""
        return office == self.office or office in self.covers or office.split(":")[0] in self.covers


Entry = State | Organisation | Role
Index = dict[str, list[tuple[tuple[str, ...], Entry]]]


def words(text: str) -> list[Word]:
    """The words of a text in order; a possessive ``'s`` is a mark on the word before it."""
    found: list[Word] = []
    for start, end in [match.span() for match in WORD.finditer(text)]:
        letters = text[start:end]
        if letters in ("s", "S") and found and found[-1].end == start - 1 and text[start - 1] in "'’":
            found[-1] = msgspec.structs.replace(found[-1], owns=True)
            continue
        plain = letters.replace(".", "") if "." in letters else letters
        found.append(Word(start, end, plain, fold_word(plain), False))
    return found


@cache
def organisations() -> dict[str, Organisation]:
    """The organisations of the table by id."""
    return {
        row["id"]: Organisation(
            row["id"], row["name"], row["role"], row["state"] or None, row["kind"], row["code"] or None
        )
        for row in resources.rows("organisations/organisations.tsv")
    }


@cache
def states() -> dict[str, str]:
    """The names of the states by code."""
    return {row["code"]: row["name"] for row in resources.rows("states/states.tsv")}


@cache
def last_words() -> dict[str, str]:
    """The sector of a name by its last word, for names that are no person's: "" unknown, ``-`` no actor."""
    return {row["word"]: row["sector"] for row in resources.rows("organisations/words.tsv")}


def roles() -> list[Role]:
    """The phrases for offices and bodies, with those made from portfolios ("minister of trade")."""
    made = [
        Role(r["phrase"], r["class"], r["sector"], r["kind"], frozenset(r["covers"].split()), r["needs"])
        for r in resources.rows("roles/roles.tsv")
    ]
    for row in resources.rows("roles/portfolios.tsv"):
        of, minister, ministry = row["portfolio"], row["minister"], row["ministry"]
        made += [
            Role(phrase, minister, "GOV", "person", frozenset((minister,)))
            for phrase in (
                f"{of} minister",
                f"minister of {of}",
                f"minister for {of}",
                f"minister of the {of}",
            )
        ]
        made += [
            Role(phrase, ministry, "GOV", "organisation", frozenset((ministry,)))
            for phrase in (
                f"{of} ministry",
                f"ministry of {of}",
                f"ministry for {of}",
                f"ministry of the {of}",
            )
        ]
        made.append(
            Role(f"deputy {of} minister", f"D{minister}", "GOV", "person", frozenset((f"D{minister}",)))
        )
    return made


@cache
def index() -> Index:
    """Everything that can be matched, by folded first word, the longest first."""
    made: dict[tuple[str, ...], Entry] = {}
    for role in roles():
        made.setdefault(_keys(role.phrase), role)
    for state in _states():
        made[_keys(state.alias)] = state
    for organisation in organisations().values():
        made[_keys(organisation.name)] = organisation._replace(alias=organisation.name)
    for row in resources.rows("organisations/organisations.tsv"):
        for alias in filter(None, row["aliases"].split("|")):
            key = _keys(alias)
            held = made.get(key)
            if isinstance(held, State):
                made[key] = held._replace(organisation=row["id"])
            elif not (isinstance(held, Organisation) and held.id == row["id"] and alias.isupper()):
                made[key] = organisations()[row["id"]]._replace(alias=alias)
    found: Index = {}
    for keys, entry in made.items():
        found.setdefault(keys[0], []).append((keys, entry))
    for entries in found.values():
        entries.sort(key=lambda pair: (-len(pair[0]), pair[0]))
    return found


def match(text: str, found: list[Word], at: int) -> tuple[int, Entry] | None:
    """The longest entry that begins at word ``at`` and the word after it; None when there is none."""
    entries = index().get(found[at].key)
    if entries is None:
        return None
    after = found[at + 1].key if at + 1 < len(found) else None
    for keys, entry in entries:
        end = at + len(keys)
        if len(keys) > 1 and keys[1] != after:
            continue
        if end > len(found) or any(found[at + n].key != keys[n] for n in range(2, len(keys))):
            continue
        if any(text[found[n].end : found[n + 1].start] not in GAPS for n in range(at, end - 1)):
            continue
        if isinstance(entry, Role) or _cased(entry.alias, found[at:end]):
            return end, entry
    return None


def _states() -> list[State]:
    """The aliases of the states, one entry an alias, without those known to be too weak to use."""
    by_alias: dict[str, State] = {}
    for row in resources.rows("states/aliases.tsv"):
        if row["care"] == "weak":
            continue
        held = by_alias.get(row["alias"])
        codes = (*(held.codes if held else ()), row["code"])
        by_alias[row["alias"]] = State(row["alias"], codes, row["kind"], row["care"])
    return list(by_alias.values())


@cache
def _wanted(alias: str) -> tuple[Word, ...]:
    return tuple(words(alias))


def _keys(alias: str) -> tuple[str, ...]:
    return tuple(word.key for word in words(alias))


def _cased(alias: str, found: list[Word]) -> bool:
    """Whether the words are written as the name wants: its capitals are capitals, an acronym is one."""
    wanted = _wanted(alias)
    if len(wanted) == 1 and wanted[0].text.isupper():
        return found[0].text.isupper()
    return all(
        word.text[0].isupper() or not want.text[0].isupper() for word, want in zip(found, wanted, strict=True)
    )
