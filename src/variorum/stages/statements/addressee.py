"""Whom words are said, written or put to."""

from __future__ import annotations

from collections.abc import Iterator

from variorum.stages.statements.cues import Cue, addressed, sources
from variorum.stages.statements.grid import Grid
from variorum.stages.statements.messages import (
    ASKED,
    FOLK,
    FROM,
    complement,
    hears,
    message_to,
    named,
    receives,
    sent_to,
    somebody,
)
from variorum.stages.statements.who import COURTS, can_speak

SENDING = frozenset("text texte email e-mail cable wire message radio telegraph fax post".split())
TALKING = frozenset(
    """turn speak talk write phone telephone ring email text message brief address notify inform update
    alert testify""".split()
)
PHONES = frozenset("phone telephone call line".split())
HOLDING = frozenset("hold have send write make issue deliver give address dispatch hand present".split())
REMARKS = frozenset(
    "remark comment statement observation claim announcement disclosure pledge promise".split()
)
HEEDED = frozenset("tell warn urge advise remind instruct caution".split())
VIA = frozenset("in by with via on during over through".split())


def addressee(grid: Grid, verb: int, cue: Cue, speaker: int | None) -> int | None:
    """Whom the words are said to: the object of told, "said to X", "wrote in a letter to X", "speaking to X",
    "asked by X", the subject of "was told"; None when nobody is named."""
    if grid.child(verb, "auxpass") is not None and _tells(grid, verb, cue):
        return grid.child(verb, "nsubjpass")
    if grid.dep[verb] == "advcl" and grid.child(verb, "agent") is not None and _tells(grid, verb, cue):
        return grid.child(grid.head[verb], "nsubj")  # "Asked by X whether A, Y hesitated"
    urged = grid.child(verb, "dobj") if "np" in cue.frames and grid.lemma[verb] in HEEDED else None
    if urged is not None and somebody(grid, urged) and not _has_clause(grid, verb):
        return urged
    if "to_whom" in cue.frames:
        found = grid.child(verb, "dative", "dobj")
        alone = "np" in cue.frames and grid.child(verb, "ccomp") is None
        thing = found is not None and alone and not somebody(grid, found)
        if found is not None and not thing and receives(grid, found, grid.lemma[verb] in SENDING):
            return found
    judged = cue.cue_class in ("accused", "praised", "denied") and grid.child(verb, "dobj") is not None
    for way in (
        _asked(grid, verb, cue, speaker),
        _called_on(grid, verb, cue),
        None if judged else said_to(grid, verb),
        _in_message(grid, verb, speaker),
    ):
        if way is not None:
            return way
    for way in (_beside(grid, verb, speaker), _through(grid, verb), _opening(grid, verb)):
        if way is not None and way != speaker:
            return way
    return None


def _has_clause(grid: Grid, verb: int) -> bool:
    """Whether a clause follows the verb: what somebody is urged to do."""
    return any(c > verb and grid.dep[c] in ("ccomp", "xcomp", "advcl") for c in grid.children[verb])


def heard_from(grid: Grid, verb: int) -> int | None:
    """Who speaks in "the inquest heard from X that"; None where nobody is heard from."""
    if grid.lemma[verb] != "hear" or grid.child(verb, "nsubj") is None:
        return None
    whom = next((grid.child(c, "pobj") for c in grid.children[verb] if grid.low[c] == "from"), None)
    place = whom is None or grid.entity[whom] in ("DATE", "TIME", "GPE", "LOC", "FAC")
    return None if place or grid.pos[whom or 0] not in ("NOUN", "PROPN", "PRON") else whom


def was_told(grid: Grid, verb: int, cue: Cue) -> bool:
    """Whether a passive of telling names the one told and nobody who tells: "staff were informed that"."""
    if not _tells(grid, verb, cue) or grid.child(verb, "auxpass") is None:
        return False
    told = grid.child(verb, "nsubjpass")
    if told is None or grid.pos[told] == "PRON":
        return False
    if grid.child(verb, "xcomp") is not None and grid.lemma[verb] not in HEEDED:
        return False
    return somebody(grid, told) or grid.lemma[told] in COURTS


