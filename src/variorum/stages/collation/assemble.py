"""The fullest attested text of a line, and which witness has which of its words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from variorum.model import Article, Assertion, EventMention, Piece, Span, Statement
from variorum.stages.collation.filling import filled
from variorum.stages.collation.words import Word, runs, words

Member = Statement | Assertion | EventMention


def reported(member: Member) -> tuple[Span, ...]:
    """The words of a member that a line compares: content, clause, or the sentence of an event."""
    if isinstance(member, Statement):
        return member.content
    return (member.span,) if isinstance(member, Assertion) else (member.sentence,)


def fullest(members: Sequence[Member], articles: Mapping[str, Article]) -> Member:
    """The member with most words inside quotation marks, then most words, then the smallest place."""

    def size(member: Member) -> tuple[int, int, str, tuple[Span, ...]]:
        article = articles[member.article_id]
        quoted = len(words(article, member.quoted)) if isinstance(member, Statement) else 0
        return (-quoted, -len(words(article, reported(member))), member.article_id, reported(member))

    if len(members) == 1:
        return members[0]
    plain = [m for m in members if not (isinstance(m, Statement) and m.cue_class == "echoed")]
    return min(plain or members, key=size)


def assemble(members: Sequence[Member], base: Member, articles: Mapping[str, Article]) -> tuple[Piece, ...]:
    """Cut the fullest member (``base``) where the set of witnesses that have the words changes, and fill in
    what others quote where the order is fixed by words both have: at an ellipsis or a silent cut, and where
    their quotation begins earlier or goes on.

    Every piece is verbatim from one witness; ``elsewhere`` points at the same words in the others."""
    told = _quoting(base)
    if all(m.article_id == base.article_id for m in members):
        return tuple(Piece(span, (base.article_id,)) for span in told)
    text = words(articles[base.article_id], told)
    if not text:
        return tuple(Piece(span, (base.article_id,)) for span in told)
    having: list[set[str]] = [{base.article_id} for _ in text]
    where: list[dict[str, Word]] = [{} for _ in text]
    others: dict[str, list[Word]] = {}
    for member in members:
        if member.article_id != base.article_id:
            others.setdefault(member.article_id, []).extend(
                words(articles[member.article_id], reported(member))
            )
    for article_id in sorted(others):
        found = sorted(others[article_id], key=lambda w: w.start)
        for i, j, n in runs(text, found, least=1 if len(text) < 4 else 2):
            for k in range(n):
                having[i + k].add(article_id)
                where[i + k][article_id] = found[j + k]
    fills = filled(base, text, members, articles)
    return tuple(_pieces(base, told, text, having, where, fills))


def _quoting(base: Member) -> tuple[Span, ...]:
    """The words of the fullest member; where it quotes, without the stretches in which it does not."""
    told = reported(base)
    quoted = base.quoted if isinstance(base, Statement) else ()
    kept = tuple(s for s in told if any(s.start <= q.start and q.end <= s.end for q in quoted))
    return kept or told


def _pieces(
    base: Member,
    told: Sequence[Span],
    text: Sequence[Word],
    having: Sequence[set[str]],
    where: Sequence[dict[str, Word]],
    fills: Mapping[int, Piece],
) -> list[Piece]:
    pieces = [fills[0]] if 0 in fills else []
    start = 0
    breaks = {s.start for s in told}
    for i in range(1, len(text) + 1):
        if i < len(text) and having[i] == having[start] and text[i].start not in breaks and i not in fills:
            continue
        elsewhere = []
        for article_id in sorted(having[start] - {base.article_id}):
            placed = [where[k][article_id] for k in range(start, i)]
            elsewhere.append(Span(article_id, placed[0].start, max(w.end for w in placed)))
        span = Span(base.article_id, text[start].start, text[i - 1].end)
        pieces.append(Piece(span, tuple(sorted(having[start])), tuple(elsewhere)))
        if i in fills:
            pieces.append(fills[i])
        start = i
    return pieces
