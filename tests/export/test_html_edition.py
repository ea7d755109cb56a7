import base64
import hashlib
import re
from html.parser import HTMLParser

import editions
import pytest
from hypothesis import given
from hypothesis import strategies as st

from variorum.edition import Collation
from variorum.export.anchored import marked
from variorum.export.citation import origin, source
from variorum.export.html import html, html_many
from variorum.model import Span, Story

VOID = {"meta", "br", "link", "img", "input", "hr"}


class Page(HTMLParser):
    """What a browser would see: the text nodes of every witness, spans by their anchors, ids, tags."""

    def __init__(self, page):
        super().__init__(convert_charrefs=True)
        self.open, self.ids, self.tags, self.hrefs, self.cites = [], [], [], [], []
        self.texts, self.spans, self.starts, self.sources = [], {}, {}, []
        self.feed(page)
        self.close()

    def handle_starttag(self, tag, attrs):
        attributes = dict(attrs)
        self.tags.append((tag, attributes))
        if "id" in attributes:
            self.ids.append(attributes["id"])
        if "href" in attributes:
            self.hrefs.append(attributes["href"])
        if "data-cite" in attributes:
            self.cites.append(attributes["data-cite"])
        if tag not in VOID:
            self.open.append((tag, attributes))
        if attributes.get("class") == "text":
            self.texts.append("")
            self.sources.append((attributes["data-source"], attributes["data-origin"]))
        if "data-start" in attributes:
            place = (len(self.texts) - 1, int(attributes["data-start"]), int(attributes["data-end"]))
            self.starts[attributes["id"]] = place

    def handle_endtag(self, tag):
        assert self.open.pop()[0] == tag

    def handle_data(self, data):
        if any(a.get("class") == "text" for _, a in self.open):
            self.texts[-1] += data
            for _, attributes in self.open:
                if "data-span" in attributes:
                    anchor = attributes["data-span"]
                    self.spans[anchor] = self.spans.get(anchor, "") + data


EDITIONS = {
    "edition": html(editions.edition()),
    "crowd": html(editions.crowd()),
    "hostile": html(editions.hostile()),
    "many": html_many([editions.edition(), editions.crowd()], {"version": "1", "inputs": {"<a>": ["h"]}}),
}
WITNESSES = {
    "edition": editions.edition().witnesses,
    "crowd": editions.crowd().witnesses,
    "hostile": editions.hostile().witnesses,
    "many": editions.edition().witnesses + editions.crowd().witnesses,
}
each = pytest.mark.parametrize("name", EDITIONS)


@each
def test_the_texts_stand_there_character_by_character(name):
    expected = [w.text.replace("\0", "\ufffd") for w in WITNESSES[name]]

    assert expected == Page(EDITIONS[name]).texts


@each
def test_every_anchor_holds_the_characters_its_offsets_name(name):
    page = Page(EDITIONS[name])

    assert page.starts
    assert page.starts.keys() == page.spans.keys()
    for anchor, (index, start, end) in page.starts.items():
        assert WITNESSES[name][index].text[start:end].replace("\0", "\ufffd") == page.spans[anchor]


@each
def test_every_link_leads_somewhere_within_the_file(name):
    page = Page(EDITIONS[name])

    assert len(page.ids) == len(set(page.ids))
    assert set() == {h for h in page.hrefs if h[1:] not in page.ids or h[0] != "#"}
    assert set() == set(page.cites) - set(page.ids)
    lights = [a["data-light"] for _, a in page.tags if "data-light" in a]
    assert set() == {one for light in lights for one in light.split()} - set(page.starts)


@each
def test_nothing_is_loaded_and_nothing_else_can_run(name):
    page = Page(EDITIONS[name])

    tags = [tag for tag, _ in page.tags]
    assert 1 == tags.count("script") == tags.count("style")
    assert set() == {tag for tag in tags if tag in {"img", "link", "iframe", "form", "object", "base"}}
    assert not [a for _, a in page.tags if "src" in a or "style" in a or any(k.startswith("on") for k in a)]
    assert "url(" not in EDITIONS[name]
    assert "@import" not in EDITIONS[name]
    assert not re.search(r"https?://", EDITIONS[name])


