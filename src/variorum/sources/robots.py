"""What a site's robots.txt allows, as RFC 9309 has it.

The standard library's reader takes the first rule that fits, and ``*`` inside a path as a letter; sites are
written for the longest rule and for wildcards, so it would both fetch what is shut and leave what is open.
"""

from __future__ import annotations

import re
from urllib.parse import quote, unquote

import msgspec

MOST = 5_000  # rules of a file that are kept
LINE = re.compile(r"\s*([A-Za-z-]+)\s*:\s*([^#]*)")


class Rules(msgspec.Struct, frozen=True):
    """The rules for one program: patterns of paths with whether they are allowed, and its delay."""

    paths: tuple[tuple[str, bool], ...] = ()
    delay: float | None = None

    def allow(self, path: str) -> bool:
        """Whether a path with its query may be fetched: the longest pattern decides, allowing at a tie."""
        path = _escaped(path)
        fitting = [(len(pattern), allowed) for pattern, allowed in self.paths if _fits(pattern, path)]
        return max(fitting)[1] if fitting and path != "/robots.txt" else True


def parse(text: str, agent: str) -> Rules:
    """The rules for a program: of the groups that name it, else of those for all, else none."""
    groups: dict[str, list[tuple[str, str]]] = {}
    names: list[str] = []
    open_group = True  # further user-agent lines belong to the same group until its first rule
    for row in text.splitlines()[: MOST * 4]:
        found = LINE.match(row[:2_000])
        if not found:
            continue
        key, value = found[1].lower(), found[2].strip()
        if key == "user-agent":
            names = [*names, value.lower()] if open_group else [value.lower()]
            open_group = True
            for name in names:
                groups.setdefault(name, [])
        elif key in ("allow", "disallow", "crawl-delay"):
            open_group = False
            for name in names:
                groups[name].append((key, value))
    named = [rules for name, rules in groups.items() if _token(name) == agent.lower()]
    chosen = [rule for rules in named or [groups.get("*", [])] for rule in rules][:MOST]
    paths = tuple(
        (_escaped(value), key == "allow") for key, value in chosen if key != "crawl-delay" and value
    )
    delays = [float(v) for k, v in chosen if k == "crawl-delay" and re.fullmatch(r"\d{1,6}(?:\.\d{1,6})?", v)]
    return Rules(paths, max(delays, default=None))


def _token(name: str) -> str:
    found = re.match(r"[a-z_-]+", name)
    return found[0] if found else ""


def _fits(pattern: str, path: str) -> bool:
    """Whether a path begins as a pattern says; ``*`` is any run of characters, a last ``$`` the end."""
    ends = pattern.endswith("$")
    first, *rest = pattern.removesuffix("$").split("*")
    if not path.startswith(first):
        return False
    at = len(first)
    for i, part in enumerate(rest):
        if ends and i == len(rest) - 1:
            return path.endswith(part) and len(path) - len(part) >= at
        found = path.find(part, at)
        if found < 0:
            return False
        at = found + len(part)
    return not ends or at == len(path)


def _escaped(path: str) -> str:
    return quote(unquote(path, errors="replace"), safe="/*$?&=:@!,;+()'~[]")
