"""Score collations by the guideline beside this file.

usage: score.py [FILE.toml | FOLDER ...] [--show] [--json FOLDER] [--save FOLDER]

Without a path: `dev/`. `--show` lists every miss. `--save` writes each story's collation as JSON, `--json`
reads it from there instead of making it, so that anything that writes the edition's JSON can be scored.
Only that JSON is looked at: witnesses, lines, variants, and the members of lines.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from dataclasses import dataclass, field
from itertools import combinations, product
from pathlib import Path
from typing import Any

from check import HERE, Story, coverage, passages, story_of, tokens

Span = tuple[int, int]
Node = tuple[str, str]
FACTS = {"count", "percent", "magnitude", "money", "clock", "date", "place", "actor", "direction", "status"}
SAID_AS = {
    **dict.fromkeys(("count", "percent", "magnitude", "money"), "number"),
    **dict.fromkeys(("clock", "date"), "time"),
    **dict.fromkeys(("actor", "direction"), "actor"),
}
SURE = 100
"""The weight of a word of the fullest text beside one that may stand."""
FLAGS = {"UPDATE", "DIFFERS"}
WHY = {
    "dropped": ("dropped", "is not in another"),
    "moved": ("different speakers", "different channels", "another speaker"),
    "upgraded": ("second voice", "echo"),
    "anonymised": ("anonym", "nameless", "unnamed"),
    "own voice": ("own voice", "asserted", "asserts"),
    "kept": (),
}
HOW_SAID = {
    "cut": ("ellipsis",),
    "silent": ("silently",),
    "trim": ("trimmed",),
    "paraphrase": ("paraphrased",),
    "translation": ("translat",),
    "altered": ("other words in the same place",),
}
"""What the reason of a variant says in the words of `docs/collation.md`, by movement and by way of wording."""


@dataclass
class Line:
    """A line of the collation seen with the gold's eyes."""

    record: dict[str, Any]
    members: list[tuple[str, frozenset[str]]]
    """Of each member its witness and the gold lines it touches."""

    @property
    def nodes(self) -> set[Node]:
        return {(g, w) for w, told in self.members for g in told}

    @property
    def witnesses(self) -> set[str]:
        return {w for w, _ in self.members}


@dataclass
class Seen:
    """A story's collation with its articles named by the letters of the gold."""

    story: Story
    edition: dict[str, Any]
    letter: dict[str, str] = field(default_factory=dict)
    texts: dict[str, str] = field(default_factory=dict)
    gold: dict[Node, list[Span]] = field(default_factory=dict)
    lost: list[str] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)

    def __post_init__(self) -> None:
        by_address = {a: i for i, a in self.edition["addresses"].items()}
        for number, report in enumerate(self.story["report"], 1):
            article_id = by_address.get(f"text {number}")
            if article_id:
                self.letter[article_id] = report["id"]
        for w in self.edition["witnesses"]:
            self.texts[self.letter[w["id"]]] = w["text"]
        for line in self.story["line"]:
            for who, words in line["words"].items():
                self.gold[line["id"], who] = self.spans({who: words}).get(who, [])
        records = {
            r["id"]: r for key in ("statements", "assertions", "event_mentions") for r in self.edition[key]
        }
        for line in self.edition["lines"]:
            members = [records[i] for i in line["member_ids"] if i in records]
            self.lines.append(Line(line, [self._seen(m) for m in members if not _within(m, members)]))

    def spans(self, words: dict[str, Any]) -> dict[str, list[Span]]:
        """Where the passages of the gold stand in the clean texts."""
        found: dict[str, list[Span]] = {}
        for who, told in words.items():
            for passage in passages(told):
                start = self.texts.get(who, "").find(passage)
                if start < 0:
                    self.lost.append(f"{who}: {passage}")
                else:
                    found.setdefault(who, []).append((start, start + len(passage)))
        return found

    def _seen(self, member: dict[str, Any]) -> tuple[str, frozenset[str]]:
        told = member.get("content") or [member.get("span") or member["trigger"]]
        who = self.letter[member["article_id"]]
        spans = [(s[1], s[2]) for s in told]
        text = self.texts[who]
        touched = {g for (g, w), there in self.gold.items() if w == who and _covers(text, spans, there)}
        return who, frozenset(touched)

    def best(self, gold: dict[str, Any]) -> Line | None:
        """The line that has most witnesses of a gold line; of equal ones that with the fewest others."""
        told = [(line, len({w for g, w in line.nodes if g == gold["id"]})) for line in self.lines]
        kept = [(n, -len(line.nodes), -i, line) for i, (line, n) in enumerate(told) if n]
        return max(kept, key=lambda k: k[:3])[3] if kept else None

    def readings(self, variant: dict[str, Any]) -> list[dict[str, list[Span]]]:
        """Of each reading of a variant of the collation its spans by witness."""
        made = []
        for reading in variant["readings"]:
            by: dict[str, list[Span]] = {self.letter[a]: [] for a in reading["article_ids"]}
            for article_id, start, end in reading["spans"]:
                by.setdefault(self.letter[article_id], []).append((start, end))
            made.append(by)
        return made


