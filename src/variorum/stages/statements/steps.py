"""The chain of one statement as records, from the tokens of its frame."""

from __future__ import annotations

from typing import Literal

from msgspec.structs import replace

from variorum.model import Article, Attribution, Party, Span
from variorum.stages.statements.frame import Frame
from variorum.stages.statements.grid import Grid
from variorum.stages.statements.speaker import Found, Speakers
from variorum.stages.statements.who import is_medium


def whole_credit(article: Article) -> str | None:
    """The one agency whose copy a credit says the whole article is; None when none or several do."""
    credited = {credit.called for credit in article.credits if credit.kind == "whole"}
    return credited.pop() if len(credited) == 1 else None


def chain(
    article: Article, grid: Grid, frame: Frame, found: Found | None, cue: Span | None, speakers: Speakers
) -> tuple[Attribution, ...]:
    """The chain of a frame, outermost first; no step is made for what the text does not name, an agency that
    prints its own copy is the outlet, and a carrier that is the speaker himself is none of its own."""
    speaker = found.party if found else None
    made = [Attribution(role="outlet", name=article.outlet)] if article.outlet else []
    if article.credits and (agency := whole_credit(article)) and agency != article.outlet:
        made.append(Attribution(role="agency", name=agency, inherited=True))
    for source, how in frame.via:
        carrier = speakers.find(source, set())
        party = speakers.medium(source, carrier.party if carrier else speakers.named(source))
        if is_medium(grid, source) and (grid.pos[source] == "PROPN" or not party.name.islower()):
            speakers.media = party
        if speaker is None or party.key != speaker.key:
            end = how + 1 if grid.low[how] == "according" and how + 1 < grid.n else how
            made.append(_step("carrier", party, grid.span(article.id, how, end)))
    if found and not frame.via:
        steps = speakers.held(found, frame) or speakers.in_scope(found, frame)
        if steps and _thought(grid, frame):
            steps[-1] = replace(steps[-1], role="speaker")
        made += steps
    if speaker:
        made.append(
            Attribution(
                role="view" if _thought(grid, frame) else "speaker",
                name=speaker.name,
                actor=speaker.actor,
                span=speaker.span,
                cue=cue,
                inherited=frame.open,
                apparent=frame.cue_class == "echoed",
            )
        )
    if frame.view:
        believer = frame.view[0]
        held_by = speakers.find(believer, frame.content) if grid.pos[believer] == "PRON" else None
        party = held_by.party if held_by else speakers.named(believer)
        made.append(_step("view", party, grid.span(article.id, frame.view[1])))
    return tuple(made)


def _thought(grid: Grid, frame: Frame) -> bool:
    """Whether the report itself tells what somebody thinks, with no source and not in words of his own."""
    if frame.cue_class != "believes" or frame.view or frame.via or frame.speaker is None:
        return False
    said = all(grid.mark[i] >= 0 for i in frame.content if not grid.is_silent(i))
    return not said and not is_medium(grid, frame.speaker)


def credited(article: Article) -> tuple[str, ...]:
    """The reason why an agency stands in the chain: the place of its credit in the decoded document."""
    agency = whole_credit(article)
    return tuple(
        f"agency {c.called}: credit for the whole text at [{c.source_start}, {c.source_end}) of the document"
        for c in article.credits
        if c.called == agency and c.kind == "whole"
    )[:1]


def _step(role: Literal["carrier", "view"], who: Party, cue: Span) -> Attribution:
    return Attribution(role=role, name=who.name, actor=who.actor, span=who.span, cue=cue)
