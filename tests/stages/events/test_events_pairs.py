"""Two given parties and what stands between them."""

from __future__ import annotations

import pytest

from variorum.model import Article
from variorum.stages.events import pairs
from variorum.stages.events.annotate import annotate_given


def given(text: str, actor: str, recipient: str) -> dict:
    article = Article(id="a1", document_id="d1", text=text, published="2026-10-19")
    spans = {
        key: [text.index(words), text.index(words) + len(words)]
        for key, words in (("actor", actor), ("recipient", recipient))
    }
    return annotate_given(article, spans)


def test_the_chances_add_up():
    told = pairs.tell({"bias": 1.0, "verb:condemn": 1.0, "no such feature": 1.0})
    assert pytest.approx(1.0) == sum(told.values())


@pytest.mark.model
@pytest.mark.parametrize(
    ("text", "actor", "recipient", "expected"),
    [
        ("Kenya condemned Norway on Monday.", "Kenya", "Norway", ("ACCUSE", "actual", "frame")),
        ("Kenya will send food to Peru.", "Kenya", "Peru", ("AGREE", "planned", "frame")),
        ("Kenya threatened to invade Peru.", "Kenya", "Peru", ("THREATEN", "threatened", "frame")),
        (
            "Demonstrators from Kenya yelled at Peru.",
            "Demonstrators from Kenya",
            "Peru",
            ("PROTEST", "actual", "model"),
        ),
    ],
)
def test_only_the_given_pair_is_coded(text, actor, recipient, expected):
    row = given(text, actor, recipient)
    assert [expected] == [(e["type"], e["status"], e["by"].partition(":")[0]) for e in row["events"]]
    (event,) = row["events"]
    assert [actor] == [text[s:e] for s, e in event["actor"]]
    assert [recipient] == [text[s:e] for s, e in event["recipient"]]


@pytest.mark.model
def test_what_is_no_event_gives_none():
    assert [] == given("Kenya is older than Norway.", "Kenya", "Norway")["events"]