@each
def test_the_policy_names_the_style_and_the_script_by_hash(name):
    policy = next(a["content"] for t, a in Page(EDITIONS[name]).tags if a.get("http-equiv"))

    assert policy.startswith("default-src 'none';")
    for tag in ("style", "script"):
        inside = re.search(f"<{tag}>(.*?)</{tag}>", EDITIONS[name], re.DOTALL).group(1)
        digest = base64.b64encode(hashlib.sha256(inside.encode()).digest()).decode()
        assert f"{tag}-src 'sha256-{digest}'" in policy


def test_own_style_and_script_are_small():
    bare = re.findall(r"<(?:style|script)>(.*?)</(?:style|script)>", EDITIONS["edition"], re.DOTALL)

    assert 60_000 > sum(map(len, bare))


def test_markup_in_what_was_read_stays_words():
    page = EDITIONS["hostile"]

    assert "<script>alert" not in page
    assert "<img" not in page
    assert "&lt;/title&gt;&lt;script&gt;alert" in page
    assert "&lt;b&gt;why&lt;/b&gt;" in page
    assert "&lt;u&gt;no&lt;/u&gt;" in page


def test_lone_surrogates_do_not_stop_the_edition():
    edition = editions.article("s", "a\ud800b")
    page = html(Collation(story=Story(id="s", article_ids=(edition.id,)), witnesses=(edition,)))
    assert page.encode("utf-8")


@pytest.mark.parametrize(
    "words",
    [
        "at most 1 root",
        "roots unknown",
        "date unknown",
        "speaker unknown",
        "presented as a second voice",
        "no body text was found",
        "save the page as text",
        "run-7f3a",
        "both could have read the same readout",
        "not in B",
        "only in A",
    ],
)
def test_what_the_edition_says(words):
    assert words in EDITIONS["edition"]


def test_never_a_verdict():
    shown = re.sub(r"<(style|script)>.*?</\1>", "", EDITIONS["edition"], flags=re.DOTALL).lower()

    assert "copied from" not in shown
    assert "score" not in shown


def test_more_than_three_witnesses_make_a_matrix():
    cells = re.findall(r'<td class="cell (\w+)"><span aria-hidden="true">(.*?)</span>', EDITIONS["crowd"])

    assert [("differs", "≠a"), ("differs", "≠b"), ("fuller", "+"), ("absent", "·"), ("absent", "·")] == cells[
        :5
    ]
    assert "E stands behind a wall: what it lacks cannot be told" in EDITIONS["crowd"]
    assert "Who has what" not in EDITIONS["edition"]


def test_the_source_of_a_citation_is_carried_by_the_text():
    edition = editions.edition()

    assert [(source(edition, w), origin(edition, w)) for w in edition.witnesses] == Page(
        EDITIONS["edition"]
    ).sources


def test_the_same_edition_is_the_same_bytes():
    assert EDITIONS["edition"] == html(editions.edition())


def test_an_empty_ledger_is_a_page():
    assert "0 stories" in html_many([], {})


@given(
    st.text("ab\n\r<&😀", max_size=30),
    st.lists(st.tuples(st.integers(0, 30), st.integers(0, 30)), max_size=8),
)
def test_any_spans_over_any_text(text, pairs):
    spans = {tuple(sorted((min(a, len(text)), min(b, len(text))))) for a, b in pairs}
    anchors = {f"A-{a}-{b}": Span("x", a, b) for a, b in spans if a < b}

    page = Page(f'<div class="text" data-source="" data-origin="">{marked(text, anchors)[0]}</div>')
    assert [text] == page.texts
    assert {a: text[s.start : s.end] for a, s in anchors.items()} == page.spans


def test_the_page_says_how_a_line_is_told_where_it_is_not_plainly_said():
    page = html(editions.edition())

    assert '<span class="how">believes</span>' in page
    assert '<span class="mode">partly quoted · believes</span>' in page


def test_what_is_printed_keeps_the_legend_of_its_marks():
    printed = html(editions.edition()).split("@media print")[1].split("</style>")[0]

    assert ".record>.legend," not in printed
    assert ".record>.legend{" in printed
