"""Cue frames: what the parse says about who reports which words, before names are looked up."""

from __future__ import annotations

from variorum.stages.statements import refused
from variorum.stages.statements.addressee import addressee, after_to
from variorum.stages.statements.aside import aside, heard_from, inverted, made_clear, told_that
from variorum.stages.statements.cues import Cue, cues
from variorum.stages.statements.frame import Frame
from variorum.stages.statements.grid import Grid
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

AFTERTHOUGHT = frozenset(("as", "while", "when", "after", "before", "during", "although", "though"))
CUES = frozenset(("VERB", "AUX", "NOUN", "ADJ"))
PASSIVES = frozenset("say report believe allege rumour think understand claim suspect".split())
ENDS = (["."], [","])
MADE = frozenset(("clear", "known", "plain", "understood", "explicit", "public"))
COMPARED = frozenset(("compared", "despite", "whereas"))
BRIEF = frozenset(("yes", "no", "same", "much", "so", "otherwise"))
LIGHT = frozenset(
    """make issue give deliver repeat release offer have send voice express raise level air lodge
    reiterate utter table float take hold harbour harbor share convey signal serve sound retract withdraw
    renew""".split()
)


def frames(grid: Grid) -> list[Frame]:
    """The frames of all cues outside quotation marks, in text order, those within others included."""
    verbs, nouns, adjectives = cues("verb"), cues("noun"), cues("adjective")
    found: list[Frame] = []
    for i, pos in enumerate(grid.pos):
        if pos not in CUES or grid.mark[i] >= 0:
            continue
        frame: Frame | str | None = None
        if grid.pos[i] in ("VERB", "AUX") and grid.lemma[i] in verbs:
            frame = _verb(grid, i, verbs[grid.lemma[i]])
            frame = _by_words(grid, i, verbs[grid.lemma[i]], frame) or frame
            if grid.lemma[i] in PASSIVES and (isinstance(frame, str) or frame.speaker is None):
                grid.passives.append(i)
        elif grid.pos[i] == "NOUN" and grid.lemma[i] in nouns:
            frame = _noun(grid, i, nouns[grid.lemma[i]])
        elif grid.pos[i] == "NOUN" and grid.dep[i] == "ROOT" and grid.lemma[i] in verbs and _finite(grid, i):
            frame = _verb(grid, i, verbs[grid.lemma[i]])
        elif grid.pos[i] == "NOUN" and grid.lemma[i] in verbs and grid.low[i + 1 : i + 2] in ENDS:
            frame = aside(grid, i, verbs[grid.lemma[i]], "") if grid.low[i].endswith("s") else None
        if not isinstance(frame, Frame) and grid.low[i] in MADE:
            frame = made_clear(grid, i) or frame
        if not isinstance(frame, Frame) and grid.low[i] in adjectives and grid.pos[i] in ("ADJ", "VERB"):
            frame = _adjective(grid, i, adjectives[grid.low[i]])
        if isinstance(frame, Frame):
            found.append(frame)
        elif frame:
            grid.refuse(f"cue {grid.lemma[i]}", frame, i)
    return found


def _finite(grid: Grid, word: int) -> bool:
    """Whether what the parser took for a noun has a subject and a clause: "Banks reckon the coin is dear"."""
    return grid.child(word, "nsubj") is not None and grid.child(word, "ccomp") is not None


def _by_words(grid: Grid, verb: int, cue: Cue, parsed: Frame | str) -> Frame | None:
    """The frame of a report that commas set off, where the parse has it otherwise."""
    return aside(grid, verb, cue, parsed) or inverted(grid, verb, cue, parsed) or heard_from(grid, verb)


