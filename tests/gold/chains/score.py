"""Score chains of attribution and addressees by the guideline beside this file.

usage: score.py dev.jsonl [--show]
"""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path

DROPPED = frozenset("a an the of s and his her its their by".split())
MOST_EXTRA = 4


def words(name: str) -> set[str]:
    return set(re.findall(r"[^\W_]+", name.casefold().replace("’", "'"))) - DROPPED


def same(gold: str, found: list[str]) -> bool:
    """Whether one of the names found is the party of the gold."""
    for one in gold.split("|"):
        want = words(one) or {one.casefold()}
        for name in found:
            got = words(name) or {name.casefold()}
            if want <= got and len(got - want) <= MOST_EXTRA:
                return True
            if got <= want and not re.search(r",| and ", one):
                return True
    return False


def letters(text: str, spans: list[list[int]]) -> set[int]:
    return {i for a, b in spans for i in range(a, b) if text[i].isalnum()}


def match(text: str, gold: list[dict], found: list[dict]) -> dict[int, int]:
    """Gold statements by number, each with the found one that shares most of its letters."""
    pairs = []
    for i, g in enumerate(gold):
        a = letters(text, g["content"])
        for j, f in enumerate(found):
            b = letters(text, f["content"])
            if a & b and len(a & b) >= 0.5 * len(a | b):
                pairs.append((-len(a & b) / len(a | b), i, j))
    paired: dict[int, int] = {}
    for _, i, j in sorted(pairs):
        if i not in paired and j not in paired.values():
            paired[i] = j
    return paired


def exact(gold: list[list[str]], found: list[tuple[str, list[str]]]) -> bool:
    return [r for r, _ in gold] == [r for r, _ in found] and all(
        same(name, names) for (_, name), (_, names) in zip(gold, found, strict=True)
    )


def found_in(row: dict) -> list[dict]:
    """What the per-document line makes of the text of a row."""
    from variorum.evaluate.contract import article_of, records_of
    from variorum.model import Statement

    article = article_of({"id": row["id"], "text": row["text"]})
    made = []
    for s in records_of(article, "statements")[Statement]:

        def names(party) -> list[str]:
            spans = [article.text[party.span.start : party.span.end]] if party.span else []
            return [party.name, *([party.actor.name] if party.actor else []), *spans]

        made.append(
            {
                "content": [[p.start, p.end] for p in s.content],
                "chain": [(step.role, names(step)) for step in s.chain if step.role != "outlet"],
                "addressee": names(s.addressee) if s.addressee else None,
            }
        )
    return made


def score(rows: list[dict], show: bool = False) -> dict[str, float]:
    n = dict.fromkeys(("gold", "pred", "matched", "exact", "to_gold", "to_pred", "to_right"), 0)
    for row in rows:
        gold, text = row["statements"], row["text"]
        found = found_in(row)
        paired = match(text, gold, found)
        aside: set[int] = set().union(*(letters(text, o) for o in row.get("optional", [])))
        served = set(paired.values())
        kept = [
            j
            for j, f in enumerate(found)
            if j in served
            or len(letters(text, f["content"]) & aside) < 0.5 * len(letters(text, f["content"]))
        ]
        n["gold"] += len(gold)
        n["pred"] += len(kept)
        n["matched"] += len(paired)
        n["to_gold"] += sum(g["addressee"] is not None for g in gold)
        n["to_pred"] += sum(found[j]["addressee"] is not None for j in kept)
        for i, g in enumerate(gold):
            f = found[paired[i]] if i in paired else None
            right = f is not None and exact(g["chain"], f["chain"])
            to = f is not None and g["addressee"] and f["addressee"] and same(g["addressee"], f["addressee"])
            n["exact"] += right
            n["to_right"] += bool(to)
            wrong_to = bool(f) and bool(g["addressee"] or f["addressee"]) and not to
            if show and (not right or wrong_to):
                sys.stderr.write(f"{row['id']} {text!r}\n   want {g}\n   got  {f}\n")
        if show and len(kept) > len(paired):
            more = [found[j] for j in kept if j not in served]
            sys.stderr.write(f"{row['id']} {text!r}\n   too many {more}\n")

    def over(a: str, b: str) -> float:
        return round(n[a] / n[b], 3) if n[b] else 0.0

    return {
        "chain": over("exact", "gold"),
        "chain_P": over("exact", "pred"),
        "found": over("matched", "gold"),
        "addressee_P": over("to_right", "to_pred"),
        "addressee_R": over("to_right", "to_gold"),
        **n,
    }


def read(path: Path) -> list[dict]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


if __name__ == "__main__":
    here = Path(sys.argv[1])
    sys.stdout.write(json.dumps(score(read(here), "--show" in sys.argv)) + "\n")
