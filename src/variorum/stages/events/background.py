"""Whether a sentence sets an event in an earlier year than the report's: "in 1998", "decades ago"."""

from __future__ import annotations

import re
from bisect import bisect_right

from variorum.model import Article
from variorum.stages.events.lexicon import frames
from variorum.stages.events.tree import Tree
from variorum.stages.folding import lower

AMOUNT = r"(?:several|many|some|two|three|four|five|six|ten|twenty|forty|fifty|sixty|half an?|an?|\d+)"
BEYOND = re.compile(
    r"\b(?:last (?:year|decade|century)|(?:years?|decades?|generations?|centur(?:y|ies)) (?:ago|earlier|back)"
    r"|in the past|had long|historically|in the last century|" + AMOUNT + r" centur(?:y|ies) ago)\b"
)
YEAR = re.compile(r"\b(1[5-9]\d\d|20\d\d)(s?)\b")
AHEAD = re.compile(
    r"\b(?:tomorrow|next (?:day|week|weekend|month|year|spring|summer|autumn|winter|season)|later this \w+"
    r"|in the coming \w+|(?:before|by) the end of (?:the|this) \w+)\b"
)
BETWEEN = frozenset({"pobj", "pcomp", "prep", "npadvmod", "nummod", "advmod", "compound"})
CLEFT = frozenset({"relcl", "advcl", "ccomp", "acl"})


class Background:
    """Tells what an article places in an earlier year; all years count as earlier when it has no date."""

    def __init__(self, tree: Tree, article: Article) -> None:
        self.tree = tree
        self.year = int(article.day[:4]) if article.day else None
        self.coming: dict[int, list[tuple[int, str]]] = {}
        text = lower(tree.text)
        for match in AHEAD.finditer(text):
            token = bisect_right(tree.start, match.start()) - 1
            if token >= 0:
                self.coming.setdefault(tree.sentence[token], []).append((token, match.group()))
        self.found: dict[int, list[tuple[int, str]]] = {}
        for pattern in (BEYOND, YEAR):
            for match in pattern.finditer(text):
                if pattern is BEYOND or self.year is None or int(match.group(1)) < self.year:
                    token = bisect_right(tree.start, match.start()) - 1
                    if token >= 0:
                        self.found.setdefault(tree.sentence[token], []).append((token, match.group()))

    def __call__(self, trigger: int) -> str:
        """The words that put an event in an earlier year than the report's, or ""."""
        for token, word in self.found.get(self.tree.sentence[trigger], ()):
            if self._beside(token, trigger):
                return word
        return ""

    def ahead(self, trigger: int) -> str:
        """The words that put an event after the report ("next week's visit"), or ""."""
        tree = self.tree
        for token, word in self.coming.get(tree.sentence[trigger], ()):
            if tree.under(token, trigger) and tree.clause(token) == tree.clause(trigger):
                return word
        return ""

    def _beside(self, token: int, trigger: int) -> bool:
        """Whether a word belongs to the trigger: in its clause and not inside another noun's phrase, on the
        trigger itself, or the head of a clause about it ("it was in 2009 that", "2015, when")."""
        tree = self.tree
        if tree.head[token] == trigger:
            return True
        clause, mine = tree.clause(token), tree.clause(trigger)
        if clause == mine and tree.lemma[tree.head[token]] == "in" and self._inside(token, trigger):
            return True
        if tree.pos[trigger] in ("NOUN", "PROPN"):
            return clause == mine and tree.pos[clause] == "VERB" and self._on(token, clause)
        if clause == mine:
            return tree.lemma[token] == "last" or self._on(token, clause)
        if tree.dep[mine] == "relcl" and tree.head[mine] == token:
            return True
        return tree.dep[mine] in CLEFT and tree.lemma[clause] == "be" and tree.head[mine] in (clause, token)

    def _inside(self, token: int, trigger: int) -> bool:
        """Whether a year after "in" hangs below the trigger with no other act between them ("broke with
        Norway in 1982", but not "condemned the killing of 1982")."""
        tree, at, acts = self.tree, self.tree.head[token], frames("noun")
        while at != trigger and tree.head[at] != at:
            if tree.pos[at] in ("VERB", "AUX") or (tree.pos[at] == "NOUN" and tree.lemma[at] in acts):
                return False
            at = tree.head[at]
        return at == trigger

    def _on(self, token: int, clause: int) -> bool:
        """Whether a word hangs on the verb of its clause by a preposition or as an adverb."""
        tree, at = self.tree, token
        while tree.head[at] != clause and tree.dep[at] in BETWEEN:
            at = tree.head[at]
        return tree.head[at] == clause and tree.dep[at] in ("prep", "npadvmod", "advmod")
