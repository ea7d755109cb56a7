"""The actors stage on sentences about invented persons."""

from itertools import pairwise

import pytest

from variorum.model import Article
from variorum.stages.actors import actors
from variorum.stages.actors.annotate import annotate
from variorum.stages.parse import Parse, read

pytestmark = pytest.mark.model

TALKS = (
    "Kenyan Foreign Minister Josephat Arwa Kilindo met his North Korean counterpart, Pak Sol Mi, in Beijing. "
    "Kilindo told Pak that Kenya would listen, according to a ministry readout. "
    "The Kenyan Ministry of Foreign Affairs published it. The North Korean minister thanked Kilindo."
)


def mentions(text):
    article = Article(id="article-1", document_id="document-1", text=text)
    return list(actors.run(article, Parse(id=article.id, doc=read(text))))


def ids(text):
    return {m.text: m.actor.id if m.actor else None for m in mentions(text)}


def test_mentions_are_verbatim_in_order_and_apart():
    found = mentions(TALKS)
    assert [m.text for m in found] == [TALKS[m.span.start : m.span.end] for m in found]
    assert all(a.span.end <= b.span.start for a, b in pairwise(found))
    assert len({m.id for m in found}) == len(found)
    assert all(m.made_by == "actors/4" and 0 <= m.score <= 1 and m.why for m in found)


def test_a_title_gives_state_and_role_and_a_surname_the_person():
    found = {m.text: m.actor for m in mentions(TALKS)}
    minister = found["Kenyan Foreign Minister Josephat Arwa Kilindo"]
    assert (minister.id, minister.name) == ("person:josephat arwa kilindo", "Josephat Arwa Kilindo")
    assert (minister.state, minister.role) == ("KEN", "GOV")
    assert minister == found["Kilindo"]


def test_a_counterpart_has_the_office_of_the_other():
    found = {m.text: m.actor for m in mentions(TALKS)}
    assert (found["Pak Sol Mi"].id, found["Pak Sol Mi"].state) == ("person:pak sol mi", "PRK")
    assert found["Pak Sol Mi"] == found["North Korean counterpart"] == found["North Korean minister"]


def test_the_ministry_is_the_one_that_the_text_names():
    found = ids(TALKS)
    assert "KEN:MFA" == found["Kenyan Ministry of Foreign Affairs"] == found["ministry"]


def test_two_ministers_are_candidates_for_the_minister():
    text = "Chilean Trade Minister Ana Reyes met Peruvian Trade Minister Luis Quispe. The minister left."
    last = mentions(text)[-1]
    assert (last.text, last.actor, last.knowledge) == ("minister", None, "unknown")
    assert last.candidates == ("person:ana reyes", "person:luis quispe")


@pytest.mark.parametrize(
    ("codes", "text"),
    [
        (["CHN"], "Beijing is locked in a dispute with its neighbours."),
        ([], "The talks were held in Beijing."),
        ([], "NAIROBI — The talks went on for a third day."),
        (["KEN", "MNG"], "The ties between Kenya and Mongolia are old."),
        (["PRK", "CHN"], "The friendship between Pyongyang and Beijing is old."),
    ],
)
def test_a_government_acts_and_a_place_does_not(codes, text):
    assert codes == [m.actor.id for m in mentions(text) if not m.pronoun]


@pytest.mark.parametrize(
    ("expected", "text"),
    [
        ("person:dulguun saruulkhan", "Mongolia’s Dulguun Saruulkhan arrived late."),
        ("org:kcna", "North Korea’s state-run KCNA reported the visit."),
        ("org:un", "The U.N. sent an envoy."),
        ("IRN", "Iranians crossed the border."),
        ("CHN", "The Chinese government objected."),
        ("FRA:FM", "The French foreign minister declined to comment."),
    ],
)
def test_what_a_phrase_denotes(expected, text):
    assert expected in ids(text).values()


def test_a_person_called_un_is_not_the_united_nations():
    assert "org:un" not in ids("Kim Jong Un travelled to China. KIM JONG UN ARRIVES FOR TALKS").values()


def test_a_sea_and_a_bank_are_not_their_states():
    found = ids("Ships crossed the South China Sea. The Bank of Japan raised its rate.")
    assert not {"CHN", "JPN"} & set(found.values())


def test_an_ambiguous_name_needs_another_word_for_the_state():
    assert ids("Georgia said it would vote.") == {"Georgia": None}
    assert ids("Georgia said it would vote. Tbilisi has denied this.")["Georgia"] == "GEO"


def test_nothing_is_found_where_nobody_is_named():
    assert mentions("It rained for three days, and then the river rose.") == []
    assert mentions("") == []


def test_the_row_of_the_contract():
    article = Article(
        id="article-1", document_id="document-1", text="The European Union and Hamas disagreed."
    )
    found = list(actors.run(article, Parse(id=article.id, doc=read(article.text))))
    row = annotate(article, found)
    assert row["id"] == "article-1"
    assert [(a["state"], a["role"]) for a in row["actors"]] == [("IGOEUR", "IGO"), ("PSE", "REB")]
    assert [a["span"] for a in row["actors"]] == [[4, 18], [23, 28]]
    assert [a["person"] for a in row["actors"]] == [None, None]
