"""Places: where something is located, never where a report was filed."""

from __future__ import annotations

from itertools import chain

import pytest

from variorum.model import Article, Place
from variorum.resources import rows
from variorum.stages.circumstances import circumstances
from variorum.stages.circumstances.annotate import annotate, annotate_given
from variorum.stages.circumstances.gazetteer import FILES, Choice, lookup, names
from variorum.stages.circumstances.places import at
from variorum.stages.circumstances.places import places as found_in
from variorum.stages.parse import Parse, read


def places(text: str) -> list[Place]:
    article = Article(id="a", document_id="d", text=text)
    made = circumstances.run(article, Parse(id="p", doc=read(text)))
    return [r for r in made if isinstance(r, Place)]


@pytest.mark.model
@pytest.mark.parametrize(
    ("name", "country", "text"),
    [
        ("Pyongyang", "PRK", "The two ministers met in Pyongyang."),
        ("China", "CHN", "The parade was held in China."),
        ("Odesa", "UKR", "A ship burned at the port of Odesa."),
        ("Aden", "YEM", "Fishermen were rescued near Aden."),
    ],
)
def test_a_name_in_a_locative_position_is_a_place(name: str, country: str, text: str) -> None:
    (place,) = places(text)
    assert (name, country, "place", "known") == (place.name, place.country, place.use, place.knowledge)


@pytest.mark.model
@pytest.mark.parametrize("name", ["Kenya", "Nairobi"])
def test_a_state_or_capital_that_speaks_is_an_actor(name: str) -> None:
    (place,) = places(f"{name} rejected the offer and left the talks.")
    assert (name, "actor") == (place.name, place.use)


@pytest.mark.model
@pytest.mark.parametrize(
    "text",
    [
        "NAIROBI, Kenya (NWS) — The envoys rejected the offer.",
        "The remarks were directed at the United States.",
        "The Bank of China raised its rates.",
        "They praised the Kenyan minister.",
    ],
)
def test_a_dateline_or_part_of_a_longer_name_is_no_place(text: str) -> None:
    assert [] == [p.name for p in places(text) if p.use == "place"]


@pytest.mark.model
def test_a_place_outside_the_gazetteer_has_no_country() -> None:
    (place,) = places("The ferry was heading for the village of Sigunga when a squall struck.")
    assert ("Sigunga", None, None, "unknown") == (
        place.name,
        place.country,
        place.geonames_id,
        place.knowledge,
    )


@pytest.mark.model
def test_annotate_gives_times_and_places_with_their_offsets() -> None:
    text = "They met in Nairobi on Sunday."
    article = Article(id="a", document_id="d", text=text)
    made = annotate(article, reversed(list(circumstances.run(article, Parse(id="p", doc=read(text))))))
    assert [{"start": 23, "end": 29, "type": "DATE", "value": "XXXX-WXX-7"}] == made["timexes"]
    assert [(12, 19, "KEN", 184745)] == [
        (p["start"], p["end"], p["country"], p["geonames_id"]) for p in made["places"]
    ]


@pytest.mark.parametrize(
    ("number", "name", "text"),
    [
        (703448, "Kyiv", "They met in Kyiv."),
        (703448, "Kiev", "They met in Kiev."),
        (2210247, "Tripoli", "They met in Tripoli."),
        (266826, "Tripoli", "They met in Tripoli, Lebanon."),
        (614540, "Georgia", "They met in Georgia."),
        (2643743, "London", "They met in London."),
        (6058560, "London", "The bridge in London, Ontario, is shut."),
        (6058560, "London", "London has shut a bridge. The mayor of London, Ontario, was asked."),
        (4717560, "Paris", "The bridge in Paris, Texas, is shut."),
        (2988507, "Paris", "The bridge in Paris is shut."),
    ],
)
def test_of_places_with_one_name_the_report_decides(number: int, name: str, text: str) -> None:
    named = list(names(text))
    found = next(n for n in named if text[n.start : n.end] == name)
    assert number == Choice(text, named).among(found)[0].geonames_id


