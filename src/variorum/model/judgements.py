"""What people decide, and what could not be used."""

from __future__ import annotations

from typing import Literal

import msgspec


class Judgement(msgspec.Struct, frozen=True, kw_only=True):
    """A human decision on two records (articles of stories, mentions of events), replayed on every run.
    One ``decision`` is often several judgements, one a pair. ``undo`` takes back the judgement, or the whole
    decision, whose id stands in ``left``."""

    id: str
    verdict: Literal["together", "apart", "undo"]
    left: str
    right: str
    who: str
    when: str
    decision: str = ""


class Failure(msgspec.Struct, frozen=True, kw_only=True):
    """An input, or a part of one, that could not be used: what happened and what its owner can do."""

    address: str
    stage: str
    reason: str
    remedy: str = ""
    document_id: str | None = None