def _tells(grid: Grid, verb: int, cue: Cue) -> bool:
    """Whether the object of a cue is the one told or urged."""
    return "to_whom" in cue.frames or grid.lemma[verb] in HEEDED


def _asked(grid: Grid, verb: int, cue: Cue, speaker: int | None) -> int | None:
    """Whom somebody is asked to do something: "urged OSLO to open its files"."""
    if cue.cue_class not in ("asked", "warned") or "xcomp" not in cue.frames:
        return None
    for clause in (c for c in grid.children[verb] if grid.dep[c] in ("ccomp", "xcomp", "advcl") and c > verb):
        asked = grid.child(clause, "nsubj")
        to = any(grid.low[c] == "to" and c < clause for c in grid.children[clause])
        if asked is not None and to and asked > verb and _acts(grid, asked, speaker):
            return asked
        asked = grid.child(verb, "dobj")
        if asked is not None and to and _acts(grid, asked, speaker):
            return asked
    asked = grid.child(verb, "dobj")
    if asked is not None and somebody(grid, asked) and after_to(grid, verb, asked) is not None:
        return asked
    return None


def _acts(grid: Grid, i: int, speaker: int | None) -> bool:
    """Whether one who is to do something can be asked to, by one who asks."""
    if somebody(grid, i):
        return True
    several = grid.pos[i] == "NOUN" and grid.low[i] != grid.lemma[i] and receives(grid, i)
    return several and speaker is not None and can_speak(grid, speaker)


def after_to(grid: Grid, verb: int, asked: int) -> int | None:
    """The "to" after the one asked that the parser took for a preposition: "urged the crowd to march on"."""
    for c in grid.children[verb]:
        verb_like = grid.pos[c + 1] not in ("DET", "PRON", "NUM", "ADJ") if c + 1 < grid.n else False
        if c != max(grid.subtree(asked)) + 1 or grid.low[c] != "to" or not verb_like:
            continue
        if grid.dep[c] in ("prep", "dative"):
            return c
    return None


def _called_on(grid: Grid, verb: int, cue: Cue) -> int | None:
    """Whom somebody calls on to do something."""
    if "on" not in cue.prepositions or cue.prepositions["on"] != "asked":
        return None
    on = next((c for c in grid.children[verb] if grid.low[c] == "on" and c > verb), None)
    whom = grid.child(on, "pobj") if on is not None else None
    return whom if whom is not None and somebody(grid, whom) else None


def said_to(grid: Grid, verb: int) -> int | None:
    """The one after "to" right beside the verb, or after the preposition of that verb: "shouted at X",
    "confided in X", "swore before the court"; "wrote X that"."""
    by = addressed("cue").get(grid.lemma[verb], frozenset())
    for c in grid.children[verb]:
        if grid.mark[c] >= 0 or (c < verb and not _fronted(grid, c)):
            continue
        if grid.dep[c] in ("prep", "dative", "agent") and (grid.low[c] == "to" or grid.low[c] in by):
            whom = grid.child(c, "pobj")
            if whom is not None and somebody(grid, whom) and hears(grid, c, whom):
                return whom
        if "object" in by and grid.dep[c] in ("dobj", "dative") and _person(grid, c):
            return c
    return None


def _fronted(grid: Grid, to: int) -> bool:
    """Whether a sentence begins with the one spoken to: "To the families, she said ..."."""
    return (
        grid.low[to] == "to"
        and to == grid.units[grid.unit[to]][0]
        and grid.low[(end := max(grid.subtree(to)) + 1) : end + 1] == [","]
    )


