"""The bad inputs of the field study of 2026-11, by its names, in words of our own, and the doors they come by.

The study ran libraries on them, one process a case, and saw hangs of over 45 s, 3.8 GB for one record, a
crash at the first bad record of an archive and cookie walls taken for articles.
"""

from __future__ import annotations

import gzip
import json
import random
from collections.abc import Iterator

from hostile.cases import (
    BODY,
    CHINESE,
    CYRILLIC,
    MB,
    PAGE,
    PARAGRAPHS,
    PNG,
    TEXT,
    Case,
    html,
    item,
    rss,
    swelling,
    zipped,
)

PARA = f"<p>{PARAGRAPHS[0]}</p>\n"
SCRIPT = '<script type="application/ld+json">{}</script>'


BLOCK = b"<p>aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa</p>\n" * 20_000


def binaries() -> dict[str, tuple[str, bytes]]:
    noise = random.Random(7).randbytes(MB)
    return {
        "empty": ("bad", b""),
        "whitespace": ("bad", b" \n" * 1000),
        "random_binary_1MB": ("bad", noise),
        "png_header": ("bad", PNG + noise[:200_000]),
        "pdf_header": ("bad", b"%PDF-1.7\n" + noise[:200_000]),
        "gzip_of_page": ("good", gzip.compress(PAGE.encode(), mtime=0)),
        "gzip_bomb_3MB_to_3GB": ("bad", swelling(b"<html><body>", BLOCK, 3_000 * MB)),
    }


def charsets() -> dict[str, tuple[str, bytes]]:
    def page(words: str, name: str) -> str:
        meta = f"<meta charset='{name}'>" if name else ""
        return f"<html><head>{meta}<title>{words[:20]}</title></head><body><article><p>{words}</p></article></body></html>"

    simple = CHINESE.replace("當", "当").replace("發", "发")
    return {
        "cp1251_declared_utf8": ("good", page(CYRILLIC, "utf-8").encode("cp1251")),
        "cp1251_declared_ok": ("good", page(CYRILLIC, "windows-1251").encode("cp1251")),
        "koi8r_undeclared": ("good", page(CYRILLIC, "").encode("koi8-r")),
        "gb18030_declared_gb2312": ("good", page(simple, "gb2312").encode("gb18030")),
        "gb18030_declared_utf8": ("good", page(simple, "utf-8").encode("gb18030")),
        "big5_undeclared": ("good", page(CHINESE, "").encode("big5", "ignore")),
        "utf16_bom": ("good", PAGE.encode("utf-16")),
        "utf16_nobom": ("good", PAGE.encode("utf-16-le")),
        "one_bad_byte_utf8": ("good", PAGE.encode().replace(b"Nobody", b"No\xffbody")),
        "nul_bytes": ("good", PAGE.replace("Nobody", "No\0body").encode()),
    }


