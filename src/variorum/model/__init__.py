"""The nouns. Every record is frozen, has a content-derived id, and points at the characters it rests on.

Offsets are Unicode code points, half-open ``[start, end)``, into ``Article.text``, which never changes
after the article stage. ``None`` and the knowledge ``unknown`` mean that the source does not say.
"""

from variorum.model.across import (
    Event,
    Line,
    Lineage,
    Piece,
    Reading,
    Relation,
    Root,
    SharedRun,
    Story,
    Variant,
)
from variorum.model.base import (
    Knowledge,
    Mode,
    Record,
    Relationship,
    Span,
    Status,
    VariantKind,
    make_id,
)
from variorum.model.judgements import (
    Failure,
    Judgement,
)
from variorum.model.profile import Profile
from variorum.model.reports import (
    Actor,
    Article,
    Assertion,
    Attribution,
    Credit,
    Document,
    EventMention,
    Link,
    Mention,
    Party,
    Place,
    Removed,
    Segment,
    Signature,
    Statement,
    TimeWindow,
    Value,
)

__all__ = [
    "Actor",
    "Article",
    "Assertion",
    "Attribution",
    "Credit",
    "Document",
    "Event",
    "EventMention",
    "Failure",
    "Judgement",
    "Knowledge",
    "Line",
    "Lineage",
    "Link",
    "Mention",
    "Mode",
    "Party",
    "Piece",
    "Place",
    "Profile",
    "Reading",
    "Record",
    "Relation",
    "Relationship",
    "Removed",
    "Root",
    "Segment",
    "SharedRun",
    "Signature",
    "Span",
    "Statement",
    "Status",
    "Story",
    "TimeWindow",
    "Value",
    "Variant",
    "VariantKind",
    "make_id",
]
