"""Attributions that differ: a channel kept by one report, dropped by another, or made a second voice."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from variorum.model import Article, Assertion, Party, Statement
from variorum.stages.collation.channels import body, medium, named, nameless_speaker, occasion, one_channel
from variorum.stages.collation.roots import channel_key
from variorum.stages.collation.speakers import same_speaker
from variorum.stages.collation.told import Difference, Told
from variorum.stages.collation.words import content, fold, words

Channel = tuple[str, str]
"""The key of a channel (see ``roots.channel_key``) and its name."""

OWN_VOICE = "in the outlet's own voice"
DROPPED = "a channel that one report cites is not in another"
ANONYMISED = "named in one report, nameless in another"
SECOND_VOICE = "the source of one report is an apparent second voice in another: one root, not two"


def attribution(
    said: Sequence[Statement], asserted: Sequence[Assertion], articles: Mapping[str, Article]
) -> Iterator[Difference]:
    """At most one difference of channels, one of speakers, one of names, and one of said against asserted."""
    asserted = [a for a in asserted if not any(_says(a, s, articles) for s in said)]
    plain = [s for s in said if s.cue_class != "echoed"]
    yield from sorted(_channels(said), key=lambda d: d.why != SECOND_VOICE)[:1]
    yield from _speakers(plain)
    yield from _nameless(plain)
    if said and asserted:
        told = [Told(chain(s), s.article_id, spans(s)) for s in said]
        told += [Told(OWN_VOICE, a.article_id, (a.span,)) for a in asserted]
        if {a.article_id for a in asserted} - {s.article_id for s in said}:
            yield Difference(
                "attribution", "COMPATIBLE", told, "said by somebody in one report, asserted in another"
            )


def _says(asserted: Assertion, said: Statement, articles: Mapping[str, Article]) -> bool:
    """Whether a clause of an outlet has the speaker of a statement in it: *the union wants nine per cent*."""
    who = body(said.speaker.name) if said.speaker else frozenset()
    return bool(who) and who <= content(words(articles[asserted.article_id], (asserted.span,)))


def chain(statement: Statement) -> str:
    """The chain in the words of the report, outermost first."""
    steps = [step for step in statement.chain if step.role != "outlet"]
    return " ← ".join(f"{step.name} (echo)" if step.apparent else step.name for step in steps)


def spans(statement: Statement) -> tuple:  # type: ignore[type-arg]
    """One span a step of the chain: who, where the text names somebody, else the cue."""
    steps = [step for step in statement.chain if step.role != "outlet"]
    return tuple(s for step in steps if (s := step.span or step.cue))


def _told(statement: Statement) -> Told:
    """The chain of a statement, with the medium it was told to."""
    heard = medium(statement)
    value = f"{heard.name} ← {chain(statement)}" if heard else chain(statement)
    also = (heard.span,) if heard and heard.span else ()
    return Told(value, statement.article_id, (*also, *spans(statement)))


def _channels(said: Sequence[Statement]) -> Iterator[Difference]:
    readings = [_told(s) for s in said if chain(s)]
    everyone = {s.article_id for s in said}
    carried: dict[str, list[Channel]] = {}
    apparent: dict[str, list[Channel]] = {}
    for statement in said:
        heard = medium(statement)
        if heard:
            carried.setdefault(statement.article_id, []).append((fold(heard.name), heard.name))
        for step in statement.chain:
            if step.apparent:
                apparent.setdefault(statement.article_id, []).append((channel_key(step), step.name))
            elif step.role == "carrier" and not occasion(step.name):
                carried.setdefault(statement.article_id, []).append((channel_key(step), step.name))
    for channel in sorted({c for found in (*carried.values(), *apparent.values()) for c in found}):
        cites = {a for a, found in carried.items() if any(_one(channel, c) for c in found)}
        echoes = {a for a, found in apparent.items() if any(_one(channel, c) for c in found)} - cites
        if echoes and cites:
            yield Difference("attribution", "DIFFERS", readings, SECOND_VOICE)
        elif echoes:
            yield Difference("attribution", "COMPATIBLE", readings, "an echo is no second root")
        elif _dropped(said, cites, everyone - cites - carried.keys()):
            yield Difference("attribution", "COMPATIBLE", readings, DROPPED)
    first = next(iter(carried.values()), [])
    if any(not any(_one(a, b) for a in first for b in found) for found in carried.values()):
        yield Difference("attribution", "DIFFERS", readings, "the reports cite different channels")


def _one(a: Channel, b: Channel) -> bool:
    return a[0] == b[0] or one_channel(a[1], b[1])


def _dropped(said: Sequence[Statement], cites: set[str], others: set[str]) -> bool:
    """Whether a report that cites no channel has the words of the speaker of one that does."""
    for one in said:
        for other in said:
            if one.article_id in cites and other.article_id in others:
                same = same_speaker(one.speaker, other.speaker)
                if same or (same is None and (one.quoted or other.quoted or not other.speaker)):
                    return True
    return False


def _speakers(said: Sequence[Statement]) -> Iterator[Difference]:
    """The same quoted words given to different people."""
    speakers: list[tuple[Party, Statement]] = [(s.speaker, s) for s in said if s.speaker and s.quoted]
    first = speakers[0][0] if speakers else None
    if any(same_speaker(first, p) is False for p, _ in speakers):
        told = [Told(p.name, s.article_id, tuple(x for x in (p.span,) if x)) for p, s in speakers]
        yield Difference("attribution", "DIFFERS", told, "the same words are given to different speakers")


def _titled(party: Party, names: set[str]) -> bool:
    """Whether somebody is called by a title that another report has before the name (*the sergeant*)."""
    words = [fold(w) for w in party.name.split()]
    return len(words) == 2 and words[0] == "the" and words[1] in names


def _nameless(said: Sequence[Statement]) -> Iterator[Difference]:
    """Somebody whom one report names and another only describes."""
    sure = [(s.speaker, s) for s in said if s.speaker and named(s.speaker)]
    least = [(s.speaker, s) for s in said if s.speaker and nameless_speaker(s.speaker)]
    known = {s.article_id for _, s in sure}
    names = {fold(w) for p, _ in sure for w in p.name.split()}
    hidden = [(p, s) for p, s in least if s.article_id not in known and not _titled(p, names)]
    if sure and hidden:
        told = [Told(p.name, s.article_id, tuple(x for x in (p.span,) if x)) for p, s in (*sure, *hidden)]
        yield Difference("attribution", "COMPATIBLE", told, ANONYMISED)
