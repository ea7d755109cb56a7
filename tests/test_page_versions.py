"""A changed page is a new version of its article: the newest tells stories, the older ones are kept."""

import random
from itertools import permutations

import msgspec
import pytest
from sqlalchemy import text

import toy
from variorum.backends import schema
from variorum.cli.filling import summary
from variorum.cli.reading import placed
from variorum.export.lines import jsonl
from variorum.ledger import open_ledger
from variorum.model import Article, Mention, make_id
from variorum.verify import verify

URL = "https://veldara.example/port"
FIRST = toy.document("one.html", "Anna met the press.", url=URL, published="2026-11-21T08:00:00+00:00")
SECOND = toy.document("two.html", "Boris met the press.", url=URL, published="2026-11-21T10:00:00+01:00")
THIRD = toy.document("three.html", "Chidi met the press.", url=URL, published="2026-11-22")
OTHER = toy.document("other.html", "Anna slept.", url="https://veldara.example/night")


def article(document):
    return make_id("art", document.id)


def told(ledger):
    """The articles that tell stories."""
    return sorted(a for s in ledger.stories() for a in s.article_ids)


def exported(ledger):
    return b"".join(jsonl(ledger))


def test_the_newest_tells_the_story_and_the_older_one_is_kept():
    with toy.filled(None, [FIRST, OTHER]) as ledger:
        toy.run(ledger)
        added = ledger.add_documents([SECOND])
        toy.run(ledger)

        assert (1, 0, 1) == (added.new, added.known, added.versions)
        assert sorted([article(SECOND), article(OTHER)]) == told(ledger)
        assert sorted([article(SECOND), article(OTHER)]) == [a.id for a in ledger.articles()]
        assert "Anna met the press." == ledger.get(article(FIRST)).text
        assert (article(FIRST), article(SECOND)) == ledger.versions(article(SECOND))
        assert {article(SECOND), article(OTHER)} == {m.article_id for m in ledger.read(Mention)}
        assert () == verify(ledger.store).problems


@pytest.mark.parametrize("order", list(permutations([FIRST, SECOND, THIRD])))
def test_the_order_of_adding_does_not_matter_where_times_are_stated(order):
    with toy.filled(None, [OTHER, FIRST, SECOND, THIRD]) as ledger:
        toy.run(ledger)
        expected = exported(ledger)

    with toy.filled(None, [OTHER]) as ledger:
        for document in order:
            ledger.add_documents([document])
            toy.run(ledger)

        assert (article(FIRST), article(SECOND), article(THIRD)) == ledger.versions(article(FIRST))
        assert expected == exported(ledger)


@pytest.mark.parametrize("seed", range(3))
def test_added_and_removed_in_any_order_a_ledger_ends_as_if_made_afresh(seed):
    made = [
        toy.document(
            f"{page}-{v}.html",
            f"{toy.PEOPLE[(page + v) % 8]} met number {page} and {v}.",
            url=f"https://veldara.example/{page}",
            published=f"2026-11-{10 + v}",
        )
        for page in range(6)
        for v in range(4)
    ]
    with toy.filled(None, made) as ledger:
        toy.run(ledger)
        expected = exported(ledger)
    chance = random.Random(seed)
    chance.shuffle(made)

    with toy.filled(None, []) as ledger:
        while made:
            for _ in range(min(len(made), chance.randint(1, 6))):
                ledger.add_documents([made.pop()])
            toy.run(ledger)
            if chance.random() < 0.4:
                gone = chance.choice(list(ledger.store.documents()))
                ledger.remove(gone.id)
                made.append(gone)
                if chance.random() < 0.5:
                    toy.run(ledger)

        assert expected == exported(ledger)


def test_when_the_newest_is_removed_the_one_before_tells_the_story_again():
    with toy.filled(None, [FIRST, OTHER]) as ledger:
        toy.run(ledger)
        expected = exported(ledger)
        ledger.add_documents([SECOND])
        toy.run(ledger)
        ledger.remove(article(SECOND))
        toy.run(ledger)

        assert expected == exported(ledger)


def test_processed_again_by_another_program_a_ledger_is_the_same():
    with toy.filled(None, [FIRST, SECOND, OTHER]) as ledger:
        toy.run(ledger)
        expected = exported(ledger)
        with ledger.store.writing() as c:
            c.execute(text("UPDATE documents SET stamp = 'another'"))

        assert 3 == toy.run(ledger).processed
        assert expected == exported(ledger)


def test_a_version_that_gives_no_article_takes_no_place():
    wall = toy.document("wall.html", "BROKEN", url=URL, published="2026-11-25")
    with toy.filled(None, [FIRST, wall]) as ledger:
        toy.run(ledger)

        assert [article(FIRST)] == told(ledger)


@pytest.mark.parametrize("turned", [False, True])
def test_a_page_goes_before_an_item_of_a_feed(turned):
    item = toy.document("feed.xml#1", "Anna met.", url=URL, published="2026-11-25", form="item")
    with toy.filled(None, [item, FIRST][:: -1 if turned else 1]) as ledger:
        toy.run(ledger)

        assert [article(FIRST)] == told(ledger)
        assert (article(item), article(FIRST)) == ledger.versions(article(item))


