"""Which lines of a page are not its text: one filter for extracted pages and for pasted ones."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import cache, lru_cache

import msgspec

from variorum import resources

LONGEST = 1_000  # a line longer than this is prose whatever it looks like
TAIL = 6
FRAGMENTS = 3
UNDER = 3  # lines under the first sentence among which a byline may stand
PARTICLES = frozenset("van von de der den del la le al el bin da di du dos and und et y e og och in".split())
STAMP = re.compile(
    r"(?<!\d)(?:\d{1,2}[.:/h-]\d{2}(?!\d).*20\d\d|20\d\d.*\d{1,2}[:.h時]\d{2}"
    r"|\d{1,2}[.:]\d{2} \| .*\d{1,2}[.:]\d{2}|\d{1,2}[./]\s?\d{1,2}[./]\s?(?:20)?\d\d"
    r"|20\d\d[年./-]\s?\d{1,2}|\d{1,2}\.? \w{3,12}\.?,? 20\d\d)"
)
SHORTHAND = re.compile(r"^(?:\([\w .,/-]{2,30}\)|[\w.-]{2,12}/[\w./-]{2,20})\.?$")
QUOTES = '“"‘«„'
BARRIERS = ("wall", "script", "paywall")
SENTENCE = re.compile(r"[.!?…。！？][\"'”’»)\]]*\s*$|[.!?…,][”\"’]\s*\S{0,20}$")
NOT_WORD = re.compile(r"[\W_]+")
CAMEL = re.compile(r"[A-Z]{2,}(?![a-z])|[A-ZÀ-Þ][a-zà-ÿ]+")
ADDRESSED = re.compile(r"@|\bfollow (?:him|her|them|\w+) on\b|\bsend tips\b", re.IGNORECASE)
KINDS = {"heading": "related", "ending": "related", "bio": "byline", "machine": "note"}


class Patterns(msgspec.Struct):
    """The patterns of one place: those tried at the start of a line as one expression with the kind of
    each, and those that need a word in the line first."""

    opening: re.Pattern[str]
    kinds: tuple[str, ...]
    inside: tuple[tuple[tuple[str, ...], re.Pattern[str], str], ...]


@cache
def _patterns(where: str) -> Patterns:
    rows = resources.rows("boilerplate/lines.tsv")
    mine = [row for row in rows if row["where"] == where and row["kind"] not in BARRIERS]
    opening = [row for row in mine if not row["needs"]]
    joined = "|".join(f"(?P<p{i}>{row['pattern']})" for i, row in enumerate(opening))
    inside = [
        (tuple(row["needs"].split("|")), re.compile(row["pattern"], re.IGNORECASE), row["kind"])
        for row in mine
        if row["needs"]
    ]
    return Patterns(re.compile(joined, re.IGNORECASE), tuple(row["kind"] for row in opening), tuple(inside))


@cache
def barriers() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """What pages say in place of their text: kind (wall, script, paywall) and expression."""
    rows = [r for r in resources.rows("boilerplate/lines.tsv") if r["kind"] in BARRIERS]
    return tuple((row["kind"], re.compile(row["pattern"], re.IGNORECASE)) for row in rows)


@cache
def words(kind: str) -> frozenset[str]:
    """The words of section labels, mastheads or footers."""
    rows = resources.rows("boilerplate/words.tsv")
    return frozenset(next(row["words"] for row in rows if row["kind"] == kind).split())


@lru_cache(maxsize=2_000)  # the same lines are looked at for several ends
def kind_of(line: str, where: str = "any") -> str | None:
    """The kind of template line this is at a place (any, head, tail), by its words alone."""
    if not line or len(line) > LONGEST:
        return None
    patterns = _patterns(where)
    found = patterns.opening.match(line)
    if found and found.lastgroup:
        return patterns.kinds[int(found.lastgroup[1:])]
    if line[0] in QUOTES:  # somebody's words, whatever they are
        return None
    low = line.lower()
    for needs, pattern, kind in patterns.inside:
        if any(need in low for need in needs) and pattern.search(line):
            return kind
    return None


def is_by_machine(line: str) -> bool:
    """Whether a line says that a machine has summed up or translated the text."""
    low = line.lower()
    return any(any(need in low for need in needs) and pattern.search(line) for needs, pattern in _machines())


@cache
def _machines() -> tuple[tuple[tuple[str, ...], re.Pattern[str]], ...]:
    return tuple((needs, pattern) for needs, pattern, kind in _patterns("any").inside if kind == "machine")


def fold(line: str) -> str:
    """A line for comparing headlines: compatibility forms, no case, no punctuation."""
    return NOT_WORD.sub(" ", unicodedata.normalize("NFKC", line).casefold()).strip()


def count_words(line: str) -> int:
    """Words; for scripts that do not divide them, two characters count as one."""
    blanks = line.count(" ") + 1
    return (
        blanks
        if blanks > 3 or line.isascii()
        else max(blanks, sum("\u3040" <= c <= "\ud7a3" for c in line) // 2)
    )


def is_prose(line: str) -> bool:
    """Whether a line is by its form a sentence or a paragraph."""
    count = count_words(line)
    return count >= 25 or (count >= 7 and bool(SENTENCE.search(line[-40:])))


def is_label(line: str) -> bool:
    """Section names, in a row or run together (``Asia Politics World``, ``AsiaPoliticsWorld``)."""
    if len(line) > 120 or SENTENCE.search(line):
        return False
    parts = [p for p in NOT_WORD.split(line) if p]
    if len(parts) > 14:
        return False
    known = words("section")
    names = [name for part in parts for name in (CAMEL.findall(part) or [part] if len(part) > 5 else [part])]
    hits = sum(name.casefold() in known for name in names)
    return bool(names) and all(not n[0].islower() for n in names) and hits * 2 > len(names)


def is_masthead(line: str) -> bool:
    """Whether a line can be an outlet's name: few words, capitals, one that mastheads have."""
    parts = line.split()
    if not 0 < len(parts) <= 6 or any(p[0].islower() and p not in ("of", "the", "and", "for") for p in parts):
        return False
    return any(p.strip(".,’'").casefold() in words("masthead") for p in parts)


