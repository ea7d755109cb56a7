"""Cue frames: what the parse says about who reports which words, before names are looked up."""

from __future__ import annotations

from variorum.stages.statements import refused
from variorum.stages.statements.addressee import (
    addressee,
    after_to,
    heard_from,
    said_to,
    was_told,
)
from variorum.stages.statements.aside import aside, heard_that, inverted, made_clear, told_that
from variorum.stages.statements.cues import Cue, cues
from variorum.stages.statements.frame import Frame
from variorum.stages.statements.grid import Grid
from variorum.stages.statements.messages import given_to
from variorum.stages.statements.phrases import phrases, reckoned
from variorum.stages.statements.strayed import says_that, seen, strayed
from variorum.stages.statements.who import (
    can_speak,
    is_medium,
    learns,
    negated,
    open_ended,
    subject,
    to_come,
    unsaid,
)
from variorum.stages.statements.worded import around_cue, begins_with_that, clauses_of, parted

CUES = frozenset(("VERB", "AUX", "NOUN", "ADJ"))
PASSIVES = frozenset("say report believe allege rumour think understand claim suspect".split())
ENDS = (["."], [","])
MADE = frozenset(("clear", "known", "plain", "understood", "explicit", "public"))
BRIEF = frozenset(("yes", "no", "same", "much", "so", "otherwise"))
LIGHT = frozenset(
    """make issue give deliver repeat release offer have send voice express raise level air lodge
    reiterate utter table float take hold harbour harbor share convey signal serve sound retract withdraw
    renew""".split()
)


def frames(grid: Grid) -> list[Frame]:
    """The frames of all cues outside quotation marks, in text order, those within others included."""
    adjectives = cues("adjective")
    found: list[Frame] = []
    for i, pos in enumerate(grid.pos):
        if pos not in CUES or grid.mark[i] >= 0:
            continue
        frame = _of_verb(grid, i) if pos in ("VERB", "AUX") else _of_noun(grid, i) if pos == "NOUN" else None
        if not isinstance(frame, Frame) and grid.low[i] == "know" and grid.lemma[grid.head[i]] == "let":
            frame = _let_know(grid, i) or frame
        if not isinstance(frame, Frame) and grid.low[i] in MADE:
            frame = made_clear(grid, i) or frame
        if not isinstance(frame, Frame) and grid.low[i] in adjectives and pos in ("ADJ", "VERB"):
            frame = _adjective(grid, i, adjectives[grid.low[i]])
        if isinstance(frame, Frame):
            found.append(frame)
        elif frame:
            grid.refuse(f"cue {grid.lemma[i]}", frame, i)
    return found


def _of_verb(grid: Grid, verb: int) -> Frame | str | None:
    """The frame of a verb, by the parse or by its words; None where it is no cue."""
    cue = cues("verb").get(grid.lemma[verb])
    if cue is None:
        return None
    parsed = _verb(grid, verb, cue)
    frame = _by_words(grid, verb, cue, parsed) or parsed
    if grid.lemma[verb] in PASSIVES and (isinstance(frame, str) or frame.speaker is None):
        grid.passives.append(verb)
    return frame


def _of_noun(grid: Grid, noun: int) -> Frame | str | None:
    """The frame of a noun, or of a verb that the parser took for one; None where it is no cue."""
    if grid.lemma[noun] in cues("noun"):
        return _noun(grid, noun, cues("noun")[grid.lemma[noun]])
    cue = cues("verb").get(grid.lemma[noun])
    if cue is None:
        return None
    if grid.dep[noun] == "ROOT" and _finite(grid, noun):
        return _verb(grid, noun, cue)
    ends = grid.low[noun + 1 : noun + 2] in ENDS and grid.low[noun].endswith("s")
    return aside(grid, noun, cue, "") if ends else None


def _finite(grid: Grid, word: int) -> bool:
    """Whether what the parser took for a noun has a subject and a clause: "Banks reckon the coin is dear"."""
    return grid.child(word, "nsubj") is not None and grid.child(word, "ccomp") is not None


def _by_words(grid: Grid, verb: int, cue: Cue, parsed: Frame | str) -> Frame | None:
    """The frame of a report that commas set off, where the parse has it otherwise."""
    found = aside(grid, verb, cue, parsed) or inverted(grid, verb, cue, parsed)
    return found or (None if isinstance(parsed, Frame) else heard_that(grid, verb))


