"""An HTTP response as archives keep it: status, header fields, and the body as the page's server meant it."""

from __future__ import annotations

import re

from variorum.errors import InputError
from variorum.sources.packed import decoded

HEAD = 64 * 1024
END = re.compile(rb"\r?\n\r?\n")
STATUS = re.compile(rb"HTTP/\d(?:\.\d)?[ \t]+(\d{3})\b")
CHARSET = re.compile(r";\s*charset\s*=\s*[\"']?([A-Za-z0-9_:.-]{2,40})", re.IGNORECASE)
SIZE = re.compile(rb"[ \t]*([0-9A-Fa-f]{1,8})[ \t]*(?:;[^\r\n]{0,200})?\r?\n")


def response(block: bytes) -> tuple[int, dict[str, str], bytes]:
    """Status, fields by lower-case name, and body as it was sent; raise InputError when it is no response."""
    status = STATUS.match(block)
    end = END.search(block, 0, HEAD)
    if not status or not end:
        raise InputError("its HTTP header is missing or broken", "save the page as HTML")
    return int(status[1]), fields(block[: end.start()]), block[end.end() :]


def fields(head: bytes) -> dict[str, str]:
    """Header fields by lower-case name, the first of each; folded lines are joined."""
    found: dict[str, str] = {}
    text = re.sub(r"\r?\n[ \t]+", " ", head.decode("utf-8", "replace"))
    for row in text.splitlines()[1:]:
        name, colon, value = row.partition(":")
        if colon:
            found.setdefault(name.strip().lower(), value.strip())
    return found


def content(body: bytes, head: dict[str, str], limit: int) -> bytes:
    """The body without transfer and content encoding; raise InputError when it holds more than ``limit``.

    Archives often keep the fields of encodings they have taken off: a body that does not look as they say
    is left as it is.
    """
    if "chunked" in head.get("transfer-encoding", "").lower():
        body = _joined(body)
    return decoded(body, head.get("content-encoding", ""), limit)


def _joined(body: bytes) -> bytes:
    """A chunked body in one piece; the body itself when it is not chunked, the good chunks when it is cut."""
    parts: list[bytes] = []
    at = 0
    while found := SIZE.match(body, at):
        size = int(found[1], 16)
        if size == 0:
            return b"".join(parts)
        parts.append(body[found.end() : found.end() + size])
        at = found.end() + size
        if body[at : at + 2] != b"\r\n" and at < len(body):
            return body if len(parts) == 1 else b"".join(parts[:-1])
        at += 2
    return b"".join(parts) or body


def encoding(head: dict[str, str]) -> str | None:
    """The character encoding the fields name, in lower case; None when they name none."""
    found = CHARSET.search(head.get("content-type", ""))
    return found[1].lower() if found else None


def is_page(head: dict[str, str]) -> bool:
    """Whether the fields say that the body is an HTML page, or do not say what it is."""
    kind = head.get("content-type", "").partition(";")[0].strip().lower()
    return kind in ("", "text/html", "application/xhtml+xml")
