from __future__ import annotations

import pytest

from variorum.model import Document, Failure
from variorum.sources.jsonl import read

GOOD = b'{"id": "n1", "url": "https://veldara.example/1", "title": "Crane  falls", "text": "It fell."}'


def test_a_row_becomes_a_document_with_what_it_says() -> None:
    (document,) = read(GOOD, "rows.jsonl")
    assert isinstance(document, Document)
    assert ("rows.jsonl#n1", b"It fell.", "Crane falls") == (document.address, document.body, document.title)


def test_a_row_without_an_id_is_named_by_its_line() -> None:
    _, document = read(GOOD + b'\n{"text": "Two."}', "rows.jsonl")
    assert "rows.jsonl#2" == document.address


def test_html_goes_before_text() -> None:
    (document,) = read(b'{"text": "a", "html": "<p>b</p>"}', "r")
    assert isinstance(document, Document)
    assert ("html", b"<p>b</p>") == (document.media_type, document.body)


@pytest.mark.parametrize(
    ("expected", "line"),
    [
        ("line 2 is not JSON", b"{bad"),
        ("line 2 is not an object but an array", b"[1]"),
        ("line 2 is not an object but a number", b"7"),
        ("line 2: text is not text but a number", b'{"text": 5}'),
        ("line 2: title is not text but an array", b'{"text": "a", "title": []}'),
        ("line 2 has neither text nor html", b'{"id": "x"}'),
        ("line 2 is nested too deeply", b"[" * 200_000),
    ],
)
def test_a_bad_line_is_one_failure_and_the_rest_goes_on(expected: str, line: bytes) -> None:
    first, bad, last = read(GOOD + b"\n" + line + b"\n" + GOOD, "r")
    assert isinstance(first, Document)
    assert isinstance(bad, Failure)
    assert expected in bad.reason
    assert isinstance(last, Document)


def test_a_line_over_the_limit_is_skipped_to_its_end() -> None:
    bad, good = read(b'{"text": "' + b"a" * 11_000_000 + b'"}\n' + GOOD, "r")
    assert isinstance(bad, Failure)
    assert "longer than 5 MB" in bad.reason
    assert isinstance(good, Document)


def test_a_date_that_cannot_be_read_is_listed_and_the_row_kept_without_it() -> None:
    failure, document = read(b'{"text": "a", "published": "28/09/2025"}', "r")
    assert isinstance(failure, Failure)
    assert "28/09/2025" in failure.reason
    assert isinstance(document, Document)
    assert document.published is None


def test_lone_surrogates_and_nuls_are_replaced_one_for_one() -> None:
    (document,) = read(b'{"text": "a\\ud800b\\u0000c"}', "r")
    assert isinstance(document, Document)
    assert "a\ufffdb\ufffdc".encode() == document.body
