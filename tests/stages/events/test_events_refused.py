"""What the events stage considered and refused, with the reason."""

from __future__ import annotations

import pytest

from variorum.stages.events import refused as reasons

pytestmark = pytest.mark.model


@pytest.mark.parametrize(
    ("text", "word", "reason"),
    [
        ("Kenya accused Norway of attacking Iceland.", "attacking", reasons.ALLEGED),
        ("The bridge near the old mill visited Norway.", "visited", reasons.NO_ACTOR),
        ("Kenya imposed sanctions.", "imposed", reasons.NO_RECIPIENT),
        ("Kenya lifted the lid.", "lifted", reasons.NO_FRAME),
        ("India attacked Pakistan's bowlers and won by six wickets.", "attacked", reasons.GUARDED),
        ("Norway threatened to close its harbours to Iceland.", "threatened", reasons.SAYS_AN_ACT),
        ("Ola Dunn condemned Ana Torvald.", "condemned", reasons.UNKNOWN),
    ],
)
def test_a_refused_word_has_its_reason(refused, text, word, reason):
    assert (word, reason) in refused(text)


def test_an_event_is_not_among_the_refused(refused):
    assert [] == refused("Kenya condemned Norway on Monday.")


def test_the_refused_stand_in_text_order(refused):
    words = [word for word, _ in refused("Kenya lifted the lid. Norway accused Kenya of attacking Iceland.")]
    assert ["lifted", "attacking"] == words
