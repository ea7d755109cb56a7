"""Reports within reports: who only carries another's words, whose belief is told, what is part of what."""

from __future__ import annotations

from variorum.stages.statements import refused
from variorum.stages.statements.cues import addressed, sources
from variorum.stages.statements.frame import Frame
from variorum.stages.statements.grid import Grid
from variorum.stages.statements.joined import part_added
from variorum.stages.statements.published import CARRIED
from variorum.stages.statements.who import can_speak, is_channel, is_medium

STRAYED = frozenset(("relcl", "acl"))
DEMANDS = frozenset(("asked", "promised", "accused", "praised", "denied"))
POSTED = frozenset("post repost reposte share upload reshare forward retweet".split())
OWN = frozenset("analysis review poll survey investigation count tally calculation examination".split())
OPEN = frozenset(("agree", "refuse", "decline"))
MERGED = frozenset(("said", "claimed", "promised", "praised", "echoed"))


def arranged(grid: Grid, found: list[Frame]) -> list[Frame]:
    """Join what belongs together, make carriers of the media around a saying, keep the outermost."""
    joined = _merge(grid, _carried(grid, found))
    for frame in joined:
        if frame.only_view:
            grid.refuse(frame.rule, refused.NOBODYS_BELIEF, frame.cue)
    return _outermost(grid, [f for f in joined if not f.only_view])


def clause_head(grid: Grid, cue: int) -> int:
    """The verb that heads a cue's own clause: the copula of an adjective, else the cue."""
    told = grid.pos[cue] == "ADJ" or grid.dep[cue] == "acomp"
    return grid.head[cue] if told and grid.pos[grid.head[cue]] == "AUX" else cue


def _carried(grid: Grid, found: list[Frame]) -> list[Frame]:
    """``X reported that Y said ...`` and ``..., Y said, X reported``: X carries, Y speaks."""
    by_cue = {frame.cue: frame for frame in found}
    tops = _tops(grid, found)
    governing = _governing(grid, found)
    gone: set[int] = set()
    for frame in found:
        _turn_round(grid, frame, by_cue, gone)
    for frame in found:
        _set_off(grid, frame, found, gone)
    for inner in found:
        cue = inner.cue
        if cue is None or inner.speaker is None or inner.cue_class == "believes" or grid.pos[cue] == "NOUN":
            continue
        if cue in gone or grid.lemma[cue] in OPEN or (cue in governing and not inner.content):
            continue
        outer = _around(grid, _governor(grid, cue), by_cue) or tops.get(cue)
        if outer is None or outer.cue is None or outer.speaker is None or outer.cue in gone:
            continue
        if not _carries(grid, outer, inner):
            continue
        if outer.cue > cue:
            if not inner.content and inner.rule == "cue object" and not _marks_follow(grid, cue):
                continue
            _take_content(grid, inner, outer)
        elif not inner.content and not _marks_follow(grid, cue):
            continue
        inner.via = [*outer.via, (outer.speaker, outer.cue), *inner.via]
        inner.joined += [outer.cue, *outer.joined]
        inner.rule += ", carried"
        gone.add(outer.cue)
    for frame in found:
        _share(grid, frame, by_cue)
        _within(grid, frame)
    return [frame for frame in found if frame.cue not in gone]


def _set_off(grid: Grid, outer: Frame, found: list[Frame], gone: set[int]) -> None:
    """Make a channel whose report commas set off the carrier of the sayings in the words before it."""
    cue, who = outer.cue, outer.speaker
    if cue is None or who is None or (not outer.rule.endswith("comma") and not outer.rule.endswith("commas")):
        return
    if not is_channel(grid, who, cue) or outer.cue_class in DEMANDS:
        return
    within = [f for f in found if f is not outer and f.cue is not None and f.cue in outer.content]
    within = [f for f in within if not any(f is not o and f.cue in o.content for o in within)]
    said = [f for f in within if f.speaker is not None and f.cue_class != "believes" and f.content]
    said = [f for f in said if f.speaker in outer.content and can_speak(grid, f.speaker or 0)]
    said = [f for f in said if grid.lemma[f.cue or 0] not in OPEN and grid.pos[f.cue or 0] != "NOUN"]
    if len(said) != 1 or is_medium(grid, said[0].speaker or 0):
        return
    inner = said[0]
    inner.via = [*outer.via, (who, cue), *inner.via]
    inner.joined.append(cue)
    inner.content = {i for i in inner.content if i in outer.content}
    inner.rule += ", carried"
    gone.add(cue)


