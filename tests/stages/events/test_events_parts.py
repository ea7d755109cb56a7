"""The parts of the stage by themselves, on parses written out by hand."""

from __future__ import annotations

from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from variorum.model import (
    Actor,
    Article,
    Assertion,
    EventMention,
    Mention,
    Party,
    Place,
    Span,
    Statement,
    TimeWindow,
)
from variorum.stages.events import events
from variorum.stages.events.annotate import annotate
from variorum.stages.events.overrides import plover
from variorum.stages.events.setting import datelines
from variorum.stages.events.spoken import Spoken
from variorum.stages.parse import Parse

CONDEMNED = """
Kenya kenya PROPN nsubj 1
condemned condemn VERB ROOT 1
Norway norway PROPN dobj 1
in in ADP prep 1
Nairobi nairobi PROPN pobj 3
on on ADP prep 1
Sunday sunday PROPN pobj 5
. . PUNCT punct 1
"""


def article(text: str) -> Article:
    return Article(id="a1", document_id="d1", text=text)


def mention(text: str, word: str, code: str) -> Mention:
    start = text.index(word)
    actor = Actor(id=code, name=word, kind="state", state=code, role="GOV")
    span = Span("a1", start, start + len(word))
    return Mention(id=f"men-{start}", article_id="a1", span=span, text=word, actor=actor)


def event(**more) -> EventMention:
    base = dict(id="e", article_id="a1", actors=(), recipients=(), trigger=Span("a1", 0, 1), type="AID")
    return EventMention(**{**base, "sentence": Span("a1", 0, 1), **more})


@pytest.fixture
def condemned(written):
    parse = written(CONDEMNED)
    text = parse.doc.text
    return article(text), parse, [mention(text, "Kenya", "KEN"), mention(text, "Norway", "NOR")]


def test_an_event_points_at_its_words(condemned):
    piece, parse, named = condemned
    found = [e for e in events.run(piece, parse, named, [], [], []) if isinstance(e, EventMention)]
    assert ["condemned"] == [e.trigger.of(piece) for e in found]
    assert ["Kenya"] == [p.span.of(piece) for p in found[0].actors]
    assert ["Norway"] == [p.span.of(piece) for p in found[0].recipients]
    assert found[0].why[0].startswith("verb frame: condemn")


def test_an_event_takes_the_window_and_place_of_its_clause(condemned):
    piece, parse, named = condemned
    day = TimeWindow(id="w", article_id="a1", span=Span("a1", 36, 42), text="Sunday", value="XXXX-WXX-7")
    where = Place(id="p", article_id="a1", span=Span("a1", 25, 32), name="Nairobi")
    told = [e for e in events.run(piece, parse, named, [day], [where], []) if isinstance(e, EventMention)]
    assert [(day, where)] == [(e.when, e.place) for e in told]


def test_no_window_and_no_place_is_none(condemned):
    piece, parse, named = condemned
    assert [(None, None)] == [
        (e.when, e.place) for e in events.run(piece, parse, named, [], [], []) if isinstance(e, EventMention)
    ]


def test_a_place_that_stands_for_its_government_is_no_place(condemned):
    piece, parse, named = condemned
    where = Place(id="p", article_id="a1", span=Span("a1", 25, 32), name="Nairobi", use="actor")
    found = events.run(piece, parse, named, [], [where], [])
    assert [None] == [e.place for e in found if isinstance(e, EventMention)]


def test_what_only_a_statement_says_carries_its_id_and_is_no_assertion(condemned):
    piece, parse, named = condemned
    said = Statement(id="s1", article_id="a1", speaker=None, content=(Span("a1", 0, len(piece.text)),))
    found = list(events.run(piece, parse, named, [], [], [said]))
    assert ["s1"] == [r.statement_id for r in found if isinstance(r, EventMention)]
    assert [] == [r for r in found if isinstance(r, Assertion)]


def test_an_assertion_holds_everybody_in_its_sentence(condemned):
    piece, parse, named = condemned
    found = [r for r in events.run(piece, parse, named, [], [], []) if isinstance(r, Assertion)]
    assert [("condemn", ["KEN", "NOR"])] == [(a.lemma, [p.key for p in a.participants]) for a in found]
    assert [piece.text.rstrip()] == [a.span.of(piece).rstrip() for a in found]


def test_a_sentence_with_nobody_known_and_no_figure_is_a_clause_that_others_may_share(condemned):
    piece, parse, _ = condemned
    (found,) = events.run(piece, parse, [], [], [], [])
    assert ("condemn", (), ()) == (found.lemma, found.participants, found.values)


