"""The differences between the witnesses of a line, with every reading."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from variorum.model import Assertion, Reading, Span, Statement, Variant, make_id
from variorum.stages.collation.assemble import Member
from variorum.stages.collation.attribution import attribution
from variorum.stages.collation.citing import Sources
from variorum.stages.collation.facts import WORST, Setting, facts
from variorum.stages.collation.incomparable import opened
from variorum.stages.collation.told import NOT_STATED, Difference, Open, Told
from variorum.stages.collation.wording import wording


def variants(
    line_id: str,
    story_id: str,
    members: Sequence[Member],
    setting: Setting,
    parts: Mapping[str, tuple[Span, ...]],
    sources: Sources,
) -> Iterator[Variant | Open]:
    """Every variant of one line: attribution, wording, place, time, number, status; and what could not be
    compared. ``parts`` is what each member tells on this line, ``sources`` what its statements cite. Of
    several with the same readings the worst stands."""
    if len({m.article_id for m in members}) < 2:
        return
    said = [m for m in members if isinstance(m, Statement)]
    asserted = [m for m in members if isinstance(m, Assertion)]
    found: list[Difference] = []
    if said or asserted:
        found += attribution(said, asserted, sources, parts)
    if said:
        found += wording(said, setting.articles)
    for fact in facts(members, setting, parts):
        if isinstance(fact, Open):
            yield fact
        else:
            found.append(fact)
    yield from opened(found, setting.articles)
    yield from records_of(line_id, story_id, found)


def records_of(line_id: str, story_id: str, found: Sequence[Difference]) -> Iterator[Variant]:
    """The variants of a line made of its differences; of several with the same readings the worst."""
    made: dict[str, Variant] = {}
    for difference in _put_together(found):
        variant = Variant(
            id=make_id("var", story_id, line_id, difference.kind, *sorted(map(str, difference.readings))),
            made_by="collation/4",
            story_id=story_id,
            line_id=line_id,
            kind=difference.kind,
            relation=difference.relation,
            readings=_readings(difference.readings),
            why=(difference.why,),
        )
        held = made.get(variant.id, variant)
        made[variant.id] = min(held, variant, key=lambda v: WORST.index(v.relation))
    yield from made.values()


def _put_together(found: Sequence[Difference]) -> list[Difference]:
    """Differences from one and the same reading, as when three reports made one cut, are one variant."""
    merged: dict[tuple[str, str, str, Told], Difference] = {}
    for difference in found:
        key = (difference.kind, difference.relation, difference.why, difference.readings[0])
        if key in merged:
            fresh = [t for t in difference.readings if t not in merged[key].readings]
            merged[key].readings.extend(fresh)
        else:
            merged[key] = difference
    return list(merged.values())


def _readings(told: Sequence[Told]) -> tuple[Reading, ...]:
    """Readings of equal value put together; those most have first, those not stated last."""
    values: dict[str, list[Told]] = {}
    for one in told:
        values.setdefault(one.value, []).append(one)
    order = sorted(values, key=lambda v: (v == NOT_STATED, -len(values[v]), v))
    return tuple(
        Reading(
            value=value,
            article_ids=tuple(sorted({t.article_id for t in values[value]})),
            spans=tuple(sorted({s for t in values[value] for s in t.spans})),
        )
        for value in order
    )
