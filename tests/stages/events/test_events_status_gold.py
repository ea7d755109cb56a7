"""Status on the labelled sentences of ``tests/gold/status``: a floor for each half, both development data by now."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from variorum.model import Article
from variorum.stages.events.status import Judge
from variorum.stages.events.tree import Tree
from variorum.stages.parse import read
from variorum.stages.parse.tokens import Tokens

GOLD = Path(__file__).parents[2] / "gold" / "status"
STATUSES = {"actual", "planned", "threatened", "hypothetical", "denied", "past"}


def rows(half: str) -> list[dict]:
    return [json.loads(line) for line in (GOLD / f"{half}.jsonl").read_text(encoding="utf-8").splitlines()]


def told(row: dict) -> list[tuple[str, str]]:
    """The labelled status of each trigger of a row and the one the stage gives."""
    tree = Tree(row["text"], Tokens(read(row["text"])))
    judge = Judge(tree, Article(id="a", document_id="d", text=row["text"], published=row["published"]))
    pairs = []
    for event in row["events"]:
        start, end = event["trigger"]
        tokens = [i for i in range(len(tree)) if tree.start[i] < end and tree.end[i] > start]
        token = next((i for i in tokens if tree.pos[i] in ("VERB", "AUX")), tokens[-1])
        verb = token if tree.pos[token] in ("VERB", "AUX") else tree.governor(token)
        pairs.append((event["status"], judge(token, token if verb is None else verb)[0]))
    return pairs


def test_the_gold_is_whole():
    both = [*rows("dev"), *rows("heldout")]
    assert 400 == len({row["id"] for row in both})
    for row in both:
        assert STATUSES.issuperset(e["status"] for e in row["events"])
        assert all(0 <= s < e <= len(row["text"]) for s, e in (x["trigger"] for x in row["events"]))


@pytest.mark.model
@pytest.mark.parametrize(("half", "floor"), [("dev", 0.90), ("heldout", 0.85)])
def test_status_stays_above_its_floor(half, floor):
    pairs = [pair for row in rows(half) for pair in told(row)]
    assert floor <= sum(expected == found for expected, found in pairs) / len(pairs)
