"""What is learned of outlets, as an input of a run."""

from __future__ import annotations

import hashlib

import msgspec


class Profile(msgspec.Struct, frozen=True, kw_only=True):
    """The template lines of outlets: for each outlet its lines, folded, and on how many of its pages each
    stands; ``pages`` are the pages seen of each. ``version`` is that of what learned it."""

    version: int = 1
    pages: dict[str, int] = {}
    lines: dict[str, dict[str, int]] = {}

    def encoded(self) -> bytes:
        """The profile as JSON, the same bytes for the same profile."""
        return msgspec.json.format(msgspec.json.encode(self, order="sorted"), indent=1) + b"\n"

    @property
    def digest(self) -> str:
        """The SHA-256 of its bytes, which is that of the file it is saved in."""
        return hashlib.sha256(self.encoded()).hexdigest()
