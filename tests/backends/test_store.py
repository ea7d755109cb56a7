"""What the store promises: nothing doubled, nothing half done, one writer, readers that never wait."""

import sqlite3
import subprocess
import sys
import textwrap

import pytest
from sqlalchemy import inspect, text
from sqlalchemy.dialects import postgresql
from sqlalchemy.schema import CreateIndex, CreateTable

import toy
from variorum.backends import schema
from variorum.backends.rows import Output
from variorum.backends.sqlite import driver
from variorum.errors import NotFoundError, PipelineError, StoreError
from variorum.ledger import open_ledger
from variorum.model import Article, Event, Failure, Mention, Story


@pytest.fixture(params=["in a file", "temporary"])
def store(request, tmp_path):
    path = tmp_path / "desk.db" if request.param == "in a file" else None
    with open_ledger(path) as ledger:
        yield ledger.store


@pytest.fixture
def path(tmp_path):
    """A ledger of three reports, run."""
    made = tmp_path / "desk.db"
    with toy.filled(
        made, [toy.document(f"{n}.txt", f"{n} met the press.") for n in toy.PEOPLE[:3]]
    ) as ledger:
        toy.run(ledger)
    return made


# --- documents ---------------------------------------------------------------------------------------------


def test_adding_twice_keeps_one(store):
    made = toy.documents(3)

    assert (3, 0) == store.add(made)
    assert (0, 0) == store.add(made)
    assert sorted(made, key=lambda d: d.id) == list(store.documents())


def test_the_same_document_twice_in_one_go_is_one(store):
    made = toy.document("a.txt", "Anna met.")

    assert (1, 0) == store.add([made, made])


def test_what_is_now_said_of_a_document_has_it_processed_again(store):
    store.add([toy.document("a.txt", "Anna met."), toy.document("b.txt", "Boris met.")])
    store.keep([Output(d, [], []) for d in store.pending("now")], "now")

    store.add([toy.document("a.txt", "Anna met.", outlet="Harbour Courier")])

    again = store.pending("now")
    assert ["Harbour Courier"] == [d.outlet for d in store.documents(again)]


def test_what_was_said_before_and_is_not_said_now_stays(store):
    store.add([toy.document("a.txt", "Anna met.", outlet="Harbour Courier")])
    store.keep([Output(d, [], []) for d in store.pending("now")], "now")

    store.add([toy.document("a.txt", "Anna met.")])

    assert [] == store.pending("now")
    assert ["Harbour Courier"] == [d.outlet for d in store.documents()]


def test_another_stamp_makes_everything_pending(store):
    store.add(toy.documents(2))
    store.keep([Output(d, [], []) for d in store.pending("now")], "now")

    assert [] == store.pending("now")
    assert 2 == len(store.pending("tomorrow"))


# --- records -----------------------------------------------------------------------------------------------


def rows(document):
    from variorum.backends.rows import to_rows

    made = toy.PIPELINE.document(document)
    return Output(made.home, to_rows(made.records), made.failures)


def test_keeping_again_replaces_what_came_of_a_document(store):
    document = toy.document("a.txt", "Anna met Boris.")
    store.add([document])

    store.keep([rows(document)], "now")
    store.keep([rows(document)], "now")

    assert ["Anna", "Boris"] == sorted(m.text for m in store.read(Mention))


def test_a_document_removed_takes_what_came_of_it_along(store):
    made = [toy.document("a.txt", "Anna met."), toy.document("b.txt", "Boris met.")]
    store.add(made)
    store.keep([rows(d) for d in made], "now")

    store.remove(made[0].id)

    assert ["Boris"] == [m.text for m in store.read(Mention)]
    assert [made[1].id] == [d.id for d in store.documents()]


def test_what_is_not_there_cannot_be_removed(store):
    with pytest.raises(NotFoundError, match="no document has the id doc-0"):
        store.remove("doc-0")


