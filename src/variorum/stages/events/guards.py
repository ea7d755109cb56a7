"""What looks like an event and is none: sport, and the violence of markets."""

from __future__ import annotations

from variorum.model import Article
from variorum.stages.events.lexicon import words
from variorum.stages.events.tree import Tree


class Guard:
    """Keeps sport and business metaphors out of one article's events."""

    def __init__(self, tree: Tree, article: Article) -> None:
        self.tree = tree
        sport, business = words("guards", "domain", "sport"), words("guards", "domain", "business")
        exempt = words("guards", "domain", "exempt")
        section = (article.section or "").casefold()
        self.everywhere = section in ("sport", "sports", "football", "cricket")
        self.sport: set[int] = set()
        self.business: set[int] = set()
        for i, lemma in enumerate(tree.lemma):
            if lemma in sport and exempt.isdisjoint(tree.names(i)):
                self.sport.add(tree.sentence[i])
            elif lemma in business:
                self.business.add(tree.sentence[i])

    def admits(self, trigger: int, type: str) -> bool:
        """Whether a trigger of this type may stand: none in a sentence of sport, no material conflict in one
        of markets."""
        number = self.tree.sentence[trigger]
        if self.everywhere or number in self.sport:
            return False
        return not (number in self.business and type in ("ASSAULT", "MOBILIZE", "PROTEST"))
