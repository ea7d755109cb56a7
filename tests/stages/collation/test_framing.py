"""How witnesses tell one thing: words, hedges, and who did it left out."""

import msgspec
import pytest
from collation_examples import ADA, BEN, article, assertion, span, statement

from variorum.model import EventMention
from variorum.resources import rows
from variorum.stages.collation.facts import Setting
from variorum.stages.collation.framing import framing


def told(*members, articles, mentions=()):
    """(kind, {value: letters}) of every way of telling found in one line of these members."""
    held = {}
    for mention in mentions:
        held.setdefault(mention.article_id, []).append(mention)
    setting = Setting({a.id: a for a in articles}, {}, {}, held)
    return [
        (f.kind, {r.value: "".join(a[-1] for a in r.article_ids) for r in f.readings})
        for f in framing("lne-1", "sto-1", members, setting)
    ]


def asserted(*texts):
    """The ways of telling of witnesses a, b, ... each of which asserts its whole text."""
    articles = [article(letter, text) for letter, text in zip("abcdef", texts, strict=False)]
    return told(*[assertion(a, a.text) for a in articles], articles=articles)


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        (
            ("Police cleared 200 protesters.", "Police cleared 200 rioters."),
            [("word", {"protesters": "a", "rioters": "b"})],
        ),
        (
            ("Prices fell by 3%.", "Prices fell by 3%.", "Prices plummeted by 3%."),
            [("word", {"fell": "ab", "plummeted": "c"})],
        ),
        (
            ("Rivals criticised the plan.", "Rivals hit out at the plan."),
            [("word", {"criticised": "a", "hit out": "b"})],
        ),
        (("Police cleared 200 protesters.", "Police cleared 200 demonstrators."), []),
        (("Police cleared 200 rioters.", "Police cleared 200 people."), []),
        (("The protesters were called “rioters”.", "The protesters left."), []),
        (("Protesters and rioters left.", "Protesters left."), []),
        (
            ("The ship allegedly carried arms.", "The ship carried arms."),
            [("hedge", {"allegedly": "a", "without a hedge": "b"})],
        ),
        (("The ship allegedly carried arms.", "The ship reportedly carried arms."), []),
    ],
)
def test_words_and_hedges_of_the_outlets_own(texts, expected):
    assert expected == asserted(*texts)


def test_who_quotes_somebody_has_no_need_of_a_hedge():
    a, b = article("a", "The ship allegedly carried arms."), article("b", "The ship carried arms, she said.")

    assert [] == told(assertion(a, a.text), statement(b, "The ship carried arms", quoted=()), articles=[a, b])


def test_the_verb_of_saying_is_the_outlets_choice():
    a, b = article("a", "The mine is safe, Okonjo said."), article("b", "Okonjo claimed the mine is safe.")
    first = statement(a, "The mine is safe", quoted=(), cue=span(a, "said"))
    second = statement(b, "the mine is safe", quoted=(), cue=span(b, "claimed"))

    assert [("word", {"said": "a", "claimed": "b"})] == told(first, second, articles=[a, b])


def shooting(of, trigger, actors):
    return EventMention(
        id=f"evm-{of.id}",
        article_id=of.id,
        actors=actors,
        recipients=(),
        trigger=span(of, trigger),
        sentence=span(of, of.text),
        type="ASSAULT",
    )


def test_an_act_told_without_those_who_did_it():
    a = article("a", "Guards of Ben Tarvas shot dead three people.")
    b = article("b", "Three people were shot dead.")
    ben = msgspec.structs.replace(BEN, span=span(a, "Ben Tarvas"))
    mentions = [shooting(a, "shot", (ben,)), shooting(b, "shot", ())]

    assert [("voice", {"Ben Tarvas": "a", "not named": "b"})] == told(
        assertion(a, a.text), assertion(b, b.text), articles=[a, b], mentions=mentions
    )


def test_one_who_is_named_elsewhere_in_the_line_is_not_left_out():
    a, b = article("a", "Ada Okonjo shot three people."), article("b", "Three were shot by Okonjo men.")
    mentions = [shooting(a, "shot", (ADA,)), shooting(b, "shot", ())]

    assert [] == told(assertion(a, a.text), assertion(b, b.text), articles=[a, b], mentions=mentions)


def test_every_choice_has_plain_and_coloured_words_and_none_is_both():
    for row in rows("framing/words.tsv"):
        assert row["plain"].split(), row["choice"]
        assert row["coloured"].split(), row["choice"]
        assert not set(row["plain"].split()) & set(row["coloured"].split()), row["choice"]
