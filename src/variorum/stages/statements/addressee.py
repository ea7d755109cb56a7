"""Whom words are said, written or put to."""

from __future__ import annotations

from collections.abc import Iterator

from variorum.stages.statements.cues import Cue, addressed, sources
from variorum.stages.statements.grid import Grid

NOMINAL = frozenset(("PROPN", "NOUN", "PRON"))
NOBODY = frozenset("himself herself themselves itself myself it this that what which so each other".split())
FOLK = frozenset("he she they we i him her them us me you who whom".split())
ASKED = frozenset("question query enquiry inquiry letter request questioning".split())
SENDING = frozenset("text texte email e-mail cable wire message radio telegraph fax post".split())
SHOUTED = frozenset("shout yell scream bark snap bellow roar hiss growl snarl bawl holler rage".split())
POSTED = frozenset(
    """letter email e-mail mail memo memorandum message note cable telegram telex fax filing submission
    circular presentation petition voicemail text""".split()
)
MAKERS = (
    "maker",
    "worker",
    "owner",
    "keeper",
    "fighter",
    "driver",
    "seeker",
    "holder",
    "woman",
    "ist",
    "man",
)
FROM = frozenset(("from", "by", "of"))
VIA = frozenset("in by with via on during over through".split())


def addressee(grid: Grid, verb: int, cue: Cue, speaker: int | None) -> int | None:
    """Whom the words are said to: the object of told, "said to X", "wrote in a letter to X", "speaking to X",
    "asked by X", the subject of "was told"; None when nobody is named."""
    if "to_whom" in cue.frames:
        if grid.child(verb, "auxpass") is not None:
            return grid.child(verb, "nsubjpass")
        found = grid.child(verb, "dative", "dobj")
        thing = found is not None and "np" in cue.frames and not somebody(grid, found)
        if found is not None and not thing and _receives(grid, found, grid.lemma[verb] in SENDING):
            return found
    for way in (
        _asked(grid, verb, cue),
        _called_on(grid, verb, cue),
        _said_to(grid, verb),
        _in_message(grid, verb, speaker),
    ):
        if way is not None:
            return way
    for way in (_beside(grid, verb, speaker), _through(grid, verb), _opening(grid, verb)):
        if way is not None and way != speaker:
            return way
    return None


def somebody(grid: Grid, i: int) -> bool:
    """Whether a word names somebody who can be spoken to: a name, a party, a noun of persons."""
    if grid.pos[i] == "PRON":
        return grid.low[i] in FOLK
    kind = sources().get(grid.lemma[i]) or sources().get(grid.low[i])
    if grid.party.get(i) is not None or kind in ("person", "body", "media", "office"):
        return True
    if grid.pos[i] == "NOUN" and grid.lemma[i].endswith(MAKERS):
        return True
    return grid.pos[i] == "PROPN" and grid.entity[i] not in ("DATE", "TIME", "EVENT", "LAW", "WORK_OF_ART")


def _receives(grid: Grid, i: int, sent: bool = True) -> bool:
    """Whether the object of a verb of telling is the one told, and no message: "texted THE NEWS to ..." """
    if grid.pos[i] not in (*NOMINAL, "ADJ") or grid.low[i] in NOBODY:
        return False
    return (
        (not sent and grid.pos[i] != "PRON")
        or grid.low[i] in FOLK
        or grid.pos[i] == "PROPN"
        or (sources().get(grid.lemma[i]) != "document" and grid.lemma[i] not in addressed("noun"))
    )


def _asked(grid: Grid, verb: int, cue: Cue) -> int | None:
    """Whom somebody is asked to do something: "urged OSLO to open its files"."""
    if cue.cue_class not in ("asked", "warned") or "xcomp" not in cue.frames:
        return None
    for clause in (c for c in grid.children[verb] if grid.dep[c] in ("ccomp", "xcomp", "advcl") and c > verb):
        asked = grid.child(clause, "nsubj")
        to = any(grid.low[c] == "to" and c < clause for c in grid.children[clause])
        if asked is not None and to and asked > verb and somebody(grid, asked):
            return asked
        asked = grid.child(verb, "dobj")
        if asked is not None and to and somebody(grid, asked):
            return asked
    asked = grid.child(verb, "dobj")
    if asked is not None and somebody(grid, asked) and after_to(grid, verb, asked) is not None:
        return asked
    return None


