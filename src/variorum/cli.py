"""The ``variorum`` command. Data go to stdout, messages and progress to stderr.

Exit status: 0 done; 1 finished, but some inputs failed (each is listed); 2 wrong usage; 3 a ``--fail-on``
condition matched; 130 interrupted (run again to go on).
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from variorum.errors import VariorumError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from variorum.edition import Collation
    from variorum.ledger import Ledger
    from variorum.model import Failure
    from variorum.settings import Settings

FILTERS = {
    "articles": ("outlet", "published", "kind"),
    "actors": ("kind", "state", "role"),
    "events": ("story_id", "type", "status", "actor", "recipient"),
    "lineages": ("story_id", "relation"),
    "lines": ("story_id", "kind", "speaker", "coverage"),
    "relations": ("actor", "recipient", "period"),
    "roots": ("story_id", "kind", "name"),
    "statements": ("article_id", "speaker", "mode", "cue_class"),
    "stories": ("first",),
    "variants": ("story_id", "kind", "relation"),
}
HELP = {
    "articles": "Reports: outlet, date, title.",
    "actors": "States, organisations and persons that reports name.",
    "events": "Who did what to whom, merged over the reports of a story.",
    "lineages": "Witnesses whose own prose descends from a common text.",
    "lines": "Record lines: what several witnesses say, and on how many roots at most.",
    "relations": "Cooperation and conflict of pairs of states by month.",
    "roots": "What lines rest on: cited channels and lineages.",
    "statements": "Who said what, and through whom it reached the reader.",
    "stories": "Reports of one happening, those with most reports first.",
    "variants": "Where witnesses differ, with every reading.",
}
CONDITIONS = ("conflict", "single-root", "moved-attribution")


class Commands(click.Group):
    """Known errors become one line on stderr and an exit status, never a traceback."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(self.commands)

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except VariorumError as error:
            click.echo(f"variorum: {error}", err=True)
            ctx.exit(2)
        except KeyboardInterrupt:
            click.echo("variorum: interrupted; run the same command again to go on", err=True)
            ctx.exit(130)
        except BrokenPipeError:
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            ctx.exit(0)


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.option("--db", metavar="FILE", help="The ledger's file (variorum.db).")
@click.option("--settings", "file", type=click.Path(path_type=Path), help="A settings file (variorum.toml).")
@click.option("-q", "--quiet", is_flag=True, default=None, help="No messages and no progress.")
@click.version_option(package_name="variorum", message="%(prog)s %(version)s")
@click.pass_context
def main(ctx: click.Context, db: str | None, file: Path | None, quiet: bool | None) -> None:
    """A critical edition of the news: who said and did what to whom, according to whom, on how many roots."""
    ctx.obj = {"flags": {"db": db, "quiet": quiet}, "file": file}


def settings_of(ctx: click.Context, **flags: Any) -> Settings:
    from variorum.settings import load

    return load({**ctx.obj["flags"], **flags}, os.environ, ctx.obj["file"])


@contextmanager
def opened(settings: Settings, *, writable: bool) -> Iterator[Ledger]:
    from variorum.ledger import open_ledger

    ledger = open_ledger(settings.db, writable=writable)
    try:
        yield ledger
    finally:
        ledger.close()


def tell(settings: Settings, message: str) -> None:
    if not settings.quiet:
        click.echo(message, err=True)


def list_failures(failures: Sequence[Failure]) -> None:
    """Each failure on stderr, with its remedy; they are said even when quiet."""
    for failure in failures:
        remedy = f" — {failure.remedy}" if failure.remedy else ""
        click.echo(f"failed: {failure.address}: {failure.reason}{remedy}", err=True)


def progress_of(settings: Settings) -> Callable[[str, int, int], None]:
    """Progress on stderr, where that is a terminal."""
    if settings.quiet or not sys.stderr.isatty():
        return lambda what, done, total: None

    def show(what: str, done: int, total: int) -> None:
        click.echo(f"\r\x1b[K{what} {done}/{total}", err=True, nl=done >= total)

    return show


