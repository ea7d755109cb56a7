"""Loose reports are one story, whatever else was given with them."""

import pytest

from variorum.comparing import compare

pytestmark = pytest.mark.model

WALL = """<html lang="en"><head><title>Orla bridge falls</title></head><body><article><h1>Orla bridge falls</h1>
<p>Subscribe to continue reading this article.</p></article></body></html>"""
TEXTS = ("The bridge at Orla fell on Monday.", "A bridge at Orla collapsed.", "Orla has no bridge now.")


@pytest.mark.parametrize("at", range(4))
def test_a_report_that_cannot_be_read_takes_no_other_with_it(at):
    given = [*TEXTS[:at], WALL, *TEXTS[at:]]

    edition = compare(*given)

    assert sorted(TEXTS) == sorted(w.text for w in edition.witnesses)
    assert [f"text {at + 1}"] == [f.address for f in edition.failures]
