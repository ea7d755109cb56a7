"""What can go wrong, as a tree. Every message says what happened, to which file or id, and what to do next.

VariorumError
├── InputError        a source cannot be read as what it claims to be; listed, the rest goes on
│   ├── WitnessError  a comparison has fewer than two different witnesses
│   └── GuardError    reading it took too long, too much memory, or killed its process
├── PipelineError     the stages do not fit together
├── EngineError       the work could not be carried out (a worker keeps dying, a cluster is gone)
├── StoreError        the database is locked, newer than this program, or damaged
├── SettingsError     a settings file, environment variable or flag has a value that does not fit
├── NotFoundError     no record has this id
└── MissingExtraError an optional part is not installed
"""

from __future__ import annotations


class VariorumError(Exception):
    """The base of all errors this package raises on purpose; catch it to catch them all."""


class InputError(VariorumError):
    """A source that cannot be read. ``remedy`` says what its owner can do."""

    def __init__(self, reason: str, remedy: str = "") -> None:
        super().__init__(reason)
        self.reason = reason
        self.remedy = remedy


class WitnessError(InputError):
    """Fewer than two different witnesses; ``failed`` when others were named that could not be read."""

    def __init__(self, reason: str, *, failed: bool = False) -> None:
        super().__init__(reason)
        self.failed = failed


class GuardError(InputError):
    """Reading a source took too long or too much memory and was stopped."""


class PipelineError(VariorumError):
    """A stage needs a kind of record that nothing before it makes."""


class EngineError(VariorumError):
    """The engine could not carry out its work."""


class StoreError(VariorumError):
    """The database cannot be used: locked by another writer, newer than this program, or damaged."""


class SettingsError(VariorumError):
    """A setting does not exist or has a value that does not fit."""


class NotFoundError(VariorumError):
    """No record has the id that was asked for."""


class MissingExtraError(VariorumError):
    """An optional part is needed that is not installed."""

    def __init__(self, what: str, extra: str) -> None:
        super().__init__(f"{what} needs an optional part. Install it with: pip install 'variorum[{extra}]'")
