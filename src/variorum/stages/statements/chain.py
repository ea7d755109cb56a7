"""Through whom a statement reached the reader: according to, citing, quoted as saying, carried by."""

from __future__ import annotations

from variorum.stages.statements import refused
from variorum.stages.statements.afterwards import carried_afterwards
from variorum.stages.statements.cues import cues, occasions, sources
from variorum.stages.statements.frame import Frame
from variorum.stages.statements.grid import Grid
from variorum.stages.statements.manner import in_words_of
from variorum.stages.statements.outside import in_the_record
from variorum.stages.statements.passed import RECORDED, as_saying
from variorum.stages.statements.published import by_whom, in_turn, is_carrying
from variorum.stages.statements.who import can_speak, is_channel, is_medium

LATER = 50
QUOTING = frozenset(("quote", "cite"))
SOURCING = frozenset(("according", "per"))
PARTS = frozenset("excerpt extract part passage text transcript copy version recording".split())
WORDS = frozenset(
    """remark comment speech interview address piece column essay op-ed sermon lecture documentary film
    programme program broadcast show podcast bulletin talk monologue""".split()
)
HEARD_IN = RECORDED | {"screenshot", "transcript"}
THROUGH = frozenset(
    """spokesman spokeswoman spokesperson lawyer aide attorney representative intermediary interpreter
    translator
    wife husband son daughter brother sister mother father family relative friend solicitor barrister counsel
    agent publicist assistant press-office office envoy mediator go-between middleman deputy chief secretary
    staff union embassy channel party advocate""".split()
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
        if (low not in SOURCING and lemma not in QUOTING) or grid.mark[i] >= 0:
            continue
        if low == "according" or (low == "per" and _leads_in(grid, i)):
            made += _according(grid, i, by_unit.get(grid.unit[i], []))
        elif grid.pos[i] == "VERB":
            near = by_unit.get(grid.unit[i], [])
            quoted = _quoted_as(grid, i, near)
            made += [frame for frame in quoted if frame not in near]
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
    kept += in_words_of(grid, kept)
    in_the_record(grid, kept)
    in_turn(grid, kept)
    carried_afterwards(grid, kept)
    return kept


def _absorbed(frame: Frame, made: list[Frame]) -> bool:
    return any(frame.cue is not None and frame.cue in other.content for other in made)


def _according(grid: Grid, i: int, near: list[Frame]) -> list[Frame]:
    """``according to X``: X carried the sentence's statements; alone, X is the speaker of the sentence."""
    to = i if grid.low[i] == "per" else next((c for c in grid.children[i] if grid.low[c] == "to"), i + 1)
    if to >= grid.n or grid.low[to] not in ("to", "per"):
        return []
    source = _source(grid, i, to)
    if source is None:
        grid.refuse("according to", refused.NO_SOURCE, i, to)
        return []
    phrase = grid.subtree(i) | grid.subtree(to)
    sentence = set(range(*grid.units[grid.unit[i]]))
    if i != grid.units[grid.unit[i]][0]:
        near = [f for f in near if f.cue is None or not _parted(grid, f.cue, i)]
    said = [f for f in near if f.speaker is not None and f.cue not in phrase]
    said = [f for f in said if f.content or _quotes(grid, f, near)]
    opened = [f for f in said if _opens_with(grid, f, i)]
    for frame in near:
        frame.content -= phrase
    for frame in opened:
        frame.via.append((frame.speaker or 0, frame.cue or 0))
        frame.speaker = source
    if opened:
        return []
    if all(f.cue_class == "believes" or f.weak for f in said) and len(said) != 1:
        said = []
    for frame in said:
        if frame.cue_class == "believes" and frame.view is None and frame.cue is not None:
            _of_belief(grid, frame, phrase)
            frame.speaker, frame.cue, frame.cue_end = source, i, to
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


def _source(grid: Grid, i: int, to: int) -> int | None:
    """Whom "according to X" names; None for "according to plan"."""
    source = grid.child(to, "pobj")
    source = grid.child(i, "pobj") if source is None else source
    return None if source is None or sources().get(grid.lemma[source]) == "never" else source


def _of_belief(grid: Grid, frame: Frame, phrase: set[int]) -> None:
    """Make a belief the view that a source tells of."""
    assert frame.cue is not None
    frame.view = (frame.speaker or 0, frame.cue)
    if frame.rule.endswith(" np"):
        frame.content = _all_after(grid, frame.cue) - phrase
    frame.cue_class, frame.rule = "said", "according to, of a belief"


def _opens_with(grid: Grid, frame: Frame, i: int) -> bool:
    """Whether a phrase opens what a medium reports: "X has learned that, according to Y, ..." """
    who = frame.speaker
    if who is None or frame.cue is None or i < frame.cue:
        return False
    if not is_channel(grid, who, frame.cue) and grid.lemma[frame.cue] != "learn":
        return False
    said = (k for k in frame.content if not grid.is_silent(k) and grid.low[k] != "that")
    return min(said, default=-1) == i


def _quotes(grid: Grid, frame: Frame, near: list[Frame]) -> bool:
    """Whether a cue without words of its own stands by a quotation no other takes: "“No,” he replied"."""
    verb = cues("verb").get(grid.lemma[frame.cue]) if frame.cue is not None else None
    if verb is None or "quote" not in verb.frames or frame.speaker is None:
        return False
    a, b = grid.units[frame.unit]
    colons = (k for k in range(frame.cue or a, b) if grid.low[k] == ":" and grid.mark[k] < 0)
    colon = next(colons, None)
    if colon is not None and any(grid.mark[k] >= 0 for k in range(colon, min(colon + 4, b))):
        return True
    first = min(frame.speaker, frame.cue or 0)
    while first > 0 and grid.mark[first] < 0 and grid.paragraph[first] == grid.paragraph[frame.speaker]:
        first -= 1
    return (
        grid.mark[first] >= 0 and grid.unit[first] == frame.unit and not any(first in f.content for f in near)
    )


def _all_after(grid: Grid, verb: int) -> set[int]:
    """The words of a verb's clause that follow it, less what is joined to it."""
    joined = {i for c in grid.children[verb] if grid.dep[c] in ("conj", "cc") for i in grid.subtree(c)}
    return {i for i in grid.subtree(verb) if i > verb} - joined


def _leads_in(grid: Grid, i: int) -> bool:
    """Whether "per" names a source ("Per the minutes, ...", "..., per two officials"), and no rate."""
    source = grid.child(i, "pobj")
    if source is None or not (can_speak(grid, source) or is_medium(grid, source)):
        return False
    first = grid.units[grid.unit[i]][0]
    return all(grid.is_silent(k) for k in range(first, i)) or grid.low[i - 1] == "," or grid.mark[i - 1] >= 0


def _parted(grid: Grid, cue: int, i: int) -> bool:
    """Whether a semicolon outside marks stands between a cue and a phrase that follows it."""
    a, b = min(cue, i), max(cue, i)
    return any(grid.low[k] == ";" and grid.mark[k] < 0 for k in range(a, b))


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


def _own_saying(grid: Grid, quoted: int | None, clause: set[int], near: list[Frame]) -> Frame | None:
    """The saying in the clause before "X quoted her as saying", where a pronoun is quoted: hers."""
    if quoted is None or grid.pos[quoted] != "PRON":
        return None
    said = (f for f in near if f.cue in clause and f.speaker is not None and f.content)
    return next((f for f in said if f.cue_class != "believes" and f.content <= clause), None)


def _citing(grid: Grid, i: int, near: list[Frame]) -> list[Frame]:
    """Whom a carrier cites in turn: "X reported, citing Y", "X, which cited Y", "X said, quoting Y"."""
    cited = grid.child(i, "dobj")
    participle = grid.low[i].endswith("ing") or grid.dep[i] == "relcl"
    if cited is None or not participle or not (can_speak(grid, cited) or is_medium(grid, cited)):
        return near
    best: tuple[int, int] | None = None
    for frame in near:
        if frame.unit != grid.unit[i] or frame.cue is None or frame.cue == i or _parted(grid, frame.cue, i):
            continue
        for source, cue in [*frame.via, (frame.speaker, frame.cue)]:
            if source is None or source == cited or not _cites(grid, source, cue):
                continue
            tied = grid.head[i] in (source, cue)
            gap = 0 if tied else min(abs(i - source), abs(i - cue)) + (LATER if source > i else 0)
            if best is None or (gap, source) < best:
                best = (gap, source)
    if best is None:
        return near
    for frame in near:
        if frame.unit == grid.unit[i]:
            _cite(grid, frame, best[1], cited, i)
    return [f for f in near if f.cue != i]


def _cite(grid: Grid, frame: Frame, source: int, cited: int, i: int) -> None:
    """Put the one cited after the source that cites: as a carrier, or as the speaker where the source is."""
    at = next((k for k, (s, _) in enumerate(frame.via) if s == source), None)
    if at is not None:
        frame.via.insert(at + 1, (cited, i))
    elif frame.speaker == source and frame.cue is not None:
        own = grid.subtree(cited)
        first = next((k for k, (_, how) in enumerate(frame.via) if how in own), len(frame.via))
        frame.via.insert(first, (source, frame.cue))
        frame.speaker = cited
    else:
        return
    frame.content -= grid.subtree(i)


def _cites(grid: Grid, source: int, cue: int) -> bool:
    """Whether a source may pass on the words of one it cites."""
    body = sources().get(grid.lemma[source]) == "body"
    return (
        body
        or is_channel(grid, source, cue)
        or (grid.pos[source] == "PROPN" and grid.party.get(source) != "person")
    )


def _quoted_as(grid: Grid, verb: int, near: list[Frame]) -> list[Frame]:
    """``X quoted Y as saying ...`` and ``Y was quoted by X as saying ...``: Y speaks, X carries."""
    saying = as_saying(grid, verb)
    if saying is None:
        return []
    if grid.child(verb, "auxpass") is not None or grid.child(verb, "nsubjpass") is not None:
        speaker = grid.child(verb, "nsubjpass")
        carrier = by_whom(grid, verb)
        carrier = by_whom(grid, saying) if carrier is None else carrier
    else:
        speaker, carrier = grid.child(verb, "dobj"), grid.child(verb, "nsubj")
    inner = next((f for f in near if f.cue == saying), None)
    if inner is None:
        inner = Frame(saying, "said", speaker, set(), "quoted as saying", grid.unit[verb])
        clause = grid.child(saying, "ccomp")
        inner.content = grid.subtree(clause) if clause is not None else set()
    if not inner.content:
        inner.content = _before_quoting(grid, verb)
        for belief in (f for f in near if f.cue_class == "believes" and f.cue in inner.content):
            if belief.speaker is not None and belief.cue is not None and belief.content:
                inner.view = (belief.speaker, belief.cue)
                inner.content, belief.content = set(belief.content), set()
                break
        own = _own_saying(grid, speaker, inner.content, near)
        if own is not None and carrier is not None:
            own.via.insert(0, (carrier, verb))
            return [own]
    inner.speaker, inner.rule = speaker, "quoted as saying"
    inner.joined.append(verb)
    if carrier is not None:
        inner.via.append((carrier, verb))
    return [inner]


def _carried_by(grid: Grid, found: list[Frame]) -> None:
    """``said in remarks carried by X``, ``X, quoted in Y, said``, ``said through a spokesman``."""
    for frame in found:
        if frame.cue is None:
            continue
        beside = set().union(*(grid.subtree(cue) for cue in (frame.cue, *frame.joined))) - frame.content
        if frame.speaker is not None:
            beside |= grid.subtree(frame.speaker) - frame.content
        for i in sorted(beside):
            source = _carrier(grid, frame, i) if grid.mark[i] < 0 else None
            if source is not None and source != frame.speaker and source not in {s for s, _ in frame.via}:
                heard = _heard_in(grid, frame, i)
                steps = [(source, i)] if heard is None else [(source, i), (heard, i)]
                at = _place(grid, frame, i)
                frame.via[at:at] = steps


def _heard_in(grid: Grid, frame: Frame, i: int) -> int | None:
    """The recording, not a message, in which somebody is heard to speak to another: "tells a donor in footage
    aired by X", "In a call released by X, Y tells Z"."""
    noun = grid.head[i]
    if grid.dep[i] != "acl" or frame.addressee is None or noun in (frame.speaker, frame.addressee):
        return None
    known = {source for source, _ in frame.via}
    return noun if grid.lemma[noun] in HEARD_IN and noun not in known else None


def _place(grid: Grid, frame: Frame, i: int) -> int:
    """Where in the chain a carrier beside a cue stands: before that cue's source, else the speaker."""
    at = i
    while grid.head[at] != at and at not in frame.joined and at not in {s for s, _ in frame.via}:
        at = grid.head[at]
    return next((k for k, step in enumerate(frame.via) if at in step), len(frame.via))


def _carrier(grid: Grid, frame: Frame, i: int) -> int | None:
    """The carrier that a participle or a preposition beside a cue leads in; None where it is neither."""
    if grid.pos[i] == "VERB" and is_carrying(grid, i):
        noun = _message(grid, i, frame)
        within = grid.head[grid.head[noun]] if noun is not None else i
        if (
            within not in (i, frame.cue, *frame.joined)
            and grid.pos[within] == "VERB"
            and is_carrying(grid, within)
        ):
            return None  # "as cited by X in an article picked up by Y": Y carries X
        return by_whom(grid, i) if noun not in (None, *(source for source, _ in frame.via)) else None
    if grid.low[i] in ("through", "via") and _by_side(grid, grid.head[i], frame):
        source = grid.child(i, "pobj")
        office = source is not None and sources().get(grid.lemma[source]) in ("office", "media")
        if source is None or office or grid.lemma[source] in THROUGH:
            return source
        named = grid.low[i] == "via" and grid.pos[source] == "PROPN"
        return source if named and occasions().get(grid.low[source]) is None else None
    return None


def _by_side(grid: Grid, at: int, frame: Frame) -> bool:
    """Whether a word is a frame's cue or speaker, or a participle of speaking beside either."""
    if grid.low[at] in ("speaking", "talking", "writing", "testifying"):
        at = grid.head[at]
    return at in (frame.cue, frame.speaker, *frame.joined)


def _message(grid: Grid, verb: int, frame: Frame) -> int | None:
    """The message that a passive carries: "remarks carried by X", "a letter, parts of which X read"."""
    joined = grid.dep[verb] == "conj" and grid.dep[grid.head[verb]] == "acl"
    passive = joined or grid.dep[verb] == "acl" or grid.child(verb, "auxpass") is not None
    own = grid.child(verb, "nsubj")
    if own is not None and grid.lemma[own] in PARTS and "which" in grid.low[own : own + 3]:
        return own if own not in frame.content else None  # "excerpts of which appeared in X"
    if not passive or grid.low[verb].endswith("ing"):
        return None
    at = grid.head[verb]
    if grid.dep[verb] == "conj" and grid.dep[at] == "acl":
        at = grid.head[at]  # "posted on Telegram and relayed by X"
    for _ in range(3):
        if grid.lemma[at] in WORDS or sources().get(grid.lemma[at]) == "document":
            return at if at not in frame.content else None
        if at in (frame.cue, frame.speaker) or grid.head[at] == at:
            break
        at = grid.head[at]
    return None