def after_to(grid: Grid, verb: int, asked: int) -> int | None:
    """The "to" after the one asked that the parser took for a preposition: "urged the crowd to march on"."""
    for c in grid.children[verb]:
        if c == max(grid.subtree(asked)) + 1 and grid.low[c] == "to" and grid.dep[c] in ("prep", "dative"):
            return c
    return None


def _called_on(grid: Grid, verb: int, cue: Cue) -> int | None:
    """Whom somebody calls on to do something."""
    if "on" not in cue.prepositions or cue.prepositions["on"] != "asked":
        return None
    on = next((c for c in grid.children[verb] if grid.low[c] == "on" and c > verb), None)
    whom = grid.child(on, "pobj") if on is not None else None
    return whom if whom is not None and somebody(grid, whom) else None


def _said_to(grid: Grid, verb: int) -> int | None:
    """The one after "to" (or "at", where it is shouted) right beside the verb."""
    for c in grid.children[verb]:
        if c < verb or grid.dep[c] not in ("prep", "dative", "agent") or grid.mark[c] >= 0:
            continue
        if grid.low[c] == "to" or (grid.low[c] == "at" and grid.lemma[verb] in SHOUTED):
            whom = grid.child(c, "pobj")
            if whom is not None and somebody(grid, whom):
                return whom
    return None


def _in_message(grid: Grid, verb: int, speaker: int | None) -> int | None:
    """Whom a message goes to, or a talk is held with: "in a letter to X", "in a call with X", "in reply to a
    question from X"."""
    for c in _around(grid, verb, speaker):
        if grid.dep[c] not in ("prep", "dative") or grid.mark[c] >= 0:
            continue
        noun = grid.child(c, "pobj")
        if noun is None or grid.lemma[noun] not in addressed("noun"):
            continue
        if grid.low[c] in VIA:
            whom = _complement(grid, noun, addressed("noun")[grid.lemma[noun]], grid.lemma[noun] in POSTED)
            if whom is not None:
                return whom
    return None


def _around(grid: Grid, verb: int, speaker: int | None) -> Iterator[int]:
    """What hangs from the verb, from its speaker, and from the verb it is joined to without a subject."""
    yield from grid.children[verb]
    for c in grid.children[verb]:
        if grid.dep[c] == "advcl" and c > verb and grid.low[c].endswith("ed"):
            yield from (k for k in grid.children[c] if k < c)
    if speaker is not None:
        yield from grid.children[speaker]
        for c in grid.children[speaker]:
            if grid.dep[c] == "appos":
                yield from grid.children[c]


def _complement(grid: Grid, i: int, by: frozenset[str], posted: bool = False) -> int | None:
    """The somebody after one of the prepositions ``by`` of a noun or a verb, "object" being none; through "a
    question from X"."""
    for c in grid.children[i]:
        if grid.mark[c] >= 0 or c < i:
            continue
        whom = None
        if grid.dep[c] == "dobj" and "object" in by:
            whom = c
        elif grid.dep[c] in ("prep", "agent", "dative") and grid.low[c] in by:
            whom = grid.child(c, "pobj")
        if whom is None:
            continue
        if grid.lemma[whom] in ASKED:
            return _complement(grid, whom, FROM)
        if _named(grid, whom) or (posted and grid.pos[whom] == "NOUN" and _receives(grid, whom)):
            return whom
    return None


def _named(grid: Grid, whom: int) -> bool:
    """Whether one after a preposition that only the spoken to follow is somebody: no document, no thing."""
    if grid.pos[whom] not in NOMINAL or grid.low[whom] in NOBODY:
        return False
    return somebody(grid, whom) or (
        grid.pos[whom] == "NOUN" and grid.lemma[whom] != grid.low[whom] and _receives(grid, whom)
    )


