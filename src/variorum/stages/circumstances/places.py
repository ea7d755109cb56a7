"""Finds the places a text names, and whether each is where something is or stands for those who act there.

The dateline says where a report was filed, so it is no place of the story; it stands in no locative position.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Literal, NamedTuple

from variorum.model.reports import SETS_NOTHING
from variorum.stages.circumstances.gazetteer import Choice, Entry, Name, cues, lookup, names, nationalities

Use = Literal["place", "actor", "people"]
SMALL = 15_000


class Found(NamedTuple):
    """A name of a place in a text, where it stands and what it is; ``entry`` is None when that is unknown."""

    start: int
    end: int
    entry: Entry | None
    use: Use
    why: tuple[str, ...]
    within: Entry | None = None

    @property
    def country(self) -> str | None:
        """The country of the place, or of what the text says it lies in; None when neither is known."""
        known = self.entry or self.within
        return (known.country or None) if known else None


def places(doc: Any, text: str, home: str | None = None) -> list[Found]:
    """The places a text names, in text order; none overlap. ``home`` is its outlet's country, if known."""
    found: list[Found] = []
    taken = bytearray(len(text))
    named = list(names(text))
    choice = Choice(text, named, home)
    for name in named:
        span = doc.char_span(name.start, name.end, alignment_mode="expand")
        if span is None or _inside_longer_name(span) or _person(span, text[name.start : name.end]):
            continue
        foreign = choice.foreign(name)
        if foreign is not None:
            use, why = position(span, None, False)
            taken[name.start : name.end] = b"\x01" * (name.end - name.start)
            found.append(Found(name.start, name.end, None, use, (*why, "not in the gazetteer"), foreign))
            continue
        entry, reason = choice.among(name)
        article = text[max(0, name.start - 4) : name.start].lower() == "the "
        if article and entry.kind == "city" and entry.population < SMALL and span[0].ent_type_ == "LOC":
            continue  # "the Pacific" is no town of that name
        if (
            entry.population < SMALL
            and entry.kind == "city"
            and not _seen(span)
            and not choice.container(name.end)
        ):
            continue
        use, why = position(span, entry, text[name.start : name.end] in nationalities())
        if entry.kind == "country" and why[0] == "after 'at'":
            continue
        taken[name.start : name.end] = b"\x01" * (name.end - name.start)
        found.append(Found(name.start, name.end, entry, use, (*why, reason)))
    for ent in doc.ents:
        if ent.label_ in ("GPE", "LOC") and ent.text[:1].isupper():
            start, end = ent.start_char, ent.end_char
            start += 4 if text[start : start + 4].lower() == "the " else 0
            if not any(taken[start:end]):
                use, why = position(ent, None, False)
                if use == "place":
                    within = choice.around(start, end)
                    found.append(Found(start, end, None, use, (*why, "not in the gazetteer"), within))
    return sorted(found, key=lambda f: f[:2])


def at(doc: Any, text: str, spans: Iterable[tuple[int, int]], home: str | None = None) -> list[Found]:
    """The places at given spans of a text, whatever they stand for; ``entry`` None where it is unknown."""
    named = list(names(text))
    wanted = [Name(s, e, _options(text[s:e])) for s, e in spans]
    covered = {(n.start, n.end) for n in wanted}
    choice = Choice(text, [*wanted, *(n for n in named if (n.start, n.end) not in covered)], home)
    found = []
    for name in wanted:
        foreign = choice.foreign(name)
        entry, reason = None, "not in the gazetteer"
        if name.options and foreign is None:
            entry, reason = choice.among(name)
        span = doc.char_span(name.start, name.end, alignment_mode="expand")
        national = text[name.start : name.end] in nationalities() and not lookup(text[name.start : name.end])
        use, why = position(span, entry, national) if span is not None else ("place", ("given",))
        within = None if entry else foreign or choice.around(name.start, name.end)
        found.append(Found(name.start, name.end, entry, use, (*why, reason), within))
    return found


def _options(words: str) -> tuple[Entry, ...]:
    """The places of a name as given, also without an article or what kind of place it is."""
    plain = words.removeprefix("the ").removeprefix("The ")
    for form in (words, plain, plain.title() if plain.isupper() else plain):
        if lookup(form):
            return lookup(form)
        if form in nationalities():
            return (nationalities()[form],)
    for kind in cues("kinds"):
        for form in (plain.removesuffix(" " + kind), plain.removeprefix(kind + " of ")):
            if form != plain and lookup(form):
                return lookup(form)
    return ()


def _inside_longer_name(span: Any) -> bool:
    """Whether the name is only part of another ("Paris Hilton", "Bank of China", "Middle East")."""
    doc, begin, after = span.doc, span.start, span.end
    if not span[0].ent_type_ or span[0].ent_type_ in ("NORP", "DATE", "CARDINAL"):
        return False
    while begin and doc[begin].ent_iob_ == "I":
        begin -= 1
    lead = [token for token in doc[begin : span.start] if token.pos_ not in ("DET", "ADJ", "PUNCT")]
    goes_on = after < len(doc) and doc[after].ent_iob_ == "I" and doc[after].lower_ not in ("'s", "’s", ",")
    return bool(lead or goes_on)


