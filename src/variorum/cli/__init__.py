"""The ``variorum`` command. Data go to stdout, messages and progress to stderr.

Exit status: 0 done; 1 finished, but some inputs failed (each is listed); 2 it could not be done (wrong usage,
or the message says what else); 3 a ``--fail-on`` condition matched; 130 interrupted (run again to go on).
"""

from __future__ import annotations

from variorum.cli.checking import check
from variorum.cli.comparing import compare
from variorum.cli.exporting import demo, doctor, explain, export, verify
from variorum.cli.filling import add, remove, run
from variorum.cli.group import main
from variorum.cli.judging import accept, judgements, merge, split, undo
from variorum.cli.measuring import annotate, evaluate
from variorum.cli.outlets import outlets
from variorum.cli.reading import LISTS, search, show

__all__ = ["SECTIONS", "main"]

SECTIONS = {
    "Without a ledger": (compare, demo),
    "Fill a ledger": (add, run, remove, outlets),
    "Read it": (*LISTS, show, search, check),
    "Judge": (accept, split, merge, undo, judgements),
    "Take out": (export, verify),
    "Measure": (annotate, evaluate),
    "About the program": (explain, doctor),
}
"""Every command, under the heading it stands below in the help."""

for _heading, _commands in SECTIONS.items():
    for _command in _commands:
        main.add(_heading, _command)