def _verb(grid: Grid, verb: int, cue: Cue) -> Frame | str:
    """The frame of a verb, or why it has none."""
    particle = cue.particle is None or any(grid.low[c] == cue.particle for c in grid.children[verb])
    if not particle and not ("reckons" in cue.frames and reckoned(grid, verb)):
        return refused.NO_PARTICLE
    if negated(grid, verb) or unsaid(grid, verb):
        return refused.UNSAID
    speaker = subject(grid, verb)
    if not _may_say(grid, speaker, cue):
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
    frame.addressee = addressee(grid, verb, cue, speaker)
    frame.unsourced |= speaker is None and frame.addressee is not None and _was_told(grid, verb, cue)
    frame.only_view = "view" in cue.frames or (speaker is None and cue.cue_class == "believes")
    _complements(grid, frame, verb, cue)
    told_that(grid, verb, cue, frame)
    if speaker is not None and speaker not in frame.content:
        own = grid.subtree(speaker)
        rest = frame.content - (own if verb not in own else {i for i in own if i <= verb})
        frame.content = rest or frame.content  # "was told by guards that it was closed" hangs from the guards
    return frame if frame.content or "quote" in cue.frames else refused.NO_WORDS


def _was_told(grid: Grid, verb: int, cue: Cue) -> bool:
    """Whether somebody is told something by nobody named: "were informed that their jobs would go"."""
    passive = {"to_whom", "ccomp"} <= cue.frames and grid.child(verb, "auxpass") is not None
    ordered = cue.cue_class == "said" and grid.child(verb, "xcomp") is not None
    return passive and not ordered and grid.dep[verb] not in ("relcl", "acl")


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
    clauses = [c for c in clauses if c != frame.speaker and not _parted(grid, verb, c)]
    if "needs" in cue.frames and frame.speaker is not None:
        clauses = [c for c in clauses if not seen(grid, frame.speaker, c)]
    told = frame.addressee if "to_whom" in cue.frames else None
    objects = [c for c in by_dep.get("dobj", []) if c != told]
    if "xcomp" in cue.frames:
        clauses = _to_act(grid, frame, verb, cue, clauses + by_dep.get("xcomp", []), by_dep, objects)
    if clauses:
        if any(c > verb for c in clauses):
            clauses = [c for c in clauses if c > verb or frame.speaker not in grid.subtree(c)]
        joined = by_dep.get("conj", []) if "ccomp" in cue.frames else []
        frame.content = _clauses(grid, verb, clauses, joined) | _around_cue(grid, verb, frame.speaker)
    elif _inserted(grid, verb, cue):
        frame.content = grid.subtree(grid.head[verb]) - grid.subtree(verb)
        frame.content |= _around_cue(grid, verb, frame.speaker)
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
    if not clauses and "to_whom" in cue.frames and frame.addressee is not None and frame.speaker is not None:
        clauses = _ordered(grid, verb, frame.addressee, by_dep)
        clauses = [] if is_medium(grid, frame.speaker) else clauses
        frame.cue_class = "asked" if clauses and cue.cue_class == "claimed" else frame.cue_class
    if clauses and objects and "to_whom" not in cue.frames:
        return objects[:1] + clauses
    return clauses


def _parts(grid: Grid, i: int) -> bool:
    """Whether a token is a semicolon, or a colon before marks: "Others were blunt: “No,” said X"."""
    return grid.low[i] == ";" or (grid.low[i] == ":" and any(grid.mark[k] >= 0 for k in (i + 1, i + 2)))


def _this_side(grid: Grid, verb: int, content: set[int]) -> set[int]:
    """What of some words stands on the cue's side of a semicolon before it: "A, said X; B, said Y"."""
    parting = [i for i in content if i < verb and grid.mark[i] < 0 and _parts(grid, i)]
    near = {i for i in content if i > max(parting)} if parting else content
    return near if any(not grid.is_silent(i) for i in near) else content


def _ordered(grid: Grid, verb: int, told: int, by_dep: dict[str, list[int]]) -> list[int]:
    """The infinitive right after the one told that the parser took for a purpose: "directed jurors to go"."""
    first = max((i for i in grid.subtree(told) if i > verb), default=told) + 1
    clauses = by_dep.get("advcl", []) if grid.low[first : first + 1] == ["to"] else []
    return [c for c in clauses if grid.head[first] == c]


