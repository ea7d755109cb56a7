"""Events of several mentions as editions show them: what differs, where they are told, how to split them."""

import editions
import msgspec
import pytest

from variorum.export.html import html
from variorum.export.merged import explained, merged, window
from variorum.export.text import text
from variorum.model import EventMention


def edition(**changed):
    """The edition by hand, with fields of the second mention of its event changed."""
    made = editions.edition()
    one, other = made.event_mentions
    mentions = (one, msgspec.structs.replace(other, **changed))
    return msgspec.structs.replace(made, event_mentions=mentions)


def readings(shown):
    (found,) = merged(shown)
    sigla = shown.sigla
    return {w: {sigla[r.article_ids[0]]: r.value for r in told} for w, told in found.differing}


def test_what_the_mentions_tell_differently():
    assert {"A": "actual", "B": "planned"} == readings(edition(status="planned"))["status"]
    assert "status" not in readings(edition())
    assert {"A": "Chipata", "B": "Lundazi"} == readings(edition())["place"]
    assert {"A": "Chipata", "B": "not stated"} == readings(edition(place=None))["place"]


def test_an_event_has_the_numbers_of_its_lines():
    (found,) = merged(edition())

    told = [
        i for i, line in enumerate(edition().lines, 1) if set(line.member_ids) & set(found.event.mention_ids)
    ]
    assert told
    assert told == found.numbers


def test_an_event_of_one_mention_is_not_merged():
    shown = edition()
    single = msgspec.structs.replace(shown.events[0], mention_ids=shown.events[0].mention_ids[:1])

    assert [] == merged(msgspec.structs.replace(shown, events=(single,)))


@pytest.mark.parametrize(
    "form", [lambda e: text(e, width=200), html, lambda e: "\n".join(explained(e, e.events[0]))]
)
def test_every_form_says_why_and_how_to_split(form):
    shown = form(edition())

    assert "same actors, direction and type; none is dated" in shown
    for mention in edition().event_mentions:
        assert isinstance(mention, EventMention)
        assert f"variorum split evt-station {mention.id}" in shown


@pytest.mark.parametrize(
    ("expected", "start", "end"),
    [
        ("date unknown", None, None),
        ("2026-03-01", "2026-03-01", "2026-03-02"),
        ("2026-03-01 to 2026-03-31", "2026-03-01", "2026-04-01"),
        ("2026-03-01", "2026-03-01", None),
        ("2026-03-01T09:00 to 2026-03-01T10:00", "2026-03-01T09:00", "2026-03-01T10:00"),
    ],
)
def test_the_window_is_told_to_its_last_day(expected, start, end):
    event = msgspec.structs.replace(edition().events[0], start=start, end=end)

    assert expected == window(event)
