from __future__ import annotations

import pytest

from variorum.stages.article import credits


@pytest.mark.parametrize(
    ("expected", "line"),
    [
        ([("org:reuters", "whole")], "By Reuters"),
        ([("org:reuters", "whole")], "© 2026 Reuters"),
        ([("org:ritzau", "whole")], "Af Ritzau"),
        ([("org:dpa", "whole")], "Ines Valcourt und Tom Okafor, dpa"),
        ([("org:pti", "whole")], "PTI Anselm"),
        ([("org:reuters", "mixed")], "ivt/Reuters"),
        ([("org:dpa", "mixed")], "mit dpa"),
        ([("org:afp", "mixed")], "Par Le Phare et AFP"),
        ([("org:ap", "mixed")], "Von Ines Valcourt mit AP"),
        ([("org:news agencies", "mixed")], "(With inputs from agencies)"),
        ([("org:dpa", "mixed")], "Quelle: phare.example, ivt/dpa"),
        ([("org:dpa", "whole")], "dpa/lby"),
        ([("org:ntb", "whole")], "(NTB)"),
        ([("org:reuters", "photo")], "Ines Valcourt/REUTERS"),
        ([("org:ap", "photo")], "Ines Valcourt / AP"),
        ([("org:dpa", "photo")], "Foto: Ines Valcourt/dpa"),
        ([], "AA"),
        ([], "agencies"),
        ([], "Reuters first reported the fall of the crane."),
        ([], "AP Top 25 crane poll"),
        ([], "Ines Valcourt"),
    ],
)
def test_a_line_credits_or_does_not(expected: list[tuple[str, str]], line: str) -> None:
    assert expected == credits.of_line(line)


@pytest.mark.parametrize(
    ("expected", "authors"),
    [
        ([("org:ap", "whole")], ["Associated Press"]),
        ([("org:ap", "whole")], ["By INES VALCOURT, AP Sports Writer"]),
        ([("org:dpa", "mixed")], ["Ines Valcourt", "dpa"]),
        ([("org:afp", "mixed")], ["Le Phare et AFP"]),
        ([], ["Ines Valcourt"]),
    ],
)
def test_structured_authors_credit_agencies(expected: list[tuple[str, str]], authors: list[str]) -> None:
    assert expected == [(agency, kind) for agency, kind, _ in credits.of_authors(authors)]
