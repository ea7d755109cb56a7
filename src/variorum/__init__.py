"""Variorum makes a critical edition of the news.

Reports of the same events go in; out comes a collated, evidence-linked ledger: who said and did what to
whom, when, where, according to whom, and on how many separate roots each statement rests.

    ledger = variorum.open("desk.db")
    ledger.add("a.html", "b.txt")
    ledger.run()
    ledger.stories()[0].collation()

    variorum.compare(text_a, text_b)      # no database

Names load on first use, so that importing the package costs nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from variorum.checking import check
    from variorum.comparing import compare
    from variorum.edition import Collation
    from variorum.errors import VariorumError
    from variorum.ledger import Ledger
    from variorum.ledger import open_ledger as open
    from variorum.stages import PIPELINE

_HOME = {
    "Collation": ("variorum.edition", "Collation"),
    "Ledger": ("variorum.ledger", "Ledger"),
    "PIPELINE": ("variorum.stages", "PIPELINE"),
    "VariorumError": ("variorum.errors", "VariorumError"),
    "check": ("variorum.checking", "check"),
    "compare": ("variorum.comparing", "compare"),
    "open": ("variorum.ledger", "open_ledger"),
}

__all__ = ["PIPELINE", "Collation", "Ledger", "VariorumError", "check", "compare", "open"]


def __getattr__(name: str) -> Any:
    if name not in _HOME:
        raise AttributeError(f"module 'variorum' has no attribute {name!r}")
    module, attribute = _HOME[name]
    return getattr(import_module(module), attribute)


def __dir__() -> list[str]:
    return sorted(__all__)
