from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from variorum.sources.document import document
from variorum.stages.article import densest, pasted

MENU = ["Home", "World", "Harbours", "Sport", "Log in", "Most read", "Weather", "Letters", "Shop", "Archive"]
TEXT = [
    "The harbour of Veldara will close for three days after a crane fell, officials said on Tuesday, and ships"
    " will have to wait outside.",
    "“We will not reopen until every cable of the crane has been checked,” said the harbour master, Odile"
    " Brantsen, on the quay.",
    "What it costs",
    "Two ships were sent to the neighbouring harbour of Anselm, which has only one rail line and no store for"
    " fish, officials said.",
    "The crane was built in 1974 and had passed its last inspection in March, the harbour authority added.",
]
TITLE = "Crane falls and stops the harbour of Veldara"
PAGE = [
    *MENU,
    TITLE,
    "By Ines Valcourt",
    *TEXT,
    "12 comments",
    "I never liked that crane, to be honest.",
    *MENU,
]
PAGE += [f"Link {n}" for n in range(20)]


def test_of_a_whole_page_the_article_is_kept() -> None:
    assert TEXT == [PAGE[i] for i in range(len(PAGE)) if i not in densest.outside(PAGE)]


def test_its_headline_and_byline_are_found() -> None:
    text = "\n".join(PAGE)
    made = pasted.clean_text(text, document(text.encode(), "a.txt", "text"))
    assert (TITLE, ("Ines Valcourt",), TEXT) == (made.title, made.byline, made.text.split("\n"))


def test_the_lead_without_a_full_stop_is_text() -> None:
    lead = "Three days without ships while the harbour of Veldara waits for a new crane"
    page = [*MENU, TITLE, lead, "By Ines Valcourt", *PAGE[len(MENU) + 2 :]]
    text = "\n".join(page)
    made = pasted.clean_text(text, document(text.encode(), "a.txt", "text"))
    assert (TITLE, [lead, *TEXT]) == (made.title, made.text.split("\n"))


def test_what_a_page_prints_between_all_paragraphs_does_not_divide_it() -> None:
    page = [
        *MENU,
        TITLE,
        *[line for part in TEXT for line in (part, *["Story goes on here"] * 3)],
        *PAGE[-30:],
    ]
    assert TEXT == [page[i] for i in range(len(page)) if i not in densest.outside(page)]


def test_a_summary_by_machine_is_no_text_where_a_page_says_so() -> None:
    summary = ["Kort fortalt", "A crane fell in the harbour of Veldara.", "Sammendraget er laget av ChatGPT."]
    page = [*MENU, TITLE, *summary, *TEXT, *PAGE[-30:]]
    assert TEXT == [page[i] for i in range(len(page)) if i not in densest.outside(page)]


def test_a_pasted_article_is_no_whole_page() -> None:
    assert [] == densest.outside(TEXT * 8)
    assert [] == densest.outside(MENU)


@given(st.lists(st.sampled_from([*MENU, *TEXT, "", "«»", "一二三。"]), max_size=60))
def test_what_is_outside_is_in_the_page(lines: list[str]) -> None:
    found = densest.outside(lines)
    assert sorted(set(found)) == found
    assert all(0 <= i < len(lines) for i in found)
