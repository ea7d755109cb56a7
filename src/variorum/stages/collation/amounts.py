"""The figures in a clause with their part in it, and beside them ranks and what is no exact number.

A figure that is added to others, was given up, is a limit, or belongs to another year is not compared.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache
from typing import Literal, NamedTuple

import msgspec

from variorum.model import Article, Span, Value
from variorum.resources import rows
from variorum.stages.collation.fates import fated
from variorum.stages.collation.reading import figure, tidy
from variorum.stages.collation.words import base, fold
from variorum.stages.numbers import NUMBERS

Bound = Literal["exactly", "at least", "at most", "about"]
Role = Literal["", "share", "whole", "another", "addend", "aside"]
"""What a figure is: the count itself, a share of a whole, that whole, *another* so many, one of several that
make a sum (*six teachers and a driver*), or nothing that can be compared."""
ALL_BUT = "all but "
Kind = Literal["count", "money", "magnitude", "percent"]
Read = tuple[Kind, float, str] | None
AROUND, BESIDE, REACH = 28, 24, 80


class Amount(NamedTuple):
    """A figure, the words it is compared by, and its role."""

    value: Value
    said: str
    role: Role


@cache
def _hedges() -> Mapping[str, Bound]:
    table = [row for row in rows("quantities/bounds.tsv") if row["place"] == "before"]
    return {row["words"]: row["bound"] for row in table}  # type: ignore[misc]


@cache
def _hedge() -> re.Pattern[str]:
    words = "|".join(sorted(map(re.escape, _hedges()), key=len, reverse=True))
    return re.compile(rf"\b(?:{words})\s$", re.I)


@cache
def _people() -> frozenset[str]:
    return frozenset(base(fold(row["noun"])) for row in rows("quantities/people.tsv"))


_SMALL = "|".join(sorted((w for w in NUMBERS if w != "zero"), key=len, reverse=True))
_NUMERAL = rf"(?:\d+(?:[.,]\d+)?|(?:{_SMALL})(?:-(?:{_SMALL}))?)"
_HALF = re.compile(r"\b(?:an? )?half(?: an?| a)? (?:hour|day|year)\b(?! ago| old|-old)", re.I)
_STRENGTH = re.compile(
    r"\bmagnitude (?:as|at|was|is|to|put at|measured at|reached) (?P<one>\d(?:\.\d)?)\b(?!,\d)"
    r"|\b(?P<other>\d\.\d) on the (?:Richter|moment magnitude|open-ended)",
    re.I,
)
_VAGUE = re.compile(
    r"\b(?:tens of thousands|hundreds of thousands|hundreds|thousands|dozens|scores|several|a handful|a few)"
    r"(?: of)? (?:[a-z]+ed )?(?P<noun>[a-z]+)\b",
    re.I,
)
_RANKS = ("second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth").split()
_RANK = re.compile(
    rf"\b(?:an?|the|his|her|their) (?P<rank>{'|'.join(_RANKS)}) (?P<noun>[a-z]+)\b"
    r"(?= (?:\w+ ){0,2}(?:died|dies|die|dead|killed|succumbed|drowned)\b)",
    re.I,
)
_OF_ALL = re.compile(r"\s*of (?:(?:the|its|their|his|her|a|some|all) )?(?:[\w-]+[’']s? )?$", re.I)
_SHARE_BEFORE = re.compile(
    rf"\b(?P<some>{_NUMERAL}) (?:out )?of (?:(?:the|its|their|all|his|her) )?(?:[\w-]+[’']s? )?$", re.I
)
_PART_AFTER = re.compile(
    r"\s*(?:more )?of (?:them|those|these|whom|(?:the|his|her|their|its) (?:dead|wounded|injured|missing"
    r"|victims|casualties|survivors|arrested|detained|group|total))\b",
    re.I,
)
_PART_BEFORE = re.compile(
    r"\b(?:among (?:them|whom)|including|of (?:them|whom),?|along with|as well as|plus|apart from"
    r"|except(?: for)?|besides|in addition to|on top of)\s*(?:at least |about |the )?$",
    re.I,
)
_FORMER = (
    r"\b(?:(?:up|down|revis\w*|correct\w*)(?: \w+)? from"
    r"|from (?:an? |the )?(?:earlier|initial|previous|first|original)(?: \w+){0,3}"
    r"|(?:earlier|initial|previous|preliminary|first)(?: \w+)? (?:toll|count|figure|estimate|number|report)s?"
    r" (?:of|was|had been|put it at)"
    r"|(?:had|first|earlier|initially|previously) (?:earlier |first |initially |previously )?"
    r"(?:spoken|reported|said|put it at|given|announced|estimated|counted|spoke)(?: of| that)?"
)
_LAST = r"(?: at least| about| only| just| some)?\s*$"
_GIVEN_UP = re.compile(_FORMER + ")" + _LAST + r"|[,—–] not(?: the)?\s*$", re.I)
_ASIDE_BEFORE = re.compile(
    _FORMER + r"|(?:rise|rose|risen|fall|fell|fallen|increas\w*|climb\w*|rais\w*|lower\w*|cut|reduc\w*)"
    r" (?:\w+ )?from|instead of|rather than|compared (?:with|to)|against"
    r"|(?:a further|an additional|an extra|further|additional|extra)"
    r"|(?:limit|ceiling|quota|capacity|maximum|threshold|record|normal|average|target)(?: \w+)?"
    r" (?:of|is|was|at|to|from)"
    r"|built for|room for|meant for|designed for|allowed|permitted)" + _LAST + r"|[,—–] not(?: the)?\s*$",
    re.I,
)
_ANOTHER = re.compile(r"\banother(?: at least| about| some)?\s*$", re.I)
_AND_SOME = re.compile(
    rf"(?:,? and|,? plus| alongside| together with| as well as)"
    rf" (?:(?P<own>an?|its|their)|his|her|the|{_NUMERAL}) (?P<noun>[a-z-]+(?: [a-z]+)?)\b"
)
_SOME_AND = re.compile(rf"(?:{_NUMERAL}|\ban?) (?P<noun>[a-z]+) and $")
_AND_ONE = re.compile(rf" and (?:[A-Z]\w+ )+{_NUMERAL}\b(?=[.,;]|\s*$)", re.M)
_ASIDE_AFTER = re.compile(
    r"\s*(?:[a-z]+ )?(?:more|others?|further|additional|extra)\b"
    r"|\s*(?:[a-z-]+ )?(?:speed )?(?:limit|zone|threshold|ceiling|quota|record)\b",
    re.I,
)
_UPPER = re.compile(rf" and {_NUMERAL}")
_PART_INSIDE = re.compile(r"\bof (?:them|those|these|whom)\b", re.I)
_OF_KIND = re.compile(r" of (?:the|its|their|his|her) (?:[\w-]+[’']s )?([a-z]+)\b")
_MORE_INSIDE = re.compile(r"\b(?:more|others?|further|additional)\b", re.I)
_MORE_THAN = re.compile(r"\b(?:more|fewer|less|other) than\b", re.I)
_IF = re.compile(r"\b(?:if|unless|should the|in case|would have been)\b", re.I)
_STOP = re.compile(r"[.!?;](?=[\s”\"])|\n")
_YEAR = re.compile(
    r"\b(?:in|of|from|during|the) (?:the )?(?:\w+ )?(?P<year>(?:19|20)\d\d)\b"
    r"|\b(?P<ago>(?:years|decades?) (?:ago|earlier|before)|last (?:year|month)(?:['’]s)?"
    r"|a (?:year|month) (?:ago|earlier|before))\b",
    re.I,
)


def amounts(values: Sequence[Value], article: Article, spans: Sequence[Span]) -> list[Amount]:
    """The figures that stand in stretches of an article, in text order."""
    found = [a for span in spans for a in _beside(article, span)]
    covered = [a.value.span for a in found]
    kept = [
        v
        for v in values
        if any(s.start <= v.span.start < s.end for s in spans)
        and not any(c.start < v.span.end and v.span.start < c.end for c in covered)
    ]
    made = [*found, *_of_wholes(kept, article)]
    return [
        a._replace(role=a.role or _role(a.value, article)) for a in sorted(made, key=lambda a: a.value.span)
    ]


def _role(value: Value, article: Article) -> Role:
    if aside(value, article):
        return "aside"
    start = value.span.start
    if _ANOTHER.search(article.text, max(0, start - BESIDE), start):
        return "another"
    return "addend" if _added(value, article) else ""


def _added(value: Value, article: Article) -> bool:
    """Whether a figure is one of several that make a sum: *six teachers and a driver*, *sent two and Chad
    one*; not the dead of *six dead and two hurt*."""
    text, start = article.text, value.span.start
    if fated(value.unit):
        return False
    before = _SOME_AND.search(text, max(0, start - AROUND), start)
    after = _AND_SOME.match(text, value.span.end)
    if after and after["own"] and counted(value.unit):
        return True
    for m in (after, before):
        if m and any(counted(n) and not fated(n) for n in m["noun"].split()):
            return True
    return _AND_ONE.match(text, value.span.end) is not None


def _beside(article: Article, span: Span) -> Iterator[Amount]:
    """What is no plain number: the strength of a quake put otherwise, vague numbers, ranks."""
    if not _WORTH.search(article.text, span.start, span.end):
        return
    for pattern, read in _READERS:
        for m in pattern.finditer(article.text, span.start, span.end):
            if found := read(m):
                kind, number, unit = found
                yield _amount(article, m, kind, number, unit)


def _half(m: re.Match[str]) -> Read:
    time = figure(tidy(m.group()))
    return ("magnitude", time.number, time.unit) if time else None


def _strength(m: re.Match[str]) -> Read:
    return "magnitude", float(m["one"] or m["other"]), "magnitude"


def _vague(m: re.Match[str]) -> Read:
    vague = figure(tidy(m.group()))
    return ("count", vague.number, m["noun"].lower()) if vague and vague.vague else None


def _rank(m: re.Match[str]) -> Read:
    if not counted(m["noun"]):
        return None
    return "count", _RANKS.index(m["rank"].lower()) + 2.0, m["noun"].lower()


_WORTH = re.compile(
    r"\b(?:half|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth|thirteenth|dozens|scores"
    r"|hundreds|thousands|several|handful|few|magnitude|Richter)\b",
    re.I,
)
"""A quick look whether any of the readers below may find something."""
_READERS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], Read]], ...] = (
    (_HALF, _half),
    (_STRENGTH, _strength),
    (_VAGUE, _vague),
    (_RANK, _rank),
)


def _amount(article: Article, m: re.Match[str], kind: Kind, number: float, unit: str) -> Amount:
    before = _hedge().search(article.text[max(0, m.start() - BESIDE) : m.start()])
    start = m.start() - len(before.group()) if before else m.start()
    bound: Bound = _hedges()[before.group().strip().lower()] if before else "exactly"
    span = Span(article.id, start, m.end())
    value = Value(kind=kind, number=number, unit=unit, span=span, bound=bound)
    return Amount(value, f"{number:g}" if m.re is _RANK else span.of(article), "")


def counted(noun: str) -> bool:
    """Whether a noun is one for people."""
    return base(fold(noun)) in _people()


def given_up(value: Value, article: Article) -> bool:
    """Whether a report gives a figure as one that held before (*had spoken of 12*, *up from 12*)."""
    start = value.span.start
    return _GIVEN_UP.search(article.text, max(0, start - 3 * AROUND), start) is not None


def years(value: Value, article: Article) -> frozenset[str]:
    """What other time than its own a figure is of: the past years that its sentence and the one before in
    its paragraph name, or *ago*."""
    text, now = article.text, article.published[:4] if article.published else "2999"
    line = text.rfind("\n", 0, value.span.start) + 1
    ends = [m.end() for m in _STOP.finditer(text, line, value.span.start)]
    start = ends[-2] if len(ends) > 1 else line
    stop = _STOP.search(text, value.span.end)
    found = _YEAR.finditer(text, start, stop.start() + 1 if stop else len(text))
    return frozenset(m["year"] or "ago" for m in found if not m["year"] or m["year"] < now)


def aside(value: Value, article: Article) -> bool:
    """Whether a figure counts a part of others (*two of the dead*), comes on top of others (*two more*), was
    given up (*up from 12*), is a limit, or is only supposed."""
    text, start, end = article.text, value.span.start, value.span.end
    before, said = text[max(0, start - 3 * AROUND) : start], text[start:end]
    if _PART_AFTER.match(text, end) or _PART_BEFORE.search(before) or _ASIDE_BEFORE.search(before):
        return True
    if (
        _PART_INSIDE.search(said)
        or _MORE_INSIDE.search(_MORE_THAN.sub("", said))
        or _ASIDE_AFTER.match(text[end : end + BESIDE])
    ):
        return True
    if value.kind != "money" and before.endswith(("(", "(about ", "(some ", "(around ")):
        return True
    return bool(_IF.search(text, max(text.rfind(".", 0, start), start - REACH, 0), start))


def _of_wholes(values: Sequence[Value], article: Article) -> Iterator[Amount]:
    """The figures with their role: in *nine of the 28 districts* the nine are a share that counts what the
    whole does. What all but a few is told of stands without these few."""
    order = sorted(values, key=lambda v: v.span)
    wholes: set[Span] = set()
    for i, value in enumerate(order):
        following = order[i + 1] if i + 1 < len(order) else None
        between = article.text[value.span.end : following.span.start] if following else ""
        whole = following is not None and bool(_OF_ALL.fullmatch(between))
        if whole and article.text.endswith(ALL_BUT, 0, value.span.start):
            continue
        some = _share_before(value, article)
        role: Role = "whole" if value.span in wholes or some else ""
        unit = value.unit
        if some and value.span not in wholes and all(v.span.start != some.start() for v in order):
            number = figure(tidy(some["some"]))
            if number and number.number < value.number:
                span = Span(article.id, some.start(), some.end("some"))
                yield Amount(
                    msgspec.structs.replace(value, number=number.number, span=span), some["some"], "share"
                )
        less = following is not None and value.kind == following.kind and value.number < following.number
        if not role and whole and following is not None and less:
            wholes.add(following.span)
            role, unit = "share", following.unit
        if not unit and value.kind == "count" and (of := _OF_KIND.match(article.text, value.span.end)):
            unit = base(fold(of[1]))
        yield Amount(_with(value, unit), _said(value, article), role)


def _with(value: Value, unit: str) -> Value:
    return value if unit == value.unit else msgspec.structs.replace(value, unit=unit)


def _share_before(value: Value, article: Article) -> re.Match[str] | None:
    start = value.span.start
    return _SHARE_BEFORE.search(article.text, max(0, start - 2 * BESIDE), start)


def _said(value: Value, article: Article) -> str:
    """The figure with its bound in words, which may stand outside its span."""
    said = value.span.of(article)
    if article.text.endswith("between ", 0, value.span.start) and (
        upper := _UPPER.match(article.text, value.span.end)
    ):
        return said + upper.group()
    read = figure(tidy(said)) if value.bound != "exactly" else None
    return said if read is None or read.bounded else f"{value.bound} {said}"
