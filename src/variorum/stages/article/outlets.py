"""What is known of outlets: the table of their sites, and the lines that recur over pages of one of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from urllib.parse import urlsplit

import msgspec

from variorum import resources
from variorum.errors import SettingsError
from variorum.model import Profile
from variorum.stages.article.clean import fold

VERSION = 1
FEW = 5  # pages of an outlet up to which a line on two of them recurs
SHARE = 0.05  # of more pages than that, a line on three of them and on so many recurs
COPY = 0.5  # pages that share more than this of their lines are one text twice, and count once


class Outlet(msgspec.Struct, frozen=True, kw_only=True):
    """An outlet of the table. ``country`` is ISO 3166 alpha-3; ``kind`` as the table says, empty for most."""

    name: str
    country: str
    owner: str = ""
    kind: str = ""

    @property
    def state(self) -> str | None:
        """The state whose medium it is, or None."""
        return self.country if "state" in self.kind.split() else None

    @property
    def agency(self) -> bool:
        return "agency" in self.kind.split()


@cache
def _table() -> dict[str, Outlet]:
    table: dict[str, Outlet] = {}
    for row in resources.rows("outlets/outlets.tsv"):
        outlet = Outlet(name=row["name"], country=row["country"], owner=row["owner"], kind=row["kind"])
        for domain in row["domains"].split("|"):
            table[domain] = outlet
    return table


def by_address(url: str | None) -> Outlet | None:
    """The outlet whose site an address lies on, by the longest domain that fits; None when none does."""
    try:
        host = (urlsplit(url).hostname or "") if url else ""
    except ValueError:
        return None
    parts = host.lower().split(".")
    return next((found for i in range(len(parts)) if (found := _table().get(".".join(parts[i:])))), None)


def known(name: str | None, url: str | None) -> Outlet | None:
    """What the table knows of an article's outlet, by its site where that bears the name, else by the name;
    None when nothing is."""
    if not name:
        return None
    found = by_address(url)
    return found if found and found.name == name else _names().get(_plain(name))


@cache
def _names() -> dict[str, Outlet]:
    """Outlets by their folded names; a name that two of them have tells none."""
    found: dict[str, Outlet] = {}
    twice: set[str] = set()
    for outlet in dict.fromkeys(_table().values()):
        name = _plain(outlet.name)
        if found.setdefault(name, outlet) != outlet:
            twice.add(name)
    return {name: outlet for name, outlet in found.items() if name not in twice}


def _plain(name: str) -> str:
    return fold(name).removeprefix("the ")


def learn(articles_by_outlet: Mapping[str, Sequence[str]]) -> Profile:
    """The lines that recur over different texts of one outlet. The order of texts does not matter."""
    pages: dict[str, int] = {}
    lines: dict[str, dict[str, int]] = {}
    for outlet in sorted(articles_by_outlet):
        texts = _different(articles_by_outlet[outlet])
        counts: Counter[str] = Counter(line for text in texts for line in text)
        least = 2 if len(texts) <= FEW else max(3, -(-len(texts) * SHARE // 1))
        recurring = {line: count for line, count in sorted(counts.items()) if count >= least}
        pages[outlet] = len(texts)
        if recurring:
            lines[outlet] = recurring
    return Profile(version=VERSION, pages=pages, lines=lines)


def _different(texts: Sequence[str]) -> list[frozenset[str]]:
    """The folded lines of each text, without texts that are mostly one seen already."""
    kept: list[frozenset[str]] = []
    where: dict[str, list[int]] = {}
    for text in sorted(set(texts)):
        lines = frozenset(filter(None, map(fold, text.split("\n"))))
        shared = Counter(i for line in lines for i in where.get(line, ()))
        if not lines or any(n > COPY * min(len(lines), len(kept[i])) for i, n in shared.items()):
            continue
        for line in sorted(lines):
            where.setdefault(line, []).append(len(kept))
        kept.append(lines)
    return kept


def apply(profile: Profile, outlet: str | None, lines: Sequence[str]) -> list[bool]:
    """For every line whether it is template of its outlet; none is where the profile does not know it."""
    known = profile.lines.get(outlet or "", {})
    return [bool(known) and fold(line) in known for line in lines]


def save(profile: Profile, path: Path) -> None:
    """Write a profile as JSON, the same bytes for the same profile."""
    path.write_bytes(profile.encoded())


def load(path: Path) -> Profile:
    """Read a profile; raise SettingsError when the file is not one of this version."""
    try:
        profile = msgspec.json.decode(path.read_bytes(), type=Profile)
    except (OSError, msgspec.MsgspecError) as error:
        remedy = "one is made by: variorum outlets learn"
        raise SettingsError(f"{path.name} is not a profile of outlets ({error}); {remedy}") from None
    if profile.version != VERSION:
        remedy = "learn it again: variorum outlets learn"
        raise SettingsError(f"{path.name} is of version {profile.version}; {remedy}")
    return profile
