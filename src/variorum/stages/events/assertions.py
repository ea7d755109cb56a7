"""What the outlet asserts in its own voice: the clauses outside statements."""

from __future__ import annotations

from collections.abc import Iterator

from variorum.model import Article, Assertion, Party, Span, make_id
from variorum.stages.events.setting import Setting
from variorum.stages.events.sides import Sides
from variorum.stages.events.spoken import Spoken
from variorum.stages.events.tree import PASSIVE, SUBJECT, Tree
from variorum.stages.figures import figures
from variorum.stages.parse import Parse

SHORTEST = 4


def assertions(
    article: Article, parse: Parse, tree: Tree, sides: Sides, setting: Setting, spoken: Spoken
) -> Iterator[Assertion]:
    """One assertion a clause that stands apart."""
    for first, last in tree.sentences:
        for start, end, verb in clauses(tree, first, last):
            span = Span(article.id, tree.start[start], tree.end[end - 1])
            if end - start < SHORTEST or spoken.touches(span.start, span.end):
                continue
            participants = _participants(sides, start, end)
            values = figures(article, parse, span.start, span.end)
            when, place = setting.between(start, end)
            yield Assertion(
                id=make_id("asr", article.id, span.start, span.end, tree.lemma[verb]),
                made_by="events/1",
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


def clauses(tree: Tree, first: int, last: int) -> list[tuple[int, int, int]]:
    """The main clauses of a sentence as (first token, one past the last, verb): the sentence itself, or its
    parts where "and" joins verbs with subjects of their own. A sentence without subject and verb, or a
    question, gives none."""
    root = next((i for i in range(first, last) if tree.head[i] == i and _stands(tree, i)), None)
    if root is None or tree.text[tree.start[first] : tree.end[last - 1]].rstrip(" \n\t”’\"'").endswith("?"):
        return []
    cuts, stack = [(first, root)], [root]
    while stack:
        for kid in tree.kids[stack.pop()]:
            if tree.dep[kid] == "conj" and _stands(tree, kid):
                cuts.append((tree.subtree(kid)[0], kid))
                stack.append(kid)
    cuts.sort()
    ends = [start for start, _ in cuts[1:]] + [last]
    parts = [(*_trim(tree, s, e, s != first), verb) for (s, verb), e in zip(cuts, ends, strict=True)]
    return [(s, e, verb) for s, e, verb in parts if s <= verb < e]


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


def _participants(sides: Sides, start: int, end: int) -> tuple[Party, ...]:
    """Everybody named between two tokens, once each, in text order."""
    found: dict[str, Party] = {}
    for i in range(start, end):
        mention = sides.by_token.get(i)
        if mention is not None and mention.actor is not None:
            party = sides.party(mention)
            found.setdefault(party.key, party)
    return tuple(found.values())
