from __future__ import annotations

import json

import pytest

from variorum.errors import SettingsError
from variorum.model import Document, Failure
from variorum.sources import open_sources, read_bytes
from variorum.sources.rows import mapping

TEXT = "A crane fell in the port of Veldara on Tuesday, officials said."
ITEM = {
    "uri": "urn:newsml:tna.example:20261121:1",
    "type": "text",
    "versionCreated": "2026-11-21T10:37:00Z",
    "language": "en",
    "by": "Odile Brantsen",
    "located": "Veldara",
    "copyrightHolder": "Anselm News Agency",
    "headlines": [{"role": "short", "value": "Crane"}, {"role": "main", "value": "Crane falls"}],
    "bodies": [{"role": "main", "contentType": "text/plain", "value": TEXT}],
}


def only(value: object, name: str = "a.json") -> Document:
    (record,) = read_bytes(json.dumps(value, indent=1).encode(), name)
    assert isinstance(record, Document), record
    return record


def failed(value: object) -> Failure:
    (record,) = read_bytes(json.dumps(value, indent=1).encode(), "a.json")
    assert isinstance(record, Failure), record
    assert record.remedy
    return record


def test_a_json_feed_is_a_feed() -> None:
    item = {
        "id": "1",
        "url": "https://veldara.example/1",
        "title": "Crane falls",
        "content_html": f"<p>{TEXT}</p>",
    }
    item["date_published"] = "2026-11-21T09:00:00+09:00"
    document = only({"version": "https://jsonfeed.org/version/1.1", "title": "Veldara Post", "items": [item]})
    assert ("html", "Crane falls", "Veldara Post") == (document.media_type, document.title, document.outlet)
    assert ("a.json#1", "2026-11-21T09:00:00+09:00") == (document.address, document.published)


def test_a_json_feed_on_one_line_is_no_row() -> None:
    feed = {
        "version": "https://jsonfeed.org/version/1",
        "items": [{"id": "1", "content_text": TEXT}, {"id": "2"}],
    }
    document, failure = read_bytes(json.dumps(feed).encode(), "a")
    assert ("text", TEXT.encode()) == (getattr(document, "media_type", 0), getattr(document, "body", 0))
    assert ("a#2", True) == (failure.address, isinstance(failure, Failure))


@pytest.mark.parametrize("value", [ITEM, [ITEM], {"items": [ITEM]}])
def test_a_ninjs_item_is_read_alone_and_in_lists(value: object) -> None:
    document = only(value)
    assert ("Crane falls", "Anselm News Agency") == (document.title, document.outlet)
    assert ("a.json#urn:newsml:tna.example:20261121:1", None) == (document.address, document.url)
    assert "2026-11-21T10:37:00+00:00" == document.published
    assert f"By Odile Brantsen\n\n{TEXT}" == document.body.decode()


def test_a_ninjs_item_may_be_a_row() -> None:
    (document,) = read_bytes(json.dumps(ITEM).encode() + b"\n", "items.jsonl")
    assert "Crane falls" == getattr(document, "title", None)


def test_ninjs_two_writes_its_names_small() -> None:
    assert "2026-11-21T10:37:00+00:00" == only({k.lower(): v for k, v in ITEM.items()}).published


def test_ninjs_one_has_single_fields() -> None:
    item = {
        "uri": "https://tna.example/1",
        "headline": "Crane falls",
        "body_xhtml": f"<p>{TEXT}</p>",
        "body_text": TEXT,
    }
    document = only(item)
    assert ("html", "Crane falls", "https://tna.example/1") == (
        document.media_type,
        document.title,
        document.url,
    )


def test_a_body_with_paragraphs_goes_before_one_without() -> None:
    rich = {"role": "richtext", "contentType": "application/xhtml+xml", "value": f"<p>{TEXT}</p>"}
    document = only(ITEM | {"bodies": [*ITEM["bodies"], rich]})
    assert ("html", f"<p>By Odile Brantsen</p>\n<p>{TEXT}</p>") == (
        document.media_type,
        document.body.decode(),
    )


def test_the_provider_goes_before_the_holder_of_the_copyright() -> None:
    sources = [{"name": "Veldara Wire", "rel": "provider"}]
    assert "Veldara Wire" == only(ITEM | {"infoSources": sources}).outlet


@pytest.mark.parametrize(
    ("expected", "change"),
    [
        ("canceled", {"pubStatus": "canceled"}),
        ("withheld", {"pubStatus": "withheld"}),
        ("the picture has no text", {"bodies": [], "type": "picture"}),
        ("no text", {"bodies": [{"value": " "}, {"value": 7}, 3]}),
    ],
)
def test_an_item_that_is_no_report_is_listed_by_its_name(expected: str, change: dict[str, object]) -> None:
    failure = failed(ITEM | change)
    assert expected in failure.reason
    assert "urn:newsml:tna.example" in failure.address


@pytest.mark.parametrize(
    ("expected", "value"),
    [
        ("not an object but a number", [7]),
        ("neither text nor html", {"a": 1}),
        ("no items", []),
        ("title is not text but an array", {"text": TEXT, "title": []}),
    ],
)
def test_json_that_holds_no_report_is_listed(expected: str, value: object) -> None:
    assert expected in failed(value).reason


def test_numbers_no_message_can_hold_break_nothing() -> None:
    assert TEXT.encode() == only({"text": TEXT, "id": 10**40, "n": 10**400}).body


FIELDS = "text=content.body,title=headline,published=date,outlet=source.0.name,id=key"
ROW = {
    "key": 7,
    "headline": "Crane falls",
    "date": "2026-11-21",
    "content": {"body": TEXT},
    "source": [{"name": "Post"}],
}


@pytest.mark.parametrize("name", ["rows.jsonl", "rows.json", "rows.zip"])
def test_other_names_are_read_by_a_mapping(tmp_path, name: str) -> None:
    from hostile.cases import zipped

    body = json.dumps([ROW] if name.endswith("json") else ROW).encode()
    (tmp_path / name).write_bytes(zipped({"r.jsonl": body}) if name.endswith("zip") else body)
    (document,) = open_sources([str(tmp_path)], fields=FIELDS)
    assert isinstance(document, Document)
    assert (TEXT.encode(), "Crane falls") == (document.body, document.title)
    assert ("Post", "2026-11-21") == (document.outlet, document.published)
    assert document.address.endswith("#7")


def test_a_field_with_dots_in_its_name_is_found() -> None:
    assert {"text": "a.b"} == mapping("text=a.b")
    (document,) = read_bytes(b'{"dc.text": "It fell."}', "a.jsonl", how("text=dc.text"))
    assert b"It fell." == getattr(document, "body", None)


def how(fields: str) -> object:
    from variorum.sources.reader import Reading

    return Reading(mapping(fields))


@pytest.mark.parametrize("fields", ["body=text", "text", "text=", "text:body", "published=a,when=b"])
def test_a_mapping_onto_nothing_of_ours_is_refused(fields: str) -> None:
    with pytest.raises(SettingsError, match="ours are"):
        open_sources([], fields=fields)


def test_a_row_whose_text_has_another_name_says_which() -> None:
    (failure,) = read_bytes(json.dumps({"maintext": TEXT * 9}).encode(), "a.jsonl")
    assert "text=maintext" in getattr(failure, "remedy", "")