def _share(grid: Grid, frame: Frame, by_cue: dict[int | None, Frame]) -> None:
    """Carry "Z said X had said A and warned B" whole: the second saying has the carriers of the first."""
    cue = frame.cue
    if (
        cue is None
        or frame.via
        or not (grid.dep[cue] == "conj" or _participle(grid, cue))
        or grid.child(cue, "nsubj", "nsubjpass") is not None
    ):
        return
    first = by_cue.get(grid.head[cue])
    if first is not None and first.speaker is not None and first.speaker == frame.speaker:
        frame.via = list(first.via)
        frame.joined = list(first.joined)


def _within(grid: Grid, frame: Frame) -> None:
    """Carry "X broadcast a message in which Y says A" by X."""
    cue = frame.cue
    if cue is None or frame.via or frame.speaker is None or grid.dep[cue] != "relcl":
        return
    message, verb = grid.head[cue], grid.head[grid.head[cue]]
    first = min(grid.subtree(cue))
    if grid.low[first : first + 2] != ["in", "which"] or grid.dep[message] != "dobj":
        return
    source = grid.child(verb, "nsubj")
    if source is not None and (grid.lemma[verb] in CARRIED or grid.lemma[verb] in POSTED):
        frame.via.append((source, verb))


def _governing(grid: Grid, found: list[Frame]) -> set[int]:
    """The verbs that others' words hang from: "wrote" in "wrote to X asking him to go"."""
    cues = [f.cue for f in found if f.cue is not None and f.content]
    return {top for cue in cues if (top := _governor(grid, cue)) != cue}


def _carries(grid: Grid, outer: Frame, inner: Frame) -> bool:
    """Whether a report only passes on what another within it says."""
    who, cue, speaker, said = outer.speaker, outer.cue, inner.speaker, inner.cue
    if who is None or cue is None or speaker is None or said is None:
        return False
    if any(grid.low[k] == ";" and grid.mark[k] < 0 for k in range(min(cue, said), max(cue, said))):
        return False
    if who == speaker or not is_channel(grid, who, cue) or outer.cue_class in DEMANDS:
        return False
    if grid.low[who] == "it" and grid.low[speaker] == "it":
        return False
    if is_medium(grid, speaker) and (not is_medium(grid, who) or grid.lemma[speaker] in OWN):
        return False
    return cue < said or not _has_words(grid, cue, said)


def _has_words(grid: Grid, outer: int, inner: int) -> bool:
    """Whether a report that follows has words of its own: "X called ... Y says they are late"."""
    clause = any(grid.dep[c] == "ccomp" and c > outer for c in grid.children[outer])
    return clause and not (grid.dep[outer] == "parataxis" and grid.head[outer] == inner)


def _tops(grid: Grid, found: list[Frame]) -> dict[int, Frame]:
    """The report whose words a cue heads that the parser hung on a noun ("said in a note that X told")."""
    cues = {f.cue for f in found if f.cue is not None and grid.dep[f.cue] in STRAYED}
    tops: dict[int, Frame] = {}
    for frame in found:
        for cue in cues & frame.content:
            if frame.cue != cue and grid.head[cue] not in frame.content and frame.cue_class != "believes":
                tops.setdefault(cue, frame)
    return tops


def _governor(grid: Grid, cue: int) -> int:
    """The verb whose place in the sentence tells who reports a saying: "wrote to X asking"."""
    head = grid.head[cue]
    shared = grid.dep[cue] in ("advcl", "xcomp") and grid.child(cue, "nsubj", "nsubjpass", "mark") is None
    return head if shared and head < cue and grid.lemma[head] in addressed("verb") else cue


def _turn_round(grid: Grid, frame: Frame, by_cue: dict[int | None, Frame], gone: set[int]) -> None:
    """``Y said the ship sank, X reported`` where the parser took the report for what Y said: X carries."""
    cue, who = frame.cue, frame.speaker
    if cue is None or who is None or grid.dep[cue] != "ccomp" or not frame.content:
        return
    said = by_cue.get(grid.head[cue])
    if said is None or said.cue is None or said.speaker is None or not is_medium(grid, who):
        return
    first = min(grid.subtree(who))
    if said.cue < min(frame.content) <= max(frame.content) < first and grid.low[first - 1] == ",":
        said.content = set(frame.content)
        said.via.insert(0, (who, cue))
        gone.add(cue)


