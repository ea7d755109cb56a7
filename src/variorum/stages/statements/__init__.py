"""Who said what: quotation marks, cue frames, carriers, quoted words, speakers, chain; one module each."""

from __future__ import annotations

from collections.abc import Iterator

from variorum.model import Article, Mention, Place, Statement, Strength, TimeWindow, make_id
from variorum.pipeline import stage
from variorum.stages.figures import figures
from variorum.stages.parse import Parse
from variorum.stages.statements import content, quotes, refused
from variorum.stages.statements.anonymity import anonymity
from variorum.stages.statements.chain import carriers
from variorum.stages.statements.cues import strengths
from variorum.stages.statements.frame import Frame
from variorum.stages.statements.frames import frames
from variorum.stages.statements.grid import Grid
from variorum.stages.statements.hearers import Hearers
from variorum.stages.statements.hearsay import ADVERBS, passed_on
from variorum.stages.statements.layouts import laid_out
from variorum.stages.statements.nest import arranged
from variorum.stages.statements.own import who_says_so
from variorum.stages.statements.passed import passed_to_us
from variorum.stages.statements.refused import Refused
from variorum.stages.statements.setting import Settings
from variorum.stages.statements.speaker import Found, Speakers
from variorum.stages.statements.steps import chain, credited
from variorum.stages.statements.trailing import parted

VERSION = 3
MADE_BY = f"statements/{VERSION}"
NOBODY = 0.4


@stage(version=VERSION)
def statements(
    article: Article,
    parse: Parse,
    mentions: list[Mention],
    windows: list[TimeWindow],
    places: list[Place],
) -> Iterator[Statement]:
    """Who said what to whom, in which words, and through whom it reached us."""
    named = _named(mentions)
    grid = Grid(article.text, parse.tokens, named)
    yield from _told(article, parse, named, grid, Settings(grid, article.id, windows, places))


def considered(
    article: Article,
    parse: Parse,
    mentions: list[Mention],
    windows: list[TimeWindow],
    places: list[Place],
) -> tuple[list[Statement], list[Refused]]:
    """The statements of an article, and what was considered and refused, in text order with the reasons."""
    named = _named(mentions)
    grid = Grid(article.text, parse.tokens, named)
    grid.refused = []
    found = list(_told(article, parse, named, grid, Settings(grid, article.id, windows, places)))
    noted = sorted(set(grid.refused))
    return found, [Refused(grid.span(article.id, a, b), rule, why) for a, b, rule, why in noted]


def _named(mentions: list[Mention]) -> list[Mention]:
    """The mentions that are no pronouns: pronouns for speakers are told by who spoke before."""
    return [m for m in mentions if not m.pronoun]


def _told(
    article: Article, parse: Parse, mentions: list[Mention], grid: Grid, settings: Settings
) -> Iterator[Statement]:
    speakers = Speakers(grid, mentions, article.id)
    hearers = Hearers(speakers)
    seen: set[str] = set()
    found = laid_out(grid, frames(grid))
    reports = carriers(grid, arranged(grid, passed_to_us(grid, parted(grid, found))))
    for frame in quotes.attach(grid, passed_on(grid, reports)):
        made = _statement(article, parse, grid, frame, speakers, hearers, settings)
        if made and made.id not in seen:
            seen.add(made.id)
            yield made
        else:
            at = min(frame.content) if frame.cue is None else frame.cue
            grid.refuse(frame.rule, refused.TWICE if made else refused.NOBODY, at)


def _statement(
    article: Article,
    parse: Parse,
    grid: Grid,
    frame: Frame,
    speakers: Speakers,
    hearers: Hearers,
    settings: Settings,
) -> Statement | None:
    """The statement a frame makes; None when it reports no words, or nobody's words without marks."""
    words = content.spans(grid, article.id, frame.content, frame.cue)
    marked = content.quoted(grid, words)
    if not words or (frame.speaker is None and not marked and not frame.unsourced):
        return None
    others = frame.content | (grid.subtree(frame.view[0]) if frame.view else set())
    others |= {source for source, _ in frame.via}
    if frame.addressee not in (None, frame.speaker):
        others.add(frame.addressee or 0)
    found = who_says_so(speakers, frame, _speaker(frame, speakers, others))
    words = content.spans(grid, article.id, frame.content, frame.cue)
    marked = content.quoted(grid, words)
    speaker = found.party if found else None
    addressee = speakers.told(frame.addressee, others, speaker) if frame.addressee is not None else None
    cue = grid.span(article.id, frame.cue, frame.cue_end) if frame.cue is not None else None
    setting = settings.of(frame)
    if addressee is None:
        addressee = hearers.of(frame, found, setting)
    made = Statement(
        id=make_id("stm", article.id, *((s.start, s.end) for s in words), cue.start if cue else None),
        made_by=MADE_BY,
        score=round(max(0.1, (found.score if found else NOBODY) - frame.weak), 2),
        why=(*_why(grid, frame, found), *(credited(article) if article.credits else ())),
        article_id=article.id,
        speaker=speaker,
        content=words,
        quoted=marked,
        mode=content.mode(article.text, words, marked),
        cue=cue,
        cue_class=frame.cue_class,
        addressee=addressee,
        chain=chain(article, grid, frame, found, cue, speakers),
        values=tuple(v for s in words for v in figures(article, parse, s.start, s.end)),
        strength=_strength(grid, frame),
        status=frame.status,
        occasion=setting.occasion,
        when=setting.when,
        place=setting.place,
    )
    speakers.opened(frame, made.chain)
    speakers.spoke(found, frame, made.chain)
    hearers.said(frame, found, addressee)
    return made


def _strength(grid: Grid, frame: Frame) -> Strength:
    """How the report stands to the words: by the cue, and doubtful where it says "reportedly"."""
    cue = frame.cue
    if cue is None:
        return "neutral"
    if (frame.unsourced and frame.cue_class == "claimed") or any(
        grid.low[c] in ADVERBS for c in grid.children[cue]
    ):
        return "doubtful"
    return strengths().get(grid.lemma[cue], "neutral")


def _speaker(frame: Frame, speakers: Speakers, others: set[int]) -> Found | None:
    if frame.speaker is not None:
        return speakers.find(frame.speaker, others)
    return speakers.goes_on(min(frame.content)) if frame.open else None


def _why(grid: Grid, frame: Frame, found: Found | None) -> tuple[str, ...]:
    rule = frame.rule if frame.cue is None else f"{frame.rule}: {grid.words(frame.cue, frame.cue)}"
    unnamed = anonymity(grid, frame)
    reasons = (rule, found.why if found else "", f"anonymous: {unnamed}" if unnamed else "")
    return tuple(reason for reason in reasons if reason)
