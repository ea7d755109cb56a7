"""The gate: floors hold, ceilings hold, and what was not measured is said."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from variorum.errors import InputError, SettingsError
from variorum.evaluate.cards import BEGIN, END, block, page, replaced
from variorum.evaluate.gate import Floor, check, measured, pinned, read, written
from variorum.evaluate.score import Score, Worst, worst_of
from variorum.evaluate.table import markdown, plain

KEY = ("values", "ecbplus")
SCORE = Score(
    "values",
    "ecbplus",
    20,
    {"acc3": 0.8127, "flag_f1": 0.9, "false_alarm_on_same": 0.1001},
    (Worst("row 3", 0.0, "count: SAME, not DIFFERS", "five boats | 5 boats"),),
    "abc",
)
FLOOR = Floor(*KEY, 20, "abc", {"acc3": 0.8, "false_alarm_on_same": 0.2})
FLOORS = Path(__file__).resolve().parents[1] / "gold" / "floors.toml"


@pytest.mark.parametrize(
    ("expected", "changes"),
    [
        ([], {}),
        (["below its floor"], {"figures": {"acc3": 0.79, "false_alarm_on_same": 0.2}}),
        (["above its ceiling"], {"figures": {"acc3": 0.8, "false_alarm_on_same": 0.21}}),
        (["not measured any more"], {"figures": {"acc3": 0.8}}),
        (["not those the floor was pinned on"], {"sha": "abd"}),
        (["not measured"], {"set": "other"}),
    ],
)
def test_check(expected: list[str], changes: dict[str, object]) -> None:
    told = check([replace(SCORE, **changes)], {KEY: FLOOR})
    assert len(expected) == len(told)
    assert all(text in said for text, said in zip(expected, told, strict=True))


def test_floors_are_written_and_read_back(tmp_path: Path) -> None:
    floors = pinned([SCORE], {}, {KEY: 20}, {KEY: ("acc3", "false_alarm_on_same", "absent")})
    path = tmp_path / "floors.toml"
    path.write_text(written(floors), encoding="utf-8")
    assert {KEY: Floor(*KEY, 20, "abc", {"acc3": 0.812, "false_alarm_on_same": 0.101})} == read(path)
    assert [] == check([SCORE], read(path))


def test_a_floor_is_not_lowered_unasked() -> None:
    worse = replace(SCORE, figures={"acc3": 0.5, "false_alarm_on_same": 0.1})
    with pytest.raises(SettingsError, match=r"values\.ecbplus\.acc3"):
        pinned([worse], {KEY: FLOOR}, {KEY: 20}, {KEY: ("acc3",)})
    lowered = pinned([worse], {KEY: FLOOR}, {KEY: 20}, {KEY: ("acc3",)}, lower=True)
    assert 0.5 == lowered[KEY].figures["acc3"]


def test_no_floors_and_broken_floors(tmp_path: Path) -> None:
    assert {} == read(tmp_path / "floors.toml")
    (tmp_path / "floors.toml").write_text("[values.ecbplus]\nlimit = 3\n", encoding="utf-8")
    with pytest.raises(SettingsError, match="floors"):
        read(tmp_path / "floors.toml")


def test_table_shows_figures_and_worst_rows() -> None:
    shown = plain([SCORE])
    assert "acc3 0.813" in shown
    assert "0.00  row 3  count: SAME, not DIFFERS  “five boats | 5 boats”" in shown
    assert "| values | ecbplus | 20 | acc3 0.813" in markdown([SCORE])
    assert "nothing was scored" == plain([])


def test_cards_quote_no_gold_text() -> None:
    card = page([SCORE], "variorum evaluate --gold DIR")
    assert "row 3" in card
    assert "boats" not in card


def test_readme_block_between_markers() -> None:
    readme = f"before\n{BEGIN}\nold\n{END}\nafter\n"
    new = replaced(readme, block([SCORE]))
    assert new.startswith(f"before\n{BEGIN}\n| layer")
    assert new.endswith(f"acc3 0.813 |\n{END}\nafter\n")
    assert new == replaced(new, block([SCORE]))
    with pytest.raises(InputError, match="accuracy:begin"):
        replaced("no markers", "")


def test_worst_rows_are_few_sorted_and_imperfect() -> None:
    cases = [Worst(f"r{n:02}", n % 3 / 2, "") for n in range(30)]
    shown = worst_of(cases, 12)
    assert [f"r{n:02}" for n in range(0, 30, 3)] == [w.id for w in shown[:10]]
    assert [0.5, 0.5] == [w.figure for w in shown[10:]]


@pytest.mark.gold
@pytest.mark.model
def test_no_figure_falls_below_its_floor(gold: Path) -> None:
    floors = read(FLOORS)
    if not floors:
        pytest.skip("no floors are pinned yet (scripts/cards.py --pin)")
    assert [] == check(measured(floors, gold, lambda text: None), floors)
