"""Whether two citations are of one channel, and whether a speaker is named."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from variorum.model import Party, Statement
from variorum.resources import rows
from variorum.stages.collation.speakers import MEDIUM, PRONOUNS
from variorum.stages.collation.words import fold, sense

DOCUMENTS = frozenset(
    "readout statement dispatch communique communiqué transcript document documents report letter memo "
    "interview briefing release cable post posting filing".split()
)
LITTLE = frozenset("a an the its his her their of in by on to from for and some one another".split())
POSTS = frozenset(
    "minister president premier governor mayor ambassador envoy chancellor king queen emperor pope "
    "commissioner mediator chairman chairwoman chair director chief commander head speaker secretary "
    "judge prosecutor spokesman spokeswoman spokesperson ministry government army police navy court "
    "union company parliament council commission committee office centre center embassy party kremlin "
    "side sides".split()
)
"""Posts and bodies by which somebody is known though no name is given."""

_OCCASION = re.compile(
    r"\b(?:conference|parliament|deputies|hearing|speech|rally|session|reporters|journalists)\b", re.I
)


@cache
def _nameless() -> frozenset[str]:
    return frozenset(
        [row["noun"] for row in rows("cues/sources.tsv")]
        + [row["noun"] for row in rows("quantities/people.tsv")]
    )


@lru_cache(maxsize=4096)
def body(name: str) -> frozenset[str]:
    """The senses of a channel's name, without its articles and the kind of document it was."""
    return frozenset(sense(k) for w in name.split() if (k := fold(w)) and k not in LITTLE | DOCUMENTS)


def one_channel(a: str, b: str) -> bool:
    """Whether one name of a channel says no more than the other."""
    if fold(a) == fold(b):
        return True
    left, right = body(a), body(b)
    return bool(left and right) and (left <= right or right <= left)


def occasion(name: str) -> bool:
    """Whether a channel is only where somebody was heard (a news conference, parliament): none at all."""
    return _OCCASION.search(name) is not None and not DOCUMENTS & {fold(w) for w in name.split()}


def medium(statement: Statement) -> Party | None:
    """The newspaper, station or agency a statement was told to; None where that is nobody, or reporters."""
    heard = statement.addressee
    return heard if heard is not None and MEDIUM.search(heard.name) and not occasion(heard.name) else None


def named(party: Party) -> bool:
    """Whether somebody is called by a name."""
    words = party.name.split()
    if party.name.casefold() in PRONOUNS or (len(words) < 2 and not party.actor):
        return False
    if party.actor is not None and party.actor.kind in ("state", "organisation"):
        return True
    return sum(w[:1].isupper() and fold(w) not in POSTS | LITTLE for w in words) > 0


def nameless_speaker(party: Party) -> bool:
    """Whether somebody is only described, as one of many: *an army officer*, *officials*, *one insider*."""
    words = [fold(w) for w in party.name.split()]
    if not words or party.name.casefold() in PRONOUNS or party.actor is not None:
        return False
    if any(w[:1].isupper() for w in party.name.split()[1:]):
        return False
    if words[0] in ("a", "an", "one", "some", "another") or words[-1] in ("sources", "source"):
        return True
    stems = {w.removesuffix("s") for w in words}
    return words[0] not in ("its", "his", "her") and not stems & POSTS and bool(stems & _nameless())
