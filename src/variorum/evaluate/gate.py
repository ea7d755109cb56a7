"""The gate: no figure falls below the floor that was pinned for it.

``floors.toml`` has one table a set, its figures beside how many rows they were measured on and which:

    [statements.gum_news_dev]
    limit = 16
    sha = "5b1c..."
    floors = { F1 = 0.61, e2e_F1 = 0.55 }

A figure of which less is better has a ceiling there. A set that is absent or was changed is said, not
passed.
"""

from __future__ import annotations

import math
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from variorum.errors import SettingsError
from variorum.evaluate.measure import Progress, measure
from variorum.evaluate.score import LOWER_IS_BETTER, Score
from variorum.evaluate.sets import GOLD

Key = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Floor:
    """The figures pinned for one set, on its first ``limit`` rows (None: all of them)."""

    layer: str
    set: str
    limit: int | None
    sha: str
    figures: Mapping[str, float]


def read(path: Path) -> dict[Key, Floor]:
    """The floors of a file, by layer and set; SettingsError when the file is not as it should be."""
    try:
        tables = tomllib.loads(path.read_text(encoding="utf-8"))
        return {
            (layer, name): Floor(layer, name, entry.get("limit"), entry["sha"], dict(entry["floors"]))
            for layer, sets in tables.items()
            for name, entry in sets.items()
        }
    except FileNotFoundError:
        return {}
    except (KeyError, AttributeError, TypeError, tomllib.TOMLDecodeError) as error:
        raise SettingsError(f"{path} is no file of floors: {error!r}") from error


def measured(floors: Mapping[Key, Floor], gold: Path, progress: Progress) -> list[Score]:
    """The scores of the sets that have floors, each on its floor's rows; absent ones left out."""
    return [
        measure(one, gold, floors[one.layer, one.name].limit, progress)
        for one in GOLD
        if (one.layer, one.name) in floors and (gold / one.path).is_file()
    ]


def check(scores: Sequence[Score], floors: Mapping[Key, Floor]) -> list[str]:
    """What fell below its floor, was not measured, or was measured on other rows; empty when all is well."""
    by_key = {(score.layer, score.set): score for score in scores}
    told: list[str] = []
    for key in sorted(floors):
        floor, name = floors[key], ".".join(key)
        score = by_key.get(key)
        if score is None:
            told.append(f"{name}: not measured, its gold set is absent or was not asked for")
        elif score.sha != floor.sha:
            told.append(f"{name}: the gold rows are not those the floor was pinned on; pin it anew")
        else:
            told += [f"{name}.{text}" for text in _regressions(score, floor)]
    return told


def _regressions(score: Score, floor: Floor) -> list[str]:
    told = []
    for figure, least in sorted(floor.figures.items()):
        value = score.figures.get(figure)
        if value is None:
            told.append(f"{figure}: not measured any more (floor {least})")
        elif figure in LOWER_IS_BETTER:
            if value > least + 1e-9:
                told.append(f"{figure}: {value:.4f} is above its ceiling {least}")
        elif value < least - 1e-9:
            told.append(f"{figure}: {value:.4f} is below its floor {least}")
    return told


def pinned(
    scores: Sequence[Score],
    floors: Mapping[Key, Floor],
    limits: Mapping[Key, int | None],
    figures: Mapping[Key, Sequence[str]],
    *,
    lower: bool = False,
) -> dict[Key, Floor]:
    """New floors from scores, rounded to three decimals in favour of the next run.

    SettingsError when that lowers a floor on the same rows and ``lower`` does not allow it."""
    new = dict(floors)
    worse = []
    for score in scores:
        key = (score.layer, score.set)
        values = {f: _rounded(f, score.figures[f]) for f in figures[key] if f in score.figures}
        old = floors.get(key)
        if old is not None and old.sha == score.sha:
            worse += [f"{'.'.join(key)}.{text}" for text in _regressions(score, old)]
        new[key] = Floor(score.layer, score.set, limits.get(key), score.sha, values)
    if worse and not lower:
        raise SettingsError("floors are not lowered unasked: " + "; ".join(worse))
    return new


def _rounded(figure: str, value: float) -> float:
    step = math.ceil if figure in LOWER_IS_BETTER else math.floor
    return step(round(value * 1000, 6)) / 1000


def written(floors: Mapping[Key, Floor]) -> str:
    """The floors as TOML, sorted."""
    out = ["# Floors of the accuracy gate; written by scripts/cards.py --pin, never lowered unasked."]
    for layer, name in sorted(floors):
        floor = floors[layer, name]
        figures = ", ".join(f'"{figure}" = {value}' for figure, value in floor.figures.items())
        limit = [] if floor.limit is None else [f"limit = {floor.limit}"]
        out += ["", f"[{layer}.{name}]", *limit, f'sha = "{floor.sha}"', f"floors = {{ {figures} }}"]
    return "\n".join(out) + "\n"
