"""Reports set off by commas, by their words alone: "A, a memo sent to X, suggests.", "A, a poll finds, B"."""

from __future__ import annotations

from variorum.stages.statements.before import (
    LINKS,
    LONGEST,
    NAMING,
    PARTING,
    WITHIN,
    phrase_after,
    phrase_before,
)
from variorum.stages.statements.cues import Cue, cues
from variorum.stages.statements.frame import Frame
from variorum.stages.statements.grid import Grid
from variorum.stages.statements.who import can_speak, is_medium, negated, subject

OPENING = frozenset(
    "as when while after before if although though because since asked unless until but and".split()
)
LEAST = 3
NOT_SET_OFF = frozenset("hold holds held accept accepts accepted feel feels felt show".split())
SUBJECTS = frozenset(("nsubj", "nsubjpass", "expl"))
TOLD = frozenset(("tell", "inform", "advise"))
LEARNT = frozenset(("understand", "learn", "hear", "report"))


def aside(grid: Grid, verb: int, cue: Cue, parsed: Frame | str) -> Frame | None:
    """The frame of a cue at the end of a sentence or between commas, with the noun phrase before it as its
    source; None where the parse has it so already, or the words tell nothing of the kind."""
    if "ccomp" not in cue.frames or grid.low[verb].endswith("ing") or grid.mark[verb] >= 0:
        return None
    if grid.child(verb, "agent") is not None or grid.low[verb] in NOT_SET_OFF:
        return None
    tail = _tail(grid, verb)
    phrase = phrase_before(grid, verb) if tail is not None else None
    if tail is None or phrase is None:
        return None
    first, head = phrase
    own = set(range(first, verb + 1))
    if isinstance(parsed, Frame) and _parsed_so(parsed, own):
        return None
    if not (can_speak(grid, head) or is_medium(grid, head)) or grid.pos[head] == "PRON":
        return None
    if grid.lemma[verb] == "observe" and grid.party.get(head) != "person":
        return None  # its reporters saw it
    told = grid.child(verb, "auxpass") is not None
    if told and not (
        grid.child(verb, "agent") is None and is_medium(grid, head) and grid.lemma[verb] in TOLD
    ):
        return None  # "the Monitor has been told"
    a, b = grid.units[grid.unit[verb]]
    start = max((i + 1 for i in range(a, first) if grid.low[i] == ";" and grid.mark[i] < 0), default=a)
    words = {i for i in range(start, first - 1) if not grid.is_silent(i) or grid.mark[i] >= 0}
    told_before = any(grid.pos[i] in ("VERB", "AUX") for i in words)
    dated = tail > verb and grid.low[tail + 1] in PARTING
    if dated and told_before and isinstance(parsed, Frame) and parsed.content:
        return None  # "A, X said on Monday, and B": as the parse has it
    if (grid.low[verb + 1] in PARTING or (dated and not told_before)) and tail + 2 < b:
        words |= set(range(tail + 2, b))
    if not _a_clause(grid, words, start, first):
        return None
    rule = f"cue {grid.lemma[verb]} inserted, by its commas"
    frame = Frame(verb, cue.cue_class, head, words, rule, grid.unit[verb], inserted=True, weak=0.1)
    if isinstance(parsed, Frame):
        frame.addressee, frame.status = None if told else parsed.addressee, parsed.status
    return frame


def told_that(grid: Grid, verb: int, cue: Cue, parsed: Frame) -> None:
    """Give a report of which the parse makes no clause the words after its "that", and who stands before it:
    "The bank informed members in a letter that its funds were gone"."""
    if parsed.content or "ccomp" not in cue.frames or "needs" in cue.frames or grid.low[verb].endswith("ing"):
        return
    that = _that(grid, verb)
    if that is None:
        return
    if parsed.speaker is None or grid.unit[parsed.speaker] != grid.unit[verb]:
        parsed.speaker = _first_phrase(grid, verb)
    if parsed.speaker is None or parsed.speaker > verb:
        return
    if parsed.addressee is None and "to_whom" in cue.frames:
        parsed.addressee = phrase_after(grid, verb)
    parsed.content = set(range(that + 1, grid.units[grid.unit[verb]][1]))
    parsed.rule += ", by its that"
    parsed.weak = max(parsed.weak, 0.1)


def heard_that(grid: Grid, verb: int) -> Frame | None:
    """The frame of "The inquest heard from Dr X that A": X says it to those who hear."""
    if grid.lemma[verb] not in ("hear", "learn") or grid.low[verb + 1 : verb + 2] != ["from"]:
        return None
    who = phrase_after(grid, verb + 1)
    if who is None or grid.low[who + 1 : who + 2] != ["that"] or not can_speak(grid, who):
        return None
    words = set(range(who + 2, grid.units[grid.unit[verb]][1]))
    told = _first_phrase(grid, verb)
    return Frame(verb, "said", who, words, "heard from", grid.unit[verb], addressee=told, weak=0.1)


def made_clear(grid: Grid, word: int) -> Frame | None:
    """The frame of "made it clear that A", "let it be known that A"; None where the word stands otherwise."""
    if grid.low[word + 1 : word + 2] != ["that"] or grid.mark[word] >= 0:
        return None
    verb = word - 1
    while verb > word - 4 and grid.low[verb] in ("it", "be", "very", "quite", "perfectly", "abundantly"):
        verb -= 1
    if (
        grid.lemma[verb] not in ("make", "let")
        or grid.pos[verb] not in ("VERB", "AUX")
        or negated(grid, verb)
    ):
        return None
    speaker = subject(grid, verb)
    if speaker is None or not can_speak(grid, speaker):
        return None
    words = set(range(word + 2, grid.units[grid.unit[word]][1]))
    return Frame(word, "said", speaker, words, f"made {grid.low[word]}", grid.unit[word], weak=0.1)


