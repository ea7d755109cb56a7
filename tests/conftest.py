"""Shared fixtures. Worker processes find the test helpers through PYTHONPATH."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

HERE = Path(__file__).parent
GOLD = HERE.parent.parent / "shared" / "gold"

os.environ["PYTHONPATH"] = os.pathsep.join(filter(None, [str(HERE), os.environ.get("PYTHONPATH", "")]))
if str(HERE) not in sys.path:
    sys.path.insert(0, str(HERE))


@pytest.fixture
def gold() -> Path:
    """The folder of gold sets beside the checkout; the test is skipped, saying so, where there is none."""
    if not GOLD.is_dir():
        pytest.skip(f"no gold sets at {GOLD}: this figure is not measured here")
    return GOLD


@pytest.fixture(autouse=True)
def _plain_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """No setting of the person who runs the tests changes them."""
    for name in list(os.environ):
        if name.startswith("VARIORUM_"):
            monkeypatch.delenv(name)