def test_groups_are_kept_with_what_they_were_made_of_and_forgotten(store):
    event = Event(
        id="evt-1", story_id="sto-1", mention_ids=(), article_ids=(), actors=(), recipients=(),
        type="CONSULT", status="actual",
    )  # fmt: skip
    from variorum.backends.rows import to_rows

    store.keep_groups("merge", [Output("sto-1", to_rows([event]), [])], {"sto-1": "abc"})
    assert {"sto-1": "abc"} == store.group_digests("merge")
    assert [event] == list(store.read(Event))

    store.drop_groups("merge", ["sto-1"])
    assert {} == store.group_digests("merge")
    assert [] == list(store.read(Event))


def test_two_homes_that_make_one_record_are_a_fault_that_is_named(store):
    document = toy.document("a.txt", "Anna met.")
    store.add([document])
    made = rows(document)

    with pytest.raises(PipelineError, match=r"made the same Article .*fault of the stage"):
        store.keep([made, Output("doc-other", made.rows, [])], "now")
    assert [] == list(store.read(Article))


def test_one_of_several_actors_or_its_state_is_asked_for(path):
    with open_ledger(path, writable=False) as ledger:
        assert ["person:anna"] == [e.actors[0] for e in ledger.events(actor="CHN")]
        assert ["person:anna"] == [e.actors[0] for e in ledger.events(actor="person:anna")]
        assert [] == ledger.events(actor="person:ann")


def test_a_column_that_is_not_there_is_named_with_those_that_are(path):
    with (
        open_ledger(path, writable=False) as ledger,
        pytest.raises(StoreError, match="events cannot be filtered by 'colour'; use one of: story_id, actor"),
    ):
        ledger.events(colour="red")


# --- finding by id -----------------------------------------------------------------------------------------


def test_a_record_is_found_by_its_id_or_the_beginning_of_it(path):
    with open_ledger(path, writable=False) as ledger:
        article = ledger.articles()[0]

        assert article == ledger.get(article.id)
        assert article == ledger.get(article.id[:12])


def test_documents_and_actors_are_found_too(path):
    with open_ledger(path, writable=False) as ledger:
        document = next(ledger.store.documents())

        assert document == ledger.get(document.id)
        assert "Anna" == ledger.get("person:anna").name


@pytest.mark.parametrize(
    ("expected", "beginning"),
    [
        ("nothing has the id art-none", "art-none"),
        ("several ids begin with art-", "art-"),
        ("nothing has the id", "%"),
        ("nothing has the id", ""),
    ],
)
def test_an_id_that_fits_none_or_several_is_refused(path, expected, beginning):
    with open_ledger(path, writable=False) as ledger, pytest.raises(NotFoundError, match=expected):
        ledger.get(beginning)


# --- failures of sources -----------------------------------------------------------------------------------


def failure(address, reason="it is empty"):
    return Failure(address=address, stage="sources", reason=reason, remedy="write something in it")


def test_a_failure_is_listed_once_and_goes_when_the_input_is_read_again(store):
    store.note_sources(["a.txt", "b.txt"], [failure("a.txt"), failure("b.txt")])
    store.note_sources(["a.txt"], [failure("a.txt")])
    assert ["a.txt", "b.txt"] == [f.address for f in store.failures()]

    store.note_sources(["a.txt"], [])
    assert ["b.txt"] == [f.address for f in store.failures()]


def test_the_lines_of_a_file_are_read_again_together(store):
    store.note_sources(["rows.jsonl"], [failure("rows.jsonl#2"), failure("rows.jsonl#7")])

    store.note_sources(["rows.jsonl"], [failure("rows.jsonl#7")])

    assert ["rows.jsonl#7"] == [f.address for f in store.failures()]


# --- the schema --------------------------------------------------------------------------------------------


def test_every_older_schema_has_a_way_to_this_one():
    assert set(range(2, schema.SCHEMA_VERSION + 1)) == set(schema.MIGRATIONS)


