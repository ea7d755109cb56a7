from __future__ import annotations

import gzip
import io
import random
import sys
import zlib
from pathlib import Path

import pytest

from hostile.cases import zipped
from variorum.model import Document, Failure
from variorum.sources import open_sources, read_bytes
from variorum.sources.packed import members
from variorum.sources.warc import stream

PAGE = b"<html><body><p>A crane fell in the port of Veldara on Tuesday.</p></body></html>"


def answer(body: bytes = PAGE, status: str = "200 OK", kind: str = "text/html", head: str = "") -> bytes:
    return f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\n{head}\r\n".encode() + body


def record(
    block: bytes | None = None, n: int = 1, kind: str = "response", size: object = None, head: str = ""
) -> bytes:
    block = answer() if block is None else block
    return (
        (
            f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Date: 2026-01-01T00:00:00Z\r\n"
            f"WARC-Target-URI: https://veldara.example/{n}\r\nContent-Type: application/http; msgtype={kind}\r\n"
            f"{head}Content-Length: {len(block) if size is None else size}\r\n\r\n"
        ).encode()
        + block
        + b"\r\n\r\n"
    )


def read(*parts: bytes, packed: bool = False) -> tuple[list[str], list[str]]:
    """The last letters of the addresses read, and the reasons for what was not."""
    body = b"".join(gzip.compress(p, mtime=0) for p in parts) if packed else b"".join(parts)
    made = list(stream(io.BytesIO(body), "a.warc", packed=packed))
    return (
        [(r.url or "")[-1] for r in made if isinstance(r, Document)],
        [r.reason for r in made if isinstance(r, Failure)],
    )


def test_what_the_server_said_of_the_encoding_is_kept() -> None:
    (document,) = read_bytes(record(answer(kind="text/html; charset=Big5")), "crawl.warc")
    assert isinstance(document, Document)
    assert "big5" == document.encoding


def test_when_a_page_was_fetched_is_kept_as_that() -> None:
    (document,) = read_bytes(record(), "crawl.warc")
    assert isinstance(document, Document)
    assert ("2026-01-01T00:00:00+00:00", None) == (document.fetched, document.published)


def test_a_page_is_a_document_without_a_date() -> None:
    (document,) = read_bytes(gzip.compress(record()), "crawl.warc.gz")
    assert isinstance(document, Document)
    assert "crawl.warc.gz#https://veldara.example/1" == document.address
    assert ("https://veldara.example/1", None) == (document.url, document.published)
    assert ("html", PAGE) == (document.media_type, document.body)


@pytest.mark.parametrize("packed", [True, False])
def test_only_pages_that_were_found_are_read(packed: bool) -> None:
    parts = [
        record(b"software: x\r\n", 1, "warcinfo"),
        record(b"GET / HTTP/1.1\r\n\r\n", 2, "request"),
        record(answer(status="404 Not Found"), 3),
        record(answer(status="301 Moved"), 4),
        record(answer(b"\x89PNG", kind="image/png"), 5),
        record(n=6),
        record(b"a: b", 7, "metadata"),
    ]
    assert (["6"], []) == read(*parts, packed=packed)


def test_an_archive_without_pages_says_what_it_holds() -> None:
    _, (reason,) = read(record(b"x: y", 1, "warcinfo"), record(b"", 2, "request"))
    assert "the archive holds no HTML page: 1 request, 1 warcinfo" == reason