def _person(grid: Grid, i: int) -> bool:
    """Whether a word names one who can only be written to, and is not what is written."""
    proper = grid.pos[i] == "PROPN" and (
        grid.entity[i] == "PERSON" or grid.party.get(i) in ("person", "name")
    )
    return proper or (grid.pos[i] == "PRON" and grid.low[i] in FOLK)


def _in_message(grid: Grid, verb: int, speaker: int | None) -> int | None:
    """Whom a message goes to, or a talk is held with: "in a letter to X", "in a call with X", "in reply to a
    question from X"."""
    if speaker is not None and sources().get(grid.lemma[speaker]) == "document":
        return message_to(grid, speaker)  # "a letter to X says"
    for c in _around(grid, verb, speaker):
        if grid.dep[c] not in ("prep", "dative") or grid.mark[c] >= 0:
            continue
        noun = grid.child(c, "pobj")
        if noun is None or grid.lemma[noun] not in addressed("noun"):
            continue
        if grid.low[c] in VIA:
            whom = message_to(grid, noun)
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


def _beside(grid: Grid, verb: int, speaker: int | None) -> int | None:
    """The one in a clause beside the verb or its subject: "speaking to X", "asked by X", "addressing X", "as
    he spoke to X", "when X asked"."""
    for c in _around(grid, verb, speaker):
        by = addressed("verb").get("ask" if _wants_to_know(grid, c) else grid.lemma[c])
        if grid.mark[c] >= 0 or grid.dep[c] not in ("advcl", "acl", "relcl", "conj"):
            continue
        if by is None:
            if grid.lemma[c] in HOLDING and grid.low[c].endswith("ing") and (to := sent_to(grid, c)):
                return to
            continue
        if grid.dep[c] == "conj" and (c > verb or "to" not in by):
            continue
        if grid.low[c].endswith("ing"):
            found = complement(grid, c, by - {"by"})
        elif (own := grid.child(c, "nsubj", "nsubjpass")) is None:
            found = complement(grid, c, by & {"by"})  # "pressed by X"
        else:
            found = _in_clause(grid, c, own, by)
        if found is not None:
            return found
    return None


def _wants_to_know(grid: Grid, verb: int) -> bool:
    """Whether somebody asks by "wanted to know who"."""
    known = grid.child(verb, "xcomp") if grid.lemma[verb] == "want" else None
    return known is not None and grid.low[known] == "know"


def _in_clause(grid: Grid, verb: int, own: int, by: frozenset[str]) -> int | None:
    """The one spoken to in "as he spoke to X", "when X asked him", "after being asked by X"."""
    marks = {grid.low[c] for c in grid.children[verb] if grid.dep[c] in ("mark", "advmod")}
    if not marks & {"as", "when", "after", "while"}:
        return None
    if grid.pos[own] == "PRON":
        return complement(grid, verb, by)
    return own if "by" in by and named(grid, own) else None