def _letters(text: str, spans: list[Span]) -> set[int]:
    return {i for a, b in spans for i in range(a, b) if text[i].isalnum()}


def _covers(text: str, a: list[Span], b: list[Span]) -> bool:
    """Whether the two share at least half of the letters of the shorter."""
    left, right = _letters(text, a), _letters(text, b)
    return bool(left and right) and 2 * len(left & right) >= min(len(left), len(right))


def _within(member: dict[str, Any], members: list[dict[str, Any]]) -> bool:
    """Whether it is a mention of an event that stands inside a clause of the same line."""
    if "trigger" not in member:
        return False
    who, start, end = member["trigger"]
    clauses = [s for m in members if "trigger" not in m for s in m.get("content") or [m["span"]]]
    return any(s[0] == who and s[1] <= start and end <= s[2] for s in clauses)


def _touch(a: list[Span], b: list[Span]) -> bool:
    return any(s < f and t < e for s, e in a for t, f in b)


def _sides(
    told: list[dict[str, list[Span]]], gold: list[dict[str, list[Span]]], absent: bool = False
) -> list[tuple[int, str, int, str]]:
    """Pairs of gold readings that two different readings of a variant touch, each with its witness.

    ``absent``: of two readings one may be without characters (the words that a witness leaves out)."""
    hits = []
    for r, reading in enumerate(told):
        for g, want in enumerate(gold):
            for w in want:
                if w in reading and (_touch(reading[w], want[w]) or (absent and not reading[w])):
                    hits.append((r, g, w, bool(reading[w])))
    return [
        (g1, w1, g2, w2)
        for (r1, g1, w1, s1), (r2, g2, w2, s2) in combinations(hits, 2)
        if r1 != r2 and g1 != g2 and (s1 or s2)
    ]


def _kind(told: dict[str, Any], gold: dict[str, Any]) -> bool:
    """Whether a variant of the collation is of the gold's kind; of wording also of its way."""
    if told["kind"] not in (gold["kind"], SAID_AS.get(gold["kind"])):
        return False
    return gold["kind"] != "wording" or any(h in w for h in HOW_SAID[gold["how"]] for w in told["why"])


class Score:
    """Counts over stories, and the list of misses."""

    def __init__(self) -> None:
        self.n: Counter[str] = Counter()
        self.misses: list[str] = []
        self.confusion: Counter[tuple[str, str]] = Counter()
        self.kinds: Counter[tuple[str, bool]] = Counter()

    def miss(self, story: Story, text: str) -> None:
        self.misses.append(f"{story['name']}: {text}")

    def over(self, a: str, b: str) -> float | None:
        return round(self.n[a] / self.n[b], 3) if self.n[b] else None


def lines_of(seen: Seen, score: Score) -> None:
    """Pairs of passages that stand in one line, and lines that must not be merged."""
    found: set[tuple[str, str, str]] = set()
    right: set[tuple[Any, ...]] = set()
    wrong: set[tuple[Any, ...]] = set()
    for line in seen.lines:
        for (w1, a), (w2, b) in combinations(line.members, 2):
            if w1 == w2 or not a or not b:
                score.n["pairs_unlabelled"] += w1 != w2
                continue
            key = tuple(sorted([(w1, tuple(sorted(a))), (w2, tuple(sorted(b)))]))
            (right if a & b else wrong).add(key)
            found |= {(g, *sorted((w1, w2))) for g in a & b}
    score.n["pairs_right"] += len(right)
    score.n["pairs_pred"] += len(right) + len(wrong)
    for (w1, a), (w2, b) in sorted(wrong):
        score.miss(seen.story, f"LINE wrongly joined {w1} {'/'.join(a)} with {w2} {'/'.join(b)}")
    for gold in seen.story["line"]:
        for w1, w2 in combinations(sorted(gold["words"]), 2):
            score.n["pairs_gold"] += 1
            if (gold["id"], w1, w2) in found:
                score.n["pairs_found"] += 1
            else:
                score.miss(seen.story, f"LINE {gold['id']}: {w1} and {w2} not joined")
    for apart in seen.story["apart"]:
        score.n["apart"] += 1
        x, y = apart["lines"][:2]
        both = [
            line
            for line in seen.lines
            if any(x in a and y not in a for _, a in line.members)
            and any(y in a and x not in a for _, a in line.members)
        ]
        score.n["apart_merged"] += bool(both)
        if both:
            score.miss(seen.story, f"APART merged {x} and {y}: {apart['why']}")