def _clauses(grid: Grid, verb: int, clauses: list[int], joined: list[int]) -> set[int]:
    """The words of a cue's clauses, and of those joined to the cue that go on with them."""
    if any(c > verb for c in clauses):  # "excerpts of which appeared in X, Veltin says A"
        clauses = [c for c in clauses if c > verb or not any(grid.low[i] == "which" for i in grid.subtree(c))]
    content = {i for c in clauses for i in grid.subtree(c)}
    if any(c > verb and _begins_with_that(grid, c) for c in clauses):
        content = {i for i in content if i > verb}  # "With the work done, X said that ..."
    content = _this_side(grid, verb, content)
    content -= _afterthought(grid, clauses) | _compared(grid, clauses)
    for c in joined:
        if _goes_on(grid, verb, clauses[0], c):
            content |= grid.subtree(c)
    return content


def _parted(grid: Grid, verb: int, clause: int) -> bool:
    """Whether a semicolon parts a clause from the cue after it: "A went home; B said ..." """
    if clause > verb and grid.low[verb + 1] == ";":
        return True  # "A, X said; B, Y declared"
    return clause < verb and any(grid.low[c] == ";" for c in grid.children[verb] if clause < c < verb)


def _around_cue(grid: Grid, verb: int, speaker: int | None) -> set[int]:
    """The subject of the words in "The guests, said Veltin, are late", which the parser hangs on the cue."""
    if speaker is None or speaker < verb:
        return set()
    before = [c for c in grid.children[verb] if c < verb and grid.dep[c] in ("nsubj", "nsubjpass")]
    return grid.subtree(before[0]) if before and grid.low[verb - 1] == "," else set()


def _purpose(grid: Grid, verb: int, by_dep: dict[str, list[int]]) -> list[int]:
    """An infinitive right after the verb that the parser took for a purpose: "X and Y vow to fight"."""
    return [
        c
        for c in by_dep.get("advcl", [])
        if grid.low[verb + 1 : verb + 2] == ["to"] and grid.head[verb + 1] == c
    ]


def _goes_on(grid: Grid, verb: int, clause: int, joined: int) -> bool:
    """Whether a clause the parser joined to the cue goes on with the words: "said that A and that B", and
    "claims that A and she was forced to B" where no comma parts the two."""
    if _begins_with_that(grid, joined):
        return grid.dep[verb] != "ccomp"
    own, link = grid.child(joined, "nsubj", "nsubjpass"), grid.child(verb, "cc")
    if own is None or link is None or grid.pos[own] != "PRON" or grid.mark[joined] >= 0:
        return False
    if not verb < clause < link < joined or not _begins_with_that(grid, clause):
        return False
    return grid.low[link - 1] != "," and min(grid.subtree(joined)) == link + 1


def _begins_with_that(grid: Grid, verb: int) -> bool:
    return any(grid.low[c] == "that" and grid.dep[c] == "mark" for c in grid.children[verb])


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


def _compared(grid: Grid, clauses: list[int]) -> set[int]:
    """A comparison or a concession after a comma: "52 percent said yes, compared with 40 a year ago"."""
    gone: set[int] = set()
    for i in {i for c in clauses for i in grid.subtree(c)}:
        if grid.low[i] in COMPARED and grid.mark[i] < 0 and grid.low[i - 1] == ",":
            gone |= grid.subtree(i)
    return gone


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


def _noun(grid: Grid, noun: int, cue: Cue) -> Frame | str:
    """A noun of speech with its clause: "his claim that ...", "made a promise to ..."."""
    clause = grid.child(noun, "acl")
    if clause is None or clause < noun:
        return refused.NO_WORDS
    marks = {grid.low[c] for c in grid.children[clause] if grid.dep[c] in ("mark", "aux")}
    if "that" not in marks and not ("xcomp" in cue.frames and "to" in marks):
        return refused.NO_WORDS
    speaker = grid.child(noun, "poss")
    head = grid.head[noun]
    if speaker is None and grid.dep[noun] == "dobj" and grid.lemma[head] in LIGHT:
        speaker = subject(grid, head)
    if speaker is None:
        return refused.NO_SPEAKER
    rule = f"noun {grid.lemma[noun]}"
    content = grid.subtree(clause)
    return Frame(noun, cue.cue_class, speaker, content, rule, grid.unit[noun], weak=0.1)
