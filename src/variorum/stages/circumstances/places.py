"""Finds where things are said to happen: names of the gazetteer in a locative position.

The dateline says where a report was filed, so it is no place of the story; it stands in no such position.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Any, Literal, NamedTuple

from variorum.resources import rows, table

Use = Literal["place", "actor"]


class Entry(NamedTuple):
    """One place of the gazetteer; ``rank`` orders the places of one name, the likeliest first."""

    name: str
    country: str
    geonames_id: int
    lat: float | None
    lon: float | None
    population: int
    kind: str

    @property
    def rank(self) -> tuple[bool, int, int]:
        weight = 10 if self.kind == "capital" else 1
        return (self.kind != "country", -self.population * weight, self.geonames_id)


class Found(NamedTuple):
    """A name of a place in a text, where it stands and what it is; ``entry`` is None when that is unknown."""

    start: int
    end: int
    entry: Entry | None
    use: Use
    why: tuple[str, ...]


@cache
def gazetteer() -> dict[str, tuple[Entry, ...]]:
    """The places by name, each name's likeliest first."""
    by_name: dict[str, list[Entry]] = {}
    for row in rows("gazetteer/places.tsv"):
        lat, lon = (float(row["lat"]), float(row["lon"])) if row["lat"] else (None, None)
        number = int(row["geonames_id"])
        entry = Entry(row["name"], row["country"], number, lat, lon, int(row["population"]), row["kind"])
        for name in (row["name"], *filter(None, row["aliases"].split("|"))):
            by_name.setdefault(name, []).append(entry)
    return {name: tuple(sorted(found, key=lambda e: e.rank)) for name, found in by_name.items()}


@cache
def cues(name: str) -> frozenset[str]:
    return frozenset(table("gazetteer/cues.toml")[name])


_WORD = re.compile(r"(?<![\w.])[A-Z][\w'’.-]*")
_LONGEST = 5
_SHORT = frozenset(("US", "UK", "UAE", "USA", "DRC", "LA", "DPRK"))


def names(text: str) -> Iterator[tuple[int, int, tuple[Entry, ...]]]:
    """The names of the gazetteer in a text, the longest at each word; none overlap."""
    known, past = gazetteer(), 0
    for m in _WORD.finditer(text):
        if m.start() < past:
            continue
        for end in _ends(text, m.start()):
            found = known.get(text[m.start() : end])
            if found and (
                end - m.start() > 3 or text[m.start() : end] in _SHORT or "." in text[m.start() : end]
            ):
                past = end
                yield m.start(), end, found
                break


_NEXT = re.compile(r"[ ,]+(?:(?:of|and|the|de|al|da|do|del|la|upon) )*[A-Z][\w'’.-]*")


def _ends(text: str, start: int) -> list[int]:
    """Where a name that starts here could end, the farthest first; also without a final ``'s`` or stop."""
    ends: list[int] = []
    at = start
    m = _WORD.match(text, start)
    while m and len(ends) < 3 * _LONGEST:
        at = m.end()
        ends.append(at)
        word = text[start:at]
        if word.endswith(("'s", "’s")):
            ends.append(at - 2)
            break
        bare = word.rstrip(".'’-")
        if bare != word:
            ends.append(start + len(bare))
        m = _NEXT.match(text, at)
    return sorted(set(ends), reverse=True)


def places(doc: Any, text: str) -> list[Found]:
    """The places a text names where something is located, or where a capital or state acts, in text order."""
    found: list[Found] = []
    taken = bytearray(len(text))
    named = list(names(text))
    near = {options[0].country for _, _, options in named if options[0].kind in ("country", "capital")}
    starts = {m[0]: m for m in named}
    for start, end, options in named:
        span = doc.char_span(start, end, alignment_mode="expand")
        if span is None or _inside_longer_name(span):
            continue
        use, why = position(span)
        if use is None:
            continue
        entry, reason = choose(options, near, _container(text, end, starts))
        if entry.kind == "country" and why == "after 'at'":
            continue
        if use == "actor" and (entry.kind not in ("country", "capital") or span[0].ent_type_ == "PERSON"):
            continue
        taken[start:end] = b"\x01" * (end - start)
        found.append(Found(start, end, entry, use, (why, reason)))
    for ent in doc.ents:
        if ent.label_ in ("GPE", "LOC") and ent.text[:1].isupper():
            start, end = ent.start_char, ent.end_char
            if not any(taken[start:end]):
                use, why = position(ent)
                if use == "place":
                    start += 4 if text[start : start + 4].lower() == "the " else 0
                    found.append(Found(start, end, None, use, (why, "not in the gazetteer")))
    return sorted(found, key=lambda f: f[:2])


