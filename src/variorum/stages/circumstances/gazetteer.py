"""The gazetteer: places by name, found in a text, and the one meant among those of a name."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from itertools import chain
from typing import NamedTuple

from variorum.resources import rows, table, text


class Entry(NamedTuple):
    """One place of the gazetteer; ``country`` is "" for a continent, a sea, or a region of several.

    ``geonames_id`` is 0 for a county, and for what is kept by hand (kind ``feature``)."""

    name: str
    country: str
    geonames_id: int
    lat: float | None
    lon: float | None
    population: int
    kind: str
    division: str

    @property
    def rank(self) -> tuple[bool, int, int]:
        weight = 10 if self.kind == "capital" else 1
        return (self.kind not in ("country", "continent"), -self.population * weight, self.geonames_id)


FILES = ("places", "towns", "counties", "features")


class Name(NamedTuple):
    """A name of the gazetteer at ``[start, end)`` of a text, and its places, the likeliest first."""

    start: int
    end: int
    options: tuple[Entry, ...]


@cache
def _lines() -> dict[str, str]:
    """The lines of the gazetteer by name, those of one name joined; read where a text has the name."""
    by_name: dict[str, str] = {}
    # Reading all seventy thousand at once would take two seconds, and ten times the memory.
    for line in chain(*(text(f"gazetteer/{file}.tsv").split("\n")[1:] for file in FILES)):
        if line:
            name, aliases, rest = line.split("\t", 2)
            short = f"{name}\t{rest}"
            for known in (name, *aliases.split("|")) if aliases else (name,):
                by_name[known] = f"{by_name[known]}\n{short}" if known in by_name else short
    return by_name


@lru_cache(maxsize=8192)
def lookup(name: str) -> tuple[Entry, ...]:
    """The places of a name, the likeliest first; empty when there is none."""
    return (
        tuple(sorted(map(_entry, _lines().get(name, "").split("\n")), key=lambda e: e.rank))
        if name in _lines()
        else ()
    )


def _entry(line: str) -> Entry:
    name, country, number, lat, lon, population, kind, division = line.split("\t")
    north, east = (float(lat), float(lon)) if lat else (None, None)
    return Entry(name, country, int(number), north, east, int(population), kind, division)


@cache
def _countries() -> dict[str, Entry]:
    found = (
        e for lines in _lines().values() if "\tcountry\t" in lines for e in map(_entry, lines.split("\n"))
    )
    return {e.country: e for e in found if e.kind == "country"}


@cache
def _country_ids() -> dict[int, str]:
    return {e.geonames_id: code for code, e in _countries().items()}


def country_of(geonames_id: int | None) -> str | None:
    """The code of the country that an entry is; None when it is none."""
    return _country_ids().get(geonames_id) if geonames_id is not None else None


@cache
def nationalities() -> dict[str, Entry]:
    """The countries by the words for their people and what is theirs: ``French``, ``Kenyans``."""
    found: dict[str, set[str]] = {}
    for row in rows("states/aliases.tsv"):
        if (
            row["kind"] in ("adjective", "demonym", "plural")
            and not row["care"]
            and row["code"] in _countries()
        ):
            found.setdefault(row["alias"], set()).add(row["code"])
    single = {word: _countries()[min(codes)] for word, codes in found.items() if len(codes) == 1}
    for word, continent in table("gazetteer/cues.toml")["continents"].items():
        single[word] = lookup(continent)[0]
    return single


@cache
def cues(name: str) -> frozenset[str]:
    return frozenset(table("gazetteer/cues.toml")[name])


_WORD = re.compile(r"(?<![\w.])[A-Z][\w'’.-]*")
_NEXT = re.compile(r"[ ,]+(?:(?:of|and|the|de|al|da|do|del|la|upon) )*[A-Z][\w'’.-]*")
_LONGEST = 5


def names(article: str) -> Iterator[Name]:
    """The names of the gazetteer in a text, the longest at each word; none overlap."""
    people, short, past = nationalities(), cues("short"), 0
    for m in _WORD.finditer(article):
        if m.start() < past:
            continue
        for end in _ends(article, m.start()):
            words = article[m.start() : end]
            found = lookup(words) if words in _lines() else (people[words],) if words in people else None
            if found and (end - m.start() > 3 or words in short or "." in words):
                past = end
                yield Name(m.start(), end, found)
                break


def _ends(article: str, start: int) -> list[int]:
    """Where a name that starts here could end, the farthest first; also without a final ``'s`` or stop."""
    ends: list[int] = []
    m = _WORD.match(article, start)
    while m and len(ends) < 3 * _LONGEST:
        at = m.end()
        ends.append(at)
        word = article[start:at]
        if word.endswith(("'s", "’s")):
            ends.append(at - 2)
            break
        bare = word.rstrip(".'’-")
        if bare != word:
            ends.append(start + len(bare))
        if "-" in bare[1:]:
            ends.append(start + bare.rindex("-"))
        m = _NEXT.match(article, at)
    return sorted(set(ends), reverse=True)


_WHOSE = re.compile(r"['’]s? (?:[a-z-]+ ){0,2}$")
_IN = re.compile(r" (?:[a-z]+ )?(?:in|of) (?:the (?:[a-z]+ (?:of )?)?)?(?=[A-Z])")
# Where a place is named with its division as a matter of course; a division so named is no item of a list.
_BY_DIVISION = frozenset(("USA", "CAN", "AUS"))
_CITY_OF_THAT_NAME = 1_000_000


