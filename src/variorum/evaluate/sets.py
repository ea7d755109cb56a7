"""Which gold belongs to which layer, and what a program may read of it.

A gold row holds the answers beside the input, so only what the contract lists is passed on. Everything
here is found below one folder, which the user names.
"""

from __future__ import annotations

import csv
import gzip
import hashlib
import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import islice
from pathlib import Path

from variorum.errors import InputError
from variorum.evaluate import (
    score_actors,
    score_article,
    score_events,
    score_lineages,
    score_linking,
    score_places,
    score_statements,
    score_stories,
    score_times,
    score_values,
)
from variorum.evaluate.contract import read_rows
from variorum.evaluate.score import Row, Score

ARTICLE = ("id", "text", "title", "published", "outlet")
VALUES = ("kind", "a", "b", "doc_a", "doc_b", "sent_a", "sent_b")

Scorer = Callable[[str, Sequence[Row], Sequence[Row]], Score]


@dataclass(frozen=True, slots=True)
class Sample:
    """Gold rows, the inputs a program may read for them, and the hash of both."""

    gold: list[Row]
    inputs: list[Row]
    sha: str


Reader = Callable[[Path, int | None], Sample]


@dataclass(frozen=True, slots=True)
class GoldSet:
    """One gold set: its layer, where it lies below the folder, how it is read and scored.

    ``quoted`` names the figures that are quoted and pinned."""

    layer: str
    name: str
    path: str
    read: Reader
    score: Scorer
    quoted: tuple[str, ...]


def _rows(path: Path, limit: int | None = None) -> list[Row]:
    return list(islice(_each(path), limit))


def _each(path: Path) -> Iterator[Row]:
    for row in read_rows(str(path)):
        if not isinstance(row, dict):
            raise InputError(f"{row.address}: {row.reason}", "gold files are read whole: restore this one")
        yield row


def _sample(gold: list[Row], inputs: list[Row], more: Iterable[bytes] = ()) -> Sample:
    digest = hashlib.sha256()
    for row in (*gold, *inputs):
        plain = {key: value for key, value in row.items() if key != "html_path"}
        digest.update(json.dumps(plain, sort_keys=True).encode("ascii") + b"\n")
    for part in more:
        digest.update(hashlib.sha256(part).digest())
    return Sample(gold, inputs, digest.hexdigest())


def _only(row: Row, keys: Sequence[str]) -> Row:
    return {key: row.get(key) for key in keys}


def articles(path: Path, limit: int | None) -> Sample:
    """Rows of articles with their answers."""
    gold = _rows(path, limit)
    return _sample(gold, [_only(row, ARTICLE) for row in gold])


def value_pairs(path: Path, limit: int | None) -> Sample:
    """Pairs of values, without their label."""
    gold = _rows(path, limit)
    return _sample(gold, [_only(row, VALUES) for row in gold])


def pages(path: Path, limit: int | None) -> Sample:
    """Pages as they were saved, ``html/SET/ID.html.gz`` beside the folder of the gold rows."""
    gold = _rows(path, limit)
    folder = path.parent.parent / "html" / path.name.split(".")[0]
    files = [folder / f"{row['id']}.html.gz" for row in gold]
    inputs = [
        {"id": row["id"], "url": row.get("url"), "html_path": str(file)}
        for row, file in zip(gold, files, strict=True)
    ]
    return _sample(gold, inputs, (gzip.decompress(file.read_bytes()) for file in files))


def mentions(path: Path, limit: int | None) -> Sample:
    """Mentions from a CSV file, each after its context where it has one."""
    gold = []
    with path.open(encoding="utf-8", newline="") as lines:
        for number, row in enumerate(islice(csv.DictReader(lines), limit)):
            mention, context = row.get("mention") or row.get("text") or "", row.get("context") or ""
            gold.append(
                {
                    "id": f"a{number}",
                    "text": f"{context}\n{mention}" if context and context != mention else mention,
                    "published": row.get("date") or row.get("query_date") or None,
                    "state": (row.get("gold_state") or row.get("country") or "").strip() or None,
                    "person": (row.get("gold_person") or "").strip() or None,
                }
            )
    return _sample(gold, [_only(row, ARTICLE) for row in gold])


def corpus_pairs(path: Path, limit: int | None) -> Sample:
    """A corpus and the pairs of it that overlap, exactly and as labelled by hand.

    With a limit, the articles of the first so many pairs that share three word-5-grams in ten."""
    exact = _rows(path.with_name("reuse_pairs_exact.jsonl.gz"))
    labelled = _rows(path.with_name("reuse_labelled_pairs.jsonl.gz"))
    inputs = [_only(row, ARTICLE) for row in _each(path)]
    if limit is not None:
        some = [row for row in exact if row["containment"] >= 0.3][:limit]
        wanted = {row[key] for row in some for key in ("a", "b")}
        inputs = [row for row in inputs if row["id"] in wanted]
    held = {row["id"] for row in inputs}
    gold = [row for row in exact if row["a"] in held and row["b"] in held]
    gold += [row for row in labelled if row["id_a"] in held and row["id_b"] in held]
    return _sample(gold, inputs)


