"""Prove the labels of story collations: every passage occurs once, every word is of the vocabulary.

usage: check.py [FILE.toml ...]     (without files: every story beside this script)

Prints one line a fault and ends with 1 when there is one. `story_of` is the loader that `score.py` uses.
"""

from __future__ import annotations

import re
import sys
import tomllib
from datetime import datetime
from itertools import pairwise
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
KINDS = {"statement", "event", "assertion"}
VERDICTS = {"SAME", "COMPATIBLE", "UPDATE", "DIFFERS"}
VARIANTS = set("count percent magnitude money clock date place actor direction status wording".split())
HOW = set("cut silent trim paraphrase translation altered".split())
MOVEMENTS = {"kept", "dropped", "moved", "upgraded", "anonymised", "own voice"}
KEYS = {
    "story": {"about", "lineages", "report", "line", "apart", "variant", "not_variant", "movement"},
    "report": {"id", "outlet", "published", "text"},
    "line": {"id", "kind", "speaker", "roots", "pieces", "words", "why"},
    "apart": {"lines", "why"},
    "variant": {"kind", "verdict", "line", "readings", "how", "why"},
    "not_variant": {"between", "why"},
    "movement": {"line", "kind", "from", "to", "why"},
}
LENGTH = (80, 250)

Story = dict[str, Any]
Words = dict[str, "str | list[str]"]


def story_of(path: Path) -> Story:
    """One story, its lists filled in where the file has none."""
    story = tomllib.loads(path.read_text(encoding="utf-8"))
    for key in ("report", "line", "apart", "variant", "not_variant", "movement"):
        story.setdefault(key, [])
    story["name"] = path.stem
    return story


def passages(words: str | list[str]) -> list[str]:
    return [words] if isinstance(words, str) else words


def coverage(witnesses: int, reports: int) -> str:
    if witnesses == reports:
        return "all"
    if witnesses == 1:
        return "one"
    return "all but one" if witnesses == reports - 1 else "some"


SHORT = (
    ("won't", "will not"),
    ("can't", "can not"),
    ("n't", " not"),
    ("'ll", " will"),
    ("'re", " are"),
    ("'ve", " have"),
)


def tokens(words: str) -> list[str]:
    """Folded words without marks; contractions written out, dots of abbreviations gone."""
    words = words.casefold().replace("’", "'").replace("‘", "'")
    for short, long in SHORT:
        words = words.replace(short, long)
    words = re.sub(r"\b(?:[a-z]\.){2,}", lambda m: m[0].replace(".", ""), words)
    return re.findall(r"[^\W_]+(?:'[^\W_]+)*", words)


def faults(story: Story) -> list[str]:
    texts = {r["id"]: r["text"] for r in story["report"]}
    lines = {line["id"]: line for line in story["line"]}
    found = [*_form(story, texts), *_lines(story, texts)]
    if len(lines) != len(story["line"]):
        found.append("two lines have one id")
    for apart in story["apart"]:
        found += [f"apart: no line {i}" for i in apart["lines"] if i not in lines]
    for v in story["variant"]:
        found += _variant(v, texts, lines)
    for n in story["not_variant"]:
        found += _quoted("not_variant", n["between"], texts)
        if sum(len(passages(w)) for w in n["between"].values()) < 2:
            found.append(f"not_variant needs two passages: {n['between']}")
    for m in story["movement"]:
        found += _movement(m, texts, lines)
    return found


def _form(story: Story, texts: dict[str, str]) -> list[str]:
    found = [f"unknown key {k}" for k in story.keys() - KEYS["story"] - {"name"}]
    for name in KEYS.keys() - {"story"}:
        for item in story[name]:
            found += [f"{name}: unknown key {k}" for k in item.keys() - KEYS[name]]
    if not 2 <= len(texts) <= 8:
        found.append(f"{len(texts)} reports; 2 to 8 wanted")
    if sorted("".join(story["lineages"])) != sorted(texts):
        found.append("lineages do not name every report once")
    for report in story["report"]:
        if "published" in report:
            datetime.fromisoformat(report["published"])
        count = len(report["text"].split())
        if not LENGTH[0] <= count <= LENGTH[1]:
            found.append(f"report {report['id']} has {count} words")
    return found


def _quoted(where: str, words: Words, texts: dict[str, str]) -> list[str]:
    found = []
    for who, told in words.items():
        if who not in texts:
            found.append(f"{where}: no report {who}")
            continue
        at = -1
        for passage in passages(told):
            times = texts[who].count(passage)
            if times != 1:
                found.append(f"{where}: {who} has {times} times {passage!r}")
                continue
            if (
                "\n" in passage
                or not (passage[0].isalnum() or passage[0] in "$€£[")
                or passage != passage.strip()
            ):
                found.append(f"{where}: {who}: starts or ends badly {passage!r}")
            start = texts[who].index(passage)
            if start < at:
                found.append(f"{where}: {who}: not in the order of the text {passage!r}")
            at = start
    return found


