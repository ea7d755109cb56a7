from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from variorum.stages.article.annotate import annotate

TEXT = "ANSELM (AP) — The harbour of Veldara will close for three days after a crane fell, officials said."


def test_a_row_of_text_gives_a_row_of_the_contract() -> None:
    row = annotate({"id": "a1", "text": TEXT, "published": "2026-11-21"})
    assert ("a1", TEXT, "2026-11-21", "ANSELM") == tuple(
        row[k] for k in ("id", "text", "published", "dateline")
    )
    assert [{"agency": "org:ap", "kind": "whole", "span": [0, 11]}] == row["credits"]


def test_a_page_is_read_from_its_path_packed_or_not(tmp_path: Path) -> None:
    html = f"<html><body><article><p>{TEXT}</p><p>{TEXT[:-1]} again.</p></article></body></html>".encode()
    (tmp_path / "a.html.gz").write_bytes(gzip.compress(html))
    (tmp_path / "a.html").write_bytes(html)
    packed, plain = (annotate({"id": "a", "html_path": str(tmp_path / n)}) for n in ("a.html.gz", "a.html"))
    assert packed == plain
    assert packed["text"].startswith("ANSELM")


def test_a_page_without_an_article_gives_an_empty_text() -> None:
    assert "" == annotate({"id": "a", "html": "<img src=a.png>"})["text"]


@pytest.mark.parametrize(
    ("kind", "reason", "words"),
    [
        (
            "wall",
            "the page is a cookie or consent notice without the article",
            "We value your privacy. Accept all cookies.",
        ),
        (
            "stub",
            "the page is a subscription notice without the article",
            "To continue reading, subscribe now. Log in.",
        ),
    ],
)
def test_a_page_without_an_article_says_what_it_is_instead(kind, reason, words):
    row = annotate({"id": "a", "html": f"<html><body><h1>The Courier</h1><p>{words}</p></body></html>"})

    assert (kind, reason) == (row["kind"], row["reason"])
    assert ("", []) == (row["text"], row["credits"])
