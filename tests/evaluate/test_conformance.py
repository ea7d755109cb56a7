"""Each scorer gives the figures of the script that stands beside its gold set."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from variorum.evaluate import (
    score_actors,
    score_article,
    score_events,
    score_lineages,
    score_places,
    score_statements,
    score_stories,
    score_times,
    score_values,
)
from variorum.evaluate.score import Row, Score
from variorum.evaluate.sets import GOLD, Sample

pytestmark = pytest.mark.gold
Write = Callable[[str, Sequence[Row]], Path]
Script = Callable[..., str]


def sample(folder: Path, layer: str, name: str, limit: int | None) -> Sample:
    found = next(g for g in GOLD if (g.layer, g.name) == (layer, name))
    return found.read(folder / found.path, limit)


def agree(printed: dict[str, float | None], score: Score, names: dict[str, str], digits: int = 3) -> None:
    """Every figure that the script prints under a name we know is ours, rounded alike."""
    expected = {ours: printed[theirs] for theirs, ours in names.items() if printed.get(theirs) is not None}
    assert expected
    assert expected == {ours: round(score.figures[ours], digits) for ours in expected}


def shift(spans: Sequence[Sequence[int]], by: int) -> list[list[int]]:
    return [[max(0, s + by), e + by] for s, e in spans]


def spoiled(quotes: Sequence[Row]) -> list[Row]:
    """Statements with every third left out, some cut, some moved, some without a source, some doubled."""
    made: list[Row] = []
    for n, quote in enumerate(quotes):
        if n % 3 == 1:
            continue
        content = (
            [[s, s + (e - s) * (2 if n % 5 else 1) // 3] for s, e in quote["content"]]
            if n % 4 == 2
            else quote["content"]
        )
        source = [] if n % 7 == 3 else shift(quote["source"], 3) if n % 5 == 2 else quote["source"]
        speaker = next(iter((quote.get("speaker") or {}).get("names", ())), None) if n % 2 else None
        made.append({**quote, "content": shift(content, -(n % 3)), "source": source, "speaker": speaker})
        if n % 6 == 0:
            made.append({**quote, "class": "other", "content": shift(quote["content"], 60)})
    return made


@pytest.mark.parametrize(
    ("name", "limit"), [("challenge", None), ("gum_news_dev", 8), ("gum_interview", 4), ("polnear_train", 12)]
)
def test_statements(
    gold: Path, script: Script, jsonl: Write, tmp_path: Path, name: str, limit: int | None
) -> None:
    rows = sample(gold, "statements", name, limit).gold
    out = [{"id": r["id"], "quotes": spoiled(r["quotes"])} for r in rows[:-1]]
    script("quotes/score.py", jsonl("gold", rows), jsonl("out", out), "--json", tmp_path / "figures.json")
    printed = json.loads((tmp_path / "figures.json").read_text())
    figures = score_statements.score(name, rows, out).figures
    for key, values in printed.items():
        if key.startswith("ggt"):
            continue
        for figure, value in values.items():
            if (key, figure) in {("quoted", "stretches"), ("quoted", "gold")}:
                continue
            ours = figure if key == "span50/speech/any" else f"{key}/{figure}"
            if ours.endswith(("speaker_acc", "speaker_n")) and "all" in key:
                continue
            assert value == figures[ours], ours


@pytest.mark.parametrize("name", ["gsr", "plv_train", "cam_train"])
@pytest.mark.parametrize("dyads", [False, True])
def test_events_of_one_coding(gold: Path, script: Script, jsonl: Write, name: str, dyads: bool) -> None:
    rows = sample(gold, "events", name, 60).gold
    out = [{"id": r["id"], "events": mixed(r["events"])} for r in rows[2:]]
    flags = ["--dyads"] if dyads else []
    printed = json.loads(
        script("events/score.py", jsonl("gold", rows), jsonl("out", out), *flags).split("\n")[0]
    )
    score = score_events.score(name, rows, out, dyads=dyads)
    renamed = {key: key for key in printed if key in score.figures}
    assert len(renamed) >= 12
    agree(printed, score, renamed)


def mixed(events: Sequence[Row]) -> list[Row]:
    """Events with a type changed, a side exchanged, one doubled, one extra."""
    kinds = ("AGREE", "CONCEDE", "ACCUSE", "ASSAULT", "STATEMENT")
    made: list[Row] = []
    for e in events:
        size = sum(end for _, end in e.get("actor") or [])
        kind = kinds[size % 5] if size % 3 == 0 or not e.get("type") else e["type"]
        made.append({**e, "type": kind, "quad": None})
        if size % 2:
            made.append(
                {**e, "type": kind, "quad": None, "actor": e.get("recipient"), "recipient": e.get("actor")}
            )
        if size % 4 == 0:
            made.append(made[0])
    return made


def test_events_of_several_coders(gold: Path, script: Script, jsonl: Write) -> None:
    rows = sample(gold, "events", "c1", 40).gold
    out = [{"id": r["id"], "events": mixed(r["coders"][min(r["coders"])]["events"])} for r in rows[:-3]]
    printed = json.loads(script("events/score.py", jsonl("gold", rows), jsonl("out", out)).split("\n")[0])
    score = score_events.score("c1", rows, out)
    agree(printed, score, {key: key for key in printed if key not in ("rows", "missing_ids")})


TIMES = {
    "gold": "gold",
    "sys": "found",
    "strictP": "strict_p",
    "strictR": "strict_r",
    "strictF": "strict_f1",
    "relP": "rel_p",
    "relR": "rel_r",
    "relF": "rel_f1",
    "valacc": "valacc",
    "valF": "val_f1",
    "typeacc": "typeacc",
    "cal_gold": "cal_gold",
    "cal_recall": "cal_recall",
    "cal_valacc": "cal_valacc",
    "day_gold": "day_gold",
    "day_right": "day_right",
}


@pytest.mark.parametrize("name", ["timebank", "aquaint", "gum"])
def test_times(gold: Path, script: Script, jsonl: Write, name: str) -> None:
    rows = sample(gold, "circumstances", name, 15).gold
    out = [{"id": r["id"], "timexes": moved(r["timexes"], "value")} for r in rows[1:]]
    printed = script("time/score_time.py", jsonl("gold", rows), jsonl("out", out)).split(" ", 1)[1]
    figures = json.loads(printed.replace("'", '"'))
    agree(figures, score_times.score(name, rows, out), TIMES)


def moved(spans: Sequence[Row], answer: str) -> list[Row]:
    """Spans with some left out, some moved, some with another answer, some doubled."""
    made: list[Row] = []
    for n, span in enumerate(spans):
        if n % 4 == 1:
            continue
        by = 2 if n % 3 == 0 else 0
        changed = {answer: None} if n % 5 == 2 else {}
        made.append({**span, "start": span["start"] + by, "end": span["end"] + by, **changed})
        if n % 7 == 0:
            made.append(span)
    return made


PLACES = {
    "gold": "gold",
    "predicted": "found",
    "found_p": "found_p",
    "found_r": "found_r",
    "found_f1": "found_f1",
    "id": "id",
    "id_matched": "id_matched",
    "acc": "acc",
    "acc_matched": "acc_matched",
    "abstained": "abstained",
    "use_acc": "use_acc",
    "use_n": "use_n",
}


@pytest.mark.parametrize("name", ["tr_news", "geowebnews"])
def test_places(gold: Path, script: Script, jsonl: Write, name: str) -> None:
    rows = sample(gold, "circumstances", name, 20).gold
    out = []
    for n, row in enumerate(rows[1:]):
        places = moved(row["places"], "geonames_id")
        out.append(
            {
                "id": row["id"],
                "places": [{**p, "lat": None} if (i + n) % 6 == 2 else p for i, p in enumerate(places)],
            }
        )
    printed = json.loads(script("places/score_place.py", jsonl("gold", rows), jsonl("out", out)))
    agree(printed, score_places.score(name, rows, out), PLACES)


@pytest.mark.parametrize(
    ("name", "file"), [("mentions60", "mentions60.csv"), ("ngec", "ngec_actor_tests.csv")]
)
def test_actors(gold: Path, script: Script, jsonl: Write, name: str, file: str) -> None:
    read = sample(gold, "actors", name, None)
    inputs = [
        json.loads(line) for line in script("actors/score.py", "inputs", gold / "actors" / file).splitlines()
    ]
    assert inputs == [{key: row[key] for key in ("id", "text", "published")} for row in read.inputs]
    out = []
    for n, row in enumerate(read.gold):
        state = row["state"] if n % 3 else "XKX" if n % 2 else None
        span = [0, 1] if n % 5 == 4 else [len(row["text"]) - 1, len(row["text"])]
        out.append(
            {
                "id": row["id"],
                "actors": [{"span": span, "state": state, "person": row["person"] if n % 2 else "Nobody"}],
            }
        )
    printed = json.loads(script("actors/score.py", "score", gold / "actors" / file, jsonl("out", out)))
    names = ("right", "wrong", "abstained", "state_right", "person_right", "persons")
    agree(printed, score_actors.score(name, read.gold, out), {key: key for key in names})
    with (gold / "actors" / file).open(encoding="utf-8", newline="") as lines:
        assert len(read.gold) == len(list(csv.reader(lines))) - 1


@pytest.mark.parametrize("name", ["allsides_full", "wikinews", "ecbplus_docs"])
def test_stories(gold: Path, script: Script, jsonl: Write, name: str) -> None:
    rows = sample(gold, "stories", name, 60).gold
    out = [{"id": r["id"], "cluster": f"c{n // 4}" if n % 9 else r["event"]} for n, r in enumerate(rows[3:])]
    printed = json.loads(script("stories/score_clusters.py", jsonl("gold", rows), jsonl("out", out)))
    score = score_stories.score(name, rows, out)
    agree(printed, score, {key: key for key in printed if key != "docs"}, digits=4)


def test_candidates(gold: Path, script: Script, jsonl: Write) -> None:
    rows = sample(gold, "lineages", "reuse_corpus", None).gold
    exact, labelled = [r for r in rows if "containment" in r], [r for r in rows if "label" in r]
    out = [{"a": r["b"], "b": r["a"]} for r in exact if r["shared"] % 3] + [{"a": "x", "b": "y"}]
    out += [{"a": r["id_a"], "b": r["id_b"]} for r in labelled[::2]]
    printed = script(
        "stories/score_reuse.py", "pairs", jsonl("exact", exact), jsonl("lab", labelled), jsonl("out", out)
    )
    figures = score_lineages.score_candidates("reuse_corpus", rows, out).figures
    for name, short in (("containment>=.5", "c50"), ("containment>=.3", "c30"), ("jaccard>=.5", "j50")):
        line = next(x for x in printed.splitlines() if x.startswith(name))
        expected = [float(x) for x in re.findall(r"\d\.\d{3}", line)]
        assert expected == [round(figures[f"{f}_{short}"], 3) for f in ("precision", "recall", "f1")]
    for label in "VREQB":
        line = next(x for x in printed.splitlines() if x.startswith(f"{label} found"))
        expected = [float(x) for x in re.findall(r"\d+", line)]
        assert expected == [figures.get(f"found_{label}", 0), figures.get(f"gold_{label}", 0)]


def test_relations(gold: Path, script: Script, jsonl: Write) -> None:
    rows = sample(gold, "lineages", "reuse_pairs", None).gold
    out = [
        {
            "id_a": r["id_b"],
            "id_b": r["id_a"],
            "label": r["label"] if n % 3 else "VREQB"[n % 5],
            "origin": r["origin"] if n % 4 else "X",
        }
        for n, r in enumerate(rows[2:])
    ]
    printed = json.loads(script("stories/score_reuse.py", "relation", jsonl("gold", rows), jsonl("out", out)))
    score = score_lineages.score_relations("reuse_pairs", rows, out)
    agree(printed, score, {key: key for key in printed if key not in ("n", "per_class")})
    assert printed["per_class"] == {label: round(score.figures[f"f1_{label}"], 2) for label in "VREQB"}


def test_values(gold: Path, script: Script, jsonl: Write) -> None:
    rows = sample(gold, "values", "ecbplus", None).gold
    out = [
        {"label": r["label"] if n % 3 else ("SAME", "UPDATE", "DIFFERS", "COMPATIBLE")[n % 4]}
        for n, r in enumerate(rows)
    ]
    printed = script("stories/score_values.py", jsonl("gold", rows), jsonl("out", out)).splitlines()
    score = score_values.score("ecbplus", rows, out)
    first = json.loads(printed[0])
    agree(first, score, {key: key for key in first if key != "n"})
    for line in printed[1:]:
        kind, _, _, _, acc = line.split()
        assert float(acc) == round(score.figures[f"acc3_{kind}"], 2)


@pytest.mark.parametrize(("name", "limit"), [("fe", 12), ("fp", 40), ("hd", 20)])
def test_article(gold: Path, script: Script, jsonl: Write, tmp_path: Path, name: str, limit: int) -> None:
    import gzip

    rows = sample(gold, "article", name, limit).gold
    (tmp_path / "sets").mkdir()
    with gzip.open(tmp_path / "sets" / f"{name}.jsonl.gz", "wt", encoding="utf-8") as file:
        file.writelines(json.dumps(row) + "\n" for row in rows)
    out = [page(n, row) for n, row in enumerate(rows)]
    jsonl(f"{name}.ours.jsonl", out)
    printed = script("ingest/score.py", "score", tmp_path, tmp_path, name).splitlines()[-1]
    text, metadata = printed.split("|")
    score = score_article.score(name, rows, out)
    columns = (
        "title",
        "title_soft",
        "authors_p",
        "authors_r",
        "authors_f1",
        "authors_equal",
        "date",
        "date_precision",
        "site",
    )
    percent = {"title", "title_soft", "authors_equal", "date", "date_precision", "site"}
    printed_cells = metadata.split()
    assert len(columns) == len(printed_cells)
    for column, cell in zip(columns, printed_cells, strict=True):
        value = score.figures.get(column)
        ours = "-" if value is None else f"{100 * value:.1f}" if column in percent else f"{value:.2f}"
        assert cell == ours, column
    if any(row.get("text") for row in rows):
        f = score.figures
        cells = text.split()
        assert cells[1:4] == [f"{f[k]:.3f}" for k in ("F1", "P", "R")]
        assert cells[5:7] == [f"{f['bag_f1']:.3f}", f"{f['empty']:.0f}"]
        junk = [f"{100 * f['exact']:.1f}", f"{100 * f['junk_docs']:.1f}", f"{f['junk_words_per_doc']:.1f}"]
        assert cells[8:11] == junk


def page(n: int, row: Row) -> Row:
    """What a program might make of a page: cut texts, junk, suffixed titles, other days."""
    text = row.get("text") or ""
    cut = text[: len(text) * (3 if n % 3 else 2) // 3] + (
        "\nSubscribe to our letters today now" if n % 4 == 0 else ""
    )
    title = row.get("title") and row["title"] + (" - The Paper" if n % 3 == 0 else "")
    date = row.get("date") if isinstance(row.get("date"), str) else None
    return {
        "id": row["id"],
        "text": "" if n == 5 else cut,
        "title": title if n % 5 else None,
        "authors": (row.get("authors") or [])[: 1 + n % 2] + (["By Somebody Else"] if n % 6 == 0 else []),
        "published": date if n % 4 else None if n % 8 else "1999-01-01T10:00",
        "outlet": row.get("site") if n % 3 else "The Paper",
    }
