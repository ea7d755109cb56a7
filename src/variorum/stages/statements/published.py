"""Who carried a source in turn: a memo published by X, a participant quoted by Y, as cited by Z."""

from __future__ import annotations

from variorum.stages.statements.before import phrase_after
from variorum.stages.statements.frame import Frame
from variorum.stages.statements.grid import Grid
from variorum.stages.statements.who import can_speak, is_medium

CARRIED = frozenset(
    """publish print reprint broadcast air carry report run screen circulate distribute release issue read
    relay leak disclose tweet rebroadcast republish quote cite translate stream televise transmit serialise
    serialize excerpt show share appear forward syndicate""".split()
)
SPOKEN = frozenset("quote cite interview report".split())
JOURNALS = frozenset(("journal", "proceedings"))
PLACED = frozenset(("on", "in"))
MEDIUM = frozenset(
    "appear publish print reprint broadcast air carry run post show screen quote cite stream".split()
)
HAVING = frozenset("has have had later first then since also".split())
APART = 8
POSTED = frozenset(("post", "upload"))
PHRASAL = {
    "put": ("out", "about"),
    "send": ("out", "round", "around"),
    "give": ("out",),
    "hand": ("out", "round", "over"),
    "read": ("out", "aloud"),
    "pick": ("up",),
    "pass": ("on", "along"),
    "run": ("in",),
    "make": ("public", "available"),
}


def is_carrying(grid: Grid, verb: int) -> bool:
    """Whether a verb tells that words were passed on: carried, published, put out, picked up."""
    particles = PHRASAL.get(grid.lemma[verb])
    if particles is not None and any(c in particles for c in grid.low[verb + 1 : verb + 2]):
        return True
    return grid.lemma[verb] in CARRIED


def in_turn(grid: Grid, frames: list[Frame]) -> None:
    """Put before each source of a frame the one that published, broadcast or quoted it."""
    for frame in frames:
        if frame.cue is None:
            continue
        steps: list[tuple[int, int]] = []
        for source, how in frame.via:
            first = _carrier(grid, source, frame)
            steps = [step for step in steps if step not in first] + first + [(source, how)]
        if frame.speaker is not None:
            steps += [s for s in _carrier(grid, frame.speaker, frame) if s not in steps]
        frame.via = list({source: (source, how) for source, how in reversed(steps)}.values())[::-1]


def _carrier(grid: Grid, source: int, frame: Frame) -> list[tuple[int, int]]:
    """The carrier in a participle or relative clause right after a source, with its verb; empty when none."""
    person = not is_medium(grid, source)
    owner = None if person else _who_published(grid, source)
    if owner is not None and owner[0] not in (source, frame.speaker):
        return [owner]
    for verb in [*_participles(grid, source), *_as_cited(grid, source)]:
        posted = grid.lemma[verb] in POSTED and grid.child(verb, "agent") is not None
        known = grid.lemma[verb] in SPOKEN if person else posted or is_carrying(grid, verb)
        if not known or grid.mark[verb] >= 0:
            continue
        carrier = by_whom(grid, verb)
        if carrier is None or carrier in (source, frame.speaker):
            continue
        if is_medium(grid, carrier) or can_speak(grid, carrier):
            if any(grid.lemma[k] in JOURNALS for k in (carrier, carrier - 1, carrier - 2)):
                return []  # a study is one with the journal it stands in
            return [*_article_of(grid, verb), (carrier, verb)]
    return []


def _who_published(grid: Grid, source: int) -> tuple[int, int] | None:
    """Who published a source, by the words after it, and the verb: "the tape, which Canal Nueve aired"."""
    for i in range(source + 1, min(source + APART, grid.n - 3)):
        if grid.mark[i] >= 0 or grid.unit[i] != grid.unit[source]:
            return None
        if grid.low[i] == ",":
            which = i + 1
            if grid.low[which] not in ("which", "that"):
                return None
            return _active(grid, which)
        if grid.pos[i] in ("VERB", "AUX"):
            return None
    return None


