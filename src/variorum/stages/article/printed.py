"""What a page prints beside its article: dates and bylines near the headline, where they say one thing."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from functools import cache
from typing import Any

from variorum import resources
from variorum.sources import dates
from variorum.sources.document import line
from variorum.stages.article import names
from variorum.stages.article.blocks import Block

NEAR = 30  # blocks after the headline in which a page prints its date and byline
YEAR_FIRST = re.compile(r"(?<!\d)(20\d\d)\s?[年/.-]\s?(\d{1,2})\s?[月/.-]\s?(\d{1,2})(?!\d)")
DOTTED = re.compile(r"(?<![\d.])(\d{1,2})\.\s?(\d{1,2})\.\s?(20\d\d)(?!\d)")
SLASHED = re.compile(r"(?<![\d/])(\d{1,2})[/-](\d{1,2})[/-](20\d\d)(?!\d)")
ADDRESS = re.compile(r"/(20\d\d)[/-]?(0[1-9]|1[0-2])[/-]?(0[1-9]|[12]\d|3[01])(?=\D|$)")
UPDATED = re.compile(
    r"\b(?:updated|modified|aktualisiert|mis à jour|actualizado|atualizado|aggiornato|oppdatert"
    r"|uppdaterad)\b",
    re.IGNORECASE,
)
AFTER_DAY = {"fr", "es", "it", "pt", "nl", "pl", "ro", "el", "tr", "cs", "id", "vi", "ar"}
Places = Sequence[Block]


def day(text: str, language: str | None = None) -> str | None:
    """The one day that a short text names in figures or in the words of its language; None if unsure."""
    found = dates.stated(text)
    if found:
        return found
    if match := YEAR_FIRST.search(text):
        return _iso(match[1], match[2], match[3])
    if match := DOTTED.search(text):
        return _iso(match[3], match[2], match[1])
    if match := SLASHED.search(text):
        first, second = int(match[1]), int(match[2])
        if first > 12 or language in AFTER_DAY:
            return _iso(match[3], match[2], match[1])
        if second > 12 or first == second:
            return _iso(match[3], match[1], match[2])
        return None
    pattern, numbers = _months()
    if match := pattern.search(text.casefold()):
        return _iso(match["year"], str(numbers[match["month"].rstrip(".")]), match["day"])
    return None


def in_address(url: str | None) -> str | None:
    """The day in the path of an address (``/2026/11/21/``); None if there is none."""
    match = ADDRESS.search(url or "")
    return _iso(match[1], match[2], match[3]) if match else None


def _iso(year: str, month: str, of_month: str) -> str | None:
    try:
        return date(int(year), int(month), int(of_month)).isoformat()
    except ValueError:
        return None


@cache
def _months() -> tuple[re.Pattern[str], dict[str, int]]:
    numbers: dict[str, int] = {}
    for row in resources.rows("boilerplate/months.tsv"):
        for name in row["names"].split("|"):
            numbers.setdefault(name, int(row["month"]))
    written = "|".join(sorted(map(re.escape, numbers), key=lambda name: (-len(name), name)))
    month = rf"(?P<month>{written})\b\.?,?"
    pattern = rf"(?<!\d)(?P<day>\d{{1,2}})\.?\s+(?:de\s+|d’)?{month}\s+(?:de\s+)?(?P<year>20\d\d)"
    return re.compile(pattern), numbers


def element_date(tree: Any, language: str | None) -> str | None:
    """What the page's own elements for dates say: microdata, then the one ``time`` at the article's head."""
    for element in tree.xpath("//*[@itemprop='datePublished' or @property='schema:datePublished']"):
        value = element.get("content") or element.get("datetime") or line("".join(element.itertext()))
        if value and (found := day(value, language)):
            return found
    marked, plain = [], []
    for element in tree.iter("time"):
        value = element.get("datetime") or line("".join(element.itertext())) or ""
        found = day(value, language)
        if not found:
            continue
        named = f"{element.get('class') or ''} {element.get('itemprop') or ''}".lower()
        if element.get("pubdate") is not None or "publish" in named or "entry-date" in named:
            marked.append(found)
        elif "update" not in named and "modif" not in named:
            plain.append(found)
    if marked:
        return marked[0]
    return plain[0] if plain and len({value[:10] for value in plain}) == 1 else None


def near_headline(blocks: Places) -> list[Block]:
    """The blocks around the printed headline in which its date and byline stand; empty without a headline."""
    at = next((i for i, block in enumerate(blocks) if block.tag == "h1"), -1)
    return list(blocks[max(at - 4, 0) : at + NEAR]) if at >= 0 else []


def printed_date(near: Places, language: str | None) -> str | None:
    """The first day that a short line near the headline prints, not counting updates."""
    for block in near:
        if len(block.text) <= 90 and not UPDATED.search(block.text) and (found := day(block.text, language)):
            return found
    return None


def printed_byline(tree: Any, near: Places) -> tuple[str, ...]:
    """The authors a page marks as such or prints near the headline after ``By``; empty if none."""
    marked: list[str] = []
    for element in tree.xpath("//*[@itemprop='author' or @rel='author']")[:8]:
        named = element.xpath(".//*[@itemprop='name']")
        value = line(" ".join("".join((named[0] if named else element).itertext()).split()))
        value = value or element.get("content")
        if value and len(value) <= 80 and (found := names.split([value])):
            marked += [name for name in found if names.PERSON.match(name)]
    unique = tuple(dict.fromkeys(marked))
    if 0 < len(unique) <= 3:
        return unique
    for block in near:
        if len(block.text) > 120 or block.tag == "h1":
            continue
        opened = names.BY.match(block.text)
        found = names.split([block.text]) if opened or block.room == "byline" else ()
        if found and all(names.PERSON.match(name) for name in found):
            return found
    return ()
