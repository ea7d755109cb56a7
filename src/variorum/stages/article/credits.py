"""Credits to news agencies: a closed list, looked for where credits stand; photo credits are told apart."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import Literal
from urllib.parse import urlsplit

from variorum import resources
from variorum.model import Credit
from variorum.stages.article import clean

Kind = Literal["whole", "mixed", "own", "photo"]
Line = tuple[str, int, int]

DATELINE = re.compile(
    r"^\W{0,3}(?P<place>[A-ZÀ-Þ][\w.,’'/ -]{1,70}?)?\s*(?P<day>,\s+[A-Z][a-z]{2,8}\.?\s+\d{1,2})?\s*"
    r"\((?P<agency>[^()]{2,40})\)\s*(?:[—–:-]|\.-)"
)
PLAIN_DATELINE = re.compile(
    r"^(?P<place>[A-ZÀ-Þ][A-ZÀ-Þ.’' -]{2,30}(?:/[A-ZÀ-Þ][A-ZÀ-Þ.’' -]{2,30})?"
    r"(?:, [A-ZÀ-Þ][\w.’' -]{1,30})?)(?:, (?:[A-Z][a-z]{2,8}\.? \d{1,2}))?\s+(?:—|–|--|-)\s"
)
MIXED = re.compile(
    r"\b(?:with|additional|contribut\w+|agencies|and|inputs?|files|et|und|y|mit|further|partly)\b",
    re.IGNORECASE,
)
TAIL_CUE = re.compile(
    r"\b(?:report(?:ing|ed)|writ(?:ing|ten)|edit(?:ing|ed)|contribut\w+|inputs?|files|material|source"
    r"|quelle|copyright|agenc(?:y|ies)|via|by)\b|©|^\W*[A-Z]{2,5}\W*$|^[—–-]",
    re.IGNORECASE,
)
PHOTO = re.compile(
    r"\b(?:photos?|photographe?r?|picture|images?|getty|illustration|handout|file|video|foto)\b",
    re.IGNORECASE,
)
CLOSING = re.compile(r"(?:[—–]\s*|\()[^\s()—–][^()—–]{1,30}\)?\W{0,2}$")
SLASHED = re.compile(r"\S/\S")


@cache
def _forms() -> tuple[re.Pattern[str], dict[str, str]]:
    """One expression for every form of every agency, and the id a form stands for."""
    ids: dict[str, str] = {}
    for row in resources.rows("agencies/agencies.tsv"):
        for form in (*row["forms"].split("|"), row["name"], row["short"]):
            if form:
                ids.setdefault(form, row["id"])
    longest = sorted(ids, key=lambda form: (-len(form), form))
    return re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, longest))})(?![\w-])"), ids


@cache
def _domains() -> dict[str, str]:
    rows = resources.rows("agencies/agencies.tsv")
    return {domain: row["id"] for row in rows for domain in row["domains"].split("|") if domain}


def agency_in(line: str) -> str | None:
    """The first agency a stretch names by a form of the closed list, whatever stands around it."""
    pattern, ids = _forms()
    found = pattern.search(line)
    return ids[found[0]] if found else None


def own_site(url: str | None) -> str | None:
    """The agency whose own site an address belongs to."""
    try:
        host = (urlsplit(url).hostname or "") if url else ""
    except ValueError:
        return None
    parts = host.split(".")
    return next((_domains()[d] for i in range(len(parts)) if (d := ".".join(parts[i:])) in _domains()), None)


def dateline_of(line: str) -> tuple[str | None, str | None]:
    """The place and the agency of a dateline that opens a line (``KIGOMA, Tanzania (NWS) —``)."""
    head = line[:160]
    if found := DATELINE.match(head):
        place = found["place"].strip(" ,") if found["place"] else None
        if place is None or place.split(",")[0].isupper() or agency_in(found["agency"]):
            return place, agency_in(found["agency"])
    found = PLAIN_DATELINE.match(head)
    return (found["place"].strip(" ,"), None) if found else (None, None)


def find(
    before: Sequence[Line],
    body: Sequence[Line],
    after: Sequence[Line],
    *,
    url: str | None,
    authors: Sequence[str],
) -> tuple[Credit, ...]:
    """The credits of a document, from the lines before, of and after its text, each agency once a kind.

    A line is its words and where it stands in the decoded document. ``authors`` are those its head names."""
    own = own_site(url)
    found: list[Credit] = []
    for line, start, end in (*before, *after):
        if len(line) <= 300 and (agency := agency_in(line)) and (PHOTO.search(line) or SLASHED.search(line)):
            found.append(Credit(agency=agency, kind="photo", source_start=start, source_end=end))
    for line, start, end in body[:3]:
        agency = dateline_of(line)[1] or _spelled_out(line, (*before, *after))
        if agency:
            stop = min(end, start + line.index(")", 0, 160) + 1) if end - start == len(line) else end
            found.append(_text(agency, "", own, start, stop))
            break
    named = [a for a in authors if agency_in(a)]
    for line, start, end in before:
        if _is_byline(line, named):
            found.append(_text(agency_in(line) or "", line, own, start, end))
    for line, start, end in body[-2:]:
        if (closing := CLOSING.search(line[-60:])) and (agency := agency_in(closing[0])):
            found.append(_text(agency, "", own, start, end))
    for line, start, end in after:
        agency = agency_in(line) if len(line) <= 250 and TAIL_CUE.search(line) else None
        if agency and not PHOTO.search(line):
            found.append(_text(agency, line, own, start, end))
    return _once(found)


def from_authors(
    found: tuple[Credit, ...], page: str, url: str | None, authors: Sequence[str]
) -> tuple[Credit, ...]:
    """The credits found, with those that only a page's head gives (an agency as author)."""
    known = {credit.agency for credit in found if credit.kind != "photo"}
    named = [(agency, author) for author in authors if (agency := agency_in(author)) and agency not in known]
    more = [
        _text(agency, author, own_site(url), at, at + len(author))
        for agency, author in named
        if (at := page.find(author)) >= 0
    ]
    return _once([*found, *more])


def _once(found: Sequence[Credit]) -> tuple[Credit, ...]:
    return tuple({(c.agency, c.kind): c for c in reversed(found)}.values())[::-1]


def _spelled_out(line: str, around: Sequence[Line]) -> str | None:
    """An agency outside the list: initials in a dateline that a line of its own spells out as a name."""
    found = DATELINE.match(line[:160])
    initials = found["agency"] if found else ""
    if not 2 < len(initials) < 6 or not initials.isupper():
        return None
    for other, _, _ in around:
        name = (clean.signature(other.lstrip("©— ")) or "").strip()
        if len(initials) == len(name.split()) and "".join(word[0] for word in name.split()) == initials:
            return f"org:{name.casefold()}"
    return None


def _is_byline(line: str, named: Sequence[str]) -> bool:
    """A short line that is hardly more than an agency's name, or opens with ``By``."""
    pattern, _ = _forms()
    found = pattern.search(line) if len(line) <= 120 else None
    if not found or PHOTO.search(line):
        return False
    rest = line[: found.start()] + line[found.end() :]
    return len(rest.split()) <= 2 or line.startswith("By ") or any(a in line for a in named)


def _text(agency: str, line: str, own: str | None, start: int, end: int) -> Credit:
    kind: Kind = "own" if agency == own else "mixed" if MIXED.search(line) else "whole"
    return Credit(agency=agency, kind=kind, source_start=start, source_end=end)