@pytest.mark.parametrize("packed", [True, False])
@pytest.mark.parametrize(
    ("expected", "bad"),
    [
        ("not as long as it says", record(n=2, size=10**12)),
        ("not as long as it says", record(n=2, size=5)),
        ("not as long as it says", record(n=2, size=len(answer()) + 9)),
        ("how long it is", record(n=2, size=-5)),
        ("how long it is", record(n=2, size="abc")),
        ("how long it is", record(n=2, size="9" * 40)),
        ("how long it is", record(n=2, size="")),
        ("belong to no record", b"GARBAGE\r\n" * 50),
        ("too long", b"WARC/1.0\r\nX-Long: " + b"a" * 200_000 + b"\r\n\r\n"),
        ("too long", b"WARC/1.0\r\n" + b"X-A: b\r\n" * 20_000 + b"Content-Length: 0\r\n\r\n\r\n\r\n"),
        ("HTTP header", record(PAGE, n=2)),
        ("HTTP header", record(b"", n=2)),
    ],
)
def test_after_a_bad_record_reading_goes_on_with_the_next(expected: str, bad: bytes, packed: bool) -> None:
    pages, reasons = read(record(n=1), bad, record(n=3), packed=packed)
    assert ["1", "3"] == pages
    assert any(expected in reason for reason in reasons), reasons


def test_after_a_broken_gzip_member_reading_goes_on_with_the_next() -> None:
    good = [gzip.compress(record(n=n), mtime=0) for n in (1, 2, 3)]
    good[1] = good[1][:12] + bytes(b ^ 0x5A for b in good[1][12:])
    made = list(stream(io.BytesIO(b"".join(good)), "a.warc", packed=True))
    assert ["1", "3"] == [(r.url or "")[-1] for r in made if isinstance(r, Document)]


def test_a_member_that_breaks_inside_its_page_is_no_page() -> None:
    middle = bytearray(gzip.compress(record(n=2), mtime=0))
    middle[-30] ^= 0xFF
    parts = [gzip.compress(record(n=1), mtime=0), bytes(middle), gzip.compress(record(n=3), mtime=0)]
    made = list(stream(io.BytesIO(b"".join(parts)), "a.warc", packed=True))
    assert ["1", "3"] == [(r.url or "")[-1] for r in made if isinstance(r, Document)]


def test_a_file_packed_whole_or_in_odd_pieces_is_read_the_same() -> None:
    whole = b"".join(record(n=n) for n in range(1, 6))
    odd = b"".join(gzip.compress(whole[i : i + 333]) for i in range(0, len(whole), 333))
    for body in (whole, gzip.compress(whole), odd):
        made = list(read_bytes(body, "a.warc.gz"))
        assert list("12345") == [(r.url or "")[-1] for r in made if isinstance(r, Document)]
        assert [] == [r for r in made if isinstance(r, Failure)]


@pytest.mark.parametrize("cut", range(20, 1200, 97))
def test_an_archive_cut_anywhere_gives_its_whole_records(cut: int) -> None:
    body = b"".join(gzip.compress(record(n=n), mtime=0) for n in (1, 2, 3))
    found = [(r.url or "")[-1] for r in read_bytes(body[:cut], "a.warc.gz") if isinstance(r, Document)]
    assert found == list("123")[: len(found)]
    assert len(body[:cut]) // (len(body) // 3 + 8) <= len(found) + 1


def test_a_large_page_is_named_and_a_large_picture_passed() -> None:
    page, picture = record(answer(b"x" * 6_000_000), 1), record(answer(b"x" * 6_000_000, kind="image/png"), 2)
    pages, (reason,) = read(page, picture, record(n=3))
    assert ["3"] == pages
    assert "the record is 6 MB, more than the 5 MB limit" == reason


