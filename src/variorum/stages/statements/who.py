"""Who does what a verb says: subjects and agents by dependency, else by place; who is a channel of others."""

from __future__ import annotations

from variorum.stages.statements.before import CLAUSAL, phrase_before
from variorum.stages.statements.cues import media_names, sources
from variorum.stages.statements.grid import Grid

PERSONAL = frozenset(("he", "she", "they", "i", "we", "who", "it", "you", "one"))
RAISING = frozenset(
    "expect schedule slate set suppose due likely poise anticipate plan expected poised slated".split()
)
PASSED_ON = frozenset(
    """say report believe allege rumour rumor think understand claim suspect know hear overhear see record
    film catch tape videotape quote cite describe show portray recall remember""".split()
)
COURTS = frozenset(
    "court inquest inquiry tribunal jury panel hearing commission committee trial judge".split()
)
MEANS = frozenset(
    "text letter email e-mail phone telephone post mail radio fax telegram message hand video".split()
)
SILENT = frozenset("decline refuse fail neglect forget".split())
UNSAID = frozenset(
    """comment say answer elaborate discuss respond give speak talk disclose identify reply provide
    name specify detail""".split()
)
FINITE = frozenset(("ROOT", "ccomp", "parataxis", "conj", "advcl", "relcl", "acl", "appos", "dep"))
OFFICES = frozenset(("organisation", "state", "group"))
REPORTING = frozenset("report broadcast publish carry air reveal learn understand".split())
NEVER = frozenset(("never", "neither", "nor"))
GUARDS = frozenset("coast border national presidential revolutionary republican civil".split())
GERUND = "ing"
DASHES = frozenset(("—", "–", "-", "--", "―"))
PUT = frozenset("ask press question quiz challenge query probe grill confront remind warn tell".split())
ISSUING = frozenset("release issue send publish post write give make deliver tweet put circulate".split())


def subject(grid: Grid, verb: int, depth: int = 0) -> int | None:
    """Who does what a verb says: its subject or agent, or the one it shares with the verb it hangs from."""
    passive = grid.child(verb, "nsubjpass", "auxpass") is not None
    if not passive:
        own = [c for c in grid.children[verb] if grid.dep[c] == "nsubj" and grid.mark[c] == grid.mark[verb]]
        own = [c for c in own if grid.pos[c] != "PUNCT"]
        before, after = [c for c in own if c < verb], [c for c in own if c > verb]
        if after and (not before or grid.is_silent(verb - 1)):
            return after[0]  # "the talks, said Veltin, were long"
        if before:
            whole = _gerund_between(grid, verb, before) or _one_phrase(grid, before)
            first = _after_opening(grid, before[0] if whole else before[-1])
            return _inserted_subject(grid, verb, _after_dateline(grid, first))
    agent = grid.child(verb, "agent")
    if agent is not None:
        by = grid.child(agent, "pobj")
        return None if by is not None and _means(grid, by) else by
    beside = _of_participle(grid, verb) if depth == 0 and not passive else None
    if beside is not None:
        return beside
    named = _named_before(grid, verb) if depth == 0 and not passive else None
    if named is not None:
        return named
    cited = _cited_before(grid, verb) if depth == 0 and not passive else None
    if cited is not None:
        return cited
    if passive or depth > 4:
        return None
    shared = _shared(grid, verb, depth)
    return _beside(grid, verb) if shared is None and depth == 0 else shared


def _means(grid: Grid, by: int) -> bool:
    """Whether "by" leads in a means and no agent: "told by text", "informed by letter"."""
    bare = all(grid.dep[c] not in ("det", "poss") for c in grid.children[by])
    return bare and grid.lemma[by] in MEANS


def _gerund_between(grid: Grid, verb: int, before: list[int]) -> bool:
    """Whether a participle parts two subjects: "The judge, replying to counsel, Sir X, remarked"."""
    first, last = before[0], before[-1]
    between = (c for c in grid.children[verb] if first < c < last and grid.dep[c] == "advcl")
    return grid.low[first + 1] == "," and any(grid.low[c].endswith(GERUND) for c in between)


