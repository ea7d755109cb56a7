"""Score what names denote and which mentions belong together, on whole reports.

Gold rows hold ``chains`` (by id: ``kind`` person, organisation or place, the Wikipedia ``title`` and the
``state`` that it is, or null) and their ``mentions``: ``start``, ``end``, the words that are its ``core``,
the ``chain``, and ``form`` name, noun or pronoun. OUT rows hold ``actors`` with ``span``, ``actor``,
``kind``, ``state``, ``person``, and ``places`` with ``start``, ``end`` and ``state`` (null for what is no
country). A gold mention is found by the shortest actor that reaches into its core and either ends where it
does or lies within it; each finds one.

    state_*     names whose chain is a state: an actor that is a state, or a place that is a country, or an
                organisation around them that belongs to it; precision over all names of the gold that have a
                title, since adjectives ("Kenyan") are not in the gold. A national team is no state
    person_found   share of the names of persons with a person there
    person_right   share of the names of persons whose person has the name in full, as far as the text or the
                   title gives it
    names_conll    mean F1 of MUC, BCubed and CEAFe over the names of persons and organisations
    chains_conll   the same over all mentions of their chains: pronouns and nouns that stay open cost recall
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Hashable, Mapping, Sequence
from itertools import permutations

from variorum.evaluate.score import Row, Score, Worst, by_id, f1, ratio, shorten, worst_of
from variorum.stages.actors.names import fold_name, same_name

Chains = Mapping[Hashable, Hashable]
"""The chain of a mention, by mention."""


def score(name: str, gold: Sequence[Row], found: Sequence[Row]) -> Score:
    """Score states, persons and chains of every gold row; a missing row has none."""
    out = by_id(found)
    n: Counter[str] = Counter()
    truth: tuple[dict[Hashable, Hashable], ...] = ({}, {})
    mine: tuple[dict[Hashable, Hashable], ...] = ({}, {})
    cases = []
    for row in gold:
        got = out.get(row["id"], {"actors": [], "places": []})
        pairs = _matched(row["mentions"], got["actors"])
        _states(row, got, n)
        cases.append(_persons(row, pairs, n))
        for at, mention in enumerate(row["mentions"]):
            if row["chains"][mention["chain"]]["kind"] == "place":
                continue
            for only_names in (0, 1):
                if mention["form"] == "name" or not only_names:
                    key = (row["id"], at)
                    truth[only_names][key] = (row["id"], mention["chain"])
                    if at in pairs and pairs[at].get("actor"):
                        mine[only_names][key] = (row["id"], pairs[at]["actor"])
    p, r = ratio(n["state_right"], n["state_found"]), ratio(n["state_right"], n["states"])
    figures = {
        "state_f1": f1(p, r),
        "person_right": ratio(n["right"], n["persons"]),
        "names_conll": conll(truth[1], mine[1]),
        "chains_conll": conll(truth[0], mine[0]),
        "state_p": p,
        "state_r": r,
        "person_found": ratio(n["found"], n["persons"]),
        "states": n["states"],
        "persons": n["persons"],
        "mentions": len(truth[0]),
    }
    return Score("linking", name, len(gold), figures, worst_of(cases))


def _matched(mentions: Sequence[Row], actors: Sequence[Row]) -> dict[int, Row]:
    """The actor that finds a mention, by the mention's number; short cores are served first."""
    free = list(actors)
    pairs: dict[int, Row] = {}
    order = sorted(range(len(mentions)), key=lambda i: (mentions[i]["end"] - mentions[i]["start"], i))
    for at in order:
        start, end = mentions[at]["core"]
        fit = [a for a in free if a["span"][0] < end and start < a["span"][1] and _belongs(a, mentions[at])]
        if fit:
            best = min(fit, key=lambda a: (a["span"][1] - a["span"][0], a["span"]))
            pairs[at] = best
            free = [a for a in free if a is not best]
    return pairs


