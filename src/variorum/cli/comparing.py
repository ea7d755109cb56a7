"""``variorum compare``: loose files to one collation."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from variorum.cli.group import (
    PROFILE,
    coloured,
    list_failures,
    profile_of,
    settings_of,
    tell,
    warn_of_language,
)

if TYPE_CHECKING:
    from variorum.edition import Collation
    from variorum.settings import Settings

CONDITIONS = ("conflict", "single-root", "moved-attribution")


@click.command()
@click.argument("paths", nargs=-1, required=True)
@click.option("--open", "show", is_flag=True, help="Write the edition as an HTML file and open it.")
@click.option(
    "--html", "html_file", type=click.Path(path_type=Path), help="Write the edition as one HTML file."
)
@click.option("--json", "as_json", is_flag=True, help="The edition as JSON.")
@click.option("--text", "as_text", is_flag=True, help="The edition as text (the default).")
@click.option("--published", metavar="DATE", help="The date of the reports, where they do not say.")
@click.option("--outlet", metavar="NAME", help="Their outlet, where they do not say.")
@click.option(
    "--fail-on", metavar="LIST", default="", help=f"Exit with 3 on any of: {', '.join(CONDITIONS)}."
)
@PROFILE
@click.pass_context
def compare(
    ctx: click.Context,
    paths: tuple[str, ...],
    show: bool,
    html_file: Path | None,
    as_json: bool,
    as_text: bool,
    published: str | None,
    outlet: str | None,
    fail_on: str,
    profile: str | None,
) -> None:
    """Two or more loose files to one collation; no database needed."""
    wanted = conditions(fail_on, CONDITIONS)
    if as_json and as_text:
        raise click.UsageError("--json and --text both go to stdout: ask for one of them")
    from variorum.comparing import compare_documents
    from variorum.errors import WitnessError
    from variorum.sources import open_sources
    from variorum.tables import read_data

    settings = settings_of(ctx, profile=profile)
    data = read_data(settings.data)
    found = open_sources(paths, stdin=sys.stdin.buffer, published=published, outlet=outlet)
    try:
        edition = compare_documents(found, profile_of(settings), data)
    except WitnessError as error:
        click.echo(f"variorum: {error}", err=True)
        ctx.exit(1 if error.failed else 2)
    if show or html_file:
        write_edition(settings, edition, html_file or Path("edition.html"), show)
    if as_json:
        import msgspec

        click.echo(msgspec.json.format(msgspec.json.encode(edition.to_dict()), indent=2).decode())
    if as_text or not (as_json or show or html_file):
        from variorum.export.text import text

        click.echo(text(edition, colour=coloured()), nl=False)
    list_failures(edition.failures)
    for witness in edition.witnesses:
        warn_of_language(edition.name(witness.id), witness.language)
    if any(matches(edition, condition) for condition in wanted):
        ctx.exit(3)
    ctx.exit(1 if edition.failures else 0)


def conditions(listed: str, known: Sequence[str]) -> list[str]:
    """The conditions in a list; a usage error names one that there is not."""
    wanted = listed.replace(",", " ").split()
    if unknown := [c for c in wanted if c not in known]:
        raise click.UsageError(f"--fail-on knows {', '.join(known)}; not {', '.join(unknown)}")
    return wanted


def write_edition(settings: Settings, edition: Collation, path: Path, show: bool) -> None:
    from variorum.export.html import html

    path.write_text(html(edition), encoding="utf-8")
    tell(settings, f"edition: {path}")
    if show:
        click.launch(str(path.resolve()))


def matches(edition: Collation, condition: str) -> bool:
    """Whether a condition of ``--fail-on`` holds of an edition."""
    if condition == "conflict":
        return any(v.relation == "DIFFERS" for v in edition.variants)
    if condition == "moved-attribution":
        return any(v.kind == "attribution" for v in edition.variants)
    return any(line.at_most == 1 and line.coverage != "one" for line in edition.lines)
