"""How passages, witnesses and counts are put in words: the same in every edition."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Literal, NamedTuple, get_args

from variorum.edition import Collation
from variorum.model import (
    Article,
    Assertion,
    Event,
    EventMention,
    Framing,
    Line,
    Piece,
    Reading,
    Record,
    Root,
    Span,
    Statement,
    Tie,
    Uncompared,
    UncomparedKind,
    Variant,
)

RELATION_MARKS = {"SAME": "=", "COMPATIBLE": "≈", "UPDATE": "→", "DIFFERS": "≠"}
FACTS = ("place", "time", "number", "actor")
"""The kinds of variant that are differences of fact; the others are differences of telling."""

PARTS = {"stub": "is a stub", "wall": "stands behind a wall", "live": "is a part of a live page"}
UNREAD = {"language": "is not in English", "empty": "has nothing on any line"}

_OPENING = re.compile(r'[“"«„]$')
_CLOSING = re.compile(r'[,.;:!?…]?[”"»]')


def citation(collation: Collation, span: Span) -> str:
    """The words of a span and where they stand, in two paragraphs that can be pasted anywhere.

    Offsets are Unicode code points, half-open, into the clean text of the document with that sha256.
    """
    article = witness(collation, span.article_id)
    return (
        f"{span.of(article)}\n— {source(collation, article)}; "
        f"characters [{span.start}, {span.end}); {origin(collation, article)}"
    )


def source(collation: Collation, article: Article) -> str:
    """Outlet, title and date of a witness; what nothing states is said to be unknown."""
    outlet = article.outlet or f"{collation.name(article.id)} (outlet unknown)"
    title = f"“{article.title}”" if article.title else "title unknown"
    return f"{outlet}, {title}, {published(article)}"


def origin(collation: Collation, article: Article) -> str:
    """The full hash of the document and the run that read it."""
    return f"sha256 {digest(collation, article)}; run {collation.run or 'unknown'}"


def published(article: Article) -> str:
    """When the article says it was published, or that it does not say."""
    return f"published {article.published}" if article.published else "date unknown"


def digest(collation: Collation, article: Article) -> str:
    """The sha256 of the witness's document in hexadecimal digits, or ``unknown``."""
    hashes = collation.hashes
    return hashes.get(article.id) or hashes.get(article.document_id) or "unknown"


def at_most(line: Line) -> str:
    """The upper bound on the roots of a line, in words."""
    if line.at_most is None:
        return "roots unknown"
    return f"at most {line.at_most} root" + ("" if line.at_most == 1 else "s")


def witness(collation: Collation, article_id: str) -> Article:
    """The article of that id; KeyError when it is no witness of the story."""
    article = collation.records[article_id]
    assert isinstance(article, Article)
    return article


def sigla(collation: Collation, article_ids: Iterable[str]) -> str:
    """The letters of some witnesses, in the order of the witnesses (``A B``)."""
    wanted = set(article_ids)
    return " ".join(letter for id, letter in collation.sigla.items() if id in wanted)


def attestation(collation: Collation, line: Line | Event) -> str:
    """Which witnesses have a line or an event: in all, in all but one, or the letters of those that do."""
    have = set(line.article_ids)
    lacking = [letter for id, letter in collation.sigla.items() if id not in have]
    if not lacking:
        return "in all"
    if len(have) == 1:
        return f"only in {sigla(collation, have)}"
    return f"in all but {lacking[0]}" if len(lacking) == 1 else f"in {sigla(collation, have)}"


def coverage(collation: Collation) -> list[tuple[str, list[Line], list[Article]]]:
    """Lines by the witnesses that have them, widest first: the label, the lines, the witnesses lacking."""
    groups: dict[str, tuple[list[Line], list[Article]]] = {}
    for line in collation.lines:
        lacking = [w for w in collation.witnesses if w.id not in line.article_ids]
        groups.setdefault(attestation(collation, line), ([], lacking))[0].append(line)
    order = sorted(groups.items(), key=lambda group: (len(group[1][1]), group[0]))
    return [(name, lines, lacking) for name, (lines, lacking) in order]


def silent(collation: Collation, article: Article) -> str:
    """Why nothing follows from what a witness does not have; empty where it is a whole report that was
    read."""
    if article.kind in PARTS:
        return f"{PARTS[article.kind]}: what it lacks cannot be told"
    of_it = (u.kind for u in collation.uncompared if u.article_ids == (article.id,))
    unread = next((UNREAD[kind] for kind in of_it if kind in UNREAD), "")
    return f"{unread}: what it lacks cannot be told" if unread else ""


