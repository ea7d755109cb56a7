"""Lower case that keeps every character in its place."""

from __future__ import annotations

from functools import lru_cache


@lru_cache(maxsize=16)
def lower(text: str) -> str:
    """The text in lower case with the same offsets: a letter whose lower case is longer stays as it is.

    The last texts asked for are kept, since several stages read one article."""
    low = text.lower()
    return low if len(low) == len(text) else "".join(c.lower() if len(c.lower()) == 1 else c for c in text)
