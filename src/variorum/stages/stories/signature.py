"""What of an article the story search compares, so that texts need not be held."""

from __future__ import annotations

import math
import unicodedata
from collections import Counter
from collections.abc import Iterator
from functools import cache

from variorum.model import Article, Mention, Signature, make_id
from variorum.pipeline import stage
from variorum.stages.parse import Parse
from variorum.stages.parse.tokens import Tokens
from variorum.stages.stories.blocks import in_blocks
from variorum.stages.stories.prose import WORD, fold, prints
from variorum.stages.stories.terms import idf, stop_terms

TELLING = frozenset({"ADJ", "NOUN", "PROPN", "VERB"})
TERMS = 120
NAMES = 20
TITLE_COUNTS = 2


@stage(version=4)
def signature(article: Article, parse: Parse, mentions: list[Mention]) -> Iterator[Signature]:
    """What of an article the story search compares."""
    counts, lemmas = lemma_counts(parse.tokens)
    title = title_terms(article.title or "", lemmas)
    for term in title:
        counts[term] += TITLE_COUNTS
    made = Signature(
        id=make_id("sig", article.id),
        made_by="signature/4",
        article_id=article.id,
        terms=weighted(counts),
        names=names(mentions),
        title_terms=title,
        prints=prints(article.text),
        day=article.day,
        published=article.published,
        outlet=article.outlet,
    )
    yield in_blocks(made)


def lemma_counts(tokens: Tokens) -> tuple[Counter[str], dict[str, str]]:
    """How often each content lemma occurs, and the lemma of each lower-case form, stop terms left out."""
    columns = zip(tokens.lemma, tokens.low, tokens.pos, tokens.content, strict=True)
    seen = Counter([(lemma, form) for lemma, form, pos, content in columns if content and pos in TELLING])
    stops = stop_terms()
    counts: Counter[str] = Counter()
    lemmas: dict[str, str] = {}
    for (term, form), count in seen.items():
        if len(term) > 1 and term not in stops:
            counts[term] += count
            lemmas.setdefault(form, term)
    return counts, lemmas


def title_terms(title: str, lemmas: dict[str, str]) -> tuple[str, ...]:
    """The title's terms in order, by the lemma the text gives the word, else by the word itself."""
    found = []
    for match in WORD.finditer(fold(title)):
        word = match.group().removesuffix("'s")
        term = lemmas.get(word, word)
        if (
            len(term) > 2
            and not term.isdigit()
            and term not in stop_terms()
            and term not in _function_words()
        ):
            found.append(term)
    return tuple(dict.fromkeys(found))


def weighted(counts: Counter[str]) -> dict[str, float]:
    """The heaviest terms by (1 + log count) x idf, at unit length, heaviest first; ties by the alphabet."""
    weights = [(term, (1 + math.log(count)) * idf(term)) for term, count in counts.items()]
    best = sorted(weights, key=lambda pair: (-pair[1], pair[0]))[:TERMS]
    length = math.sqrt(sum(weight * weight for _, weight in best)) or 1.0
    return {term: round(weight / length, 4) for term, weight in best}


def names(mentions: list[Mention]) -> tuple[str, ...]:
    """Actor ids, or folded words where the actor is unknown, most frequent first; ties by the alphabet."""
    counts = Counter(m.actor.id if m.actor else fold_name(m.text) for m in mentions if not m.pronoun)
    counts.pop("", None)
    return tuple(sorted(counts, key=lambda name: (-counts[name], name))[:NAMES])


def fold_name(name: str) -> str:
    """A name without accents, case, articles and possessives."""
    plain = unicodedata.normalize("NFKD", name.replace("’", "'"))
    words = "".join(c for c in plain if not unicodedata.combining(c)).casefold().split()
    words = [word.removesuffix("'s").strip(".,;:'\"") for word in words]
    return " ".join(word for word in words if word and word not in ("the", "a", "an"))


@cache
def _function_words() -> frozenset[str]:
    from spacy.lang.en.stop_words import STOP_WORDS

    return frozenset(STOP_WORDS)
