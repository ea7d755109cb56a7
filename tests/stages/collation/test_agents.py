"""Who acts: another force, or the two sides the other way round."""

import pytest
from collation_examples import article, assertion
from test_apart_and_parts import collate

from variorum.stages.collation.agents import OTHER_FORCE, REVERSED, agents


def found(one, other):
    texts = [article("a", one), article("b", other)]
    told = [assertion(t, t.text[:-1]) for t in texts]
    return [d.why for d in agents(told, {t.id: t for t in texts}, {})]


@pytest.mark.parametrize(
    ("expected", "one", "other"),
    [
        (
            [REVERSED],
            "Kenyan guards fired on Somali fishermen at the river.",
            "Somali fishermen fired on Kenyan guards at the river.",
        ),
        (
            [],
            "Kenyan guards fired on Somali fishermen at the river.",
            "Somali fishermen were fired on by Kenyan guards at the river.",
        ),
        (
            [OTHER_FORCE],
            "Police arrested the mayor at the station on Friday.",
            "Soldiers arrested the mayor at the station.",
        ),
        (
            [],
            "Police arrested the mayor at the station on Friday.",
            "Officers arrested the mayor at the station.",
        ),
        ([], "Police arrested the mayor at the station.", "Soldiers dug a well in the village."),
    ],
)
def test_another_agent_differs(expected, one, other):
    assert expected == found(one, other)


def test_another_force_is_a_variant_of_the_line():
    one = article("a", "Police arrested the mayor of Orunde at the station on Friday.")
    other = article("b", "Soldiers arrested the mayor of Orunde at the station on Friday.")
    _, variants, _ = collate(one, other, assertions=[assertion(t, t.text[:-1]) for t in (one, other)])

    assert ["DIFFERS"] == [v.relation for v in variants if v.kind == "actor"]