def _align(gold: list[tuple[str, int, Any]], told: list[str]) -> list[tuple[int, int]]:
    """Pairs of places of the best common sequence; wanted words weigh more than those that may stand."""
    rows, cols = len(gold), len(told)
    best = [[0] * (cols + 1) for _ in range(rows + 1)]
    for i in range(rows - 1, -1, -1):
        for j in range(cols - 1, -1, -1):
            best[i][j] = max(best[i + 1][j], best[i][j + 1])
            if gold[i][0] == told[j]:
                best[i][j] = max(best[i][j], best[i + 1][j + 1] + gold[i][1])
    pairs, i, j = [], 0, 0
    while i < rows and j < cols:
        if gold[i][0] == told[j] and best[i][j] == best[i + 1][j + 1] + gold[i][1]:
            pairs.append((i, j))
            i, j = i + 1, j + 1
        elif best[i][j] == best[i + 1][j]:
            i += 1
        else:
            j += 1
    return pairs


def _wanted(pieces: list[list[str]]) -> list[list[tuple[str, int, str]]]:
    """The fullest text with each choice of incompatible readings: words, their weight, their witnesses."""
    choices: list[list[list[str]]] = []
    for piece in pieces:
        if piece[2:] == ["or"]:
            choices[-1].append(piece)
        else:
            choices.append([piece])
    return [
        [
            (t, SURE if piece is chosen[i] and piece[2:] != ["indirect"] else 1, piece[0])
            for i, group in enumerate(choices)
            for piece in group
            for t in tokens(piece[1])
        ]
        for chosen in product(*choices)
    ]


def _share(want: list[tuple[str, int, str]], pairs: list[tuple[int, int]], told: int) -> float:
    sure = sum(weight == SURE for _, weight, _ in want)
    return sum(want[i][1] == SURE for i, _ in pairs) / (sure + told - len(pairs))


def assembly_of(seen: Seen, score: Score) -> None:
    """Words of the fullest text, their witnesses, and words that nobody has."""
    for gold in seen.story["line"]:
        if len(gold["words"]) < 2 or "pieces" not in gold:
            continue
        line = seen.best(gold)
        told: list[tuple[str, set[str]]] = []
        for piece in line.record["assembly"] if line else []:
            article_id, start, end = piece["span"]
            words = tokens(seen.texts[seen.letter[article_id]][start:end])
            told += [(t, {seen.letter[w] for w in piece["witnesses"]}) for t in words]
            score.n["invented"] += _invented(seen, words, piece)
        tried = [(want, _align(want, [t for t, _ in told])) for want in _wanted(gold["pieces"])]
        want, pairs = max(tried, key=lambda t: _share(*t, len(told)))
        wanted = sum(weight == SURE for _, weight, _ in want)
        matched = [(i, j) for i, j in pairs if want[i][1] == SURE]
        extra = len(told) - len(pairs)
        score.n["words_right"] += len(matched)
        score.n["words_all"] += wanted + extra
        for i, j in matched:
            sure = {c for k, c in enumerate(want[i][2]) if c.isalpha() and want[i][2][k + 1 : k + 2] != "?"}
            may = {c for c in want[i][2] if c.isalpha()}
            score.n["word_witnesses_right"] += sure <= told[j][1] <= may
        exact = len(matched) == wanted and not extra
        score.n["assemblies"] += 1
        score.n["assemblies_exact"] += exact
        if not exact:
            got = " ".join(t for t, _ in told)
            score.miss(
                seen.story, f"ASSEMBLY {gold['id']}: {len(matched)} of {wanted}, {extra} too many: {got!r}"
            )


