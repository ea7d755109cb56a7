"""Everything is read again, and whatever does not hold is named."""

import zlib

import msgspec
import pytest
from sqlalchemy import text

import toy
from variorum.ledger import open_ledger
from variorum.verify import verify

REPORTS = ("Anna said: “We will go on.”", "Anna met Boris.", "Dana slept.")


@pytest.fixture
def ledger():
    with toy.filled(None, [toy.document(f"{i}.txt", t) for i, t in enumerate(REPORTS)]) as filled:
        toy.run(filled)
        yield filled


def alter(ledger, statement, **values):
    with ledger.store.engine.begin() as c:
        assert 1 == c.execute(text(statement), values).rowcount


def problems(ledger):
    return {(p.id, p.what) for p in verify(ledger.store).problems}


def test_everything_holds_after_a_run(ledger):
    found = verify(ledger.store)

    assert () == found.problems
    assert 3 == found.documents
    assert 3 + 5 + 1 + 3 + 1 + 2 + 2 == found.records
    assert 5 + 1 == found.spans


def test_a_byte_that_was_changed_is_named_with_its_document(ledger):
    document = next(d for d in ledger.store.documents() if d.address == "2.txt")
    body = zlib.compress(document.body.replace(b"Dana", b"Dora"))
    alter(ledger, "UPDATE documents SET body = :body WHERE id = :id", body=body, id=document.id)

    assert (document.id, "its bytes no longer have the hash they came with") in problems(ledger)


def test_bytes_that_cannot_be_unpacked_are_named(ledger):
    document = next(ledger.store.documents())
    alter(ledger, "UPDATE documents SET body = x'00ff00' WHERE id = :id", id=document.id)

    assert (document.id, "its bytes no longer have the hash they came with") in problems(ledger)


def test_a_span_that_was_moved_out_of_its_text_is_named(ledger):
    mention = next(iter(ledger.store.read(toy.Mention)))
    moved = msgspec.structs.replace(mention, span=toy.Span(mention.article_id, 5, 5000))
    body = msgspec.json.encode(moved).decode()
    alter(ledger, "UPDATE mentions SET body = :body WHERE id = :id", body=body, id=mention.id)

    found = problems(ledger)
    assert (mention.id, f"[5, 5000) does not lie in {mention.article_id}") in found
    assert (mention.id, "it is not the record that the run made") in found


def test_words_of_a_statement_that_are_not_those_of_the_text_are_named(ledger):
    statement = ledger.statements()[0]
    alter(ledger, "UPDATE statements SET words = 'We will stop.' WHERE id = :id", id=statement.id)

    assert {(statement.id, "its words are not those of its spans")} == problems(ledger)


def test_a_text_that_is_not_the_document_s_is_named(ledger):
    article = next(a for a in ledger.articles() if "Dana" in a.text)
    body = msgspec.json.encode(msgspec.structs.replace(article, text="Dana spoke.")).decode()
    alter(ledger, "UPDATE articles SET body = :body WHERE id = :id", body=body, id=article.id)

    found = problems(ledger)
    assert (article.id, "it is not the record that the run made") in found
    assert (article.id, "segment [0, 11) no longer has the document's words") in found
    assert (article.id, "its column text is not what the record says") in found


@pytest.mark.parametrize("body", ["", "{}", "not JSON", '{"id": "art-1"}'])
def test_a_body_that_cannot_be_read_is_named(ledger, body):
    article = ledger.articles()[0]
    alter(ledger, "UPDATE articles SET body = :body WHERE id = :id", body=body, id=article.id)

    assert (article.id, "its body can no longer be read") in problems(ledger)


def test_a_column_that_is_not_what_the_record_says_is_named(ledger):
    story = ledger.stories()[0]
    alter(ledger, "UPDATE stories SET reports = 9 WHERE id = :id", id=story.id)

    assert {(story.id, "its column reports is not what the record says")} == problems(ledger)


def test_a_record_that_is_gone_is_named_by_those_that_refer_to_it(ledger):
    mention = next(iter(ledger.store.read(toy.Mention)))
    alter(ledger, "DELETE FROM mentions WHERE id = :id", id=mention.id)

    named = [what for _, what in problems(ledger)]
    assert f"refers to {mention.id}, which is not there" in named
    assert "the records are not those the run made" in named


def test_a_manifest_that_was_altered_is_named(ledger):
    manifest = ledger.manifest()
    altered = msgspec.json.encode({**manifest, "model": "another model"}).decode()
    alter(ledger, "UPDATE runs SET manifest = :manifest", manifest=altered)

    assert {(manifest["run"], "the manifest was altered")} == problems(ledger)


def test_a_ledger_that_was_not_run_is_said_to_be_incomplete():
    with toy.filled(None, toy.documents(1)) as ledger:
        assert {("run", "no run has ended; the ledger is not complete: variorum run")} == problems(ledger)


def add(ledger):
    ledger.add_documents([toy.document("new.txt", "Emeka met.")])


def correct(ledger):
    ledger.add_documents([toy.document("2.txt", REPORTS[2], outlet="Harbour Courier")])


def remove(ledger):
    ledger.remove(ledger.articles()[0].id)


def accept(ledger):
    ledger.judge("accept", [ledger.stories()[0].id], who="a desk")


@pytest.mark.parametrize(
    ("expected", "change"),
    [
        ("documents were added, changed or removed", add),
        ("documents were added, changed or removed", correct),
        ("documents were added, changed or removed", remove),
        ("judgements were made", accept),
    ],
)
def test_what_was_done_since_the_last_run_is_said(ledger, expected, change):
    change(ledger)

    assert any(expected in what for _, what in problems(ledger))
    toy.run(ledger)
    assert set() == problems(ledger)


def test_a_reader_can_verify(tmp_path):
    path = tmp_path / "desk.db"
    with toy.filled(path, toy.documents(3)) as ledger:
        toy.run(ledger)

    with open_ledger(path, writable=False) as reader:
        assert () == verify(reader.store).problems
