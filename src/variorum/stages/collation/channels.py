"""Channels that reports cite: what kind they are, which outlet they are, and whether two are one."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache, lru_cache
from typing import Literal

import msgspec

from variorum.model import Actor, Article, Span
from variorum.resources import rows
from variorum.stages.collation.speakers import MEDIUM, bare
from variorum.stages.collation.words import fold, sense

Kind = Literal["medium", "document", "source"]

DOCUMENTS = frozenset(
    "readout statement dispatch communique communiqué transcript document documents report letter memo "
    "interview briefing release cable post posting filing bulletin message text".split()
)
LITTLE = frozenset("a an the its his her their of in by on to from for and some one another".split())
AUDIENCE = frozenset("press media reporter reporters journalist journalists interviewer".split())
RELAYS = frozenset(
    "interpreter translator spokesman spokeswoman spokesperson which who that it he she they him her "
    "them".split()
)
"""Through whom somebody speaks without there being another source, and words that name nobody."""
GENERIC = frozenset(
    "paper newspaper station agency broadcaster channel magazine daily weekly radio programme program "
    "network outlet tabloid newswire".split()
)
NO_PAPER = frozenset(
    "interview translation copy draft headline caption ad advertisement commercial sign placard banner "
    "plaque warning verdict ruling judgment decree treaty indictment book testimony inquiry probe "
    "investigation research census index guideline handbook feed platform show".split()
)
"""Nouns for documents that are no channel of somebody's words, or what is told about and not through."""
WRITTEN = frozenset("write writes wrote written writing post posts posted tweet tweets tweeted".split())
"""Cues that tell of a document by themselves."""
DAYS = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday today yesterday january february march april "
    "may june july august september october november december".split()
)
SITES = frozenset("website site page account blog".split())
ROLLS = frozenset("list roll roster".split())
NO_PLATFORM = frozenset("phone telephone camera signal social television tv radio".split())
_OCCASION = re.compile(
    r"\b(?:conference|parliament|deputies|hearing|speech|rally|session|reporters|journalists)\b", re.I
)
_TAIL = re.compile(
    r"\s+(?:of|by|from|in|on|for|to|at|with|about|released|issued|posted|carried|signed|dated|found|kept"
    r"|read|seen|which|that)\b|,"
)
_OWN = re.compile(
    r"(?:us|me|(?:this|our) (?:\w+ )?(?:newspaper|paper|station|channel|magazine|programme|program|website"
    r"|reporters?|correspondents?|newsroom|agency|radio|daily|weekly|site|outlet|podcast|bulletin))",
    re.I,
)
_SLOT = re.compile(r"\(([A-Z]{2,6})\)")
OPENING = 120
"""How far into a text the name of its agency may stand (``LIMA, May 2 (ABC) -``)."""


class Channel(msgspec.Struct, frozen=True):
    """A channel that a report cites for a statement, as it names it; ``own`` where that is its own outlet.

    ``whose`` are the senses of the words that tell whose document it is."""

    name: str
    kind: Kind
    span: Span | None = None
    actor: Actor | None = None
    own: bool = False
    whose: frozenset[str] = frozenset()


@cache
def media_words() -> frozenset[str]:
    """Words that in a name tell that it is a medium's."""
    return frozenset(fold(row["word"]) for row in rows("cues/media.tsv")) | {"interviewer", "podcast"}


@cache
def outlets() -> frozenset[str]:
    """The names of the outlets and agencies that the tables know."""
    names = [row["name"] for row in rows("outlets/outlets.tsv")]
    for row in rows("agencies/agencies.tsv"):
        names += [row["name"], row["short"], *row["forms"].split("|")]
    return frozenset(bare(name) for name in names if name)


@cache
def writings() -> frozenset[str]:
    """Nouns for what is written or recorded and then cited."""
    kinds = {row["noun"]: row["kind"] for row in rows("cues/occasions.tsv")}
    cited = {row["noun"] for row in rows("cues/sources.tsv") if row["kind"] == "document"}
    written = {noun for noun, kind in kinds.items() if kind == "writing"}
    return (DOCUMENTS | cited | written | SITES | ROLLS) - NO_PAPER


@cache
def platforms() -> frozenset[str]:
    """Names of the places on the net where somebody posts."""
    kinds = {row["noun"]: row["kind"] for row in rows("cues/occasions.tsv")}
    return frozenset(noun for noun, kind in kinds.items() if kind == "platform") - NO_PLATFORM


@lru_cache(maxsize=4096)
def body(name: str) -> frozenset[str]:
    """The senses of a channel's name, without its articles and the kind of document it was."""
    return frozenset(sense(k) for w in name.split() if (k := fold(w)) and k not in LITTLE | DOCUMENTS)


@cache
def owners() -> frozenset[str]:
    """Nouns for offices and bodies, which issue documents."""
    return frozenset(r["noun"] for r in rows("cues/sources.tsv") if r["kind"] in ("office", "body"))


