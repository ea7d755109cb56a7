"""The edition for a terminal."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from variorum.edition import Collation
from variorum.export import citation as say
from variorum.export import merged as events
from variorum.export.writer import Writer
from variorum.model import (
    Article,
    EventMention,
    Framing,
    Line,
    Lineage,
    Reading,
    Record,
    Span,
    Statement,
    Uncompared,
    Variant,
)

_MARKS = {"all": ("", ""), "some": ("⟨", "⟩"), "one": ("⟪", "⟫")}

_LONG = 80
SPLITTING = (
    "mentions taken for one event; the command beside one takes it out, in a ledger with these reports, and "
    "holds in every later run"
)


def text(collation: Collation, *, width: int = 100, colour: bool = False) -> str:
    """The edition of one story in plain lines of at most ``width`` characters; ``colour`` adds ANSI styles.

    The whole texts of the witnesses are left out.
    """
    records: list[Line | Lineage] = [*collation.lines, *collation.lineages]
    given = Counter(reason for record in records for reason in (*record.why, *record.against))
    against = {reason for record in records for reason in record.against}
    repeated = [
        say.reason(collation, r) for r, n in given.items() if n > 2 and (len(r) > _LONG or r in against)
    ]
    writer = Writer(width, colour, repeated)
    _head(collation, writer)
    writer.title("Record")
    writer.put("plain: in every witness of the line   ⟨in some⟩   ⟪in one only⟫", 0, style="soft")
    for number, line in enumerate(collation.lines, 1):
        writer.gap()
        _line(collation, line, number, writer)
    if not collation.lines:
        writer.put("No line could be drawn from these witnesses.", 0)
    _events(collation, writer)
    _coverage(collation, writer)
    _framings(collation, writer)
    _uncompared(collation, writer)
    _roots(collation, writer)
    _lineages(collation, writer)
    if writer.notes:
        writer.title("Notes")
        for words, name in writer.notes.items():
            writer.put(words, 0, f"{name}:")
    if collation.failures:
        writer.title("What could not be read")
        for f in collation.failures:
            writer.put(f"{f.address} ({f.stage}): {f.reason}" + (f". {f.remedy}" if f.remedy else ""), 0)
    return writer.whole()


def _head(c: Collation, writer: Writer) -> None:
    writer.put(c.title or "Untitled", 0, style="head")
    writer.put(f"run {c.run or 'unknown'}", 0, style="soft")
    writer.gap()
    for w in c.witnesses:
        outlet = c.name(w.id) if w.outlet else f"{c.name(w.id)} (outlet unknown)"
        title = f"“{w.title}”" if w.title else "title unknown"
        words = f"{outlet} · {title} · {say.published(w)} · {w.kind} · sha256 {say.digest(c, w)[:12]}"
        writer.put(words, 0, c.sigla[w.id], "siglum")


def _line(c: Collation, line: Line, number: int, writer: Writer) -> None:
    head = [say.who(c, line), line.kind, say.manner(c, line), say.attestation(c, line), say.at_most(line)]
    writer.put(" · ".join(filter(None, head)), 0, f"{number:>3}", "head")
    assembled = assembly(c, line)
    if assembled:
        writer.put(assembled, 4)
    for where in c.witnesses:
        for members in say.told_by(c, line, where):
            writer.put(_told(c, where, members, assembled), 4, c.sigla[where.id], "siglum")
    for variant in c.variants_of(line):
        where_told = " in one report" if say.inside(variant) else ""
        mark = f"{say.RELATION_MARKS[variant.relation]} {variant.kind} {variant.relation}{where_told}:"
        writer.put(
            _readings(c, variant), 4, mark, variant.relation.lower() if variant.relation != "SAME" else "soft"
        )
    _reasons(c, line, writer, 4)


def _reasons(c: Collation, record: Line | Lineage, writer: Writer, indent: int) -> None:
    for label, reasons in (("why:", record.why), ("against:", record.against)):
        if reasons:
            writer.put("; ".join(writer.note(say.reason(c, r)) for r in reasons), indent, label, "soft")


def assembly(c: Collation, line: Line) -> str:
    """The fullest attested text of a line, with marks and letters where not every witness has the words."""
    out = []
    for s in say.stretches(c, line):
        before, after = _MARKS[s.held] if len(line.article_ids) > 1 else ("", "")
        letters = s.sigla.replace(" ", "") if before else ""
        out.append(f"{s.gap}{before}{s.words}{after}{letters}{s.tail}")
    return "".join(out)


def _told(c: Collation, where: Article, members: list[Record], assembled: str) -> str:
    """The exact words of one witness (``=`` for those just printed), where they stand, according to whom."""
    spans = say.passage(members[0])
    words = " … ".join("".join(say.dress(where, s)) for s in spans)
    if say.bare(words) == say.bare(assembled):
        words = "="
    facts = dict.fromkeys(fact for member in members for fact in _facts(c, member))
    return " ".join([words, *_places(spans), *(f"· {fact}" for fact in facts)])


def _facts(c: Collation, member: Record) -> Iterator[str]:
    if isinstance(member, Statement):
        yield {"direct": "quoted", "mixed": "partly quoted", "indirect": "reported"}[member.mode]
        if how := say.told_how(member):
            yield how
        steps = []
        for step in member.chain:
            name = c.name(member.article_id) if step.role == "outlet" else step.name
            steps.append(name + (" (presented as a second voice)" if step.apparent else ""))
        if steps:
            yield " ← ".join(steps)
        if not member.speaker:
            yield "speaker unknown"
    elif isinstance(member, EventMention):
        yield f"{member.type}{f' {member.mode}' if member.mode else ''}, {member.status}"
        yield member.when.value if member.when and member.when.start else "date unknown"
        yield member.place.name if member.place else "place unknown"


def _places(spans: Iterable[Span]) -> list[str]:
    return [f"[{s.start}, {s.end})" for s in spans]


def _readings(c: Collation, variant: Variant | Framing | Uncompared) -> str:
    return _side_by_side(c, say.readings(c, variant))


def _side_by_side(c: Collation, readings: Iterable[Reading]) -> str:
    return "  ‖  ".join(
        " ".join([say.sigla(c, r.article_ids), r.value or "not stated", *_places(r.spans)]) for r in readings
    )


def _events(c: Collation, writer: Writer) -> None:
    found = events.merged(c)
    if not found:
        return
    writer.title("Events merged")
    writer.put(SPLITTING, 0, style="soft")
    for event, mentions, numbers, differing in found:
        head = [say.parties(mentions[0]), event.status, say.attestation(c, event), events.window(event)]
        head.append(", ".join(event.places) or "place unknown")
        writer.put(" · ".join(head), 0, f"{', '.join(map(str, numbers)) or '–':>3}", "head")
        writer.put("; ".join(say.reason(c, why) for why in event.why), 4, "why:", "soft")
        for what, readings in differing:
            writer.put(_side_by_side(c, readings), 4, f"{what}:")
        for mention in mentions:
            words = " ".join([c.words(mention.trigger), *_places([mention.trigger])])
            siglum = c.sigla[mention.article_id]
            writer.put(f"{words} · {events.splitting(event, mention)}", 4, siglum, "siglum")


def _coverage(c: Collation, writer: Writer) -> None:
    groups = say.coverage(c)
    if not groups:
        return
    writer.title("Coverage")
    number = {line.id: i for i, line in enumerate(c.lines, 1)}
    for name, lines, lacking in groups:
        writer.put(name, 0, style="head")
        for w in lacking:
            if why := say.silent(c, w):
                writer.put(f"{c.sigla[w.id]} {why}", 4, style="soft")
        for line in lines:
            writer.put(say.label(c, line, writer.width - 8), 0, f"{number[line.id]:>3}")


def _framings(c: Collation, writer: Writer) -> None:
    if not c.framings:
        return
    writer.title("How it is told")
    writer.put("words, hedges and actors left out; no difference of fact", 0, style="soft")
    number = {line.id: i for i, line in enumerate(c.lines, 1)}
    for f in sorted(c.framings, key=lambda f: (number.get(f.line_id, 0), f.id)):
        writer.put(f"{f.kind}: {_readings(c, f)}", 0, f"{number.get(f.line_id, 0):>3}")


def _uncompared(c: Collation, writer: Writer) -> None:
    found = say.uncompared(c)
    if not found:
        return
    writer.title("Not compared")
    writer.put("what could not be set side by side, and why", 0, style="soft")
    for u, numbers in found:
        writer.put(
            f"{say.uncomparable(u)}: {_readings(c, u) or say.sigla(c, u.article_ids)}",
            0,
            f"{', '.join(map(str, numbers)) or '–':>3}",
        )
        writer.put("; ".join(say.reason(c, why) for why in u.why), 4, style="soft")


def _roots(c: Collation, writer: Writer) -> None:
    if not c.roots:
        return
    writer.title("Roots")
    number = {line.id: i for i, line in enumerate(c.lines, 1)}
    for root in c.roots:
        rests = ", ".join(map(str, sorted(number[i] for i in root.line_ids if i in number))) or "none"
        writer.put(
            f"{say.root_name(c, root)} · {root.kind} · {say.sigla(c, root.article_ids)} · lines {rests}", 0
        )
        for span in root.cited:
            writer.put(f"{c.words(span)} [{span.start}, {span.end})", 4, c.sigla[span.article_id], "siglum")


def _lineages(c: Collation, writer: Writer) -> None:
    if not c.lineages:
        return
    writer.title("Lineages")
    for lineage in c.lineages:
        relation = "stands alone" if lineage.relation == "single" else lineage.relation
        agency = f" · {lineage.agency}" if lineage.agency else ""
        writer.put(f"{say.sigla(c, lineage.article_ids)} · {relation}{agency}", 0)
        for run in lineage.runs:
            places = " = ".join(
                f"{c.sigla[s.article_id]} [{s.start}, {s.end})" for s in (run.left, run.right)
            )
            writer.put(f"“{c.words(run.left)}” {places}", 4)
        for tie in lineage.ties:
            writer.put(say.tie(c, tie), 4)
        _reasons(c, lineage, writer, 4)
