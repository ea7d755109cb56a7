"""What became of stories from run to run is written down, and an old id still leads there."""

import pytest
from sqlalchemy import text

import toy
from variorum.backends.changes import compared
from variorum.errors import NotFoundError
from variorum.export.lines import jsonl

BEFORE = {"a": "S", "b": "S", "c": "T"}


@pytest.mark.parametrize(
    ("expected", "after"),
    [
        ([], BEFORE),
        ([], BEFORE | {"d": "S"}),
        ([], {"a": "S", "c": "T"}),
        ([("renamed", "S", "R")], {"x": "R", "a": "R", "b": "R", "c": "T"}),
        ([("merged", "T", "S")], dict.fromkeys("abc", "S")),
        ([("split", "S", "U")], {"a": "S", "b": "U", "c": "T"}),
        ([("split", "S", "T")], {"a": "S", "b": "T", "c": "T"}),
        ([], {"c": "T"}),
    ],
)
def test_what_is_written_down(expected, after):
    assert expected == list(compared(BEFORE, after))


def filled(*words):
    return toy.filled(None, [toy.document(f"{n}.txt", w) for n, w in enumerate(words)])


def test_a_merge_by_hand_and_its_undoing_leave_a_trail_that_leads_to_the_present():
    with filled("Anna met.", "Boris met.") as ledger:
        toy.run(ledger)
        old = [s.id for s in ledger.stories()]
        made = ledger.judge("merge", old, who="a desk")
        toy.run(ledger)
        [whole] = ledger.stories()

        assert {"merged"} == {c.what for c in ledger.changes()}
        assert {whole.id} == {ledger.get(story).id for story in old}

        ledger.judge("undo", [made[0].decision], who="a desk")
        toy.run(ledger)

        assert set(old) == {s.id for s in ledger.stories()}
        assert {"merged", "split"} == {c.what for c in ledger.changes()}
        if whole.id not in old:
            with pytest.raises(NotFoundError, match=r"is no story any more; it became sto-.* and sto-"):
                ledger.get(whole.id)


def test_a_run_that_changes_nothing_writes_nothing_down():
    with filled("Anna met.", "Anna slept.") as ledger:
        toy.run(ledger)
        ledger.add_documents([toy.document("new.txt", "Chidi slept.")])
        toy.run(ledger)

        assert [] == ledger.changes()


def test_changes_are_not_exported():
    with filled("Anna met.", "Boris met.") as ledger:
        toy.run(ledger)
        made = ledger.judge("merge", [s.id for s in ledger.stories()], who="a desk")
        toy.run(ledger)
        ledger.judge("undo", [made[0].decision], who="a desk")
        toy.run(ledger)
        with ledger.store.writing() as c:
            before = b"".join(jsonl(ledger))
            c.execute(text("DELETE FROM changes"))

        assert before == b"".join(jsonl(ledger))
        assert [] == ledger.changes()