def _one_phrase(grid: Grid, before: list[int]) -> bool:
    """Whether two subjects are one: "A report by its head, X says", "a man it calls a lieutenant tells"."""
    first, last = before[0], before[-1]
    if first == last or grid.pos[first] != "NOUN" or grid.pos[first + 1] not in ("ADP", "PRON"):
        return False
    return not any(grid.low[i] in (",", ";", "—", "–") or grid.mark[i] >= 0 for i in range(first, last))


def _after_opening(grid: Grid, own: int) -> int:
    """The apposition that is the subject after an opening phrase: "In a note on the website Lobby, its
    treasurer, NAME, wrote"."""
    a, _ = grid.units[grid.unit[own]]
    if grid.pos[a] != "ADP" or grid.low[own + 1 : own + 2] != [","] or "," in grid.low[a:own]:
        return own
    apposed = grid.child(own, "appos")
    return own if apposed is None or grid.dep[own] == "pobj" else apposed


def _after_dateline(grid: Grid, own: int) -> int:
    """The subject after a dateline that the parser took for it: "WARSAW — The minister said"."""
    if grid.low[own + 1 : own + 2] and grid.low[own + 1] in DASHES and grid.start[own] < grid.end[own]:
        begins = own == 0 or grid.paragraph[own - 1] != grid.paragraph[own] or grid.pos[own - 1] == "SPACE"
        name = grid.text[grid.start[own] : grid.end[own]]
        apposed = [c for c in grid.children[own] if grid.dep[c] == "appos" and c > own]
        if begins and name.isupper() and apposed:
            return apposed[0]
    return own


def _of_participle(grid: Grid, verb: int) -> int | None:
    """The subject that the parser hung on a clause in between: "The firm, replying to X, denied ..." """
    for c in grid.children[verb]:
        if c < verb and grid.dep[c] == "parataxis":  # "Veltin, the paper said, replied"
            own = grid.child(c, "nsubj")
            if own is not None and grid.low[own + 1] == "," and own + 2 < c:
                return own
        if c < verb and grid.dep[c] in ("advcl", "csubj") and grid.low[c].endswith(GERUND):
            own = grid.child(c, "nsubj")
            if own is not None and own < c and grid.low[c - 1] == ",":
                return own
    return None


def _named_before(grid: Grid, verb: int) -> int | None:
    """The name between two commas before a verb without a subject: "its chair, Jitka Malá, cautioned"."""
    if verb < 3 or grid.low[verb - 1] != "," or grid.mark[verb] >= 0 or grid.low[verb].endswith(GERUND):
        return None
    name = verb - 2
    if grid.pos[name] != "PROPN" or (grid.party.get(name) != "person" and grid.entity[name] != "PERSON"):
        return None
    first = name
    while first > 0 and (grid.pos[first] == "PROPN" or grid.low[first] == "-"):
        first -= 1
    return name if grid.low[first] == "," and grid.mark[first] < 0 else None


def _cited_before(grid: Grid, verb: int) -> int | None:
    """The source before a participle between commas: "after X News, citing officials, reported that"."""
    if verb < 4 or grid.low[verb - 1] != "," or grid.mark[verb] >= 0 or grid.low[verb].endswith(GERUND):
        return None
    opened = next((i for i in range(verb - 2, max(0, verb - 14), -1) if grid.low[i] == ","), None)
    if opened is None or opened + 1 >= verb - 1:
        return None
    cites = grid.low[opened + 1] in ("citing", "quoting")
    if not cites and (grid.pos[opened + 1] != "VERB" or grid.dep[verb] in ("acl", "relcl", "advcl", "conj")):
        return None
    found = phrase_before(grid, verb, CLAUSAL)
    return found[1] if found is not None else None


def _inserted_subject(grid: Grid, verb: int, own: int) -> int:
    """In "Veltin, an aide said, is sure" the aide, whom the parser takes for an apposition of Veltin."""
    last = verb - 1
    if grid.pos[last] not in ("NOUN", "PROPN") or last == own:
        return own
    at = last
    while grid.head[at] != at and grid.dep[at] != "appos":
        at = grid.head[at]
    apposed = grid.dep[at] == "appos" and grid.head[at] == own
    return at if apposed and "," in grid.low[own + 1 : at] else own


