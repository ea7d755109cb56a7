"""Words that the fullest quotation lacks and another has, put where words of both fix the order."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise

from variorum.model import Article, Assertion, EventMention, Piece, Span, Statement
from variorum.stages.collation.words import Word, runs, words

ANCHOR = 2
EDGE = 4
MOST = 0.4
"""Words in common beside a gap and at an end; the share of the shorter quotation that must be common."""
MARKS = '“”"[]…'


def filled(
    base: Statement | Assertion | EventMention,
    text: Sequence[Word],
    members: Sequence[Statement | Assertion | EventMention],
    articles: Mapping[str, Article],
) -> dict[int, Piece]:
    """By the place in the base's words before which they stand, the words other witnesses quote there; of
    several the most."""
    if not isinstance(base, Statement) or not base.quoted:
        return {}
    keys = [w.key for w in text]
    found: dict[int, Piece] = {}
    size: dict[int, int] = {}
    for member in members:
        if not isinstance(member, Statement) or member.article_id == base.article_id or not member.quoted:
            continue
        quoted = words(articles[member.article_id], member.quoted)
        if [w.key for w in quoted] == keys:
            continue
        for place, extra in _gaps(articles[base.article_id], text, articles[member.article_id], quoted):
            if len(extra) > size.get(place, 0):
                size[place] = len(extra)
                span = Span(member.article_id, extra[0].start, extra[-1].end)
                found[place] = Piece(span, (member.article_id,))
            elif place in found and [w.key for w in extra] == _keys(found[place], articles):
                same = found[place]
                elsewhere = (*same.elsewhere, Span(member.article_id, extra[0].start, extra[-1].end))
                witnesses = tuple(sorted({*same.witnesses, member.article_id}))
                found[place] = Piece(same.span, witnesses, tuple(sorted(elsewhere)))
    return found


def _keys(piece: Piece, articles: Mapping[str, Article]) -> list[str]:
    return [w.key for w in words(articles[piece.span.article_id], (piece.span,))]


def _gaps(
    article: Article, text: Sequence[Word], other: Article, quoted: Sequence[Word]
) -> list[tuple[int, Sequence[Word]]]:
    """What the other quotation has where the base has nothing: between words in common, before and after."""
    common = runs(text, quoted, least=ANCHOR)
    if not common or sum(n for _, _, n in common) < MOST * min(len(text), len(quoted)):
        return []
    gaps = [
        (i2, quoted[j + n : j2]) for (i, j, n), (i2, j2, _) in pairwise(common) if i + n == i2 and j + n < j2
    ]
    (i, j, n), (last, end, size) = common[0], common[-1]
    if i == 0 and j and n >= EDGE:
        gaps.append((0, quoted[:j]))
    if last + size == len(text) and end + size < len(quoted) and size >= EDGE:
        gaps.append((len(text), quoted[end + size :]))
    return [(place, extra) for place, extra in gaps if _whole(other.text, extra, quoted)]


def _whole(text: str, extra: Sequence[Word], quoted: Sequence[Word]) -> bool:
    """Whether no mark, bracket or ellipsis stands in these words or beside them towards the others."""
    place = next(k for k, w in enumerate(quoted) if w.start == extra[0].start)
    first = quoted[place - 1].end if place else extra[0].start
    after = place + len(extra)
    last = quoted[after].start if after < len(quoted) else extra[-1].end
    return not any(mark in text[first:last] for mark in MARKS)