@lru_cache(maxsize=4096)
def whose(name: str) -> frozenset[str]:
    """The senses of the words that tell whose document it is: names, possessives, offices and bodies."""
    found = [
        w
        for w in name.split()
        if w != head(name) and (w[:1].isupper() or w.endswith(("’s", "'s", "s’")) or fold(w) in owners())
    ]
    return frozenset(sense(k) for w in found if (k := fold(w)) not in LITTLE | DOCUMENTS | DAYS)


def one_channel(a: str, b: str) -> bool:
    """Whether one name of a channel says no more than the other."""
    if fold(a) == fold(b):
        return True
    left, right = body(a), body(b)
    return bool(left and right) and (left <= right or right <= left)


def occasion(name: str) -> bool:
    """Whether a channel is only where somebody was heard (a news conference, parliament): none at all."""
    return _OCCASION.search(name) is not None and not DOCUMENTS & {fold(w) for w in name.split()}


@lru_cache(maxsize=4096)
def head(name: str) -> str:
    """The noun that a name is built on: *statement* of *the company's statement of Tuesday*."""
    words = _TAIL.split(name, maxsplit=1)[0].split()
    return words[-1] if words else ""


@lru_cache(maxsize=4096)
def kind_of(name: str) -> Kind:
    """What a cited source is by its name alone."""
    noun = head(name)
    lower = noun.islower() or noun == name
    if fold(noun) in platforms() and all(w.islower() for w in name.split()[:-1]):
        return "document"
    if lower and fold(noun) in GENERIC:
        return "medium"
    called = {noun.casefold(), fold(noun), fold(noun).removesuffix("s")}
    if lower and called & writings():
        return "document"
    if fold(noun) == "media" and "state" in name.casefold().split():
        return "medium"
    if not name.islower() and bare(name) in outlets():
        return "medium"
    said = [w for w in name.split() if fold(w) in media_words() and fold(w) not in AUDIENCE]
    if any(w[:1].isupper() for w in said) or (lower and fold(noun) in media_words() - AUDIENCE):
        return "medium"
    return "medium" if MEDIUM.search(noun) and fold(noun) not in AUDIENCE else "source"


def own(name: str) -> bool:
    """Whether a report means its own outlet: *told us*, *told this newspaper*."""
    return _OWN.fullmatch(name.strip()) is not None


@lru_cache(maxsize=1024)
def initials(outlet: str, opening: str) -> frozenset[str]:
    """The short names of an outlet: the first letters of its words, and what its texts open with."""
    capitals = "".join(w[0] for w in outlet.split() if w[:1].isupper())
    short = {capitals} if len(capitals) > 1 else set()
    return frozenset(short | {s for s in _SLOT.findall(opening) if s[0] == capitals[:1]})


def is_outlet(name: str, article: Article) -> bool:
    """Whether a name is that of the outlet of an article: the same, its initials, the outlet's with words
    added, or two words of it or more."""
    return bool(article.outlet) and _one_outlet(name, article.outlet or "", article.text[:OPENING])


@lru_cache(maxsize=4096)
def _one_outlet(name: str, outlet: str, opening: str) -> bool:
    outlet = re.sub(r"\s*\(.*?\)", "", outlet)
    if bare(name) == bare(outlet):
        return True
    if initials(outlet, opening) & set(name.split()):
        return True
    mine, theirs = _plain(name), _plain(outlet)
    if len(theirs) > 1 and theirs <= mine:
        return True
    telling = [w for w in name.split() if w[:1].isupper() and fold(w) not in media_words() | LITTLE]
    return len(mine) > 1 and mine <= theirs and (bool(telling) or name.islower())


@lru_cache(maxsize=4096)
def _plain(name: str) -> frozenset[str]:
    return frozenset(fold(w) for w in name.split()) - frozenset(("the", "a", "an"))


def outlet_of(name: str, articles: Iterable[Article]) -> Article | None:
    """The one article of these whose outlet a name is; None where that is none, or several outlets."""
    found = [a for a in articles if is_outlet(name, a)]
    return found[0] if len({a.outlet for a in found}) == 1 else None


def named_channel(channel: Channel) -> bool:
    """Whether a channel is told by a name, so that two reports that say so mean one."""
    if channel.actor and (channel.actor.role or channel.actor.state):
        return True
    words = [w for w in channel.name.split() if w[:1].isupper() and fold(w) not in LITTLE]
    return bool(words)


def one_name(a: Channel, b: Channel) -> bool:
    """Whether two channels that are no documents go by one name: one actor, one acronym, the initials of the
    other, a name that says no more than the other."""
    if a.actor is not None and b.actor is not None and a.actor.id == b.actor.id:
        return True
    short, other = (_acronyms(c.name) for c in (a, b))
    return bool(short & other) or one_channel(a.name, b.name)


def _acronyms(name: str) -> frozenset[str]:
    """The acronyms in a name, and the initials of its words with a capital where they are three or more."""
    words = [w for w in name.split() if fold(w) not in LITTLE]
    first = "".join(w[0] for w in words if w[:1].isupper())
    return frozenset([w for w in words if len(w) > 2 and w.isupper()] + [first] * (len(first) > 2))
