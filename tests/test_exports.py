"""What leaves a ledger: JSON lines, CSV and Parquet, without article texts unless asked for."""

import csv
import json
import random
import sys

import msgspec
import pytest

import toy
from variorum.errors import MissingExtraError
from variorum.export.flat import _row
from variorum.export.lines import jsonl
from variorum.export.listing import LISTS, listing, records
from variorum.export.tables import csv_folder, parquet_folder
from variorum.ledger import open_ledger
from variorum.model import EventMention

TEXT = 'Anna said: “We will, … go on,” and “so be it”. A line\nand another, with "quotes", commas; and 港口.'


@pytest.fixture(scope="module")
def ledger(tmp_path_factory):
    path = tmp_path_factory.mktemp("exports") / "desk.db"
    titled = msgspec.structs.replace(toy.document("a.txt", TEXT), title="Anna goes on")
    with toy.filled(path, [titled, *toy.documents(9)]) as filled:
        toy.run(filled)
    with open_ledger(path, writable=False) as reader:
        yield reader


def lines(ledger, **options):
    return [json.loads(line) for line in jsonl(ledger, **options)]


def test_the_manifest_stands_first_then_every_record_by_kind_and_id(ledger):
    found = lines(ledger)
    records = [(row["record"], row["id"]) for row in found[1:]]

    assert "Manifest" == found[0]["record"]
    assert ledger.manifest()["output"] == found[0]["output"]
    assert sorted(records) == records
    assert {"Article", "Event", "Mention", "Statement", "Story"} == {kind for kind, _ in records}


def test_what_serves_only_a_later_stage_is_not_exported(ledger):
    assert not {"Signature", "Link"} & {row["record"] for row in lines(ledger)}


def test_texts_are_left_out_unless_asked_for(ledger):
    def texts(**options):
        return [row.get("text") for row in lines(ledger, **options) if row["record"] == "Article"]

    assert {None} == set(texts())
    assert TEXT in texts(with_text=True)


def test_a_record_keeps_its_own_kind(ledger):
    assert {"article"} == {row["kind"] for row in lines(ledger) if row["record"] == "Article"}


def test_statements_carry_their_words_and_every_record_what_is_known(ledger):
    found = [row for row in lines(ledger) if row["record"] == "Statement"]

    assert ["We will, […] go on,", "so be it"] == sorted(row["words"] for row in found)
    assert {"known", "unknown"} >= {row["knowledge"] for row in lines(ledger)[1:]}


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_the_same_documents_in_another_order_give_the_same_bytes(ledger, seed):
    first = msgspec.structs.replace(toy.document("a.txt", TEXT), title="Anna goes on")
    made = [first, *toy.documents(9)]
    random.Random(seed).shuffle(made)

    with toy.filled(None, made) as other:
        toy.run(other)

        assert b"".join(jsonl(ledger)) == b"".join(jsonl(other))


def rows(path):
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_every_kind_is_a_table_with_its_fields(ledger, tmp_path):
    written = csv_folder(ledger, tmp_path / "tables")

    assert sorted(p.name for p in written) == sorted(p.name for p in (tmp_path / "tables").iterdir())
    assert {"articles.csv", "lines.csv", "relations.csv", "statements.csv"} < {p.name for p in written}
    assert 10 == len(rows(tmp_path / "tables" / "articles.csv"))
    assert "text" not in rows(tmp_path / "tables" / "articles.csv")[0]


def test_a_table_holds_what_the_records_hold(ledger, tmp_path):
    csv_folder(ledger, tmp_path, with_text=True)

    assert {a.id: a.text for a in ledger.articles()} == {
        r["id"]: r["text"] for r in rows(tmp_path / "articles.csv")
    }
    found = {r["id"]: json.loads(r["content"]) for r in rows(tmp_path / "statements.csv")}
    assert {s.id: [[c.article_id, c.start, c.end] for c in s.content] for s in ledger.statements()} == found
    assert "We will, […] go on," in {r["words"] for r in rows(tmp_path / "statements.csv")}