@pytest.fixture
def next_schema(monkeypatch):
    """The program as it will be after its schema grew."""
    monkeypatch.setattr(schema, "SCHEMA_VERSION", schema.SCHEMA_VERSION + 1)
    moves = {schema.SCHEMA_VERSION: ("ALTER TABLE stories ADD COLUMN mood TEXT",)}
    monkeypatch.setattr(schema, "MIGRATIONS", {**schema.MIGRATIONS, **moves})


def test_an_older_ledger_is_brought_up_to_date_with_all_it_holds(path, next_schema):
    with open_ledger(path) as ledger:
        assert "mood" in [c["name"] for c in inspect(ledger.store.engine).get_columns("stories")]
        assert 3 == len(ledger.articles())
    with open_ledger(path, writable=False) as ledger:
        assert 3 == ledger.store.count(Story)


def test_a_reader_of_an_older_ledger_is_told_what_to_do(path, next_schema):
    with pytest.raises(StoreError, match=r"has schema \d+, this program works with \d+: .* variorum run"):
        open_ledger(path, writable=False)


def test_a_migration_that_fails_changes_nothing(path, monkeypatch, next_schema):
    bad = ("ALTER TABLE stories ADD COLUMN mood TEXT", "ALTER TABLE nowhere ADD COLUMN mood TEXT")
    monkeypatch.setattr(schema, "MIGRATIONS", {schema.SCHEMA_VERSION: bad})

    with pytest.raises(StoreError):
        open_ledger(path)

    monkeypatch.setattr(schema, "SCHEMA_VERSION", schema.SCHEMA_VERSION - 1)
    with open_ledger(path) as ledger:
        assert "mood" not in [c["name"] for c in inspect(ledger.store.engine).get_columns("stories")]


@pytest.mark.parametrize("writable", [True, False])
def test_a_newer_ledger_is_refused_and_left_as_it_is(path, monkeypatch, writable):
    with open_ledger(path) as ledger, ledger.store.engine.begin() as c:
        c.execute(text("UPDATE meta SET value = '99' WHERE key = 'schema'"))

    with pytest.raises(StoreError, match=r"has schema 99, this program knows \d+: upgrade variorum"):
        open_ledger(path, writable=writable)


@pytest.mark.parametrize("writable", [True, False])
def test_what_is_not_a_database_is_refused(tmp_path, writable):
    path = tmp_path / "notes.db"
    path.write_bytes(b"These are my notes of the day.\n" * 100)

    with pytest.raises(StoreError, match=r"notes.db is not a ledger; name another with --db"):
        open_ledger(path, writable=writable)
    assert path.read_bytes().startswith(b"These are my notes")


@pytest.mark.parametrize("writable", [True, False])
def test_a_database_of_something_else_is_left_alone(tmp_path, writable):
    path = tmp_path / "places.sqlite"
    with sqlite3.connect(path) as other:
        other.execute("CREATE TABLE bookmarks (url TEXT)")
    other.close()
    before = path.read_bytes()

    with pytest.raises(StoreError, match=r"holds (something else|no ledger)"):
        open_ledger(path, writable=writable)
    assert before == path.read_bytes()


def test_the_schema_is_that_of_postgresql_too():
    dialect = postgresql.dialect()

    for table in schema.metadata.sorted_tables:
        assert "CREATE TABLE" in str(CreateTable(table).compile(dialect=dialect))
        for index in table.indexes:
            assert "CREATE INDEX" in str(CreateIndex(index).compile(dialect=dialect))


def test_every_stored_kind_has_a_table_of_strict_types(path):
    with open_ledger(path, writable=False) as ledger, ledger.store.reading() as c:
        listed = c.execute(text("PRAGMA main.table_list")).all()
    strict = {name for _, name, kind, _, _, strict in listed if kind == "table" and strict}
    assert {table.name for table in schema.metadata.sorted_tables} <= strict


# --- one writer, many readers ------------------------------------------------------------------------------


def test_a_second_writer_is_refused_and_a_reader_is_not(path):
    with open_ledger(path):
        with pytest.raises(StoreError, match=r"another process is writing to .*desk.db; wait for it to end"):
            open_ledger(path)
        with open_ledger(path, writable=False) as reader:
            assert 3 == len(reader.articles())


