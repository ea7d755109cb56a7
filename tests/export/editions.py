"""Editions made by hand: invented reports of invented people, with everything an edition can show."""

from __future__ import annotations

from variorum.edition import Collation
from variorum.model import (
    Article,
    Assertion,
    Attribution,
    Event,
    EventMention,
    Failure,
    Line,
    Lineage,
    Party,
    Piece,
    Place,
    Reading,
    Root,
    SharedRun,
    Span,
    Statement,
    Story,
    TimeWindow,
    Uncompared,
    Value,
    Variant,
    make_id,
)

COURIER = """\
🛶🛶 Zambia and Malawi agreed on Sunday to patrol the Luangwa river together, the Zambian water ministry said.

“Zambia is willing to share every measurement it takes on the river,” Water Minister Mwape Kalindo told his \
Malawian counterpart, Thoko Banzira, according to a ministry readout.

“Malawi strongly supports this plan and is willing to work closely with Zambia in the joint commission to resist \
illegal dredging,” Banzira said.

Banzira added that President Lusungu Chirambo believes the “bond of the two rivers” cannot be cut. The state news \
agency MANA echoed those remarks.

The two ministers opened a gauging station in Chipata on Saturday. At least 14 people were hurt when a jetty gave \
way there, police said.

Analysts see the accord as a rebuke to dredging companies. The commission will meet again in May."""

LANTERN = """\
Zambia and Malawi will watch the Luangwa together after a day of talks between their water ministers.

“Zambia is willing to share every measurement it takes on the river,” Kalindo told Banzira, according to the Zambian \
water ministry.

Malawi “strongly supports this plan,” she said, pledging to “work closely with Zambia … to resist illegal \
dredging.”

President Lusungu Chirambo, she added, believes the “bond of the two rivers” cannot be cut, according to the state \
news agency MANA.

The two ministers opened a gauging station in Lundazi on Saturday. The number of people hurt when a jetty gave way \
rose to 17 by Sunday evening, police said.

Dredging licences on the Malawian bank were suspended last year."""


def article(letter: str, text: str, **fields: object) -> Article:
    return Article(id=f"article-{letter}", document_id=f"document-{letter}", text=text, **fields)  # type: ignore[arg-type]


A = article(
    "a",
    COURIER,
    title="Zambia, Malawi agree to patrol the Luangwa together",
    outlet="Harbour Courier",
    published="2026-03-02",
    stated={"published": "page"},
)
B = article("b", LANTERN, title="Two rivers, one bond", outlet="Lantern Daily")


def at(where: Article, words: str, nth: int = 0) -> Span:
    """The nth place of some words in an article; ValueError when they do not stand there."""
    start = -1
    for _ in range(nth + 1):
        start = where.text.index(words, start + 1)
    return Span(where.id, start, start + len(words))


def _said(where: Article, name: str, speaker: Party | None, *content: Span, **fields: object) -> Statement:
    return Statement(
        id=f"statement-{where.id[-1]}-{name}", article_id=where.id, speaker=speaker, content=content, **fields
    )  # type: ignore[arg-type]


def _line(
    number: int, kind: str, members: tuple[str, ...], who: tuple[Article, ...], **fields: object
) -> Line:
    return Line(
        id=f"line-{number}",
        story_id="story-1",
        kind=kind,  # type: ignore[arg-type]
        member_ids=members,
        article_ids=tuple(a.id for a in who),
        order=number,
        **fields,  # type: ignore[arg-type]
    )


def _variant(line: int, kind: str, relation: str, *readings: Reading, **fields: object) -> Variant:
    return Variant(
        id=make_id("variant", line, kind),
        story_id="story-1",
        line_id=f"line-{line}",
        kind=kind,  # type: ignore[arg-type]
        relation=relation,  # type: ignore[arg-type]
        readings=readings,
        **fields,  # type: ignore[arg-type]
    )


def _reading(value: str, *spans: Span) -> Reading:
    return Reading(value=value, article_ids=tuple(s.article_id for s in spans), spans=spans)


QUOTE = "Zambia is willing to share every measurement it takes on the river"
BOND = "bond of the two rivers"


def _outlet(where: Article) -> Attribution:
    return Attribution(role="outlet", name=where.outlet or "")