def _shared(grid: Grid, verb: int, depth: int) -> int | None:
    """The subject of the verb that this one hangs from."""
    dep, head = grid.dep[verb], grid.head[verb]
    if dep == "xcomp" and grid.lemma[head] in RAISING:
        raised = grid.child(head, "nsubjpass", "nsubj")
        if raised is None and grid.pos[head] == "ADJ":
            raised = grid.child(grid.head[head], "nsubj", "nsubjpass")
        return raised
    gerund = dep == "advcl" and grid.low[verb].endswith(GERUND) and verb - head < 3
    if (
        (dep == "xcomp" or gerund)
        and grid.lemma[head] in PASSED_ON
        and grid.child(head, "auxpass") is not None
    ):
        own = grid.child(head, "nsubjpass", "nsubj")
        set_off = phrase_before(grid, head, CLAUSAL) if own is None else None
        return set_off[1] if set_off is not None else own
    if dep == "advcl" and verb < head and grid.lemma[verb] in PUT and not grid.low[verb].endswith(GERUND):
        return None  # "Asked whether ..., she said": by somebody else
    if dep in ("conj", "advcl", "xcomp") and grid.pos[head] in ("VERB", "AUX"):
        return subject(grid, head, depth + 1)
    if dep == "pcomp" and grid.low[head] == "before" and grid.low[head - 1] == ",":
        at = grid.head[head]  # "said when pressed by X, before adding"
        while grid.dep[at] == "advcl" and grid.head[at] != at:
            at = grid.head[at]
        return subject(grid, at, depth + 1)
    if dep == "pcomp" and grid.pos[grid.head[head]] in ("VERB", "AUX"):
        return subject(grid, grid.head[head], depth + 1)
    return _participle_of(grid, verb, head, depth) if dep == "acl" else None


def _participle_of(grid: Grid, verb: int, noun: int, depth: int) -> int | None:
    """The noun a participle stands by; beside a statement that somebody releases, that one."""
    if grid.mark[noun] != grid.mark[verb]:
        return None
    if grid.pos[noun] == "NOUN" and grid.mark[grid.head[noun]] >= 0:
        return noun  # “...,” the governor, Horvatin, posted
    if grid.dep[noun] == "dobj" and grid.lemma[grid.head[noun]] in ISSUING and is_medium(grid, noun):
        return subject(grid, grid.head[noun], depth + 1)
    if not grid.low[verb].endswith(GERUND) and grid.low[verb - 1] == "," and grid.mark[verb] < 0:
        root = noun
        while grid.head[root] != root and grid.pos[root] not in ("VERB", "AUX"):
            root = grid.head[root]
        if grid.pos[root] in ("NOUN", "PROPN"):
            return root  # "The court, in remarks carried by X, called for restraint": no other verb
        if grid.child(verb, "ccomp", "dobj") is not None:
            return noun
    active = grid.low[verb].endswith(GERUND)
    return noun if grid.pos[noun] == "PROPN" or (grid.pos[noun] == "NOUN" and active) else None


def _beside(grid: Grid, verb: int) -> int | None:
    """The name right before a verb the parser gave no subject, or the one after it where a quotation ends."""
    if grid.mark[verb] >= 0 or grid.dep[verb] not in FINITE or grid.low[verb].endswith(GERUND):
        return None
    i = verb - 1
    while i > 0 and grid.pos[i] == "ADV":
        i -= 1
    if i >= 0 and grid.mark[i] < 0 and grid.unit[i] == grid.unit[verb]:
        if grid.pos[i] == "PROPN" or (grid.pos[i] == "PRON" and grid.low[i] in PERSONAL):
            return i
        if grid.is_silent(i) and i > 1 and grid.mark[i - 1] >= 0 and verb + 1 < grid.n:
            return _phrase_after(grid, verb)
    return None


def _phrase_after(grid: Grid, verb: int) -> int | None:
    """The head of the noun phrase that begins right after a verb, None when none does."""
    at = verb + 1
    while at + 1 < grid.n and grid.pos[at] == "ADV":
        at += 1
    if grid.low[at] == "one" and grid.low[at + 1 : at + 2] == ["of"]:
        return at  # "grumbled one of them"
    while grid.head[at] != at and verb < grid.head[at] <= verb + 8 and grid.unit[at] == grid.unit[verb]:
        if grid.pos[at] in ("NOUN", "PROPN") and grid.pos[grid.head[at]] not in ("NOUN", "PROPN"):
            break
        at = grid.head[at]
    return at if grid.pos[at] in ("NOUN", "PROPN") and grid.mark[at] < 0 else None