def test_parquet_holds_what_csv_holds(ledger, tmp_path):
    duckdb = pytest.importorskip("duckdb")
    csv_folder(ledger, tmp_path, with_text=True)
    parquet_folder(ledger, tmp_path, with_text=True)

    for path in sorted(tmp_path.glob("*.csv")):
        with duckdb.connect() as connection:
            read = connection.execute(f"SELECT * FROM read_parquet('{path.with_suffix('.parquet')}')")
            names = [column[0] for column in read.description]
            found = [dict(zip(names, (v or "" for v in row), strict=True)) for row in read.fetchall()]
        assert rows(path) == found, path.name


def test_without_duckdb_it_is_said_how_to_install_it(ledger, tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "duckdb", None)

    with pytest.raises(MissingExtraError, match=r"Install it with: pip install 'variorum\[parquet\]'"):
        parquet_folder(ledger, tmp_path)


def test_without_dask_it_is_said_how_to_install_it(ledger, monkeypatch):
    from variorum.backends.engines import engine_for

    monkeypatch.setitem(sys.modules, "distributed", None)

    with pytest.raises(MissingExtraError, match=r"Install it with: pip install 'variorum\[cluster\]'"):
        engine_for(1, "tcp://127.0.0.1:8786")


def test_a_story_has_one_title_wherever_it_is_shown(ledger, tmp_path):
    csv_folder(ledger, tmp_path)
    told = {row["id"]: row["title"] for row in lines(ledger) if row["record"] == "Story"}

    assert any(told.values())
    assert told == {entry.id: entry.title for entry in ledger.stories()}
    assert told == {entry.id: entry.collation().title for entry in ledger.stories()}
    assert told == {i: ledger.get(i).title for i in told}
    assert told == {r["id"]: r["title"] or None for r in rows(tmp_path / "stories.csv")}
    assert {i: t or "" for i, t in told.items()} == {
        r["id"]: r["title"] for r in LISTS["stories"][1](ledger, records(ledger, "stories", {}))
    }


def test_a_table_says_of_which_document_a_row_is(ledger, tmp_path):
    csv_folder(ledger, tmp_path)
    known = {a.id: a.document_id for a in ledger.articles()}
    addresses = {r["id"]: r["address"] for r in rows(tmp_path / "documents.csv")}
    table = {kind: rows(tmp_path / f"{kind}.csv") for kind in ("articles", "statements", "event_mentions")}

    assert "a.txt" in addresses.values()
    assert [r["address"] for r in table["articles"]] == [addresses[known[r["id"]]] for r in table["articles"]]
    for row in (*table["statements"], *table["event_mentions"]):
        assert row["address"] == addresses[known[row["article_id"]]]


def test_a_table_can_be_read_without_json(ledger, tmp_path):
    csv_folder(ledger, tmp_path)
    mentions = {m.id: m for m in ledger.read(EventMention)}
    articles = {a.id: a for a in ledger.articles()}

    assert {"Anna"} == {r["speaker"] for r in rows(tmp_path / "statements.csv")}
    for row in rows(tmp_path / "event_mentions.csv"):
        told = mentions[row["id"]]
        assert row["actor"] == "; ".join(p.name for p in told.actors)
        assert row["trigger_words"] == told.trigger.of(articles[told.article_id])
        assert row["sentence_words"] == told.sentence.of(articles[told.article_id])


@pytest.mark.parametrize(
    ("expected", "address"), [("r7", "rows.jsonl#r7"), ("", "a.txt"), ("", "https://a.example/#x")]
)
def test_the_row_of_a_document(expected, address):
    assert expected == _row(address)


def test_a_date_that_nothing_states_is_an_empty_cell(ledger):
    found = records(ledger, "events", {})
    made = list(csv.DictReader("".join(listing(ledger, "events", found, "csv")).splitlines()))

    assert made
    assert "unknown" not in {value for row in made for value in (row["from"], row["to"])}
