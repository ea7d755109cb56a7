"""The Python interface, as the README shows it."""

import pytest

import toy
import variorum
from variorum.errors import InputError, NotFoundError, WitnessError
from variorum.model import Article, Mention, Statement

TEXTS = {
    "courier.txt": "Anna said: “We will go on.” Boris listened.",
    "ledger.txt": "Anna met Boris in the harbour.",
    "beacon.txt": "Dana slept.",
}


@pytest.fixture
def folder(tmp_path):
    for name, text in TEXTS.items():
        (tmp_path / "in").mkdir(exist_ok=True)
        (tmp_path / "in" / name).write_text(text)
    return tmp_path / "in"


@pytest.fixture
def ledger(folder, tmp_path):
    with variorum.open(tmp_path / "desk.db") as opened:
        opened.add(folder)
        toy.run(opened)
        yield opened


def test_adding_says_what_is_new_what_was_there_and_what_failed(folder, tmp_path):
    (folder / "empty.txt").write_text("")

    with variorum.open(tmp_path / "desk.db") as ledger:
        first = ledger.add(folder)
        again = ledger.add(str(folder / "courier.txt"), folder / "none.txt")

    assert (3, 0, ["empty.txt"]) == (first.new, first.known, [f.address for f in first.failures])
    assert (0, 1, ["none.txt"]) == (again.new, again.known, [f.address for f in again.failures])
    assert all(f.reason and f.remedy for f in (*first.failures, *again.failures))


def test_a_failure_goes_when_its_input_is_mended(folder, tmp_path):
    (folder / "broken.txt").write_text("")

    with variorum.open(tmp_path / "desk.db") as ledger:
        ledger.add(folder)
        assert ["broken.txt"] == [f.address for f in ledger.failures()]
        (folder / "broken.txt").write_text("Emeka met the press in the harbour on Sunday.")
        ledger.add(folder)

        assert [] == ledger.failures()


def test_what_the_user_knows_wins(folder, tmp_path):
    with variorum.open(tmp_path / "desk.db") as ledger:
        ledger.add(folder, published="2026-11-22", outlet="Harbour Courier")
        toy.run(ledger)

        assert {("2026-11-22", "Harbour Courier")} == {(a.published, a.outlet) for a in ledger.articles()}


def test_the_largest_story_stands_first_and_has_a_collation(ledger):
    story = ledger.stories()[0]
    edition = story.collation()

    assert 2 == len(story.article_ids) == len(edition.witnesses)
    assert story.id == edition.id == edition.story.id
    assert set(story.article_ids) == set(edition.hashes) == set(edition.addresses)
    assert ledger.manifest()["run"] == edition.run
    assert [ledger.events(story_id=story.id)[0].id] == [e.id for e in edition.events]


def test_a_collation_is_had_by_the_beginning_of_an_id(ledger):
    story = ledger.stories()[0]

    assert story.id == ledger.collation(story.id[:14]).id
    with pytest.raises(NotFoundError, match=r"is not a story; they are listed by: variorum stories"):
        ledger.collation(ledger.articles()[0].id)


def test_every_object_has_an_id_spans_reasons_and_what_is_known(ledger):
    kinds = [ledger.articles, ledger.statements, ledger.events, ledger.stories, ledger.actors]
    kinds += [lambda: ledger.read(Mention), lambda: [s.collation() for s in ledger.stories()]]

    for one in [record for kind in kinds for record in kind()]:
        assert one.id
        assert isinstance(one.spans, tuple)
        assert isinstance(one.why, tuple)
        assert one.knowledge in ("known", "unknown", "not applicable")


def test_evidence_is_the_words_a_record_rests_on(ledger):
    (statement,) = ledger.statements()

    assert ["We will go on."] == [words for _, words in ledger.evidence(statement)]


def test_the_evidence_of_a_record_without_spans_is_that_of_the_records_it_rests_on(ledger):
    story = ledger.stories()[0]
    (event,) = ledger.events(story_id=story.id)
    words = [words for _, words in ledger.evidence(event)]

    assert ["Anna", "Anna", "Boris", "Boris", "We"] == sorted(words)
    assert ["Dana"] == [w for _, w in ledger.evidence(ledger.get("person:dana"))]


def test_actors_stand_with_their_mentions_the_most_named_first(ledger):
    actors = ledger.actors()

    assert ["Anna", "Boris", "Dana", "We"] == [a.name for a in actors]
    assert (2, 2) == (len(actors[0].mention_ids), actors[0].articles)


@pytest.mark.parametrize("kind", [Article, Statement])
def test_records_come_by_id(ledger, kind):
    ids = [record.id for record in ledger.read(kind)]

    assert sorted(ids) == ids


def test_a_document_is_removed_by_its_id_or_that_of_its_article(ledger):
    first, second, third = ledger.articles()

    assert first.document_id == ledger.remove(first.id)
    assert second.document_id == ledger.remove(second.document_id[:12])
    assert [third.id] == [a.id for a in ledger.articles()]


def test_only_documents_can_be_removed(ledger):
    with pytest.raises(NotFoundError, match="is not an article or document; only those can be removed"):
        ledger.remove(ledger.stories()[0].id)


def test_a_ledger_without_a_path_goes_when_it_is_closed(folder):
    with variorum.open(None) as ledger:
        ledger.add(folder)
        path = ledger.store.path
        assert path.exists()

    assert not path.exists()


TWO = (
    "The minister said on Tuesday: “We strongly support the pursuit of a fairer order.”",
    "“We strongly support … a fairer order,” the minister said.",
)


@pytest.mark.model
def test_two_texts_are_collated_without_a_ledger_and_the_same_each_time(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)

    edition = variorum.compare(*TWO, published=["2026-11-22", None], outlets=[None, "Harbour Courier"])

    assert [("2026-11-22", None), (None, "Harbour Courier")] == [
        (w.published, w.outlet) for w in edition.witnesses
    ]
    assert [] == list(tmp_path.iterdir())
    assert (
        edition.to_dict()
        == variorum.compare(*TWO, published=["2026-11-22", None], outlets=[None, "Harbour Courier"]).to_dict()
    )


@pytest.mark.model
def test_the_order_of_the_texts_does_not_matter():
    def told(edition):
        return {(line.kind, tuple(sorted(edition.words(s) for s in line.spans))) for line in edition.lines}

    assert told(variorum.compare(*TWO)) == told(variorum.compare(*reversed(TWO)))


@pytest.mark.model
def test_nothing_that_can_be_read_is_nothing_to_compare():
    with pytest.raises(InputError, match=r"nothing to compare: text 1: it is empty; text 2"):
        variorum.compare("", " ")


@pytest.mark.parametrize("texts", [["Anna met Boris."], ["Anna met Boris.", "Anna met Boris."]])
def test_one_witness_is_no_comparison(texts):
    with pytest.raises(WitnessError, match="compare takes two"):
        variorum.compare(*texts)
