"""One layer over a JSONL corpus: rows in, rows out, by the contract.

A row that cannot be used is told and left out (the others go on), but for value pairs, whose order is
their only name: there it gives a null label.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from itertools import chain
from typing import Any, TextIO

from variorum.errors import InputError, SettingsError
from variorum.evaluate.across import stories_of
from variorum.evaluate.contract import (
    article_of,
    failure,
    optional,
    read_rows,
    records_of,
    text_of,
)
from variorum.evaluate.score import Row
from variorum.model import Article, Failure, Mention, Place, Profile, Signature, TimeWindow

Rows = Iterable[Row | Failure]
Tell = Callable[[Failure], None]
Make = Callable[[Row], Row]


def annotate(
    layer: str, in_path: str, out: TextIO, profile: Profile | None = None, *, explain: bool = False
) -> list[Failure]:
    """Annotate the rows of a JSONL file and write one OUT row a line; return what could not be used.

    ``profile`` is what was learned of outlets, for the layer article. With ``explain`` a row of
    statements or events also has what was ``refused``, with the rule and the reason."""
    failures: list[Failure] = []
    made = _explained(layer) if explain else partial(annotated, layer, profile=profile)
    rows = read_rows(in_path)
    for row in made(rows, failures.append):
        out.write(json.dumps(row, ensure_ascii=False, allow_nan=False) + "\n")
    return failures


def annotated(layer: str, rows: Rows, tell: Tell, profile: Profile | None = None) -> Iterator[Row]:
    """The OUT rows of a layer; SettingsError when there is no such layer."""
    if layer not in LAYERS:
        raise SettingsError(f"there is no layer {layer!r}; the layers are {', '.join(LAYERS)}")
    if profile and layer == "article":
        return _articles(rows, tell, profile)
    return LAYERS[layer](rows, tell)


def _each(make: Make, rows: Rows, tell: Tell, instead: Row | None = None) -> Iterator[Row]:
    """Make one row of each, and ``instead`` (or nothing) of one that cannot be used, which is told."""
    for number, row in enumerate(rows, 1):
        if isinstance(row, Failure):
            tell(row)
        else:
            address = str(row.get("id") or f"row {number}")
            try:
                yield make(row)
                continue
            except InputError as error:
                tell(failure(address, error.reason, error.remedy))
            except Exception as error:
                reason = f"unexpected {type(error).__name__}: {str(error)[:200]}"
                tell(failure(address, reason, "report it with this row: it is a fault of the program"))
        if instead is not None:
            yield instead


def _once(make: Make) -> Make:
    """Refuse a row whose id came before: OUT rows are matched on their id."""
    seen: set[str] = set()

    def once(row: Row) -> Row:
        row_id = text_of(row, "id")
        if row_id in seen:
            raise InputError("another row before it has the same id", "give every row an id of its own")
        seen.add(row_id)
        return make(row)

    return once


# --- the layers over one article ---------------------------------------------------------------------------


def _articles(rows: Rows, tell: Tell, profile: Profile | None = None) -> Iterator[Row]:
    from variorum.stages.article.annotate import annotate as write

    def make(row: Row) -> Row:
        for key in ("html", "html_path", "text", "url", "title", "outlet", "published"):
            if not isinstance(row.get(key), str | None):
                raise InputError(f"{key!r} is a {type(row[key]).__name__}", "give a text, or null")
        if all(row.get(key) is None for key in ("html", "html_path", "text")):
            raise InputError("the row has no page", "give it html, html_path or text")
        try:
            return write(row, profile or Profile())
        except (OSError, EOFError) as error:
            raise InputError(f"the page cannot be read: {error}", "check the row's html_path") from error

    return _each(_once(make), rows, tell)


def _of_article(
    stage: str,
    write: Callable[[Article, list[Any]], Row],
    write_given: Callable[[Article, Any], Row] | None = None,
) -> Make:
    """What a per-document stage makes of the row's article, written by the stage's own function. A row with
    ``given`` spans is coded at those alone, where the stage can."""
    from variorum.stages import PIPELINE

    kinds = PIPELINE.stage(stage).makes

    def make(row: Row) -> Row:
        article = article_of(row)
        if write_given is not None and row.get("given"):
            return {**write_given(article, row["given"]), "id": article.id}
        records = records_of(article, stage)
        return {"id": article.id, **write(article, [record for kind in kinds for record in records[kind]])}

    return _once(make)


def _actors(rows: Rows, tell: Tell) -> Iterator[Row]:
    from variorum.stages.actors.annotate import annotate as write

    return _each(_of_article("actors", write), rows, tell)


def _circumstances(rows: Rows, tell: Tell) -> Iterator[Row]:
    from variorum.stages.circumstances.annotate import annotate as write
    from variorum.stages.circumstances.annotate import annotate_given
    from variorum.stages.parse import read

    def given(article: Article, found: Row) -> Row:
        return annotate_given(article, read(article.text), [(s, e) for s, e in found.get("places", ())])

    return _each(_of_article("circumstances", write, given), rows, tell)


def _linking(rows: Rows, tell: Tell) -> Iterator[Row]:
    """What every name of a report denotes: its actors, and its places with the state that they are."""
    from variorum.stages.actors.annotate import annotate as actors
    from variorum.stages.circumstances.annotate import annotate as places
    from variorum.stages.circumstances.gazetteer import country_of

    def make(row: Row) -> Row:
        article = article_of(row)
        records = records_of(article, "actors", "circumstances")
        found = places(article, [*records[TimeWindow], *records[Place]])["places"]
        return {
            **actors(article, records[Mention]),
            "places": [{**place, "state": country_of(place["geonames_id"])} for place in found],
        }

    return _each(_once(make), rows, tell)


def _statements(rows: Rows, tell: Tell) -> Iterator[Row]:
    from variorum.stages.statements.annotate import annotate as write

    return _each(_of_article("statements", write), rows, tell)


def _explained(layer: str) -> Callable[[Rows, Tell], Iterator[Row]]:
    from variorum.evaluate.explain import CONSIDERED, explained

    if layer not in CONSIDERED:
        only = " and ".join(CONSIDERED)
        raise SettingsError(f"the layer {layer!r} keeps no list of what it refused: only {only} do")

    def run(rows: Rows, tell: Tell) -> Iterator[Row]:
        return _each(_once(lambda row: explained(layer, article_of(row))), rows, tell)

    return run


def _events(rows: Rows, tell: Tell) -> Iterator[Row]:
    from variorum.stages.events.annotate import annotate as write
    from variorum.stages.events.annotate import annotate_given

    return _each(_of_article("events", write, annotate_given), rows, tell)


# --- the layers over pairs and whole corpora ---------------------------------------------------------------


def _signatures(rows: Rows, tell: Tell) -> list[Signature]:
    """What the stories stage compares of each article, in the order of the rows."""

    def make(row: Row) -> Row:
        article = article_of(row)
        return {"id": article.id, "made": records_of(article, "signature")[Signature]}

    return [signature for row in _each(_once(make), rows, tell) for signature in row["made"]]


def _stories(rows: Rows, tell: Tell) -> Iterator[Row]:
    from variorum.stages.stories.annotate import stories_rows

    signatures = _signatures(rows, tell)
    yield from stories_rows(signatures, stories_of(signatures))


def _lineages(rows: Rows, tell: Tell) -> Iterator[Row]:
    """Rows of articles give candidate pairs, rows of pairs their relations; the first row decides."""
    from variorum.stages.stories.annotate import candidates

    ahead: list[Row | Failure] = []
    rest = iter(rows)
    for row in rest:
        ahead.append(row)
        if not isinstance(row, Failure):
            break
    again = chain(ahead, rest)
    if ahead and isinstance(ahead[-1], dict) and "id_a" in ahead[-1]:
        yield from _relations(again, tell)
    else:
        yield from candidates(_signatures(again, tell))


def _relations(rows: Rows, tell: Tell) -> Iterator[Row]:
    from variorum.stages.stories.annotate import relation

    def make(row: Row) -> Row:
        sides = []
        for key in ("a", "b"):
            if not isinstance(row.get(key), dict):
                raise InputError(f"the row has no article {key!r}", "join both articles into the row")
            sides.append(article_of({**row[key], "id": text_of(row, f"id_{key}")}))
        return {"id_a": sides[0].id, "id_b": sides[1].id, **relation(*sides)}

    return _each(make, rows, tell)


def _values(rows: Rows, tell: Tell) -> Iterator[Row]:
    from variorum.stages.collation.values import compare_values

    def make(row: Row) -> Row:
        kind, a, b = (text_of(row, key) for key in ("kind", "a", "b"))
        contexts = [optional(row, key) or "" for key in ("sent_a", "sent_b")]
        label, _ = compare_values(kind, a, b, context_a=contexts[0], context_b=contexts[1])
        return {"label": label}

    return _each(make, rows, tell, instead={"label": None})


LAYERS: dict[str, Callable[[Rows, Tell], Iterator[Row]]] = {
    "article": _articles,
    "actors": _actors,
    "linking": _linking,
    "statements": _statements,
    "circumstances": _circumstances,
    "events": _events,
    "stories": _stories,
    "lineages": _lineages,
    "values": _values,
}
"""The layers, in the order in which the data flow."""
