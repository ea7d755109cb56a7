"""What of a story could not be compared, and why.

The list is short on purpose: it is there so that silence is not taken for agreement."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import get_args

from variorum.model import (
    Article,
    Line,
    Reading,
    Span,
    Statement,
    Story,
    TimeWindow,
    Uncompared,
    UncomparedKind,
    make_id,
)
from variorum.stages.collation.near import Near, nearly
from variorum.stages.collation.speakers import PRONOUNS
from variorum.stages.collation.told import Open
from variorum.stages.collation.words import STOP, fold

MOST = 5
"""So many entries of any other kind, and so many times of an undated report, at most."""
READ = (None, "en", "eng")
SAMPLE, LEAST_LETTERS, LEAST = 600, 80, 0.2
"""The characters of a report by which its language is judged, the letters they must have, and the share of
common English words from which on it is English."""
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_KINDS: tuple[UncomparedKind, ...] = get_args(UncomparedKind)
_PART = {"stub": "a stub", "wall": "behind a wall", "live": "a part of a live page"}


def uncompared(
    story: Story,
    witnesses: Mapping[str, Article],
    lines: Sequence[Line],
    found: Sequence[tuple[str, Open]],
    near: Sequence[Near],
    statements: Sequence[Statement],
    windows: Mapping[str, Sequence[TimeWindow]],
) -> Iterator[Uncompared]:
    """The entries of one story by kind: its witnesses, then what was ``found`` on ``lines`` (in their order),
    then passages. A story of one witness has none: nothing was to be compared."""
    if len(witnesses) < 2:
        return
    on = {i: line for line in reversed(lines) for i in line.member_ids}
    place = {line.id: i for i, line in enumerate(lines)}
    made: list[tuple[Open, tuple[str, ...]]] = [(o, ()) for o in _witnesses(witnesses, lines, windows)]
    made += [(o, (line_id,)) for line_id, o in found]
    made += [(o, _line_ids([statement_id], on)) for statement_id, o in _nobody(statements, on)]
    made += [(nearly(n), _line_ids((n.left.record.id, n.right.record.id), on)) for n in near]
    kept: dict[UncomparedKind, int] = {}
    seen: set[str] = set()
    made.sort(key=lambda m: (_KINDS.index(m[0].kind), [place[i] for i in m[1]], m[0].spans))
    for what, line_ids in made:
        record = _record(story.id, what, line_ids, witnesses)
        if record.id in seen:
            continue
        seen.add(record.id)
        kept[what.kind] = kept.get(what.kind, 0) + 1
        if kept[what.kind] <= MOST or not line_ids:
            yield record


def _record(
    story_id: str, what: Open, line_ids: tuple[str, ...], witnesses: Mapping[str, Article]
) -> Uncompared:
    by: dict[str, list[Span]] = {}
    for span in sorted(what.spans):
        by.setdefault(span.article_id, []).append(span)
    return Uncompared(
        id=make_id("unc", story_id, what.kind, *what.article_ids, *what.spans, *line_ids),
        made_by="collation/4",
        score=what.score,
        why=(what.why,),
        story_id=story_id,
        kind=what.kind,
        article_ids=what.article_ids,
        line_ids=line_ids,
        readings=tuple(
            Reading(
                value=" […] ".join(span.of(witnesses[article_id]) for span in spans),
                article_ids=(article_id,),
                spans=tuple(spans),
            )
            for article_id, spans in by.items()
        ),
    )


def _line_ids(record_ids: Iterable[str], on: Mapping[str, Line]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(on[i].id for i in record_ids if i in on))


# --- witnesses ---------------------------------------------------------------------------------------------


def _witnesses(
    witnesses: Mapping[str, Article], lines: Sequence[Line], windows: Mapping[str, Sequence[TimeWindow]]
) -> Iterator[Open]:
    """What holds of a whole report: it is not read, is a part, tells nothing, or has no date."""
    telling = {i for line in lines for i in line.article_ids}
    for article_id, article in sorted(witnesses.items()):
        if why := _foreign(article):
            yield Open("language", (), f"{why}; what reports tell is read in English only", (article_id,))
        elif article.kind in _PART:
            yield Open("part", (), f"{_PART[article.kind]}: what it lacks cannot be told", (article_id,))
        elif article_id not in telling:
            yield Open("empty", (), "no statement, event or figure of it was found", (article_id,))
    undated = [a for a in sorted(witnesses) if witnesses[a].published is None]
    times = [span for a in undated for span in _unplaced(windows.get(a, ()))]
    if times:
        why = "no date of publication: these times cannot be placed in the calendar"
        yield Open("date", tuple(times), why)


def _foreign(article: Article) -> str:
    """Why a report is taken to be in another language than English; empty where it is not. Of the words of
    English news a third and more are common ones, of other languages hardly an eighth look like one."""
    if article.language not in READ:
        return f"it says that its language is {article.language}"
    words = _WORD.findall(article.text, 0, SAMPLE)
    if sum(map(len, words)) < LEAST_LETTERS:
        return ""
    common = sum(fold(w) in STOP for w in words)
    return (
        f"{common} of its first {len(words)} words are common in English"
        if common < LEAST * len(words)
        else ""
    )


def _unplaced(windows: Sequence[TimeWindow]) -> list[Span]:
    """The first few times of a report that name a part of the calendar, but not which ("Sunday", "earlier
    this month"), each once."""
    first: dict[str, Span] = {}
    for w in sorted(windows, key=lambda w: w.span):
        if w.start is None and w.type in ("DATE", "TIME") and not w.value.endswith("_REF"):
            first.setdefault(w.text.casefold(), w.span)
    return list(first.values())[:MOST]


# --- passages ----------------------------------------------------------------------------------------------


def _nobody(statements: Sequence[Statement], on: Mapping[str, Line]) -> list[tuple[str, Open]]:
    """Quoted words that stand alone and of which it is not known who says them, the longest first, where
    another report quotes somebody."""
    quoting = {s.article_id for s in statements if s.quoted}
    found = []
    for s in statements:
        named = s.speaker is not None and s.speaker.name.casefold() not in PRONOUNS
        line = on.get(s.id)
        if not s.quoted or named or line is None or line.coverage != "one" or len(quoting) < 2:
            continue
        who = f" ({s.speaker.name})" if s.speaker else ""
        why = f"who says it is left open{who}: not compared with what others are quoted with"
        found.append((sum(q.end - q.start for q in s.quoted), s.id, Open("speaker", tuple(s.quoted), why)))
    return [(i, what) for _, i, what in sorted(found, key=lambda f: (-f[0], f[1]))[:MOST]]
