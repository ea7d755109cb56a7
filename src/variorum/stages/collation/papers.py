"""Whether two reports that cite a document for the same words cite one document."""

from __future__ import annotations

from collections.abc import Sequence

from variorum.model import Article, Statement
from variorum.stages.collation.channels import WRITTEN, Channel, body, head
from variorum.stages.collation.speakers import PRONOUNS, same_speaker
from variorum.stages.collation.words import STATE, fold, sense

FORMS = {
    "letter": "letter memo memorandum e-mail email cable note message correspondence",
    "post": "post tweet thread posting x twitter facebook telegram bluesky mastodon instagram weibo tiktok vk"
    " blog threads reddit linkedin youtube whatsapp wechat account website site page",
    "recording": "recording tape video footage audio clip film tape-recording",
    "issue": "update forecast survey review poll data figures figure estimate count tally",
    "record": "log logbook book list register diary minutes ledger registry file document papers record"
    " records dossier chart",
}
"""Kinds of documents that are not taken for one another; every other is a statement. An issue comes out again
and again: two are one only where both are of one day."""
OFFICES = (
    "ministry government presidency embassy consulate cabinet chancellery palace department directorate"
    " secretariat parliament prefecture kremlin"
).split()
"""By what word in its name an outlet is an office that prints its own documents."""
AGAIN = frozenset(
    "daily weekly monthly quarterly annual yearly hourly evening morning latest regular".split()
)
ANY = "writing"
_FORM = {noun: form for form, nouns in FORMS.items() for noun in nouns.split()}


def papers(cited: Sequence[tuple[Channel, Statement]]) -> dict[str, str]:
    """By the id of a statement what its document is known by in the story; a document that nobody's name is
    on is left out where no other report of the line cites it too."""
    groups: list[list[tuple[Channel, Statement]]] = []
    cited = [c for c in cited if c[0].kind != "medium"]
    for one in sorted(cited, key=lambda c: (c[0].kind, -len(c[0].whose), c[1].article_id, c[1].id)):
        home = next((g for g in groups if all(one_paper(one, other) for other in g)), None)
        if home is None:
            groups.append([one])
        else:
            home.append(one)
    found: dict[str, str] = {}
    for group in groups:
        if all(channel.kind != "document" for channel, _ in group):
            continue
        whose = _whose(group)
        paper, first = next(c for c in group if c[0].kind == "document")
        key = f"{form(paper)} of {whose or first.id}"
        if form(paper) == "issue":
            key += f" on {first.when.start}" if first.when else f" in {first.article_id}"
        if whose is not None or len(group) > 1:
            found |= {statement.id: key for _, statement in group}
    return found


def form(channel: Channel) -> str:
    """The kind of a document."""
    if AGAIN & {fold(w) for w in channel.name.split()}:
        return "issue"
    if channel.name in WRITTEN:
        return ANY
    return _FORM.get(fold(head(channel.name)), "statement")


def one_paper(a: tuple[Channel, Statement], b: tuple[Channel, Statement]) -> bool:
    """Whether two citations for the same words may well be of one document: of one kind, not of two owners
    or authors, and of one day where it comes out again and again."""
    (one, mine), (other, theirs) = a, b
    if "source" in (one.kind, other.kind):
        paper, body_of = (one, other) if other.kind == "source" else (other, one)
        names = body(body_of.name)
        return (
            paper.kind == "document" and bool(paper.whose) and (paper.whose <= names or names <= paper.whose)
        )
    if form(one) != form(other) and ANY not in (form(one), form(other)):
        return False
    if one.whose and other.whose and not (one.whose <= other.whose or other.whose <= one.whose):
        return False
    days = [s.when.start if s.when else None for s in (mine, theirs)]
    if form(one) == "issue" and mine.article_id != theirs.article_id and (None in days or days[0] != days[1]):
        return False
    people = [s.speaker for s in (mine, theirs)]
    if any(p is None or p.actor is None or not p.actor.id.startswith("person:") for p in people):
        return True
    return same_speaker(*people) is not False


def issues(channel: Channel, statement: Statement, article: Article) -> bool:
    """Whether an article is what the office that issued a document printed itself: its outlet is that office,
    or, where the document is nobody's by name, one of the state or name of the speaker."""
    outlet = body(article.outlet or "")
    if not outlet & {sense(noun) for noun in OFFICES}:
        return False
    if channel.whose:
        return channel.whose <= outlet
    actor = statement.speaker.actor if statement.speaker else None
    return actor is not None and actor.state is not None and f"{STATE}{actor.state}" in outlet


def _whose(group: Sequence[tuple[Channel, Statement]]) -> str | None:
    """Whose document it is: as its name says, else whose words it has; None where nobody is named."""
    for channel, _ in group:
        if channel.whose:
            return " ".join(sorted(channel.whose))
    for channel, statement in group:
        speaker = statement.speaker
        if speaker and speaker.name != channel.name and speaker.name.casefold() not in PRONOUNS:
            return speaker.key
    return None