def _belongs(actor: Row, mention: Row) -> bool:
    """Whether the words end alike, or those of the actor lie within the mention."""
    start, end = actor["span"]
    return bool(
        end in (mention["end"], mention["core"][1]) or (mention["start"] <= start and end <= mention["end"])
    )


def _states(row: Row, got: Row, n: Counter[str]) -> None:
    """Count the names that have a Wikipedia title: those that are states, and those found to be one."""
    for mention in row["mentions"]:
        chain = row["chains"][mention["chain"]]
        if mention["form"] == "name" and (chain["title"] or chain["state"]) and chain["kind"] != "person":
            state = _state_at(row["text"], mention, chain["state"], got)
            n["states"] += chain["state"] is not None
            n["state_found"] += state is not None
            n["state_right"] += state is not None and state == chain["state"]


def _state_at(text: str, mention: Row, expected: str | None, got: Row) -> str | None:
    """The state found at a name, or the right one where an organisation found around it belongs to it."""
    core = _bare(text, *mention["core"])
    named = [(a["span"], a["state"]) for a in got["actors"] if a["kind"] == "state" and a["state"]]
    named += [((p["start"], p["end"]), p["state"]) for p in got["places"] if p["state"]]
    for span, state in named:
        if _bare(text, *span) == core:
            return str(state)
    around = {a["state"] for a in got["actors"] if a["span"][0] <= core[0] and core[1] <= a["span"][1]}
    return expected if expected in around else None


def _bare(text: str, start: int, end: int) -> tuple[int, int]:
    """A span without an article before it or what a possessive adds."""
    if text[start : start + 4].lower() == "the ":
        start += 4
    if text[start:end].endswith(("'s", "’s")):
        end -= 2
    return start, end


def _persons(row: Row, pairs: Mapping[int, Row], n: Counter[str]) -> Worst:
    """Count the names of persons; the row's own figure, with the first name that is not right."""
    named: dict[str, list[str]] = {}
    for mention in row["mentions"]:
        if mention["form"] == "name" and row["chains"][mention["chain"]]["kind"] == "person":
            start, end = mention["core"]
            named.setdefault(mention["chain"], []).append(row["text"][start:end])
    persons = right = 0
    words = ""
    for at, mention in enumerate(row["mentions"]):
        if mention["form"] != "name" or mention["chain"] not in named:
            continue
        persons += 1
        actor = pairs.get(at)
        n["found"] += actor is not None and actor["kind"] == "person"
        title = row["chains"][mention["chain"]]["title"]
        if actor is not None and actor["person"] and _called(actor["person"], named[mention["chain"]], title):
            right += 1
        elif not words:
            words = row["text"][mention["core"][0] : mention["core"][1]]
    n.update(persons=persons, right=right)
    note = f"{right} of {persons} persons"
    return Worst(row["id"], ratio(right, persons) if persons else 1.0, note, shorten(words))


def _called(person: str, names: Sequence[str], title: str | None) -> bool:
    """Whether a person has the title, or a name as full as the text gives of the chain; words before a name
    ("spokeswoman") are none of it."""
    parts = fold_name(person).split()
    most = max(len(fold_name(name).split()) for name in names)
    full = len(parts) > 1 or most == 1
    whole = title is not None and same_name(person, re.sub(r" \(.*\)$", "", title))
    return whole or (full and any(fold_name(name).split()[-len(parts) :] == parts for name in names))


# --- chains ------------------------------------------------------------------------------------------------


def conll(truth: Chains, mine: Chains) -> float:
    """The mean F1 of MUC, BCubed and CEAFe; a mention without a chain of mine stands alone."""
    whole: dict[Hashable, Hashable] = {m: mine.get(m, ("alone", m)) for m in truth}
    gold, made = _sets(truth), _sets(whole)
    return sum((muc(gold, made), bcubed(truth, whole, gold, made), ceaf(gold, made))) / 3


