"""What each statement of a story is said to have come through, as far as its report tells.

A channel stands in the chain of the statement, is the medium that was told, the document that speaks or that
it was said in; it goes on into the next sentence of the same speaker. A newspaper that is only called "the
paper" is the one that the report named before.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache

import msgspec

from variorum.model import Article, Attribution, Lineage, Party, Span, Statement
from variorum.stages.collation.channels import (
    AUDIENCE,
    GENERIC,
    RELAYS,
    SITES,
    WRITTEN,
    Channel,
    body,
    head,
    is_outlet,
    kind_of,
    media_words,
    occasion,
    outlet_of,
    own,
    platforms,
    whose,
    writings,
)
from variorum.stages.collation.speakers import PRONOUNS, same_speaker
from variorum.stages.collation.words import fold

END = re.compile(r"[.!?][”\"’']?(?:\s|$)|\n")
SPACE = 240
"""How many characters of a sentence are looked at on either side of a cue."""
_THING = r"(?:(?!(?:to|of|on|in|at|by|with|from|and|or|about|after|over|that|which)\b)[\w’'.-]+\s+)"
_NAME = re.compile(r",\s+((?:[A-ZÀ-Ž][\w’'-]*)(?:\s+(?:d[eio]l?\s+)?[A-ZÀ-Ž][\w’'-]*){0,4})(?=[,.;])")
_CONFIRMS = re.compile(r"confirm|corroborat|echo|repeat|back(?:ed|s)? ", re.I)
_ACRONYM = re.compile(r"(?:the )?[A-Z]{3,5}(?: news)?")
"""An addressee of capitals whom the resources do not know: an agency or a station, hardly anybody else."""
_INTERVIEW = re.compile(r"\b(?:interview|talk|conversation)\b", re.I)
_BY_WHOM = re.compile(
    r"\s+(?:(?:released|issued|published|signed|posted|sent|put out|given out|circulated)\s+)?(?:by|from)\s+"
    r"((?:(?!(?:on|in|at|of|and)\b)[\w’'-]+\s?){1,5})"
)
_QUOTED_AS = re.compile(r"\b(?:quoted|cited|reported) as\s*$")


Citations = Mapping[str, tuple[Channel, ...]]
"""By the id of a statement the channels it cites, outermost first; a statement without any is left out."""


class Sources(msgspec.Struct, frozen=True):
    """The articles of a story, the lineage of each, and the channels that its statements cite."""

    articles: Mapping[str, Article]
    lineage_of: Mapping[str, str]
    cited: Citations

    def of(self, statement: Statement) -> tuple[Channel, ...]:
        """The channels that a statement cites, outermost first; none where it cites none."""
        return self.cited.get(statement.id, ())

    def akin(self, a: str, b: str) -> bool:
        """Whether two articles are of one lineage."""
        return a in self.lineage_of and self.lineage_of[a] == self.lineage_of.get(b)


def sources(
    statements: Sequence[Statement], articles: Mapping[str, Article], lineages: Sequence[Lineage]
) -> Sources:
    """What the reports of a story rest on."""
    home = {a: lineage.id for lineage in lineages for a in lineage.article_ids}
    return Sources(articles, home, citations(statements, articles))


def citations(statements: Sequence[Statement], articles: Mapping[str, Article]) -> Citations:
    """The channels that the statements of a story cite."""
    found: dict[str, tuple[Channel, ...]] = {}
    there: dict[str, list[Statement]] = {}
    for statement in statements:
        there.setdefault(statement.article_id, []).append(statement)
    for article_id, said in there.items():
        if article_id in articles:
            found |= _of_article(said, articles[article_id], articles)
    return found


def _of_article(said: Sequence[Statement], article: Article, articles: Mapping[str, Article]) -> Citations:
    found: dict[str, tuple[Channel, ...]] = {}
    named: Channel | None = None
    before: Statement | None = None
    for one in sorted(said, key=lambda s: (s.content[0].start, s.id)):
        channels = tuple(_distinct(_direct(one, article, articles), named))
        if not channels and before is not None and _goes_on(before, one, article.text):
            channels = tuple(c for c in found.get(before.id, ()) if c.kind != "source")
        if not channels and one.speaker and one.speaker.name.casefold() in PRONOUNS:
            channels = tuple(_interviewed(one, article, articles))
        if channels:
            found[one.id] = channels
        media = [c for c in channels if c.kind == "medium" and not _only_generic(c.name)]
        named = media[-1] if media else named
        before = one
    return found


def _distinct(found: Iterable[Channel], named: Channel | None) -> Iterator[Channel]:
    """Each channel once, *the paper* as the medium that was named before, and who gave a document out with
    that document (*said in a statement released by the institute*)."""
    seen: set[str] = set()
    told = list(found)
    papers = [c for c in told if c.kind == "document" and not c.whose]
    givers = [c for c in told if c.kind == "source"]
    if len(papers) == 1 == len(givers):
        (paper,), (giver,) = papers, givers
        given = Channel(paper.name, "document", paper.span, giver.actor, whose=body(giver.name))
        told = [given if c is paper else c for c in told if c is not giver]
    for channel in told:
        if named is not None and channel.kind == "medium" and _only_generic(channel.name):
            channel = Channel(named.name, "medium", channel.span, named.actor, named.own)
        if fold(channel.name) not in seen:
            seen.add(fold(channel.name))
            yield channel


def _only_generic(name: str) -> bool:
    """Whether a medium is called by its kind alone: *the paper*, *the local station*."""
    return name.casefold().startswith("the ") and name.islower() and fold(head(name)) in GENERIC


def _direct(said: Statement, article: Article, articles: Mapping[str, Article]) -> Iterator[Channel]:
    """The channels that the sentence of a statement cites, outermost first."""
    for step in said.chain:
        if step.role == "carrier" and not (step.apparent or _no_channel(step) or confirms(step, article)):
            yield _channel(step.name, step, article, articles)
    heard = said.addressee
    if heard is not None and is_medium(heard, articles):
        yield _channel(heard.name, heard, article, articles)
    speaker = said.speaker
    if speaker is not None and said.cue_class != "echoed" and _speaks_for_others(speaker, articles):
        yield _channel(speaker.name, speaker, article, articles)
    written = False
    for name, span in (*_occasion(said, article), *_framed(said, article)):
        channel = _channel(name, Party(name=name, span=span), article, articles)
        written = written or channel.kind == "document"
        yield channel
    if said.cue is not None and not written:
        verb = article.text[said.cue.start : said.cue.end].casefold()
        if verb in WRITTEN:
            yield Channel(verb, "document", said.cue)


def _no_channel(step: Attribution) -> bool:
    return occasion(step.name) or fold(head(step.name)) in RELAYS


def confirms(step: Attribution, article: Article) -> bool:
    """Whether a carrier only bears out what somebody says: *the mayor said, and state radio confirmed it*."""
    if step.role != "carrier" or step.cue is None:
        return False
    return _CONFIRMS.match(article.text, step.cue.start, step.cue.end) is not None


def is_medium(heard: Party, articles: Mapping[str, Article]) -> bool:
    """Whether somebody who was told something is a medium: not where that is only reporters."""
    if occasion(heard.name) or heard.name.casefold() in PRONOUNS:
        return False
    if own(heard.name) or any(is_outlet(heard.name, a) for a in articles.values()):
        return True
    if heard.actor is None and _ACRONYM.fullmatch(heard.name):
        return True
    if heard.actor is not None and heard.actor.role == "MED":
        return True
    if kind_of(heard.name) != "medium":
        return False
    return fold(head(heard.name)) != "agency" or not heard.name.islower() or "news" in heard.name


def _speaks_for_others(speaker: Party, articles: Mapping[str, Article]) -> bool:
    """Whether the one who says it is a document or a medium, which passes on what others say."""
    if own(speaker.name):
        return True
    if speaker.actor is not None and (
        speaker.actor.kind == "state" or speaker.actor.id.startswith("person:")
    ):
        return False
    if any(is_outlet(speaker.name, a) for a in articles.values()):
        return True
    kind = kind_of(speaker.name)
    if kind == "document":
        return True
    return kind == "medium" and any(w[:1].isupper() or fold(w) in GENERIC for w in speaker.name.split()[-3:])


def _apposed(name: str, span: Span | None, article: Article) -> str | None:
    """The name that follows a medium only described: *a local station, Radio Orun*."""
    if span is None or not name.islower() or kind_of(name) != "medium":
        return None
    m = _NAME.match(article.text, span.end)
    return m[1] if m else None


def _issued(span: Span | None, article: Article) -> frozenset[str]:
    """Whose document it is by what follows its name: *a readout by her ministry*."""
    m = _BY_WHOM.match(article.text, span.end) if span else None
    return whose(f"{m[1]} document") if m else frozenset()


def _short(name: str, article: Article) -> bool:
    """Whether a report calls its own outlet by one word of its name: *told the Gazette*."""
    words = name.split()
    short = len(words) == 2 and words[0].casefold() == "the" and words[1][:1].isupper()
    return short and words[1] in (article.outlet or "").split()


def _channel(
    name: str, at: Party | Attribution, article: Article, articles: Mapping[str, Article]
) -> Channel:
    name = _apposed(name, at.span, article) or name
    outlet = outlet_of(name, articles.values())
    mine = own(name) or _short(name, article) or (outlet is not None and outlet.outlet == article.outlet)
    kind = "medium" if mine or outlet is not None else kind_of(name)
    called = article.outlet if mine and article.outlet else name
    owners = whose(name) | _issued(at.span, article) if kind == "document" else frozenset()
    return Channel(called, kind, at.span, at.actor, mine, owners)


@cache
def _documents() -> re.Pattern[str]:
    nouns = "|".join(sorted(writings(), key=len, reverse=True))
    sites = {*platforms(), *SITES, "recording", "tape"} - {"x"}
    on = "|".join(sorted(sites, key=len, reverse=True))
    network = r"(?:(?:the )?(?:social )?(?:network|platform|site|medium) )?X"
    return re.compile(
        rf"\b(?:(?:in|via|by)\s+({_THING}{{0,6}}?(?:{nouns})\b(?!\s+(?:{nouns})\b))"
        rf"|on\s+((?:{_THING}{{0,3}}?(?:{on}))|{network}))\b",
        re.I,
    )


@cache
def _media() -> re.Pattern[str]:
    """A medium in which, on which or to which something was said; its name may go on in capitals."""
    nouns = "|".join(sorted(media_words() - AUDIENCE, key=len, reverse=True))
    more = "|".join(sorted(writings() | media_words(), key=len, reverse=True))
    return re.compile(
        rf"\b(?:on|to|with|by|in)\s+((?:{_THING}{{0,3}}?(?i:{nouns}))\b(?!\s+(?:{more})\b)"
        rf"(?:\s+(?:de\s+|del\s+)?[A-Z][\w’'-]*)*)"
    )


def _occasion(said: Statement, article: Article) -> Iterator[tuple[str, Span]]:
    """The document or platform that the statements stage found as the setting of a saying."""
    if said.occasion is None:
        return
    at = said.occasion
    phrase = article.text[at.start : at.end]
    m = _documents().fullmatch(phrase[:1].lower() + phrase[1:])
    if m is not None:
        lead = m.start(m.lastindex or 1)
        yield phrase[lead:], Span(article.id, at.start + lead, at.end)


def _framed(said: Statement, article: Article) -> Iterator[tuple[str, Span]]:
    """The media and documents that are named between a cue and the end of its sentence."""
    if said.cue is None:
        return
    text = article.text
    taken = -1
    for start, end in _frame(said, text):
        for pattern in (_media(), _documents()):
            for m in pattern.finditer(text, start, end):
                group = m.lastindex or 1
                name = m[group]
                if m.start(group) == taken:
                    continue
                taken = m.start(group)
                if kind_of(name) != "source" and not occasion(name) and not name[0].isdigit():
                    yield name, Span(article.id, *m.span(group))


def _interviewed(one: Statement, article: Article, articles: Mapping[str, Article]) -> Iterator[Channel]:
    """The medium to which an interview was given in the sentence before that of somebody only called *he*."""
    start = min(x.start for x in (one.content[0], one.cue or one.content[0], _who(one)))
    text = article.text[:start].rstrip(' \n“"‘')
    ends = [m.end() for m in END.finditer(text, max(0, len(text) - SPACE), len(text) - 1)]
    begin = ends[-1] if ends else max(0, len(text) - SPACE)
    if _INTERVIEW.search(text, begin) is None:
        return
    for m in _media().finditer(text, begin):
        if kind_of(m[1]) == "medium" and not occasion(m[1]):
            yield _channel(m[1], Party(name=m[1], span=Span(article.id, *m.span(1))), article, articles)


def _frame(said: Statement, text: str) -> list[tuple[int, int]]:
    """From the cue to the end of its sentence, without the words that are reported."""
    assert said.cue is not None
    stop = END.search(text, said.cue.end)
    end = min(stop.start() if stop else len(text), said.cue.end + SPACE)
    at, parts = said.cue.end, []
    for span in sorted(said.content):
        if at <= span.start < end:
            parts.append((at, span.start))
            at = span.end
    return [(a, b) for a, b in [*parts, (at, end)] if b > a]


def _goes_on(before: Statement, one: Statement, text: str) -> bool:
    """Whether a sentence goes on with what its speaker says in the sentence before it, or tells of somebody
    quoted without saying by whom."""
    start = min(x.start for x in (one.content[0], one.cue or one.content[0], _who(one)))
    last = max(x.end for x in (before.content[-1], before.cue or before.content[-1]))
    stop = END.search(text, last - 1)
    end = stop.end() if stop else last
    if start < last or text[end:start].strip(' \n“"‘'):
        return False
    if one.cue is not None and _QUOTED_AS.search(text[max(0, one.cue.start - 16) : one.cue.start]):
        return True
    if one.when is not None or one.occasion is not None or one.cue_class == "echoed":
        return False
    if one.addressee is not None and before.addressee is not None:
        return False
    same = same_speaker(before.speaker, one.speaker)
    return bool(same) or (same is None and (one.speaker is None or one.speaker.name.casefold() in PRONOUNS))


def _who(one: Statement) -> Span:
    return one.speaker.span if one.speaker and one.speaker.span else one.content[0]
