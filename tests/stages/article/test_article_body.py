from __future__ import annotations

import pytest

from variorum.model import Article
from variorum.sources import read_bytes
from variorum.sources.decode import decode_as
from variorum.sources.document import document
from variorum.stages.article import article
from variorum.stages.article.blocks import Page

TEXT = [
    "The harbour of Veldara will close for three days after a crane fell, officials said on Tuesday.",
    "“We will not reopen until every cable has been checked,” said the harbour master, Odile Brantsen.",
    "Two ships were sent to the neighbouring port of Anselm, which has only one rail line and no cold store.",
    "The crane was built in 1974 and had passed its last inspection in March, the port authority added.",
    "Traders in the old town expect that fish will cost more by the end of the week, as it did in 2019.",
]
LEAD = "Three days without ships: a fallen crane stops the harbour and the market with it."


def read(*parts: str, head: str = "", url: str | None = None) -> Article:
    html = f"<!DOCTYPE html><html><head>{head}</head><body><article>{''.join(parts)}</article></body></html>"
    (made,) = article.run(document(html.encode(), "a.html", "html", url=url))
    return made


def p(*lines: str) -> str:
    return "".join(f"<p>{line}</p>" for line in lines)


H1 = "<h1>Crane falls in the old port</h1>"


@pytest.mark.parametrize(
    "extra",
    [
        "<p><a href=/2>Anselm builds a second rail line</a></p>",
        "<ul><li>Rails: <a href=/2>Anselm builds a second line</a></li></ul>",
        '<div class="related-articles"><p>Anselm builds a second rail line, the town said on Monday.</p></div>',
        '<div class="newsletter-signup"><p>Our letter from the harbour comes every Friday, and costs nothing.</p></div>',
        "<h3>Lesen Sie auch</h3><p><a href=/2>Anselm baut ein zweites Gleis</a></p>",
        "<p>Read more: Anselm builds a second rail line</p>",
        '<div class="Article_elementPoll__x1"><p>Should the old port close for good, or only for three days?</p></div>',
        '<div class="pullquote"><div class="quote__person">Harbour master Odile Brantsen</div></div>',
        "<p>This summary was made by an AI tool and checked by an editor.</p>",
        "<p>Dieser Artikel wurde maschinell aus dem Englischen übersetzt.</p>",
    ],
)
def test_teasers_and_calls_are_not_text(extra: str) -> None:
    assert TEXT == read(H1, p(*TEXT[:3]), extra, p(*TEXT[3:])).text.split("\n")


def test_the_lead_under_the_headline_is_text() -> None:
    assert [LEAD, *TEXT] == read(H1, f'<div class="standfirst">{LEAD}</div>', p(*TEXT)).text.split("\n")


def test_a_heading_between_paragraphs_is_text_and_one_over_nothing_is_not() -> None:
    made = read(H1, p(*TEXT[:3]), "<h2>What it costs</h2>", p(*TEXT[3:]), "<h2>More on ports</h2>")
    assert [*TEXT[:3], "What it costs", *TEXT[3:]] == made.text.split("\n")


def test_a_post_and_a_caption_are_kept_apart_where_they_stand() -> None:
    post = '<blockquote class="twitter-tweet"><p>Nobody told us about the crane at all.</p></blockquote>'
    caption = "<figure><figcaption>The crane on the quay, an hour after it fell.</figcaption></figure>"
    html = f"<!DOCTYPE html><html><body><article>{H1}{p(*TEXT[:3])}{post}{caption}{p(*TEXT[3:])}</article></body></html>"
    (made,) = article.run(document(html.encode(), "a.html", "html"))
    source = decode_as(html.encode(), made.decoded_as)
    apart = {r.kind: source[r.source_start : r.source_end] for r in made.removed}
    assert TEXT == made.text.split("\n")
    assert "Nobody told us about the crane at all." == apart["embed"]
    assert "The crane on the quay, an hour after it fell." == apart["caption"]


def test_a_named_room_with_most_of_the_text_is_the_text() -> None:
    made = read(H1, '<div class="newsletter">', p(*TEXT), "</div>")
    assert TEXT == made.text.split("\n")


def test_a_note_in_italics_after_the_text_is_no_text() -> None:
    made = read(H1, p(*TEXT), "<p><em>Ines Valcourt has written about cranes since she was nine.</em></p>")
    assert TEXT == made.text.split("\n")


def test_the_first_letter_set_large_stays_with_its_word() -> None:
    first = f"<p><span>{TEXT[0][0]}</span>{TEXT[0][1:]}</p>"
    assert TEXT == read(H1, first, p(*TEXT[1:])).text.split("\n")