@pytest.mark.parametrize(
    ("country", "name", "text"),
    [
        ("USA", "Paris", "A man from Paris, Mo., was held."),
        ("USA", "Paris", "Paris is small. A man from Paris, Idaho, was held."),
        ("CAN", "Berlin", "The mill in Berlin, Sask., burned."),
        (None, "Paris", "A man from Paris, Texas, was held."),
        (None, "Moscow", "Talks between Moscow, Washington and Beijing failed."),
        (None, "Berlin", "She flew to Berlin, New York and Tokyo."),
        (None, "Ohio", "They won in Ohio, Michigan and Iowa."),
        (None, "Paris", "He left Paris, Germany and all he had."),
    ],
)
def test_a_division_that_follows_rules_out_places_elsewhere(
    country: str | None, name: str, text: str
) -> None:
    named = list(names(text))
    found = next(n for n in named if text[n.start : n.end] == name)
    within = Choice(text, named).foreign(found)
    assert country == (within.country if within else None)


@pytest.mark.parametrize(
    ("country", "name", "text"),
    [
        ("KEN", "Umoja", "A fire broke out in Nairobi's Umoja district."),
        ("KEN", "Umoja", "A fire broke out in Umoja district of Nairobi."),
        ("CHN", "Pinglu", "A dam broke in Pinglu county in Sichuan."),
        ("KEN", "Mwea Hall", "They met at Nairobi’s old Mwea Hall."),
        (None, "Umoja", "A fire broke out in Umoja. Nairobi sent help."),
        (None, "Umoja", "In Nairobi people spoke of a fire in Umoja."),
    ],
)
def test_the_words_beside_a_name_say_where_it_lies(country: str | None, name: str, text: str) -> None:
    start = text.index(name)
    within = Choice(text, list(names(text))).around(start, start + len(name))
    assert country == (within.country if within else None)


@pytest.mark.model
def test_a_place_of_no_gazetteer_has_the_country_of_what_it_lies_in() -> None:
    (place,) = places("He was held in Paris, Idaho.")[:1]
    assert ("Paris", "USA", None) == (place.name, place.country, place.geonames_id)


@pytest.mark.model
def test_given_spans_are_looked_up_wherever_they_stand() -> None:
    text = "Kenyan shops sell tea from Kericho County and Nowhereville."
    found = at(read(text), text, [(0, 6), (27, 41), (46, 58)])
    assert ["KEN", "KEN", None] == [f.entry.country if f.entry else None for f in found]


def test_a_nationality_leads_to_its_country() -> None:
    assert "KEN" == next(names("Kenyans voted.")).options[0].country


def test_what_is_no_name_is_found_nowhere() -> None:
    assert () == lookup("Nowhereville")


def test_the_longest_name_of_the_gazetteer_wins() -> None:
    text = "They went from North Korea’s border to New York City."
    assert ["North Korea", "New York City"] == [text[start:end] for start, end, _ in names(text)]


def test_every_line_of_the_gazetteer_can_be_read() -> None:
    kinds = {"country", "admin1", "capital", "city", "continent", "county", "feature"}
    for row in chain.from_iterable(rows(f"gazetteer/{file}.tsv") for file in FILES):
        assert row["name"] == row["name"].strip() != ""
        assert row["kind"] in kinds
        assert len(row["country"]) == 3 or (not row["country"] and row["kind"] in ("continent", "feature"))
        assert not row["lat"] or (-90 <= float(row["lat"]) <= 90 and -180 <= float(row["lon"]) <= 180)


@pytest.mark.model
def test_annotate_of_given_spans_has_these_places_alone() -> None:
    text = "They met in Nairobi on Sunday and spoke of Kisumu."
    article = Article(id="a", document_id="d", text=text)
    made = annotate_given(article, read(text), [(43, 49)])
    assert [] == made["timexes"]
    assert [(43, 49, "KEN")] == [(p["start"], p["end"], p["country"]) for p in made["places"]]


