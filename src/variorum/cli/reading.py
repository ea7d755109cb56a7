"""The lists, ``variorum show`` and ``search``: what stands in a ledger."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice
from typing import TYPE_CHECKING, Any

import click

from variorum.cli.filters import check
from variorum.cli.group import database, opened, settings_of, tell
from variorum.cli.holders import diff, update

if TYPE_CHECKING:
    from variorum.ledger import Ledger

FILTERS = {
    "stories": ("first", "saga"),
    "articles": ("outlet", "published", "kind"),
    "actors": ("name", "kind", "state", "role"),
    "changes": ("what",),
    "statements": ("article_id", "speaker", "mode", "cue_class"),
    "events": ("story_id", "type", "status", "actor", "recipient"),
    "framings": ("story_id", "kind"),
    "lines": ("story_id", "kind", "speaker", "coverage"),
    "roots": ("story_id", "kind", "name"),
    "uncompared": ("story_id", "kind"),
    "variants": ("story_id", "kind", "relation"),
    "lineages": ("story_id", "relation"),
    "relations": ("actor", "recipient", "period"),
    "failures": ("stage",),
}
HELP = {
    "articles": "Reports: outlet, date, title; of a page its newest version.",
    "actors": "States, organisations and persons that reports name.",
    "changes": "Stories that runs renamed, merged or split: an old id leads to what it became.",
    "events": "Who did what to whom, merged over its reports; `to` is the first day after it.",
    "failures": "Inputs that could not be used: why, and what to do.",
    "framings": "How witnesses tell one thing: other words, a hedge, who did it left out.",
    "judgements": "Human decisions, in the order they were made; their pairs with --nl or --json.",
    "lineages": "Witnesses whose own prose descends from a common text.",
    "lines": "Record lines: what several witnesses say, and on how many roots at most.",
    "relations": "Cooperation and conflict of pairs of states by month.",
    "roots": "What lines rest on: cited channels and lineages.",
    "statements": "Who said what, and through whom it reached the reader.",
    "stories": "Reports of one happening, those with most reports first.",
    "uncompared": "What could not be compared, and why: no date, no unit in common, nearly one thing.",
    "variants": "Where witnesses differ, with every reading.",
}
ASKED = {
    "name": "Names with these words.",
    "outlet": "Outlets with these words (or: unknown).",
    "speaker": "Speakers with these words (or: unknown).",
    "published": "Days, months or years that begin so (or: unknown).",
    "first": "First reported on a day, month or year that begins so (or: unknown).",
    "saga": "Only the stories of this saga.",
    "period": "Months (2026-11) or years.",
    "actor": "One of the actors, by id or state (CHN).",
    "recipient": "One of the recipients, by id or state.",
}
BELOW = {"actors": (update, diff)}
FORMS = {
    "table": "The list as a table (the default).",
    "json": "Whole records as JSON.",
    "nl": "Whole records as JSON, one a line.",
    "csv": "The table as CSV.",
    "tsv": "The table as TSV.",
}


def list_command(name: str) -> click.Command:
    """A command that lists one kind of record; "actors" has commands of its own below it."""

    @click.pass_context
    def run_list(ctx: click.Context, /, **options: Any) -> None:
        from variorum.export.listing import listing, records

        if ctx.invoked_subcommand is not None:
            return
        form = options.pop("form") or "table"
        limit = options.pop("limit")
        versions = bool(options.pop("versions", False))
        where = {k: v for k, v in options.items() if v is not None}
        check(name, where)
        settings = settings_of(ctx)
        with opened(settings) as ledger:
            found = records(ledger, name, where, versions=versions)
            for part in listing(ledger, name, list(islice(found, limit)), form):
                click.echo(part, nl=False)
            was_run = ledger.manifest() is not None
        if not found:
            tell(settings, nothing(name, bool(where), was_run))

    if name in BELOW:
        return click.Group(
            name,
            commands=BELOW[name],
            params=_parameters(name),
            callback=run_list,
            help=HELP[name],
            invoke_without_command=True,
            subcommand_metavar="[COMMAND]",
        )
    return click.Command(name, params=_parameters(name), callback=run_list, help=HELP[name])


def nothing(name: str, filtered: bool, was_run: bool) -> str:
    """What is said when a list is empty."""
    if filtered:
        return f"no {name} fit these filters"
    if name in ("failures", "judgements", "changes"):
        return f"no {name}"
    return f"no {name}: the last run found none" if was_run else f"no {name}; have you run it? (variorum run)"


def _parameters(name: str) -> list[click.Parameter]:
    filters: list[click.Parameter] = [
        click.Option(
            [f"--{f.removesuffix('_id').replace('_', '-')}", f],
            help=ASKED.get(f, f"Only this {f.removesuffix('_id').replace('_', ' ')}."),
        )
        for f in FILTERS.get(name, ())
    ]
    if name == "articles":
        filters.append(click.Option(["--versions"], is_flag=True, help="Older versions of pages too."))
    filters.append(click.Option(["--limit"], type=click.IntRange(min=1), help="So many at most."))
    for form, help_text in FORMS.items():
        names = ["-t", "--table"] if form == "table" else [f"--{form}"]
        filters.append(click.Option([*names, "form"], flag_value=form, help=help_text))
    return filters


@click.command()
@click.argument("record_id", metavar="ID")
@click.option("--evidence", is_flag=True, help="The words it rests on.")
@click.option(
    "--explain",
    is_flag=True,
    help="Of an article: what was refused, and why (statements, events). "
    "Of an event: why it is one, what its mentions tell differently, and how to split it.",
)
@click.pass_context
def show(ctx: click.Context, record_id: str, evidence: bool, explain: bool) -> None:
    """Any record, by its id or the beginning of it."""
    import msgspec

    from variorum.export.lines import plain
    from variorum.model import Article

    with opened(settings_of(ctx)) as ledger:
        record = ledger.get(record_id)
        shown = plain(record)
        if isinstance(record, Article):
            shown |= placed(ledger.versions(record.id), record.id)
        click.echo(msgspec.json.format(msgspec.json.encode(shown), indent=2).decode())
        if evidence:
            for span, words in ledger.evidence(record):
                click.echo(f"{span.article_id} [{span.start}, {span.end}) {words!r}")
        if explain:
            _explain(ledger, record, database(settings_of(ctx)))


def _explain(ledger: Ledger, record: object, option: str) -> None:
    """List what the statements and the events stage refused in an article, which is parsed anew for each; of
    an event why it is one, and how to split it."""
    from variorum.evaluate.explain import CONSIDERED
    from variorum.export.merged import explained
    from variorum.model import Article, Event

    if isinstance(record, Event):
        for line in explained(ledger.collation(record.story_id), record, option):
            click.echo(line)
        return
    if not isinstance(record, Article):
        raise click.UsageError(
            "--explain lists what was refused in an article, or why an event is one: give the id of either"
        )
    for layer, considered in CONSIDERED.items():
        for span, rule, reason in considered(record)[1]:
            click.echo(f"[{span.start}, {span.end}) {span.of(record)!r} not in {layer}: {rule}: {reason}")


def placed(versions: Sequence[str], article_id: str) -> dict[str, Any]:
    """Which version of its page an article is: the next newer and the older ones, the latest first."""
    at = versions.index(article_id)
    newer = versions[at + 1] if at + 1 < len(versions) else None
    return {"newer": newer, "older": list(reversed(versions[:at]))}


@click.command()
@click.argument("text", nargs=-1, required=True)
@click.option("--limit", type=click.IntRange(min=1), default=20, help="So many at most (20).")
@click.pass_context
def search(ctx: click.Context, text: tuple[str, ...], limit: int) -> None:
    """Full text, and quotes by fragment: "strongly supports … new order"."""
    settings = settings_of(ctx)
    with opened(settings) as ledger:
        found = ledger.search(" ".join(text), limit)
    for hit in found:
        click.echo(f"{hit.kind}\t{hit.id}\t{hit.article_id}\t{' '.join(hit.words.split())}")
    if not found:
        tell(settings, "nothing has these words")


LISTS = tuple(list_command(name) for name in FILTERS)