def _verb(grid: Grid, verb: int, cue: Cue) -> Frame | str:
    """The frame of a verb, or why it has none."""
    particle = cue.particle is None or any(grid.low[c] == cue.particle for c in grid.children[verb])
    if not particle and not ("reckons" in cue.frames and reckoned(grid, verb)):
        return refused.NO_PARTICLE
    if negated(grid, verb) or unsaid(grid, verb):
        return refused.UNSAID
    speaker = subject(grid, verb)
    hearer, source = speaker, heard_from(grid, verb)
    if source is not None:
        speaker = source
    elif not _may_say(grid, speaker, cue):
        return refused.NO_SPEAKER
    if cue.cue_class == "asked" and speaker is not None and grid.low[speaker] == "you":
        return refused.PRESENT
    named = grid.dep[verb] == "acl" and speaker == grid.head[verb] and not grid.low[verb].endswith("ing")
    if (speaker is None or named) and "oprd" in cue.frames and "ccomp" not in cue.frames:
        return refused.NO_SPEAKER  # "a play called ..." names it
    frame = Frame(verb, cue.cue_class, speaker, set(), f"cue {grid.lemma[verb]}", grid.unit[verb])
    if to_come(grid, verb):
        frame.rule += ", to come"
        frame.status = "planned"
    elif open_ended(grid, verb):
        frame.status = "hypothetical"
    frame.unsourced = speaker is None and cue.cue_class == "asked" and grid.dep[verb] == "advcl"
    frame.addressee = hearer if source is not None else addressee(grid, verb, cue, speaker)
    frame.unsourced = frame.unsourced or (speaker is None and was_told(grid, verb, cue))
    frame.only_view = "view" in cue.frames or (speaker is None and cue.cue_class == "believes")
    _complements(grid, frame, verb, cue)
    told_that(grid, verb, cue, frame)
    if speaker is not None and speaker not in frame.content:
        own = grid.subtree(speaker)
        rest = frame.content - (own if verb not in own else {i for i in own if i <= verb})
        frame.content = rest or frame.content  # "was told by guards that it was closed" hangs from the guards
    return frame if frame.content or "quote" in cue.frames else refused.NO_WORDS


def _may_say(grid: Grid, speaker: int | None, cue: Cue) -> bool:
    """Whether the subject of a cue that not everybody says something with is one who does."""
    if "medium" in cue.frames and (speaker is None or not learns(grid, speaker)):
        return False
    return speaker is None or "needs" not in cue.frames or can_speak(grid, speaker)


def _complements(grid: Grid, frame: Frame, verb: int, cue: Cue) -> None:
    """Gather the reported words of a cue into its frame."""
    by_dep: dict[str, list[int]] = {}
    for c in grid.children[verb]:
        by_dep.setdefault(grid.dep[c], []).append(c)
    clauses = by_dep.get("ccomp", []) if "ccomp" in cue.frames or "xcomp" in cue.frames else []
    clauses = [c for c in clauses if c != frame.speaker and not parted(grid, verb, c)]
    if "needs" in cue.frames and frame.speaker is not None:
        clauses = [c for c in clauses if not seen(grid, frame.speaker, c)]
    told = frame.addressee if "to_whom" in cue.frames else frame.speaker if "medium" in cue.frames else None
    bare = not any(c > verb for dep in ("ccomp", "xcomp", "advcl") for c in by_dep.get(dep, []))
    objects = [c for c in by_dep.get("dobj", []) if c != told and not (bare and c == frame.addressee)]
    if "xcomp" in cue.frames:
        clauses = _to_act(grid, frame, verb, cue, clauses + by_dep.get("xcomp", []), by_dep, objects)
    if clauses:
        if any(c > verb for c in clauses):
            clauses = [c for c in clauses if c > verb or frame.speaker not in grid.subtree(c)]
        joined = by_dep.get("conj", []) if "ccomp" in cue.frames else []
        frame.content = clauses_of(grid, verb, clauses, joined) | around_cue(grid, verb, frame.speaker)
    elif _inserted(grid, verb, cue):
        frame.content = grid.subtree(grid.head[verb]) - grid.subtree(verb)
        frame.content |= around_cue(grid, verb, frame.speaker)
        frame.rule += " inserted"
        frame.inserted = True
    elif "ccomp" in cue.frames and (clause := strayed(grid, verb, told)) is not None:
        frame.content = grid.subtree(clause)
    elif "ccomp" in cue.frames and says_that(grid, verb):
        frame.content = set(range(verb + 2, grid.units[grid.unit[verb]][1]))
        frame.rule += " that"
    elif brief := [c for c in objects if grid.low[c] in BRIEF and grid.low[c] != "so"]:
        frame.content = {i for c in brief for i in grid.subtree(c)}
    elif "reckons" in cue.frames and (amount := reckoned(grid, verb)) and frame.speaker is not None:
        frame.content = amount
        frame.rule += " amount"
    elif cue.frames & {"oprd", "as", "np", "talk", "sought"} or cue.prepositions:
        phrases(grid, frame, by_dep, cue, objects)