# --- comparing ---------------------------------------------------------------------------------------------


@main.command()
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
) -> None:
    """Two or more loose files to one collation; no database needed."""
    from variorum.ledger import compare_documents
    from variorum.sources import open_sources

    wanted = [c for c in fail_on.replace(",", " ").split() if c]
    if unknown := [c for c in wanted if c not in CONDITIONS]:
        raise click.UsageError(f"--fail-on knows {', '.join(CONDITIONS)}; not {', '.join(unknown)}")
    settings = settings_of(ctx)
    found = open_sources(paths, stdin=sys.stdin.buffer, published=published, outlet=outlet)
    edition = compare_documents(found)
    if as_json:
        import msgspec

        click.echo(msgspec.json.format(msgspec.json.encode(edition.to_dict()), indent=2).decode())
    elif show or html_file:
        write_edition(settings, edition, html_file or Path("edition.html"), show)
    if as_text or not (as_json or show or html_file):
        from variorum.export.text import text

        click.echo(text(edition, colour=sys.stdout.isatty() and "NO_COLOR" not in os.environ), nl=False)
    list_failures(edition.failures)
    if any(matches(edition, condition) for condition in wanted):
        ctx.exit(3)
    ctx.exit(1 if edition.failures else 0)


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


# --- the ledger --------------------------------------------------------------------------------------------


@main.command()
@click.argument("paths", nargs=-1, required=True)
@click.option("--published", metavar="DATE", help="The date of these reports, where they do not say.")
@click.option("--outlet", metavar="NAME", help="Their outlet, where they do not say.")
@click.pass_context
def add(ctx: click.Context, paths: tuple[str, ...], published: str | None, outlet: str | None) -> None:
    """Keep documents: files, folders, globs, or - for stdin (html, txt, RSS/Atom, JSONL)."""
    settings = settings_of(ctx)
    with opened(settings, writable=True) as ledger:
        added = ledger.add(*paths, published=published, outlet=outlet, stdin=sys.stdin.buffer)
    list_failures(added.failures)
    tell(settings, f"{added.new} new, {added.known} already there, {len(added.failures)} failed")
    ctx.exit(1 if added.failures else 0)


@main.command("run")
@click.option("--workers", type=int, help="Processes to work with (1).")
@click.option("--scheduler", metavar="ADDRESS", help="A Dask cluster to run on.")
@click.pass_context
def run_command(ctx: click.Context, workers: int | None, scheduler: str | None) -> None:
    """Process what is new or changed; a killed run is taken up where it stopped."""
    settings = settings_of(ctx, workers=workers, scheduler=scheduler)
    with opened(settings, writable=True) as ledger:
        report = ledger.run(
            workers=settings.workers, scheduler=settings.scheduler, progress=progress_of(settings)
        )
    list_failures(report.failures)
    tell(
        settings,
        f"run {report.run}: {report.processed} documents in {report.seconds:.1f} s, "
        f"{len(report.failures)} failed",
    )
    ctx.exit(1 if report.failures else 0)


def list_command(name: str) -> click.Command:
    """A command that lists one kind of record."""

    @click.pass_context
    def run_list(ctx: click.Context, /, **options: Any) -> None:
        from variorum.export.listing import listing, records

        form = options.pop("form") or "table"
        limit = options.pop("limit")
        where = {k: v for k, v in options.items() if v is not None}
        settings = settings_of(ctx)
        with opened(settings, writable=False) as ledger:
            found = records(ledger, name, where)
            click.echo(listing(ledger, name, found[:limit] if limit else found, form), nl=False)
            if not found:
                tell(settings, f"no {name}" + (" fit these filters" if where else "; have you run it?"))

    params: list[click.Parameter] = [
        click.Option(
            [f"--{f.removesuffix('_id').replace('_', '-')}", f], help=f"Only this {f.removesuffix('_id')}."
        )
        for f in FILTERS[name]
    ]
    params.append(click.Option(["--limit"], type=int, help="So many at most."))
    for flag in ("table", "json", "nl", "csv", "tsv"):
        names = ["-t", "--table", "form"] if flag == "table" else [f"--{flag}", "form"]
        params.append(
            click.Option(
                names,
                flag_value=flag,
                help="The list as a table." if flag == "table" else f"As {flag.upper()}.",
            )
        )
    return click.Command(name, params=params, callback=run_list, help=HELP[name])


