"""Sayings that somebody heard, understood or reported: "is said by X to have told Y", "was heard telling"."""

from __future__ import annotations

from variorum.stages.statements.cues import addressed, cues, sources
from variorum.stages.statements.frame import Frame
from variorum.stages.statements.grid import Grid
from variorum.stages.statements.published import is_carrying
from variorum.stages.statements.who import PASSED_ON, can_speak, is_medium

HEARD = frozenset("hear overhear see record film catch tape videotape show".split())
RECORDED = frozenset(
    """recording video audio tape clip footage film broadcast livestream stream podcast call voicemail
    intercept wiretap""".split()
)
SHOWN = frozenset("have show hear catch record film capture quote depict feature describe".split())
BEFORE_GERUND = frozenset(("as",))
REACH = 16


def passed_to_us(grid: Grid, found: list[Frame]) -> list[Frame]:
    """Join a saying with the passive that passes it on: its agent, or what it is heard in, carries."""
    by_cue = {frame.cue: frame for frame in found}
    gone: set[int] = set()
    for frame in found:
        cue = frame.cue
        if cue is None or frame.cue in gone:
            continue
        if grid.low[cue].endswith("ing"):
            _relayed(grid, frame, cue)
            gone |= _same_words(by_cue.get(_shown(grid, frame, cue)), frame)
        if grid.dep[cue] not in ("xcomp", "advcl"):
            continue
        head = grid.head[cue]
        if grid.lemma[head] not in PASSED_ON or grid.child(head, "auxpass") is None:
            continue
        outer = by_cue.get(head)
        if frame.speaker is None or frame.cue_class == "believes":
            if _held(grid, frame, head):
                gone.add(head)
            continue
        if not frame.content:
            frame.content = _words(grid, head, cue, outer)
        source = _agent(grid, head)
        if source is None and grid.lemma[head] in HEARD:
            source = _recording(grid, head, cue)
        if source is not None and source != frame.speaker:
            frame.via.insert(0, (source, head))
        frame.rule += f", {grid.low[head]}"
        frame.weak = max(frame.weak, 0.1)
        if outer is not None:
            gone.add(head)
        grid.passives[:] = [i for i in grid.passives if i != head]
    return [frame for frame in found if frame.cue not in gone]


def _same_words(shown: Frame | None, frame: Frame) -> set[int]:
    """The cue of "footage shows", where it was given the words of the one it shows."""
    same = shown is not None and shown.cue is not None and shown.content & frame.content
    return {shown.cue} if same and shown is not None and shown.cue is not None else set()


def _held(grid: Grid, frame: Frame, head: int) -> bool:
    """Make "is said by X to believe that A" the words of X on another's view; False where nobody is named."""
    source = _agent(grid, head)
    if source is None or frame.speaker is None or frame.cue is None or not frame.content:
        return False
    frame.view, frame.speaker = (frame.speaker, frame.cue), source
    frame.cue_class, frame.only_view = "said", False
    frame.rule += f", {grid.low[head]}"
    return True


def _shown(grid: Grid, frame: Frame, cue: int) -> int | None:
    """Carry "a tape has X telling Y that A" and "footage showed X warning Y" by what shows it; the verb that
    shows it, None where nothing does."""
    own = grid.child(cue, "nsubj")
    if own is None and grid.dep[cue] == "acl" and frame.speaker in (None, grid.head[cue]):
        own = grid.head[cue]
    if own is None or own > cue:
        return None
    first = min(grid.subtree(own))
    verb = first - 1
    if verb < 1 or grid.lemma[verb] not in SHOWN or grid.pos[verb] not in ("VERB", "AUX"):
        return None
    source = grid.child(verb, "nsubj")
    if source is None or not is_medium(grid, source):
        return None
    if not frame.content:
        after = [c for c in grid.children[verb] if grid.dep[c] == "ccomp" and c > cue]
        frame.content = grid.subtree(after[0]) - grid.subtree(cue) if after else set()
    frame.via.insert(0, (source, verb))
    return verb


def _relayed(grid: Grid, frame: Frame, cue: int) -> None:
    """Carry "X relayed a message from Y telling Z to" by who relays it."""
    noun = grid.head[cue]
    verb = grid.head[noun]
    if grid.dep[cue] != "acl" or grid.dep[noun] != "dobj" or not is_carrying(grid, verb):
        return
    who = grid.child(verb, "nsubj")
    told = sources().get(grid.lemma[noun]) == "document" or grid.lemma[noun] in addressed("noun")
    if who is None or not told or frame.speaker is None or who == frame.speaker:
        return
    if is_medium(grid, who) or can_speak(grid, who):
        frame.via.insert(0, (who, verb))


def _words(grid: Grid, head: int, cue: int, outer: Frame | None) -> set[int]:
    """The clause before "X is said to have told Y", which the parser hangs on the passive."""
    clause = next((c for c in grid.children[head] if grid.dep[c] == "ccomp" and (c < head or c > cue)), None)
    if clause is not None:
        return grid.subtree(clause)
    return {i for i in outer.content if i < head} if outer is not None else set()


def _agent(grid: Grid, verb: int) -> int | None:
    agent = grid.child(verb, "agent")
    return grid.child(agent, "pobj") if agent is not None else None


def _recording(grid: Grid, head: int, cue: int) -> int | None:
    """The recording in which somebody is heard: beside either verb, in or on it."""
    for c in [*grid.children[head], *grid.children[cue]]:
        if grid.low[c] not in ("in", "on"):
            continue
        noun = grid.child(c, "pobj")
        if noun is not None and grid.low[noun] == "it":
            noun = _before(grid, noun)
        if noun is not None and any(k in RECORDED for k in (grid.lemma[noun], grid.lemma[noun - 1])):
            return noun
    return None


def _before(grid: Grid, it: int) -> int | None:
    """The recording that "it" goes back to in the paragraph: "A tape ... On it, X can be heard saying"."""
    for i in range(it - 1, -1, -1):
        if grid.paragraph[i] != grid.paragraph[it]:
            return None
        if grid.lemma[i] in RECORDED and grid.pos[i] == "NOUN":
            return i
    return None


def as_saying(grid: Grid, verb: int) -> int | None:
    """The gerund in "quoted X as saying", "as having told Y"; None when there is none in the sentence."""
    verbs = cues("verb")
    for i in range(verb + 1, min(verb + REACH, grid.n - 1)):
        if grid.unit[i] != grid.unit[verb]:
            return None
        if grid.low[i] not in BEFORE_GERUND or grid.mark[i] >= 0:
            continue
        k = i + 1
        while k < grid.n - 1 and (grid.pos[k] == "ADV" or grid.low[k] == "having"):
            k += 1
        if grid.lemma[k] in verbs and (grid.low[k].endswith("ing") or grid.low[k - 1] == "having"):
            return k
    return None
