"""The differences between the witnesses of a line: attribution, wording, place, time, number, status.

A variant lists every reading with its witnesses and spans. A witness that does not say is a reading of its
own ("not stated"), which makes a variant COMPATIBLE and never DIFFERS.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations, pairwise

from variorum.model import (
    Article,
    Assertion,
    EventMention,
    Place,
    Reading,
    Relationship,
    Span,
    Statement,
    TimeWindow,
    Value,
    Variant,
    VariantKind,
    make_id,
)
from variorum.resources import rows
from variorum.stages.collation.assemble import Member, fullest
from variorum.stages.collation.roots import channel_key
from variorum.stages.collation.values import compare_values
from variorum.stages.collation.words import Word, content, runs, stem, words

NOT_STATED = "not stated"
WORST: tuple[Relationship, ...] = ("DIFFERS", "UPDATE", "COMPATIBLE", "SAME")
Told = tuple[str, str, tuple[Span, ...]]
"""One reading as gathered: its value, the article that has it, its spans."""


def variants(
    line_id: str, story_id: str, members: Sequence[Member], articles: Mapping[str, Article]
) -> Iterator[Variant]:
    """Every variant of one line, in a fixed order of kinds."""
    if len({m.article_id for m in members}) < 2:
        return
    said = [m for m in members if isinstance(m, Statement)]
    told = [m for m in members if isinstance(m, (Assertion, EventMention))]
    found: list[tuple[VariantKind, Relationship, list[Told], str]] = []
    if said:
        found += _attribution(said, articles)
        found += _wording(said, articles)
    if told:
        found += _places(told)
        found += _times(told, articles)
        found += _numbers([m for m in told if isinstance(m, Assertion)], articles)
        found += _status([m for m in told if isinstance(m, EventMention)])
    for kind, relation, readings, why in found:
        yield Variant(
            id=make_id("var", story_id, line_id, kind, *sorted(f"{v} {a}" for v, a, _ in readings)),
            made_by="collation/1",
            story_id=story_id,
            line_id=line_id,
            kind=kind,
            relation=relation,
            readings=_gathered(readings),
            why=(why,),
        )


def _gathered(told: Sequence[Told]) -> tuple[Reading, ...]:
    """Readings of equal value put together; those not stated last."""
    values: dict[str, list[Told]] = {}
    for one in told:
        values.setdefault(one[0], []).append(one)
    order = sorted(values, key=lambda v: (v == NOT_STATED, -len(values[v]), v))
    return tuple(
        Reading(
            value=value,
            article_ids=tuple(sorted({a for _, a, _ in values[value]})),
            spans=tuple(sorted({s for _, _, spans in values[value] for s in spans})),
        )
        for value in order
    )


# --- attribution -------------------------------------------------------------------------------------------


def _attribution(
    said: Sequence[Statement], articles: Mapping[str, Article]
) -> Iterator[tuple[VariantKind, Relationship, list[Told], str]]:
    """Chains that differ: a carrier kept by one and dropped by another, moved, or made a second voice."""
    carried: dict[str, set[str]] = {}
    apparent: dict[str, set[str]] = {}
    readings: list[Told] = []
    for statement in said:
        steps = [s for s in statement.chain if s.role != "outlet"]
        for step in steps:
            if step.role == "carrier" or step.apparent:
                (apparent if step.apparent else carried).setdefault(statement.article_id, set()).add(
                    channel_key(step)
                )
        spans = tuple(s for step in steps for s in (step.cue, step.span) if s)
        if steps:
            readings.append((_chain(statement), statement.article_id, spans))
    everyone = {m.article_id for m in said}
    channels = {c for found in (*carried.values(), *apparent.values()) for c in found}
    for channel in sorted(channels):
        cites = {a for a, found in carried.items() if channel in found}
        echoes = {a for a, found in apparent.items() if channel in found} - cites
        silent = everyone - cites - echoes
        if echoes and cites:
            why = "the source of one report is an apparent second voice in another: one root, not two"
            yield "attribution", "DIFFERS", readings, why
            return
        if echoes and not cites:
            yield "attribution", "COMPATIBLE", readings, "an echo is no second root"
            return
        if silent and cites and not any(carried.get(a) for a in silent):
            yield "attribution", "COMPATIBLE", readings, "a channel that one report cites is not in another"
            return
    if len({frozenset(found) for found in carried.values()}) > 1:
        yield "attribution", "DIFFERS", readings, "the reports cite different channels"


def _chain(statement: Statement) -> str:
    """The chain in words of the report, outermost first."""
    return " ← ".join(
        f"{step.name} (echo)" if step.apparent else step.name
        for step in statement.chain
        if step.role != "outlet"
    )


# --- wording -----------------------------------------------------------------------------------------------


def _wording(
    said: Sequence[Statement], articles: Mapping[str, Article]
) -> Iterator[tuple[VariantKind, Relationship, list[Told], str]]:
    """Quoted words that differ, were cut, or stand in one report as a paraphrase."""
    base = fullest(said, articles)
    assert isinstance(base, Statement)
    text = words(articles[base.article_id], base.quoted)
    if not text:
        return
    for article_id in sorted({s.article_id for s in said} - {base.article_id}):
        others = [s for s in said if s.article_id == article_id and s.cue_class != "echoed"]
        if not others:
            continue
        quoted = [w for s in others for w in words(articles[article_id], s.quoted)]
        yield from _paraphrased(base, others, articles)
        reading = (_phrase(articles[base.article_id], base.quoted), base.article_id, base.quoted)
        if not quoted:
            spans = tuple(span for s in others for span in s.content)
            paraphrase = (_phrase(articles[article_id], spans), article_id, spans)
            yield (
                "wording",
                "COMPATIBLE",
                [reading, paraphrase],
                "quoted in one report, paraphrased in another",
            )
            continue
        yield from _cut_or_changed(base, text, quoted, article_id, articles, others)


def _paraphrased(
    base: Statement, others: Sequence[Statement], articles: Mapping[str, Article]
) -> Iterator[tuple[VariantKind, Relationship, list[Told], str]]:
    """A quoted part of the fullest report that another gives without quotation marks, in words of its own."""
    source, other = articles[base.article_id], articles[others[0].article_id]
    quoted = {w.key for s in others for w in words(other, s.quoted)}
    if not quoted:
        return
    for part in base.quoted:
        mine = words(source, (part,))
        if 2 * sum(w.key in quoted for w in mine) > len(mine):
            continue
        plain = [(content(words(other, (span,))), span) for s in others for span in _unquoted(s)]
        shared, span = max(((len(content(mine) & c), sp) for c, sp in plain), default=(0, None))
        if span is not None and shared >= 2:
            told: list[Told] = [
                (part.of(source), base.article_id, (part,)),
                (span.of(other), other.id, (span,)),
            ]
            yield "wording", "COMPATIBLE", told, "quoted in one report, paraphrased in another"


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


def _cut_or_changed(
    base: Statement,
    text: Sequence[Word],
    quoted: Sequence[Word],
    article_id: str,
    articles: Mapping[str, Article],
    others: Sequence[Statement],
) -> Iterator[tuple[VariantKind, Relationship, list[Told], str]]:
    found = runs(text, quoted, least=1)
    source, other = articles[base.article_id], articles[article_id]
    for (i, j, n), (i2, j2, _) in pairwise(found):
        left, right = text[i + n : i2], quoted[j + n : j2]
        if not left:
            continue
        a = Span(base.article_id, left[0].start, left[-1].end)
        if right:
            if [stem(w.key) for w in left] == [stem(w.key) for w in right]:
                continue
            b = Span(article_id, right[0].start, right[-1].end)
            told: list[Told] = [(a.of(source), base.article_id, (a,)), (b.of(other), article_id, (b,))]
            if max(len(left), len(right)) <= 8:
                yield "wording", "DIFFERS", told, "other words in the same place of a quotation"
            continue
        gap = Span(article_id, quoted[j + n - 1].end, quoted[j2].start)
        between = gap.of(other)
        marked = "…" in between or "..." in between
        outside = any(
            s.end <= quoted[j2].start and s.start >= quoted[j + n - 1].end - 1 for s in _gaps(others)
        )
        how = (
            "cut, marked by an ellipsis"
            if marked
            else "left out between two quoted parts"
            if outside
            else "cut silently"
        )
        told = [(a.of(source), base.article_id, (a,)), (between.strip() or NOT_STATED, article_id, (gap,))]
        yield "wording", "COMPATIBLE", told, how


def _gaps(statements: Sequence[Statement]) -> list[Span]:
    """The stretches between the quoted parts of a report."""
    parts = sorted(span for s in statements for span in s.quoted)
    return [Span(a.article_id, a.end, b.start) for a, b in pairwise(parts)]


def _phrase(article: Article, spans: Sequence[Span]) -> str:
    return " […] ".join(span.of(article) for span in spans)


# --- facts -------------------------------------------------------------------------------------------------

Teller = Assertion | EventMention


def _worst(found: Sequence[tuple[Relationship, str]]) -> tuple[Relationship, str]:
    return min(found, key=lambda r: WORST.index(r[0])) if found else ("SAME", "")


def _places(
    told: Sequence[Teller],
) -> Iterator[tuple[VariantKind, Relationship, list[Told], str]]:
    placed = {m.article_id: m.place for m in told if m.place and m.place.country}
    if not placed:
        return
    readings: list[Told] = [(p.name, a, (p.span,)) for a, p in sorted(placed.items())]
    silent = sorted({m.article_id for m in told} - placed.keys())
    found = [_compare_places(a, b) for a, b in combinations(placed.values(), 2)]
    relation, why = _worst(found)
    if silent and relation == "SAME":
        relation, why = "COMPATIBLE", "a place that one report gives is not in another"
    readings += [(NOT_STATED, a, ()) for a in silent]
    if relation != "SAME":
        yield "place", relation, readings, why


def _compare_places(a: Place, b: Place) -> tuple[Relationship, str]:
    if a.geonames_id and a.geonames_id == b.geonames_id:
        return "SAME", "one gazetteer entry"
    if a.country and a.country == b.country and a.country in (a.name, b.name):
        return "COMPATIBLE", "a country and a place in it"
    return compare_values("place", a.name, b.name)


def _times(
    told: Sequence[Teller], articles: Mapping[str, Article]
) -> Iterator[tuple[VariantKind, Relationship, list[Told], str]]:
    dated = {m.article_id: m.when for m in told if m.when and m.when.type in ("DATE", "TIME")}
    if len(dated) < 2:
        return
    readings: list[Told] = [(w.text, a, (w.span,)) for a, w in sorted(dated.items())]
    relation, why = _worst([_compare_times(a, b) for a, b in combinations(dated.values(), 2)])
    if relation != "SAME" and len({v.casefold() for v, _, _ in readings}) > 1:
        yield "time", relation, readings, why


def _compare_times(a: TimeWindow, b: TimeWindow) -> tuple[Relationship, str]:
    if a.start is None or b.start is None or a.end is None or b.end is None:
        same = a.value == b.value
        return ("SAME", "the same words") if same else ("COMPATIBLE", "a date is unknown")
    if (a.start, a.end) == (b.start, b.end):
        return "SAME", "one window"
    if a.start < b.end and b.start < a.end:
        return "COMPATIBLE", "one window lies in the other"
    return "DIFFERS", "the windows exclude each other"


def _numbers(
    asserted: Sequence[Assertion], articles: Mapping[str, Article]
) -> Iterator[tuple[VariantKind, Relationship, list[Told], str]]:
    """Figures of one kind and unit. Figures that two reports share are set aside first; what is left is
    compared only where each has a single one, so that the dead are not compared with the rescued."""
    by_unit: dict[tuple[str, str], dict[str, list[Value]]] = {}
    for assertion in asserted:
        for value in assertion.values:
            units = by_unit.setdefault((value.kind, _unit(value)), {})
            units.setdefault(assertion.article_id, []).append(value)
    for (kind, _), values in sorted(by_unit.items()):
        compared: list[tuple[Relationship, str]] = []
        readings: dict[str, Value] = {}
        for a, b in combinations(sorted(values), 2):
            left, right = _left_over(values[a], values[b])
            if left is None or right is None:
                continue
            compared.append(
                compare_values(
                    kind,
                    left.span.of(articles[a]),
                    right.span.of(articles[b]),
                    day_a=articles[a].published,
                    day_b=articles[b].published,
                    context_a=_around(left.span, articles[a]),
                    context_b=_around(right.span, articles[b]),
                )
            )
            readings |= {a: left, b: right}
        relation, why = _worst(compared)
        if relation != "SAME":
            told_so: list[Told] = [
                (v.span.of(articles[a]), a, (v.span,)) for a, v in sorted(readings.items())
            ]
            yield "number", relation, told_so, why


def _left_over(a: Sequence[Value], b: Sequence[Value]) -> tuple[Value | None, Value | None]:
    shared = {v.number for v in a} & {v.number for v in b}
    left = [v for v in a if v.number not in shared]
    right = [v for v in b if v.number not in shared]
    return (left[0], right[0]) if len(left) == len(right) == 1 else (None, None)


def _unit(value: Value) -> str:
    """The unit as figures are grouped: all nouns for people, and a count of nothing named, are one."""
    people = {row["noun"] for row in rows("quantities/people.tsv")}
    if value.kind == "count" and (not value.unit or value.unit in people):
        return "people"
    return stem(value.unit)


def _around(span: Span, article: Article, reach: int = 80) -> str:
    """The words around a figure, no further than its line."""
    start = max(article.text.rfind("\n", 0, span.start) + 1, span.start - reach)
    end = article.text.find("\n", span.end)
    return article.text[start : min(span.end + reach, end if end >= 0 else len(article.text))]


def _status(
    told: Sequence[EventMention],
) -> Iterator[tuple[VariantKind, Relationship, list[Told], str]]:
    statuses = {m.article_id: m for m in told}
    if len({m.status for m in statuses.values()} - {"past"}) < 2:
        return
    readings: list[Told] = [(m.status, a, (m.trigger,)) for a, m in sorted(statuses.items())]
    values = {m.status for m in statuses.values()}
    relation: Relationship = "DIFFERS" if "denied" in values or "actual" in values else "COMPATIBLE"
    yield "status", relation, readings, "one report tells as done what another does not"