for _name in (
    "stories",
    "articles",
    "actors",
    "statements",
    "events",
    "lines",
    "roots",
    "variants",
    "lineages",
    "relations",
):
    main.add_command(list_command(_name))


@main.command()
@click.argument("record_id", metavar="ID")
@click.option("--evidence", is_flag=True, help="The words it rests on.")
@click.pass_context
def show(ctx: click.Context, record_id: str, evidence: bool) -> None:
    """Any record, by its id or the beginning of it."""
    import msgspec

    from variorum.export.lines import plain

    with opened(settings_of(ctx), writable=False) as ledger:
        record = ledger.get(record_id)
        click.echo(msgspec.json.format(msgspec.json.encode(plain(record)), indent=2).decode())
        if evidence:
            for span, words in ledger.evidence(record):
                click.echo(f"{span.article_id} [{span.start}, {span.end}) {words!r}")


@main.command()
@click.argument("text", nargs=-1, required=True)
@click.option("--limit", type=int, default=20, help="So many at most (20).")
@click.pass_context
def search(ctx: click.Context, text: tuple[str, ...], limit: int) -> None:
    """Full text, and quotes by fragment: "strongly supports … new order"."""
    with opened(settings_of(ctx), writable=False) as ledger:
        for hit in ledger.search(" ".join(text), limit):
            click.echo(f"{hit.kind}\t{hit.id}\t{hit.article_id}\t{' '.join(hit.words.split())}")


def judge_command(verdict: str, help_text: str) -> click.Command:
    @click.pass_context
    def run_judge(ctx: click.Context, ids: tuple[str, ...], who: str | None) -> None:
        settings = settings_of(ctx, who=who)
        with opened(settings, writable=True) as ledger:
            made = ledger.judge(verdict, ids, who=settings.who)
        for judgement in made:
            click.echo(f"{judgement.id}\t{judgement.verdict}\t{judgement.left}\t{judgement.right}")
        tell(settings, "it takes effect with the next: variorum run")

    params: list[click.Parameter] = [
        click.Argument(["ids"], nargs=-1, required=True, metavar="ID..."),
        click.Option(["--who"], help="Who judges."),
    ]
    return click.Command(verdict, params=params, callback=run_judge, help=help_text)


main.add_command(judge_command("accept", "The members of a story or event belong together, as found."))
main.add_command(
    judge_command("split", "A member (second ID) does not belong to a story or event (first ID).")
)
main.add_command(judge_command("merge", "The members of these stories or events belong together."))
main.add_command(judge_command("undo", "Take back judgements."))


@main.command()
@click.argument("ids", nargs=-1, required=True, metavar="ID...")
@click.pass_context
def remove(ctx: click.Context, ids: tuple[str, ...]) -> None:
    """Forget documents (or articles) and what came of them."""
    settings = settings_of(ctx)
    with opened(settings, writable=True) as ledger:
        for record_id in ids:
            click.echo(ledger.remove(record_id))
    tell(settings, "stories are put in order by the next: variorum run")


# --- measuring ---------------------------------------------------------------------------------------------


@main.command()
@click.argument("layer")
@click.argument("source", metavar="IN.jsonl")
@click.option(
    "-o", "--output", type=click.File("w", encoding="utf-8"), default="-", help="OUT.jsonl (stdout)."
)
@click.pass_context
def annotate(ctx: click.Context, layer: str, source: str, output: Any) -> None:
    """One layer over a JSONL corpus; LAYER is article, actors, statements, circumstances, events, stories,
    lineages or values."""
    from variorum.evaluate import annotate as run_annotate

    failures = run_annotate(layer, source, output)
    list_failures(failures)
    ctx.exit(1 if failures else 0)


