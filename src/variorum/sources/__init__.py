"""Files, feeds, archives and web addresses to documents; what cannot be read is a failure with a reason."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, BinaryIO

import msgspec

from variorum.errors import InputError
from variorum.model import Document, Failure
from variorum.sources import dates
from variorum.sources.document import failure, line
from variorum.sources.files import Counted, Input, find
from variorum.sources.reader import Reading, read
from variorum.sources.rows import mapping

if TYPE_CHECKING:
    from variorum.sources.web import Web

Progress = Callable[[str, int, int], None]
WEB = ("http://", "https://")
LISTED = 1_000


def open_sources(
    paths: Iterable[str],
    *,
    stdin: BinaryIO | None = None,
    published: str | None = None,
    outlet: str | None = None,
    fields: str | Mapping[str, str] | None = None,
    web: Web | None = None,
    progress: Progress | None = None,
) -> Iterator[Document | Failure]:
    """Every document in files, directories, globs, standard input (``-``) and web addresses, in the order
    named.

    Directories are read whole, sorted, without hidden files. ``published`` and ``outlet`` are the user's
    word and win over what a container says. ``fields`` names the fields of rows (``text=body,...``).
    Addresses are fetched by ``web`` and by nothing else; without it they are listed as failures.
    ``progress`` is told a file's name, the bytes read of it and its size, about once a megabyte.
    Raise SettingsError when ``published`` is not a date or ``fields`` names none of ours.
    """
    day, name, how = dates.given(published), line(outlet), Reading(mapping(fields))
    return _all(paths, stdin, (day, name), how, web, progress)


def web_for(paths: Iterable[str]) -> Web | None:
    """What fetches the web addresses among what a user named; None when there is none, so that nothing can
    open a connection."""
    if not any(path.startswith(("http://", "https://")) for path in paths):
        return None
    from variorum.sources.web import Web as Fetcher

    return Fetcher()


def _all(
    paths: Iterable[str],
    stdin: BinaryIO | None,
    given: tuple[str | None, str | None],
    how: Reading,
    web: Web | None,
    progress: Progress | None,
) -> Iterator[Document | Failure]:
    published, outlet = given
    for path in paths:
        for record in _named(path, stdin, how, web, progress):
            if isinstance(record, Document) and (published or outlet):
                record = msgspec.structs.replace(
                    record, published=published or record.published, outlet=outlet or record.outlet
                )
            yield record


def _named(
    path: str, stdin: BinaryIO | None, how: Reading, web: Web | None, progress: Progress | None
) -> Iterator[Document | Failure]:
    if path.lower().startswith(WEB):
        from variorum.sources import online

        yield from bounded(online.read(path, web, how), path)
        return
    for found in find(path, stdin):
        if isinstance(found, Failure):
            yield found
        else:
            yield from bounded(read_input(found, how, progress), found.name)


def bounded(records: Iterator[Document | Failure], name: str) -> Iterator[Document | Failure]:
    """The records, and of one input's failures the first thousand and how many more there are."""
    failed = 0
    for record in records:
        failed += isinstance(record, Failure)
        if failed <= LISTED or isinstance(record, Document):
            yield record
    if failed > LISTED:
        reason = f"{failed - LISTED} more of its parts could not be read"
        yield failure(name, InputError(reason, "see the first reasons: most often all are one"))


def read_input(
    found: Input, how: Reading | None = None, progress: Progress | None = None
) -> Iterator[Document | Failure]:
    """The documents of one file or stream."""
    try:
        with found.open() as opened:
            if not progress or not found.size:
                yield from read(opened, found.name, found.size, how or Reading())
                return
            with Counted(opened, found, progress) as file:
                yield from read(file, found.name, found.size, how or Reading())
    except InputError as error:
        yield failure(found.name, error)
    except OSError as error:
        remedy = "check that it exists and that you may read it"
        yield failure(found.name, InputError(f"it cannot be opened: {error.strerror or error}", remedy))


def read_bytes(body: bytes, name: str, how: Reading | None = None) -> Iterator[Document | Failure]:
    """The documents in bytes already in memory, under the name of the file they came from."""
    try:
        yield from read(io.BytesIO(body), name, len(body), how or Reading())
    except InputError as error:
        yield failure(name, error)
