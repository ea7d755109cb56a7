"""Broken and hostile inputs, made in code: run as a script with a folder to write them all there."""

from __future__ import annotations

import gzip
import io
import json
import random
import sys
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

MB = 1_000_000


class Case(NamedTuple):
    """One input: ``good`` when an article must come of it, ``bad`` when none may."""

    name: str
    filename: str
    body: bytes
    expect: str = "any"


PARAGRAPHS = [
    "Officials in the port of Veldara said on Tuesday that the harbour would close for three days after a crane fell.",
    "“We will not reopen until every cable has been checked,” said the harbour master, Odile Brantsen.",
    "Nobody was hurt, according to the fire brigade. Two ships were sent to the neighbouring port of Anselm.",
    "The crane was built in 1974 and had passed its last inspection in March, the port authority said.",
    "Traders expect delays of a week, because Anselm has only one rail line and no cold store of its own.",
]
TEXT = "\n\n".join(PARAGRAPHS)
BODY = "".join(f"<p>{p}</p>" for p in PARAGRAPHS)
PAGE = f"<html><head><title>Crane falls in Veldara</title></head><body><article><h1>Crane falls in Veldara</h1>{BODY}</article></body></html>"
ROW = {"id": "a1", "title": "Crane falls in Veldara", "text": TEXT}
CYRILLIC = "Власти порта сообщили во вторник, что гавань закроется на три дня после падения крана. " * 8
CHINESE = "港口當局星期二表示，一台起重機倒塌後，港口將關閉三天。沒有人受傷。" * 12
PNG = b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 4


def html(body: str, head: str = "") -> bytes:
    return f"<!DOCTYPE html><html><head><meta charset=utf-8>{head}</head><body>{body}</body></html>".encode()


def rss(items: str, head: str = '<?xml version="1.0"?>') -> bytes:
    return f'{head}<rss version="2.0"><channel><title>Veldara Post</title>{items}</channel></rss>'.encode()


def item(extra: str = "", body: str = BODY) -> str:
    return f"<item><title>Crane falls</title><link>https://veldara.example/1</link>{extra}<description><![CDATA[{body}]]></description></item>"


def lines(*rows: object) -> bytes:
    return (
        "\n".join(r if isinstance(r, str) else json.dumps(r) for r in rows).encode("utf-8", "surrogatepass")
        + b"\n"
    )


def swelling(begin: bytes, block: bytes, size: int, wbits: int = 31) -> bytes:
    """A gzip member that unpacks to ``size`` bytes and was never packed: one packed block, many times."""
    packer = zlib.compressobj(9, zlib.DEFLATED, wbits)
    head = packer.compress(begin) + packer.flush(zlib.Z_FULL_FLUSH)
    packed = packer.compress(block) + packer.flush(zlib.Z_FULL_FLUSH)
    return head + packed * (size // len(block))


def empty_and_binary() -> Iterator[Case]:
    for name, body in {
        "empty": b"",
        "one-blank": b" ",
        "blank-lines": b"\n" * 5000,
        "only-bom": b"\xef\xbb\xbf",
        "utf16-bom-only": b"\xff\xfe",
        "nbsp-only": "\u00a0\u00a0\n\u00a0".encode(),
        "png": PNG,
        "jpeg": b"\xff\xd8\xff\xe0" + bytes(600),
        "gif": b"GIF89a" + bytes(600),
        "pdf": b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n" + bytes(500),
        "old-word": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500),
        "rtf": b"{\\rtf1\\ansi Crane falls\\par}",
        "elf": b"\x7fELF" + bytes(500),
        "sqlite": b"SQLite format 3\x00" + bytes(500),
        "parquet": b"PAR1" + bytes(500),
        "mp3": b"ID3\x03" + bytes(500),
        "mp4": b"\x00\x00\x00\x20ftypisom" + bytes(500),
        "bzip2": b"BZh91AY&SY" + bytes(100),
        "xz": b"\xfd7zXZ\x00" + bytes(100),
        "zstd": b"(\xb5/\xfd" + bytes(100),
        "7z": b"7z\xbc\xaf\x27\x1c" + bytes(100),
        "warc": b"WARC/1.0\r\nWARC-Type: response\r\n\r\n",
        "nuls": bytes(4096),
        "random-bytes": random.Random(1).randbytes(20_000),
        "one-nul": b"\x00",
    }.items():
        yield Case(name, f"{name}.txt", body, "bad")
    yield Case("png-named-html", "picture.html", PNG, "bad")
    yield Case("png-named-jsonl", "rows.jsonl", PNG, "bad")
    yield Case("control-characters", "control.txt", bytes(range(1, 32)) * 50, "bad")


