"""Quoted words that differ between witnesses, were cut, or stand in one report as a paraphrase."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from variorum.model import Article, Span, Statement
from variorum.stages.collation.assemble import fullest
from variorum.stages.collation.told import NOT_STATED, Difference, Told
from variorum.stages.collation.words import Word, content, runs, stem, words

PARAPHRASED = "quoted in one report, paraphrased in another"
ALTERED = "other words in the same place of a quotation"
RENDERED = "worded differently throughout: two translations, or another occasion"
LONGEST_CHANGE = 8
LONGEST_EDGE, LEAST_BESIDE = 5, 2
RENDERED_SHARE = 0.5
SAME_SHARE = 0.4
"""Two quotations are one sentence when so large a share of the shorter stands in runs of both."""
LEAST_TRIM = 3
LEAST_KEPT = 4


def wording(said: Sequence[Statement], articles: Mapping[str, Article]) -> Iterator[Difference]:
    """The words of every other report against those of the fullest, as far as that one quotes."""
    base = fullest(said, articles)
    assert isinstance(base, Statement)
    text = words(articles[base.article_id], base.quoted)
    if not text:
        return
    for article_id in sorted({s.article_id for s in said} - {base.article_id}):
        others = [s for s in said if s.article_id == article_id and s.cue_class != "echoed"]
        quoted = sorted(
            (w for s in others for w in words(articles[article_id], s.quoted)), key=lambda w: w.start
        )
        if quoted:
            yield from _paraphrased(base, others, quoted, articles)
            yield from _within(base, text, others, quoted, articles)
        elif others:
            told = [_reading(articles, base.article_id, base.quoted)]
            told.append(_reading(articles, article_id, tuple(c for s in others for c in s.content)))
            yield Difference("wording", "COMPATIBLE", told, PARAPHRASED)


def _reading(articles: Mapping[str, Article], article_id: str, spans: Sequence[Span]) -> Told:
    value = " […] ".join(span.of(articles[article_id]) for span in spans)
    return Told(value, article_id, tuple(spans))


def _paraphrased(
    base: Statement, others: Sequence[Statement], quoted: Sequence[Word], articles: Mapping[str, Article]
) -> Iterator[Difference]:
    """A quoted part of the fullest report that another gives without quotation marks, in words of its own."""
    source, other = articles[base.article_id], articles[others[0].article_id]
    keys = {w.key for w in quoted}
    plain = [(content(words(other, (span,))), span) for s in others for span in _unquoted(s)]
    for part in base.quoted:
        mine = words(source, (part,))
        if 2 * sum(w.key in keys for w in mine) > len(mine):
            continue
        shared, span = max(((len(content(mine) & c), sp) for c, sp in plain), default=(0, None))
        if span is not None and shared >= 2:
            told = [_reading(articles, source.id, (part,)), _reading(articles, other.id, (span,))]
            yield Difference("wording", "COMPATIBLE", told, PARAPHRASED)


def _unquoted(statement: Statement) -> Iterator[Span]:
    """Stretches of the content that lie outside quotation marks."""
    for span in statement.content:
        start = span.start
        for q in sorted(statement.quoted):
            if span.start <= q.start and q.end <= span.end:
                if q.start - 1 > start:
                    yield Span(span.article_id, start, q.start - 1)
                start = min(span.end, q.end + 1)
        if start < span.end:
            yield Span(span.article_id, start, span.end)


def _within(
    base: Statement,
    text: Sequence[Word],
    others: Sequence[Statement],
    quoted: Sequence[Word],
    articles: Mapping[str, Article],
) -> Iterator[Difference]:
    """Between two common runs: words changed or cut. Before the first and after the last: a trim."""
    found = runs(text, quoted, least=1)
    other = others[0].article_id
    if _rendered(text, quoted, found):
        theirs = _reading(articles, other, tuple(s for said in others for s in said.quoted))
        yield Difference(
            "wording", "COMPATIBLE", [_reading(articles, base.article_id, base.quoted), theirs], RENDERED
        )
        return
    loose = sum(n for _, _, n in found if n > 1) < SAME_SHARE * min(len(text), len(quoted))
    if not loose:
        yield from _edges(base, text, quoted, found, other, articles)
    for (i, j, n), (i2, j2, n2) in pairwise(found):
        left, right = text[i + n : i2], quoted[j + n : j2]
        if not left:
            if right and _skips(base, text[i + n - 1].end, text[i2].start, articles):
                told = [
                    Told("…", base.article_id, ()),
                    _reading(articles, other, (Span(other, right[0].start, right[-1].end),)),
                ]
                yield Difference("wording", "COMPATIBLE", told, "cut, marked by an ellipsis")
            continue
        mine = _reading(articles, base.article_id, (_over(base, left),))
        if right:
            longest = max(len(left), len(right))
            marks = _marked(articles, base.article_id, left) or _marked(articles, other, right)
            if (
                altered(left, right)
                and not (loose or marks)
                and longest <= LONGEST_CHANGE
                and (longest < n + n2 or n + n2 >= LEAST_KEPT)
            ):
                theirs = _reading(articles, other, (Span(other, right[0].start, right[-1].end),))
                yield Difference("wording", "DIFFERS", [mine, theirs], ALTERED)
        else:
            gap = Span(other, quoted[j + n - 1].end, quoted[j2].start)
            between = gap.of(articles[other])
            bare = between.strip(" ,“”\"'")
            start = gap.start + between.find(bare)
            theirs = Told(bare, other, (Span(other, start, start + len(bare)),))
            said = theirs if bare else Told(NOT_STATED, other, ())
            yield Difference("wording", "COMPATIBLE", [mine, said], _how(between, gap, others))
    yield from _trims(base, text, found, other, articles)


def _marked(articles: Mapping[str, Article], article_id: str, told: Sequence[Word]) -> bool:
    """Whether a stretch holds a quotation mark, behind which the words are the outlet's."""
    return any(mark in articles[article_id].text[told[0].start : told[-1].end] for mark in '“”"')


