"""Second voices: who is said to confirm, share or repeat what a report has just told."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from variorum.model import Article, Span, Statement
from variorum.resources import rows
from variorum.stages.collation.channels import LITTLE, is_outlet, one_channel
from variorum.stages.collation.citing import END, Sources, confirms
from variorum.stages.collation.told import Difference, Told, called, spans
from variorum.stages.collation.words import fold

SECOND_VOICE = "the source of one report is an apparent second voice in another: one root, not two"
ECHO = "an echo is no second root"
REACH = 160
BESIDE = 90
"""How far after a statement its echo may end, and how far after a name its post may stand."""


class Echo(NamedTuple):
    """Who is presented as a second voice beside a statement, and where."""

    name: str
    span: Span


def echoes(said: Sequence[Statement], sources: Sources) -> Iterator[Difference]:
    """At most one difference: a source of one report that is an apparent second voice in another, else an
    echo whose source no other report names."""
    apparent = False
    for statement in said:
        for echo in _beside(statement, sources.articles[statement.article_id]):
            if any(_is_source(echo, statement, other, sources) for other in said):
                value = f"{called(statement)}; {echo.name} (echo)"
                rest = [t for t in _told(said) if t.article_id != statement.article_id]
                if rest:
                    mine = Told(value, statement.article_id, (*spans(statement), echo.span))
                    yield Difference("attribution", "DIFFERS", [*rest, mine], SECOND_VOICE)
                    return
        apparent = apparent or any(step.apparent for step in statement.chain)
    if apparent and len({t.article_id for t in _told(said)}) > 1:
        yield Difference("attribution", "COMPATIBLE", _told(said), ECHO)


def _told(said: Sequence[Statement]) -> list[Told]:
    return [Told(value, s.article_id, spans(s)) for s in said if (value := called(s))]


def _beside(statement: Statement, article: Article) -> Iterator[Echo]:
    """Who echoes a statement: as the chain says, in the rest of its sentence, or in the next."""
    for step in statement.chain:
        if step.span is not None and (step.apparent or confirms(step, article)):
            yield Echo(step.name, step.span)
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
            yield Echo(m["who"], Span(article.id, *m.span("who")))


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


def _is_source(echo: Echo, beside: Statement, other: Statement, sources: Sources) -> bool:
    """Whether another report names the one who echoes as what it has its words from: as a channel, as its
    own outlet, or as the house of the speaker."""
    if other.article_id == beside.article_id:
        return False
    name = echo.name
    if any(c.kind != "document" and one_channel(name, c.name) for c in sources.of(other)):
        return True
    article = sources.articles[other.article_id]
    if is_outlet(name, article):
        return True
    proper = {fold(w) for w in name.split() if w[:1].isupper()} - LITTLE
    if len(proper) < 2 or other.speaker is None or other.speaker.span is None:
        return False
    house = re.split(r"[.“”]", article.text[other.speaker.span.end : other.speaker.span.end + BESIDE])[0]
    return proper <= {fold(w) for w in re.findall(r"[\w’'&-]+", house)}