def root_name(collation: Collation, root: Root) -> str:
    """What lines rest on, by name: of a lineage whose outlet is unknown, where its report came from."""
    return collation.name(root.name) if root.name in collation.sigla else root.name


def who(collation: Collation, line: Line) -> str:
    """Whose line it is: the speaker, who may be unknown; the parties of an event; the outlets themselves."""
    if line.kind == "statement":
        return line.speaker or "speaker unknown"
    if line.kind == "assertion":
        return line.speaker or "in the outlet’s own voice"
    told = next((m for m in collation.members(line) if isinstance(m, EventMention)), None)
    if told is None:
        return line.speaker or "event"
    return parties(told)


def parties(told: EventMention) -> str:
    """Who did what to whom, by the names in one mention."""
    sides = [" and ".join(p.name for p in parties) for parties in (told.actors, told.recipients)]
    toward = "" if sides[1] in ("", sides[0]) else f" · {sides[1]}"
    return f"{sides[0] or 'actor unknown'} · {told.type}{toward}"


def manner(collation: Collation, line: Line) -> str:
    """How a line is told where that is not plainly said or done (``denied``, ``planned in B``); else empty.

    What only some witnesses tell so has their letters."""
    members = [m for m in collation.members(line) if isinstance(m, Statement | EventMention)]
    own = {m.article_id for m in members if not _echo(m)}
    told: dict[str, set[str]] = {}
    for member in members:
        if not _echo(member) or member.article_id not in own:
            told.setdefault(told_how(member), set()).add(member.article_id)
    alone = len(told) == 1 and set(line.article_ids) <= own.union(*told.values())
    where = {how: "" if alone else f" in {sigla(collation, ids)}" for how, ids in told.items()}
    return ", ".join(how + letters for how, letters in where.items() if how)


def told_how(member: Statement | EventMention) -> str:
    """The status of a saying or an event, and of a saying its strength and the class of its cue, where it is
    not plainly said or done."""
    how: list[str] = [member.status]
    if isinstance(member, Statement):
        charged = member.cue_class in ("claimed", "accused")  # these words say the doubt themselves
        strength = "neutral" if charged else member.strength
        how = [member.cue_class, strength, member.status]
    return ", ".join(word for word in how if word not in ("said", "actual", "neutral"))


def _echo(member: Record) -> bool:
    return isinstance(member, Statement) and member.cue_class == "echoed"


def passage(member: Record) -> tuple[Span, ...]:
    """Where the words of a statement, an event mention or an assertion stand, in text order."""
    if isinstance(member, Statement):
        return member.content
    if isinstance(member, EventMention):
        return (member.sentence,)
    return (member.span,) if isinstance(member, Assertion) else member.spans


def inside(variant: Variant) -> bool:
    """Whether all readings of a variant are of one report, which does not agree with itself."""
    return len(variant.readings) > 1 and len({r.article_ids for r in variant.readings}) == 1


def uncompared(collation: Collation) -> list[tuple[Uncompared, list[int]]]:
    """What could not be compared, each with the numbers of its lines: of whole witnesses first, then of
    figures, places and times, then passages, the most probable pair first."""
    kinds = get_args(UncomparedKind)
    number = {line.id: i for i, line in enumerate(collation.lines, 1)}
    place = {w.id: i for i, w in enumerate(collation.witnesses)}

    def order(gap: tuple[Uncompared, list[int]]) -> tuple[int, float, list[int], list[int], str]:
        record, numbers = gap
        who = [place.get(i, len(place)) for i in record.article_ids]
        return kinds.index(record.kind), -(record.score or 0.0), numbers, who, record.id

    found = [(u, sorted(number[i] for i in u.line_ids if i in number)) for u in collation.uncompared]
    return sorted(found, key=order)


def uncomparable(record: Uncompared) -> str:
    """What kind of gap it is, with the score where it has one (``near .58``)."""
    return record.kind if record.score is None else f"{record.kind} {record.score:.2f}".replace(" 0.", " .")


def readings(collation: Collation, variant: Variant | Framing | Uncompared) -> list[Reading]:
    """The readings of a variant or of a way of telling, in the order of the witnesses that have them."""
    place = {w.id: i for i, w in enumerate(collation.witnesses)}
    return sorted(variant.readings, key=lambda r: [place.get(i, len(place)) for i in r.article_ids])