def _invented(seen: Seen, words: list[str], piece: dict[str, Any]) -> int:
    """Words of a piece that a witness named for it does not have where the piece says it does."""
    bad = 0
    for article_id, start, end in piece["elsewhere"]:
        have = tokens(seen.texts[seen.letter[article_id]][start:end])
        bad += len(words) - len(_align([(w, 1, None) for w in words], have))
    return bad


def variants_of(seen: Seen, score: Score) -> None:
    """Verdicts on the gold's variants, flags that no gold has, and alarms on what is no variant."""
    told = [
        (v, seen.readings(v))
        for v in seen.edition["variants"]
        if v["kind"] not in ("attribution", "omission")
    ]
    backed: set[str] = set()
    for gold in seen.story["variant"]:
        want = [seen.spans(r) for r in gold["readings"]]
        absent = gold["kind"] == "wording"
        hits = [v for v, readings in told if _kind(v, gold) and _sides(readings, want, absent)]
        right = set(gold["verdict"].split("|"))
        relations = {v["relation"] for v in hits} or {"SAME"}
        good = bool(relations & right)
        shown = sorted(relations & right or relations)[0] if hits else "nothing"
        backed |= {v["id"] for v in hits if v["relation"] in right}
        group = "wording" if gold["kind"] == "wording" else "fact"
        score.n[f"{group}_gold"] += 1
        score.n[f"{group}_right"] += good
        score.kinds[gold.get("how") or gold["kind"], good] += 1
        if group == "fact":
            score.confusion[gold["verdict"].split("|")[0], shown] += 1
            sure = right <= FLAGS
            score.n["flag_gold"] += sure
            score.n["flag_found"] += sure and bool(relations & FLAGS)
            score.n["flag_exact"] += sure and good
            score.n["same_alarm"] += right == {"SAME"} and bool(relations & FLAGS)
            score.n["same_gold"] += right == {"SAME"}
        if not good:
            first = [next(iter(passages(w))) for r in gold["readings"] for w in list(r.values())[:1]]
            score.miss(
                seen.story,
                f"VARIANT {gold['kind']} {gold.get('how', '')} {gold['verdict']}, shown {shown}: {first}",
            )
    _flags(seen, score, told, backed)


def _flags(seen: Seen, score: Score, told: list[Any], backed: set[str]) -> None:
    for variant, _ in told:
        if variant["relation"] not in FLAGS:
            continue
        group = "flag" if variant["kind"] != "wording" else "wording_flag"
        score.n[f"{group}_pred"] += 1
        score.n[f"{group}_good"] += variant["id"] in backed
        if variant["id"] not in backed:
            values = [r["value"] for r in variant["readings"]]
            score.miss(seen.story, f"FLAG false: {variant['kind']} {variant['relation']} {values}")
    for never in seen.story["not_variant"]:
        want = [{who: spans} for who, spans in seen.spans(never["between"]).items()]
        alarms = [
            v
            for v, readings in told
            if v["relation"] in FLAGS and v["id"] not in backed and _sides(readings, want)
        ]
        score.n["never"] += 1
        score.n["never_alarm"] += bool(alarms)
        if alarms:
            score.miss(seen.story, f"ALARM {alarms[0]['kind']} {alarms[0]['relation']}: {never['why']}")


def movements_of(seen: Seen, score: Score) -> None:
    """Movements found, side by side with the kind the collation's reason names."""
    by_id = {line.record["id"]: line for line in seen.lines}
    told = [v for v in seen.edition["variants"] if v["kind"] == "attribution" and v["relation"] != "SAME"]
    backed: set[str] = set()
    exactly: set[str] = set()
    for gold in seen.story["movement"]:
        for who in gold["to"]:
            hits = [v for v in told if _moves(seen, v, by_id.get(v["line_id"] or ""), gold, who)]
            named = [v for v in hits if any(w in " ".join(v["why"]) for w in WHY[gold["kind"]])]
            if gold["kind"] == "kept":
                score.n["kept"] += 1
                score.n["kept_alarm"] += bool(hits)
                if hits:
                    score.miss(seen.story, f"MOVEMENT kept, shown {hits[0]['why']}: {gold['line']} {who}")
                continue
            backed |= {v["id"] for v in hits}
            exactly |= {v["id"] for v in named}
            score.n["moved_gold"] += 1
            score.n["moved_found"] += bool(hits)
            score.n["moved_named"] += bool(named)
            if not named:
                shown = [w for v in hits for w in v["why"]] or "nothing"
                score.miss(
                    seen.story,
                    f"MOVEMENT {gold['kind']} {gold['line']} {'/'.join(gold['from'])} > {who}: {shown}",
                )
    for variant in told:
        score.n["moved_pred"] += 1
        score.n["moved_good"] += variant["id"] in backed
        score.n["moved_exact"] += variant["id"] in exactly
        if variant["id"] not in backed:
            values = [
                (r["value"], "".join(seen.letter[a] for a in r["article_ids"])) for r in variant["readings"]
            ]
            score.miss(seen.story, f"MOVEMENT false: {variant['why']} {values}")


