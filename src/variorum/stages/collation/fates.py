"""What befalls the people a figure counts: each goes with the nearest word for a fate in its clause."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import Literal

from variorum.model import Article, Span
from variorum.resources import rows

Moves = Literal["up", "any", "no"]
APART = 60
"""How many characters the start of another clause between a figure and a fate counts for."""
FAR = 200
_JOIN = re.compile(r"\b(?:and|but|while|with|or|as)\b|[,;:–—]", re.I)


def any_of(words: str) -> str:
    """A pattern for the words of one cell of a table, cut at ``|``; ``*`` stands for any ending."""
    return "|".join(re.escape(w).replace(r"\*", r"\w*") for w in words.split("|"))


@cache
def _fates() -> tuple[re.Pattern[str], Mapping[str, Moves]]:
    table = rows("quantities/fates.tsv")
    groups = "|".join(f"(?P<{row['fate']}>{any_of(row['words'])})" for row in table)
    ways = {row["fate"]: row["moves"] for row in table}
    return re.compile(rf"\b(?:{groups})\b", re.I), ways  # type: ignore[return-value]


def moves(fate: str) -> Moves | None:
    """Whether a count of people with a fate grows (up), moves (any) or stays (no); None without a fate."""
    return _fates()[1].get(fate)


def befalls(fate: str, words: str) -> bool:
    """Whether words name a fate."""
    return any(m.lastgroup == fate for m in _fates()[0].finditer(words))


@cache
def fated(noun: str) -> bool:
    """Whether a noun or participle that is counted names a fate itself (*deaths*, *wounded*)."""
    return _fates()[0].fullmatch(noun) is not None


def fates(figures: Iterable[Span], article: Article, spans: Sequence[Span]) -> dict[Span, str]:
    """The fate that each figure counts, as far as its clause names one; each word for a fate serves one
    figure."""
    text, pattern = article.text, _fates()[0]
    told = [m for s in spans for m in pattern.finditer(text, s.start, s.end)]
    wanted = list(figures)
    pairs = sorted(
        (_apart(text, figure, m), k, i) for i, figure in enumerate(wanted) for k, m in enumerate(told)
    )
    found: dict[Span, str] = {}
    used: set[int] = set()
    for far, k, i in pairs:
        if far <= FAR and wanted[i] not in found and k not in used:
            found[wanted[i]] = told[k].lastgroup or ""
            used.add(k)
    return found


def _apart(text: str, figure: Span, m: re.Match[str]) -> int:
    if m.start() >= figure.end:
        between = text[figure.end : m.start()]
    elif m.end() <= figure.start:
        between = text[m.end() : figure.start]
    else:
        return 0
    return len(between) + APART * len(_JOIN.findall(between))