def _says_it_all(container: Entry) -> bool:
    """Whether a name with this division after a comma lies in it, and is not just next to it in a list."""
    if container.kind != "admin1" or container.country not in _BY_DIVISION:
        return False
    cities = [e for e in lookup(container.name) if e.kind in ("city", "capital")]
    return all(e.kind == "city" and e.population < _CITY_OF_THAT_NAME for e in cities)


def _lies_in(e: Entry, container: Entry) -> bool:
    return e.country == container.country and e.division in ("", container.division)


_KIND = {"country": 4.0, "continent": 9.0, "capital": 2.0, "admin1": 0.3, "city": 0.0, "county": 0.0}
_KIND |= {"feature": 3.0}
# A town in the line that says where a report was filed; "KISUMU, Kenya": also said of the name elsewhere.
_DATELINE = re.compile(r"(?m)^([A-Z][A-Z'’.-]{2,}(?: [A-Z][A-Z'’.-]+){0,2}), (?=[A-Z])")


def _datelines(article: str) -> Iterator[Name]:
    """The towns of datelines in capitals that the gazetteer has."""
    for m in _DATELINE.finditer(article):
        if options := lookup(m[1].title()):
            yield Name(m.start(1), m.end(1), options)


class Choice:
    """Which places a text means: by what stands beside a name, what else it names, how many live there."""

    # Weights against the decimal logarithm of the population.
    CONTAINED, SAME_DIVISION, SAME_COUNTRY, OFTEN, HOME = 6.0, 1.5, 1.4, 0.5, 1.0

    def __init__(self, article: str, named: Sequence[Name], home: str | None = None) -> None:
        self.article = article
        self.home = home
        known = {name.start for name in named}
        named = [*named, *(name for name in _datelines(article) if name.start not in known)]
        self.starts = {name.start: name for name in named}
        self.ends = {name.end: name for name in named}
        sure = [name.options[0] for name in named if name.options and self._clear(name)]
        self.countries = Counter(e.country for e in sure if e.country)
        self.divisions = Counter(e.division for e in sure if e.kind == "admin1")
        self.settled: dict[str, Entry] = {}
        self.elsewhere: dict[str, Entry] = {}
        for name in named:
            container = self.container(name.end) if name.options else None
            if container is not None:
                words = article[name.start : name.end]
                listed = name.options[0].kind == "admin1" or any(_lies_in(e, container) for e in name.options)
                if _says_it_all(container) and not listed:
                    self.elsewhere.setdefault(words.casefold(), container)
                else:
                    self.settled.setdefault(words.casefold(), self.among(name)[0])

    def _clear(self, name: Name) -> bool:
        """Whether the likeliest place of a name is meant without more ado."""
        first = name.options[0]
        if first.kind in ("country", "capital") or len(name.options) == 1:
            return True
        return first.population > 50 * name.options[1].population or self.container(name.end) is not None

    def container(self, end: int) -> Entry | None:
        """The country or division that follows a name after a comma: "Kigoma, Tanzania"."""
        after = self.starts.get(end + 2) if self.article[end : end + 2] == ", " else None
        if after is None:
            return None
        return next((e for e in after.options if e.kind in ("country", "admin1")), None)

    def foreign(self, name: Name) -> Entry | None:
        """What the text says a name lies in, where no place of that name does: "Paris, Mo." is not in France.
        Said once, it holds for the name wherever it stands alone; None where nothing speaks against it."""
        if not self.elsewhere:
            return None
        words = self.article[name.start : name.end].casefold()
        return self.elsewhere.get(words) if words not in self.settled else None

    def around(self, start: int, end: int) -> Entry | None:
        """What the words beside a name say it lies in: "in Cairo's Abbasiya district", "Puge county of
        Sichuan province"; None when they say nothing."""
        within = self.container(end)
        if within is not None:
            return within
        before = _WHOSE.search(self.article, max(0, start - 40), start)
        beside = self.ends.get(before.start()) if before else None
        if beside is None:
            after = _IN.match(self.article, end, end + 40)
            beside = self.starts.get(after.end()) if after else None
        if beside is None or not beside.options:
            return None
        entry = self.among(beside)[0]
        return entry if entry.country else None

    def among(self, name: Name) -> tuple[Entry, str]:
        """The place meant by a name, and why."""
        options = name.options
        if len(options) == 1:
            return options[0], "the only place of this name"
        settled = self.settled.get(self.article[name.start : name.end].casefold())
        if settled is not None and self.container(name.end) is None:
            return settled, "what it lies in stands with it elsewhere"
        container = self.container(name.end)
        best = max(options, key=lambda e: (self._weight(e, container), e.rank[0], -e.geonames_id))
        return best, self._reason(best, container, name)

    def _weight(self, e: Entry, container: Entry | None) -> float:
        weight = math.log10(max(e.population, 10)) + _KIND[e.kind]
        if container is not None and e.kind != "country":
            within = e.division == container.division if container.kind == "admin1" else True
            weight += self.CONTAINED * (within and e.country == container.country and e != container)
        if e.kind not in ("country", "continent"):
            times = self.countries[e.country]
            weight += bool(times) * self.SAME_COUNTRY + self.OFTEN * math.log2(1 + times)
            weight += self.SAME_DIVISION * (e.kind == "city" and e.division in self.divisions)
            weight += self.HOME * (e.country == self.home)
        return weight

    def _reason(self, best: Entry, container: Entry | None, name: Name) -> str:
        if container is not None and best.country == container.country and best != container:
            return "what it lies in follows"
        if best.kind in ("country", "capital", "continent"):
            return "the state or capital of this name"
        if best.country in self.countries:
            return "its country is named in the report"
        if best.country == self.home and best != name.options[0]:
            return "the outlet is of its country"
        return "the most populous of this name"
