"""What was considered and refused is listed on demand, with the reason."""

import pytest
from statement_examples import refused

from variorum.stages.statements import refused as reasons

pytestmark = pytest.mark.model


@pytest.mark.parametrize(
    ("words", "reason", "text"),
    [
        ("say", reasons.UNSAID, "Veltin did not say that the strait was open."),
        ("comment", reasons.UNSAID, "Veltin declined to comment."),
        ("according to", reasons.NO_SOURCE, "Everything went according to plan."),
        ("reform", reasons.TOO_SHORT, "The “reform” failed."),
        ("The Blue Harbour", reasons.TITLE, "She wrote “The Blue Harbour” in a year."),
        ("went", reasons.NO_PARTICLE, "Veltin went home."),
        ("claimed", reasons.PART, "Veltin said Raske had claimed that the strait was open."),
        ("said", reasons.NO_WORDS, "Veltin said."),
    ],
)
def test_a_refusal_has_a_reason(words, reason, text):
    assert (words, reason) in refused(text).items()


def test_a_statement_is_not_among_the_refused():
    assert {} == refused("“The strait is open,” Veltin said.")
