"""Which of two events of a sentence the text says came first: "talks that followed Kim's trip"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from variorum.stages.events.candidate import Candidate
from variorum.stages.events.tree import Tree

LATER = frozenset({"after", "following", "since"})
EARLIER = frozenset({"before"})
FOLLOW, PRECEDE = frozenset({"follow"}), frozenset({"precede"})
NOUNS = frozenset({"pobj", "pcomp"})


def order(tree: Tree, kept: Sequence[Candidate]) -> dict[int, str]:
    """Trigger to what the text says of its place in time beside another event of the same sentence ("after:
    trip", "before: vote"); triggers of which it says nothing are left out."""
    sentences: dict[int, list[Candidate]] = {}
    for candidate in kept:
        sentences.setdefault(tree.sentence[candidate.trigger], []).append(candidate)
    told: dict[int, str] = {}
    for some in sentences.values():
        triggers = {c.trigger for c in some}
        for candidate in some if len(some) > 1 else ():
            word = next(_told(tree, candidate, triggers - {candidate.trigger}), None)
            if word is not None:
                told[candidate.trigger] = word
    return told


def _told(tree: Tree, candidate: Candidate, others: set[int]) -> Iterator[str]:
    """What hangs on a trigger, or on the verb that carries it, and tells which came first."""
    for at in dict.fromkeys((candidate.trigger, candidate.verb)):
        for kid in tree.kids[at]:
            lemma, dep = tree.lemma[kid], tree.dep[kid]
            if dep == "prep" and lemma in LATER | EARLIER:
                found = [k for k in tree.kids[kid] if tree.dep[k] in NOUNS and k in others]
                yield from _named(tree, "after" if lemma in LATER else "before", found)
            elif dep == "advcl" and kid in others:
                marks = {tree.lemma[k] for k in tree.kids[kid] if tree.dep[k] == "mark"}
                yield from _named(tree, "after", [kid] if marks & LATER - {"since"} else [])
                yield from _named(tree, "before", [kid] if marks & EARLIER else [])
            elif dep == "relcl" and lemma in FOLLOW | PRECEDE:
                yield from _named(tree, "after" if lemma in FOLLOW else "before", _objects(tree, kid, others))
        above = tree.head[at]
        if tree.dep[at] == "nsubj" and tree.lemma[above] in FOLLOW | PRECEDE:
            word = "after" if tree.lemma[above] in FOLLOW else "before"
            yield from _named(tree, word, _objects(tree, above, others))


def _objects(tree: Tree, verb: int, others: set[int]) -> list[int]:
    return [k for k in tree.kids[verb] if tree.dep[k] == "dobj" and k in others]


def _named(tree: Tree, word: str, found: list[int]) -> Iterator[str]:
    return (f"{word}: {tree.text[tree.start[k] : tree.end[k]]}" for k in found)