def _moves(seen: Seen, variant: dict[str, Any], line: Line | None, gold: dict[str, Any], to: str) -> bool:
    if line is None or gold["line"] not in {g for g, _ in line.nodes}:
        return False
    sides = [{seen.letter[a] for a in r["article_ids"]} for r in variant["readings"]]
    return any(
        set(gold["from"]) & a and to in b for a, b in product(sides, sides) if a is not b and to not in a
    )


def roots_of(seen: Seen, score: Score) -> None:
    """ "At most N" and coverage of the gold's lines as far as the collation has joined them."""
    reports = len(seen.story["report"])
    for gold in seen.story["line"]:
        line = seen.best(gold)
        present = {w for g, w in line.nodes if g == gold["id"]} if line else set()
        want = coverage(len(gold["words"]), reports)
        if len(gold["words"]) > 1 or line:
            score.n["coverage_gold"] += 1
            right = bool(line) and line.record["coverage"] == want
            score.n["coverage_right"] += right
            if not right:
                shown = line.record["coverage"] if line else "nothing"
                score.miss(seen.story, f"COVERAGE {gold['id']}: {want}, shown {shown}")
        if line is None or len(present) < 2:
            continue
        true = sum(bool(set(group[0]) & present) for group in gold["roots"])
        shown = line.record["at_most"]
        score.n["roots_lines"] += 1
        score.n["roots_unknown"] += shown is None
        score.n["roots_equal"] += shown == true
        score.n["roots_below"] += shown is not None and shown < true
        score.n["roots_full"] += present == set(gold["words"]) == line.witnesses
        score.n["roots_full_equal"] += present == set(gold["words"]) == line.witnesses and shown == true
        if shown != true:
            why = "; ".join(line.record["why"])
            score.miss(
                seen.story, f"ROOTS {gold['id']} {''.join(sorted(present))}: {true}, shown {shown} ({why})"
            )


def near_of(seen: Seen, score: Score) -> None:
    """Pairs of passages listed as perhaps one thing: how many touch one line of the gold."""
    for gap in seen.edition.get("uncompared", ()):
        score.n["uncompared"] += gap["kind"] != "near"
        if gap["kind"] != "near":
            continue
        touched = []
        for reading in gap["readings"]:
            who = seen.letter[reading["article_ids"][0]]
            spans = [(a, b) for _, a, b in reading["spans"]]
            text, gold = seen.texts[who], seen.gold.items()
            touched.append({g for (g, w), there in gold if w == who and _covers(text, spans, there)})
        right = bool(set.intersection(*touched))
        score.n["near"] += 1
        score.n["near_right"] += right
        if not right:
            values = " | ".join(r["value"] for r in gap["readings"])
            score.miss(seen.story, f"NEAR {gap['score']}: {values}")


def lineages_of(seen: Seen, score: Score) -> None:
    """Pairs of reports of one lineage."""
    gold = {pair for group in seen.story["lineages"] for pair in combinations(sorted(group), 2)}
    groups = [sorted(seen.letter[a] for a in g["article_ids"]) for g in seen.edition["lineages"]]
    told = {pair for group in groups for pair in combinations(group, 2)}
    score.n["lineage_right"] += len(gold & told)
    score.n["lineage_pred"] += len(told)
    score.n["lineage_gold"] += len(gold)
    for a, b in sorted(gold ^ told):
        score.miss(seen.story, f"LINEAGE {a}{b} {'missed' if (a, b) in gold else 'wrongly joined'}")