def _statements() -> tuple[Statement, ...]:
    kalindo = Party(name="Mwape Kalindo", span=at(A, "Mwape Kalindo"))
    banzira = Party(name="Thoko Banzira", span=at(A, "Banzira", 1))
    she = Party(name="Thoko Banzira", span=at(B, "she"))
    return (
        _said(
            A, "kalindo", kalindo, at(A, QUOTE), quoted=(at(A, QUOTE),), cue=at(A, "told"),
            addressee=Party(name="Thoko Banzira", span=at(A, "Thoko Banzira")),
            chain=(
                _outlet(A),
                Attribution(role="carrier", name="ministry readout", span=at(A, "a ministry readout"), cue=at(A, "according to")),
                Attribution(role="speaker", name="Mwape Kalindo", span=at(A, "Mwape Kalindo")),
            ),
        ),
        _said(
            B, "kalindo", Party(name="Kalindo", span=at(B, "Kalindo")), at(B, QUOTE), quoted=(at(B, QUOTE),), cue=at(B, "told"),
            chain=(
                _outlet(B),
                Attribution(role="carrier", name="the Zambian water ministry", span=at(B, "the Zambian water ministry"), cue=at(B, "according to")),
                Attribution(role="speaker", name="Kalindo", span=at(B, "Kalindo")),
            ),
        ),
        _said(
            A, "support", banzira,
            at(A, "Malawi strongly supports this plan and is willing to work closely with Zambia in the joint commission to resist illegal dredging"),
            cue=at(A, "said", 1),
            chain=(_outlet(A), Attribution(role="speaker", name="Thoko Banzira", span=at(A, "Banzira", 1))),
        ),
        _said(
            B, "support", she, at(B, "strongly supports this plan"), at(B, "work closely with Zambia … to resist illegal dredging"),
            mode="mixed", cue=at(B, "said"),
            chain=(_outlet(B), Attribution(role="speaker", name="Thoko Banzira", span=at(B, "she"))),
        ),
        _said(
            A, "bond", banzira, at(A, f"the “{BOND}” cannot be cut"), quoted=(at(A, BOND),), mode="mixed",
            cue=at(A, "believes"), cue_class="believes",
            chain=(
                _outlet(A),
                Attribution(role="carrier", name="MANA", span=at(A, "MANA"), cue=at(A, "echoed"), inherited=True, apparent=True),
                Attribution(role="speaker", name="Thoko Banzira", span=at(A, "Banzira", 2)),
                Attribution(role="view", name="President Lusungu Chirambo", span=at(A, "President Lusungu Chirambo")),
            ),
        ),
        _said(
            B, "bond", she, at(B, f"the “{BOND}” cannot be cut"), quoted=(at(B, BOND),), mode="mixed",
            cue=at(B, "believes"), cue_class="believes",
            chain=(
                _outlet(B),
                Attribution(role="carrier", name="MANA", span=at(B, "MANA"), cue=at(B, "according to", 1)),
                Attribution(role="speaker", name="Thoko Banzira", span=at(B, "she", 1)),
                Attribution(role="view", name="President Lusungu Chirambo", span=at(B, "President Lusungu Chirambo")),
            ),
        ),
        _said(A, "analysts", None, at(A, "see the accord as a rebuke to dredging companies"), mode="indirect", cue_class="believes"),
    )  # fmt: skip


def _events() -> tuple[EventMention, ...]:
    made = []
    for where, town in ((A, "Chipata"), (B, "Lundazi")):
        sentence = at(where, f"The two ministers opened a gauging station in {town} on Saturday.")
        saturday = at(where, "Saturday")
        made.append(
            EventMention(
                id=f"event-mention-{where.id[-1]}",
                article_id=where.id,
                actors=(Party(name="The two ministers", span=at(where, "The two ministers")),),
                recipients=(),
                trigger=at(where, "opened"),
                sentence=sentence,
                type="COOPERATE",
                when=TimeWindow(
                    id=f"time-{where.id[-1]}",
                    article_id=where.id,
                    span=saturday,
                    text="Saturday",
                    value="2026-02-28" if where.published else "XXXX-WXX-6",
                    start="2026-02-28" if where.published else None,
                ),
                place=Place(
                    id=f"place-{town}", article_id=where.id, span=at(where, town), name=town, country="ZMB"
                ),
            )
        )
    return tuple(made)


