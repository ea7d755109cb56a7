"""Attributions that differ: a channel kept by one report, dropped by another, or made a second voice."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from variorum.model import Assertion, Span, Statement
from variorum.stages.collation.channels import (
    WRITTEN,
    Channel,
    is_outlet,
    named_channel,
    one_channel,
    one_name,
)
from variorum.stages.collation.citing import Sources
from variorum.stages.collation.echoes import SECOND_VOICE, echoes
from variorum.stages.collation.papers import one_paper
from variorum.stages.collation.speakers import same_speaker
from variorum.stages.collation.told import Difference, Told, called, spans
from variorum.stages.collation.voices import own_voice
from variorum.stages.collation.who import anonymised, body_for_name, nameless_speaker, two_speakers
from variorum.stages.collation.words import fold

DROPPED = "a channel that one report cites is not in another"
OTHER_CHANNELS = "the reports cite different channels"
AROUND = 300
"""How far from a statement a report may name the channel that another cites, to be held not to drop it."""

Cited = tuple[Channel, Statement]


def attribution(
    said: Sequence[Statement],
    asserted: Sequence[Assertion],
    sources: Sources,
    parts: Mapping[str, tuple[Span, ...]],
) -> Iterator[Difference]:
    """At most one difference of a kind: second voices, channels, speakers, names, said against asserted."""
    plain = [s for s in said if s.cue_class != "echoed"]
    second = list(echoes(said, sources))
    yield from second
    if not any(d.why == SECOND_VOICE for d in second):
        yield from _dropped(said, sources)
    yield from _other_channels(plain, sources)
    yield from two_speakers(plain, sources.articles)
    yield from anonymised(plain, asserted, sources)
    yield from own_voice(plain, asserted, sources, parts)


def told(statement: Statement, sources: Sources) -> Told:
    """The chain of a statement as a reading, with the channels that it cites beside the chain."""
    steps = {fold(step.name) for step in statement.chain if step.role != "outlet"}
    more = [c for c in sources.of(statement) if fold(c.name) not in steps]
    who = called(statement)
    value = " ← ".join([*(c.name for c in more), *([who] if who else [])])
    return Told(value, statement.article_id, (*(c.span for c in more if c.span), *spans(statement)))


def same_channel(a: Cited, b: Cited) -> bool:
    """Whether two citations are of one channel."""
    if "document" in (a[0].kind, b[0].kind):
        if a[0].kind == b[0].kind:
            return one_paper(a, b)
        return bool(a[0].whose | b[0].whose) and one_channel(a[0].name, b[0].name)
    return one_name(a[0], b[0])


def _dropped(every: Sequence[Statement], sources: Sources) -> Iterator[Difference]:
    """A channel that one report cites, while another gives the words of the speaker, whom it knows too,
    without any; of several the one that most reports drop, a channel known by name before others."""
    said = [s for s in every if s.cue_class != "echoed"]
    cites = [(c, s) for s in said for c in sources.of(s)]
    citing = {s.article_id for _, s in cites}
    citing |= {s.article_id for s in every if s.cue_class == "echoed"}
    silent = [s for s in said if s.article_id not in citing]
    silent = [s for s in silent if s.speaker is None or not nameless_speaker(s.speaker)]
    naming = {s.article_id for s in silent if any(_names(c, s, sources) for c, _ in cites)}
    best: tuple[int, bool, list[Statement], Cited] | None = None
    for channel, one in cites:
        if channel.name in WRITTEN or (one.speaker is not None and one.speaker.name == channel.name):
            continue
        losing = [
            s
            for s in silent
            if s.article_id not in naming
            and (sources.akin(s.article_id, one.article_id) or not (channel.own or _paraphrased(one, s)))
            and _may_drop(one, s)
        ]
        rank = (len({s.article_id for s in losing}), named_channel(channel))
        if losing and (best is None or rank > best[:2]):
            best = (*rank, losing, (channel, one))
    if best is not None:
        keeping = [s for c, s in cites if same_channel(best[3], (c, s))]
        kept = [told(s, sources) for s in dict.fromkeys(keeping)]
        fullest = max((t.value for t in kept), key=lambda v: (len(v), v))
        readings = [t._replace(value=fullest) for t in kept]
        readings += [t for s in best[2] if (t := told(s, sources)).value not in ("", fullest)]
        if len(readings) > len(kept):
            yield Difference("attribution", "COMPATIBLE", readings, DROPPED)


def _paraphrased(one: Statement, other: Statement) -> bool:
    """Whether neither of two statements is quoted, so that they may be of two occasions."""
    return not (one.quoted or other.quoted)


def _may_drop(one: Statement, other: Statement) -> bool:
    """Whether another report has the words of the speaker of one, as far as can be told."""
    same = same_speaker(one.speaker, other.speaker)
    if same is not None or one.quoted or other.quoted:
        return same is not False
    return other.speaker is None or body_for_name(one.speaker, other.speaker)


def _names(channel: Channel, other: Statement, sources: Sources) -> bool:
    """Whether a report is the channel itself, or names it near a statement."""
    article = sources.articles[other.article_id]
    if channel.kind != "medium":
        return False
    if is_outlet(channel.name, article):
        return True
    low, high = other.content[0].start - AROUND, other.content[-1].end + AROUND
    near = article.text[max(0, low) : high]
    return named_channel(channel) and fold(channel.name) in fold(near)


def _other_channels(said: Sequence[Statement], sources: Sources) -> Iterator[Difference]:
    """Two reports that have it through two media known by name."""
    of: dict[str, list[Cited]] = {}
    for s in said:
        for c in sources.of(s):
            if not c.own and c.kind == "medium" and named_channel(c):
                of.setdefault(s.article_id, []).append((c, s))
    articles = sorted(of)
    for i, a in enumerate(articles):
        for b in articles[i + 1 :]:
            pairs = [(x, y) for x in of[a] for y in of[b]]
            if any(same_channel(x, y) for x, y in pairs):
                continue
            if any(same_speaker(x[1].speaker, y[1].speaker) is not False for x, y in pairs):
                readings = [told(s, sources) for s in dict.fromkeys(s for _, s in (*of[a], *of[b]))]
                yield Difference("attribution", "DIFFERS", readings, OTHER_CHANNELS)
                return