def _that(grid: Grid, verb: int) -> int | None:
    """The "that" after a verb and a few words without a verb, or after two commas; None when none is."""
    commas = 0
    for i in range(verb + 1, min(verb + LONGEST, grid.n - 2)):
        if grid.unit[i] != grid.unit[verb] or grid.mark[i] >= 0:
            return None
        if grid.is_silent(i):
            if grid.low[i] != ",":
                return None
            commas += 1
            continue
        if grid.low[i] == "that" and commas and (commas != 2 or grid.low[i - 1] != ","):
            return None
        if grid.low[i] == "that" and grid.dep[i] != "det" and grid.pos[i + 1] not in ("VERB", "AUX", "PUNCT"):
            own = any(grid.dep[k] in SUBJECTS for k in range(i + 1, min(i + LONGEST, grid.n)))
            return i if own else None
        if (grid.pos[i] in ("VERB", "AUX") and grid.low[i] != "according") or grid.low[i] in LINKS:
            return None
    return None


def _first_phrase(grid: Grid, verb: int) -> int | None:
    """The head of the noun phrase that a sentence opens with, where only asides part it from the verb."""
    a = grid.units[grid.unit[verb]][0]
    head = phrase_after(grid, a - 1)
    if head is None or head > verb or not can_speak(grid, head):
        return None
    between = range(head + 1, verb)
    return None if any(grid.pos[i] == "VERB" and i != verb - 1 for i in between) else head


def inverted(grid: Grid, verb: int, cue: Cue, parsed: Frame | str) -> Frame | None:
    """The frame of a report that ends its sentence the other way round: "..., understands the Echo", "Bread
    to cost more, says minister"; None where the parse has it so already."""
    if "ccomp" not in cue.frames or verb < LEAST or grid.low[verb - 1] not in PARTING or grid.mark[verb] >= 0:
        return None
    if isinstance(parsed, Frame) and parsed.speaker is not None and parsed.content:
        return None
    if ("needs" in cue.frames and grid.lemma[verb] not in LEARNT) or grid.lemma[verb - 2] in cues("verb"):
        return None
    if cue.cue_class == "believes" and grid.lemma[verb] not in LEARNT:
        return None
    a, b = grid.units[grid.unit[verb]]
    own = grid.child(verb, "nsubj", "nsubjpass")
    head = phrase_after(grid, verb) if own is None or own > verb or grid.lemma[verb] == "say" else None
    words = {i for i in range(a, verb - 1) if not grid.is_silent(i) or grid.mark[i] >= 0}
    if head is None or not (can_speak(grid, head) or is_medium(grid, head)) or grid.low[verb].endswith("ing"):
        return None
    end = head + 1
    while (
        end < b
        and (grid.pos[end] in NAMING or grid.low[end] in WITHIN)
        and grid.low[end] not in PARTING | {"-"}
    ):
        end += 1  # "warns a study by the institute"
    if end < b and not (grid.low[end] in (".", ";", *PARTING, "-") or grid.pos[end] == "SPACE"):
        return None
    if not _a_clause(grid, words, a, verb):
        return None
    rule = f"cue {grid.lemma[verb]} inverted, by its comma"
    frame = Frame(verb, cue.cue_class, head, words, rule, grid.unit[verb], inserted=True, weak=0.1)
    if grid.low[end : end + 1] and grid.low[end] in ("-", "–", "—"):
        carrier = phrase_after(grid, end)
        if carrier is not None and is_medium(grid, carrier):
            frame.via.append((carrier, carrier))  # "Plot foiled, says junta - state TV"
    if frame.cue_class == "believes":
        frame.cue_class = "said"
    return frame


def _parsed_so(parsed: Frame, own: set[int]) -> bool:
    """Whether the parse gives the report a source of these words, and words that are not these."""
    return parsed.speaker in own and bool(parsed.content) and not parsed.content & own


def _tail(grid: Grid, verb: int) -> int | None:
    """The last token of the report: before a stop, a semicolon or a comma; None where words follow that it
    may govern."""
    end = grid.units[grid.unit[verb]][1]
    for i in range(verb + 1, min(end, verb + LONGEST)):
        if grid.mark[i] >= 0 or grid.low[i] in LINKS or grid.low[i] == ":":
            return None
        if grid.low[i] in (".", ";") or grid.pos[i] == "SPACE" or i == end - 1:
            return i - 1
        if grid.low[i] in PARTING:
            return i - 1
        if grid.pos[i] in ("VERB", "AUX") or (i == verb + 1 and grid.pos[i] not in ("ADP", "ADV", "PROPN")):
            return None
    return None


def _a_clause(grid: Grid, words: set[int], start: int, first: int) -> bool:
    """Whether the words left over are a clause that somebody may report."""
    if grid.low[start] in OPENING or sum(not grid.is_silent(i) for i in words) < LEAST:
        return False
    if not any(i < first for i in words) or any(grid.low[i] == "according" for i in words):
        return False
    return any(grid.pos[i] in ("VERB", "AUX") and grid.mark[i] < 0 for i in words) or all(
        grid.mark[i] >= 0 for i in words
    )
