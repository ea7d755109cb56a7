"""What holds across the folders of data."""

from variorum.resources import rows, subjects, table

COLLECTIVE = {"org:news agencies", "org:tribune news service", "org:nyt news service", "org:cnn newsource"}
"""Credits to a service without a newsroom of its own, which are no actors."""
NOT_YET = {"org:sid", "org:epd", "org:iha", "org:dha", "org:estadao conteudo"}
"""Agencies that credits know and the actors stage does not."""


def test_an_agency_has_one_id():
    actors = {row["id"] for row in rows("organisations/organisations.tsv")}
    credited = {row["id"] for row in rows("agencies/agencies.tsv")}

    assert COLLECTIVE | NOT_YET == credited - actors


def test_every_folder_says_its_licence():
    assert all(table(f"{name}/SOURCE.toml")["licence"] for name in subjects())
