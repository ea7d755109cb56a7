"""Rebuild ``resources/states/states.tsv`` and ``aliases.tsv``.

    python scripts/build_states.py [factbook_governments.tsv]

Names, codes and Wikidata ids come from the territories of the package ``rigour`` (MIT), nationality words and
capitals from the CIA World Factbook (public domain) when its table is given, and everything either lacks or
gets wrong from ``by_hand.tsv`` beside the result. Without the table the nationality words and capitals
already in ``aliases.tsv`` are kept.
"""

from __future__ import annotations

import csv
import html
import re
import sys
import unicodedata
from collections.abc import Iterator
from pathlib import Path

from rigour._core import territories_jsonl
from rigour.data import iter_jsonl_text

HERE = Path(__file__).resolve().parent.parent / "src" / "variorum" / "resources" / "states"
CODES = {"xkx": "KOS"}
ALSO = {"PSE", "HKG", "MAC", "PRI"}
ENGLISH = re.compile(r"\b(Republic|Kingdom|State|Federation|Commonwealth|Union)\b(?! of Zam| of Zâm)")
PLAIN = re.compile(r"[A-Z][A-Za-zÀ-ÿ'’.\- ]+\Z")
KINDS = ("name", "short", "adjective", "demonym", "plural", "capital", "seat", "abbreviation")
HEADER = ("alias", "code", "kind", "care")

Alias = tuple[str, str, str, str]


def fold(name: str) -> str:
    """Letters and digits only, without accents or case."""
    plain = unicodedata.normalize("NFKD", name)
    return "".join(c for c in plain.casefold() if c.isalnum())


def territories() -> list[dict[str, object]]:
    """States, past states and the few territories that act by themselves, with their code in ``iso``."""
    kept = []
    for row in iter_jsonl_text(territories_jsonl()):
        code = CODES.get(str(row.get("alpha3")), str(row.get("alpha3") or "").upper())
        if len(code) == 3 and (row.get("is_country") or code in ALSO) and len(row["code"]) != 5:
            kept.append({**row, "iso": code})
    return sorted(kept, key=lambda row: str(row["iso"]))


def read(path: Path) -> list[dict[str, str]]:
    """The rows of a TSV file with ``#`` comments."""
    lines = [line for line in path.read_text(encoding="utf-8").split("\n") if line and line[0] != "#"]
    return list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))


def names(row: dict[str, object]) -> Iterator[Alias]:
    """The English names rigour gives a territory, without its codes, inverted forms and other languages."""
    code = str(row["iso"])
    yield str(row["name"]), code, "name", ""
    strong = [str(n) for n in row.get("names_strong", [])]  # type: ignore[attr-defined]
    for name in [str(row.get("full_name") or ""), *(n for n in strong if n.isascii() and ENGLISH.search(n))]:
        if PLAIN.match(name) and not name.isupper():
            yield name, code, "name", ""


def nationality(text: str) -> Iterator[tuple[str, bool]]:
    """The words of a nationality cell, each with whether it is marked as having a plural in -s."""
    text = re.sub(r"note -.*|\((?!s\)|men\)|women\)).*?\)", "", html.unescape(text))
    for word in re.split(r",|;|/| or ", text):
        word = word.strip()
        plural = word.endswith("(s)")
        word = re.sub(r" ?\(\w+\)$", "", word).strip()
        if PLAIN.match(word) and word not in ("NA", "None"):
            yield word, plural


def capitals(text: str) -> Iterator[str]:
    """The names in a capital cell, without its notes and parentheses."""
    text = re.sub(r"note -.*|\(.*?\)| in Romanian.*| is the .*|no official.*", "", html.unescape(text))
    for word in re.split(r";|,", text):
        if PLAIN.match(word.strip()):
            yield word.strip()


def factbook(path: Path, known: dict[str, str]) -> Iterator[Alias]:
    """Aliases from the Factbook's table, for the territories whose name is known."""
    for row in read(path):
        keys = [fold(re.sub(r"[;(].*", "", row[k])) for k in ("conventional_short", "conventional_long")]
        code = next((known[k] for k in keys if k in known), None)
        if code is None:
            continue
        for key, kind in (("conventional_short", "short"), ("conventional_long", "name")):
            name = html.unescape(re.sub(r"[;(].*", "", row[key])).strip()
            if PLAIN.match(name) and name != "none":
                yield name.removeprefix("The ").removeprefix("the "), code, kind, ""
        adjectives = [word for word, _ in nationality(row["nationality_adjective"])]
        for word in adjectives:
            yield word, code, "adjective", ""
        for word, plural in nationality(row["nationality_noun"]):
            if word not in adjectives:
                yield word, code, "demonym", ""
            if plural:
                yield word + "s", code, "plural", ""
        for capital in capitals(row["capital"]):
            yield capital, code, "capital", ""


def settle(found: list[Alias], by_hand: list[dict[str, str]]) -> list[Alias]:
    """One line an alias and code: what stands by hand wins, then the earlier kind of ``KINDS``."""
    dropped = {fold(row["alias"]) for row in by_hand if row["kind"] == "drop"}
    mine = [(r["alias"], r["code"], r["kind"], r["care"]) for r in by_hand if r["kind"] != "drop"]
    owned = {fold(alias) for alias, *_ in mine}
    rest = [a for a in found if fold(a[0]) not in dropped | owned and len(a[0]) > 3]
    best: dict[tuple[str, str], Alias] = {}
    for alias in [*mine, *sorted(rest, key=lambda a: (KINDS.index(a[2]), a))]:
        best.setdefault((alias[0], alias[1]), alias)
    named = {a[0] for a in best.values() if a[2] in ("name", "short")}
    kept = [a for a in best.values() if not (a[0] in named and a[2] in ("capital", "adjective", "demonym"))]
    return sorted(kept, key=lambda a: (a[1], KINDS.index(a[2]), a[0]))


def write(path: Path, header: tuple[str, ...], lines: list[tuple[str, ...]]) -> None:
    """A TSV file with a header."""
    path.write_text("\n".join("\t".join(line) for line in (header, *lines)) + "\n", encoding="utf-8")


def main(table: str | None) -> None:
    rows = territories()
    cow = {row["code"]: row["cow"] for row in read(HERE / "cow.tsv")}
    states = [(str(r["iso"]), str(r["name"]), str(r["qid"]), cow.get(str(r["iso"]), "")) for r in rows]
    found = [alias for row in rows for alias in names(row)]
    if table:
        known = {fold(n): str(r["iso"]) for r in rows for n in r.get("names_weak", [])}  # type: ignore[attr-defined]
        known |= {fold(n): str(r["iso"]) for r in rows for n in r.get("names_strong", [])}  # type: ignore[attr-defined]
        known |= {fold(alias): code for alias, code, *_ in found}
        found += factbook(Path(table), known)
    else:
        found += [(r["alias"], r["code"], r["kind"], "") for r in read(HERE / "aliases.tsv")]
    write(HERE / "states.tsv", ("code", "name", "qid", "cow"), list(states))
    aliases = settle(found, read(HERE / "by_hand.tsv"))
    write(HERE / "aliases.tsv", HEADER, list(aliases))
    print(f"{len(states)} states, {len(aliases)} aliases")


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else None)