def _assertions() -> tuple[Assertion, ...]:
    def made(
        where: Article, name: str, sentence: str, verb: str, values: tuple[Value, ...] = ()
    ) -> Assertion:
        return Assertion(
            id=f"assertion-{where.id[-1]}-{name}",
            article_id=where.id,
            span=at(where, sentence),
            predicate=at(where, verb),
            lemma=verb,
            values=values,
        )

    least = Value(kind="count", number=14, unit="person", span=at(A, "At least 14 people"), bound="at least")
    rose = Value(kind="count", number=17, unit="person", span=at(B, "17"))
    return (
        made(A, "toll", "At least 14 people were hurt when a jetty gave way there, police said.", "hurt", (least,)),
        made(B, "toll", "The number of people hurt when a jetty gave way rose to 17 by Sunday evening, police said.", "rose", (rose,)),
        made(A, "may", "The commission will meet again in May.", "meet"),
        made(B, "licences", "Dredging licences on the Malawian bank were suspended last year.", "suspended"),
    )  # fmt: skip


def _lines() -> tuple[Line, ...]:
    whole = "Malawi strongly supports this plan and is willing to work closely with Zambia in the joint commission to resist illegal dredging"
    begin = at(A, whole).start

    def piece(words: str, both: bool) -> Piece:
        start = A.text.index(words, begin)
        elsewhere = (at(B, words),) if both else ()
        return Piece(Span(A.id, start, start + len(words)), (A.id, B.id) if both else (A.id,), elsewhere)

    def same(words: str) -> tuple[Piece, ...]:
        return (Piece(at(A, words), (A.id, B.id), (at(B, words),)),)

    def alone(where: Article, words: str) -> tuple[Piece, ...]:
        return (Piece(at(where, words), (where.id,)),)

    both = (A, B)
    return (
        _line(1, "statement", ("statement-a-kalindo", "statement-b-kalindo"), both, speaker="Mwape Kalindo",
              assembly=same(QUOTE), coverage="all", root_ids=("root-readout",), at_most=1,
              why=("both cite the Zambian water ministry for these words",),
              against=("a readout and a briefing by the ministry could be two channels",)),
        _line(2, "statement", ("statement-a-support", "statement-b-support"), both, speaker="Thoko Banzira",
              assembly=(piece("Malawi ", False), piece("strongly supports this plan", True), piece(" and is willing to ", False),
                        piece("work closely with Zambia", True), piece(" in the joint commission ", False),
                        piece("to resist illegal dredging", True)),
              coverage="all", root_ids=("root-lineage",), at_most=1, why=("no channel is cited; A and B are one lineage",)),
        _line(3, "statement", ("statement-a-bond", "statement-b-bond"), both, speaker="Thoko Banzira",
              assembly=same(f"the “{BOND}” cannot be cut"), coverage="all", root_ids=("root-mana",), at_most=1,
              why=("B cites MANA as the only channel", "A presents MANA as a second voice for the same words")),
        _line(4, "event", ("event-mention-a", "event-mention-b"), both,
              assembly=(Piece(at(A, "The two ministers opened a gauging station in "), (A.id, B.id), (at(B, "The two ministers opened a gauging station in "),)),
                        Piece(at(A, "Chipata"), (A.id,)),
                        Piece(at(A, " on Saturday"), (A.id, B.id), (at(B, " on Saturday"),))),
              coverage="all", root_ids=("root-lineage",), at_most=1),
        _line(5, "assertion", ("assertion-a-toll", "assertion-b-toll"), both,
              assembly=alone(B, "The number of people hurt when a jetty gave way rose to 17 by Sunday evening, police said"), coverage="all",
              root_ids=("root-police", "root-lineage"), at_most=2),
        _line(6, "statement", ("statement-a-analysts",), (A,), assembly=alone(A, "see the accord as a rebuke to dredging companies")),
        _line(7, "assertion", ("assertion-a-may",), (A,), assembly=alone(A, "The commission will meet again in May."), at_most=1,
              root_ids=("root-lineage",)),
        _line(8, "assertion", ("assertion-b-licences",), (B,),
              assembly=alone(B, "Dredging licences on the Malawian bank were suspended last year."), at_most=1, root_ids=("root-lineage",)),
    )  # fmt: skip


