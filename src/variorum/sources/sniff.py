"""What a body is, by its content; the name of its file decides only what the content leaves open."""

from __future__ import annotations

import json
import re
from typing import Literal

from variorum.errors import InputError
from variorum.sources import decode

Format = Literal["html", "feed", "sitemap", "jsonl", "json", "text", "gzip", "zip", "warc"]
MB = 1_000_000
LIMITS: dict[str, int] = {"html": 5 * MB, "text": 5 * MB, "feed": 20 * MB, "sitemap": 50 * MB}
LIMITS |= {"jsonl": 5 * MB, "json": 20 * MB, "zip": 50 * MB}
CALLED = {
    "html": "page",
    "text": "text",
    "feed": "feed",
    "json": "file",
    "sitemap": "sitemap",
    "zip": "archive",
}
HEAD = 64 * 1024

TO_TEXT = "open it in its own program and save it as plain text or HTML"
MAGIC: tuple[tuple[bytes, str, str], ...] = (
    (b"%PDF", "a PDF", "save its text in a .txt file, for example with pdftotext"),
    (b"PK\x05\x06", "an empty ZIP archive", "pack it again with what belongs in it"),
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
    (b"filedesc://", "a web archive of the old kind (ARC)", "convert it to WARC, or save its pages as HTML"),
)
WARC = re.compile(rb"\s{0,20}WARC/[01]\.\d")
FEED = re.compile(r'"version"\s*:\s*"https?:(?:\\?/){2}(?:www\.)?jsonfeed\.org(?:\\?/)version')
PROLOGUE = re.compile(
    r"\s*(?:<\?.*?\?>|<!--.*?-->|<!DOCTYPE\s+(?!html)[^>\[]*(?:\[.*?\]\s*)?>)", re.DOTALL | re.IGNORECASE
)
ROOT = re.compile(r"\s*<([A-Za-z_][\w:.-]*)")
TAGS = r"!doctype\s+html html head body title meta article main div section p h[1-6] span table a br b i"
TAGS += " ul ol li script style blockquote center font img header nav link"
HTML = re.compile(rf"\s*<(?:{'|'.join(TAGS.split())})\b", re.IGNORECASE)
BLOCK = re.compile(r"</(?:p|div|article|section|body|html|h[1-6])>", re.IGNORECASE)
FEEDS = ("rss", "feed", "rdf:rdf")
SITEMAPS = ("urlset", "sitemapindex")


def sniff(head: bytes, name: str = "") -> Format:
    """The format a body has, from its first bytes; raise InputError when it is none we read."""
    if not head.strip():
        raise InputError("it is empty", "nothing to do, or check how it was saved")
    if head.startswith(b"\x1f\x8b"):
        return "gzip"
    if head.startswith(b"PK\x03\x04"):
        return "zip"
    if WARC.match(head):
        return "warc"
    if head[257:262] == b"ustar":
        raise InputError("it is a tar archive, not text", "unpack it and add the folder")
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
    if kind := _json(start, named):
        return kind
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
    if tag.rpartition(":")[2] in SITEMAPS:
        return "sitemap"
    if HTML.match(rest) or named in ("html", "htm", "xhtml") or len(BLOCK.findall(start[:20_000])) >= 3:
        return "html"
    if start.startswith("<?xml") or named in ("xml", "rss", "atom"):
        if not root:
            return "feed"
        raise InputError(
            f"it is an XML file of the kind <{root[1][:40]}>, which is neither RSS nor Atom nor a sitemap",
            "add the articles as HTML, plain text or JSON lines",
        )
    return "text"


def _json(start: str, named: str) -> Literal["json", "jsonl"] | None:
    """Whether a text is rows of JSON, one a line, or one JSON value, or neither.

    One value is what spreads over lines, an array, and a JSON Feed."""
    lines = [row.strip() for row in start.split("\n", 20) if row.strip()]
    first = lines[0] if lines else ""
    if named in ("jsonl", "ndjson"):
        return "jsonl"
    if first.startswith("{"):
        if FEED.search(start):
            return "json"
        try:
            return "jsonl" if isinstance(json.loads(first), dict) else None
        except (ValueError, RecursionError):
            if not re.match(r'\{\s*(?:"[^"]*"\s*[:,]|$)', first) and named != "json":
                return None
        spread = len(lines) > 1 and not lines[1].startswith("{")
        return "json" if spread else "jsonl"
    if re.match(r'\[\s*(?:\{|\[|$|"[^"]*"\s*[,\]]|-?\d[\d.]*\s*,)', first) or named == "json":
        return "json"
    return None


def too_large(format: Format, size: int | None) -> InputError:
    """The error for a body over its limit; ``size`` in bytes, None when it is not known."""
    limit = LIMITS[format] // MB
    what = CALLED.get(format, "file")
    how = f"is {max(round(size / MB), limit + 1)} MB" if size else f"is larger than {limit} MB"
    return InputError(
        f"the {what} {how}, more than the {limit} MB limit" if size else f"the {what} {how}, the limit",
        "split it, or save the article alone" if format != "feed" else "split it into several feeds",
    )