def packed() -> Iterator[Case]:
    yield Case("gzip-text", "a.txt.gz", gzip.compress(TEXT.encode(), mtime=0), "good")
    yield Case("gzip-page", "a.html.gz", gzip.compress(PAGE.encode(), mtime=0), "good")
    yield Case("gzip-jsonl", "a.jsonl.gz", gzip.compress(lines(ROW), mtime=0), "good")
    yield Case("gzip-bomb", "bomb.html.gz", swelling(b"", bytes(MB), 200 * MB), "bad")
    yield Case("gzip-bomb-members", "members.gz", gzip.compress(b"a" * 20 * MB, 9, mtime=0) * 4, "bad")
    yield Case("gzip-cut", "cut.gz", gzip.compress(TEXT.encode(), mtime=0)[:-30], "bad")
    yield Case("gzip-head-only", "head.gz", b"\x1f\x8b", "bad")
    yield Case("gzip-broken", "broken.gz", b"\x1f\x8b\x08\x00" + b"\xff" * 200, "bad")
    yield Case("gzip-twice", "twice.gz", gzip.compress(gzip.compress(TEXT.encode(), mtime=0), mtime=0), "bad")
    yield Case("gzip-trailing", "trailing.gz", gzip.compress(TEXT.encode(), mtime=0) + bytes(512), "good")
    yield Case("gzip-png", "picture.gz", gzip.compress(PNG, mtime=0), "bad")
    yield Case("gzip-empty", "empty.gz", gzip.compress(b"", mtime=0), "bad")


