"""Credits to news agencies: looked for where credits stand, told apart from photo credits and from prose."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal

from variorum.model import Credit
from variorum.stages.article import clean, names
from variorum.stages.article.agencies import UNNAMED, first_in, in_path, name_of, named_in, own_site

Kind = Literal["whole", "mixed", "own", "photo"]
Line = tuple[str, int, int]
Named = tuple[str, Kind]

LONGEST = 160  # characters of a line that credits
DATELINE = re.compile(
    r"^\W{0,3}(?P<place>[A-ZÀ-Þ][\w.,’'/ -]{1,70}?)?\s*(?P<day>,\s+(?:[A-Z][a-z]{2,8}\.?\s+\d{1,2}"
    r"|\d{1,2}\.?\s+[a-zà-ÿ]{2,10}\.?))?\s*\((?P<agency>[^()]{2,40})\)\s*(?:[—–:-]|\.-)"
)
PLAIN_DATELINE = re.compile(
    r"^(?P<place>[A-ZÀ-Þ][A-ZÀ-Þ.’' -]{2,30}(?:/[A-ZÀ-Þ][A-ZÀ-Þ.’' -]{2,30})?"
    r"(?:, [A-ZÀ-Þ][\w.’' -]{1,30})?)(?:, (?:[A-Z][a-z]{2,8}\.? \d{1,2}))?\s+(?:—|–|--|-)\s"
)
ALSO = re.compile(
    r"\b(?:with|additional|further|contribut\w+|inputs?|files|material|partly|mit|und|and|et|y|con|avec|med|och|og|z)\b",
    re.IGNORECASE,
)
WORDS = re.compile(
    r"(?:©|\(c\)|\b(?:copyright|by|von|par|por|di|af|av|door|via|from|the|source|sources|quelle|quellen|fuente|"
    r"fonte|kilde|källa|bron|źródło|kaynak|with|inputs?|files|additional|further|reporting|report|contributed|by|to|"
    r"this|material|mit|und|and|et|y|con|avec|med|och|og|z|in|de|des|la|das|der|all|rights|reserved|news|agency|"
    r"agence|text|texte|texto|writer|writers|staff|19\d\d|20\d\d)\b)",
    re.IGNORECASE,
)
CUE = re.compile(
    r"\b(?:with (?:files|inputs?|reporting|material|additional)"
    r"|(?:additional|further)? ?reporting (?:by|from)|contributed|inputs? from|files from|mit material"
    r"|compiled from|written by)\b",
    re.IGNORECASE,
)
LABEL = re.compile(
    r"^\W*(?:sources?|quellen?|fuentes?|fonte|kilde|källa|bron|źródło|kaynak)\s*[:：]", re.IGNORECASE
)
PARTLY = re.compile(r"^\W*(?:with|mit|avec|con|med|weitere quellen|additional sources?)\b", re.IGNORECASE)
PHOTO = re.compile(
    r"\b(?:photos?|photographe?r?|picture|images?|getty|illustration|handout|file|video|fotos?|bild(?:er)?|"
    r"fotografía|imagen|grafik|scanpix|via|courtesy|credits?|epa|shutterstock|pool|wire|graphic|archiv|imago|alamy)\b",
    re.IGNORECASE,
)
SLASHED = re.compile(r"[A-ZÀ-Þ][\w.’'-]+\s+[A-ZÀ-Þ][\w.’'-]+\s*/|/\s*[A-ZÀ-Þ][\w.’'-]+\s+[A-ZÀ-Þ]\w+|[|]")
INITIALS = re.compile(r"[a-zà-ÿ]{2,5}$|[\w-]+\.[a-z]{2,8}$|\d[\d:./-]*$|[A-Z]{2,4}$")
LISTED = re.compile(r"[/,;]|\.[a-z]{2,8}\b")
CLOSING = re.compile(r"(?:[—–]\s*|\(|©\s*)[^\s()—–][^()—–]{1,40}\)?\W{0,2}$")
WORD = re.compile(r"[\s,;/|()+:&•·–—-]+")


def agency_in(line: str) -> str | None:
    """The first agency a stretch names by a form of the closed list, whatever stands around it."""
    return first_in(line)


def dateline_of(line: str) -> tuple[str | None, str | None]:
    """The place and the agency of a dateline that opens a line (``KIGOMA, Tanzania (NWS) —``)."""
    head = line[:160]
    if found := DATELINE.match(head):
        place = found["place"].strip(" ,") if found["place"] else None
        agency = first_in(found["agency"])
        if place is None or place.split(",")[0].isupper() or agency:
            return place, agency
    found = PLAIN_DATELINE.match(head)
    return (found["place"].strip(" ,"), None) if found else (None, None)


def of_line(line: str) -> list[Named]:
    """The agencies a line credits and how; empty for prose and for what is no credit at all."""
    if len(line) > LONGEST:
        return []
    found = list(named_in(line))
    if not found:
        return []
    if _is_photo(line):
        return [(agency, "photo") for agency, _, _ in found if agency != UNNAMED]
    cued = bool(CUE.search(line))
    rest = _rest(line, found)
    listed = bool(LISTED.search(line))
    others = [word for word in rest if not (INITIALS.match(word) and (listed or not word.islower()))]
    by = bool(names.BY.match(line)) or bool(LABEL.match(line))
    if not cued and others and not _is_signed(line, found, others, by=by):
        return []
    if cued and clean.count_words(line) > 25:
        return []
    if not (cued or rest or by) and len(line) < 3:
        return []  # "AA" is also a size of type
    kind: Kind = "mixed" if cued or PARTLY.match(line) or _shared(line, rest, others, found) else "whole"
    if all(agency == UNNAMED for agency, _, _ in found):
        if not (cued or rest or by or line.startswith("(")):
            return []  # a menu says "agencies" too
        kind = "mixed"
    return [(agency, kind) for agency, _, _ in found]


def _is_photo(line: str) -> bool:
    return bool(PHOTO.search(line) or SLASHED.search(line))


def _rest(line: str, found: Sequence[tuple[str, int, int]]) -> list[str]:
    """The words of a line besides the agencies and the words of credits."""
    for _, start, end in reversed(found):
        line = line[:start] + " " + line[end:]
    return [word.strip(".") for word in WORD.split(WORDS.sub(" ", line)) if word.strip(".'’\"*+")]


def _is_signed(line: str, found: Sequence[tuple[str, int, int]], others: Sequence[str], *, by: bool) -> bool:
    """Whether what stands beside the agencies are names of people, places or outlets, and few of them."""
    capitals = all(word[0].isupper() or not word[0].isalpha() for word in others)
    if not capitals or line.rstrip().endswith(("!", "?")):
        return False
    if by:
        return len(others) <= 8
    # "Ana Brand und Tom Rusk, dpa"; "PTI Mumbai"; "Reuters, Ana Brand"
    start, end = found[0][1], found[-1][2]
    listed = line[:start].rstrip().endswith((",", "/", "|")) or line[end:].lstrip().startswith((",", "/"))
    joined = bool(ALSO.search(line[:start][-8:]))
    return (listed and len(others) <= 6) or len(others) <= (4 if joined else 1)


def _shared(
    line: str, rest: Sequence[str], others: Sequence[str], found: Sequence[tuple[str, int, int]]
) -> bool:
    """Whether a line gives the agency together with somebody of the outlet's own."""
    if any(INITIALS.match(word) and word.islower() and not word[0].isdigit() for word in rest):
        # "sak/Reuters" has two hands; "dpa/lby" is a service of the agency
        return not re.match(r"\W*dpa\W", line) or "." in "".join(rest)
    before, after = line[: found[0][1]], line[found[-1][2] :]
    if others and ALSO.search(before[-12:]):
        return True
    return bool(others) and after.lstrip().startswith((",", "/")) and len(others) > 1


