from __future__ import annotations

import pytest

from variorum.model import Document, Failure
from variorum.sources.feed import read


def rss(item: str) -> bytes:
    return (
        '<?xml version="1.0"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/">'
        f"<channel><title>Veldara Wire Feed</title><item>{item}</item></channel></rss>"
    ).encode()


BODY = "<description><![CDATA[<p>A crane fell.</p>]]></description>"


def only(item: str) -> Document:
    (document,) = read(rss(item), "feed.xml")
    assert isinstance(document, Document)
    return document


def test_an_item_is_a_document_with_what_the_feed_says() -> None:
    document = only(
        f"<title>Crane falls</title><link>https://veldara.example/1</link><guid>g1</guid>{BODY}"
        "<pubDate>Wed, 28 Oct 2026 16:30:00 +0300</pubDate>"
    )
    assert "feed.xml#g1" == document.address
    assert "https://veldara.example/1" == document.url
    assert ("Crane falls", "Veldara Wire Feed") == (document.title, document.outlet)
    assert "2026-10-28T16:30:00+03:00" == document.published
    assert ("html", b"<p>A crane fell.</p>") == (document.media_type, document.body)


def test_the_items_own_source_is_the_outlet() -> None:
    assert "Anselm Courier" == only(f'<source url="https://a.example">Anselm Courier</source>{BODY}').outlet


def test_the_whole_text_goes_before_the_summary() -> None:
    whole = "<content:encoded><![CDATA[<p>The whole.</p>]]></content:encoded>"
    assert b"<p>The whole.</p>" == only(BODY + whole).body


@pytest.mark.parametrize(
    ("expected", "date"),
    [
        ("2026-10-28T16:30:00+09:00", "Wed, 28 Oct 2026 16:30:00 KST"),
        ("2026-10-28T16:30:00-04:00", "Wed, 28 Oct 2026 16:30:00 EDT"),
        ("2026-10-28", "Wed, 28 Oct 2026 16:30:00 IST"),
        ("2026-10-28", "Wed, 28 Oct 2026 16:30:00"),
        (None, "yesterday"),
        (None, "2022年11月21日"),
    ],
)
def test_the_date_is_as_exact_as_the_feed_has_it(expected: str | None, date: str) -> None:
    assert expected == only(f"<pubDate>{date}</pubDate>{BODY}").published


def test_dublin_core_dates_an_item_and_atoms_last_change_does_not() -> None:
    dated = f"<dc:date>2026-10-28T16:30:00+09:00</dc:date>{BODY}"
    (document,) = read(
        rss(dated).replace(b"<rss ", b'<rss xmlns:dc="http://purl.org/dc/elements/1.1/" '), "f"
    )
    assert "2026-10-28T16:30:00+09:00" == getattr(document, "published", None)
    entry = "<entry><id>1</id><updated>2026-10-28T16:30:00Z</updated><content>A crane fell.</content></entry>"
    (document,) = read(f'<feed xmlns="http://www.w3.org/2005/Atom">{entry}</feed>'.encode(), "f")
    assert getattr(document, "published", "") is None


def test_an_item_without_text_is_listed_with_its_link() -> None:
    (failure,) = read(rss("<title>Crane</title><link>https://veldara.example/1</link>"), "feed.xml")
    assert isinstance(failure, Failure)
    assert "https://veldara.example/1" in failure.remedy


def test_an_external_entity_brings_nothing_in() -> None:
    head = b'<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
    body = b"<rss><channel><item><description>Crane &x; fell.</description></item></channel></rss>"
    for record in read(head + body, "feed.xml"):
        assert b"root:" not in getattr(record, "body", b"")
