"""Sound inputs with a few bytes changed: containers are read to where they are sound, and nothing breaks."""

from __future__ import annotations

import gzip
import json
import random
from collections.abc import Iterator

import pytest

from hostile import study
from hostile.cases import BODY, ROW, TEXT, item, lines, rss, zipped
from variorum.model import Document
from variorum.sources import read_bytes

UPDATE = {"articleBody": TEXT, "datePublished": "2026-11-21T09:00:00Z", "headline": "Crane falls"}
MAP = "<url><loc>https://veldara.example/1</loc></url>"
SOUND = {
    "a.warc": study.record(f"<html>{BODY}</html>".encode()) * 3,
    "a.warc.gz": gzip.compress(study.record(f"<html>{BODY}</html>".encode()), mtime=0) * 3,
    "a.zip": zipped({"a.txt": TEXT.encode(), "b/c.html": BODY.encode(), "rows.jsonl": lines(ROW)}),
    "a.json": json.dumps({"uri": "urn:a:1", "bodies": [{"value": TEXT}]}, indent=1).encode(),
    "feed.json": json.dumps(
        {"version": "https://jsonfeed.org/version/1", "items": [{"content_text": TEXT}]}
    ).encode(),
    "map.xml": f"<urlset>{MAP * 3}</urlset>".encode(),
    "live.html": f'<script type="application/ld+json">{json.dumps({"liveBlogUpdate": [UPDATE]})}</script>{BODY}'.encode(),
    "feed.xml": rss(item() * 2),
    "rows.jsonl": lines(ROW, ROW | {"id": "a2"}),
}
ROUNDS = 150
PIECES = [
    b"\xff\xff\xff\xff",
    b"\0\0\0\0",
    b"WARC/1.0\r\n",
    b"PK\x01\x02",
    b"\x1f\x8b\x08\x00",
    b'":{"',
    b"]]>",
    b"99999",
]


def changed(body: bytes, name: str) -> Iterator[bytes]:
    """The body with one to twenty changes, the same ones at every run."""
    dice = random.Random(name)
    for _ in range(ROUNDS):
        made = bytearray(body)
        for _ in range(dice.choice([1, 1, 2, 5, 20])):
            at = dice.randrange(len(made) + 1)
            match dice.randrange(5):
                case 0:
                    made[at : at + 1] = dice.randbytes(1)
                case 1:
                    del made[at : at + dice.randrange(60)]
                case 2:
                    made[at:at] = body[dice.randrange(len(body)) :][: dice.randrange(200)]
                case 3:
                    made[at : at + 4] = dice.choice(PIECES)
                case _:
                    del made[at + dice.randrange(400) :]
        yield bytes(made)


@pytest.mark.parametrize("name", SOUND)
def test_a_damaged_input_is_read_or_listed(name: str) -> None:
    for body in changed(SOUND[name], name):
        records = list(read_bytes(body, name))
        assert records
        for record in records:
            record.address.encode()
            assert isinstance(record, Document) or record.reason.strip()


@pytest.mark.parametrize("name", SOUND)
def test_the_inputs_are_sound_before(name: str) -> None:
    assert name == "map.xml" or all(isinstance(r, Document) for r in read_bytes(SOUND[name], name))


def test_an_archive_with_a_nameless_member_is_read() -> None:
    body = zipped({"a.txt": TEXT.encode(), "b.txt": TEXT.encode()})
    at = body.index(b"PK\x01\x02")
    nameless = body[: at + 46] + b"\0" * 5 + body[at + 51 :]  # zipfile cuts a name at its first NUL
    assert any(isinstance(record, Document) for record in read_bytes(nameless, "a.zip"))
