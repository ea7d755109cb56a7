"""The statements of an article in the JSONL contract of the evaluation."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from variorum.model import Article, Statement

OTHER = frozenset(("believes",))


def annotate(article: Article, records: Iterable[object]) -> dict[str, Any]:
    """``{"quotes": [...]}`` with offsets into the article's text; no statement gives an empty list."""
    found = [r for r in records if isinstance(r, Statement) and r.article_id == article.id]
    return {"quotes": [_row(s) for s in sorted(found, key=lambda s: (s.content[0].start, s.id))]}


def _row(statement: Statement) -> dict[str, Any]:
    speaker = statement.speaker
    return {
        "content": [[s.start, s.end] for s in statement.content],
        "source": [[speaker.span.start, speaker.span.end]] if speaker and speaker.span else [],
        "cue": [[statement.cue.start, statement.cue.end]] if statement.cue else [],
        "class": "other" if statement.cue_class in OTHER or _hearsay(statement) else "speech",
        "speaker": speaker.name if speaker else None,
        "form": "phrase" if _phrase(statement) else "clause",
    }


def _phrase(statement: Statement) -> bool:
    """Whether the words are a phrase ("praised the crew"), which some schemes of annotation do not mark."""
    return " np" in (statement.why[0].partition(": ")[0] if statement.why else "")


def _hearsay(statement: Statement) -> bool:
    """Whether the words are nobody's: "reportedly", "it is said that"."""
    return any(reason.startswith("hearsay") for reason in statement.why[:1])
