"""The lexicon of ``resources/plover``, indexed by lemma."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from variorum import resources


class Frame(NamedTuple):
    """A verb or noun with the type it stands for and where its recipient is found (slots, in order)."""

    lemma: str
    particle: str
    objects: frozenset[str]
    slots: tuple[str, ...]
    flags: frozenset[str]
    type: str
    mode: str | None

    @property
    def label(self) -> str:
        """How the frame is named among the reasons of an event."""
        name = f"{self.lemma} {self.particle}".strip()
        return f"{name} ({', '.join(self.slots) or 'alone'})"

    def rule(self, kind: str) -> str:
        """How the frame of a ``verb``, ``noun`` or ``adjective`` is named as the rule that decided."""
        return f"{kind} frame: {self.label}"


FLAGS = frozenset({"must", "harm", "guest", "ought", "far", "alone", "object", "told", "kept", "armed"})
NAME = "(name)"
HARM = frozenset({"ASSAULT", "COERCE", "SANCTION", "MOBILIZE", "PROTEST"})
MILD = frozenset({"CONSULT", "SUPPORT", "AID", "COOPERATE", "AGREE"})
REVENGE = frozenset({"retaliate", "retaliation", "revenge", "avenge", "punish", "strike", "veto", "reprisal"})


@cache
def classes() -> dict[str, frozenset[str]]:
    """Named sets of object nouns."""
    sets: dict[str, list[str]] = {}
    for row in resources.rows("plover/classes.tsv"):
        sets.setdefault(row["class"], []).append(row["lemma"])
    return {name: frozenset(lemmas) for name, lemmas in sets.items()}


@cache
def frames(kind: str) -> dict[str, tuple[Frame, ...]]:
    """The frames of ``verb``, ``noun`` or ``adjective`` by lemma, the most particular first."""
    found: dict[str, list[Frame]] = {}
    for row in resources.rows("plover/verbs.tsv"):
        if row["kind"] != kind:
            continue
        lemma, _, particle = row["lemma"].partition(" ")
        named = row["object"]
        objects = classes()[named[1:]] if named.startswith("@") else frozenset(filter(None, named.split("|")))
        objects |= {NAME} if named == "@person" else set()
        words = tuple(filter(None, row["slots"].split(",")))
        frame = Frame(
            lemma,
            particle,
            objects,
            tuple(w for w in words if w not in FLAGS),
            FLAGS.intersection(words),
            row["type"],
            row["mode"] or None,
        )
        found.setdefault(lemma, []).append(frame)
    ranked = {k: sorted(v, key=lambda f: (not f.particle, not f.objects)) for k, v in found.items()}
    return {lemma: tuple(some) for lemma, some in ranked.items()}


@cache
def endings(kind: str) -> frozenset[str]:
    """The lemmas that a noun has to have to be one of the frames of nouns, or of the ``role`` nouns: each by
    itself, and the last word of those written with a hyphen."""
    names = frames("noun") if kind == "noun" else roles()
    return frozenset(name.rpartition("-")[2] for name in names) | frozenset(names)


@cache
def needs_recipient() -> frozenset[str]:
    """The types that are no event without a recipient."""
    return frozenset(r["type"] for r in resources.rows("plover/types.tsv") if r["recipient"] == "required")


@cache
def quads() -> dict[str, int]:
    """Type to quad class: 1 verbal and 2 material cooperation, 3 verbal and 4 material conflict."""
    return {r["type"]: int(r["quad"]) for r in resources.rows("plover/types.tsv")}


@cache
def words(table: str, column: str = "lemma", value: str | None = None) -> frozenset[str]:
    """The lemmas of a word list of ``resources/plover``, all or those with ``value`` in ``column``."""
    rows = resources.rows(f"plover/{table}.tsv")
    return frozenset(r["lemma"] for r in rows if value is None or r[column] == value)


@cache
def governors() -> dict[str, str]:
    """Lemma to the status it gives to what it governs; ``promised`` threatens when what is promised harms."""
    return {r["lemma"]: r["status"] for r in resources.rows("plover/governors.tsv")}


@cache
def harmful() -> frozenset[str]:
    """The lemmas that can name a conflict act, or the refusal of what was given."""
    rows = resources.rows("plover/verbs.tsv")
    mild = {r["lemma"] for r in rows if r["type"] in MILD and not r["object"]}
    return frozenset(r["lemma"].partition(" ")[0] for r in rows if r["type"] in HARM) - mild | REVENGE


@cache
def roles() -> dict[str, str]:
    """Nouns for people and bodies to their PLOVER sector; ``of`` for amounts ("a group of")."""
    return {r["lemma"]: r["role"] for r in resources.rows("plover/agents.tsv")}
