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


class Change(msgspec.Struct, frozen=True, kw_only=True):
    """What a run decided of a story that was there: ``before`` was renamed (an earlier report gives the
    name), merged into ``after``, or split, ``after`` being a part of it. Kept in a ledger, not exported."""

    what: Literal["renamed", "merged", "split"]
    before: str
    after: str
    run: str
    when: str


class Failure(msgspec.Struct, frozen=True, kw_only=True):
    """An input, or a part of one, that could not be used: what happened and what its owner can do."""

    address: str
    stage: str
    reason: str
    remedy: str = ""
    document_id: str | None = None
