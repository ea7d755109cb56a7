"""A record cut into the clauses in which it tells several things; what is quoted stays whole."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from itertools import pairwise

from variorum.model import Article, Assertion, Span, Statement
from variorum.stages.collation.words import CLASS, NUMBER, STOP, Word, forms, sense, words

LEAST = 2
"""A clause has so many words that tell; less stands with the clause before it."""
AHEAD = 4
TOLLS = frozenset(f"{CLASS}{act}" for act in "die hurt missing detain hostage flee free rescue".split())
AFTER_COMMA = frozenset("and but while where who whose which when after as with although though".split())
ANYWHERE = frozenset("while where who whose which when after because although though".split())
JOINS = frozenset("and but".split())
FATE = 5
AMOUNT = frozenset("number toll total figure count".split())
MOVES = frozenset("is was has stands stood rose rises fell falls climbed reached passed".split())
"""Words for an amount, and what is said of one."""
RELATIVE = frozenset("who whose which where".split())
UNCHANGED = frozenset("set put cut hit shut let cost spread split quit".split())
"""Verbs whose past tense is spelled as the present."""
PRICES = frozenset(("price", "cost"))
AUXILIARY = frozenset(
    (
        "is are was were be been has have had will would can could may might must shall should did do does"
    ).split()
)
_STRONG = re.compile(r"[;:](?!\d)|\.\s|[.!?][”\"]?\s|\s[-–—]\s|\n")
_DATELINE = re.compile(r"^[^.\n]{2,60}?\s[-–—]{1,2}\s")


def clauses(record: Statement | Assertion, article: Article) -> list[list[Word]]:
    """The words of each clause of a record, in order; one list where it tells one thing."""
    spans = record.content if isinstance(record, Statement) else (record.span,)
    every = words(article, spans)
    every = _without_dateline(every, article)
    quoted = record.quoted if isinstance(record, Statement) else ()
    figures = {v.span.start for v in record.values}
    aside = _asides(every, article.text, quoted)
    inside = {k for first, last in aside for k in range(first, last)}
    main = [w for k, w in enumerate(every) if k not in inside]
    after = {every[last].start for _, last in aside}
    found: list[list[Word]] = []
    for i, word in enumerate(main):
        cut = bool(found) and word.start not in after and _cut(main, i, article.text, quoted, spans)
        if not found or ((cut and _tells(found[-1])) or _another(main, i, found[-1], figures)):
            found.append([])
        found[-1].append(word)
    return [*_whole(found, figures), *(every[first:last] for first, last in aside)]


def _asides(every: Sequence[Word], text: str, quoted: Sequence[Span]) -> list[tuple[int, int]]:
    """Clauses that stand within another, between its subject and its verb, each from one word up to another:
    between commas (*the two ministers, who last met in June, also set up*), or before what is said of an
    amount (*the number of people who died when the ferry sank has risen*)."""
    if any(w.key in AMOUNT for w in every[:FATE]):
        first = next((i for i, w in enumerate(every) if w.key in ("when", "after")), None)
        last = next((i for i, w in enumerate(every) if w.key in MOVES), None)
        return [(first, last)] if first and last and last - first > LEAST else []
    commas = [i for i in range(1, len(every)) if text[every[i - 1].end : every[i].start].strip() == ","]
    found: list[tuple[int, int]] = []
    for first, last in pairwise(commas):
        word = every[first]
        by = first + 1 < last and every[first + 1].key == "by" and verbal(word.key)
        if last - first <= LEAST or not (word.key in RELATIVE or by) or (found and found[-1][1] > first):
            continue
        marks = any(q.start < every[last].start and every[first].start < q.end for q in quoted)
        if not marks and not _tells(every[:first]):
            found.append((first, last))
    return found


def _another(every: Sequence[Word], i: int, clause: Sequence[Word], figures: set[int]) -> bool:
    """Whether after a conjunction somebody else has a figure of their own (*had 44 per cent and Emmanuel
    Sitali 43*), or a price follows."""
    if every[i].key == "at" and any(w.key in PRICES for w in every[i + 1 : i + 3]):
        return True
    if every[i].key not in JOINS or not any(w.start in figures for w in clause):
        return False
    ahead = every[i + 1 : i + 1 + AHEAD]
    return len(ahead) > 1 and ahead[0].start not in figures and any(w.start in figures for w in ahead)


def _without_dateline(every: list[Word], article: Article) -> list[Word]:
    """Without the place and date that stand before a report's first sentence."""
    if not every:
        return every
    line = article.text.rfind("\n", 0, every[0].start) + 1
    found = _DATELINE.match(article.text[line : line + 80])
    if found is None or not article.text[line : line + 3].isupper():
        return every
    return [w for w in every if w.start >= line + found.end()] or every


