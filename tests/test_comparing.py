"""Loose reports are one story, whatever else was given with them."""

import pytest

from variorum.comparing import compare

pytestmark = pytest.mark.model

WALL = """<html lang="en"><head><title>{0} falls</title></head><body><article><h1>{0} falls</h1>
<p>Subscribe to continue reading this article.</p></article></body></html>"""
TEXTS = ("The bridge at Orla fell on Monday.", "Tarn has elected a mayor.", "Herring is dearer than ever.")


@pytest.mark.parametrize("name", ["Orla", "Tarn", "Lamu", "Dorrin"])
def test_a_report_that_cannot_be_read_takes_no_other_with_it(name):
    """Wherever the one that cannot be read stands in the order of ids."""
    edition = compare(*TEXTS, WALL.format(name))

    assert sorted(TEXTS) == sorted(w.text for w in edition.witnesses)
    assert ["text 4"] == [f.address for f in edition.failures]
