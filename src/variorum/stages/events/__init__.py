"""Who did what to whom, and what the outlet asserts.

1. candidates: verbs and nouns of the lexicon with their sides, along the dependencies
2. status, setting: actual, planned, ...; the window and place the same clause gives
3. assertions: clauses in the outlet's own voice

An event keeps the type of what is done: "will send tanks" is AID with status planned. That PLOVER writes
a future CONSULT, SUPPORT, COOPERATE or AID as AGREE is a matter for exports (see ``overrides``). The parties
of something mutual ("A and B met") stand on both sides, in the same order."""

from __future__ import annotations

from collections.abc import Iterator

from variorum.model import (
    Article,
    Assertion,
    EventMention,
    Mention,
    Party,
    Place,
    Span,
    Statement,
    TimeWindow,
    make_id,
)
from variorum.pipeline import stage
from variorum.stages.events.assertions import assertions
from variorum.stages.events.candidate import Candidate
from variorum.stages.events.candidates import candidates
from variorum.stages.events.guards import Guard
from variorum.stages.events.order import order
from variorum.stages.events.refused import GUARDED, NO_FRAME, SAYS_AN_ACT, TWICE, UNKNOWN, Notes, Refused
from variorum.stages.events.setting import Setting
from variorum.stages.events.sides import Sides
from variorum.stages.events.spoken import Spoken
from variorum.stages.events.status import Judge
from variorum.stages.events.tree import Tree
from variorum.stages.parse import Parse

ANNOUNCED = frozenset({"AGREE", "THREATEN", "REJECT"})
WITHIN = frozenset({"xcomp", "ccomp", "conj"})


@stage(version=3)
def events(
    article: Article,
    parse: Parse,
    mentions: list[Mention],
    windows: list[TimeWindow],
    places: list[Place],
    statements: list[Statement],
) -> Iterator[EventMention | Assertion]:
    """Who did what to whom, planned, done or denied; and what the outlet asserts."""
    tree = Tree(article.text, parse.tokens)
    sides = Sides(tree, [m for m in mentions if not m.pronoun], article.id, places)
    setting = Setting(tree, windows, places)
    spoken = Spoken(statements)
    judge, guard = Judge(tree, article), Guard(tree, article)
    found = [c for c in candidates(tree, sides) if guard.admits(c.trigger, c.frame.type)]
    kept = fullest(tree, whole(tree, plain(tree, found)))
    told = order(tree, kept)
    for candidate in kept:
        yield _event(article, tree, candidate, judge, setting, spoken, told.get(candidate.trigger))
    yield from assertions(article, parse, tree, sides, setting, spoken, mentions)


def considered(article: Article, parse: Parse, mentions: list[Mention], places: list[Place]) -> list[Refused]:
    """The words of an article that the lexicon knows and that became no event, in text order, each with the
    frame it was tried with and the reason."""
    tree = Tree(article.text, parse.tokens)
    notes: Notes = {}
    named_alone = [m for m in mentions if not m.pronoun]
    every = list(candidates(tree, Sides(tree, named_alone, article.id, places), notes))
    guard = Guard(tree, article)
    found = [c for c in every if guard.admits(c.trigger, c.frame.type)]
    known = plain(tree, found)
    kept = fullest(tree, whole(tree, known))
    named = [c for c in found if _known((*c.actors, *c.recipients))]
    for steps, reason in (((every, found), GUARDED), ((found, known), SAYS_AN_ACT), ((known, kept), TWICE)):
        left = {c.trigger for c in steps[1]}
        for candidate in steps[0]:
            if candidate.trigger not in left:
                nobody = reason is SAYS_AN_ACT and candidate not in named
                notes[candidate.trigger] = (candidate.frame, UNKNOWN if nobody else reason)
    told = {c.trigger for c in kept}
    refused = []
    for i in sorted(set(notes) - told):
        frame, reason = notes[i]
        kind = "verb" if tree.pos[i] == "VERB" else "noun"
        rule = f"{kind}: {frame.lemma}" if reason is NO_FRAME else frame.rule(kind)
        refused.append(Refused(Span(article.id, tree.start[i], tree.end[i]), rule, reason))
    return refused


