"""When and where the text says things happened: windows of time and gazetteer places, or unknown."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from variorum.model import Article, Place, Span, TimeWindow, make_id
from variorum.pipeline import stage
from variorum.stages.circumstances.home import home
from variorum.stages.circumstances.places import places
from variorum.stages.circumstances.when import readings
from variorum.stages.parse import Parse

VERSION = 3
MADE_BY = f"circumstances/{VERSION}"


@stage(version=VERSION)
def circumstances(article: Article, parse: Parse) -> Iterator[TimeWindow | Place]:
    """When and where the text says things happened, or unknown."""
    yield from windows(article)
    for f in places(parse.doc, article.text, home(article)):
        yield Place(
            id=make_id("place", article.id, f.start, f.end, f.use, f.entry.geonames_id if f.entry else ""),
            made_by=MADE_BY,
            why=f.why,
            article_id=article.id,
            span=Span(article.id, f.start, f.end),
            name=article.text[f.start : f.end],
            country=f.country,
            geonames_id=f.entry.geonames_id or None if f.entry else None,
            lat=f.entry.lat if f.entry else None,
            lon=f.entry.lon if f.entry else None,
            use=f.use,
        )


def windows(article: Article) -> Iterator[TimeWindow]:
    """The expressions of time of an article, in text order; no parse is needed."""
    for e, r in readings(article.text, published(article)):
        yield TimeWindow(
            id=make_id("time", article.id, e.start, e.end, r.type, r.value, r.start, r.end),
            made_by=MADE_BY,
            why=(e.rule,),
            article_id=article.id,
            span=Span(article.id, e.start, e.end),
            text=article.text[e.start : e.end],
            value=r.value,
            type=r.type,
            granularity=r.granularity,
            start=r.start,
            end=r.end,
            anchor=r.anchor,
        )


def published(article: Article) -> date | None:
    """The day of publication, or None when it is unknown, no day, or before there were newspapers."""
    try:
        day = date.fromisoformat(article.day or "")
    except ValueError:
        return None
    return day if 1600 <= day.year <= 2200 else None