def _variants() -> tuple[Variant, ...]:
    return (
        _variant(1, "wording", "SAME", _reading(QUOTE, at(A, QUOTE), at(B, QUOTE))),
        _variant(1, "attribution", "COMPATIBLE", _reading("a ministry readout", at(A, "a ministry readout")),
                 _reading("the Zambian water ministry", at(B, "the Zambian water ministry"))),
        _variant(2, "wording", "COMPATIBLE", _reading("in the joint commission", at(A, "in the joint commission")),
                 _reading("…", at(B, "…")), why=("an ellipsis stands where the other reading has words",)),
        _variant(3, "attribution", "DIFFERS", _reading("echoed by MANA", at(A, "MANA echoed those remarks")),
                 _reading("according to MANA", at(B, "according to the state news agency MANA"))),
        _variant(4, "place", "DIFFERS", _reading("Chipata", at(A, "Chipata")), _reading("Lundazi", at(B, "Lundazi"))),
        _variant(4, "time", "SAME", _reading("Saturday", at(A, "Saturday"), at(B, "Saturday"))),
        _variant(5, "number", "UPDATE", _reading("At least 14", at(A, "At least 14")), _reading("rose to 17", at(B, "rose to 17"))),
        _variant(5, "place", "COMPATIBLE", _reading("there", at(A, "there")), Reading(value="", article_ids=(B.id,))),
    )  # fmt: skip


def _roots() -> tuple[Root, ...]:
    def root(id: str, kind: str, name: str, lines: tuple[int, ...], *cited: Span) -> Root:
        return Root(
            id=f"root-{id}",
            story_id="story-1",
            kind=kind,  # type: ignore[arg-type]
            name=name,
            line_ids=tuple(f"line-{n}" for n in lines),
            article_ids=(A.id, B.id),
            cited=cited,
        )

    return (
        root("readout", "channel", "ministry readout", (1,), at(A, "a ministry readout"), at(B, "the Zambian water ministry")),
        root("mana", "channel", "MANA", (3,), at(A, "MANA"), at(B, "MANA")),
        root("police", "channel", "police", (5,), at(A, "police said"), at(B, "police said")),
        root("lineage", "lineage", "lineage of A and B", (2, 4, 5, 7, 8)),
    )  # fmt: skip


def _merged() -> tuple[Event, ...]:
    """The opening of the gauging station, which both reports tell."""
    return (
        Event(
            id="evt-station",
            story_id="story-1",
            mention_ids=tuple(m.id for m in _events()),
            article_ids=(A.id, B.id),
            actors=("the two ministers",),
            recipients=(),
            type=_events()[0].type,
            status="actual",
            why=("2 mentions in 2 of the reports: same actors, direction and type; none is dated",),
        ),
    )


def _uncompared() -> tuple[Uncompared, ...]:
    """A pair that is nearly on one line, and an undated report."""

    def gap(kind: str, why: str, who: tuple[Article, ...], *spans: Span, **fields: object) -> Uncompared:
        return Uncompared(
            id=f"gap-{kind}",
            story_id="story-1",
            kind=kind,  # type: ignore[arg-type]
            article_ids=tuple(w.id for w in who),
            readings=tuple(_reading(s.of(A if s.article_id == A.id else B), s) for s in spans),
            why=(why,),
            **fields,  # type: ignore[arg-type]
        )

    left, right = at(A, "The commission will meet again in May"), at(B, "Dredging licences")
    why = "perhaps one thing: 2 telling words in common; a line needs 0.40"
    return (
        gap("near", why, (A, B), left, right, line_ids=("line-7", "line-8"), score=0.31),
        gap(
            "date",
            "no date of publication: these times cannot be placed in the calendar",
            (B,),
            at(B, "Sunday"),
        ),
    )


