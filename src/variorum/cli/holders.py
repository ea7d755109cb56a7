"""``variorum actors update`` and ``diff``: the table of office-holders, brought up to date by its user."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from variorum.cli.group import settings_of, tell

if TYPE_CHECKING:
    from variorum.stages.actors.update import Change, Row

TABLES = "A table is: package, a version (0001), used (what the next run uses)."


@click.command()
@click.argument(
    "results",
    nargs=-1,
    required=True,
    metavar="FILE...",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
)
@click.option("--as-of", metavar="DATE", required=True, help="The day the result was fetched.")
@click.pass_context
def update(ctx: click.Context, results: tuple[Path, ...], as_of: str) -> None:
    """Read results of a Wikidata query into a new version of the table of office-holders.

    The query is in the package: resources/holders/queries/office_holders.rq. Run it at query.wikidata.org and
    save the result as JSON. The next run processes every report again. Nothing is fetched from here."""
    from variorum import tables

    settings = settings_of(ctx)
    before = tables.in_force(settings.data)
    made = tables.update(settings.data, results, as_of)
    read = "1 row" if made.read == 1 else f"{made.read} rows"
    tell(settings, f"{read} read, {made.left_out} left out (no English name, no such state)")
    if not made.new:
        tell(settings, f"nothing is new: {made.version or 'the table of the package'} stays in use")
        return
    from variorum.stages.actors.update import diff as differ

    changes = differ(before, tables.in_force(settings.data))
    counted = {kind: sum(c.kind == kind for c in changes) for kind in ("added", "removed", "changed")}
    told = ", ".join(f"{count} {kind}" for kind, count in counted.items())
    where = Path(settings.data) / "holders" / str(made.version)
    tell(settings, f"{where}: {told}; see: variorum actors diff {_before(str(made.version))} used")


def _before(version: str) -> str:
    number = int(version.removesuffix(".tsv")) - 1
    return f"{number:04}" if number else "package"


@click.command(epilog=TABLES)
@click.argument("before", default="package")
@click.argument("after", default="used")
@click.option("--nl", is_flag=True, help="Whole rows as JSON, one change a line.")
@click.pass_context
def diff(ctx: click.Context, before: str, after: str, nl: bool) -> None:
    """What changed between two tables of office-holders: package and what is used, where none are named."""
    from variorum.stages.actors.update import diff as differ

    settings = settings_of(ctx)
    changes = differ(_rows(settings.data, before), _rows(settings.data, after))
    for change in changes:
        click.echo(_json(change) if nl else _line(change))
    if not changes:
        tell(settings, f"{before} and {after} do not differ")


def _rows(folder: str, name: str) -> tuple[Row, ...]:
    from variorum import tables
    from variorum.errors import NotFoundError

    if name == "package":
        return tables.shipped()
    if name == "used":
        return tables.in_force(folder)
    found = {path.stem: path for path in tables.versions(folder)}
    if name.removesuffix(".tsv") not in found:
        known = ", ".join(("package", *found, "used"))
        raise NotFoundError(f"there is no table {name!r}; there are {known}")
    return tables.with_version(found[name.removesuffix(".tsv")])


def _line(change: Change) -> str:
    """A change on one line: kind, post, person, term before and after."""
    row = change.after or change.before
    assert row is not None
    terms = " -> ".join(f"{r.start}..{r.end}" for r in (change.before, change.after) if r)
    return "\t".join((change.kind, f"{row.state}:{row.office}", row.person, terms, row.source))


def _json(change: Change) -> str:
    import msgspec

    sides = {"before": change.before, "after": change.after}
    plain = {side: row and row._asdict() for side, row in sides.items()}
    return msgspec.json.encode({"kind": change.kind, **plain}).decode()
