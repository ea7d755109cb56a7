"""A profile of outlets: learned by a command, given to a run, named in its manifest."""

import hashlib
import json
import random

import pytest
from click.testing import CliRunner

from variorum import learning
from variorum import run as running
from variorum.backends.engines import InlineEngine
from variorum.backends.processes import processes
from variorum.cli import main
from variorum.ledger import open_ledger
from variorum.model import Article, Profile, Removed, Segment
from variorum.pipeline import Pipeline
from variorum.sources.decode import decode
from variorum.sources.document import document
from variorum.stages.article import article
from variorum.stages.article.outlets import load, save
from variorum.stages.article.template import without_template

PIPELINE = Pipeline((article,))
"""The article stage alone, which is all that a profile concerns."""

FOOT = "The Veldara Post has told the harbour since 1871, and the Veldara Post will tell it tomorrow as well."
SHIPS = ("Aurelia", "Borealis", "Carmine", "Dorade")
PAGES = [
    f"""<!DOCTYPE html><html><body><article><h1>The {ship} sails again</h1>
<p>The {ship} left the port of Veldara on Tuesday with {n} hundred containers, the harbour master said.</p>
<p>“We have waited {n} weeks for the {ship},” said Odile Brantsen, who keeps the books of quay {n}.</p>
<p>{FOOT}</p><p>The {ship} is due in Anselm, {n} days from here, before the end of the month, she added.</p>
</article></body></html>"""
    for n, ship in enumerate(SHIPS, 2)
]
DOCUMENTS = [
    document(page.encode(), f"{ship}.html", "html", outlet="Veldara Post")
    for ship, page in zip(SHIPS, PAGES, strict=True)
]


@pytest.fixture(scope="module")
def profile():
    return learning.learn(learning.of_documents(DOCUMENTS, []))


def run(ledger, profile=None, engine=None):
    return running.run(
        ledger.store, engine or InlineEngine(), pipeline="test_learning:PIPELINE", profile=profile
    )


def test_a_line_on_several_pages_is_learned_whatever_their_order(profile):
    other = random.Random(3).sample(DOCUMENTS, len(DOCUMENTS))

    assert {"Veldara Post": 4} == profile.pages
    assert [4] == list(profile.lines["Veldara Post"].values())
    assert profile == learning.learn(learning.of_documents(other, []))


def test_a_run_takes_the_lines_of_its_profile_out_and_keeps_where_they_stood(profile):
    with open_ledger(None) as ledger:
        ledger.add_documents(DOCUMENTS)
        run(ledger, profile)

        for made in ledger.articles():
            (page,) = ledger.store.documents([made.document_id])
            text, _ = decode(page.body, "html")
            (taken,) = [r for r in made.removed if r.kind == "template"]
            assert FOOT not in made.text
            assert text[taken.source_start : taken.source_end] == FOOT
            for s in made.segments:
                assert made.text[s.start : s.end] == text[s.source_start : s.source_end]


def test_another_profile_has_the_articles_processed_again_and_is_named_in_the_manifest(profile):
    with open_ledger(None) as ledger:
        ledger.add_documents(DOCUMENTS)
        without = run(ledger)
        first = run(ledger, profile)
        again = run(ledger, profile)
        back = run(ledger)

    assert [4, 4, 0, 4] == [report.processed for report in (without, first, again, back)]
    assert [None, profile.digest] == [report.manifest["profile"] for report in (without, first)]
    assert first.manifest == again.manifest
    assert without.manifest == back.manifest


def test_workers_are_given_the_profile(profile, tmp_path):
    texts = []
    for engine in (InlineEngine(), processes(2)):
        with open_ledger(None) as ledger:
            ledger.add_documents(DOCUMENTS)
            running.run(
                ledger.store,
                engine,
                work=tmp_path / "work",
                pipeline="test_learning:PIPELINE",
                profile=profile,
            )
            texts.append([a.text for a in ledger.articles()])
        engine.close()

    assert texts[0] == texts[1]
    assert not (tmp_path / "work").exists()


def test_a_run_itself_never_learns():
    with open_ledger(None) as ledger:
        ledger.add_documents(DOCUMENTS)
        run(ledger)

        assert all(FOOT in made.text for made in ledger.articles())


def test_what_a_profile_took_out_is_learned_again(profile):
    with open_ledger(None) as ledger:
        ledger.add_documents(DOCUMENTS)
        run(ledger, profile)

        assert profile == learning.learn(learning.of_ledger(ledger))


def test_a_line_without_a_place_in_the_document_stays():
    made = Article(
        id="a",
        document_id="d",
        outlet="Post",
        text="One fell.\nWrite to us.\nTwo fell.",
        segments=(Segment(0, 9, 3, 12),),
    )
    known = Profile(lines={"Post": {"write to us": 2, "one fell": 2}})

    assert "Write to us.\nTwo fell." == without_template(made, known).text
    assert (Removed("template", 3, 12),) == without_template(made, known).removed


def test_a_text_that_is_nothing_but_template_stays():
    made = Article(
        id="a", document_id="d", outlet="Post", text="Write to us.", segments=(Segment(0, 12, 0, 12),)
    )

    assert made == without_template(made, Profile(lines={"Post": {"write to us": 2}}))


# --- the commands ------------------------------------------------------------------------------------------


@pytest.fixture
def desk(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    for ship, page in zip(SHIPS, PAGES, strict=True):
        (tmp_path / f"{ship}.html").write_text(
            page.replace("<html>", '<html><head><meta property="og:site_name" content="Veldara Post"></head>')
        )
    return tmp_path


def variorum(*args):
    return CliRunner().invoke(main, [str(a) for a in args], catch_exceptions=False)


def test_a_profile_is_learned_from_files_and_shown(desk, profile):
    done = variorum("outlets", "learn", *(f"{ship}.html" for ship in SHIPS), "-o", "outlets.json")

    assert 0 == done.exit_code
    digest = hashlib.sha256((desk / "outlets.json").read_bytes()).hexdigest()
    assert f"1 lines of 1 outlets from 4 pages\nprofile: outlets.json (sha256 {digest})\n" == done.stderr
    assert profile == load(desk / "outlets.json")
    shown = json.loads(variorum("outlets", "show", "Veldara Post", "--profile", "outlets.json").stdout)
    assert list(profile.lines["Veldara Post"]) == shown["template_lines"]


def test_annotate_is_given_a_profile(desk, profile):
    save(profile, desk / "outlets.json")
    row = {"id": "1", "html": (desk / "Aurelia.html").read_text()}
    (desk / "in.jsonl").write_text(json.dumps(row) + "\n")

    plain, given = (
        json.loads(variorum("annotate", "article", "in.jsonl", *more).stdout)
        for more in ((), ("--profile", "outlets.json"))
    )

    assert FOOT in plain["text"]
    assert FOOT not in given["text"]


def test_what_is_known_of_an_outlet_is_shown_by_its_name_or_its_site(desk):
    by_name, by_site = (
        json.loads(variorum("outlets", "show", n).stdout) for n in ("Xinhua", "english.news.cn")
    )

    assert by_name == by_site
    assert ("CHN", "state agency") == (by_name["state"], by_name["kind"])


@pytest.mark.parametrize(
    ("said", "args"),
    [
        ("nothing is known of Nobody's Post", ("outlets", "show", "Nobody's Post")),
        ("none.json is not a profile of outlets", ("outlets", "show", "Xinhua", "--profile", "none.json")),
    ],
)
def test_what_cannot_be_shown_is_said(desk, said, args):
    done = variorum(*args)

    assert 2 == done.exit_code
    assert said in done.stderr
