"""The door of the contract: what comes in, and what is told about what cannot."""

from __future__ import annotations

import gzip
import io
import json
from pathlib import Path
from typing import Any

import pytest

from variorum.errors import InputError, SettingsError
from variorum.evaluate import LAYERS, annotate, evaluate
from variorum.evaluate.annotate import annotated
from variorum.evaluate.contract import article_of, read_rows
from variorum.evaluate.sets import GOLD, of_layer
from variorum.model import Failure

LINES = b'\xef\xbb\xbf{"id": "a", "text": "\\u00e9"}\n\n[1]\n{"id": \n\xff\xfe\n{"id": "b", "text": ""}'


@pytest.mark.parametrize("suffix", ["", ".gz"])
def test_bad_lines_are_listed_in_their_place(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"in.jsonl{suffix}"
    path.write_bytes(gzip.compress(LINES) if suffix else LINES)
    rows = list(read_rows(str(path)))
    assert ["row", "#3", "#4", "#5", "row"] == [
        r.address[-2:] if isinstance(r, Failure) else "row" for r in rows
    ]
    assert {"id": "a", "text": "é"} == rows[0]


@pytest.mark.parametrize("content", [None, b"\x1f\x8b broken"])
def test_a_file_that_cannot_be_read(tmp_path: Path, content: bytes | None) -> None:
    path = tmp_path / "in.jsonl.gz"
    if content:
        path.write_bytes(content)
    with pytest.raises(InputError, match=r"in\.jsonl\.gz"):
        list(read_rows(str(path)))


def test_the_text_is_taken_as_it_is() -> None:
    article = article_of({"id": "a", "text": " By AGENCY \n\n x ", "published": "2031-05-02", "title": ""})
    assert ("a", " By AGENCY \n\n x ", "2031-05-02", None) == (
        article.id,
        article.text,
        article.published,
        article.title,
    )
    assert {"published": "given"} == article.stated


@pytest.mark.parametrize(
    ("reason", "row"),
    [
        ("'id'", {"text": "x"}),
        ("'id'", {"id": 7, "text": "x"}),
        ("'text'", {"id": "a"}),
        ("surrogate", {"id": "a", "text": "\ud800"}),
        ("'published'", {"id": "a", "text": "x", "published": "last Friday"}),
        ("'published'", {"id": "a", "text": "x", "published": "2031-05-021"}),
        ("'outlet'", {"id": "a", "text": "x", "outlet": ["y"]}),
    ],
)
def test_a_row_that_is_none(reason: str, row: dict[str, Any]) -> None:
    with pytest.raises(InputError, match=reason):
        article_of(row)


def test_a_page_that_cannot_be_used(tmp_path: Path) -> None:
    rows = [{"id": "a", "html_path": str(tmp_path / "none.html")}, {"id": "b", "text": 7}, {"html": "x"}]
    told: list[Failure] = []
    assert [] == list(annotated("article", rows, told.append))
    assert ["a", "b", "row 3"] == [failure.address for failure in told]
    assert not any("unexpected" in failure.reason for failure in told)


def test_unknown_layer() -> None:
    with pytest.raises(SettingsError, match="lineages"):
        list(annotated("places", [], lambda failure: None))
    with pytest.raises(SettingsError, match="lineages"):
        evaluate(["places"], Path())


def test_every_layer_has_gold_and_every_set_a_layer() -> None:
    assert [] == [layer for layer in LAYERS if not of_layer(layer)]
    assert set(LAYERS) == {one.layer for one in GOLD}
    assert len(GOLD) == len({(one.layer, one.name) for one in GOLD})


def test_a_folder_without_gold(tmp_path: Path) -> None:
    told: list[str] = []
    with pytest.raises(InputError, match="none of the sets"):
        evaluate(["values"], tmp_path, None, told.append)
    assert 1 == len(told)
    with pytest.raises(InputError, match="no folder"):
        evaluate([], tmp_path / "none")


@pytest.mark.gold
def test_inputs_are_those_of_the_contract(gold: Path, script: Any) -> None:
    """What is passed on of a gold row is what ``inputs.py`` lets through."""
    for one in GOLD:
        if one.layer in ("actors", "linking") or one.name in (
            "reuse_corpus",
            "allsides_lead",
            "polnear_train",
        ):
            continue
        expected = [json.loads(line) for line in script("inputs.py", gold / one.path).splitlines()]
        assert expected[:10] == one.read(gold / one.path, 10).inputs, one.name


@pytest.mark.model
def test_rows_in_rows_out(tmp_path: Path) -> None:
    text = (
        "KIGALI - Rwanda's foreign minister, Aline Uwera, said on Friday that talks with Uganda "
        '"will resume".'
    )
    rows = [
        {"id": "a", "text": text, "published": "2031-05-03", "outlet": "The Lantern"},
        {"id": "a", "text": text},
        {"id": "b", "text": None},
        {"id": "c", "text": "", "extra": 1},
    ]
    path = tmp_path / "in.jsonl"
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    for layer in ("actors", "statements", "circumstances", "events", "stories", "article"):
        out = io.StringIO()
        failures = annotate(layer, str(path), out)
        made = [json.loads(line) for line in out.getvalue().splitlines()]
        assert ["a", "c"] == [row["id"] for row in made] or layer == "article", layer
        assert ["a", "b"] == [failure.address for failure in failures][:2], layer


@pytest.mark.model
def test_what_was_refused_is_told_when_asked_for(tmp_path: Path) -> None:
    path = tmp_path / "in.jsonl"
    path.write_text(json.dumps({"id": "a", "text": "Veltin did not say when."}), encoding="utf-8")
    out = io.StringIO()

    assert [] == annotate("statements", str(path), out, explain=True)
    reason = "the report says that it was not said"
    refused = {"span": [15, 18], "words": "say", "rule": "cue say", "reason": reason}
    assert {"id": "a", "quotes": [], "refused": [refused]} == json.loads(out.getvalue())


@pytest.mark.model
def test_what_was_refused_as_an_event_stands_beside_the_events(tmp_path: Path) -> None:
    path = tmp_path / "in.jsonl"
    path.write_text(
        json.dumps({"id": "a", "text": "Kenya accused Norway of attacking Iceland."}), encoding="utf-8"
    )
    out = io.StringIO()

    assert [] == annotate("events", str(path), out, explain=True)
    made = json.loads(out.getvalue())
    reason = "only asked for, refused or alleged by the word above it"
    refused = {"span": [24, 33], "words": "attacking", "rule": "verb frame: attack (obj)", "reason": reason}
    assert [refused] == made["refused"]
    assert ["ACCUSE"] == [event["type"] for event in made["events"]]


def test_a_layer_that_keeps_no_list_of_what_it_refused(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="only statements and events"):
        annotate("actors", str(tmp_path / "in.jsonl"), io.StringIO(), explain=True)
