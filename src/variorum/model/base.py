"""What every record has: an id made from content, the characters it rests on, and what is known."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Literal

import msgspec

if TYPE_CHECKING:
    from variorum.model.reports import Article

Knowledge = Literal["known", "unknown", "not applicable"]
Mode = Literal["direct", "indirect", "mixed"]
Status = Literal["actual", "planned", "threatened", "hypothetical", "denied", "past"]
Strength = Literal["neutral", "factive", "doubtful", "emphatic", "tentative"]
Relationship = Literal["SAME", "COMPATIBLE", "UPDATE", "DIFFERS"]
FramingKind = Literal["word", "hedge", "voice"]
UncomparedKind = Literal[
    "language", "part", "empty", "date",
    "order", "unit", "point", "several", "place", "zone",
    "speaker", "near",
]  # fmt: skip
VariantKind = Literal["place", "time", "number", "actor", "status", "wording", "attribution", "omission"]


def make_id(kind: str, *parts: object) -> str:
    """An id of 16 hexadecimal digits after a short kind, made from content alone: same parts, same id."""
    digest = hashlib.blake2b("\x1f".join(map(str, parts)).encode("utf-8", "surrogatepass"), digest_size=8)
    return f"{kind}-{digest.hexdigest()}"


class Span(msgspec.Struct, frozen=True, order=True, array_like=True, gc=False):
    """Characters ``[start, end)`` of one article's text; in JSON ``[article_id, start, end]``."""

    article_id: str
    start: int
    end: int

    def of(self, article: Article) -> str:
        """The words themselves; the article must be the one the span points into."""
        return article.text[self.start : self.end]


class Record(msgspec.Struct, frozen=True, kw_only=True):
    """What every record of the ledger has.

    ``made_by`` is ``stage/version``; ``score`` in [0, 1] where the record is a judgement, else None;
    ``why`` the reasons in the order they were weighed.
    """

    id: str
    made_by: str = ""
    score: float | None = None
    why: tuple[str, ...] = ()

    @property
    def spans(self) -> tuple[Span, ...]:
        """The characters the record rests on; empty where it rests on the ids of other records."""
        return ()

    @property
    def knowledge(self) -> Knowledge:
        """Whether what the record was made to tell is known."""
        return "known"
