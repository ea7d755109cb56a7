"""A writer's draft against a ledger: sentence by sentence, what the reports have beside it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, Literal, get_args

import msgspec

from variorum import resources
from variorum.edition import Collation
from variorum.errors import InputError
from variorum.ledger import Ledger
from variorum.model import (
    Article,
    Assertion,
    Document,
    Event,
    EventMention,
    Failure,
    Line,
    Place,
    Root,
    Signature,
    Span,
    Statement,
    Story,
    TimeWindow,
    Variant,
)
from variorum.pipeline import group
from variorum.sources import read_bytes
from variorum.stages import PIPELINE
from variorum.stages.collation.assemble import Member, reported
from variorum.stages.collation.beside import Beside, beside, unattested
from variorum.stages.parse import Parse
from variorum.stages.stories.links import LEAST, near
from variorum.tables import NONE, Data

Condition = Literal["conflict", "unattested-quote", "moved-attribution", "single-root", "unsupported"]
CONDITIONS: tuple[Condition, ...] = get_args(Condition)
TELLING = (Statement, Assertion, EventMention)
KINDS = (*TELLING, TimeWindow, Place)
QUOTED = 4
"""Words in a row that a quotation of the draft must have to be looked for in the whole ledger."""
TRIED = 3
"""Stories looked into when none is likely to tell what the draft tells."""


class Finding(msgspec.Struct, frozen=True, kw_only=True):
    """What the reports of one story have beside a sentence: their line, on what it rests, the members of it
    in the reports and (``mine``) in the draft, and where the draft differs from them."""

    story_id: str
    line: Line
    roots: tuple[Root, ...]
    members: tuple[Member, ...]
    mine: tuple[Member, ...]
    variants: tuple[Variant, ...] = ()


class Sentence(msgspec.Struct, frozen=True, kw_only=True):
    """A sentence of the draft with its findings. ``told`` is whether it tells anything that reports could
    have: a statement, an event, or a clause with somebody or a figure in it. ``unattested`` are the words it
    gives as somebody's own that stand in no report that was looked into."""

    span: Span
    told: bool
    findings: tuple[Finding, ...] = ()
    unattested: tuple[Span, ...] = ()

    @property
    def conditions(self) -> tuple[Condition, ...]:
        """What holds of it, of the conditions a newsroom may stop at."""
        differing = [v for f in self.findings for v in f.variants]
        held = {
            "conflict": any(v.relation == "DIFFERS" for v in differing),
            "unattested-quote": bool(self.unattested),
            "moved-attribution": any(v.kind == "attribution" for v in differing),
            "single-root": any(f.line.at_most == 1 for f in self.findings),
            "unsupported": self.told and not self.findings,
        }
        return tuple(condition for condition in CONDITIONS if held[condition])


class Check(msgspec.Struct, frozen=True, kw_only=True):
    """A draft with its sentences in order, and the stories that were looked into, with their reports and
    the addresses those came from. ``run`` is the run of the ledger it was held against."""

    draft: Article
    address: str
    sentences: tuple[Sentence, ...]
    stories: tuple[Story, ...]
    witnesses: tuple[Article, ...]
    addresses: dict[str, str]
    run: str

    def name(self, article_id: str) -> str:
        """How a report is called: its outlet, else the address it came from; the draft is ``draft``."""
        if article_id == self.draft.id:
            return "draft"
        outlet = next((w.outlet for w in self.witnesses if w.id == article_id), None)
        return outlet or self.addresses.get(article_id) or article_id

    def to_dict(self) -> dict[str, Any]:
        """Plain data: lists, dictionaries, strings and numbers."""
        plain: dict[str, Any] = msgspec.to_builtins(self)
        for sentence, told in zip(self.sentences, plain["sentences"], strict=True):
            told["conditions"] = list(sentence.conditions)
        return plain


def check(ledger: Ledger, text: str, *, story: str | None = None, published: str | None = None) -> Check:
    """Hold the text of a draft (plain or HTML) against a ledger; ``published`` is the day it is written for.
    The errors are those of :func:`check_draft`."""
    given = (
        msgspec.structs.replace(d, published=published) if published and isinstance(d, Document) else d
        for d in read_bytes(text.encode("utf-8", "replace"), "draft")
    )
    return check_draft(ledger, given, story=story)


def check_draft(
    ledger: Ledger, documents: Iterable[Document | Failure], *, story: str | None = None, data: Data = NONE
) -> Check:
    """Hold a draft against the ledger, or against one ``story`` of it.

    InputError when the draft cannot be read or is not a single document; NotFoundError when there is no
    such story. Nothing is written to the ledger."""
    resources.lay(data.texts)
    address, draft, found = _read(documents)
    stories = [ledger.get(story).id] if story else _stories(ledger, draft, found)
    held = [ledger.collation(story_id) for story_id in stories]
    witnesses = tuple(w for edition in held for w in edition.witnesses)
    findings = [f for edition in held for f in _findings(ledger, draft, edition, found)]
    return Check(
        draft=draft,
        address=address,
        sentences=_sentences(draft, found, findings, witnesses),
        stories=tuple(edition.story for edition in held),
        witnesses=witnesses,
        addresses={i: a for edition in held for i, a in edition.addresses.items()},
        run=str((ledger.manifest() or {}).get("run", "")),
    )