def article_pairs(path: Path, limit: int | None) -> Sample:
    """Labelled pairs with both articles whole, taken from the corpus beside them."""
    gold = _rows(path, limit)
    wanted = {row[key] for row in gold for key in ("id_a", "id_b")}
    corpus = path.with_name("reuse_corpus.jsonl.gz")
    whole = {row["id"]: _only(row, ARTICLE) for row in _each(corpus) if row["id"] in wanted}
    inputs = [
        {"id_a": r["id_a"], "id_b": r["id_b"], "a": whole.get(r["id_a"]), "b": whole.get(r["id_b"])}
        for r in gold
    ]
    return _sample(gold, inputs)


_PAGE = ("F1", "junk_docs", "title", "date")
_STATEMENT = ("F1", "e2e_F1", "P", "R", "source_hit")
_TIME = ("val_f1", "rel_f1", "valacc", "day_right")
_PLACE = ("id", "acc", "found_f1")
_ACTOR = ("state_right", "wrong")
_LINKING = ("state_f1", "person_right", "names_conll", "chains_conll")
_STORY = ("b3_f1", "pair_f1")
_DYAD = ("dyad_root_f1", "dyad_f1", "root_recall", "quad_acc_on_dyads")
_QUAD = ("dyad_quad_f1", "dyad_f1", "detect_f1", "quad_acc_on_dyads")
_CODER = ("full_f1", "detect_f1_mean")
_PAIRS = ("recall_c50", "recall_c30")
_RELATION = ("same_origin_f1", "origin_acc", "acc", "macro_f1")
_VALUE = ("acc3", "flag_f1", "false_alarm_on_same")

GOLD: tuple[GoldSet, ...] = (
    GoldSet("article", "fe", "ingest/sets/fe.jsonl.gz", pages, score_article.score, _PAGE),
    GoldSet("article", "fp", "ingest/sets/fp.jsonl.gz", pages, score_article.score, _PAGE),
    GoldSet("article", "hd", "ingest/sets/hd.jsonl.gz", pages, score_article.score, _PAGE),
    GoldSet("actors", "mentions60", "actors/mentions60.csv", mentions, score_actors.score, _ACTOR),
    GoldSet("actors", "ngec", "actors/ngec_actor_tests.csv", mentions, score_actors.score, _ACTOR),
    GoldSet("linking", "gum", "linked/gum.jsonl", articles, score_linking.score, _LINKING),
    GoldSet("linking", "meantime", "linked/meantime.jsonl", articles, score_linking.score, _LINKING),
    GoldSet(
        "statements", "challenge", "quotes/challenge.jsonl", articles, score_statements.score, _STATEMENT
    ),
    GoldSet(
        "statements",
        "gum_news_dev",
        "quotes/gum_news_dev.jsonl",
        articles,
        score_statements.score,
        (*_STATEMENT, "speaker_by_name"),
    ),
    GoldSet(
        "statements",
        "gum_interview",
        "quotes/gum_interview.jsonl",
        articles,
        score_statements.score,
        (*_STATEMENT, "speaker_by_name"),
    ),
    GoldSet(
        "statements",
        "polnear_train",
        "quotes/polnear_train.jsonl",
        articles,
        score_statements.score,
        _STATEMENT,
    ),
    GoldSet("circumstances", "timebank", "time/timebank.jsonl", articles, score_times.score, _TIME),
    GoldSet("circumstances", "aquaint", "time/aquaint.jsonl", articles, score_times.score, _TIME),
    GoldSet(
        "circumstances",
        "gum",
        "time/gum.jsonl",
        articles,
        partial(score_times.score, complete=False),
        ("rel_r", "valacc", "day_right"),
    ),
    GoldSet("circumstances", "tr_news", "places/tr_news.jsonl", articles, score_places.score, _PLACE),
    GoldSet("circumstances", "geowebnews", "places/geowebnews.jsonl", articles, score_places.score, _PLACE),
    GoldSet("events", "gsr", "events/gsr.jsonl", articles, score_events.score, _DYAD),
    GoldSet("events", "plv_train", "events/plv_train.jsonl", articles, score_events.score, _DYAD),
    GoldSet("events", "cam_train", "events/cam_train.jsonl", articles, score_events.score, _QUAD),
    GoldSet("events", "c1", "events/c1.jsonl", articles, score_events.score, _CODER),
    GoldSet(
        "stories", "allsides_full", "stories/allsides_full.jsonl.gz", articles, score_stories.score, _STORY
    ),
    GoldSet(
        "stories", "allsides_lead", "stories/allsides_lead.jsonl.gz", articles, score_stories.score, _STORY
    ),
    GoldSet("stories", "wikinews", "stories/wikinews.jsonl.gz", articles, score_stories.score, _STORY),
    GoldSet(
        "stories", "ecbplus_docs", "stories/ecbplus_docs.jsonl.gz", articles, score_stories.score, _STORY
    ),
    GoldSet(
        "lineages",
        "reuse_corpus",
        "stories/reuse_corpus.jsonl.gz",
        corpus_pairs,
        score_lineages.score_candidates,
        _PAIRS,
    ),
    GoldSet(
        "lineages",
        "reuse_pairs",
        "stories/reuse_labelled_pairs.jsonl.gz",
        article_pairs,
        score_lineages.score_relations,
        _RELATION,
    ),
    GoldSet(
        "values", "ecbplus", "stories/ecbplus_value_pairs.jsonl.gz", value_pairs, score_values.score, _VALUE
    ),
)


def of_layer(layer: str) -> tuple[GoldSet, ...]:
    """The gold sets of a layer, in the order they are shown."""
    return tuple(gold for gold in GOLD if gold.layer == layer)
