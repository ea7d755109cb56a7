"""Score statements: their words, and to whom they are attributed.

Gold and OUT rows hold ``quotes`` with ``content``, ``source``, ``cue`` (lists of spans) and ``class``
(speech or other); a missing row has none.

1. The unit is the segment: a maximal run of one quote's content, joined over anything but letters and
   digits. Only letters and digits are compared; a leading "that", "whether" or "if" is dropped.
2. The type of a segment is read off the text: at least 90 % of its letters inside quotation marks is
   direct, none is indirect, else mixed.
3. Segments are matched one to one, greedily by intersection over union of their letters, at .5
   (``span50``) or identical (``exact``).
4. The track ``speech`` holds the gold that is direct, mixed or of class speech; what lies at least half
   in other gold (or in the row's ``ignore``) and matches nothing is not counted. The track ``all`` counts
   every segment.
5. ``source_hit``: on matched pairs whose gold has a source, the predicted source shares a word with it,
   or elsewhere a capitalised word; ``source_strict``: half of their letters. ``e2e``: words and source
   both right.
6. ``speaker_acc``: the predicted speaker (else the source's words) shares a capitalised word with a gold
   name. ``speaker_by_name``: the same with the predicted ``speaker`` alone, null being wrong: the figure
   to quote on GUM.
7. ``char``: letters being content or not. ``quoted``: stretches of three quoted words or more, speech or
   not.

Figures without a track are of the speech track at ``span50``.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence

from variorum.evaluate.quotation import Letters, Pair, Segment, Text
from variorum.evaluate.score import Row, Score, Worst, by_id, f1, ratio, shorten, worst_of

THRESHOLDS = (("span50", 0.5), ("exact", 0.9999))
TRACKS = ("speech", "all")
TYPES: dict[str, Callable[[Segment], bool]] = {
    "any": lambda s: True,
    "ge4": lambda s: s.four_words,
    "direct": lambda s: s.type == "direct",
    "mixed": lambda s: s.type == "mixed",
    "indirect": lambda s: s.type == "indirect",
    "headline": lambda s: s.headline,
}
_CAPITALISED = re.compile(r"[A-Z][\w'’-]{2,}")
_TITLES = frozenset(
    {"a", "an", "dr", "gen", "gov", "her", "his", "its", "minister", "mr", "mrs", "ms", "president"}
    | {"rep", "sen", "that", "the", "their", "these", "this", "those"}
)
_ARTICLES = frozenset({"the", "a", "an"})
Counts = Counter[str]
Match = dict[int, int]


def score(name: str, gold: Sequence[Row], found: Sequence[Row]) -> Score:
    """Score the statements of every gold row."""
    out = by_id(found)
    total: Counts = Counter()
    cases = []
    for row in gold:
        text = Text(row["text"], row.get("title_end"))
        count: Counts = Counter()
        missed = _count(text, row, out.get(row["id"], {}).get("quotes") or [], count)
        total.update(count)
        cases.append(_case(row, count, missed))
    return Score("statements", name, len(gold), figures(total), worst_of(cases))


def figures(n: Counts) -> dict[str, float]:
    """The figures that the counts of a whole set give, those to quote first."""
    all_of = {"/".join(k): _breakdown(n, "/".join(k)) for k in _keys()}
    main = all_of["span50/speech/any"]
    shown = {"F1": main["F1"], "e2e_F1": main["e2e_F1"], "P": main["P"], "R": main["R"]}
    shown |= {k: main[k] for k in ("source_hit", "source_strict", "e2e_P", "e2e_R", "gold", "pred")}
    a = "span50/speech/any"
    shown["cue_hit"] = ratio(n[f"{a}/cue"], n[f"{a}/cues"])
    if n[f"{a}/names"]:
        shown["speaker_acc"] = ratio(n[f"{a}/name"], n[f"{a}/names"])
        shown["speaker_by_name"] = ratio(n[f"{a}/told"], n[f"{a}/names"])
        shown["speaker_n"] = n[f"{a}/names"]
    for key, values in all_of.items():
        if key != a:
            shown |= {f"{key}/{k}": v for k, v in values.items()}
    shown["span50/all/any/cue_hit"] = ratio(n["span50/all/any/cue"], n["span50/all/any/cues"])
    for key in ("char/speech", "char/all", "quoted"):
        p, r = ratio(n[f"{key}/both"], n[f"{key}/pred"]), ratio(n[f"{key}/both"], n[f"{key}/gold"])
        shown |= {f"{key}/P": p, f"{key}/R": r, f"{key}/F1": f1(p, r)}
    return shown


def _keys() -> list[tuple[str, str, str]]:
    return [(level, track, kind) for level, _ in THRESHOLDS for track in TRACKS for kind in TYPES]


def _breakdown(n: Counts, key: str) -> dict[str, float]:
    p, r = ratio(n[f"{key}/pn"], n[f"{key}/pd"]), ratio(n[f"{key}/rn"], n[f"{key}/rd"])
    values = {"P": p, "R": r, "F1": f1(p, r), "gold": n[f"{key}/rd"], "pred": n[f"{key}/pd"]}
    if key.startswith("span50"):
        p, r = ratio(n[f"{key}/epn"], n[f"{key}/epd"]), ratio(n[f"{key}/hit"], n[f"{key}/erd"])
        values["source_hit"] = ratio(n[f"{key}/hit"], n[f"{key}/sourced"])
        values["source_strict"] = ratio(n[f"{key}/strict"], n[f"{key}/sourced"])
        values |= {"e2e_P": p, "e2e_R": r, "e2e_F1": f1(p, r)}
    return values


def _count(text: Text, row: Row, quotes: Sequence[Row], n: Counts) -> list[Segment]:
    """Add one row to the counts; return the gold segments of speech that nothing matched."""
    gold = [s for quote in row["quotes"] for s in text.segments(quote)]
    found = _once(s for quote in quotes for s in text.segments(quote))
    ignored = text.letters_of(row.get("ignore") or ())
    missed: list[Segment] = []
    for track in TRACKS:
        if track == "speech":
            wanted, got = [g for g in gold if g.speech], [f for f in found if f.speech]
            aside = frozenset[int]().union(*(g.letters for g in gold if not g.speech)) | ignored
        else:
            wanted, got, aside = gold, found, ignored
        for level, least in THRESHOLDS:
            paired = match(wanted, got, least)
            served = {j: i for i, j in paired.items()}
            counted = [
                j
                for j, f in enumerate(got)
                if j in served or not (aside and len(f.letters & aside) >= 0.5 * len(f.letters))
            ]
            _spans(
                n,
                f"{level}/{track}",
                wanted,
                [got[j] for j in counted],
                paired,
                [j in served for j in counted],
            )
            if level == "span50":
                _sources(n, f"{level}/{track}", text, wanted, got, paired, counted)
                _letters(n, f"char/{track}", wanted, [got[j] for j in counted], aside)
                if track == "speech":
                    missed = [g for i, g in enumerate(wanted) if i not in paired]
    _quoted(n, text, gold, found, ignored)
    return missed


def _once(segments: Iterable[Segment]) -> list[Segment]:
    """The same letters predicted twice count once."""
    seen: dict[Letters, Segment] = {}
    for segment in segments:
        seen.setdefault(segment.letters, segment)
    return list(seen.values())


def match(gold: Sequence[Segment], found: Sequence[Segment], least: float) -> Match:
    """Gold index to found index, greedily by intersection over union of letters."""
    ranked = []
    for i, g in enumerate(gold):
        for j, f in enumerate(found):
            if g.span[0] < f.span[1] and f.span[0] < g.span[1]:
                shared = len(g.letters & f.letters)
                union = shared / len(g.letters | f.letters)
                if shared and union >= least:
                    ranked.append((-union, i, j))
    paired: Match = {}
    used: set[int] = set()
    for _, i, j in sorted(ranked):
        if i not in paired and j not in used:
            paired[i] = j
            used.add(j)
    return paired


def _spans(
    n: Counts,
    key: str,
    gold: Sequence[Segment],
    found: Sequence[Segment],
    paired: Match,
    served: Sequence[bool],
) -> None:
    for kind, of_kind in TYPES.items():
        n[f"{key}/{kind}/rd"] += sum(map(of_kind, gold))
        n[f"{key}/{kind}/rn"] += sum(of_kind(g) and i in paired for i, g in enumerate(gold))
        n[f"{key}/{kind}/pd"] += sum(map(of_kind, found))
        n[f"{key}/{kind}/pn"] += sum(of_kind(f) and ok for f, ok in zip(found, served, strict=True))


def _sources(
    n: Counts,
    key: str,
    text: Text,
    gold: Sequence[Segment],
    found: Sequence[Segment],
    paired: Match,
    counted: Sequence[int],
) -> None:
    sourced = {
        i: source_match(text, gold[i].source, found[j].source) for i, j in paired.items() if gold[i].source
    }
    served = {j: i for i, j in paired.items()}
    for kind, of_kind in TYPES.items():
        k = f"{key}/{kind}"
        hits = [both for i, both in sourced.items() if of_kind(gold[i])]
        n.update({f"{k}/sourced": len(hits), f"{k}/hit": sum(h for h, _ in hits)})
        n[f"{k}/strict"] += sum(s for _, s in hits)
        n[f"{k}/erd"] += sum(bool(g.source) for g in gold if of_kind(g))
        for j in counted:
            if of_kind(found[j]):
                n[f"{k}/epd"] += bool(found[j].source) or served.get(j) in sourced
                n[f"{k}/epn"] += j in served and sourced.get(served[j], (False, False))[0]
    for i, j in sorted(paired.items()):
        _names(n, f"{key}/any", text, gold[i], found[j])
        cue = text.letters_of(gold[i].cue)
        if cue:
            n[f"{key}/any/cues"] += 1
            n[f"{key}/any/cue"] += bool(cue & text.letters_of(found[j].cue))


def _names(n: Counts, key: str, text: Text, gold: Segment, found: Segment) -> None:
    speaker = gold.quote.get("speaker")
    names = speaker.get("names") if isinstance(speaker, dict) else None
    wanted = _capitalised(" ".join(names)) if names else frozenset()
    if not wanted:
        return
    told = found.quote.get("speaker")
    words = told if isinstance(told, str) else text.words(found.source)
    n[f"{key}/names"] += 1
    n[f"{key}/name"] += bool(wanted & set(_CAPITALISED.findall(words)))
    n[f"{key}/told"] += isinstance(told, str) and bool(wanted & set(_CAPITALISED.findall(told)))


def _capitalised(words: str) -> frozenset[str]:
    return frozenset(w for w in _CAPITALISED.findall(words) if w.lower() not in _TITLES)


def source_match(text: Text, gold: Sequence[Pair], found: Sequence[Pair]) -> tuple[bool, bool]:
    """Whether the predicted source hits the gold one, and whether it shares half of its letters."""
    wanted, got = text.letters_of(gold), text.letters_of(found)
    if not got:
        return False, False
    strict = len(wanted & got) / len(wanted | got) >= 0.5
    names = [_capitalised_in(text, spans) for spans in (gold, found)]
    return _share_a_word(text, gold, got) or bool(names[0] & names[1]), strict


def _capitalised_in(text: Text, spans: Sequence[Pair]) -> frozenset[str]:
    return frozenset[str]().union(*(_capitalised(text.text[s:e]) for s, e in spans))


def _share_a_word(text: Text, gold: Sequence[Pair], got: Letters) -> bool:
    """Whether a word of the gold source, articles aside, is touched by the predicted letters."""
    for start, end in gold:
        words = text.text[start:end]
        several = len(words.split()) > 1
        for word in re.finditer(r"[^\W_]+", words):
            if several and word.group().lower() in _ARTICLES:
                continue
            if not got.isdisjoint(range(start + word.start(), start + word.end())):
                return True
    return False


def _letters(n: Counts, key: str, gold: Sequence[Segment], found: Sequence[Segment], aside: Letters) -> None:
    wanted = frozenset[int]().union(*(g.letters for g in gold))
    got = frozenset[int]().union(*(f.letters for f in found)) - (aside - wanted)
    n.update({f"{key}/both": len(wanted & got), f"{key}/gold": len(wanted), f"{key}/pred": len(got)})


def _quoted(
    n: Counts, text: Text, gold: Sequence[Segment], found: Sequence[Segment], ignored: Letters
) -> None:
    wanted = frozenset[int]().union(*(g.letters for g in gold))
    got = frozenset[int]().union(*(f.letters for f in found))
    for start, end in text.stretches:
        letters = text.letters(start, end) - ignored
        if letters and len(re.findall(r"\w+", text.text[start:end])) >= 3:
            is_gold = len(letters & wanted) >= 0.5 * len(letters)
            is_found = len(letters & got) >= 0.5 * len(letters)
            n.update({"quoted/both": is_gold and is_found, "quoted/gold": is_gold, "quoted/pred": is_found})


def _case(row: Row, n: Counts, missed: Sequence[Segment]) -> Worst:
    key = "span50/speech/any"
    gold, found, matched = n[f"{key}/rd"], n[f"{key}/pd"], n[f"{key}/rn"]
    figure = f1(ratio(n[f"{key}/pn"], found), ratio(matched, gold)) if gold or found else 1.0
    note = f"{matched} of {gold} segments found, {n[f'{key}/hit']} with their source; {found} predicted"
    if not missed:
        return Worst(row["id"], figure, note)
    start, end = missed[0].span
    return Worst(
        row["id"],
        figure,
        f"{note}; [{start}, {end}) {missed[0].type} missed",
        shorten(row["text"][start:end]),
    )