def zipped(files: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", method) as archive:
        for name, body in files.items():
            archive.writestr(zipfile.ZipInfo(name), body, method)
    return made.getvalue()


def archives() -> Iterator[Case]:
    page, text = PAGE.encode(), TEXT.encode()
    sound = zipped({"a.txt": text, "b/c.html": page})
    yield Case("zip", "a.zip", sound, "good")
    yield Case("zip-rows", "rows.zip", zipped({"a.jsonl": lines(ROW)}), "good")
    yield Case(
        "zip-slip",
        "slip.zip",
        zipped({"../../etc/passwd": text, "/abs.txt": text, "c:\\d.txt": text}),
        "good",
    )
    yield Case("zip-odd-names", "names.zip", zipped({"a\u202e\n.txt": text, "n" * 5000: text}), "good")
    yield Case(
        "docx", "a.docx", zipped({"[Content_Types].xml": b"<Types/>", "word/document.xml": b"<w/>"}), "bad"
    )
    yield Case("epub", "a.epub", zipped({"mimetype": b"application/epub+zip", "a.html": page}), "bad")
    yield Case("zip-empty", "none.zip", zipped({}), "bad")
    yield Case("zip-hidden", "hidden.zip", zipped({".a.txt": text, "__MACOSX/b.txt": text, "c/": b""}), "bad")
    yield Case("zip-in-zip", "nested.zip", zipped({"a.zip": sound}), "bad")
    yield Case("zip-in-gzip", "nested.gz", gzip.compress(sound, mtime=0), "bad")
    yield Case("gzip-in-zip", "gz.zip", zipped({"a.txt.gz": gzip.compress(text, mtime=0)}), "bad")
    yield Case("zip-bomb", "bomb.zip", zipped({"a.html": bytes(60 * MB)}), "bad")
    yield Case("zip-lines-bomb", "lines.zip", zipped({"a.jsonl": b"\n" * 60 * MB}), "bad")
    yield Case("zip-many", "many.zip", zipped({f"{i}.txt": b"" for i in range(12_000)}), "bad")
    yield Case("zip-lzma", "lzma.zip", zipped({"a.txt": text}, zipfile.ZIP_LZMA), "bad")
    yield Case("zip-encrypted", "locked.zip", encrypted(sound), "bad")
    yield Case("zip-bad-member", "crc.zip", sound.replace(zlib_start(sound), b"\xff" * 8, 1))
    yield Case("zip-lying-size", "lie.zip", lying(sound), "any")
    for i in range(1, 9):
        yield Case(f"zip-cut-{i}", f"cut-{i}.zip", sound[: len(sound) * i // 9], "bad")
    yield Case("tar", "a.tar", b"a.txt".ljust(257, b"\0") + b"ustar\x0000" + bytes(300), "bad")
    yield Case("arc", "a.arc", b"filedesc://a.arc 0.0.0.0 20200101000000 text/plain 10\n", "bad")


def encrypted(archive: bytes) -> bytes:
    """The flag that says a member is encrypted set in every header."""
    made = bytearray(archive)
    for mark, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        start = made.find(mark)
        while start >= 0:
            made[start + at] |= 1
            start = made.find(mark, start + 4)
    return bytes(made)


def zlib_start(archive: bytes) -> bytes:
    at = 30 + int.from_bytes(archive[26:28], "little") + int.from_bytes(archive[28:30], "little")
    return archive[at : at + 8]


def lying(archive: bytes) -> bytes:
    """Sizes of 4 GB in the directory."""
    made = bytearray(archive)
    at = made.find(b"PK\x01\x02")
    made[at + 20 : at + 28] = b"\xfe\xff\xff\xff" * 2
    return bytes(made)


def truncated() -> Iterator[Case]:
    whole = PAGE.encode()
    for i in range(1, 31):
        yield Case(f"page-cut-{i}", f"cut-{i}.html", whole[: len(whole) * i // 31])
    yield Case("cut-in-tag", "tag.html", whole[: whole.index(b"</p>") + 2])
    yield Case("cut-in-entity", "entity.html", html("<p>" + "a &amp; b " * 80)[:-25])
    yield Case("cut-in-script", "script.html", html("", "<script>var a = '" + "x" * 9000)[:5000])
    yield Case("cut-in-comment", "comment.html", html("<!-- " + BODY))
    yield Case("cut-in-utf8", "utf8.txt", (TEXT * 2).encode()[: TEXT.encode().index("“".encode()) + 1])
    feed = rss(item() + item())
    for i in range(1, 11):
        yield Case(f"feed-cut-{i}", f"cut-{i}.xml", feed[: len(feed) * i // 11])
    row = lines(ROW)
    for i in range(1, 6):
        yield Case(f"jsonl-cut-{i}", f"cut-{i}.jsonl", row[: len(row) * i // 6], "bad")


def charsets() -> Iterator[Case]:
    meta = '<meta charset="{}">'
    for name in ("utf-16-le", "utf-16-be", "utf-16", "utf-32", "utf-8-sig", "cp1252", "latin-1"):
        text = TEXT if name.startswith("utf") else TEXT.replace("“", '"').replace("”", '"')
        yield Case(f"text-{name}", f"{name}.txt", text.encode(name), "good")
    for name in ("koi8-r", "cp1251", "utf-16", "utf-16-le", "iso8859-5"):
        yield Case(f"cyrillic-{name}", f"cyrillic-{name}.txt", CYRILLIC.encode(name), "good")
        page = f"<html><head>{meta.format('utf-8')}</head><body><p>{CYRILLIC}</p></body></html>"
        yield Case(f"false-utf8-{name}", f"false-{name}.html", page.encode(name))
    for name in ("big5", "gb18030", "utf-16-be"):
        yield Case(f"chinese-{name}", f"chinese-{name}.txt", CHINESE.encode(name), "good")
        page = f"<html><head>{meta.format(name)}</head><body><p>{CHINESE}</p></body></html>"
        yield Case(f"declared-{name}", f"declared-{name}.html", page.encode(name))
    for claim in (
        "no-such-charset",
        "rot13",
        "utf-7",
        "idna",
        "unicode_escape",
        "hex",
        "'",
        "\u00e9",
        "x" * 300,
    ):
        page = html(f"<article>{BODY}</article>", meta.format(claim))
        yield Case(f"charset-{claim[:14]}", f"charset-{abs(hash_of(claim))}.html", page, "good")
    yield Case("bad-utf8", "bad.txt", TEXT.encode() + b"\xff\xfe\x80" + TEXT.encode(), "good")
    yield Case("overlong-utf8", "overlong.txt", TEXT.encode() + b"\xc0\xaf\xe0\x80\xaf", "good")
    yield Case("cesu-surrogates", "cesu.txt", TEXT.encode() + b"\xed\xa0\x80\xed\xb0\x80", "good")


def hash_of(text: str) -> int:
    return sum(text.encode()) * 31 + len(text)


def large() -> Iterator[Case]:
    yield Case("page-50-mb", "huge.html", html("<p>word word word word.</p>" * (50 * MB // 27)), "bad")
    yield Case("text-6-mb", "long.txt", b"A sentence of six words here. " * 200_000, "bad")
    yield Case("feed-21-mb", "huge.xml", rss(item(body="x" * 21 * MB)), "bad")
    yield Case("one-word-1-mb", "word.txt", b"a" * MB, "good")
    yield Case("one-line-1-mb", "line.txt", b"word " * 200_000, "good")
    yield Case("many-lines", "lines.txt", b"a\n" * 50_000)
    yield Case("one-word-page", "word.html", html(f"<p>{'a' * MB}</p>"))
    yield Case("nested-divs", "divs.html", html("<div>" * 200_000 + TEXT + "</div>" * 200_000))
    yield Case("nested-spans", "spans.html", html("<p>" + "<span>" * 20_000 + TEXT))
    yield Case("nested-quotes", "quotes.html", html("<blockquote>" * 8_000 + TEXT))
    yield Case("nested-lists", "lists.html", html("<ul><li>" * 6_000 + TEXT))
    yield Case("nested-tables", "tables.html", html("<table><tr><td>" * 3_000 + TEXT))
    yield Case("many-links", "links.html", html("<a href=x>y</a>" * 500_000), "bad")
    yield Case("many-links-under", "links2.html", html("<a href=x>y</a>" * 20_000))
    yield Case("many-meta", "meta.html", html(BODY, "<meta name=a content=b>" * 100_000))
    yield Case(
        "many-attributes",
        "attributes.html",
        html(f"<p {' '.join(f'a{i}=1' for i in range(5_000))}>{TEXT}</p>"),
    )
    yield Case("long-attribute", "attribute.html", html(f'<p title="{"x" * MB}">{TEXT}</p>'))
    yield Case("open-tags", "open.html", html("<" * 50_000))
    yield Case("open-comments", "comments.html", html("<!--" * 200_000))
    yield Case("open-scripts", "scripts.html", html("<script>" * 100_000))
    yield Case("ampersands", "ampersands.html", html("<p>" + "&" * 50_000 + "</p>"))
    yield Case("entities", "entities.html", html("<p>" + "&lt;b&gt; " * 20_000 + "</p>"))
    yield Case("data-uri", "data.html", html(f'<img src="data:image/png;base64,{"A" * 3 * MB}">{BODY}'))
    yield Case(
        "long-json-ld",
        "ld.html",
        html(BODY, f'<script type="application/ld+json">["{"x" * 2 * MB}"]</script>'),
    )
    deep = "[" * 50_000 + "]" * 50_000
    yield Case(
        "deep-json-ld", "deep-ld.html", html(BODY, f'<script type="application/ld+json">{deep}</script>')
    )


def pages() -> Iterator[Case]:
    for name, body in {
        "cookie-wall": "<p>We use cookies and process your data. Accept all cookies or manage preferences.</p>"
        * 3,
        "consent": "<div><h1>Before you continue</h1><p>We value your privacy. We and our 800 partners store cookies.</p></div>",
        "enable-javascript": "<noscript>Please enable JavaScript to view this page.</noscript><div id=root></div>",
        "robot-check": "<p>Please verify you are a human. Checking your browser before you go on.</p>",
        "denied": "<h1>Access denied</h1><p>Access to this page has been denied.</p>",
        "paywall": "<h1>Crane falls</h1><p>Subscribe now to continue reading this story. Already a subscriber? Log in.</p>",
        "script-only": "<script>document.write('x')</script>" * 50,
        "style-only": "<style>p{color:red}</style>" * 50,
        "images-only": "<img src=a.png>" * 50,
        "empty-body": "",
        "frameset": "<frameset><frame src=a.html></frameset>",
        "redirect": "<meta http-equiv=refresh content='0;url=https://veldara.example/'>",
        "forms-only": "<form><input><select><option>a<option>b</select></form>",
        "nav-only": "<nav><ul><li><a href=/a>World</a><li><a href=/b>Sport</a></ul></nav>",
    }.items():
        yield Case(
            name,
            f"{name}.html",
            html(body),
            "bad" if name not in ("nav-only", "forms-only", "paywall") else "any",
        )
    yield Case("no-html-tag", "fragment.html", BODY.encode(), "good")
    yield Case("uppercase-tags", "upper.html", PAGE.upper().encode(), "good")
    yield Case("xhtml", "x.html", b'<?xml version="1.0" encoding="utf-8"?>' + PAGE.encode(), "good")
    yield Case("page-named-txt", "page.txt", PAGE.encode(), "good")
    yield Case("text-named-html", "text.html", TEXT.encode())
    yield Case("page-with-nul", "nul.html", PAGE.encode().replace(b"Nobody", b"No\x00body"), "good")
    yield Case(
        "page-with-controls", "controls.html", PAGE.encode().replace(b"Nobody", b"No\x01\x02body"), "good"
    )
    yield Case("base-href", "base.html", html(BODY, "<base href='http://[::1'>"))
    yield Case("bad-canonical", "canonical.html", html(BODY, "<link rel=canonical href='http://[bad'>"))
    yield Case("svg", "a.svg", b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"></svg>', "bad")
    yield Case("other-xml", "a.xml", b'<?xml version="1.0"?><invoice><total>3</total></invoice>', "bad")
    yield Case("xml-declaration-only", "b.xml", b'<?xml version="1.0"?>', "bad")
    for name, value in {
        "bad-date": '{"@type":"NewsArticle","headline":"Crane","datePublished":"yesterday"}',
        "odd-types": '{"@type":["NewsArticle",3],"headline":{"a":1},"author":[[["x"]]],"datePublished":7,"publisher":[]}',
        "not-json": "{'@type': NewsArticle",
        "nulls": '{"@type":"NewsArticle","headline":null,"author":null,"articleSection":[]}',
        "surrogate": '{"@type":"NewsArticle","headline":"Crane \\ud800 falls"}',
    }.items():
        head = f'<script type="application/ld+json">{value}</script>'
        yield Case(f"ld-{name}", f"ld-{name}.html", html(f"<article>{BODY}</article>", head), "good")


def feeds() -> Iterator[Case]:
    doctype = '<?xml version="1.0"?><!DOCTYPE rss [{}]>'
    xxe = doctype.format('<!ENTITY x SYSTEM "file:///etc/passwd">')
    yield Case(
        "xxe",
        "xxe.xml",
        rss(item(body="") + "<item><title>&x;</title><description>&x;</description></item>", xxe),
    )
    remote = doctype.format('<!ENTITY x SYSTEM "http://127.0.0.1:9/x">')
    yield Case("xxe-remote", "remote.xml", rss("<item><description>&x;</description></item>", remote))
    laughs = '<!ENTITY a "ha">' + "".join(
        f'<!ENTITY {chr(97 + i)} "{f"&{chr(96 + i)};" * 10}">' for i in range(1, 12)
    )
    yield Case(
        "billion-laughs",
        "laughs.xml",
        rss("<item><description>&l;</description></item>", doctype.format(laughs)),
    )
    quadratic = doctype.format(f'<!ENTITY a "{"a" * 50_000}">')
    yield Case(
        "quadratic",
        "quadratic.xml",
        rss(f"<item><description>{'&a;' * 5_000}</description></item>", quadratic),
    )
    yield Case("nested-feed", "nested.xml", rss("<item>" * 20_000))
    yield Case("no-items", "none.xml", rss(""), "bad")
    yield Case("empty-items", "blank.xml", rss("<item/>" * 3), "bad")
    yield Case("title-only-items", "titles.xml", rss("<item><title>Crane</title></item>"), "bad")
    yield Case("feed-no-root-end", "open.xml", rss(item())[:-20])
    yield Case("feed-false-charset", "charset.xml", rss(item(), '<?xml version="1.0" encoding="utf-16"?>'))
    yield Case("feed-cp1251-as-utf8", "cp1251.xml", rss(item(body=CYRILLIC)).decode().encode("cp1251"))
    yield Case(
        "feed-two-thousand", "many.xml", rss("".join(item(f"<guid>g{i}</guid>") for i in range(40))), "good"
    )
    yield Case("same-guid", "same.xml", rss(item("<guid>g</guid>") * 3), "good")
    yield Case("feed-script", "script.xml", rss(item(body=f"<script>alert(1)</script>{BODY}")), "good")
    yield Case("feed-nul", "nul.xml", rss(item()).replace(b"Nobody", b"No\x00body"))
    for i, date in enumerate(
        ["yesterday", "2026-02-30T25:61Z", "2022年11月21日", "Wed, 28 Oct 2026 16:30:00", "Wed, 28 Oct 2026 16:30:00 IST",
         "Wed, 28 Oct 2026 99:99:99 GMT", "0000-00-00", "-1", "9" * 400, "Wed, 28 Oct 2026 16:30:00 +9999"]
    ):  # fmt: skip
        yield Case(f"feed-date-{i}", f"date-{i}.xml", rss(item(f"<pubDate>{date}</pubDate>")), "good")
    atom = f'<feed xmlns="http://www.w3.org/2005/Atom"><entry><title>a</title><id>1</id><content type="html"><![CDATA[{BODY}]]></content></entry></feed>'
    yield Case("atom", "atom.xml", atom.encode(), "good")
    yield Case(
        "atom-bad-base64",
        "base64.xml",
        atom.replace('type="html"', 'type="image/png" mode="base64"').encode(),
    )


def rows() -> Iterator[Case]:
    bad: dict[str, object] = {
        "array": [1, 2], "number": 7, "string": "text", "null": None, "true": True, "empty-object": {}, "text-number": {"text": 5},
        "text-null": {"text": None}, "text-list": {"text": ["a"]}, "text-blank": {"text": "  "}, "title-object": {"text": TEXT, "title": {}},
        "published-number": {"text": TEXT, "published": 20261121}, "url-list": {"text": TEXT, "url": []},
    }  # fmt: skip
    for name, value in bad.items():
        yield Case(f"row-{name}", f"row-{name}.jsonl", lines(value), "bad")
    yield Case(
        "bad-lines-among-good",
        "mixed.jsonl",
        lines(ROW, "{bad", ROW | {"id": "a2"}, [1], "", ROW | {"id": "a3"}),
        "good",
    )
    yield Case("bad-date-row", "date.jsonl", lines(ROW | {"published": "28/09/2025"}), "good")
    yield Case("huge-line", "huge.jsonl", lines({"text": "a" * 6 * MB}, ROW), "good")
    yield Case("deep-row", "deep.jsonl", lines('{"text":' + "[" * 100_000 + "]" * 100_000 + "}", ROW), "good")
    yield Case(
        "lone-surrogates",
        "surrogates.jsonl",
        lines('{"text": "' + "Crane \\ud800 falls. " * 40 + '"}'),
        "good",
    )
    yield Case(
        "surrogate-keys",
        "keys.jsonl",
        lines(
            '{"text": "A crane fell in the port of Veldara on Tuesday.", "id": "\\udfff", "title": "\\ud83d"}'
        ),
        "good",
    )
    yield Case("nul-escapes", "nul.jsonl", lines({"text": TEXT.replace("crane", "cra\x00ne")}), "good")
    yield Case("huge-number", "number.jsonl", lines('{"id": ' + "9" * 10_000 + ', "text": "x"}', ROW), "good")
    yield Case(
        "nan",
        "nan.jsonl",
        lines('{"id": NaN, "text": "A crane fell in the port of Veldara on Tuesday."}'),
        "good",
    )
    yield Case("long-id", "id.jsonl", lines(ROW | {"id": "i" * 100_000}), "good")
    yield Case("slash-id", "slash.jsonl", lines(ROW | {"id": "../../etc/passwd\n#"}), "good")
    yield Case(
        "duplicate-keys",
        "twice.jsonl",
        lines('{"text": 1, "text": "A crane fell in the port of Veldara on Tuesday."}'),
        "good",
    )
    yield Case("json-array-file", "array.json", json.dumps([ROW]).encode(), "good")
    yield Case("json-pretty", "pretty.json", json.dumps(ROW, indent=2).encode(), "good")
    yield Case("jsonl-cr", "cr.jsonl", lines(ROW).replace(b"\n", b"\r\n"), "good")
    yield Case("jsonl-bom", "bom.jsonl", b"\xef\xbb\xbf" + lines(ROW), "good")
    yield Case(
        "jsonl-not-utf8",
        "latin.jsonl",
        '{"text": "Café in Veldara closed on Tuesday, officials said."}'.encode("latin-1"),
        "good",
    )
    yield Case("both-bodies", "both.jsonl", lines({"text": TEXT, "html": PAGE}), "good")
    yield Case(
        "html-wall-row",
        "wall.jsonl",
        lines({"html": "<p>Please enable JavaScript to view this page.</p>"}),
        "bad",
    )


def texts() -> Iterator[Case]:
    for name, text in {
        "unbalanced-quotes": TEXT.replace("”", "") + " “ “ “",
        "ten-thousand-quotes": "“" * 10_000,
        "only-punctuation": "?!.,;:—…" * 200,
        "only-digits": "2026 11 21 " * 300,
        "right-to-left": "قال مسؤولون في الميناء يوم الثلاثاء إن المرفأ سيغلق ثلاثة أيام بعد سقوط رافعة. "
        * 6,
        "bidi-controls": "\u202eofficials said\u202c on Tuesday that the port would close for three days. "
        * 5,
        "emoji": "👩‍👩‍👧‍👦🇰🇵 The port closed on Tuesday, officials said 🚢. " * 8,
        "combining": "Z" + "\u0301" * 5000 + "algo officials said on Tuesday that the port was closed.",
        "zero-width": "\u200b".join(TEXT),
        "private-use": "\ue000\uf8ff" * 400,
        "noncharacters": "\ufffe\uffff" + TEXT,
        "cr-only": TEXT.replace("\n", "\r"),
        "crlf": TEXT.replace("\n", "\r\n"),
        "vertical-tabs": TEXT.replace("\n", "\v"),
        "form-feeds": TEXT.replace("\n", "\f"),
        "unicode-line-ends": TEXT.replace("\n\n", "\u2028"),
        "paragraph-separators": TEXT.replace("\n\n", "\u2029"),
        "next-lines": TEXT.replace("\n\n", "\u0085"),
        "mixed-line-ends": "\r\n\v".join(PARAGRAPHS),
        "one-character": "a",
        "no-spaces": "Officialssaidthattheportwouldclose." * 30,
        "only-labels": "World\nAsia\nPolitics",
        "only-footer": "© 2026 Veldara Post. All rights reserved.",
        "headline-only": "Crane falls in the port of Veldara",
        "same-line": "The port of Veldara closed on Tuesday, officials said.\n" * 2000,
        "looks-like-json": "{not json at all} officials said on Tuesday that the port would close.",
        "looks-like-array": "[Updated] Officials said on Tuesday that the port of Veldara would close.",
        "looks-like-tag": "<Correction> Officials said on Tuesday that the port of Veldara would close.",
        "angle-brackets": "a < b and b > c, officials said on Tuesday about the port of Veldara. " * 5,
        "sql": "Robert'); DROP TABLE articles;-- said on Tuesday that the port would close.",
        "template": "{{ 7*7 }} ${7*7} <%= 7 %> said officials on Tuesday in the port of Veldara.",
        "slashes": "/" * 3000 + " by " * 500,
        "dashes": "— " * 4000,
        "by-lines": "By A B\n" * 500,
        "dots": "." * 20_000,
        "brackets": "(" * 9000 + "[" * 9000,
        "capitals": "A" * 400 + ", " + "B. " * 400 + "(AP) —",
    }.items():
        yield Case(name, f"{name}.txt", text.encode("utf-8", "surrogatepass"), "good")
    yield Case("some-nuls", "nuls.txt", TEXT.encode().replace(b"crane", b"c\x00ane"), "good")
    yield Case("escape-codes", "ansi.txt", b"\x1b[31m" + TEXT.encode() + b"\x1b[0m", "good")


def good() -> Iterator[Case]:
    """Sound inputs that must come through among the others."""
    yield Case("good-text", "good.txt", TEXT.encode(), "good")
    yield Case("good-page", "good.html", PAGE.encode(), "good")
    yield Case("good-feed", "good.xml", rss(item()), "good")
    yield Case("good-rows", "good.jsonl", lines(ROW), "good")


GROUPS = (empty_and_binary, packed, archives, truncated, charsets, large, pages, feeds, rows, texts, good)


def cases() -> Iterator[Case]:
    """All of them, with file names of their own."""
    for group in GROUPS:
        for case in group():
            yield case._replace(filename=f"{group.__name__}-{case.filename}")


def write_all(folder: Path, made: Iterable[Case] | None = None) -> list[Path]:
    """Write every input (or those made already) into a folder; the files, in the order of the cases."""
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for case in made or cases():
        file = folder / case.filename
        file.write_bytes(case.body)
        written.append(file)
    return written


if __name__ == "__main__":
    write_all(Path(sys.argv[1]))
