"""Through whom a statement reached the reader: according to, citing, quoted as saying, carried by."""

from __future__ import annotations

from typing import Literal

from variorum.model import Attribution, Party, Span
from variorum.stages.statements.cues import cues, sources
from variorum.stages.statements.frames import Frame
from variorum.stages.statements.grid import Grid

CARRY = frozenset(
    (
        "carry",
        "publish",
        "report",
        "release",
        "broadcast",
        "quote",
        "air",
        "post",
        "distribute",
        "issue",
        "run",
        "cite",
    )
)
WORDS = frozenset(
    ("remark", "statement", "comment", "speech", "interview", "dispatch", "commentary", "readout", "address")
)


def carriers(grid: Grid, found: list[Frame]) -> list[Frame]:
    """Turn the sentences' carriers into steps of their frames, and make frames where there were none."""
    by_unit: dict[int, list[Frame]] = {}
    for frame in found:
        by_unit.setdefault(frame.unit, []).append(frame)
    made: list[Frame] = []
    for i in range(grid.n):
        if grid.mark[i] >= 0:
            continue
        if grid.low[i] == "according":
            made += _according(grid, i, by_unit.get(grid.unit[i], []))
        elif grid.lemma[i] in ("quote", "cite") and grid.pos[i] == "VERB":
            made += _quoted_as(grid, i, by_unit.get(grid.unit[i], []))
    _wrapped(grid, found)
    _carried_by(grid, found)
    taken = {f.cue for f in made if f.cue is not None}
    kept = [f for f in found if f.cue not in taken and not _absorbed(f, made)]
    return kept + made


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
        return []
    phrase = grid.subtree(i) | grid.subtree(to)
    sentence = set(range(*grid.units[grid.unit[i]]))
    said = [f for f in near if f.speaker is not None and f.content and f.cue not in phrase]
    for frame in near:
        frame.content -= phrase
    if all(f.cue_class == "believes" or f.weak for f in said) and len(said) != 1:
        said = []
    citing = _citing(grid, phrase)
    for frame in said:
        if frame.cue_class == "believes" and frame.view is None and frame.cue is not None:
            frame.view = (frame.speaker or 0, frame.cue)
            frame.speaker, frame.cue, frame.cue_end = source, i, to
            frame.cue_class, frame.rule = "said", "according to, of a belief"
        else:
            frame.via.append((source, i))
    if said:
        return []
    frame = Frame(i, "said", citing or source, sentence - phrase, "according to", grid.unit[i], cue_end=to)
    frame.content = _drop_sides(grid, frame.content, i)
    if citing:
        frame.via.append((source, i))
    return [frame] if frame.content else []


def _drop_sides(grid: Grid, content: set[int], cue: int) -> set[int]:
    """Keep the paragraph of the cue only: a unit may end in blank lines."""
    return {i for i in content if grid.paragraph[i] == grid.paragraph[cue]}


def _citing(grid: Grid, phrase: set[int]) -> int | None:
    """Whom the source in turn cites: ``according to X, citing Y``; the phrase takes in the words."""
    last = max(phrase)
    for i in range(last + 1, min(last + 4, grid.n)):
        if grid.low[i] == "citing":
            cited = grid.child(i, "dobj")
            phrase |= grid.subtree(i)
            return cited
    inner = next((i for i in sorted(phrase) if grid.low[i] == "citing"), None)
    return grid.child(inner, "dobj") if inner is not None else None


def _quoted_as(grid: Grid, verb: int, near: list[Frame]) -> list[Frame]:
    """``X quoted Y as saying ...`` and ``Y was quoted by X as saying ...``: Y speaks, X carries."""
    saying = next((i for i in range(verb + 1, min(verb + 14, grid.n)) if grid.low[i] == "saying"), None)
    if saying is None or grid.low[saying - 1] != "as" or grid.unit[saying] != grid.unit[verb]:
        return []
    if grid.child(verb, "auxpass") is not None or grid.child(verb, "nsubjpass") is not None:
        speaker = grid.child(verb, "nsubjpass")
        agent = grid.child(verb, "agent") or grid.child(saying, "agent")
        carrier = grid.child(agent, "pobj") if agent is not None else None
    else:
        speaker, carrier = grid.child(verb, "dobj"), grid.child(verb, "nsubj")
    inner = next((f for f in near if f.cue == saying), None)
    if inner is None:
        inner = Frame(saying, "said", speaker, set(), "quoted as saying", grid.unit[verb])
        clause = grid.child(saying, "ccomp")
        inner.content = grid.subtree(clause) if clause is not None else set()
    inner.speaker, inner.rule = speaker, "quoted as saying"
    if carrier is not None:
        inner.via.append((carrier, verb))
    return [inner]


def _wrapped(grid: Grid, found: list[Frame]) -> None:
    """``Wang told Choe that ..., Xinhua reported``: the agency carries, Wang speaks."""
    verbs = cues("verb")
    for frame in found:
        if frame.cue is None or frame.speaker is None or not _is_channel(grid, frame.speaker):
            continue
        for verb in sorted(frame.content):
            if grid.head[verb] != frame.cue or grid.mark[verb] >= 0 or grid.lemma[verb] not in verbs:
                continue
            speaker, clause = grid.child(verb, "nsubj"), grid.child(verb, "ccomp")
            cue_class = verbs[grid.lemma[verb]].cue_class
            if speaker is None or clause is None or grid.mark[speaker] >= 0 or cue_class == "believes":
                continue
            frame.via.append((frame.speaker, frame.cue))
            frame.speaker, frame.cue, frame.content = speaker, verb, grid.subtree(clause)
            frame.cue_class, frame.rule = cue_class, f"cue {grid.lemma[verb]}, carried"
            break


def _is_channel(grid: Grid, i: int) -> bool:
    """Whether a source is one that carries others' words: a document or a medium."""
    return sources().get(grid.lemma[i]) in ("document", "media")


def _carried_by(grid: Grid, found: list[Frame]) -> None:
    """``said in remarks carried by X``, ``in a statement released by X``, ``reported X``, ``citing X``."""
    for frame in found:
        if frame.cue is None:
            continue
        for i in sorted(grid.subtree(frame.cue) - frame.content):
            if grid.mark[i] >= 0 or grid.pos[i] != "VERB":
                continue
            noun = grid.head[i]
            if grid.dep[i] == "acl" and grid.lemma[noun] in WORDS and grid.lemma[i] in CARRY:
                agent = grid.child(i, "agent")
                source = grid.child(agent, "pobj") if agent is not None else None
            elif grid.low[i] == "citing" and frame.speaker is not None:
                cited = grid.child(i, "dobj")
                if cited is not None:
                    frame.via.append((frame.speaker, frame.cue))
                    frame.speaker = cited
                continue
            else:
                continue
            if source is not None:
                frame.via.append((source, i))


def steps(
    outlet: str | None,
    via: list[tuple[Party, Span]],
    speaker: Attribution | None,
    view: tuple[Party, Span] | None,
) -> tuple[Attribution, ...]:
    """The chain of one statement, outermost step first; no step is made for what the text does not name."""
    chain = [Attribution(role="outlet", name=outlet)] if outlet else []
    chain += [_step("carrier", who, cue) for who, cue in via]
    chain += [speaker] if speaker else []
    chain += [_step("view", *view)] if view else []
    return tuple(chain)


def _step(role: Literal["carrier", "view"], who: Party, cue: Span) -> Attribution:
    return Attribution(role=role, name=who.name, actor=who.actor, span=who.span, cue=cue)
