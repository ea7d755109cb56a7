"""What status the words give an event: actual, planned, threatened, hypothetical, denied or past."""

from __future__ import annotations

import re
from bisect import bisect_right

from variorum.model import Article, Status
from variorum.stages.events.lexicon import governors
from variorum.stages.events.tree import Tree

NEVER = frozenset({"not", "n't", "never", "no", "neither", "nor", "without"})
FUTURE = frozenset({"will", "shall", "'ll", "wo"})
MAYBE = frozenset({"would", "could", "may", "might", "can", "should", "must", "'d"})
CONDITION = frozenset({"if", "unless", "whether", "lest"})
SAY = frozenset({"say", "announce", "declare", "state", "confirm", "add", "tell", "report", "insist"})
UNDER = frozenset(
    {"xcomp", "ccomp", "acl", "pcomp", "prep", "pobj", "dobj", "nsubj", "nsubjpass", "appos", "oprd"}
)
BEYOND = re.compile(
    r"\b(?:last (?:year|decade|century)|(?:years?|decades?|centur(?:y|ies)) (?:ago|earlier)|in the past"
    r"|had long|historically)\b",
    re.IGNORECASE,
)
YEAR = re.compile(
    r"\b(?:in|since|during|of) (?:early |late |mid-)?(?:the )?(1[5-9]\d\d|20\d\d)\b", re.IGNORECASE
)


class Judge:
    """Tells the status of the events of one article."""

    def __init__(self, tree: Tree, article: Article) -> None:
        self.tree = tree
        self.year = int(article.day[:4]) if article.day else None
        self.governors = governors()

    def __call__(self, trigger: int, verb: int) -> tuple[Status, str]:
        """The status and the word that gives it ("" for actual). ``verb`` carries the trigger."""
        chain = self._chain(trigger, verb)
        found: dict[Status, str] = {}
        for word, status in chain:
            found.setdefault(status, word)
        order: tuple[Status, ...] = ("denied", "threatened", "hypothetical", "planned", "past")
        for status in order:
            if status in found:
                return status, found[status]
        if word := self._beyond(trigger):
            return "past", word
        return "actual", ""

    def _chain(self, trigger: int, verb: int) -> list[tuple[str, Status]]:
        """The words on the way from the trigger up that take from its being actual, nearest first."""
        tree, at, found = self.tree, trigger, list[tuple[str, Status]]()
        for _ in range(8):
            found += self._own(at)
            dep, head = tree.dep[at], tree.head[at]
            if head == at:
                break
            if dep == "conj" and tree.pos[head] in ("VERB", "AUX"):
                found += [(w, s) for w, s in self._own(head) if s != "denied" and not self._has_aux(at)]
                at = head
                continue
            if dep not in UNDER:
                break
            status = self.governors.get(tree.lemma[head])
            if status is not None and self._bears(head, at, status):
                found.append((tree.lemma[head], status))
            if dep == "ccomp" and status is None:
                break
            at = head
        return found

    def _has_aux(self, at: int) -> bool:
        return any(self.tree.dep[k] in ("aux", "auxpass", "nsubj") for k in self.tree.kids[at])

    def _bears(self, head: int, at: int, status: str) -> bool:
        """Whether a governor weighs on what stands below it: not on its subject, unless that is "cancelled";
        "warned it would" but not "warned after it did"; "plans for talks" but not "agreed in talks"."""
        tree = self.tree
        if tree.dep[at] in ("nsubj", "nsubjpass"):
            return status == "denied" and tree.dep[at] == "nsubjpass"
        if tree.lemma[head] in ("warn", "threaten") and tree.dep[at] == "ccomp":
            return any(tree.lemma[k] in ("would", "will", "could", "'ll", "'d") for k in tree.kids[at])
        if tree.dep[at] in ("prep", "pobj") and tree.pos[head] == "VERB":
            return tree.lemma[head] not in ("agree", "decide", "approve", "order", "accept", "set")
        return True

    def _own(self, at: int) -> list[tuple[str, Status]]:
        """What a token's own auxiliaries, negations and conjunctions say."""
        tree, found = self.tree, list[tuple[str, Status]]()
        kids = tree.kids[at]
        lemmas = [tree.lemma[k] for k in kids]
        for kid, lemma in zip(kids, lemmas, strict=True):
            dep = tree.dep[kid]
            if dep == "neg" or (lemma in NEVER and dep in ("det", "preconj")):
                found.append((lemma, "denied"))
            elif dep == "aux" and (lemma in FUTURE or (lemma == "would" and self._reported(at))):
                found.append((lemma, "planned"))
            elif (dep == "aux" and lemma in MAYBE) or (dep == "mark" and lemma in CONDITION):
                found.append((lemma, "hypothetical"))
            elif dep == "advcl" and self._condition(kid):
                found.append(("if", "hypothetical"))
            elif tree.lemma[at] == "be" and dep == "xcomp" and "to" in self._lemmas(kid):
                found.append(("be to", "planned"))
        return found

    def _lemmas(self, at: int) -> list[str]:
        return [self.tree.lemma[k] for k in self.tree.kids[at]]

    def _condition(self, clause: int) -> bool:
        """Whether a clause begins with "if"."""
        tree = self.tree
        return any(tree.dep[k] == "mark" and tree.lemma[k] in CONDITION for k in tree.kids[clause])

    def _reported(self, at: int) -> bool:
        """Whether "would" is the "will" of reported speech: "said it would"."""
        return self.tree.dep[at] == "ccomp" and self.tree.lemma[self.tree.head[at]] in SAY

    def _beyond(self, trigger: int) -> str:
        """The words of its clause that put an event in an earlier year than the report's, or ""."""
        tree = self.tree
        first, last = tree.sentences[tree.sentence[trigger]]
        start, end = tree.start[first], tree.end[last - 1]
        for found in BEYOND.finditer(tree.text, start, end):
            if self._beside(found.start(), trigger):
                return found.group().casefold()
        for found in YEAR.finditer(tree.text, start, end):
            earlier = self.year is None or int(found.group(1)) < self.year
            if earlier and self._beside(found.start(1), trigger):
                return found.group().casefold()
        return ""

    def _beside(self, offset: int, trigger: int) -> bool:
        """Whether the word at an offset stands in the trigger's clause."""
        token = bisect_right(self.tree.start, offset) - 1
        return self.tree.clause(token) == self.tree.clause(trigger)
