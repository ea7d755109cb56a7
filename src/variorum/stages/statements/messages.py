"""Letters, calls, questions, orders, and whom they go to or come from."""

from __future__ import annotations

from variorum.stages.statements.cues import addressed, sources
from variorum.stages.statements.frame import Frame
from variorum.stages.statements.grid import Grid

NOMINAL = frozenset(("PROPN", "NOUN", "PRON"))
NOBODY = frozenset("himself herself themselves itself myself it this that what which so each other".split())
FOLK = frozenset("he she they we i him her them us me you who whom anyone anybody everyone everybody".split())
QUESTIONS = frozenset("ask enquire inquire".split())
OPENING = frozenset("whether if why when how what who where which".split())
ASKED = frozenset("question query enquiry inquiry letter request questioning".split())
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
SENT = frozenset(
    """send address write direct deliver hand submit circulate dispatch distribute forward give issue
    leave""".split()
)
HEARING = frozenset(
    "house judge magistrate coroner lawmaker senator deputy mp juror legislator councillor".split()
)


def question(grid: Grid, frame: Frame) -> bool:
    """Whether what is said is a question: "asked whether", "“How long?” asked X", "challenged X to name"."""
    cue = frame.cue
    if cue is None or frame.cue_class not in ("asked", "said") or not frame.content:
        return False
    words = sorted(frame.content)
    if grid.lemma[cue] == "challenge" or any(grid.low[i] == "?" for i in words[-3:]):
        return True
    return grid.lemma[cue] in QUESTIONS and any(grid.low[i] in OPENING for i in words[:2])


def somebody(grid: Grid, i: int) -> bool:
    """Whether a word names somebody who can be spoken to: a name, a party, a noun of persons."""
    if grid.pos[i] == "PRON":
        return grid.low[i] in FOLK
    kind = sources().get(grid.lemma[i]) or sources().get(grid.low[i])
    if grid.party.get(i) is not None or kind in ("person", "body", "media", "office"):
        return True
    if grid.pos[i] == "NOUN" and grid.lemma[i].endswith(MAKERS):
        return True
    if grid.pos[i] == "PROPN":
        first = i - 1 if grid.dep[i - 1] == "compound" and grid.pos[i - 1] == "PROPN" else i
        return grid.entity[first] not in ("DATE", "TIME", "EVENT", "LAW", "WORK_OF_ART")
    apposed = grid.child(i, "appos")  # "a former cook, Ines Valadao"
    if apposed is not None and grid.pos[apposed] == "PROPN" and grid.entity[apposed] == "PERSON":
        return True
    return grid.low[i].endswith("s") and sources().get(grid.low[i][:-1]) == "person"


def receives(grid: Grid, i: int, sent: bool = True) -> bool:
    """Whether the object of a verb of telling is the one told, and no message: "texted THE NEWS to ..." """
    if grid.low[i] in NOBODY:
        return False
    if grid.pos[i] not in (*NOMINAL, "ADJ"):
        return grid.pos[i] == "VERB" and sources().get(grid.lemma[i]) == "person"
    return (
        (not sent and grid.pos[i] != "PRON")
        or grid.low[i] in FOLK
        or grid.pos[i] == "PROPN"
        or (sources().get(grid.lemma[i]) != "document" and grid.lemma[i] not in addressed("noun"))
    )


def hears(grid: Grid, preposition: int, whom: int) -> bool:
    """Whether one after "before" is a body that hears people as its business, and no time or rank."""
    if grid.low[preposition] != "before":
        return True
    if grid.lemma[whom] in HEARING or sources().get(grid.low[whom]) in ("body", "office"):
        return True
    return sources().get(grid.lemma[whom]) in ("body", "office") or grid.entity[whom] == "ORG"


def named(grid: Grid, whom: int) -> bool:
    """Whether one after a preposition that only the spoken to follow is somebody: no document, no thing."""
    if grid.low[whom] in ("general", "elect") and grid.low[whom - 1] == "-":
        return True
    if grid.pos[whom] not in NOMINAL or grid.low[whom] in NOBODY:
        return False
    return somebody(grid, whom) or (
        grid.pos[whom] == "NOUN" and grid.lemma[whom] != grid.low[whom] and receives(grid, whom)
    )


def _asker(grid: Grid, question: int) -> int | None:
    """Whose question it is: "a question from X", "X's question"."""
    owner = grid.child(question, "poss")
    if owner is not None:
        return owner if grid.pos[owner] != "PRON" and named(grid, owner) else None
    return complement(grid, question, FROM)


def complement(grid: Grid, i: int, by: frozenset[str], posted: bool = False) -> int | None:
    """The somebody after one of the prepositions ``by`` of a noun or a verb, "object" being none; through "a
    question from X"."""
    back = [k for c in grid.children[i] if c > i and grid.low[c] == "back" for k in grid.children[c]]
    for c in [*grid.children[i], *back]:
        if grid.mark[c] >= 0 or c < i:
            continue
        whom = None
        if grid.dep[c] == "dobj" and ("object" in by or ("questions" in by and grid.lemma[c] in ASKED)):
            whom = c
        elif grid.dep[c] in ("prep", "agent", "dative") and grid.low[c] in by:
            whom = grid.child(c, "pobj")
        if whom is None or not hears(grid, c, whom):
            continue
        if grid.lemma[whom] in ASKED:
            return _asker(grid, whom)
        court = grid.low[c] == "before" and grid.lemma[whom] in HEARING
        if court or named(grid, whom) or (posted and grid.pos[whom] == "NOUN" and receives(grid, whom)):
            return whom
    return None


def message_to(grid: Grid, noun: int) -> int | None:
    """Whom a message goes to or a talk is held with: "a letter to X", "a letter sent on Monday to X"."""
    by = addressed("noun").get(grid.lemma[noun])
    if by is None:
        return None
    whom = complement(grid, noun, by, grid.lemma[noun] in POSTED)
    if whom is not None:
        return whom
    sent = (c for c in grid.children[noun] if c > noun and grid.dep[c] == "acl" and grid.lemma[c] in SENT)
    return next((to for c in sent if (to := complement(grid, c, by, grid.lemma[noun] in POSTED))), None)


def given_to(grid: Grid, noun: int) -> int | None:
    """To whom the message is given that is the object of a verb: "gave X an assurance", "a plea to X"."""
    verb = grid.head[noun]
    return sent_to(grid, verb) if grid.dep[noun] == "dobj" else message_to(grid, noun)


def sent_to(grid: Grid, verb: int) -> int | None:
    """To whom a message is sent: "sent X a letter", "issued an order to X", "made an appeal to X"."""
    things = [c for c in grid.children[verb] if grid.dep[c] == "dobj" and c > verb]
    thing = next((c for c in things if grid.lemma[c] in addressed("noun")), None)
    if thing is None:
        return None
    given = next((c for c in grid.children[verb] if grid.dep[c] == "dative" and c > verb), None)
    if given is None and things[0] != thing:
        given = things[0]
    if given is not None and grid.pos[given] != "ADP":
        return given if receives(grid, given) else None
    to = [c for c in grid.children[verb] if c > thing and grid.low[c] in ("to", "for", "before")]
    to = [c for c in to if grid.low[c] in addressed("noun")[grid.lemma[thing]]]
    whom = grid.child(to[0], "pobj") if to else None
    if whom is not None and (named(grid, whom) or grid.lemma[whom] in HEARING) and hears(grid, to[0], whom):
        return whom
    return message_to(grid, thing)
