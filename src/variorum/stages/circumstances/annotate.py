"""The circumstances layer in the shape in which corpora are annotated and scored."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from variorum.model import Article, Place, TimeWindow
from variorum.model.reports import SETS_NOTHING
from variorum.stages.circumstances.home import home
from variorum.stages.circumstances.places import Found, at


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
                "use": "place" if r.names_place else r.use,
            }
            for r in mine
            if isinstance(r, Place)
        ],
    }


def annotate_given(article: Article, doc: Any, spans: Iterable[tuple[int, int]]) -> dict[str, Any]:
    """The places at the given spans of an article, all other places and times left out."""
    return {"timexes": [], "places": [_given(found) for found in at(doc, article.text, spans, home(article))]}


def _given(found: Found) -> dict[str, Any]:
    entry = found.entry
    return {
        "start": found.start,
        "end": found.end,
        "geonames_id": entry.geonames_id or None if entry else None,
        "lat": entry.lat if entry else None,
        "lon": entry.lon if entry else None,
        "country": found.country,
        "use": "place" if SETS_NOTHING in found.why else found.use,
    }
