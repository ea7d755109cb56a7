"""What one report gives to somebody, and another says in its own voice."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from variorum.model import Article, Assertion, Span, Statement
from variorum.resources import rows
from variorum.stages.collation.channels import body, own, writings
from variorum.stages.collation.citing import Sources
from variorum.stages.collation.clauses import TOLLS
from variorum.stages.collation.told import Difference, Told, chain, spans
from variorum.stages.collation.who import LABELS
from variorum.stages.collation.words import content, fold, words

OWN_VOICE = "in the outlet’s own voice"
SAID_AND_ASSERTED = "said by somebody in one report, asserted in another"
BEFORE = 40
_LEADS_IN = re.compile(
    r"(?:\baccording to (?:which|whom)|\b(?:says?|said|saying|claims?|claimed|that))\s*,?\s*$"
)
_PARTED = re.compile(r",\s+(?:which|who|whose|where|whom)\b[^,;]*,?$|;")
_JOINED = frozenset("and but while though although as yet so".split())
_SOME = r"(?:(?:at least|some|about|only|more than|nearly) )?"
_NUMBER = r"(?:\d|one\b|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|a dozen|dozens|hundreds)"
_BY = re.compile(
    r"\baccording to\b|\bby the (?:count|reckoning|estimate|account)\b|\bgiven (?:as .{1,20} )?by\b"
    r"|\blets? it be known\b|\bputs? (?:\S+ ){1,6}?at\b|\b(?:is|are|was|were) accused of\b"
    rf"|\bcounted {_SOME}{_NUMBER}",
    re.I,
)
RECORDING = frozenset("begin start end run show list give put contain describe state name have".split())
"""What a document does that tells something (*the log begins on 11 March*)."""
SHARED = 4
SAYING = frozenset("say announce report estimate claim confirm maintain insist allege".split())
SAID = frozenset("say says said announced reported confirmed told claimed".split())
WANTING = frozenset(
    "want wants wanted wanting demand demands demanded demanding ask asks asked asking".split()
)


@cache
def _attributing() -> frozenset[str]:
    """Forms of verbs by which a clause says from whom it has what it tells."""
    return frozenset(form for row in rows("cues/attributing.tsv") for form in row["forms"].split())


@cache
def _aside() -> re.Pattern[str]:
    """A saying set off by a comma inside a clause or at its end: *, a sergeant there said by telephone*."""
    verbs = "|".join(sorted(_attributing()))
    start = r"(?!(?:which|who|whose|where|when|after|earlier|later|than|as|and|but|having|if|though)\b)"
    words = r"(?:(?!(?:was|were|been|be|being|is|are)\b)[\w’'-]+\s+){1,8}?"
    return re.compile(rf",\s+{start}{words}(?:{verbs})\b(?!\s+to\b)|^(?:{words})?(?:{verbs})$", re.I)


def own_voice(
    said: Sequence[Statement],
    asserted: Sequence[Assertion],
    sources: Sources,
    parts: Mapping[str, tuple[Span, ...]],
) -> Iterator[Difference]:
    """What somebody says in one report, against the clauses in which others tell it as their own."""
    if not asserted:
        return
    articles = sources.articles
    named = [s for s in said if s.speaker and not own(s.speaker.name) and not _label(s.speaker.name)]
    given = [s for s in named if surely(s, articles, parts)]
    plain = [a for a in asserted if not attributed(a, articles[a.article_id])]
    telling = [a for a in asserted if a not in plain and given_to(a, articles[a.article_id])]
    plain = [a for a in plain if not any(_says(a, s, sources) for s in said)]
    there = {s.article_id for s in given} | {a.article_id for a in telling}
    told: list[Statement | Assertion] = [*given, *telling]
    alone = [
        a for a in plain if a.article_id not in there and any(_as_well(t, a, sources, parts) for t in told)
    ]
    if (given or telling) and alone:
        readings = [Told(chain(s), s.article_id, spans(s)) for s in given]
        for a in telling:
            text = articles[a.article_id].text[a.span.start : a.span.end]
            readings.append(Told(text, a.article_id, (a.span,)))
        readings += [Told(OWN_VOICE, a.article_id, (a.span,)) for a in alone]
        yield Difference("attribution", "COMPATIBLE", readings, SAID_AND_ASSERTED)


def _as_well(
    told: Statement | Assertion,
    asserted: Assertion,
    sources: Sources,
    parts: Mapping[str, tuple[Span, ...]],
) -> bool:
    """Whether a clause tells what somebody says elsewhere by more than whom it is about: a figure, what is
    done, a fate, or four telling words. Of two reports with text in common no more is asked."""
    if sources.akin(told.article_id, asserted.article_id):
        return True
    one, other = ({(v.kind, v.number) for v in r.values} for r in (told, asserted))
    if one & other:
        return True
    here = told.content if isinstance(told, Statement) else (told.span,)
    article = sources.articles[asserted.article_id]
    shared = content(words(sources.articles[told.article_id], parts.get(told.id) or here))
    shared &= content(words(article, parts.get(asserted.id) or (asserted.span,)))
    done = content(words(article, (asserted.predicate,))) | TOLLS
    return len(shared) >= SHARED or not shared.isdisjoint(done)


def _label(name: str) -> bool:
    """Whether somebody is the voice of a broadcast itself: *PRESENTER*, *our reporter*."""
    return fold(name.split()[-1]) in LABELS


def surely(said: Statement, articles: Mapping[str, Article], parts: Mapping[str, tuple[Span, ...]]) -> bool:
    """Whether what a statement tells on a line is surely given to its speaker: it does not stand joined to
    the attribution by an *and*, nor apart from it by another clause (*the mill, which shut in May, the owner
    said*)."""
    told = parts.get(said.id)
    if said.quoted or said.cue is None or not told:
        return True
    text = articles[said.article_id].text
    joined = [
        c
        for c in said.content
        if c.start >= said.cue.end and fold(text[c.start : c.end].split()[0]) in _JOINED
    ]
    if joined and said.content[0].start < said.cue.start and any(p.end > joined[0].start for p in told):
        return False
    before = [p for p in told if p.end <= said.cue.start]
    if before and len(before) == len(told) and said.content[0].end <= said.cue.start:
        last = max(c.end for c in said.content if c.end <= said.cue.start)
        return _PARTED.search(text[before[0].start : last]) is None
    return True


def attributed(clause: Assertion, article: Article) -> bool:
    """Whether a clause of an outlet tells from whom it has it: *the prefecture says eight*, *..., a sergeant
    there said*."""
    text = article.text
    if _LEADS_IN.search(text, max(0, clause.span.start - BEFORE), clause.span.start):
        return True
    told = text[clause.span.start : clause.span.end].rstrip(" .!?")
    if _BY.search(told):
        return True
    if any(w.key in _attributing() for w in words(article, (clause.span,))) and _aside().search(told):
        return True
    verb = fold(text[clause.predicate.start : clause.predicate.end])
    subject = text[clause.span.start : clause.predicate.start].split()
    if clause.lemma in RECORDING and any(w.islower() and w in writings() for w in subject):
        return True
    return verb in _attributing() and not _passive(text, clause)


def given_to(clause: Assertion, article: Article) -> bool:
    """Whether an attributed clause is plainly what somebody told: *the prefecture says eight*."""
    told = article.text[clause.span.start : clause.span.end].rstrip(" .!?")
    if clause.lemma in SAYING and not _passive(article.text, clause):
        return True
    aside = _aside().search(told)
    return _BY.search(told) is not None or (aside is not None and fold(aside[0].split()[-1]) in SAID)


def _passive(text: str, clause: Assertion) -> bool:
    before = text[clause.span.start : clause.predicate.start].split()
    return bool(before) and before[-1].casefold() in ("was", "were", "been", "be", "is", "are", "being")


def _says(asserted: Assertion, said: Statement, sources: Sources) -> bool:
    """Whether a clause of an outlet has the speaker of a statement in it, or tells as an act what the other
    tells as a demand: *the union wants nine per cent*."""
    text = sources.articles[asserted.article_id]
    told = words(text, (asserted.span,))
    if said.cue_class == "asked" and not sources.of(said) and any(w.key in WANTING for w in told):
        return True
    who = body(said.speaker.name) if said.speaker else frozenset()
    return bool(who) and who <= content(told) and any(w.key in WANTING for w in told)
