from __future__ import annotations

import json

import pytest

from variorum.model import Document, Failure
from variorum.sources import read_bytes
from variorum.sources.live import updates


def update(n: int, body: str = "", **more: object) -> dict[str, object]:
    return {
        "@type": "BlogPosting",
        "headline": f"Step {n}",
        "datePublished": f"2026-11-21T{8 + n:02}:00:00+01:00",
        "articleBody": body or f"Step {n} was taken in Veldara.",
    } | more


def page(*listed: object, wrap: str = "{}", **more: object) -> bytes:
    blog = {"@type": "LiveBlogPosting", "liveBlogUpdate": list(listed)} | more
    head = f'<script type="application/ld+json">{wrap.replace("{}", json.dumps(blog))}</script>'
    return f"<html><head>{head}</head><body><p>As it happens.</p></body></html>".encode()


def test_every_dated_update_is_a_document_beside_the_page() -> None:
    whole, first, second = read_bytes(page(update(2), update(1)), "live.html")
    assert isinstance(first, Document)
    assert ("html", "live.html") == (getattr(whole, "media_type", None), whole.address)
    assert ("live.html#live-2026-11-21T090000+0100", "Step 1") == (first.address, first.title)
    assert ("text", b"Step 1 was taken in Veldara.") == (first.media_type, first.body)
    assert "2026-11-21T09:00:00+01:00" == first.published
    assert "live.html#live-2026-11-21T100000+0100" == second.address


def test_an_update_has_its_own_address_or_one_below_the_page() -> None:
    row = {
        "html": page(update(1, url="https://v.example/l#77"), update(2)).decode(),
        "url": "https://v.example/l?a=1#x",
    }
    _, own, below = read_bytes(json.dumps(row).encode(), "rows.jsonl")
    assert "https://v.example/l#77" == getattr(own, "url", None)
    assert "https://v.example/l?a=1#live-2026-11-21T100000+0100" == getattr(below, "url", None)


def test_a_name_stays_whatever_updates_a_page_lists() -> None:
    before = [
        d.address for d in read_bytes(page(update(2), update(1)), "l") if b"Step 2" in getattr(d, "body", b"")
    ]
    after = [
        d.address for d in read_bytes(page(update(3), update(2)), "l") if b"Step 2" in getattr(d, "body", b"")
    ]
    assert before[-1] == after[-1] == "l#live-2026-11-21T100000+0100"


def test_the_outlet_is_the_publisher_the_blog_names() -> None:
    _, one = read_bytes(page(update(1), publisher={"@type": "Organization", "name": "Veldara Post"}), "l")
    assert "Veldara Post" == getattr(one, "outlet", None)


def test_markup_and_entities_become_paragraphs() -> None:
    body = "<p>The &quot;port&quot; is <b>shut</b>.</p><p>Nobody was hurt &amp; all left.</p><!-- x -->"
    (one,) = updates(page(update(1, body)).decode())
    assert 'The "port" is shut.\n\nNobody was hurt & all left.' == one["text"]


@pytest.mark.parametrize("wrap", ["[{}]", '{"@graph": [{}]}', '{"mainEntity": {"hasPart": [{}]}}'])
def test_the_list_is_found_where_pages_put_it(wrap: str) -> None:
    assert 1 == len(updates(page(update(1), wrap=wrap).decode()))


@pytest.mark.parametrize(
    "odd",
    [
        {"datePublished": None},
        {"datePublished": "yesterday"},
        {"datePublished": 7},
        {"articleBody": None},
        {"articleBody": " <br> "},
        {"articleBody": ["a"]},
    ],
)
def test_what_has_no_date_or_no_words_stays_in_the_page(odd: dict[str, object]) -> None:
    assert ["Step 2"] == [
        u["title"] for u in updates(page(update(1, **odd), update(2), "text", 7, None).decode())
    ]


@pytest.mark.parametrize(
    "script",
    [
        "{'liveBlogUpdate': nonsense",
        '{"liveBlogUpdate": ' + "[" * 100_000 + "]" * 100_000 + "}",
        '{"liveBlogUpdate": 7}',
        "[" * 500 + '{"liveBlogUpdate": []}' + "]" * 500,
    ],
)
def test_a_broken_list_leaves_the_page(script: str) -> None:
    body = f'<html><script type="application/ld+json">{script}</script><p>As it happens.</p></html>'.encode()
    first, *rest = read_bytes(body, "l.html")
    assert isinstance(first, Document)
    assert all(isinstance(r, Failure) for r in rest)


def test_an_open_script_ends_the_search() -> None:
    assert [] == updates('<script type="application/ld+json">liveBlogUpdate ' * 20_000)


def test_updates_of_one_time_keep_their_order() -> None:
    same = {"datePublished": "2026-11-21T09:00:00Z"}
    assert ["Step 1", "Step 2"] == [
        u["title"] for u in updates(page(update(2, **same), update(1, **same)).decode())
    ]