def _cut(every: Sequence[Word], i: int, text: str, quoted: Sequence[Span], spans: Sequence[Span]) -> bool:
    """Whether a clause begins at a word: never inside quotation marks, or between two quoted parts."""
    before, word = every[i - 1], every[i]
    left = any(q.start <= before.start < q.end for q in quoted)
    right = any(q.start <= word.start < q.end for q in quoted)
    if left or right:
        return False
    gap = text[before.end : word.start]
    if any(s.start == word.start for s in spans):
        return False
    if _STRONG.search(gap):
        return True
    if "," in gap and (word.key in AFTER_COMMA or participle(word.key)):
        return True
    if word.key in ANYWHERE:
        return True
    if word.key not in JOINS:
        return False
    return _goes_on(every[i : i + 1 + AHEAD], text) or _new_toll(every, i)


def _tells(clause: Sequence[Word]) -> bool:
    """Whether something is told already: words without a verb are the subject of what follows, and so is
    an amount before what is said of it (*the number of people who died when the ferry sank has risen*)."""
    if any(w.key in AMOUNT for w in clause[:FATE]) and not any(w.key in MOVES for w in clause):
        return False
    return any(verbal(w.key) or participle(w.key) or sense(w.key) in TOLLS for w in clause)


def _new_toll(every: Sequence[Word], i: int) -> bool:
    """Whether a figure of another fate follows a conjunction ("seven dead and 100 missing")."""
    before = {sense(w.key) for w in every[max(0, i - FATE) : i]}
    after = {sense(w.key) for w in every[i + 1 : i + 1 + FATE]}
    return NUMBER in before and NUMBER in after and bool(before & TOLLS) and bool(after & TOLLS)


def _goes_on(ahead: Sequence[Word], text: str) -> bool:
    """Whether a verb stands in the few words after a conjunction, before any comma."""
    for before, word in pairwise(ahead):
        if "," in text[before.end : word.start]:
            return False
        if verbal(word.key) or participle(word.key):
            return True
    return False


@cache
def verbal(key: str) -> bool:
    """Whether a word may be the verb of a clause, as far as its spelling shows."""
    return key in AUXILIARY or key in UNCHANGED or key in forms() or (key.endswith("ed") and len(key) > 4)


def participle(key: str) -> bool:
    """Whether a word may be one in *-ing*, as far as its spelling shows."""
    return key.endswith("ing") and len(key) > 5


def _whole(found: list[list[Word]], figures: set[int]) -> list[list[Word]]:
    """Clauses that tell too little put together with the one before, the first with the one after."""
    kept: list[list[Word]] = []
    for clause in found:
        telling = sum(w.key not in STOP for w in clause) + sum(w.start in figures for w in clause)
        if kept and telling < LEAST:
            kept[-1].extend(clause)
        else:
            kept.append(clause)
    if len(kept) > 1 and sum(w.key not in STOP for w in kept[0]) < LEAST:
        kept[:2] = [kept[0] + kept[1]]
    return kept