@main.command()
@click.argument("layers", nargs=-1, metavar="[LAYER]...")
@click.option("--gold", required=True, type=click.Path(path_type=Path), help="The folder of gold sets.")
@click.option("--limit", type=int, help="The first so many rows of each set.")
@click.pass_context
def evaluate(ctx: click.Context, layers: tuple[str, ...], gold: Path, limit: int | None) -> None:
    """Score layers against gold: a table, and the worst cases."""
    from variorum.evaluate import evaluate as run_evaluate
    from variorum.evaluate.table import plain

    settings = settings_of(ctx)
    scores = run_evaluate(layers, gold, limit, lambda message: tell(settings, message))
    click.echo(plain(scores), nl=False)


# --- taking out --------------------------------------------------------------------------------------------


@main.command()
@click.argument("form", type=click.Choice(["jsonl", "csv", "parquet", "html"]))
@click.option(
    "-o", "--output", required=True, type=click.Path(path_type=Path), help="File (jsonl, html) or folder."
)
@click.option("--with-text", is_flag=True, help="Article texts too; they are left out unless asked for.")
@click.pass_context
def export(ctx: click.Context, form: str, output: Path, with_text: bool) -> None:
    """The whole ledger as JSON lines, CSV or Parquet tables, or one HTML file."""
    settings = settings_of(ctx)
    with opened(settings, writable=False) as ledger:
        if form == "jsonl":
            from variorum.export.lines import jsonl

            with output.open("wb") as out:
                out.writelines(jsonl(ledger, with_text=with_text))
        elif form == "html":
            from variorum.export.html import html_many

            editions = [story.collation() for story in ledger.stories()]
            output.write_text(html_many(editions, ledger.manifest() or {}), encoding="utf-8")
        else:
            from variorum.export import tables

            write = tables.csv_folder if form == "csv" else tables.parquet_folder
            write(ledger, output, with_text=with_text)
    tell(settings, f"written: {output}")


@main.command()
@click.pass_context
def verify(ctx: click.Context) -> None:
    """Read every span and the manifest again, and say what no longer holds."""
    from variorum.verify import verify as run_verify

    settings = settings_of(ctx)
    with opened(settings, writable=False) as ledger:
        found = run_verify(ledger.store)
    for problem in found.problems:
        click.echo(f"{problem.id}\t{problem.what}")
    tell(settings, f"{found.documents} documents, {found.records} records, {found.spans} spans read again")
    tell(settings, f"{len(found.problems)} problems" if found.problems else "everything holds")
    ctx.exit(1 if found.problems else 0)


@main.command()
def explain() -> None:
    """The stages in the order in which data flows through them."""
    from variorum.stages import PIPELINE

    click.echo(PIPELINE.explain())


@main.command()
@click.pass_context
def doctor(ctx: click.Context) -> None:
    """What is installed, what is missing, and whether the ledger is sound."""
    from variorum.doctor import examine

    settings = settings_of(ctx)
    found = examine(Path(settings.db))
    for finding in found:
        click.echo(f"{'ok ' if finding.fine else 'NO '} {finding.what}: {finding.detail}")
    ctx.exit(0 if all(f.fine for f in found) else 1)


@main.command()
@click.option(
    "-o", "--output", type=click.Path(path_type=Path), default=Path("demo"), help="The folder (demo)."
)
@click.option("--open", "show_it", is_flag=True, help="Open the edition.")
@click.pass_context
def demo(ctx: click.Context, output: Path, show_it: bool) -> None:
    """The bundled stories through the real pipeline, to an edition in a folder."""
    from variorum.demo import build

    settings = settings_of(ctx)
    made = build(output, progress_of(settings))
    list_failures(made.failures)
    click.echo(made.summary, nl=False)
    click.echo(f"\nedition: {made.edition}\nledger:  {made.ledger}")
    if show_it:
        click.launch(str(made.edition.resolve()))


if __name__ == "__main__":
    main()
