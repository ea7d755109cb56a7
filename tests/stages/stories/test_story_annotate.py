import pytest
from story_examples import FERRY, RESCUE, SPOKEN, article, signature

from variorum.model import Credit, Story
from variorum.stages.stories.annotate import candidates, relation, stories_rows


def test_an_article_of_no_story_is_alone():
    rows = stories_rows([signature("b"), signature("a")], [Story(id="sto-1", article_ids=("a",))])

    assert list(rows) == [{"id": "b", "cluster": "b"}, {"id": "a", "cluster": "sto-1"}]


def test_candidates_share_a_third_of_their_prints():
    one, other = signature("b", prints=(4, 8, 12, 16, 20)), signature("a", prints=(4, 8, 12, 16, 24, 28))
    stranger = signature("c", prints=(4, 100, 104, 108))

    assert list(candidates([one, other, stranger])) == [{"a": "a", "b": "b", "score": 0.8}]


def test_a_template_print_makes_no_candidates():
    assert list(candidates([signature(f"a{n:02d}", prints=(4, 8, 12, 16)) for n in range(51)])) == []


def test_a_dispatch_printed_twice_is_republished_and_the_credit_names_its_origin():
    credit = Credit(agency="NWS", kind="whole", source_start=0, source_end=3)
    one, other = article("a", f"{FERRY} {RESCUE}", credits=(credit,)), article("b", f"{FERRY} {RESCUE}")

    assert relation(one, other) == {"id_a": "a", "id_b": "b", "label": "V", "origin": "NWS"}


def test_a_quotation_in_common_is_no_origin():
    found = relation(article("a", f"{FERRY} {SPOKEN}"), article("b", f"{RESCUE} {SPOKEN}"))

    assert (found["label"], found["origin"]) == ("Q", None)


def test_an_excerpt_names_the_outlet_it_is_from():
    quoting = f"{FERRY} {RESCUE} The Lantern Daily had it first. " + " ".join(f"word{n}" for n in range(40))
    one = article("a", quoting, outlet="Evening Beacon")
    other = article(
        "b", f"{FERRY} {RESCUE} " + " ".join(f"own{n}" for n in range(70)), outlet="Lantern Daily"
    )

    assert relation(one, other) == {"id_a": "a", "id_b": "b", "label": "E", "origin": "Lantern Daily"}


def test_prose_that_another_quotes_and_credits_is_an_excerpt():
    quoting = f"Boats are old there, the Lantern Daily wrote. “{FERRY} {RESCUE}” " + " ".join(
        f"word{n}" for n in range(40)
    )
    one, other = (
        article("a", quoting, outlet="Beacon"),
        article("b", f"{FERRY} {RESCUE}", outlet="Lantern Daily"),
    )

    assert relation(one, other) == {"id_a": "a", "id_b": "b", "label": "E", "origin": "Lantern Daily"}


def test_captions_in_common_are_boilerplate():
    caption = f"Hide Caption 1 of 6 Photos: {FERRY}"
    found = relation(
        article("a", f"{caption}\n{RESCUE}"), article("b", f"Other words stand here.\n{caption}")
    )

    assert found["label"] == "B"


@pytest.mark.parametrize(
    ("expected", "line"),
    [
        ("Reuters", "OSMERIA (Reuters) - The port closed."),
        ("Associated Press", "The Associated Press contributed to this report."),
        ("Associated Press", "Copyright 2026 The Associated Press. All rights reserved."),
        (None, "An officer told Reuters that the port closed."),
    ],
)
def test_the_origin_is_the_agency_a_text_credits(expected, line):
    found = relation(article("a", f"{line}\n{FERRY} {RESCUE}"), article("b", f"{FERRY} {RESCUE}"))

    assert (found["label"], found["origin"]) == ("V", expected)
