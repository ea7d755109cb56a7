"""The edition as one HTML file: no server, no network, complete without script."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import Any, NamedTuple

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from variorum.edition import Collation
from variorum.export import citation as say
from variorum.export import merged as events
from variorum.export.anchored import marked
from variorum.model import (
    Article,
    Assertion,
    Attribution,
    EventMention,
    Framing,
    Line,
    Party,
    Place,
    Reading,
    Record,
    Span,
    Statement,
    TimeWindow,
    Uncompared,
    Variant,
)

_UNPRINTABLE = re.compile("[\x00\ud800-\udfff]")
_STRIP = 3
"""Up to so many witnesses stand side by side; more are shown as a matrix with their texts stacked."""


def html(collation: Collation) -> str:
    """The edition of one story."""
    return _page([_View(collation, "")], None)


def html_many(collations: Sequence[Collation], manifest: Mapping[str, Any]) -> str:
    """The editions of several stories in the order given, under an index of them."""
    return _page([_View(c, f"s{i}-") for i, c in enumerate(collations, 1)], _flat(manifest))


def _page(views: list[_View], manifest: list[tuple[str, str]] | None) -> str:
    rules = "".join(rule for view in views for rule in view.rules)
    style, script = _part("style.css") + rules, _part("edition.js")
    page = (
        _environment()
        .get_template("edition.html.j2")
        .render(
            views=views,
            many=manifest is not None,
            manifest=manifest or [],
            style=Markup(style),
            script=Markup(script),
            style_hash=_hash(style),
            script_hash=_hash(script),
            say=say,
        )
    )
    return _UNPRINTABLE.sub("\ufffd", page)


@cache
def _environment() -> Environment:
    return Environment(
        loader=PackageLoader("variorum.export"),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=StrictUndefined,
    )


def _part(name: str) -> str:
    loader = _environment().loader
    assert loader is not None
    return loader.get_source(_environment(), name)[0]


def _hash(content: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()


def _flat(value: Any, path: str = "") -> list[tuple[str, str]]:
    """The leaves of a manifest as (path, value), in its own order."""
    if isinstance(value, Mapping):
        return [leaf for key, inner in value.items() for leaf in _flat(inner, f"{path}.{key}".lstrip("."))]
    if isinstance(value, list | tuple):
        return [leaf for i, inner in enumerate(value) for leaf in _flat(inner, f"{path}[{i}]")]
    return [(path, str(value))]


class Link(NamedTuple):
    """Words that lead to where they stand: ``lights`` are the anchors of every place to be lit."""

    anchor: str
    lights: str
    siglum: str
    before: str
    words: str
    after: str
    where: str

    @property
    def trimmed(self) -> str:
        return self.words.strip()


class Fact(NamedTuple):
    """One thing a record tells: its words, else the value, which may be *unknown* or *not applicable*."""

    label: str
    value: str
    link: Link | None = None


class Reported(NamedTuple):
    """How one witness words a line."""

    id: str
    mode: str
    words: list[Link]
    facts: list[Fact]
    chain: list[tuple[Attribution, Link | None]]


class _View:
    """One story made ready for the template: every link drawn, then the texts marked where links lead."""

    def __init__(self, collation: Collation, prefix: str) -> None:
        self.collation, self.prefix = collation, prefix
        self.spans: dict[str, set[Span]] = {w.id: set() for w in collation.witnesses}
        self.side_by_side = len(collation.witnesses) <= _STRIP
        self.number = {line.id: i for i, line in enumerate(collation.lines, 1)}
        self.lines = [self._line(line) for line in collation.lines]
        apparatus = [self._variant(v) for v in self._in_order(collation.variants)]
        self.apparatus = [
            ("fact", [v for v in apparatus if v["record"].kind in say.FACTS]),
            ("telling", [v for v in apparatus if v["record"].kind not in say.FACTS]),
        ]
        framings = sorted(collation.framings, key=lambda f: (self.number.get(f.line_id, 0), f.id))
        self.framings = [self._variant(f) for f in framings]
        self.uncompared = [
            {"record": u, "numbers": numbers, "readings": self._readings(u)}
            for u, numbers in say.uncompared(collation)
        ]
        self.events = [self._merged(found) for found in events.merged(collation)]
        self.roots = [{"record": r, "cited": self.links(r.cited)} for r in collation.roots]
        self.lineages = [
            {
                "record": lineage,
                "runs": [(self.link(r.left, r.right), self.link(r.right, r.left)) for r in lineage.runs],
            }
            for lineage in collation.lineages
        ]
        self.texts: list[tuple[Article, Markup]] = []
        self.rules: list[str] = []
        for article in collation.witnesses:
            markup, split = marked(article.text, {self.anchor(s): s for s in self.spans[article.id]})
            self.texts.append((article, markup))
            self.rules += [
                f'\n.text:has(#{a}:target) [data-span="{a}"]{{background:var(--lit)}}' for a in split
            ]

    # --- links ---------------------------------------------------------------------------------------------

    def anchor(self, span: Span) -> str:
        return f"{self.prefix}{self.collation.sigla[span.article_id]}-{span.start}-{span.end}"

    def link(self, span: Span, *also: Span) -> Link:
        """A link to a span that lights others besides."""
        for s in (span, *also):
            self.spans[s.article_id].add(s)
        article = say.witness(self.collation, span.article_id)
        anchors = dict.fromkeys(self.anchor(s) for s in (span, *also))
        return Link(
            self.anchor(span),
            " ".join(anchors),
            self.collation.sigla[span.article_id],
            *say.dress(article, span),
            f"[{span.start}, {span.end})",
        )

    def links(self, spans: Iterable[Span]) -> list[Link]:
        return [self.link(s) for s in spans]

    # --- the record ----------------------------------------------------------------------------------------

    def _line(self, line: Line) -> dict[str, Any]:
        c = self.collation
        roots = [r for r in c.roots if r.id in line.root_ids]
        return {
            "record": line,
            "number": self.number[line.id],
            "stretches": [(s, self.link(*s.spans)) for s in say.stretches(c, line)],
            "witnesses": [
                (w, [_together([self._reported(m) for m in same]) for same in say.told_by(c, line, w)])
                for w in c.witnesses
            ],
            "variants": [self._variant(v) for v in c.variants_of(line)],
            "roots": [(root, self.links(root.cited)) for root in roots],
        }

    def _reported(self, record: Record) -> Reported:
        if isinstance(record, Statement):
            return self._statement(record)
        if isinstance(record, EventMention):
            return self._event(record)
        if isinstance(record, Assertion):
            values = [
                Fact(v.kind, _figure(v.bound, v.number, v.unit), self.link(v.span)) for v in record.values
            ]
            facts = values + self._circumstances(record.when, record.place)
            return Reported(record.id, "in the outlet’s own voice", [self.link(record.span)], facts, [])
        return Reported(record.id, "", self.links(say.passage(record)), [], [])

    def _statement(self, s: Statement) -> Reported:
        facts = [self._party("speaker", s.speaker)]
        if s.addressee:
            facts.append(self._party("addressee", s.addressee))
        if s.cue:
            facts.append(Fact("cue", s.cue_class, self.link(s.cue)))
        if s.status != "actual":
            facts.append(Fact("status", s.status))
        if s.occasion:
            occasion = self.link(s.occasion)
            facts.append(Fact("occasion", occasion.words, occasion))
        facts += self._circumstances(s.when, s.place)
        chain = [(step, self.link(*_places(step)) if _places(step) else None) for step in s.chain]
        mode = {"direct": "quoted", "mixed": "partly quoted", "indirect": "reported"}[s.mode]
        mode += f" · {how}" if (how := say.told_how(s)) else ""
        whole = [self.link(span, *(o for o in s.content if o != span)) for span in s.content]
        return Reported(s.id, mode, whole, facts, chain)

    def _event(self, e: EventMention) -> Reported:
        trigger = self.link(e.trigger)
        facts = [Fact("trigger", trigger.words, trigger), Fact("status", e.status)]
        for label, parties in (("actor", e.actors), ("recipient", e.recipients)):
            facts += [self._party(label, party) for party in parties or (None,)]
        facts += self._circumstances(e.when, e.place, stated=False)
        kind = e.type + (f" · {e.mode}" if e.mode else "")
        return Reported(e.id, kind, [self.link(e.sentence, e.trigger)], facts, [])

    def _party(self, label: str, party: Party | None) -> Fact:
        if party is None:
            return Fact(label, "unknown")
        return Fact(label, party.name, self.link(party.span) if party.span else None)

    def _circumstances(
        self, when: TimeWindow | None, place: Place | None, *, stated: bool = True
    ) -> list[Fact]:
        """When and where; what is not stated is left out, or is unknown where the record should have it."""
        facts = []
        if when:
            value = {"known": when.value, "unknown": "date unknown"}.get(when.knowledge, when.knowledge)
            facts.append(Fact("time", value, self.link(when.span)))
        elif not stated:
            facts.append(Fact("time", "unknown"))
        if place:
            facts.append(Fact("place", place.country or "country unknown", self.link(place.span)))
        elif not stated:
            facts.append(Fact("place", "unknown"))
        return facts

    # --- apparatus -----------------------------------------------------------------------------------------

    def _in_order(self, variants: Sequence[Variant]) -> list[Variant]:
        last = len(self.number) + 1
        return sorted(variants, key=lambda v: self.number.get(v.line_id or "", last))

    def _variant(self, variant: Variant | Framing) -> dict[str, Any]:
        return {
            "record": variant,
            "number": self.number.get(variant.line_id or ""),
            "readings": self._readings(variant),
        }

    def _readings(self, of: Variant | Framing | Uncompared) -> list[tuple[Reading, list[Link]]]:
        return [(r, self.links(r.spans)) for r in say.readings(self.collation, of)]

    def _merged(self, found: events.Merged) -> dict[str, Any]:
        event = found.event
        head = [event.status, say.attestation(self.collation, event), events.window(event)]
        return {
            "record": event,
            "who": say.parties(found.mentions[0]),
            "head": [*head, ", ".join(event.places) or "place unknown"],
            "numbers": found.numbers,
            "differing": [(what, [(r, self.links(r.spans)) for r in rs]) for what, rs in found.differing],
            "mentions": [(self.link(m.trigger), events.splitting(event, m)) for m in found.mentions],
        }

    def relations(self) -> list[tuple[str, int]]:
        """How many variants there are of each relation, the gravest first."""
        return [
            (relation, n)
            for relation in ("DIFFERS", "UPDATE", "COMPATIBLE", "SAME")
            if (n := sum(v.relation == relation for v in self.collation.variants))
        ]

    def kinds(self) -> list[str]:
        return sorted({v.kind for v in self.collation.variants})

    def matrix(self) -> list[tuple[dict[str, Any], list[tuple[str, str]]]]:
        """For every line, a cell for every witness: what it is and the mark that says so."""
        return [(line, [self._cell(line, w) for w in self.collation.witnesses]) for line in self.lines]

    def _cell(self, line: dict[str, Any], witness: Article) -> tuple[str, str]:
        record: Line = line["record"]
        if witness.id not in record.article_ids:
            return "absent", "·"
        letters = [
            "abcdefghijklmnopqrstuvwxyz"[i % 26]
            for variant in self.collation.variants_of(record)
            if variant.relation == "DIFFERS"
            for i, reading in enumerate(say.readings(self.collation, variant))
            if witness.id in reading.article_ids
        ]
        if letters:
            return "differs", "≠" + "".join(letters)
        counts = {w: sum(w in p.witnesses for p in record.assembly) for w in record.article_ids}
        full = counts[witness.id] == len(record.assembly) and min(counts.values()) < len(record.assembly)
        return ("fuller", "+") if full else ("has", "•")


def _places(step: Attribution) -> list[Span]:
    return [span for span in (step.span, step.cue) if span]


def _together(reports: list[Reported]) -> Reported:
    """Records that rest on the same words, as one: the words once, every fact once."""
    first, *others = reports
    for other in others:
        modes = list(dict.fromkeys((first.mode, other.mode)))
        facts = [*first.facts, *(fact for fact in other.facts if fact not in first.facts)]
        first = first._replace(mode=" · ".join(modes), facts=facts, chain=first.chain or other.chain)
    return first


def _figure(bound: str, number: float, unit: str) -> str:
    return ("" if bound == "exactly" else f"{bound} ") + f"{number:,g} {unit}"