def plain(tree: Tree, found: list[Candidate]) -> list[Candidate]:
    """Without those whose parties are all mere names, and without the agreeing, threatening and refusing of
    an act that is itself a candidate: "threatened to close its ports" is the closing, threatened; what an
    official warns his state will do is no threat to it."""
    announced = {c.trigger: c for c in found if c.frame.type in ANNOUNCED}
    told: set[int] = set()
    kept: list[Candidate] = []
    for act in found:
        at = act.trigger
        while tree.head[at] != at and _within(tree, at, at == act.trigger):
            joined = tree.dep[at] == "conj"
            at = tree.head[at]
            saying = announced.get(at)
            if saying is None or joined:  # "rejected the calls and dismissed the claims": two acts
                continue
            if _who(saying) & _who(act):
                told.add(at)
                act = act if act.recipients else act._replace(recipients=saying.recipients)
            elif saying.frame.type == "THREATEN" and _keys(saying.recipients) == _keys(act.actors):
                told.add(at)
        if _known((*act.actors, *act.recipients)):
            kept.append(act)
    return [c for c in kept if c.trigger not in told or c.frame.type not in ANNOUNCED]


def _within(tree: Tree, at: int, noun: bool) -> bool:
    """Whether a token is what the word above it announces."""
    dep = tree.dep[at]
    return dep in WITHIN or (noun and dep == "dobj") or (dep == "advcl" and tree.infinitive(at))


def whole(tree: Tree, found: list[Candidate]) -> list[Candidate]:
    """Without those that only tell how another of the same type and actors came out: in "shelled the town,
    killing five" the killing is the shelling."""
    acts = {(c.trigger, c.frame.type): _keys(c.actors) for c in found if c.recipients}
    return [
        c
        for c in found
        if not (
            c.trigger == c.verb
            and tree.dep[c.trigger] == "advcl"
            and tree.tag[c.trigger] == "VBG"
            and acts.get((tree.head[c.trigger], c.frame.type)) == _keys(c.actors)
        )
    ]


def fullest(tree: Tree, found: list[Candidate]) -> list[Candidate]:
    """In text order, without those that only repeat another of their sentence: same type and actors, and the
    recipients not named or the same ("summoned the ambassador to protest")."""
    kept: list[Candidate] = []
    seen: dict[tuple[int, str, tuple[str, ...]], set[tuple[str, ...]]] = {}
    for candidate in sorted(found, key=lambda c: (not c.recipients, c.trigger, c.frame.type)):
        key = (tree.sentence[candidate.trigger], candidate.frame.type, _keys(candidate.actors))
        recipients, told = _keys(candidate.recipients), seen.setdefault(key, set())
        if recipients in told or (told and not recipients):
            continue
        told.add(recipients)
        kept.append(candidate)
    return sorted(kept, key=lambda c: (c.trigger, c.frame.type))


def _known(parties: tuple[Party, ...]) -> bool:
    """Whether anything is known of any of some parties."""
    actors = [p.actor for p in parties if p.actor is not None]
    return any(a.kind != "person" or a.state or a.role for a in actors)


def _who(candidate: Candidate) -> set[str]:
    """The actors of a candidate by key and by state."""
    actors = [p.actor for p in candidate.actors if p.actor is not None]
    return {*_keys(candidate.actors), *(a.state for a in actors if a.state)}


def _keys(parties: tuple[Party, ...]) -> tuple[str, ...]:
    return tuple(party.key for party in parties)


def _event(
    article: Article,
    tree: Tree,
    candidate: Candidate,
    judge: Judge,
    setting: Setting,
    spoken: Spoken,
    beside: str | None,
) -> EventMention:
    trigger = Span(article.id, tree.start[candidate.trigger], tree.end[candidate.trigger])
    first, last = tree.sentences[tree.sentence[candidate.trigger]]
    status, word = judge(candidate.trigger, candidate.verb, candidate.frame.type)
    when, place = setting.of_event(candidate.trigger, candidate.verb)
    kind = "verb" if candidate.trigger == candidate.verb else "noun"
    why: tuple[str, ...] = (candidate.frame.rule(kind), candidate.how)
    if word:
        why = (*why, f"status: {status} ({word})")
    return EventMention(
        id=make_id("evm", article.id, trigger.start, trigger.end, candidate.frame.type),
        made_by="events/3",
        score=candidate.score,
        why=(*why, beside) if beside else why,
        article_id=article.id,
        actors=candidate.actors,
        recipients=candidate.recipients,
        trigger=trigger,
        sentence=Span(article.id, tree.start[first], tree.end[last - 1]),
        type=candidate.frame.type,
        mode=candidate.frame.mode,
        status=status,
        when=when,
        place=place,
        statement_id=spoken.statement(trigger.start, trigger.end),
    )
