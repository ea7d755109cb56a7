from __future__ import annotations

import pytest

from variorum.errors import InputError
from variorum.model import Article
from variorum.sources.decode import decode_as
from variorum.sources.document import document
from variorum.stages.article import article

PARAGRAPHS = [
    "The harbour of Veldara will close for three days after a crane fell, officials said on Tuesday.",
    "&ldquo;We will not reopen until every cable has been checked,&rdquo; said the harbour master, <b>Odile</b> Brantsen.",
    "Two ships were sent to the neighbouring port of Anselm, which has only one rail line and no cold store.",
    "The crane was built in 1974 and had passed its last inspection in March, the port authority added.",
]
BODY = "\n  ".join(f"<p>{p}</p>" for p in PARAGRAPHS)


def page(body: str = f"<article><h1>Crane falls in the old port</h1>{BODY}</article>", head: str = "") -> str:
    return f'<!DOCTYPE html><html lang="en-GB"><head><meta charset="utf-8">{head}</head><body>{body}</body></html>'


def read(html: str, **stated: str) -> Article:
    (made,) = article.run(document(html.encode(), "a.html", "html", **stated))
    return made


def test_the_text_is_the_paragraphs_without_headline_and_tags() -> None:
    made = read(page())
    assert 4 == len(made.text.split("\n"))
    assert "“We will not reopen" in made.text
    assert "Crane falls" not in made.text


def test_every_word_leads_back_into_the_page() -> None:
    made = read(page())
    source = decode_as(page().encode(), made.decoded_as)
    at = made.text.index("“We will")
    start, end = made.source_range(at, at + 8) or (0, 0)
    assert "&ldquo;We will" == source[start:end]
    at = made.text.index("Odile Brantsen")
    start, end = made.source_range(at, at + 14) or (0, 0)
    assert "Odile</b> Brantsen" == source[start:end]


def test_json_ld_states_headline_author_outlet_and_date_with_its_zone() -> None:
    made = read(
        page(
            head="""<script type="application/ld+json">{"@graph": [{"@type": "WebSite", "name": "x"},
        {"@type": "NewsArticle", "headline": "Crane falls in the old port", "articleSection": ["World"],
         "datePublished": "2026-10-18T21:40:00+03:00", "author": [{"name": "Ines Valcourt"}],
         "publisher": {"name": "Veldara Post"}}]}</script>"""
        )
    )
    assert ("Crane falls in the old port", "Veldara Post", "World") == (made.title, made.outlet, made.section)
    assert (("Ines Valcourt",), "2026-10-18T21:40:00+03:00") == (made.byline, made.published)
    assert "json-ld" == made.stated["published"]


def test_meta_tags_serve_where_there_is_no_json_ld() -> None:
    head = (
        '<meta property="og:title" content="Crane falls in the old port"><meta property="og:site_name" '
        'content="Veldara Post"><meta property="article:published_time" content="2026-10-18T21:40:00Z">'
        '<meta name="author" content="By Ines Valcourt and Tom Okafor">'
    )
    made = read(page(head=head))
    assert ("Veldara Post", "2026-10-18T21:40:00+00:00") == (made.outlet, made.published)
    assert ("Ines Valcourt", "Tom Okafor") == made.byline


def test_an_old_page_gives_its_outlet_by_the_end_of_its_title() -> None:
    made = read(page(head="<title>Crane falls in the old port - Veldara Post</title>"))
    assert ("Crane falls in the old port", "Veldara Post", "page") == (
        made.title,
        made.outlet,
        made.stated["outlet"],
    )


def test_nothing_states_a_date_so_there_is_none() -> None:
    assert (
        read(page(f"<article>{BODY}<p>Updated in 2021, the rules say little.</p></article>")).published
        is None
    )


def test_a_fragment_from_a_feed_is_read_by_its_blocks() -> None:
    made = read(BODY, title="Crane falls in the old port", outlet="Veldara Post")
    assert 4 == len(made.text.split("\n"))
    assert ("Veldara Post", "given") == (made.outlet, made.stated["outlet"])


@pytest.mark.parametrize(
    ("expected", "body"),
    [
        (
            "cookie or consent",
            "<p>We use cookies and share data. Accept all cookies or manage preferences.</p>",
        ),
        (
            "runs scripts",
            "<noscript>Please enable JavaScript to see this page.</noscript><div id=root></div>",
        ),
        ("runs scripts", "<p>Checking your browser. Please verify you are a human.</p>"),
        ("no article text", "<img src=a.png>"),
    ],
)
def test_a_page_without_its_article_is_refused_by_name(expected: str, body: str) -> None:
    with pytest.raises(InputError, match=expected) as caught:
        read(page(body))
    assert caught.value.remedy


def test_the_same_page_gives_the_same_bytes_again() -> None:
    assert read(page()) == read(page())
