"""The bad inputs that hung, crashed or fooled libraries in the field study, through our own readers."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from hostile import study
from hostile.cases import Case
from hostile.test_hostile import outcome
from variorum.model import Document, Failure
from variorum.sources import read_bytes

ALL = {case.name: case for case in study.cases()}
DOORS = {case.name: case for case in study.doors()}
WALLS = {
    "cookie_wall": "cookie or consent notice",
    "paywall_stub": "subscription notice",
    "js_only_spa": "browser that runs scripts|no article text",
}
GIVEN = 10**9 * 3 // 2  # bytes of memory for the process that reads them all
SECONDS = 60

READ_ALL = """
import resource, sys
limit = int(sys.argv[1])
resource.setrlimit(resource.RLIMIT_AS, (limit, limit))
resource.setrlimit(resource.RLIMIT_CPU, (int(sys.argv[2]), int(sys.argv[2])))
def watch(event, arguments):
    if event in ("socket.connect", "socket.getaddrinfo", "socket.bind"):
        raise SystemExit(f"a connection was opened: {arguments}")
sys.addaudithook(watch)
from variorum.sources import open_sources
seen = set()
for record in open_sources([sys.argv[3]]):
    name = record.address.partition("#")[0]
    if name not in seen:
        seen.add(name)
        print(name)
"""


def test_they_are_as_many_as_the_study_ran() -> None:
    assert len(ALL) + len(DOORS) >= 151


@pytest.mark.parametrize("name", ALL)
def test_every_case_is_read_or_listed(name: str) -> None:
    handled(ALL[name])


@pytest.mark.parametrize("name", DOORS)
def test_every_page_is_read_or_listed_by_every_door(name: str) -> None:
    handled(DOORS[name])


def handled(case: Case) -> None:
    if case.expect == "read":
        assert any(isinstance(record, Document) for record in read_bytes(case.body, case.filename))
        return
    made, reasons = outcome(case)
    assert made or reasons
    assert all("Traceback" not in reason for reason in reasons)
    assert not any("root:" in article.text for _, article in made)
    if case.expect != "any":
        assert (case.expect == "good") == bool(made), reasons


@pytest.mark.parametrize("name", WALLS)
def test_what_is_no_article_is_named(name: str) -> None:
    _, (reason,) = outcome(ALL[name])
    assert re.search(WALLS[name], reason)


@pytest.mark.parametrize(
    ("pages", "name"),
    [
        (3, "warc_ok_3"),
        (3, "warc_ok_plain"),
        (3, "warc_whole_file_gz"),
        (2, "warc_trunc_gz"),
        (2, "warc_corrupt_middle"),
        (2, "warc_clen_too_big"),
        (2, "warc_clen_too_small"),
        (2, "warc_clen_negative"),
        (2, "warc_clen_nan"),
        (2, "warc_garbage_between"),
        (1, "warc_gz_bomb_2GB_record"),
        (1, "warc_http_gzip_payload_bomb_2GB"),
        (1, "warc_header_line_50MB"),
        (1, "warc_1M_headers"),
        (1, "warc_no_http_headers"),
        (2, "warc_chunked_lie"),
    ],
)
def test_of_a_damaged_archive_every_sound_page_is_read(pages: int, name: str) -> None:
    body = b"".join(study.archives()[name][1:])
    assert pages == sum(isinstance(r, Document) for r in read_bytes(body, "a.warc.gz"))


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    made = tmp_path_factory.mktemp("study")
    for case in ALL.values():
        (made / case.filename).write_bytes(case.body)
    yield made
    for file in made.iterdir():  # a quarter of a gigabyte
        file.unlink()


@pytest.mark.skipif(sys.platform == "win32", reason="limits of memory are set in another way there")
def test_all_are_read_in_little_memory_and_time_and_without_a_connection(folder: Path) -> None:
    command = [sys.executable, "-c", READ_ALL, str(GIVEN), str(SECONDS), str(folder)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=4 * SECONDS, env=os.environ)
    assert (0, "") == (done.returncode, done.stderr[-2000:])
    assert {case.filename for case in ALL.values()} == set(done.stdout.split())


def test_a_folder_of_failures_does_not_fill_the_memory() -> None:
    from variorum.sources import LISTED, bounded

    rows = (Failure(address="a", stage="sources", reason="bad") for _ in range(LISTED + 7))
    *listed, last = bounded(rows, "a")
    assert LISTED == len(listed)
    assert "7 more" in getattr(last, "reason", "")
