"""The gold sets and their scripts stand beside the checkout, or the tests that need them are skipped."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from variorum.evaluate.score import Row

GOLD = Path(__file__).resolve().parents[3] / "shared" / "gold"


@pytest.fixture
def gold() -> Path:
    if not GOLD.is_dir():
        pytest.skip(f"the gold sets are not beside the checkout ({GOLD.parent.name}/{GOLD.name})")
    return GOLD


@pytest.fixture
def script(gold: Path) -> Callable[..., str]:
    """Run a script that stands beside the gold and give what it prints."""

    def run(name: str, *arguments: object) -> str:
        done = subprocess.run(
            [sys.executable, str(gold / name), *map(str, arguments)],
            capture_output=True,
            text=True,
            check=True,
        )
        return done.stdout

    return run


@pytest.fixture
def jsonl(tmp_path: Path) -> Callable[[str, Sequence[Row]], Path]:
    """Write rows to a file and give its path."""

    def write(name: str, rows: Sequence[Row]) -> Path:
        path = tmp_path / name
        path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
        return path

    return write
