"""What one report tells as to come and another, later one as done."""

from __future__ import annotations

import pytest
from collation_examples import article, assertion

from variorum.stages.collation.tenses import tenses

MONDAY, TUESDAY = "2026-05-04", "2026-05-05"


def found(one, other, days=(MONDAY, TUESDAY)):
    pieces = {
        f"art-{letter}": article(letter, text, published=day)
        for letter, day, text in zip("ab", days, (one, other), strict=True)
    }
    members = [assertion(a, a.text) for a in pieces.values()]
    return [(d.relation, [t.value for t in d.readings]) for d in tenses(members, pieces, {})]


@pytest.mark.parametrize(
    ("expected", "one", "other"),
    [
        (
            [("UPDATE", ["will sign", "signed"])],
            "The two ports will sign the lease in Orun.",
            "The two ports signed the lease in Orun.",
        ),
        (
            [("UPDATE", ["is still to be interviewed", "been interviewed"])],
            "The barge captain is still to be interviewed.",
            "The barge captain has been interviewed.",
        ),
        (
            [("UPDATE", ["would be opened", "is open"])],
            "The gate at Orun would be opened.",
            "The gate at Orun is open.",
        ),
        (
            [("COMPATIBLE", ["will sign", "may sign"])],
            "The two ports will sign the lease.",
            "The two ports may sign the lease.",
        ),
        ([], "The two ports will sign the lease.", "The two ports have not signed the lease."),
        ([], "The two ports will sign the lease.", "The mayor signed a letter to the king."),
        ([], "If the two ports will sign the lease, ships come.", "The two ports signed the lease."),
        ([], "The fund will be safe in Orun.", "The fund was safe in Orun."),
    ],
)
def test_an_act_to_come_and_done(expected, one, other):
    assert expected == found(one, other)


def test_of_several_acts_the_first_in_the_text_is_shown():
    assert [("COMPATIBLE", ["will sign", "may sign"])] == found(
        "The two ports will sign the lease and will dredge, will drain, will fence and will light the basin.",
        "The two ports may sign the lease and may dredge, may drain, may fence and may light the basin.",
    )


def test_what_an_earlier_report_tells_as_done_is_no_update():
    assert [] == found(
        "The two ports will sign the lease.", "The two ports signed the lease.", (TUESDAY, MONDAY)
    )
