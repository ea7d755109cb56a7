from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from variorum.sources.robots import parse


@pytest.mark.parametrize(
    ("expected", "path", "rules"),
    [
        (True, "/a", ""),
        (True, "/a", "Disallow:"),
        (False, "/a/b", "Disallow: /a"),
        (True, "/b", "Disallow: /a"),
        (True, "/news/1", "Disallow: /\nAllow: /news"),
        (False, "/news/1", "Allow: /news\nDisallow: /news/1"),
        (True, "/news", "Disallow: /news\nAllow: /news"),
        (False, "/a/print/1", "Disallow: /*/print/"),
        (False, "/a?print=1", "Disallow: /*?print"),
        (False, "/a.pdf", "Disallow: /*.pdf$"),
        (True, "/a.pdfx", "Disallow: /*.pdf$"),
        (True, "/", "Disallow: /$x"),
        (False, "/", "Disallow: /$"),
        (True, "/a", "Disallow: /$"),
        (False, "/caf%C3%A9", "Disallow: /café"),
        (False, "/x", "disallow : /x # a note"),
    ],
)
def test_the_longest_rule_decides(expected: bool, path: str, rules: str) -> None:
    assert expected == parse(f"User-agent: *\n{rules}\n", "variorum").allow(path)


def test_the_group_that_names_the_program_stands_alone() -> None:
    text = "User-agent: *\nDisallow: /\n\nUser-agent: other\nUser-agent: Variorum/2\nDisallow: /x\nCrawl-delay: 3"
    rules = parse(text, "variorum")
    assert (True, False, 3.0) == (rules.allow("/a"), rules.allow("/x"), rules.delay)


def test_a_page_that_is_no_robots_txt_shuts_nothing() -> None:
    assert parse("<html><body>Not found</body></html>", "variorum").allow("/a")


@given(st.text(max_size=80), st.text(max_size=40))
def test_no_text_breaks_it(text: str, path: str) -> None:
    assert parse(f"User-agent: *\nDisallow: {text}", "variorum").allow(path) in (True, False)