def _beside(grid: Grid, verb: int, speaker: int | None) -> int | None:
    """The one in a clause beside the verb or its subject: "speaking to X", "asked by X", "addressing X", "as
    he spoke to X", "when X asked"."""
    for c in _around(grid, verb, speaker):
        by = addressed("verb").get(grid.lemma[c])
        if by is None or grid.mark[c] >= 0 or grid.dep[c] not in ("advcl", "acl", "relcl", "conj"):
            continue
        if grid.dep[c] == "conj" and (c > verb or "to" not in by):
            continue
        if grid.low[c].endswith("ing"):
            found = _complement(grid, c, by - {"by"})
        elif (own := grid.child(c, "nsubj", "nsubjpass")) is None:
            found = _complement(grid, c, by & {"by"})  # "pressed by X"
        else:
            found = _in_clause(grid, c, own, by)
        if found is not None:
            return found
    return None


def _in_clause(grid: Grid, verb: int, own: int, by: frozenset[str]) -> int | None:
    """The one spoken to in "as he spoke to X", "when X asked him", "after being asked by X"."""
    marks = {grid.low[c] for c in grid.children[verb] if grid.dep[c] in ("mark", "advmod")}
    if not marks & {"as", "when", "after", "while"}:
        return None
    if grid.pos[own] == "PRON":
        return _complement(grid, verb, by)
    return own if "by" in by and _named(grid, own) else None


def _through(grid: Grid, verb: int) -> int | None:
    """The one that the verb before goes to: "wrote to X demanding that", "told X in writing that"."""
    head = grid.head[verb]
    if grid.dep[verb] == "pcomp":
        head = grid.head[head]
    elif (
        grid.dep[verb] not in ("advcl", "xcomp") or grid.child(verb, "nsubj", "nsubjpass", "mark") is not None
    ):
        return None
    by = addressed("verb").get(grid.lemma[head])
    if by is None or head > verb or grid.pos[head] != "VERB":
        return None
    return _complement(grid, head, by - {"by"}, grid.lemma[head] == "write")


def _opening(grid: Grid, verb: int) -> int | None:
    """The one in a participle that opens the sentence, however parsed: "Briefing X, she said",
    "Asked by X whether ..., he said"."""
    at, end = grid.units[grid.unit[verb]]
    while at < end and grid.is_silent(at):
        at += 1
    if grid.low[at + 1 : at + 2] == ["-"]:
        at += 2
    if at + 2 >= verb or grid.mark[at] >= 0 or grid.low[at + 1 : verb].count(",") == 0:
        return None
    if grid.low[at] == "in":
        noun = next((i for i in range(at + 1, min(at + 7, verb)) if grid.lemma[i] in addressed("noun")), None)
        if noun is None or grid.low[noun + 1] not in addressed("noun")[grid.lemma[noun]]:
            return None
        return _phrase(grid, noun + 2, verb)
    by = addressed("verb").get(grid.lemma[at]) or addressed("verb").get(_stem(grid.low[at]))
    if by is None or grid.pos[at] not in ("VERB", "NOUN", "PROPN", "ADJ"):
        return None
    nxt = at + 1
    while grid.pos[nxt] == "ADV" and nxt < verb:
        nxt += 1
    if grid.low[nxt] in by and grid.low[at].endswith("ing") != (grid.low[nxt] == "by"):
        return _phrase(grid, nxt + 1, verb)
    return _phrase(grid, nxt, verb) if "object" in by and grid.low[at].endswith("ing") else None


def _stem(low: str) -> str:
    return low[:-3] if low.endswith("ing") else low[:-2] if low.endswith("ed") else low


def _phrase(grid: Grid, first: int, end: int) -> int | None:
    """The head of the name or noun phrase that begins at a token, found by its words alone."""
    head = None
    for i in range(first, end):
        if grid.pos[i] in ("NOUN", "PROPN", "PRON") and grid.dep[i] != "poss":
            head = i
        elif grid.pos[i] not in ("DET", "ADJ", "NUM", "PART", "PRON") and grid.low[i] not in (
            "-",
            "daily",
            "weekly",
        ):
            break
    if head is None:
        return None
    if grid.lemma[head] in ASKED and grid.low[head + 1] in FROM:
        return _phrase(grid, head + 2, end)
    return head if _named(grid, head) else None