def of_authors(authors: Sequence[str]) -> list[tuple[str, Kind, str]]:
    """The agencies among the authors that structured fields give, how, and the value that names each."""
    found: list[tuple[str, Kind, str]] = []
    others = 0
    for author in authors:
        credited = of_line(author) or [
            (agency, "whole")
            for agency, start, _ in named_in(author)
            if start > 0 and author[:start].rstrip()[-1:] == ","
        ]
        found += [(agency, kind, author) for agency, kind in credited if kind != "photo"]
        others += not credited and bool(names.PERSON.match(author))
    return [(agency, "mixed" if others else kind, author) for agency, kind, author in found]


def find(
    before: Sequence[Line],
    body: Sequence[Line],
    after: Sequence[Line],
    *,
    url: str | None,
    apart: Sequence[Line] = (),
) -> tuple[Credit, ...]:
    """The credits of a document, from the lines before, of and after its text, each agency once a kind.

    A line is its words and where it stands in the decoded document. ``apart`` are lines of captions."""
    own = own_site(url)
    found: list[Credit] = []
    for line, start, end in body[:3]:
        agency, name = dateline_of(line)[1], ""
        if not agency and (name := _spelled_out(line, (*before, *after))):
            agency = f"org:{name.casefold()}"
        if agency:
            stop = min(end, start + line.index(")", 0, 160) + 1) if end - start == len(line) else end
            found.append(_credit(agency, "whole", own, start, stop, name))
            break
    for line, start, end in apart:
        if len(line) <= 400 and (agency := first_in(line[-LONGEST:])) and agency != UNNAMED:
            found.append(_credit(agency, "photo", own, start, end))
    for line, start, end in (*before, *after):
        credited = of_line(line)
        found += [_credit(agency, kind, own, start, end) for agency, kind in credited]
    for line, start, end in body[-2:]:
        closing = CLOSING.search(line[-60:])
        credited = of_line(closing[0].strip("—–() ")) if closing and len(line) > LONGEST else []
        credited = credited or (of_line(line) if clean.count_words(line) <= 25 else [])
        found += [_credit(agency, kind, own, start, end) for agency, kind in credited if kind != "photo"]
    return once(found)


