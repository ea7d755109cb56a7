import msgspec
import pytest

from variorum.model import Article, Party, Span, Statement
from variorum.stages.statements.annotate import annotate

TEXT = "Veltin said the strait was open."
ARTICLE = Article(id="a1", document_id="d1", text=TEXT)
STATEMENT = Statement(
    id="stm-1",
    article_id="a1",
    speaker=Party(name="Mara Veltin", span=Span("a1", 0, 6)),
    content=(Span("a1", 12, 31),),
    mode="indirect",
    cue=Span("a1", 7, 11),
)


def test_a_statement_becomes_a_row_of_the_contract():
    expected = {
        "quotes": [
            {
                "content": [[12, 31]],
                "source": [[0, 6]],
                "cue": [[7, 11]],
                "class": "speech",
                "speaker": "Mara Veltin",
                "form": "clause",
            }
        ]
    }
    assert expected == annotate(ARTICLE, [STATEMENT])


def test_a_belief_is_of_the_other_class():
    belief = msgspec.structs.replace(STATEMENT, cue_class="believes")
    assert "other" == annotate(ARTICLE, [belief])["quotes"][0]["class"]


@pytest.mark.parametrize(
    ("form", "rule"),
    [
        ("clause", "cue say: said"),
        ("phrase", "cue praise np: praised"),
        ("phrase", "cue praise np, carried: praised"),
    ],
)
def test_the_form_tells_phrases_from_clauses(form, rule):
    told = msgspec.structs.replace(STATEMENT, why=(rule, "role"))
    assert form == annotate(ARTICLE, [told])["quotes"][0]["form"]


@pytest.mark.parametrize("records", [[], [ARTICLE], [msgspec.structs.replace(STATEMENT, article_id="a2")]])
def test_what_is_no_statement_of_the_article_is_left_out(records):
    assert {"quotes": []} == annotate(ARTICLE, records)


def test_nobody_and_no_cue_are_empty():
    bare = msgspec.structs.replace(STATEMENT, speaker=None, cue=None)
    row = annotate(ARTICLE, [bare])["quotes"][0]
    assert ([], [], None) == (row["source"], row["cue"], row["speaker"])