def _to_act(
    grid: Grid,
    frame: Frame,
    verb: int,
    cue: Cue,
    clauses: list[int],
    by_dep: dict[str, list[int]],
    objects: list[int],
) -> list[int]:
    """The infinitives of a cue, with the one who is to act where the cue takes him for part of the words."""
    if not clauses and not objects:
        clauses = _purpose(grid, verb, by_dep)
    if not clauses and frame.addressee is not None and cue.cue_class == "asked":
        to = after_to(grid, verb, frame.addressee)
        if to is not None:
            clauses, objects = [to], [frame.addressee]
        else:
            end = max(grid.subtree(frame.addressee)) + 1  # "pleaded with Oslo to open its files"
            asks = frame.speaker is not None and not is_medium(grid, frame.speaker)
            to = grid.head[end] if asks and grid.low[end : end + 1] == ["to"] else None
            clauses = [c for c in by_dep.get("advcl", []) if c == to]
    if not clauses and "to_whom" in cue.frames and frame.addressee is not None and frame.speaker is not None:
        clauses = _ordered(grid, verb, frame.addressee, by_dep)
        clauses = [] if is_medium(grid, frame.speaker) else clauses
        frame.cue_class = "asked" if clauses and cue.cue_class == "claimed" else frame.cue_class
    if clauses and objects and "to_whom" not in cue.frames:
        return objects[:1] + clauses
    return clauses


def _ordered(grid: Grid, verb: int, told: int, by_dep: dict[str, list[int]]) -> list[int]:
    """The infinitive right after the one told that the parser took for a purpose: "directed jurors to go"."""
    first = max((i for i in grid.subtree(told) if i > verb), default=told) + 1
    clauses = by_dep.get("advcl", []) if grid.low[first : first + 1] == ["to"] else []
    return [c for c in clauses if grid.head[first] == c]


def _purpose(grid: Grid, verb: int, by_dep: dict[str, list[int]]) -> list[int]:
    """An infinitive right after the verb that the parser took for a purpose: "X and Y vow to fight"."""
    return [
        c
        for c in by_dep.get("advcl", [])
        if grid.low[verb + 1 : verb + 2] == ["to"] and grid.head[verb + 1] == c
    ]


def _inserted(grid: Grid, verb: int, cue: Cue) -> bool:
    """Whether a cue stands as a parenthesis in what it reports ("..., he said, ..." or "as he said")."""
    if "ccomp" not in cue.frames:
        return False
    if grid.dep[verb] == "parataxis" or _run_on(grid, verb):
        return True
    said_as = any(grid.low[c] == "as" and grid.dep[c] in ("mark", "advmod") for c in grid.children[verb])
    if said_as and grid.child(verb, "agent") is not None:
        return grid.dep[verb] == "advcl"  # "as reported by X"
    own = grid.child(verb, "nsubj") is not None
    own = own and ("to_whom" in cue.frames or grid.child(verb, "dobj") is None)
    own = own and grid.low[verb + 1 : verb + 2] != [":"]
    return grid.dep[verb] == "advcl" and said_as and own


def _run_on(grid: Grid, verb: int) -> bool:
    """Whether a cue with its own subject follows a clause and a comma without "and": "A came, B said"."""
    own = grid.child(verb, "nsubj")
    head = grid.head[verb]
    if grid.dep[verb] != "conj" or own is None or own > verb or grid.child(head, "cc") is not None:
        return False
    first = min(grid.subtree(own))
    return first > head and grid.low[first - 1] == "," and grid.pos[head] in ("VERB", "AUX")


