"""Bytes to text, the same way every time: spans of the ledger point into what these functions give."""

from __future__ import annotations

import codecs
import re
from collections import Counter
from typing import Literal

HEAD = 4096
CONTROLS = bytes(c for c in range(32) if c not in b"\t\n\v\f\r\x1b")
SAMPLE = 20_000
DECLARED = re.compile(rb"""(?:charset|encoding)\s*=\s*["']?\s*([A-Za-z0-9_:.\-]{2,40})""", re.IGNORECASE)
UNFIT = re.compile("[\ud800-\udfff\x00]")
BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# What pages mean by these names (the WHATWG table): each is read as the larger set that contains it.
MEANT = {
    "ascii": "cp1252",
    "iso8859-1": "cp1252",
    "iso8859-9": "cp1254",
    "iso8859-11": "cp874",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "shift_jis": "cp932",
    "euc_kr": "cp949",
    "big5": "big5hkscs",
    "utf-16-be": "utf-8",
    "utf-16-le": "utf-8",
    "utf-16": "utf-8",
}
NOT_TEXT = {
    "idna",
    "punycode",
    "unicode_escape",
    "raw-unicode-escape",
    "unicode-escape",
    "utf-7",
    "undefined",
}
GUESSED = ["cp1252", "cp1250", "cp1251", "cp1253", "cp1254", "cp1255", "cp1256", "iso8859_2", "koi8_r"]
GUESSED += ["cp866", "big5", "gb18030", "cp932", "euc_jp", "cp949"]


def decode(
    body: bytes, media_type: Literal["text", "html"] = "text", said: str | None = None
) -> tuple[str, str]:
    """The text of a body and the name of the encoding under which :func:`decode_as` gives it again.

    In this order: byte order mark, UTF-16 by its control bytes, UTF-8, what an HTML head declares,
    what its server ``said``, a guess from the first 20,000 bytes, Windows-1252. Never raises; no lone
    surrogate and no NUL comes back.
    """
    encoding = detect(body, media_type, said)
    return decode_as(body, encoding), encoding


def decode_as(body: bytes, encoding: str) -> str:
    """The text of a body under a known encoding; what does not fit becomes U+FFFD, one for one."""
    return UNFIT.sub("\ufffd", body.decode(encoding, "replace"))


def detect(body: bytes, media_type: Literal["text", "html"] = "text", said: str | None = None) -> str:
    """The name of the encoding of a body."""
    for mark, marked in BOMS:
        if body.startswith(mark):
            return marked
    declared = _declared(body) if media_type == "html" else None
    if declared and declared.startswith("iso2022") and b"\x1b" in body:
        return declared
    if (name := wide(body[:HEAD])) and len(body) % 2 == 0 and _fits(body, name):
        return name
    if _fits(body, "utf-8"):
        return "utf-8"
    if declared and _fits(body, declared):
        return declared
    # Pages know their encoding better than servers do, whose Latin-1 is most often a default.
    served = _meant(said) if said else None
    if served and served != "cp1252" and _fits(body, served):
        return served
    return _guess(body)


def _declared(body: bytes) -> str | None:
    """The encoding an HTML or XML head names, if it is one that text can be written in."""
    found = DECLARED.search(body[:HEAD])
    return _meant(found[1].decode("ascii")) if found else None


def _meant(named: str) -> str | None:
    """The encoding that pages mean by a name, if it is one that text can be written in."""
    try:
        name = codecs.lookup(named).name
        "".encode(name)
    except LookupError:
        return None
    return None if name in NOT_TEXT else MEANT.get(name, name)


def controls(sample: bytes) -> int:
    """How many bytes of a sample are control characters that no plain text has."""
    return len(sample) - len(sample.translate(None, CONTROLS))


def wide(sample: bytes) -> str | None:
    """UTF-16 without a mark: control bytes in a body that, taken two by two, is nearly all in one script."""
    sample = sample[: len(sample) // 2 * 2]
    if controls(sample) * 50 <= len(sample):
        return None
    fits = []
    for name in ("utf-16-le", "utf-16-be"):
        try:
            text = codecs.getincrementaldecoder(name)().decode(sample)
        except UnicodeError:
            continue
        if any(c < " " and c not in "\t\n\r\f\v\x1b" for c in text):
            continue
        scripts = Counter(_script(ord(c)) for c in text)
        plain = scripts.pop("plain", 0)
        if text and (max(scripts.values(), default=0) + plain) * 20 >= len(text) * 19:
            fits.append((len({ord(c) >> 8 for c in text}), name))
    return min(fits)[1] if fits else None


def _script(code: int) -> str:
    if code < 0x250 or 0x2000 <= code < 0x2100:
        return "plain"
    return "cjk" if 0x3000 <= code < 0xD800 or code >= 0xFF00 else f"{code >> 8:x}"


def _fits(body: bytes, encoding: str) -> bool:
    try:
        body.decode(encoding)
    except UnicodeError:
        return False
    return True


def _guess(body: bytes) -> str:
    from charset_normalizer import from_bytes

    best = from_bytes(body[:SAMPLE], cp_isolation=GUESSED, enable_fallback=False).best()
    return best.encoding if best and _fits(body, best.encoding) else "cp1252"
