"""Names of authors as pages state them: one each, without what stands around them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from variorum.sources.document import line
from variorum.stages.article.clean import fold

BY = re.compile(
    r"^(?:(?:written|reported|story|words) by|by|von|par|por|di|af|av|door|text(?:e|o)?|tekst|testo"
    r"|autor(?:in)?|författare|skrevet av)\b:?\s+(?=\S)",
    re.IGNORECASE,
)
PARTS = re.compile(r"\s*(?:;|\||\s/\s|•|\band\b|\bund\b|&|\bwith\b|\n)\s*")
AND = re.compile(r"\s+(?:et|y|e|og|och|en|i|ja|és|a|ve)\s+")
ROLE = re.compile(
    r"(?:,|\s[-–—(|]|\bfor\b)\s*[^,]*\b(?:reporter|writer|editor|correspondent|staff|columnist|bureau"
    r"|contributor|journalist|redakteur(?:in)?|press|special to|news)\b.*$|\s+\(.*\)$"
    r"|\s+(?:AP|CNN|BBC|Reuters) \w+ writer$",
    re.IGNORECASE,
)
NO_AUTHOR = re.compile(
    r"https?://|www\.|@|^(?:admin|administrator|staff|editors?|none|null|unknown|author|redaktion|redazione|"
    r"redacción|redacao|redação|la rédaction|online|web ?desk|news ?desk|newsroom|editorial(?: team| staff)?"
    r"|.{0,30}\b(?:staff|web ?desk|newsdesk))$|[{}<>=]",
    re.IGNORECASE,
)
POST = re.compile(
    r"\b(?:reporter|writer|editor|correspondent|columnist|contributor|redakteur(?:in)?)s?$", re.IGNORECASE
)
WORD = r"[A-ZÀ-ÞĀ-ŽΑ-ΩА-ЯƏİŞĞ][\w’'.-]*"
PERSON = re.compile(
    rf"{WORD}(?:\s+(?:(?:van|von|de|der|den|del|la|le|al|el|bin|ben|da|dos|di|du|zu|y|af|ter)\s+)*{WORD}){{1,4}}$"
)


def split(values: Sequence[str | None]) -> tuple[str, ...]:
    """Names of authors, one each, without addresses, roles and ``By``; empty when none is a name."""
    found: dict[str, None] = {}
    for value in values:
        text = line(value[:500]) if value else None
        for part in _parts(BY.sub("", text)) if text else ():
            name = ROLE.sub("", BY.sub("", part)).strip(" ,.-–—:") if not PERSON.match(part) else part
            if 1 < len(name) <= 80 and not NO_AUTHOR.search(name) and not POST.search(name):
                found.setdefault(name)
    return tuple(found)


def _parts(text: str) -> list[str]:
    parts = []
    for part in PARTS.split(text):
        pieces = AND.split(part)
        if len(pieces) > 1 and all(" " in piece.strip() for piece in pieces):
            parts += pieces
        else:
            parts.append(part)
    listed = []
    for part in parts:
        pieces = [piece.strip() for piece in part.split(",")]
        several = all(PERSON.match(piece) for piece in pieces) or (len(pieces) > 1 and len(pieces[-1]) <= 4)
        listed += pieces if several else [pieces[0] if PERSON.match(pieces[0]) else part]
    return [piece for piece in listed if piece]


def people(names: Sequence[str], outlets: Sequence[str | None]) -> tuple[str, ...]:
    """The names without those that are an outlet's own (``Der Bote``, ``bote.example``)."""
    own = [squeezed for outlet in outlets if (squeezed := _squeezed(outlet or ""))]
    kept = []
    for name in names:
        squeezed = _squeezed(name)
        same = any(
            squeezed == o or (len(o) > 3 and len(squeezed) > 3 and (o in squeezed or squeezed in o))
            for o in own
        )
        if not same:
            kept.append(name)
    return tuple(kept)


def _squeezed(name: str) -> str:
    low = re.sub(r"^(?:https?://)?(?:www\.)?|\.(?:com|org|net|de|at|ch|co\.uk|\w{2,3})$", "", name.casefold())
    low = re.sub(r"^(?:the|der|die|das|le|la|les|el|il)\s+", "", low)
    return fold(low).replace(" ", "")
