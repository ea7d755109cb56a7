from __future__ import annotations

import io
import json
from pathlib import Path

import pytest

from variorum.errors import SettingsError
from variorum.model import Document, Failure
from variorum.sources import open_sources, read_bytes

TEXT = "The port of Veldara closed on Tuesday, officials said."


def documents(*paths: object, **given: str) -> list[Document]:
    return [r for r in open_sources(map(str, paths), **given) if isinstance(r, Document)]


def failures(*paths: object) -> list[Failure]:
    return [r for r in open_sources(map(str, paths)) if isinstance(r, Failure)]


def test_a_file_keeps_its_bytes_and_only_its_base_name(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_text(TEXT)
    (document,) = documents(file)
    assert ("a.txt", "text", TEXT.encode()) == (document.address, document.media_type, document.body)


def test_the_same_input_in_another_folder_has_the_same_id(tmp_path: Path) -> None:
    for folder in ("one", "two"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "a.txt").write_text(TEXT)
    one, two = documents(tmp_path / "one", tmp_path / "two")
    assert one.id == two.id


def test_a_folder_is_read_whole_sorted_and_without_hidden_files(tmp_path: Path) -> None:
    for name in ("b.txt", "a/z.txt", "a/y.txt", ".hidden.txt", ".git/c.txt"):
        file = tmp_path / name
        file.parent.mkdir(exist_ok=True)
        file.write_text(TEXT + name)
    assert ["y.txt", "z.txt", "b.txt"] == [d.address for d in documents(tmp_path)]


def test_a_glob_gives_its_files_sorted(tmp_path: Path) -> None:
    for name in ("b.txt", "a.txt", "c.md"):
        (tmp_path / name).write_text(TEXT + name)
    assert ["a.txt", "b.txt"] == [d.address for d in documents(tmp_path / "*.txt")]


def test_standard_input_is_read_by_content() -> None:
    (document,) = open_sources(["-"], stdin=io.BytesIO(b"<html><body><p>" + TEXT.encode()))
    assert isinstance(document, Document)
    assert ("stdin", "html") == (document.address, document.media_type)


@pytest.mark.parametrize("path", ["missing.txt", "nothing-*.txt", "bad\x00name"])
def test_what_is_not_there_is_listed_with_a_remedy(path: str) -> None:
    (failure,) = failures(path)
    assert failure.reason
    assert failure.remedy


def test_an_empty_folder_is_listed(tmp_path: Path) -> None:
    (failure,) = failures(tmp_path)
    assert "no files" in failure.reason


def test_the_users_word_wins_over_the_container(tmp_path: Path) -> None:
    row = {"text": TEXT, "outlet": "Veldara Post", "published": "2025-01-01"}
    (tmp_path / "a.jsonl").write_text(json.dumps(row))
    (document,) = documents(tmp_path, published="2026-11-21", outlet="Anselm Courier")
    assert ("2026-11-21", "Anselm Courier") == (document.published, document.outlet)


@pytest.mark.parametrize("published", ["yesterday", "21/11/2026", "2026-02-30", "2026-11", ""])
def test_a_date_that_is_none_is_refused_before_anything_is_read(published: str) -> None:
    with pytest.raises(SettingsError, match="published"):
        open_sources([], published=published)


@pytest.mark.parametrize(
    ("expected", "body"),
    [
        ("html", b"<!doctype html><p>x"),
        ("html", b"\xef\xbb\xbf  <!-- saved --><html><p>x"),
        ("html", b'<?xml version="1.0"?><html xmlns="x"><body><p>x</p></body></html>'),
        ("html", b"Word <p>one</p> <p>two</p> <p>three</p>"),
        ("text", b"<Correction> The port was closed."),
        ("text", b"[Updated] The port was closed."),
        ("text", b"{sic} The port was closed."),
    ],
)
def test_the_content_decides_what_a_file_is(expected: str, body: bytes) -> None:
    (document,) = read_bytes(body, "a.dat")
    assert isinstance(document, Document)
    assert expected == document.media_type


@pytest.mark.parametrize(
    ("expected", "body"),
    [
        ("empty", b""),
        ("PDF", b"%PDF-1.4"),
        ("PNG", b"\x89PNG\r\n\x1a\n"),
        ("ZIP", b"PK\x03\x04"),
        ("binary", bytes(range(32)) * 20),
        ("RSS nor Atom", b'<?xml version="1.0"?><invoice/>'),
        ("5 MB limit", b"<p>" + b"x" * 5_000_000),
        ("cut off", b"\x1f\x8b\x08\x00\x00\x00\x00\x00"),
    ],
)
def test_what_cannot_be_read_is_named(expected: str, body: bytes) -> None:
    (failure,) = read_bytes(body, "a.dat")
    assert isinstance(failure, Failure)
    assert expected in failure.reason
    assert failure.remedy


def test_a_large_file_is_refused_with_its_size(tmp_path: Path) -> None:
    (tmp_path / "page.html").write_bytes(b"<html>" + b"x" * 51_999_994)
    (failure,) = failures(tmp_path)
    assert "the page is 52 MB, more than the 5 MB limit" == failure.reason
