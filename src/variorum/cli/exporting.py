"""``variorum export``, ``verify``, ``explain``, ``doctor`` and ``demo``."""

from __future__ import annotations

from pathlib import Path

import click

from variorum.cli.group import list_failures, opened, progress_of, settings_of, tell


@click.command()
@click.argument("form", type=click.Choice(["jsonl", "csv", "parquet", "html"]))
@click.option(
    "-o",
    "--output",
    required=True,
    type=click.Path(path_type=Path, allow_dash=True),
    help="File (jsonl, html; - for stdout) or folder.",
)
@click.option("--with-text", is_flag=True, help="Article texts too; they are left out unless asked for.")
@click.pass_context
def export(ctx: click.Context, form: str, output: Path, with_text: bool) -> None:
    """The whole ledger as JSON lines, CSV or Parquet tables, or one HTML file."""
    settings = settings_of(ctx)
    _writable(form, output)
    with opened(settings) as ledger:
        if form == "jsonl":
            from variorum.export.lines import jsonl

            with click.open_file(str(output), "wb") as out:
                out.writelines(jsonl(ledger, with_text=with_text))
        elif form == "html":
            from variorum.export.html import html_many

            editions = [story.collation() for story in ledger.stories()]
            page = html_many(editions, ledger.manifest() or {})
            with click.open_file(str(output), "w", encoding="utf-8") as out:
                out.write(page)
        else:
            from variorum.export import tables

            write = tables.csv_folder if form == "csv" else tables.parquet_folder
            write(ledger, output, with_text=with_text)
    tell(settings, f"written: {output}")


def _writable(form: str, output: Path) -> None:
    """A usage error where nothing can be written, before anything is read."""
    if form in ("csv", "parquet"):
        if str(output) == "-" or output.is_file():
            raise click.UsageError(
                f"{form} makes a file for every kind of record: name a folder with -o, not {output}"
            )
    elif output.is_dir():
        raise click.UsageError(f"{output} is a folder: name a file in it with -o")
    elif str(output) != "-" and not output.absolute().parent.is_dir():
        raise click.UsageError(f"there is no folder {output.parent}: make it, or name another with -o")


@click.command()
@click.pass_context
def verify(ctx: click.Context) -> None:
    """Read every span and the manifest again, and say what no longer holds."""
    from variorum.verify import verify as run_verify

    settings = settings_of(ctx)
    with opened(settings) as ledger:
        found = run_verify(ledger.store)
    for problem in found.problems:
        click.echo(f"{problem.id}\t{problem.what}")
    tell(settings, f"{found.documents} documents, {found.records} records, {found.spans} spans read again")
    tell(settings, f"{len(found.problems)} problems" if found.problems else "everything holds")
    ctx.exit(1 if found.problems else 0)


@click.command()
def explain() -> None:
    """The stages in the order in which data flows through them."""
    from variorum.stages import PIPELINE

    click.echo(PIPELINE.explain())


@click.command()
@click.pass_context
def doctor(ctx: click.Context) -> None:
    """What is installed, what is missing, and whether the ledger is sound."""
    from variorum.doctor import examine

    found = examine(Path(settings_of(ctx).db))
    for finding in found:
        click.echo(f"{'ok ' if finding.fine else 'NO '} {finding.what}: {finding.detail}")
    ctx.exit(0 if all(f.fine for f in found) else 1)


@click.command()
@click.option(
    "-o", "--output", type=click.Path(path_type=Path), default=Path("demo"), help="The folder (demo)."
)
@click.option("--open", "show_it", is_flag=True, help="Open the edition.")
@click.pass_context
def demo(ctx: click.Context, output: Path, show_it: bool) -> None:
    """The bundled stories through the real pipeline, to an edition in a folder."""
    from variorum.demo import build

    settings = settings_of(ctx)
    tell(settings, "running the bundled stories; the language model is loaded first")
    made = build(output, progress_of(settings))
    list_failures(made.failures)
    click.echo(made.summary, nl=False)
    click.echo(f"\nedition: {made.edition}\nledger:  {made.ledger}\nreports: {output}/*/")
    if show_it:
        click.launch(str(made.edition.resolve()))
    ctx.exit(1 if made.failures else 0)
