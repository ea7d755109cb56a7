"""A linear model takes or refuses candidates, fitted to the passages of this folder.

The package does without it: what it buys on reports nobody looked at is two to five tenths of a point
(``docs/statements.md``). ``measure.py`` puts :func:`judged` around the rules."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from math import exp
from pathlib import Path

from candidates import Candidate, candidates

from variorum.stages.statements.addressee import addressee
from variorum.stages.statements.cues import Cue, cues, sources
from variorum.stages.statements.frame import Frame
from variorum.stages.statements.grid import Grid
from variorum.stages.statements.phrases import asides
from variorum.stages.statements.who import PERSONAL, negated, open_ended, to_come, unsaid

UNLIKELY = "the model holds it for no report of words"
LEAST = 0.7
"""The probability from which on a candidate is taken: four in five are right on held-out folds of ours."""
LENGTHS = ((1, "1"), (2, "2"), (4, "4"), (8, "8"), (15, "15"))
ABSTRACT = ("tion", "sion", "ment", "ness", "ity", "ism", "ance", "ence", "ing", "al", "ship", "cy")
FIGURES = frozenset(("DATE", "TIME", "CARDINAL", "PERCENT", "MONEY", "ORDINAL"))
TELLING = frozenset(("neg", "aux", "prt", "auxpass", "agent"))
HANGING = frozenset(("xcomp", "pcomp", "dobj", "acl", "conj"))
PLAIN = Cue("said", frozenset(), {}, None)


def judged(grid: Grid, found: list[Frame]) -> list[Frame]:
    """The frames that rules found, and one for each further cue whose likeliest candidate the model takes."""
    taken = {frame.cue for frame in found if frame.content}
    best: dict[int, tuple[float, Candidate]] = {}
    for one in candidates(grid, taken):
        if negated(grid, one.cue) or unsaid(grid, one.cue):
            continue
        likely = probability(grid, one)
        if one.cue not in best or best[one.cue][0] < likely:
            best[one.cue] = likely, one
    made = [_frame(grid, one, likely) for likely, one in best.values() if likely >= LEAST]
    for likely, one in best.values():
        if likely < LEAST:
            grid.refuse(f"model {one.relation} {likely:.2f}", UNLIKELY, one.cue)
    if not made:
        return found
    cues_taken = {frame.cue for frame in made}
    return sorted([f for f in found if f.cue not in cues_taken] + made, key=lambda f: f.cue or 0)


def _frame(grid: Grid, one: Candidate, likely: float) -> Frame:
    cue = cues("verb").get(grid.lemma[one.cue], PLAIN)
    content = set(one.content) - asides(grid, one.content)
    rule = f"model {one.relation} {likely:.2f}"
    frame = Frame(one.cue, one.word.cue_class, one.speaker, content, rule, grid.unit[one.cue])
    frame.addressee = addressee(grid, one.cue, cue, one.speaker) if grid.pos[one.cue] == "VERB" else None
    frame.weak = round(1 - likely, 2)
    if to_come(grid, one.cue):
        frame.status = "planned"
    elif open_ended(grid, one.cue):
        frame.status = "hypothetical"
    if frame.addressee in frame.content:
        frame.addressee = None
    return frame


def probability(grid: Grid, one: Candidate) -> float:
    """How likely a candidate is reported words, from 0 to 1."""
    known = weights()
    return 1 / (1 + exp(-sum(known.get(name, 0.0) for name in features(grid, one))))


@cache
def weights() -> dict[str, float]:
    """The weight of each feature; one that is not listed weighs nothing."""
    lines = (Path(__file__).parent / "weights.tsv").read_text(encoding="utf-8").splitlines()[1:]
    return {name: float(weight) for name, weight in (line.split("\t") for line in lines)}


def features(grid: Grid, one: Candidate, ruled: bool = False) -> Iterator[str]:
    """The names of what there is to tell of a candidate; ``ruled``: rules find words of its cue."""
    cue, relation = one.cue, one.relation
    lemma, cue_class = grid.lemma[cue], one.word.cue_class
    plain = relation.removeprefix("noun ")
    listed = plain in one.word.complements
    part = "n" if grid.pos[cue] == "NOUN" else "v"
    speaker, what = _speaks(grid, one.speaker), _kind(grid, one)
    yield from ("bias", f"relation {relation}", f"lemma {lemma}", f"{lemma} {relation}")
    yield from (f"class {part} {cue_class}", f"class {cue_class} {relation}")
    yield from (f"listed {part} {listed}", f"listed {listed} {relation}")
    yield from (f"speaker {speaker}", f"speaker {part} {speaker} {listed}", f"speaker {cue_class} {speaker}")
    yield from (f"what {what}", f"what {cue_class} {what}", f"what {plain} {what}", f"tag {grid.dep[cue]}")
    for c in grid.children[cue]:
        if grid.dep[c] in TELLING:
            yield f"child {grid.dep[c]} {grid.low[c]}"
    if grid.dep[cue] in HANGING:
        yield f"head {grid.lemma[grid.head[cue]]}"
    size = sum(not grid.is_silent(i) for i in one.content)
    yield "length " + next((name for most, name in LENGTHS if size <= most), "more")
    if any(grid.mark[i] >= 0 for i in one.content):
        yield from ("marks", f"marks {part} {listed}")
    known = cues("noun" if part == "n" else "verb").get(lemma)
    if known:
        yield from (f"known {part}", f"known {known.cue_class}")
    if ruled:
        yield "ruled"
    if grid.paragraph[cue] == 0 and grid.breaks:
        yield "title"


def _kind(grid: Grid, one: Candidate) -> str:
    """What sort of thing the candidate's head is."""
    head = one.head
    if grid.dep[head] == "prep":
        head = next((c for c in grid.children[head] if grid.dep[c] in ("pobj", "pcomp")), head)
    pos, lemma = grid.pos[head], grid.lemma[head]
    if grid.entity[head] in FIGURES:
        return grid.entity[head]
    party = grid.party.get(head)
    if party or pos in ("PROPN", "PRON"):
        return party or pos
    if pos != "NOUN":
        return pos
    if lemma in cues("noun"):
        return "speech"
    if lemma in sources():
        return f"source {sources()[lemma]}"
    return "abstract" if lemma.endswith(ABSTRACT) else "noun"


def _speaks(grid: Grid, i: int | None) -> str:
    """What sort of thing a speaker is."""
    if i is None:
        return "none"
    if grid.low[i] in PERSONAL:
        return "it" if grid.low[i] == "it" else "pronoun"
    party = grid.party.get(i)
    if party:
        return party
    kind = sources().get(grid.lemma[i])
    return f"source {kind}" if kind else grid.pos[i]