def negated(grid: Grid, verb: int) -> bool:
    """Whether the report says that this was not said, or that somebody would not say it."""
    if any(
        (grid.dep[c] == "neg" or grid.low[c] in NEVER) and (c < verb or grid.pos[verb] == "AUX")
        for c in grid.children[verb]
    ):
        return True
    if grid.dep[verb] == "pcomp" and grid.low[grid.head[verb]] == "without":
        return True  # "without saying what would replace it"
    head = grid.head[verb]
    return grid.dep[verb] == "xcomp" and grid.lemma[head] in SILENT


def to_come(grid: Grid, verb: int) -> bool:
    """Whether the words are yet to be said: "is expected to say", "will announce"."""
    head = grid.head[verb]
    if grid.dep[verb] == "xcomp" and grid.lemma[head] in RAISING:
        return True
    return any(
        grid.dep[c] == "aux" and grid.low[c] in ("will", "shall", "’ll", "'ll") for c in grid.children[verb]
    )


def open_ended(grid: Grid, verb: int) -> bool:
    """Whether the report leaves open that it is said at all: "may say", "if she says"."""
    return any(
        (grid.dep[c] == "aux" and grid.low[c] in ("may", "might", "could"))
        or (grid.dep[c] == "mark" and grid.low[c] in ("if", "unless"))
        for c in grid.children[verb]
    )


def unsaid(grid: Grid, verb: int) -> bool:
    """Whether nothing was said: "declined to comment", "asked not to be named"."""
    if any(grid.lemma[c] == "anonymity" for c in grid.children[verb]):
        return True
    clause = grid.child(verb, "xcomp", "advcl", "ccomp")
    if clause is None:
        return False
    if grid.lemma[verb] in SILENT:
        return grid.lemma[clause] in UNSAID
    unnamed = any(grid.dep[c] == "neg" for c in grid.children[clause])
    return unnamed and grid.lemma[clause] in ("name", "identify", "quote")


def can_speak(grid: Grid, i: int) -> bool:
    """Whether a token may name somebody or something that makes statements."""
    return (
        grid.pos[i] == "PROPN"
        or grid.low[i] in PERSONAL
        or grid.lemma[i] in sources()
        or grid.party.get(i) is not None
    )


def is_medium(grid: Grid, i: int) -> bool:
    """Whether a source is a medium or a document, by its noun, its actor or the words of its name."""
    if grid.party.get(i) == "media" or sources().get(grid.lemma[i]) in ("document", "media"):
        return grid.pos[i] != "PRON"
    words = [i, *(c for c in grid.children[i] if grid.dep[c] in ("compound", "amod"))]
    before = min(words) - 1
    told = before >= 0 and grid.pos[before] == "NOUN" and sources().get(grid.lemma[before]) == "media"
    if told and grid.pos[i] == "PROPN":
        return True  # "the agency ONB"
    return grid.pos[i] == "PROPN" and any(
        grid.low[c] in media_names() or (c != i and sources().get(grid.lemma[c]) == "media") for c in words
    )


def learns(grid: Grid, i: int) -> bool:
    """Whether somebody "has learned" or "heard" for others to read: a medium, a court."""
    named = grid.pos[i] == "PROPN" and grid.party.get(i) != "person" and grid.entity[i] != "PERSON"
    return named or is_medium(grid, i) or grid.lemma[i] in COURTS


def is_channel(grid: Grid, i: int, verb: int) -> bool:
    """Whether a source passes others' words on: a medium, a document, an office, or a name that reports."""
    if is_medium(grid, i) or sources().get(grid.lemma[i]) == "office" or grid.low[i] == "it":
        return True
    if grid.lemma[i] == "guard" and grid.low[i - 1] in GUARDS:
        return True
    party = grid.party.get(i)
    if party in OFFICES:
        return grid.pos[i] != "NOUN" or sources().get(grid.lemma[i]) != "person"
    if grid.pos[i] == "PROPN" and grid.lemma[verb] == "report":
        return True  # who reports what others say is a medium or its writer
    return grid.pos[i] == "PROPN" and grid.lemma[verb] in REPORTING and party in (None, "", "name")
