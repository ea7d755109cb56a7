"""The cue lexicon: the verbs and nouns that report words, and the nouns that can be sources."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple, get_args

from variorum.model import Strength
from variorum.resources import rows


class Cue(NamedTuple):
    """A cue's class and the complements in which the reported words stand (see resources/cues).

    ``prepositions`` that introduce them, each with the class it gives the statement."""

    cue_class: str
    frames: frozenset[str]
    prepositions: dict[str, str]
    particle: str | None


COMPLEMENTS = frozenset("ccomp xcomp np talk sought oprd as quote to_whom needs view medium reckons".split())


@cache
def cues(pos: str) -> dict[str, Cue]:
    """The cues of a part of speech (``verb``, ``noun`` or ``adjective``) by lemma."""
    found = {}
    for row in rows("cues/cues.tsv"):
        if row["pos"] == pos:
            frames = frozenset(row["frames"].split())
            particle = next((f.removeprefix("particle:") for f in sorted(frames) if ":" in f), None)
            plain = sorted(f for f in frames - COMPLEMENTS if ":" not in f)
            classes = {f.partition("=")[0]: f.partition("=")[2] or row["class"] for f in plain}
            found[row["lemma"]] = Cue(row["class"], frames & COMPLEMENTS, classes, particle)
    return found


@cache
def sources() -> dict[str, str]:
    """The kind of source (document, media, office, person, never) a common noun names."""
    return {row["noun"]: row["kind"] for row in rows("cues/sources.tsv")}


@cache
def occasions() -> dict[str, str]:
    """The kind (event, writing, platform) of occasion or channel a noun names, by lower-case noun."""
    return {row["noun"]: row["kind"] for row in rows("cues/occasions.tsv")}


@cache
def addressed(pos: str) -> dict[str, frozenset[str]]:
    """Nouns of messages or verbs beside a saying, by lemma, with what leads in the one spoken to: a
    preposition, or ``object``."""
    return {r["word"]: frozenset(r["by"].split()) for r in rows("cues/addressed.tsv") if r["pos"] == pos}


@cache
def acts() -> frozenset[str]:
    """The nouns of what is asked of others: a probe, a refund; sought, they are words reported."""
    return frozenset(row["noun"] for row in rows("cues/acts.tsv"))


@cache
def strengths() -> dict[str, Strength]:
    """How a report stands to the words, by the lemma of its cue; neutral cues are not listed."""
    listed = get_args(Strength)
    return {row["lemma"]: listed[listed.index(row["strength"])] for row in rows("cues/strength.tsv")}


@cache
def media_names() -> frozenset[str]:
    """Lower-case words that, in a proper name, tell that it is a medium's."""
    return frozenset(row["word"] for row in rows("cues/media.tsv"))


@cache
def given_names() -> dict[str, str]:
    """The pronoun ("he" or "she") that a given name nearly always goes with, by lower-case name."""
    return {row["name"]: row["pronoun"] for row in rows("cues/given_names.tsv")}