def signature(line: str) -> str | None:
    """The name in a line that is only a name, with or without a dash before it and a town after it."""
    if len(line) > 80 or SENTENCE.search(line) or len(line.split()) > 8:
        return None
    name = line.lstrip("—–- ").split(",")[0].strip()
    return name if name and name[0].isupper() else None


def sort_out(
    lines: Sequence[str], titles: Sequence[str] = (), authors: Sequence[str] = (), *, marked_up: bool = False
) -> list[str | None]:
    """For every line what it is when it is not text (headline, share, related, ...), else None.

    ``marked_up``: the lines come from a page, so that a fragment left after the text is not its end."""
    kinds: list[str | None] = [kind_of(line) for line in lines]
    prose = [i for i, line in enumerate(lines) if kinds[i] is None and is_prose(line)]
    first, last = (prose[0], prose[-1]) if prose else (-1, -1)
    headlines = [folded for title in titles if (folded := fold(title))]
    names = tuple(name.casefold() for name in authors if " " in name)
    tail = len(lines) - min(TAIL, (len(lines) + 1) // 3)
    for i, line in enumerate(lines):
        if i <= first + 2 and is_headline(line, headlines, whole=i >= first):
            kinds[i] = "headline"
        elif kinds[i] is None and i < first:
            kinds[i] = _first_lines(line, names)
        elif kinds[i] is None and first < i <= first + UNDER and (under := _under_lead(line, names)):
            kinds[i] = under
        elif kinds[i] is None and prose and (i > last or i >= tail or (i == 0 and names)):
            kinds[i] = _last_lines(line, i > last, names, first_line=i == 0)
    after = [i for i in range(last + 1, len(lines)) if kinds[i] is None]
    if prose and last < len(lines) - 1 and kinds[-1] is None and lines[-1][0] in "—–":
        kinds[-1] = "credit" if is_masthead(signature(lines[-1]) or "") else None
    if marked_up and len(prose) > 2 and len(after) <= FRAGMENTS:
        for i in after:
            kinds[i] = kinds[i] or ("footer" if not SENTENCE.search(lines[i][-40:]) else None)
    _mark_boxes(lines, kinds)
    return [KINDS.get(kind, kind) if kind else None for kind in kinds]


def is_headline(line: str, headlines: Sequence[str], *, whole: bool = True) -> bool:
    """Whether a line is one of the folded headlines; unless ``whole``, also with a kicker before or after,
    or with most of its words."""
    if not headlines or len(line) > 300:
        return False
    folded = fold(line)
    if folded in headlines:
        return True
    words = folded.split()
    if whole or len(words) < 3:
        return False
    squeezed = folded.replace(" ", "")
    for headline in headlines:
        known = headline.split()
        if len(known) > 2 and squeezed.endswith(headline.replace(" ", "")):
            return True
        if len(words) > 4 and sum(w in known for w in words) >= 0.6 * len(words) and not line.endswith("."):
            return True
    return False


def _first_lines(line: str, names: tuple[str, ...]) -> str | None:
    """What a line above the first sentence is."""
    if kind := kind_of(line, "head"):
        return kind
    if is_label(line) or is_stamp(line):
        return "label"
    return "byline" if _signs(line, names) else None


def _under_lead(line: str, names: tuple[str, ...]) -> str | None:
    """What a short line just under the first sentence is: a byline, or text."""
    if is_prose(line):
        return None
    if _signs(line, names):
        return "byline"
    if kind_of(line, "head") != "byline":
        return None
    rest = line.split()[1:]
    return "byline" if rest and all(not word[0].islower() or word in PARTICLES for word in rest) else None


def is_stamp(line: str) -> bool:
    """Whether a short line is a date or a time with little else, in any language."""
    return len(line) <= 80 and bool(STAMP.search(line)) and not is_prose(line) and line[-1] not in ".!?"


def _signs(line: str, names: tuple[str, ...]) -> bool:
    low = line.casefold()
    return any(name in low and count_words(line) <= name.count(" ") + 5 for name in names)


def _last_lines(line: str, after: bool, names: tuple[str, ...], *, first_line: bool) -> str | None:
    kind = kind_of(line, "tail")
    if kind == "bio":
        # About a journalist it may be news; about the page's own author, or with an address, it is not.
        own = line.casefold().startswith(names) if names else False
        return kind if own or ADDRESSED.search(line) else None
    if first_line:
        return None
    if kind is None and not is_prose(line):
        kind = "byline" if _signs(line, names) else "credit" if SHORTHAND.match(line) else None
    if kind or not after:
        return kind or ("footer" if _footer_words(line) >= 4 else None)
    if is_label(line):
        return "label"
    return "footer" if _footer_words(line) >= 3 else None


def _footer_words(line: str) -> int:
    """How many different words of footers a line without quotation has."""
    if len(line) > LONGEST or "“" in line or '"' in line:
        return 0
    return len(words("footer").intersection(NOT_WORD.sub(" ", line.casefold()).split()))


def _mark_boxes(lines: Sequence[str], kinds: list[str | None]) -> None:
    """Mark what stands under "Related" (its short lines) and "Most read" (until prose follows on prose)."""
    box = None
    for i, line in enumerate(lines):
        if kinds[i] in ("heading", "ending"):
            box = kinds[i]
        elif box and kinds[i] is None:
            following = box == "heading" or (
                i + 1 < len(lines) and kinds[i + 1] is None and is_prose(lines[i + 1])
            )
            if is_prose(line) and following:
                box = None
            else:
                kinds[i] = "related"
