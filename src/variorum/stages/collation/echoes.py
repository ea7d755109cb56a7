"""Second voices: who is said to confirm, share or repeat what a report has just told."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from variorum.model import Article, Span, Statement
from variorum.resources import rows
from variorum.stages.collation.channels import LITTLE, Channel, is_outlet, one_name
from variorum.stages.collation.citing import END, Sources, confirms
from variorum.stages.collation.told import Difference, Told, called, spans
from variorum.stages.collation.words import fold

SECOND_VOICE = "the source of one report is an apparent second voice in another: one root, not two"
ECHO = "an echo is no second root"
REACH = 160
BESIDE = 90
"""How far after a statement its echo may end, and how far after a name its post may stand."""


def echoes(said: Sequence[Statement], sources: Sources) -> Iterator[Difference]:
    """At most one difference: a source of one report that is an apparent second voice in another, else an
    echo whose source no other report names."""
    apparent = False
    for statement in said:
        for echo in _beside(statement, sources.articles[statement.article_id]):
            if any(_is_source(echo, statement, other, sources) for other in said):
                readings = _told(said)
                if statement.cue_class != "echoed":
                    value = f"{called(statement)}; {echo.name} (echo)"
                    places = (*spans(statement), *((echo.span,) if echo.span else ()))
                    readings = [t for t in readings if t.article_id != statement.article_id]
                    readings.append(Told(value, statement.article_id, places))
                if len({t.article_id for t in readings}) > 1:
                    yield Difference("attribution", "DIFFERS", readings, SECOND_VOICE)
                    return
        apparent = apparent or any(step.apparent for step in statement.chain)
    if apparent and len({t.article_id for t in _told(said)}) > 1:
        yield Difference("attribution", "COMPATIBLE", _told(said), ECHO)


def _told(said: Sequence[Statement]) -> list[Told]:
    return [Told(value, s.article_id, spans(s)) for s in said if (value := called(s))]


def _beside(statement: Statement, article: Article) -> Iterator[Channel]:
    """Who echoes a statement: as the chain says, in the rest of its sentence, or in the next."""
    for step in statement.chain:
        if step.span is not None and (step.apparent or confirms(step, article)):
            yield Channel(step.name, "source", step.span, step.actor)
    if statement.cue_class == "echoed":
        return
    text = article.text
    last = max(x.end for x in (statement.content[-1], statement.cue or statement.content[-1]))
    stop = END.search(text, max(0, last - 1))
    begin = stop.end() if stop else len(text)
    after = END.search(text, min(len(text), begin + 1))
    end = min(after.start() if after else len(text), begin + REACH)
    for m in (_rest().search(text, last, begin), _sentence().match(text, begin, end)):
        if m is not None:
            yield Channel(m["who"], "source", Span(article.id, *m.span("who")))


@cache
def _phrases() -> str:
    return "|".join(row["phrase"] for row in rows("cues/echoes.tsv"))


_NOBODY = r"(?!(?i:he|she|it|they|who|which|we|i|nobody|none|no|neither)\b)"
_WHO = (
    rf"(?P<who>(?:(?:[Tt]he|[Aa]n?) )?{_NOBODY}[\w’'.&-]+"
    r"(?: (?!(?:and|but|later|also|has|had|have|too|not|never|hardly)\b)[\w’'.&-]+){0,5}?)"
)
_TENSE = r" (?:(?:later|also|has|had|have|too) )*"


@cache
def _sentence() -> re.Pattern[str]:
    """A sentence that tells of a second voice: *The agency gave the same number.*"""
    return re.compile(rf"\s*{_WHO}{_TENSE}(?:{_phrases()})")


@cache
def _rest() -> re.Pattern[str]:
    """The like in the rest of a sentence: *, and state television confirmed it*."""
    return re.compile(rf"(?:,? and |; |, while ){_WHO}{_TENSE}(?:{_phrases()})")


def _is_source(echo: Channel, beside: Statement, other: Statement, sources: Sources) -> bool:
    """Whether another report names the one who echoes as what it has its words from: as a channel, as its
    own outlet, or as the house of the speaker."""
    if other.article_id == beside.article_id:
        return False
    name = echo.name
    if any(c.kind != "document" and one_name(echo, c) for c in sources.of(other)):
        return True
    article = sources.articles[other.article_id]
    if is_outlet(name, article):
        return True
    proper = {fold(w) for w in name.split() if w[:1].isupper()} - LITTLE
    if len(proper) < 2 or other.speaker is None or other.speaker.span is None:
        return False
    house = re.split(r"[.“”]", article.text[other.speaker.span.end : other.speaker.span.end + BESIDE])[0]
    return proper <= {fold(w) for w in re.findall(r"[\w’'&-]+", house)}