def figures(score: Score) -> dict[str, Any]:
    o, n = score.over, score.n
    p, r = o("flag_good", "flag_pred") or 0, o("flag_exact", "flag_gold") or 0
    return {
        "stories": n["stories"],
        "passages_lost": n["lost"],
        "line_P": o("pairs_right", "pairs_pred"),
        "line_R": o("pairs_found", "pairs_gold"),
        "apart_merged": f"{n['apart_merged']} of {n['apart']}",
        "assembly_words": o("words_right", "words_all"),
        "assembly_exact": f"{n['assemblies_exact']} of {n['assemblies']}",
        "assembly_witnesses": o("word_witnesses_right", "words_right"),
        "assembly_invented": n["invented"],
        "fact_accuracy": o("fact_right", "fact_gold"),
        "flag_P": p,
        "flag_R": r,
        "flag_F1": round(2 * p * r / (p + r), 3) if p + r else 0.0,
        "flag_found": o("flag_found", "flag_gold"),
        "same_alarms": f"{n['same_alarm']} of {n['same_gold']}",
        "never_alarms": f"{n['never_alarm']} of {n['never']}",
        "wording_R": o("wording_right", "wording_gold"),
        "altered_P": o("wording_flag_good", "wording_flag_pred"),
        "movement_P": o("moved_exact", "moved_pred"),
        "movement_R": o("moved_named", "moved_gold"),
        "movement_P_any_kind": o("moved_good", "moved_pred"),
        "movement_R_any_kind": o("moved_found", "moved_gold"),
        "kept_alarms": f"{n['kept_alarm']} of {n['kept']}",
        "roots_equal": o("roots_equal", "roots_lines"),
        "roots_equal_whole_lines": f"{n['roots_full_equal']} of {n['roots_full']}",
        "roots_below": f"{n['roots_below']} of {n['roots_lines']}",
        "roots_unknown": n["roots_unknown"],
        "coverage": o("coverage_right", "coverage_gold"),
        "near_right": f"{n['near_right']} of {n['near']}",
        "uncompared_other": n["uncompared"],
        "lineage_P": o("lineage_right", "lineage_pred"),
        "lineage_R": o("lineage_right", "lineage_gold"),
    }


def collation_of(story: Story) -> dict[str, Any]:
    """The collation of a story's reports by this package, as plain data."""
    import variorum

    reports = story["report"]
    edition = variorum.compare(
        *(r["text"] for r in reports),
        published=[r.get("published") for r in reports],
        outlets=[r["outlet"] for r in reports],
    )
    plain: dict[str, Any] = json.loads(json.dumps(edition.to_dict(), default=_plain))
    return plain


def _plain(value: object) -> str:
    return value.hex() if isinstance(value, bytes) else str(value)


def score_story(story: Story, edition: dict[str, Any], score: Score) -> None:
    seen = Seen(story, edition)
    score.n["stories"] += 1
    for part in (lines_of, assembly_of, variants_of, movements_of, roots_of, near_of, lineages_of):
        part(seen, score)
    score.n["lost"] += len(set(seen.lost))
    for words in sorted(set(seen.lost)):
        score.miss(story, f"LOST not in the clean text: {words}")


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("paths", nargs="*", type=Path, default=[HERE / "dev"])
    parser.add_argument("--show", action="store_true")
    parser.add_argument("--json", type=Path)
    parser.add_argument("--save", type=Path)
    args = parser.parse_args()
    score = Score()
    for path in [f for p in args.paths for f in (sorted(p.glob("*.toml")) if p.is_dir() else [p])]:
        story = story_of(path)
        file = f"{story['name']}.json"
        edition = json.loads((args.json / file).read_text("utf-8")) if args.json else collation_of(story)
        if args.save:
            args.save.mkdir(parents=True, exist_ok=True)
            (args.save / file).write_text(json.dumps(edition, ensure_ascii=False), encoding="utf-8")
        score_story(story, edition, score)
    if args.show:
        sys.stdout.writelines(f"{m}\n" for m in score.misses)
    sys.stdout.write(json.dumps(figures(score), indent=1) + "\n")
    table = {f"{want} as {shown}": n for (want, shown), n in sorted(score.confusion.items())}
    sys.stdout.write(json.dumps(table) + "\n")
    kinds = sorted({k for k, _ in score.kinds})
    rows = {k: f"{score.kinds[k, True]} of {score.kinds[k, True] + score.kinds[k, False]}" for k in kinds}
    sys.stdout.write(json.dumps(rows) + "\n")


if __name__ == "__main__":
    main()
