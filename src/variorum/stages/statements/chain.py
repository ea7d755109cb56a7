"""Through whom a statement reached the reader: according to, citing, quoted as saying, carried by."""

from __future__ import annotations

from variorum.stages.statements import refused
from variorum.stages.statements.cues import sources
from variorum.stages.statements.frames import Frame
from variorum.stages.statements.grid import Grid
from variorum.stages.statements.who import can_speak, is_channel, is_medium

CARRY = frozenset(
    "carry publish report release broadcast quote air post distribute issue run cite print".split()
)
QUOTING = frozenset(("quote", "cite"))
AIRED = frozenset("carry publish broadcast air run print quote cite show".split())
WORDS = frozenset(
    """remark statement comment speech interview dispatch commentary readout address message video
    letter""".split()
)
THROUGH = frozenset(
    "spokesman spokeswoman spokesperson lawyer aide attorney representative intermediary".split()
)


def carriers(grid: Grid, found: list[Frame]) -> list[Frame]:
    """Turn the sentences' carriers into steps of their frames, and make frames where there were none."""
    by_unit: dict[int, list[Frame]] = {}
    for frame in found:
        by_unit.setdefault(frame.unit, []).append(frame)
    made: list[Frame] = []
    citing: list[int] = []
    taken: set[int | None] = set()
    for i, (low, lemma) in enumerate(zip(grid.low, grid.lemma, strict=True)):
        if (low != "according" and lemma not in QUOTING) or grid.mark[i] >= 0:
            continue
        if low == "according":
            made += _according(grid, i, by_unit.get(grid.unit[i], []))
        elif grid.pos[i] == "VERB":
            quoted = _quoted_as(grid, i, by_unit.get(grid.unit[i], []))
            made += quoted
            if quoted:
                taken.add(i)
            else:
                citing.append(i)
    _carried_by(grid, found)
    taken |= {f.cue for f in made if f.cue is not None}
    for f in found:
        if _absorbed(f, made):
            grid.refuse(f.rule, refused.PART, f.cue)
    kept = [f for f in found if f.cue not in taken and not _absorbed(f, made)] + made
    for i in citing:
        kept = _citing(grid, i, kept)
    return kept


def _absorbed(frame: Frame, made: list[Frame]) -> bool:
    return any(frame.cue is not None and frame.cue in other.content for other in made)


def _according(grid: Grid, i: int, near: list[Frame]) -> list[Frame]:
    """``according to X``: X carried the sentence's statements; alone, X is the speaker of the sentence."""
    to = next((c for c in grid.children[i] if grid.low[c] == "to"), i + 1)
    if to >= grid.n or grid.low[to] != "to":
        return []
    source = grid.child(to, "pobj")
    if source is None:
        source = grid.child(i, "pobj")
    if source is None or sources().get(grid.lemma[source]) == "never":
        grid.refuse("according to", refused.NO_SOURCE, i, to)
        return []
    phrase = grid.subtree(i) | grid.subtree(to)
    sentence = set(range(*grid.units[grid.unit[i]]))
    said = [f for f in near if f.speaker is not None and f.content and f.cue not in phrase]
    for frame in near:
        frame.content -= phrase
    if all(f.cue_class == "believes" or f.weak for f in said) and len(said) != 1:
        said = []
    for frame in said:
        if frame.cue_class == "believes" and frame.view is None and frame.cue is not None:
            frame.view = (frame.speaker or 0, frame.cue)
            frame.speaker, frame.cue, frame.cue_end = source, i, to
            frame.cue_class, frame.rule = "said", "according to, of a belief"
        else:
            frame.via.append((source, i))
    if said:
        return []
    aside = _relative(grid, i)
    if aside is not None:
        sentence &= grid.subtree(aside)
    frame = Frame(i, "said", source, sentence - phrase, "according to", grid.unit[i], cue_end=to)
    frame.content = _drop_sides(grid, frame.content, i)
    return [frame] if frame.content else []


def _relative(grid: Grid, i: int) -> int | None:
    """The clause that a phrase leads in: "which, according to X, ...", "that according to X, ..."."""
    at = grid.head[i]
    while grid.head[at] != at and grid.dep[at] not in ("relcl", "ccomp"):
        at = grid.head[at]
    first = min(grid.subtree(at)) if grid.dep[at] in ("relcl", "ccomp") else i
    return (
        at
        if first < i and all(grid.low[k] in ("which", "who", "that", ",") for k in range(first, i))
        else None
    )


def _drop_sides(grid: Grid, content: set[int], cue: int) -> set[int]:
    """Keep the paragraph of the cue only: a unit may end in blank lines."""
    return {i for i in content if grid.paragraph[i] == grid.paragraph[cue]}


