"""What people decide stands on every run, whatever is added, until they take it back."""

import pytest

import toy
from variorum.errors import NotFoundError, VariorumError
from variorum.export.lines import jsonl

REPORTS = {"a.txt": "Anna met.", "b.txt": "Anna met Boris.", "c.txt": "Anna slept.", "d.txt": "Dana met."}


@pytest.fixture
def ledger(tmp_path):
    """Three reports of one story, and one of another."""
    made = [toy.document(name, text) for name, text in REPORTS.items()]
    with toy.filled(tmp_path / "desk.db", made) as filled:
        toy.run(filled)
        yield filled


def address(ledger, article_id):
    return ledger.get(ledger.get(article_id).document_id).address


def stories(ledger):
    toy.run(ledger)
    return sorted(sorted(address(ledger, a) for a in s.article_ids) for s in ledger.stories())


def article(ledger, name):
    return next(a.id for a in ledger.articles() if address(ledger, a.id) == name)


def story(ledger, name):
    return next(s.id for s in ledger.stories() if article(ledger, name) in s.article_ids)


FOUND = [["a.txt", "b.txt", "c.txt"], ["d.txt"]]
SPLIT = [["a.txt", "b.txt"], ["c.txt"], ["d.txt"]]


def test_without_judgements_the_stories_are_those_found(ledger):
    assert FOUND == stories(ledger)


def test_a_split_gives_two_stories_on_the_next_run_and_on_every_later_one(ledger):
    ledger.judge("split", [story(ledger, "c.txt"), article(ledger, "c.txt")], who="a desk")

    assert SPLIT == stories(ledger)
    assert SPLIT == stories(ledger)


def test_undo_brings_it_back(ledger):
    before = b"".join(list(jsonl(ledger))[1:])
    made = ledger.judge("split", [story(ledger, "c.txt"), article(ledger, "c.txt")], who="a desk")
    assert SPLIT == stories(ledger)

    ledger.judge("undo", [made[0].decision], who="a desk")

    assert FOUND == stories(ledger)
    assert before == b"".join(list(jsonl(ledger))[1:])


def test_merge_puts_two_stories_together_and_undo_apart_again(ledger):
    made = ledger.judge("merge", [story(ledger, "a.txt"), story(ledger, "d.txt")], who="a desk")
    assert [sorted(REPORTS)] == stories(ledger)

    ledger.judge("undo", [made[0].decision], who="a desk")
    assert FOUND == stories(ledger)


def test_the_latest_word_on_a_pair_counts(ledger):
    whole = story(ledger, "c.txt")
    ledger.judge("accept", [whole], who="a desk")
    ledger.judge("split", [whole, article(ledger, "c.txt")], who="a desk")
    assert SPLIT == stories(ledger)

    ledger.judge("merge", [story(ledger, "a.txt"), story(ledger, "c.txt")], who="a desk")
    assert FOUND == stories(ledger)


def test_a_judgement_stands_when_reports_are_added(ledger):
    ledger.judge("split", [story(ledger, "c.txt"), article(ledger, "c.txt")], who="a desk")
    ledger.add_documents([toy.document("e.txt", "Boris slept."), toy.document("f.txt", "Dana slept.")])

    assert [["a.txt", "b.txt", "e.txt"], ["c.txt"], ["d.txt", "f.txt"]] == stories(ledger)


def test_a_judgement_stands_when_its_report_goes_and_comes_again(ledger):
    ledger.judge("split", [story(ledger, "c.txt"), article(ledger, "c.txt")], who="a desk")
    ledger.remove(article(ledger, "c.txt"))
    assert [["a.txt", "b.txt"], ["d.txt"]] == stories(ledger)

    ledger.add_documents([toy.document("c.txt", REPORTS["c.txt"])])

    assert SPLIT == stories(ledger)


def test_in_one_go_or_after_the_judgement_is_the_same(ledger):
    made = ledger.judge(
        "split", [story(ledger, "c.txt"), article(ledger, "c.txt")], who="a desk", when="2026"
    )
    toy.run(ledger)

    with toy.filled(None, [toy.document(name, text) for name, text in REPORTS.items()]) as other:
        other.store.judge(made)
        toy.run(other)

        assert b"".join(jsonl(ledger)) == b"".join(jsonl(other))


def test_a_decision_says_who_when_and_on_which_pairs(ledger):
    ids = sorted(article(ledger, name) for name in ("a.txt", "b.txt", "c.txt"))

    made = ledger.judge("accept", [story(ledger, "a.txt")], who="a desk", when="2026-11-22T09:00")

    assert [(ids[0], ids[1]), (ids[0], ids[2]), (ids[1], ids[2])] == [(j.left, j.right) for j in made]
    assert {("together", "a desk", "2026-11-22T09:00")} == {(j.verdict, j.who, j.when) for j in made}
    assert 1 == len({j.decision for j in made})
    assert made == ledger.judgements()


def test_one_pair_of_a_decision_can_be_taken_back_with_all_of_it(ledger):
    made = ledger.judge("accept", [story(ledger, "a.txt")], who="a desk")

    ledger.judge("undo", [made[2].id], who="a desk")

    assert [] == ledger.store.judgements(standing=True)
    assert 4 == len(ledger.judgements())


def test_mentions_of_an_event_are_judged_like_reports_of_a_story(ledger):
    event = next(e for e in ledger.events() if len(e.mention_ids) > 2)

    made = ledger.judge("accept", [event.id], who="a desk")

    assert set(event.mention_ids) == {m for j in made for m in (j.left, j.right)}


@pytest.mark.parametrize(
    ("expected", "verdict", "names"),
    [
        ("'praise' is not a judgement; use one of: accept, split, merge, undo", "praise", ["a.txt"]),
        ("nothing to judge: .* has a single member", "accept", ["d.txt"]),
        ("merge takes two stories", "merge", ["a.txt"]),
        ("split takes a story .* and the member", "split", ["a.txt"]),
        ("art-.* is not a member of sto-", "split", ["a.txt", "d.txt"]),
    ],
)
def test_what_cannot_be_judged_is_said(ledger, expected, verdict, names):
    ids = [story(ledger, names[0]), *(article(ledger, name) for name in names[1:])]

    with pytest.raises(VariorumError, match=expected):
        ledger.judge(verdict, ids, who="a desk")


def test_stories_and_events_are_not_judged_together(ledger):
    ids = [story(ledger, "a.txt"), ledger.events()[0].id]

    with pytest.raises(VariorumError, match="judge one or the other"):
        ledger.judge("merge", ids, who="a desk")


@pytest.mark.parametrize("wrong", ["dec-none", "", "jdg-"])
def test_only_what_stands_is_taken_back(ledger, wrong):
    made = ledger.judge("accept", [story(ledger, "a.txt")], who="a desk")
    ledger.judge("undo", [made[0].decision], who="a desk")

    with pytest.raises(NotFoundError, match="they stand in: variorum judgements"):
        ledger.judge("undo", [wrong or made[0].decision], who="a desk")


def test_deciding_again_after_an_undo_holds(ledger):
    for _ in range(2):
        made = ledger.judge("split", [story(ledger, "c.txt"), article(ledger, "c.txt")], who="a desk")
        assert SPLIT == stories(ledger)
        ledger.judge("undo", [made[0].decision], who="a desk")
        assert FOUND == stories(ledger)
