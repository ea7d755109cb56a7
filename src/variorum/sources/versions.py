"""Which documents are versions of one page: the same address once what does not tell pages apart is gone."""

from __future__ import annotations

import re
from functools import cache
from urllib.parse import quote, unquote, urlsplit

from variorum import resources
from variorum.model import Document

UPDATE = "#live-"
"""What stands in the address of an update between that of its page and its time."""
PORTS = {"http": 80, "https": 443}


def version_key(document: Document) -> str | None:
    """What all versions of one page share, or None when nothing names the page.

    Two documents with one key and different ``sha256`` are two versions of one article, or one is an item
    of a feed that stands for a page that is there itself. An update of a live page keeps its fragment; an
    item that an agency names by a ``urn:`` has that name.
    """
    if document.url:
        return canonical(document.url, fragment=document.form == "update")
    name = document.address.partition("#")[2]
    return name if name.startswith("urn:") and len(name) > 8 else None


def page_key(document: Document, *, live: bool = False) -> str | None:
    """What the versions of a page and the dated updates of a live page share, or None when nothing names it.

    An update whose page lists another address for it belongs to the page it was found on; of a live page
    without an address the file, or the place in its container, is the name."""
    if document.form == "update":
        held = document.address.rpartition(UPDATE)[0]
        own = canonical(document.url) if document.url and UPDATE in document.url else None
        return own or canonical(held) or held or None
    named = canonical(document.url) if document.url else None
    return named or (document.address if live else None)


def canonical(url: str, *, fragment: bool = False) -> str | None:
    """A web address without scheme, ``www.``, default port, tracking parameters and (unless asked for)
    fragment; None when it is not one. The case of the path stays, for ids are written in it."""
    try:
        parts = urlsplit(url.strip())
        host, port = (parts.hostname or "").rstrip(".").removeprefix("www."), parts.port
    except ValueError:
        return None
    if parts.scheme not in PORTS or not host:
        return None
    where = host if port in (None, PORTS[parts.scheme]) else f"{host}:{port}"
    path = _same_escapes(parts.path).rstrip("/")
    kept = sorted(p for p in parts.query.split("&") if p and not _tracks(p.partition("=")[0]))
    query = "?" + "&".join(map(_same_escapes, kept)) if kept else ""
    return where + path + query + (f"#{parts.fragment}" if fragment and parts.fragment else "")


def _same_escapes(text: str) -> str:
    """Percent escapes in one way of writing; those of reserved characters stay what they are."""
    return "%".join(
        quote(unquote(part), safe="/:@!$&'()*+,;=~?") if i == 0 else part
        for i, part in enumerate(re.split(r"%(?=2[Ff]|3[Ff]|26|23|25|3[Dd]|2[Bb])", text))
    )


def _tracks(name: str) -> bool:
    names, beginnings = _tracking()
    return name.lower() in names or name.lower().startswith(beginnings)


@cache
def _tracking() -> tuple[frozenset[str], tuple[str, ...]]:
    names = [row["name"] for row in resources.rows("urls/tracking.tsv")]
    beginnings = tuple(n.removesuffix("*") for n in names if n.endswith("*"))
    return frozenset(n for n in names if not n.endswith("*")), beginnings
