from __future__ import annotations

import pytest

from variorum.model import Article
from variorum.sources.document import document
from variorum.stages.article import article, linked, names, printed

BODY = "".join(
    f"<p>{line}</p>"
    for line in [
        "The harbour of Veldara will close for three days after a crane fell, officials said on Tuesday.",
        "“We will not reopen until every cable has been checked,” said the harbour master, Odile Brantsen.",
        "Two ships were sent to the neighbouring port of Anselm, which has only one rail line.",
        "The crane was built in 1974 and had passed its last inspection in March, the authority added.",
    ]
)


def read(head: str, body: str = "", url: str | None = None, lang: str = "en") -> Article:
    html = f'<!DOCTYPE html><html lang="{lang}"><head>{head}</head><body><article>{body}{BODY}</article></body></html>'
    (made,) = article.run(document(html.encode(), "a.html", "html", url=url))
    return made


@pytest.mark.parametrize(
    ("expected", "values"),
    [
        (("Ines Valcourt", "Tom Okafor"), ["By Ines Valcourt and Tom Okafor"]),
        (("Ines Valcourt", "Tom Okafor"), ["Von Ines Valcourt und Tom Okafor"]),
        (("Ines Valcourt", "Tom Okafor"), ["Ines Valcourt, Tom Okafor"]),
        (("Inés Ortega y Gasset",), ["Inés Ortega y Gasset"]),
        (("Ines Valcourt",), ["Ines Valcourt, Chief Correspondent"]),
        (("Ines Valcourt", "dpa"), ["Ines Valcourt, dpa"]),
        ((), ["post@veldara.example", "https://veldara.example/ines", "admin", None]),
    ],
)
def test_authors_are_names_one_each(expected: tuple[str, ...], values: list[str | None]) -> None:
    assert expected == names.split(values)


def test_an_outlet_is_not_its_own_author() -> None:
    assert ("Ines Valcourt",) == names.people(
        ["Veldara Post", "Ines Valcourt", "veldara-post.com"], ["The Veldara Post"]
    )


@pytest.mark.parametrize(
    ("expected", "text", "language"),
    [
        ("2026-10-18", "18.10.2026", None),
        ("2026-10-18", "2026年10月18日 21時40分", None),
        ("2026-10-18", "18 octobre 2026", "fr"),
        ("2026-10-18", "18 de octubre de 2026", "es"),
        ("2026-10-18", "18. Oktober 2026", "de"),
        ("2026-10-18", "18/10/2026", None),
        ("2026-10-08", "08/10/2026", "fr"),
        (None, "08/10/2026", "en"),
        (None, "31.02.2026", None),
        (None, "in October", "en"),
    ],
)
def test_a_printed_day_is_read_where_it_means_one(
    expected: str | None, text: str, language: str | None
) -> None:
    assert expected == printed.day(text, language)


@pytest.mark.parametrize(
    ("expected", "where", "head", "body", "url"),
    [
        (
            "2026-10-18",
            "page",
            "",
            '<h1>Crane falls in the port</h1><time datetime="2026-10-18">Sunday</time>',
            None,
        ),
        ("2026-10-18", "address", "", "", "https://post.veldara.example/2026/10/18/crane"),
        ("2026-10-18", "page", "", "<h1>Crane falls in the port</h1><p>18 October 2026</p>", None),
        (None, None, "", "<h1>Crane falls in the port</h1><p>Updated 18 October 2026</p>", None),
    ],
)
def test_a_date_the_head_does_not_give(
    expected: str | None, where: str | None, head: str, body: str, url: str | None
) -> None:
    made = read(head, body, url)
    assert (expected, where) == (made.published, made.stated.get("published"))


@pytest.mark.parametrize(
    ("expected", "where", "head", "h1"),
    [
        ("Crane falls in the old port", "page", '<meta property="og:title" content="Crane falls in port">', "Crane falls in the old port"),
        ("A crane stops the market", "json-ld", '<title>A crane stops the market | Veldara Post</title><meta property="og:site_name" content="Veldara Post"><meta property="og:title" content="A crane stops the market"><script type="application/ld+json">{"@type": "NewsArticle", "headline": "A crane stops the market"}</script>', "Crane stops market for a week"),
        ("Crane falls in the old port", "meta", '<meta property="og:title" content="Crane falls in the old port">', "Veldara: Crane falls in the old port"),
        ("Crane falls in the old port", "meta", '<meta property="og:title" content="Crane falls in the old port">', "Veldara Post"),
        ("Rail: No ships for three days", "json-ld", '<title>Rail: No ships for three days, Veldara Post, 18.10.2026</title><meta property="og:title" content="Rail: No ships for three days"><script type="application/ld+json">{"@type": "NewsArticle", "headline": "Rail: No ships for three days"}</script>', "No ships for three days"),
        ("Rail No ships for three days", "page", '<meta property="og:title" content="Rail / No ships for three days"><script type="application/ld+json">{"@type": "NewsArticle", "headline": "No ships for three days"}</script>', "<small>Rail</small> No ships for three days"),
    ],
)  # fmt: skip
def test_the_title_is_the_printed_one_unless_the_head_agrees_on_another(
    expected: str, where: str, head: str, h1: str
) -> None:
    made = read(head, f"<h1>{h1}</h1>")
    assert (expected, where) == (made.title, made.stated["title"])


