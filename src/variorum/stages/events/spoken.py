"""Which statement, if any, a stretch of text is the content of."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable

from variorum.model import Statement


class Spoken:
    """The contents of an article's statements, in text order."""

    def __init__(self, statements: Iterable[Statement]) -> None:
        self.contents = sorted((s.start, s.end, record.id) for record in statements for s in record.content)
        self.starts = [start for start, _, _ in self.contents]
        self.cues = sorted((s.cue.start, s.cue.end) for s in statements if s.cue)

    def statement(self, start: int, end: int) -> str | None:
        """The id of the innermost statement that holds ``[start, end)``; None in the outlet's voice."""
        held = [(e - s, i) for s, e, i in self.contents[: bisect_right(self.starts, start)] if end <= e]
        return min(held)[1] if held else None

    def touches(self, start: int, end: int) -> bool:
        """Whether any content or cue of a statement lies partly in ``[start, end)``."""
        return any(s < end and start < e for s, e, _ in self.contents) or any(
            s < end and start < e for s, e in self.cues
        )
