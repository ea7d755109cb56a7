"""Places: where something is located, never where a report was filed."""

from __future__ import annotations

import pytest

from variorum.model import Article, Place
from variorum.resources import rows
from variorum.stages.circumstances import circumstances
from variorum.stages.circumstances.annotate import annotate
from variorum.stages.circumstances.places import choose, gazetteer, names
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
    ("number", "name", "near", "container"),
    [
        (703448, "Kyiv", set(), None),
        (703448, "Kiev", set(), None),
        (2210247, "Tripoli", set(), None),
        (266826, "Tripoli", set(), "LBN"),
        (614540, "Georgia", set(), None),
        (4197000, "Georgia", set(), "USA"),
        (2643743, "London", {"CAN"}, None),
        (6058560, "London", set(), "CAN"),
    ],
)
def test_of_places_with_one_name_the_report_decides(
    number: int, name: str, near: set[str], container: str | None
) -> None:
    assert number == choose(gazetteer()[name], near, container)[0].geonames_id


def test_the_longest_name_of_the_gazetteer_wins() -> None:
    text = "They went from North Korea’s border to New York City."
    assert ["North Korea", "New York City"] == [text[start:end] for start, end, _ in names(text)]


def test_every_line_of_the_gazetteer_can_be_read() -> None:
    kinds = {"country", "admin1", "capital", "city"}
    for row in rows("gazetteer/places.tsv"):
        assert row["name"] == row["name"].strip() != ""
        assert row["kind"] in kinds
        assert len(row["country"]) == 3
        assert not row["lat"] or (-90 <= float(row["lat"]) <= 90 and -180 <= float(row["lon"]) <= 180)
