"""Candidates: the verbs and nouns of the lexicon with both their sides, along the dependencies."""

from __future__ import annotations

from collections.abc import Iterator

from variorum.stages.events.candidate import Candidate
from variorum.stages.events.lexicon import classes, endings, frames
from variorum.stages.events.nouns import Nouns
from variorum.stages.events.refused import Notes
from variorum.stages.events.sides import Sides
from variorum.stages.events.subjects import Subjects
from variorum.stages.events.tree import Tree
from variorum.stages.events.verbs import Verbs

PEACE = ("peacekeep", "peace-keep", "observer")
TOWARDS = ("to", "towards", "toward", "near", "along")
BODIES = frozenset({"military", "police", "personnel", "defence", "defense", "presence"})
ADJECTIVAL = frozenset({"amod", "compound"})


def candidates(tree: Tree, sides: Sides, notes: Notes | None = None) -> Iterator[Candidate]:
    """Verbs first, since a verb takes its object noun with it; in text order within each. ``notes`` is given
    a note of every word considered, its last word when it is no candidate."""
    subjects = Subjects(tree, sides)
    verbs = Verbs(tree, sides, subjects, {} if notes is None else notes)
    nouns = Nouns(tree, sides, subjects, verbs)
    of_verb, of_noun, ends = frames("verb"), frames("noun"), endings("noun")
    of_adjective = frames("adjective")
    for i, lemma in enumerate(tree.lemma):
        if tree.pos[i] == "VERB" and lemma in of_verb and tree.dep[i] not in ADJECTIVAL:
            found = verbs.find(i, of_verb[lemma])
            if found is not None:
                yield keeping_peace(tree, found)
    for i, pos in enumerate(tree.pos):
        if pos == "ADJ" and tree.dep[i] == "acomp" and tree.lemma[i] in of_adjective:
            found = nouns.find_adjective(i, of_adjective[tree.lemma[i]][0])
            if found is not None:
                yield found
        if pos != "NOUN" or tree.lemma[i] not in ends:
            continue
        part = tree.dep[i] == "compound" and sides.naming.role(tree.head[i]) is not None  # "riot police"
        if i not in verbs.taken and not part:
            name = next((name for name in tree.names(i) if name in of_noun), None)
            found = nouns.find(i, of_noun[name][0]) if name else None
            if found is not None:
                yield keeping_peace(tree, found)


def keeping_peace(tree: Tree, found: Candidate) -> Candidate:
    """Peacekeepers that are sent are AID, not MOBILIZE; troops and arms sent to a border are MOBILIZE, not
    AID."""
    frame = found.frame
    if frame.type == "MOBILIZE" and found.recipients:
        first, last = tree.sentences[tree.sentence[found.trigger]]
        if any(lemma.startswith(PEACE) for lemma in tree.lemma[first:last]):
            return found._replace(frame=frame._replace(type="AID", mode=None))
    if frame.type == "AID" and frame.objects and _to_the_front(tree, found.trigger):
        return found._replace(frame=frame._replace(type="MOBILIZE", mode="troops"))
    if frame.mode == "visit" and found.trigger == found.verb and (kind := _brought(tree, found)):
        return found._replace(frame=frame._replace(type=kind, mode=None))
    return found


def _brought(tree: Tree, found: Candidate) -> str:
    """AID where those who arrive keep the peace, MOBILIZE where they are other soldiers; else ""."""
    subject = tree.child(found.verb, "nsubj")
    if subject is None:
        return ""
    first, last = tree.subtree(subject)
    if any(lemma.startswith(PEACE) for lemma in tree.lemma[first:last]):
        return "AID"
    troops = tree.lemma[subject] in classes()["force"] and tree.lemma[subject] not in BODIES
    return "MOBILIZE" if troops else ""


def _to_the_front(tree: Tree, verb: int) -> bool:
    """Whether a verb sends troops or arms to a border or a front."""
    armed, front = classes()["force"] | classes()["missile"] | classes()["arms"], classes()["front"]
    if not any(not armed.isdisjoint(tree.names(k)) for k in tree.kids[verb] if tree.dep[k] == "dobj"):
        return False
    nouns = (noun for word in TOWARDS for noun in tree.objects(verb, word))
    return any(tree.lemma[noun] in front for noun in nouns)