def _seen(span: Any) -> bool:
    """Whether the model sees a place; the names of small towns are too often something else."""
    return span[0].ent_type_ in ("GPE", "LOC")


def _person(span: Any, words: str) -> bool:
    """Whether the name is a person's here, or a common word at the head of a sentence."""
    token = span[0]
    if token.ent_type_ == "PERSON":
        return True
    return bool(not token.ent_type_ and token.pos_ not in ("PROPN", "ADJ") and words not in nationalities())


def position(span: Any, entry: Entry | None, national: bool) -> tuple[Use, tuple[str, ...]]:
    """What a name stands for by its place in the sentence: where something is, who acts, or a people."""
    token = span.root
    for _ in range(4):
        if token.dep_ not in ("conj", "appos") or token.head.i == token.i:
            break
        token = token.head
    head, dep = token.head, token.dep_
    if national:
        return _modifier(head, entry) if dep in ("amod", "compound", "nmod") else ("people", ("a people",))
    if dep in ("compound", "nmod", "poss", "amod"):
        if (
            dep == "compound"
            and head.pos_ == "PROPN"
            and head.dep_ == "pobj"
            and head.ent_type_ in ("GPE", "LOC")
        ):
            return _after(head.head, entry)
        if head.lemma_.lower() in cues("containers") and head.dep_ == "pobj":
            return _after(head.head, entry)
        return _owned(head, entry) if dep == "poss" else _modifier(head, entry)
    if dep == "pobj":
        return _after(head, entry)
    lemma = head.lemma_.lower()
    if dep == "dobj" and lemma in cues("reached"):
        return "place", (f"object of {lemma!r}",)
    if dep in ("nsubj", "nsubjpass", "dobj", "agent", "dative"):
        return _argument(lemma, dep, entry, head.pos_ == "VERB")
    before = span.doc[span.start - 1] if span.start else None
    if before is not None and before.lower_ in ("in", "near", "at", "outside") and not _owns(span):
        return "place", (f"after {before.lower_!r}",)
    return "actor", (SETS_NOTHING,)


def _argument(lemma: str, dep: str, entry: Entry | None, verb: bool) -> tuple[Use, tuple[str, ...]]:
    """The use of a name as a subject or object."""
    state = entry is not None and entry.kind in ("country", "capital")
    if state or (dep.startswith("nsubj") and verb and lemma not in cues("stative")):
        return "actor", (f"{dep} of {lemma!r}",)
    return "actor", (SETS_NOTHING, f"{dep} of {lemma!r}")


def _owns(span: Any) -> bool:
    return bool(span.end < len(span.doc) and span.doc[span.end].tag_ == "POS")


def _modifier(head: Any, entry: Entry | None = None) -> tuple[Use, tuple[str, ...]]:
    """The use of a name before a noun: "the Kigoma port" is a place, "the Kigoma council" acts."""
    noun = head.lemma_.lower()
    if noun in cues("containers") or noun in cues("sites"):
        return "actor", (SETS_NOTHING, f"modifies {noun!r}")
    return "actor", (f"modifies {noun!r}",)


def _owned(head: Any, entry: Entry | None) -> tuple[Use, tuple[str, ...]]:
    """The use of a name with ``'s``: "Kenya's coast" is a place, "Kenya's government" acts."""
    noun = head.lemma_.lower()
    if noun in cues("containers") or noun in cues("sites") or head.tag_ == "JJS":
        return "actor", (SETS_NOTHING, f"owns {noun!r}")
    if entry is not None and entry.kind in ("city", "admin1"):
        return "actor", (SETS_NOTHING, f"owns {noun!r}")
    return "actor", (f"owns {noun!r}",)


def _after(preposition: Any, entry: Entry | None) -> tuple[Use, tuple[str, ...]]:
    """The use of a name after a preposition."""
    word, head = preposition.lower_, preposition.head
    if word in cues("prepositions"):
        return "place", (f"after {word!r}",)
    lemma = head.lemma_.lower()
    if word == "of" and lemma in cues("containers"):
        return "place", (f"{lemma} of",)
    if word in cues("directions") and (lemma in cues("movement") or _moved(head)):
        return "place", (f"{lemma} {word}",)
    country = entry is not None and entry.kind == "country"
    if word == "between" and country:
        return "actor", (f"after {word!r}",)
    if word in cues("parties") or (word == "of" and (country or lemma in cues("rulers"))):
        return "actor", (f"after {word!r}",)
    return "actor", (SETS_NOTHING, f"after {word!r}")


def _moved(head: Any) -> bool:
    """Whether a preposition hangs on another that hangs on movement: "back to", "from Seoul to"."""
    return bool(head.dep_ in ("prep", "advmod") and head.head.lemma_.lower() in cues("movement"))