def test_the_outlet_is_known_by_its_address() -> None:
    made = read('<meta property="og:site_name" content="news">', url="https://www.theguardian.com/world/1")
    assert ("The Guardian", "address") == (made.outlet, made.stated["outlet"])


def test_live_items_are_dated_and_in_order() -> None:
    page = """<html><head><script type="application/ld+json">{"@type": "LiveBlogPosting", "liveBlogUpdate": [
      {"headline": "Cable found", "datePublished": "2026-10-18T12:00:00+03:00", "articleBody": "<p>Divers found it.</p><p>It is whole.</p>"},
      {"headline": "Crane falls", "articleBody": "A crane fell."}]}</script></head><body><p>x</p></body></html>"""
    assert [
        ("2026-10-18T12:00:00+03:00", "Cable found", "Divers found it.\nIt is whole."),
        (None, "Crane falls", "A crane fell."),
    ] == linked.live_items(page)


@pytest.mark.parametrize("page", ["", "<p>no data</p>", '<script type="application/ld+json">{"a": </script>'])
def test_a_page_without_updates_has_no_items(page: str) -> None:
    assert [] == linked.live_items(page)


def test_broken_json_still_states_its_date() -> None:
    head = '<script type="application/ld+json">{"@type": "NewsArticle", "datePublished": "2026-10-18T21:40:00+03:00", "x": }</script>'
    assert "2026-10-18T21:40:00+03:00" == read(head).published


@pytest.mark.parametrize(
    ("expected", "where", "head"),
    [
        (
            "2026-11-21T12:30:00+01:00",
            "json-ld",
            """<script type="application/ld+json">{"@type": "NewsArticle", "headline": "Crane falls",
            "dateModified": "2026-11-21T12:30:00+01:00"}</script>""",
        ),
        (
            "2026-11-21T11:30:00+00:00",
            "meta",
            '<meta property="article:modified_time" content="2026-11-21T11:30:00Z">',
        ),
        (None, None, '<meta property="og:updated_time" content="1795260600">'),
    ],
)
def test_when_a_page_was_changed(expected: str | None, where: str | None, head: str) -> None:
    made = read(head)
    assert (expected, where) == (made.modified, made.stated.get("modified"))


@pytest.mark.parametrize(
    ("expected", "where", "head"),
    [
        ("https://veldara.example/a", "page", '<link rel="canonical" href="https://veldara.example/a">'),
        ("https://veldara.example/b", "page", '<link rel="canonical" href="/b">'),
        ("https://veldara.example/c", "meta", '<meta property="og:url" content="https://veldara.example/c">'),
        (None, None, '<link rel="canonical" href="mailto:post@veldara.example">'),
        (None, None, '<link rel="canonical" href="http://[x">'),
        (None, None, ""),
    ],
)
def test_the_address_a_page_gives_as_its_own(expected: str | None, where: str | None, head: str) -> None:
    made = read(head, url="https://veldara.example/x?y=1")
    assert (expected, where) == (made.canonical, made.stated.get("canonical"))


@pytest.mark.parametrize(
    ("expected", "url", "outlet"),
    [
        (("state agency", "CHN"), "https://english.news.cn/a/1.html", None),
        (("agency", None), "https://www.reuters.com/world/1", None),
        (("state agency", "CHN"), None, "XINHUA"),
        ((None, None), "https://english.news.cn/a/1.html", "Veldara Post"),
        ((None, None), "https://veldara.example/1", None),
    ],
)
def test_the_table_tells_whose_medium_an_outlet_is(
    expected: tuple[str | None, str | None], url: str | None, outlet: str | None
) -> None:
    html = f"<html><body><article><h1>Crane falls</h1>{BODY}</article></body></html>"
    (made,) = article.run(document(html.encode(), "a.html", "html", url=url, outlet=outlet))
    assert expected == (made.outlet_kind, made.outlet_state)
    assert ("table" if expected[0] else None) == made.stated.get("outlet_kind")
