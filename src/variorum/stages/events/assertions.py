"""What the outlet asserts in its own voice: the clauses outside statements."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator

from variorum.model import Article, Assertion, Mention, Party, Span, make_id
from variorum.stages.events.setting import Setting
from variorum.stages.events.sides import Sides
from variorum.stages.events.spoken import Spoken
from variorum.stages.events.tree import PASSIVE, SUBJECT, Tree
from variorum.stages.figures import figures
from variorum.stages.parse import Parse

SHORTEST = 2
SUBORDINATE = frozenset(("advcl", "relcl", "acl", "conj"))
LEANING = frozenset("as if unless that whether than how like".split())
RECKONED = frozenset({"MONEY", "CARDINAL", "QUANTITY", "PERCENT"})


def assertions(
    article: Article,
    parse: Parse,
    tree: Tree,
    sides: Sides,
    setting: Setting,
    spoken: Spoken,
    mentions: Iterable[Mention],
) -> Iterator[Assertion]:
    """One assertion a clause that stands apart; ``mentions`` are asked for their pronouns."""
    meant = _meant(tree, sides, mentions)
    for first, last in tree.sentences:
        for start, end, verb in clauses(tree, first, last):
            start, end = _alone(tree, spoken, start, end, verb)
            if end - start < SHORTEST or _put(tree, verb):
                continue
            span = Span(article.id, tree.start[start], tree.end[end - 1])
            participants = _participants(tree, sides, meant, start, end)
            values = figures(article, parse, span.start, span.end)
            when, place = setting.of_clause(start, end, verb)
            yield Assertion(
                id=make_id("asr", article.id, span.start, span.end, tree.lemma[verb]),
                made_by="events/3",
                score=0.9 if tree.dep[verb] == "ROOT" else 0.8,
                why=(f"own voice: {'sentence' if (start, end) == (first, last) else 'clause'}",),
                article_id=article.id,
                span=span,
                predicate=Span(article.id, tree.start[verb], tree.end[verb]),
                lemma=tree.lemma[verb],
                participants=participants,
                values=values,
                when=when,
                place=place,
            )


def _alone(tree: Tree, spoken: Spoken, start: int, end: int, verb: int) -> tuple[int, int]:
    """The part of a clause that is the outlet's own: all of it where nothing in it is a statement, what
    stands beside the subordinate clause in which one is ("detained a man who is said to have lit the fire",
    "lifted the ban after a court had called it unlawful"); nothing where it stands elsewhere."""
    if not spoken.touches(tree.start[start], tree.end[end - 1]):
        return start, end
    for kid in range(start, end):
        if (
            tree.dep[kid] not in SUBORDINATE
            or tree.pos[kid] not in ("VERB", "AUX")
            or _holds_what_is_told(tree, kid)
        ):
            continue
        first, last = tree.subtree(kid)
        if verb < first and last >= end - 1:
            here = _trim(tree, start, first, False)
        elif first <= start and last < verb:
            here = _trim(tree, last + 1, end, True)
        else:
            continue
        if here[0] <= verb < here[1] and not spoken.touches(tree.start[here[0]], tree.end[here[1] - 1]):
            return here
    return start, start


def _holds_what_is_told(tree: Tree, verb: int) -> bool:
    """Whether a subordinate clause tells on what, or on whose word, the one above it stands: "if", "as"."""
    return any(tree.dep[k] in ("mark", "advmod") and tree.lemma[k] in LEANING for k in tree.kids[verb])


def _put(tree: Tree, verb: int) -> bool:
    """Whether a clause tells what somebody says or reckons: "officials put the damage at 400 million"."""
    if tree.lemma[verb] == "say":
        return tree.child(verb, "ccomp") is not None
    if tree.lemma[verb] != "put" or any(tree.dep[k] in PASSIVE for k in tree.kids[verb]):
        return False
    return any(tree.entity[k] in RECKONED for k in tree.objects(verb, "at"))


def clauses(tree: Tree, first: int, last: int) -> list[tuple[int, int, int]]:
    """The main clauses of a sentence as (first token, one past the last, verb): the sentence itself, or its
    parts where "and" joins verbs with subjects of their own. A sentence without subject and verb, or a
    question, gives none."""
    root = next((i for i in range(first, last) if tree.head[i] == i and _stands(tree, i)), None)
    if root is None or tree.text[tree.start[first] : tree.end[last - 1]].rstrip(" \n\t”’\"'").endswith("?"):
        return []
    starts, stack = {root: first}, [root]
    while stack:
        at = stack.pop()
        for kid in tree.kids[at]:
            joined = tree.dep[kid] == "conj" and _stands(tree, kid)
            if joined or _before_semicolon(tree, kid):
                low, high = tree.subtree(kid)
                starts[kid] = low if joined else starts[at]
                starts[at] = starts[at] if joined else high + 1
                stack.append(kid)
    cuts = sorted((start, verb) for verb, start in starts.items())
    ends = [start for start, _ in cuts[1:]] + [last]
    parts = [(*_trim(tree, s, e, s != first), verb) for (s, verb), e in zip(cuts, ends, strict=True)]
    return [(s, e, verb) for s, e, verb in parts if s <= verb < e]


def _before_semicolon(tree: Tree, i: int) -> bool:
    """Whether a clause read as the content of the next is one of its own: "prices rose; shops closed"."""
    if tree.dep[i] not in ("ccomp", "parataxis") or not _stands(tree, i):
        return False
    last = tree.subtree(i)[1]
    return last < len(tree) and tree.lemma[last] == ";" and last <= tree.head[i]


def _stands(tree: Tree, i: int) -> bool:
    """Whether a token is a verb with a subject."""
    if tree.pos[i] not in ("VERB", "AUX"):
        return False
    return any(
        tree.dep[k] in SUBJECT or tree.dep[k] in PASSIVE or tree.dep[k] == "expl" for k in tree.kids[i]
    )


def _trim(tree: Tree, start: int, end: int, joined: bool) -> tuple[int, int]:
    """Without blanks and line breaks around, and without the "and" or comma between two clauses."""
    while start < end and (tree.pos[start] in ("SPACE", "CCONJ") or (joined and tree.pos[start] == "SCONJ")):
        start += 1
    while start < end and (
        tree.pos[end - 1] in ("SPACE", "CCONJ")
        or (tree.pos[end - 1] == "PUNCT" and tree.lemma[end - 1] in ",;—–-")
    ):
        end -= 1
    return start, end


def _meant(tree: Tree, sides: Sides, mentions: Iterable[Mention]) -> dict[int, Party]:
    """Token of each pronoun whose actor is known, and the actor as a party."""
    found = {}
    for mention in mentions:
        if mention.pronoun and mention.actor is not None:
            found[bisect_right(tree.start, mention.span.start) - 1] = sides.party(mention)
    return found


def _participants(
    tree: Tree, sides: Sides, meant: dict[int, Party], start: int, end: int
) -> tuple[Party, ...]:
    """Everybody named between two tokens or meant by a pronoun there, once each, in text order; towns are
    where something is, not who."""
    found: dict[str, Party] = {}
    for i in range(start, end):
        mention, place = sides.by_token.get(i), sides.naming.places.get(i)
        party = meant.get(i)
        if mention is not None and mention.actor is not None:
            town = place is not None and place.use == "place" and mention.actor.name == place.name
            lone = mention.actor.kind == "person" and tree.entity[i] == "GPE"
            party = None if town or lone else sides.party(mention)
        if party is not None:
            found.setdefault(party.key, party)
    return tuple(found.values())
