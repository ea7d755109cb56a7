from pathlib import Path

import editions
import msgspec
import pytest

from variorum.export.citation import silent, told_how
from variorum.export.html import html
from variorum.export.text import text
from variorum.model import Statement

GOLDEN = Path(__file__).parent / "golden"


@pytest.mark.parametrize(("name", "edition"), [("edition", editions.edition()), ("crowd", editions.crowd())])
def test_the_edition_in_a_terminal(name, edition):
    assert (GOLDEN / f"{name}.txt").read_text(encoding="utf-8") == text(edition)


@pytest.mark.parametrize("width", [60, 100, 140])
def test_no_line_is_wider_than_asked(width):
    assert width >= max(map(len, text(editions.edition(), width=width).splitlines()))


def test_offsets_are_never_broken_over_lines():
    lines = text(editions.edition(), width=60).splitlines()

    assert all(line.count("[") == line.count(")") - line.count("(") for line in lines)


def test_without_colour_there_is_no_escape_and_with_colour_the_words_are_the_same():
    plain, coloured = text(editions.edition()), text(editions.edition(), colour=True)

    assert "\x1b" not in plain
    assert "\x1b[1;31m≠ place DIFFERS:\x1b[0m" in coloured


def test_a_source_cannot_command_the_terminal():
    edition = editions.edition()
    story = msgspec.structs.replace(edition.witnesses[0], title="\x1b[2Jgone\x07")
    bad = msgspec.structs.replace(edition, witnesses=(story, *edition.witnesses[1:]))

    assert "\x1b" not in text(bad)
    assert "\x07" not in text(bad)


def test_a_reason_that_many_lines_share_is_a_note():
    edition = editions.edition()
    long = (
        "shares 3 runs of its own prose with article-b, and 3 quotations in the same order as article-b has"
    )
    lines = tuple(msgspec.structs.replace(line, against=(long,)) for line in edition.lines)

    shown = text(msgspec.structs.replace(edition, lines=lines), width=140)
    assert 1 == shown.count("3 quotations in the same order")
    assert len(lines) == shown.count("against: note 1")


def test_a_caution_that_many_lines_share_is_said_once():
    edition = editions.edition()
    caution = "the lineages share words of their own: a common text is possible"
    lines = tuple(msgspec.structs.replace(line, against=(caution,)) for line in edition.lines)

    assert 1 == text(msgspec.structs.replace(edition, lines=lines), width=140).count(caution)


def test_never_a_verdict():
    shown = text(editions.edition()).lower()

    assert "copied" not in shown
    assert "at most 1 root" in shown
    assert "roots unknown" in shown


def test_a_denial_never_stands_as_a_saying():
    """The head of the line and of its witness say how it is told, in every edition and in its coverage."""
    edition = editions.edition()
    denied = tuple(msgspec.structs.replace(s, cue_class="denied") for s in edition.statements)
    shown = text(msgspec.structs.replace(edition, statements=denied), width=140)

    assert "statement · denied · in all · at most 1 root" in shown
    assert "partly quoted · denied · Harbour Courier" in shown
    assert "denied: the “bond of the two rivers” cannot be cut" in shown


def test_what_one_witness_alone_denies_has_its_letter():
    edition = editions.edition()
    line = next(line for line in edition.lines if len(line.article_ids) == 2 and line.kind == "statement")
    one = next(m for m in edition.members(line) if isinstance(m, Statement) and m.article_id == "article-b")
    mixed = tuple(
        msgspec.structs.replace(s, cue_class="denied") if s.id == one.id else s for s in edition.statements
    )

    assert "statement · denied in B · in all" in text(msgspec.structs.replace(edition, statements=mixed))


@pytest.mark.parametrize(
    ("expected", "fields"),
    [
        ("", {}),
        ("denied", {"cue_class": "denied"}),
        ("claimed", {"cue_class": "claimed", "strength": "doubtful"}),
        ("accused", {"cue_class": "accused", "strength": "doubtful"}),
        ("tentative", {"strength": "tentative"}),
        ("warned, planned", {"cue_class": "warned", "status": "planned"}),
        ("hypothetical", {"status": "hypothetical"}),
    ],
)
def test_how_a_statement_is_told(expected, fields):
    plain = msgspec.structs.replace(editions.edition().statements[0], cue_class="said")

    assert expected == told_how(msgspec.structs.replace(plain, **fields))


@pytest.mark.parametrize(
    ("expected", "kind", "gap"),
    [
        ("", "article", "date"),
        ("is a stub: what it lacks cannot be told", "stub", "part"),
        ("stands behind a wall: what it lacks cannot be told", "wall", "part"),
        ("is not in English: what it lacks cannot be told", "article", "language"),
        ("has nothing on any line: what it lacks cannot be told", "article", "empty"),
    ],
)
def test_of_what_was_not_read_whole_nothing_follows_from_silence(expected, kind, gap):
    edition = editions.edition()
    witness = msgspec.structs.replace(editions.B, kind=kind)
    found = msgspec.structs.replace(edition.uncompared[-1], kind=gap, readings=())
    other = msgspec.structs.replace(edition, uncompared=(found,), witnesses=(editions.A, witness))

    assert expected == silent(other, witness)
    for form in (text(other, width=140), html(other)):
        assert bool(expected) == ("B " + (expected or "is not in English") in form)


def test_a_lineage_of_an_unknown_outlet_is_named_by_its_file():
    edition = editions.edition()
    root = msgspec.structs.replace(edition.roots[-1], name=editions.B.id)
    nameless = msgspec.structs.replace(edition.witnesses[1], outlet=None)
    shown = msgspec.structs.replace(
        edition, roots=(*edition.roots[:-1], root), witnesses=(edition.witnesses[0], nameless)
    )

    assert "lantern.txt · lineage" in text(shown)
    assert editions.B.id not in text(shown)


def test_a_report_that_does_not_agree_with_itself_is_said_to():
    edition = editions.edition()
    place = next(v for v in edition.variants if (v.kind, v.relation) == ("place", "DIFFERS"))
    inside = msgspec.structs.replace(
        place,
        readings=tuple(
            msgspec.structs.replace(r, article_ids=place.readings[0].article_ids) for r in place.readings
        ),
    )
    others = tuple(inside if v is place else v for v in edition.variants)

    assert "≠ place DIFFERS in one report:" in text(msgspec.structs.replace(edition, variants=others))