def _read(documents: Iterable[Document | Failure]) -> tuple[str, Article, dict[type, list[Any]]]:
    """The draft as an article, with everything found in it."""
    given = list(documents)
    failed = [d for d in given if isinstance(d, Failure)]
    if failed:
        raise InputError(f"{failed[0].address}: {failed[0].reason}", failed[0].remedy)
    if len(given) != 1:
        raise InputError(f"a draft is one document; there are {len(given)}", "check one file at a time")
    document = given[0]
    assert isinstance(document, Document)
    made = PIPELINE.document(document, upto="article")
    if made.failures:
        raise InputError(f"{document.address}: {made.failures[0].reason}", made.failures[0].remedy)
    if len(made.records) != 1:
        raise InputError(f"{document.address}: holds {len(made.records)} reports", "check one text at a time")
    article: Article = made.records[0]
    return document.address, article, PIPELINE.of_article(article)


def _stories(ledger: Ledger, draft: Article, found: dict[type, list[Any]]) -> list[str]:
    """The stories that may tell what the draft tells, the likeliest first: those with a report that the
    stories stage would link to it, and those where somebody said the words it quotes."""
    home = {a: s.id for s in ledger.read(Story) for a in s.article_ids}
    likely: dict[str, float] = {}
    signature: Signature = found[Signature][0]
    close = near(signature, ledger.store.read(Signature))
    for article_id, score in [c for c in close if c[1] >= LEAST] or close[:TRIED]:
        if article_id in home:
            likely[home[article_id]] = max(score, likely.get(home[article_id], 0.0))
    for statement in found.get(Statement, ()):
        for span in statement.quoted:
            words = span.of(draft)
            if len(words.split()) >= QUOTED:
                for hit in ledger.search(f'"{words}"', limit=5):
                    if hit.article_id in home:
                        likely[home[hit.article_id]] = 1.0
    return sorted(likely, key=lambda s: (-likely[s], s))


def _findings(
    ledger: Ledger, draft: Article, edition: Collation, found: dict[type, list[Any]]
) -> list[Finding]:
    """What the reports of one story have beside the draft."""
    story = edition.story
    ids = list(story.article_ids)
    both: dict[type, list[Any]] = {
        kind: [*ledger.read(kind, article_id=ids), *found.get(kind, ())] for kind in KINDS
    }
    judged = [j for j in ledger.judgements() if j.verdict in ("together", "apart")]
    merged = group(PIPELINE.stage("merge"), story.id, [*both[EventMention], *judged])
    events = [event for event in merged if isinstance(event, Event)]
    beside_it = beside(draft, story, edition.witnesses, edition.lineages, events, both)
    return [_finding(b, story, both) for b in beside_it]


def _finding(b: Beside, story: Story, both: dict[type, list[Any]]) -> Finding:
    records = {record.id: record for kind in TELLING for record in both[kind]}
    return Finding(
        story_id=story.id,
        line=b.line,
        roots=b.roots,
        members=tuple(records[i] for i in b.line.member_ids),
        mine=b.mine,
        variants=b.variants,
    )


def _sentences(
    draft: Article,
    found: dict[type, list[Any]],
    findings: Sequence[Finding],
    witnesses: Sequence[Article],
) -> tuple[Sentence, ...]:
    """The sentences of the draft in order, those without a word left out."""
    told = [s for kind in TELLING for r in found.get(kind, ()) if _tells(r) for s in reported(r)]
    quoted = [span for statement in found.get(Statement, ()) for span in statement.quoted]
    lacking = unattested(draft, quoted, witnesses)
    spans = _joined(draft, [Span(draft.id, *_trimmed(draft.text, s)) for s in found[Parse][0].doc.sents])
    return tuple(
        Sentence(
            span=span,
            told=any(_meet(span, other) for other in told),
            findings=tuple(f for f in findings if _concerns(f, span)),
            unattested=tuple(words for words in lacking if _meet(span, words)),
        )
        for span in spans
    )


def _joined(draft: Article, spans: Iterable[Span]) -> list[Span]:
    """The sentences that have words, with what goes on in lower case in the same line joined to what it
    goes on from: an ellipsis ends no sentence."""
    made: list[Span] = []
    for span in spans:
        words = span.of(draft)
        if made and words[:1].islower() and "\n" not in draft.text[made[-1].end : span.start]:
            made[-1] = Span(draft.id, made[-1].start, span.end)
        elif words:
            made.append(span)
    return made


def _tells(record: Member) -> bool:
    """Whether reports could bear it out: not a clause of nobody known without a figure."""
    return not isinstance(record, Assertion) or bool(record.participants or record.values)


def _concerns(finding: Finding, sentence: Span) -> bool:
    return any(_meet(sentence, span) for record in finding.mine for span in reported(record))


def _meet(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end


def _trimmed(text: str, sentence: Any) -> tuple[int, int]:
    """The bounds of a sentence without the blanks around it."""
    start, end = sentence.start_char, sentence.end_char
    words = text[start:end]
    return start + len(words) - len(words.lstrip()), end - len(words) + len(words.rstrip())
