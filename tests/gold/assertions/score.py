"""Score assertions by the guideline beside this file.

usage: score.py [dev.jsonl] [--show]
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

FIELDS = ("participants", "values", "when", "place")


def told(row: dict) -> list[dict]:
    """The assertions the pipeline makes of a row, in the form of the gold."""
    from variorum.evaluate.contract import article_of, records_of
    from variorum.model import Assertion

    article = article_of(row)
    return [
        {
            "verb": made.predicate.of(article),
            "participants": sorted(p.name for p in made.participants),
            "values": [[v.number, v.unit, v.bound] for v in made.values],
            "when": made.when.span.of(article) if made.when else None,
            "place": made.place.span.of(article) if made.place else None,
        }
        for made in records_of(article, "events")[Assertion]
    ]


def right(field: str, gold: dict, found: dict) -> bool:
    """Whether a field is as the gold has it; a time may have more or fewer little words around it."""
    if field == "participants":
        return sorted(gold[field]) == found[field]
    if field == "when" and gold[field] and found[field]:
        return gold[field] in found[field] or found[field] in gold[field]
    return bool(gold[field] == found[field])


def score(path: Path, show: bool = False) -> dict[str, float]:
    """Precision and recall of assertions by their verb, and the share of right fields of those found."""
    gold_n = found_n = hits = 0
    good = dict.fromkeys(FIELDS, 0)
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        gold, found = row["assertions"], told(row)
        gold_n, found_n = gold_n + len(gold), found_n + len(found)
        pairs = [(g, f) for g in gold for f in found if g["verb"] == f["verb"]]
        hits += len(pairs)
        wrong = [(k, g[k], f[k]) for g, f in pairs for k in FIELDS if not right(k, g, f)]
        for g, f in pairs:
            for field in FIELDS:
                good[field] += right(field, g, f)
        verbs = [a["verb"] for a in gold], [a["verb"] for a in found]
        if show and (wrong or verbs[0] != verbs[1]):
            told_of = [row["text"], *([] if verbs[0] == verbs[1] else [verbs]), *wrong]
            sys.stdout.write("\n    ".join(map(str, [row["id"], *told_of])) + "\n")
    shares = {field: good[field] / hits for field in FIELDS}
    return {"precision": hits / found_n, "recall": hits / gold_n, **shares}


if __name__ == "__main__":
    names = [arg for arg in sys.argv[1:] if not arg.startswith("-")]
    path = Path(names[0]) if names else Path(__file__).parent / "dev.jsonl"
    for name, value in score(path, "--show" in sys.argv).items():
        sys.stdout.write(f"{name:<14}{value:.3f}\n")
