"""Cue frames: what the parse says about who reports which words, before names are looked up."""

from __future__ import annotations

from dataclasses import dataclass, field

from variorum.stages.statements.cues import Cue, cues, sources
from variorum.stages.statements.grid import Grid

PERSONAL = frozenset(("he", "she", "they", "i", "we", "who", "it", "you", "one"))
PRONOUN_OBJECTS = frozenset(("it", "that", "this", "what", "which", "himself", "herself", "themselves", "so"))
MERGED = frozenset(("said", "claimed", "promised", "praised", "echoed"))
AFTERTHOUGHT = frozenset(("as", "while", "when", "after", "before", "during", "although", "though"))
LIGHT = frozenset(("make", "issue", "give", "deliver", "repeat", "release", "offer", "have", "send"))


@dataclass
class Frame:
    """One cue by its tokens; ``via`` are carriers as (source token, cue token), outermost first.

    ``open``: no cue, so whoever spoke last speaks on. ``weak`` is taken off the score."""

    cue: int | None
    cue_class: str
    speaker: int | None
    content: set[int]
    rule: str
    unit: int
    cue_end: int | None = None
    addressee: int | None = None
    view: tuple[int, int] | None = None
    via: list[tuple[int, int]] = field(default_factory=list)
    open: bool = False
    weak: float = 0.0


def frames(grid: Grid) -> list[Frame]:
    """The frames of all cues outside quotation marks, in text order, outermost only."""
    verbs, nouns = cues("verb"), cues("noun")
    found: list[Frame] = []
    for i in range(grid.n):
        if grid.mark[i] >= 0:
            continue
        frame = None
        if grid.pos[i] in ("VERB", "AUX") and grid.lemma[i] in verbs:
            frame = _verb(grid, i, verbs[grid.lemma[i]])
        elif grid.pos[i] == "NOUN" and grid.lemma[i] in nouns:
            frame = _noun(grid, i, nouns[grid.lemma[i]])
        if frame:
            found.append(frame)
    return _outermost(grid, _merge(grid, found))


def subject(grid: Grid, verb: int, depth: int = 0) -> int | None:
    """Who does what a verb says: its subject or agent, or the one it shares with the verb it hangs from."""
    passive = grid.child(verb, "nsubjpass", "auxpass") is not None
    if not passive:
        own = grid.child(verb, "nsubj")
        if own is not None:
            return own
    agent = grid.child(verb, "agent")
    if agent is not None:
        return grid.child(agent, "pobj")
    if passive or depth > 4:
        return None
    dep, head = grid.dep[verb], grid.head[verb]
    if dep in ("conj", "advcl", "xcomp") and grid.pos[head] in ("VERB", "AUX"):
        return subject(grid, head, depth + 1)
    if dep == "pcomp" and grid.pos[grid.head[head]] in ("VERB", "AUX"):
        return subject(grid, grid.head[head], depth + 1)
    return head if dep == "acl" and grid.pos[head] in ("NOUN", "PROPN") else None


def can_speak(grid: Grid, i: int) -> bool:
    """Whether a token may name somebody or something that makes statements."""
    return grid.pos[i] == "PROPN" or grid.low[i] in PERSONAL or grid.lemma[i] in sources()


def _verb(grid: Grid, verb: int, cue: Cue) -> Frame | None:
    if cue.particle and not any(grid.low[c] == cue.particle for c in grid.children[verb]):
        return None
    if any(grid.dep[c] == "neg" for c in grid.children[verb]) and cue.cue_class != "denied":
        return None
    speaker = subject(grid, verb)
    if speaker is not None and "needs" in cue.frames and not can_speak(grid, speaker):
        return None
    frame = Frame(verb, cue.cue_class, speaker, set(), f"cue {grid.lemma[verb]}", grid.unit[verb])
    frame.addressee = _addressee(grid, verb, cue)
    _complements(grid, frame, verb, cue)
    if frame.speaker is not None:
        frame.content -= grid.subtree(frame.speaker) if not frame.content >= {frame.speaker} else set()
    return frame if frame.content or "quote" in cue.frames else None


def _complements(grid: Grid, frame: Frame, verb: int, cue: Cue) -> None:
    """Gather the reported words of a cue into its frame."""
    by_dep: dict[str, list[int]] = {}
    for c in grid.children[verb]:
        by_dep.setdefault(grid.dep[c], []).append(c)
    clauses = by_dep.get("ccomp", []) if "ccomp" in cue.frames or "xcomp" in cue.frames else []
    clauses = [c for c in clauses if c != frame.speaker]
    objects = [c for c in by_dep.get("dobj", []) if c != frame.addressee]
    if "xcomp" in cue.frames:
        clauses = clauses + by_dep.get("xcomp", [])
        if clauses and objects and "to_whom" not in cue.frames:
            clauses = objects[:1] + clauses
    if clauses:
        for c in clauses:
            frame.content |= grid.subtree(c)
        frame.content -= _afterthought(grid, clauses)
    elif _inserted(grid, verb, cue):
        frame.content = grid.subtree(grid.head[verb]) - grid.subtree(verb)
        frame.rule += " inserted"
    elif "ccomp" in cue.frames and (clause := _strayed(grid, verb)) is not None:
        frame.content = grid.subtree(clause)
    elif cue.frames & {"oprd", "as", "np", "talk"} or cue.prepositions:
        _phrases(grid, frame, by_dep, cue, objects)


