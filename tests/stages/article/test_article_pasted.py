from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from variorum.model import Article
from variorum.sources.document import document
from variorum.stages.article import article

LEAD = "The harbour of Veldara will close for three days after a crane fell, officials said on Tuesday."
MORE = "“We will not reopen until every cable has been checked,” said the harbour master, Odile Brantsen."
LAST = "Traders expect delays of a week, because the port of Anselm has only one rail line."
BODY = f"{LEAD}\n\n{MORE}\n\n{LAST}"
CLEAN = f"{LEAD}\n{MORE}\n{LAST}"


def read(text: str, **stated: str) -> Article:
    (made,) = article.run(document(text.encode(), "a.txt", "text", **stated))
    return made


def removed(made: Article, text: str) -> dict[str, str]:
    return {text[r.source_start : r.source_end]: r.kind for r in made.removed}


def test_a_bare_text_is_kept_whole() -> None:
    made = read(BODY)
    assert (CLEAN, None, None, None) == (made.text, made.title, made.outlet, made.published)


def test_every_character_leads_back_to_the_source() -> None:
    text = f"World\n\nCrane falls in the port of Veldara\n\n{BODY}"
    made = read(text)
    for part in made.segments:
        assert made.text[part.start : part.end] == text[part.source_start : part.source_end]
    at = made.text.index("Odile Brantsen")
    start, end = made.source_range(at, at + 14) or (0, 0)
    assert "Odile Brantsen" == text[start:end]


@pytest.mark.parametrize(
    ("kind", "line"),
    [
        ("label", "Asia Politics USA World"),
        ("label", "AsiaPoliticsUSAWorld"),
        ("label", "News > Shipping"),
        ("label", "21 November 2026, 09:30 GMT"),
        ("photo", "Source: AP Photo"),
        ("photo", "Photo: Ines Valcourt/Reuters"),
        ("byline", "By Ines Valcourt"),
        ("byline", "Veldara Star Staff"),
        ("share", "Share on Facebook"),
        ("navigation", "Skip to main content"),
    ],
)
def test_what_stands_above_the_text_goes_out(kind: str, line: str) -> None:
    text = f"Crane falls in the port of Veldara\n{line}\n\n{BODY}"
    made = read(text)
    assert CLEAN == made.text
    assert kind == removed(made, text)[line]
    assert "Crane falls in the port of Veldara" == made.title


@pytest.mark.parametrize(
    ("kind", "line"),
    [
        ("footer", "© 2026 Veldara Star. All rights reserved."),
        ("footer", "Veldara Star publishes letters, opinions and tips as a public service. They do not necessarily "
                   "reflect the opinions of Veldara Star or its employees."),
        ("footer", "The Star is not responsible for the content of readers' comments. Contact the editor to complain."),
        ("credit", "Veldara Digital News, Anselm"),
        ("credit", "With files from Reuters"),
        ("label", "PoliticsUSAWorld"),
        ("byline", "Veldara Star Staff"),
        ("related", "Read more: Ten cranes and how they fell"),
        ("share", "Sign up for our newsletter."),
    ],
)  # fmt: skip
def test_what_stands_below_the_text_goes_out(kind: str, line: str) -> None:
    text = f"{BODY}\n\n{line}"
    made = read(text)
    assert CLEAN == made.text
    assert kind == removed(made, text)[line]


@pytest.mark.parametrize(
    "line",
    [
        "“All rights reserved,” the minister joked, and sat down.",
        "By the time the crane was lifted, the ships had gone.",
        "The newspaper publishes letters from sailors, and this one was angry.",
        "Share prices of the port company fell by a third.",
        "Related parties will meet on Friday, the ministry said.",
        "Photo opportunities were cancelled, the palace said.",
    ],
)
def test_news_that_looks_like_a_template_stays(line: str) -> None:
    assert f"{LEAD}\n{line}\n{MORE}\n{LAST}" == read(f"{LEAD}\n{line}\n{MORE}\n{LAST}").text


def test_a_headline_printed_twice_is_the_title() -> None:
    title = "Veldara, Anselm Vow to Rebuild the ‘Old’ Crane"
    made = read(f"Asia World\n\n{title}\n\n{title}\nSource: AP Photo\n\n\u00a0\n\n{BODY}")
    assert (title, CLEAN) == (made.title, made.text)