def bare(words: str) -> str:
    """Words without the marks around them, to see whether two passages say the same."""
    return " ".join(words.split()).strip(' .,;:!?“”"')


def told_by(collation: Collation, line: Line, article: Article) -> list[list[Record]]:
    """The members of a line in one witness; those that rest on the same words stand together."""
    groups: dict[tuple[str, ...], list[Record]] = {}
    for member in collation.members(line):
        if getattr(member, "article_id", None) == article.id:
            words = tuple(bare(span.of(article)) for span in passage(member))
            groups.setdefault(words, []).append(member)
    return list(groups.values())


def dress(article: Article, span: Span) -> tuple[str, str, str]:
    """The words of a span between the quotation marks that stand around it in the text, if any do."""
    opening = _OPENING.search(article.text[max(0, span.start - 1) : span.start])
    closing = _CLOSING.match(article.text[span.end : span.end + 2])
    return opening.group() if opening else "", span.of(article), closing.group() if closing else ""


class Stretch(NamedTuple):
    """A piece of the fullest attested text as it is printed. ``gap`` stands before it: the characters
    between, or an ellipsis where words are left out; ``held`` is by how many of the line's witnesses."""

    gap: str
    words: str
    tail: str
    held: Literal["all", "some", "one"]
    sigla: str
    piece: Piece

    @property
    def spans(self) -> tuple[Span, ...]:
        return (self.piece.span, *self.piece.elsewhere)


def stretches(collation: Collation, line: Line) -> list[Stretch]:
    """The fullest attested text of a line, piece by piece; empty where nothing was assembled."""
    made: list[Stretch] = []
    last: Span | None = None
    for index, piece in enumerate(line.assembly):
        article = witness(collation, piece.span.article_id)
        before, words, after = dress(article, piece.span)
        gap = before if last is None else _between(article, last, piece.span)
        trimmed = words.strip()
        gap += words[: len(words) - len(words.lstrip())]
        tail = words[len(words.rstrip()) :] + (after if index == len(line.assembly) - 1 else "")
        holders = set(piece.witnesses) | {piece.span.article_id}
        held: Literal["all", "some", "one"] = "some"
        if holders >= set(line.article_ids):
            held = "all"
        elif len(holders) == 1:
            held = "one"
        made.append(Stretch(gap, trimmed, tail, held, sigla(collation, holders), piece))
        last = piece.span
    return made


def _between(article: Article, last: Span, span: Span) -> str:
    """The characters between two pieces; where they hold words, an ellipsis between the quotation marks."""
    if last.article_id == span.article_id and span.start >= last.end:
        gap = article.text[last.end : span.start]
        if not any(c.isalnum() for c in gap):
            return gap.replace("\n", " ")
        return f"{dress(article, last)[2]} … {dress(article, span)[0]}"
    return " … "


def reason(collation: Collation, words: str) -> str:
    """A reason as it is recorded, with the letters of witnesses in the place of their ids."""
    for article_id, letter in collation.sigla.items():
        words = words.replace(article_id, letter)
    return words


def tie(collation: Collation, tie: Tie) -> str:
    """What a pair of witnesses has in common, and which of them the other can have taken from."""
    pair = (collation.sigla.get(tie.left, tie.left), collation.sigla.get(tie.right, tie.right))
    said = [f"{' and '.join(pair)}: {tie.relation}"]
    if tie.share:
        said.append(f"{tie.share:.0%} of the shorter’s own words")
    if tie.source:
        source, other = pair if tie.source == tie.left else pair[::-1]
        said.append(f"{other} can have taken from {source}, not {source} from {other}")
    elif tie.relation in ("republished", "rewritten", "excerpted"):
        said.append("direction unknown")
    said += [reason(collation, words) for words in tie.why]
    return " · ".join(said)


def label(collation: Collation, line: Line, width: int = 72) -> str:
    """How a line is told and its first words, cut with an ellipsis after ``width`` characters."""
    words = " ".join("".join(s.gap + s.words + s.tail for s in stretches(collation, line)).split())
    if not words:
        members = collation.members(line)
        spans = members[0].spans if members else ()
        words = " ".join(collation.words(spans[0]).split()) if spans else ""
    if how := manner(collation, line):
        words = f"{how}: {words}"
    return words if len(words) <= width else words[: width - 1].rstrip() + "…"