def _around(grid: Grid, cue: int, by_cue: dict[int | None, Frame]) -> Frame | None:
    """The report right around a saying, before it or after it."""
    head = grid.head[cue]
    if grid.dep[cue] == "conj" and grid.dep[head] in ("ccomp", "parataxis"):
        after = by_cue.get(grid.head[head])  # "X is furious and has told Y that A, Z reports"
        if after is not None and after.cue is not None and after.cue > cue and after.speaker is not None:
            medium = is_medium(grid, after.speaker) or grid.lemma[after.cue] == "report"
            return after if medium else None
    outer = by_cue.get(head)
    if outer is not None and outer.cue_class == "believes" and grid.dep[cue] == "parataxis":
        outer = by_cue.get(grid.head[head]) if grid.dep[head] == "ccomp" else outer
        return (
            outer
            if outer is not None and outer.speaker is not None and is_medium(grid, outer.speaker)
            else None
        )
    if outer is not None and outer.cue != cue and grid.dep[cue] in ("ccomp", "parataxis"):
        learnt = grid.lemma[outer.cue or 0] in ("understand", "learn") and outer.speaker is not None
        if learnt and is_medium(grid, outer.speaker or 0):
            return outer  # "X has urged Y to go, the Courier understands"
        return outer if outer.cue_class != "believes" else None
    for c in grid.children[cue]:
        if c in by_cue and c < cue and grid.dep[c] == "advcl" and _as(grid, c):
            before = by_cue[c]  # "As reported by X, Y has asked", "As X first reported"
            return before if before.speaker is not None and is_channel(grid, before.speaker, c) else None
        if c in by_cue and grid.dep[c] == "parataxis" and _between_commas(grid, c):
            after = by_cue[c]
            if after.speaker is not None and is_channel(grid, after.speaker, c):
                return after
        if c > cue and grid.dep[c] in ("parataxis", "advcl") and c in by_cue:
            after = by_cue[c]
            if grid.child(c, "nsubj") is not None and grid.child(c, "ccomp", "mark") is None:
                return after if after.speaker is not None and is_medium(grid, after.speaker) else None
    return None


def _as(grid: Grid, verb: int) -> bool:
    """Whether a report opens a sentence with "as": "As reported by X, ...", "As X first reported, ..."."""
    by = grid.child(verb, "agent") is not None
    return by or any(grid.low[c] == "as" and c < verb for c in grid.children[verb])


def _between_commas(grid: Grid, verb: int) -> bool:
    """Whether a report stands as "X, the paper said, replied ..." between two commas, after its subject."""
    own = max((c for c in grid.children[verb] if grid.dep[c] == "nsubj"), default=verb)
    if own >= verb or grid.low[verb + 1 : verb + 2] != [","]:
        return False
    first = min(grid.subtree(own))
    return first > 0 and grid.low[first - 1] == ","


def _take_content(grid: Grid, inner: Frame, outer: Frame) -> None:
    """Where the report follows the saying, the words may hang from either."""
    assert inner.cue is not None
    assert outer.cue is not None
    own = [c for c in grid.children[inner.cue] if grid.dep[c] in ("ccomp", "xcomp") and c != outer.cue]
    if (own or _governor(grid, inner.cue) != inner.cue) and inner.content:
        inner.content -= grid.subtree(outer.cue) - grid.subtree(inner.cue)
        return
    clauses = [c for c in grid.children[outer.cue] if grid.dep[c] == "ccomp" and c != inner.cue]
    root = grid.head[outer.cue]
    if clauses:
        inner.content = {i for c in clauses for i in grid.subtree(c)}
    elif grid.dep[outer.cue] in ("advcl", "parataxis") and root != inner.cue:
        inner.content = grid.subtree(root) - grid.subtree(outer.cue)
    else:
        return
    under = grid.subtree(inner.cue)
    inner.content -= under if outer.cue not in under else {inner.cue}


def _marks_follow(grid: Grid, cue: int) -> bool:
    return any(grid.mark[i] >= 0 for i in range(cue, min(cue + 12, grid.n)))


def _merge(grid: Grid, found: list[Frame]) -> list[Frame]:
    """Join "she said, pledging to ..." into one frame, and a belief inside a report into its view."""
    by_verb = {clause_head(grid, f.cue): f for f in found if f.cue is not None}
    gone: set[int] = set()
    for k, frame in enumerate(found):
        verb = clause_head(grid, frame.cue if frame.cue is not None else 0)
        head = by_verb.get(grid.head[verb]) if grid.head[verb] != verb else None
        if frame.cue is not None and frame.cue_class == "believes" and grid.dep[verb] in STRAYED:
            head = _telling(grid, verb, found) or head
        if head is None or frame.cue is None:
            continue
        if _participle(grid, verb) and _goes_before(head) and frame.cue_class == "said" and frame.content:
            continue  # "A, she said, adding that B": two
        if _participle(grid, verb) and {frame.cue_class, head.cue_class} <= MERGED and verb > grid.head[verb]:
            head.content |= frame.content
            gone.add(k)
        elif frame.inserted and head.cue_class == "believes":
            frame.view = _view(grid, head, frame)
            if frame.view:
                frame.content = set(head.content) | _conjuncts(grid, head)
                gone.add(found.index(head))
        elif frame.cue_class == "believes" and head.cue_class != "believes" and _told_in(grid, verb, head):
            head.view = _view(grid, frame, head)
            if head.view:
                held = frame.content if not frame.rule.endswith(" np") else _after(grid, verb)
                head.content = (head.content - grid.subtree(verb)) | held
                gone.add(k)
    return [frame for k, frame in enumerate(found) if k not in gone]