def _strayed(grid: Grid, verb: int) -> int | None:
    """A that-clause the parser hung on a noun in between: "said in a statement that ..."."""
    for i in range(verb + 1, min(verb + 16, grid.n)):
        if grid.unit[i] != grid.unit[verb] or grid.mark[i] >= 0:
            return None
        head = grid.head[i]
        if grid.low[i] == "that" and grid.dep[i] == "mark" and grid.pos[head] in ("VERB", "AUX"):
            return head if grid.dep[head] in ("acl", "relcl") and head in grid.subtree(verb) else None
    return None


def _afterthought(grid: Grid, clauses: list[int]) -> set[int]:
    """A clause of time or manner after the closing mark: the reporter's, not the speaker's."""
    gone: set[int] = set()
    for i in sorted({i for c in clauses for i in grid.subtree(c)}):
        if i not in gone and grid.dep[i] == "advcl":
            clause = grid.subtree(i)
            first = min(clause)
            closed = (
                first > 1 and grid.mark[first] < 0 and grid.mark[first - 1] < 0 and grid.mark[first - 2] >= 0
            )
            if closed and grid.low[first] in AFTERTHOUGHT:
                gone |= clause
    return gone


def _inserted(grid: Grid, verb: int, cue: Cue) -> bool:
    """Whether a cue stands as a parenthesis in what it reports ("..., he said, ..." or "as he said")."""
    if "ccomp" not in cue.frames:
        return False
    if grid.dep[verb] == "parataxis":
        return True
    said_as = any(grid.low[c] == "as" and grid.dep[c] in ("mark", "advmod") for c in grid.children[verb])
    own = grid.child(verb, "nsubj") is not None and grid.child(verb, "dobj") is None
    return grid.dep[verb] == "advcl" and said_as and own


def _phrases(grid: Grid, frame: Frame, by_dep: dict[str, list[int]], cue: Cue, objects: list[int]) -> None:
    """Contents that are phrases: praised WHAT, called X A MISTAKE, described X AS Y, called FOR restraint."""
    named = [c for c in objects if grid.low[c] not in PRONOUN_OBJECTS]
    if "talk" in cue.frames:
        named = [c for c in named if grid.lemma[c] in cues("noun") or grid.mark[c] >= 0]
    heads: list[int] = []
    if "oprd" in cue.frames:
        heads += by_dep.get("oprd", []) + (by_dep.get("ccomp", []))
    prepositions = by_dep.get("prep", []) + by_dep.get("dative", [])
    if "as" in cue.frames:
        heads += [p for p in prepositions if grid.low[p] == "as"]
    if cue.prepositions:
        brought = [p for p in prepositions if grid.low[p] in cue.prepositions]
        if named and not cue.frames & {"np", "as", "talk"}:
            brought = []  # "called a march for Friday" does not call FOR it
        heads += brought
        if brought and not named:
            frame.cue_class = cue.prepositions[grid.low[brought[0]]]
    if "of" in cue.prepositions and heads:
        named = []  # accused X OF this: only this is said
    if cue.frames & {"np", "talk"} or heads:
        heads += named if cue.frames & {"np", "talk", "oprd", "as"} else []
    heads += _to_do(grid, by_dep, heads)
    for c in heads:
        frame.content |= grid.subtree(c)
    frame.content -= {c for c in heads if grid.dep[c] == "prep" and c == min(frame.content)}
    if frame.content:
        frame.rule += " np"
        frame.weak = 0.1
        who = frame.speaker
        asks_what = any(grid.low[c] in ("what", "which") for c in objects)
        scarcely = cue.cue_class == "believes" and asks_what
        if who is None or not can_speak(grid, who) or who in frame.content or scarcely:
            frame.content = set()


def _to_do(grid: Grid, by_dep: dict[str, list[int]], heads: list[int]) -> list[int]:
    """The infinitive beside an object: "announced steps TO TIGHTEN", "called on X TO LEAD"."""
    found = []
    for c in by_dep.get("advcl", []) + by_dep.get("xcomp", []):
        words = {grid.low[i] for i in grid.children[c] if i < c}
        if "to" in words and (heads or "for" in words):
            found.append(c)
    return found[:1]


