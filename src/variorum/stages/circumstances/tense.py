"""Which way an expression points: to what is past, or to what is planned."""

from __future__ import annotations

import re

from variorum.stages.circumstances.times import Expression

_AHEAD = (
    r"will|['’]ll|shall|won['’]t|to be|plan(?:s|ned)? to|expect(?:s|ed)|scheduled|slated|due|set (?:to|for)"
    r"|going to|upcoming|until|is to|are to|planned for|invited|deadline|expires?|hopes? to|would be"
)
_BEHIND = (
    r"\w{2,}ed|was|were|had|said|told|met|made|came|went|took|began|sold|rose|fell|won|lost|held|since|left|sent|gave"
    r"|saw|found|struck|hit|broke|spoke|flew|drove|killed|ago|did|has|have|been"
)
_CUES = re.compile(rf"\b(?:(?P<ahead>{_AHEAD})|(?P<behind>{_BEHIND}))\b")
_RIGHT_BEFORE = re.compile(
    r"\b(?:for|until|starting|beginning|through|as of|as early as|as soon as|no later than|ahead of)"
    r"(?: the)?\s*$"
)


def looks_ahead(low: str, e: Expression, sentence: tuple[int, int]) -> bool:
    """Whether the tense cue nearest before the expression, else the first after it, speaks of the future.

    ``low`` is the text in lower case. Without any cue an expression is read as past."""
    left = low[max(sentence[0], e.start - 90) : e.start]
    if e.rule in ("weekday", "day of month", "month", "within unit") and _RIGHT_BEFORE.search(left):
        return True
    last = None
    for last in _CUES.finditer(left):  # noqa: B007
        pass
    cue = last or _CUES.search(low, e.end, min(sentence[1], e.end + 56))
    return bool(cue and cue["ahead"])