def deep_and_large() -> dict[str, tuple[str, bytes]]:
    many = "".join(PARA.replace("Tuesday", f"day {i}") for i in range(4_800_000 // len(PARA) - 9_000))
    deep_ld = '{"@graph":[' * 900 + "]}" * 900
    authors = [{"name": f"A {i}"} for i in range(20_000)]
    return {
        "nested_div_10k": ("any", html("<div>" * 10_000 + PARA * 10 + "</div>" * 10_000)),
        "nested_div_200k": ("any", html("<div>" * 200_000 + PARA * 10)),
        "nested_span_in_p_50k": ("any", html("<article><p>" + "<span>" * 50_000 + "text " * 200)),
        "nested_blockquote_5k": ("any", html("<article>" + "<blockquote>" * 5_000 + PARA * 10)),
        "nested_list_5k": ("any", html("<article>" + "<ul><li>x y z " * 5_000)),
        "nested_table_2k": ("any", html("<article>" + "<table><tr><td>cell text " * 2_000)),
        "big_50MB_paragraphs": ("bad", html(PARA * (50 * MB // len(PARA)))),
        "big_5MB_paragraphs": ("read", html(many)),
        "big_50MB_comment": ("bad", html(BODY + "<!--" + "x" * 12 * MB + "-->")),
        "big_50MB_script": ("bad", html(BODY, "<script>" + "var a=1;" * 1_500_000 + "</script>")),
        "one_p_10MB_no_space": ("bad", html(PARA * 5 + "<p>" + "a" * 10 * MB)),
        "one_p_10MB_words": ("bad", html(PARA * 5 + "<p>" + "word " * 2 * MB)),
        "500k_links": ("bad", html("".join(f"<a href='/{i}'>link {i}</a> " for i in range(500_000)))),
        "100k_meta": ("read", html(PARA * 10, "<meta name='author' content='A B'>" * 100_000)),
        "jsonld_nested_100k": ("any", html(BODY, SCRIPT.format("[" * 100_000 + "]" * 100_000))),
        "jsonld_nested_dict_900": ("any", html(BODY, SCRIPT.format(deep_ld))),
        "jsonld_5MB_body": (
            "read",
            html(
                BODY,
                SCRIPT.format(
                    json.dumps({"@type": "NewsArticle", "articleBody": "word " * 800_000, "author": authors})
                ),
            ),
        ),
        "digits_2MB_dates": ("any", html(PARA * 5 + "<p>" + "2024-01-" * 250_000 + "</p>")),
    }


def pages() -> dict[str, tuple[str, bytes]]:
    laughs = "<!ENTITY a0 'ha'>" + "".join(f"<!ENTITY a{i} '{f'&a{i - 1};' * 10}'>" for i in range(1, 12))
    wall = "<p>We and our 842 partners store and access personal data, like browsing data or unique identifiers, on your device. Selecting I Accept enables tracking technologies.</p>"
    stub = "<p>Subscribe now to continue reading this story. Already a subscriber? Log in.</p>"
    return {
        "truncated_mid_tag": ("any", PAGE.encode()[: len(PAGE) // 2]),
        "truncated_in_script": ("any", PAGE.replace("<article>", "<script>var a='").encode()),
        "entity_bomb_doctype": ("any", f"<!DOCTYPE html [{laughs}]><html><body>{BODY}<p>&a11;</p></body></html>".encode()),
        "xxe_doctype": (
            "any",
            "<?xml version='1.0'?><!DOCTYPE html [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><html xmlns='http://www.w3.org/1999/xhtml'>"
            f"<body><article>{BODY}<p>SECRET &x; END</p></article></body></html>".encode(),
        ),
        "js_only_spa": ("bad", b"<html><head><title>App</title></head><body><div id='root'></div><script src='/a.js'></script></body></html>"),
        "cookie_wall": ("bad", html(f"<div class='consent'>{wall * 6}</div>")),
        "paywall_stub": ("bad", html(f"<h1>Crane falls in Veldara</h1>{stub}")),
        "plain_text_no_html": ("good", ("Crane falls in Veldara\n\nVELDARA (AP) — " + TEXT).encode()),
    }  # fmt: skip


def feeds() -> dict[str, tuple[str, bytes]]:
    def entry(n: int) -> str:
        return f"<item><title>T{n}</title><link>http://x.example/{n}</link><description>Crane {n} fell.</description></item>"

    def doctype(inner: str) -> str:
        return f"<?xml version='1.0'?><!DOCTYPE r [{inner}]>"

    laughs = "<!ENTITY a0 'ha'>" + "".join(f"<!ENTITY a{i} '{f'&a{i - 1};' * 10}'>" for i in range(1, 10))
    told = "<item><title>t</title><description>{}</description></item>"
    dates = (
        "yesterday",
        "32 Foo 20222",
        "2026-02-30T25:61:00Z",
        "0001-01-01",
        "Mon, 21 Nov 2022 10:00:00 KST",
        "2022年11月21日",
        "9" * 5000,
    )
    dated = "".join(
        f"<item><pubDate>{d}</pubDate><description>Crane {d[:9]} fell.</description></item>" for d in dates
    )
    json_feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "F",
        "items": [{"id": "1", "content_text": TEXT}],
    }
    return {
        "feed_empty": ("bad", b""),
        "feed_ok": ("good", rss("".join(map(entry, range(3))))),
        "feed_xxe_file": ("any", rss(told.format("&x;"), doctype("<!ENTITY x SYSTEM 'file:///etc/passwd'>"))),
        "feed_param_entity": ("any", rss(told.format("a"), doctype("<!ENTITY % p SYSTEM 'file:///etc/passwd'> %p;"))),
        "feed_billion_laughs": ("any", rss(told.format("&a9;"), doctype(laughs))),
        "feed_quadratic_blowup": ("any", rss(told.format("&a;" * 20_000), doctype(f"<!ENTITY a '{'x' * 50_000}'>"))),
        "feed_truncated": ("good", rss("".join(map(entry, range(30))))[:1500]),
        "feed_unescaped_amp": ("good", rss(told.format("AT&T & Co <b>said that a crane fell in Veldara"))),
        "feed_cp1251_declared_utf8": ("good", rss(told.format(CYRILLIC), "<?xml version='1.0' encoding='utf-8'?>").decode().encode("cp1251")),
        "feed_nested_100k": ("any", rss(told.format("<a>" * 30_000))),
        "feed_html_nested_desc_100k": ("any", rss(told.format("<![CDATA[" + "<div>" * 100_000 + "]]>"))),
        "feed_100k_items": ("read", rss("".join(map(entry, range(6_000))))),
        "feed_50MB_one_description": ("bad", rss(told.format("word " * 10 * MB))),
        "feed_html_page": ("good", PAGE.encode()),
        "feed_binary": ("bad", random.Random(3).randbytes(300_000)),
        "feed_script_in_desc": ("good", rss(item(body=f"<p onclick=x()>hi</p><script>alert(1)</script>{BODY}"))),
        "feed_gzip_bomb_1GB": ("bad", swelling(b"<?xml version='1.0'?><rss><channel><item><description>", b"word " * 200_000, 1_000 * MB)),
        "feed_str_is_local_path": ("any", b"/etc/hostname"),
        "feed_json": ("good", json.dumps(json_feed).encode()),
        "feed_date_garbage": ("good", rss(dated)),
    }  # fmt: skip


def record(
    body: bytes, kind: str = "response", size: object = None, head: str = "", http: bool = True
) -> bytes:
    block = (b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n" + head.encode() + b"\r\n") if http else b""
    block += body
    return (
        (
            f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Date: 2026-01-01T00:00:00Z\r\nWARC-Target-URI: http://x.example/{len(body)}\r\n"
            f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(block) if size is None else size}\r\n\r\n"
        ).encode()
        + block
        + b"\r\n\r\n"
    )


def archives() -> dict[str, tuple[str, bytes]]:
    page, pack = record(PAGE.encode()), gzip.compress
    one = pack(page, mtime=0)
    http_bomb = record(swelling(b"<html>", BLOCK, 2_000 * MB), head="Content-Encoding: gzip\r\n")
    return {
        "warc_empty": ("bad", b""),
        "warc_ok_3": ("good", one * 3),
        "warc_ok_plain": ("good", page * 3),
        "warc_whole_file_gz": ("good", pack(page * 3)),
        "warc_trunc_gz": ("good", (one * 3)[:-200]),
        "warc_corrupt_middle": ("good", one + bytes(b ^ 0x5A for b in one) + one),
        "warc_clen_too_big": ("good", one + pack(record(PAGE.encode(), size=10**12)) + one),
        "warc_clen_too_small": ("good", one + pack(record(PAGE.encode(), size=50)) + one),
        "warc_clen_negative": ("good", one + pack(record(PAGE.encode(), size=-5)) + one),
        "warc_clen_nan": ("good", one + pack(record(PAGE.encode(), size="abc")) + one),
        "warc_garbage_between": ("good", page + b"GARBAGE\r\n" * 50 + page),
        "warc_random_binary": ("bad", random.Random(9).randbytes(MB)),
        "warc_gz_bomb_2GB_record": ("good", swelling(record(b"", size=2_000 * MB)[:-4], BLOCK, 2_000 * MB) + one),
        "warc_http_gzip_payload_bomb_2GB": ("good", pack(http_bomb, 1) + one),
        "warc_header_line_50MB": ("good", b"WARC/1.0\r\nX-Long: " + b"a" * 50 * MB + b"\r\n\r\n" + page),
        "warc_1M_headers": ("good", b"WARC/1.0\r\n" + b"X-A: b\r\n" * MB + b"Content-Length: 0\r\n\r\n\r\n\r\n" + page),
        "warc_no_http_headers": ("good", pack(record(PAGE.encode(), http=False)) + one),
        "warc_chunked_lie": ("good", pack(record(b"zzzz\r\n" + PAGE.encode(), head="Transfer-Encoding: chunked\r\n")) + one),
    }  # fmt: skip


PAGES = (binaries, charsets, deep_and_large, pages)
NAMES = {"feeds": "xml", "archives": "warc.gz", "pages": "html", "charsets": "html", "deep_and_large": "html"}


def cases() -> Iterator[Case]:
    """Every case of the study, as a file; ``read`` when it is read but too slow to be cleaned in a test."""
    for group in (*PAGES, feeds, archives):
        for name, (expect, body) in group().items():
            yield Case(name, f"{name}.{NAMES.get(group.__name__, 'dat')}", body, expect)


def doors() -> Iterator[Case]:
    """The page cases that are small, through every container a page can come in."""
    for group in PAGES:
        for name, (expect, body) in group().items():
            if len(body) > MB // 2 or name.startswith("gzip"):
                continue
            yield Case(f"{name}-in-gzip", f"{name}.gz", gzip.compress(body, mtime=0), expect)
            yield Case(f"{name}-in-zip", f"{name}.zip", zipped({f"{name}.html": body}), expect)
            yield Case(f"{name}-in-warc", f"{name}.warc", record(body) + record(PAGE.encode()), "any")
            text = body.decode("utf-8", "replace")
            yield Case(f"{name}-in-row", f"{name}.jsonl", json.dumps({"html": text}).encode(), "any")
