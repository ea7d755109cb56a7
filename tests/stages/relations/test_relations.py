from variorum.model import Event
from variorum.pipeline import GroupKey
from variorum.stages.relations import dyads, relations


def event(number, kind="AID", **fields):
    known = {
        "actors": ("KEN",), "recipients": ("MNG",), "actor_states": ("KEN",), "recipient_states": ("MNG",),
        "status": "actual", "start": "2026-10-18",
    }  # fmt: skip
    return Event(
        id=f"evt-{number}", story_id="sto-1", mention_ids=(f"men-{number}",), article_ids=("art-a", "art-b"), type=kind,
        **{**known, **fields},
    )  # fmt: skip


def test_an_event_counts_once_however_many_reports_tell_it():
    (relation,) = relations.run(GroupKey("KEN>MNG"), [event(1)])

    assert ("KEN", "MNG", "2026-10") == (relation.actor, relation.recipient, relation.period)
    assert (1, 2) == (relation.material_cooperation, relation.reports)


def test_months_are_apart_and_an_unknown_date_is_unknown():
    made = list(relations.run(GroupKey("KEN>MNG"), [event(1), event(2, "SANCTION"), event(3, start=None)]))

    assert {("2026-10", 1, 1), ("unknown", 1, 0)} == {
        (r.period, r.material_cooperation, r.material_conflict) for r in made
    }


def test_what_did_not_take_place_is_no_relation():
    assert [[]] * 4 == [
        list(dyads(event(1, status=s))) for s in ("planned", "threatened", "hypothetical", "denied")
    ]


def test_a_meeting_stands_in_both_directions():
    met = event(
        1, "CONSULT", actors=("KEN", "MNG"), recipients=(), actor_states=("KEN", "MNG"), recipient_states=()
    )

    assert ["KEN>MNG", "MNG>KEN"] == sorted(dyads(met))


def test_those_who_act_together_on_nobody_are_no_dyad():
    condemned = event(1, "ACCUSE", recipients=(), actor_states=("KEN", "MNG"), recipient_states=())

    assert [] == list(dyads(condemned))
