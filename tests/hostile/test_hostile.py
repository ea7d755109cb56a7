"""Whatever comes in: something is said about it, nothing is raised, and the rest goes on."""

from __future__ import annotations

from pathlib import Path

import pytest

from hostile.cases import Case, cases, write_all
from variorum.errors import InputError
from variorum.model import Article, Document, Failure
from variorum.sources import open_sources, read_bytes
from variorum.sources.decode import decode_as
from variorum.stages.article import article

ALL = {case.name: case for case in cases()}


def outcome(case: Case) -> tuple[list[tuple[Document, Article]], list[str]]:
    """The articles of an input and the reasons given for what is not one."""
    made, reasons = [], []
    for record in read_bytes(case.body, case.filename):
        if isinstance(record, Failure):
            reasons.append(record.reason)
            continue
        try:
            made += [(record, a) for a in article.run(record)]
        except InputError as error:
            reasons.append(error.reason)
    return made, reasons


def test_there_are_two_hundred() -> None:
    assert len(ALL) >= 200


@pytest.mark.parametrize("name", ALL)
def test_every_input_is_handled_or_listed(name: str) -> None:
    made, reasons = outcome(ALL[name])
    assert made or reasons
    assert all(reason.strip() and "Traceback" not in reason for reason in reasons)
    if ALL[name].expect == "good":
        assert made
    if ALL[name].expect == "bad":
        assert not made
    for document, one in made:
        source = decode_as(document.body, one.decoded_as)
        one.text.encode("utf-8")
        assert "\x00" not in one.text
        for part in one.segments:
            assert 0 <= part.start < part.end <= len(one.text)
            assert 0 <= part.source_start < part.source_end <= len(source)


def test_good_inputs_come_through_among_the_hostile(tmp_path: Path) -> None:
    files = write_all(tmp_path, ALL.values())
    records = list(open_sources([str(tmp_path)], stdin=None))
    addresses = {r.address.partition("#")[0] for r in records}
    assert {file.name for file in files} == addresses
    good = [r for r in records if isinstance(r, Document) and r.address.startswith("good-")]
    assert 4 == len(good)
    assert [r for r in records if isinstance(r, Failure) and not (r.reason and r.address)] == []
