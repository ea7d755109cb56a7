from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from variorum.sources.decode import decode, decode_as

RUSSIAN = "Власти порта сообщили во вторник, что гавань закроется на три дня. " * 6


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "koi8-r", "cp1251"]
)
def test_russian_comes_back_from_any_encoding(encoding: str) -> None:
    assert RUSSIAN == decode(RUSSIAN.encode(encoding))[0]


def test_a_declaration_counts_only_where_the_bytes_fit_it() -> None:
    page = '<meta charset="{}"><p>Café in Veldara</p>'
    assert "Café" in decode(page.format("iso-8859-1").encode("cp1252"), "html")[0]
    assert "Café" in decode(page.format("shift_jis").encode("utf-8"), "html")[0]
    assert "Café" in decode(page.format("rot13").encode("utf-8"), "html")[0]


@pytest.mark.parametrize(
    ("expected", "head", "said", "written"),
    [
        ("Порт закрыт", "", "windows-1251", "cp1251"),
        ("Порт закрыт", '<meta charset="windows-1251">', "iso-8859-1", "cp1251"),
        ("港口關閉", "", "big5", "big5"),
        ("港口關閉", "", "big5", "utf-8"),
        ("Port fermé", "", "nonsense", "cp1252"),
        (RUSSIAN, "", "iso-8859-1", "cp1251"),
    ],
)
def test_what_the_server_said_counts_after_what_the_page_says(
    expected: str, head: str, said: str, written: str
) -> None:
    page = f"<html><head>{head}</head><body><p>{expected}</p></body></html>".encode(written)
    assert expected in decode(page, "html", said)[0]


@given(st.binary(max_size=400))
def test_any_bytes_give_text_that_can_be_stored_and_made_again(body: bytes) -> None:
    text, encoding = decode(body, "html")
    text.encode("utf-8")
    assert "\x00" not in text
    assert text == decode_as(body, encoding)


@given(st.binary(max_size=40).map(lambda b: b"\x01\x02" + b))
def test_short_bodies_with_control_bytes_are_no_trap(body: bytes) -> None:
    text, encoding = decode(body)
    assert text == decode_as(body, encoding)