@pytest.mark.model
@pytest.mark.parametrize(
    ("use", "name", "text"),
    [
        ("place", "Kisumu", "The mayor of Kisumu resigned."),
        ("people", "Kenyans", "Kenyans voted."),
        ("actor", "Kenya", "Kenya expelled the envoy."),
        ("actor", "Kenya", "The envoy spoke with Kenya."),
        ("actor", "Kenya", "Tension between Kenya and Sudan grew."),
        ("place", "Kenya", "The envoy landed in Kenya."),
    ],
)
def test_annotate_tells_places_from_those_who_act(use: str, name: str, text: str) -> None:
    article = Article(id="a", document_id="d", text=text)
    made = annotate(article, circumstances.run(article, Parse(id="p", doc=read(text))))
    assert {use} == {p["use"] for p in made["places"] if text[p["start"] : p["end"]] == name}


@pytest.mark.model
def test_a_place_that_sets_nothing_is_no_place_of_an_event() -> None:
    text = "The mayor of Kisumu resigned."
    article = Article(id="a", document_id="d", text=text)
    found = [r for r in circumstances.run(article, Parse(id="p", doc=read(text))) if isinstance(r, Place)]
    assert ["actor"] == [place.use for place in found]


@pytest.mark.model
def test_a_name_with_an_article_is_no_town():
    text = "The two fleets met in the Pacific and sailed on to The Hague."
    found = {text[f.start : f.end]: f.entry for f in found_in(read(text), text)}

    assert found.get("Pacific") is None
    assert found["The Hague"].country == "NLD"


@pytest.mark.model
@pytest.mark.parametrize(
    ("name", "country", "text"),
    [
        ("Red Sea", None, "Two tankers were hit in the Red Sea."),
        ("Donbas", "UKR", "Shells fell across the Donbas."),
        ("Heathrow", "GBR", "Hundreds of passengers slept at Heathrow."),
        ("Pope County", "USA", "The car left the road in Pope County."),
    ],
)
def test_seas_regions_airports_and_counties_are_known(name: str, country: str | None, text: str) -> None:
    (place,) = places(text)
    assert (name, country, None, "known") == (place.name, place.country, place.geonames_id, place.knowledge)


@pytest.mark.model
def test_a_town_stands_where_the_dateline_says_it_lies() -> None:
    found = places("LONDON, Ky. (KNS) — A man was held in London. The court in London freed him.")
    assert ["USA", "USA"] == [p.country for p in found if p.name == "London"]


@pytest.mark.model
@pytest.mark.parametrize(
    ("country", "outlet"),
    [("GBR", "BBC"), ("USA", None), ("GBR", "news.bbc.co.uk"), ("USA", "Kisumu Herald")],
)
def test_an_outlets_country_decides_between_towns_of_one_name(country: str, outlet: str | None) -> None:
    article = Article(id="a", document_id="d", text="A shop burned in Lancaster.", outlet=outlet)
    made = circumstances.run(article, Parse(id="p", doc=read(article.text)))
    (place,) = (r for r in made if isinstance(r, Place))
    assert (country, outlet is not None and country == "GBR") == (
        place.country,
        "the outlet is of its country" in place.why,
    )


@pytest.mark.model
@pytest.mark.parametrize(
    ("use", "names_place", "name", "text"),
    [
        ("actor", True, "Kisumu", "The mayor of Kisumu resigned."),
        ("actor", False, "Kenya", "Kenya expelled the envoy."),
        ("actor", False, "Kenya", "Kenya's request was refused."),
        ("actor", True, "Kenya", "Kenya's border was quiet."),
        ("place", True, "Kenya", "The envoy landed in Kenya."),
        ("people", False, "Kenyans", "Kenyans voted."),
    ],
)
def test_a_record_tells_a_place_only_named_from_an_actor(
    use: str, names_place: bool, name: str, text: str
) -> None:
    (place,) = (p for p in places(text) if p.name == name)
    assert (use, names_place) == (place.use, place.names_place)
