import pytest
from story_examples import article

from variorum.model import Actor, Mention, Span
from variorum.resources import rows, table
from variorum.stages.parse import Parse, read
from variorum.stages.stories.signature import fold_name, names, signature, weighted
from variorum.stages.stories.terms import background, idf


def mention(text, start, actor=None):
    span = Span("a", start, start + len(text))
    return Mention(id=f"men-{start}", article_id="a", span=span, text=text, actor=actor)


def test_names_by_actor_else_by_folded_words_most_frequent_first():
    kenya = Actor(id="KEN", name="Kenya", kind="state", state="KEN")

    found = names([mention("Sigrún’s", 0), mention("Kenya", 9, kenya), mention("Nairobi", 20, kenya)])

    assert found == ("KEN", "sigrun")


@pytest.mark.parametrize(
    ("expected", "name"), [("osmeria port", "the Osmeria Port’s"), ("jose", "José"), ("", "the")]
)
def test_a_folded_name(expected, name):
    assert expected == fold_name(name)


def test_terms_are_of_unit_length_and_heaviest_first():
    found = weighted({"ferry": 3, "company": 1})

    assert list(found) == ["ferry", "company"]
    assert pytest.approx(1, abs=0.001) == sum(weight**2 for weight in found.values())


def test_a_term_not_in_the_background_is_as_telling_as_any():
    assert max(background()[0].values()) <= idf("osmeria")


def test_the_background_holds_counts_of_words_only():
    table_rows = rows("terms/idf.tsv")

    assert all(row["lemma"] == "*" or row["lemma"].isalpha() for row in table_rows)
    assert all(int(row["documents"]) >= 2 for row in table_rows)
    assert len({row["lemma"] for row in rows("terms/stop.tsv")}) == len(rows("terms/stop.tsv"))


def test_the_weights_say_that_near_is_better_than_unknown_and_unknown_than_far():
    weights = table("terms/weights.toml")

    assert weights["near"] > weights["unknown"] > 0 > weights["base"]


@pytest.mark.model
def test_a_report_is_known_by_its_terms_and_title():
    text = "A ferry capsized off Osmeria on Monday. Divers searched the wreck, officials said."
    one = article(
        "a", text, title="Ferries: divers search Osmeria’s wreck", published="2026-10-26", outlet="Lantern"
    )

    [found] = signature.run(one, Parse(id="a", doc=read(text)), [])

    assert {"ferry", "diver", "wreck"} <= set(found.terms)
    assert not {"say", "monday", "official"} & set(found.terms)
    assert {"wreck", "osmeria"} <= set(found.title_terms)
    assert (found.day, found.outlet) == ("2026-10-26", "Lantern")
