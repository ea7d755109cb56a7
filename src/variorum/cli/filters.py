"""What the filters of lists can be asked: a value that no record can have is refused with those that can."""

from __future__ import annotations

import re
from typing import get_args, get_type_hints

import click

DATES = ("first", "published", "period")
_DATE = re.compile(r"\d{4}(-\d\d(-\d\d([T ].*)?)?)?|unknown")

CUE_CLASSES = (
    "accused", "asked", "believes", "claimed", "denied", "echoed", "praised", "promised", "said", "warned",
)  # fmt: skip


def check(name: str, where: dict[str, str]) -> None:
    """A usage error for a value that cannot be in a list, with the values there are."""
    for column, value in where.items():
        option = f"--{column.removesuffix('_id').replace('_', '-')}"
        if column in DATES:
            if not _DATE.fullmatch(value):
                raise click.UsageError(f"{option} takes 2026, 2026-11, 2026-11-03 or unknown; not {value}")
        elif (known := values(name, column)) and value not in known:
            raise click.UsageError(f"{option} is one of {', '.join(known)}; not {value}")


def values(name: str, column: str) -> tuple[str, ...]:
    """The values a column of a list can have; none where they are not a closed set."""
    from variorum import model, resources

    if (name, column) == ("events", "type"):
        return tuple(sorted({row["type"] for row in resources.rows("plover/types.tsv")}))
    if (name, column) == ("statements", "cue_class"):
        return CUE_CLASSES
    kinds = {
        "actors": model.Actor,
        "articles": model.Article,
        "changes": model.Change,
        "events": model.Event,
        "framings": model.Framing,
        "lines": model.Line,
        "lineages": model.Lineage,
        "roots": model.Root,
        "statements": model.Statement,
        "uncompared": model.Uncompared,
        "variants": model.Variant,
    }
    if name not in kinds:
        return ()
    found = get_args(get_type_hints(kinds[name]).get(column))
    return tuple(value for value in found if isinstance(value, str))
