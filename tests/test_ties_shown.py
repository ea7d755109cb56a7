"""What an edition says of a pair of witnesses."""

import pytest

from variorum.edition import Collation
from variorum.export.citation import tie as said
from variorum.model import Article, Story, Tie

EDITION = Collation(
    story=Story(id="sto-1", article_ids=("art-1", "art-2")),
    witnesses=(
        Article(id="art-1", document_id="doc-1", text=""),
        Article(id="art-2", document_id="doc-2", text=""),
    ),
)


@pytest.mark.parametrize(
    ("expected", "more"),
    [
        ("A and B: quotations", {"relation": "quotations"}),
        (
            "A and B: rewritten · 40% of the shorter’s own words · direction unknown",
            {"relation": "rewritten", "share": 0.4},
        ),
        (
            "A and B: phrases · B can have taken from A, not A from B · A was published before B",
            {"relation": "phrases", "source": "art-1", "why": ("art-1 was published before art-2",)},
        ),
    ],
)
def test_a_tie_in_words(expected, more):
    assert expected == said(EDITION, Tie(left="art-1", right="art-2", **more))
