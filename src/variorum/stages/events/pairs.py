"""The type of what stands between two given parties: a linear model over words and dependencies.

It is trained on our own sentences (``training/events``) and read from ``resources/event_model``. Its
strongest feature is what the lexicon says of the two when the sentence has no other parties."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from math import exp
from typing import NamedTuple

from variorum import resources
from variorum.model import Actor, Article, Mention, Span, Status
from variorum.stages.events.candidate import Candidate
from variorum.stages.events.candidates import candidates
from variorum.stages.events.lexicon import classes, frames, roles
from variorum.stages.events.overrides import coded
from variorum.stages.events.sides import Sides
from variorum.stages.events.status import Judge
from variorum.stages.events.tree import Tree
from variorum.stages.parse import Parse

NONE = "NONE"
TRUST = 8.0
ACTOR, RECIPIENT = "given:actor", "given:recipient"
WORDS = frozenset({"VERB", "NOUN", "ADJ", "ADV", "ADP", "PART", "PROPN", "AUX"})


class Decision(NamedTuple):
    """What stands between a pair, as PLOVER codes it; ``by`` is the frame or "model" that decided,
    ``trigger`` the offsets of its word, None when there is none."""

    type: str
    mode: str | None
    status: Status
    trigger: tuple[int, int] | None
    by: str
    probability: float


class Pair:
    """Two spans of one article taken as actor and recipient."""

    def __init__(self, article: Article, parse: Parse, actor: list[Span], recipient: list[Span]) -> None:
        self.tree = Tree(article.text, parse.tokens)
        self.sides = Sides(self.tree, _given(article, actor, recipient), article.id)
        self.judge = Judge(self.tree, article)
        self.actor, self.recipient = _head(self.tree, actor), _head(self.tree, recipient)
        self.found = list(candidates(self.tree, self.sides))

    def candidates(self) -> list[tuple[Candidate, str, int]]:
        """The lexicon's candidates with their type as PLOVER codes it, and how many given sides each has on
        its own side; the fullest first."""
        ranked = []
        for candidate in self.found:
            status, word = self.judge(candidate.trigger, candidate.verb, candidate.frame.type)
            actors, recipients = ({p.key for p in s} for s in (candidate.actors, candidate.recipients))
            both = (ACTOR in actors) + (RECIPIENT in recipients)
            kind, _ = coded(candidate.frame.type, candidate.frame.mode, status, word)
            ranked.append((candidate, kind, both))
        return sorted(ranked, key=lambda r: (-r[2], r[0].trigger))

    def verb(self) -> int | None:
        """The verb above the actor, else above the recipient; None when neither hangs on one."""
        for side in (self.actor, self.recipient):
            for i in _up(self.tree, side)[1:] if side is not None else ():
                if self.tree.pos[i] in ("VERB", "AUX"):
                    return i
        return None

    def span(self, token: int | None) -> tuple[int, int] | None:
        """The offsets of a token."""
        return None if token is None else (self.tree.start[token], self.tree.end[token])

    def told(self, candidate: Candidate, kind: str, share: float) -> Decision:
        """A decision for a candidate of the lexicon."""
        status, word = self.judge(candidate.trigger, candidate.verb, candidate.frame.type)
        frame = candidate.frame
        mode = coded(frame.type, frame.mode, status, word)[1]
        return Decision(kind, mode, status, self.span(candidate.trigger), f"frame: {frame.label}", share)

    def features(self) -> dict[str, float]:
        """Feature to value: words of the sentence, words between, the path, the lexicon's view of each."""
        found: dict[str, float] = {"bias": 1.0}
        for name, value in (*self._coded(), *self._path(), *self._words()):
            found[name] = min(found.get(name, 0.0) + value, 2.0)
        return found

    def _coded(self) -> Iterator[tuple[str, float]]:
        ranked = self.candidates()
        for n, (_, kind, both) in enumerate(ranked):
            if both:
                yield f"coded{both}:{kind}", 1.0
                if not n:
                    yield f"first{both}:{kind}", 1.0
            else:
                yield f"also:{kind}", 0.5
        if not ranked or not ranked[0][2]:
            yield "uncoded", 1.0

    def _path(self) -> Iterator[tuple[str, float]]:
        """What stands on the way from one party to the other along the dependencies."""
        tree = self.tree
        if self.actor is None:
            return
        up = _up(tree, self.actor)
        down = _up(tree, self.recipient) if self.recipient is not None else []
        shared = set(up) & set(down)
        path = [i for i in up if i not in shared] + [i for i in down if i not in shared]
        path += [next(i for i in up if i in shared)] if shared else []
        for i in dict.fromkeys(path):
            if i in (self.actor, self.recipient) or tree.pos[i] not in WORDS:
                continue
            yield f"path:{tree.lemma[i]}", 1.0
            yield from ((f"path-type:{t}", w) for t, w in _types(tree, i))
        for i in up[:6]:
            if tree.pos[i] in ("VERB", "AUX") and i != self.actor:
                yield f"verb:{tree.lemma[i]}", 1.0
                yield f"status:{self.judge(i, i)[0]}", 1.0
                yield from ((f"verb-type:{t}", w) for t, w in _types(tree, i))
                yield from self._objects(i)
                break
        for side, at in (("actor", self.actor), ("recipient", self.recipient)):
            if at is not None:
                yield f"{side}:{roles().get(tree.lemma[at], tree.pos[at])}", 1.0
                behind = tree.lemma[tree.head[at]] if tree.dep[at] == "pobj" else ""
                yield f"{side}-dep:{tree.dep[at]}:{behind}", 1.0

    def _objects(self, verb: int) -> Iterator[tuple[str, float]]:
        """The objects and particles of the verb above the actor."""
        tree = self.tree
        for kid in tree.kids[verb]:
            if tree.dep[kid] in ("dobj", "xcomp", "ccomp", "prt", "attr", "acomp", "prep"):
                yield f"below:{tree.lemma[kid]}", 1.0
                yield f"verb+:{tree.lemma[verb]} {tree.lemma[kid]}", 1.0
                yield from ((f"class:{c}", 1.0) for c in _classes(tree.lemma[kid]))
                yield from ((f"below-type:{t}", w) for t, w in _types(tree, kid))

    def _words(self) -> Iterator[tuple[str, float]]:
        tree = self.tree
        low, high = sorted((self.actor or 0, len(tree) - 1 if self.recipient is None else self.recipient))
        last = ""
        for i in range(len(tree)):
            if tree.pos[i] not in WORDS or i in self.sides.by_token:
                last = ""
                continue
            word = tree.lemma[i]
            inside = low < i < high
            yield f"{'between' if inside else 'word'}:{word}", 0.7 if inside else 0.4
            if inside and last:
                yield f"two:{last} {word}", 0.7
            if tree.pos[i] in ("VERB", "NOUN"):
                yield from ((f"{'in' if inside else 'out'}-type:{t}", w * 0.5) for t, w in _types(tree, i))
            last = word


