from __future__ import annotations

import gzip
from pathlib import Path

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