def _adjective(grid: Grid, word: int, cue: Cue) -> Frame | str:
    """A state of mind with its clause: "is convinced that ...", "was adamant that ..."."""
    if grid.lemma[grid.head[word]] == "make" and grid.head[word] < word:
        return _made_clear(grid, word, cue)
    clause = grid.child(word, "ccomp")
    copula = grid.head[word] if grid.dep[word] == "acomp" else word
    if clause is None and copula != word:
        clause = next((c for c in grid.children[copula] if grid.dep[c] == "ccomp" and c > word), None)
    passive = grid.child(copula, "auxpass")
    speaker = grid.child(copula, "nsubj", "nsubjpass")
    if speaker is None and passive is not None:
        speaker = grid.child(passive, "nsubj")
    if clause is None or clause < word or speaker is None:
        return refused.NO_WORDS
    if negated(grid, copula):
        return refused.UNSAID
    rule = f"adjective {grid.low[word]}"
    return Frame(word, cue.cue_class, speaker, grid.subtree(clause), rule, grid.unit[word], weak=0.1)


def _made_clear(grid: Grid, word: int, cue: Cue) -> Frame | str:
    """What somebody "made clear (to X) that", "made it clear that" is so."""
    make = grid.head[word]
    for c in sorted([*grid.children[word], *grid.children[make]]):
        if c > word and grid.dep[c] in ("ccomp", "advcl") and begins_with_that(grid, c):
            speaker = subject(grid, make)
            if speaker is None or negated(grid, make):
                break
            rule = f"adjective {grid.low[word]}"
            frame = Frame(word, cue.cue_class, speaker, grid.subtree(c), rule, grid.unit[word], weak=0.1)
            frame.addressee = said_to(grid, word) or said_to(grid, make)
            return frame
    return refused.NO_WORDS


def _let_know(grid: Grid, know: int) -> Frame | str:
    """What somebody "let X know (that)" is so."""
    let = grid.head[know]
    clause, told, speaker = grid.child(know, "ccomp"), grid.child(know, "nsubj"), subject(grid, let)
    if clause is None or clause < know or speaker is None or negated(grid, let) or to_come(grid, let):
        return refused.NO_WORDS
    content = grid.subtree(clause)
    return Frame(know, "said", speaker, content, "let know", grid.unit[know], addressee=told, weak=0.1)


def _noun(grid: Grid, noun: int, cue: Cue) -> Frame | str:
    """A noun of speech with its clause: "his claim that ...", "made a promise to ..."."""
    told = given_to(grid, noun)
    clause = _noun_clause(grid, noun, told, "xcomp" in cue.frames)
    if clause is None:
        return refused.NO_WORDS
    speaker = grid.child(noun, "poss")
    head = grid.head[noun]
    if speaker is None and grid.dep[noun] == "dobj" and grid.lemma[head] in LIGHT:
        speaker = subject(grid, head)
    if speaker is None:
        return refused.NO_SPEAKER
    rule = f"noun {grid.lemma[noun]}"
    content = {i for i in grid.subtree(clause) if i > noun}
    made = Frame(noun, cue.cue_class, speaker, content, rule, grid.unit[noun], weak=0.1)
    made.addressee = told
    return made


def _noun_clause(grid: Grid, noun: int, told: int | None, acts: bool) -> int | None:
    """The clause of a noun of speech, on the noun itself, on the one told, or on the verb that gives it."""
    near = [c for c in grid.children[noun] if grid.dep[c] in ("acl", "relcl")]
    if told is not None:
        near += [c for c in grid.children[told] if grid.dep[c] in ("acl", "relcl")]
        near += [c for c in grid.children[grid.head[noun]] if grid.dep[c] in ("ccomp", "advcl", "xcomp")]
    for c in sorted(near):
        marks = {grid.low[k]: grid.dep[k] for k in grid.children[c] if k < c}
        that = marks.get("that") == "mark" or (grid.dep[c] == "acl" and "that" in marks)
        if c > noun and (that or (acts and marks.get("to") in ("mark", "aux"))):
            return c
    return None
