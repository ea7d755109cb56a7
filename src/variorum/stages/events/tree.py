"""The questions the event rules ask of a parsed article: objects, conjuncts, clauses, governors."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from variorum import resources
from variorum.stages.parse.tokens import Tokens

SHORT = re.compile(r"(?:[^aeiouy]|qu)*[aeiouy][^aeiouywx]")
SUBJECT = frozenset({"nsubj", "csubj"})
ASIDE = frozenset({"out", "back", "away", "over", "down", "up"})
PASSIVE = frozenset({"nsubjpass", "csubjpass"})
CLAUSE = frozenset({"ROOT", "ccomp", "xcomp", "advcl", "relcl", "acl", "conj", "pcomp", "parataxis"})


@cache
def full_forms() -> dict[str, str]:
    """Form to verb of the lexicon's verbs of one short syllable and an e ("staged"), which the lemmatizer
    takes for those without it (*stag*, whose own forms double the last letter)."""
    verbs = {r["lemma"] for r in resources.rows("plover/verbs.tsv") if r["kind"] == "verb"}
    short = [verb[:-1] for verb in sorted(verbs) if verb.endswith("e") and SHORT.fullmatch(verb[:-1])]
    return {f"{stem}{ending}": f"{stem}e" for stem in short for ending in ("ed", "es", "ing")}


class Tree(Tokens):
    """The tokens of an article with what the event rules ask of them."""

    __slots__ = ("text",)

    def __init__(self, text: str, tokens: Tokens) -> None:
        self.text = text
        for name in Tokens.__slots__:
            setattr(self, name, getattr(tokens, name))
        known = full_forms()
        clipped = [i for i, low in enumerate(self.low) if low in known and self.pos[i] == "VERB"]
        if clipped:
            self.lemma = list(self.lemma)
            for i in clipped:
                self.lemma[i] = known[self.low[i]]

    def objects(self, i: int, preposition: str) -> Iterator[int]:
        """The nouns that hang on token ``i`` by a preposition."""
        for kid in self.kids[i]:
            lemma = self.lemma[kid]
            if lemma == preposition and self.dep[kid] in ("prep", "agent", "dative", "prt"):
                yield from (k for k in self.kids[kid] if self.dep[k] in ("pobj", "pcomp"))
            elif lemma in ASIDE and self.dep[kid] in ("prep", "prt", "advmod"):  # "out of", "back from"
                yield from self.objects(kid, preposition)

    def conjuncts(self, i: int) -> list[int]:
        """Token ``i`` and the nouns joined to it by "and", in text order."""
        found, at = [i], 0
        while at < len(found):
            found += [
                k
                for k in self.kids[found[at]]
                if self.dep[k] == "conj" and self.pos[k] in ("NOUN", "PROPN", "PRON", "ADJ", "NUM")
            ]
            at += 1
        return sorted(found)

    def infinitive(self, i: int) -> bool:
        """Whether token ``i`` is a verb after "to"."""
        return any(self.lemma[k] == "to" and self.dep[k] == "aux" for k in self.kids[i])

    def names(self, i: int) -> tuple[str, ...]:
        """What a word list may call token ``i``: with the word before it (``cease-fire``), and alone."""
        before = i - 1
        if before > 0 and self.lemma[before] == "-":
            before -= 1
        if before < 0 or self.pos[before] in ("PUNCT", "SPACE", "DET"):
            return (self.lemma[i],)
        return (f"{self.lemma[before]}-{self.lemma[i]}", self.lemma[i])

    def governor(self, i: int) -> int | None:
        """The verb or adjective token ``i`` hangs on, over nouns and prepositions; None at the top."""
        at = i
        while self.head[at] != at:
            at = self.head[at]
            if self.pos[at] in ("VERB", "AUX", "ADJ"):
                return at
        return None

    def clause(self, i: int) -> int:
        """The verb of the clause token ``i`` stands in (itself when it is one), else the sentence's top."""
        at = i
        while self.head[at] != at and self.pos[at] not in ("VERB", "AUX"):
            at = self.head[at]
        while self.dep[at] in ("aux", "auxpass"):
            at = self.head[at]
        return at

    def under(self, i: int, top: int) -> bool:
        """Whether token ``i`` is ``top`` or hangs below it."""
        while i != top and self.head[i] != i:
            i = self.head[i]
        return i == top

    def subtree(self, i: int) -> tuple[int, int]:
        """First token and one past the last token of everything below token ``i``."""
        low, high, stack = i, i, [i]
        while stack:
            at = stack.pop()
            low, high = min(low, at), max(high, at)
            stack += self.kids[at]
        return low, high + 1
