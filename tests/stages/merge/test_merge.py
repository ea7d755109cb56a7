import pytest

from variorum.model import Actor, EventMention, Judgement, Party, Span, TimeWindow
from variorum.pipeline import GroupKey
from variorum.stages.merge import merge

KENYA, MONGOLIA = (
    Party(name=n, actor=Actor(id=c, name=n, kind="state", state=c))
    for n, c in (("Kenya", "KEN"), ("Mongolia", "MNG"))
)


def mention(letter, *, actors=(KENYA,), recipients=(MONGOLIA,), kind="AID", start=None, place=0, **fields):
    article_id = f"art-{letter}"
    when = None
    if start:
        day = TimeWindow(
            id=f"win-{letter}{place}",
            article_id=article_id,
            span=Span(article_id, 50, 60),
            text=start,
            value=start,
            start=start,
            end=start[:8] + f"{int(start[8:]) + 1:02d}",
            anchor="text",
        )
        when = day
    return EventMention(
        id=f"men-{letter}{place}", article_id=article_id, actors=tuple(actors), recipients=tuple(recipients),
        trigger=Span(article_id, place, place + 5), sentence=Span(article_id, 0, 90), type=kind, when=when, score=0.9,
        **fields,
    )  # fmt: skip


def events(*mentions, judgements=()):
    return list(merge.run(GroupKey("sto-1"), list(mentions), list(judgements)))


def test_two_reports_of_one_act_are_one_event():
    (event,) = events(mention("a", start="2026-10-18"), mention("b"))

    assert ("men-a0", "men-b0") == event.mention_ids
    assert ("art-a", "art-b") == event.article_ids
    assert ("2026-10-18", "2026-10-19") == (event.start, event.end)
    assert (("KEN",), ("MNG",)) == (event.actor_states, event.recipient_states)


@pytest.mark.parametrize(
    "other",
    [
        mention("b", actors=(MONGOLIA,), recipients=(KENYA,)),
        mention("b", kind="SANCTION"),
        mention("b", recipients=()),
        mention("b", start="2026-10-25"),
    ],
    ids=["other direction", "other type", "no recipient", "a window that excludes the first"],
)
def test_what_differs_in_actors_direction_type_or_window_is_another_event(other):
    assert 2 == len(events(mention("a", start="2026-10-18"), other))


def test_a_meeting_has_no_direction():
    one = mention("a", kind="CONSULT")
    other = mention("b", kind="CONSULT", actors=(MONGOLIA,), recipients=(KENYA,))

    (event,) = events(one, other)

    assert (("KEN", "MNG"), ()) == (event.actors, event.recipients)


def test_what_one_report_plans_and_another_has_done_is_one_event_of_the_firmer_status():
    (event,) = events(mention("a", status="planned"), mention("b", status="actual"))

    assert "actual" == event.status


def test_one_report_that_tells_of_two_times_tells_two_events():
    assert 2 == len(events(mention("a", status="actual"), mention("a", status="planned", place=40)))


def test_a_human_judgement_wins():
    one, other = mention("a"), mention("b")

    def said(verdict):
        return Judgement(
            id="jdg-1", verdict=verdict, left="men-a0", right="men-b0", who="desk", when="2026-01-01"
        )

    assert 2 == len(events(one, other, judgements=[said("apart")]))
    assert 1 == len(events(one, mention("b", kind="RETREAT"), judgements=[Judgement(
        id="jdg-2", verdict="together", left="men-a0", right="men-b0", who="desk", when="2026-01-01")]))  # fmt: skip


def test_the_order_of_mentions_does_not_show():
    told = [
        mention("a"),
        mention("b"),
        mention("c", kind="CONSULT"),
        mention("a", place=40, status="planned"),
    ]

    assert events(*told) == events(*told[::-1])


def said(verdict, left="men-a0", right="men-b0"):
    return Judgement(
        id=f"jdg-{verdict}", verdict=verdict, left=left, right=right, who="desk", when="2026-01-01"
    )


TWO = "2 mentions in 2 of the reports: "


@pytest.mark.parametrize(
    ("expected", "mentions", "judged"),
    [
        ([TWO + "same actors, direction and type; none is dated"], [mention("a"), mention("b")], []),
        (
            [TWO + "same actors, direction and type; 1 of 2 are dated, none excludes another"],
            [mention("a", start="2026-10-18"), mention("b")],
            [],
        ),
        (
            [TWO + "same parties and type (talks have no direction); none is dated"],
            [mention("a", kind="CONSULT"), mention("b", kind="CONSULT")],
            [],
        ),
        (["one mention; no other has these actors, direction and type"], [mention("a")], []),
        (
            ["one mention; what others tell of the same actors, direction and type is another event"] * 2,
            [mention("a", start="2026-10-18"), mention("b", start="2026-10-25")],
            [],
        ),
        (["a person split it from one mention"] * 2, [mention("a"), mention("b")], [said("apart")]),
        (
            [TWO + "same actors, direction and type; none is dated", "a person put them together"],
            [mention("a"), mention("b")],
            [said("together")],
        ),
        (
            [TWO + "put together by a person"],
            [mention("a", start="2026-10-18"), mention("b", start="2026-10-25")],
            [said("together")],
        ),
        (
            [TWO + "put together by a person"],
            [mention("a"), mention("b", kind="RETREAT")],
            [said("together")],
        ),
    ],
)
def test_an_event_says_why_it_is_one(expected, mentions, judged):
    assert expected == [why for e in events(*mentions, judgements=judged) for why in e.why]


def test_an_event_keeps_what_a_person_split_from_it():
    found = events(mention("a"), mention("b"), mention("c"), judgements=[said("apart")])

    assert {(("men-a0", "men-c0"), ("men-b0",)), (("men-b0",), ("men-a0",))} == {
        (e.mention_ids, e.apart) for e in found
    }
