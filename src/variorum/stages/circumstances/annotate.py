"""The circumstances layer in the shape in which corpora are annotated and scored."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from variorum.model import Article, Place, TimeWindow


def annotate(article: Article, records: Iterable[Any]) -> dict[str, Any]:
    """The times and places among an article's records, in text order; other records are passed over."""
    mine = [r for r in records if isinstance(r, TimeWindow | Place) and r.article_id == article.id]
    mine.sort(key=lambda r: (r.span, r.id))
    return {
        "timexes": [
            {"start": r.span.start, "end": r.span.end, "type": r.type, "value": r.value}
            for r in mine
            if isinstance(r, TimeWindow)
        ],
        "places": [
            {
                "start": r.span.start,
                "end": r.span.end,
                "geonames_id": r.geonames_id,
                "lat": r.lat,
                "lon": r.lon,
                "country": r.country,
                "use": r.use,
            }
            for r in mine
            if isinstance(r, Place)
        ],
    }