def _before_quoting(grid: Grid, verb: int) -> set[int]:
    """The clause before "X quoted Y as saying": its complement, or what it is inserted into."""
    clause = grid.child(verb, "ccomp")
    if clause is not None:
        return grid.subtree(clause)
    if grid.dep[verb] == "parataxis":
        return grid.subtree(grid.head[verb]) - grid.subtree(verb)
    return set()


def _citing(grid: Grid, i: int, near: list[Frame]) -> list[Frame]:
    """Whom a carrier cites in turn: "X reported, citing Y", "X, which cited Y", "X said, quoting Y"."""
    cited = grid.child(i, "dobj")
    participle = grid.low[i].endswith("ing") or grid.dep[i] == "relcl"
    if cited is None or not participle or not (can_speak(grid, cited) or is_medium(grid, cited)):
        return near
    best: tuple[int, int, int] | None = None
    for n, frame in enumerate(near):
        if frame.unit != grid.unit[i] or frame.cue is None or frame.cue == i:
            continue
        for k, (source, cue) in enumerate([*frame.via, (frame.speaker, frame.cue)]):
            if source is None or source == cited or not _cites(grid, source, cue):
                continue
            tied = grid.head[i] in (source, cue)
            gap = 0 if tied else min(abs(i - source), abs(i - cue))
            if best is None or (gap, n, k) < best:
                best = (gap, n, k)
    if best is None:
        return near
    _, n, k = best
    frame = near[n]
    if k < len(frame.via):
        frame.via.insert(k + 1, (cited, i))
    elif frame.speaker is not None and frame.cue is not None:
        frame.via.append((frame.speaker, frame.cue))
        frame.speaker = cited
    frame.content -= grid.subtree(i)
    return [f for f in near if f.cue != i]


def _cites(grid: Grid, source: int, cue: int) -> bool:
    """Whether a source may pass on the words of one it cites."""
    return is_channel(grid, source, cue) or (
        grid.pos[source] == "PROPN" and grid.party.get(source) != "person"
    )


def _quoted_as(grid: Grid, verb: int, near: list[Frame]) -> list[Frame]:
    """``X quoted Y as saying ...`` and ``Y was quoted by X as saying ...``: Y speaks, X carries."""
    saying = next((i for i in range(verb + 1, min(verb + 14, grid.n)) if grid.low[i] == "saying"), None)
    if saying is None or grid.low[saying - 1] != "as" or grid.unit[saying] != grid.unit[verb]:
        return []
    if grid.child(verb, "auxpass") is not None or grid.child(verb, "nsubjpass") is not None:
        speaker = grid.child(verb, "nsubjpass")
        carrier = _agent(grid, verb)
        carrier = _agent(grid, saying) if carrier is None else carrier
    else:
        speaker, carrier = grid.child(verb, "dobj"), grid.child(verb, "nsubj")
    inner = next((f for f in near if f.cue == saying), None)
    if inner is None:
        inner = Frame(saying, "said", speaker, set(), "quoted as saying", grid.unit[verb])
        clause = grid.child(saying, "ccomp")
        inner.content = grid.subtree(clause) if clause is not None else set()
    if not inner.content:
        inner.content = _before_quoting(grid, verb)
    inner.speaker, inner.rule = speaker, "quoted as saying"
    if carrier is not None:
        inner.via.append((carrier, verb))
    return [inner]


def _carried_by(grid: Grid, found: list[Frame]) -> None:
    """``said in remarks carried by X``, ``X, quoted in Y, said``, ``said through a spokesman``."""
    for frame in found:
        if frame.cue is None:
            continue
        beside = grid.subtree(frame.cue) - frame.content
        for i in sorted(beside):
            if grid.mark[i] >= 0:
                continue
            source = None
            if grid.pos[i] == "VERB" and grid.dep[i] == "acl" and grid.lemma[i] in CARRY:
                noun = grid.head[i]
                if grid.lemma[noun] in WORDS or (
                    noun == frame.speaker and grid.lemma[i] in ("quote", "cite")
                ):
                    source = _agent(grid, i)
            elif grid.low[i] in ("through", "via") and grid.head[i] == frame.cue:
                source = grid.child(i, "pobj")
                source = source if source is not None and grid.lemma[source] in THROUGH else None
            if source is not None and source != frame.speaker:
                frame.via.append((source, i))


def _agent(grid: Grid, verb: int) -> int | None:
    """By whom something was carried, or on or in which medium."""
    for c in grid.children[verb]:
        source = grid.child(c, "pobj")
        if source is None:
            continue
        if grid.low[c] == "by":
            return source
        if grid.low[c] in ("on", "in") and grid.lemma[verb] in AIRED:
            proper = grid.pos[source] == "PROPN" and grid.party.get(source) != "person"
            return source if proper or is_medium(grid, source) else None
    return None
