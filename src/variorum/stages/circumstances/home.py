"""The country an outlet is of: weak evidence which of several towns of one name it means."""

from __future__ import annotations

from functools import cache
from urllib.parse import urlsplit

from variorum.model import Article
from variorum.resources import rows


def home(article: Article) -> str | None:
    """The country of an article's outlet by the table, by name or address; None when it is not there."""
    name = article.outlet
    by_name = _countries()[0].get(name.casefold()) if name else None
    return by_name or _by_host(_host(article.canonical)) or _by_host(name or "")


@cache
def _countries() -> tuple[dict[str, str], dict[str, str]]:
    """The countries of outlets by folded name, where all of a name agree, and by domain."""
    names: dict[str, set[str]] = {}
    domains: dict[str, str] = {}
    for row in rows("outlets/outlets.tsv"):
        names.setdefault(row["name"].casefold(), set()).add(row["country"])
        domains |= dict.fromkeys(row["domains"].split("|"), row["country"])
    return {name: min(found) for name, found in names.items() if len(found) == 1}, domains


def _host(address: str | None) -> str:
    try:
        return (urlsplit(address).hostname or "") if address else ""
    except ValueError:
        return ""


def _by_host(host: str) -> str | None:
    """The country of the longest domain of the table that a host ends in."""
    parts = host.lower().split(".")
    return next((c for i in range(len(parts)) if (c := _countries()[1].get(".".join(parts[i:])))), None)
