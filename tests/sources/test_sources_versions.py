from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from variorum.sources import read_bytes
from variorum.sources.document import document
from variorum.sources.versions import canonical, page_key, version_key


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("https://veldara.example/a", "http://www.veldara.example/a/"),
        ("https://veldara.example/a", "https://VELDARA.example:443/a#top"),
        ("https://veldara.example/a", "https://veldara.example/a?utm_source=x&fbclid=7"),
        ("https://veldara.example/a?id=1&p=2", "https://veldara.example/a?p=2&UTM_Medium=mail&id=1"),
        ("https://veldara.example/a%7Eb", "https://veldara.example/a~b"),
        ("https://veldara.example/caf%C3%A9", "https://veldara.example/café"),
    ],
)
def test_one_page_has_one_key(left: str, right: str) -> None:
    assert canonical(left) == canonical(right) is not None


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("https://veldara.example/a", "https://veldara.example/A"),
        ("https://veldara.example/a?id=1", "https://veldara.example/a?id=2"),
        ("https://veldara.example/a%2Fb", "https://veldara.example/a/b"),
        ("https://veldara.example/a?x=1%262", "https://veldara.example/a?x=1&2"),
        ("https://m.veldara.example/a", "https://veldara.example/a"),
        ("https://veldara.example:8080/a", "https://veldara.example/a"),
    ],
)
def test_two_pages_have_two(left: str, right: str) -> None:
    assert canonical(left) != canonical(right)


@pytest.mark.parametrize(
    "url", ["", "veldara.example", "mailto:a@b.example", "http://", "http://[x", "http://a:x/"]
)
def test_what_is_no_address_has_none(url: str) -> None:
    assert canonical(url) is None


def test_changed_bytes_under_one_address_are_two_versions() -> None:
    old, new = (document(b, "a.html", "html", url="https://veldara.example/1") for b in (b"one", b"two"))
    assert version_key(old) == version_key(new) == "veldara.example/1"
    assert old.id != new.id


def test_an_update_of_a_live_blog_is_no_version_of_its_page() -> None:
    url = "https://veldara.example/live#77"
    assert "veldara.example/live#77" == version_key(
        document(b"a", "w.warc#x", "text", url=url, form="update")
    )
    assert "veldara.example/live" == version_key(document(b"a", "w.warc#x", "text", url=url))


def test_an_agencys_name_for_an_item_counts_where_there_is_no_address() -> None:
    assert "urn:newsml:a:1" == version_key(document(b"a", "f.json#urn:newsml:a:1", "text"))


@pytest.mark.parametrize(
    ("expected", "body"),
    [
        (
            "item",
            b"<rss version='2.0'><channel><item><title>A</title><description>One fell.</description></item></channel></rss>",
        ),
        (
            "item",
            b'{"version": "https://jsonfeed.org/version/1.1", "items": [{"id": "1", "content_text": "One fell."}]}',
        ),
        ("page", b'[{"id": "1", "text": "One fell.", "form": "item"}]'),
        ("page", b"<html><body><p>One fell.</p></body></html>"),
    ],
)
def test_an_item_of_a_feed_is_told_from_a_page(expected: str, body: bytes) -> None:
    assert [expected] == [getattr(d, "form", None) for d in read_bytes(body, "a")]


def test_a_file_without_an_address_has_no_other_versions() -> None:
    assert version_key(document(b"a", "index.html", "html")) is None


@given(st.text(max_size=60))
def test_a_key_is_the_key_of_itself(text: str) -> None:
    key = canonical(f"https://veldara.example/{text}")
    assert key is None or key == canonical(f"https://{key}")


@pytest.mark.parametrize(
    ("expected", "address", "url", "form", "live"),
    [
        ("veldara.example/a", "a.html", "https://veldara.example/a?utm_source=x", "page", False),
        (None, "a.html", None, "page", False),
        ("a.html", "a.html", None, "page", True),
        ("a.html", "a.html#live-20261121T0900Z", None, "update", True),
        (
            "veldara.example/a",
            "https://veldara.example/a#live-2",
            "https://veldara.example/a?b=9",
            "update",
            True,
        ),
        ("veldara.example/a", "w.warc#7#live-2", "https://veldara.example/a#live-2", "update", True),
        ("w.warc#7", "w.warc#7#live-2", "https://veldara.example/posts/9", "update", True),
    ],
)
def test_the_page_that_versions_and_updates_share(expected, address, url, form, live) -> None:
    assert expected == page_key(document(b"a", address, "text", url=url, form=form), live=live)
