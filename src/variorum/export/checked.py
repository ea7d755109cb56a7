"""A draft held against a ledger, for a terminal."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from variorum.checking import CONDITIONS, Check, Finding, Sentence
from variorum.export import citation as say
from variorum.export.writer import Writer
from variorum.model import Piece, Reading, Span
from variorum.stages.collation.assemble import reported

CUT = " … "


def text(check: Check, *, width: int = 100, colour: bool = False) -> str:
    """Every sentence of the draft, the reports that say the same and where, on how many roots that rests,
    the fullest text where the reports have more, and every difference from the draft."""
    writer = Writer(width, colour)
    writer.put(f"{check.address}: {_summary(check)}", 0, style="head")
    for story in check.stories:
        names = ", ".join(dict.fromkeys(check.name(a) for a in story.article_ids))
        writer.put(f"held against {story.id} · {story.title or 'untitled'} · {names}", 0, style="soft")
    if check.draft.id in {w.id for w in check.witnesses}:
        writer.put("This text is a report of the ledger; it is held against the others.", 0, style="soft")
    if not check.stories:
        writer.put("No story of the ledger is near this draft: add the reports it rests on, and run.", 0)
    printed: dict[str, int] = {}
    for number, sentence in enumerate(check.sentences, 1):
        writer.gap()
        _sentence(check, sentence, number, printed, writer)
    return writer.whole()


def _summary(check: Check) -> str:
    """How many sentences there are, and of how many each condition holds."""
    held = Counter(condition for s in check.sentences for condition in s.conditions)
    counted = [f"{held[c]} {c}" for c in CONDITIONS if held[c]]
    count = len(check.sentences)
    return ", ".join([f"{count} sentence{'' if count == 1 else 's'}", *counted])


def _sentence(check: Check, sentence: Sentence, number: int, printed: dict[str, int], writer: Writer) -> None:
    holds = f"   {', '.join(sentence.conditions)}" if sentence.conditions else ""
    words = " ".join(sentence.span.of(check.draft).split())
    writer.put(f"{words} {_place(sentence.span)}{holds}", 0, f"{number:>3}", "head")
    if not sentence.findings:
        lacking = (
            "no report in the ledger has this" if sentence.told else "nothing that a report could bear out"
        )
        writer.put(lacking, 4, style="soft")
    for span in sentence.unattested:
        writer.put(f"“{span.of(check.draft)}” {_place(span)} stands in no report", 4, "≠ quote:", "differs")
    for finding in sentence.findings:
        if finding.line.id in printed:
            writer.put(f"see sentence {printed[finding.line.id]}", 4, style="soft")
            continue
        printed[finding.line.id] = number
        _finding(check, finding, writer)


def _finding(check: Check, finding: Finding, writer: Writer) -> None:
    places: dict[str, list[str]] = {}
    for member in finding.members:
        here = places.setdefault(check.name(member.article_id), [])
        here += [p for p in map(_place, reported(member)) if p not in here]
    said = [f"{name} {' '.join(found)}" for name, found in places.items()]
    roots = ", ".join(root.name for root in finding.roots)
    resting = say.at_most(finding.line) + (f": {roots}" if roots else "")
    writer.put(f"{'; '.join(said)} · {resting}", 4, "in", "siglum")
    mine = " ".join(s.of(check.draft) for m in finding.mine for s in reported(m))
    if (full := _fullest(check, finding.line.assembly)) and say.bare(full) not in say.bare(mine):
        writer.put(full, 4, "fullest:", "soft")
    for variant in finding.variants:
        mark = f"{say.RELATION_MARKS[variant.relation]} {variant.kind} {variant.relation}:"
        order = sorted(variant.readings, key=lambda r: check.draft.id not in r.article_ids)
        told = "  ‖  ".join(_reading(check, reading) for reading in order)
        why = f" ({'; '.join(variant.why)})" if variant.why else ""
        writer.put(told + why, 4, mark, variant.relation.lower() if variant.relation != "SAME" else "soft")
    if finding.line.against:
        writer.put("; ".join(finding.line.against), 4, "against:", "soft")


def _fullest(check: Check, pieces: Iterable[Piece]) -> str:
    """The fullest attested text, with an ellipsis where words between two pieces are left out."""
    texts = {w.id: w.text for w in check.witnesses}
    words = ""
    last: Span | None = None
    for piece in pieces:
        span = piece.span
        if last is not None:
            near = last.article_id == span.article_id and last.end <= span.start
            between = texts[span.article_id][last.end : span.start] if near else CUT
            words += CUT if any(c.isalnum() for c in between) else between
        words += texts[span.article_id][span.start : span.end]
        last = span
    return " ".join(words.split())


def _reading(check: Check, reading: Reading) -> str:
    names = ", ".join(dict.fromkeys(check.name(a) for a in reading.article_ids))
    return " ".join([f"{names}:", reading.value or "not stated", *map(_place, reading.spans)])


def _place(span: Span) -> str:
    return f"[{span.start}, {span.end})"
