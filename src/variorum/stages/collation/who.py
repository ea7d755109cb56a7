"""Speakers that differ: the same words given to two people, somebody named here and nameless there."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from variorum.model import Article, Assertion, Party, Statement
from variorum.resources import rows
from variorum.stages.collation.channels import LITTLE, kind_of, owners
from variorum.stages.collation.citing import Sources
from variorum.stages.collation.speakers import PRONOUNS, same_speaker
from variorum.stages.collation.told import Difference, Told
from variorum.stages.collation.words import STATE, fold, runs, sense, words

POSTS = frozenset(
    "minister president premier governor mayor ambassador envoy chancellor king queen emperor pope "
    "commissioner mediator chairman chairwoman chair director chief commander head speaker secretary "
    "judge prosecutor spokesman spokeswoman spokesperson ministry government army police navy court "
    "union company parliament council commission committee office centre center embassy party kremlin "
    "side sides".split()
)
"""Posts and bodies by which somebody is known though no name is given."""
NOBODY = frozenset("no nobody none neither".split())
LABELS = frozenset("presenter anchor reporter host interviewer moderator newsreader correspondent".split())
"""Those who ask and read in a broadcast: the outlet itself."""
ANYBODY = frozenset("source official insider person man woman someone somebody figure individual".split())
"""Who is nobody known even with a *the* before it."""
ANONYMISED = "named in one report, nameless in another"
OTHER_SPEAKERS = "the same words are given to different speakers"
SHARED, ASIDE = 3, 60
"""Quoted words in common that make two statements one; how far after a description a name may stand in it."""


@cache
def _nameless() -> frozenset[str]:
    return frozenset(
        [row["noun"] for row in rows("cues/sources.tsv") if row["kind"] in ("person", "body")]
        + [row["noun"] for row in rows("quantities/people.tsv")]
    )


def named(party: Party) -> bool:
    """Whether somebody is called by a name."""
    words = party.name.split()
    if party.name.casefold() in PRONOUNS or (len(words) < 2 and not party.actor):
        return False
    if fold(words[0]) in NOBODY or fold(words[-1]) in LABELS:
        return False
    if len(words) == 1 and fold(words[0]).removesuffix("s") in _nameless():
        return False
    if party.actor is not None and party.actor.kind in ("state", "organisation"):
        return True
    capital = [w for w in words if w[:1].isupper() and fold(w) not in POSTS | LITTLE]
    if words[0].casefold() in ("a", "an", "one") and all(sense(fold(w)).startswith(STATE) for w in capital):
        return False
    return bool(capital) and (capital != words[:1] or len(words) == 1 or capital[0].endswith(("’s", "'s")))


def nameless_speaker(party: Party) -> bool:
    """Whether somebody is only described, as one of many: *an army officer*, *officials*, *one insider*."""
    words = [fold(w) for w in party.name.split()]
    if not words or party.name.casefold() in PRONOUNS:
        return False
    one_of_many = words[0] in ("a", "an", "one", "some", "another")
    if party.actor is not None and (not one_of_many or party.actor.id.startswith("person:")):
        return False
    if words[0] in NOBODY or words[-1] in LABELS or kind_of(party.name) != "source":
        return False
    if any(w[:1].isupper() and not sense(fold(w)).startswith(STATE) for w in party.name.split()[1:]):
        return False
    if one_of_many or words[-1] in ("sources", "source"):
        return True
    stems = {w.removesuffix("s") for w in words}
    if words[0] in ("the", "its", "his", "her", "their", "our", "this", "that"):
        return words[0] == "the" and words[-1].removesuffix("s") in ANYBODY
    return not stems & POSTS and bool(stems & _nameless())


def body_for_name(one: Party | None, other: Party | None) -> bool:
    """Whether one is called by the kind of body it is (*the airline*) and the other by a body's name."""
    if one is None or other is None:
        return False
    return any(
        a.name.casefold().startswith("the ") and a.name[4:] in owners() and _organisation(b)
        for a, b in ((one, other), (other, one))
    )


def _organisation(party: Party) -> bool:
    return party.actor is not None and party.actor.kind == "organisation"


def person(party: Party) -> bool:
    """Whether somebody is a person called by a name of two words or more, as far as is known."""
    actor = party.actor
    if actor is not None and not actor.id.startswith("person:"):
        return False
    return named(party) and len([w for w in party.name.split() if w[:1].isupper()]) > 1