def _goes_before(frame: Frame) -> bool:
    """Whether the words reported stand before their cue."""
    return frame.cue is not None and bool(frame.content) and max(frame.content) < frame.cue


def _after(grid: Grid, verb: int) -> set[int]:
    """The words of a verb's clause that follow it."""
    return {i for i in grid.subtree(verb) if i > verb}


def _told_in(grid: Grid, verb: int, head: Frame) -> bool:
    """Whether a believing heads what is told, by the parse or as the first clause of the words told."""
    return grid.dep[verb] == "ccomp" or (verb in head.content and grid.head[verb] not in head.content)


def _telling(grid: Grid, verb: int, found: list[Frame]) -> Frame | None:
    """The report whose words a believing heads, where the parser hung it on the one told."""
    for frame in found:
        if frame.addressee is not None and grid.head[verb] == frame.addressee and verb in frame.content:
            return frame
    return None


def _conjuncts(grid: Grid, frame: Frame) -> set[int]:
    """Verbs joined to a believing that carry no subject of their own: "believes X and should be Y"."""
    assert frame.cue is not None
    joined = [c for c in grid.children[frame.cue] if grid.dep[c] == "conj"]
    return {i for c in joined if grid.child(c, "nsubj") is None for i in grid.subtree(c)}


def _view(grid: Grid, belief: Frame, told: Frame) -> tuple[int, int] | None:
    """Whose belief it is, with its cue; None for a pronoun, which is most often the speaker."""
    who, cue = belief.speaker, belief.cue
    if who is None and told.cue is not None:  # "Kim, she added, believes": both hang from "added"
        both = [c for c in grid.children[told.cue] if grid.dep[c] == "nsubj"]
        who = both[0] if len(both) > 1 else None
    if who is None or cue is None or not belief.content or who == told.speaker:
        return None
    if grid.pos[who] == "PRON" and not _another(grid, who, told.speaker):
        return None
    return who, cue


def _another(grid: Grid, who: int, speaker: int | None) -> bool:
    """Whether "he" or "she" cannot be the speaker: aides, officials, an office, a medium."""
    if speaker is None or grid.low[who] not in ("he", "she"):
        return False
    if grid.pos[speaker] != "NOUN":
        return False
    if who < speaker:
        return True  # "She dreads the vote, a close adviser said"
    several = grid.low[speaker] != grid.lemma[speaker]
    return several or sources().get(grid.lemma[speaker], "person") != "person"


def _outermost(grid: Grid, found: list[Frame]) -> list[Frame]:
    """Drop a frame whose cue stands in what another reports: it is part of those words."""
    covered: dict[int, Frame] = {}
    part_added(grid, found)
    for frame in found:
        for i in frame.content:
            covered.setdefault(i, frame)
    for frame in found:
        cue = frame.cue
        outer = covered.get(cue) if cue is not None else None
        if cue is None or outer is None:
            continue
        if frame.cue_class == "believes" and frame.inserted and outer.view is None:
            outer.view = _view(grid, frame, outer)
            outer.content -= grid.subtree(cue) if outer.view else set()
        elif frame.content and _participle(grid, cue) and grid.is_silent(cue - 1):
            covered[cue].content -= set(range(cue, min(frame.content)))
            covered[cue].content -= {
                i for i in frame.content if grid.dep[i] == "mark" and grid.low[i] == "that"
            }
    for frame in found:
        if frame.cue in covered:
            grid.refuse(frame.rule, refused.PART, frame.cue)
    return [frame for frame in found if frame.cue not in covered]


def _participle(grid: Grid, verb: int) -> bool:
    """Whether a verb is a participle beside the clause it hangs from: "..., adding that ..."."""
    return grid.dep[verb] == "advcl" and grid.child(verb, "nsubj", "nsubjpass", "mark", "aux") is None
