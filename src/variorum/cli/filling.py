"""``variorum add``, ``run`` and ``remove``: what goes into a ledger."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from variorum.cli.group import PROFILE, list_failures, opened, profile_of, progress_of, settings_of, tell

if TYPE_CHECKING:
    from variorum.ledger import Added


@click.command()
@click.argument("paths", nargs=-1, required=True)
@click.option("--published", metavar="DATE", help="The date of these reports, where they do not say.")
@click.option("--outlet", metavar="NAME", help="Their outlet, where they do not say.")
@click.option("--fields", metavar="LIST", help="The fields of rows: text=body,title=headline,published=date.")
@click.pass_context
def add(
    ctx: click.Context, paths: tuple[str, ...], published: str | None, outlet: str | None, fields: str | None
) -> None:
    """Keep documents: files, folders, globs, web addresses, or - for stdin.

    Reads HTML, text, RSS, Atom, JSON Feed, JSON and JSONL rows, ninjs, WARC, and gzip and zip of these. A web
    address is fetched politely, and only because it was named here."""
    from variorum.sources import open_sources, web_for

    settings = settings_of(ctx)
    found = open_sources(
        paths,
        stdin=sys.stdin.buffer,
        published=published,
        outlet=outlet,
        fields=fields,
        web=web_for(paths),
        progress=progress_of(settings),
    )
    with opened(settings, writable=True, start=True) as ledger:
        added = ledger.add_documents(found)
    list_failures(added.failures)
    tell(settings, summary(added))
    ctx.exit(1 if added.failures else 0)


def summary(added: Added) -> str:
    """What was added, in one line; new versions are said where there are some."""
    one = added.versions == 1
    versions = f" ({added.versions} of them {'a new version of a page' if one else 'new versions of pages'})"
    new = f"{added.new} new" + (versions if added.versions else "")
    return f"{new}, {added.known} already there, {len(added.failures)} failed"


@click.command()
@click.option("--workers", type=int, help="Processes to work with (1).")
@click.option("--scheduler", metavar="ADDRESS", help="A Dask cluster to run on.")
@PROFILE
@click.pass_context
def run(ctx: click.Context, workers: int | None, scheduler: str | None, profile: str | None) -> None:
    """Process what is new or changed; a killed run is taken up where it stopped."""
    from variorum.tables import read_data

    settings = settings_of(ctx, workers=workers, scheduler=scheduler, profile=profile)
    learned, data = profile_of(settings), read_data(settings.data)
    with opened(settings, writable=True) as ledger:
        report = ledger.run(
            workers=settings.workers,
            scheduler=settings.scheduler,
            profile=learned,
            progress=progress_of(settings),
            data=data,
        )
    list_failures(report.failures)
    counted = f"{report.processed} documents in {report.seconds:.1f} s, {len(report.failures)} failed"
    tell(settings, f"run {report.run}: {counted}")
    ctx.exit(1 if report.failures else 0)


@click.command()
@click.argument("ids", nargs=-1, required=True, metavar="ID...")
@click.pass_context
def remove(ctx: click.Context, ids: tuple[str, ...]) -> None:
    """Forget documents (or articles) and what came of them."""
    settings = settings_of(ctx)
    with opened(settings, writable=True) as ledger:
        for record_id in ids:
            click.echo(ledger.remove(record_id))
    tell(settings, "stories are put in order by the next: variorum run")