def _addressee(grid: Grid, verb: int, cue: Cue) -> int | None:
    """Whom the words are said to: the object of told, "said to X", or the subject of "was told"."""
    if "to_whom" in cue.frames:
        if grid.child(verb, "auxpass") is not None:
            return grid.child(verb, "nsubjpass")
        found = grid.child(verb, "dative", "dobj")
        if found is not None and grid.pos[found] in ("PROPN", "NOUN", "PRON"):
            return found
        return None
    for c in grid.children[verb]:
        if grid.low[c] == "to" and grid.dep[c] in ("prep", "dative"):
            whom = grid.child(c, "pobj")
            if whom is not None and (
                grid.pos[whom] == "PROPN" or sources().get(grid.lemma[whom]) in ("person", "media")
            ):
                return whom
    return None


def _noun(grid: Grid, noun: int, cue: Cue) -> Frame | None:
    """A noun of speech with its clause: "his claim that ...", "made a promise to ..."."""
    clause = grid.child(noun, "acl")
    if clause is None or clause < noun:
        return None
    marks = {grid.low[c] for c in grid.children[clause] if grid.dep[c] in ("mark", "aux")}
    if "that" not in marks and not ("xcomp" in cue.frames and "to" in marks):
        return None
    speaker = grid.child(noun, "poss")
    head = grid.head[noun]
    if speaker is None and grid.dep[noun] == "dobj" and grid.lemma[head] in LIGHT:
        speaker = subject(grid, head)
    if speaker is None:
        return None
    rule = f"noun {grid.lemma[noun]}"
    content = grid.subtree(clause)
    return Frame(noun, cue.cue_class, speaker, content, rule, grid.unit[noun], weak=0.1)


def _merge(grid: Grid, found: list[Frame]) -> list[Frame]:
    """Join "she said, pledging to ..." into one frame, and a belief inside a report into its view."""
    by_verb = {frame.cue: frame for frame in found}
    gone: set[int] = set()
    for k, frame in enumerate(found):
        verb = frame.cue
        assert verb is not None
        head = by_verb.get(grid.head[verb]) if grid.head[verb] != verb else None
        if head is None:
            continue
        if _participle(grid, verb) and {frame.cue_class, head.cue_class} <= MERGED and verb > grid.head[verb]:
            head.content |= frame.content
            gone.add(k)
        elif frame.rule.endswith("inserted") and head.cue_class == "believes":
            frame.view = _view(grid, head)
            if frame.view:
                frame.content = set(head.content) | _conjuncts(grid, head)
                gone.add(found.index(head))
        elif grid.dep[verb] == "ccomp" and frame.cue_class == "believes" and head.cue_class != "believes":
            head.view = _view(grid, frame)
            if head.view:
                head.content = (head.content - grid.subtree(verb)) | frame.content
                gone.add(k)
    return [frame for k, frame in enumerate(found) if k not in gone]


def _conjuncts(grid: Grid, frame: Frame) -> set[int]:
    """Verbs joined to a believing that carry no subject of their own: "believes X and should be Y"."""
    assert frame.cue is not None
    joined = [c for c in grid.children[frame.cue] if grid.dep[c] == "conj"]
    return {i for c in joined if grid.child(c, "nsubj") is None for i in grid.subtree(c)}


def _view(grid: Grid, belief: Frame) -> tuple[int, int] | None:
    """Whose belief it is, with its cue; None for a pronoun, which is most often the speaker."""
    who, cue = belief.speaker, belief.cue
    if who is None or cue is None or not belief.content or grid.pos[who] == "PRON":
        return None
    return who, cue


def _outermost(grid: Grid, found: list[Frame]) -> list[Frame]:
    """Drop a frame whose cue stands in what another reports: it is part of those words."""
    covered: dict[int, Frame] = {}
    for frame in found:
        for i in frame.content:
            covered.setdefault(i, frame)
    for frame in found:
        cue = frame.cue
        outer = covered.get(cue) if cue is not None else None
        if cue is None or outer is None:
            continue
        if frame.cue_class == "believes" and frame.rule.endswith("inserted") and outer.view is None:
            outer.view = _view(grid, frame)
            outer.content -= grid.subtree(cue) if outer.view else set()
        elif frame.content and _participle(grid, cue) and grid.is_silent(cue - 1):
            covered[cue].content -= set(range(cue, min(frame.content)))
            covered[cue].content -= {
                i for i in frame.content if grid.dep[i] == "mark" and grid.low[i] == "that"
            }
    return [frame for frame in found if frame.cue not in covered]


def _participle(grid: Grid, verb: int) -> bool:
    """Whether a verb is a participle beside the clause it hangs from: "..., adding that ..."."""
    return grid.dep[verb] == "advcl" and grid.child(verb, "nsubj", "nsubjpass", "mark", "aux") is None
