"""Groups that have the same members are one line."""

from __future__ import annotations

from collation_examples import article, assertion

from variorum.model import Span
from variorum.stages.collation.groups import Group, _once

ONE, OTHER = (article(letter, "The dam broke and the mill burned.") for letter in "ab")
TOLD = [assertion(a, a.text) for a in (ONE, OTHER)]


def group(start: int, end: int, why: str) -> Group:
    parts = {m.id: (Span(m.article_id, start, end),) for m in TOLD}
    return Group("assertion", TOLD, [why], parts)


def test_two_sentences_that_tell_the_same_two_things_are_one_line():
    (only,) = _once([group(0, 13, "the dam"), group(18, 33, "the mill")])

    assert ["the dam", "the mill"] == only.why
    assert [(0, 13), (18, 33)] == [(s.start, s.end) for s in only.parts[TOLD[0].id]]


def test_other_members_are_another_line():
    alone = Group("assertion", TOLD[:1], ["alone"], {})

    assert 2 == len(_once([group(0, 13, "the dam"), alone]))
