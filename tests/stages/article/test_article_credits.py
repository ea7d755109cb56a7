from __future__ import annotations

import pytest

from variorum import resources
from variorum.sources.document import document
from variorum.stages.article import article, credits

BODY = (
    "The harbour of Veldara will close for three days after a crane fell, officials said on Tuesday.\n"
    "“We will not reopen until every cable has been checked,” said the harbour master, Odile Brantsen.\n"
    "Traders expect delays of a week, because the port of Anselm has only one rail line."
)


@pytest.mark.parametrize(
    ("expected", "text"),
    [
        ([("org:reuters", "whole")], f"ANSELM, March 7 (Reuters) - {BODY}"),
        ([("org:ap", "whole")], f"ANSELM (AP) — {BODY}"),
        ([("org:reuters", "whole")], f"(Reuters) - {BODY}"),
        ([("org:ap", "whole")], f"Crane falls in the old port\nBy The Associated Press\n\n{BODY}"),
        ([("org:reuters", "mixed")], f"{BODY}\nWith files from Reuters"),
        ([("org:reuters", "mixed")], f"{BODY}\nAdditional reporting by Reuters"),
        ([("org:ap", "photo")], f"Crane falls in the old port\nSource: AP Photo\n\n{BODY}"),
        ([("org:reuters", "photo")], f"Crane falls in the old port\nPhoto: Ines Valcourt/Reuters\n\n{BODY}"),
        ([("org:veldara wire service", "whole")], f"ANSELM (VWS) — {BODY}\n\n© Veldara Wire Service"),
        ([], f"ANSELM, Mo. (KMIZ) — {BODY}"),
        ([], f"{BODY}\nReuters first reported the fall of the crane, and the ministry confirmed it on Friday morning."),
        ([], f"PA systems failed at the harbour. {BODY}"),
        ([], BODY),
    ],
)  # fmt: skip
def test_only_a_credit_is_a_credit(expected: list[tuple[str, str]], text: str) -> None:
    (made,) = article.run(document(text.encode(), "a.txt", "text"))
    assert expected == [(c.agency, c.kind) for c in made.credits]


def test_a_credit_points_at_its_words() -> None:
    text = f"Crane falls in the old port\nSource: AP Photo\n\n{BODY}"
    (made,) = article.run(document(text.encode(), "a.txt", "text"))
    (credit,) = made.credits
    assert "Source: AP Photo" == text[credit.source_start : credit.source_end]


def test_an_agencys_own_site_is_no_republication() -> None:
    url = "https://www.reuters.com/world/crane"
    (made,) = article.run(document(f"ANSELM, March 7 (Reuters) - {BODY}".encode(), "a.txt", "text", url=url))
    assert ["own"] == [c.kind for c in made.credits]


@pytest.mark.parametrize(
    ("expected", "line"),
    [
        (("KIGOMA, Tanzania", None), "KIGOMA, Tanzania (NWS) — A ferry"),
        (("BEIRUT/THE HAGUE", "org:reuters"), "BEIRUT/THE HAGUE, March 7 (Reuters) - A court"),
        (("NAIROBI", None), "NAIROBI — Kenya"),
        ((None, None), "Kenya (and others) - said"),
        ((None, None), "The talks — the third this year — failed."),
    ],
)
def test_a_dateline_gives_its_place_and_agency(expected: tuple[str | None, str | None], line: str) -> None:
    assert expected == credits.dateline_of(line)


def test_every_agency_is_found_by_every_form_of_its_name() -> None:
    for row in resources.rows("agencies/agencies.tsv"):
        assert row["id"].startswith("org:")
        for form in filter(None, (*row["forms"].split("|"), row["short"])):
            assert credits.agency_in(f"({form})") is not None, form


@pytest.mark.parametrize(
    ("expected", "folder"),
    [([("org:reuters", "whole")], "reuters"), ([], "pa"), ([], "news"), ([], "crane-reuters-says")],
)
def test_a_folder_of_the_address_credits_an_agency(expected: list[tuple[str, str]], folder: str) -> None:
    url = f"https://post.veldara.example/{folder}/2026/crane.html"
    paragraphs = "".join(f"<p>{line}</p>" for line in BODY.split("\n"))
    html = f'<html><head><link rel="canonical" href="{url}"></head><body><article>{paragraphs}</article></body></html>'
    (made,) = article.run(document(html.encode(), "a.html", "html", url=url))
    assert expected == [(c.agency, c.kind) for c in made.credits]