def _lines(story: Story, texts: dict[str, str]) -> list[str]:
    found = []
    taken: dict[str, list[tuple[int, int, str]]] = {who: [] for who in texts}
    for line in story["line"]:
        where = f"line {line['id']}"
        found += _quoted(where, line["words"], texts)
        if line["kind"] not in KINDS:
            found.append(f"{where}: kind {line['kind']}")
        if (line["kind"] == "statement") != ("speaker" in line):
            found.append(f"{where}: a speaker for statements, and only for them")
        grouped = {w for group in line["roots"] for w in group[0]}
        if grouped != set(line["words"]):
            found.append(f"{where}: roots name {sorted(grouped)}, words {sorted(line['words'])}")
        for piece in line.get("pieces", []):
            found += _piece(where, piece, line, texts)
        for who, told in line["words"].items():
            for passage in passages(told):
                start = texts.get(who, "").find(passage)
                taken[who].append((start, start + len(passage), line["id"]))
    for who, spans in taken.items():
        spans.sort()
        for (_, end, a), (start, _, b) in pairwise(spans):
            if start < end and a != b:
                found.append(f"report {who}: lines {a} and {b} overlap")
    return found


def _piece(where: str, piece: list[str], line: dict[str, Any], texts: dict[str, str]) -> list[str]:
    found = []
    if len(piece) not in (2, 3) or piece[2:] not in ([], ["or"], ["indirect"]):
        return [f"{where}: piece {piece}"]
    who, words = piece[:2]
    if not re.fullmatch(r"(?:[A-H]\??)*", who) or (not who) != (words == "…"):
        found.append(f"{where}: witnesses {who!r} of piece {words!r}")
    for witness in re.findall(r"[A-H](?!\?)", who):
        have = [t for told in passages(line["words"].get(witness, [])) for t in tokens(told)]
        if not _runs(tokens(words), have):
            found.append(f"{where}: {witness} does not have {words!r}")
    return found


def _runs(wanted: list[str], have: list[str]) -> bool:
    return any(have[i : i + len(wanted)] == wanted for i in range(len(have) - len(wanted) + 1))


def _variant(v: dict[str, Any], texts: dict[str, str], lines: dict[str, Any]) -> list[str]:
    where = f"variant {v['kind']}"
    found = []
    if v["kind"] not in VARIANTS:
        found.append(f"{where}: no such kind")
    if not set(v["verdict"].split("|")) <= VERDICTS:
        found.append(f"{where}: verdict {v['verdict']}")
    if (v["kind"] == "wording") != ("how" in v) or v.get("how", "cut") not in HOW:
        found.append(f"{where}: how {v.get('how')}")
    if v["kind"] == "wording" and v["verdict"] != ("DIFFERS" if v.get("how") == "altered" else "COMPATIBLE"):
        found.append(f"{where}: {v.get('how')} is not {v['verdict']}")
    if v["kind"] == "wording" and "line" not in v:
        found.append(f"{where}: needs its line")
    if "line" in v and v["line"] not in lines:
        found.append(f"{where}: no line {v['line']}")
    if len(v["readings"]) < 2:
        found.append(f"{where}: one reading")
    for reading in v["readings"]:
        found += _quoted(where, reading, texts)
    return found


def _movement(m: dict[str, Any], texts: dict[str, str], lines: dict[str, Any]) -> list[str]:
    where = f"movement {m['kind']} of {m['line']}"
    found = [*_quoted(where, m["from"], texts), *_quoted(where, m["to"], texts)]
    if m["kind"] not in MOVEMENTS:
        found.append(f"{where}: no such kind")
    if m["line"] not in lines:
        return [*found, f"{where}: no such line"]
    told = set(lines[m["line"]]["words"])
    sides = set(m["from"]) | set(m["to"])
    if not sides <= told:
        found.append(f"{where}: {sorted(sides - told)} not a witness of the line")
    return found


def main(names: list[str]) -> int:
    paths = [Path(n) for n in names] or sorted(HERE.glob("*/*.toml"))
    bad = 0
    for path in paths:
        for fault in faults(story_of(path)):
            bad += 1
            sys.stdout.write(f"{path.parent.name}/{path.name}: {fault}\n")
    sys.stdout.write(f"{len(paths)} stories, {bad} faults\n")
    return 1 if bad else 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