def two_speakers(said: Sequence[Statement], articles: Mapping[str, Article]) -> Iterator[Difference]:
    """The same quoted words given to different people."""
    speakers: list[tuple[Party, Statement]] = [(s.speaker, s) for s in said if s.speaker and s.quoted]
    speakers = [(p, s) for p, s in speakers if person(p)]
    for i, (one, mine) in enumerate(speakers):
        for other, theirs in speakers[i + 1 :]:
            if same_speaker(one, other) is False and _same_words(mine, theirs, articles):
                yield Difference(
                    "attribution", "DIFFERS", [_called(p, s) for p, s in speakers], OTHER_SPEAKERS
                )
                return


def _called(party: Party, said: Statement) -> Told:
    return Told(party.name, said.article_id, tuple(x for x in (party.span,) if x))


def _same_words(a: Statement, b: Statement, articles: Mapping[str, Article]) -> bool:
    """Whether what two statements quote has a few words in one order, or all of a short one."""
    one, other = words(articles[a.article_id], a.quoted), words(articles[b.article_id], b.quoted)
    least = min(SHARED, len(one), len(other))
    return least > 0 and any(True for _ in runs(one, other, least=least))


def anonymised(
    said: Sequence[Statement], asserted: Sequence[Assertion], sources: Sources
) -> Iterator[Difference]:
    """Somebody whom one report names and another only describes; where the two reports have no text in
    common, only the same quoted words or a line that every report attributes show that it is one person."""
    sure = [(s.speaker, s) for s in said if s.speaker and (named(s.speaker) or _body(s, said, sources))]
    known = {s.article_id for _, s in sure}
    least = [(s.speaker, s) for s in said if s.speaker and s.article_id not in known]
    hidden = [
        (p, s)
        for p, s in least
        if (nameless_speaker(p) or _nameless_before(p, sources.articles[s.article_id]))
        and any(
            _one_saying(n, s, asserted, sources, named(m)) and not _named_there(m, s, sources)
            for m, n in sure
        )
    ]
    if sure and hidden:
        readings = [_called(p, s) for p, s in (*sure, *hidden)]
        yield Difference("attribution", "COMPATIBLE", readings, ANONYMISED)


def _body(one: Statement, said: Sequence[Statement], sources: Sources) -> bool:
    """Whether it is an office or body known without a name (*the seismological centre and police*), in a
    report that shares its text with another."""
    words = [fold(w) for w in one.speaker.name.split()] if one.speaker else []
    if len(words) < 2 or words[0] != "the" or words[-1] not in owners():
        return False
    return any(s.article_id != one.article_id and sources.akin(s.article_id, one.article_id) for s in said)


def _nameless_before(party: Party, article: Article) -> bool:
    """Whether somebody called *the officer* was brought in by the report as *an army officer*."""
    words = party.name.split()
    if party.span is None or len(words) != 2 or words[0].casefold() != "the" or not words[1].islower():
        return False
    if words[1] in POSTS or party.actor is not None or kind_of(party.name) != "source":
        return False
    brought = rf"\b(?:an?|one)\s+(?:[a-z-]+\s+){{0,3}}{re.escape(words[1])}\b(?!,? [A-Z])"
    return re.search(brought, article.text[: party.span.start], re.I) is not None


def _one_saying(
    a: Statement, b: Statement, asserted: Sequence[Assertion], sources: Sources, by_name: bool
) -> bool:
    """Whether what two statements tell is one saying: of one text, or by what they have in common."""
    if sources.akin(a.article_id, b.article_id):
        return True
    if not by_name:
        return False
    if not asserted and not _other_figures(a, b):
        return True
    return bool(a.quoted and b.quoted) and _same_words(a, b, sources.articles)


def _other_figures(a: Statement, b: Statement) -> bool:
    """Whether two statements give figures and not one in common: two sources, each with its own."""
    one, other = ({(v.kind, v.number) for v in s.values} for s in (a, b))
    return bool(one and other) and not one & other


def _named_there(party: Party, hidden: Statement, sources: Sources) -> bool:
    """Whether the report that describes somebody gives a part of the name in the same breath (*a sergeant who
    gave his name as Tovo*), or a title by which the other calls him."""
    described = hidden.speaker
    if described is None:
        return False
    told = [fold(w) for w in described.name.split()]
    parts = {fold(w) for w in party.name.split() if w[:1].isupper()}
    text = sources.articles[hidden.article_id].text
    if told[0] == "the" and (
        told[-1] in parts or re.search(rf"\b{re.escape(party.name.split()[-1])}\b", text)
    ):
        return True
    if described.span is None:
        return False
    after = re.split(r"[.!?“”\"]", text[described.span.end : described.span.end + ASIDE])[0]
    return any(fold(w) in parts for w in re.findall(r"[A-Z][\w’'-]+", after))