def _through(grid: Grid, verb: int) -> int | None:
    """The one that the verb before goes to: "wrote to X demanding that", "sent X a letter saying that"."""
    head = grid.head[verb]
    if grid.dep[verb] == "conj" and head < verb and grid.child(verb, "nsubj", "nsubjpass") is None:
        return spoken_to(grid, head) if grid.mark[head] < 0 else None
    if grid.dep[verb] == "pcomp":
        head = grid.head[head]
    elif grid.dep[verb] == "acl" and grid.lemma[head] in addressed("noun") and grid.low[verb].endswith("ing"):
        if grid.dep[head] != "dobj":
            return None
        head = grid.head[head]
        if (to := sent_to(grid, head)) is not None:
            return to
    elif (
        grid.dep[verb] not in ("advcl", "xcomp") or grid.child(verb, "nsubj", "nsubjpass", "mark") is not None
    ):
        return None
    by = addressed("verb").get(grid.lemma[head])
    if head > verb or grid.pos[head] != "VERB":
        return None
    if by is None:
        return sent_to(grid, head)
    return complement(grid, head, by - {"by"}, grid.lemma[head] == "write")


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
        return _opening_message(grid, at + 1, verb)
    if grid.lemma[at] in HOLDING and grid.low[at].endswith("ing"):
        return _opening_message(grid, at + 1, verb)
    by = addressed("verb").get(grid.lemma[at]) or addressed("verb").get(_stem(grid.low[at]))
    if by is None or grid.pos[at] not in ("VERB", "NOUN", "PROPN", "ADJ"):
        return None
    nxt = at + 1
    while grid.pos[nxt] == "ADV" and nxt < verb:
        nxt += 1
    if grid.low[nxt] in by and grid.low[at].endswith("ing") != (grid.low[nxt] == "by"):
        whom = _phrase(grid, nxt + 1, verb)
        return whom if whom is None or hears(grid, nxt, whom) else None
    if "by" in by and grid.low[at].endswith("ed"):
        return _by_whom(grid, nxt, verb)
    asks = "questions" in by and any(grid.lemma[i] in ASKED for i in range(nxt, min(nxt + 4, verb)))
    return _phrase(grid, nxt, verb) if ("object" in by or asks) and grid.low[at].endswith("ing") else None


def _opening_message(grid: Grid, first: int, end: int) -> int | None:
    """Whom a message goes to that is named near the beginning: "In a letter to X", "Giving evidence to X"."""
    noun = next((i for i in range(first, min(first + 6, end)) if grid.lemma[i] in addressed("noun")), None)
    if noun is None or grid.low[noun + 1] not in addressed("noun")[grid.lemma[noun]]:
        return None
    return _phrase(grid, noun + 2, end)


def _by_whom(grid: Grid, first: int, end: int) -> int | None:
    """Who asked in "Pressed on the matter by X, she said", before the first comma."""
    for i in range(first, end):
        if grid.low[i] == "," or grid.mark[i] >= 0:
            return None
        if grid.low[i] == "by":
            return _phrase(grid, i + 1, end)
    return None


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
    return head if named(grid, head) else None


def spoken_to(grid: Grid, verb: int) -> int | None:
    """Whom a sentence without reported words says somebody wrote, spoke or telephoned to: "phoned X", "wrote
    to X on Monday", "spoke by telephone with X", "held a call with X"."""
    by = addressed("verb").get(grid.lemma[verb])
    if (asked := _opening(grid, verb)) is not None and grid.low[grid.units[grid.unit[verb]][0]] != "in":
        return asked
    thing = grid.child(verb, "dobj")
    if thing is not None and grid.lemma[thing] in addressed("noun"):
        return sent_to(grid, verb) if grid.lemma[verb] in HOLDING else None
    if by is None or grid.lemma[verb] not in TALKING:
        return None
    on_the_phone = any(grid.lemma[i] in PHONES for i in grid.subtree(verb))
    return complement(grid, verb, (by - {"by"}) | ({"with"} if on_the_phone else set()))


def told_by(grid: Grid, verb: int) -> int | None:
    """Whom a clause that leads in a quotation speaks to: "broke the news to staff", "turned to X"."""
    if grid.pos[verb] not in ("VERB", "AUX"):
        return None
    return (
        said_to(grid, verb) or sent_to(grid, verb) or spoken_to(grid, verb) or _in_message(grid, verb, None)
    )


def spoke_to(grid: Grid, verb: int) -> int | None:
    """Whom a sentence says that what stands before it was said to: "was speaking to X", "made the remarks in
    a call with X"."""
    thing = grid.child(verb, "dobj")
    if thing is not None:
        made = grid.lemma[verb] == "make" and grid.lemma[thing] in REMARKS
        return (said_to(grid, verb) or _in_message(grid, verb, None)) if made else None
    if not grid.low[verb].endswith("ing") or grid.lemma[verb] not in TALKING:
        return None
    return complement(grid, verb, addressed("verb")[grid.lemma[verb]] - {"by"})