def test_two_clauses_with_their_own_subjects_are_two_assertions(written):
    parse = written(
        """
        Kenya kenya PROPN nsubj 1
        condemned condemn VERB ROOT 1
        the the DET det 3
        ban ban NOUN dobj 1
        and and CCONJ cc 1
        Norway norway PROPN nsubj 6
        lifted lift VERB conj 1
        its its PRON poss 8
        blockade blockade NOUN dobj 6
        """
    )
    text = parse.doc.text
    named = [mention(text, "Kenya", "KEN"), mention(text, "Norway", "NOR")]
    found = events.run(article(text), parse, named, [], [], [])
    assert ["Kenya condemned the ban", "Norway lifted its blockade"] == [
        a.span.of(article(text)).strip() for a in found if isinstance(a, Assertion)
    ]


def test_an_event_belongs_to_the_innermost_statement():
    outer = Statement(id="outer", article_id="a1", speaker=None, content=(Span("a1", 0, 50),))
    inner = Statement(id="inner", article_id="a1", speaker=None, content=(Span("a1", 10, 20),))
    spoken = Spoken([outer, inner])
    assert "inner" == spoken.statement(12, 15)
    assert "outer" == spoken.statement(30, 35)
    assert spoken.statement(60, 65) is None


def test_the_place_of_writing_is_known_by_its_capitals():
    assert [(0, 10)] == datelines("NAIROBI — Kenya and Norway agreed.\nTalks — the third round — failed.")


@pytest.mark.parametrize(
    ("kind", "mode", "status", "expected"),
    [
        ("AID", None, "planned", ("AGREE", None)),
        ("CONSULT", "visit", "planned", ("AGREE", None)),
        ("CONSULT", "visit", "actual", ("CONSULT", "visit")),
        ("RETREAT", "withdraw", "planned", ("CONCEDE", None)),
        ("ASSAULT", "aerial", "threatened", ("THREATEN", None)),
        ("AID", None, "denied", ("REJECT", None)),
        ("SANCTION", "expel", "hypothetical", ("SANCTION", "expel")),
    ],
)
def test_plover_writes_what_is_only_announced_as_another_type(kind, mode, status, expected):
    assert expected == plover(event(type=kind, mode=mode, status=status))


def test_a_row_of_the_contract():
    kenya = Actor(id="KEN", name="Kenya", kind="state", state="KEN", role="GOV")
    sides = dict(
        actors=(Party(name="Kenya", span=Span("a1", 0, 5), actor=kenya),),
        recipients=(Party(name="villagers", span=Span("a1", 16, 25)),),
    )
    row = annotate(article("Kenya aided the villagers"), [event(**sides, trigger=Span("a1", 6, 11))])
    assert {
        "id": "a1",
        "events": [
            {
                "actor": [[0, 5]],
                "recipient": [[16, 25]],
                "trigger": [6, 11],
                "type": "AID",
                "mode": None,
                "status": "actual",
                "quad": 2,
                "scale": 10.0,
                "cameo": "07",
                "contexts": [],
                "actor_codes": ["KEN"],
                "recipient_codes": [],
            }
        ],
    } == row


WORDS = ("kenya", "norway", "meet", "attack", "send", "aid", "talk", "visit", "to", "with", "on", "between")
POS = ("NOUN", "PROPN", "VERB", "AUX", "ADP", "PRON", "CCONJ")
DEPS = (
    "nsubj",
    "nsubjpass",
    "dobj",
    "pobj",
    "prep",
    "conj",
    "ccomp",
    "xcomp",
    "relcl",
    "acl",
    "poss",
    "agent",
    "appos",
    "neg",
)
TOKENS = st.tuples(st.sampled_from(WORDS), st.sampled_from(POS), st.sampled_from(DEPS), st.integers(0, 99))


@cache
def vocabulary():
    import spacy

    return spacy.blank("en").vocab


def tree(tokens) -> Parse:
    """Any tree over the stage's own words, however little it looks like English."""
    from spacy.tokens import Doc

    words, pos, deps, heads = zip(*tokens, strict=True)
    doc = Doc(
        vocabulary(),
        words=list(words),
        lemmas=list(words),
        pos=list(pos),
        tags=list(pos),
        deps=["ROOT", *deps[1:]],
        heads=[0, *(head % i for i, head in enumerate(heads) if i)],
    )
    return Parse(id="a1", doc=doc)


@settings(deadline=None)
@given(st.lists(TOKENS, min_size=1, max_size=12))
def test_spans_lie_in_the_text_and_the_order_of_mentions_does_not_matter(tokens):
    parse = tree(tokens)
    text = parse.doc.text
    named = [
        Mention(
            id=f"men-{t.i}",
            article_id="a1",
            span=Span("a1", t.idx, t.idx + len(t)),
            text=t.text,
            actor=Actor(id=t.text, name=t.text, kind="state", state=t.text, role="GOV"),
        )
        for t in parse.doc
        if t.text in ("kenya", "norway")
    ]
    found = list(events.run(article(text), parse, named, [], [], []))
    assert all(0 <= s.start < s.end <= len(text) for r in found for s in r.spans)
    assert len(found) == len({r.id for r in found})
    assert found == list(events.run(article(text), parse, named[::-1], [], [], []))