def _sets(chains: Chains) -> dict[Hashable, frozenset[Hashable]]:
    made: dict[Hashable, set[Hashable]] = {}
    for mention, chain in chains.items():
        made.setdefault(chain, set()).add(mention)
    return {chain: frozenset(held) for chain, held in made.items()}


Sets = Mapping[Hashable, frozenset[Hashable]]


def muc(gold: Sets, made: Sets) -> float:
    """F1 over links: what has to be joined to make one side of the other; 0 when nothing is linked."""

    def recall(left: Sets, right: Sets) -> float:
        home = {m: chain for chain, held in right.items() for m in held}
        kept = sum(len(held) - len({home[m] for m in held}) for held in left.values())
        return ratio(kept, sum(len(held) - 1 for held in left.values()))

    return f1(recall(made, gold), recall(gold, made))


def bcubed(truth: Chains, mine: Chains, gold: Sets, made: Sets) -> float:
    """F1 of the mean share of each mention's chain that is right."""
    shared = {m: len(gold[truth[m]] & made[mine[m]]) for m in truth}
    p = ratio(sum(shared[m] / len(made[mine[m]]) for m in truth), len(truth))
    r = ratio(sum(shared[m] / len(gold[truth[m]]) for m in truth), len(truth))
    return f1(p, r)


def ceaf(gold: Sets, made: Sets) -> float:
    """F1 of the best one-to-one pairing of chains, by the share of mentions in common."""
    similar: dict[Hashable, dict[Hashable, float]] = {}
    home = {m: chain for chain, held in made.items() for m in held}
    for key, held in gold.items():
        near = Counter(home[m] for m in sorted(held, key=repr))
        similar[key] = {other: 2 * c / (len(held) + len(made[other])) for other, c in near.items()}
    total = sum(_best(group, similar) for group in _groups(similar))
    return f1(ratio(total, len(made)), ratio(total, len(gold)))


def _groups(similar: Mapping[Hashable, Mapping[Hashable, float]]) -> list[list[Hashable]]:
    """Gold chains that touch a chain in common, together."""
    parent: dict[Hashable, Hashable] = {key: key for key in similar}

    def root(key: Hashable) -> Hashable:
        while parent[key] != key:
            key = parent[key]
        return key

    first: dict[Hashable, Hashable] = {}
    for key, near in similar.items():
        for other in near:
            parent[root(key)] = root(first.setdefault(other, key))
    made: dict[Hashable, list[Hashable]] = {}
    for key in similar:
        made.setdefault(root(key), []).append(key)
    return list(made.values())


EXACT = 7


def _best(group: list[Hashable], similar: Mapping[Hashable, Mapping[Hashable, float]]) -> float:
    """The greatest sum of similarities that pairs each chain with one at most; greedy for large groups."""
    others = sorted({other for key in group for other in similar[key]}, key=repr)
    if min(len(group), len(others)) > EXACT or max(len(group), len(others)) > EXACT:
        return _greedy(group, similar)
    short, long = (group, others) if len(group) <= len(others) else (others, group)
    straight = short is group

    def worth(a: Hashable, b: Hashable) -> float:
        return similar[a].get(b, 0.0) if straight else similar[b].get(a, 0.0)

    return max(
        sum(worth(a, b) for a, b in zip(short, row, strict=True)) for row in permutations(long, len(short))
    )


def _greedy(group: list[Hashable], similar: Mapping[Hashable, Mapping[Hashable, float]]) -> float:
    pairs = sorted(
        (
            (value, repr(key), repr(other), key, other)
            for key in group
            for other, value in similar[key].items()
        ),
        key=lambda pair: (-pair[0], pair[1], pair[2]),
    )
    used: set[Hashable] = set()
    total = 0.0
    for value, _, _, key, other in pairs:
        if ("gold", key) not in used and ("made", other) not in used:
            used |= {("gold", key), ("made", other)}
            total += value
    return total