def _active(grid: Grid, which: int) -> tuple[int, int] | None:
    """Who publishes, and the verb, right after "which": "which Canal Nueve de Altos broadcast"."""
    for verb in range(which + 2, min(which + APART, grid.n)):
        if grid.mark[verb] >= 0 or grid.is_silent(verb):
            return None
        if not is_carrying(grid, verb):
            continue
        who = verb - 1
        while who > which and grid.low[who] in HAVING:
            who -= 1
        named = grid.pos[who] in ("NOUN", "PROPN")
        return (who, verb) if named and (is_medium(grid, who) or can_speak(grid, who)) else None
    return None


def _as_cited(grid: Grid, source: int) -> list[int]:
    """The participle after a source and a comma, wherever the parser hung it: "X, as cited by Y"."""
    end = max(grid.subtree(source))
    at = next((k for k in range(source + 1, min(end + 3, grid.n - 2)) if grid.low[k] == ","), None)
    if at is None or grid.low[at + 1] != "as" or grid.unit[at] != grid.unit[source]:
        return []
    return [at + 2] if grid.pos[at + 2] == "VERB" and not grid.low[at + 2].endswith("ing") else []


def _article_of(grid: Grid, verb: int) -> list[tuple[int, int]]:
    """Who carried the article that words were cited in: "cited by X in a report picked up by Y"."""
    for c in grid.children[verb]:
        document = grid.child(c, "pobj") if grid.low[c] == "in" and c > verb else None
        if document is None or not is_medium(grid, document):
            continue
        for carried in grid.children[document]:
            if grid.dep[carried] == "acl" and is_carrying(grid, carried):
                who = by_whom(grid, carried)
                if who is not None:
                    return [(who, carried)]
    return []


def _participles(grid: Grid, source: int) -> list[int]:
    """The passive participles beside a source, those joined to them or beside its complement too."""
    found: list[int] = []
    nouns = [source]
    for c in grid.children[source]:
        if c > source and grid.dep[c] == "prep" and grid.low[c] in ("of", "from", "on"):
            within = grid.child(c, "pobj")
            nouns += [within] if within is not None else []
    nouns += [c for c in grid.children[source] if grid.dep[c] == "appos"]
    for noun in nouns:
        for c in grid.children[noun]:
            if c < noun:
                continue
            if grid.dep[c] == "acl" or (grid.dep[c] == "relcl" and grid.child(c, "auxpass") is not None):
                found += [c, *(k for k in grid.children[c] if grid.dep[k] == "conj")]
            elif grid.low[c] == "as" or (grid.dep[c] == "advcl" and _as(grid, c)):
                found += [k for k in (c, *grid.children[c]) if grid.pos[k] == "VERB"]
    return [v for v in found if not grid.low[v].endswith("ing")]


def _as(grid: Grid, verb: int) -> bool:
    return any(grid.low[k] == "as" for k in grid.children[verb])


def by_whom(grid: Grid, verb: int) -> int | None:
    """By whom, or in or on which medium."""
    for c in grid.children[verb]:
        who = grid.child(c, "pobj")
        if who is None or c < verb:
            continue
        if grid.pos[who] == "NOUN" and not can_speak(grid, who):
            last = phrase_after(grid, c)  # "the Croatian sports daily Veslo", parsed apart
            who = last if last is not None and grid.pos[last] == "PROPN" else who
        if grid.low[c] == "by" and (grid.pos[who] == "PROPN" or can_speak(grid, who) or is_medium(grid, who)):
            return who
        if grid.low[c] in PLACED and grid.lemma[verb] in MEDIUM:
            proper = grid.pos[who] == "PROPN" and grid.party.get(who) != "person"
            if (proper and grid.entity[who] != "DATE") or is_medium(grid, who):
                return who
    return None