@pytest.mark.parametrize("turned", [False, True])
def test_of_one_time_the_one_fetched_later_is_newer(turned):
    early = toy.document("a.warc#1", "Anna met.", url=URL, fetched="2026-11-21T10:00:00+00:00")
    late = toy.document("b.warc#1", "Boris met.", url=URL, fetched="2026-11-21T11:00:00+00:00")
    with toy.filled(None, [late, early][:: -1 if turned else 1]) as ledger:
        toy.run(ledger)

        assert [article(late)] == told(ledger)


def test_bytes_that_come_back_later_are_the_newest_again():
    early = toy.document("a.warc#1", "Anna met.", url=URL, fetched="2026-11-21T10:00:00+00:00")
    late = toy.document("b.warc#1", "Boris met.", url=URL, fetched="2026-11-21T11:00:00+00:00")
    back = msgspec.structs.replace(early, fetched="2026-11-21T12:00:00+00:00")
    with toy.filled(None, [early, late]) as ledger:
        toy.run(ledger)
        ledger.add_documents([back])
        toy.run(ledger)

        assert [article(early)] == told(ledger)


def test_where_nothing_is_stated_the_one_added_later_is_newer():
    plain = [toy.document(f"{n}.html", f"{n} met.", url=URL) for n in ("Anna", "Boris", "Chidi")]
    with toy.filled(None, plain) as ledger:
        toy.run(ledger)

        assert tuple(map(article, plain)) == ledger.versions(article(plain[0]))


def test_the_same_bytes_under_an_address_with_a_tracking_parameter_are_no_new_version():
    tracked = toy.document("two", "Anna met the press.", url=f"{URL}?utm_source=x", published="2026-11-21")
    with toy.filled(None, [FIRST]) as ledger:
        assert 0 == ledger.add_documents([tracked]).versions
        toy.run(ledger)

        assert 1 == len(told(ledger))


def test_a_page_without_an_address_has_no_versions():
    with toy.filled(
        None, [toy.document("a.html", "Anna met."), toy.document("a.html", "Boris met.")]
    ) as ledger:
        toy.run(ledger)

        assert 2 == len(told(ledger))


def test_a_judgement_holds_for_the_newer_version_too():
    with toy.filled(None, [FIRST, OTHER]) as ledger:
        toy.run(ledger)
        (story,) = ledger.stories()
        ledger.judge("split", [story.id, article(OTHER)], who="desk", when="2026-11-21T12:00:00Z")
        changed = toy.document("two.html", "Anna met all of the press.", url=URL, published="2026-11-22")
        ledger.add_documents([changed])
        toy.run(ledger)

        assert [1, 1] == [len(s.article_ids) for s in ledger.stories()]


def test_two_versions_can_be_compared():
    with toy.filled(None, [FIRST, SECOND]) as ledger:
        toy.run(ledger, every_version=True)

        assert sorted([article(FIRST), article(SECOND)]) == told(ledger)


def test_the_export_and_the_manifest_tell_the_newer_version():
    with toy.filled(None, [FIRST, SECOND]) as ledger:
        toy.run(ledger)
        rows = [msgspec.json.decode(line) for line in exported(ledger).splitlines()]

        newer = {row["id"]: row["newer"] for row in rows if row["record"] == "Article"}
        assert {article(FIRST): article(SECOND), article(SECOND): None} == newer
        inputs = {row["id"]: row["newer"] for row in rows[0]["inputs"]}
        assert {FIRST.id: SECOND.id, SECOND.id: None} == inputs


def test_what_show_says_of_a_version():
    assert {"newer": "c", "older": ["a"]} == placed(("a", "b", "c"), "b")
    assert {"newer": None, "older": []} == placed(("a",), "a")


@pytest.mark.parametrize(
    ("versions", "expected"),
    [
        (0, "3 new, 1 already there, 0 failed"),
        (1, "3 new (1 of them a new version of a page), 1 already there, 0 failed"),
        (2, "3 new (2 of them new versions of pages), 1 already there, 0 failed"),
    ],
)
def test_what_add_says(versions, expected):
    from variorum.ledger import Added

    assert expected == summary(Added(3, 1, (), versions))


def test_a_ledger_from_before_versions_gets_them(tmp_path):
    path = tmp_path / "desk.db"
    with toy.filled(path, [FIRST, SECOND]) as ledger:
        toy.run(ledger)
        expected = exported(ledger)
        with ledger.store.engine.begin() as c:
            for index in ("page", "newer"):
                c.execute(text(f"DROP INDEX ix_documents_{index}"))
            for column in ("form", "fetched", "encoding", "page", "newer", "added"):
                c.execute(text(f"ALTER TABLE documents DROP COLUMN {column}"))
            c.execute(text("ALTER TABLE articles DROP COLUMN modified"))
            c.execute(text("ALTER TABLE links DROP COLUMN score"))
            c.execute(text("ALTER TABLE stories DROP COLUMN saga"))
            c.execute(text("DROP TABLE told"))
            c.execute(text("DROP TABLE changes"))
            c.execute(text("UPDATE documents SET stamp = NULL"))
            c.execute(text("DELETE FROM meta WHERE key = 'settled'"))
            c.execute(text("UPDATE meta SET value = '1' WHERE key = 'schema'"))

    with open_ledger(path) as ledger:
        toy.run(ledger)

        assert expected == exported(ledger)
        assert [str(schema.SCHEMA_VERSION)] == list(
            ledger.store.engine.connect()
            .execute(text("SELECT value FROM meta WHERE key = 'schema'"))
            .scalars()
        )
        assert 2 == ledger.store.count(Article)
