"""What a clause tells as to come and what as done, by the words before its verbs."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations
from typing import NamedTuple

from variorum.model import Article, EventMention, Relationship, Span, Statement
from variorum.stages.collation.assemble import Member, reported
from variorum.stages.collation.clauses import verbal
from variorum.stages.collation.told import Difference, Told
from variorum.stages.collation.unit import NOT
from variorum.stages.collation.values import published_order
from variorum.stages.collation.words import STOP, Word, content, fold, sense, words

CAME_TRUE = "the later report tells as done what the earlier one tells as to come"
MAY_OR_WILL = "to come in both, more surely in one"
_TO_COME = re.compile(
    r"\b(?:(?P<sure>will|shall|would|[’']ll"
    r"|(?:is|are|was|were) (?:still |due |set |about |expected |scheduled |planned )?to"
    r"|(?:has|have|had) (?:still |yet )?to|(?:plan|intend|expect)s? to|(?:vow(?:s|ed)|promis(?:es|ed)) to)"
    r"|(?P<may>may|might|could|wants? to|hopes? to|aims? to|considering))"
    r" (?:(?:be|also|now|soon|then|still|not|have|be able to) )*(?P<verb>[\w’'-]+)",
    re.I,
)
_OPEN = re.compile(r"\b(?:if|unless|should|to|not|never|no|nobody|without|before|until|than)\b", re.I)
BE = frozenset("is are was were been has have had".split())
STATES = frozenset("open closed shut free over gone empty".split())
ALIKE = 1
WITHIN = 4
"""So many other telling words both clauses share; a word before a verb that keeps it from being done."""
LIGHT = frozenset(
    (
        "be have do go make take get say tell give come want need help work use see know think happen seem"
        " try ask put keep include continue remain begin start end find look call hold bring allow"
    ).split()
)


class Acts(NamedTuple):
    """A clause: verbs that are to come, surely and perhaps, and words told as done, by their senses."""

    article_id: str
    sure: Mapping[str, Span]
    may: Mapping[str, Span]
    done: Mapping[str, Span]
    told: frozenset[str]


def tenses(
    members: Sequence[Member], articles: Mapping[str, Article], parts: Mapping[str, tuple[Span, ...]]
) -> Iterator[Difference]:
    """At most one difference: an act that one report tells as to come and another, later one as done, or that
    one says will be and another that it may be."""
    told = [_acts(m, articles[m.article_id], parts) for m in members if not isinstance(m, EventMention)]
    for one, other in combinations(told, 2):
        if one.article_id == other.article_id:
            continue
        order = published_order(articles[one.article_id].published, articles[other.article_id].published)
        found = _came(one, other) if order < 0 else _came(other, one) if order > 0 else None
        relation: Relationship = "UPDATE"
        if found is None:
            found, relation = _surely(one, other) or _surely(other, one), "COMPATIBLE"
        if found is not None:
            readings = [Told(s.of(articles[s.article_id]), s.article_id, (s,)) for s in sorted(found)]
            if len({r.value.casefold() for r in readings}) > 1:
                why = CAME_TRUE if relation == "UPDATE" else MAY_OR_WILL
                yield Difference("status", relation, readings, why)
                return


def to_come(text: str) -> bool:
    """Whether words tell something as to come."""
    return _TO_COME.search(text) is not None


def _came(early: Acts, late: Acts) -> tuple[Span, Span] | None:
    """The words of an act to come in the earlier clause and done in the later."""
    for verb, span in {**early.may, **early.sure}.items():
        if verb in late.done and len((early.told & late.told) - {verb}) >= ALIKE:
            return span, late.done[verb]
    return None


def _surely(one: Acts, other: Acts) -> tuple[Span, Span] | None:
    """The words of the first act that one clause says will be and the other that it may be."""
    for verb, span in one.sure.items():
        if verb in other.may and len((one.told & other.told) - {verb}) >= ALIKE:
            return span, other.may[verb]
    return None


def _acts(member: Member, article: Article, parts: Mapping[str, tuple[Span, ...]]) -> Acts:
    spans = parts.get(member.id) or reported(member)
    sure: dict[str, Span] = {}
    may: dict[str, Span] = {}
    for span in spans:
        for m in _TO_COME.finditer(article.text, span.start, span.end):
            verb = sense(fold(m["verb"]))
            if verb not in LIGHT and not _denied(article.text, span.start, m):
                (sure if m["sure"] else may).setdefault(verb, Span(article.id, m.start(), m.end()))
    every = words(article, spans)
    telling = content(every)
    done = {} if sure or may or _quoted(member) else _done(every, article)
    return Acts(article.id, sure, may, done, telling)


def _quoted(member: Member) -> bool:
    return isinstance(member, Statement) and bool(member.quoted)


def _denied(text: str, start: int, m: re.Match[str]) -> bool:
    supposed = re.search(r"\b(?:if|unless)\b", text[start : m.start()], re.I)
    return bool(NOT & {fold(w) for w in m.group().split()}) or supposed is not None


def _done(every: Sequence[Word], article: Article) -> dict[str, Span]:
    """The verbs of a clause told as done: in the past or perfect, not after *to*, *not* or *if*."""
    found: dict[str, Span] = {}
    for i, word in enumerate(every):
        meant = sense(word.key)
        before = [w.key for w in every[max(0, i - WITHIN) : i]]
        is_so = bool(before) and before[-1] in BE
        if meant in LIGHT or word.key in STOP or not ((is_so and word.key in STATES) or verbal(word.key)):
            continue
        if not any(_OPEN.fullmatch(b) or b.endswith("n't") for b in before):
            start = every[i - 1].start if is_so else word.start
            found.setdefault(meant, Span(article.id, start, word.end))
    return found