def _skips(base: Statement, start: int, end: int, articles: Mapping[str, Article]) -> bool:
    between = articles[base.article_id].text[start:end]
    return "…" in between or "..." in between


def _rendered(text: Sequence[Word], quoted: Sequence[Word], found: Sequence[tuple[int, int, int]]) -> bool:
    """Whether two quotations of one statement are worded differently throughout: single words in common are
    chance."""
    shorter = min(len(text), len(quoted))
    if shorter < LEAST_KEPT or max((n for _, _, n in found), default=0) >= LEAST_KEPT:
        return False
    return sum(n for _, _, n in found if n > 1) < RENDERED_SHARE * shorter


def _edges(
    base: Statement,
    text: Sequence[Word],
    quoted: Sequence[Word],
    found: Sequence[tuple[int, int, int]],
    other: str,
    articles: Mapping[str, Article],
) -> Iterator[Difference]:
    """Other words before the first in common or after the last, where both reports begin or end there."""
    if not found or sum(n for _, _, n in found) < LEAST_KEPT:
        return
    (i, j, head), (i2, j2, n) = found[0], found[-1]
    ends = (
        (text[:i], quoted[:j], text[i], quoted[j]),
        (text[i2 + n :], quoted[j2 + n :], text[i2 + n - 1], quoted[j2 + n - 1]),
    )
    sides = (articles[base.article_id].text, articles[other].text)
    for (left, right, mine, theirs), kept in zip(ends, (head, n), strict=True):
        if kept < LEAST_BESIDE:
            continue
        if not (
            left
            and right
            and _one_quotation(sides[0], left, mine)
            and _one_quotation(sides[1], right, theirs)
        ):
            continue
        if max(len(left), len(right)) > LONGEST_EDGE or not altered(left, right):
            continue
        told = [
            _reading(articles, base.article_id, (_over(base, left),)),
            _reading(articles, other, (Span(other, right[0].start, right[-1].end),)),
        ]
        yield Difference("wording", "DIFFERS", told, ALTERED)


def _one_quotation(text: str, edge: Sequence[Word], kept: Word) -> bool:
    """Whether no mark and no bracket stands between the edge of a quotation and what is kept of it."""
    start, end = min(edge[0].start, kept.start), max(edge[-1].end, kept.end)
    return (
        not any(mark in text[max(0, start - 1) + 1 : end] for mark in '“”"[]…')
        and text[start - 1 : start] != "["
    )


def altered(left: Sequence[Word], right: Sequence[Word]) -> bool:
    """Whether two stretches differ by more than endings, contractions, and where words are parted."""
    one, other = ([stem(k) for w in side for k in _spelled_out(w.key)] for side in (left, right))
    return one != other and "".join(one) != "".join(other)


def _spelled_out(key: str) -> tuple[str, ...]:
    """The words of a contraction: *doesn't* is *does not*."""
    if key in _CONTRACTED:
        return _CONTRACTED[key]
    if key.endswith("n't"):
        return key.removesuffix("n't"), "not"
    head, _, tail = key.partition("'")
    return (head, _TAILS[tail]) if tail in _TAILS else (key,)


_TAILS = {"ll": "will", "re": "are", "ve": "have", "m": "am", "d": "would"}
_CONTRACTED = {
    "won't": ("will", "not"),
    "can't": ("can", "not"),
    "cannot": ("can", "not"),
    "shan't": ("shall", "not"),
}


def _over(base: Statement, found: Sequence[Word]) -> Span:
    return Span(base.article_id, found[0].start, found[-1].end)


def _how(between: str, gap: Span, others: Sequence[Statement]) -> str:
    """Marked by an ellipsis, put between two quoted parts, or cut without a sign."""
    if "…" in between or "..." in between:
        return "cut, marked by an ellipsis"
    parts = sorted(span for s in others for span in s.quoted)
    if any(a.end - 1 <= gap.end and gap.start <= b.start for a, b in pairwise(parts) if a.end <= gap.end):
        return "left out between two quoted parts"
    return "cut silently"


def _trims(
    base: Statement,
    text: Sequence[Word],
    found: Sequence[tuple[int, int, int]],
    other: str,
    articles: Mapping[str, Article],
) -> Iterator[Difference]:
    """What stands before the first words in common, or after the last, in the same quoted part."""
    if not found:
        return
    first, last = found[0][0], found[-1][0] + found[-1][2] - 1
    if sum(n for _, _, n in found) < LEAST_KEPT:
        return
    for part in base.quoted:
        inside = [k for k, w in enumerate(text) if part.start <= w.start < part.end]
        for cut, kept, where in (
            ([k for k in inside if k < first], first, "beginning"),
            ([k for k in inside if k > last], last, "end"),
        ):
            if len(cut) >= LEAST_TRIM and kept in inside:
                span = _over(base, [text[k] for k in cut])
                told = [_reading(articles, base.article_id, (span,)), Told(NOT_STATED, other, ())]
                yield Difference("wording", "COMPATIBLE", told, f"the {where} of a quotation is trimmed")
