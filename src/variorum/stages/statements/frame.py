"""A cue by its tokens, before names are looked up."""

from __future__ import annotations

from dataclasses import dataclass, field

from variorum.model import Status


@dataclass
class Frame:
    """One cue by its tokens; ``via`` are carriers as (source token, cue token), outermost first.

    ``joined`` are the cues of reports that only carry. ``open``: no cue, so whoever spoke last speaks on.
    ``only_view``: no statement of its own.
    ``unsourced``: hearsay that nobody is named for. ``inserted``: the cue stands as a parenthesis in the
    words. ``status`` is that of the saying itself. ``weak`` is taken off the score."""

    cue: int | None
    cue_class: str
    speaker: int | None
    content: set[int]
    rule: str
    unit: int
    cue_end: int | None = None
    addressee: int | None = None
    view: tuple[int, int] | None = None
    via: list[tuple[int, int]] = field(default_factory=list)
    joined: list[int] = field(default_factory=list)
    open: bool = False
    only_view: bool = False
    inserted: bool = False
    unsourced: bool = False
    status: Status = "actual"
    weak: float = 0.0