UPDATES = [
    "Divers have found the cable of the crane, the harbour master said at noon in the old port.",
    "A second crane has been shut off until it is checked, the port authority told reporters on the quay.",
    "The fish market will open an hour later tomorrow, its speaker said, and close an hour earlier too.",
]


def live(*more: str, before: str = "") -> str:
    """A live page whose data list two of its updates, the newest first."""
    listed = ", ".join(
        f'{{"@type": "BlogPosting", "datePublished": "2026-11-21T1{n}:00:00Z", "articleBody": "{words}"}}'
        for n, words in ((2, UPDATES[2]), (1, UPDATES[1]))
    )
    data = f'{{"@type": "LiveBlogPosting", "headline": "Crane falls in the old port", "liveBlogUpdate": [{listed}]}}'
    head = f'<script type="application/ld+json">{data}</script>'
    body = f"{H1}{before}{p(*reversed(UPDATES))}{''.join(more)}"
    return f"<!DOCTYPE html><html><head>{head}</head><body><article>{body}</article></body></html>"


@pytest.mark.parametrize(
    ("expected", "before"),
    [
        (
            ["Three days without ships, and a market that waits for what they bring."],
            "Three days without ships, and a market that waits for what they bring.",
        ),
        (["Crane falls in the old port"], ""),
    ],
)
def test_a_live_page_is_never_one_article_with_all_its_updates(expected: list[str], before: str) -> None:
    page, *items = read_bytes(live(before=p(before) if before else "").encode(), "live.html")
    (made,) = article.run(page)
    updates = [next(iter(article.run(item))) for item in items]
    assert expected == made.text.split("\n")
    assert "live" == made.kind
    assert [UPDATES[1], UPDATES[2]] == [u.text for u in updates]
    assert ["2026-11-21T11:00:00+00:00", "2026-11-21T12:00:00+00:00"] == [u.published for u in updates]
    assert {"live"} == {u.kind for u in updates}
    assert "update" in {r.kind for r in made.removed}


def test_the_updates_of_a_live_page_are_no_part_of_its_text() -> None:
    update = "Divers have found the cable of the crane, the harbour master said at noon."
    head = f"""<script type="application/ld+json">{{"@type": "LiveBlogPosting", "headline": "Crane falls in the old port",
        "liveBlogUpdate": [{{"@type": "BlogPosting", "headline": "Cable found", "articleBody": "{update}"}}]}}</script>"""
    made = read(H1, p(*TEXT), f"<h3>Cable found</h3><p>{update}</p>", head=head)
    assert "live" == made.kind
    assert TEXT == made.text.split("\n")


def test_a_box_that_a_machine_has_written_is_kept_apart() -> None:
    note = "<p>Die Zusammenfassung wurde mit künstlicher Intelligenz erstellt.</p>"
    box = f"<section><h2>In Kürze</h2>{note}<ul><li>A crane has fallen into the harbour of Veldara.</li></ul></section>"
    made = read(H1, p(TEXT[0]), box, p(*TEXT[1:]))
    assert TEXT == made.text.split("\n")
    assert {"box", "label"} & {removed.kind for removed in made.removed}


def test_lines_are_found_in_the_blocks_of_the_page_whole_broken_and_run_together() -> None:
    from trafilatura.utils import load_html

    html = (
        "<p>Veldara</p><p>- The port is shut,</p><p>said Ms Brantsen of the harbour office.</p><h2>Ships</h2>"
    )
    page = Page(load_html(f"<html><body>{html}<p>A port, at last</p></body></html>"))
    lines = [
        "Veldara - The port is shut,",
        "said Ms",
        "Brantsen of the harbour office.",
        "Ships",
        "Not in it",
    ]
    assert [(0, 1), (2,), (2,), (3,), ()] == page.align(lines)
    assert [(1,)] == page.align(["The port is shut,"])


def test_a_paragraph_in_decomposed_letters_is_taken_once() -> None:
    written = "Die Wa\u0308chter am Hafen gru\u0308\u00dften, als der letzte Kran in das Becken fiel."
    assert [*TEXT, written] == read(H1, p(*TEXT, written)).text.split("\n")


def test_a_byline_under_the_lead_is_no_text_and_a_heading_like_one_is() -> None:
    made = read(H1, p(LEAD), "<h5>Von Ines Valcourt, Anselm</h5>", p(*TEXT))
    assert [LEAD, *TEXT] == made.text.split("\n")
    made = read(H1, p(LEAD), "<h2>Von Anselm nach Veldara</h2>", p(*TEXT))
    assert [LEAD, "Von Anselm nach Veldara", *TEXT] == made.text.split("\n")