def from_page(
    found: Sequence[Credit], page: str, url: str | None, authors: Sequence[str]
) -> tuple[Credit, ...]:
    """The credits found, with those that only a page's head or address gives."""
    own = own_site(url)
    known = {credit.agency for credit in found if credit.kind != "photo"}
    more = []
    for agency, kind, author in of_authors(authors):
        if agency not in known and (at := page.find(author)) >= 0:
            more.append(_credit(agency, kind, own, at, at + len(author)))
            known.add(agency)
    named = None if own else in_path(url)
    if named and named[0] not in known and not known and (at := page.find(named[1])) >= 0:
        more.append(_credit(named[0], "whole", own, at + 1, at + len(named[1]) - 1))
    if own and own not in known:
        place = next(((a, b) for name, a, b in named_in(page[:400_000]) if name == own), None)
        if place:
            more.append(_credit(own, "own", own, *place))
    return once([*found, *more])


def once(found: Sequence[Credit]) -> tuple[Credit, ...]:
    """Every agency once for the text and once for photos; the first evidence of the strongest kind."""
    best: dict[tuple[str, bool], Credit] = {}
    for credit in found:
        key = credit.agency, credit.kind == "photo"
        if key not in best:
            best[key] = credit
    texts = [credit for credit in best.values() if credit.kind != "photo"]
    if any(credit.agency != UNNAMED for credit in texts):
        best = {key: c for key, c in best.items() if key[0] != UNNAMED}
    return tuple(best.values())


def _spelled_out(line: str, around: Sequence[Line]) -> str:
    """The name of an agency outside the list: initials in a dateline that a line of its own spells out as a
    name; empty for most."""
    found = DATELINE.match(line[:160])
    initials = found["agency"] if found else ""
    if not 2 < len(initials) < 6 or not initials.isupper():
        return ""
    for other, _, _ in around:
        name = (clean.signature(other.lstrip("©— ")) or "").strip()
        if len(initials) == len(name.split()) and "".join(word[0] for word in name.split()) == initials:
            return name
    return ""


def _credit(agency: str, kind: Kind, own: str | None, start: int, end: int, name: str = "") -> Credit:
    if agency == own and kind != "photo":
        kind = "own"
    name = name_of(agency) or name
    return Credit(agency=agency, kind=kind, source_start=start, source_end=end, name=name)
