"""The gold of story collations: every label proven, and the scorer gives full marks to the gold itself."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import pytest

GOLD = Path(__file__).parent / "gold" / "collation"
sys.path.insert(0, str(GOLD))

from check import Story, coverage, faults, passages, story_of, tokens  # noqa: E402
from score import HOW_SAID, SAID_AS, WHY, Score, figures, score_story  # noqa: E402

STORIES = sorted(GOLD.glob("*/*.toml"))
WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")


def spans(text: str, words: str | list[str], who: str) -> list[list[object]]:
    return [[who, text.index(p), text.index(p) + len(p)] for p in passages(words)]


def run_of(words: str, text: str, who: str, told: str | list[str]) -> list[object]:
    """Where a piece stands in the passages of a witness."""
    marks = [m for _, a, b in spans(text, told, who) for m in WORD.finditer(text, a, b)]
    have = [(t, m) for m in marks for t in tokens(m[0])]
    want = tokens(words)
    for i in range(len(have) - len(want) + 1):
        if [t for t, _ in have[i : i + len(want)]] == want:
            return [who, have[i][1].start(), have[i + len(want) - 1][1].end()]
    raise AssertionError(f"{who} does not have {words!r}")


def assembly(line: dict, texts: dict[str, str]) -> list[dict]:
    made = []
    for who, words, *other in line.get("pieces", []):
        sure = re.findall(r"[A-H](?!\?)", who)
        if sure and not other:
            first, *rest = [run_of(words, texts[w], w, line["words"][w]) for w in sure]
            made.append({"span": first, "witnesses": sure, "elsewhere": rest})
    return made


def perfect(story: Story) -> dict:
    """The collation that says what the gold says."""
    texts = {r["id"]: r["text"] for r in story["report"]}

    def reading(words: dict) -> dict:
        told = [s for w, p in words.items() for s in spans(texts[w], p, w)]
        return {"value": "", "article_ids": list(words), "spans": told}

    made: dict = {
        "addresses": {r["id"]: f"text {i}" for i, r in enumerate(story["report"], 1)},
        "witnesses": [{"id": w, "text": text} for w, text in texts.items()],
        "lineages": [{"article_ids": list(group)} for group in story["lineages"]],
        "assertions": [],
        "event_mentions": [],
        "statements": [],
        "lines": [],
        "variants": [],
    }
    for line in story["line"]:
        ids = [f"{line['id']} {w}" for w in line["words"]]
        made["statements"] += [
            {"id": i, "article_id": w, "content": spans(texts[w], told, w)}
            for i, (w, told) in zip(ids, line["words"].items(), strict=True)
        ]
        made["lines"].append(
            {
                "id": line["id"],
                "member_ids": ids,
                "assembly": assembly(line, texts),
                "coverage": coverage(len(ids), len(texts)),
                "at_most": len(line["roots"]),
                "why": [],
            }
        )
    for v in story["variant"]:
        if v["verdict"] != "SAME":
            why = list(HOW_SAID[v["how"]]) if "how" in v else []
            kind, relation = SAID_AS.get(v["kind"], v["kind"]), v["verdict"].split("|")[0]
            told = {"kind": kind, "relation": relation, "line_id": v.get("line"), "why": why}
            made["variants"].append({**told, "readings": [reading(r) for r in v["readings"]]})
    for m in story["movement"]:
        if m["kind"] != "kept":
            told = {"kind": "attribution", "relation": "COMPATIBLE", "line_id": m["line"]}
            sides = [reading(m["from"]), reading(m["to"])]
            made["variants"].append({**told, "why": [WHY[m["kind"]][0]], "readings": sides})
    for number, variant in enumerate(made["variants"]):
        variant["id"] = str(number)
    return made


@pytest.mark.parametrize("path", STORIES, ids=lambda p: f"{p.parent.name}-{p.stem}")
def test_every_label_is_proven(path: Path) -> None:
    assert [] == faults(story_of(path))


@pytest.mark.parametrize("path", STORIES, ids=lambda p: f"{p.parent.name}-{p.stem}")
def test_the_gold_itself_gets_full_marks(path: Path) -> None:
    score = Score()
    story = story_of(path)
    score_story(story, perfect(story), score)
    assert [] == score.misses


def test_a_line_across_two_speakers_is_counted() -> None:
    story = story_of(GOLD / "dev" / "07-two-orlecs.toml")
    edition = perfect(story)
    run, drive, *rest = edition["lines"]
    run["member_ids"] += drive["member_ids"]
    edition["lines"] = [run, *rest]
    score = Score()
    score_story(story, edition, score)
    told = figures(score)
    assert told["line_P"] < 1
    assert told["apart_merged"] == "1 of 3"


def test_of_the_pairs_that_are_nearly_one_line_those_of_one_gold_line_are_right() -> None:
    story = story_of(GOLD / "dev" / "07-two-orlecs.toml")
    edition = perfect(story)
    texts = {r["id"]: r["text"] for r in story["report"]}
    one, other = [line for line in story["line"] if len(line["words"]) > 1][:2]
    first, second = sorted(one["words"])[:2]
    edition["uncompared"] = [
        {
            "kind": "near",
            "score": 0.3,
            "readings": [
                {"value": "", "article_ids": [w], "spans": spans(texts[w], line["words"][w], w)}
                for line, w in ((one, first), (beside, who))
            ],
        }
        for beside, who in ((one, second), (other, sorted(other["words"])[1]))
    ]
    score = Score()
    score_story(story, edition, score)

    assert figures(score)["near_right"] == "1 of 2"


def test_a_fault_is_named() -> None:
    story = story_of(GOLD / "dev" / "03-border-clash.toml")
    story["line"][0]["words"]["A"] = "words that nobody printed"
    assert ["line shots: A has 0 times 'words that nobody printed'"] == faults(story)