def _inside_longer_name(span: Any) -> bool:
    """Whether the name is only part of another ("Paris Hilton", "Bank of China", "Middle East")."""
    doc, begin, after = span.doc, span.start, span.end
    if not span[0].ent_type_:
        return False
    while begin and doc[begin].ent_iob_ == "I":
        begin -= 1
    lead = [token for token in doc[begin : span.start] if token.pos_ not in ("DET", "ADJ", "PUNCT")]
    goes_on = after < len(doc) and doc[after].ent_iob_ == "I" and doc[after].lower_ not in ("'s", "’s", ",")
    return bool(lead or goes_on)


def _container(text: str, end: int, starts: dict[int, tuple[int, int, tuple[Entry, ...]]]) -> str | None:
    """The country of a name that follows after a comma: "Kigoma, Tanzania"."""
    after = starts.get(end + 2) if text[end : end + 2] == ", " else None
    return after[2][0].country if after else None


def choose(options: tuple[Entry, ...], near: set[str], container: str | None) -> tuple[Entry, str]:
    """The place meant among those of one name, and why."""
    if container:
        inside = [e for e in options if e.country == container and e.kind != "country"]
        if inside:
            return _city(inside), "the country follows"
    first = options[0]
    if len(options) == 1:
        return first, "the only place of this name"
    if first.kind in ("country", "capital"):
        return first, "the state or capital of this name"
    here = [e for e in options if e.country in near]
    if here and here[0] is not first and first.population < 20 * max(1, here[0].population):
        return _city(here), "its country is named in the report"
    return _city(list(options)), "the most populous of this name"


def _city(options: list[Entry]) -> Entry:
    """The city rather than the division named after it, where both are in one country."""
    first = options[0]
    if first.kind != "admin1":
        return first
    same = [e for e in options if e.kind == "city" and e.country == first.country]
    return same[0] if same and 12 * same[0].population > first.population else first


def position(span: Any) -> tuple[Use | None, str]:
    """Whether a name stands where a place does or acts as a subject; None when neither, and the reason."""
    token = span.root
    for _ in range(4):
        if token.dep_ not in ("conj", "appos", "compound", "nmod") or token.head.i == token.i:
            break
        if token.dep_ == "compound" and token.head.pos_ != "PROPN":
            break
        token = token.head
    head, dep = token.head, token.dep_
    if dep in ("compound", "nmod", "poss") and head.lemma_.lower() in cues("containers"):
        head, dep = head.head, head.dep_
    if dep == "pobj":
        return _after(head)
    if dep == "dobj" and head.lemma_.lower() in cues("reached"):
        return "place", f"object of {head.lemma_.lower()!r}"
    if dep == "nsubj" and head.pos_ == "VERB" and head.lemma_.lower() not in cues("stative"):
        return "actor", f"subject of {head.lemma_.lower()!r}"
    before = span.doc[span.start - 1] if span.start else None
    if before is not None and before.lower_ in ("in", "near", "at", "outside") and not _owns(span):
        return "place", f"after {before.lower_!r}"
    return None, ""


def _owns(span: Any) -> bool:
    return bool(span.end < len(span.doc) and span.doc[span.end].tag_ == "POS")


def _after(preposition: Any) -> tuple[Use | None, str]:
    """The use of a name after a preposition."""
    word, head = preposition.lower_, preposition.head
    if word in cues("prepositions"):
        return "place", f"after {word!r}"
    lemma = head.lemma_.lower()
    if word == "of" and lemma in cues("containers"):
        return "place", f"{lemma} of"
    if word in cues("directions") and (lemma in cues("movement") or _moved(head)):
        return "place", f"{lemma} {word}"
    return None, ""


def _moved(head: Any) -> bool:
    """Whether a preposition hangs on another that hangs on movement: "back to", "from Seoul to"."""
    return bool(head.dep_ in ("prep", "advmod") and head.head.lemma_.lower() in cues("movement"))
