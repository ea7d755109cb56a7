"""What a person has split is not put on one line again, but for the words of a speaker."""

import msgspec
import pytest
from collation_examples import article, assertion, lineages, span, statement, story

from variorum.model import Event, EventMention, Line
from variorum.stages.collation import collation

WORDS = "Kenya sent two patrol boats to Lamu"
A, B = (article(x, f"“{WORDS},” Okonjo said." if x == "b" else f"“{WORDS},” Okonjo said. ") for x in "ab")


def mention(of, statement_id):
    return EventMention(
        id=f"evm-{of.id}", article_id=of.id, actors=(), recipients=(), trigger=span(of, "sent"),
        sentence=span(of, WORDS), type="AID", statement_id=statement_id,
    )  # fmt: skip


def event(*of, apart=()):
    return Event(
        id=f"evt-{'-'.join(m.id for m in of)}", story_id="sto", mention_ids=tuple(m.id for m in of),
        article_ids=tuple(m.article_id for m in of), actors=(), recipients=(), type="AID", status="actual",
        apart=tuple(m.id for m in apart),
    )  # fmt: skip


def witnesses(told, mentions, events):
    """The witnesses of each line, by letter."""
    both = story(A, B)
    statements = [r for r in told if hasattr(r, "quoted")]
    claims = [r for r in told if not hasattr(r, "quoted")]
    roots = lineages(both, ("a",), ("b",))
    made = collation.run(both, [A, B], statements, claims, mentions, events, roots, [], [])
    return sorted("".join(i[-1] for i in r.article_ids) for r in made if isinstance(r, Line))


@pytest.mark.parametrize(("expected", "split"), [(["ab"], False), (["a", "b"], True)])
def test_clauses_of_events_that_a_person_split_stand_on_two_lines(expected, split):
    one, other = mention(A, None), mention(B, None)
    events = [event(one, apart=[other]), event(other, apart=[one])] if split else [event(one, other)]

    assert expected == witnesses([assertion(x, WORDS) for x in (A, B)], [one, other], events)


def test_quoted_words_stay_one_line_whatever_becomes_of_the_event_in_them():
    said = [statement(x, WORDS) for x in (A, B)]
    one, other = (mention(x, s.id) for x, s in zip((A, B), said, strict=True))
    events = [event(one, apart=[other]), event(other, apart=[one])]

    assert ["ab"] == witnesses(said, [one, other], events)


def test_an_event_of_nobody_apart_changes_nothing():
    one, other = mention(A, None), mention(B, None)
    gone = msgspec.structs.replace(event(one, other), apart=("evm-gone",))

    assert ["ab"] == witnesses([assertion(x, WORDS) for x in (A, B)], [one, other], [gone])
