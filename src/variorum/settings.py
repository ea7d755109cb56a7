"""Settings: a file (``variorum.toml``), then the environment (``VARIORUM_*``), then flags; the last wins."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import msgspec

from variorum.errors import SettingsError

FILE = "variorum.toml"
PREFIX = "VARIORUM_"


class Settings(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """``db`` the ledger's file; ``workers`` processes of a run; ``scheduler`` the address of a Dask cluster
    to run on instead; ``profile`` the file of a profile of outlets (`variorum outlets learn` makes one);
    ``who`` the name that judgements are signed with; ``data`` the folder of the user's own tables
    (docs/actors.md); ``quiet`` no messages."""

    db: str = "variorum.db"
    workers: int = 1
    scheduler: str | None = None
    profile: str | None = None
    who: str = "unnamed"
    data: str = "variorum-data"
    quiet: bool = False


def load(flags: Mapping[str, Any], environment: Mapping[str, str], file: Path | None = None) -> Settings:
    """Settings from the file (``variorum.toml`` here when None, and there is one), the environment and
    flags (None means not given). SettingsError names the setting, where it stands and what would fit."""
    values: dict[str, Any] = {}
    path = file or Path(FILE)
    if file is not None and not path.is_file():
        raise SettingsError(f"there is no settings file {path}")
    if path.is_file():
        values = _from_file(path)
    names = {field.name for field in msgspec.structs.fields(Settings)}
    for name, text in sorted(environment.items()):
        if name.startswith(PREFIX):
            setting = name.removeprefix(PREFIX).lower()
            if setting not in names:
                raise SettingsError(
                    f"{name} in the environment is no setting; known: {', '.join(sorted(names))}"
                )
            values[setting] = _converted(setting, text, f"{name} in the environment")
    values |= {k: v for k, v in flags.items() if v is not None}
    settings = msgspec.convert(values, Settings)
    if settings.workers < 1:
        raise SettingsError(f"workers must be 1 or more, not {settings.workers}")
    return settings


def _from_file(path: Path) -> dict[str, Any]:
    try:
        return msgspec.structs.asdict(msgspec.toml.decode(path.read_bytes(), type=Settings))
    except (msgspec.MsgspecError, UnicodeDecodeError) as error:
        raise SettingsError(f"{path}: {error}; settings are described in docs/cli.md") from error


def _converted(setting: str, text: str, where: str) -> Any:
    kind = next(f.type for f in msgspec.structs.fields(Settings) if f.name == setting)
    try:
        return msgspec.convert(text, kind, strict=False)
    except msgspec.ValidationError as error:
        fits = {int: "a whole number such as 2", bool: "true or false"}.get(kind, str(kind))
        raise SettingsError(f"{where} is {text!r}: set it to {fits}, or unset it") from error
