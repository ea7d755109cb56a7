"""Where words that two texts share are from, as far as they say: an agency credited, else an outlet."""

from __future__ import annotations

import re
from functools import cache

from variorum.model import Article
from variorum.resources import rows
from variorum.stages.stories.evidence import Comparison, names

CREDIT = (
    r"(?m)^.{{0,200}}?\((?P<dateline>{0})\)\s*(?:[—–:-]|\.-)",
    r"\b(?P<helped>{0})(?: (?:writers?|reporters?|journalists?|staff)\b[^.\n]{{0,120}})? contributed to this",
    r"\b(?:[Cc]opyright|©)[^.\n]{{0,40}}?\b(?P<owned>{0})(?!\w)",
    r"\b[Rr]eporting by [^.\n]{{0,60}}?\b(?P<by>{0})(?!\w)",
)


@cache
def _agencies() -> tuple[dict[str, str], tuple[re.Pattern[str], ...]]:
    """The name of the agency each form stands for, and the expressions of a credit."""
    names_of: dict[str, str] = {}
    for row in rows("agencies/agencies.tsv"):
        for form in (*row["forms"].split("|"), row["name"], row["short"]):
            if form:
                names_of.setdefault(form, row["name"])
    forms = "|".join(re.escape(form) for form in sorted(names_of, key=lambda f: (-len(f), f)))
    return names_of, tuple(re.compile(pattern.format(forms)) for pattern in CREDIT)


def agencies(article: Article) -> frozenset[str]:
    """The agencies whose copy an article says it is, wholly or in part; its own where the outlet is one."""
    names_of, patterns = _agencies()
    found = {
        names_of.get(credit.called, credit.called) for credit in article.credits if credit.kind != "photo"
    }
    found |= {names_of[m[1]] for pattern in patterns for m in pattern.finditer(article.text)}
    own = agency_of(article)
    if own:
        found.add(own)
    return frozenset(found)


def agency_of(article: Article) -> str | None:
    """The agency whose own site an article is from; None where its outlet is none."""
    return _agencies()[0].get(article.outlet or "")


def origin(found: Comparison) -> tuple[str | None, bool]:
    """Where the shared words are from and whether that is an agency; None when the texts do not tell."""
    sides = (found.left.article, found.right.article)
    one, other = agencies(sides[0]), agencies(sides[1])
    told = one & other or one | other
    if told:
        return (min(told), True) if len(told) == 1 else (None, True)
    named = [a.outlet for a, b in (sides, sides[::-1]) if a.outlet and names(b, a.outlet)]
    return (named[0], False) if len(named) == 1 else (None, False)
