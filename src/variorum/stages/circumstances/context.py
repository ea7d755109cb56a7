"""What an expression of time is read against."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from variorum.stages.circumstances.windows import Reading


class Context(NamedTuple):
    """What a relative expression is read against, None where there is no such thing: the day of publication,
    the tense around it, the day last named in its sentence, in the text before it, and the quarter; and
    whether the text has itself named the day of publication in full."""

    day: date | None
    future: bool = False
    nearby: Reading | None = None
    last: Reading | None = None
    quarter: Reading | None = None
    stated: bool = False
