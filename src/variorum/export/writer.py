"""Paragraphs for a terminal: wrapped, styled, safe to print."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Sequence

_STYLES = {
    "head": "1",
    "soft": "2",
    "siglum": "1;31",
    "differs": "1;31",
    "update": "1;34",
    "compatible": "32",
}
_OFFSETS = re.compile(r"\[(\d+), (\d+)\)")


class Writer:
    """Lines of text, wrapped and styled."""

    def __init__(self, width: int, colour: bool, repeated: Sequence[str] = ()) -> None:
        self.width, self.colour = max(width, 40), colour
        self.notes = {reason: f"note {i}" for i, reason in enumerate(repeated, 1)}
        self.out: list[str] = []

    def put(self, words: str, indent: int, label: str = "", style: str = "") -> None:
        """A paragraph; a ``label`` stands before it, and is what is styled where there is one."""
        words = _OFFSETS.sub("[\\1,\xa0\\2)", _printable(" ".join(words.split())))
        lead = " " * indent + (f"{label} " if label else "")
        rest = " " * min(len(lead), indent + 6 if indent else 4)
        wrapped = textwrap.wrap(
            words, self.width, initial_indent=lead, subsequent_indent=rest, break_on_hyphens=False
        )
        wrapped = [line.replace("\xa0", " ") for line in wrapped] or [lead.rstrip()]
        if style and self.colour:
            target = label or wrapped[0].strip()
            wrapped[0] = wrapped[0].replace(target, f"\x1b[{_STYLES[style]}m{target}\x1b[0m", 1)
        self.out += wrapped

    def note(self, reason: str) -> str:
        """The reason itself, or where it stands when many records share it."""
        return self.notes.get(reason, reason)

    def title(self, words: str) -> None:
        self.gap()
        self.put(words.upper(), 0, style="head")

    def gap(self) -> None:
        if self.out and self.out[-1]:
            self.out.append("")

    def whole(self) -> str:
        return "\n".join(self.out) + "\n"


def _printable(words: str) -> str:
    """Control characters of a source must not command the terminal."""
    return "".join(c if c.isprintable() else "\ufffd" for c in words)