def edition() -> Collation:
    """Two witnesses and eight lines."""
    runs = ("The two ministers opened a gauging station in", "when a jetty gave way")
    lineage = Lineage(
        id="lineage-1",
        story_id="story-1",
        article_ids=(A.id, B.id),
        relation="rewritten",
        runs=tuple(SharedRun(at(A, words), at(B, words)) for words in runs),
        why=("2 runs of the same words outside quotation marks",),
        against=("both could have read the same readout",),
    )
    return Collation(
        story=Story(id="story-1", article_ids=(A.id, B.id), title=A.title, titled_by=A.id),
        witnesses=(A, B),
        lines=_lines(),
        variants=_variants(),
        uncompared=_uncompared(),
        roots=_roots(),
        lineages=(lineage,),
        statements=_statements(),
        assertions=_assertions(),
        event_mentions=_events(),
        events=_merged(),
        hashes={A.id: "a1" * 32, B.id: "b2" * 32},
        addresses={A.id: "courier.html", B.id: "lantern.txt"},
        failures=(Failure(address="broken.html", stage="article", reason="no body text was found", remedy="save the page as text"),),
        run="run-7f3a",
    )  # fmt: skip


def crowd() -> Collation:
    """Five witnesses of one line, of which one reading differs and one witness is a stub."""
    texts = (
        "The bridge opened in May.",
        "The bridge opened in June.",
        "The bridge, rebuilt, opened in May.",
        "Ships passed.",
        "Log in.",
    )
    people = tuple(
        article(letter, text, outlet=f"Outlet {letter}", title=f"Title {letter}", kind="wall" if letter == "v" else "article")
        for letter, text in zip("rstuv", texts, strict=True)
    )  # fmt: skip
    three = people[:3]
    claims = tuple(
        Assertion(id=f"assertion-{w.id[-1]}", article_id=w.id, span=Span(w.id, 0, len(w.text)), predicate=at(w, "opened"), lemma="open")
        for w in three
    )  # fmt: skip
    full = three[2]
    same = tuple(at(w, "The bridge") for w in three[:2])
    opened = tuple(at(w, "opened in") for w in three[:2])
    line = Line(
        id="line-bridge",
        story_id="story-2",
        kind="assertion",
        member_ids=tuple(c.id for c in claims),
        article_ids=tuple(w.id for w in three),
        assembly=(
            Piece(at(full, "The bridge"), tuple(w.id for w in three), same),
            Piece(at(full, "rebuilt"), (full.id,)),
            Piece(at(full, "opened in"), tuple(w.id for w in three), opened),
            Piece(at(full, "May"), (full.id, three[0].id), (at(three[0], "May"),)),
        ),
        coverage="some",
    )
    ships = Line(
        id="line-ships", story_id="story-2", kind="assertion", member_ids=(), article_ids=(people[3].id,)
    )
    month = Variant(
        id="variant-month",
        story_id="story-2",
        line_id=line.id,
        kind="time",
        relation="DIFFERS",
        readings=(_reading("May", at(three[0], "May")), _reading("June", at(three[1], "June"))),
    )
    part = Uncompared(
        id="gap-part",
        story_id="story-2",
        kind="part",
        article_ids=(people[4].id,),
        why=("behind a wall: what it lacks cannot be told",),
    )
    return Collation(
        story=Story(id="story-2", article_ids=tuple(w.id for w in people)),
        witnesses=people,
        lines=(line, ships),
        variants=(month,),
        uncompared=(part,),
        assertions=claims,
        run="run-7f3a",
    )


def hostile() -> Collation:
    """Titles, outlets and texts that try to be markup, and spans that cross."""
    text = "<script>alert(1)</script> & \"quoted\" 'single' \r\nsaid </div><p id=x> 😀 end\x00."
    where = article(
        "h", text, title='</title><script>alert("t")</script>', outlet='"><img src=x onerror=alert(1)>'
    )
    claims = tuple(
        Assertion(id=f"assertion-{i}", article_id=where.id, span=Span(where.id, s, e), predicate=Span(where.id, s, e), lemma="x")
        for i, (s, e) in enumerate(((0, 12), (8, 30), (20, 60), (5, 55), (0, 12), (58, len(text))))
    )  # fmt: skip
    lines = tuple(
        Line(id=f"line-{i}", story_id="story-3", kind="assertion", member_ids=(c.id,), article_ids=(where.id,), why=("<b>why</b>",))
        for i, c in enumerate(claims)
    )  # fmt: skip
    return Collation(
        story=Story(id="story-3", article_ids=(where.id,)),
        witnesses=(where,),
        lines=lines,
        assertions=claims,
        failures=(Failure(address="<i>x</i>", stage="<s>", reason="<u>no</u>", remedy="'\"><b>"),),
        run="<run>",
    )
