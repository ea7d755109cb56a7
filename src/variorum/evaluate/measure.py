"""Annotate gold sets and score what came out."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from variorum.errors import InputError, SettingsError
from variorum.evaluate.annotate import LAYERS, annotated
from variorum.evaluate.score import Score
from variorum.evaluate.sets import GoldSet, of_layer
from variorum.model import Failure

Progress = Callable[[str], None]
TOLD = 3
"""How many failures of a set are told one by one."""


def evaluate(
    layers: Sequence[str], gold: Path, limit: int | None = None, progress: Progress = lambda text: None
) -> list[Score]:
    """Score each layer (all of them when none is named) on its sets below ``gold``, the first ``limit`` rows.

    A set that is absent is told to ``progress`` and left out; SettingsError for a layer that does not exist,
    InputError for a folder that does not or holds no set of the layers."""
    for layer in layers:
        if layer not in LAYERS:
            raise SettingsError(f"there is no layer {layer!r}; the layers are {', '.join(LAYERS)}")
    if not gold.is_dir():
        raise InputError(f"there is no folder {gold}", "give the folder of the gold sets with --gold")
    scores = []
    for layer in layers or tuple(LAYERS):
        for one in of_layer(layer):
            if not (gold / one.path).is_file():
                progress(f"{layer} {one.name}: there is no {one.path} in the gold folder, left out")
                continue
            scores.append(measure(one, gold, limit, progress))
    if not scores:
        raise InputError(
            f"{gold} holds none of the sets asked for", "see docs/accuracy.md for what lies where"
        )
    return scores


def measure(one: GoldSet, gold: Path, limit: int | None, progress: Progress) -> Score:
    """Annotate the inputs of one set and score them; a row that fails counts as nothing found."""
    sample = one.read(gold / one.path, limit)
    progress(f"{one.layer} {one.name}: {len(sample.inputs)} rows")
    failures: list[Failure] = []
    found = list(annotated(one.layer, sample.inputs, failures.append))
    for failure in failures[:TOLD]:
        progress(f"{one.layer} {one.name}: {failure.address}: {failure.reason}")
    if len(failures) > TOLD:
        progress(f"{one.layer} {one.name}: and {len(failures) - TOLD} more rows failed")
    score = one.score(one.name, sample.gold, found)
    return replace(score, sha=sample.sha, failed=len(failures))
