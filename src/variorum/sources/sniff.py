"""What a body is, by its content; the name of its file decides only what the content leaves open."""

from __future__ import annotations

import json
import re
from typing import Literal

from variorum.errors import InputError
from variorum.sources import decode

Format = Literal["html", "feed", "jsonl", "text", "gzip"]
MB = 1_000_000
LIMITS: dict[str, int] = {"html": 5 * MB, "text": 5 * MB, "feed": 20 * MB, "jsonl": 5 * MB, "gzip": 50 * MB}
CALLED = {"html": "page", "text": "text", "feed": "feed", "jsonl": "line", "gzip": "file"}
HEAD = 64 * 1024

TO_TEXT = "open it in its own program and save it as plain text or HTML"
MAGIC: tuple[tuple[bytes, str, str], ...] = (
    (b"%PDF", "a PDF", "save its text in a .txt file, for example with pdftotext"),
    (
        b"PK\x03\x04",
        "a ZIP archive or an office document",
        "unpack it, or save the document as plain text or HTML",
    ),
    (b"PK\x05\x06", "an empty ZIP archive", "unpack it and add what was in it"),
    (b"\xd0\xcf\x11\xe0", "an old office document", TO_TEXT),
    (b"{\\rtf", "a rich text document", TO_TEXT),
    (b"\x89PNG", "a PNG image", "only text can be read: type the text into a .txt file"),
    (b"\xff\xd8\xff", "a JPEG image", "only text can be read: type the text into a .txt file"),
    (b"GIF8", "a GIF image", "only text can be read: type the text into a .txt file"),
    (b"BZh", "a bzip2 archive", "unpack it with bunzip2"),
    (b"\xfd7zXZ", "an xz archive", "unpack it with unxz"),
    (b"7z\xbc\xaf", "a 7z archive", "unpack it"),
    (b"(\xb5/\xfd", "a zstd archive", "unpack it with unzstd"),
    (b"SQLite format 3\x00", "a database", "export its texts as JSON lines"),
    (b"PAR1", "a Parquet table", "export its texts as JSON lines"),
    (b"\x7fELF", "a program", "add texts or pages"),
    (b"MZ\x90", "a program", "add texts or pages"),
    (b"ID3", "a sound recording", "add a transcript"),
    (b"OggS", "a sound recording", "add a transcript"),
    (b"RIFF", "a sound or video recording", "add a transcript"),
    (b"WARC/", "a web archive (WARC)", "not read yet: extract its pages as HTML files"),
)
PROLOGUE = re.compile(
    r"\s*(?:<\?.*?\?>|<!--.*?-->|<!DOCTYPE\s+(?!html)[^>\[]*(?:\[.*?\]\s*)?>)", re.DOTALL | re.IGNORECASE
)
ROOT = re.compile(r"\s*<([A-Za-z_][\w:.-]*)")
TAGS = r"!doctype\s+html html head body title meta article main div section p h[1-6] span table a br b i"
TAGS += " ul ol li script style blockquote center font img header nav link"
HTML = re.compile(rf"\s*<(?:{'|'.join(TAGS.split())})\b", re.IGNORECASE)
BLOCK = re.compile(r"</(?:p|div|article|section|body|html|h[1-6])>", re.IGNORECASE)
FEEDS = ("rss", "feed", "rdf:rdf")


def sniff(head: bytes, name: str = "") -> Format:
    """The format a body has, from its first bytes; raise InputError when it is none we read."""
    if not head.strip():
        raise InputError("it is empty", "nothing to do, or check how it was saved")
    if head.startswith(b"\x1f\x8b"):
        return "gzip"
    for mark, what, remedy in MAGIC:
        if head.startswith(mark):
            raise InputError(f"it is {what}, not text", remedy)
    if head[4:8] == b"ftyp":
        raise InputError("it is a video or image, not text", "add a transcript")
    text = peek(head)
    named = name.lower().rpartition(".")[2]
    start = text.lstrip("\ufeff \t\r\n\f\v")
    if start.startswith("<"):
        return _markup(start, named)
    if named in ("jsonl", "ndjson") or _json(start):
        return "jsonl"
    if named in ("html", "htm", "xhtml") or len(BLOCK.findall(text[:20_000])) >= 3:
        return "html"
    return "text"


def peek(head: bytes) -> str:
    """The beginning of a body as text, good enough to see what it is; raise InputError when it is binary."""
    marked = next((name for mark, name in decode.BOMS if head.startswith(mark)), None)
    if marked:
        return head.decode(marked, "replace")
    sample = head[: decode.HEAD]
    if name := decode.wide(sample):
        return head.decode(name, "replace")
    count = decode.controls(sample)
    if count * 50 > len(sample):
        raise InputError(
            f"it is binary: {count} of its first {len(sample)} bytes are control characters",
            "save the text as plain text in UTF-8, or the page as HTML",
        )
    return head.decode("utf-8", "replace")


def _markup(start: str, named: str) -> Format:
    rest = start
    while found := PROLOGUE.match(rest):
        rest = rest[found.end() :]
    root = ROOT.match(rest)
    tag = root[1].lower() if root else ""
    if tag in FEEDS or tag.rpartition(":")[2] == "feed":
        return "feed"
    if HTML.match(rest) or named in ("html", "htm", "xhtml") or len(BLOCK.findall(start[:20_000])) >= 3:
        return "html"
    if start.startswith("<?xml") or named in ("xml", "rss", "atom"):
        if not root:
            return "feed"
        raise InputError(
            f"it is an XML file of the kind <{root[1][:40]}>, which is neither RSS nor Atom",
            "add the articles as HTML, plain text or JSON lines",
        )
    return "text"


def _json(start: str) -> bool:
    """Whether the first line is a JSON object, or something that only JSON begins with."""
    line = start.split("\n", 1)[0].strip()
    if line.startswith("{"):
        try:
            return isinstance(json.loads(line), dict)
        except (ValueError, RecursionError):
            return bool(re.match(r'\{\s*(?:"[^"]*"\s*:|$)', line))
    return bool(re.match(r'\[\s*(?:\{|\[|$|"[^"]*"\s*[,\]]|-?\d[\d.]*\s*,)', line))


def too_large(format: Format, size: int | None) -> InputError:
    """The error for a body over its limit; ``size`` in bytes, None when it is not known."""
    limit = LIMITS[format] // MB
    what = CALLED[format]
    how = f"is {max(round(size / MB), limit + 1)} MB" if size else f"is larger than {limit} MB"
    return InputError(
        f"the {what} {how}, more than the {limit} MB limit" if size else f"the {what} {how}, the limit",
        "split it, or save the article alone" if format != "feed" else "split it into several feeds",
    )
