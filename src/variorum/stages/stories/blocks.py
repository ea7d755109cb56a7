"""The keys under which articles meet to be compared: cheap to make, and rare enough to keep groups small."""

from __future__ import annotations

import heapq
from collections.abc import Iterable

import msgspec

from variorum.model import Signature
from variorum.stages.stories.terms import idf

TERMS = 10
NAMES = 5


def blocks(signature: Signature) -> Iterable[str]:
    """The keys of a signature, sorted."""
    return signature.blocks


def in_blocks(signature: Signature) -> Signature:
    """The signature with its keys: its heaviest terms, foremost names, a pair of states and its most telling
    title term, each led by two digits that are smaller the rarer the key."""
    keys = {_key(idf(term), term) for term in heaviest(signature.terms)}
    if signature.title_terms:
        title = max(signature.title_terms, key=lambda term: (idf(term), term))
        keys.add(_key(idf(title), title))
    states = [name for name in signature.names if _is_state(name)][:2]
    if len(states) == 2:
        keys.add(_key(0, "+".join(sorted(states))))
    others = [name for name in signature.names if not _is_state(name)][:NAMES]
    keys.update(_key(max(map(idf, name.split(":")[-1].split()), default=0.0), name) for name in others)
    return msgspec.structs.replace(signature, blocks=tuple(sorted(keys)))


def heaviest(terms: dict[str, float]) -> list[str]:
    """The terms of most weight; ties by the alphabet."""
    least = min(heapq.nlargest(TERMS, terms.values()), default=0.0)
    held = sorted((-weight, term) for term, weight in terms.items() if weight >= least)
    return [term for _, term in held[:TERMS]]


def _key(rarity: float, what: str) -> str:
    return f"{99 - min(99, round(rarity * 10)):02d} {what}"


def _is_state(name: str) -> bool:
    return len(name) == 3 and name.isupper()