@pytest.mark.parametrize(
    "block",
    [
        answer(gzip.compress(PAGE), head="Content-Encoding: gzip\r\n"),
        answer(zlib.compress(PAGE), head="Content-Encoding: deflate\r\n"),
        answer(zlib.compress(PAGE)[2:-4], head="Content-Encoding: deflate\r\n"),
        answer(PAGE, head="Content-Encoding: gzip\r\n"),
        answer(PAGE, head="Content-Encoding: br\r\n"),
        answer(b"%x\r\n%s\r\n0\r\n\r\n" % (len(PAGE), PAGE), head="Transfer-Encoding: chunked\r\n"),
        answer(b"9\r\n%s\r\n%x\r\n%s\r\n0\r\n\r\n" % (PAGE[:9], len(PAGE) - 9, PAGE[9:]), head="Transfer-Encoding: chunked\r\n"),
        answer(PAGE, head="Transfer-Encoding: chunked\r\n"),
        answer(PAGE, kind="application/xhtml+xml;charset=utf-8"),
        b"HTTP/1.0 200 OK\nContent-Type: text/html\n\n" + PAGE,
        b"HTTP/2 200\r\n\r\n" + PAGE,
    ],
)  # fmt: skip
def test_the_page_is_what_the_server_meant(block: bytes) -> None:
    (document,) = stream(io.BytesIO(record(block)), "a.warc", packed=False)
    assert PAGE == getattr(document, "body", document)


def test_a_page_that_unpacks_to_more_than_a_page_is_refused() -> None:
    block = answer(gzip.compress(bytes(60_000_000), 9), head="Content-Encoding: gzip\r\n")
    assert ([], ["unpacked it is larger than 5 MB"]) == read(record(block))


def test_a_page_packed_with_brotli_is_read_where_the_package_is_there() -> None:
    brotli = pytest.importorskip("brotli")
    sound, bomb = (
        answer(brotli.compress(b), head="Content-Encoding: br\r\n") for b in (PAGE, bytes(60_000_000))
    )
    assert (["1"], ["unpacked it is larger than 5 MB"]) == read(record(sound), record(bomb, 2))


def test_without_that_package_its_name_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "brotli", None)
    _, (reason,) = read(record(answer(b"\x0b\x02\x80", head="Content-Encoding: br\r\n")))
    assert "Brotli" in reason


def test_a_page_the_crawler_cut_is_read_and_said_to_be_cut() -> None:
    pages, (reason,) = read(record(head="WARC-Truncated: length\r\n"))
    assert ["1"] == pages
    assert "only the beginning" in reason


def test_a_bomb_in_the_middle_is_left_for_the_next_member() -> None:
    packer = zlib.compressobj(9, zlib.DEFLATED, 31)
    block = b"<p>aaaa</p>\n" * 90_000
    begin = packer.compress(record(b"", size=10**11)[:-4]) + packer.flush(zlib.Z_FULL_FLUSH)
    again = packer.compress(block) + packer.flush(zlib.Z_FULL_FLUSH)
    bomb = begin + again * 2_000  # 2 GB, without an end
    good = [gzip.compress(record(n=n), mtime=0) for n in (1, 3)]
    made = list(stream(io.BytesIO(good[0] + bomb + good[1]), "a.warc", packed=True))
    assert ["1", "3"] == [(r.url or "")[-1] for r in made if isinstance(r, Document)]


def test_many_false_beginnings_of_members_do_not_hang() -> None:
    body = gzip.compress(record(n=1)) + b"\x1f\x8b\x08\x00" * 100_000 + gzip.compress(record(n=2))
    assert sum(begins for _, begins in members(io.BytesIO(body))) <= 10_001


@pytest.mark.parametrize("name", ["a.warc", "a.zip", "a.warc.gz"])
def test_progress_is_told_in_bytes(tmp_path: Path, name: str) -> None:
    body = record(answer(random.Random(1).randbytes(1_500_000).hex().encode())) * 3
    packed = {"a.warc": body, "a.zip": zipped({"a.warc": body}), "a.warc.gz": gzip.compress(body, 1)}[name]
    (tmp_path / name).write_bytes(packed)
    told: list[tuple[str, int, int]] = []
    documents = open_sources([str(tmp_path)], progress=lambda *step: told.append(step))
    assert 3 == sum(isinstance(d, Document) for d in documents)
    assert (name, len(packed), len(packed)) == told[-1]
    assert 3 <= len(told) <= len(packed) // 1_000_000 + 1
    assert [done for _, done, _ in told] == sorted({done for _, done, _ in told})
