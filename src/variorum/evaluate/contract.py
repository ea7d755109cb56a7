"""The JSONL contract: rows come in, one a line, and become articles whose text is taken as it is.

``{"id": .., "text": .., "title": .., "published": .., "outlet": ..}``; ``id`` and ``text`` always, the
rest where known, else null. Offsets are Unicode code points into ``text``, half-open. Unknown keys are
ignored.
"""

from __future__ import annotations

import gzip
import json
import re
import sys
import zlib
from collections.abc import Iterator
from io import BufferedIOBase
from pathlib import Path
from typing import Any

from variorum.errors import InputError
from variorum.evaluate.score import Row
from variorum.model import Article, Failure, make_id

_DAY = re.compile(r"\d{4}-\d\d-\d\d(?![^T ])")
_UTF8_MARK = b"\xef\xbb\xbf"


def read_rows(path: str) -> Iterator[Row | Failure]:
    """The rows of a JSONL file (``.gz`` or plain; ``-`` is standard input), blank lines left out.

    A line that is no JSON object stands in its place as a Failure; InputError when the file cannot be
    read."""
    try:
        with _open(path) as lines:
            for number, line in enumerate(lines, 1):
                if number == 1:
                    line = line.removeprefix(_UTF8_MARK)
                if line.strip():
                    yield _row(line, f"{Path(path).name}#{number}")
    except FileNotFoundError as error:
        raise InputError(f"there is no file {path}", "give the path of a JSONL file") from error
    except (OSError, EOFError, zlib.error) as error:
        raise InputError(f"{path} cannot be read: {error}", "check the file, or unpack it first") from error


def _open(path: str) -> BufferedIOBase:
    if path == "-":
        return open(sys.stdin.fileno(), "rb", closefd=False)
    return gzip.open(path, "rb") if path.endswith(".gz") else open(path, "rb")


def _row(line: bytes, address: str) -> Row | Failure:
    try:
        row = json.loads(line.decode("utf-8"))
    except (ValueError, RecursionError) as error:
        return failure(
            address, f"the line is not JSON in UTF-8: {str(error)[:120]}", "one object a line, UTF-8"
        )
    if not isinstance(row, dict):
        return failure(address, f"the line is a {type(row).__name__}, not an object", "one object a line")
    return row


def failure(address: str, reason: str, remedy: str = "", stage: str = "annotate") -> Failure:
    """What could not be used, and what its owner can do."""
    return Failure(address=address, stage=stage, reason=reason, remedy=remedy)


def text_of(row: Row, key: str) -> str:
    """A text that must be there, made of whole characters; InputError when it is not."""
    value = row.get(key)
    if not isinstance(value, str):
        raise InputError(f"the row has no {key!r} that is a text", f"give every row a string {key!r}")
    try:
        value.encode("utf-8")
    except UnicodeEncodeError as error:
        raise InputError(f"{key!r} holds half of a surrogate pair", "write the text as UTF-8") from error
    return value


def optional(row: Row, key: str) -> str | None:
    """A text that may be null or absent; an empty one counts as null."""
    return text_of(row, key) or None if row.get(key) is not None else None


def published_of(row: Row) -> str | None:
    """The date of publication, an ISO 8601 date or date-time; None when the row states none."""
    published = optional(row, "published")
    if published and not _DAY.match(published):
        raise InputError(
            f"'published' is {published[:40]!r}", "write it as YYYY-MM-DD, or null where unknown"
        )
    return published


def article_of(row: Row) -> Article:
    """The article of a row, its text as it is; the id is the row's own."""
    row_id = text_of(row, "id")
    published, title, outlet = published_of(row), optional(row, "title"), optional(row, "outlet")
    stated = {"published": published, "title": title, "outlet": outlet}
    return Article(
        id=row_id,
        made_by="annotate/1",
        document_id=make_id("doc", row_id),
        text=text_of(row, "text"),
        title=title,
        published=published,
        outlet=outlet,
        stated={key: "given" for key, value in stated.items() if value},
    )


def records_of(article: Article, *upto: str) -> dict[type, list[Any]]:
    """What the per-document stages make of an article, by kind.

    With ``upto``, those stages and only those before them whose records reach them; without, all of them."""
    from variorum.stages import PIPELINE

    return PIPELINE.of_article(article, *upto)