def decide(article: Article, parse: Parse, actor: list[Span], recipient: list[Span]) -> Decision | None:
    """What stands between two given parties: the model's likeliest type, where the types of lexicon
    candidates with both (or one) of the parties count ``TRUST`` (or its root) times as much. None for no
    event, which has to be likelier than not."""
    pair = Pair(article, parse, actor, recipient)
    ranked = pair.candidates()
    chances = tell(pair.features())
    for _, kind, both in {(kind, both): (c, kind, both) for c, kind, both in ranked if both}.values():
        chances[kind] *= TRUST if both == 2 else TRUST**0.5
    if any(both == 2 for *_, both in ranked):
        chances.pop(NONE, None)
    whole = sum(chances.values())
    if chances.pop(NONE, 0.0) >= whole / 2:
        return None
    best = max(sorted(chances), key=lambda kind: chances[kind])
    share = chances[best] / whole
    for candidate, kind, both in sorted(ranked, key=lambda r: (-r[2], r[0].frame.type == r[1] == "THREATEN")):
        if kind == best and both:
            return pair.told(candidate, best, share)
    verb = pair.verb()
    status = pair.judge(verb, verb)[0] if verb is not None else "actual"
    return Decision(best, None, status, pair.span(verb), "model", share)


def tell(features: dict[str, float]) -> dict[str, float]:
    """The model's chance of each type, and of NONE for no event."""
    kinds, weights = model()
    sums = [0.0] * len(kinds)
    for name, value in features.items():
        row = weights.get(name)
        if row is not None:
            for n, weight in enumerate(row):
                sums[n] += value * weight
    top = max(sums)
    powers = [exp(s - top) for s in sums]
    whole = sum(powers)
    return {kind: power / whole for kind, power in zip(kinds, powers, strict=True)}


@cache
def model() -> tuple[tuple[str, ...], dict[str, tuple[float, ...]]]:
    """The types and, by feature, the weight of each."""
    lines = resources.rows("event_model/weights.tsv")
    kinds = tuple(k for k in lines[0] if k != "feature")
    return kinds, {row["feature"]: tuple(float(row[k] or 0) for k in kinds) for row in lines}


@cache
def _frame_types(lemma: str, kind: str) -> tuple[tuple[str, float], ...]:
    types = [f.type for f in frames(kind).get(lemma, ())]
    return tuple((t, types.count(t) / len(types)) for t in dict.fromkeys(types))


def _types(tree: Tree, i: int) -> tuple[tuple[str, float], ...]:
    """The types the lexicon has for a token, with their shares."""
    kind = {"VERB": "verb", "AUX": "verb", "NOUN": "noun"}.get(tree.pos[i])
    return _frame_types(tree.lemma[i], kind) if kind else ()


@cache
def _classes(lemma: str) -> tuple[str, ...]:
    return tuple(sorted(name for name, lemmas in classes().items() if lemma in lemmas))


def _up(tree: Tree, i: int) -> list[int]:
    path = [i]
    while tree.head[path[-1]] != path[-1]:
        path.append(tree.head[path[-1]])
    return path


def _head(tree: Tree, spans: list[Span]) -> int | None:
    """The token of the first span on which its other tokens hang; None when there is no span."""
    if not spans:
        return None
    inside = [i for i in range(len(tree)) if tree.start[i] < spans[0].end and tree.end[i] > spans[0].start]
    return next((i for i in inside if tree.head[i] not in inside or tree.head[i] == i), None)


def _given(article: Article, actor: list[Span], recipient: list[Span]) -> list[Mention]:
    """Two parties that stand for the given spans, so that the lexicon's rules run on them alone."""
    made = []
    for key, spans in ((ACTOR, actor), (RECIPIENT, recipient)):
        for span in spans:
            who = Actor(id=key, name=key, kind="state", state=key, role="GOV")
            made.append(
                Mention(
                    id=f"{key}:{span.start}",
                    article_id=article.id,
                    span=span,
                    text=article.text[span.start : span.end],
                    actor=who,
                )
            )
    return made