def test_links_under_most_read_go_out_with_their_heading() -> None:
    assert CLEAN == read(f"{BODY}\n\nMost read\n1. Ferry rules change\n2. Quiz: name the lake").text


def test_a_related_box_in_the_middle_goes_out_and_the_text_goes_on() -> None:
    made = read(f"{LEAD}\nRelated\nTen cranes and how they fell\n{MORE}\n{LAST}")
    assert CLEAN == made.text


@pytest.mark.parametrize(
    ("expected", "text"),
    [
        ("Veldara Courier", f"Veldara Courier\nWORLD\n\nCrane falls in the old port\n\n{BODY}"),
        ("Veldara Ledger", f"VELDARA LEDGER\n\nCrane falls in the old port\n\n{BODY}"),
        ("Veldara Star", f"{BODY}\n\nVeldara Star Staff"),
        ("Veldara Digital News", f"{BODY}\nVeldara Digital News, Anselm"),
        (
            "Le Quai",
            f"Le Quai\n\nCrane falls in the old port\n\n{BODY}\n\n© 2026 Le Quai. All rights reserved.",
        ),
        (None, f"Middle East\n\nCrane falls in the old port\n\n{BODY}"),
        (None, f"{BODY}\n\nIt was a good day in Anselm."),
    ],
)
def test_the_outlet_is_what_the_text_itself_prints(expected: str | None, text: str) -> None:
    made = read(text)
    assert expected == made.outlet
    assert ({"outlet": "text"} if expected else {}) == {k: v for k, v in made.stated.items() if k == "outlet"}


@pytest.mark.parametrize(
    ("expected", "line"),
    [
        (("Ines Valcourt",), "By Ines Valcourt"),
        (("Ines Valcourt", "Tom Okafor"), "By Ines Valcourt and Tom Okafor"),
        (("Ines Valcourt",), "By Ines Valcourt in Anselm"),
        (("Ines Valcourt",), "Ines Valcourt, Anselm"),
        (("our foreign desk",), "By our foreign desk"),
    ],
)
def test_the_byline_gives_names(expected: tuple[str, ...], line: str) -> None:
    assert expected == read(f"Crane falls in the old port\n\n{line}\n\n{BODY}").byline


def test_the_date_is_the_one_printed_above_the_text() -> None:
    made = read(f"Crane falls in the old port\nPublished: 4 Nov 2026 06:10 GMT\n\n{BODY}")
    assert "2026-11-04T06:10:00+00:00" == made.published


def test_a_date_of_change_is_no_date_of_publication() -> None:
    assert read(f"Crane falls in the old port\nUpdated: 4 Nov 2026 06:10 GMT\n\n{BODY}").published is None


def test_what_is_given_wins_over_what_the_text_prints() -> None:
    made = read(
        f"Veldara Courier\n\nCrane falls in the old port\n\n{BODY}",
        outlet="Anselm Post",
        published="2026-01-02",
    )
    assert ("Anselm Post", "2026-01-02") == (made.outlet, made.published)
    assert ("given", "given", "text") == tuple(made.stated[k] for k in ("outlet", "published", "title"))


def test_lines_broken_at_a_fixed_width_become_one_paragraph() -> None:
    wrapped = (
        "The harbour of Veldara will close for three days after a crane fell\n"
        "on the eastern quay, officials said on Tuesday. Two ships were sent to\n"
        "the port of Anselm, which has one rail line and no cold store of its\n"
        "own, and traders expect delays of a week."
    )
    assert 0 == read(wrapped).text.count("\n")


def test_the_order_of_blank_lines_does_not_matter_to_the_text() -> None:
    assert read(BODY).text == read(BODY.replace("\n\n", "\r\n \u00a0\r\n\r\n")).text


@given(
    st.lists(
        st.sampled_from([LEAD, MORE, LAST, "World", "By A B", "© X", "Most read", "—", "Photo: X/AP", ""]),
        max_size=12,
    )
)
def test_no_order_of_lines_breaks_it(lines: list[str]) -> None:
    text = "\n".join(lines)
    if not text.strip():
        return
    made = read(text)
    assert made.text
    assert all(text[s.source_start : s.source_end] == made.text[s.start : s.end] for s in made.segments)
