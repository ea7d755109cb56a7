"""Who said what: quotation marks, cue frames, carriers, quoted words, speakers, chain; one module each."""

from __future__ import annotations

from collections.abc import Iterator

from variorum.model import Article, Attribution, Mention, Party, Span, Statement, make_id
from variorum.pipeline import stage
from variorum.stages.figures import figures
from variorum.stages.parse import Parse
from variorum.stages.statements import content, quotes
from variorum.stages.statements.chain import carriers, steps
from variorum.stages.statements.frames import Frame, frames
from variorum.stages.statements.grid import Grid
from variorum.stages.statements.speaker import Found, Speakers

MADE_BY = "statements/1"
NOBODY = 0.4


@stage()
def statements(article: Article, parse: Parse, mentions: list[Mention]) -> Iterator[Statement]:
    """Who said what to whom, in which words, and through whom it reached us."""
    grid = Grid(article.text, parse.doc)
    speakers = Speakers(grid, mentions, article.id)
    seen: set[str] = set()
    for frame in quotes.attach(grid, carriers(grid, frames(grid))):
        made = _statement(article, parse, grid, frame, speakers)
        if made and made.id not in seen:
            seen.add(made.id)
            yield made


def _statement(
    article: Article, parse: Parse, grid: Grid, frame: Frame, speakers: Speakers
) -> Statement | None:
    """The statement a frame makes; None when it reports no words, or nobody's words without marks."""
    words = content.spans(grid, article.id, frame.content, frame.cue)
    marked = content.quoted(grid, words)
    if not words or (frame.speaker is None and not marked):
        return None
    others = frame.content | ({frame.view[0]} if frame.view else set())
    found = _speaker(frame, speakers, others)
    addressee = speakers.find(frame.addressee, others) if frame.addressee is not None else None
    cue = grid.span(article.id, frame.cue, frame.cue_end) if frame.cue is not None else None
    made = Statement(
        id=make_id("stm", article.id, *((s.start, s.end) for s in words), cue.start if cue else None),
        made_by=MADE_BY,
        score=round(max(0.1, (found.score if found else NOBODY) - frame.weak), 2),
        why=_why(grid, frame, found),
        article_id=article.id,
        speaker=found.party if found else None,
        content=words,
        quoted=marked,
        mode=content.mode(article.text, words, marked),
        cue=cue,
        cue_class=frame.cue_class,
        addressee=addressee.party if addressee else None,
        chain=_chain(article, grid, frame, found, cue, speakers),
        values=tuple(v for s in words for v in figures(article, parse, s.start, s.end)),
    )
    if found:
        speakers.spoke(found, frame)
    return made


def _speaker(frame: Frame, speakers: Speakers, others: set[int]) -> Found | None:
    if frame.speaker is not None:
        return speakers.find(frame.speaker, others)
    return speakers.goes_on(min(frame.content)) if frame.open else None


def _why(grid: Grid, frame: Frame, found: Found | None) -> tuple[str, ...]:
    rule = frame.rule if frame.cue is None else f"{frame.rule}: {grid.words(frame.cue, frame.cue)}"
    return (rule, found.why) if found and found.why else (rule,)


def _chain(
    article: Article, grid: Grid, frame: Frame, found: Found | None, cue: Span | None, speakers: Speakers
) -> tuple[Attribution, ...]:
    """The chain of a frame: a carrier that is the speaker himself is no step of its own."""
    speaker = found.party if found else None
    via: list[tuple[Party, Span]] = []
    for source, how in frame.via:
        party = speakers.named(source)
        if speaker is None or party.key != speaker.key:
            end = how + 1 if grid.low[how] == "according" and how + 1 < grid.n else how
            via.append((party, grid.span(article.id, how, end)))
    view = None
    if frame.view:
        view = speakers.named(frame.view[0]), grid.span(article.id, frame.view[1])
    said = None
    if speaker:
        said = Attribution(
            role="speaker",
            name=speaker.name,
            actor=speaker.actor,
            span=speaker.span,
            cue=cue,
            inherited=frame.open,
            apparent=frame.cue_class == "echoed",
        )
    return steps(article.outlet, via, said, view)
