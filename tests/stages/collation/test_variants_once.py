"""A variant stands once in a line, whatever found it."""

import sys

from variorum.model import Article, Span, Statement
from variorum.stages.collation.citing import Sources
from variorum.stages.collation.facts import Setting
from variorum.stages.collation.told import Difference, Told
from variorum.stages.collation.variants import variants

A, B = Told("nine dead", "a", (Span("a", 0, 9),)), Told("ten dead", "b", (Span("b", 0, 8),))


def test_of_several_findings_with_the_same_readings_the_worst_stands(monkeypatch):
    twice = [
        Difference("number", "COMPATIBLE", [A, B], "near"),
        Difference("number", "DIFFERS", [B, A], "9 against 10"),
    ]
    module = sys.modules["variorum.stages.collation.variants"]
    monkeypatch.setattr(module, "facts", lambda members, setting, parts: twice)
    articles = {t.article_id: Article(id=t.article_id, document_id="d", text=t.value) for t in (A, B)}
    members = [
        Statement(id=t.article_id, article_id=t.article_id, speaker=None, content=t.spans) for t in (A, B)
    ]

    setting, known = Setting(articles, {}, {}), Sources(articles, {}, {})
    found = [v for v in variants("line", "story", members, setting, {}, known) if v.kind == "number"]

    assert [("DIFFERS", ("9 against 10",))] == [(v.relation, v.why) for v in found]
