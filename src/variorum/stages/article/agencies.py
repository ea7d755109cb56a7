"""The closed list of news agencies: who is named by a stretch, and whose own site an address is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from urllib.parse import urlsplit

from variorum import resources

FOLDERS = frozenset("afp ansa dpa efe lusa tass".split())  # short names that name nothing else there
UNNAMED = "org:news agencies"
PHOTOS = "org:gettyimages"


@cache
def _forms() -> tuple[re.Pattern[str], dict[str, str]]:
    """One expression for every form of every agency, and the id a form stands for."""
    ids: dict[str, str] = {}
    for row in resources.rows("agencies/agencies.tsv"):
        for form in (*row["forms"].split("|"), *row["short"].split("|"), row["name"]):
            if form:
                ids.setdefault(form, row["id"])
                if len(form) > 6 and not form.isupper():
                    ids.setdefault(form.upper(), row["id"])
    longest = sorted(ids, key=lambda form: (-len(form), form))
    return re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, longest))})(?![\w-])"), ids


@cache
def _domains() -> dict[str, str]:
    rows = resources.rows("agencies/agencies.tsv")
    return {domain: row["id"] for row in rows for domain in row["domains"].split("|") if domain}


def named_in(line: str) -> Iterator[tuple[str, int, int]]:
    """Every agency a stretch names by a form of the list, with where it does."""
    pattern, ids = _forms()
    for found in pattern.finditer(line):
        yield ids[found[0]], found.start(), found.end()


def first_in(line: str) -> str | None:
    """The first agency a stretch names, one with a name before *agencies*; None when it names none."""
    found = [agency for agency, _, _ in named_in(line)]
    return next((agency for agency in found if agency != UNNAMED), found[0] if found else None)


@cache
def _names() -> dict[str, str]:
    return {row["id"]: row["name"] for row in resources.rows("agencies/agencies.tsv")}


def name_of(agency: str) -> str:
    """The name of an agency by its id; of one outside the list empty."""
    return _names().get(agency, "")


def own_site(url: str | None) -> str | None:
    """The agency whose own site an address belongs to."""
    try:
        host = (urlsplit(url).hostname or "") if url else ""
    except ValueError:
        return None
    parts = host.split(".")
    return next((_domains()[d] for i in range(len(parts)) if (d := ".".join(parts[i:])) in _domains()), None)


def in_path(url: str | None) -> tuple[str, str] | None:
    """The agency that a folder of an address is named after, and the folder (``/reuters/``); None for most.

    Short names and initials mean too much in addresses: all but a few are left out."""
    try:
        folders = urlsplit(url).path.split("/")[1:-1] if url else []
    except ValueError:
        return None
    return next(((_folders()[name], f"/{name}/") for name in folders if name in _folders()), None)


@cache
def _folders() -> dict[str, str]:
    found: dict[str, str] = {}
    for row in resources.rows("agencies/agencies.tsv"):
        if row["id"] == PHOTOS:
            continue
        domains = [domain.split(".")[0] for domain in row["domains"].split("|")]
        for name in (row["name"].lower(), *row["short"].lower().split("|"), *domains):
            if name.isalpha() and (len(name) > 4 or name in FOLDERS):
                found.setdefault(name, row["id"])
    return found
