from __future__ import annotations

import gzip

import pytest

from variorum.model import Failure
from variorum.sources import read_bytes
from variorum.sources.sitemap import entries

SPACE = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"'
SPACE += ' xmlns:image="http://www.google.com/schemas/sitemap-image/1.1"'
URL = """<url><loc> https://veldara.example/1?a=1&amp;b=2 </loc><lastmod>2026-11-22</lastmod>
<image:image><image:loc>https://veldara.example/i.jpg</image:loc><image:title>A crane</image:title></image:image>
<news:news><news:publication><news:name>Veldara Post</news:name><news:language>en</news:language></news:publication>
<news:publication_date>2026-11-21T08:00:00+09:00</news:publication_date><news:title>Crane <![CDATA[falls]]></news:title>
</news:news></url>"""


def urlset(body: str, head: str = '<?xml version="1.0" encoding="UTF-8"?>') -> bytes:
    return f"{head}<urlset {SPACE}>{body}</urlset>".encode()


def test_an_entry_says_what_its_page_is() -> None:
    expected = {"url": "https://veldara.example/1?a=1&b=2", "title": "Crane falls", "outlet": "Veldara Post"}
    assert ([expected | {"published": "2026-11-21T08:00:00+09:00"}], False) == entries(urlset(URL))


def test_when_an_entry_was_changed_is_not_when_it_was_published() -> None:
    ((entry,), _) = entries(
        urlset("<url><loc>https://veldara.example/</loc><lastmod>2026-11-22</lastmod></url>")
    )
    assert entry["published"] is None


def test_an_index_names_sitemaps() -> None:
    body = f"<sitemapindex {SPACE}><sitemap><loc>https://veldara.example/n.xml</loc></sitemap></sitemapindex>"
    ((entry,), index) = entries(body.encode())
    assert (True, "https://veldara.example/n.xml") == (index, entry["url"])


@pytest.mark.parametrize("packed", [False, True])
def test_a_sitemap_in_a_file_is_listed_with_what_to_do(packed: bool) -> None:
    body = gzip.compress(urlset(URL * 3)) if packed else urlset(URL * 3)
    (failure,) = read_bytes(body, "map.xml.gz" if packed else "map.xml")
    assert isinstance(failure, Failure)
    assert "names 3 pages and holds no text" in failure.reason
    assert "https://veldara.example/1" in failure.remedy


def test_of_a_sitemap_cut_off_the_whole_entries_stay() -> None:
    assert 2 == len(entries(urlset(URL * 2)[:-5])[0])


@pytest.mark.parametrize(
    ("expected", "body"),
    [
        ("entities", urlset("&a;", '<!DOCTYPE u [<!ENTITY a "x">]>')),
        ("entities", urlset("&a;", '<!DOCTYPE u [<!ENTITY a SYSTEM "file:///etc/passwd">]>')),
        ("broken", b"<urlset"),
        ("names 0 pages", urlset("")),
        ("names 0 pages", urlset("<url><loc>javascript:alert(1)</loc></url><url/>")),
    ],
)
def test_what_is_no_sound_sitemap_is_said(expected: str, body: bytes) -> None:
    (failure,) = read_bytes(body, "map.xml")
    assert expected in getattr(failure, "reason", "")