def test_another_name_of_the_same_ledger_is_no_way_round_the_lock(path, tmp_path):
    (tmp_path / "other.db").symlink_to(path)

    with open_ledger(path), pytest.raises(StoreError, match="another process is writing"):
        open_ledger(tmp_path / "other.db")


def test_a_process_that_died_holds_no_lock(path):
    code = f"import os, variorum; ledger = variorum.open({str(path)!r}); os._exit(1)"
    subprocess.run([sys.executable, "-c", code], check=False)

    with open_ledger(path) as ledger:
        assert 3 == len(ledger.articles())


READER = textwrap.dedent("""
    import sys, variorum
    with variorum.open(sys.argv[1], writable=False) as ledger:
        print(len(ledger.articles()), flush=True)
""")


def test_readers_read_while_something_is_written(path):
    with open_ledger(path) as ledger:
        ledger.add_documents([toy.document("d.txt", "Dana met the press.")])
        with ledger.store.writing() as c:
            c.execute(text("DELETE FROM articles"))
            read = subprocess.run(
                [sys.executable, "-c", READER, str(path)], capture_output=True, text=True, timeout=60
            )
            with open_ledger(path, writable=False) as reader:
                assert 3 == len(reader.articles())

    assert ("3\n", "") == (read.stdout, read.stderr)


def test_a_reader_that_asks_for_it_sees_one_moment(path):
    with open_ledger(path) as writer, open_ledger(path, writable=False) as reader:
        with reader.store.steady():
            assert 3 == len(reader.articles())
            writer.remove(writer.articles()[0].id)
            assert 3 == len(reader.articles())
        assert 2 == len(reader.articles())


def test_a_full_disk_is_said_in_words_and_nothing_is_lost(path):
    with open_ledger(path) as ledger:
        with ledger.store.engine.connect() as c:
            pages = c.execute(text("PRAGMA page_count")).scalar_one()
            c.execute(text(f"PRAGMA max_page_count = {pages}"))
        with pytest.raises(StoreError, match=r"no room left to write .*desk.db: free some"):
            ledger.add_documents([toy.document(f"{i}.txt", f"{i}" * 100_000) for i in range(20)])
        with ledger.store.engine.connect() as c:
            c.execute(text("PRAGMA max_page_count = 1000000"))
        assert 3 == len(ledger.articles())
        assert 1 == ledger.add_documents([toy.document("d.txt", "Dana met.")]).new


def test_a_damaged_ledger_is_said_in_words(path):
    with open_ledger(path) as ledger, ledger.store.engine.connect() as c:
        c.execute(text("COMMIT"))
        c.execute(text("PRAGMA wal_checkpoint(TRUNCATE)"))
        c.execute(text("BEGIN"))
    data = bytearray(path.read_bytes())
    data[8192:] = b"\xff" * (len(data) - 8192)
    path.write_bytes(data)

    with pytest.raises(StoreError, match=r"desk.db (is damaged|is not a ledger)"):
        open_ledger(path)


@pytest.mark.parametrize(
    ("expected", "name"),
    [("the folder .*nowhere does not exist; create it first", "nowhere/desk.db"), ("is a folder", ".")],
)
def test_a_place_where_no_ledger_can_be_is_named(tmp_path, expected, name):
    with pytest.raises(StoreError, match=expected):
        open_ledger(tmp_path / name)


def test_a_ledger_that_is_not_there_cannot_be_read(tmp_path):
    with pytest.raises(
        StoreError, match=r"there is no ledger at .*none.db; start one with: variorum --db .*none.db add"
    ):
        open_ledger(tmp_path / "none.db", writable=False)
    assert [] == list(tmp_path.iterdir())


def test_the_driver_is_one_that_speaks_sqlite():
    assert (3, 37) <= tuple(int(n) for n in driver().sqlite_version.split(".")[:2])
